//! Signing in, from the first page to the place one came from.

use axum::http::StatusCode;
use jiff::SignedDuration;
use web::{Failure, credential, password, totp::Secret};

use crate::browser::{Browser, NAME, PASSWORD, Seen, WORKER, code, on_each_engine};

const MANAGER_SET: &str = "set by the manager 1";

async fn enter(browser: &mut Browser, return_to: &str, typed: &str) -> Seen {
    let csrf = browser.get("/sign-in").await.csrf();
    let fields =
        [("csrf", csrf.as_str()), ("username", " Amina.Rahman "), ("password", typed), ("return_to", return_to)];
    browser.post("/sign-in", &fields).await
}

async fn enter_code(browser: &mut Browser, secret: &Secret) -> Seen {
    let csrf = browser.get("/sign-in/code").await.csrf();
    let typed = code(secret, &browser.hands);
    browser.post("/sign-in/code", &[("csrf", &csrf), ("code", &typed)]).await
}

#[test]
fn returns_to_the_same_place() {
    on_each_engine(|mut browser| async move {
        let secret = browser.with_account().await;
        let sent = browser.get("/children/01J9?tab=2").await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(sent.header("location"), "/sign-in?return=%2Fchildren%2F01J9%3Ftab%3D2");
        let page = browser.get(sent.header("location")).await;
        assert!(page.text.contains(r#"name="return_to" value="/children/01J9?tab=2""#));
        assert_eq!(enter(&mut browser, "/children/01J9?tab=2", PASSWORD).await.header("location"), "/sign-in/code");
        let done = enter_code(&mut browser, &secret).await;
        assert_eq!(done.header("location"), "/children/01J9?tab=2");
        let cookie = done.set_cookies().into_iter().find(|line| line.starts_with("__Host-kith=")).unwrap();
        assert!(cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"), "{cookie}");
        assert!(!browser.cookies.contains_key("__Host-kith-visit"));
        assert_eq!(browser.get("/children/01J9?tab=2").await.status, StatusCode::OK);
    });
}

#[test]
fn another_site_is_no_place_to_return_to() {
    on_each_engine(|mut browser| async move {
        let secret = browser.with_account().await;
        for bad in ["//evil.example", "https://evil.example/", "/\\evil.example", "/sign-out", "javascript:alert(1)"] {
            let page = browser.get(&format!("/sign-in?return={}", bad.replace('\\', "%5C"))).await;
            assert!(page.text.contains(r#"name="return_to" value="/""#), "{bad}");
            enter(&mut browser, bad, PASSWORD).await;
            assert_eq!(enter_code(&mut browser, &secret).await.header("location"), "/", "{bad}");
            browser.cookies.clear();
            browser.hands.turn(SignedDuration::from_secs(30));
        }
    });
}

#[test]
fn the_password_alone_opens_nothing_and_the_token_changes() {
    on_each_engine(|mut browser| async move {
        let secret = browser.with_account().await;
        enter(&mut browser, "/", PASSWORD).await;
        let half = browser.cookies["__Host-kith"].clone();
        for path in ["/", "/account", "/sign-in/again"] {
            assert_eq!(browser.get(path).await.status, StatusCode::SEE_OTHER, "{path}");
        }
        assert_eq!(browser.get("/sign-in/set-up").await.header("location"), "/sign-in/code");
        let mut before = browser.clone();
        enter_code(&mut browser, &secret).await;
        assert_ne!(browser.cookies["__Host-kith"], half);
        assert_eq!(
            before.get("/sign-in/code").await.header("location"),
            "/sign-in?return=%2F".replace("?return=%2F", "")
        );
        assert_eq!(browser.get("/").await.status, StatusCode::OK);
    });
}

#[test]
fn a_code_is_not_taken_twice() {
    on_each_engine(|mut browser| async move {
        let secret = browser.with_account().await;
        enter(&mut browser, "/", PASSWORD).await;
        assert_eq!(enter_code(&mut browser, &secret).await.status, StatusCode::SEE_OTHER);
        let mut thief = browser.another();
        enter(&mut thief, "/", PASSWORD).await;
        let replayed = enter_code(&mut thief, &secret).await;
        assert_eq!(replayed.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(replayed.text.contains("The code does not match"));
        thief.hands.turn(SignedDuration::from_secs(30));
        assert_eq!(enter_code(&mut thief, &secret).await.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn guessing_codes_is_slowed() {
    on_each_engine(|mut browser| async move {
        browser.with_account().await;
        enter(&mut browser, "/", PASSWORD).await;
        let csrf = browser.get("/sign-in/code").await.csrf();
        let mut last = StatusCode::OK;
        for _ in 0..6 {
            last = browser.post("/sign-in/code", &[("csrf", &csrf), ("code", "000000")]).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    });
}

#[test]
fn a_new_account_chooses_a_password_and_sets_up_a_code() {
    on_each_engine(|mut browser| async move {
        let (kit, now) = (browser.kit.clone(), browser.hands.now());
        let hash = password::hash(kit.chance.as_ref(), MANAGER_SET).unwrap();
        kit.db.write(move |conn| credential::open(conn, now, WORKER, NAME, &hash)).await.unwrap();
        assert_eq!(enter(&mut browser, "/", MANAGER_SET).await.header("location"), "/sign-in/password");
        assert_eq!(browser.get("/sign-in/set-up").await.header("location"), "/sign-in/password");
        let csrf = browser.get("/sign-in/password").await.csrf();
        for (new, again, said) in [
            ("short", "short", "at least 15 characters"),
            ("amina.rahman 123", "amina.rahman 123", "must not be made of your username"),
            (PASSWORD, "four quiet brown pony", "are not the same"),
            (MANAGER_SET, MANAGER_SET, "other than the one you have"),
        ] {
            let fields = [("csrf", csrf.as_str()), ("new_password", new), ("new_password_again", again)];
            let seen = browser.post("/sign-in/password", &fields).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(seen.text.contains(said) && !seen.text.contains(new), "{said}: {}", seen.text);
        }
        let fields = [("csrf", csrf.as_str()), ("new_password", PASSWORD), ("new_password_again", PASSWORD)];
        assert_eq!(browser.post("/sign-in/password", &fields).await.header("location"), "/sign-in/set-up");
        set_up(&mut browser).await;
        assert_eq!(browser.get("/").await.status, StatusCode::OK);
    });
}

/// Reads the key off the page, as a person would, and types its code.
async fn set_up(browser: &mut Browser) {
    let page = browser.get("/sign-in/set-up").await;
    assert!(page.text.contains("otpauth://totp/Kith%2C%20Ashmere%20Borough%20Council:amina.rahman?secret="));
    let (key, now) = (browser.kit.key.clone(), browser.kit.chance.clone());
    let secret = browser.kit.db.write(move |conn| credential::offer_totp(conn, &key, now.as_ref(), WORKER)).await;
    let secret = secret.unwrap_or_else(|_: Failure| panic!("no secret"));
    assert!(page.text.contains(&secret.grouped()), "the page shows the key in groups");
    let wrong = browser.post("/sign-in/set-up", &[("csrf", &page.csrf()), ("code", "000000")]).await;
    assert!(wrong.text.contains(&secret.grouped()), "the same key after a wrong code");
    let typed = code(&secret, &browser.hands);
    let done = browser.post("/sign-in/set-up", &[("csrf", &page.csrf()), ("code", &typed)]).await;
    assert_eq!(done.header("location"), "/");
}

#[test]
fn a_closed_account_is_told_nothing() {
    on_each_engine(|mut browser| async move {
        browser.with_account().await;
        let closed = browser.kit.db.write(|conn| credential::disable(conn, WORKER)).await;
        assert!(closed.is_ok());
        let seen = enter(&mut browser, "/", PASSWORD).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seen.text.contains("The details do not match"));
    });
}

#[test]
fn a_dormant_account_closes_by_itself() {
    on_each_engine(|browser| async move {
        browser.with_account().await;
        let month = SignedDuration::from_hours(30 * 24);
        let closed = async |browser: &Browser| {
            let now = browser.hands.now();
            let closed = browser.kit.db.write(move |conn| credential::disable_dormant(conn, now, month)).await;
            closed.unwrap_or_else(|_: Failure| panic!("no answer"))
        };
        browser.minutes(29 * 24 * 60);
        assert_eq!(closed(&browser).await, 0);
        browser.minutes(24 * 60);
        assert_eq!((closed(&browser).await, closed(&browser).await), (1, 0));
    });
}

#[test]
fn both_factors_again_renew_the_proof() {
    on_each_engine(|mut browser| async move {
        let secret = browser.with_account().await;
        browser.signed_in().await;
        browser.minutes(20);
        let before = browser.cookies["__Host-kith"].clone();
        let csrf = browser.get("/sign-in/again?return=/children/1").await.csrf();
        let typed = code(&secret, &browser.hands);
        let try_with = [("csrf", csrf.as_str()), ("return_to", "/children/1"), ("code", &typed), ("password", "wrong")];
        let refused = browser.post("/sign-in/again", &try_with).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let try_with =
            [("csrf", csrf.as_str()), ("return_to", "/children/1"), ("code", &typed), ("password", PASSWORD)];
        let done = browser.post("/sign-in/again", &try_with).await;
        assert_eq!(done.header("location"), "/children/1");
        assert_ne!(browser.cookies["__Host-kith"], before);
    });
}

#[test]
fn changing_the_password_signs_out_everywhere_else() {
    on_each_engine(|mut browser| async move {
        browser.with_account().await;
        let csrf = browser.signed_in().await;
        let mut phone = browser.another();
        phone.signed_in().await;
        let new = "seven loud green kettles";
        let fields =
            [("csrf", csrf.as_str()), ("password", PASSWORD), ("new_password", new), ("new_password_again", new)];
        assert_eq!(browser.post("/account/password", &fields).await.header("location"), "/account");
        assert_eq!(browser.get("/").await.status, StatusCode::OK);
        assert_eq!(phone.get("/").await.status, StatusCode::SEE_OTHER);
        let mut later = browser.another();
        assert_eq!(enter(&mut later, "/", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(enter(&mut later, "/", new).await.header("location"), "/sign-in/code");
    });
}

#[test]
fn signing_out_ends_the_session_and_forgets_the_cookie() {
    on_each_engine(|mut browser| async move {
        let csrf = browser.signed_in().await;
        let mut copy = browser.clone();
        let out = browser.post("/sign-out", &[("csrf", &csrf)]).await;
        assert_eq!(out.header("location"), "/signed-out");
        assert!(!browser.cookies.contains_key("__Host-kith"));
        assert_eq!(copy.get("/").await.status, StatusCode::SEE_OTHER);
        assert!(browser.get("/signed-out").await.text.contains("You are signed out"));
    });
}

//! How long sessions live, and who can end them.

use axum::http::StatusCode;
use web::{Failure, session};

use crate::browser::{Browser, WORKER, on_each_engine};

async fn living(browser: &mut Browser) -> bool {
    browser.get("/").await.status == StatusCode::OK
}

#[test]
fn ends_when_unused_for_half_an_hour() {
    on_each_engine(|mut browser| async move {
        browser.signed_in().await;
        for _ in 0..3 {
            browser.minutes(29);
            assert!(living(&mut browser).await);
        }
        browser.minutes(30);
        assert!(!living(&mut browser).await);
    });
}

#[test]
fn ends_after_twelve_hours_however_busy() {
    on_each_engine(|mut browser| async move {
        browser.signed_in().await;
        for _ in 0..35 {
            browser.minutes(20);
            assert!(living(&mut browser).await);
        }
        browser.minutes(20);
        assert!(!living(&mut browser).await);
    });
}

#[test]
fn a_page_that_looks_by_itself_does_not_keep_it_alive() {
    on_each_engine(|mut browser| async move {
        browser.signed_in().await;
        browser.minutes(20);
        let looked = browser.request(axum::http::Method::GET, "/session").header("x-quiet", "1");
        let seen = browser.send(looked.body(axum::body::Body::empty()).unwrap()).await;
        let state: serde_json::Value = serde_json::from_str(&seen.text).unwrap();
        assert_eq!((state["signed_in"].as_bool(), state["seconds"].as_i64()), (Some(true), Some(600)));
        browser.minutes(11);
        assert!(!living(&mut browser).await);
    });
}

#[test]
fn staying_signed_in_keeps_it_alive() {
    on_each_engine(|mut browser| async move {
        let csrf = browser.signed_in().await;
        browser.minutes(28);
        assert_eq!(browser.post("/session/stay", &[("csrf", &csrf)]).await.status, StatusCode::SEE_OTHER);
        browser.minutes(28);
        assert!(living(&mut browser).await);
    });
}

#[test]
fn last_seen_is_written_once_a_minute() {
    on_each_engine(|mut browser| async move {
        browser.signed_in().await;
        let seen = async |browser: &Browser| {
            let (limits, now) = (browser.kit.limits, browser.hands.now());
            let list = browser.kit.db.read(move |conn| session::list(conn, limits, now, WORKER)).await;
            list.unwrap_or_else(|_: Failure| panic!("no list"))[0].seen
        };
        let first = seen(&browser).await;
        browser.hands.turn(jiff::SignedDuration::from_secs(59));
        browser.get("/").await;
        assert_eq!(seen(&browser).await, first);
        browser.hands.turn(jiff::SignedDuration::from_secs(1));
        browser.get("/").await;
        assert_eq!(seen(&browser).await, browser.hands.now().0);
    });
}

#[test]
fn a_new_token_ends_the_old_one() {
    on_each_engine(|mut browser| async move {
        let old_csrf = browser.signed_in().await;
        let mut stolen = browser.clone();
        let (kit, now) = (browser.kit.clone(), browser.hands.now());
        let (fresh, token) = kit
            .db
            .clone()
            .write(move |conn| {
                let own = session::list(conn, kit.limits, now, WORKER)?.remove(0);
                session::renew(conn, kit.chance.as_ref(), now, &own)
            })
            .await
            .unwrap_or_else(|_: Failure| panic!("not renewed"));
        browser.cookies.insert("__Host-kith".into(), token.cookie_value().into());
        assert!(!living(&mut stolen).await && living(&mut browser).await);
        assert_ne!(browser.get("/").await.csrf(), old_csrf);
        assert_eq!(fresh.created, now.0);
    });
}

#[test]
fn own_sessions_are_listed_and_ended() {
    on_each_engine(|mut browser| async move {
        let csrf = browser.signed_in().await;
        let (mut phone, mut library) = (browser.another(), browser.another());
        phone.signed_in().await;
        library.signed_in().await;
        let page = browser.get("/account").await;
        assert_eq!(page.text.matches("Firefox on Windows</td>").count(), 3);
        assert!(page.text.contains("Thu 5 March, 09:00") && page.text.contains("This one"));
        let handle = page.text.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        browser.post("/account/sessions/end", &[("csrf", &csrf), ("session", handle)]).await;
        assert_eq!(usize::from(living(&mut phone).await) + usize::from(living(&mut library).await), 1);
        browser.post("/account/sessions/end-others", &[("csrf", &csrf)]).await;
        assert!(!living(&mut phone).await && !living(&mut library).await && living(&mut browser).await);
    });
}

#[test]
fn a_leaver_is_out_at_once() {
    on_each_engine(|mut browser| async move {
        browser.with_account().await;
        browser.signed_in().await;
        let disabled = browser.kit.db.write(|conn| web::credential::disable(conn, WORKER)).await;
        assert!(disabled.is_ok() && !living(&mut browser).await);
        // Even a session begun by some other door opens nothing while the account is closed.
        let (kit, now) = (browser.kit.clone(), browser.hands.now());
        let new = session::NewSession {
            worker: WORKER.into(),
            second_factor: true,
            return_to: "/".into(),
            device: String::new(),
        };
        let begun = kit.db.write(move |conn| session::begin(conn, kit.chance.as_ref(), now, new)).await;
        let (_, token) = begun.unwrap_or_else(|_: Failure| panic!("no session"));
        browser.cookies.insert("__Host-kith".into(), token.cookie_value().into());
        assert!(!living(&mut browser).await);
    });
}

#[test]
fn the_token_is_not_in_the_database_and_old_rows_go() {
    on_each_engine(|mut browser| async move {
        browser.signed_in().await;
        let token = browser.cookies["__Host-kith"].clone();
        assert_eq!(token.len(), 64);
        let (limits, now) = (browser.kit.limits, browser.hands.now());
        let list = browser.kit.db.read(move |conn| session::list(conn, limits, now, WORKER)).await;
        let list = list.unwrap_or_else(|_: Failure| panic!("no list"));
        assert!(list[0].id != token && !format!("{:?}", list[0]).contains(&list[0].id));
        browser.minutes(31);
        let later = browser.hands.now();
        let swept = browser.kit.db.write(move |conn| session::sweep(conn, limits, later)).await;
        assert_eq!(swept.unwrap_or_else(|_: Failure| panic!("not swept")), 1);
    });
}

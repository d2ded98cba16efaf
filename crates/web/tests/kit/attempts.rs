//! Guessing gets slower and slower, for an account and for an address.

use axum::http::{Method, StatusCode, header};
use jiff::SignedDuration;

use crate::browser::{Browser, NAME, PASSWORD, Seen, on_each_engine};

async fn guess(browser: &mut Browser, name: &str, password: &str) -> Seen {
    let csrf = browser.get("/sign-in").await.csrf();
    browser.post("/sign-in", &[("csrf", &csrf), ("username", name), ("password", password)]).await
}

#[test]
fn an_account_is_slowed_and_then_let_in() {
    on_each_engine(|mut browser| async move {
        browser.with_account().await;
        for _ in 0..5 {
            assert_eq!(guess(&mut browser, NAME, "wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let slowed = guess(&mut browser, NAME, PASSWORD).await;
        assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(slowed.header("retry-after").parse::<u64>().unwrap() <= 3);
        assert!(slowed.text.contains("Wait "));
        browser.hands.turn(SignedDuration::from_secs(3));
        assert_eq!(guess(&mut browser, NAME, PASSWORD).await.status, StatusCode::SEE_OTHER);
        // A success forgets the failures.
        assert_eq!(guess(&mut browser, NAME, "wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn an_unknown_name_is_treated_alike() {
    on_each_engine(|mut browser| async move {
        browser.with_account().await;
        let without_name = |seen: Seen, name: &str| (seen.status, seen.text.replace(name, "NAME"));
        let known = guess(&mut browser, NAME, "wrong").await;
        let unknown = guess(&mut browser, "nobody.here", "wrong").await;
        assert!(known.text.contains("The details do not match"));
        assert_eq!(without_name(known, NAME), without_name(unknown, "nobody.here"));
        for _ in 0..4 {
            guess(&mut browser, "nobody.here", "wrong").await;
        }
        assert_eq!(guess(&mut browser, "nobody.here", "wrong").await.status, StatusCode::TOO_MANY_REQUESTS);
    });
}

#[test]
fn an_address_is_slowed_over_many_accounts() {
    on_each_engine(|mut browser| async move {
        let mut slowed = 0;
        for number in 0..52 {
            let seen = guess(&mut browser, &format!("worker.{number}"), "").await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "an empty form is not an attempt");
            let seen = guess(&mut browser, &format!("worker.{number}"), "x").await;
            slowed += usize::from(seen.status == StatusCode::TOO_MANY_REQUESTS);
        }
        assert_eq!(slowed, 2);
    });
}

#[test]
fn an_address_that_a_client_makes_up_is_not_believed() {
    on_each_engine(|mut browser| async move {
        browser.with_account().await;
        let mut last = StatusCode::OK;
        for number in 0..52 {
            let csrf = browser.get("/sign-in").await.csrf();
            let request = browser
                .request(Method::POST, "/sign-in")
                .header("x-forwarded-for", format!("10.0.0.{number}"))
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(format!("csrf={csrf}&username=w{number}&password=x").into())
                .unwrap();
            last = browser.send(request).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    });
}

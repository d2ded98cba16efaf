//! What the gate lets through, what it refuses, and what every response carries.

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use web::{Kit, RouteTable};

use crate::browser::{Browser, Permit, Sample, on_each_engine, table};

#[test]
fn every_route_names_its_permit() {
    let table = table();
    let rows: Vec<_> = table.rows().map(|row| (row.method.as_str(), row.path.as_str(), row.permit)).collect();
    assert!(rows.contains(&("POST", "/notes", Permit::Worker)));
    assert!(rows.contains(&("GET", "/sign-in", Permit::Anyone)));
    assert!(rows.contains(&("GET", "/account", Permit::Worker)));
    assert_eq!(rows.len(), 28);
}

#[test]
fn a_route_declared_twice_is_reported() {
    on_each_engine(|browser| async move {
        let twice: RouteTable<Kit, Permit> =
            RouteTable::new().get("/a", Permit::Worker, async || "").get("/a", Permit::Anyone, async || "");
        let clash = twice.into_service(browser.kit.clone(), browser.kit, Sample, Permit::Anyone);
        assert!(clash.unwrap_err().to_string().contains("GET /a"));
    });
}

#[test]
fn a_form_needs_its_token() {
    on_each_engine(|mut browser| async move {
        let csrf = browser.signed_in().await;
        let kept = browser.post("/notes", &[("csrf", &csrf), ("note", "seen")]).await;
        assert_eq!((kept.status, kept.text.as_str()), (StatusCode::OK, "kept 4"));
        let mut other = browser.another();
        let others = other.signed_in().await;
        for given in ["", "0", others.as_str()] {
            let refused = browser.post("/notes", &[("csrf", given), ("note", "a <b> note")]).await;
            assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
            // Everything is kept, with a good token, to be sent again.
            assert!(refused.text.contains("a &lt;b&gt; note") && refused.text.contains(&csrf), "{}", refused.text);
        }
    });
}

#[test]
fn a_script_sends_the_token_as_a_header() {
    on_each_engine(|mut browser| async move {
        let csrf = browser.signed_in().await;
        let request = browser.request(Method::POST, "/notes").header("x-csrf", &csrf);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        assert_eq!(browser.send(request.body(Body::from("note=seen")).unwrap()).await.text, "kept 4");
        let stale =
            browser.request(Method::POST, "/notes").header("x-csrf", "old").header(header::ACCEPT, "application/json");
        let seen = browser.send(stale.body(Body::empty()).unwrap()).await;
        assert_eq!((seen.status, seen.text.as_str()), (StatusCode::UNAUTHORIZED, r#"{"stale":true}"#));
    });
}

#[test]
fn another_site_is_refused_even_with_the_token() {
    on_each_engine(|mut browser| async move {
        let csrf = browser.signed_in().await;
        for (name, value) in
            [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example")]
        {
            let request = browser.request(Method::POST, "/notes").header(name, value).header("x-csrf", &csrf);
            let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let seen = browser.send(request.body(Body::from("note=seen")).unwrap()).await;
            assert_eq!(seen.status, StatusCode::FORBIDDEN, "{name}: {value}");
        }
    });
}

#[test]
fn a_form_sent_after_the_session_ended_is_kept() {
    on_each_engine(|mut browser| async move {
        let csrf = browser.signed_in().await;
        browser.minutes(31);
        let kept = browser.post("/notes?tab=2", &[("csrf", &csrf), ("note", "an hour's work")]).await;
        assert_eq!(kept.status, StatusCode::UNAUTHORIZED);
        assert!(kept.text.contains("an hour's work") && kept.text.contains("action=\"/notes?tab=2\""));
        assert!(kept.text.contains("Nothing you wrote is lost"));
        // Signed in again in another tab: one press sends it, and no other words, nor to another place.
        let offered = kept.text.split_once("name=\"csrf\" value=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
        browser.signed_in().await;
        let sent = async |browser: &mut Browser, path: &str, note: &str| {
            browser.post(path, &[("csrf", &offered), ("note", note)]).await
        };
        let changed = sent(&mut browser, "/notes?tab=2", "other words").await;
        assert_eq!(changed.status, StatusCode::UNAUTHORIZED);
        assert!(changed.text.contains("You have signed in again since this page was opened"), "{}", changed.text);
        assert_eq!(sent(&mut browser, "/notes", "an hour's work").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(sent(&mut browser, "/notes?tab=2", "an hour's work").await.text, "kept 14");
    });
}

#[test]
fn two_megabytes_pass_and_five_do_not() {
    on_each_engine(|mut browser| async move {
        let csrf = browser.signed_in().await;
        let long = "word ".repeat(420_000);
        let kept = browser.post("/notes", &[("csrf", &csrf), ("note", &long)]).await;
        assert_eq!(kept.text, format!("kept {}", long.len() - 1));
        let seen = browser.post("/notes", &[("csrf", &csrf), ("note", &"x".repeat(5_000_000))]).await;
        assert_eq!(seen.status, StatusCode::PAYLOAD_TOO_LARGE);
    });
}

#[test]
fn files_come_only_where_they_are_taken() {
    on_each_engine(|mut browser| async move {
        let csrf = browser.signed_in().await;
        let mut body = format!("--X\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--X\r\n");
        body.push_str("Content-Disposition: form-data; name=\"paper\"; filename=\"a.pdf\"\r\n\r\n");
        body.push_str(&"x".repeat(5_000_000));
        body.push_str("\r\n--X--\r\n");
        for (path, status) in [("/papers", StatusCode::OK), ("/notes", StatusCode::PAYLOAD_TOO_LARGE)] {
            let request =
                browser.request(Method::POST, path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=X");
            assert_eq!(browser.send(request.body(Body::from(body.clone())).unwrap()).await.status, status);
        }
    });
}

#[test]
fn the_three_failures() {
    on_each_engine(|mut browser| async move {
        let csrf = browser.signed_in().await;
        let fix = browser.post("/notes", &[("csrf", &csrf)]).await;
        assert_eq!(fix.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(fix.text.contains("<title>Error: There is a problem") && fix.text.contains("Write the note"));
        let may_not = browser.post("/authorise", &[("csrf", &csrf), ("note", "x")]).await;
        assert_eq!(may_not.status, StatusCode::FORBIDDEN);
        assert!(may_not.text.contains("Only a team manager") && may_not.text.contains("Ask the manager"));
        for path in ["/broken", "/panic"] {
            let broken = browser.get(path).await;
            assert_eq!(broken.status, StatusCode::INTERNAL_SERVER_ERROR);
            assert!(broken.text.contains("give the number <strong>"), "{}", broken.text);
            assert!(!broken.text.contains("disk is full") && !broken.text.contains("Zainab"));
        }
        for path in ["/nothing", "/assets/../secret", "/assets/none.css"] {
            let missing = browser.get(path).await;
            assert_eq!(missing.status, StatusCode::NOT_FOUND);
            assert!(missing.text.contains("Page not found"), "{}", missing.text);
        }
        assert_eq!(browser.get("/notes").await.status, StatusCode::METHOD_NOT_ALLOWED);
    });
}

#[test]
fn failures_as_json_for_scripts() {
    on_each_engine(|mut browser| async move {
        let csrf = browser.signed_in().await;
        let ask = |browser: &Browser, method, path| {
            let request = browser.request(method, path).header(header::ACCEPT, "application/json");
            request.header("x-csrf", &csrf).body(Body::empty()).unwrap()
        };
        let fix = browser.send(ask(&browser, Method::POST, "/notes")).await;
        assert_eq!(fix.text, r#"{"errors":{"note":"Write the note"}}"#);
        let missing = browser.send(ask(&browser, Method::GET, "/nothing")).await;
        assert_eq!(missing.text, r#"{"refused":"Page not found"}"#);
        browser.minutes(31);
        let out = browser.send(ask(&browser, Method::GET, "/")).await;
        assert_eq!((out.status, out.text.as_str()), (StatusCode::UNAUTHORIZED, r#"{"signed_out":true}"#));
        let out = browser.send(ask(&browser, Method::POST, "/notes")).await;
        assert_eq!(out.text, r#"{"signed_out":true}"#);
    });
}

#[test]
fn headers_on_everything() {
    on_each_engine(|mut browser| async move {
        browser.signed_in().await;
        for path in ["/", "/public", "/nothing", "/panic", "/sign-in"] {
            let seen = browser.get(path).await;
            let policy = seen.header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"), "{path}: {policy}");
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "no-referrer"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cross-origin-resource-policy", "same-origin"),
                ("cache-control", "no-store"),
            ] {
                assert_eq!(seen.header(name), value, "{path}");
            }
            assert!(seen.header("strict-transport-security").starts_with("max-age=63072000"));
            assert_eq!(seen.header("x-request-id").len(), 16);
            assert!(
                !seen.text.contains("style=\"") && !seen.text.contains("<script>") && !seen.text.contains("onclick")
            );
        }
    });
}

#[test]
fn the_embedded_files() {
    on_each_engine(|mut browser| async move {
        let css = browser.get(web::assets::css_path()).await;
        assert_eq!(css.status, StatusCode::OK);
        assert_eq!(css.header("cache-control"), "public, max-age=31536000, immutable");
        assert!(css.header("content-type").starts_with("text/css") && css.header("content-encoding").is_empty());
        let request = browser.request(Method::GET, web::assets::css_path()).header(header::ACCEPT_ENCODING, "br, gzip");
        let packed = browser.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(packed.header("content-encoding"), "gzip");
        assert_ne!(packed.header("etag"), css.header("etag"));
        let request =
            browser.request(Method::GET, web::assets::css_path()).header(header::IF_NONE_MATCH, css.header("etag"));
        let same = browser.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!((same.status, same.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    });
}

#[test]
fn a_machine_has_its_own_door() {
    on_each_engine(|mut browser| async move {
        browser.signed_in().await;
        let request = browser.request(Method::POST, "/api/notices");
        assert_eq!(browser.send(request.body(Body::from("{}")).unwrap()).await.status, StatusCode::NOT_FOUND);
        let request = browser.request(Method::POST, "/api/notices").header("authorization", "Bearer partner");
        assert_eq!(browser.send(request.body(Body::from("{}")).unwrap()).await.text, "{}");
    });
}

#[test]
fn every_statement_is_read_by_each_engine() {
    on_each_engine(|browser| async move {
        let ours: Vec<_> =
            store::check_statements(&browser.kit.db).into_iter().filter(|(file, ..)| file.contains("web")).collect();
        assert!(ours.is_empty(), "{ours:?}");
    });
}

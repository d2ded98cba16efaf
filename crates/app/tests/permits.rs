//! Every route against every role: who may not is told so, and a stranger is sent to sign in. The list is the table itself.

use app::desk::Door;
use app::routes::table;
use app::testing::each_town;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use law::permit::Permit;
use law::role::Role;

/// A path with every parameter filled in with an id that is nobody's.
fn somewhere(path: &str) -> String {
    let mut filled = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let end = after.find('}').unwrap_or(after.len());
        filled.push_str(before);
        filled.push_str("00000000-0000-4000-8000-000000000000");
        rest = &after[(end + 1).min(after.len())..];
    }
    filled + rest
}

#[test]
fn every_route_keeps_its_permit_for_every_role() {
    each_town(|town| {
        for row in table().rows() {
            let path = somewhere(&row.path);
            let ask =
                || Request::builder().method(row.method.clone()).uri(&path).header("sec-fetch-site", "same-origin");
            let Door::To(permit) = row.permit else { continue };
            let stranger = town.as_nobody().send(ask(), Body::empty());
            if permit != Permit::Public {
                let turned_away = stranger.to.as_deref().is_some_and(|to| to.starts_with("/sign-in"))
                    || stranger.status == StatusCode::UNAUTHORIZED;
                assert!(turned_away, "{} {path}: a stranger got {}", row.method, stranger.status);
            }
            for role in Role::ALL {
                let shown = town.as_a(*role).send(ask(), Body::empty());
                if permit.allows(&[*role]) {
                    let broken = shown.status.is_server_error();
                    assert!(!broken, "{} {path} as {}: {}", row.method, role.name(), shown.text());
                } else {
                    let what = format!("{} {path} as {} got {}", row.method, role.name(), shown.status);
                    assert_eq!(shown.status, StatusCode::FORBIDDEN, "{what}");
                }
            }
        }
    });
}

#[test]
fn everything_that_changes_something_wants_more_than_being_signed_in() {
    let own = ["/sign-", "/signed-out", "/account", "/session"];
    for row in table().rows() {
        if row.method == Method::POST && !own.iter().any(|path| row.path.starts_with(path)) {
            let open = matches!(row.permit, Door::To(Permit::Public));
            assert!(!open, "{} changes something for anybody", row.path);
        }
    }
}

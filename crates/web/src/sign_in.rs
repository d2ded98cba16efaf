//! Signing in: password, then a code; setting up the authenticator; proving it again; signing out.
//!
//! The steps of one sign-in: password → (a new password, if someone else chose it) → code, or setting up the
//! authenticator. Only after the last does the session open anything. Then back to the same place.

mod pages;
mod steps;

pub(crate) use pages::{PASSWORD, form_page, new_password_boxes, text_box};
pub(crate) use steps::new_password;

use axum::{
    extract::{FromRef, Query, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use crate::{
    attempts::{self, Subject},
    cookies::{self, Jar},
    credential::{self, Credential},
    errors::Failure,
    fields::Fields,
    forms::FieldErrors,
    kit::{Kit, Now},
    password,
    routes::{RouteTable, SignedIn},
    session::{self, NewSession, Session, Token, Visitor},
    shell::Frame,
};

/// Said for every wrong username, password and closed account alike.
pub(crate) const NO_MATCH: &str = "The details do not match";

/// The permits that the app gives to these routes.
#[derive(Debug, Clone)]
pub struct Permits<P> {
    /// Anyone, signed in or not.
    pub anyone: P,
    /// A session of which the second factor may be wanting.
    pub signing_in: P,
    /// Anyone signed in.
    pub signed_in: P,
}

/// The routes under `/sign-in` and `/sign-out`.
pub fn routes<S, P>(permits: Permits<P>) -> RouteTable<S, P>
where
    S: Clone + Send + Sync + 'static,
    P: Clone + Send + Sync + 'static,
    Kit: FromRef<S>,
{
    let half = || permits.signing_in.clone();
    RouteTable::new()
        .get("/sign-in", permits.anyone.clone(), show)
        .post("/sign-in", permits.anyone.clone(), sign_in)
        .get("/signed-out", permits.anyone.clone(), pages::signed_out)
        .get("/sign-in/password", half(), steps::show_password)
        .post("/sign-in/password", half(), steps::change_password)
        .get("/sign-in/set-up", half(), steps::show_set_up)
        .post("/sign-in/set-up", half(), steps::set_up)
        .get("/sign-in/code", half(), steps::show_code)
        .post("/sign-in/code", half(), steps::code)
        .get("/sign-in/again", permits.signed_in.clone(), steps::show_again)
        .post("/sign-in/again", permits.signed_in.clone(), steps::again)
        .post("/sign-out", half(), sign_out)
}

/// Where to go after signing in.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Return {
    #[serde(default, rename = "return")]
    to: String,
}

/// The path if it is one of our own to return to: it begins with one slash, and holds nothing that a browser might read
/// as another host. The sign-in pages themselves are no place to return to.
pub fn own_path(path: &str) -> Option<&str> {
    let plain = path.len() <= 512 && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let rooted = path.starts_with('/') && !path.starts_with("//");
    let signing = path.starts_with("/sign") || path.starts_with("/session");
    (plain && rooted && !signing).then_some(path)
}

/// The address of the sign-in page that returns to `path`.
pub fn address(path: &str) -> String {
    with_return("/sign-in", path)
}

/// The address of the page that asks for both factors again and returns to `path`.
pub fn again_address(path: &str) -> String {
    with_return("/sign-in/again", path)
}

fn with_return(page: &str, path: &str) -> String {
    match own_path(path) {
        None | Some("/") => page.to_owned(),
        Some(path) => {
            let path: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
            format!("{page}?return={path}")
        }
    }
}

async fn show(visitor: Visitor, frame: Frame, Query(back): Query<Return>) -> Response {
    let to = own_path(&back.to).unwrap_or("/");
    match visitor {
        Visitor::SignedIn(_) => Redirect::to(to).into_response(),
        _ => pages::sign_in(&frame, to, "", &FieldErrors::new()).into_response(),
    }
}

async fn sign_in(
    State(kit): State<Kit>,
    now: Now,
    frame: Frame,
    headers: HeaderMap,
    request: axum::http::Extensions,
    fields: Fields,
) -> Result<Response, Failure> {
    let typed = Typed::read(&fields);
    let refuse = |errors: FieldErrors| {
        let page = pages::sign_in(&frame, &typed.return_to, &typed.username, &errors);
        Failure::Fix { errors, page: Some(page) }
    };
    typed.missing().or(()).map_err(refuse)?;
    let address = peer(&kit, &headers, &request);
    let known = begin_attempt(&kit, now, &typed.username, address).await?;
    if !matches(&known, &typed.password).await? {
        tracing::info!(worker = known.as_ref().map(|known| known.worker.as_str()), "sign-in refused");
        return Err(refuse(FieldErrors::one("username", NO_MATCH)));
    }
    let Some(known) = known else { return Err(refuse(FieldErrors::one("username", NO_MATCH))) };
    let next = next_step(&known);
    let token = first_factor(&kit, now, known, &typed, session::device(&headers)).await?;
    Ok(with_session(&kit, &token, next))
}

/// What was typed on the sign-in page.
struct Typed {
    username: String,
    password: String,
    return_to: String,
}

impl Typed {
    fn read(fields: &Fields) -> Self {
        Self {
            username: credential::username(fields.get("username").unwrap_or_default()),
            password: fields.get("password").unwrap_or_default().to_owned(),
            return_to: own_path(fields.get("return_to").unwrap_or_default()).unwrap_or("/").to_owned(),
        }
    }

    fn missing(&self) -> FieldErrors {
        let mut errors = FieldErrors::new();
        if self.username.is_empty() {
            errors.add("username", "Enter your username");
        }
        if self.password.is_empty() {
            errors.add("password", "Enter your password");
        }
        errors
    }
}

async fn begin_attempt(kit: &Kit, now: Now, name: &str, address: String) -> Result<Option<Credential>, Failure> {
    let (key, name) = (kit.key.clone(), name.to_owned());
    kit.db
        .write(move |conn| {
            attempts::begin(conn, &key, now, Subject::Account(&name))?;
            attempts::begin(conn, &key, now, Subject::Address(&address))?;
            credential::by_username(conn, &name)
        })
        .await
}

/// Compares the password off the request's thread, with the same work whoever is named.
pub(crate) async fn matches(known: &Option<Credential>, typed: &str) -> Result<bool, Failure> {
    let hash = known.as_ref().map(|known| known.password_hash.clone());
    let closed = known.as_ref().is_none_or(|known| known.disabled);
    // More than the longest password cannot be right, and is not worth hashing.
    let typed: String = typed.chars().take(password::MOST + 1).collect();
    let right = tokio::task::spawn_blocking(move || password::verify(hash.as_deref(), &typed)).await??;
    Ok(right && !closed)
}

async fn first_factor(kit: &Kit, now: Now, known: Credential, typed: &Typed, device: String) -> Result<Token, Failure> {
    let (key, chance) = (kit.key.clone(), kit.chance.clone());
    let new = NewSession { worker: known.worker, second_factor: false, return_to: typed.return_to.clone(), device };
    kit.db
        .write(move |conn| {
            attempts::forgive(conn, &key, Subject::Account(&known.username))?;
            let (_, token) = session::begin(conn, chance.as_ref(), now, new)?;
            Ok(token)
        })
        .await
}

/// The page that comes after the password.
pub(crate) fn next_step(known: &Credential) -> &'static str {
    match (known.must_change, known.has_totp) {
        (true, _) => "/sign-in/password",
        (false, false) => "/sign-in/set-up",
        (false, true) => "/sign-in/code",
    }
}

/// A redirect that carries the session's cookie and lets the visit's go.
pub(crate) fn with_session(kit: &Kit, token: &Token, to: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    let set = cookies::set(kit.cookies, Jar::Session, token.cookie_value());
    let clear = cookies::clear(kit.cookies, Jar::Visit);
    for cookie in [set, clear].into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

async fn sign_out(State(kit): State<Kit>, visitor: Visitor) -> Result<Response, Failure> {
    if let Some(Session { id, .. }) = visitor.session().cloned() {
        kit.db.write(move |conn| session::end(conn, &id)).await?;
    }
    let mut response = Redirect::to("/signed-out").into_response();
    if let Some(cookie) = cookies::clear(kit.cookies, Jar::Session) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(response)
}

/// The address that counts against guessing: the connection's, or what our own proxies say of it.
fn peer(kit: &Kit, headers: &HeaderMap, request: &axum::http::Extensions) -> String {
    let direct = request.get::<axum::extract::ConnectInfo<std::net::SocketAddr>>().map(|info| info.0.ip().to_string());
    let told = kit.proxies.checked_sub(1).and_then(|skip| {
        let line =
            headers.get_all("x-forwarded-for").iter().filter_map(|v| v.to_str().ok()).collect::<Vec<_>>().join(",");
        line.rsplit(',').nth(skip).map(|part| part.trim().to_owned())
    });
    told.or(direct).unwrap_or_else(|| "unknown".to_owned())
}

/// The session's owner, or the sign-in page.
pub(crate) async fn owner(kit: &Kit, session: &Session) -> Result<Credential, Failure> {
    let worker = session.worker.clone();
    let known = kit.db.read(move |conn| credential::of_worker(conn, &worker)).await?;
    known.ok_or_else(|| Failure::may_not("You do not sign in with a password here.", "Ask your system administrator."))
}

/// The signed-in session as JSON, for scripts that wait for a sign-in in another tab. Asking does not keep it alive.
pub(crate) async fn status(
    State(kit): State<Kit>,
    now: Now,
    frame: Frame,
    visitor: Visitor,
) -> axum::Json<serde_json::Value> {
    let Visitor::SignedIn(session) = visitor else { return axum::Json(serde_json::json!({ "signed_in": false })) };
    let idle = kit.limits.idle - now.0.duration_since(session.seen);
    let absolute = kit.limits.absolute - now.0.duration_since(session.created);
    axum::Json(serde_json::json!({
        "signed_in": true,
        "who": frame.who,
        "csrf": frame.csrf.map(|token| token.0),
        "seconds": idle.min(absolute).as_secs(),
        "can_stay": idle < absolute,
    }))
}

/// Keeps the session alive: somebody pressed "Stay signed in".
pub(crate) async fn stay(State(kit): State<Kit>, now: Now, SignedIn(session): SignedIn) -> Result<Redirect, Failure> {
    kit.db.write(move |conn| session::touch(conn, &session, now)).await?;
    Ok(Redirect::to("/session"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_places_are_returned_to() {
        for good in ["/", "/children/01J9/steps?tab=2#q4", "/my-day"] {
            assert_eq!(own_path(good), Some(good));
        }
        let bad = [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "javascript:alert(1)",
            "/a\r\nSet-Cookie: x",
            "/\t/evil.example",
            " /a",
            "evil.example",
            "/sign-in",
            "/sign-out",
            "/session",
            "/é",
        ];
        for path in bad {
            assert_eq!(own_path(path), None, "{path:?}");
        }
        assert_eq!(own_path(&"/a".repeat(300)), None);
    }

    #[test]
    fn addresses_carry_the_place_escaped() {
        assert_eq!(address("/children/1?a=b&c"), "/sign-in?return=%2Fchildren%2F1%3Fa%3Db%26c");
        assert_eq!(address("//evil.example"), "/sign-in");
        assert_eq!(address("/"), "/sign-in");
    }
}

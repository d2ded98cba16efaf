//! The three failures: you can fix this, you may not, we are broken. Each is a plain page, or JSON where a script asks.

use std::{error::Error, panic::AssertUnwindSafe, sync::Arc};

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use maud::{Markup, html};
use serde_json::json;

use crate::{
    chance,
    csrf::{self, CsrfToken},
    fields::Fields,
    forms::FieldErrors,
    kit::Kit,
    shell::{Frame, Page},
};

/// Why a request was not done.
#[derive(Debug)]
pub enum Failure {
    /// You can fix this: what is wrong, and the form again with everything typed. 422.
    Fix {
        /// The fields and their messages.
        errors: FieldErrors,
        /// The whole page to show; without it a plain list of the messages.
        page: Option<Markup>,
    },
    /// The body could not be read as a form. 400.
    Unreadable,
    /// More was sent than is taken. 413.
    TooLarge,
    /// Too many attempts; the whole seconds to wait. 429.
    Wait(u64),
    /// Nobody is signed in. A page request goes to the sign-in page and comes back; a script gets 401.
    SignInFirst,
    /// A form came after its session ended, or from an earlier one: everything is kept and may be sent again. 401.
    Again(Box<Again>),
    /// The request came from another site. 403.
    Forged,
    /// You may not: the reason, and who can. 403.
    MayNot {
        /// Why, in a sentence.
        reason: String,
        /// Whom to ask, in a sentence.
        who_can: Option<String>,
    },
    /// There is nothing here, or nothing that this person may know of. 404.
    NotFound,
    /// The page is there but not in this way. 405.
    WrongMethod,
    /// We are broken: the cause, which goes to the log and never to the page. 500.
    Broken(Box<dyn Error + Send + Sync>),
}

/// A form to be sent again.
#[derive(Debug)]
pub struct Again {
    /// Where it was sent: our own path.
    pub path: String,
    /// What was posted.
    pub fields: Fields,
    /// The token to send it with; none where the page did not say whose it was and nobody is signed in.
    pub csrf: Option<CsrfToken>,
    /// Who is signed in now.
    pub now: SignedInNow,
}

/// Who is signed in when a form comes too late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignedInNow {
    /// Nobody.
    Nobody,
    /// The worker whose page it was, or one whom the page does not name.
    TheWriter,
    /// Another worker than the one whose page it was.
    SomebodyElse,
}

impl Failure {
    /// You may not, with a reason and whom to ask.
    pub fn may_not(reason: impl Into<String>, who_can: impl Into<String>) -> Self {
        Self::MayNot { reason: reason.into(), who_can: Some(who_can.into()) }
    }

    /// We are broken.
    pub fn broken(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Broken(cause.into())
    }

    /// The status that goes with it.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Fix { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::SignInFirst | Self::Again(_) => StatusCode::UNAUTHORIZED,
            Self::Forged | Self::MayNot { .. } => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<FieldErrors> for Failure {
    fn from(errors: FieldErrors) -> Self {
        Self::Fix { errors, page: None }
    }
}

/// Causes that always mean that we are broken.
macro_rules! broken_from {
    ($($cause:ty),+) => { $(impl From<$cause> for Failure {
        fn from(cause: $cause) -> Self { Self::Broken(Box::new(cause)) }
    })+ };
}
broken_from!(store::Error, chance::NoChance, crate::key::KeyError, crate::password::HashError, tokio::task::JoinError);

impl IntoResponse for Failure {
    /// Leaves the failure in the response; [`pages`] writes the page, for it knows who asked.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// What the failure page needs to know of the request.
struct Asked {
    json: bool,
    get: bool,
    path: String,
}

impl Asked {
    fn of(request: &Request) -> Self {
        Self {
            json: wants_json(request.headers()),
            get: request.method().is_safe(),
            path: request.uri().path_and_query().map_or("/", |p| p.as_str()).to_owned(),
        }
    }
}

/// Whether a script asks, by `Accept: application/json`.
pub fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    accept.starts_with("application/json")
}

/// Middleware: turns failures into pages and panics into the broken page.
pub async fn pages(State(kit): State<Kit>, request: Request, next: Next) -> Response {
    let asked = Asked::of(&request);
    let response = match caught(next.run(request)).await {
        Some(response) => response,
        None => Failure::broken("a handler panicked").into_response(),
    };
    let Some(failure) = response.extensions().get::<Arc<Failure>>().cloned() else { return response };
    let frame = response.extensions().get::<Frame>().cloned().unwrap_or_else(|| Frame::bare(&kit));
    let mut shown = show(&kit, &frame, &failure, &asked);
    for cookie in response.headers().get_all(header::SET_COOKIE) {
        shown.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    shown
}

/// Runs a future; a panic within gives none. Nothing of the handler's is looked at afterwards.
async fn caught<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = Box::pin(AssertUnwindSafe(future));
    std::future::poll_fn(|context| {
        let polled = std::panic::catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context)));
        polled.map_or(std::task::Poll::Ready(None), |poll| poll.map(Some))
    })
    .await
}

/// Makes panics log their place and not their message, which may hold personal data. Called once at start.
pub fn quiet_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}

fn show(kit: &Kit, frame: &Frame, failure: &Failure, asked: &Asked) -> Response {
    let broken = match failure {
        Failure::Broken(cause) => Some(log(kit, cause.as_ref())),
        _ => None,
    };
    let mut response = if asked.json {
        (failure.status(), Json(as_json(failure, broken.as_deref()))).into_response()
    } else if matches!(failure, Failure::SignInFirst) && asked.get {
        Redirect::to(&crate::sign_in::address(&asked.path)).into_response()
    } else {
        (failure.status(), page(frame, failure, broken.as_deref())).into_response()
    };
    if let Failure::Wait(seconds) = failure {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }
    response
}

/// Logs the chain of causes once, under a short id that the page shows. Causes carry no personal data.
fn log(kit: &Kit, cause: &(dyn Error + Send + Sync)) -> String {
    let id = chance::draw::<5>(kit.chance.as_ref()).map_or_else(|_| "unknown".into(), hex::encode);
    let mut chain = cause.to_string();
    let mut next = cause.source();
    while let Some(deeper) = next {
        chain.push_str(": ");
        chain.push_str(&deeper.to_string());
        next = deeper.source();
    }
    tracing::error!(id, chain, "broken");
    id
}

fn as_json(failure: &Failure, broken: Option<&str>) -> serde_json::Value {
    match failure {
        Failure::Fix { errors, .. } => {
            let errors: serde_json::Map<_, _> =
                errors.iter().map(|(id, message)| (id.to_owned(), message.into())).collect();
            json!({ "errors": errors })
        }
        Failure::SignInFirst => json!({ "signed_out": true }),
        Failure::Again(again) if again.now == SignedInNow::Nobody => json!({ "signed_out": true }),
        Failure::Again(_) => json!({ "stale": true }),
        Failure::Wait(seconds) => json!({ "wait": seconds }),
        Failure::MayNot { reason, who_can } => json!({ "may_not": reason, "who_can": who_can }),
        Failure::Broken(_) => json!({ "broken": broken }),
        other => json!({ "refused": words(other).0 }),
    }
}

fn page(frame: &Frame, failure: &Failure, broken: Option<&str>) -> Markup {
    if let Failure::Fix { page: Some(page), .. } = failure {
        return page.clone();
    }
    let (title, first, second) = words(failure);
    let body = html! {
        @if !first.is_empty() { p class="govuk-body" { (first) } }
        @if !second.is_empty() { p class="govuk-body" { (second) } }
        @match failure {
            Failure::Fix { errors, .. } => ul class="govuk-list govuk-list--bullet" {
                @for (_, message) in errors.iter() { li { (message) } }
            },
            Failure::Again(again) => (resend(again)),
            _ => {},
        }
        @if let Some(id) = broken {
            p class="govuk-body" { "If you report this, give the number " strong { (id) } "." }
        }
        p class="govuk-body" { a class="govuk-link" href="/" { "Go to your first page" } }
    };
    Page { problem: matches!(failure, Failure::Fix { .. }), ..Page::new(title, body) }.render(frame)
}

/// Title and two sentences for each failure. Where there is nothing to say, the sentence is empty.
fn words(failure: &Failure) -> (&str, String, String) {
    let (title, first, second) = match failure {
        Failure::Fix { .. } => ("There is a problem", "Go back, put these right and send again.", ""),
        Failure::Unreadable => ("This could not be read", "What was sent is not a form that we can read.", ""),
        Failure::TooLarge => ("This is too large", "What was sent is larger than we take at once.", ""),
        Failure::Wait(seconds) => {
            let wait = format!("There were too many attempts. Wait {}, then try again.", wait_words(*seconds));
            return ("Wait before you try again", wait, String::new());
        }
        Failure::SignInFirst => ("You are signed out", "Sign in to see this page.", ""),
        Failure::Again(again) => match again.now {
            SignedInNow::Nobody => {
                ("You are signed out", "Nothing you wrote is lost: it is kept on this page.", AGAIN_SIGNED_OUT)
            }
            SignedInNow::TheWriter => {
                ("Send this again", "You have signed in again since this page was opened.", AGAIN_SIGNED_IN)
            }
            SignedInNow::SomebodyElse => {
                ("Send this again?", "Somebody else was signed in when this page was opened.", AGAIN_SOMEBODY_ELSE)
            }
        },
        Failure::Forged => ("This was refused", "The request came from another site, so it was not done.", ""),
        Failure::MayNot { reason, who_can } => {
            return ("You may not do this", reason.clone(), who_can.clone().unwrap_or_default());
        }
        Failure::NotFound => ("Page not found", "There is nothing at this address that you can open.", CHECK),
        Failure::WrongMethod => ("Page not found", "This address cannot be opened in this way.", CHECK),
        Failure::Broken(_) => ("Something went wrong with Kith", "It is our fault, not yours.", BROKEN),
    };
    (title, first.to_owned(), second.to_owned())
}

const AGAIN_SIGNED_OUT: &str = "Sign in in another tab, come back to this page, and press the button.";
const AGAIN_SIGNED_IN: &str = "Everything is kept. Press the button to send it now.";
const AGAIN_SOMEBODY_ELSE: &str = "Everything is kept. If you send it now, it goes on the record as yours.";
const CHECK: &str = "If you typed the address, check it. If you followed a link, it may be old, or the record may be one \
    you cannot open.";
const BROKEN: &str = "What was saved before is safe. Go back and try again in a moment.";

fn wait_words(seconds: u64) -> String {
    match seconds {
        0..=1 => "a second".into(),
        2..=90 => format!("{seconds} seconds"),
        _ => format!("{} minutes", seconds.div_ceil(60)),
    }
}

/// The posted form again, all of it in hidden fields. Passwords and codes are never sent back.
fn resend(again: &Again) -> Markup {
    html! {
        @if again.now == SignedInNow::Nobody {
            p class="govuk-body" { a class="govuk-link" href="/sign-in" target="_blank" rel="noopener" { "Sign in (opens a new tab)" } }
        }
        form method="post" action=(again.path) {
            @if let Some(csrf) = &again.csrf { (csrf.field()) }
            @for (name, value) in csrf::kept(&again.fields) {
                textarea hidden name=(name) { "\n" (value) }
            }
            button class="govuk-button" { "Send again" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_caught() {
        assert_eq!(caught(async { 1 }).await, Some(1));
        assert_eq!(caught(async { [1][std::hint::black_box(3)] }).await, None::<i32>);
    }

    #[test]
    fn waits_in_words() {
        let words: Vec<_> = [1, 2, 90, 91, 900].map(wait_words).into();
        assert_eq!(words, ["a second", "2 seconds", "90 seconds", "2 minutes", "15 minutes"]);
    }

    #[test]
    fn a_resent_form_keeps_words_but_no_secrets() {
        let fields =
            Fields::from_pairs([("note", "\"<b>\nx"), ("csrf", "old"), ("new_password", "hush"), ("code", "1")]);
        let again =
            Again { path: "/steps/1".into(), fields, csrf: Some(CsrfToken("new".into())), now: SignedInNow::TheWriter };
        let page = resend(&again).into_string();
        assert!(page.contains("&lt;b&gt;") && page.contains("value=\"new\""), "{page}");
        assert!(!page.contains("hush") && !page.contains("old"));
    }
}

//! Headers on every response: what the browser may load, keep and tell others. Nothing inline, nothing from elsewhere.

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use crate::{
    chance,
    kit::{Cookies, Kit},
};

/// The content security policy of every page.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The content security policy of a document that is downloaded: nothing loads, nothing runs, and it has no origin.
pub const DOWNLOAD_POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

const FIXED: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
];

/// The camera is ours alone, for photographs of children's drawings taken through the file box; the rest is off.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(self), display-capture=(), geolocation=(), gyroscope=(), \
    magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// The name of this request in the log.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// Middleware: sets the headers. A response that says how long it may be kept keeps its word; all others are not stored.
pub async fn guard(State(kit): State<Kit>, mut request: Request, next: Next) -> Response {
    let id = chance::draw::<8>(kit.chance.as_ref()).map_or_else(|_| "none".into(), hex::encode);
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        // A document that somebody uploaded comes with a policy that is stricter still.
        let kept =
            name == header::CONTENT_SECURITY_POLICY && headers.get(&name).is_some_and(|own| own == DOWNLOAD_POLICY);
        if !kept {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    if kit.cookies == Cookies::Secure {
        headers
            .insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains"));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Ok(value) = HeaderValue::from_str(&id) {
        headers.insert("x-request-id", value);
    }
    response
}

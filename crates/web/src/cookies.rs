//! Two cookies and no others: the session's, and a visitor's before sign-in.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::kit::Cookies;

/// Which of the two cookies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jar {
    /// Carries the session's token.
    Session,
    /// Carries a random mark to which the sign-in form's token is tied.
    Visit,
}

/// The cookie's name under these settings.
pub fn name(cookies: Cookies, jar: Jar) -> &'static str {
    match (cookies, jar) {
        (Cookies::Secure, Jar::Session) => "__Host-kith",
        (Cookies::Secure, Jar::Visit) => "__Host-kith-visit",
        (Cookies::Loopback, Jar::Session) => "kith",
        (Cookies::Loopback, Jar::Visit) => "kith-visit",
    }
}

/// Reads a cookie. Two of one name are refused as none, for one of them was planted.
pub fn read(headers: &HeaderMap, cookies: Cookies, jar: Jar) -> Option<String> {
    let wanted = name(cookies, jar);
    let mut found = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(key, _)| *key == wanted)
        .map(|(_, value)| value.to_owned());
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// A `Set-Cookie` value. No `Max-Age`: it goes when the browser closes, and the database decides before that.
pub fn set(cookies: Cookies, jar: Jar, value: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{}={value}; {}", name(cookies, jar), marks(cookies))).ok()
}

/// A `Set-Cookie` value that makes the browser forget the cookie.
pub fn clear(cookies: Cookies, jar: Jar) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{}=; Max-Age=0; {}", name(cookies, jar), marks(cookies))).ok()
}

fn marks(cookies: Cookies) -> &'static str {
    match cookies {
        Cookies::Secure => "Path=/; Secure; HttpOnly; SameSite=Lax",
        Cookies::Loopback => "Path=/; HttpOnly; SameSite=Lax",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags() {
        let secure = set(Cookies::Secure, Jar::Session, "abc").unwrap();
        assert_eq!(secure, "__Host-kith=abc; Path=/; Secure; HttpOnly; SameSite=Lax");
        let local = set(Cookies::Loopback, Jar::Session, "abc").unwrap();
        assert_eq!(local, "kith=abc; Path=/; HttpOnly; SameSite=Lax");
        assert!(clear(Cookies::Secure, Jar::Visit).unwrap().to_str().unwrap().contains("Max-Age=0"));
    }

    #[test]
    fn a_planted_second_cookie_is_refused() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("other=1; __Host-kith=abc"));
        assert_eq!(read(&headers, Cookies::Secure, Jar::Session).as_deref(), Some("abc"));
        assert_eq!(read(&headers, Cookies::Loopback, Jar::Session), None);
        headers.append(header::COOKIE, HeaderValue::from_static("__Host-kith=def"));
        assert_eq!(read(&headers, Cookies::Secure, Jar::Session), None);
    }
}

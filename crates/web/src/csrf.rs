//! Proof that a post came from our own page: a token tied to the session, and the browser's own word on its origin.

use axum::http::{HeaderMap, header};
use subtle::ConstantTimeEq;

use crate::{fields::Fields, key::Key, session::Session};

/// The hidden field's name.
pub const FIELD: &str = "csrf";
/// The header that scripts send instead.
pub const HEADER: &str = "x-csrf";

/// The token of this request's visitor, to be put in every form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsrfToken(pub String);

impl CsrfToken {
    /// The token of a session: HMAC of its id under its own secret.
    pub fn of_session(session: &Session) -> Self {
        Self(hex::encode(Key::new(session.csrf).mac("web: csrf", &[session.id.as_bytes()])))
    }

    /// The token of a visitor who has not signed in: HMAC of their visit mark under the service's key.
    pub fn of_visit(key: &Key, visit: &str) -> Self {
        Self(hex::encode(key.mac("web: visit", &[visit.as_bytes()])))
    }

    /// The token of words that were sent when nobody was signed in any more: good for the same words, to the same place, from a
    /// page of the same worker, and so for one press once that worker has signed in again.
    pub fn of_words(key: &Key, who: &str, path: &str, words: &Fields) -> Self {
        let parts: Vec<&[u8]> = [who, path]
            .into_iter()
            .chain(kept(words).flat_map(|(name, value)| [name, value]))
            .map(str::as_bytes)
            .collect();
        Self(hex::encode(key.mac("web: again", &parts))).marked(who)
    }

    /// The token with the mark of the worker for whose page it is made, so that a form says whose it was when its session has ended.
    #[must_use]
    pub fn marked(self, who: &str) -> Self {
        Self(format!("{}.{who}", self.0))
    }

    /// The mark of the worker for whose page the token was made.
    pub fn whose(given: &str) -> Option<&str> {
        Some(given.split_once('.')?.1).filter(|who| !who.is_empty())
    }

    /// Compares in constant time; the mark aside, which is no secret between the page and us.
    pub fn matches(&self, given: &str) -> bool {
        let bare = |token: &str| token.split('.').next().unwrap_or_default().to_owned();
        bare(&self.0).as_bytes().ct_eq(bare(given).as_bytes()).into()
    }

    /// The hidden field.
    pub fn field(&self) -> maud::Markup {
        maud::html! { input type="hidden" name=(FIELD) value=(self.0); }
    }
}

/// What of a form is given back to be sent again: all but tokens, passwords and codes.
pub fn kept(fields: &Fields) -> impl Iterator<Item = (&str, &str)> {
    fields.iter().filter(|(name, _)| !(*name == FIELD || name.contains("password") || *name == "code"))
}

/// Whether the browser says that this request came from our own pages. `Sec-Fetch-Site` decides where it is sent;
/// else `Origin` must name our host. A browser that sends neither, or hides its origin because of our own
/// referrer policy, is judged by the token alone.
pub fn from_our_own_page(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match (text("sec-fetch-site"), text(header::ORIGIN.as_str())) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, None | Some("null")) => true,
        (None, Some(origin)) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == text(header::HOST.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn where_a_request_came_from() {
        let cases: [(&[(&str, &str)], bool); 9] = [
            (&[], true),
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "cross-site"), ("origin", "https://kith.example")], false),
            (&[("host", "kith.example"), ("origin", "https://kith.example")], true),
            (&[("host", "kith.example"), ("origin", "https://kith.example.evil")], false),
            (&[("host", "kith.example:8443"), ("origin", "https://kith.example")], false),
            (&[("origin", "https://kith.example")], false),
            (&[("origin", "null")], true),
        ];
        for (given, wanted) in cases {
            let headers = given
                .iter()
                .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_str(value).unwrap()))
                .collect::<HeaderMap>();
            assert_eq!(from_our_own_page(&headers), wanted, "{given:?}");
        }
    }

    #[test]
    fn a_visit_has_its_own_token() {
        let key = Key::new([1; 32]);
        let token = CsrfToken::of_visit(&key, "a");
        assert!(token.matches(&CsrfToken::of_visit(&key, "a").0));
        assert!(!token.matches(&CsrfToken::of_visit(&key, "b").0));
        assert!(!token.matches(""));
    }

    #[test]
    fn a_mark_says_whose_the_page_was_and_opens_nothing() {
        let token = CsrfToken("abc".into()).marked("w1");
        assert_eq!(CsrfToken::whose(&token.0), Some("w1"));
        assert_eq!(CsrfToken::whose("abc"), None);
        assert!(token.matches("abc") && token.matches("abc.w2") && !token.matches(".w1") && !token.matches("w1"));
    }

    #[test]
    fn words_sent_too_late_have_a_token_of_their_own() {
        let key = Key::new([1; 32]);
        let of = |who: &str, path: &str, note: &str| {
            CsrfToken::of_words(&key, who, path, &Fields::from_pairs([("note", note), ("csrf", "old")]))
        };
        let token = of("w1", "/notes", "seen");
        assert!(token.matches(&of("w1", "/notes", "seen").0));
        for other in [of("w2", "/notes", "seen"), of("w1", "/other", "seen"), of("w1", "/notes", "not seen")] {
            assert!(!token.matches(&other.0));
        }
    }
}

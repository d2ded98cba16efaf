//! What a form posted: fields in the order they came, names repeated as often as they were sent.

use axum::{
    body::Bytes,
    extract::{FromRequest, Multipart, Request},
    http::{HeaderMap, header},
};

use crate::errors::Failure;

/// Largest form taken, in bytes after encoding. Two million characters of text must pass.
pub const FORM_MAX: usize = 4 * 1024 * 1024;
/// Most fields taken in one form; more is a fault or an attack.
const FIELDS_MAX: usize = 20_000;

/// Posted fields, in order, with repeats.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Builds fields from pairs, mostly for tests and for showing a form again.
    pub fn from_pairs<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }

    /// The first value under `name`, with line ends as `\n`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first value under `name` without blanks around it; empty counts as none.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// Every value under `name`, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Every field in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// How many fields were posted.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was posted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads `application/x-www-form-urlencoded`. Bytes that are not UTF-8 become the replacement character; a broken
    /// escape is kept as typed. Browsers send line ends as CR LF; they are kept as `\n`.
    pub fn from_urlencoded(body: &[u8]) -> Result<Self, Failure> {
        let mut fields = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            fields.push(&name, &value)?;
        }
        Ok(fields)
    }

    fn push(&mut self, name: &str, value: &str) -> Result<(), Failure> {
        if self.0.len() >= FIELDS_MAX {
            return Err(Failure::TooLarge);
        }
        self.0.push((name.to_owned(), plain_lines(value)));
        Ok(())
    }
}

/// A file that came with a form, whole in memory.
#[derive(Debug, Clone)]
pub struct PostedFile {
    /// The field it came under.
    pub field: String,
    /// The name the sender gave it; a claim, never a path.
    pub name: String,
    /// The bytes; their kind is to be told from them and not from the name.
    pub bytes: Bytes,
}

/// A parsed post: fields, and files where the route takes them.
#[derive(Debug, Clone, Default)]
pub struct Posted {
    /// The text fields.
    pub fields: Fields,
    /// The files, only on routes declared as uploads.
    pub files: Vec<PostedFile>,
}

/// How a body says it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyKind {
    Urlencoded,
    Multipart,
    Other,
}

/// Reads the kind from `Content-Type`.
pub(crate) fn kind(headers: &HeaderMap) -> BodyKind {
    let text = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    match text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => BodyKind::Urlencoded,
        "multipart/form-data" => BodyKind::Multipart,
        _ => BodyKind::Other,
    }
}

/// Parses a whole body already held to its limit. A body of another kind gives no fields.
pub(crate) async fn parse(headers: &HeaderMap, body: Bytes, files: bool) -> Result<Posted, Failure> {
    match kind(headers) {
        BodyKind::Urlencoded => Ok(Posted { fields: Fields::from_urlencoded(&body)?, files: Vec::new() }),
        BodyKind::Multipart => parse_multipart(headers, body, files).await,
        BodyKind::Other => Ok(Posted::default()),
    }
}

async fn parse_multipart(headers: &HeaderMap, body: Bytes, files: bool) -> Result<Posted, Failure> {
    let mut request = Request::new(axum::body::Body::from(body));
    *request.headers_mut() = headers.clone();
    // The body was held to the route's own limit before it came here.
    axum::extract::DefaultBodyLimit::disable().apply(&mut request);
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| Failure::Unreadable)?;
    let mut posted = Posted::default();
    while let Some(part) = parts.next_field().await.map_err(|_| Failure::Unreadable)? {
        let field = part.name().unwrap_or_default().to_owned();
        let name = part.file_name().map(ToOwned::to_owned);
        let bytes = part.bytes().await.map_err(|_| Failure::Unreadable)?;
        match name {
            // A browser sends an empty nameless file for a file box left alone.
            Some(name) if name.is_empty() && bytes.is_empty() => {}
            Some(name) if files => posted.files.push(PostedFile { field, name, bytes }),
            Some(_) => return Err(Failure::Unreadable),
            None => posted.fields.push(&field, &String::from_utf8_lossy(&bytes))?,
        }
    }
    Ok(posted)
}

fn plain_lines(value: &str) -> String {
    if value.contains('\r') { value.replace("\r\n", "\n").replace('\r', "\n") } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn keeps_order_and_repeats() {
        let fields = Fields::from_urlencoded(b"b=2&a=1&b=3&empty=&flag").unwrap();
        assert_eq!(fields.all("b").collect::<Vec<_>>(), ["2", "3"]);
        assert_eq!(fields.iter().map(|(n, _)| n).collect::<Vec<_>>(), ["b", "a", "b", "empty", "flag"]);
        assert_eq!((fields.get("flag"), fields.text("empty"), fields.get("none")), (Some(""), None, None));
    }

    #[test]
    fn odd_encodings() {
        let cases: [(&[u8], &str); 6] = [
            (b"a=%C5%82+%E2%80%99", "ł ’"),
            (b"a=%ZZ%4", "%ZZ%4"),
            (b"a=%FF", "\u{fffd}"),
            (b"a=one%0D%0Atwo%0Dthree", "one\ntwo\nthree"),
            (b"a=%F0%9F%8F%A0", "🏠"),
            (b"a=x=y", "x=y"),
        ];
        for (body, wanted) in cases {
            assert_eq!(Fields::from_urlencoded(body).unwrap().get("a"), Some(wanted));
        }
    }

    #[test]
    fn two_megabytes_of_text_pass() {
        let text = "word ".repeat(420_000);
        let body = form_urlencoded::Serializer::new(String::new()).append_pair("note", &text).finish();
        assert!(body.len() > 2_000_000 && body.len() < FORM_MAX);
        assert_eq!(Fields::from_urlencoded(body.as_bytes()).unwrap().get("note"), Some(text.as_str()));
    }

    #[test]
    fn too_many_fields_are_refused() {
        assert!(matches!(Fields::from_urlencoded("a=1&".repeat(20_001).as_bytes()), Err(Failure::TooLarge)));
    }

    const PARTS: &str = "--X\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nline\r\ntwo\r\n--X\r\n\
        Content-Disposition: form-data; name=\"paper\"; filename=\"a.pdf\"\r\n\r\n%PDF\r\n--X--\r\n";

    fn multipart() -> HeaderMap {
        HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static("multipart/form-data; boundary=X"))])
    }

    #[tokio::test]
    async fn multipart_gives_text_and_files_where_taken() {
        let posted = parse(&multipart(), Bytes::from_static(PARTS.as_bytes()), true).await.unwrap();
        assert_eq!(posted.fields.get("note"), Some("line\ntwo"));
        assert_eq!((posted.files[0].name.as_str(), &posted.files[0].bytes[..]), ("a.pdf", &b"%PDF"[..]));
    }

    #[tokio::test]
    async fn a_file_where_none_is_taken_is_refused() {
        assert!(parse(&multipart(), Bytes::from_static(PARTS.as_bytes()), false).await.is_err());
    }
}

//! The style sheet, script and icons that the binary carries, prepared by `build.rs`.

/// One file the service sends to browsers.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// Path on the site, such as `/assets/kith-0123456789abcdef.css`; it changes with the content.
    pub path: &'static str,
    /// Value of `Content-Type`.
    pub content_type: &'static str,
    /// Hash of the content in hexadecimal.
    pub etag: &'static str,
    /// The file.
    pub bytes: &'static [u8],
    /// The file packed with gzip, where that is shorter.
    pub gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Every file.
pub fn all() -> &'static [Asset] {
    ALL
}

/// Path of the one style sheet.
pub fn css_path() -> &'static str {
    CSS
}

/// Path of the one script, an ES module.
pub fn js_path() -> &'static str {
    JS
}

/// The file at a path, written from the root or from `/assets/`.
pub fn find(path: &str) -> Option<&'static Asset> {
    let name = path.strip_prefix("/assets/").unwrap_or(path);
    ALL.iter().find(|asset| asset.path.strip_prefix("/assets/") == Some(name))
}

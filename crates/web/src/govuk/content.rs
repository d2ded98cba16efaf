//! Words or markup inside a component, and the attributes a caller adds.

use maud::{Markup, PreEscaped, Render, html};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::options::{Scalar, scalar};

/// What stands inside a component: words, which are escaped, or markup made by our own code, which is trusted.
///
/// `"words".into()`, `String::into` and `html! { … }.into()` all make one.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "Raw")]
pub enum Content {
    /// Plain words; escaped when written.
    Text(String),
    /// Markup from a template of ours; written as it is. Never build this from what people typed.
    Html(Markup),
}

impl Content {
    /// Whether nothing would be written.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Html(html) => html.0.is_empty(),
        }
    }

    /// Whether this is markup, not words.
    pub fn is_html(&self) -> bool {
        matches!(self, Self::Html(_))
    }

    /// Markup as it is; plain words in a body paragraph.
    pub fn in_paragraph(&self) -> Markup {
        html! {
            @if self.is_html() {
                (self)
            } @else if !self.is_empty() {
                p class="govuk-body" { (self) }
            }
        }
    }

    /// This content, or the words given if it is empty.
    pub fn or(&self, words: &str) -> Self {
        if self.is_empty() { words.into() } else { self.clone() }
    }
}

impl Default for Content {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Render for Content {
    fn render_to(&self, out: &mut String) {
        match self {
            Self::Text(text) => text.render_to(out),
            Self::Html(html) => html.render_to(out),
        }
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Content {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<Markup> for Content {
    fn from(html: Markup) -> Self {
        Self::Html(html)
    }
}

/// The two names the design system gives to content; `html` wins.
#[derive(Deserialize)]
struct Raw {
    #[serde(default, deserialize_with = "scalar")]
    html: Option<String>,
    #[serde(default, deserialize_with = "scalar")]
    text: Option<String>,
}

impl From<Raw> for Content {
    fn from(raw: Raw) -> Self {
        content(raw.html, raw.text)
    }
}

/// Content from its two possible sources.
pub(super) fn content(html: Option<String>, text: Option<String>) -> Content {
    match html {
        Some(html) if !html.is_empty() && html != "false" => Content::Html(PreEscaped(html)),
        _ => Content::Text(text.unwrap_or_default()),
    }
}

/// Attributes a caller adds to an element, in order: `[("data-module", "kith-autosave")].into()`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// The pairs in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Adds a pair at the end.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// The value under a name, if it is there.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(found, _)| *found == name).map(|(_, value)| value)
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Attributes {
    fn from(pairs: [(&str, &str); N]) -> Self {
        pairs.into_iter().collect()
    }
}

impl<A: Into<String>, B: Into<String>> FromIterator<(A, B)> for Attributes {
    fn from_iter<I: IntoIterator<Item = (A, B)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

impl<'de> Deserialize<'de> for Attributes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Attributes;

            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("a map of attribute names to values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Attributes, A::Error> {
                let mut out = Attributes::default();
                while let Some((name, value)) = map.next_entry::<String, Scalar>()? {
                    out.push(name, value.0);
                }
                Ok(out)
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

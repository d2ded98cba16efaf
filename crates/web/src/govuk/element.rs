//! Writing one HTML element whose attributes are only known when the page is made.

use std::borrow::Cow;

use maud::{Escaper, Markup, PreEscaped, Render};
use std::fmt::Write as _;

use super::Attributes;

/// One element being written: its name and the attributes so far.
///
/// `maud` wants attribute names in the template; components take them from their caller, so they are written here.
/// Values are escaped; names come from our own code and are trusted.
#[derive(Debug, Clone)]
pub struct El {
    name: Cow<'static, str>,
    attributes: String,
}

impl El {
    /// Begins an element, for example `El::new("div")`.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), attributes: String::new() }
    }

    /// Begins a heading of the level given; levels outside 1 to 6 are brought inside.
    pub fn heading(level: u8) -> Self {
        Self::new(format!("h{}", level.clamp(1, 6)))
    }

    /// Sets `class` to the parts that are not empty; writes nothing if all are.
    #[must_use]
    pub fn class(self, parts: &[&str]) -> Self {
        self.maybe("class", &join(parts))
    }

    /// Writes an attribute, empty or not.
    #[must_use]
    pub fn attr(mut self, name: &str, value: &str) -> Self {
        self.attributes.push(' ');
        self.attributes.push_str(name);
        self.attributes.push_str("=\"");
        self.attributes.push_str(&escaped(value));
        self.attributes.push('"');
        self
    }

    /// Writes an attribute unless its value is empty.
    #[must_use]
    pub fn maybe(self, name: &str, value: &str) -> Self {
        if value.is_empty() { self } else { self.attr(name, value) }
    }

    /// Writes an attribute if there is a value, be it empty.
    #[must_use]
    pub fn option<T: AsRef<str>>(self, name: &str, value: Option<T>) -> Self {
        match value {
            Some(value) => self.attr(name, value.as_ref()),
            None => self,
        }
    }

    /// Writes a boolean attribute, such as `disabled`, when it holds.
    #[must_use]
    pub fn flag(mut self, name: &str, on: bool) -> Self {
        if on {
            self.attributes.push(' ');
            self.attributes.push_str(name);
        }
        self
    }

    /// Writes the caller's own attributes, in their order.
    #[must_use]
    pub fn with(self, attributes: &Attributes) -> Self {
        attributes.iter().fold(self, |element, (name, value)| element.attr(name, value))
    }

    /// Ends an element that has no content, such as `input`.
    pub fn void(self) -> Markup {
        PreEscaped(format!("<{}{}>", self.name, self.attributes))
    }

    /// Puts the element around its content.
    pub fn around(self, content: impl Render) -> Markup {
        let mut out = format!("<{}{}>", self.name, self.attributes);
        content.render_to(&mut out);
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
        PreEscaped(out)
    }
}

/// Joins the parts that are not empty with single spaces, as `class` and `aria-describedby` want them.
pub fn join(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    // Writing to a string cannot fail.
    let _ = Escaper::new(&mut out).write_str(value);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped_and_empty_ones_left_out() {
        let element = El::new("a")
            .class(&["govuk-link", "", "wide"])
            .attr("href", "/?a=1&b=\"2\"")
            .maybe("id", "")
            .flag("hidden", true)
            .around("<b>");
        assert_eq!(
            element.into_string(),
            "<a class=\"govuk-link wide\" href=\"/?a=1&amp;b=&quot;2&quot;\" hidden>&lt;b&gt;</a>"
        );
    }

    #[test]
    fn heading_levels_stay_between_one_and_six() {
        assert_eq!(El::heading(0).around("x").into_string(), "<h1>x</h1>");
        assert_eq!(El::heading(9).around("x").into_string(), "<h6>x</h6>");
    }
}

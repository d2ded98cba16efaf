//! The same page in other languages.

use maud::{Markup, html};
use serde::Deserialize;

use super::{Attributes, Content, El};

/// The same page in other languages, each named in its own.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct LanguageNavigation {
    /// The languages.
    pub items: Vec<Language>,
    /// Spoken name; "Language" if `None`.
    pub aria_label: Option<String>,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// One language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Language {
    /// Its name in its own words.
    #[serde(flatten)]
    pub content: Content,
    /// The page in it; the language shown now if empty.
    pub href: String,
    /// Whether it is the language shown now.
    pub current: bool,
    /// Its code, such as `ar`.
    pub lang: String,
    /// Code of the page it leads to, if not `lang`.
    #[serde(rename = "hrefLang")]
    pub href_lang: String,
    /// `rtl` where it is written from right to left.
    pub dir: String,
    /// Spoken after the name, in the language shown now.
    pub language_description_text: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// Writes the choice of languages.
pub fn language_navigation(languages: &LanguageNavigation) -> Markup {
    El::new("nav")
        .class(&["govuk-language-navigation", &languages.classes])
        .with(&languages.attributes)
        .attr("aria-label", languages.aria_label.as_deref().unwrap_or("Language"))
        .around(html! {
            ul class="govuk-language-navigation__list" {
                @for item in &languages.items {
                    li class="govuk-language-navigation__list-item" { (language(item)) }
                }
            }
        })
}

fn language(item: &Language) -> Markup {
    if item.current || item.href.is_empty() {
        return El::new("span")
            .class(&["govuk-language-navigation__text", &item.classes])
            .attr("aria-current", "true")
            .maybe("lang", &item.lang)
            .maybe("dir", &item.dir)
            .with(&item.attributes)
            .around(&item.content);
    }
    let href_lang = if item.href_lang.is_empty() { &item.lang } else { &item.href_lang };
    let spoken = &item.language_description_text;
    El::new("a")
        .class(&["govuk-language-navigation__link", &item.classes])
        .attr("href", &item.href)
        .attr("rel", "alternate")
        .maybe("lang", &item.lang)
        .maybe("hreflang", href_lang)
        .maybe("dir", &item.dir)
        .with(&item.attributes)
        .around(html! {
            (item.content)
            @if !spoken.is_empty() { span class="govuk-visually-hidden" { " " (spoken) } }
        })
}

//! Whom a page is about, always in view.

use maud::{Markup, html};

use crate::govuk::{Attributes, Content, El};

/// Whom a page is about, with what can be done beside it.
#[derive(Debug, Clone, Default)]
pub struct IdentityBar {
    /// Name and what else must always be seen.
    pub title: Content,
    /// What can be done; each in a box of its own.
    pub menus: Vec<Markup>,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// Writes an identity bar.
pub fn identity_bar(bar: &IdentityBar) -> Markup {
    El::new("div").class(&["moj-identity-bar", &bar.classes]).with(&bar.attributes).around(html! {
        div class="moj-identity-bar__container" {
            div class="moj-identity-bar__details" {
                @if !bar.title.is_empty() {
                    span class="moj-identity-bar__title" { (bar.title) }
                }
            }
            @if !bar.menus.is_empty() {
                // The row is spread by justified text, which needs a space to stretch.
                " "
                div class="moj-identity-bar__actions" {
                    @for menu in &bar.menus {
                        div class="moj-identity-bar__menu" { (menu) }
                    }
                }
            }
        }
    })
}

//! What makes up one thing, in boxes that belong together.

use maud::{Markup, html};

use crate::govuk::{Attributes, Content, El};

/// Boxes that belong together.
#[derive(Debug, Clone, Default)]
pub struct TicketPanel {
    /// The boxes.
    pub items: Vec<TicketSection>,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// One box.
#[derive(Debug, Clone, Default)]
pub struct TicketSection {
    /// What it holds.
    pub content: Content,
    /// Extra classes, such as `moj-ticket-panel__content--blue`.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// Writes boxes that belong together.
pub fn ticket_panel(panel: &TicketPanel) -> Markup {
    El::new("article").class(&["moj-ticket-panel", &panel.classes]).with(&panel.attributes).around(html! {
        @for item in &panel.items {
            (El::new("section")
                .class(&["moj-ticket-panel__content", &item.classes])
                .with(&item.attributes)
                .around(&item.content))
        }
    })
}

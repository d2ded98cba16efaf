//! What happened, newest first or oldest first as the page has it.

use maud::{Markup, html};

use crate::govuk::{Attributes, Content, El};

/// What happened, one entry under another.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// Level of the entries' headings; 2 unless set.
    pub heading_level: Option<u8>,
    /// The entries, in the order shown.
    pub items: Vec<TimelineItem>,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// One thing that happened.
#[derive(Debug, Clone, Default)]
pub struct TimelineItem {
    /// What, in a few words.
    pub label: Content,
    /// Who did it; "by" is put before the name.
    pub byline: Content,
    /// When, for machines: a date or an instant as in ISO 8601.
    pub datetime: String,
    /// When, for people: "Thu 5 March".
    pub date: Content,
    /// What is to be known of it.
    pub content: Content,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// Writes a timeline.
pub fn timeline(timeline: &Timeline) -> Markup {
    let level = timeline.heading_level.unwrap_or(2);
    El::new("div").class(&["moj-timeline", &timeline.classes]).with(&timeline.attributes).around(html! {
        @for item in &timeline.items { (entry(item, level)) }
    })
}

fn entry(item: &TimelineItem, level: u8) -> Markup {
    let title = El::heading(level).attr("class", "moj-timeline__title").around(&item.label);
    El::new("div").class(&["moj-timeline__item", &item.classes]).with(&item.attributes).around(html! {
        div class="moj-timeline__header" {
            (title)
            @if !item.byline.is_empty() {
                // Heading and name stand in one line.
                " " p class="moj-timeline__byline" { "by " (item.byline) }
            }
        }
        p class="moj-timeline__date" {
            time datetime=(item.datetime) { (item.date) }
        }
        div class="moj-timeline__description" { (item.content) }
    })
}

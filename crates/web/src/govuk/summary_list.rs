//! Names and values, with ways to change them.

use maud::{Markup, html};
use serde::Deserialize;

use super::options::present;
use super::{Attributes, Content, El};

/// Names and values, with ways to change them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SummaryList {
    /// The rows.
    #[serde(deserialize_with = "present")]
    pub rows: Vec<SummaryRow>,
    /// A card around the list, with a title.
    pub card: Option<SummaryCard>,
    /// Extra classes, such as `govuk-summary-list--no-border`.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// One name and its value.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SummaryRow {
    /// The name.
    pub key: Styled,
    /// The value.
    pub value: Styled,
    /// Ways to change it.
    pub actions: SummaryActions,
    /// Extra classes.
    pub classes: String,
}

/// Content with classes of its own.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Styled {
    /// What it says.
    #[serde(flatten)]
    pub content: Content,
    /// Extra classes.
    pub classes: String,
}

impl<C: Into<Content>> From<C> for Styled {
    fn from(content: C) -> Self {
        Self { content: content.into(), classes: String::new() }
    }
}

/// Ways to change a row, or the whole card.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SummaryActions {
    /// The links.
    pub items: Vec<SummaryAction>,
    /// Extra classes.
    pub classes: String,
}

/// A link to change something.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SummaryAction {
    /// What it says.
    #[serde(flatten)]
    pub content: Content,
    /// Where it leads.
    pub href: String,
    /// Spoken after it, so that "Change" says what.
    pub visually_hidden_text: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// A card around a list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SummaryCard {
    /// Its title, spoken after every link in it.
    pub title: Option<CardTitle>,
    /// Links for the whole card.
    pub actions: SummaryActions,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// Title of a card.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CardTitle {
    /// What it says.
    #[serde(flatten)]
    pub content: Content,
    /// Level of the heading; 2 unless set.
    pub heading_level: Option<u8>,
    /// Extra classes.
    pub classes: String,
}

impl SummaryRow {
    /// A name and its value.
    pub fn new(key: impl Into<Content>, value: impl Into<Content>) -> Self {
        Self { key: key.into().into(), value: value.into().into(), ..Self::default() }
    }

    /// A name and its value, with a link that says "Change" and speaks what.
    pub fn changeable(
        key: impl Into<Content>,
        value: impl Into<Content>,
        href: impl Into<String>,
        what: impl Into<String>,
    ) -> Self {
        Self {
            actions: SummaryActions {
                items: vec![SummaryAction {
                    content: "Change".into(),
                    href: href.into(),
                    visually_hidden_text: what.into(),
                    ..SummaryAction::default()
                }],
                classes: String::new(),
            },
            ..Self::new(key, value)
        }
    }
}

impl SummaryCard {
    /// A card under a title.
    pub fn titled(title: impl Into<Content>) -> Self {
        Self { title: Some(CardTitle { content: title.into(), ..CardTitle::default() }), ..Self::default() }
    }
}

/// Writes a summary list, in its card if it has one.
pub fn summary_list(list: &SummaryList) -> Markup {
    let title = list.card.as_ref().and_then(|card| card.title.as_ref());
    let any_actions = list.rows.iter().any(|row| !row.actions.items.is_empty());
    let markup = El::new("dl").class(&["govuk-summary-list", &list.classes]).with(&list.attributes).around(html! {
        @for item in &list.rows { (row(item, any_actions, title)) }
    });
    match &list.card {
        Some(card) => summary_card(card, &markup),
        None => markup,
    }
}

fn row(row: &SummaryRow, any_actions: bool, title: Option<&CardTitle>) -> Markup {
    let no_actions =
        if any_actions && row.actions.items.is_empty() { "govuk-summary-list__row--no-actions" } else { "" };
    let part = |tag: &'static str, class: &str, part: &Styled| {
        El::new(tag).class(&[class, &part.classes]).around(&part.content)
    };
    El::new("div").class(&["govuk-summary-list__row", no_actions, &row.classes]).around(html! {
        (part("dt", "govuk-summary-list__key", &row.key))
        (part("dd", "govuk-summary-list__value", &row.value))
        @if !row.actions.items.is_empty() {
            (El::new("dd")
                .class(&["govuk-summary-list__actions", &row.actions.classes])
                .around(row_actions(&row.actions.items, title)))
        }
    })
}

fn row_actions(items: &[SummaryAction], title: Option<&CardTitle>) -> Markup {
    html! {
        @if let [one] = items {
            (action(one, title))
        } @else {
            ul class="govuk-summary-list__actions-list" {
                @for item in items {
                    li class="govuk-summary-list__actions-list-item" { (action(item, title)) }
                }
            }
        }
    }
}

fn action(action: &SummaryAction, title: Option<&CardTitle>) -> Markup {
    let spoken = &action.visually_hidden_text;
    El::new("a").class(&["govuk-link", &action.classes]).attr("href", &action.href).with(&action.attributes).around(
        html! {
            (action.content)
            @if !spoken.is_empty() || title.is_some() {
                span class="govuk-visually-hidden" {
                    @if !spoken.is_empty() { " " (spoken) }
                    @if let Some(title) = title { " (" (title.content) ")" }
                }
            }
        },
    )
}

fn summary_card(card: &SummaryCard, list: &Markup) -> Markup {
    let title = card.title.as_ref();
    El::new("div").class(&["govuk-summary-card", &card.classes]).with(&card.attributes).around(html! {
        div class="govuk-summary-card__title-wrapper" {
            @if let Some(title) = title {
                (El::heading(title.heading_level.unwrap_or(2))
                    .class(&["govuk-summary-card__title", &title.classes])
                    .around(&title.content))
            }
            (card_actions(&card.actions, title))
        }
        div class="govuk-summary-card__content" { (list) }
    })
}

fn card_actions(actions: &SummaryActions, title: Option<&CardTitle>) -> Markup {
    let classes = ["govuk-summary-card__actions", &actions.classes];
    match actions.items.as_slice() {
        [] => Markup::default(),
        [one] => El::new("div").class(&classes).around(action(one, title)),
        items => El::new("ul").class(&classes).around(html! {
            @for item in items {
                li class="govuk-summary-card__action" { (action(item, title)) }
            }
        }),
    }
}

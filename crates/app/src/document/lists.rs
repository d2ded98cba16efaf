//! Documents as lists: short on the child's page, whole on a page of their own.

use super::kinds::of_type;
use super::queries::Filed;
use law::document::Audience;
use law::id::PersonId;
use maud::{Markup, html};

/// The card on the child's page.
pub fn latest(person: PersonId, documents: &[Filed]) -> Markup {
    html! {
        section class="k-card" aria-labelledby="documents" {
            h2 class="k-card__title" id="documents" { "Documents" }
            @if documents.is_empty() { p class="k-empty" { "None yet. Letters, reports and drawings that are added stand here." } }
            ul class="k-lines" {
                @for document in documents {
                    li {
                        a href={ "/document/" (document.id) } { (document.title) }
                        " " span class="k-muted k-small" { (size(document.bytes)) ", " (document.at.day().brief()) }
                    }
                }
            }
            p class="k-no-print" { a href={ "/person/" (person) "/documents" } { "All documents" } }
        }
    }
}

/// `340 kB`, `2.1 MB`.
pub fn size(bytes: i64) -> String {
    match bytes {
        bytes if bytes < 1_000 => format!("{bytes} bytes"),
        bytes if bytes < 1_000_000 => format!("{} kB", bytes / 1_000),
        bytes => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Every document, earlier versions folded away.
pub fn whole(documents: &[Filed]) -> Markup {
    let (now, before): (Vec<&Filed>, Vec<&Filed>) = documents.iter().partition(|one| one.superseded_by.is_none());
    html! {
        section class="k-card" aria-labelledby="documents" {
            div class="k-card__head" {
                h2 class="k-card__title" id="documents" { "On the record" }
                span class="k-muted k-small" { (now.len()) ", newest first" }
            }
            @if now.is_empty() { p class="k-empty" { "None yet. Letters, reports, drawings and recordings that are added stand here." } }
            @else { (table(&now)) }
            @if !before.is_empty() { details { summary { "Earlier versions (" (before.len()) ")" } (table(&before)) } }
        }
    }
}

fn table(documents: &[&Filed]) -> Markup {
    html! {
        table class="k-table k-table--stack" {
            caption class="govuk-visually-hidden" { "Documents" }
            thead { tr {
                th scope="col" { "Title" } th scope="col" { "Kind" } th scope="col" { "Size" } th scope="col" { "May be shown to" }
                th scope="col" { "Added" } th scope="col" { "By" }
            } }
            tbody {
                @for document in documents {
                    tr {
                        th scope="row" { a href={ "/document/" (document.id) } { (document.title) } }
                        td data-label="Kind" { (of_type(&document.media_type).map_or("", |kind| kind.name)) }
                        td data-label="Size" { (size(document.bytes)) }
                        td data-label="May be shown to" { (document.audience.map_or("Nobody", Audience::name)) }
                        td data-label="Added" { (document.at.day().brief()) }
                        td data-label="By" { (document.by) }
                    }
                }
            }
        }
    }
}

//! Documents as lists: short on the child's page, whole on a page of their own.

use super::queries::Filed;
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

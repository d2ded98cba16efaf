//! Plans over HTTP: agreed, worked and reviewed by those who may, word for word kept.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod around;
mod drafts;
mod working;

use app::testing::family::send;
use app::testing::{Browser, Shown};
use uuid::Uuid;

/// The address of an outcome's form.
pub fn outcome_at(plan: &str, n: u128) -> String {
    format!("{plan}/outcome/{}", Uuid::from_u128(0xA000 + n))
}

/// The address of an action's form.
pub fn action_at(plan: &str, outcome: u128, n: u128) -> String {
    format!("{}/action/{}", outcome_at(plan, outcome), Uuid::from_u128(0xB000 + n))
}

/// The id of an action, as it stands in its own address.
pub fn action_deed(plan: &str, n: u128, deed: &str) -> String {
    format!("{plan}/action/{}/{deed}", Uuid::from_u128(0xB000 + n))
}

/// An outcome said clearly.
pub const SCHOOL: &[(&str, &str)] = &[
    ("risk", "Zainab missed 12 of 20 school days before half term"),
    ("danger", "She falls behind, and nobody outside the house sees her"),
    ("change", "Zainab is in school every day"),
    ("measure", "The register: days present in the week"),
    ("scale", "number"),
    ("unit", "days a week"),
    ("baseline", "2"),
    ("target", "5"),
    ("by_when", "26 February 2027"),
];

/// An action said clearly.
pub const WALK: &[(&str, &str)] =
    &[("what", "Walk Zainab to school each morning"), ("named", "Amara, her mother"), ("due", "18 December 2026")];

/// Agrees an outcome and gives what comes back.
pub fn agree(who: &Browser<'_>, plan: &str, n: u128, fields: &[(&str, &str)]) -> Shown {
    send(who, &outcome_at(plan, n), fields)
}

/// These fields with some of them said otherwise.
pub fn but<'a>(fields: &[(&'a str, &'a str)], other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = fields.iter().filter(|(name, _)| !other.iter().any(|(changed, _)| changed == name));
    kept.chain(other).copied().collect()
}

//! The themes, one file each.

mod conflict;
mod disability;
mod domestic_abuse;
mod exploitation;
mod mental_health;
mod neglect;
mod physical;
mod self_harm;
mod sexual;
mod stress;
mod substance;
mod unborn;

use super::Theme;

/// Every theme.
pub static THEMES: &[&Theme] = &[
    &domestic_abuse::THEME,
    &neglect::THEME,
    &mental_health::THEME,
    &substance::THEME,
    &physical::THEME,
    &conflict::THEME,
    &exploitation::THEME,
    &disability::THEME,
    &stress::THEME,
    &sexual::THEME,
    &unborn::THEME,
    &self_harm::THEME,
];

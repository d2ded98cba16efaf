//! The themes, one file each.

mod domestic_abuse;
mod neglect;

use super::Theme;

/// Every theme.
pub static THEMES: &[&Theme] = &[&domestic_abuse::THEME, &neglect::THEME];

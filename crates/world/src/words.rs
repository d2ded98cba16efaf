//! What people write. Each theme is a kind of trouble that families bring, with its own words; the rest is for all.
//!
//! Patterns are grown by [`crate::grow`]; the pools are statics, so that memory of what was used can tell them apart.

pub mod child;
pub mod common;
pub mod home;
pub mod protection;
mod theme;

pub use theme::THEMES;

/// Something that happened, what it means for the child, and what changes.
pub type Happened = (&'static str, &'static str, &'static str);
/// A factor with its evidence.
pub type Factor = (&'static str, &'static str);

/// One kind of trouble, in the words of those who meet it.
#[derive(Debug)]
pub struct Theme {
    pub name: &'static str,
    /// How many families in a thousand bring it.
    pub weight: u32,
    /// Primary need, by census code.
    pub need: &'static str,
    /// Who tells us, by census code.
    pub sources: &'static [(u32, &'static str)],
    /// Ages of the eldest child: from, to. Minus one: not born yet.
    pub ages: (i64, i64),
    /// Census codes of factors found.
    pub factors: &'static [&'static str],
    /// How many referrals in a hundred raise the question of significant harm.
    pub harm: u32,
    /// What the person who contacted us is worried about; who would say so stands before it: `@2A,3B@`.
    pub worry: &'static [&'static str],
    pub why_harm: &'static [&'static str],
    pub risks: &'static [Factor],
    pub protects: &'static [Factor],
    pub analysis: &'static [&'static str],
    pub danger: &'static [&'static str],
    pub gets_in_the_way: &'static [&'static str],
    pub history_means: &'static [&'static str],
    pub parents_say: &'static [&'static str],
    /// Children of five to eleven, and older ones.
    pub child_says: &'static [&'static str],
    pub teen_says: &'static [&'static str],
    pub notes: &'static [Happened],
    pub visits: &'static [Happened],
    /// A manager's direction, and why.
    pub directs: &'static [(&'static str, &'static str)],
    pub closes: &'static [&'static str],
    /// For the story at the head of a child's page: why, worries, working well, next.
    pub story: (&'static str, &'static str, &'static str, &'static str),
    /// For out of hours: told, done, means, handover.
    pub night: &'static [(&'static str, &'static str, &'static str, &'static str)],
}

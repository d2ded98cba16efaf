//! The practice pack: forms as data, checked against law, answered and found wanting.
//!
//! A [`Pack`] is read from texts, never from a disc: the caller brings `(path, text)` pairs, or takes [`embedded()`].
//! A pack that loads has no flaw: every fact that a kind of step must ask for has a question, every condition parses.

mod check;
mod condition;
mod draw;

mod embedded;
mod flaw;
mod form;
mod missing;
mod pack;
pub mod quality;
mod raw;
mod read;
mod said;
mod source;
mod when;

pub use condition::Condition;
pub use draw::{kinds_markdown, pathway_svg, pathway_text};
pub use embedded::embedded;
pub use flaw::Flaw;
pub use form::{ChildFacts, Choice, Column, Form, Question, Section, Type};
pub use missing::{Missing, SectionState};
pub use pack::Pack;
pub use raw::{Raw, field_name};
pub use read::{Problem, ReadForm, Wrong, facts_of};
pub use said::Said;
pub use when::{read_day, read_time};

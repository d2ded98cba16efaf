//! GOV.UK Design System components as functions that return markup.
//!
//! Each takes a plain struct of options with a default, so a page names only what it needs:
//!
//! ```
//! use web::govuk::{self, Input, Label};
//!
//! let field = govuk::input(&Input {
//!     name: "school".into(),
//!     label: Label::text("School"),
//!     value: Some("Hilltop Primary".into()),
//!     ..Input::default()
//! });
//! assert!(field.into_string().contains("value=\"Hilltop Primary\""));
//! ```
//!
//! The markup is that of govuk-frontend, held to it by the package's own fixtures (`tests/fixtures.rs`).
//! The government's crown, its font and its copyright lines are not ours to use, so the footer leaves them out.

mod button;
mod checkboxes;
mod choice;
mod content;
mod element;
mod error_message;
mod error_summary;
mod fieldset;
mod form_group;
mod hint;
mod input;
mod label;
mod options;
mod radios;
mod textarea;

pub use button::{Button, button, button_group};
pub use checkboxes::{Checkboxes, checkboxes};
pub use choice::Choice;
pub use content::{Attributes, Content};
pub use element::{El, join};
pub use error_message::{ErrorMessage, error_message};
pub use error_summary::{ErrorLink, ErrorSummary, error_summary};
pub use fieldset::{Fieldset, Legend, fieldset};
pub use form_group::FormGroup;
pub use hint::{Hint, hint};
pub use input::{Affix, Input, InputWrapper, input};
pub use label::{Label, label};
pub use radios::{Radios, radios};
pub use textarea::{Textarea, textarea};

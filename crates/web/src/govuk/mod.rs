//! GOV.UK Design System components as functions that return markup.
//!
//! Each takes a plain struct of options with a default, so a page names only what it needs:
//!
//! ```
//! use web::govuk::{self, Input};
//!
//! let field = govuk::input(&Input {
//!     name: "school".into(),
//!     label: "School".into(),
//!     hint: Some("As the school writes it".into()),
//!     value: Some("Hilltop Primary".into()),
//!     ..Input::default()
//! });
//! assert!(field.into_string().contains("value=\"Hilltop Primary\""));
//! ```
//!
//! The markup is that of govuk-frontend, held to it by the package's own fixtures (`tests/fixtures.rs`).
//! The government's crown, its font and its copyright lines are not ours to use, so the footer leaves them out.

mod accordion;
mod back_link;
mod breadcrumbs;
mod button;
mod character_count;
mod checkboxes;
mod choice;
mod content;
mod date_input;
mod details;
mod element;
mod error_message;
mod error_summary;
mod fieldset;
mod file_upload;
mod footer;
mod form_group;
mod generic_header;
mod hint;
mod input;
mod inset_text;
mod label;
mod language_navigation;
mod notification_banner;
mod options;
mod pagination;
mod panel;
mod password_input;
mod radios;
mod select;
mod service_navigation;
mod skip_link;
mod summary_list;
mod table;
mod tabs;
mod tag;
mod task_list;
mod textarea;
mod warning_text;

pub use accordion::{Accordion, Section, accordion};
pub use back_link::{BackLink, back_link};
pub use breadcrumbs::{Breadcrumbs, Crumb, breadcrumbs};
pub use button::{Button, button, button_group};
pub use character_count::{CharacterCount, CountMessage, character_count};
pub use checkboxes::{Checkboxes, checkboxes};
pub use choice::Choice;
pub use content::{Attributes, Content};
pub use date_input::{DateInput, DateItem, date_input};
pub use details::{Details, details};
pub use element::El;
pub use error_message::{ErrorMessage, error_message};
pub use error_summary::{ErrorLink, ErrorSummary, error_summary};
pub use fieldset::{Fieldset, Legend, fieldset};
pub use file_upload::{FileUpload, file_upload};
pub use footer::{Footer, FooterLink, FooterMeta, FooterNavigation, footer};
pub use form_group::FormGroup;
pub use generic_header::{GenericHeader, generic_header};
pub use hint::{Hint, hint};
pub use input::{Affix, Input, InputWrapper, input};
pub use inset_text::{InsetText, inset_text};
pub use label::{Label, label};
pub use language_navigation::{Language, LanguageNavigation, language_navigation};
pub use notification_banner::{NotificationBanner, notification_banner};
pub use pagination::{PageItem, PageLink, Pagination, pagination};
pub use panel::{Panel, PanelAction, PanelActions, panel};
pub use password_input::{PasswordInput, PasswordToggle, password_input};
pub use radios::{Radios, radios};
pub use select::{Select, SelectItem, select};
pub use service_navigation::{EndSlot, NavigationItem, ServiceNavigation, Slots, service_navigation};
pub use skip_link::{SkipLink, skip_link};
pub use summary_list::{
    CardTitle, Styled, SummaryAction, SummaryActions, SummaryCard, SummaryList, SummaryRow, summary_list,
};
pub use table::{Cell, Table, table};
pub use tabs::{Tab, TabPanel, Tabs, tabs};
pub use tag::{Tag, tag};
pub use task_list::{Task, TaskList, TaskStatus, task_list};
pub use textarea::{Textarea, textarea};
pub use warning_text::{WarningText, warning_text};

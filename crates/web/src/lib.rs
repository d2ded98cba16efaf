//! Page shell, components, sessions and errors. Knows nothing of children.

pub mod account;
mod asset_route;
pub mod attempts;
pub mod chance;
mod cookies;
pub mod credential;
pub mod csrf;
pub mod errors;
pub mod fields;
pub mod forms;
pub mod headers;
pub mod key;
pub mod kit;
pub mod marks;
pub mod password;
pub mod routes;
pub mod session;
pub mod shell;
pub mod sign_in;
pub mod tables;
pub mod totp;

pub mod assets;
pub mod govuk;
pub mod moj;

pub use errors::Failure;
pub use fields::{Fields, Posted, PostedFile};
pub use forms::{FieldErrors, FormState};
pub use kit::{Cookies, Kit, Limits, Now};
pub use routes::{Guard, Manner, RouteRow, RouteTable, SignedIn};
pub use session::{Session, Visitor};
pub use shell::{Frame, Page};
pub use tables::MIGRATIONS;

//! Page shell, components, sessions and errors. Knows nothing of children.

pub mod govuk;

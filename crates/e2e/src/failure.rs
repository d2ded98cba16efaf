//! What went wrong in a journey, in words.

use std::fmt;

/// Why a journey could not go on. Shows the same words in `Debug`, because that is what a failed test prints.
#[derive(Clone, PartialEq, Eq)]
pub struct Failure(pub String);

/// The result of one step of a journey.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure for this reason.
    pub fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Failure {}

impl From<fantoccini::error::CmdError> for Failure {
    fn from(error: fantoccini::error::CmdError) -> Self {
        Self(format!("the browser refused: {error}"))
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

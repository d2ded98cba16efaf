//! The browser's commands that fantoccini has no method for.

use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// One such command.
#[derive(Debug)]
pub enum Extra {
    /// The name a screen reader would say for this element.
    ComputedLabel(String),
    /// A command of the browser's own developer protocol.
    DevTools(&'static str, Value),
}

impl fantoccini::wd::WebDriverCompatibleCommand for Extra {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.unwrap_or_default();
        match self {
            Self::ComputedLabel(element) => base.join(&format!("session/{session}/element/{element}/computedlabel")),
            Self::DevTools(..) => base.join(&format!("session/{session}/goog/cdp/execute")),
        }
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        match self {
            Self::ComputedLabel(_) => (Method::GET, None),
            Self::DevTools(command, params) => {
                (Method::POST, Some(json!({"cmd": command, "params": params}).to_string()))
            }
        }
    }
}

//! Waiting for something to be so: look, pause, look again, a bounded number of times.
//!
//! The only place where this crate pauses.

use crate::failure::{Failure, Outcome};
use std::time::Duration;

const PAUSE: Duration = Duration::from_millis(50);
/// Looks at one page before giving up: 15 seconds of pauses.
const LOOKS: u32 = 300;

/// Looks until `probe` finds something; a page that is just changing under it counts as not yet.
///
/// # Errors
/// When it has not happened after about 15 seconds, naming `what` was waited for.
pub async fn until<T>(what: &str, mut probe: impl AsyncFnMut() -> Outcome<Option<T>>) -> Outcome<T> {
    let mut last = None;
    for _ in 0..LOOKS {
        match probe().await {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => {}
            Err(failure) => last = Some(failure),
        }
        tokio::time::sleep(PAUSE).await;
    }
    let last = last.map_or(String::new(), |failure| format!(" ({failure})"));
    Err(Failure::new(format!("waited in vain: {what}{last}")))
}

/// As [`until`], outside the browser's runtime, for at most `limit`.
///
/// # Errors
/// When it has not happened by then, naming `what` was waited for.
pub fn until_within<T>(limit: Duration, what: &str, mut probe: impl FnMut() -> Outcome<Option<T>>) -> Outcome<T> {
    let looks = (limit.as_millis() / PAUSE.as_millis()).max(1);
    for _ in 0..looks {
        if let Some(found) = probe()? {
            return Ok(found);
        }
        std::thread::sleep(PAUSE);
    }
    Err(Failure::new(format!("waited {} s in vain: {what}", limit.as_secs())))
}

/// Pauses until a moment that must come, such as the next code of an authenticator.
pub async fn pause(length: Duration) {
    tokio::time::sleep(length).await;
}

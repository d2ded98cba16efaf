//! Allocation: work that waits for a worker, and caseloads that move.

use crate::desk::Routes;

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new()
}

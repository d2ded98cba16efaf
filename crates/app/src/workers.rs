//! Workers and their accounts.

use crate::desk::Routes;

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new()
}

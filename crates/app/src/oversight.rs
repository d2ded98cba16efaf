//! Oversight: who opened what, and emergencies to review.

use crate::desk::Routes;

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new()
}

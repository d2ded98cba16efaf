//! The child's page: who is this child, are they safe, what happens next?

use crate::desk::Routes;

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new()
}

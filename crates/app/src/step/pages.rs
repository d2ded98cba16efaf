//! The pages of a step: writing, finishing, deciding.

use crate::desk::Routes;

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new()
}

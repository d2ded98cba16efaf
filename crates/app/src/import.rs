//! The way in from other systems.

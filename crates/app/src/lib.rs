//! The product, by feature.

//! Statutory returns: typed rows in, returns and findings out. Pure.

pub mod cin_census;

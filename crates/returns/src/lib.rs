//! Statutory returns: typed rows in, returns and findings out. Pure.

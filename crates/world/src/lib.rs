//! A synthetic council that lives through years by the same commands as people use.

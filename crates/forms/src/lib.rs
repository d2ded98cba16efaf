//! The practice pack: forms as data, checked against law, answered and found wanting.

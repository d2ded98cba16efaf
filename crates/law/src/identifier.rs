//! The numbers by which a person is known to others.

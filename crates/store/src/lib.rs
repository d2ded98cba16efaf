//! Databases, journal, view log, jobs and documents. Knows nothing of children.

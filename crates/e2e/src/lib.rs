//! Real browser: journeys and accessibility.

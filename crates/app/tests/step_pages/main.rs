//! Steps as workers and managers meet them: writing, saving, finishing, deciding; on each engine.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod deciding;
mod drafts;
mod note;
mod pages;

//! Steps as workers and managers meet them: writing, saving, finishing, deciding; on each engine.

mod deciding;
mod family;
mod note;

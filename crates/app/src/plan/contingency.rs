//! The form of bottom lines, and of what is done if the plan does not work.

use super::drawn::Drawn;
use super::sheet::Boxes;
use crate::people::fields::Reading;
use law::plan::Contingency;
use law::plan::vague::{self, Part};
use maud::{Markup, html};
use web::Fields;

/// The boxes, over what is saved.
pub fn kept(contingency: &Contingency) -> Vec<Boxes> {
    vec![
        Boxes::one("bottom_lines", &contingency.bottom_lines),
        Boxes::one("contingency", &contingency.contingency),
        Boxes::one("reason", ""),
    ]
}

/// What the form says.
pub fn typed(fields: &Fields) -> Contingency {
    let form = Reading::new(fields);
    Contingency { bottom_lines: form.words("bottom_lines"), contingency: form.words("contingency") }
}

/// What could be clearer in the form as it stands.
pub fn findings(fields: &Fields) -> Vec<vague::Finding> {
    vague::contingency(&typed(fields))
}

/// The form's questions.
pub fn form(drawn: &Drawn<'_>) -> Markup {
    let changes = drawn.opened.plan.contingency != Contingency::default();
    html! {
        (drawn.area(Some(Part::BottomLines), "bottom_lines", "Bottom lines", "What must not happen. If it does, nobody waits for the next meeting.", 4))
        (drawn.area(Some(Part::Contingency), "contingency", "If the plan does not work", "Who does what, by day and by night: whom the child goes to, who is rung.", 4))
        @if changes { (drawn.area(None, "reason", "Why does it change?", "The words before stay in the plan’s history.", 2)) }
    }
}

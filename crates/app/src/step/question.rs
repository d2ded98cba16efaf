//! One question as a form's page shows it: its boxes by type, help folded away, the draft said, two versions side by side.

mod boxes;
mod rows;

use super::earlier::{Earlier, Event};
use super::fields::{Asking, as_text, version};
use super::opened::Opened;
use super::saving::BEGAN_FROM;
use law::day::Day;
use maud::{Markup, html};
use web::FieldErrors;

/// What a page of questions knows beside the step.
pub struct Sheet<'a> {
    pub opened: &'a Opened,
    pub errors: &'a FieldErrors,
    pub earlier: &'a [Earlier],
    pub events: &'a [Event],
    pub today: Day,
    /// Whether words are kept as they are typed; not where a finished step is put right.
    pub drafts: bool,
}

/// A run of questions: those of the family one after another, each child's own under the child's name.
pub fn questions(sheet: &Sheet<'_>, questions: &[forms::Question]) -> Markup {
    let runs = questions.chunk_by(|one, next| one.about == next.about);
    html! {
        @for run in runs {
            @if run.iter().all(|question| question.about == law::fact::About::Child) {
                (each_child(sheet, run))
            } @else {
                @for question in run { (one(sheet, Asking { question, child: None })) }
            }
        }
    }
}

fn each_child(sheet: &Sheet<'_>, run: &[forms::Question]) -> Markup {
    let children = &sheet.opened.children;
    html! {
        @match children.as_slice() {
            [] => p class="k-empty" { "No child is part of this yet, so what is asked about each child is not shown." },
            [only] => @for question in run { (one(sheet, Asking { question, child: Some(only) })) },
            _ => @for child in children {
                fieldset class="govuk-fieldset k-each" {
                    legend class="govuk-fieldset__legend govuk-fieldset__legend--m" { (child.name) }
                    div class="k-each__questions" {
                        @for question in run { (one(sheet, Asking { question, child: Some(child) })) }
                    }
                }
            },
        }
    }
}

/// One question with all that stands round it.
pub fn one(sheet: &Sheet<'_>, asking: Asking<'_>) -> Markup {
    if is_never_asked(sheet, asking) {
        return html! {};
    }
    let field = asking.field();
    let boxes = sheet.opened.boxes(asking);
    let mark = version(&boxes);
    html! {
        @if sheet.drafts { input type="hidden" name={ (BEGAN_FROM) (field) } value=(mark); }
        div class="k-question" data-question=(asking.question.id)
            data-child=[asking.child_id()] data-version=(mark) {
            (boxes::boxes(sheet, asking, &field, &boxes))
            (help(asking))
            @if sheet.drafts {
                (draft_line(sheet, asking))
                (start_from_earlier(sheet, &field, boxes.is_empty()))
            }
        }
        @if sheet.drafts { (versions(sheet, asking, &field)) }
    }
}

/// A condition about the child alone cannot change on the page: an unborn child's school is not asked about.
fn is_never_asked(sheet: &Sheet<'_>, asking: Asking<'_>) -> bool {
    let said = forms::Said::of(&sheet.opened.with_drafts);
    hangs_on_child_alone(asking)
        && sheet.opened.form().is_some_and(|form| !form.shown(asking.question, said, asking.child))
}

/// Whether the question's condition asks about nothing but the child.
fn hangs_on_child_alone(asking: Asking<'_>) -> bool {
    let condition = asking.question.shown_when.as_ref();
    condition.is_some_and(|condition| condition.names().iter().all(|name| name == "child"))
}

fn help(asking: Asking<'_>) -> Markup {
    let (help, why) = (asking.question.help(asking.child), &asking.question.why);
    let summary = match (help.is_empty(), why.is_empty()) {
        (true, true) => return html! {},
        (false, true) => "Help",
        (true, false) => "Why we ask",
        (false, false) => "Help, and why we ask",
    };
    html! {
        details class="k-why" {
            summary { (summary) span class="govuk-visually-hidden" { ": " (asking.question.short(asking.child)) } }
            @if !help.is_empty() { p { (help) } }
            @if !why.is_empty() { p { strong { "Why we ask. " } (why) } }
        }
    }
}

fn draft_line(sheet: &Sheet<'_>, asking: Asking<'_>) -> Markup {
    html! {
        @if let Some(draft) = sheet.opened.draft(asking) {
            p class="k-small k-muted k-draft" {
                "Draft by " (sheet.opened.name(draft.worker)) ", " (when(draft.saved_at, sheet.today))
                ", not saved on purpose yet."
            }
        }
    }
}

/// `14:02`, or with its day where that is another.
pub fn when(at: law::day::Moment, today: Day) -> String {
    if at.day() == today { at.time() } else { format!("{} {}", at.day().near(today), at.time()) }
}

fn start_from_earlier(sheet: &Sheet<'_>, field: &str, empty: bool) -> Markup {
    let found = sheet.earlier.iter().find(|earlier| earlier.field == field);
    html! {
        @if let (Some(earlier), true) = (found, empty) {
            details class="k-why k-earlier" {
                summary { "Earlier answer, " (earlier.on.long()) " (" (earlier.kind.name()) ")" }
                @for (_, value) in &earlier.boxes { p class="k-words" { (value) } }
                button class="govuk-button govuk-button--secondary k-button-small" name="use" value=(field) { "Use this as a start" }
            }
        }
    }
}

/// Words that lost a race stand beside those that won until somebody chooses; nothing is thrown away before.
fn versions(sheet: &Sheet<'_>, asking: Asking<'_>, field: &str) -> Markup {
    let opened = sheet.opened;
    let standing = as_text(asking.question, field, &opened.boxes(asking));
    let text = matches!(asking.question.kind, forms::Type::Words | forms::Type::Line);
    html! {
        @for clash in opened.clashes_of(asking) {
            @let by = opened.name(clash.draft.worker);
            div class="k-clash" role="group" aria-label="Two versions of one answer" id={ (field) "-versions" } {
                p class="k-clash__title" { "Two versions: " (asking.question.short(asking.child)) }
                div class="k-clash__sides" {
                    (side("In the form now", &standing))
                    (side(&format!("By {by}, {}", when(clash.draft.saved_at, sheet.today)),
                        &as_text(asking.question, field, &clash.draft.fields)))
                }
                div class="k-clash__buttons" {
                    (choose(clash.id, "keep", "Keep what is in the form"))
                    (choose(clash.id, "take", &format!("Take {by}’s")))
                    @if text { (choose(clash.id, "both", "Put both")) }
                }
            }
        }
    }
}

fn side(title: &str, words: &str) -> Markup {
    html! {
        div class="k-clash__side" {
            p class="k-small k-muted" { (title) }
            pre class="k-clash__words" tabindex="0" { (words) }
        }
    }
}

fn choose(id: i64, how: &str, words: &str) -> Markup {
    html! { button class="govuk-button govuk-button--secondary" name="choose" value={ (id) ":" (how) } { (words) } }
}

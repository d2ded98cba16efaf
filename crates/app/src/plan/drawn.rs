//! A plan's form as a page draws it: drafts over what is saved, the mark of each box, two versions side by side, and what
//! could be said more clearly beside the box that it is about.

use super::opened::Opened;
use super::sheet::Sheet;
use crate::step::drafts::{Clash, Draft};
use crate::step::fields::{Pairs, version};
use crate::step::question::{choose, side, when};
use crate::step::saving::BEGAN_FROM;
use law::day::Day;
use law::plan::vague::{Finding, Part};
use maud::{Markup, html};
use web::govuk::{self, ErrorMessage, Hint, Input, Textarea};
use web::{FieldErrors, Fields, FormState};

/// A form, drawn.
pub struct Drawn<'a> {
    pub opened: &'a Opened,
    pub sheet: Sheet,
    pub state: FormState,
    pub today: Day,
    /// What could be clearer, as the form stands.
    pub findings: Vec<Finding>,
    boxes: Vec<(String, Pairs)>,
}

impl<'a> Drawn<'a> {
    /// The form as it stands: `start` is offered where nothing is saved and nothing was typed.
    pub fn fresh(opened: &'a Opened, sheet: Sheet, start: &Fields, today: Day) -> Self {
        let boxes = standing(opened, sheet);
        let says = |pair: &&(String, String)| !pair.1.is_empty();
        let said = |name: &str| boxes.iter().flat_map(|(_, pairs)| pairs).filter(says).any(|(field, _)| field == name);
        let offered =
            start.iter().filter(|(name, _)| !said(name)).map(|(name, value)| (name.to_owned(), value.to_owned()));
        let kept: Pairs = boxes.iter().flat_map(|(_, pairs)| pairs).filter(says).cloned().chain(offered).collect();
        Self { opened, sheet, state: FormState::fresh(Fields::from_pairs(kept)), today, findings: Vec::new(), boxes }
    }

    /// The form again, with what was typed and what is wrong.
    pub fn again(opened: &'a Opened, sheet: Sheet, typed: Fields, errors: FieldErrors, today: Day) -> Self {
        let boxes = standing(opened, sheet);
        Self { opened, sheet, state: FormState::again(typed, errors), today, findings: Vec::new(), boxes }
    }

    /// What the form says now.
    pub fn fields(&self) -> &Fields {
        self.state.typed.as_ref().unwrap_or(&self.state.kept)
    }

    /// One box with its mark, its draft's author, and the versions that wait for a choice.
    pub fn group(&self, name: &str, title: &str, inner: Markup) -> Markup {
        let question = self.sheet.question(name);
        let standing = self.boxes.iter().find(|(one, _)| *one == question);
        let mark = version(standing.map_or(&[], |(_, pairs)| pairs.as_slice()));
        let draft = self.draft(&question);
        html! {
            input type="hidden" name={ (BEGAN_FROM) "q." (question) } value=(mark);
            div class="k-question" data-question=(question) data-version=(mark) {
                (inner)
                @if let Some(draft) = draft {
                    p class="k-small k-muted k-draft" {
                        "Draft by " (self.opened.base.name(draft.worker)) ", " (when(draft.saved_at, self.today)) ", not saved on purpose yet."
                    }
                }
            }
            @for clash in self.opened.base.clashes.iter().filter(|clash| clash.draft.question == question) {
                (self.versions(clash, title, standing.map_or(&[], |(_, pairs)| pairs.as_slice())))
            }
        }
    }

    fn draft(&self, question: &str) -> Option<&Draft> {
        self.opened.base.drafts.iter().find(|draft| draft.question == question)
    }

    fn versions(&self, clash: &Clash, title: &str, standing: &[(String, String)]) -> Markup {
        let by = self.opened.base.name(clash.draft.worker);
        let text = standing.len() <= 1 && clash.draft.fields.len() <= 1;
        html! {
            div class="k-clash" role="group" aria-label="Two versions of one answer" {
                p class="k-clash__title" { "Two versions: " (title) }
                div class="k-clash__sides" {
                    (side("In the form now", &words(standing)))
                    (side(&format!("By {by}, {}", when(clash.draft.saved_at, self.today)), &words(&clash.draft.fields)))
                }
                div class="k-clash__buttons" {
                    (choose(clash.id, "keep", "Keep what is in the form"))
                    (choose(clash.id, "take", &format!("Take {by}’s")))
                    @if text { (choose(clash.id, "both", "Put both")) }
                }
            }
        }
    }

    /// Text of any length, with what could be clearer under it.
    pub fn area(&self, part: Option<Part>, name: &str, label: &str, help: &str, rows: u16) -> Markup {
        let area = govuk::textarea(&Textarea {
            value: Some(self.state.value(name).to_owned()),
            error: self.state.error(name).map(ErrorMessage::text),
            hint: (!help.is_empty()).then(|| Hint::text(help)),
            rows: Some(rows),
            described_by: part.map(|part| notes_id(part.field())).unwrap_or_default(),
            ..Textarea::new(name, label)
        });
        self.group(name, label, html! { (area) @if let Some(part) = part { (self.notes(part)) } })
    }

    /// One short line, without its mark: for boxes of several fields.
    pub fn input(&self, name: &str, label: &str, help: &str, classes: &str) -> Markup {
        govuk::input(&Input {
            value: Some(self.state.value(name).to_owned()),
            error: self.state.error(name).map(ErrorMessage::text),
            hint: (!help.is_empty()).then(|| Hint::text(help)),
            autocomplete: "off".to_owned(),
            classes: classes.to_owned(),
            ..Input::new(name, label)
        })
    }

    /// A short line with its mark, and what could be clearer under it.
    pub fn line(&self, part: Option<Part>, name: &str, label: &str, help: &str, classes: &str) -> Markup {
        let inner = html! { (self.input(name, label, help, classes)) @if let Some(part) = part { (self.notes(part)) } };
        self.group(name, label, inner)
    }

    /// What could be clearer in one box; empty, and there for the script, where nothing could.
    pub fn notes(&self, part: Part) -> Markup {
        let found: Vec<&Finding> = self.findings.iter().filter(|finding| finding.part == part).collect();
        html! {
            div class="k-vague" id=(notes_id(part.field())) data-vague-for=(part.field()) {
                @if !found.is_empty() { ul { @for finding in found { (note(finding)) } } }
            }
        }
    }
}

/// One thing that could be clearer, as it stands under its box.
pub fn note(finding: &Finding) -> Markup {
    html! {
        li {
            strong { (finding.lacks.ask()) } " "
            @if !finding.words.is_empty() { q { (finding.words) } " " }
            (finding.say)
        }
    }
}

fn notes_id(field: &str) -> String {
    format!("{field}-clearer")
}

fn words(pairs: &[(String, String)]) -> String {
    pairs.iter().map(|(_, value)| value.as_str()).filter(|value| !value.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The boxes of a form as they stand: the draft, else what is saved.
fn standing(opened: &Opened, sheet: Sheet) -> Vec<(String, Pairs)> {
    let drafts = &opened.base.drafts;
    let boxes = sheet.boxes(&opened.plan).into_iter().map(|boxes| {
        let question = sheet.question(&boxes.name);
        let draft = drafts.iter().find(|draft| draft.question == question);
        let pairs = draft.map_or(boxes.kept, |draft| draft.fields.clone());
        (question, pairs)
    });
    boxes.collect()
}

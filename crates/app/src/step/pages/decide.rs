//! The manager as the reader of the decision: what changed, what history was weighed, what is recommended; then the decision
//! for each child, or back with reasons.

use super::super::commands;
use super::super::earlier::{self, Event};
use super::super::opened::{self, Opened, step_id};
use super::actions::words;
use super::history::{self, History};
use super::parts::{self, Reading};
use super::{check, go, page, problems, read, shown};
use crate::command::Rejected;
use crate::desk::{Answered, Desk, Stop, Who, form_fields};
use axum::extract::{Path, State};
use axum::response::Response;
use forms::ChildFacts;
use law::answer::{Answer, Given};
use law::code::{CATEGORY_OF_ABUSE, LEVEL};
use law::fact::Fact;
use law::id::PersonId;
use law::step::decide::told_to_family;
use law::step::offer::{Action, chairs};
use law::step::outcome::{Decision, Outcome};
use law::step::{EndsBy, StepKind};
use maud::{Markup, html};
use web::govuk::{
    Button, Checkboxes, Choice, ErrorMessage, Fieldset, Hint, Radios, Textarea, button, checkboxes, radios, textarea,
};
use web::{FieldErrors, Fields, Frame, Page};

/// The page.
pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Response> {
    asked(&desk, &who, &frame, &id, &Fields::default(), FieldErrors::new()).await
}

/// Decides, child by child; what the decision opens begins at once.
pub async fn decide(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered<Response> {
    let opened = opened::open(&desk, &who, &id, "a step that was decided").await?;
    let (step, actor, now) = (opened.step.id, who.viewer.actor.clone(), who.at());
    let decisions = decisions(&opened.step.children, &fields);
    let council = desk.council.clone();
    let to = match fields.get(THEN) {
        Some("front_door") => "/front-door?show=awaiting&read=first".to_owned(),
        _ => format!("/step/{step}"),
    };
    let decided = desk
        .run(who.command(&desk, &fields), move |conn| commands::decide(&council, conn, &actor, now, step, decisions));
    match decided.await {
        Ok(_) => Ok(go(&to)),
        Err(rejected) if is_unsaid(&opened) => {
            let errors = problems(&opened, rejected)?;
            check::still_missing(&desk, &who, &frame, &id, errors).await
        }
        Err(rejected) => {
            let errors = of_shown_children(&opened, &fields, problems(&opened, rejected)?);
            asked(&desk, &who, &frame, &id, &fields, errors).await
        }
    }
}

/// Sends it back with reasons.
pub async fn send_back(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered<Response> {
    let opened = opened::open(&desk, &who, &id, "a step that was returned").await?;
    let (step, actor) = (opened.step.id, who.viewer.actor.clone());
    let reasons = law::words::clean(fields.get("reasons").unwrap_or_default());
    let returned: Result<_, Rejected> =
        desk.run(who.command(&desk, &fields), move |conn| commands::send_back(conn, &actor, step, reasons)).await;
    match returned {
        Ok(_) => Ok(go(&format!("/step/{step}"))),
        Err(rejected) => {
            let errors = problems(&opened, rejected)?;
            asked(&desk, &who, &frame, &id, &fields, errors).await
        }
    }
}

/// The decisions of a post: the first child's for all where the box is ticked.
fn decisions(children: &[PersonId], fields: &Fields) -> Vec<Decision> {
    let first = children.first().copied();
    let from = |child: &PersonId| if same_for_all(fields) { first.unwrap_or(*child) } else { *child };
    children.iter().filter_map(|child| decision(*child, from(child), fields)).collect()
}

fn same_for_all(fields: &Fields) -> bool {
    fields.get("same").is_some()
}

fn decision(child: PersonId, from: PersonId, fields: &Fields) -> Option<Decision> {
    let given = |name: &str| fields.text(&format!("{name}-{from}")).map(law::words::clean);
    Some(Decision {
        child,
        outcome: Outcome::from_slug(&given("outcome")?)?,
        instead_of: None,
        level: given("level").filter(|level| LEVEL.has(level)),
        category: given("category").filter(|category| !category.is_empty()),
        harm_suspected: match given("harm").as_deref() {
            Some("yes") => Some(true),
            Some("no") => Some(false),
            _ => None,
        },
        rationale: given("rationale").unwrap_or_default(),
        for_family: given("for_family").unwrap_or_default(),
    })
}

/// Where one decision stands for all, what is wrong with it is said once.
fn of_shown_children(opened: &Opened, fields: &Fields, errors: FieldErrors) -> FieldErrors {
    let first = opened.step.children.first().map(ToString::to_string).unwrap_or_default();
    let mut kept = FieldErrors::new();
    for (field, say) in errors.iter().filter(|(field, _)| !same_for_all(fields) || field.ends_with(&first)) {
        kept.add(field, say);
    }
    kept
}

/// A meeting of which something is still to be written before its chair decides.
fn is_unsaid(opened: &Opened) -> bool {
    opened.step.kind.law().ends_by() == EndsBy::Chair
        && opened.step.state.is_being_written()
        && !opened.missing.is_empty()
}

struct Asked {
    opened: Opened,
    events: Vec<Event>,
    history: History,
}

async fn asked(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    id: &str,
    typed: &Fields,
    errors: FieldErrors,
) -> Answered<Response> {
    let step = step_id(id)?;
    let (council, reader) = (desk.council.clone(), who.clone());
    let asked = desk
        .read(move |conn| {
            let opened = opened::load(conn, &council, &reader, step, "a step to be decided")?;
            if is_unsaid(&opened) && chairs(opened.step.kind, &reader.viewer.actor) {
                return Err(Stop::GoTo(format!("/step/{step}/check")));
            }
            opened.must_be_open_to(Action::Decide)?;
            let events = earlier::events(conn, &council, &reader, &opened)?;
            let history = history::of(conn, &opened)?;
            Ok(Asked { opened, events, history })
        })
        .await?;
    let body = body(desk, who, frame, &asked, typed, &errors);
    Ok(shown(&Page { errors, ..page(desk, who, &asked.opened, "Decide", body) }, frame))
}

fn body(desk: &Desk, who: &Who, frame: &Frame, asked: &Asked, typed: &Fields, errors: &FieldErrors) -> Markup {
    let opened = &asked.opened;
    let step = opened.step.id;
    let reading = Reading { opened, step: &opened.step, events: &asked.events };
    html! {
        h1 class="govuk-heading-l k-title" { "Decide: " (opened.step.kind.name()) @if !opened.whom().is_empty() { ", " (opened.whom()) } }
        div class="k-split" {
            div {
                (summary(&reading))
                (changed(&reading, &asked.history))
                (considered(&reading))
                details class="k-whole" open[opened.step.kind != StepKind::Assessment] {
                    summary class="govuk-heading-m" { "The whole " (opened.step.kind.name()) }
                    (read::sections(&reading))
                }
                (form(desk, who, frame, opened, typed, errors))
                @if opened.offer(Action::Return).is_some() { form method="post" action={ "/step/" (step) "/return" } id="return" class="k-card" novalidate {
                    (form_fields(desk, frame, who))
                    h2 class="k-card__title" { "Or return it" }
                    (words("reasons", "What must change before you can agree?", typed, errors))
                    (button(&Button::secondary("Return with reasons")))
                } }
            }
            aside { (parts::clocks(opened)) }
        }
    }
}

/// The form in which a manager decides, child by child: on the step's own page, and beside the front door's queue.
pub(crate) fn form(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    opened: &Opened,
    typed: &Fields,
    errors: &FieldErrors,
) -> Markup {
    html! {
        form method="post" action={ "/step/" (opened.step.id) "/decide" } class="k-decision" novalidate {
            (form_fields(desk, frame, who))
            @if let Some(then) = typed.get(THEN) { input type="hidden" name=(THEN) value=(then); }
            h2 class="govuk-heading-m" { "Your decision" }
            (same_box(opened, typed))
            @for (place, child) in opened.children.iter().enumerate() { (folded(opened, place, child, typed, errors)) }
            (button(&Button::primary("Decide")))
        }
    }
}

/// The field that says where a decision leads: `front_door` for the next one of the queue.
pub(crate) const THEN: &str = "then";

/// What the manager must know first: who wrote it, and what they recommend for each child.
fn summary(reading: &Reading<'_>) -> Markup {
    let opened = reading.opened;
    let facts = &opened.step.facts;
    let recommended = |child: &ChildFacts| {
        let words = facts.get(Fact::Recommendation, Some(child.id)).and_then(Answer::as_words)?;
        Outcome::from_slug(words).map(Outcome::name)
    };
    let concern = facts.family(Fact::ProtectionConcern).and_then(Answer::as_yes_no);
    let level = facts.words(Fact::LevelIndicated).and_then(|level| LEVEL.label(level));
    html! {
        section class="k-card" {
            h2 class="k-card__title" { "Summary" }
            dl class="k-facts" {
                @if let law::step::State::Submitted { by, at } = &opened.step.state { dt { "Submitted" } dd { "by " (opened.name(*by)) ", " (at.long()) } }
                @for child in &opened.children { @if let Some(outcome) = recommended(child) {
                    dt { "Recommended for " (child.name) } dd { strong { (outcome) } }
                } }
                @if let Some(concern) = concern { dt { "Significant harm suspected" } dd { @if concern { strong class="k-late" { "Yes, by the writer" } } @else { "No, by the writer" } } }
                @if let Some(level) = level { dt { "Level indicated" } dd { (level) } }
                @if let Some(worry) = facts.words(Fact::WorriedAbout) { dt { "The worry" } dd class="k-words" { (law::chronology::shortened(worry, 400)) } }
            }
        }
    }
}

/// What was written differently since it was last submitted, side by side.
fn changed(reading: &Reading<'_>, history: &History) -> Markup {
    let Some(before) = history.answers_last_time() else {
        return html! { p class="k-muted" { "This is the first time that it is submitted." } };
    };
    let now = &reading.opened.step.answers;
    let given = |asked: &law::answer::Asked, answer: Answer| Given { asked: asked.clone(), answer };
    let mut changes: Vec<Given> = now
        .iter()
        .filter(|(asked, answer)| before.get(&asked.question, asked.child) != Some(*answer))
        .map(|(asked, answer)| given(asked, answer.clone()))
        .collect();
    let gone = before.iter().filter(|(asked, _)| now.get(&asked.question, asked.child).is_none());
    changes.extend(gone.map(|(asked, _)| given(asked, Answer::Words(String::new()))));
    html! {
        section class="k-card" {
            h2 class="k-card__title" { "Changed since it was last submitted: " (changes.len()) }
            @if changes.is_empty() { p class="k-muted" { "No answer was changed." } }
            @for one in &changes { (history::change(reading, one, &before)) }
        }
    }
}

/// Which events the writer weighed, and what they say these mean.
fn considered(reading: &Reading<'_>) -> Markup {
    let facts = &reading.opened.step.facts;
    let asks = |fact| reading.opened.step.kind.law().asks().contains(&fact);
    let question = |fact| reading.opened.form().and_then(|form| form.question_of(fact));
    html! {
        @if asks(Fact::HistoryMeaning) {
            section class="k-card" {
                h2 class="k-card__title" { "History considered" }
                @match (question(Fact::HistoryEvents), facts.family(Fact::HistoryEvents)) {
                    (Some(question), Some(events)) => (parts::answer_words(reading, question, events)),
                    _ => p class="k-muted" { "No event was chosen." },
                }
                @if let Some(meaning) = facts.words(Fact::HistoryMeaning) { div class="k-words" { (meaning) } }
            }
        }
    }
}

fn same_box(opened: &Opened, typed: &Fields) -> Markup {
    let Some(first) = opened.children.first().filter(|_| opened.children.len() > 1) else { return html! {} };
    let words = format!("The same for all: use {}’s decision for every child", first.name);
    html! {
        (checkboxes(&Checkboxes {
            name: "same".into(),
            items: vec![Choice { checked: Some(same_for_all(typed)), ..Choice::new("yes", words) }],
            classes: "govuk-checkboxes--small".into(),
            ..Checkboxes::default()
        }))
    }
}

/// From so many children on, all but the first are folded: the page stays as long as what is decided apart.
const MANY: usize = 3;

/// One child's decision. Where the first child's stands for all, the style sheet takes the others away as the box is ticked,
/// and what they hold is not read.
fn folded(opened: &Opened, place: usize, child: &ChildFacts, typed: &Fields, errors: &FieldErrors) -> Markup {
    let asked = of_child(opened, child, typed, errors);
    if place == 0 {
        return asked;
    }
    let of_this = |name: &str| name.ends_with(&format!("-{}", child.id));
    let begun = typed.iter().any(|(name, value)| of_this(name) && !value.is_empty())
        || errors.iter().any(|(field, _)| of_this(field));
    html! {
        div class="k-each-other" {
            @if opened.children.len() < MANY { (asked) }
            @else {
                details class="k-whole" open[begun] {
                    summary class="govuk-heading-s" { "Decide for " (child.name) }
                    (asked)
                }
            }
        }
    }
}

fn of_child(opened: &Opened, child: &ChildFacts, typed: &Fields, errors: &FieldErrors) -> Markup {
    let kind = opened.step.kind;
    let choose = Choosing { child, typed, errors };
    let outcomes = kind.law().outcomes().iter().map(|outcome| Choice::new(outcome.slug(), outcome.name())).collect();
    let levels = LEVEL.codes.iter().map(|level| Choice::new(level.code, level.label)).collect();
    let yes_no = || vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
    let threshold = matches!(kind, StepKind::Contact | StepKind::Referral);
    let categories = || CATEGORY_OF_ABUSE.codes.iter().map(|code| Choice::new(code.code, code.label)).collect();
    html! {
        fieldset class="govuk-fieldset k-card k-each" {
            legend class="govuk-fieldset__legend govuk-fieldset__legend--m" { (child.name) }
            div class="k-each__questions k-question" {
                @if kind == StepKind::Referral {
                    (choose.radios("harm", "Is there reasonable cause to suspect that the child is suffering, or is likely to suffer, significant harm?",
                        Some("Children Act 1989, section 47. If yes, a strategy discussion starts with your decision."), yes_no()))
                }
                (choose.radios("outcome", "What is decided?", None, outcomes))
                @if kind == StepKind::Conference {
                    (choose.radios("category", "Under which category, if a plan is made?", Some("Working Together 2023. Leave empty where no plan is made."), categories()))
                }
                @if threshold { (choose.radios("level", "Level of need", None, levels)) }
                (choose.words("rationale", "Your reasons, for the record", None))
                (choose.words("for_family", "The decision and why, in plain words for the family",
                    (!told_to_family(kind)).then_some("If the family will be told.")))
            }
        }
    }
}

/// The boxes of one child's decision.
struct Choosing<'a> {
    child: &'a ChildFacts,
    typed: &'a Fields,
    errors: &'a FieldErrors,
}

impl Choosing<'_> {
    fn field(&self, name: &str) -> String {
        format!("{name}-{}", self.child.id)
    }

    fn radios(&self, name: &str, wording: &str, hint: Option<&str>, items: Vec<Choice>) -> Markup {
        let field = self.field(name);
        radios(&Radios {
            fieldset: Some(Fieldset::small(wording)),
            hint: hint.map(Hint::text),
            error: self.errors.get(&field).map(ErrorMessage::text),
            value: self.typed.get(&field).unwrap_or_default().to_owned(),
            items,
            classes: "govuk-radios--small".into(),
            name: field,
            ..Radios::default()
        })
    }

    fn words(&self, name: &str, wording: &str, hint: Option<&str>) -> Markup {
        let field = self.field(name);
        textarea(&Textarea {
            hint: hint.map(Hint::text),
            error: self.errors.get(&field).map(ErrorMessage::text),
            value: Some(self.typed.get(&field).unwrap_or_default().to_owned()),
            rows: Some(3),
            ..Textarea::new(field, wording)
        })
    }
}

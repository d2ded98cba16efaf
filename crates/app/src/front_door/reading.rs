//! The reading pane: one contact's words, what is known of each child, and what came before.

use crate::council::Council;
use crate::desk::{Answered, Desk, Who};
use crate::people::known::{Known, known};
use crate::people::likely::{self, Look};
use crate::people::match_card::{Card, age, cards};
use crate::people::queries::head;
use crate::reader::{self, Closed};
use crate::step::opened;
use crate::step::pages::decide;
use crate::step::queries;
use law::answer::Answer;
use law::code::CodeList;
use law::day::Moment;
use law::fact::{Fact, Shape};
use law::id::{PersonId, StepId};
use law::matching::Sought;
use law::people::{Birth, Name};
use law::step::offer::{Action, Surroundings};
use law::step::{Step, StepKind};
use maud::{Markup, html};
use store::{Conn, Error, params, sql, text};
use web::{FieldErrors, Fields, Frame};

/// What the pane shows.
pub enum Pane {
    Open(Box<Opened>),
    /// The viewer has no relationship to the people: a reason opens their record first.
    AskWhy(PersonId),
}

/// An opened piece of work.
pub struct Opened {
    step: Step,
    children: Vec<Subject>,
    earlier: Vec<Earlier>,
    /// The step as its decision needs it, where this viewer may decide.
    deciding: Option<opened::Opened>,
}

struct Subject {
    person: PersonId,
    name: Name,
    birth: Birth,
    known: Known,
    /// Other records that may be the same child.
    alike: Vec<Card>,
}

struct Earlier {
    step: StepId,
    at: Moment,
    sentence: String,
    child: String,
}

/// Opens a piece of work for reading. The view of each person is logged before this returns.
pub fn open(conn: &mut Conn, council: &Council, who: &Who, id: StepId) -> Answered<Option<Pane>> {
    let views = &council.db;
    let Some(step) = queries::load(conn, id)? else { return Ok(None) };
    let people = step.people();
    match reader::open_all(conn, views.views(), &people, &who.viewer, "front door: reading a contact") {
        Ok(_) => {}
        Err(Closed::AskWhy(person)) => return Ok(Some(Pane::AskWhy(person))),
        // A restricted record is not there, not even as a refusal.
        Err(Closed::Restricted(_) | Closed::Absent) => return Ok(None),
        Err(other) => return Err(other.into()),
    }
    let mut children = Vec::new();
    for child in &step.children {
        children.push(subject(conn, views, who, *child, id)?);
    }
    let earlier = earlier(conn, &step)?;
    let deciding = match step.offer(Action::Decide, &who.viewer.actor, &Surroundings::default()) {
        Some(offer) if offer.is_available() => Some(opened::load(conn, council, who, id, "front door: deciding")?),
        _ => None,
    };
    Ok(Some(Pane::Open(Box::new(Opened { step, children, earlier, deciding }))))
}

fn subject(conn: &mut Conn, views: &store::Db, who: &Who, person: PersonId, step: StepId) -> Answered<Subject> {
    let head = head(conn, person)?;
    let is_known = known(conn, person, Some(&step.to_string()))?;
    let mut alike = Vec::new();
    if is_known.is_new() {
        let sought = Sought { name: Some(head.name.clone()), born: Some(head.birth), ..Sought::default() };
        let look = Look { sought, ..Look::default() };
        alike = likely::find(conn, &who.viewer, &look, 4)?;
        alike.retain(|one| one.person != person && one.likeness.score >= 70);
        let shown: Vec<PersonId> = alike.iter().map(|one| one.person).collect();
        if !shown.is_empty() {
            reader::shown(views.views(), &who.viewer, "front door: likely matches", &shown)?;
        }
    }
    let alike = cards(conn, alike, who.today())?;
    Ok(Subject { person, name: head.name, birth: head.birth, known: is_known, alike })
}

/// Earlier contacts and referrals about these children, newest first.
fn earlier(conn: &mut Conn, step: &Step) -> Result<Vec<Earlier>, Error> {
    let select = sql!(
        "SELECT s.id, s.happened_at, s.sentence, me.given, me.family FROM person me JOIN person p ON p.root = me.root
         JOIN step_person sp ON sp.person = p.id JOIN step s ON s.id = sp.step
         WHERE me.id = $1 AND sp.part = 'child' AND s.id <> $2 AND s.state <> 'cancelled'
         AND s.kind IN ('contact', 'referral', 'assessment', 'section47_enquiry', 'out_of_hours', 'early_help')
         ORDER BY s.happened_at DESC LIMIT 20"
    );
    let mut found: Vec<Earlier> = Vec::new();
    for child in &step.children {
        for row in &conn.query(select, params![text(child), text(step.id)])? {
            let name = crate::people::queries::name(row)?;
            let (id, at) = (row.parse("id")?, row.parse("happened_at")?);
            match found.iter_mut().find(|one| one.step == id) {
                Some(one) => one.child = format!("{}, {}", one.child, name.short()),
                None => {
                    found.push(Earlier { step: id, at, sentence: row.get("sentence")?, child: name.short().to_owned() })
                }
            }
        }
    }
    found.sort_by_key(|one| std::cmp::Reverse(one.at));
    Ok(found)
}

/// Letters of one answer that the pane shows before it points to the whole.
const LONGEST: usize = 6_000;

/// The pane as a page shows it.
pub fn markup(desk: &Desk, who: &Who, frame: &Frame, pane: &Pane) -> Markup {
    match pane {
        Pane::AskWhy(person) => html! {
            h2 class="govuk-heading-m" { "Say why you open this" }
            p { "You have no open work with this family. " a href={ "/person/" (person) "/why" } { "Give a reason" } ", and their record opens for today." }
        },
        Pane::Open(opened) => opened_markup(desk, who, frame, opened),
    }
}

fn opened_markup(desk: &Desk, who: &Who, frame: &Frame, opened: &Opened) -> Markup {
    let step = &opened.step;
    let then = Fields::from_pairs([(decide::THEN, "front_door")]);
    html! {
        h2 class="govuk-heading-m" { (step.kind.title()) ", received " (step.received().long()) }
        (next(who, step))
        @if step.facts.yes(Fact::ProtectionConcern) {
            p { strong class="k-late" { "Significant harm suspected" } }
        }
        (subjects(who, &opened.children))
        (said(step, &opened.children))
        h3 class="govuk-heading-s" { "What came before" }
        @if opened.earlier.is_empty() {
            p class="k-empty" { "No earlier contact, referral or assessment of these children is on the record." }
        } @else {
            ul class="k-lines" {
                @for one in &opened.earlier {
                    li { a href={ "/step/" (one.step) } { (one.at.day().long()) } ": " (one.sentence) " (" bdi { (one.child) } ")" }
                }
            }
        }
        @if let Some(deciding) = &opened.deciding {
            (decide::form(desk, who, frame, deciding, &then, &FieldErrors::new()))
            p { a href={ "/step/" (step.id) "/decide#return" } { "Return it with reasons" } }
        }
    }
}

fn subjects(who: &Who, children: &[Subject]) -> Markup {
    html! {
        ul class="k-lines" {
            @for one in children {
                li {
                    a href={ "/person/" (one.person) } { bdi { (one.name.full()) } } ", " (age(one.birth, who.today()))
                    div class="k-muted" { (one.known.words()) }
                    @for card in &one.alike {
                        div { span class="k-tag k-tag--soon" { "May be the same child" } " "
                            a href={ "/person/" (card.found.person) } { bdi { (card.found.name.full()) } } ", " (card.age(who.today())) ", " (card.known.words())
                            " (" (card.found.likeness.reasons.join(", ")) ")" }
                    }
                }
            }
        }
    }
}

/// What may be done next, each a link into the step; what may not, said with its reason.
fn next(who: &Who, step: &Step) -> Markup {
    let offers = step.offers(&who.viewer.actor, &Surroundings::default());
    let may = |action: Action| offers.iter().any(|offer| offer.action == action && offer.is_available());
    let why_not = offers.iter().find(|offer| offer.action == Action::Decide).and_then(|offer| offer.why_not());
    html! {
        div class="govuk-button-group" {
            @if may(Action::Acknowledge) { a class="govuk-button" role="button" href={ "/step/" (step.id) } { "Acknowledge the handover" } }
            @if may(Action::Write) { a class="govuk-button govuk-button--secondary" role="button" href={ "/step/" (step.id) } { "Go on writing" } }
            a href={ "/step/" (step.id) } { "Open the whole " (step.kind.name()) }
        }
        @if let (Some(why), true) = (why_not, step.state.slug() == "submitted") { p class="k-muted" { (why) } }
    }
}

/// The words of the contact, in the order of its kind; what is each child's own, under the child's name.
fn said(step: &Step, children: &[Subject]) -> Markup {
    let facts = step.kind.law().asks();
    let shown = facts.iter().filter(|fact| !matches!(fact, Fact::ReceivedAt | Fact::ProtectionConcern));
    html! {
        @for fact in shown {
            @if let Some(answer) = step.facts.family(*fact) {
                h3 class="govuk-heading-s" { (heading(step.kind, *fact)) }
                (answer_markup(*fact, answer, step.id))
            }
            @for child in children {
                @if let Some(answer) = step.facts.get(*fact, Some(child.person)) {
                    h3 class="govuk-heading-s" { (heading(step.kind, *fact)) ", " bdi { (child.name.short()) } }
                    (answer_markup(*fact, answer, step.id))
                }
            }
        }
    }
}

fn answer_markup(fact: Fact, answer: &Answer, step: StepId) -> Markup {
    let list: Option<&CodeList> = match fact.shape() {
        Shape::Code(list) | Shape::Codes(list) => Some(list),
        _ => None,
    };
    match answer {
        Answer::Words(words) => {
            let short: String = words.chars().take(LONGEST).collect();
            let cut = short.len() < words.len();
            html! {
                p class="k-door-words" { (short) }
                @if cut { p { "There is more: " a href={ "/step/" (step) } { "read it whole" } "." } }
            }
        }
        Answer::Code(code) => html! { p { (list.and_then(|list| list.label(code)).unwrap_or(code)) } },
        Answer::YesNo(yes) => html! { p { @if *yes { "Yes" } @else { "No" } } },
        _ => Markup::default(),
    }
}

fn heading(kind: StepKind, fact: Fact) -> &'static str {
    match (kind, fact) {
        (_, Fact::Source) => "Who contacted us",
        (_, Fact::SourceName) => "Name and role",
        (_, Fact::SourceContact) => "Call-back",
        (_, Fact::How) => "How",
        (_, Fact::OutOfHours) => "Outside office hours",
        (_, Fact::WorriedAbout) => "What they are worried about",
        (_, Fact::WorkingWell) => "What is working well",
        (_, Fact::ConsentToShare) => "Somebody with parental responsibility agrees to sharing",
        (_, Fact::ConsentOverridden) => "Why share without agreement",
        (_, Fact::ParentsAware) => "Parents know of the contact",
        (_, Fact::ParentsNotAwareWhy) => "Why the parents do not know",
        (_, Fact::LevelIndicated) => "Level of need",
        (_, Fact::ProtectionConcernWhy) => "Why harm is, or is not, suspected",
        (_, Fact::HistoryFound) => "History found",
        (_, Fact::PrimaryNeed) => "Primary need",
        (_, Fact::AskedBy) => "Who asked",
        (_, Fact::AskedByAgency) => "Their agency",
        (_, Fact::Question) => "Question",
        (_, Fact::Advice) => "Advice",
        (_, Fact::WhatHappenedNext) => "What happened next",
        (_, Fact::WhatWasDone) => "What was done",
        (_, Fact::WhatItMeans) => "What it means",
        (_, Fact::Handover) => "What the day service must do",
        _ => "Also said",
    }
}

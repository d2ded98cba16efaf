//! Every shape of entry ever written is read for as long as the record lives. One file for each kind of entry and version.
//!
//! A new kind of entry needs a sample here; `KITH_GOLDEN=write cargo test -p law --test golden` then writes its file. A file
//! that exists is never changed: a new shape takes a new version and an upcaster.

#![allow(clippy::unwrap_used, reason = "a sample that does not read must stop the test")]

use law::answer::{Answer, Asked, Given};
use law::caseload::{CaseloadEntry as C, Registration};
use law::day::{Day, Moment};
use law::document::{Audience, DocumentEntry as D};
use law::fact::{Fact, Known};
use law::id::*;
use law::identifier::{Identifier, Scheme};
use law::journal::{BODY_VERSION, Entry, Origin, There, read_body, write_body};
use law::pack::{PackEntry as K, Prepared, Received};
use law::people::{Address, Birth, Channel, Identity, Name, NameUse, PersonEntry as P, Relation, Story};
use law::plan::{Contingency, Doer, Ended, Ending, Measure, PlanEntry as L, Progress, Scale, Task, Wanted};
use law::practice::PracticeEntry as R;
use law::role::Role;
use law::step::agreed::{Agreed, Standing};
use law::step::check::Check;
use law::step::outcome::{Decision, Outcome};
use law::step::seat::{Agency, Feedback, Grade, Part, Report, Seat, View};
use law::step::{FormRef, Lateness, Started, StepEntry as S, StepKind};
use law::transfer::{Handover, Proposed, Side, TransferEntry as T, TransferKind};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use uuid::Uuid;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn day() -> Day {
    "2026-11-23".parse().unwrap()
}

fn moment() -> Moment {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

fn name() -> Name {
    Name { given: "Zainab".into(), family: "Khan".into() }
}

fn people() -> Vec<P> {
    let (person, fact) = (PersonId(id(1)), FactId(id(2)));
    let identity = Identity {
        sex: Some("F".into()),
        gender: Some("girl".into()),
        ethnicity: Some("APKN".into()),
        language: Some("Urdu".into()),
        interpreter: Some(true),
        faith: Some("Muslim".into()),
        disabilities: vec!["HEAR".into()],
        upn_unknown: Some("UN1".into()),
    };
    let address = Address { lines: "1 Quay Row".into(), postcode: "ZZ1 1AA".into(), ward: "Harbour".into() };
    let why = || "because".to_owned();
    vec![
        P::Recorded { person, name: name(), birth: Birth::Expected(day()), identity: identity.clone() },
        P::Named { person, name: name(), used: NameUse::KnownAs },
        P::BirthRecorded { person, birth: Birth::Born(day()), reason: why() },
        P::Died { person, on: day() },
        P::Identified { person, identity },
        P::IdentifierGiven { person, identifier: Identifier { scheme: Scheme::NhsNumber, value: "9434765919".into() } },
        P::Moved { person, fact, address, from: day(), hidden_from: vec![PersonId(id(3))] },
        P::MovedOut { person, fact, on: day() },
        P::AddressHidden { person, fact, from: vec![PersonId(id(3))], reason: why() },
        P::Reachable {
            person,
            fact,
            channel: Channel::Telephone,
            value: "01632 960001".into(),
            note: "after 6".into(),
        },
        P::NoLongerReachable { person, fact, on: day() },
        P::Related {
            fact,
            person,
            relation: Relation::Mother,
            to: PersonId(id(3)),
            responsibility: true,
            since: Some(day()),
        },
        P::RelationEnded { fact, person, to: PersonId(id(3)), on: day() },
        P::HazardNoted { person, fact, words: "Dog".into() },
        P::HazardEnded { person, fact, on: day(), reason: why() },
        P::Involved {
            person,
            fact,
            agency: "School".into(),
            name: "Ms Reed".into(),
            contact: "01632 960002".into(),
            checked_on: day(),
        },
        P::NoLongerInvolved { person, fact, on: day() },
        P::StoryTold { person, story: Story { why: why(), ..Story::default() } },
        P::ViewsGiven { person, on: day(), words: "I like school".into(), how: vec!["talk".into()], changed: why() },
        P::Restricted { person, reason: why(), may_open: vec![WorkerId(id(4))], review_on: day() },
        P::Unrestricted { person, reason: why() },
        P::GlassBroken { person, reason: why(), until: moment() },
        P::GlassReviewed { person, opened_by: WorkerId(id(4)), opened_at: moment(), finding: why() },
        P::Joined { kept: person, other: PersonId(id(3)), reason: why() },
        P::Parted { kept: person, other: PersonId(id(3)), reason: why() },
        P::ToldApart { person, other: PersonId(id(3)), reason: why() },
    ]
}

/// Fails to compile when a kind of entry is added, so that nobody forgets its sample.
fn person_has_a_sample(entry: &P) {
    match entry {
        P::Recorded { .. } | P::Named { .. } | P::BirthRecorded { .. } | P::Died { .. } | P::Identified { .. } => {}
        P::IdentifierGiven { .. } | P::Moved { .. } | P::MovedOut { .. } | P::AddressHidden { .. } => {}
        P::Reachable { .. } | P::NoLongerReachable { .. } | P::Related { .. } | P::RelationEnded { .. } => {}
        P::HazardNoted { .. } | P::HazardEnded { .. } | P::Involved { .. } | P::NoLongerInvolved { .. } => {}
        P::StoryTold { .. } | P::ViewsGiven { .. } | P::Restricted { .. } | P::Unrestricted { .. } => {}
        P::GlassBroken { .. } | P::GlassReviewed { .. } | P::Joined { .. } | P::Parted { .. } | P::ToldApart { .. } => {
        }
    }
}

fn answers() -> Vec<Given> {
    let given = |question: &str, child, answer| Given { asked: Asked { question: question.into(), child }, answer };
    let row: BTreeMap<String, String> = [("what".to_owned(), "Call the school".to_owned())].into();
    vec![
        given("words", None, Answer::Words("Quiet today. \"I'm fine\" 🙂".into())),
        given("code", Some(PersonId(id(1))), Answer::Code("6".into())),
        given("codes", None, Answer::Codes(vec!["3B".into(), "4B".into()])),
        given("day", None, Answer::Day(day())),
        given("moment", None, Answer::Moment(moment())),
        given("yes_no", None, Answer::YesNo(false)),
        given("number", None, Answer::Number(-3)),
        given("people", None, Answer::People(vec![PersonId(id(1))])),
        given("rows", None, Answer::Rows(vec![row])),
    ]
}

fn steps() -> Vec<S> {
    let (step, child) = (StepId(id(10)), PersonId(id(1)));
    let facts = || vec![Known { fact: Fact::Source, child: None, value: Answer::Code("6".into()) }];
    let why = || "because".to_owned();
    let started = Started {
        step,
        kind: StepKind::Assessment,
        form: Some(FormRef { slug: "assessment".into(), pack: "abc".into() }),
        children: vec![child],
        others: vec![PersonId(id(3))],
        owner: Some(WorkerId(id(4))),
        team: Some(TeamId(id(5))),
        opened_by: Some(StepId(id(11))),
        at: moment(),
        carried: facts(),
    };
    let decision = Decision {
        child,
        outcome: Outcome::CinPlan,
        instead_of: Some(Outcome::NoFurtherAction),
        level: Some("3".into()),
        harm_suspected: Some(false),
        category: None,
        rationale: why(),
        for_family: why(),
    };
    vec![
        S::Started(started),
        S::Answered { step, answers: answers(), facts: facts() },
        S::Submitted { step },
        S::Returned { step, reasons: why() },
        S::Decided { step, decisions: vec![decision] },
        S::Recorded { step },
        S::HandedOver { step },
        S::Acknowledged { step, note: why() },
        S::Cancelled { step, reason: why() },
        S::Corrected { step, reason: why(), answers: answers(), facts: facts() },
        S::Assigned { step, owner: Some(WorkerId(id(4))), team: None, reason: why() },
        S::LatenessExplained {
            step,
            lateness: Lateness { rule: "contact_decision".into(), child: Some(child), reason: why() },
        },
        S::PeopleChanged { step, children: vec![child], others: vec![] },
        S::EndedElsewhere { step, on: day() },
        S::EpisodeOpened { step, child, on: day(), nfa: false, need: Some("N1".into()), source: Some("6".into()) },
        S::EpisodeClosed { step, child, on: day(), reason: "RC7".into() },
        S::SeatKept { step, seat: seat() },
        S::SeatRemoved { step, seat: SeatId(id(20)), reason: why() },
        S::ActionKept { step, action: action() },
        S::CheckKept { step, check: check() },
        S::FactsFollowed { step, from: StepId(id(11)), facts: facts() },
        S::Ended { step, on: day(), reason: "eighteen".into(), words: why() },
    ]
}

fn seat() -> Seat {
    Seat {
        role: "Health visitor".into(),
        person: Some(PersonId(id(3))),
        invited_on: Some(day()),
        part: Some(Part::Apologies),
        why_not: "On leave".into(),
        report: Some(Report { received_on: Some(day()), shared_on: Some(day()) }),
        view: Some(View { agrees: false, words: "Too soon".into() }),
        feedback: Some(Feedback {
            report: Some(Grade::Good),
            participation: Some(Grade::Inadequate),
            words: "Clear".into(),
            sent_on: Some(day()),
        }),
        ..Seat::new(SeatId(id(20)), Agency::Health, "Ms Reed")
    }
}

fn action() -> Agreed {
    Agreed {
        id: AgreedId(id(21)),
        what: "Examine Zainab".into(),
        who: "Dr Osei".into(),
        worker: Some(WorkerId(id(4))),
        due: moment(),
        child: Some(PersonId(id(1))),
        follows_up: Some(SeatId(id(20))),
        standing: Standing::Done { on: day(), result: "No injury".into() },
    }
}

fn check() -> Check {
    Check {
        id: CheckId(id(22)),
        agency: Agency::Gp,
        person: "Dr Osei".into(),
        asked_on: Some(day()),
        answered_on: Some(day()),
        information: "Nothing of concern".into(),
        why_not: "Late".into(),
    }
}

fn step_has_a_sample(entry: &S) {
    match entry {
        S::Started(_) | S::Answered { .. } | S::Submitted { .. } | S::Returned { .. } | S::Decided { .. } => {}
        S::Recorded { .. } | S::HandedOver { .. } | S::Acknowledged { .. } | S::Cancelled { .. } => {}
        S::Corrected { .. } | S::Assigned { .. } | S::LatenessExplained { .. } | S::PeopleChanged { .. } => {}
        S::EndedElsewhere { .. } | S::EpisodeOpened { .. } | S::EpisodeClosed { .. } => {}
        S::SeatKept { .. } | S::SeatRemoved { .. } | S::ActionKept { .. } | S::CheckKept { .. } => {}
        S::FactsFollowed { .. } | S::Ended { .. } => {}
    }
}

fn plans() -> Vec<L> {
    let (plan, outcome, action) = (StepId(id(10)), OutcomeId(id(12)), PlanActionId(id(13)));
    let why = || "because".to_owned();
    let wanted = Wanted {
        children: vec![PersonId(id(1))],
        risk: "Zainab misses school".into(),
        danger: "She falls behind and is alone".into(),
        change: "Zainab is in school each day".into(),
        measure: Measure {
            words: "The register".into(),
            scale: Scale::Number { unit: "days a week".into() },
            baseline: Some("2.5".parse().unwrap()),
            target: Some("5".parse().unwrap()),
        },
        by_when: Some(day()),
    };
    let named = Some(Doer::Named("Mum".into()));
    let task = Task { outcome, what: "Walk her there".into(), who: named, due: Some(day()) };
    let progress = Progress {
        outcome,
        on: day(),
        value: Some("4".parse().unwrap()),
        words: "A good fortnight".into(),
        meeting: Some(StepId(id(11))),
    };
    let contingency = Contingency { bottom_lines: "Nobody hits".into(), contingency: "Grandma fetches them".into() };
    vec![
        L::OutcomeSet { plan, outcome, wanted, reason: why() },
        L::OutcomeEnded { plan, outcome, ended: Ended { how: Ending::GivenUp, on: day(), why: why() } },
        L::OutcomeResumed { plan, outcome, reason: why() },
        L::ActionSet { plan, action, task, reason: why() },
        L::ActionDone { plan, action, on: day(), words: why() },
        L::ActionDropped { plan, action, reason: why() },
        L::ActionReopened { plan, action, reason: why() },
        L::ProgressNoted { plan, progress },
        L::ContingencySet { plan, contingency, reason: why() },
    ]
}

fn plan_has_a_sample(entry: &L) {
    match entry {
        L::OutcomeSet { .. } | L::OutcomeEnded { .. } | L::OutcomeResumed { .. } | L::ActionSet { .. } => {}
        L::ActionDone { .. } | L::ActionDropped { .. } | L::ActionReopened { .. } => {}
        L::ProgressNoted { .. } | L::ContingencySet { .. } => {}
    }
}

/// A plan written with all that may be left out is left out, and a worker who does it.
#[test]
fn a_bare_plan_reads_too() {
    let bare = r#"{"plan":{"outcome_set":{"plan":"00000000-0000-0000-0000-00000000000a","outcome":"00000000-0000-0000-0000-00000000000c",
        "wanted":{"children":[],"change":"x","measure":{"scale":"zero_to_ten"}}}}}"#;
    let body = format!("{{\"entry\":{bare}}}");
    assert!(matches!(read_body(BODY_VERSION, &body), Ok((Entry::Plan(L::OutcomeSet { .. }), None))));
    let doer = serde_json::to_string(&Doer::Worker(WorkerId(id(4)))).unwrap();
    assert_eq!(doer, r#"{"worker":"00000000-0000-0000-0000-000000000004"}"#);
}

fn others() -> Vec<Entry> {
    let (child, worker, team) = (PersonId(id(1)), WorkerId(id(4)), TeamId(id(5)));
    let (name, reason) = (|| "Ada Nwosu".to_owned(), || "because".to_owned());
    let registration = || Some(Registration { number: "SW1234".into(), expires: day() });
    let roles = || vec![Role::SocialWorker, Role::TeamManager];
    let document = DocumentId(id(6));
    let caseload = vec![
        C::TeamFormed { team, name: "Planning 1".into() },
        C::WorkerJoined { worker, name: name(), roles: roles(), team: Some(team), registration: registration() },
        C::WorkerChanged { worker, name: name(), roles: roles(), team: None, registration: None },
        C::WorkerLeft { worker, on: day() },
        C::WorkerElsewhere { worker, name: name(), council: "Westmoor".into() },
        C::Allocated { child, worker, team: Some(team), on: day(), reason: reason() },
        C::AwaitsAllocation { child, team, on: day(), reason: reason() },
        C::AllocationEnded { child, on: day(), reason: reason() },
    ];
    let documents = vec![
        D::Filed {
            document,
            people: vec![child],
            step: Some(StepId(id(10))),
            title: "School report".into(),
            media_type: "application/pdf".into(),
            bytes: 7,
            sha256: "ab".into(),
            audience: Audience::Professional,
        },
        D::Superseded { document, by: DocumentId(id(7)), people: vec![child], reason: reason() },
    ];
    let practice = vec![
        R::CouncilNamed { name: "Seaborough".into(), code: "999".into() },
        R::PackAdopted { hash: "abc".into(), from: day() },
        R::ClosedDay { day: day(), why: "Mayor's day".into() },
        R::FileImported {
            import: ImportId(id(8)),
            what: "CIN census".into(),
            sha256: "ab".into(),
            taken: 3,
            refused: 1,
        },
    ];
    caseload.iter().for_each(|entry| match entry {
        C::TeamFormed { .. } | C::WorkerJoined { .. } | C::WorkerChanged { .. } | C::WorkerLeft { .. } => {}
        C::WorkerElsewhere { .. } => {}
        C::Allocated { .. } | C::AwaitsAllocation { .. } | C::AllocationEnded { .. } => {}
    });
    documents.iter().for_each(|entry| match entry {
        D::Filed { .. } | D::Superseded { .. } => {}
    });
    practice.iter().for_each(|entry| match entry {
        R::CouncilNamed { .. } | R::PackAdopted { .. } | R::ClosedDay { .. } | R::FileImported { .. } => {}
    });
    let caseload = caseload.into_iter().map(Entry::Caseload);
    caseload
        .chain(documents.into_iter().map(Entry::Document))
        .chain(practice.into_iter().map(Entry::Practice))
        .collect()
}

fn transfers() -> Vec<T> {
    let (transfer, team, worker) = (TransferId(id(20)), TeamId(id(5)), Some(WorkerId(id(4))));
    let (why, handover) = (|| "because".to_owned(), || Handover { risks: "None known".into(), ..Handover::default() });
    let proposed = Proposed {
        transfer,
        kind: TransferKind::StepDown,
        children: vec![PersonId(id(1))],
        from: Side { team, worker },
        to: Side { team: TeamId(id(6)), worker: None },
        on: day(),
        reason: why(),
        handover: handover(),
    };
    let entries = vec![
        T::Proposed(proposed),
        T::HandoverRewritten { transfer, handover: handover() },
        T::Agreed { transfer },
        T::Accepted { transfer, worker, note: why() },
        T::Returned { transfer, reason: why() },
        T::Withdrawn { transfer, reason: why() },
    ];
    entries.iter().for_each(|entry| match entry {
        T::Proposed(_) | T::HandoverRewritten { .. } | T::Agreed { .. } => {}
        T::Accepted { .. } | T::Returned { .. } | T::Withdrawn { .. } => {}
    });
    entries
}

fn packs() -> Vec<K> {
    let (pack, key, why) = (PackId(id(30)), || "ab".to_owned(), || "because".to_owned());
    let children = || vec![PersonId(id(1))];
    let prepared = Prepared {
        pack,
        children: children(),
        to: key(),
        moves_on: day(),
        reason: why(),
        cleared: vec![Audience::ThirdParty],
        cleared_why: why(),
    };
    let received = Received {
        pack,
        from: key(),
        children: children(),
        import: ImportId(id(8)),
        sha256: "cd".into(),
        notified: moment(),
        entries: 7,
        documents: 1,
    };
    let entries = vec![
        K::CouncilEntered {
            key: key(),
            council: "Westmoor".into(),
            code: "998".into(),
            public: "kith-key-1:ab".into(),
        },
        K::CouncilConfirmed { key: key(), how: "By telephone, with their administrator".into() },
        K::CouncilRemoved { key: key(), reason: why() },
        K::Prepared(prepared),
        K::Released {
            pack,
            children: children(),
            reason: why(),
            sha256: "cd".into(),
            bytes: 9,
            entries: 7,
            documents: 1,
        },
        K::Withdrawn { pack, children: children(), reason: why() },
        K::Received(received),
        K::Acknowledged {
            pack,
            children: children(),
            by: "Maya Stone".into(),
            role: Role::TeamManager,
            at: moment(),
            note: why(),
            sha256: "ef".into(),
        },
    ];
    entries.iter().for_each(|entry| match entry {
        K::CouncilEntered { .. } | K::CouncilConfirmed { .. } | K::CouncilRemoved { .. } | K::Prepared(_) => {}
        K::Released { .. } | K::Withdrawn { .. } | K::Received(_) | K::Acknowledged { .. } => {}
    });
    entries
}

#[test]
fn an_entry_from_another_council_keeps_who_recorded_it_there() {
    let there = There { entry: EntryId(id(40)), by: WorkerId(id(41)), role: Role::SocialWorker, at: moment() };
    let origin = Origin { import: ImportId(id(8)), from: "Westmoor".into(), line: 3, there: Some(there) };
    let body = write_body(&Entry::Person(P::Died { person: PersonId(id(1)), on: day() }), Some(&origin)).unwrap();
    let file = folder().join("origin.there.v1.json");
    if std::env::var("KITH_GOLDEN").is_ok_and(|value| value == "write") && !file.exists() {
        std::fs::write(&file, format!("{body}\n")).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap();
    assert_eq!(kept.trim_end(), body);
    assert_eq!(read_body(1, &kept).unwrap().1, Some(origin));
}

fn samples() -> Vec<Entry> {
    let (people, steps) = (people(), steps());
    people.iter().for_each(person_has_a_sample);
    steps.iter().for_each(step_has_a_sample);
    let plans = plans();
    plans.iter().for_each(plan_has_a_sample);
    people
        .into_iter()
        .map(Entry::Person)
        .chain(steps.into_iter().map(Entry::Step))
        .chain(plans.into_iter().map(Entry::Plan))
        .chain(others())
        .chain(transfers().into_iter().map(Entry::Transfer))
        .chain(packs().into_iter().map(Entry::Pack))
        .collect()
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

#[test]
fn every_shape_ever_written_still_reads_as_it_was_meant() {
    let origin = Origin { import: ImportId(id(8)), from: "CIN census 2025-26".into(), line: 12, there: None };
    let write = std::env::var("KITH_GOLDEN").is_ok_and(|value| value == "write");
    let mut kinds = BTreeSet::new();
    for entry in samples() {
        let file = folder().join(format!("{}.v{BODY_VERSION}.json", entry.kind()));
        let body = write_body(&entry, Some(&origin)).unwrap();
        if write && !file.exists() {
            std::fs::write(&file, format!("{body}\n")).unwrap();
        }
        let kept = std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("no golden file for {}", entry.kind()));
        assert_eq!(kept.trim_end(), body, "{} is written in another shape than before", entry.kind());
        assert_eq!(read_body(BODY_VERSION, &kept).unwrap(), (entry.clone(), Some(origin.clone())));
        assert!(kinds.insert(entry.kind()), "{} has two samples", entry.kind());
    }
}

#[test]
fn a_version_from_the_future_is_refused_by_number() {
    assert!(read_body(99, "{}").unwrap_err().to_string().contains("99"));
}

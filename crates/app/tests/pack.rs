//! A child's record goes to another council: sealed, signed, received, acknowledged. Two councils, each on its own database.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use app::command::{Command, Rejected};
use app::document::keys;
use app::pack::send::{self, Asked, SendError};
use app::pack::take::{self, TakeError, Taken, Taking, Whose};
use app::pack::{councils, queries, receipt};
use app::reader::Viewer;
use app::testing::family::{Family, NOTE, family, send as post, start};
use app::testing::{Town, each_two_towns, worker};
use law::document::{Audience, DocumentEntry};
use law::id::{CommandId, DocumentId, FactId, PackId, PersonId, StepId};
use law::journal::{Author, Happening};
use law::people::{Address, Birth, Identity, Name, PersonEntry, Relation};
use law::role::Role;
use law::step::act::Refusal;
use law::step::{Started, StepEntry, StepKind};
use std::collections::BTreeMap;
use std::io::Cursor;
use uuid::Uuid;

fn viewer(town: &Town, role: Role) -> Viewer {
    let (id, at) = (worker(role), town.now());
    let found = town.council.db.read_now(move |conn| app::caseload::queries::worker(conn, id)).unwrap().unwrap();
    Viewer { actor: found.actor(at.day()), at }
}

fn command(town: &Town, role: Role) -> Command {
    let author = Author { worker: worker(role), role };
    Command { id: CommandId(town.council.dice.id(town.now())), author, at: town.now() }
}

/// Each council enters the other's key, and a second person confirms it.
fn exchange_keys(one: &Town, other: &Town) {
    for (here, there, name, code) in [(one, other, "Westmoor", "998"), (other, one, "Seaborough", "999")] {
        let own = here.council.keys.as_ref().unwrap().public().clone();
        let public = there.council.keys.as_ref().unwrap().public().to_string();
        let actor = viewer(here, Role::Administrator).actor;
        here.happens(Role::Administrator, move |conn| councils::enter(conn, &actor, &own, (name, code, &public)))
            .unwrap();
        let key = there.council.keys.as_ref().unwrap().public().fingerprint().hex();
        let (actor, again) = (viewer(here, Role::Administrator).actor, key.clone());
        let refused =
            here.happens(Role::Administrator, move |conn| councils::confirm(conn, &actor, &again, "By telephone"));
        assert!(matches!(refused, Err(Rejected::Refused(Refusal::MayNot(_)))), "the same person confirmed");
        let actor = viewer(here, Role::DataProtectionOfficer).actor;
        here.happens(Role::DataProtectionOfficer, move |conn| {
            councils::confirm(conn, &actor, &key, "Read out by telephone to their switchboard’s number")
        })
        .unwrap();
    }
}

/// A family with a note, a protected address, a restricted brother, and two documents of which one is the police's.
struct Case {
    family: Family,
    restricted: PersonId,
    feared: PersonId,
    letter: DocumentId,
    note: String,
}

fn case(town: &Town) -> Case {
    let family = family(town, 2);
    let own = town.as_a(Role::SocialWorker);
    let note = start(&own, &family, "case_note");
    let written: Vec<_> = NOTE.iter().copied().chain([("then", "finish")]).collect();
    assert!(post(&own, &note, &written).status.is_redirection());
    let day = town.now().day();
    let (feared, restricted) = (PersonId(Uuid::from_u128(7001)), PersonId(Uuid::from_u128(7002)));
    let entered = |person, given: &str, family: &str| {
        let name = Name { given: given.into(), family: family.into() };
        PersonEntry::Recorded { person, name, birth: Birth::Born(day.plus_months(-200)), identity: Identity::default() }
    };
    let related = |n, person, relation, to| PersonEntry::Related {
        fact: FactId(Uuid::from_u128(n)),
        person,
        relation,
        to,
        responsibility: false,
        since: None,
    };
    let moved = PersonEntry::Moved {
        person: family.child(),
        fact: FactId(Uuid::from_u128(7010)),
        address: Address { lines: "9 Hidden Lane".into(), postcode: "ZZ9 9ZZ".into(), ward: String::new() },
        from: day,
        hidden_from: vec![feared],
    };
    let barred = |person| PersonEntry::Restricted {
        person,
        reason: "A relative works here".into(),
        may_open: vec![worker(Role::Director)],
        review_on: day.plus_days(90),
    };
    let mut entries: Vec<Happening> = [
        entered(feared, "Tariq", "Sable"),
        entered(restricted, "Hassan", "Quietname"),
        related(7011, restricted, Relation::Sibling, family.child()),
        barred(restricted),
        barred(feared),
        moved,
    ]
    .into_iter()
    .map(|entry| Happening::of(entry, day))
    .collect();
    let letter =
        file(town, &family, 7020, "School report", b"Zainab reads well.", Audience::Professional, &mut entries);
    file(town, &family, 7021, "Police log", b"Intelligence", Audience::PoliceSensitive, &mut entries);
    town.happens(Role::TeamManager, move |_| Ok(entries)).unwrap();
    Case { family, restricted, feared, letter, note }
}

fn file(
    town: &Town,
    family: &Family,
    n: u128,
    title: &str,
    bytes: &[u8],
    audience: Audience,
    entries: &mut Vec<Happening>,
) -> DocumentId {
    let document = DocumentId(Uuid::from_u128(n));
    let stored = town.council.documents.put(&document.to_string(), &mut &*bytes, 1 << 20).unwrap();
    let key = stored.wrapped_key.clone();
    town.council.db.write_now(move |conn| keys::keep(conn, document, &key)).unwrap();
    let filed = DocumentEntry::Filed {
        document,
        people: vec![family.child()],
        step: None,
        title: title.into(),
        media_type: "text/plain".into(),
        bytes: stored.bytes,
        sha256: stored.sha256,
        audience,
    };
    entries.push(Happening::of(filed, town.now().day()));
    document
}

fn asked(to: &Town, children: &[PersonId]) -> Asked {
    Asked {
        pack: PackId(Uuid::from_u128(8001)),
        children: children.to_vec(),
        to: to.council.keys.as_ref().unwrap().public().fingerprint().hex(),
        moves_on: Some("2026-11-27".parse().unwrap()),
        reason: "The family has moved to Westmoor".into(),
        cleared: Vec::new(),
        cleared_why: String::new(),
    }
}

/// Prepared by business support, released by a manager: the sealed letter.
fn sent(from: &Town, asked: Asked) -> Vec<u8> {
    let (pack, support) = (asked.pack, viewer(from, Role::BusinessSupport));
    for child in asked.children.clone() {
        let day = from.now().day();
        let given = move |conn: &mut store::Conn| {
            app::reasons::give(conn, worker(Role::BusinessSupport), child, day, "Transfer")
        };
        from.council.db.write_now(given).unwrap();
    }
    from.happens(Role::BusinessSupport, move |conn| send::prepare(conn, &support, asked)).unwrap();
    let manager = viewer(from, Role::TeamManager);
    send::release(&from.council, &manager, command(from, Role::TeamManager), pack, "Checked against the plan").unwrap();
    send::letter(&from.council, &manager, pack).unwrap()
}

fn taking() -> Taking {
    Taking { whose: BTreeMap::new(), notified: Some("2026-11-23T09:00:00Z".parse().unwrap()), team: None }
}

fn took(at: &Town, letter: &[u8], taking: Taking) -> Result<Taken, TakeError> {
    let manager = viewer(at, Role::TeamManager);
    take::take(&at.council, &manager, command(at, Role::TeamManager), &mut Cursor::new(letter), taking)
}

/// Where the journal ends, and how many files are kept.
fn mark(town: &Town) -> (i64, usize) {
    let head = town.council.db.read_now(store::journal::head).unwrap().seq;
    let shelves = std::fs::read_dir(town.documents_folder()).unwrap();
    let files = shelves.map(|shelf| std::fs::read_dir(shelf.unwrap().path()).map_or(0, Iterator::count)).sum();
    (head, files)
}

#[test]
fn a_record_goes_to_another_council_and_its_receipt_comes_back() {
    each_two_towns(|sea, west| {
        exchange_keys(sea, west);
        let case = case(sea);
        let letter = sent(sea, asked(west, &case.family.children));
        let plain = String::from_utf8_lossy(&letter);
        assert!(!plain.contains("Zainab") && !plain.contains("Hidden Lane"));

        let taken = took(west, &letter, taking()).unwrap();
        assert!(!taken.already && taken.entries >= 10, "{taken:?}");
        let manager = west.as_a(Role::TeamManager);
        let page = manager.get(&format!("/person/{}", case.family.child()));
        page.must_say("Zainab Karim").must_say("Amara Karim").must_say("Record received from Seaborough");
        let contact = manager.get(&format!("/step/{}", taken.started[0]));
        contact.must_say("Zainab").must_say("Idris");
        let timeline = manager.get(&format!("/person/{}/timeline", case.family.child()));
        timeline
            .must_say("Case note")
            .must_say("Document: School report")
            .must_say("Document: Transfer summary from Seaborough");
        assert!(!timeline.says("Police log"));
        // The note reads as its writer saw it, on the form that they wrote it on, under their name and their day.
        let note = manager.get(&case.note);
        note.must_say("Zainab told her teacher “I don’t want to go home”").must_say("Social worker One");
        let report = case.letter;
        let bytes = west.council.db.read_now(move |conn| keys::find(conn, report)).unwrap().unwrap();
        let bytes = west.council.documents.get(&report.to_string(), &bytes).unwrap();
        assert_eq!(bytes, b"Zainab reads well.");

        // The receipt comes back, once or twice: the record says when and by whom; the case does not close by itself.
        let pack = PackId(Uuid::from_u128(8001));
        let back =
            receipt::write(&west.council, &viewer(west, Role::TeamManager), pack, "Conference on 9 December").unwrap();
        for _ in 0..2 {
            let support = viewer(sea, Role::BusinessSupport);
            let run = command(sea, Role::BusinessSupport);
            receipt::acknowledge(&sea.council, &support, run, &mut Cursor::new(&back)).unwrap();
        }
        let row = sea.council.db.read_now(move |conn| queries::find_out(conn, pack)).unwrap().unwrap();
        assert_eq!((row.state.as_str(), row.acknowledged_by.as_deref()), ("acknowledged", Some("Team manager One")));
        let page = sea.as_a(Role::TeamManager).get(&format!("/person/{}/timeline", case.family.child()));
        page.must_say("Westmoor has received the record: acknowledged by Team manager One");
        sea.as_a(Role::SocialWorker).get("/").must_say("Zainab Karim");
        sea.verify();
        west.verify();
    });
}

#[test]
fn a_pack_taken_in_twice_changes_nothing_the_second_time() {
    each_two_towns(|sea, west| {
        exchange_keys(sea, west);
        let case = case(sea);
        let letter = sent(sea, asked(west, &case.family.children));
        took(west, &letter, taking()).unwrap();
        let before = mark(west);
        assert!(took(west, &letter, taking()).unwrap().already);
        assert_eq!(mark(west), before);
        west.verify();
    });
}

#[test]
fn one_altered_byte_anywhere_is_refused_and_nothing_is_half_done() {
    each_two_towns(|sea, west| {
        exchange_keys(sea, west);
        let case = case(sea);
        let letter = sent(sea, asked(west, &case.family.children));
        let before = mark(west);
        for at in (0..letter.len()).step_by(letter.len() / 60).chain([0, 9, 13, 20, letter.len() - 1]) {
            let mut altered = letter.clone();
            altered[at] ^= 1;
            assert!(matches!(took(west, &altered, taking()), Err(TakeError::Letter(_))), "byte {at}");
        }
        for cut in [0, 100, letter.len() / 2, letter.len() - 1] {
            assert!(matches!(took(west, &letter[..cut], taking()), Err(TakeError::Letter(_))), "cut at {cut}");
        }
        assert_eq!(mark(west), before);
        west.verify();
        took(west, &letter, taking()).unwrap();
    });
}

#[test]
fn who_is_restricted_stays_out_and_who_is_feared_is_named_and_no_more() {
    each_two_towns(|sea, west| {
        exchange_keys(sea, west);
        let case = case(sea);
        let letter = sent(sea, asked(west, &case.family.children));
        let looked = take::look(&west.council, &viewer(west, Role::TeamManager), &mut Cursor::new(&letter)).unwrap();
        let words = format!("{:?}", looked.content);
        assert!(!words.contains("Quietname") && !words.contains(&case.restricted.to_string()));
        assert!(words.contains("Tariq") && !words.contains("A relative works here"));
        assert!(looked.content.manifest.summary.contains("PROTECTED ADDRESS, hidden from: Tariq Sable"));
        assert_eq!((looked.content.manifest.held_back, looked.content.documents.len()), (1, 1));
        took(west, &letter, taking()).unwrap();
        let page = west.as_a(Role::TeamManager).get(&format!("/person/{}", case.family.child()));
        page.must_say("Tariq Sable");
        let feared = case.feared;
        let count = west.council.db.read_now(move |conn| {
            store::journal::of_person(conn, &[feared.to_string()], 50, None).map(|entries| entries.len())
        });
        assert_eq!(count.unwrap(), 1, "more than the name came with it");
        west.verify();
    });
}

#[test]
fn what_the_police_hold_back_goes_only_when_somebody_cleared_it_with_a_reason() {
    each_two_towns(|sea, west| {
        exchange_keys(sea, west);
        let case = case(sea);
        let cleared = Asked {
            cleared: vec![Audience::PoliceSensitive],
            cleared_why: "DI Hall agreed on 20 November".into(),
            ..asked(west, &case.family.children)
        };
        let letter = sent(sea, cleared);
        let looked = take::look(&west.council, &viewer(west, Role::TeamManager), &mut Cursor::new(&letter)).unwrap();
        assert_eq!((looked.content.manifest.held_back, looked.content.documents.len()), (0, 2));
    });
}

#[test]
fn one_person_prepares_and_another_releases_and_only_managers_receive() {
    each_two_towns(|sea, west| {
        exchange_keys(sea, west);
        let case = case(sea);
        let (wanted, manager) = (asked(west, &case.family.children), viewer(sea, Role::TeamManager));
        let (pack, preparer) = (wanted.pack, manager.clone());
        sea.happens(Role::TeamManager, move |conn| send::prepare(conn, &preparer, wanted)).unwrap();
        let refused = send::release(&sea.council, &manager, command(sea, Role::TeamManager), pack, "Checked");
        assert!(matches!(refused, Err(SendError::Rejected(Rejected::Refused(Refusal::MayNot(_))))), "{refused:?}");
        let another = viewer(sea, Role::ServiceManager);
        send::release(&sea.council, &another, command(sea, Role::ServiceManager), pack, "Checked").unwrap();
        let letter = send::letter(&sea.council, &another, pack).unwrap();
        let worker_ = viewer(west, Role::SocialWorker);
        let run = command(west, Role::SocialWorker);
        let refused = take::take(&west.council, &worker_, run, &mut Cursor::new(&letter), taking());
        assert!(matches!(refused, Err(TakeError::Rejected(Rejected::Refused(Refusal::MayNot(_))))));
        // Neither council believes a key that nobody confirmed.
        let key = sea.council.keys.as_ref().unwrap().public().fingerprint().hex();
        let actor = viewer(west, Role::Administrator).actor;
        west.happens(Role::Administrator, move |conn| councils::remove(conn, &actor, &key, "Their machine was stolen"))
            .unwrap();
        let refused = took(west, &letter, taking()).unwrap_err();
        assert!(refused.to_string().contains("not among the councils confirmed here"), "{refused}");
    });
}

#[test]
fn a_child_on_a_protection_plan_starts_the_transfer_in_conference_clock() {
    each_two_towns(|sea, west| {
        exchange_keys(sea, west);
        let case = case(sea);
        let child = case.family.child();
        let (now, day) = (sea.now(), sea.now().day());
        let plan = Started {
            step: StepId(Uuid::from_u128(7100)),
            kind: StepKind::ProtectionPlan,
            form: None,
            children: vec![child],
            others: Vec::new(),
            owner: Some(worker(Role::SocialWorker)),
            team: Some(sea.planning),
            opened_by: None,
            at: now,
            carried: Vec::new(),
        };
        sea.happens(Role::TeamManager, move |_| Ok(vec![Happening::of(StepEntry::Started(plan), day)])).unwrap();
        let letter = sent(sea, asked(west, &case.family.children));
        let notified = Some("2026-11-20T09:00:00Z".parse().unwrap());
        let taken = took(west, &letter, Taking { notified, ..taking() }).unwrap();
        // One conference for the child on a plan, one contact for the other; 15 working days from the notification.
        assert_eq!(taken.started.len(), 2, "{taken:?}");
        let clocks = west.council.db.read_now(|conn| {
            let rows = conn.query(
                store::sql!("SELECT c.due_on FROM clock c WHERE c.rule = 'transfer_in_conference' AND c.running = 1"),
                &[],
            )?;
            rows.iter().map(|row| row.get::<String>("due_on")).collect::<Result<Vec<_>, _>>()
        });
        assert_eq!(clocks.unwrap(), ["2026-12-11"]);
        // What was open there has ended there: it is no open work here.
        let plan = west.as_a(Role::TeamManager).get(&format!("/step/{}", Uuid::from_u128(7100)));
        plan.must_say("Ended in an earlier system on 23 November 2026");
        west.verify();
    });
}

#[test]
fn somebody_who_may_be_known_here_is_never_matched_silently() {
    each_two_towns(|sea, west| {
        exchange_keys(sea, west);
        let case = case(sea);
        let (here, day) = (PersonId(Uuid::from_u128(9100)), west.now().day());
        let name = Name { given: "Zainab".into(), family: "Karim".into() };
        let born = Birth::Born(sea.now().day().plus_months(-12 * 9));
        let known = PersonEntry::Recorded { person: here, name, birth: born, identity: Identity::default() };
        west.happens(Role::TeamManager, move |_| Ok(vec![Happening::of(known, day)])).unwrap();
        let letter = sent(sea, asked(west, &case.family.children));
        let before = mark(west);
        let refused = took(west, &letter, taking()).unwrap_err();
        let TakeError::Rejected(Rejected::Refused(Refusal::Fix(problems))) = refused else { panic!("{refused}") };
        assert_eq!(problems[0].field, format!("whose-{}", case.family.child()));
        assert_eq!(mark(west), before);
        let looked = take::look(&west.council, &viewer(west, Role::TeamManager), &mut Cursor::new(&letter)).unwrap();
        let mut whose: BTreeMap<_, _> = looked.doubtful.iter().map(|(one, _)| (one.person, Whose::New)).collect();
        whose.insert(case.family.child(), Whose::Same(here));
        took(west, &letter, Taking { whose, ..taking() }).unwrap();
        let page = west.as_a(Role::TeamManager).get(&format!("/person/{here}/timeline"));
        page.must_say("Case note").must_say("Record received from Seaborough");
        west.verify();
    });
}

#[test]
fn a_child_who_comes_back_brings_only_what_is_new() {
    each_two_towns(|sea, west| {
        exchange_keys(sea, west);
        let case = case(sea);
        took(west, &sent(sea, asked(west, &case.family.children)), taking()).unwrap();
        let (children, day) = (case.family.children.clone(), west.now().day());
        let hazard = PersonEntry::HazardNoted {
            person: children[0],
            fact: FactId(Uuid::from_u128(7200)),
            words: "A dog in the yard".into(),
        };
        west.happens(Role::TeamManager, move |_| Ok(vec![Happening::of(hazard, day)])).unwrap();
        let back = Asked { pack: PackId(Uuid::from_u128(8002)), ..asked(sea, &children) };
        let taken = took(sea, &sent(west, back), taking()).unwrap();
        let page = sea.as_a(Role::TeamManager).get(&format!("/person/{}", children[0]));
        page.must_say("A dog in the yard");
        assert!(taken.entries < 8, "{taken:?}");
        sea.verify();
        west.verify();
    });
}

//! Transfer between teams over HTTP: both sides agree, nobody is without a team at any moment, and what waits is seen.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use app::testing::family::{NOTE, family, send, start};
use app::testing::{Browser, Town, each_town, hidden, worker};
use axum::http::StatusCode;
use law::caseload::{CaseloadEntry, Registration};
use law::id::{FactId, PersonId, TeamId, WorkerId};
use law::journal::Happening;
use law::people::{Address, PersonEntry};
use law::role::Role;
use uuid::Uuid;

const EARLY_HELP: u128 = 3;

/// A second team with a manager and a worker of its own; the roles' own workers stay where the town puts them.
fn second_team(town: &Town) -> (WorkerId, WorkerId) {
    let (manager, practitioner) = (WorkerId(Uuid::from_u128(501)), WorkerId(Uuid::from_u128(502)));
    let day = town.now().day();
    let team = TeamId(Uuid::from_u128(EARLY_HELP));
    let joins = |worker, name: &str, role, registration| {
        let entry = CaseloadEntry::WorkerJoined {
            worker,
            name: name.to_owned(),
            roles: vec![role],
            team: Some(team),
            registration,
        };
        Happening::of(entry, day)
    };
    let registered = Registration { number: "SW54321".to_owned(), expires: day.plus_months(6) };
    let entries = vec![
        Happening::of(CaseloadEntry::TeamFormed { team, name: "Early help team".to_owned() }, day),
        joins(manager, "Maya Stone", Role::TeamManager, None),
        joins(practitioner, "Owen Reeve", Role::SocialWorker, Some(registered)),
    ];
    town.happens(Role::Administrator, move |_| Ok(entries)).unwrap();
    (manager, practitioner)
}

fn fields<'a>(kind: &'a str, team: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("kind", kind),
        ("team", team),
        ("on", "30 11 2026"),
        ("reason", "The parents ask for help with routines and no longer need a social worker"),
        ("part-risks", "No hazard is recorded. Mother was assaulted by her former partner in May."),
        ("part-open_work", "Case note begun today"),
        ("part-next", "Visit on Friday; team around the child on 4 December"),
    ]
}

/// Proposes for one child, as the child's worker.
fn propose(browser: &Browser<'_>, child: PersonId, more: &[(&str, &str)]) -> String {
    let team = TeamId(Uuid::from_u128(EARLY_HELP)).to_string();
    let page = format!("/person/{child}/transfer");
    let mut all = fields("step_down", &team);
    all.extend(more);
    browser.post(&page, &page, &all).goes_to("/transfer/")
}

#[test]
fn a_step_down_is_proposed_agreed_and_accepted_and_everything_moves_at_once() {
    each_town(|town| {
        let (manager, practitioner) = second_team(town);
        let family = family(town, 2);
        let worker_ = town.as_a(Role::SocialWorker);
        let note = start(&worker_, &family, "case_note");
        let page = worker_.get(&format!("/person/{}/transfer", family.child()));
        page.must_say("Your team stays responsible").must_say("Case note, begun 23 Nov 2026");
        let (child, other) = (family.child(), family.children[1].to_string());
        let at = propose(&worker_, child, &[("with", &other)]);

        // The worker's own manager agrees first; the receiving manager cannot answer before.
        worker_.get(&at).must_say("Waiting for the giving team’s manager").must_say("Responsible now Planning team 1");
        let receiving = town.as_worker(manager);
        let early = receiving.post(&at, &format!("{at}/accept"), &[("worker", &practitioner.to_string())]);
        assert_eq!(early.status, StatusCode::FORBIDDEN, "{}", early.text());
        let own = town.as_a(Role::TeamManager);
        own.get("/").must_say("1 for your team’s manager to agree");
        own.post(&at, &format!("{at}/agree"), &[]).goes_to(&at);
        worker_.get("/").must_say("1 with another team");

        // On the receiving manager's day and board it waits, with its clock; the children are still the giving team's.
        receiving.get("/").must_say("1 for your team to answer");
        receiving.get("/team").must_say("1 for your team to answer");
        let shown = receiving.get("/transfers");
        shown.must_say("Transfer between teams answered: Mon 30 November, in 5 working days");
        let open = receiving.get(&at);
        open.must_say("Visit on Friday; team around the child on 4 December").must_say("Case note");
        let back = receiving.post(&at, &format!("{at}/accept"), &[("worker", &worker(Role::SocialWorker).to_string())]);
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        back.must_say("Choose a worker of the receiving team");
        receiving
            .post(&at, &format!("{at}/accept"), &[("worker", &practitioner.to_string()), ("note", "We know them")])
            .goes_to(&at);
        receiving.get(&at).must_say("by Maya Stone: “We know them”").must_say("Responsible now Early help team");

        // Allocation and open work passed together, with the history kept; early help is open for both.
        let theirs = town.as_worker(practitioner);
        let day = theirs.get("/");
        day.must_say("Zainab Karim").must_say("Idris Karim").must_say("Early help");
        let id = note.trim_start_matches("/step/").parse().unwrap();
        let moved = town.council.db.read_now(move |conn| app::step::commands::find(conn, id)).unwrap();
        assert_eq!((moved.owner, moved.team), (Some(practitioner), Some(TeamId(Uuid::from_u128(EARLY_HELP)))));
        let spells = theirs.get(&format!("/person/{child}/allocation"));
        spells
            .must_say("Owen Reeve")
            .must_say("Social worker One")
            .must_say("Step down to early help: The parents ask");
        theirs.get(&note).must_say("Zainab");
        theirs.get(&format!("/person/{child}")).must_say("Transfer accepted by Early help team");
        assert!(!town.as_a(Role::SocialWorker).get("/").says("Zainab Karim, 9 Case note"));
        town.verify();
    });
}

#[test]
fn a_transfer_returned_comes_back_with_its_reason_and_nothing_has_moved() {
    each_town(|town| {
        let (manager, _) = second_team(town);
        let family = family(town, 2);
        // A manager of the giving team proposes: no second agreement is needed on that side.
        let own = town.as_a(Role::TeamManager);
        let at = propose(&own, family.child(), &[]);
        own.get(&at).must_say("Waiting for the receiving team’s manager");
        let twice = own.get(&format!("/person/{}/transfer", family.child()));
        twice.must_say("is on a transfer that is open");
        let receiving = town.as_worker(manager);
        let empty = receiving.post(&at, &format!("{at}/return"), &[("reason", " ")]);
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.must_say("Say what must change");
        receiving.post(&at, &format!("{at}/return"), &[("reason", "The assessment is not finished")]).goes_to(&at);
        own.get("/").must_say("Returned last");
        own.get("/transfers").must_say("Returned: “The assessment is not finished”");
        town.as_a(Role::SocialWorker).get("/").must_say("Zainab Karim").must_say("Idris Karim");
        own.get(&format!("/person/{}/allocation", family.child())).must_say("Who Zainab has been with: 1");
        // It can be proposed again, and withdrawn.
        let again = propose(&own, family.child(), &[]);
        own.post(&again, &format!("{again}/withdraw"), &[("reason", "The family stays with us")]).goes_to(&again);
        let late = receiving.post(&again, &format!("{again}/return"), &[("reason", "Too late")]);
        assert_eq!(late.status, StatusCode::FORBIDDEN);
        town.verify();
    });
}

#[test]
fn one_child_may_go_and_the_other_stay_and_shared_work_stays_with_who_stays() {
    each_town(|town| {
        let (manager, practitioner) = second_team(town);
        let family = family(town, 2);
        let own = town.as_a(Role::SocialWorker);
        let note = start(&own, &family, "case_note");
        let at = propose(&town.as_a(Role::TeamManager), family.child(), &[]);
        let receiving = town.as_worker(manager);
        receiving.get(&at).must_say("Stays where it is");
        receiving.post(&at, &format!("{at}/accept"), &[("worker", &practitioner.to_string())]).goes_to(&at);
        own.get("/").must_say("Idris Karim");
        assert!(send(&own, &note, NOTE).status.is_redirection());
        town.verify();
    });
}

#[test]
fn the_handover_is_offered_with_the_warning_of_a_protected_address_and_never_the_address() {
    each_town(|town| {
        second_team(town);
        let family = family(town, 1);
        let (child, from) = (family.child(), family.mother);
        let moved = PersonEntry::Moved {
            person: child,
            fact: FactId(Uuid::from_u128(77)),
            address: Address { lines: "9 Hidden Lane".into(), postcode: "ZZ9 9ZZ".into(), ward: String::new() },
            from: town.now().day(),
            hidden_from: vec![from],
        };
        town.happens(Role::TeamManager, move |_| Ok(vec![Happening::of(moved, "2026-11-23".parse().unwrap())]))
            .unwrap();
        let page = town.as_a(Role::SocialWorker).get(&format!("/person/{child}/transfer"));
        page.must_say("The address is hidden from Amara Karim, and from those connected with them.");
        assert!(!page.says("Hidden Lane") && !page.says("ZZ9"));
        // What lacks comes back beside its field, with everything kept.
        let path = format!("/person/{child}/transfer");
        let bad = town.as_a(Role::SocialWorker).post(&path, &path, &[("reason", "Moved"), ("part-risks", "Keep me")]);
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        bad.must_say("Enter the day").must_say("Keep me");
        town.verify();
    });
}

#[test]
fn a_worker_leaves_with_twenty_cases_and_the_page_shows_who_is_still_without_a_home() {
    each_town(|town| {
        let (manager, practitioner) = second_team(town);
        let family = family(town, 3);
        let day = town.now().day();
        let mut entries = Vec::new();
        for n in 0..17u128 {
            let (child, entry) = app::testing::family::person(3000 + n, &format!("Child{n:02}"), day.plus_months(-60));
            entries.push(Happening::of(entry, day));
            let allocated = CaseloadEntry::Allocated {
                child,
                worker: worker(Role::SocialWorker),
                team: Some(town.planning),
                on: day,
                reason: "Allocated".to_owned(),
            };
            entries.push(Happening::of(allocated, day));
        }
        town.happens(Role::TeamManager, move |_| Ok(entries)).unwrap();
        let own = town.as_a(Role::TeamManager);
        own.get("/transfers/leaver").must_say("Social worker One");
        let path = format!("/transfers/leaver/{}", worker(Role::SocialWorker));
        own.get(&path).must_say("20 still without a home");

        // Twelve are proposed at once, brothers and sisters on one proposal.
        let team = TeamId(Uuid::from_u128(EARLY_HELP)).to_string();
        let ids: Vec<String> = family.children.iter().map(ToString::to_string).collect();
        let more: Vec<String> = (0..9u128).map(|n| PersonId(Uuid::from_u128(3000 + n)).to_string()).collect();
        let mut all = vec![("team", team.as_str()), ("on", "30 11 2026"), ("reason", "The worker leaves")];
        all.extend(ids.iter().chain(&more).map(|id| ("child", id.as_str())));
        own.post(&path, &path, &all).goes_to(&path);
        own.get(&path).must_say("8 still without a home").must_say("12 on an open transfer");
        own.get("/").must_say("10 with another team");

        // One family is accepted; one other child moves within the team; the page follows.
        let receiving = town.as_worker(manager);
        let list = receiving.get("/transfers");
        let at = transfer_of(&list.body, "Zainab Karim");
        receiving.post(&at, &format!("{at}/accept"), &[("worker", &practitioner.to_string())]).goes_to(&at);
        let child = PersonId(Uuid::from_u128(3010)).to_string();
        let practitioner = worker(Role::Practitioner).to_string();
        let moves = format!("/allocation/move?worker={}", worker(Role::SocialWorker));
        let leaver = worker(Role::SocialWorker).to_string();
        let fields = [("from", leaver.as_str()), ("child", &child), ("worker", &practitioner), ("reason", "Leaving")];
        own.post(&moves, "/allocation/move", &fields).goes_to("/allocation/move");
        let page = own.get(&path);
        page.must_say("7 still without a home").must_say("9 on an open transfer").must_say("4 with another worker");
        page.must_say("Owen Reeve, Early help team").must_say("Practitioner One, Planning team 1");
        town.verify();
    });
}

/// The transfer on whose row that name stands.
fn transfer_of(body: &str, name: &str) -> String {
    let at = body.find(name).unwrap();
    let link = at + body[at..].find("/transfer/").unwrap();
    body[link..link + "/transfer/".len() + 36].to_owned()
}

#[test]
fn a_restricted_childs_transfer_does_not_show_to_who_is_not_on_the_list() {
    each_town(|town| {
        let (manager, _) = second_team(town);
        let family = family(town, 1);
        let at = propose(&town.as_a(Role::TeamManager), family.child(), &[]);
        let restricted = PersonEntry::Restricted {
            person: family.child(),
            reason: "A relative works here".into(),
            may_open: vec![worker(Role::TeamManager)],
            review_on: "2027-02-20".parse().unwrap(),
        };
        let today = town.now().day();
        town.happens(Role::TeamManager, move |_| Ok(vec![Happening::of(restricted, today)])).unwrap();
        let receiving = town.as_worker(manager);
        assert!(!receiving.get("/").says("Transfers between teams"));
        assert!(!receiving.get("/transfers").says("Zainab"));
        assert!(receiving.get(&at).to.is_some_and(|to| to.ends_with("/restricted")));
        town.as_a(Role::TeamManager).get("/transfers").must_say("Zainab Karim");
        town.verify();
    });
}

#[test]
fn the_same_press_twice_makes_one_proposal() {
    each_town(|town| {
        second_team(town);
        let family = family(town, 1);
        let own = town.as_a(Role::SocialWorker);
        let path = format!("/person/{}/transfer", family.child());
        let page = own.get(&path);
        let command = hidden(&page.body, "command").unwrap();
        let team = TeamId(Uuid::from_u128(EARLY_HELP)).to_string();
        let mut all = fields("another_team", &team);
        all.push(("command", &command));
        let first = own.post(&path, &path, &all).goes_to("/transfer/");
        assert_eq!(own.post(&path, &path, &all).goes_to("/transfer/"), first);
        own.get("/transfers").must_say("1, the longest waiting first");
        town.verify();
    });
}

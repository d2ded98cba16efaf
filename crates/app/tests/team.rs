//! The team's board and the queue of what managers must authorise, on each engine.

mod staff;

use app::testing::{Shown, each_town, worker};
use law::answer::Answer;
use law::fact::Fact;
use law::journal::Happening;
use law::people::PersonEntry;
use law::role::Role;
use law::step::{StepEntry, StepKind};
use staff::{allocate, begun, child, hire, known, recorded, restrict, siblings, step_entry, work};

/// The number that stands before these words on the board.
fn figure(page: &Shown, words: &str) -> usize {
    let text = page.text();
    let before = &text[..text.find(words).unwrap_or_else(|| panic!("no {words}: {text}"))];
    before
        .split_whitespace()
        .last()
        .unwrap_or_default()
        .parse()
        .unwrap_or_else(|_| panic!("no number before {words}: {text}"))
}

#[test]
fn every_number_is_the_length_of_its_list_and_children_of_one_family_count_once() {
    each_town(|town| {
        let (me, jo) = (worker(Role::SocialWorker), hire(town, 1, "Jo Reid", Role::SocialWorker, town.planning));
        town.travel("2026-09-01T09:00:00Z");
        let (ana, ben) = (child(town, "Ana", "Silva", "2018-02-03"), child(town, "Ben", "Silva", "2020-02-03"));
        let (tom, mia) = (child(town, "Tom", "Price", "2019-02-03"), child(town, "Mia", "Hall", "2021-02-03"));
        siblings(town, ana, ben);
        work(town, StepKind::Assessment, &[ana, ben], Some(me), town.planning);
        town.travel("2026-11-20T09:00:00Z");
        let submitted = work(town, StepKind::Assessment, &[tom], Some(jo), town.planning);
        step_entry(town, Role::SocialWorker, StepEntry::Submitted { step: submitted }, &[tom]);
        work(town, StepKind::Assessment, &[mia], None, town.planning);
        let received = known(Fact::ReceivedAt, None, Answer::Moment("2026-11-23T09:00:00Z".parse().unwrap()));
        begun(town, StepKind::Referral, &[mia], Some(me), town.planning, vec![received]);
        town.travel("2026-11-23T10:00:00Z");
        allocate(town, &[ana, ben], me, "Family known").unwrap();
        allocate(town, &[tom], jo, "Duty").unwrap();

        let manager = town.as_a(Role::TeamManager);
        let board = manager.get("/team");
        let team = town.planning;
        for (words, slug, expected) in [
            ("Open children", "open", 4),
            ("Unallocated", "unallocated", 1),
            ("Late", "late", 1),
            ("Due in 2 working days", "soon", 1),
            ("Awaiting my authorisation", "authorise", 1),
            ("No oversight in 28 days", "oversight", 2),
        ] {
            assert_eq!(figure(&board, words), expected, "{words}");
            let list = manager.get(&format!("/team/{team}/list/{slug}"));
            list.must_say(&format!("{expected}, "));
            let rows = list.body.matches("<tr").count() - 1;
            assert_eq!(rows, expected, "{words}: {}", list.text());
        }
        board.must_say("oldest: 1 working day ago");
        board.must_say("Social worker One 2 children").must_say("2 of 25").must_say("Jo Reid 1 child");
        let row = &board.text()[board.text().find("Social worker One 2 children").unwrap()..];
        assert!(row.contains("2 1 2 of 25 1 1"), "two children of one family, one late, one soon: {row}");

        // A note of oversight takes the children off the list.
        recorded(town, StepKind::Oversight, Role::TeamManager, ana, vec![]);
        manager.get(&format!("/team/{team}/list/oversight")).must_say("1, the longest without first");
        town.verify();
    });
}

#[test]
fn restricted_children_count_only_for_their_list() {
    each_town(|town| {
        let me = worker(Role::SocialWorker);
        let hidden = child(town, "Hidden", "Name", "2018-02-03");
        work(town, StepKind::Assessment, &[hidden], Some(me), town.planning);
        allocate(town, &[hidden], me, "Duty").unwrap();
        restrict(town, hidden, vec![worker(Role::Director)]);
        let board = town.as_a(Role::TeamManager).get("/team");
        assert_eq!(figure(&board, "Open children"), 0);
        assert!(!board.says("Hidden"));
        let board = town.as_a(Role::Director).get(&format!("/team/{}", town.planning));
        assert_eq!(figure(&board, "Open children"), 1);
        board.must_say("Hidden Name");
        town.verify();
    });
}

#[test]
fn an_empty_board_says_what_would_be_here_and_another_team_is_not_everybodys() {
    each_town(|town| {
        let manager = town.as_a(Role::TeamManager);
        for (slug, words) in [
            ("open", "Children with a worker of this team"),
            ("unallocated", "Nobody waits"),
            ("late", "Nothing is late"),
            ("soon", "Nothing ends in the next two working days"),
            ("authorise", "Nothing waits for you"),
            ("oversight", "Every child has had a note of oversight"),
        ] {
            manager.get(&format!("/team/{}/list/{slug}", town.planning)).must_say(words);
        }
        manager.get("/teams").must_say("Front door").must_say("Planning team 1");
        assert_eq!(town.as_a(Role::SocialWorker).get(&format!("/team/{}", town.front_door)).status, 403);
        assert_eq!(town.as_a(Role::SocialWorker).get(&format!("/team/{}", town.planning)).status, 200);
        assert_eq!(manager.get(&format!("/team/{}/list/nothing", town.planning)).status, 404);
        town.as_a(Role::Director).get("/team").must_say("Planning team 1");
        town.as_a(Role::ConferenceChair).get("/team").must_say("You are in no team");
        town.verify();
    });
}

#[test]
fn delay_by_a_manager_is_shown_as_the_managers() {
    each_town(|town| {
        let me = worker(Role::SocialWorker);
        let (ana, tom) = (child(town, "Ana", "Silva", "2018-02-03"), child(town, "Tom", "Price", "2019-02-03"));
        let analysis = known(Fact::Analysis, Some(ana), Answer::Words("Ana is safe with her aunt".into()));
        let first = begun(town, StepKind::Assessment, &[ana], Some(me), town.planning, vec![analysis]);
        step_entry(town, Role::SocialWorker, StepEntry::Submitted { step: first }, &[ana]);
        town.travel("2026-11-26T10:00:00Z");
        let second = work(town, StepKind::Assessment, &[tom], Some(me), town.planning);
        step_entry(town, Role::SocialWorker, StepEntry::Submitted { step: second }, &[tom]);
        let manager = town.as_a(Role::TeamManager);
        let queue = manager.get("/authorise");
        queue.must_say("what is late here is the managers’ delay: 1 late");
        queue.must_say("Manager authorises: 1 working day late");
        queue.must_say("Ana is safe with her aunt");
        let text = queue.text();
        assert!(text.find("Ana Silva").unwrap() < text.find("Tom Price").unwrap(), "the longest waiting first");
        manager.get("/").must_say("2 awaiting my authorisation").must_say("Opened last The last eight records");
        town.as_a(Role::SocialWorker).get("/").must_say("0 late").must_say("1 working day late on the manager’s side");
        // The manager's own work waits for another manager.
        let own = work(town, StepKind::Assessment, &[tom], Some(worker(Role::TeamManager)), town.planning);
        step_entry(town, Role::TeamManager, StepEntry::Submitted { step: own }, &[tom]);
        manager.get("/authorise").must_say("1 that you submitted yourself wait for another manager");
        assert_eq!(town.as_a(Role::SocialWorker).get("/authorise").status, 403);
        let views = town.council.db.views().of_person_now(&ana.to_string(), 50).unwrap();
        assert!(views.iter().any(|view| view.what == "authorisation queue" && view.purpose == "works_with"));
        town.verify();
    });
}

#[test]
fn a_managers_look_at_an_assessment_is_met_by_a_note_of_oversight() {
    each_town(|town| {
        let me = worker(Role::SocialWorker);
        let ana = child(town, "Ana", "Silva", "2018-02-03");
        work(town, StepKind::Assessment, &[ana], Some(me), town.planning);
        allocate(town, &[ana], me, "Duty").unwrap();
        town.travel("2026-12-08T10:00:00Z");
        let manager = town.as_a(Role::TeamManager);
        manager.get("/").must_say("Assessment: first look by the manager 1 working day late");
        recorded(town, StepKind::Oversight, Role::TeamManager, ana, vec![]);
        manager.get("/").must_say("0 assessments for me to look at");
        town.travel("2026-12-23T10:00:00Z");
        town.as_a(Role::TeamManager).get("/").must_say("Assessment: second look by the manager");
        town.verify();
    });
}

#[test]
fn a_look_is_the_same_on_the_managers_day_the_step_and_the_record() {
    each_town(|town| {
        let me = worker(Role::SocialWorker);
        let (ana, tom) = (child(town, "Ana", "Silva", "2018-02-03"), child(town, "Tom", "Silva", "2020-02-03"));
        let step = work(town, StepKind::Assessment, &[ana, tom], Some(me), town.planning);
        allocate(town, &[ana, tom], me, "Duty").unwrap();
        town.travel("2026-12-04T10:00:00Z");
        let looks = |town: &app::testing::Town| {
            let manager = town.as_a(Role::TeamManager);
            let clock = manager.get(&format!("/step/{step}/clock/assessment_first_midpoint")).text();
            (manager.get("/").says("1 assessments for me to look at"), clock.contains("done on time"))
        };
        assert_eq!(looks(town), (true, false));
        // Notes by the worker, and by a manager about one of the two, are no look at the assessment.
        recorded(town, StepKind::Oversight, Role::SocialWorker, tom, vec![]);
        recorded(town, StepKind::Oversight, Role::TeamManager, ana, vec![]);
        assert_eq!(looks(town), (true, false));
        recorded(town, StepKind::Oversight, Role::ServiceManager, tom, vec![]);
        assert_eq!(looks(town), (false, true));
        town.verify();
    });
}

#[test]
fn who_finished_work_today_still_reads_it_and_tomorrow_is_asked_why() {
    each_town(|town| {
        let ana = child(town, "Ana", "Silva", "2018-02-03");
        let night = work(town, StepKind::OutOfHoursEpisode, &[ana], Some(worker(Role::OutOfHours)), town.planning);
        step_entry(town, Role::OutOfHours, StepEntry::HandedOver { step: night }, &[ana]);
        let page = format!("/person/{ana}");
        let (duty, other) = (town.as_a(Role::DutyScreener), town.as_a(Role::EarlyHelpAdviser));
        assert_eq!(
            (duty.get(&page).status.as_u16(), other.get(&page).status.as_u16()),
            (200, 200),
            "open at the front door"
        );
        let read = StepEntry::Acknowledged { step: night, note: "Read".to_owned() };
        step_entry(town, Role::DutyScreener, read, &[ana]);
        duty.get(&page).must_say("Your work with this person ended today");
        other.get(&page).goes_to(&format!("{page}/why"));
        let views = town.council.db.views().of_person_now(&ana.to_string(), 5).unwrap();
        assert!(views.iter().any(|view| view.purpose == "just_finished"), "{views:?}");
        town.travel("2026-11-24T08:00:00Z");
        town.as_a(Role::DutyScreener).get(&page).goes_to(&format!("{page}/why"));
        town.verify();
    });
}

#[test]
fn broken_glass_shows_the_record_on_the_own_day_and_to_nobody_else() {
    each_town(|town| {
        let (ana, me) = (child(town, "Ana", "Silva", "2018-02-03"), worker(Role::SocialWorker));
        restrict(town, ana, vec![worker(Role::Director)]);
        let hidden = |role: Role| {
            let browser = town.as_a(role);
            for page in ["/", "/team", "/allocation"] {
                assert!(!browser.get(page).says("Silva"), "{role:?} learns of the record on {page}");
            }
        };
        let until = town.now().plus_hours(1);
        let broken = PersonEntry::GlassBroken { person: ana, reason: "She is not at school".to_owned(), until };
        let day = town.now().day();
        town.happens(Role::SocialWorker, move |_| Ok(vec![Happening::of(broken, day)])).unwrap();
        work(town, StepKind::Visit, &[ana], Some(me), town.planning);
        let browser = town.as_a(Role::SocialWorker);
        browser.get(&format!("/person/{ana}")).must_say("in an emergency");
        browser.get("/").must_say("Ana Silva , 8 Restricted, open to you until 11:00");
        assert!(!browser.get("/team").says("Silva"), "a board is read by several");
        for role in [Role::TeamManager, Role::ServiceManager, Role::Practitioner, Role::BusinessSupport] {
            hidden(role);
        }
        town.travel("2026-11-23T11:00:00Z");
        hidden(Role::SocialWorker);
        town.verify();
    });
}

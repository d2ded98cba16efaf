//! The front door as people use it: looking before adding, bringing the household, beginning the work.

mod households;

use app::testing::{Shown, Town, each_town};
use households::{add, born, lives, related, restricted_to};
use law::people::Relation;
use law::role::Role;

const ADD_CONTACT: &str = "/front-door/contact";

fn caller(town: &Town) -> String {
    let browser = town.as_a(Role::DutyScreener);
    let fields = [
        ("received_on", "23 11 2026"),
        ("received_time", "9:40am"),
        ("out_of_hours", "by_time"),
        ("source", "2A"),
        ("source_name", "Ms Pike, Seaview Primary"),
        ("source_contact", "01632 960001 until 4pm"),
        ("how", "telephone"),
    ];
    browser.post(ADD_CONTACT, ADD_CONTACT, &fields).goes_to("/front-door/intake/")
}

fn id(intake: &str) -> &str {
    intake.rsplit('/').next().unwrap_or_default()
}

fn find(town: &Town, intake: &str, fields: &[(&str, &str)]) -> Shown {
    let from = format!("/people/find?intake={}&part=child", id(intake));
    let mut all = vec![("intake", id(intake)), ("part", "child")];
    all.extend(fields);
    town.as_a(Role::DutyScreener).post(&from, "/people/find", &all)
}

fn new(town: &Town, intake: &str, part: &str, fields: &[(&str, &str)]) -> Shown {
    let mut all = vec![("intake", id(intake)), ("part", part), ("save", "yes")];
    all.extend(fields);
    town.as_a(Role::DutyScreener).post(intake, "/people/new", &all)
}

fn choose(town: &Town, intake: &str, person: law::id::PersonId) -> Shown {
    let person = person.to_string();
    let fields = [("intake", id(intake)), ("part", "child"), ("person", person.as_str())];
    town.as_a(Role::DutyScreener).post(intake, "/people/choose", &fields)
}

fn press(town: &Town, intake: &str, what: &str, fields: &[(&str, &str)]) -> Shown {
    town.as_a(Role::DutyScreener).post(intake, &format!("{intake}/{what}"), fields)
}

const AMY: &[(&str, &str)] =
    &[("given", "Amy"), ("family", "Okafor"), ("birth_kind", "born"), ("born", "14 5 2019"), ("sex", "F")];

#[test]
fn a_contact_about_a_new_child_begins_with_who_called_and_goes_on_to_the_words() {
    each_town(|town| {
        let intake = caller(town);
        let duty = town.as_a(Role::DutyScreener);
        duty.get(&intake).must_say("23 November 2026 at 09:40").must_say("School").must_say("Nobody yet.");
        find(town, &intake, &[("given", "Amy"), ("family", "Okafor")]).must_say("Nobody on the record is like this");
        new(town, &intake, "child", AMY).goes_to(&intake);
        let mother = [
            ("given", "Ngozi"),
            ("family", "Okafor"),
            ("birth_kind", "unknown"),
            ("about", "1990"),
            ("phone", "07700 900123"),
            ("address", "14 Harbour Street"),
            ("postcode", "sb1 4qt"),
            ("relation", "mother"),
            ("responsibility", "yes"),
        ];
        let children = duty.get(&intake).body;
        let amy = app::testing::hidden(&children, "person").unwrap();
        let mut mother = mother.to_vec();
        mother.push(("to", &amy));
        new(town, &intake, "other", &mother).goes_to(&intake);
        duty.get(&intake).must_say("Ngozi Okafor , born about 1990").must_say("New: enters the record");
        let step = press(town, &intake, "begin", &[]).goes_to("/step/");
        assert_eq!(press_again(town, &intake), step);
        let found = find(town, &caller(town), &[("phone", "+44 7700 900123")]);
        found.must_say("Ngozi Okafor").must_say("same telephone number");
        town.verify();
    });
}

fn press_again(town: &Town, intake: &str) -> String {
    town.as_a(Role::DutyScreener).post(ADD_CONTACT, &format!("{intake}/begin"), &[]).goes_to("/step/")
}

#[test]
fn whoever_looks_finds_the_child_first_and_says_why_a_twin_is_another() {
    each_town(|town| {
        let amy = add(town, "Amy", "Okafor", born("2019-05-14"));
        let intake = caller(town);
        for typed in [
            &[("given", "Amy"), ("family", "Okafor")][..],
            &[("given", "Ami"), ("family", "Okafur")],
            &[("given", "Okafor"), ("family", "Amy")],
            &[("family", "Okafor"), ("born", "14 May 2019")],
            &[("family", "Okafor"), ("born", "5/14/2019"), ("given", "Amy")],
            &[("given", "Amy"), ("born", "May 2019")],
        ] {
            find(town, &intake, typed).must_say("Amy Okafor").must_say("7, born 14 May 2019");
        }
        // The same child again: not without a reason.
        let again = new(town, &intake, "child", AMY);
        assert_eq!(again.status, 422);
        again.must_say("Very likely on the record already").must_say("say why this is another person");
        assert!(again.body.contains("value=\"14 5 2019\""), "what was typed is kept");
        // A twin: shown beside the other, and added without more ado.
        let zoe = [("given", "Zoe"), ("family", "Okafor"), ("birth_kind", "born"), ("born", "14 5 2019")];
        find(town, &intake, &[("given", "Zoe"), ("family", "Okafor"), ("born", "14 5 2019")])
            .must_say("same date of birth")
            .must_say("shares part of the name");
        new(town, &intake, "child", &zoe).goes_to(&intake);
        choose(town, &intake, amy).goes_to(&intake);
        let hub = town.as_a(Role::DutyScreener).get(&intake);
        hub.must_say("Amy Okafor").must_say("Zoe Okafor");
        // A grown-up is never the child of a contact, whichever button was pressed.
        let adult = add(town, "Ada", "Eze", born("1980-03-04"));
        choose(town, &intake, adult).goes_to(&intake);
        let hub = town.as_a(Role::DutyScreener).get(&intake).text();
        assert!(hub.split("Family and household").nth(1).is_some_and(|rest| rest.contains("Ada Eze")), "{hub}");
        let mut why = AMY.to_vec();
        why.push(("why_new", "A cousin of the same age; her mother showed the birth certificate"));
        new(town, &intake, "child", &why).goes_to(&intake);
        new(town, &intake, "child", &zoe).must_say("is on this contact already");
        press(town, &intake, "begin", &[]).goes_to("/step/");
        find(town, &caller(town), &[("given", "Amy"), ("family", "Okafor")]).must_say("2 people may be meant");
        town.verify();
    });
}

#[test]
fn an_unborn_child_is_found_when_it_is_born() {
    each_town(|town| {
        add(town, "Unborn", "Byrne", law::people::Birth::Expected(households::day("2026-11-20")));
        find(town, &caller(town), &[("given", "Niamh"), ("family", "Byrne"), ("born", "16 11 2026")])
            .must_say("Unborn Byrne")
            .must_say("born near the expected date");
    });
}

#[test]
fn one_person_brings_the_household_with_one_confirm() {
    each_town(|town| {
        let amy = add(town, "Amy", "Okafor", born("2019-05-14"));
        let ben = add(town, "Ben", "Okafor", born("2023-01-02"));
        let ngozi = add(town, "Ngozi", "Okafor", born("1990-03-04"));
        let lodger = add(town, "Piotr", "Nowak", born("1985-03-04"));
        let aunt = add(town, "Ada", "Eze", born("1980-03-04"));
        related(town, ngozi, Relation::Mother, amy);
        related(town, aunt, Relation::AuntOrUncle, amy);
        for person in [amy, ben, lodger] {
            lives(town, person, "14 Harbour Street", "SB1 4QT", &[]);
        }
        let intake = caller(town);
        choose(town, &intake, amy).goes_to(&intake);
        let duty = town.as_a(Role::DutyScreener);
        let page = duty.get(&intake);
        page.must_say("Bring the household").must_say("mother of Amy").must_say("lives at the same address");
        // The page's own proposals, sent as they stand.
        let fields = proposals(&page.body);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        press(town, &intake, "household", &fields).goes_to(&intake);
        let page = duty.get(&intake);
        let part = |name: &str| page.text().split("Family and household").next().unwrap_or_default().contains(name);
        assert!(part("Ben Okafor") && part("Amy Okafor") && !part("Ngozi Okafor"));
        page.must_say("Ngozi Okafor").must_say("Piotr Nowak").must_say("aunt or uncle of Amy");
        let step = press(town, &intake, "begin", &[]).goes_to("/step/");
        duty.get(&format!("/front-door?read={}", id(&step))).must_say("Ben Okafor");
        town.verify();
    });
}

/// What the household's selects propose.
fn proposals(page: &str) -> Vec<(String, String)> {
    let selects = page.split("<select").skip(1).filter(|select| select.contains("name=\"bring-"));
    let value = |text: &str, attribute: &str| {
        let rest = text.split(&format!("{attribute}=\"")).nth(1).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    selects
        .map(|select| {
            let chosen = select.split("<option").find(|option| option.contains("selected")).unwrap_or_default();
            (value(select, "name"), value(chosen, "value"))
        })
        .collect()
}

#[test]
fn a_protected_address_brings_nobody_and_is_shown_to_nobody() {
    each_town(|town| {
        let father = add(town, "Tom", "Reed", born("1988-03-04"));
        let amy = add(town, "Amy", "Reed", born("2019-05-14"));
        let stranger = add(town, "Sue", "Marsh", born("1992-03-04"));
        lives(town, amy, "2 Safe Lane", "SB9 9ZZ", &[father]);
        lives(town, stranger, "2 Safe Lane", "SB9 9ZZ", &[father]);
        let intake = caller(town);
        let found = find(town, &intake, &[("given", "Amy"), ("family", "Reed")]);
        assert!(!found.says("SB9") && !found.says("Safe Lane"), "{}", found.text());
        find(town, &intake, &[("postcode", "SB9 9ZZ")]).must_say("Nobody on the record is like this");
        choose(town, &intake, amy).goes_to(&intake);
        assert!(!town.as_a(Role::DutyScreener).get(&intake).says("Sue Marsh"));
    });
}

#[test]
fn a_restricted_child_is_not_hinted_at() {
    each_town(|town| {
        let amy = add(town, "Amy", "Okafor", born("2019-05-14"));
        let ben = add(town, "Ben", "Okafor", born("2023-01-02"));
        related(town, amy, Relation::Sibling, ben);
        restricted_to(town, amy, &[Role::TeamManager]);
        let intake = caller(town);
        find(town, &intake, &[("given", "Amy"), ("born", "14 5 2019")]).must_say("Nobody on the record is like this");
        find(town, &intake, &[("family", "Okafor")]).must_say("1 person may be meant").must_say("Ben Okafor");
        assert_eq!(choose(town, &intake, amy).status, 404);
        choose(town, &intake, ben).goes_to(&intake);
        assert!(!town.as_a(Role::DutyScreener).get(&intake).says("Amy"));
        // Not even the check for duplicates gives it away.
        new(town, &intake, "child", AMY).goes_to(&intake);
        let step = press(town, &intake, "begin", &[]).goes_to("/step/");
        // Somebody on the list sees both; restricting the child takes the contact from everybody else's queue and counts.
        town.as_a(Role::DutyScreener).get("/front-door").must_say("Ben Okafor");
        restricted_to(town, ben, &[Role::TeamManager]);
        let queue = town.as_a(Role::DutyScreener).get(&format!("/front-door?read={}", id(&step)));
        assert!(!queue.says("Ben") && !queue.says("Amy Okafor"));
        queue.must_say("All 0").must_say("Nothing waits at the front door");
        town.as_a(Role::TeamManager).get("/front-door").must_say("All 1").must_say("Ben Okafor");
        town.verify();
    });
}

#[test]
fn nothing_is_lost_on_the_way_back_or_in_two_tabs() {
    each_town(|town| {
        let duty = town.as_a(Role::DutyScreener);
        let fields = [
            ("command", "0190a0a0-0000-7000-8000-000000000001"),
            ("received_on", "23 11 2026"),
            ("received_time", "09:40"),
            ("source_name", "Ms Pike"),
        ];
        let intake = duty.post(ADD_CONTACT, ADD_CONTACT, &fields).goes_to("/front-door/intake/");
        new(town, &intake, "child", AMY).goes_to(&intake);
        // Back to the first page, changed and sent again: one intake, the child still in it.
        let mut again = fields;
        again[3] = ("source_name", "Ms Pike, head teacher");
        assert_eq!(duty.post(ADD_CONTACT, ADD_CONTACT, &again).goes_to("/front-door/intake/"), intake);
        duty.get(&intake).must_say("Ms Pike, head teacher").must_say("Amy Okafor");
        // Another tab adds another child.
        let zoe = [("given", "Zoe"), ("family", "Okafor"), ("birth_kind", "born"), ("born", "14 5 2019")];
        new(town, &intake, "child", &zoe).goes_to(&intake);
        duty.get(&intake).must_say("Amy Okafor").must_say("Zoe Okafor");
        // A new session finds it on the front door; nobody else does.
        town.as_a(Role::DutyScreener).get("/front-door").must_say("You began and did not finish");
        assert!(!town.as_a(Role::TeamManager).get("/front-door").says("You began and did not finish"));
        assert_eq!(town.as_a(Role::TeamManager).get(&intake).status, 404);
        let step = press(town, &intake, "begin", &[]).goes_to("/step/");
        // The old tab leads to the work, and begins nothing twice.
        assert_eq!(duty.get(&intake).goes_to("/step/"), step);
        assert_eq!(duty.post(ADD_CONTACT, ADD_CONTACT, &fields).goes_to("/step/"), step);
        assert_eq!(press_again(town, &intake), step);
        duty.get("/front-door").must_say("All 1");
        let other = caller(town);
        press(town, &other, "discard", &[]).goes_to("/front-door");
        assert_eq!(duty.get(&other).status, 404);
        town.verify();
    });
}

#[test]
fn a_contact_that_cannot_be_true_is_refused_with_everything_kept() {
    each_town(|town| {
        let duty = town.as_a(Role::DutyScreener);
        let future = [("received_on", "24 11 2026"), ("received_time", "09:40"), ("source_name", "Ms Pike")];
        let refused = duty.post(ADD_CONTACT, ADD_CONTACT, &future);
        assert_eq!(refused.status, 422);
        refused.must_say("must be today or in the past");
        assert!(refused.body.contains("value=\"Ms Pike\"") && refused.body.contains("href=\"#received_on\""));
        assert!(refused.body.contains("<title>Error: "));
        let intake = caller(town);
        let nobody = press(town, &intake, "begin", &[]);
        assert_eq!(nobody.status, 422);
        nobody.must_say("Add the child it is about");
        assert!(nobody.body.contains("href=\"#people\"") && nobody.body.contains("id=\"people\""));
        let baby = [("given", "Baby"), ("family", "Byrne"), ("birth_kind", "born"), ("born", "23 11 2026")];
        new(town, &intake, "child", &baby).goes_to(&intake);
        let yesterday = [("received_on", "22 11 2026"), ("received_time", "21:40"), ("out_of_hours", "by_time")];
        duty.post(&intake, &format!("{intake}/caller"), &yesterday).goes_to(&intake);
        duty.get(&intake).must_say("outside office hours");
        let early = press(town, &intake, "begin", &[]);
        assert_eq!(early.status, 422);
        early.must_say("before Baby Byrne was born");
        for wrong in [("born", "30 2 2020"), ("born", "23 11 1880"), ("nhs_number", "943 476 5918")] {
            let mut fields = vec![("given", "Al"), ("family", "Eze"), ("birth_kind", "born"), wrong];
            if wrong.0 != "born" {
                fields.push(("born", "14 5 2019"));
            }
            let refused = new(town, &intake, "child", &fields);
            assert_eq!(refused.status, 422, "{wrong:?}");
            assert!(refused.body.contains(&format!("value=\"{}\"", wrong.1)), "{wrong:?}");
        }
    });
}

#[test]
fn a_consultation_needs_no_name() {
    each_town(|town| {
        let duty = town.as_a(Role::DutyScreener);
        let page = "/front-door/consultation";
        let fields =
            [("received_on", "23 11 2026"), ("received_time", "09:40"), ("source", "3A"), ("source_name", "Dr Lee")];
        let intake = duty.post(page, page, &fields).goes_to("/front-door/intake/");
        duty.get(&intake).must_say("Nobody is named");
        let step = press(town, &intake, "begin", &[]).goes_to("/step/");
        duty.get("/front-door").must_say("Child not named").must_say("From GP").must_say("Consultation");
        duty.get(&format!("/front-door?read={}", id(&step))).must_say("Dr Lee");
        town.verify();
    });
}

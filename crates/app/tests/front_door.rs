//! The front door as people use it: looking before adding, bringing the household, beginning the work.

mod people;

use app::testing::{Shown, Town, each_town, worker};
use law::people::{PersonEntry, Relation};
use law::role::Role;
use people::{add, entry, lives, named, related, restricted_to};

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

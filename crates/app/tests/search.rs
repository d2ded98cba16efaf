//! The one search box, as people type into it.

mod households;

use app::testing::{Shown, Town, each_town};
use households::{add, born, lives, named, numbered, restricted_to};
use law::id::PersonId;
use law::identifier::Scheme;
use law::people::{Birth, NameUse};
use law::role::Role;

fn search(town: &Town, typed: &str) -> Shown {
    town.as_a(Role::DutyScreener).post("/search", "/search", &[("q", typed)])
}

fn first(page: &Shown) -> Option<String> {
    let results = page.body.split("aria-label=\"Results\"").nth(1)?;
    results.split("href=\"/person/").nth(1)?.split('"').next().map(str::to_owned)
}

#[test]
fn people_are_found_however_their_names_are_typed() {
    each_town(|town| {
        let mut known: Vec<(&str, PersonId)> = Vec::new();
        for (given, family, on) in [
            ("Elizabeth", "O'Neill", "2012-02-29"),
            ("Mohammed", "Hussain", "2016-01-09"),
            ("Siobhán", "Byrne", "2014-07-30"),
            ("Zainab", "Khan", "2019-05-14"),
            ("Zoe", "Khan", "2019-05-14"),
            ("Stephen", "Clarke", "2010-12-01"),
            ("زينب", "خان", "2018-03-03"),
            ("", "Sukarno", "2011-11-11"),
            ("Phoebe", "Wright", "2020-08-08"),
        ] {
            known.push((if given.is_empty() { family } else { given }, add(town, given, family, born(on))));
        }
        let of = |name: &str| known.iter().find(|(other, _)| *other == name).unwrap().1.to_string();
        named(town, known[3].1, "Zee", "Khan", NameUse::KnownAs);
        named(town, known[5].1, "Stephen", "Marsh", NameUse::Usual);
        for (typed, wanted) in [
            ("Elizabeth O'Neill", "Elizabeth"),
            ("beth oneill", "Elizabeth"),
            ("O’Neill Liz", "Elizabeth"),
            ("muhammad hussein", "Mohammed"),
            ("Hussain Mohamed", "Mohammed"),
            ("siobhan burn", "Siobhán"),
            ("zaynab khan", "Zainab"),
            ("KHAN ZAINAB", "Zainab"),
            ("zain", "Zainab"),
            ("zee khan", "Zainab"),
            ("khan zoe 14/5/2019", "Zoe"),
            ("steven clark", "Stephen"),
            ("stephen marsh", "Stephen"),
            ("زينب", "زينب"),
            ("خان زينب", "زينب"),
            ("sukarno", "Sukarno"),
            ("pheobe right", "Phoebe"),
            ("Phoebe Wrihgt", "Phoebe"),
            ("29 Feb 2012", "Elizabeth"),
            ("1.12.2010", "Stephen"),
            ("8 August 2020 Wright", "Phoebe"),
            ("wright august 2020", "Phoebe"),
        ] {
            let page = search(town, typed);
            assert_eq!(first(&page), Some(of(wanted)), "{typed}: {}", page.text());
        }
        search(town, "khan 14/5/2019").must_say("Zainab Khan").must_say("Zoe Khan").must_say("2 people");
        search(town, "steven clark").must_say("under another name of theirs").must_say("Also known as Stephen Clarke");
        search(town, "Xanthippe Qwerty").must_say("Nobody on the record is like this").must_say("Add a new contact");
        search(town, " ").must_say("Nothing was typed");
    });
}

#[test]
fn numbers_addresses_and_telephones_find_people() {
    each_town(|town| {
        let amy = add(town, "Amy", "Okafor", born("2019-05-14"));
        numbered(town, amy, Scheme::NhsNumber, "943 476 5919");
        numbered(town, amy, Scheme::CouncilId, "C10443");
        lives(town, amy, "14 Harbour Street", "SB1 4QT", &[]);
        for typed in ["943 476 5919", "9434765919", "c10443", " C10443. "] {
            assert_eq!(search(town, typed).goes_to("/person/"), format!("/person/{amy}"), "{typed}");
        }
        for typed in ["SB1 4QT", "sb14qt", "14 harbour street", "14 Harbour", "Okafor SB1 4QT"] {
            let page = search(town, typed);
            assert_eq!(first(&page), Some(amy.to_string()), "{typed}: {}", page.text());
        }
        search(town, "SB1 4QT").must_say("Harbour, SB1").must_say("same postcode");
        assert!(!search(town, "Amy Okafor").says("4QT"), "a list gives the district, not the house");
    });
}

#[test]
fn a_restricted_person_is_nowhere_in_search() {
    each_town(|town| {
        let amy = add(town, "Amy", "Okafor", born("2019-05-14"));
        numbered(town, amy, Scheme::NhsNumber, "943 476 5919");
        lives(town, amy, "14 Harbour Street", "SB1 4QT", &[]);
        restricted_to(town, amy, &[Role::TeamManager]);
        for typed in ["Amy Okafor", "14/5/2019", "943 476 5919", "SB1 4QT", "14 Harbour Street"] {
            let page = search(town, typed);
            assert!(page.to.is_none() && page.says("Nobody on the record is like this"), "{typed}: {}", page.text());
            assert!(!page.body.contains(&amy.to_string()));
        }
        let seen = town.council.db.views().of_person_now(&amy.to_string(), 10).unwrap();
        assert!(seen.is_empty());
        let manager = town.as_a(Role::TeamManager).post("/search", "/search", &[("q", "Amy Okafor")]);
        manager.must_say("Amy Okafor").must_say("Restricted");
    });
}

#[test]
fn results_tell_people_apart_and_every_one_shown_is_in_the_log() {
    each_town(|town| {
        let adult = add(town, "Amy", "Okafor", born("1990-01-01"));
        let unborn = add(town, "Unborn", "Okafor", Birth::Expected(households::day("2027-02-01")));
        let page = search(town, "okafor");
        page.must_say("36, born 1 January 1990").must_say("Adult").must_say("unborn, due 1 February 2027");
        for person in [adult, unborn] {
            let seen = town.council.db.views().of_person_now(&person.to_string(), 10).unwrap();
            assert_eq!(seen.len(), 1, "{seen:?}");
            assert_eq!((seen[0].what.as_str(), seen[0].purpose.as_str()), ("search results", "list"));
        }
        let empty = town.as_a(Role::DutyScreener).get("/search");
        empty.must_say("Looked at lately").must_say("Children you pin");
        town.as_a(Role::Administrator).get("/search").must_say("Your role does not include this page");
    });
}

#[test]
fn a_person_can_be_added_without_a_contact_after_looking() {
    each_town(|town| {
        let duty = town.as_a(Role::DutyScreener);
        let look = [("given", "Ada"), ("family", "Eze"), ("born", "3 4 1980")];
        duty.post("/people/find", "/people/find", &look).must_say("Nobody on the record is like this");
        let form = duty.post("/people/find", "/people/new", &look);
        assert!(form.body.contains("value=\"Ada\"") && form.body.contains("value=\"3 4 1980\""));
        let save = [("save", "yes"), ("given", "Ada"), ("family", "Eze"), ("birth_kind", "born"), ("born", "3 4 1980")];
        duty.post("/people/find", "/people/new", &save).goes_to("/person/");
        search(town, "eze ada").must_say("46, born 3 April 1980");
        town.verify();
    });
}

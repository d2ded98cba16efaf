//! Children who stand on the record already.

use super::*;
use law::identifier::{Identifier, Scheme};
use law::journal::Happening;
use law::people::{Birth, Identity, Name, PersonEntry};

#[test]
fn a_child_who_stands_on_the_record_is_matched_and_never_written_over() {
    each_town(|town| {
        let person = PersonId(town.council.dice.id(town.now()));
        let day = town.now().day();
        town.happens(Role::BusinessSupport, move |_| {
            let name = Name { given: "Amara".to_owned(), family: "Obi".to_owned() };
            let identity = Identity { sex: Some("M".to_owned()), ..Identity::default() };
            let birth = Birth::Unknown { about: Some(2015) };
            let number = Identifier { scheme: Scheme::CouncilId, value: "AB1".to_owned() };
            Ok(vec![
                Happening::of(PersonEntry::Recorded { person, name, birth, identity }, day),
                Happening::of(PersonEntry::IdentifierGiven { person, identifier: number }, day),
            ])
        })
        .unwrap();
        let first = "<CINreferralDate>2025-09-01</CINreferralDate><CINclosureDate>2025-10-01</CINclosureDate>";
        let report = import(town, &census(2026, "AB1", &[first])).unwrap();
        assert_eq!((report.children_taken, report.children_known), (1, 1));
        let refused: Vec<_> = report.refused.iter().map(|one| (one.element.as_str(), one.kind.as_str())).collect();
        assert_eq!(refused, [("Sex", "record says otherwise")]);
        let stands = &rows(town, sql!("SELECT * FROM person WHERE id = $1"), &person.to_string())[0];
        let column = |name: &str| stands.get::<Option<String>>(name).unwrap();
        assert_eq!((column("given").as_deref(), column("sex").as_deref()), (Some("Amara"), Some("M")));
        assert_eq!((column("ethnicity").as_deref(), column("birth_on").as_deref()), (Some("WBRI"), Some("2015-03-27")));

        let second = "<CINreferralDate>2026-09-01</CINreferralDate>";
        let next_year = census(2027, "AB1", &[first, second]);
        let report = import(town, &next_year).unwrap();
        let kinds: Vec<_> = report.refused.iter().map(|one| (one.element.as_str(), one.kind.as_str())).collect();
        let stands = "episode on the record already";
        let expected = [("Sex", "record says otherwise"), ("CINreferralDate", stands), ("CINclosureDate", stands)];
        assert_eq!(kinds, expected);
        assert!(report.adds_up());
        assert_eq!(count(town, sql!("SELECT COUNT(*) AS n FROM episode")), 2);
        assert_eq!(count(town, sql!("SELECT COUNT(*) AS n FROM person")), 1);
        assert_eq!(import(town, &next_year).unwrap().refused, report.refused, "a repeat counts the same");
        town.verify();
    });
}

#[test]
fn a_number_held_by_two_records_and_a_pupil_number_of_another_child_are_not_guessed_at() {
    each_town(|town| {
        let upn = "J201000000000";
        let people: Vec<PersonId> = (0..2).map(|_| PersonId(town.council.dice.id(town.now()))).collect();
        let day = town.now().day();
        town.happens(Role::BusinessSupport, move |_| {
            let record = |person: &PersonId| PersonEntry::Recorded {
                person: *person,
                name: Name { given: "Amara".to_owned(), family: "Obi".to_owned() },
                birth: Birth::Unknown { about: None },
                identity: Identity::default(),
            };
            let give = |person: &PersonId, scheme, value: &str| PersonEntry::IdentifierGiven {
                person: *person,
                identifier: Identifier { scheme, value: value.to_owned() },
            };
            let mut entries: Vec<PersonEntry> = people.iter().map(record).collect();
            entries.extend(people.iter().map(|person| give(person, Scheme::CouncilId, "TWICE")));
            entries.push(give(&people[0], Scheme::Upn, upn));
            Ok(entries.into_iter().map(|entry| Happening::of(entry, day)).collect())
        })
        .unwrap();
        let twice = import(town, &census(2026, "TWICE", &["<CINreferralDate>2025-09-01</CINreferralDate>"])).unwrap();
        assert_eq!((twice.children_in, twice.children_taken), (1, 0));
        assert!(twice.adds_up());
        let whole = import(town, WHOLE).unwrap();
        let refused: Vec<_> = whole.refused.iter().map(|one| one.element.as_str()).take(1).collect();
        assert_eq!(refused, ["UPN"]);
        town.verify();
    });
}

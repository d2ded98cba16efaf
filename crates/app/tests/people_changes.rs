//! Changing a person's record, as workers do it, on each engine.

#![allow(clippy::unwrap_used, reason = "tests")]

mod family_tree;

use app::testing::{Browser, Shown, Town, each_town, worker};
use family_tree::{Sketch, day, person};
use law::people::{Birth, Relation};
use law::role::Role;

fn change(browser: &Browser<'_>, n: u128, what: &str, fields: &[(&str, &str)]) -> Shown {
    let path = format!("/person/{}/change/{what}", person(n));
    browser.post(&path, &path, fields)
}

/// As [`change`], about one fact of the record.
fn change_fact(browser: &Browser<'_>, n: u128, what: &str, fact: &str, fields: &[(&str, &str)]) -> Shown {
    let path = format!("/person/{}/change/{what}", person(n));
    let all: Vec<_> = fields.iter().copied().chain([("fact", fact)]).collect();
    browser.post(&format!("{path}?fact={fact}"), &path, &all)
}

fn family(town: &Town) -> Browser<'_> {
    let sketch = Sketch::new(town);
    sketch.child(1, "Zainab", "Khan", "2022-03-23");
    sketch.adult(3, "Farah", "Khan", "1995-01-01");
    sketch.adult(4, "Darren", "Doe", "1990-01-01");
    sketch.related(3, Relation::Mother, 1, true);
    sketch.related(4, Relation::FormerPartner, 3, false);
    town.as_a(Role::TeamManager)
}

#[test]
fn an_unborn_child_becomes_born_and_named() {
    each_town(|town| {
        let sketch = Sketch::new(town);
        sketch.person(1, "Baby of Amara", "Obi", Birth::Expected(day("2026-12-01")));
        let browser = town.as_a(Role::TeamManager);
        let born = [("birth", "born"), ("birth_on", "20 11 2026"), ("given", "Ada"), ("family", "Obi")];
        change(&browser, 1, "birth", &born).goes_to("/person/");
        let page = browser.get(&format!("/person/{}", person(1)));
        page.must_say("Ada Obi").must_say("newborn, born 20 November 2026").must_say("Date of birth recorded");
        browser.get(&format!("/person/{}/people", person(1))).must_say("Baby of Amara Obi · former");
        town.verify();
    });
}

#[test]
fn wrong_dates_are_refused_beside_their_question_and_everything_typed_is_kept() {
    each_town(|town| {
        let browser = family(town);
        for (what, fields, says) in [
            ("birth", vec![("birth", "born"), ("birth_on", "24 11 2026"), ("reason", "x")], "in the future"),
            ("birth", vec![("birth", "born"), ("birth_on", "24 3 2022")], "Say why the date of birth is put right"),
            ("birth", vec![("birth", "born"), ("birth_on", "31 2 2022")], "must be a real date"),
            ("death", vec![("on", "22 3 2022"), ("sure", "yes")], "before the birth on 23 March 2022"),
            (
                "move",
                vec![("lines", "1 High Street"), ("from", "1 1 2022"), ("hidden_from", "nobody")],
                "before the birth",
            ),
            ("views", vec![("words", "I like it"), ("how", "talk"), ("on", "1 1 2030")], "today or in the past"),
            ("name", vec![("given", " \u{202E} "), ("used", "usual")], "Enter a name"),
            ("number", vec![("scheme", "nhs_number"), ("value", "943 476 5918")], "This is not a real NHS number"),
            ("identity", vec![("disabilities", "NONE"), ("disabilities", "MOB")], "stands alone"),
            ("reach", vec![("channel", "email"), ("value", "not an address")], "Enter an e-mail address"),
            ("hazard", vec![("words", "")], "Say what to beware of"),
            ("story", vec![("why", ""), ("next", "A visit on Friday")], "Say why we are involved"),
        ] {
            let shown = change(&browser, 1, what, &fields);
            assert_eq!(shown.status, 422, "{what}: {}", shown.text());
            shown.must_say("There is a problem").must_say(says);
            assert!(shown.body.contains("<title>Error: "), "{what}");
            let typed = fields.iter().find(|(name, _)| matches!(*name, "birth_on" | "on" | "lines" | "next"));
            assert!(typed.is_none_or(|(_, value)| shown.body.contains(value)), "{what} keeps what was typed");
        }
        town.verify();
    });
}

#[test]
fn every_form_is_a_page_and_a_role_that_reads_has_none_of_them() {
    each_town(|town| {
        let browser = family(town);
        for what in app::people::changes::Change::ALL {
            let path = format!("/person/{}/change/{}", person(1), what.slug());
            assert_eq!(browser.get(&path).status, 200, "{path}");
            assert_eq!(town.as_a(Role::Auditor).get(&path).status, 403, "{path}");
        }
        assert_eq!(browser.get(&format!("/person/{}/change/anything", person(1))).status, 404);
        let restrict = format!("/person/{}/change/restrict", person(1));
        assert_eq!(town.as_a(Role::OutOfHours).get(&restrict).status, 403, "managers only");
    });
}

#[test]
fn relatives_are_added_ended_and_seen_as_at_a_day() {
    each_town(|town| {
        let browser = family(town);
        let dad = person(4).to_string();
        let fields = [("to", dad.as_str()), ("relation", "father"), ("responsibility", "yes"), ("since", "23 3 2022")];
        change(&browser, 1, "relative", &fields).goes_to("/person/");
        let hub = format!("/person/{}/people", person(1));
        browser.get(&hub).must_say("Darren Doe").must_say("father");
        let again = change(&browser, 1, "relative", &fields);
        assert_eq!(again.status, 422);
        again.must_say("on the record already");
        let second = [("to", dad.as_str()), ("relation", "mother")];
        change(&browser, 1, "relative", &second).must_say("A mother is on the record already");
        let itself = person(1).to_string();
        change(&browser, 1, "relative", &[("to", &itself), ("relation", "twin")])
            .must_say("cannot be related to themselves");
        let fact = browser.get(&hub).body.split("unrelated?fact=").skip(1).find_map(|part| {
            let fact = part.get(..36)?;
            browser
                .get(&format!("/person/{}/change/unrelated?fact={fact}", person(1)))
                .says("Darren Doe")
                .then(|| fact.to_owned())
        });
        let fact = fact.unwrap();
        change_fact(&browser, 1, "unrelated", &fact, &[("on", "1 1 2022")]).must_say("The end is before the beginning");
        change_fact(&browser, 1, "unrelated", &fact, &[("on", "1 6 2026")]).goes_to("/person/");
        assert!(!browser.get(&hub).says("Darren Doe"));
        browser.get(&format!("{hub}?on=2026-05-31")).must_say("as at 31 May 2026").must_say("Darren Doe");
        town.verify();
    });
}

#[test]
fn somebody_new_is_looked_for_before_they_enter_the_record_as_a_relative() {
    each_town(|town| {
        let browser = family(town);
        Sketch::new(town).adult(9, "Parveen", "Akhtar", "1960-05-05");
        let gran = [("given", "Parveen"), ("family", "Akhtar"), ("born", "5 5 1960"), ("relation", "grandparent")];
        let with = |extra: &[(&'static str, &'static str)]| gran.iter().chain(extra).copied().collect::<Vec<_>>();
        change(&browser, 1, "relative", &with(&[("act", "look")])).must_say("Who was found").must_say("Parveen Akhtar");
        change(&browser, 1, "relative", &with(&[("act", "new")])).must_say("Look for them on the record first");
        change(&browser, 1, "relative", &with(&[("act", "new"), ("looked", "yes")])).goes_to("/person/");
        browser.get(&format!("/person/{}", person(1))).must_say("Parveen Akhtar , 66 · grandparent");
        town.verify();
    });
}

#[test]
fn a_move_asks_who_must_not_know_and_a_protected_address_warns() {
    each_town(|town| {
        let browser = family(town);
        let address = [("lines", "12 Rose Lane, Seaborough"), ("postcode", "zz1 1zz"), ("from", "1 11 2026")];
        change(&browser, 1, "move", &address).must_say("Say who must not know the address");
        let darren = person(4).to_string();
        let hidden: Vec<_> = address.iter().copied().chain([("hidden_from", darren.as_str())]).collect();
        change(&browser, 1, "move", &hidden).goes_to("/person/");
        let page = browser.get(&format!("/person/{}", person(1)));
        page.must_say("12 Rose Lane").must_say("ZZ1 1ZZ").must_say("⚠ Address hidden from Darren Doe");
        page.must_say("Moved to a protected address");
        let mother = browser.get(&format!("/person/{}", person(3)));
        mother.must_say("protected address");
        assert!(!mother.says("Rose Lane"), "a protected address is on nobody else's page");
        change(&browser, 3, "move", &[address[0], address[1], address[2], ("hidden_from", "nobody")])
            .goes_to("/person/");
        let sketch = Sketch::new(town);
        sketch.adult(8, "Nani", "Akhtar", "1960-01-01");
        sketch.related(3, Relation::FormerPartner, 8, false);
        let nani = browser.get(&format!("/person/{}", person(8)));
        nani.must_say("protected address");
        assert!(!nani.says("Rose Lane"), "nor is the same address of somebody who lives there too");
        let stranger = person(77).to_string();
        let wrong: Vec<_> = address.iter().copied().chain([("hidden_from", stranger.as_str())]).collect();
        change(&browser, 1, "move", &wrong).must_say("Choose from the list");
        town.verify();
    });
}

#[test]
fn story_views_agencies_hazards_and_identity_stand_on_the_page() {
    each_town(|town| {
        let browser = family(town);
        let story =
            [("why", "Police were called"), ("worries", "Shouting"), ("working_well", "School"), ("next", "A visit")];
        change(&browser, 1, "story", &story).goes_to(&format!("/person/{}", person(1)));
        let views = [("words", "I want it <b>quiet</b>"), ("how", "talk"), ("on", "20 11 2026"), ("changed", "")];
        change(&browser, 1, "views", &views).goes_to("/person/");
        let agency =
            [("agency", "Hill School"), ("name", "Ms Grey"), ("contact", "01632 960001"), ("checked_on", "1 6 2026")];
        change(&browser, 1, "agency", &agency).goes_to("/person/");
        change(&browser, 1, "hazard", &[("words", "Large dog")]).goes_to("/person/");
        change(&browser, 1, "identity", &[("ethnicity", "APKN"), ("interpreter", "yes")]).goes_to("/person/");
        let page = browser.get(&format!("/person/{}", person(1)));
        page.must_say("Police were called").must_say("told by Team manager One, 23 November 2026");
        page.must_say("3 days ago").must_say("talking with the child").must_say("Hill School");
        page.must_say("last checked 1 June 2026, 175 days ago: ask again").must_say("⚠ Large dog");
        page.must_say("Pakistani").must_say("Needed").must_say("5 not recorded");
        assert!(page.body.contains("I want it &lt;b&gt;quiet&lt;/b&gt;"), "words are shown as written, never run");
        assert!(browser.get(&format!("/person/{}/change/story", person(1))).says("Police were called"));
        town.verify();
    });
}

#[test]
fn two_records_are_compared_joined_and_parted() {
    each_town(|town| {
        let sketch = Sketch::new(town);
        sketch.child(1, "Zainab", "Khan", "2022-03-23");
        sketch.child(2, "Zaynab", "Khan", "2022-03-23");
        sketch.hazard(2, "Large dog");
        let browser = town.as_a(Role::TeamManager);
        let join = format!("/person/{}/change/join", person(1));
        browser.get(&join).must_say("Zaynab Khan");
        let look = [("act", "look"), ("given", "Zaynab"), ("family", "Khan"), ("born", "23 3 2022")];
        browser.post(&join, &join, &look).must_say("Zaynab Khan");
        let compare = format!("{join}?to={}", person(2));
        browser.get(&compare).must_say("This record, which is kept").must_say("differs");
        let other = person(2).to_string();
        browser.post(&join, &join, &[("to", &other)]).goes_to(&compare);
        let fields = [("to", other.as_str()), ("reason", "Same NHS number and mother"), ("sure", "yes")];
        assert_eq!(browser.post(&compare, &join, &fields[..2]).status, 422, "confirmed first");
        browser.post(&compare, &join, &fields).goes_to("/person/");
        let page = browser.get(&format!("/person/{}", person(2)));
        page.must_say("Zainab Khan").must_say("⚠ Large dog").must_say("Joined with another record");
        let part = [("other", other.as_str()), ("reason", "Two birth certificates seen")];
        change(&browser, 1, "part", &part).goes_to("/person/");
        assert!(!browser.get(&format!("/person/{}", person(1))).says("⚠ Large dog"));
        browser.get(&format!("/person/{}", person(2))).must_say("Zaynab Khan");
        town.verify();
    });
}

#[test]
fn managers_restrict_with_a_list_and_a_review_and_end_it() {
    each_town(|town| {
        let browser = family(town);
        let me = worker(Role::TeamManager).to_string();
        let fields = [("reason", "A colleague’s family"), ("may_open", me.as_str()), ("review_on", "1 6 2027")];
        change(&browser, 1, "restrict", &fields).must_say("The review must be after today and by 21 February 2027");
        let fields = [fields[0], fields[1], ("review_on", "20 2 2027")];
        change(&browser, 1, "restrict", &fields).goes_to("/person/");
        let home = format!("/person/{}", person(1));
        browser.get(&home).must_say("⚠ Restricted record");
        town.as_a(Role::ServiceManager).get(&home).goes_to(&format!("{home}/restricted"));
        change(&browser, 1, "unrestrict", &[("reason", "The colleague has left")]).goes_to("/person/");
        assert_eq!(town.as_a(Role::ServiceManager).get(&home).status, 200);
        town.verify();
    });
}

#[test]
fn a_form_pressed_twice_records_once() {
    each_town(|town| {
        let browser = family(town);
        let command = uuid::Uuid::from_u128(4242).to_string();
        for _ in 0..2 {
            change(&browser, 1, "hazard", &[("words", "Large dog"), ("command", &command)]).goes_to("/person/");
        }
        let page = browser.get(&format!("/person/{}", person(1)));
        assert_eq!(page.text().matches("⚠ Large dog").count(), 1);
        town.verify();
    });
}

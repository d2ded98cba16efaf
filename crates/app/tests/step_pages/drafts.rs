//! Drafts: kept as people type, shared, never lost; two versions of one answer both stay until somebody chooses.

use app::testing::family::{NOTE, family, marks, person, send, start};
use app::testing::{Browser, Shown, each_town, hidden};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use law::journal::Happening;
use law::role::Role;

/// What the page's script sends for one question.
fn autosave(who: &Browser<'_>, step: &str, question: &str, version: &str, words: &str) -> Shown {
    let token = hidden(&who.get(step).body, "csrf").unwrap();
    let fields =
        format!("csrf={token}&question={question}&child=&version={version}&q.{question}={}", words.replace(' ', "+"));
    let request = Request::post(format!("{step}/answer"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "application/json")
        .header("sec-fetch-site", "same-origin");
    who.send(request, Body::from(fields))
}

fn json(shown: &Shown) -> serde_json::Value {
    serde_json::from_str(&shown.body).unwrap()
}

fn version(who: &Browser<'_>, step: &str, question: &str) -> String {
    let body = who.get(step).body;
    let name = format!("v.q.{question}");
    marks(&body).into_iter().find(|(mark, _)| *mark == name).unwrap().1
}

#[test]
fn words_are_kept_as_they_are_typed_and_another_worker_sees_them() {
    each_town(|town| {
        let family = family(town, 1);
        let (worker, colleague) = (town.as_a(Role::SocialWorker), town.as_a(Role::Practitioner));
        let step = start(&worker, &family, "case_note");
        let began = version(&worker, &step, "what_was_seen");
        let kept = autosave(&worker, &step, "what_was_seen", &began, "Half a thought");
        assert_eq!((kept.status, json(&kept)["saved"].as_str()), (StatusCode::OK, Some("10:00:00")));
        let next = json(&kept)["version"].as_str().unwrap().to_owned();
        assert_eq!(autosave(&worker, &step, "what_was_seen", &next, "Half a thought more").status, StatusCode::OK);

        // Signed out and in again, and a colleague beside.
        for who in [town.as_a(Role::SocialWorker), colleague] {
            who.get(&step).must_say("Half a thought more").must_say("Draft by Social worker One, 10:00, not saved");
        }
        town.as_a(Role::Practitioner).get(&step).must_say("Social worker One is here");
        town.travel("2026-11-23T10:05:00Z");
        assert!(!town.as_a(Role::Practitioner).get(&step).says("Social worker One is here"));

        let back = autosave(&worker, &step, "what_was_seen", &version(&worker, &step, "what_was_seen"), "");
        assert_eq!(back.status, StatusCode::OK);
        assert!(!worker.get(&step).says("not saved on purpose yet"), "what says nothing new is no draft");
        town.verify();
    });
}

#[test]
fn of_two_versions_both_are_kept_until_somebody_chooses() {
    each_town(|town| {
        let family = family(town, 1);
        let (worker, colleague) = (town.as_a(Role::SocialWorker), town.as_a(Role::Practitioner));
        let step = start(&worker, &family, "case_note");
        let began = version(&worker, &step, "what_was_seen");
        autosave(&worker, &step, "what_was_seen", &began, "He was at home");
        let clash = autosave(&colleague, &step, "what_was_seen", &began, "Nobody opened");
        assert_eq!(clash.status, StatusCode::CONFLICT);
        let said = &json(&clash)["clash"];
        assert_eq!((said["yours"].as_str(), said["theirs"].as_str()), (Some("Nobody opened"), Some("He was at home")));
        assert_eq!(said["by"], "Social worker One");
        assert_eq!(said["fields"][0][1], "He was at home");

        let shown = worker.get(&step);
        shown.must_say("Two versions").must_say("He was at home").must_say("Nobody opened");
        let mut fields = NOTE.to_vec();
        fields.retain(|(name, _)| *name != "q.what_was_seen");
        fields.push(("then", "finish"));
        let refused = send(&worker, &step, &fields);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.must_say("choose between the two versions");

        let id = shown.body.split("value=\"").find_map(|rest| rest.split_once(":both\"")).unwrap().0.to_owned();
        send(&worker, &step, &[("choose", &format!("{id}:both"))]).goes_to(&step);
        let shown = worker.get(&step);
        assert!(!shown.says("Two versions"));
        shown.must_say("He was at home Nobody opened");
        town.verify();
    });
}

#[test]
fn a_form_sent_without_the_script_over_newer_words_keeps_both() {
    each_town(|town| {
        let family = family(town, 1);
        let (worker, colleague) = (town.as_a(Role::SocialWorker), town.as_a(Role::Practitioner));
        let step = start(&worker, &family, "case_note");
        let old_marks = marks(&worker.get(&step).body);
        send(&colleague, &step, &[("q.what_was_seen", "From the colleague"), ("then", "stay")]).goes_to(&step);

        let mut fields: Vec<(&str, &str)> =
            old_marks.iter().map(|(name, mark)| (name.as_str(), mark.as_str())).collect();
        fields.extend([("q.what_was_seen", "From the worker"), ("q.with_whom", "Mr Obi"), ("then", "stay")]);
        let refused = worker.post(&step, &step, &fields);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.must_say("somebody else changed this answer meanwhile");
        refused.must_say("From the colleague").must_say("From the worker");
        assert!(refused.body.contains("value=\"Mr Obi\""), "the rest of the page is kept");
        town.verify();
    });
}

#[test]
fn drafts_go_with_the_step_when_it_is_finished() {
    each_town(|town| {
        let family = family(town, 1);
        let worker = town.as_a(Role::SocialWorker);
        let step = start(&worker, &family, "case_note");
        let mut fields = NOTE.to_vec();
        fields.retain(|(name, _)| *name != "q.what_it_means");
        fields.push(("then", "stay"));
        send(&worker, &step, &fields).goes_to(&step);
        let began = version(&worker, &step, "what_it_means");
        autosave(&worker, &step, "what_it_means", &began, "Only a draft until now");
        worker.get(&format!("{step}/check")).must_say("1 draft is not saved on purpose yet");
        worker.post(&format!("{step}/check"), &format!("{step}/finish"), &[]).goes_to(&step);
        worker.get(&step).must_say("Recorded").must_say("Only a draft until now");

        let late = autosave(&worker, &step, "what_it_means", "", "Too late");
        assert_eq!(late.status, StatusCode::FORBIDDEN);
        assert!(json(&late)["may_not"].as_str().unwrap().contains("Put right"));
        town.verify();
    });
}

#[test]
fn a_form_sent_twice_is_recorded_once_and_an_old_token_loses_nothing() {
    each_town(|town| {
        let family = family(town, 1);
        let worker = town.as_a(Role::SocialWorker);
        let step = start(&worker, &family, "case_note");
        let page = worker.get(&step);
        let (token, command) = (hidden(&page.body, "csrf").unwrap(), hidden(&page.body, "command").unwrap());
        let mut fields = vec![("csrf", token.as_str()), ("command", command.as_str()), ("then", "finish")];
        fields.extend(NOTE);
        worker.post_raw(&step, &fields).goes_to(&step);
        worker.post_raw(&step, &fields).goes_to(&step);
        let read = worker.get(&step);
        assert_eq!(read.text().matches("Finished and recorded").count(), 1, "{}", read.text());

        let other = start(&worker, &family, "case_note");
        let gone = worker.post_raw(&other, &[("csrf", "old"), ("q.what_was_seen", "Written for an hour")]);
        assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
        gone.must_say("Written for an hour");
        town.as_nobody().post_raw(&other, &[("q.what_was_seen", "Signed out")]).must_say("Signed out");
        town.verify();
    });
}

#[test]
fn odd_and_long_texts_are_kept_as_people_see_them() {
    each_town(|town| {
        let family = family(town, 1);
        let worker = town.as_a(Role::SocialWorker);
        let step = start(&worker, &family, "case_note");
        let long = format!("{}<b>end</b>", "A long report, pasted whole. ".repeat(68_900));
        let odd = "She said “لا أريد” 😀\u{0}\u{202E} and e\u{301}.";
        send(
            &worker,
            &step,
            &[
                ("q.what_was_seen", &long),
                ("q.what_it_means", odd),
                ("q.with_whom", " Ms  Lane ,"),
                ("q.happened_at.day", "23"),
                ("q.happened_at.month", "nov"),
                ("q.happened_at.year", "2026."),
                ("q.happened_at.time", "9.30 a.m."),
                ("then", "stay"),
            ],
        )
        .goes_to(&step);
        let kept = worker.get(&step);
        assert!(kept.body.contains("&lt;b&gt;end&lt;/b&gt;"));
        kept.must_say("She said “لا أريد” 😀 and e\u{301}.");
        assert!(kept.body.contains("value=\"Ms Lane ,\"") && kept.body.contains("value=\"09:30\""));

        let future = send(
            &worker,
            &step,
            &[
                ("q.happened_at.day", "24"),
                ("q.happened_at.month", "11"),
                ("q.happened_at.year", "2026"),
                ("q.happened_at.time", "09:00"),
                ("then", "stay"),
            ],
        );
        assert_eq!(future.status, StatusCode::UNPROCESSABLE_ENTITY);
        future.must_say("The date must be today or in the past");
        assert!(future.body.contains("href=\"#q.happened_at\"") && future.body.contains("value=\"24\""));
        town.verify();
    });
}

#[test]
fn an_earlier_answer_is_a_start_and_rows_are_added_without_the_script() {
    each_town(|town| {
        let family = family(town, 1);
        let worker = town.as_a(Role::SocialWorker);
        let step = start(&worker, &family, "oversight");
        send(&worker, &step, &[("q.actions_agreed.0.what", "Call the school"), ("more", "q.actions_agreed")])
            .goes_to(&format!("{step}#q.actions_agreed"));
        let shown = worker.get(&step);
        shown.must_say("Call the school");
        assert!(shown.body.contains("name=\"q.actions_agreed.3.what\""), "three empty rows stand ready");
        town.verify();
    });
}

#[test]
fn a_step_with_a_restricted_child_is_refused_plainly() {
    each_town(|town| {
        let family = family(town, 2);
        let worker = town.as_a(Role::SocialWorker);
        let step = start(&worker, &family, "case_note");
        let (child, today) = (family.children[1], town.now().day());
        let listed = vec![app::testing::worker(Role::TeamManager)];
        let restricted = law::people::PersonEntry::Restricted {
            person: child,
            reason: "A colleague’s family".to_owned(),
            may_open: listed,
            review_on: today.plus_months(3),
        };
        town.happens(Role::TeamManager, move |_| Ok(vec![Happening::of(restricted, today)])).unwrap();
        let refused = worker.get(&step);
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        refused.must_say("part of it is restricted");
        assert!(!refused.says("Idris"));
        assert_eq!(autosave_refused(&worker, &step).status, StatusCode::FORBIDDEN);
        let (stranger, entry) = person(4000, "Tom", today.plus_months(-60));
        town.happens(Role::TeamManager, move |_| Ok(vec![Happening::of(entry, today)])).unwrap();
        worker.get(&format!("/person/{stranger}/start/visit")).goes_to(&format!("/person/{stranger}/why"));
        town.verify();
    });
}

fn autosave_refused(who: &Browser<'_>, step: &str) -> Shown {
    who.post("/", &format!("{step}/answer"), &[("question", "what_was_seen"), ("q.what_was_seen", "x")])
}

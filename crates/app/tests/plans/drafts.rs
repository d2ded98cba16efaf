//! Words typed into a plan are kept as they come, shared, and never lost.

use super::{SCHOOL, agree, but, outcome_at};
use app::testing::family::{family, marks, need_plan, send};
use app::testing::{Browser, Shown, each_town, hidden};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use law::role::Role;

const BOX: &str = "outcome.00000000-0000-0000-0000-00000000a001.risk";

/// What the page's script sends for one box.
fn autosave(who: &Browser<'_>, plan: &str, version: &str, words: &str) -> Shown {
    let token = hidden(&who.get(&outcome_at(plan, 1)).body, "csrf").unwrap();
    let words = words.replace(' ', "+");
    let fields = format!("csrf={token}&question={BOX}&child=&version={version}&risk={words}");
    let request = Request::post(format!("{plan}/draft"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "application/json")
        .header("sec-fetch-site", "same-origin");
    who.send(request, Body::from(fields))
}

fn version(who: &Browser<'_>, plan: &str) -> String {
    let body = who.get(&outcome_at(plan, 1)).body;
    marks(&body).into_iter().find(|(mark, _)| *mark == format!("v.q.{BOX}")).unwrap().1
}

fn json(shown: &Shown) -> serde_json::Value {
    serde_json::from_str(&shown.body).unwrap()
}

#[test]
fn words_are_kept_as_they_are_typed_and_go_when_they_are_saved() {
    each_town(|town| {
        let family = family(town, 1);
        let plan = need_plan(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        let kept = autosave(&worker, &plan, &version(&worker, &plan), "Half a worry");
        assert_eq!(kept.status, StatusCode::OK, "{}", kept.body);
        let next = json(&kept)["version"].as_str().unwrap().to_owned();
        assert_eq!(autosave(&worker, &plan, &next, "Half a worry more").status, StatusCode::OK);

        let manager = town.as_a(Role::TeamManager);
        manager.get(&plan).must_say("Begun and not saved A new outcome , begun by Social worker One");
        manager.get(&outcome_at(&plan, 1)).must_say("Half a worry more").must_say("Draft by Social worker One, 10:00");
        worker.get("/").must_say("Child in need plan");
        agree(&worker, &plan, 1, SCHOOL).goes_to(&plan);
        assert!(!worker.get(&plan).says("Begun and not saved"));
        assert!(!worker.get(&outcome_at(&plan, 1)).says("not saved on purpose"));
        town.verify();
    });
}

#[test]
fn what_was_refused_is_kept_as_it_was_typed() {
    each_town(|town| {
        let family = family(town, 1);
        let plan = need_plan(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        let wrong = but(SCHOOL, &[("baseline", "hardly ever"), ("by_when", "31 2 2027"), ("change", "")]);
        let refused = agree(&worker, &plan, 1, &wrong);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused
            .must_say("Where it stands now must be a number, like 3 or 62.5")
            .must_say("Say what will be different for the child");
        assert!(refused.body.contains("value=\"hardly ever\"") && refused.body.contains("value=\"31 2 2027\""));
        let later = town.as_a(Role::SocialWorker).get(&outcome_at(&plan, 1));
        later.must_say("Zainab missed 12 of 20 school days");
        assert!(later.body.contains("value=\"hardly ever\""), "drafts keep what does not read");

        let gone = worker.post_raw(&outcome_at(&plan, 1), &[("csrf", "old"), ("risk", "Written for an hour")]);
        assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
        gone.must_say("Written for an hour");
        town.as_nobody().post_raw(&outcome_at(&plan, 1), &[("risk", "Signed out")]).must_say("Signed out");
        town.verify();
    });
}

#[test]
fn of_two_versions_both_are_kept_until_somebody_chooses() {
    each_town(|town| {
        let family = family(town, 1);
        let plan = need_plan(town, &family);
        let (worker, manager) = (town.as_a(Role::SocialWorker), town.as_a(Role::TeamManager));
        let began = version(&worker, &plan);
        assert_eq!(autosave(&worker, &plan, &began, "From the worker").status, StatusCode::OK);
        let clash = autosave(&manager, &plan, &began, "From the manager");
        assert_eq!(clash.status, StatusCode::CONFLICT);
        let said = &json(&clash)["clash"];
        assert_eq!(
            (said["yours"].as_str(), said["theirs"].as_str()),
            (Some("From the manager"), Some("From the worker"))
        );
        assert_eq!(said["by"], "Social worker One");

        let page = outcome_at(&plan, 1);
        let shown = worker.get(&page);
        shown.must_say("Two versions").must_say("From the manager");
        let id = shown.body.split("value=\"").find_map(|rest| rest.split_once(":both\"")).unwrap().0.to_owned();
        send(&worker, &page, &[("risk", "From the worker"), ("choose", &format!("{id}:both"))]).goes_to(&page);
        let shown = worker.get(&page);
        assert!(!shown.says("Two versions"));
        shown.must_say("From the worker From the manager");
        town.verify();
    });
}

#[test]
fn a_form_sent_without_the_script_over_newer_words_keeps_both() {
    each_town(|town| {
        let family = family(town, 1);
        let plan = need_plan(town, &family);
        let (worker, manager) = (town.as_a(Role::SocialWorker), town.as_a(Role::TeamManager));
        agree(&worker, &plan, 1, SCHOOL).goes_to(&plan);
        let page = outcome_at(&plan, 1);
        let old = marks(&worker.get(&page).body);
        agree(&manager, &plan, 1, &but(SCHOOL, &[("danger", "From the manager")])).goes_to(&plan);

        let mine = but(SCHOOL, &[("danger", "From the worker")]);
        let mut fields: Vec<(&str, &str)> = old.iter().map(|(name, mark)| (name.as_str(), mark.as_str())).collect();
        fields.extend(&mine);
        let refused = worker.post(&page, &page, &fields);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused
            .must_say("Somebody else changed this meanwhile")
            .must_say("From the manager")
            .must_say("From the worker");
        worker.get(&plan).must_say("From the manager");
        town.verify();
    });
}

#[test]
fn a_form_sent_twice_is_recorded_once_and_odd_texts_stay_as_people_see_them() {
    each_town(|town| {
        let family = family(town, 1);
        let plan = need_plan(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        let page = worker.get(&outcome_at(&plan, 1));
        let (token, command) = (hidden(&page.body, "csrf").unwrap(), hidden(&page.body, "command").unwrap());
        let long = format!("{}<b>end</b> لا أريد 😀", "Pasted from a report. ".repeat(9000));
        let mut fields = vec![("csrf", token.as_str()), ("command", command.as_str())];
        fields.extend(but(SCHOOL, &[("danger", &long)]));
        worker.post_raw(&outcome_at(&plan, 1), &fields).goes_to(&plan);
        worker.post_raw(&outcome_at(&plan, 1), &fields).goes_to(&plan);
        let history = worker.get(&format!("{plan}/history"));
        assert_eq!(history.text().matches("Outcome agreed").count(), 1);
        assert!(worker.get(&plan).body.contains("&lt;b&gt;end&lt;/b&gt; لا أريد 😀"));
        town.verify();
    });
}

//! Chronologies are up to date and used: the chronology writes itself from the record, and an assessment cannot be submitted
//! until history has been considered, which events and what they mean now.

use app::testing::each_town;
use app::testing::family::{NOTE, assessment, complete, family, pairs, send, start};
use axum::http::StatusCode;
use law::role::Role;
use law::step::StepKind;

#[test]
fn the_chronology_writes_itself_from_the_work() {
    each_town(|town| {
        let family = family(town, 2);
        let worker = town.as_a(Role::SocialWorker);
        let step = start(&worker, &family, "case_note");
        send(&worker, &step, NOTE);
        worker.post(&format!("{step}/check"), &format!("{step}/finish"), &[]).goes_to(&step);
        for child in &family.children {
            worker
                .get(&format!("/person/{child}/timeline"))
                .must_say("Case note: telephone call")
                .must_say("Allocated to Social worker One");
        }
    });
}

#[test]
fn an_assessment_waits_until_history_is_considered() {
    each_town(|town| {
        let family = family(town, 1);
        let step = assessment(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        let history = format!("{step}/section/history");
        worker.get(&history).must_say("Contact from family member");

        let mut fields = complete(town, StepKind::Assessment, &family.children);
        fields.retain(|(name, _)| !name.starts_with("q.history"));
        worker.post(&step, &step, &pairs(&fields)).goes_to(&step);
        let refused = worker.post(&format!("{step}/check"), &format!("{step}/finish"), &[]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.must_say("Consider the chronology: choose the events that matter and say what they mean now");

        let event = checkbox(&worker.get(&history).body, "q.history_events");
        let considered = [("q.history_events", event.as_str()), ("q.history_meaning", "The first worry we have had.")];
        worker.post(&history, &history, &considered).goes_to("/step/");
        worker.post(&format!("{step}/check"), &format!("{step}/finish"), &[]).goes_to(&step);
        let manager = town.as_a(Role::TeamManager);
        manager
            .get(&format!("{step}/decide"))
            .must_say("History considered")
            .must_say("Contact from family member")
            .must_say("The first worry we have had.");
        town.verify();
    });
}

/// The value of the first tick box of that name.
fn checkbox(page: &str, name: &str) -> String {
    let boxes = page.split("<input ").filter(|tag| {
        let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
        tag.contains("type=\"checkbox\"") && tag.contains(&format!("name=\"{name}\""))
    });
    let first = boxes.into_iter().next().unwrap_or_else(|| panic!("no box {name}"));
    let value = &first[first.find("value=\"").map_or(0, |at| at + 7)..];
    value[..value.find('"').unwrap_or(0)].to_owned()
}

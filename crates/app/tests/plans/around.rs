//! Who may, what is known from before, what a manager counts, what an ended plan refuses.

use super::{SCHOOL, WALK, action_at, agree, but, outcome_at};
use app::testing::each_town;
use app::testing::family::{assessment, complete, family, need_plan, pairs, planned, send};
use axum::http::StatusCode;
use law::role::Role;
use law::step::StepKind;

#[test]
fn who_may_not_write_is_told_who_does() {
    each_town(|town| {
        let family = family(town, 1);
        let plan = need_plan(town, &family);
        agree(&town.as_a(Role::SocialWorker), &plan, 1, SCHOOL).goes_to(&plan);
        let colleague = town.as_a(Role::Practitioner);
        let read = colleague.get(&plan);
        read.must_say("The child’s allocated worker, a manager or a conference chair writes in the plan");
        assert!(!read.says("Change this outcome"));
        assert_eq!(colleague.get(&outcome_at(&plan, 1)).status, StatusCode::FORBIDDEN);
        let posted = colleague.post(&plan_page(), &outcome_at(&plan, 1), SCHOOL);
        assert_eq!(posted.status, StatusCode::FORBIDDEN);
        let drafted = colleague.post(&plan_page(), &format!("{plan}/draft"), &draft_of("Quietly"));
        assert_eq!(drafted.status, StatusCode::FORBIDDEN);
        assert!(!town.as_a(Role::SocialWorker).get(&outcome_at(&plan, 1)).says("Quietly"));
        town.as_a(Role::Auditor).get(&plan).must_say("Zainab is in school every day");
        assert_eq!(town.as_a(Role::Administrator).get(&plan).status, StatusCode::FORBIDDEN);
        assert_eq!(town.as_nobody().get(&plan).status, StatusCode::SEE_OTHER);

        // Whoever does an action may say that it is done.
        let practitioner = app::testing::worker(Role::Practitioner).to_string();
        let to_do = but(WALK, &[("named", ""), ("worker", &practitioner)]);
        send(&town.as_a(Role::SocialWorker), &action_at(&plan, 1, 1), &to_do).goes_to(&plan);
        let done = super::action_deed(&plan, 1, "done");
        send(&colleague, &done, &[("on", "23 11 2026")]).goes_to(&plan);
        town.as_a(Role::SocialWorker).get(&plan).must_say("done 23 Nov 2026");
        town.verify();
    });
}

/// Any page with a form's token.
fn plan_page() -> String {
    "/".to_owned()
}

fn draft_of(words: &'static str) -> [(&'static str, &'static str); 3] {
    [("question", "outcome.00000000-0000-0000-0000-00000000a001.risk"), ("version", ""), ("risk", words)]
}

#[test]
fn what_the_assessment_found_is_offered_one_by_one() {
    each_town(|town| {
        let family = family(town, 1);
        let step = assessment(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        let mut fields = complete(town, StepKind::Assessment, &family.children);
        fields.retain(|(name, _)| !name.starts_with("q.actions_agreed") && !name.starts_with("q.risk_factors"));
        let risk = format!("q.risk_factors.{}", family.child());
        fields.push((format!("{risk}.0.factor"), "Her father drinks until he sleeps".to_owned()));
        fields.push((format!("{risk}.0.evidence"), "Seen on both visits".to_owned()));
        fields.push(("q.actions_agreed.0.what".to_owned(), "Ask Ms Lane for the register".to_owned()));
        fields.push(("q.actions_agreed.0.who".to_owned(), "Amina Rahman".to_owned()));
        fields.push(("q.actions_agreed.0.by_when".to_owned(), "4 December 2026".to_owned()));
        worker.post(&step, &step, &pairs(&fields)).goes_to(&step);
        worker.post(&format!("{step}/check"), &format!("{step}/finish"), &[]).goes_to(&step);
        let plan = planned(town, &family, &step);

        let shown = worker.get(&plan);
        shown
            .must_say("From the child and family assessment")
            .must_say("Her father drinks until he sleeps. Seen on both visits");
        shown.must_say("An action is taken once an outcome stands");
        let offered = worker.get(&format!("{}?from=0", outcome_at(&plan, 1)));
        offered.must_say("Her father drinks until he sleeps. Seen on both visits");
        assert!(worker.get(&plan).says("No outcome is agreed yet"), "nothing is taken by itself");

        let fields = but(SCHOOL, &[("risk", "Her father drinks until he sleeps. Seen on both visits")]);
        agree(&worker, &plan, 1, &fields).goes_to(&plan);
        assert!(!worker.get(&plan).says("Write an outcome for it"), "what is taken is not offered again");
        let action = format!("{}?from=0", action_at(&plan, 1, 1));
        let offered = worker.get(&action);
        offered.must_say("Ask Ms Lane for the register");
        assert!(offered.body.contains("value=\"Amina Rahman\"") && offered.body.contains("value=\"4 December 2026\""));
        town.verify();
    });
}

#[test]
fn vague_wording_is_pointed_out_never_refused_and_counted_for_the_manager() {
    each_town(|town| {
        let family = family(town, 1);
        let plan = need_plan(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        let typed = [("what", "Parent to work with social worker"), ("named", ""), ("due", "")];
        let live = worker.post("/", "/plan/clearer/action", &typed);
        let found: serde_json::Value = serde_json::from_str(&live.body).unwrap();
        assert_eq!(found["found"]["what"][0]["words"], "work with social");
        assert_eq!(found["found"]["named"][0]["ask"], "Who?");
        assert_eq!(found["found"]["due"][0]["ask"], "When, or how often?");
        let clear = worker.post("/", "/plan/clearer/action", WALK);
        assert_eq!(clear.body, "{\"found\":{}}");

        agree(&worker, &plan, 1, SCHOOL).goes_to(&plan);
        send(&worker, &action_at(&plan, 1, 1), &typed).goes_to(&plan);
        worker.get(&action_at(&plan, 1, 1)).must_say("What exactly? work with social");
        worker.get(&plan).must_say("1 line could be clearer");

        let manager = town.as_a(Role::TeamManager);
        let board = manager.get("/team");
        board.must_say("Plan lines to make clearer");
        let link = board.body.split("href=\"").find(|rest| rest.contains("/plans?worker=")).unwrap();
        let link = link[..link.find('"').unwrap()].to_owned();
        let listed = manager.get(&link);
        listed.must_say("Zainab Karim").must_say("1 of 3");
        assert!(listed.body.contains(&format!("{plan}#clearer-")));
        send(&worker, &action_at(&plan, 1, 1), WALK).goes_to(&plan);
        assert!(!manager.get("/team").body.contains("/plans?worker="));
        town.verify();
    });
}

#[test]
fn an_ended_plan_is_read_and_not_written() {
    each_town(|town| {
        let family = family(town, 1);
        let plan = need_plan(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        agree(&worker, &plan, 1, SCHOOL).goes_to(&plan);
        let step = plan.replace("/plan/", "/step/");
        worker.get(&step).must_say("Outcomes, actions and progress");
        let ordered = [("reason", "order"), ("on", "23 11 2026"), ("words", "Seen on the order")];
        send(&town.as_a(Role::TeamManager), &format!("{step}/end"), &ordered).goes_to(&step);
        let read = worker.get(&plan);
        read.must_say("has ended: nothing is written in it any more").must_say("Zainab is in school every day");
        for path in [outcome_at(&plan, 1), outcome_at(&plan, 2), format!("{plan}/progress"), action_at(&plan, 1, 1)] {
            assert_eq!(worker.get(&path).status, StatusCode::FORBIDDEN, "{path}");
            assert_eq!(worker.post("/", &path, SCHOOL).status, StatusCode::FORBIDDEN, "{path}");
        }
        assert!(!worker.get(&format!("/person/{}", family.child())).says("target 5"));
        town.verify();
    });
}

#[test]
fn nobody_writes_into_another_plans_outcome() {
    each_town(|town| {
        let family = family(town, 1);
        let first = need_plan(town, &family);
        // A step that has no plan of its own: its address does not lead to another plan's outcome.
        let other = assessment(town, &family);
        let second = other.replace("/step/", "/plan/");
        let worker = town.as_a(Role::SocialWorker);
        agree(&worker, &first, 1, SCHOOL).goes_to(&first);
        assert_eq!(worker.get(&outcome_at(&second, 1)).status, StatusCode::NOT_FOUND);
        assert_eq!(worker.post("/", &outcome_at(&second, 1), SCHOOL).status, StatusCode::NOT_FOUND);
        assert_eq!(worker.get(&action_at(&second, 1, 1)).status, StatusCode::NOT_FOUND);
        assert_eq!(worker.get(&first.replace("/plan/", "/plan/x")).status, StatusCode::NOT_FOUND);
        let person = format!("/plan/{}", family.child());
        assert_eq!(worker.get(&person).status, StatusCode::NOT_FOUND);
        town.verify();
    });
}

/// The review that follows once the plan is agreed: its address, from the child's page.
fn review(town: &app::testing::Town, family: &app::testing::family::Family, plan: &str) -> String {
    let worker = town.as_a(Role::SocialWorker);
    let step = plan.replace("/plan/", "/step/");
    let agreed = format!("q.need_plan_started_on.{}", family.child());
    let fields =
        [(format!("{agreed}.day"), "23"), (format!("{agreed}.month"), "11"), (format!("{agreed}.year"), "2026")];
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    fields.push(("then", "stay"));
    let page = worker.follow(worker.get(&step));
    let at = page.body.find("data-autosave").unwrap();
    let form = page.body[..at].rfind("action=\"").unwrap() + 8;
    let action = page.body[form..form + page.body[form..].find('"').unwrap()].to_owned();
    send(&worker, &action, &fields).goes_to("/step/");
    let child = worker.get(&format!("/person/{}", family.child())).body;
    let end = child.find("<strong>Child in need review</strong>").unwrap();
    let start = child[..end].rfind("href=\"").unwrap() + 6;
    child[start..start + child[start..].find('"').unwrap()].to_owned()
}

#[test]
fn a_review_leads_to_how_it_is_now_and_the_plan_says_where_it_was_noted() {
    each_town(|town| {
        let family = family(town, 1);
        let plan = need_plan(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        agree(&worker, &plan, 1, SCHOOL).goes_to(&plan);
        let meeting = review(town, &family, &plan);
        let shown = worker.follow(worker.get(&meeting));
        shown.must_say("How is it now? Note progress at this child in need review");
        let id = meeting.replace("/step/", "");
        let page = format!("{plan}/progress?at={id}");
        assert!(shown.body.contains(&format!("href=\"{page}\"")));
        worker.get(&page).must_say("Noted at the child in need review");
        let value = outcome_at("", 1).replace("/outcome/", "value.");
        let marks = app::testing::family::marks(&worker.get(&page).body);
        let mut fields: Vec<(&str, &str)> = marks.iter().map(|(name, mark)| (name.as_str(), mark.as_str())).collect();
        fields.extend([("at", id.as_str()), ("on", "23 November 2026"), (value.as_str(), "3")]);
        worker.post(&page, &format!("{plan}/progress"), &fields).goes_to(&plan);
        worker.get(&plan).must_say("At the child in need review");
        let stranger = uuid::Uuid::from_u128(5);
        assert_eq!(worker.get(&format!("{plan}/progress?at={stranger}")).status, StatusCode::NOT_FOUND);
        town.verify();
    });
}

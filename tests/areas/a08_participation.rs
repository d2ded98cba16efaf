//! Children are supported to attend conferences and offered advocacy; what each agency and the child brought is on the record, and
//! the plan begins with the decision.

use app::testing::each_town;
use app::testing::family::{Family, complete, decided, family, opened, pairs};
use app::testing::protection::{conference, conference_chair, part};
use app::testing::{Browser, Town};
use axum::http::StatusCode;
use law::role::Role;
use law::step::StepKind;

fn written(town: &Town, chair: &Browser<'_>, family: &Family, conference: &str, change: &[(&str, &str)]) {
    let mut fields = complete(town, StepKind::Conference, &family.children);
    fields.retain(|(name, _)| !change.iter().any(|(question, _)| name.starts_with(&format!("q.{question}"))));
    for (question, value) in change {
        fields.push((format!("q.{question}"), (*value).to_owned()));
        fields.extend(family.children.iter().map(|child| (format!("q.{question}.{child}"), (*value).to_owned())));
    }
    chair.post(conference, conference, &pairs(&fields)).goes_to(conference);
}

#[test]
fn the_conference_asks_for_each_child_how_they_took_part_and_why_not() {
    each_town(|town| {
        let family = family(town, 2);
        let step = conference(town, &family);
        let chair = conference_chair(town, &step);
        written(town, &chair, &family, &step, &[("child_took_part", ""), ("advocacy_offered", ""), ("quorum_why", "")]);
        let refused = chair.post(&format!("{step}/check"), &format!("{step}/finish"), &[]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for name in ["Zainab", "Idris"] {
            refused
                .must_say(&format!("Say how {name} took part"))
                .must_say(&format!("Say whether {name} was offered an advocate"));
        }
        refused.must_say("Not quorate: 0 of 3 agencies took part");

        let no_part = [("child_took_part", "no"), ("child_no_part_why", ""), ("quorum_why", "")];
        written(town, &chair, &family, &step, &no_part);
        chair.post(&format!("{step}/check"), &format!("{step}/finish"), &[]).must_say("Say why Zainab took no part");
        town.verify();
    });
}

#[test]
fn the_chair_decides_for_each_child_and_the_plan_and_its_meetings_begin() {
    each_town(|town| {
        let family = family(town, 1);
        let step = conference(town, &family);
        let chair = conference_chair(town, &step);
        written(town, &chair, &family, &step, &[]);
        for (agency, name) in
            [("social_care", "Social Worker One"), ("education", "Mr Head"), ("health", "Nurse Invented")]
        {
            part(&chair, &step, "seat", &[("agency", agency), ("name", name), ("part", "in_room"), ("report", "yes")]);
        }
        let dissent = [
            ("agency", "police"),
            ("name", "DS Invented"),
            ("part", "by_video"),
            ("agrees", "no"),
            ("view", "Thinks that a child in need plan is enough"),
        ];
        part(&chair, &step, "seat", &dissent);
        chair.post(&format!("{step}/check"), &format!("{step}/finish"), &[]).goes_to(&format!("{step}/decide"));
        let plan = [
            ("outcome", "protection_plan"),
            ("rationale", "Harm is likely without a plan."),
            ("for_family", "Zainab has a plan so that she is safe."),
        ];
        let refused = decided(&chair, &family, &step, &plan);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.must_say("Select the category of abuse");
        let with_category = [plan[0], plan[1], plan[2], ("category", "NEG")];
        let manager = town.as_a(Role::TeamManager);
        let fields = app::testing::family::decision(&family.children, &with_category);
        assert_eq!(manager.post("/", &format!("{step}/decide"), &pairs(&fields)).status, StatusCode::FORBIDDEN);
        decided(&chair, &family, &step, &with_category).goes_to(&step);

        let shown = chair.get(&step);
        shown.must_say("Dissents").must_say("Thinks that a child in need plan is enough");
        for kind in ["Child protection plan", "Core group", "Child protection conference", "Conference record"] {
            opened(&shown, kind);
        }
        let child = format!("/person/{}", family.child());
        town.as_a(Role::SocialWorker)
            .get(&child)
            .must_say("Child protection plan: neglect")
            .must_say("Core group")
            .must_say("First core group");
        town.verify();
    });
}

#[test]
fn the_chairs_feedback_is_graded_and_the_chairs_alone() {
    each_town(|town| {
        let family = family(town, 1);
        let step = conference(town, &family);
        let chair = conference_chair(town, &step);
        part(&chair, &step, "seat", &[("agency", "education"), ("name", "Mr Head"), ("part", "in_room")]);
        let shown = chair.follow(chair.get(&step));
        let at = shown.body.find("/part/feedback/").expect("feedback is offered");
        let page = format!("{step}{}", &shown.body[at..at + 15 + 36]);
        let given = [
            ("grade_report", "requires_improvement"),
            ("grade_participation", "good"),
            ("feedback", "Say what attendance means for her"),
        ];
        chair.post(&page, &page, &given).goes_to(&step);
        chair.follow(chair.get(&step)).must_say("Feedback given");
        let manager = town.as_a(Role::TeamManager);
        assert_eq!(manager.post(&page, &page, &given).status, StatusCode::FORBIDDEN);
        town.verify();
    });
}

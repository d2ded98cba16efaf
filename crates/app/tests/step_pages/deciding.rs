//! From a worry to a decision: submitted, returned, decided for each child, and what that opens.

use app::testing::each_town;
use app::testing::family::{assessment, at_the_door, complete, decided, decision, family, opened, pairs, submitted};
use axum::http::StatusCode;
use law::role::Role;
use law::step::StepKind;

#[test]
fn a_contact_becomes_a_referral_and_an_assessment() {
    each_town(|town| {
        let family = family(town, 1);
        let (duty, manager) = (town.as_a(Role::DutyScreener), town.as_a(Role::ServiceManager));
        let contact = at_the_door(town, &family, StepKind::Contact);
        submitted(town, &duty, &family, StepKind::Contact, &contact);
        decided(&manager, &family, &contact, &[("outcome", "referral"), ("rationale", "It needs a social worker.")])
            .goes_to(&contact);

        let shown = manager.get(&contact);
        shown.must_say("Authorised").must_say("It needs a social worker.").must_say("What it opened");
        let referral = opened(&shown, "Referral");
        let form = duty.get(&format!("{referral}/section/source"));
        form.must_say("When did the referral reach us?");
        assert!(form.body.contains("value=\"20\""), "the day of the contact came with it");
        submitted(town, &duty, &family, StepKind::Referral, &referral);
        decided(
            &manager,
            &family,
            &referral,
            &[
                ("outcome", "assessment"),
                ("harm", "no"),
                ("level", "3"),
                ("rationale", "A child in need; no harm is suspected."),
            ],
        )
        .goes_to(&referral);

        let shown = manager.get(&referral);
        let assessment = opened(&shown, "Child and family assessment");
        manager.get(&assessment).must_say("Child and family assessment authorised");
        manager
            .get(&format!("{referral}/letter"))
            .must_say("Thank you for telling us of your worry on 20 November 2026");
        town.verify();
    });
}

#[test]
fn where_harm_is_suspected_nothing_but_a_strategy_discussion_is_decided() {
    each_town(|town| {
        let family = family(town, 2);
        let (duty, manager) = (town.as_a(Role::DutyScreener), town.as_a(Role::ServiceManager));
        let referral = at_the_door(town, &family, StepKind::Contact);
        submitted(town, &duty, &family, StepKind::Contact, &referral);
        decided(&manager, &family, &referral, &[("outcome", "referral"), ("rationale", "Now.")]).goes_to(&referral);
        let referral = opened(&manager.get(&referral), "Referral");
        submitted(town, &duty, &family, StepKind::Referral, &referral);

        let unsaid = decided(&manager, &family, &referral, &[("outcome", "assessment"), ("rationale", "Look first.")]);
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        unsaid.must_say("Answer the threshold question").must_say("Select the level of need").must_say("Look first.");
        let wrong = decided(
            &manager,
            &family,
            &referral,
            &[("outcome", "assessment"), ("harm", "yes"), ("level", "4"), ("rationale", "An assessment visit.")],
        );
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.must_say("Where significant harm is suspected, the decision is a strategy discussion");
        assert!(wrong.body.contains(&format!("href=\"#outcome-{}\"", family.child())));

        decided(
            &manager,
            &family,
            &referral,
            &[
                ("outcome", "strategy_discussion"),
                ("harm", "yes"),
                ("level", "4"),
                ("rationale", "She says she is afraid to go home."),
            ],
        )
        .goes_to(&referral);
        let shown = manager.get(&referral);
        opened(&shown, "Strategy discussion");
        let assessment = opened(&shown, "Child and family assessment");
        manager.get(&assessment).must_say("Child seen where protection is a concern");
        town.verify();
    });
}

#[test]
fn an_assessment_of_two_children_is_returned_resubmitted_and_decided_apart() {
    each_town(|town| {
        let family = family(town, 2);
        let step = assessment(town, &family);
        let (worker, manager) = (town.as_a(Role::SocialWorker), town.as_a(Role::TeamManager));
        let seeing = worker.get(&format!("{step}/section/seeing"));
        seeing.must_say("Have you seen Zainab?").must_say("Have you seen Idris?").must_say("Check your answers");

        let mut fields = complete(town, StepKind::Assessment, &family.children);
        fields.retain(|(name, _)| !name.starts_with("q.history_meaning"));
        worker.post(&step, &step, &pairs(&fields)).goes_to(&step);
        let check = worker.get(&format!("{step}/check"));
        check.must_say("Consider the chronology").must_say("A manager reads it and decides");
        let refused = worker.post(&format!("{step}/check"), &format!("{step}/finish"), &[]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.must_say("Error:").must_say("Consider the chronology");
        assert!(refused.body.contains(&format!("href=\"{step}/section/history#q.history_meaning\"")));

        let history = worker.get(&format!("{step}/section/history"));
        history.must_say("Contact from family member");
        let event = app::testing::hidden(&history.body, "q.history_events");
        assert_eq!(event.as_deref(), Some(""), "taking every tick away is an answer");
        worker
            .post(
                &format!("{step}/section/history"),
                &format!("{step}/section/history"),
                &[
                    ("q.history_events", ""),
                    ("q.history_meaning", "Nobody asked the children before."),
                    ("then", "next"),
                ],
            )
            .goes_to(&format!("{step}/section/risk"));
        worker.post(&format!("{step}/check"), &format!("{step}/finish"), &[]).goes_to(&step);

        let returned = manager.post(&format!("{step}/decide"), &format!("{step}/return"), &[("reasons", " ")]);
        returned.must_say("Say what must change before you can agree");
        manager
            .post(&format!("{step}/decide"), &format!("{step}/return"), &[("reasons", "Whose words are these?")])
            .goes_to(&step);
        let section = format!("{step}/section/words");
        worker.get(&section).must_say("Returned by Team manager One").must_say("Whose words are these?");
        let field = format!("q.childs_words.{}", family.children[1]);
        worker
            .post(&section, &section, &[(&field, "Idris: “I like the blue room.”"), ("then", "next")])
            .goes_to("/step");
        worker.post(&format!("{step}/check"), &format!("{step}/finish"), &[]).goes_to(&step);

        let reading = manager.get(&format!("{step}/decide"));
        reading.must_say("Changed since it was last submitted: 1").must_say("I like the blue room");
        reading.must_say("Nobody asked the children before.").must_say("Recommended for Zainab");
        let mut fields = decision(
            &family.children[..1],
            &[
                ("outcome", "cin_plan"),
                ("rationale", "She needs help now."),
                ("for_family", "We will make a plan with you for Zainab."),
            ],
        );
        fields.extend(decision(
            &family.children[1..],
            &[("outcome", "no_further_action"), ("rationale", "He is well."), ("for_family", "Idris is doing well.")],
        ));
        manager.post(&format!("{step}/decide"), &format!("{step}/decide"), &pairs(&fields)).goes_to(&step);
        let shown = manager.get(&step);
        shown
            .must_say("The worker recommended")
            .must_say("Child in need plan for Zainab")
            .must_say("Closure for Idris");
        town.verify();
    });
}

#[test]
fn each_child_has_a_need_of_their_own_in_the_census() {
    each_town(|town| {
        let family = family(town, 2);
        let (duty, manager) = (town.as_a(Role::DutyScreener), town.as_a(Role::ServiceManager));
        let contact = at_the_door(town, &family, StepKind::Contact);
        submitted(town, &duty, &family, StepKind::Contact, &contact);
        decided(&manager, &family, &contact, &[("outcome", "referral"), ("rationale", "Now.")]).goes_to(&contact);
        let referral = opened(&manager.get(&contact), "Referral");
        duty.get(&format!("{referral}/section/need"))
            .must_say("What is Zainab’s main need?")
            .must_say("What is Idris’s main need?");
        let mut fields = complete(town, StepKind::Referral, &family.children);
        let of_second = format!("q.primary_need.{}", family.children[1]);
        fields.iter_mut().filter(|(name, _)| *name == of_second).for_each(|(_, value)| "N5".clone_into(value));
        duty.post(&referral, &referral, &pairs(&fields)).goes_to(&referral);
        duty.post(&format!("{referral}/check"), &format!("{referral}/finish"), &[]).goes_to(&referral);
        let decision = [("outcome", "assessment"), ("harm", "no"), ("level", "3"), ("rationale", "Children in need.")];
        decided(&manager, &family, &referral, &decision).goes_to(&referral);
        let needs = town.council.db.read_now(|conn| {
            let rows = conn.query(store::sql!("SELECT child, need FROM episode ORDER BY need"), &[])?;
            rows.iter()
                .map(|row| Ok((row.get::<String>("child")?, row.get::<String>("need")?)))
                .collect::<Result<Vec<_>, store::Error>>()
        });
        let [first, second] = [&family.children[0], &family.children[1]].map(ToString::to_string);
        assert_eq!(needs.unwrap(), [(first, "N1".to_owned()), (second, "N5".to_owned())]);
        town.verify();
    });
}

#[test]
fn check_your_answers_names_the_day_on_which_the_clock_itself_ends() {
    each_town(|town| {
        let family = family(town, 1);
        let duty = town.as_a(Role::DutyScreener);
        let contact = at_the_door(town, &family, StepKind::Contact);
        // Every answer says that it was received on Friday 20 November: one working day is Monday, whenever it is submitted.
        duty.post(&contact, &contact, &pairs(&complete(town, StepKind::Contact, &family.children))).goes_to(&contact);
        let check = duty.get(&format!("{contact}/check"));
        check.must_say("decides by Mon 23 November (Contact decision: due today )");
        town.travel("2026-11-24T10:00:00Z");
        town.as_a(Role::DutyScreener).get(&format!("{contact}/check")).must_say("1 working day late");
        let night = at_the_door(town, &family, StepKind::OutOfHoursEpisode);
        let duty = town.as_a(Role::DutyScreener);
        duty.post(&night, &night, &pairs(&complete(town, StepKind::OutOfHoursEpisode, &family.children)))
            .goes_to(&night);
        duty.get(&format!("{night}/check")).must_say("acknowledge it by 10:00 on Wed 25 November");
        town.verify();
    });
}

#[test]
fn of_many_children_those_decided_apart_are_folded_until_somebody_begins() {
    each_town(|town| {
        let family = family(town, 3);
        let (duty, manager) = (town.as_a(Role::DutyScreener), town.as_a(Role::ServiceManager));
        let contact = at_the_door(town, &family, StepKind::Contact);
        submitted(town, &duty, &family, StepKind::Contact, &contact);
        let decide = format!("{contact}/decide");
        let page = manager.get(&decide);
        page.must_say("Decide for Idris").must_say("Decide for Mariam");
        assert!(!page.says("Decide for Zainab"), "the first is always open");
        let folds = |page: &app::testing::Shown| {
            page.body.matches("<details class=\"k-whole\" open><summary class=\"govuk-heading-s\"").count()
        };
        assert_eq!(folds(&page), 0);
        // Zainab and Idris are decided, Mariam is forgotten: what was typed and what is wrong stand open.
        let fields = decision(&family.children[..2], &[("outcome", "referral"), ("rationale", "Now.")]);
        let again = manager.post(&decide, &decide, &pairs(&fields));
        again.must_say("Select a decision for each child");
        assert_eq!(folds(&again), 2);
        town.verify();
    });
}

#[test]
fn one_decision_may_stand_for_all_children() {
    each_town(|town| {
        let family = family(town, 3);
        let (duty, manager) = (town.as_a(Role::DutyScreener), town.as_a(Role::ServiceManager));
        let contact = at_the_door(town, &family, StepKind::Contact);
        submitted(town, &duty, &family, StepKind::Contact, &contact);
        let decide = format!("{contact}/decide");
        let nothing = manager.post(&decide, &decide, &[("same", "yes")]);
        assert_eq!(
            nothing.body.matches("Select a decision for each child").count(),
            2,
            "once in the list, once beside"
        );
        let mut fields = decision(&family.children[..1], &[("outcome", "referral"), ("rationale", "For all of them.")]);
        fields.push(("same".to_owned(), "yes".to_owned()));
        manager.post(&decide, &decide, &pairs(&fields)).goes_to(&contact);
        manager.get(&contact).must_say("for Zainab, Idris, Mariam");
        town.verify();
    });
}

//! Child protection work of a family, by the presses that people make: a referral where harm is suspected, its discussion, the
//! enquiry, the conference.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on must stop")]

use crate::testing::family::{Family, complete, decided, opened, pairs};
use crate::testing::{Browser, Town, worker};
use law::role::Role;
use law::step::StepKind;

/// A referral about the family, written and submitted: its address.
pub fn referral(town: &Town, family: &Family) -> String {
    let screener = town.as_a(Role::DutyScreener);
    let contact = crate::testing::family::at_the_door(town, family, StepKind::Contact);
    crate::testing::family::submitted(town, &screener, family, StepKind::Contact, &contact);
    let manager = town.as_a(Role::TeamManager);
    let accepted = [("outcome", "referral"), ("level", "4"), ("rationale", "It is serious and it is new.")];
    decided(&manager, family, &contact, &accepted).goes_to(&contact);
    let referral = opened(&manager.get(&contact), "Referral");
    crate::testing::family::submitted(town, &screener, family, StepKind::Referral, &referral);
    referral
}

/// A decision in which significant harm is suspected.
pub fn suspected(outcome: &'static str) -> [(&'static str, &'static str); 4] {
    [("outcome", outcome), ("level", "4"), ("harm", "yes"), ("rationale", "A mark that fits what she says.")]
}

/// The strategy discussion that a referral's decision opened.
pub fn discussion(town: &Town, family: &Family) -> String {
    let referral = referral(town, family);
    let manager = town.as_a(Role::TeamManager);
    decided(&manager, family, &referral, &suspected("strategy_discussion")).goes_to(&referral);
    opened(&manager.get(&referral), "Strategy discussion")
}

/// Keeps a part of a step as its form would.
pub fn part(who: &Browser<'_>, step: &str, part: &str, fields: &[(&str, &str)]) {
    let page = format!("{step}/part/{part}/new");
    who.post(&page, &page, fields).goes_to(step);
}

/// Writes a discussion that was held at half past nine on that day of November: all agencies but the GP, who is followed up.
pub fn discussion_held(town: &Town, family: &Family, step: &str, day: &str) {
    let manager = town.as_a(Role::TeamManager);
    let mut fields = complete(town, StepKind::StrategyDiscussion, &family.children);
    for (name, value) in &mut fields {
        match name.as_str() {
            "q.happened_at.day" => day.clone_into(value),
            "q.happened_at.time" => "9.30am".clone_into(value),
            _ => {}
        }
    }
    manager.post(step, step, &pairs(&fields)).goes_to(step);
    for (agency, name) in [("social_care", "Team Manager One"), ("police", "DS Invented"), ("health", "Nurse Invented")]
    {
        part(&manager, step, "seat", &[("agency", agency), ("name", name), ("part", "by_video")]);
    }
    let action = [("what", "Ring the surgery at eight"), ("who", "Duty"), ("due", "27 11 2026")];
    part(&manager, step, "action", &action);
}

/// The enquiry that a discussion held on Monday opened.
pub fn enquiry(town: &Town, family: &Family) -> String {
    let discussion = discussion(town, family);
    discussion_held(town, family, &discussion, "23");
    let manager = town.as_a(Role::TeamManager);
    let read_back = manager.post(&format!("{discussion}/check"), &format!("{discussion}/finish"), &[]);
    read_back.goes_to(&format!("{discussion}/decide"));
    let outcome = [("outcome", "joint_enquiry"), ("rationale", "Harm is likely on what each agency knows.")];
    decided(&manager, family, &discussion, &outcome).goes_to(&discussion);
    opened(&manager.get(&discussion), "Section 47 enquiry")
}

/// Answers every question of an enquiry and asks every agency.
pub fn enquiry_written(town: &Town, family: &Family, enquiry: &str) {
    let lead = town.as_a(Role::SocialWorker);
    let fields = complete(town, StepKind::Section47Enquiry, &family.children);
    lead.post(enquiry, enquiry, &pairs(&fields)).goes_to(enquiry);
    for agency in ["police", "health", "gp", "education"] {
        let answered = [
            ("agency", agency),
            ("asked_on", "23 11 2026"),
            ("answered_on", "23 11 2026"),
            ("information", "Nothing new is known"),
        ];
        part(&lead, enquiry, "check", &answered);
    }
}

/// The conference that an enquiry with continuing risk opened.
pub fn conference(town: &Town, family: &Family) -> String {
    let enquiry = enquiry(town, family);
    enquiry_written(town, family, &enquiry);
    let lead = town.as_a(Role::SocialWorker);
    lead.post(&format!("{enquiry}/check"), &format!("{enquiry}/finish"), &[]).goes_to(&enquiry);
    let manager = town.as_a(Role::TeamManager);
    let outcome = [("outcome", "concerns_continue"), ("rationale", "Agreed."), ("for_family", "We were right to ask.")];
    decided(&manager, family, &enquiry, &outcome).goes_to(&enquiry);
    opened(&manager.get(&enquiry), "Child protection conference")
}

/// The conference's chair, once the conference was given to them.
pub fn conference_chair<'a>(town: &'a Town, conference: &str) -> Browser<'a> {
    let chair = worker(Role::ConferenceChair).to_string();
    let manager = town.as_a(Role::TeamManager);
    let assign = format!("{conference}/assign");
    manager.post(&assign, &assign, &[("owner", &chair)]).goes_to(conference);
    town.as_a(Role::ConferenceChair)
}

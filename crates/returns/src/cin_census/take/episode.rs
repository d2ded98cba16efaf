//! One `CINdetails` and the groups inside it.

use super::desk::{Desk, Tense};
use crate::cin_census::child::{Assessment, CinPlan, Enquiry, Episode, Kept, PreProceedings, ProtectionPlan};
use crate::cin_census::codes;
use crate::cin_census::reason::Reason;
use crate::cin_census::tree::Group;
use law::day::Day;

/// One episode; `None` when nothing in it can be placed, because its referral date cannot be read.
pub(super) fn episode(desk: &mut Desk, mut group: Group) -> Option<Episode> {
    let referral = start(desk, &mut group, "CINreferralDate")?;
    let mut closure = desk.date(&mut group, "CINclosureDate", Tense::Past);
    desk.not_before(&mut closure, &referral);
    let mut closure_reason = desk.code(&mut group, "ReasonForClosure", &codes::REASON_FOR_CLOSURE);
    match (&closure, &closure_reason) {
        (None, _) => desk.withdraw(&mut closure_reason, Reason::NotClosed),
        (Some(closure), None) => {
            let text = "This referral is closed without a reason that can be read.";
            desk.note(closure.item.line, "Child/CINdetails/ReasonForClosure", text);
        }
        (Some(_), Some(_)) => {}
    }
    let episode = Episode {
        line: group.line,
        referral,
        source: desk.code(&mut group, "ReferralSource", &codes::REFERRAL_SOURCE),
        need: desk.code(&mut group, "PrimaryNeedCode", &codes::PRIMARY_NEED),
        closure,
        closure_reason,
        transfer_conference: desk.date(&mut group, "DateOfInitialCPC", Tense::Past),
        no_further_action: desk.yes_or_no(&mut group, "ReferralNFA"),
        assessments: each(desk, &mut group, "Assessments", assessment),
        cin_plans: each(desk, &mut group, "CINPlanDates", cin_plan),
        enquiries: each(desk, &mut group, "Section47", enquiry),
        protection_plans: each(desk, &mut group, "ChildProtectionPlans", protection_plan),
        pre_proceedings: each(desk, &mut group, "PreProceedingsandFGDM", pre_proceedings),
    };
    desk.refuse_group(group, &Reason::UnknownElement);
    Some(episode)
}

fn each<T>(
    desk: &mut Desk,
    parent: &mut Group,
    name: &str,
    take: impl Fn(&mut Desk, &mut Group) -> Option<T>,
) -> Vec<T> {
    let mut taken = Vec::new();
    for mut group in parent.pull_groups(name) {
        taken.extend(take(desk, &mut group));
        desk.refuse_group(group, &Reason::UnknownElement);
    }
    taken
}

/// The date that places a group in time. Without it everything in the group is refused.
fn start(desk: &mut Desk, group: &mut Group, element: &'static str) -> Option<Kept<Day>> {
    let start = desk.date(group, element, Tense::Past);
    if start.is_none() {
        let spec = group.spec;
        let rest = std::mem::replace(group, Group::new(spec, group.line));
        desk.refuse_group(rest, &Reason::NoStart { element });
    }
    start
}

fn assessment(desk: &mut Desk, group: &mut Group) -> Option<Assessment> {
    let start = start(desk, group, "AssessmentActualStartDate")?;
    let mut internal_review = desk.date(group, "AssessmentInternalReviewDate", Tense::Any);
    let mut authorised = desk.date(group, "AssessmentAuthorisationDate", Tense::Past);
    desk.not_before(&mut internal_review, &start);
    desk.not_before(&mut authorised, &start);
    let mut factors =
        desk.codes(group, "FactorsIdentifiedAtAssessment", "AssessmentFactors", &codes::ASSESSMENT_FACTORS);
    desk.alone(&mut factors, "21");
    Some(Assessment { line: group.line, start, internal_review, authorised, factors })
}

fn cin_plan(desk: &mut Desk, group: &mut Group) -> Option<CinPlan> {
    let start = start(desk, group, "CINPlanStartDate")?;
    let mut end = desk.date(group, "CINPlanEndDate", Tense::Past);
    desk.not_before(&mut end, &start);
    Some(CinPlan { line: group.line, start, end })
}

fn enquiry(desk: &mut Desk, group: &mut Group) -> Option<Enquiry> {
    let start = start(desk, group, "S47ActualStartDate")?;
    let mut conference_target = desk.date(group, "InitialCPCtarget", Tense::Any);
    let mut conference = desk.date(group, "DateOfInitialCPC", Tense::Past);
    desk.not_before(&mut conference_target, &start);
    desk.not_before(&mut conference, &start);
    let conference_not_required = desk.yes_or_no(group, "ICPCnotRequired");
    Some(Enquiry { line: group.line, start, conference_target, conference, conference_not_required })
}

fn protection_plan(desk: &mut Desk, group: &mut Group) -> Option<ProtectionPlan> {
    let start = start(desk, group, "CPPstartDate")?;
    let mut end = desk.date(group, "CPPendDate", Tense::Past);
    desk.not_before(&mut end, &start);
    let mut reviews = Vec::new();
    for review in desk.dates(group, "Reviews", "CPPreviewDate") {
        let mut review = Some(review);
        desk.not_before(&mut review, &start);
        reviews.extend(review);
    }
    Some(ProtectionPlan {
        line: group.line,
        start,
        end,
        first_category: desk.code(group, "InitialCategoryOfAbuse", &codes::CATEGORY_OF_ABUSE),
        latest_category: desk.code(group, "LatestCategoryOfAbuse", &codes::CATEGORY_OF_ABUSE),
        previous_plans: desk.number(group, "NumberOfPreviousCPP"),
        reviews,
    })
}

/// The published sources do not say which of these dates must stand, so none is asked for.
fn pre_proceedings(desk: &mut Desk, group: &mut Group) -> Option<PreProceedings> {
    Some(PreProceedings {
        line: group.line,
        start: desk.date(group, "PPStartDate", Tense::Past),
        letter_sent: desk.date(group, "LBPSentDate", Tense::Past),
        meeting_offered: desk.yes_or_no(group, "FGDMMeetingOffer"),
        meeting_facilitated: desk.yes_or_no(group, "FGDMMeetingFac"),
        first_meeting: desk.date(group, "InitialPPMeetingDate", Tense::Past),
        review_meetings: desk.number(group, "ReviewMeetingsCount"),
        step_decision: desk.date(group, "StepDecisionDate", Tense::Past),
        outcome: desk.code(group, "PPOutcome", &codes::PP_OUTCOME),
        court_application: desk.date(group, "CourtAppDate", Tense::Past),
        letter_of_proceedings: desk.date(group, "LetterInitCPDate", Tense::Past),
    })
}

//! Every clock there is, in one table: its name in the sector's words, what starts it, how long it runs and who says so.

use super::span::Span::{
    self, CalendarDays, Hours, Months, NextWorkingDayAt, Weeks, WorkingDays, WorkingDaysBefore, Yearly,
};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Who says how long a clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Statute, regulations or statutory guidance. No council may change it.
    National { citation: &'static str },
    /// The council's own figure, with where its default comes from.
    Local { basis: &'static str },
}

impl Source {
    /// `National: Working Together to Safeguard Children 2023`, `Local: council policy`.
    pub fn words(self) -> String {
        match self {
            Self::National { citation } => format!("National: {citation}"),
            Self::Local { basis } => format!("Local: {basis}"),
        }
    }
}

/// What a rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// In the sector's words, to head a row: `Initial child protection conference`.
    pub name: &'static str,
    /// The fact that starts the clock: `referral received`.
    pub starts: &'static str,
    /// The national figure, or the default of a local one.
    pub span: Span,
    pub source: Source,
}

/// A text that names no rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no clock called \"{0}\"")]
pub struct NoSuchRule(pub String);

const fn national(citation: &'static str) -> Source {
    Source::National { citation }
}

const fn local(basis: &'static str) -> Source {
    Source::Local { basis }
}

const WORKING_TOGETHER: &str = "Working Together to Safeguard Children 2023";
const FOSTERING_4: &str = "Children (Private Arrangements for Fostering) Regulations 2005, regulation 4";
const FOSTERING_8: &str = "Children (Private Arrangements for Fostering) Regulations 2005, regulation 8";
const MISSING: &str = "Statutory guidance on children who run away or go missing from home or care 2014";
const REGIONAL: &str = "regional safeguarding procedures, followed across England";
const COMPLAINTS: &str = "Children Act 1989 Representations Procedure (England) Regulations 2006";
const ACCESS: &str = "UK GDPR, article 12(3)";
const PRACTICE: &str = "usual practice";
const PROCEDURES: &str = "the council's child protection procedures";
const POLICY: &str = "council policy";
const OUTLINE: &str = "practice under the Public Law Outline";

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident, $slug:literal, $name:literal, $starts:literal, $span:expr, $source:expr;)+) => {
        /// One kind of clock.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub enum Rule {
            $($(#[$doc])* $rule,)+
        }

        impl Rule {
            /// Every rule, in the order of a case.
            pub const ALL: &[Self] = &[$(Self::$rule,)+];

            /// The name that is stored. It never changes.
            pub fn slug(self) -> &'static str {
                match self {
                    $(Self::$rule => $slug,)+
                }
            }

            /// What the rule says.
            pub fn definition(self) -> Definition {
                match self {
                    $(Self::$rule => Definition { name: $name, starts: $starts, span: $span, source: $source },)+
                }
            }
        }
    };
}

rules! {
    /// A qualified manager decides what a contact needs.
    ContactDecision, "contact_decision", "Contact decision", "contact received", WorkingDays(1), local(PRACTICE);
    /// A social worker and their manager decide on a referral and tell the referrer.
    ReferralDecision, "referral_decision", "Referral decision, and referrer told", "referral received", WorkingDays(1), national(WORKING_TOGETHER);
    /// The child is seen, where protection is a concern.
    ChildSeen, "child_seen", "Child seen where protection is a concern", "referral received", WorkingDays(1), local(PRACTICE);
    /// The manager looks at the assessment for the first time.
    AssessmentFirstMidpoint, "assessment_first_midpoint", "Assessment: first look by the manager", "referral received", WorkingDays(10), local(PRACTICE);
    /// The manager looks at the assessment for the second time.
    AssessmentSecondMidpoint, "assessment_second_midpoint", "Assessment: second look by the manager", "referral received", WorkingDays(20), local(PRACTICE);
    /// The manager looks at the assessment for the third time.
    AssessmentThirdMidpoint, "assessment_third_midpoint", "Assessment: third look by the manager", "referral received", WorkingDays(30), local(PRACTICE);
    /// The child and family assessment is finished and authorised. From the referral, not from the allocation.
    AssessmentAuthorised, "assessment_authorised", "Child and family assessment authorised", "referral received", WorkingDays(45), national(WORKING_TOGETHER);
    /// The manager authorises or returns work that was submitted.
    ManagerAuthorises, "manager_authorises", "Manager authorises submitted work", "work submitted", WorkingDays(2), local(PRACTICE);
    /// The strategy discussion is held: the same day where it can be, the next working day at the latest.
    StrategyDiscussion, "strategy_discussion", "Strategy discussion", "reasonable cause to suspect significant harm recorded", WorkingDays(1), local(PRACTICE);
    /// The section 47 enquiry has its outcome.
    Section47Outcome, "section_47_outcome", "Section 47 enquiry outcome", "strategy discussion that started the enquiry", WorkingDays(10), local(PRACTICE);
    /// The initial child protection conference is held. A repeated strategy discussion does not start the clock again.
    InitialConference, "initial_conference", "Initial child protection conference", "first strategy discussion that started the enquiry", WorkingDays(15), national(WORKING_TOGETHER);
    /// The conference for a child who moved in while on another authority's plan.
    TransferInConference, "transfer_in_conference", "Transfer-in conference", "notified that a child on a plan has moved in", WorkingDays(15), national(REGIONAL);
    /// The family has the reports for an initial conference.
    InitialConferenceReports, "initial_conference_reports", "Reports shared with the family before an initial conference", "initial conference planned", WorkingDaysBefore(2), local(PRACTICE);
    /// The family has the reports for a review conference.
    ReviewConferenceReports, "review_conference_reports", "Reports shared with the family before a review conference", "review conference planned", WorkingDaysBefore(5), local(PRACTICE);
    /// Everybody who should know the conference's decision has it in writing.
    DecisionLetter, "decision_letter", "Conference decision letter sent", "conference held", WorkingDays(1), local(PRACTICE);
    /// The record of the conference is sent.
    ConferenceRecord, "conference_record", "Conference record sent", "conference held", WorkingDays(15), local(PRACTICE);
    /// The first core group meets.
    FirstCoreGroup, "first_core_group", "First core group", "initial conference held", WorkingDays(10), national(WORKING_TOGETHER);
    /// The core group meets again.
    NextCoreGroup, "next_core_group", "Core group", "last core group held", Weeks(6), local(PRACTICE);
    /// The first review of a child protection plan.
    FirstReviewConference, "first_review_conference", "First review conference", "initial conference held", Months(3), national(WORKING_TOGETHER);
    /// Each later review of a child protection plan.
    NextReviewConference, "next_review_conference", "Review conference", "last review conference held", Months(6), national(WORKING_TOGETHER);
    /// The child on a protection plan is visited and seen.
    ChildProtectionVisit, "child_protection_visit", "Child protection visit", "plan started, or child last seen on a visit", WorkingDays(10), local(PROCEDURES);
    /// The child in need plan is made.
    CinPlanMade, "cin_plan_made", "Child in need plan made", "assessment authorised with that outcome", WorkingDays(10), local(PRACTICE);
    /// The first review of a child in need plan.
    FirstCinReview, "first_cin_review", "First child in need review", "child in need plan started", Weeks(6), local(PRACTICE);
    /// Each later review of a child in need plan.
    NextCinReview, "next_cin_review", "Child in need review", "last child in need review held", Months(3), local(PRACTICE);
    /// The child in need is visited.
    CinVisit, "cin_visit", "Child in need visit", "plan started, or last visit", Weeks(4), local(PRACTICE);
    /// The first visit of a private fostering arrangement.
    PrivateFosteringFirstVisit, "private_fostering_first_visit", "Private fostering: first visit", "notification received", WorkingDays(7), national(FOSTERING_4);
    /// Visits in the first year of a private fostering arrangement, counted from when the council became aware of it.
    PrivateFosteringVisitFirstYear, "private_fostering_visit_first_year", "Private fostering visit, first year", "council became aware, or last visit", Weeks(6), national(FOSTERING_8);
    /// Visits in the second and later years of a private fostering arrangement.
    PrivateFosteringVisitLater, "private_fostering_visit_later", "Private fostering visit, later years", "last visit", Weeks(12), national(FOSTERING_8);
    /// The independent return interview of a child who was missing.
    ReturnInterview, "return_interview", "Return interview", "child found", Hours(72), national(MISSING);
    /// The early help assessment is finished.
    EarlyHelpAssessment, "early_help_assessment", "Early help assessment", "consent given", WorkingDays(30), local(PRACTICE);
    /// The team around the child looks at the plan again.
    TeamAroundChildReview, "team_around_child_review", "Team around the child review", "plan made, or last review", Weeks(6), local(PRACTICE);
    /// Police protection ends at the latest.
    PoliceProtectionEnds, "police_protection_ends", "Police protection ends", "police protection began", Hours(72), national("Children Act 1989, section 46(6)");
    /// An emergency protection order ends at the latest. The order itself may name an earlier day.
    EmergencyProtectionOrderEnds, "emergency_protection_order_ends", "Emergency protection order ends", "order made", CalendarDays(8), national("Children Act 1989, section 45(1)");
    /// An extended emergency protection order ends at the latest. It can be extended once.
    EmergencyProtectionOrderExtensionEnds, "emergency_protection_order_extension_ends", "Extended emergency protection order ends", "first period of the order ended", CalendarDays(7), national("Children Act 1989, section 45(5)");
    /// A child assessment order ends at the latest.
    ChildAssessmentOrderEnds, "child_assessment_order_ends", "Child assessment order ends", "date named in the order", CalendarDays(7), national("Children Act 1989, section 43(5)");
    /// An allegation against a person who works with children reaches the designated officer.
    AllegationReported, "allegation_reported", "Allegation reported to the designated officer", "employer became aware", WorkingDays(1), national(WORKING_TOGETHER);
    /// A serious incident is notified to the national panel.
    SeriousIncidentNotified, "serious_incident_notified", "Serious incident notified", "council became aware", WorkingDays(5), national(WORKING_TOGETHER);
    /// The rapid review of a serious incident is done.
    RapidReview, "rapid_review", "Rapid review", "council became aware", WorkingDays(15), national(WORKING_TOGETHER);
    /// The work before court proceedings is reviewed.
    PreProceedingsReview, "pre_proceedings_review", "Pre-proceedings review", "letter before proceedings sent", Weeks(12), local(OUTLINE);
    /// The work before court proceedings comes to its end.
    PreProceedingsEnd, "pre_proceedings_end", "Pre-proceedings end", "letter before proceedings sent", Weeks(26), local(OUTLINE);
    /// The receiving team accepts or returns a transfer.
    TransferAnswered, "transfer_answered", "Transfer between teams answered", "offered to the receiving team", WorkingDays(5), local(PRACTICE);
    /// The child is talked about in supervision.
    CaseSupervision, "case_supervision", "Case supervision", "last supervision of this child", Weeks(4), local(PRACTICE);
    /// The child's views are gathered again.
    ChildsViews, "childs_views", "Child's views gathered", "views last recorded", Weeks(6), local(PRACTICE);
    /// The chronology is looked through again.
    ChronologyReview, "chronology_review", "Chronology reviewed", "chronology last reviewed", Weeks(12), local(PRACTICE);
    /// The day service acknowledges what the out-of-hours worker handed over.
    OutOfHoursHandover, "out_of_hours_handover", "Out-of-hours handover acknowledged", "handover made", NextWorkingDayAt(10), local(PRACTICE);
    /// It is asked whether a record must stay restricted.
    RestrictedRecordReview, "restricted_record_review", "Restricted record reviewed", "restriction granted", CalendarDays(90), local(POLICY);
    /// It is asked whether an emergency opening of a record was right.
    BreakGlassReview, "break_glass_review", "Emergency access reviewed", "emergency access used", WorkingDays(2), local(POLICY);
    /// A request for access to a record is answered. The day stays where it falls, though it may be a weekend.
    AccessRequest, "access_request", "Access request answered", "request complete", Months(1), national(ACCESS);
    /// A request for access that was extended by two further months is answered.
    AccessRequestExtended, "access_request_extended", "Extended access request answered", "request complete", Months(3), national(ACCESS);
    /// A complaint is answered at stage 1.
    ComplaintStage1, "complaint_stage_1", "Complaint answered at stage 1", "complaint received", WorkingDays(10), national(COMPLAINTS);
    /// A complaint whose stage 1 was extended is answered.
    ComplaintStage1Extended, "complaint_stage_1_extended", "Extended complaint answered at stage 1", "complaint received", WorkingDays(20), national(COMPLAINTS);
    /// The children in need census file is sent.
    CinCensus, "cin_census", "Children in need census sent", "census year ended on 31 March", Yearly { month: 7, day: 31 }, national("Department for Education, children in need census");
}

impl Rule {
    /// In the sector's words: `Initial child protection conference`.
    pub fn name(self) -> &'static str {
        self.definition().name
    }

    /// The rule of this stored name.
    ///
    /// # Errors
    /// [`NoSuchRule`] when no rule has that name.
    pub fn from_slug(slug: &str) -> Result<Self, NoSuchRule> {
        Self::ALL.iter().copied().find(|rule| rule.slug() == slug).ok_or_else(|| NoSuchRule(slug.to_owned()))
    }

    /// Which of the manager's three looks at an assessment the clock is for: 1, 2 or 3. What meets one is in
    /// [`crate::step::looks`].
    pub fn look(self) -> Option<u8> {
        match self {
            Self::AssessmentFirstMidpoint => Some(1),
            Self::AssessmentSecondMidpoint => Some(2),
            Self::AssessmentThirdMidpoint => Some(3),
            _ => None,
        }
    }

    /// Whether the clock is the manager's to meet: their delay is shown as theirs, never as the worker's.
    pub fn is_managers(self) -> bool {
        matches!(self, Self::ManagerAuthorises | Self::CaseSupervision) || self.look().is_some()
    }

    /// Whether a council may set its own figure.
    pub fn is_local(self) -> bool {
        matches!(self.definition().source, Source::Local { .. })
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

impl FromStr for Rule {
    type Err = NoSuchRule;

    fn from_str(slug: &str) -> Result<Self, NoSuchRule> {
        Self::from_slug(slug)
    }
}

impl From<Rule> for String {
    fn from(rule: Rule) -> Self {
        rule.slug().to_owned()
    }
}

impl TryFrom<String> for Rule {
    type Error = NoSuchRule;

    fn try_from(slug: String) -> Result<Self, NoSuchRule> {
        Self::from_slug(&slug)
    }
}

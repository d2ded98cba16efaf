//! Facts: what law, a clock or a return needs to know, typed once and nationally.
//!
//! A form's question gives a fact by naming it (`fact: child_seen_on`); the question's type and code list follow from here.

use crate::answer::Answer;
use crate::code::{self, CodeList};
use crate::day::{Day, Moment};
use crate::id::PersonId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The shape of a fact's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Words,
    Code(&'static CodeList),
    Codes(&'static CodeList),
    Day,
    Moment,
    YesNo,
    Number,
    /// A small table with these columns.
    Rows(&'static [&'static str]),
    /// Steps or events of the record, by id.
    Events,
}

impl Shape {
    /// Whether an answer has this shape, every code in the list.
    pub fn fits(self, answer: &Answer) -> bool {
        match (self, answer) {
            (Shape::Words, Answer::Words(_))
            | (Shape::Day, Answer::Day(_))
            | (Shape::Moment, Answer::Moment(_))
            | (Shape::YesNo, Answer::YesNo(_))
            | (Shape::Number, Answer::Number(_))
            | (Shape::Events, Answer::Codes(_)) => true,
            (Shape::Code(list), Answer::Code(code)) => list.has(code),
            (Shape::Codes(list), Answer::Codes(codes)) => codes.iter().all(|code| list.has(code)),
            (Shape::Rows(columns), Answer::Rows(rows)) => {
                rows.iter().all(|row| row.keys().all(|key| columns.contains(&key.as_str())))
            }
            _ => false,
        }
    }
}

/// Whom a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Asked once, for all the children of the step.
    Family,
    /// Asked for each child.
    Child,
}

macro_rules! facts {
    ($($(#[$doc:meta])* $fact:ident $slug:literal $about:ident $shape:expr),+ $(,)?) => {
        /// The closed list of facts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Fact { $($(#[$doc])* $fact),+ }

        impl Fact {
            pub const ALL: &'static [Fact] = &[$(Fact::$fact),+];

            /// The name that a form's author writes.
            pub fn slug(self) -> &'static str {
                match self { $(Fact::$fact => $slug),+ }
            }

            pub fn about(self) -> About {
                match self { $(Fact::$fact => About::$about),+ }
            }

            pub fn shape(self) -> Shape {
                match self { $(Fact::$fact => $shape),+ }
            }

            pub fn from_slug(slug: &str) -> Option<Fact> {
                Fact::ALL.iter().copied().find(|fact| fact.slug() == slug)
            }
        }
    };
}

/// Columns of an agreed action: what, who, by when.
pub const ACTION_COLUMNS: &[&str] = &["what", "who", "by_when"];
/// Columns of a check with an agency: asked, answered, what was said.
pub const AGENCY_COLUMNS: &[&str] = &["agency", "person", "asked_on", "answered_on", "information"];
/// Columns of a visit that counts for a plan: the step that records it, when, whether the child was seen, and alone.
pub const VISIT_COLUMNS: &[&str] = &["step", "on", "seen", "alone"];
/// Columns of an outline plan: what will be different, what is done, who, by when.
pub const OUTLINE_COLUMNS: &[&str] = &["outcome", "what", "who", "by_when"];
/// Columns of a risk or a protective factor: what it is, the evidence.
pub const FACTOR_COLUMNS: &[&str] = &["factor", "evidence"];

facts! {
    /// When a contact, referral or call reached the service: the start of the first clocks.
    ReceivedAt "received_at" Family Shape::Moment,
    /// Who contacted or referred, by the census list (N00152).
    Source "source" Family Shape::Code(&code::REFERRAL_SOURCE),
    SourceName "source_name" Family Shape::Words,
    SourceContact "source_contact" Family Shape::Words,
    How "how" Family Shape::Code(&code::HOW),
    /// Received outside office hours.
    OutOfHours "out_of_hours" Family Shape::YesNo,
    WorriedAbout "worried_about" Family Shape::Words,
    WorkingWell "working_well" Family Shape::Words,
    /// Whether somebody with parental responsibility agrees that information is shared.
    ConsentToShare "consent_to_share" Family Shape::YesNo,
    ConsentOverridden "consent_overridden" Family Shape::Words,
    ParentsAware "parents_aware" Family Shape::YesNo,
    ParentsNotAwareWhy "parents_not_aware_why" Family Shape::Words,
    LevelIndicated "level_indicated" Family Shape::Code(&code::LEVEL),
    /// Reasonable cause to suspect significant harm (Children Act 1989, section 47(1)(b)).
    ProtectionConcern "protection_concern" Family Shape::YesNo,
    ProtectionConcernWhy "protection_concern_why" Family Shape::Words,
    HistoryFound "history_found" Family Shape::Words,
    /// Census item N00101, of each child. Referrals written before it was asked so hold one for the family: [`Facts::of_child`].
    PrimaryNeed "primary_need" Child Shape::Code(&code::PRIMARY_NEED),
    /// The referral led to no further action (N00112), as an earlier system recorded it.
    NoFurtherAction "no_further_action" Family Shape::YesNo,

    AskedBy "asked_by" Family Shape::Words,
    AskedByAgency "asked_by_agency" Family Shape::Code(&code::REFERRAL_SOURCE),
    Question "question" Family Shape::Words,
    Advice "advice" Family Shape::Words,
    WhatHappenedNext "what_happened_next" Family Shape::Words,

    WhatWasDone "what_was_done" Family Shape::Words,
    Handover "handover" Family Shape::Words,

    /// The first day of work on the assessment with the family (N00159).
    AssessmentStartedOn "assessment_started_on" Family Shape::Day,
    ChildSeenOn "child_seen_on" Child Shape::Day,
    ChildSeen "child_seen" Child Shape::YesNo,
    ChildSeenAlone "child_seen_alone" Child Shape::YesNo,
    NotAloneWhy "not_alone_why" Child Shape::Words,
    NotSeenWhy "not_seen_why" Child Shape::Words,
    SeenWhere "seen_where" Child Shape::Words,
    BedroomSeen "bedroom_seen" Child Shape::YesNo,
    ViewsHow "views_how" Child Shape::Codes(&code::VIEWS_HOW),
    ChildsWords "childs_words" Child Shape::Words,
    /// What these things mean to this child: ethnicity, language, faith, culture, disability, gender.
    Identity "identity" Child Shape::Words,
    /// Which earlier events were considered (areas a11).
    HistoryEvents "history_events" Family Shape::Events,
    HistoryMeaning "history_meaning" Family Shape::Words,
    RiskFactors "risk_factors" Child Shape::Rows(FACTOR_COLUMNS),
    ProtectiveFactors "protective_factors" Child Shape::Rows(FACTOR_COLUMNS),
    /// Census item N00181.
    Factors "factors" Child Shape::Codes(&code::ASSESSMENT_FACTORS),
    Analysis "analysis" Child Shape::Words,
    DangerIfNothingChanges "danger_if_nothing_changes" Child Shape::Words,
    ParentsViews "parents_views" Family Shape::Words,
    AgencyInformation "agency_information" Family Shape::Rows(AGENCY_COLUMNS),
    ActionsAgreed "actions_agreed" Family Shape::Rows(ACTION_COLUMNS),
    Recommendation "recommendation" Child Shape::Code(&RECOMMENDATIONS),

    /// When the recorded event took place: a note, a visit, an oversight conversation.
    HappenedAt "happened_at" Family Shape::Moment,
    NoteKind "note_kind" Family Shape::Code(&code::NOTE_KIND),
    VisitKind "visit_kind" Family Shape::Code(&code::VISIT_KIND),
    WhoWasSeen "who_was_seen" Family Shape::Words,
    /// What was seen and heard: the event itself.
    WhatWasSeen "what_was_seen" Family Shape::Words,
    /// What it means for the child: the analysis that the report of 2013 missed (areas a07).
    WhatItMeans "what_it_means" Family Shape::Words,
    WhatChanges "what_changes" Family Shape::Words,
    Direction "direction" Family Shape::Words,
    DirectionWhy "direction_why" Family Shape::Words,

    /// Census item N00103.
    ClosureReason "closure_reason" Child Shape::Code(&code::CLOSURE_REASON),
    ClosedOn "closed_on" Family Shape::Day,
    ClosureSummary "closure_summary" Family Shape::Words,
    FamilysView "familys_view" Family Shape::Words,
    IfWorriedAgain "if_worried_again" Family Shape::Words,

    /// How a meeting was held, what gave cause for it, and what each agency knows.
    MeetingMode "meeting_mode" Family Shape::Code(&code::MEETING_MODE),
    Trigger "trigger" Family Shape::Words,
    PoliceInformation "police_information" Family Shape::Words,
    HealthInformation "health_information" Family Shape::Words,
    EducationInformation "education_information" Family Shape::Words,
    SocialCareInformation "social_care_information" Family Shape::Words,
    OtherInformation "other_information" Family Shape::Words,
    /// What keeps the child safe until the next step.
    ImmediateSafety "immediate_safety" Child Shape::Words,
    MedicalNeeded "medical_needed" Child Shape::YesNo,
    MedicalPlan "medical_plan" Child Shape::Words,
    /// Why a meeting went on without those who should be there.
    QuorumWhy "quorum_why" Family Shape::Words,
    /// The day from which this work's own clock counts: the conference, core group or review before it.
    CountsFrom "counts_from" Family Shape::Day,
    /// The first of its sort in a plan, for which the clock is shorter.
    FirstOfPlan "first_of_plan" Family Shape::YesNo,

    /// The enquiry is made by police and social care together.
    EnquiryJoint "enquiry_joint" Family Shape::YesNo,
    ParentsTold "parents_told" Family Shape::YesNo,
    ParentsNotToldWhy "parents_not_told_why" Family Shape::Words,
    Injuries "injuries" Child Shape::Words,
    MedicalFindings "medical_findings" Child Shape::Words,
    EnquiryRecommendation "enquiry_recommendation" Child Shape::Code(&ENQUIRY_OUTCOMES),

    ConferenceKind "conference_kind" Family Shape::Code(&code::CONFERENCE_KIND),
    PlannedFor "planned_for" Family Shape::Moment,
    PlannedWhere "planned_where" Family Shape::Words,
    Danger "danger" Child Shape::Words,
    Safety "safety" Child Shape::Words,
    Complicating "complicating" Child Shape::Words,
    /// How safe the child is today: 0 is certain harm, 10 is safe enough to close.
    SafetyScale "safety_scale" Child Shape::Number,
    OutlinePlan "outline_plan" Child Shape::Rows(OUTLINE_COLUMNS),
    BottomLines "bottom_lines" Child Shape::Words,
    ParentsUnderstanding "parents_understanding" Family Shape::Words,
    InterpreterUsed "interpreter_used" Family Shape::Words,
    /// The child's part in the meeting (areas a08).
    ChildInvited "child_invited" Child Shape::YesNo,
    ChildSupported "child_supported" Child Shape::Words,
    ChildTookPart "child_took_part" Child Shape::Code(&code::TOOK_PART),
    ChildNoPartWhy "child_no_part_why" Child Shape::Words,
    AdvocacyOffered "advocacy_offered" Child Shape::YesNo,
    AdvocacyAccepted "advocacy_accepted" Child Shape::YesNo,
    AdvocacyProvided "advocacy_provided" Child Shape::YesNo,
    AdvocacyWhyNot "advocacy_why_not" Child Shape::Words,
    NextMeetingAt "next_meeting_at" Family Shape::Moment,
    /// What a core group or review finds.
    PlanProgress "plan_progress" Child Shape::Words,
    RiskNow "risk_now" Child Shape::Words,
    PlanChanges "plan_changes" Family Shape::Words,
    /// When the decision letter and the record went out.
    LetterSentOn "letter_sent_on" Family Shape::Day,
    LetterSentTo "letter_sent_to" Family Shape::Words,
    RecordSentOn "record_sent_on" Family Shape::Day,
    RecordSentTo "record_sent_to" Family Shape::Words,
    PlanAgreedWith "plan_agreed_with" Family Shape::Words,
    FamilyHasCopyOn "family_has_copy_on" Family Shape::Day,
    /// Visits that count for the plan, the latest last; they follow from the visits themselves.
    VisitsMade "visits_made" Child Shape::Rows(VISIT_COLUMNS),
    PlanEndReason "plan_end_reason" Child Shape::Code(&code::PLAN_END),
    /// Every category that the plan has had, with the day on which each was decided.
    CategoryChanges "category_changes" Child Shape::Rows(&["on", "category"]),

    /// Section 47 enquiry: start (N00148), initial conference's date (N00110), none needed (N00111).
    EnquiryStartedOn "enquiry_started_on" Child Shape::Day,
    ConferenceHeldOn "conference_held_on" Child Shape::Day,
    ConferenceTarget "conference_target" Child Shape::Day,
    ConferenceNotRequired "conference_not_required" Child Shape::YesNo,
    /// Child protection plan: N00105, N00115, N00113, N00114, N00106, N00116.
    ProtectionPlanStartedOn "protection_plan_started_on" Child Shape::Day,
    ProtectionPlanEndedOn "protection_plan_ended_on" Child Shape::Day,
    InitialCategory "initial_category" Child Shape::Code(&code::CATEGORY_OF_ABUSE),
    LatestCategory "latest_category" Child Shape::Code(&code::CATEGORY_OF_ABUSE),
    PreviousPlans "previous_plans" Child Shape::Number,
    ReviewHeldOn "review_held_on" Child Shape::Rows(&["on"]),
    /// Child in need plan: N00689, N00690.
    NeedPlanStartedOn "need_plan_started_on" Child Shape::Day,
    NeedPlanEndedOn "need_plan_ended_on" Child Shape::Day,
    /// Assessment authorised (N00160), as an earlier system recorded it.
    AuthorisedOn "authorised_on" Child Shape::Day,
    /// Internal review of an assessment (N00161).
    AssessmentReviewedOn "assessment_reviewed_on" Child Shape::Day,
}

/// What an assessment may recommend, and its manager decide; see [`crate::pathway`].
pub const RECOMMENDATIONS: CodeList = CodeList {
    name: "assessment_outcome",
    codes: &[
        code::Code { code: "no_further_action", label: "No further action" },
        code::Code { code: "early_help", label: "Early help" },
        code::Code { code: "cin_plan", label: "Child in need plan" },
        code::Code { code: "strategy_discussion", label: "Strategy discussion" },
        code::Code { code: "other_services", label: "Other services" },
    ],
};

/// What the lead of an enquiry may recommend, and the manager decide; see [`crate::pathway`].
pub const ENQUIRY_OUTCOMES: CodeList = CodeList {
    name: "enquiry_outcome",
    codes: &[
        code::Code { code: "concerns_continue", label: "Concerns substantiated, and the child is at continuing risk" },
        code::Code { code: "concerns_no_risk", label: "Concerns substantiated, no continuing risk" },
        code::Code { code: "cin_plan", label: "Concerns substantiated, no continuing risk: child in need plan" },
        code::Code { code: "not_substantiated", label: "Concerns not substantiated" },
    ],
};

/// A fact with its value, for the family or one child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    pub fact: Fact,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<PersonId>,
    pub value: Answer,
}

/// The facts of one step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<(Fact, Option<PersonId>), Answer>);

impl Facts {
    /// Puts a fact; an empty value takes it away.
    pub fn put(&mut self, known: Known) {
        let key = (known.fact, known.child);
        if known.value.is_empty() {
            self.0.remove(&key);
        } else {
            self.0.insert(key, known.value);
        }
    }

    pub fn get(&self, fact: Fact, child: Option<PersonId>) -> Option<&Answer> {
        self.0.get(&(fact, child))
    }

    /// A fact of the family.
    pub fn family(&self, fact: Fact) -> Option<&Answer> {
        self.get(fact, None)
    }

    /// A fact of a child; what was said once for the family holds for each of its children.
    pub fn of_child(&self, fact: Fact, child: PersonId) -> Option<&Answer> {
        self.get(fact, Some(child)).or_else(|| self.family(fact))
    }

    pub fn words(&self, fact: Fact) -> Option<&str> {
        self.family(fact).and_then(Answer::as_words)
    }

    pub fn yes(&self, fact: Fact) -> bool {
        self.family(fact).and_then(Answer::as_yes_no) == Some(true)
    }

    pub fn moment(&self, fact: Fact) -> Option<Moment> {
        match self.family(fact) {
            Some(Answer::Moment(moment)) => Some(*moment),
            _ => None,
        }
    }

    /// A fact about a child that is a yes.
    pub fn yes_of(&self, fact: Fact, child: PersonId) -> Option<bool> {
        self.get(fact, Some(child)).and_then(Answer::as_yes_no)
    }

    /// A word or a code about a child.
    pub fn words_of(&self, fact: Fact, child: PersonId) -> Option<&str> {
        self.get(fact, Some(child)).and_then(Answer::as_words)
    }

    pub fn day(&self, fact: Fact, child: Option<PersonId>) -> Option<Day> {
        self.get(fact, child).and_then(Answer::as_day)
    }

    pub fn iter(&self) -> impl Iterator<Item = (Fact, Option<PersonId>, &Answer)> {
        self.0.iter().map(|((fact, child), value)| (*fact, *child, value))
    }
}

impl FromIterator<Known> for Facts {
    fn from_iter<T: IntoIterator<Item = Known>>(known: T) -> Self {
        let mut facts = Facts::default();
        known.into_iter().for_each(|one| facts.put(one));
        facts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_is_found_by_the_name_it_prints() {
        for fact in Fact::ALL {
            assert_eq!(Fact::from_slug(fact.slug()), Some(*fact));
            assert_eq!(serde_json::to_string(fact).unwrap(), format!("\"{}\"", fact.slug()));
        }
    }

    #[test]
    fn a_code_outside_its_list_does_not_fit() {
        assert!(Fact::Source.shape().fits(&Answer::Code("3A".into())));
        assert!(!Fact::Source.shape().fits(&Answer::Code("3Z".into())));
        assert!(!Fact::Source.shape().fits(&Answer::Words("3A".into())));
    }
}

//! A child of the return in types: what [`crate::cin_census::take`] could take.
//!
//! Field names are the census' words; each doc comment gives the element and its item number. Every list is in file order.

use super::codes::Code;
use super::reason::Note;
use super::tree::Item;
use law::day::Day;

/// A value that was taken, with the text and the line it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<T> {
    pub value: T,
    pub item: Item,
}

/// A code of one of the census' sets.
pub type Coded = &'static Code;

/// Everything that holds taken values can show them, so that they are counted where they are.
pub(crate) trait Values {
    fn each(&self, see: &mut dyn FnMut(&Item));
}

impl<T> Values for Kept<T> {
    fn each(&self, see: &mut dyn FnMut(&Item)) {
        see(&self.item);
    }
}

impl<T: Values> Values for Option<T> {
    fn each(&self, see: &mut dyn FnMut(&Item)) {
        self.iter().for_each(|value| value.each(see));
    }
}

impl<T: Values> Values for Vec<T> {
    fn each(&self, see: &mut dyn FnMut(&Item)) {
        self.iter().for_each(|value| value.each(see));
    }
}

fn items(values: &impl Values) -> Vec<Item> {
    let mut items = Vec::new();
    values.each(&mut |item| items.push(item.clone()));
    items
}

macro_rules! record {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            /// Line of the file where the group opens.
            pub line: u32,
            $($(#[$inner])* pub $field: $type,)*
        }

        impl Values for $name {
            fn each(&self, see: &mut dyn FnMut(&Item)) {
                $(self.$field.each(see);)*
            }
        }

        impl $name {
            /// Every value taken here and below, as it stood in the file.
            pub fn items(&self) -> Vec<Item> {
                items(self)
            }
        }
    };
}

/// A child with everything that could be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenChild {
    /// Line of the file where `Child` opens.
    pub line: u32,
    pub identifiers: Identifiers,
    pub characteristics: Characteristics,
    /// One for each `CINdetails` with a referral date that can be read.
    pub episodes: Vec<Episode>,
    /// What is missing, or was read generously.
    pub notes: Vec<Note>,
}

impl Values for TakenChild {
    fn each(&self, see: &mut dyn FnMut(&Item)) {
        self.identifiers.each(see);
        self.characteristics.each(see);
        self.episodes.each(see);
    }
}

impl TakenChild {
    /// Every value taken of the child, as it stood in the file.
    pub fn items(&self) -> Vec<Item> {
        items(self)
    }
}

record! {
    /// `ChildIdentifiers`.
    Identifiers {
        /// `LAchildID`, N00097: 1 to 36 letters, digits, hyphens and underscores; a note where it is not as the census wants it.
        la_child_id: Kept<String>,
        /// `UPN`, N00001: sound, in capitals, and no other child's in this file.
        upn: Option<Kept<String>>,
        /// `FormerUPN`, N00002: sound.
        former_upn: Option<Kept<String>>,
        /// `UPNunknown`, N00135.
        upn_unknown: Option<Kept<Coded>>,
        /// `PersonBirthDate`, N00066.
        birth: Option<Kept<Day>>,
        /// `ExpectedPersonBirthDate`, N00098; only where there is no date of birth.
        expected_birth: Option<Kept<Day>>,
        /// `Sex`, N00783, or `GenderCurrent`, N00065, in the codes of `Sex`: M, F, U.
        sex: Option<Kept<Coded>>,
        /// `PersonDeathDate`, N00108.
        death: Option<Kept<Day>>,
    }
}

record! {
    /// `ChildCharacteristics`. Its line is the child's where the group does not stand.
    Characteristics {
        /// `Ethnicity`, N00177.
        ethnicity: Option<Kept<Coded>>,
        /// `Disability`, N00099.
        disabilities: Vec<Kept<Coded>>,
    }
}

record! {
    /// `CINdetails`: one referral and what followed.
    Episode {
        /// `CINreferralDate`, N00100.
        referral: Kept<Day>,
        /// `ReferralSource`, N00152.
        source: Option<Kept<Coded>>,
        /// `PrimaryNeedCode`, N00101.
        need: Option<Kept<Coded>>,
        /// `CINclosureDate`, N00102; not before the referral.
        closure: Option<Kept<Day>>,
        /// `ReasonForClosure`, N00103; only with a closure date.
        closure_reason: Option<Kept<Coded>>,
        /// `DateOfInitialCPC` at this level, N00110: a transfer-in conference.
        transfer_conference: Option<Kept<Day>>,
        /// `ReferralNFA`, N00112: the referral led to no further action.
        no_further_action: Option<Kept<bool>>,
        /// `Assessments`.
        assessments: Vec<Assessment>,
        /// `CINPlanDates`.
        cin_plans: Vec<CinPlan>,
        /// `Section47`.
        enquiries: Vec<Enquiry>,
        /// `ChildProtectionPlans`.
        protection_plans: Vec<ProtectionPlan>,
        /// `PreProceedingsandFGDM`, since 2026-27.
        pre_proceedings: Vec<PreProceedings>,
    }
}

record! {
    /// `Assessments`.
    Assessment {
        /// `AssessmentActualStartDate`, N00159.
        start: Kept<Day>,
        /// `AssessmentInternalReviewDate`, N00161.
        internal_review: Option<Kept<Day>>,
        /// `AssessmentAuthorisationDate`, N00160; not before the start.
        authorised: Option<Kept<Day>>,
        /// `AssessmentFactors`, N00181.
        factors: Vec<Kept<Coded>>,
    }
}

record! {
    /// `CINPlanDates`.
    CinPlan {
        /// `CINPlanStartDate`, N00689.
        start: Kept<Day>,
        /// `CINPlanEndDate`, N00690; not before the start.
        end: Option<Kept<Day>>,
    }
}

record! {
    /// `Section47`: a section 47 enquiry and its initial conference.
    Enquiry {
        /// `S47ActualStartDate`, N00148.
        start: Kept<Day>,
        /// `InitialCPCtarget`, N00109; may be in the future.
        conference_target: Option<Kept<Day>>,
        /// `DateOfInitialCPC`, N00110; not before the start.
        conference: Option<Kept<Day>>,
        /// `ICPCnotRequired`, N00111.
        conference_not_required: Option<Kept<bool>>,
    }
}

record! {
    /// `ChildProtectionPlans`.
    ProtectionPlan {
        /// `CPPstartDate`, N00105.
        start: Kept<Day>,
        /// `CPPendDate`, N00115; not before the start.
        end: Option<Kept<Day>>,
        /// `InitialCategoryOfAbuse`, N00113.
        first_category: Option<Kept<Coded>>,
        /// `LatestCategoryOfAbuse`, N00114.
        latest_category: Option<Kept<Coded>>,
        /// `NumberOfPreviousCPP`, N00106.
        previous_plans: Option<Kept<u16>>,
        /// `CPPreviewDate`, N00116; not before the start.
        reviews: Vec<Kept<Day>>,
    }
}

record! {
    /// `PreProceedingsandFGDM`, since 2026-27.
    PreProceedings {
        /// `PPStartDate`, N00826: the decision to start pre-proceedings.
        start: Option<Kept<Day>>,
        /// `LBPSentDate`, N00827: letter before proceedings.
        letter_sent: Option<Kept<Day>>,
        /// `FGDMMeetingOffer`, N00828: family group decision making offered.
        meeting_offered: Option<Kept<bool>>,
        /// `FGDMMeetingFac`, N00829: and facilitated.
        meeting_facilitated: Option<Kept<bool>>,
        /// `InitialPPMeetingDate`, N00830.
        first_meeting: Option<Kept<Day>>,
        /// `ReviewMeetingsCount`, N00831.
        review_meetings: Option<Kept<u16>>,
        /// `StepDecisionDate`, N00832: step up or down.
        step_decision: Option<Kept<Day>>,
        /// `PPOutcome`, N00833.
        outcome: Option<Kept<Coded>>,
        /// `CourtAppDate`, N00834.
        court_application: Option<Kept<Day>>,
        /// `LetterInitCPDate`, N00835.
        letter_of_proceedings: Option<Kept<Day>>,
    }
}

/// The header in types.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TakenHeader {
    /// `Collection`, N00600: always `CIN`.
    pub collection: Option<Kept<String>>,
    /// `Year`, N00602.
    pub year: Option<Kept<u16>>,
    /// `ReferenceDate`, N00603; may be in the future.
    pub reference_date: Option<Kept<Day>>,
    /// `SourceLevel`, N00604.
    pub source_level: Option<Kept<String>>,
    /// `LEA`, N00216: the authority's number.
    pub lea: Option<Kept<String>>,
    /// `SoftwareCode`, N00605.
    pub software: Option<Kept<String>>,
    /// `Release`, N00607.
    pub release: Option<Kept<String>>,
    /// `SerialNo`, N00606.
    pub serial: Option<Kept<String>>,
    /// `DateTime`, N00609, as written.
    pub written_at: Option<Kept<String>>,
    /// `CBDSLevel`.
    pub levels: Vec<Kept<String>>,
}

impl Values for TakenHeader {
    fn each(&self, see: &mut dyn FnMut(&Item)) {
        let texts = [
            &self.collection,
            &self.source_level,
            &self.lea,
            &self.software,
            &self.release,
            &self.serial,
            &self.written_at,
        ];
        texts.into_iter().for_each(|text| text.each(see));
        self.year.each(see);
        self.reference_date.each(see);
        self.levels.each(see);
    }
}

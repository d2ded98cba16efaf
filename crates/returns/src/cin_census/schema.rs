//! The shape of a return: which element may stand in which, and how often. Spelling is exact and uneven, as published.

/// An element that holds others.
#[derive(Debug)]
pub(crate) struct GroupSpec {
    pub name: &'static str,
    pub path: &'static str,
    /// Whether it may stand more than once in its parent.
    pub many: bool,
    pub leaves: &'static [LeafSpec],
    pub groups: &'static [&'static GroupSpec],
}

/// An element that holds a value.
#[derive(Debug)]
pub(crate) struct LeafSpec {
    pub name: &'static str,
    pub path: &'static str,
    pub many: bool,
}

impl GroupSpec {
    pub fn leaf(&self, name: &str) -> Option<&'static LeafSpec> {
        self.leaves.iter().find(|leaf| leaf.name == name)
    }

    pub fn group(&self, name: &str) -> Option<&'static GroupSpec> {
        self.groups.iter().find(|group| group.name == name).copied()
    }
}

macro_rules! group {
    ($path:literal, $name:literal, many: $many:literal, [$($leaf:literal),*], each: [$($each:literal),*], [$($group:expr),*]) => {
        GroupSpec {
            name: $name,
            path: $path,
            many: $many,
            leaves: &[
                $(LeafSpec { name: $leaf, path: concat!($path, "/", $leaf), many: false },)*
                $(LeafSpec { name: $each, path: concat!($path, "/", $each), many: true },)*
            ],
            groups: &[$($group),*],
        }
    };
}

pub(crate) static MESSAGE: GroupSpec = group!("Message", "Message", many: false, [], each: [], [&HEADER, &CHILDREN]);
static CHILDREN: GroupSpec = group!("Message/Children", "Children", many: true, [], each: [], [&CHILD]);

static HEADER: GroupSpec = group!("Header", "Header", many: false, [], each: [], [&COLLECTION, &SOURCE, &CONTENT]);
static COLLECTION: GroupSpec = group!("Header/CollectionDetails", "CollectionDetails", many: false,
    ["Collection", "Year", "ReferenceDate"], each: [], []);
static SOURCE: GroupSpec = group!("Header/Source", "Source", many: false,
    ["SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime"], each: [], []);
static CONTENT: GroupSpec = group!("Header/Content", "Content", many: false, [], each: [], [&LEVELS]);
static LEVELS: GroupSpec = group!("Header/Content/CBDSLevels", "CBDSLevels", many: false, [], each: ["CBDSLevel"], []);

static CHILD: GroupSpec =
    group!("Child", "Child", many: true, [], each: [], [&IDENTIFIERS, &CHARACTERISTICS, &EPISODE]);
static IDENTIFIERS: GroupSpec = group!("Child/ChildIdentifiers", "ChildIdentifiers", many: false,
    ["LAchildID", "UPN", "FormerUPN", "UPNunknown", "PersonBirthDate", "ExpectedPersonBirthDate", "Sex", "GenderCurrent",
     "PersonDeathDate"], each: [], []);
static CHARACTERISTICS: GroupSpec = group!("Child/ChildCharacteristics", "ChildCharacteristics", many: false,
    ["Ethnicity"], each: [], [&DISABILITIES]);
static DISABILITIES: GroupSpec = group!("Child/ChildCharacteristics/Disabilities", "Disabilities", many: false,
    [], each: ["Disability"], []);
static EPISODE: GroupSpec = group!("Child/CINdetails", "CINdetails", many: true,
    ["CINreferralDate", "ReferralSource", "PrimaryNeedCode", "CINclosureDate", "ReasonForClosure", "DateOfInitialCPC",
     "ReferralNFA"], each: [], [&ASSESSMENTS, &CIN_PLAN, &SECTION_47, &CP_PLAN, &PRE_PROCEEDINGS]);
static ASSESSMENTS: GroupSpec = group!("Child/CINdetails/Assessments", "Assessments", many: true,
    ["AssessmentActualStartDate", "AssessmentInternalReviewDate", "AssessmentAuthorisationDate"], each: [], [&FACTORS]);
static FACTORS: GroupSpec = group!("Child/CINdetails/Assessments/FactorsIdentifiedAtAssessment",
    "FactorsIdentifiedAtAssessment", many: false, [], each: ["AssessmentFactors"], []);
static CIN_PLAN: GroupSpec = group!("Child/CINdetails/CINPlanDates", "CINPlanDates", many: true,
    ["CINPlanStartDate", "CINPlanEndDate"], each: [], []);
static SECTION_47: GroupSpec = group!("Child/CINdetails/Section47", "Section47", many: true,
    ["S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC", "ICPCnotRequired"], each: [], []);
static CP_PLAN: GroupSpec = group!("Child/CINdetails/ChildProtectionPlans", "ChildProtectionPlans", many: true,
    ["CPPstartDate", "CPPendDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse", "NumberOfPreviousCPP"], each: [],
    [&REVIEWS]);
// Some suppliers repeat the group for each review, so it may stand more than once.
static REVIEWS: GroupSpec = group!("Child/CINdetails/ChildProtectionPlans/Reviews", "Reviews", many: true,
    [], each: ["CPPreviewDate"], []);
static PRE_PROCEEDINGS: GroupSpec = group!("Child/CINdetails/PreProceedingsandFGDM", "PreProceedingsandFGDM", many: true,
    ["PPStartDate", "LBPSentDate", "FGDMMeetingOffer", "FGDMMeetingFac", "InitialPPMeetingDate", "ReviewMeetingsCount",
     "StepDecisionDate", "PPOutcome", "CourtAppDate", "LetterInitCPDate"], each: [], []);

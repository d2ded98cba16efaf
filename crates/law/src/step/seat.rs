//! Seats: who belongs in a meeting and from which agency, how each took part, what each brought and thought of it.
//!
//! Strategy discussions, conferences, core groups and reviews share them (Working Together 2023, chapter 3).

use crate::day::Day;
use crate::id::{PersonId, SeatId};
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident: $($(#[$one:meta])* $variant:ident $slug:literal $words:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$one])* $variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word in storage and in a form.
            pub fn slug(self) -> &'static str {
                match self { $($name::$variant => $slug),+ }
            }

            /// The words on a page.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $words),+ }
            }

            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.slug() == slug)
            }
        }
    };
}

words! {
    /// Where somebody comes from: an agency, or the family.
    Agency:
    SocialCare "social_care" "Children's social care",
    Police "police" "Police",
    /// Hospital, community and mental health services; a midwife, a health visitor, a school nurse.
    Health "health" "Health",
    Gp "gp" "GP",
    Education "education" "School, college or nursery",
    EarlyHelp "early_help" "Early help",
    Probation "probation" "Probation",
    Housing "housing" "Housing",
    AdultServices "adult_services" "Adults' services",
    Legal "legal" "Legal services",
    Voluntary "voluntary" "Voluntary organisation",
    Family "family" "Family",
    Child "child" "The child",
    Advocate "advocate" "Advocate",
    Other "other" "Another agency",
}

words! {
    /// How somebody took part, or that they did not.
    Part:
    InRoom "in_room" "In the room",
    ByVideo "by_video" "By video",
    ByTelephone "by_telephone" "By telephone",
    Late "late" "Came late",
    /// Was there for some of it: a child who left, a parent heard apart.
    InPart "in_part" "For part of it",
    SentReport "sent_report" "Sent a report",
    Apologies "apologies" "Sent apologies",
    Absent "absent" "Did not come",
}

words! {
    /// The four grades of the chair's feedback, best first.
    Grade:
    Outstanding "outstanding" "Outstanding",
    Good "good" "Good",
    RequiresImprovement "requires_improvement" "Requires improvement",
    Inadequate "inadequate" "Inadequate",
}

impl Agency {
    /// A service with its own duty to safeguard, and not the family, the child or somebody who speaks for them.
    pub fn is_professional(self) -> bool {
        !matches!(self, Agency::Family | Agency::Child | Agency::Advocate)
    }
}

impl Part {
    /// Heard and was heard.
    pub fn was_there(self) -> bool {
        matches!(self, Part::InRoom | Part::ByVideo | Part::ByTelephone | Part::Late | Part::InPart)
    }
}

/// A written report for the meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_on: Option<Day>,
    /// When the family had it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_on: Option<Day>,
}

/// What somebody thinks should be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// Whether they agree with what the meeting decides; a `false` is dissent and stands on the record.
    pub agrees: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// The chair's feedback to one contributor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Grade>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participation: Option<Grade>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<Day>,
}

/// Somebody's place in one meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    pub id: SeatId,
    pub agency: Agency,
    pub name: String,
    /// What they are to the child: health visitor, class teacher, mother.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// The person of the record, where they have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_on: Option<Day>,
    /// `None` until it is known how they took part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// Why they did not take part.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why_not: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Report>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view: Option<View>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Feedback>,
}

impl Seat {
    /// A seat for somebody who is asked to come.
    pub fn new(id: SeatId, agency: Agency, name: impl Into<String>) -> Self {
        Self {
            id,
            agency,
            name: name.into(),
            role: String::new(),
            person: None,
            invited_on: None,
            part: None,
            why_not: String::new(),
            report: None,
            view: None,
            feedback: None,
        }
    }

    pub fn was_there(&self) -> bool {
        self.part.is_some_and(Part::was_there)
    }

    /// Said that they disagree.
    pub fn dissents(&self) -> bool {
        self.view.as_ref().is_some_and(|view| !view.agrees)
    }
}

/// What is wrong with a seat, by field.
pub(super) fn problems(seat: &Seat, today: Day) -> Vec<(&'static str, &'static str)> {
    let mut problems = Vec::new();
    if seat.name.trim().is_empty() {
        problems.push(("name", "Enter who it is"));
    }
    let absent = seat.part.is_some_and(|part| matches!(part, Part::Absent | Part::Apologies));
    if absent && seat.why_not.trim().is_empty() {
        problems.push(("why_not", "Say why they did not take part"));
    }
    let report = seat.report.clone().unwrap_or_default();
    let future = |day: Option<Day>| day.is_some_and(|day| day > today);
    if future(report.received_on) {
        problems.push(("received_on", "The day must be today or in the past"));
    }
    if future(report.shared_on) {
        problems.push(("shared_on", "The day must be today or in the past"));
    }
    if seat.dissents() && seat.view.as_ref().is_some_and(|view| view.words.trim().is_empty()) {
        problems.push(("view", "Record what they disagree with, and why"));
    }
    problems
}

//! The roles of the people who work with the record.

use serde::{Deserialize, Serialize};

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident $slug:literal $name:literal),+ $(,)?) => {
        /// What a person is in the service. One person may hold several.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Role { $($(#[$doc])* $role),+ }

        impl Role {
            /// Every role, in the order in which a list shows them.
            pub const ALL: &'static [Role] = &[$(Role::$role),+];

            /// The word in storage, on the command line and in a form.
            pub fn slug(self) -> &'static str {
                match self { $(Role::$role => $slug),+ }
            }

            /// The word on a page.
            pub fn name(self) -> &'static str {
                match self { $(Role::$role => $name),+ }
            }

            pub fn from_slug(slug: &str) -> Option<Role> {
                Role::ALL.iter().copied().find(|role| role.slug() == slug)
            }
        }
    };
}

roles! {
    /// Works with families without social-work registration.
    Practitioner "practitioner" "Practitioner",
    /// Registered with Social Work England; see [`crate::caseload::Registration`].
    SocialWorker "social_worker" "Social worker",
    TeamManager "team_manager" "Team manager",
    ServiceManager "service_manager" "Service manager",
    Director "director" "Director",
    /// Chairs conferences, independent of the case's own line of management.
    ConferenceChair "conference_chair" "Conference chair",
    BusinessSupport "business_support" "Business support",
    /// Takes contacts at the front door.
    DutyScreener "duty_screener" "Duty screener",
    OutOfHours "out_of_hours" "Out-of-hours worker",
    EarlyHelpAdviser "early_help_adviser" "Early help adviser",
    Auditor "auditor" "Auditor",
    PerformanceAnalyst "performance_analyst" "Performance analyst",
    /// Read only, for a limited time, everything logged.
    Inspector "inspector" "Inspector",
    DataProtectionOfficer "data_protection_officer" "Data protection officer",
    /// Runs the system and never sees a child's record.
    Administrator "administrator" "System administrator",
}

impl Role {
    /// May decide what another person has submitted: the qualified managers of the pathway.
    pub fn authorises(self) -> bool {
        matches!(self, Role::TeamManager | Role::ServiceManager | Role::Director)
    }

    /// Has children of their own to work with. Managers answer for others' caseloads; the front door, the night and the office
    /// work in turns; a conference chair is independent of the case (Working Together 2023, chapter 3).
    pub fn holds_cases(self) -> bool {
        matches!(self, Role::Practitioner | Role::SocialWorker | Role::EarlyHelpAdviser)
    }

    /// Records work with children.
    pub fn records(self) -> bool {
        matches!(
            self,
            Role::Practitioner
                | Role::SocialWorker
                | Role::TeamManager
                | Role::ServiceManager
                | Role::Director
                | Role::ConferenceChair
                | Role::BusinessSupport
                | Role::DutyScreener
                | Role::OutOfHours
                | Role::EarlyHelpAdviser
        )
    }
}

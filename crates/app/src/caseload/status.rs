//! What a child's open work makes of them: one word for lists, and what it weighs on a worker.

use law::step::StepKind;

/// The heaviest thing that is open for a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    ProtectionPlan,
    Enquiry,
    InNeedPlan,
    Assessment,
    EarlyHelp,
    Referred,
    /// Allocated, with nothing open.
    Open,
}

impl Status {
    /// Of a child with open work of these kinds.
    pub fn of(kinds: impl IntoIterator<Item = StepKind>) -> Self {
        kinds.into_iter().map(Self::by).min().unwrap_or(Self::Open)
    }

    fn by(kind: StepKind) -> Self {
        use StepKind as K;
        match kind {
            K::ProtectionPlan => Self::ProtectionPlan,
            K::StrategyDiscussion | K::Section47Enquiry | K::Conference => Self::Enquiry,
            K::CinPlan | K::CinReview => Self::InNeedPlan,
            K::CoreGroup => Self::ProtectionPlan,
            K::Assessment => Self::Assessment,
            K::EarlyHelp => Self::EarlyHelp,
            K::Contact | K::Referral => Self::Referred,
            K::Consultation
            | K::OutOfHoursEpisode
            | K::CaseNote
            | K::Visit
            | K::Oversight
            | K::Closure
            | K::ConferenceRecord => Self::Open,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::ProtectionPlan => "Child protection plan",
            Self::Enquiry => "Child protection enquiry",
            Self::InNeedPlan => "Child in need plan",
            Self::Assessment => "Assessment",
            Self::EarlyHelp => "Early help",
            Self::Referred => "Referred",
            Self::Open => "Open, nothing under way",
        }
    }

    /// What the child weighs on a caseload: 2 where protection is at stake, 1 otherwise.
    pub fn weight(self) -> u32 {
        match self {
            Self::ProtectionPlan | Self::Enquiry => 2,
            _ => 1,
        }
    }
}

/// The most that one worker's caseload should weigh.
pub const LIMIT: u32 = 25;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_open_work_names_the_child() {
        let status = Status::of([StepKind::Visit, StepKind::Assessment, StepKind::StrategyDiscussion]);
        assert_eq!((status, status.weight()), (Status::Enquiry, 2));
        assert_eq!(Status::of([]).name(), "Open, nothing under way");
    }
}

//! The pack that comes with the program.

const FILES: &[(&str, &str)] = &[
    ("pack.yml", include_str!("../../../practice/pack.yml")),
    ("forms/assessment.yml", include_str!("../../../practice/forms/assessment.yml")),
    ("forms/case_note.yml", include_str!("../../../practice/forms/case_note.yml")),
    ("forms/cin_plan.yml", include_str!("../../../practice/forms/cin_plan.yml")),
    ("forms/cin_review.yml", include_str!("../../../practice/forms/cin_review.yml")),
    ("forms/closure.yml", include_str!("../../../practice/forms/closure.yml")),
    ("forms/conference.yml", include_str!("../../../practice/forms/conference.yml")),
    ("forms/conference_record.yml", include_str!("../../../practice/forms/conference_record.yml")),
    ("forms/consultation.yml", include_str!("../../../practice/forms/consultation.yml")),
    ("forms/contact.yml", include_str!("../../../practice/forms/contact.yml")),
    ("forms/core_group.yml", include_str!("../../../practice/forms/core_group.yml")),
    ("forms/out_of_hours.yml", include_str!("../../../practice/forms/out_of_hours.yml")),
    ("forms/oversight.yml", include_str!("../../../practice/forms/oversight.yml")),
    ("forms/protection_plan.yml", include_str!("../../../practice/forms/protection_plan.yml")),
    ("forms/referral.yml", include_str!("../../../practice/forms/referral.yml")),
    ("forms/section47_enquiry.yml", include_str!("../../../practice/forms/section47_enquiry.yml")),
    ("forms/strategy_discussion.yml", include_str!("../../../practice/forms/strategy_discussion.yml")),
    ("forms/visit.yml", include_str!("../../../practice/forms/visit.yml")),
];

/// The embedded pack's files, as [`crate::Pack::load`] takes them.
pub fn embedded() -> Vec<(String, String)> {
    FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

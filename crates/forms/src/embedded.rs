//! The pack that comes with the program.

const FILES: &[(&str, &str)] = &[
    ("pack.yml", include_str!("../../../practice/pack.yml")),
    ("forms/assessment.yml", include_str!("../../../practice/forms/assessment.yml")),
    ("forms/case_note.yml", include_str!("../../../practice/forms/case_note.yml")),
    ("forms/closure.yml", include_str!("../../../practice/forms/closure.yml")),
    ("forms/consultation.yml", include_str!("../../../practice/forms/consultation.yml")),
    ("forms/contact.yml", include_str!("../../../practice/forms/contact.yml")),
    ("forms/out_of_hours.yml", include_str!("../../../practice/forms/out_of_hours.yml")),
    ("forms/oversight.yml", include_str!("../../../practice/forms/oversight.yml")),
    ("forms/referral.yml", include_str!("../../../practice/forms/referral.yml")),
    ("forms/visit.yml", include_str!("../../../practice/forms/visit.yml")),
];

/// The embedded pack's files, as [`crate::Pack::load`] takes them.
pub fn embedded() -> Vec<(String, String)> {
    FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

//! Our own words that a family should not have to learn.

use super::text::Text;
use super::{Finding, Lack, Part};

/// Initials of ours, where they are typed as such, and how to say them: mash on a plate is nobody's jargon.
const INITIALS: &[(&str, &str)] = &[
    ("icpc", "first child protection conference"),
    ("rcpc", "review conference"),
    ("cin", "child in need"),
    ("cpp", "child protection plan"),
    ("taf|tac", "meeting of everybody who helps the family"),
    ("plo", "meeting with solicitors before court"),
    ("marac", "meeting of police and others about serious domestic abuse"),
    ("mash", "front door team"),
    ("lac", "looked after by the council"),
    ("sgo", "special guardianship"),
    ("fgc", "family group conference"),
];

/// A word of ours, as a pattern, and how to say it.
const WORDS: &[(&str, &str)] = &[
    ("s47|s.47", "child protection enquiry"),
    ("section 47", "child protection enquiry"),
    ("s17", "child in need"),
    ("section 17", "child in need"),
    ("cin|cp plan|meeting|review|visit|visits|status", "child in need, or child protection"),
    ("disguised compliance", "what was promised and what was then seen"),
    ("dysregulat*", "cannot calm down, and what that looks like"),
    ("hypervigilan*", "always on the watch"),
    ("holistic*", "what it takes in"),
    ("multi agency|disciplinary", "who, by name"),
    ("multiagency|multidisciplinary", "who, by name"),
    ("parenting|parental capacity", "what the parent can do, and what is hard"),
    ("protective factors", "what keeps the child safe"),
    ("signpost*", "who tells whom about what"),
    ("trauma informed", "what is done differently, and why"),
    ("service user|users", "the person’s name"),
    ("unmet needs", "what the child goes without"),
    ("non engagement", "what was missed, and when"),
    ("disengag*", "what was missed, and when"),
    ("presents|presenting as", "what was seen"),
    ("interventions", "what is done"),
    ("safeguarding concerns|issues|risk|risks", "what you are worried about"),
    ("substance misuse|abuse", "which drug or drink, and how much"),
];

/// The boxes that the family reads.
const READ: &[Part] =
    &[Part::Risk, Part::Danger, Part::Change, Part::Measure, Part::What, Part::BottomLines, Part::Contingency];

/// The first of our own words in a text.
pub(super) fn find(part: Part, text: &Text<'_>) -> Option<Finding> {
    if !READ.contains(&part) {
        return None;
    }
    let (words, plain) = text.sentences().find_map(|sentence| {
        let initials = INITIALS.iter().filter_map(|(pattern, plain)| Some((sentence.find(pattern)?, *plain)));
        let mut initials = initials.filter(|(found, _)| found.chars().all(|letter| !letter.is_lowercase()));
        let words = || WORDS.iter().find_map(|(pattern, plain)| Some((sentence.find(pattern)?, *plain)));
        initials.next().or_else(words)
    })?;
    let say = format!("The family reads this. Say it in their words: {plain}.");
    Some(Finding { part, rule: "our own words", lacks: Lack::PlainWords, words, say })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_words_are_pointed_out_and_everyday_words_are_not() {
        let found = |typed: &str| find(Part::Risk, &Text::read(typed)).map(|finding| finding.words);
        assert_eq!(found("Mum’s disguised compliance"), Some("disguised compliance".to_owned()));
        assert_eq!(found("Idris presents as tired"), Some("presents as".to_owned()));
        assert_eq!(found("At the ICPC"), Some("ICPC".to_owned()));
        assert_eq!(found("Look at it at each cin meeting"), Some("cin meeting".to_owned()));
        for plain in [
            "Mum and Dad shout and Idris hides",
            "She wraps presents with Idris",
            "Dad makes mash on Sundays",
            "CAMHS sees Zainab on Mondays",
        ] {
            assert_eq!(found(plain), None, "{plain}");
        }
    }
}

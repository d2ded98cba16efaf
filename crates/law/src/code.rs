//! Code lists: a closed list of codes with their labels, as the national returns spell them.

/// One code and what it says to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    pub code: &'static str,
    pub label: &'static str,
}

/// A named, closed list of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeList {
    /// The name that a form's author writes.
    pub name: &'static str,
    pub codes: &'static [Code],
}

impl CodeList {
    /// The label of a code, if the list holds it.
    pub fn label(&self, code: &str) -> Option<&'static str> {
        self.codes.iter().find(|entry| entry.code == code).map(|entry| entry.label)
    }

    pub fn has(&self, code: &str) -> bool {
        self.label(code).is_some()
    }
}

macro_rules! code_list {
    ($(#[$doc:meta])* $constant:ident, $name:literal: $($code:literal $label:literal),+ $(,)?) => {
        $(#[$doc])*
        pub const $constant: CodeList = CodeList { name: $name, codes: &[$(Code { code: $code, label: $label }),+] };
    };
}

code_list! {
    /// Sex, CBDS item N00783.
    SEX, "sex": "F" "Female", "M" "Male", "U" "Not known"
}
code_list! {
    /// Ethnicity, CBDS item N00177.
    ETHNICITY, "ethnicity":
    "WBRI" "White British", "WIRI" "White Irish", "WIRT" "Traveller of Irish heritage", "WROM" "Gypsy or Roma",
    "WOTH" "Any other White background", "MWBC" "White and Black Caribbean", "MWBA" "White and Black African",
    "MWAS" "White and Asian", "MOTH" "Any other mixed background", "AIND" "Indian", "APKN" "Pakistani",
    "ABAN" "Bangladeshi", "AOTH" "Any other Asian background", "BCRB" "Caribbean", "BAFR" "African",
    "BOTH" "Any other Black background", "CHNE" "Chinese", "OOTH" "Any other ethnic group",
    "REFU" "The family prefers not to say", "NOBT" "Not asked yet"
}
code_list! {
    /// Disability, CBDS item N00099; `NONE` stands alone.
    DISABILITY, "disability":
    "NONE" "No disability", "MOB" "Mobility", "HAND" "Hand function", "PC" "Personal care", "INC" "Incontinence",
    "COMM" "Communication", "LD" "Learning", "HEAR" "Hearing", "VIS" "Vision", "BEH" "Behaviour",
    "CON" "Consciousness", "AUT" "Autism", "DDA" "Another disability"
}
code_list! {
    /// Source of a referral, CBDS item N00152.
    REFERRAL_SOURCE, "referral_source":
    "1A" "Family member, relative or carer", "1B" "Acquaintance or neighbour", "1C" "The child", "1D" "Another individual",
    "2A" "School", "2B" "Education service", "3A" "GP", "3B" "Health visitor", "3C" "School nurse",
    "3D" "Other primary health", "3E" "Accident and emergency", "3F" "Other health service", "4" "Housing",
    "5A" "Council: social care", "5B" "Council: another service", "5C" "Another council", "5D" "Council: early help",
    "6" "Police", "7" "Other legal agency", "8" "Other", "9" "Anonymous", "10" "Not known"
}
code_list! {
    /// Primary need, CBDS item N00101.
    PRIMARY_NEED, "primary_need":
    "N1" "Abuse, neglect and exploitation", "N2" "Child's disability", "N3" "Parent's disability or illness",
    "N4" "Family in acute stress", "N5" "Family dysfunction", "N6" "Socially unacceptable behaviour", "N7" "Low income",
    "N8" "Absent parenting", "N9" "Cases other than children in need", "N0" "Not stated"
}
code_list! {
    /// Reason for closure, CBDS item N00103.
    CLOSURE_REASON, "closure_reason":
    "RC1" "Adopted", "RC2" "Died", "RC3" "Child arrangements order", "RC4" "Special guardianship order",
    "RC5" "Transferred to another council", "RC6" "Transferred to adult social care",
    "RC7" "No longer in need, or services ended for another reason", "RC8" "Closed after assessment, no further action",
    "RC9" "Closed after assessment, referred to early help"
}
code_list! {
    /// Factors identified at the end of assessment, CBDS item N00181; `21` stands alone.
    ASSESSMENT_FACTORS, "assessment_factors":
    "1A" "Alcohol: the child", "1B" "Alcohol: parent or carer", "1C" "Alcohol: another person in the household",
    "2A" "Drugs: the child", "2B" "Drugs: parent or carer", "2C" "Drugs: another person in the household",
    "3A" "Domestic abuse: the child is the subject", "3B" "Domestic abuse: parent or carer is the subject",
    "3C" "Domestic abuse: another person in the household is the subject", "4A" "Mental health: the child",
    "4B" "Mental health: parent or carer", "4C" "Mental health: another person in the household",
    "5A" "Learning disability: the child", "5B" "Learning disability: parent or carer",
    "5C" "Learning disability: another person in the household", "6A" "Physical disability or illness: the child",
    "6B" "Physical disability or illness: parent or carer", "6C" "Physical disability or illness: another person in the household",
    "7A" "Young carer", "8B" "Private fostering: overseas, means to return", "8C" "Private fostering: overseas, means to stay",
    "8D" "Private fostering: in the UK for education", "8E" "Private fostering: in the UK, other family arrangement",
    "8F" "Private fostering: other", "9A" "Unaccompanied asylum-seeking child", "10A" "Going missing",
    "11A" "Child sexual exploitation", "12A" "Trafficking", "13A" "Gangs", "14A" "Socially unacceptable behaviour",
    "15A" "Self-harm", "16A" "Neglect", "17A" "Emotional abuse", "18B" "Physical abuse: child on child",
    "18C" "Physical abuse: adult on child", "19B" "Sexual abuse: child on child", "19C" "Sexual abuse: adult on child",
    "20" "Other", "21" "No factors identified", "22A" "Female genital mutilation", "23A" "Abuse linked to faith or belief",
    "24A" "Child criminal exploitation"
}
code_list! {
    /// Category of abuse, CBDS items N00113 and N00114.
    CATEGORY_OF_ABUSE, "category_of_abuse":
    "NEG" "Neglect", "PHY" "Physical abuse", "SAB" "Sexual abuse", "EMO" "Emotional abuse", "MUL" "More than one"
}
code_list! {
    /// Why a child has no unique pupil number, CBDS item N00135.
    UPN_UNKNOWN, "upn_unknown":
    "UN1" "Not of school age and no number given", "UN2" "Never at a maintained school in England",
    "UN3" "Educated outside England", "UN4" "Newly known, number not yet known", "UN5" "Sources conflict",
    "UN6" "Another reason in the census list", "UN7" "Referral with no further action only"
}
code_list! {
    /// Levels of need of the threshold guidance, lowest first.
    LEVEL, "level":
    "1" "Level 1: universal services meet the need", "2" "Level 2: early help from one agency or several",
    "3" "Level 3: child in need (Children Act 1989, section 17)",
    "4" "Level 4: significant harm suspected or likely (Children Act 1989, section 47)"
}
code_list! {
    /// How somebody reached the front door.
    HOW, "how":
    "telephone" "Telephone", "email" "E-mail", "in_person" "In person", "letter" "Letter or report", "portal" "Online form"
}
code_list! {
    /// Why a child was visited.
    VISIT_KIND, "visit_kind":
    "assessment" "Assessment visit", "cin" "Child in need visit", "cp" "Child protection visit",
    "s47" "Section 47 visit", "private_fostering" "Private fostering visit", "other" "Another visit"
}
code_list! {
    /// How a meeting was held.
    MEETING_MODE, "meeting_mode":
    "telephone" "By telephone", "video" "By video", "room" "In one room", "mixed" "In a room, with others by video or telephone"
}
code_list! {
    /// Which child protection conference it is (Working Together 2023, chapter 3).
    CONFERENCE_KIND, "conference_kind":
    "initial" "Initial conference", "pre_birth" "Pre-birth conference", "review" "Review conference",
    "transfer_in" "Transfer-in conference"
}
code_list! {
    /// How a child took part in a meeting about them (areas a08).
    TOOK_PART, "took_part":
    "whole" "Was there for the whole meeting", "part" "Was there for part of it",
    "represented" "Was represented by somebody they chose", "views_sent" "Sent their views",
    "no" "Took no part"
}
code_list! {
    /// Why a plan ended for a child.
    PLAN_END, "plan_end":
    "conference" "The conference decided that the plan is no longer needed", "needs_met" "The needs are met",
    "stepped_up" "Stepped up to a child protection plan", "stepped_down" "Stepped down to early help",
    "transferred" "Another council took the plan over", "eighteen" "The child turned 18", "died" "The child died",
    "order" "A court order took the plan's place", "closed" "The case closed"
}
code_list! {
    /// What a case note is about.
    NOTE_KIND, "note_kind":
    "telephone" "Telephone call", "meeting" "Meeting", "email" "E-mail or letter", "direct_work" "Direct work with the child",
    "observation" "Observation", "professionals" "Professionals' discussion", "other" "Something else"
}
code_list! {
    /// How a child's views were gathered.
    VIEWS_HOW, "views_how":
    "talk" "Talking with the child", "play" "Play or drawing", "observation" "Watching a child who does not speak yet",
    "writing" "The child wrote or filled in a questionnaire", "advocate" "Through an advocate",
    "other_adult" "Through another adult whom the child trusts"
}

/// Every list that a form may name.
pub const ALL: &[CodeList] = &[
    SEX,
    ETHNICITY,
    DISABILITY,
    REFERRAL_SOURCE,
    PRIMARY_NEED,
    CLOSURE_REASON,
    ASSESSMENT_FACTORS,
    CATEGORY_OF_ABUSE,
    UPN_UNKNOWN,
    LEVEL,
    HOW,
    VISIT_KIND,
    MEETING_MODE,
    CONFERENCE_KIND,
    TOOK_PART,
    PLAN_END,
    NOTE_KIND,
    VIEWS_HOW,
];

/// The list of that name.
pub fn list(name: &str) -> Option<&'static CodeList> {
    ALL.iter().find(|list| list.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_list_names_a_code_twice() {
        for list in ALL {
            for (at, code) in list.codes.iter().enumerate() {
                assert!(
                    !list.codes[..at].iter().any(|other| other.code == code.code),
                    "{} in {}",
                    code.code,
                    list.name
                );
            }
        }
    }
}

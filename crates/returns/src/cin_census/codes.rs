//! The code sets of the CIN census, in the census' own spelling.
//!
//! Facts of the Department for Education's published code sets, in our own arrangement. Labels are short.

/// One code of a set and what it stands for.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// As it stands in the return: `RC7`.
    pub code: &'static str,
    /// In plain words.
    pub label: &'static str,
}

/// The codes that one item may hold.
#[derive(Debug, PartialEq, Eq)]
pub struct CodeSet {
    /// The item's name: `ReasonForClosure`.
    pub item: &'static str,
    /// Every code, in the published order.
    pub codes: &'static [Code],
}

impl CodeSet {
    /// The code spelled exactly so, if the set has it.
    pub fn find(&self, code: &str) -> Option<&'static Code> {
        self.codes.iter().find(|known| known.code == code)
    }
}

/// The code set of an element of the return; `None` for elements that hold no code.
pub fn for_element(element: &str) -> Option<&'static CodeSet> {
    Some(match element {
        "Sex" => &SEX,
        "GenderCurrent" => &GENDER_CURRENT,
        "Ethnicity" => &ETHNICITY,
        "Disability" => &DISABILITY,
        "UPNunknown" => &UPN_UNKNOWN,
        "ReferralSource" => &REFERRAL_SOURCE,
        "PrimaryNeedCode" => &PRIMARY_NEED,
        "ReasonForClosure" => &REASON_FOR_CLOSURE,
        "AssessmentFactors" => &ASSESSMENT_FACTORS,
        "InitialCategoryOfAbuse" | "LatestCategoryOfAbuse" => &CATEGORY_OF_ABUSE,
        "PPOutcome" => &PP_OUTCOME,
        _ => return None,
    })
}

const fn code(code: &'static str, label: &'static str) -> Code {
    Code { code, label }
}

/// Gender as returns carried it before 2025 (N00065).
pub static GENDER_CURRENT: CodeSet = CodeSet {
    item: "GenderCurrent",
    codes: &[code("1", "Male"), code("2", "Female"), code("0", "Not known"), code("9", "Not specified")],
};

/// Sex (N00783), since 2025.
pub static SEX: CodeSet =
    CodeSet { item: "Sex", codes: &[code("M", "Male"), code("F", "Female"), code("U", "Unknown")] };

/// Ethnicity (N00177).
pub static ETHNICITY: CodeSet = CodeSet {
    item: "Ethnicity",
    codes: &[
        code("WBRI", "White British"),
        code("WIRI", "White Irish"),
        code("WIRT", "Traveller of Irish heritage"),
        code("WOTH", "Any other White background"),
        code("WROM", "Gypsy/Roma"),
        code("MWBC", "White and Black Caribbean"),
        code("MWBA", "White and Black African"),
        code("MWAS", "White and Asian"),
        code("MOTH", "Any other mixed background"),
        code("AIND", "Indian"),
        code("APKN", "Pakistani"),
        code("ABAN", "Bangladeshi"),
        code("AOTH", "Any other Asian background"),
        code("BCRB", "Caribbean"),
        code("BAFR", "African"),
        code("BOTH", "Any other black background"),
        code("CHNE", "Chinese"),
        code("OOTH", "Any other ethnic group"),
        code("REFU", "Refused"),
        code("NOBT", "Information not yet obtained"),
    ],
};

/// Disability (N00099).
pub static DISABILITY: CodeSet = CodeSet {
    item: "Disability",
    codes: &[
        code("NONE", "No disability"),
        code("MOB", "Mobility"),
        code("HAND", "Hand function"),
        code("PC", "Personal care"),
        code("INC", "Incontinence"),
        code("COMM", "Communication"),
        code("LD", "Learning"),
        code("HEAR", "Hearing"),
        code("VIS", "Vision"),
        code("BEH", "Behaviour"),
        code("CON", "Consciousness"),
        code("AUT", "Autism"),
        code("DDA", "Other"),
    ],
};

/// Why there is no unique pupil number (N00135).
pub static UPN_UNKNOWN: CodeSet = CodeSet {
    item: "UPNunknown",
    codes: &[
        code("UN1", "Not of school age, no UPN assigned"),
        code("UN2", "Never attended a maintained school in England"),
        code("UN3", "Educated outside England"),
        code("UN4", "Newly known to the service, UPN not yet known"),
        code("UN5", "Sources conflict, no safe match"),
        code("UN6", "No label published"),
        code("UN7", "Referral with no further action only"),
    ],
};

/// Source of referral (N00152).
pub static REFERRAL_SOURCE: CodeSet = CodeSet {
    item: "ReferralSource",
    codes: &[
        code("1A", "Individual: family member, relative, carer"),
        code("1B", "Individual: acquaintance"),
        code("1C", "Individual: self"),
        code("1D", "Individual: other"),
        code("2A", "Schools"),
        code("2B", "Education services"),
        code("3A", "Health: GP"),
        code("3B", "Health: health visitor"),
        code("3C", "Health: school nurse"),
        code("3D", "Health: other primary health"),
        code("3E", "Health: A&E"),
        code("3F", "Health: other"),
        code("4", "Housing"),
        code("5A", "LA: social care"),
        code("5B", "LA: other internal"),
        code("5C", "LA: external"),
        code("5D", "LA: early help"),
        code("6", "Police"),
        code("7", "Other legal agency"),
        code("8", "Other"),
        code("9", "Anonymous"),
        code("10", "Unknown"),
    ],
};

/// Primary need (N00101).
pub static PRIMARY_NEED: CodeSet = CodeSet {
    item: "PrimaryNeedCode",
    codes: &[
        code("N1", "Abuse, neglect and exploitation"),
        code("N2", "Child's disability"),
        code("N3", "Parental disability or illness"),
        code("N4", "Family in acute stress"),
        code("N5", "Family dysfunction"),
        code("N6", "Socially unacceptable behaviour"),
        code("N7", "Low income"),
        code("N8", "Absent parenting"),
        code("N9", "Cases other than children in need"),
        code("N0", "Not stated"),
    ],
};

/// Reason for closure (N00103).
pub static REASON_FOR_CLOSURE: CodeSet = CodeSet {
    item: "ReasonForClosure",
    codes: &[
        code("RC1", "Adopted"),
        code("RC2", "Died"),
        code("RC3", "Child arrangements order"),
        code("RC4", "Special guardianship order"),
        code("RC5", "Transferred to services of another local authority"),
        code("RC6", "Transferred to adult social care services"),
        code("RC7", "Services ceased for any other reason, including child no longer in need"),
        code("RC8", "Case closed after assessment, no further action"),
        code("RC9", "Case closed after assessment, referred to early help"),
    ],
};

/// Factors identified at assessment (N00181).
pub static ASSESSMENT_FACTORS: CodeSet = CodeSet {
    item: "AssessmentFactors",
    codes: &[
        code("1A", "Alcohol: child"),
        code("1B", "Alcohol: parent/carer"),
        code("1C", "Alcohol: other in household"),
        code("2A", "Drugs: child"),
        code("2B", "Drugs: parent/carer"),
        code("2C", "Drugs: other in household"),
        code("3A", "Domestic abuse: child is subject"),
        code("3B", "Domestic abuse: parent/carer is subject"),
        code("3C", "Domestic abuse: other in household is subject"),
        code("4A", "Mental health: child"),
        code("4B", "Mental health: parent/carer"),
        code("4C", "Mental health: other in household"),
        code("5A", "Learning disability: child"),
        code("5B", "Learning disability: parent/carer"),
        code("5C", "Learning disability: other in household"),
        code("6A", "Physical disability/illness: child"),
        code("6B", "Physical disability/illness: parent/carer"),
        code("6C", "Physical disability/illness: other in household"),
        code("7A", "Young carer"),
        code("8B", "Private fostering: overseas, intend to return"),
        code("8C", "Private fostering: overseas, intend to stay"),
        code("8D", "Private fostering: UK, educational placement"),
        code("8E", "Private fostering: UK, alternative family arrangement"),
        code("8F", "Private fostering: other"),
        code("9A", "Unaccompanied asylum-seeking child"),
        code("10A", "Going missing"),
        code("11A", "Child sexual exploitation"),
        code("12A", "Trafficking"),
        code("13A", "Gangs"),
        code("14A", "Socially unacceptable behaviour"),
        code("15A", "Self-harm"),
        code("16A", "Neglect"),
        code("17A", "Emotional abuse"),
        code("18A", "Physical abuse (retired)"),
        code("18B", "Physical abuse: child on child"),
        code("18C", "Physical abuse: adult on child"),
        code("19A", "Sexual abuse (retired)"),
        code("19B", "Sexual abuse: child on child"),
        code("19C", "Sexual abuse: adult on child"),
        code("20", "Other"),
        code("21", "No factors identified (must be alone)"),
        code("22A", "Female genital mutilation"),
        code("23A", "Abuse linked to faith or belief"),
        code("24A", "Child criminal exploitation"),
    ],
};

/// Category of abuse, first (N00113) and latest (N00114).
pub static CATEGORY_OF_ABUSE: CodeSet = CodeSet {
    item: "CategoryOfAbuse",
    codes: &[
        code("NEG", "Neglect"),
        code("PHY", "Physical abuse"),
        code("SAB", "Sexual abuse"),
        code("EMO", "Emotional abuse"),
        code("MUL", "Multiple (not recommended)"),
    ],
};

/// Yes and no; the rules also accept `true` and `false`.
pub static BOOLEAN: CodeSet = CodeSet { item: "Boolean", codes: &[code("0", "False"), code("1", "True")] };

/// Outcome of pre-proceedings (N00833, CS131); the labels were not in the sources read.
pub static PP_OUTCOME: CodeSet = CodeSet {
    item: "PPOutcome",
    codes: &[code("A", "No label published"), code("B", "No label published"), code("C", "No label published")],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_has_the_published_number_of_codes() {
        let sizes = [
            (SEX.codes.len(), 3),
            (ETHNICITY.codes.len(), 20),
            (DISABILITY.codes.len(), 13),
            (UPN_UNKNOWN.codes.len(), 7),
            (REFERRAL_SOURCE.codes.len(), 22),
            (PRIMARY_NEED.codes.len(), 10),
            (REASON_FOR_CLOSURE.codes.len(), 9),
            (ASSESSMENT_FACTORS.codes.len(), 44),
            (CATEGORY_OF_ABUSE.codes.len(), 5),
            (BOOLEAN.codes.len(), 2),
            (PP_OUTCOME.codes.len(), 3),
        ];
        for (held, published) in sizes {
            assert_eq!(held, published);
        }
    }

    #[test]
    fn a_code_is_found_only_in_its_exact_spelling() {
        assert_eq!(
            REASON_FOR_CLOSURE.find("RC9").map(|c| c.label),
            Some("Case closed after assessment, referred to early help")
        );
        assert_eq!(REASON_FOR_CLOSURE.find("rc9"), None);
        assert_eq!(for_element("LatestCategoryOfAbuse"), Some(&CATEGORY_OF_ABUSE));
        assert_eq!(for_element("CINreferralDate"), None);
    }
}

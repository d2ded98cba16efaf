use super::*;
use proptest::prelude::*;

fn parse(scheme: Scheme, text: &str) -> Result<String, String> {
    Identifier::parse(scheme, text).map(|id| id.to_string()).map_err(|error| error.to_string())
}

#[test]
fn an_nhs_number_is_read_as_people_write_it_and_shown_in_three_parts() {
    for text in ["9434765919", "943 476 5919", " 943-476-5919 ", "943\u{a0}476\u{2013}5919"] {
        assert_eq!(parse(Scheme::NhsNumber, text), Ok("943 476 5919".into()), "{text}");
    }
    assert_eq!(parse(Scheme::NhsNumber, "401 023 2137"), Ok("401 023 2137".into()));
}

/// Numbers that cannot be, and how what is said about them begins.
const WRONG: &[(Scheme, &str, &str)] = &[
    (Scheme::NhsNumber, "", "Enter the number"),
    (Scheme::NhsNumber, " - ", "Enter the number"),
    (Scheme::NhsNumber, "943476591", "An NHS number has 10 digits; this has 9. "),
    (Scheme::NhsNumber, "94347659l9", "An NHS number has digits only; “l” is not a digit. "),
    (Scheme::NhsNumber, "9434765918", "This is not a real NHS number: one of its digits is wrong. "),
    (Scheme::NhsNumber, "0000000000", "This is not a real NHS number"),
    (Scheme::Upn, "B80120000500", "A unique pupil number has 13 characters; this has 12. "),
    (
        Scheme::Upn,
        "I801200005001",
        "A unique pupil number begins with a letter other than I, O and S; this begins with “I”. ",
    ),
    (Scheme::Upn, "B80120000A001", "Characters 2 to 12 of a unique pupil number are digits; character 10 is “A”. "),
    (
        Scheme::Upn,
        "E000200005001",
        "Characters 2 to 4 of a unique pupil number are the code of a local authority; “000” is not one. ",
    ),
    (
        Scheme::Upn,
        "A801200005001",
        "This unique pupil number has a wrong character: with these numbers it would begin with B. ",
    ),
    (Scheme::Upn, "U80120000100S", "A unique pupil number ends in a digit, or in a letter other than I, O and S"),
    (Scheme::Upn, "Zażółć gęślą", "A unique pupil number has 13 characters; this has 11. "),
    (Scheme::CouncilId, "123456789012345678901", "A council's number has at most 20 letters and digits; this has 21"),
    (Scheme::CouncilId, "AB/12", "A council's number has letters and digits only; “/” is neither. "),
    (Scheme::SocialWorkEngland, "12345", "A Social Work England number is SW and then digits, such as SW12345. "),
    (Scheme::SocialWorkEngland, "SW", "A Social Work England number is SW and then digits, such as SW12345. "),
];

#[test]
fn a_number_that_cannot_be_says_what_to_do() {
    for (scheme, text, says) in WRONG {
        let error = parse(*scheme, text).unwrap_err();
        assert!(error.starts_with(says), "{text}: {error}");
    }
}

#[test]
fn pupil_numbers_permanent_and_temporary() {
    assert_eq!(parse(Scheme::Upn, "b801200005001"), Ok("B801200005001".into()));
    assert_eq!(parse(Scheme::Upn, "P207 0000 16049"), Ok("P207000016049".into()));
    let temporary = Identifier::parse(Scheme::FormerUpn, "U80120000100A").unwrap();
    assert!(temporary.is_temporary_upn());
    assert!(!Identifier::parse(Scheme::Upn, "B801200005001").unwrap().is_temporary_upn());
}

#[test]
fn a_former_pupil_number_may_come_from_an_authority_that_is_gone() {
    let letter = upn_check_letter("999200005001").unwrap();
    let number = format!("{letter}999200005001");
    assert!(parse(Scheme::Upn, &number).is_err());
    assert_eq!(parse(Scheme::FormerUpn, &number), Ok(number));
}

#[test]
fn council_and_register_numbers() {
    assert_eq!(parse(Scheme::CouncilId, " 104 773 "), Ok("104773".into()));
    assert_eq!(parse(Scheme::CouncilId, "12345678901234567890"), Ok("12345678901234567890".into()));
    assert_eq!(parse(Scheme::SocialWorkEngland, "sw 12345"), Ok("SW12345".into()));
}

#[test]
fn the_authorities_of_pupil_numbers_are_in_order_and_apart() {
    assert!(UPN_AUTHORITIES.windows(2).all(|pair| pair[0].end() < pair[1].start()));
    for (code, known) in
        [(1, true), (330, true), (420, true), (804, false), (896, true), (897, false), (943, true), (0, false)]
    {
        assert_eq!(is_upn_authority(code), known, "{code}");
    }
}

#[test]
fn schemes_are_stored_by_their_slugs() {
    for scheme in Scheme::ALL {
        assert_eq!(serde_json::to_value(scheme).unwrap(), scheme.slug());
        assert_eq!(Scheme::from_slug(scheme.slug()), Some(scheme));
    }
    let id = Identifier::parse(Scheme::NhsNumber, "943 476 5919").unwrap();
    let json = serde_json::to_string(&id).unwrap();
    assert_eq!(json, r#"{"scheme":"nhs_number","value":"9434765919"}"#);
    assert_eq!(serde_json::from_str::<Identifier>(&json).unwrap(), id);
}

/// An NHS number made from its first nine digits, where they have one.
fn nhs() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(0u8..10, 9).prop_filter_map("no check digit", |mut digits| {
        let sum: u32 = digits.iter().zip((2..=10).rev()).map(|(digit, weight)| u32::from(*digit) * weight).sum();
        let check = (11 - sum % 11) % 11;
        digits.push(u8::try_from(check).ok().filter(|check| *check < 10 && sum > 0)?);
        Some(digits)
    })
}

fn text(digits: &[u8]) -> String {
    digits.iter().map(|digit| char::from(b'0' + digit)).collect()
}

proptest! {
    #[test]
    fn one_wrong_digit_of_an_nhs_number_is_always_found(digits in nhs(), at in 0usize..10, by in 1u8..10) {
        prop_assert!(Identifier::parse(Scheme::NhsNumber, &text(&digits)).is_ok());
        let mut wrong = digits;
        wrong[at] = (wrong[at] + by) % 10;
        prop_assert_eq!(Identifier::parse(Scheme::NhsNumber, &text(&wrong)), Err(IdentifierError::NhsCheck));
    }

    #[test]
    fn two_neighbours_changed_about_are_always_found(digits in nhs(), at in 0usize..9) {
        prop_assume!(digits[at] != digits[at + 1]);
        let mut wrong = digits;
        wrong.swap(at, at + 1);
        prop_assert!(Identifier::parse(Scheme::NhsNumber, &text(&wrong)).is_err());
    }

    #[test]
    fn one_wrong_digit_of_a_pupil_number_is_always_found(serial in 0u64..1_000_000_000, at in 4usize..13, by in 1u8..10) {
        let rest = format!("330{serial:09}");
        let number = format!("{}{rest}", upn_check_letter(&rest).unwrap());
        prop_assert!(Identifier::parse(Scheme::Upn, &number).is_ok());
        let mut wrong = number.into_bytes();
        wrong[at] = (wrong[at] - b'0' + by) % 10 + b'0';
        let wrong = String::from_utf8(wrong).unwrap();
        let found = Identifier::parse(Scheme::Upn, &wrong);
        let by_check = matches!(found, Err(IdentifierError::UpnCheck { .. }));
        prop_assert!(by_check, "{:?}", found);
    }

    #[test]
    fn no_text_breaks_the_reader(text in ".*") {
        for scheme in Scheme::ALL {
            let _ = Identifier::parse(scheme, &text).map(|id| id.to_string());
        }
    }
}

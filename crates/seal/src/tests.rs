use super::*;
use crate::letter::{BEFORE, START};
use proptest::prelude::*;
use std::io::Cursor;

const LIMIT: u64 = 1 << 30;

fn council(n: u8) -> SecretKeys {
    SecretKeys::from_secrets(&[n; 32], &[n + 100; 32])
}

fn letter(plain: &[u8]) -> Vec<u8> {
    let (me, to) = (council(1), council(2));
    let mut out = Vec::new();
    seal(&me, to.public(), (Kind::Pack, [7; 16]), plain.len() as u64, &mut &*plain, &mut out).unwrap();
    out
}

/// Opens a letter as council 2, who knows council 1.
fn read(letter: &[u8]) -> Result<Vec<u8>, Refused> {
    read_as(&council(2), &council(1), Kind::Pack, letter)
}

fn read_as(me: &SecretKeys, known: &SecretKeys, kind: Kind, letter: &[u8]) -> Result<Vec<u8>, Refused> {
    let known = known.public().clone();
    let knows = move |of: &Fingerprint| (known.fingerprint() == *of).then(|| known.clone());
    let mut from = Cursor::new(letter);
    let checked = check(me, kind, &knows, LIMIT, &mut from)?;
    let mut plain = Vec::new();
    checked.open(me, &mut from, &mut |chunk| {
        plain.extend_from_slice(chunk);
        Ok::<(), Refused>(())
    })?;
    Ok(plain)
}

#[test]
fn a_letter_opens_as_it_was_sealed_whatever_its_length() {
    for length in [0, 1, 65_535, 65_536, 65_537, 200_000] {
        let plain: Vec<u8> = (0..length).map(|n| n as u8).collect();
        assert_eq!(read(&letter(&plain)).unwrap(), plain);
    }
}

#[test]
fn one_altered_byte_anywhere_is_refused_before_anything_is_handed_over() {
    let whole = letter(b"Zainab moved to Westmoor on Friday.");
    for at in 0..whole.len() {
        for bit in [0, 7] {
            let mut altered = whole.clone();
            altered[at] ^= 1 << bit;
            assert!(read(&altered).is_err(), "byte {at}");
        }
    }
    let long = letter(&vec![3; 150_000]);
    for at in (0..long.len()).step_by(997) {
        let mut altered = long.clone();
        altered[at] ^= 0x10;
        assert!(read(&altered).is_err(), "byte {at}");
    }
}

#[test]
fn a_letter_cut_short_or_with_something_after_it_is_not_whole() {
    let whole = letter(&vec![1; 70_000]);
    for length in [0, 5, BEFORE, START - 1] {
        assert!(matches!(read(&whole[..length]), Err(Refused::NotALetter)), "{length}");
    }
    for length in [START, START + 10, whole.len() - 64, whole.len() - 1] {
        assert!(matches!(read(&whole[..length]), Err(Refused::NotWhole { .. })), "{length}");
    }
    let longer = [whole.as_slice(), b"x"].concat();
    assert!(matches!(read(&longer), Err(Refused::NotWhole { .. })));
}

#[test]
fn only_who_it_is_for_opens_it_and_only_a_known_hand_is_believed() {
    let whole = letter(b"For Westmoor alone");
    assert!(matches!(read_as(&council(3), &council(1), Kind::Pack, &whole), Err(Refused::NotForUs)));
    assert!(matches!(read_as(&council(2), &council(3), Kind::Pack, &whole), Err(Refused::UnknownSender(_))));
    assert!(matches!(read_as(&council(2), &council(1), Kind::Receipt, &whole), Err(Refused::Kind { .. })));
    // Another signs in the name of a council that is known: the name alone is not believed.
    let mut forged = Vec::new();
    let plain = b"Close the case";
    let (me, to) = (council(3), council(2));
    seal(&me, to.public(), (Kind::Pack, [7; 16]), plain.len() as u64, &mut plain.as_slice(), &mut forged).unwrap();
    forged[BEFORE + 1..BEFORE + 33].copy_from_slice(&council(1).public().fingerprint().0);
    assert!(matches!(read(&forged), Err(Refused::Altered)));
}

#[test]
fn a_version_from_the_future_is_refused_by_number() {
    let mut whole = letter(b"x");
    whole[8..10].copy_from_slice(&7u16.to_be_bytes());
    let refused = read(&whole).unwrap_err();
    assert!(matches!(refused, Refused::Version(7)), "{refused}");
    assert!(refused.to_string().contains("version 7"));
}

#[test]
fn a_header_that_claims_two_gigabytes_or_more_costs_nothing() {
    for claimed in [2u64 << 30, u64::MAX] {
        let mut whole = letter(b"x");
        let at = BEFORE + 1 + 32 + 32 + 16;
        whole[at..at + 8].copy_from_slice(&claimed.to_be_bytes());
        assert!(matches!(read(&whole), Err(Refused::TooLong { limit: LIMIT, .. })), "{claimed}");
    }
    let mut whole = letter(b"x");
    whole[10..14].copy_from_slice(&u32::MAX.to_be_bytes());
    assert!(matches!(read(&whole), Err(Refused::NotALetter)));
}

#[test]
fn a_letter_that_changes_between_checking_and_opening_is_refused() {
    let whole = letter(b"as it was");
    let known = council(1).public().clone();
    let me = council(2);
    let checked = check(&me, Kind::Pack, &|_| Some(known.clone()), LIMIT, &mut Cursor::new(&whole)).unwrap();
    let mut other = whole.clone();
    *other.last_mut().unwrap() ^= 1;
    let opened = checked.open(&me, &mut Cursor::new(&other), &mut |_| Ok::<(), Refused>(()));
    assert!(matches!(opened, Err(Refused::Changed)));
}

#[test]
fn what_is_promised_must_come() {
    let (me, to) = (council(1), council(2));
    for length in [2, 4] {
        let sealed = seal(&me, to.public(), (Kind::Receipt, [0; 16]), length, &mut &b"abc"[..], &mut Vec::new());
        assert!(matches!(sealed, Err(SealError::Length { .. })));
    }
}

#[test]
fn a_public_key_reads_back_what_it_says_and_one_slip_is_found() {
    let key = council(1).public().clone();
    let text = key.to_string();
    assert_eq!(text.len(), 147);
    assert_eq!(text.parse(), Ok(key.clone()));
    let broken = format!(" {}\r\n  {}\n", &text[..60], &text[60..]);
    assert_eq!(broken.parse(), Ok(key.clone()));
    for at in 11..text.len() {
        let mut slip = text.clone().into_bytes();
        slip[at] = if slip[at] == b'0' { b'1' } else { b'0' };
        assert!(String::from_utf8(slip).unwrap().parse::<PublicKeys>().is_err(), "{at}");
    }
    let read_out = key.fingerprint().to_string();
    assert_eq!((read_out.len(), read_out.split(' ').count()), (47, 8));
    assert_eq!(Fingerprint::from_hex(&key.fingerprint().hex()), Some(key.fingerprint()));
}

#[test]
fn secrets_are_made_once_and_kept_for_their_owner_alone() {
    let folder = std::env::temp_dir().join(format!("kith-seal-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("transfer.key");
    let made = SecretKeys::load_or_create(&path).unwrap();
    assert_eq!(SecretKeys::load_or_create(&path).unwrap().public(), made.public());
    assert!(!format!("{made:?}").contains(&hex::encode(std::fs::read(&path).unwrap())));
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions()) & 0o777,
        0o600
    );
    std::fs::write(&path, b"short").unwrap();
    assert!(matches!(SecretKeys::load_or_create(&path), Err(KeyFileError::NotKeys(_))));
    std::fs::remove_dir_all(&folder).unwrap();
}

proptest! {
    /// Nothing that comes in from outside makes it panic, and nothing that was not sealed is taken.
    #[test]
    fn hostile_bytes_are_refused(mut bytes in prop::collection::vec(any::<u8>(), 0..400), as_letter in any::<bool>()) {
        if as_letter && bytes.len() > START {
            let whole = letter(b"x");
            bytes[..BEFORE].copy_from_slice(&whole[..BEFORE]);
        }
        prop_assert!(read(&bytes).is_err());
    }
}

//! Numbers that check, from ranges that nobody has: NHS numbers that begin with 999, pupil numbers of a demonstration authority.

use crate::luck::Luck;
use law::identifier::{Identifier, Scheme, upn_check_letter};

/// An NHS number of the test range, with its check digit.
pub fn nhs(luck: &mut Luck) -> Option<Identifier> {
    let eight = |luck: &mut Luck| format!("999{:06}", luck.between(0, 999_999));
    for _ in 0..4 {
        let digits = eight(luck);
        let sum: u32 = digits.bytes().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        let check = (11 - sum % 11) % 11;
        if check < 10 {
            return Identifier::parse(Scheme::NhsNumber, &format!("{digits}{check}")).ok();
        }
    }
    None
}

/// A pupil number with its check letter.
pub fn upn(luck: &mut Luck) -> Option<Identifier> {
    let rest = format!("001{:02}{:06}{}", luck.between(14, 25), luck.between(0, 999_999), luck.between(0, 9));
    let letter = upn_check_letter(&rest)?;
    Identifier::parse(Scheme::Upn, &format!("{letter}{rest}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_accepted_by_law() {
        let mut luck = Luck::seeded(4);
        let drawn = (0..200).filter(|_| nhs(&mut luck).is_some()).count();
        assert!(drawn > 190, "{drawn}");
        assert!((0..200).all(|_| upn(&mut luck).is_some()));
    }
}

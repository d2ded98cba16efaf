//! Six-figure codes from an authenticator (RFC 6238, SHA-1, 30 seconds), each good once.

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha1::Sha1;
use subtle::ConstantTimeEq;

use crate::chance::{Chance, NoChance, draw};

/// Seconds one code stands for.
const STEP: i64 = 30;
/// Steps of clock difference allowed either way.
const DRIFT: i64 = 1;

/// The secret shared with a person's authenticator: 160 bits, as RFC 4226 recommends.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

impl Secret {
    /// Draws a new secret.
    pub fn draw(chance: &dyn Chance) -> Result<Self, NoChance> {
        Ok(Self(draw::<20>(chance)?.to_vec()))
    }

    /// Takes bytes kept earlier.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes to be sealed and kept.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The secret in base 32 without padding, as authenticators take it.
    pub fn base32(&self) -> String {
        base32(&self.0)
    }

    /// The secret in groups of four letters, for typing by hand.
    pub fn grouped(&self) -> String {
        let text = self.base32();
        let groups: Vec<&str> = text.as_bytes().chunks(4).filter_map(|g| std::str::from_utf8(g).ok()).collect();
        groups.join(" ")
    }

    /// The `otpauth` address that authenticators open. `account` and `issuer` are shown there.
    pub fn address(&self, issuer: &str, account: &str) -> String {
        let (issuer, account) = (escape(issuer), escape(account));
        format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&digits=6&period=30", self.base32())
    }

    /// The code for a step, which is the Unix time divided by 30.
    pub fn code(&self, step: i64) -> u32 {
        truncated(&self.0, step) % 1_000_000
    }

    /// The step that `typed` answers near `now`, if it is later than `last_used`. Blanks in the code are ignored.
    /// Every candidate is compared in constant time. The caller keeps the step, so that the code is not taken again.
    pub fn accept(&self, typed: &str, now: Timestamp, last_used: Option<i64>) -> Option<i64> {
        let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let current = now.as_second().div_euclid(STEP);
        let mut found = None;
        for step in (current - DRIFT)..=(current + DRIFT) {
            let code = format!("{:06}", self.code(step));
            let same = bool::from(code.as_bytes().ct_eq(typed.as_bytes()));
            if same && last_used.is_none_or(|last| step > last) {
                found = Some(step);
            }
        }
        found
    }
}

fn truncated(secret: &[u8], step: i64) -> u32 {
    let Ok(mut mac) = <Hmac<Sha1> as KeyInit>::new_from_slice(secret) else { return 0 };
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let start = usize::from(digest[19] & 0x0f);
    let word = [digest[start] & 0x7f, digest[start + 1], digest[start + 2], digest[start + 3]];
    u32::from_be_bytes(word)
}

fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut text, mut held, mut bits) = (String::new(), 0u32, 0u32);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(LETTERS[(held >> bits) as usize & 31]));
        }
    }
    if bits > 0 {
        text.push(char::from(LETTERS[(held << (5 - bits)) as usize & 31]));
    }
    text
}

fn escape(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rfc() -> Secret {
        Secret::from_bytes(b"12345678901234567890".to_vec())
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// RFC 6238 appendix B, SHA-1 rows: eight figures there, of which six are the last six.
    #[test]
    fn vectors_of_rfc_6238() {
        let rows = [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ];
        for (second, eight) in rows {
            assert_eq!(truncated(&rfc().0, second / 30) % 100_000_000, eight);
            assert_eq!(rfc().code(second / 30), eight % 1_000_000);
        }
    }

    #[test]
    fn one_step_either_way_and_no_more() {
        let code = format!("{:06}", rfc().code(100));
        for (step, taken) in [(98, false), (99, true), (100, true), (101, true), (102, false)] {
            assert_eq!(rfc().accept(&code, at(step * 30 + 7), None).is_some(), taken, "step {step}");
        }
    }

    #[test]
    fn a_code_is_good_once() {
        let code = format!("{:06}", rfc().code(100));
        let used = rfc().accept(&code, at(3000), None);
        assert_eq!(used, Some(100));
        assert_eq!(rfc().accept(&code, at(3010), used), None);
        assert_eq!(rfc().accept(&format!("{:06}", rfc().code(99)), at(3010), used), None);
    }

    #[test]
    fn blanks_pass_and_nonsense_does_not() {
        let code = format!("{:06}", rfc().code(100));
        assert!(rfc().accept(&format!(" {} {}", &code[..3], &code[3..]), at(3000), None).is_some());
        for typed in ["", "12345", "abcdef", "0000000", "٣٣٣٣٣٣"] {
            assert_eq!(rfc().accept(typed, at(3000), None), None);
        }
    }

    #[test]
    fn the_secret_as_authenticators_take_it() {
        assert_eq!(rfc().base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(rfc().grouped().starts_with("GEZD GNBV GY3T"));
        let address = rfc().address("Kith, Ashmere", "amina.r");
        assert!(address.starts_with("otpauth://totp/Kith%2C%20Ashmere:amina.r?secret=GEZDGNBV"), "{address}");
    }
}

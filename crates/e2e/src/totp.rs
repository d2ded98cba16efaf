//! The codes of an authenticator app (RFC 6238: SHA-1, six digits, thirty seconds).

use crate::failure::{Failure, Outcome};
use crate::wait;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Seconds for which one code holds.
const STEP: u64 = 30;

/// Codes are good a step before their time too, because clocks differ.
const EARLY: u64 = 1;

/// An authenticator app that holds one secret. A code is good once, so copies of it share what was used.
#[derive(Debug, Clone)]
pub struct Authenticator {
    key: Vec<u8>,
    used: Arc<Mutex<u64>>,
}

impl Authenticator {
    /// Takes in a secret as a sign-up page shows it, in base 32; spaces and case do not matter.
    ///
    /// # Errors
    /// When it is not base 32.
    pub fn new(secret: &str) -> Outcome<Self> {
        let key = base32(secret).ok_or(Failure::new("the authenticator's secret is not base 32"))?;
        Ok(Self { key, used: Arc::default() })
    }

    /// A code that nobody has had before: the current one, or, when that was used, the next as soon as it is taken.
    ///
    /// # Errors
    /// When the machine's clock stands before 1970.
    pub async fn code(&self) -> Outcome<String> {
        let wanted = self.take_step(now()? / STEP);
        while now()? / STEP + EARLY < wanted {
            wait::pause(Duration::from_millis(200)).await;
        }
        self.code_at(wanted)
    }

    /// Takes the first unused step from `current` on.
    fn take_step(&self, current: u64) -> u64 {
        let mut last = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        *last = current.max(*last + 1);
        *last
    }

    fn code_at(&self, step: u64) -> Outcome<String> {
        let mac = Hmac::<Sha1>::new_from_slice(&self.key).map_err(|e| Failure::new(e.to_string()))?;
        let digest = mac.chain_update(step.to_be_bytes()).finalize().into_bytes();
        let offset = usize::from(digest[19] & 0x0f);
        let word = digest[offset..offset + 4].iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
        Ok(format!("{:06}", (word & 0x7fff_ffff) % 1_000_000))
    }
}

/// Seconds since 1970 by the machine's clock.
#[expect(clippy::disallowed_methods, reason = "the server under test checks codes against the machine's own clock")]
fn now() -> Outcome<u64> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map(|since| since.as_secs()).map_err(|e| Failure::new(e.to_string()))
}

fn base32(text: &str) -> Option<Vec<u8>> {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut bytes = Vec::new();
    let (mut word, mut bits) = (0_u32, 0);
    for letter in text.chars().filter(|letter| !letter.is_whitespace() && *letter != '=') {
        let value = ALPHABET.find(letter.to_ascii_uppercase())?;
        word = (word << 5 | u32::try_from(value).ok()?) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(word >> bits & 0xff).ok()?);
        }
    }
    (!bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::Authenticator;

    /// The secret of RFC 6238's own examples, `12345678901234567890`.
    const SECRET: &str = "GEZD GNBV gy3t qojq GEZD GNBV GY3T QOJQ";

    #[test]
    fn codes_are_those_of_the_standard() {
        let app = Authenticator::new(SECRET).unwrap();
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000_u64, "353130")] {
            assert_eq!(app.code_at(seconds / 30).unwrap(), code);
        }
    }

    #[test]
    fn a_code_is_never_given_twice() {
        let app = Authenticator::new("MFRGGZDF").unwrap();
        let other = Authenticator::new("MFRGGZDG").unwrap();
        assert_eq!(app.take_step(100), 100);
        assert_eq!(app.clone().take_step(100), 101);
        assert_eq!(other.take_step(100), 100);
        assert_eq!(app.take_step(500), 500);
    }

    #[test]
    fn what_is_not_base_32_is_refused() {
        for secret in ["", "ABC1", "ÄBCD"] {
            assert!(Authenticator::new(secret).is_err(), "{secret}");
        }
    }
}

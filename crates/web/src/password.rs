//! Passwords: long, not common, kept as Argon2id. No rules of composition and no forced renewal (ASVS 5.0, V6.2).

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

use crate::chance::{Chance, NoChance, draw};

/// Fewest characters of a new password.
pub const LEAST: usize = 15;
/// Most characters taken; room for any sentence, and no gift to someone who would keep us hashing.
pub const MOST: usize = 500;
/// Memory in KiB, passes and lanes: 19 MiB, 2, 1.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// A hash could not be made or read.
#[derive(Debug, thiserror::Error)]
pub enum HashError {
    /// No random bytes for the salt.
    #[error(transparent)]
    Chance(#[from] NoChance),
    /// The hashing library refused.
    #[error("password hash: {0}")]
    Refused(String),
}

/// Hashes a password with a fresh salt. Slow on purpose: call it where blocking is allowed.
pub fn hash(chance: &dyn Chance, password: &str) -> Result<String, HashError> {
    let salt: [u8; 16] = draw(chance)?;
    let hashed: PasswordHash =
        hasher()?.hash_password_with_salt(password.as_bytes(), &salt).map_err(|e| HashError::Refused(e.to_string()))?;
    Ok(hashed.to_string())
}

/// Whether the password is the one hashed. Without a hash the same work is done and the answer is no, so that an
/// unknown name takes as long as a known one. Call it where blocking is allowed.
pub fn verify(hash: Option<&str>, password: &str) -> Result<bool, HashError> {
    let known = hash.and_then(|text| PasswordHash::new(text).ok());
    let hasher = hasher()?;
    match known {
        Some(known) => Ok(hasher.verify_password(password.as_bytes(), &known).is_ok()),
        None => {
            let done: Result<PasswordHash, _> =
                hasher.hash_password_with_salt(password.as_bytes(), b"nobody is known.");
            done.map(|_| false).map_err(|e| HashError::Refused(e.to_string()))
        }
    }
}

fn hasher() -> Result<Argon2<'static>, HashError> {
    let params = Params::new(COST.0, COST.1, COST.2, None).map_err(|e| HashError::Refused(e.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// What is wrong with a new password, in a sentence, if anything. `known` are words that others would guess: the
/// username, the council's name.
pub fn problem(password: &str, known: &[&str]) -> Option<String> {
    let length = password.chars().count();
    if length < LEAST {
        return Some(format!(
            "Your password must be at least {LEAST} characters. Three or four unrelated words do well."
        ));
    }
    if length > MOST {
        return Some(format!("Your password must be {MOST} characters or fewer"));
    }
    let plain = squeezed(password);
    if easily_guessed(&plain) {
        return Some("This password is one that others would guess. Choose another.".into());
    }
    // A guessable word may stand in a long password, but must not be most of it.
    let rest = known.iter().map(|word| squeezed(word)).filter(|word| word.chars().count() >= 4);
    let left = rest.fold(plain, |text, word| text.replace(&word, ""));
    (left.chars().count() < 8)
        .then(|| "Your password must not be made of your username or the council's name".to_owned())
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Common words with which long passwords are padded out.
const COMMON: [&str; 40] = [
    "password",
    "passw0rd",
    "p4ssword",
    "qwertyuiop",
    "qwerty",
    "asdfghjkl",
    "zxcvbnm",
    "letmein",
    "welcome",
    "iloveyou",
    "monkey",
    "dragon",
    "football",
    "liverpool",
    "arsenal",
    "chelsea",
    "sunshine",
    "princess",
    "charlie",
    "superman",
    "batman",
    "master",
    "shadow",
    "michael",
    "summer",
    "winter",
    "spring",
    "autumn",
    "january",
    "monday",
    "changeme",
    "secret",
    "admin",
    "administrator",
    "socialworker",
    "safeguarding",
    "childrensservices",
    "council",
    "correcthorsebatterystaple",
    "trustno1",
];

/// Whether little is left once common words, runs and repeats are taken out.
fn easily_guessed(plain: &str) -> bool {
    let mut left = plain.to_owned();
    let mut words = COMMON;
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in words {
        left = left.replace(word, "");
    }
    distinct_moves(&left) < 6
}

/// Counts the characters that neither repeat nor continue the one before: "aaaa", "1234" and "9876" count one.
fn distinct_moves(text: &str) -> usize {
    let codes: Vec<i64> = text.chars().map(|c| i64::from(u32::from(c))).collect();
    let runs = codes.windows(2).filter(|pair| (pair[1] - pair[0]).abs() <= 1).count();
    codes.len().saturating_sub(runs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::FixedChance;

    #[test]
    fn hashed_and_verified() {
        let kept = hash(&FixedChance::new(1), "four quiet brown ponies").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(verify(Some(&kept), "four quiet brown ponies").unwrap());
        assert!(!verify(Some(&kept), "four quiet brown ponie").unwrap());
        assert!(!verify(None, "four quiet brown ponies").unwrap());
        assert!(!verify(Some("not a hash"), "four quiet brown ponies").unwrap());
    }

    #[test]
    fn good_and_bad_passwords() {
        let known = ["amina.rahman", "Ashmere Borough Council"];
        let good =
            ["four quiet brown ponies", "Tŷ bach twt ar y bryn", "x7#Lm2!qPz09$vTe", "my old amina.rahman gate lamp"];
        for password in good {
            assert_eq!(problem(password, &known), None, "{password}");
        }
        let bad = [
            "short",
            "fourteen chars",
            "passwordpassword",
            "Password12345678",
            "aaaaaaaaaaaaaaaaaaaa",
            "123456789012345678",
            "qwertyuiopasdfghjkl",
            "amina.rahman123",
            "AshmereBoroughCouncil1",
            "Correct Horse Battery Staple",
        ];
        for password in bad {
            assert!(problem(password, &known).is_some(), "{password}");
        }
        assert!(problem(&"many words ".repeat(60), &known).is_some());
    }
}

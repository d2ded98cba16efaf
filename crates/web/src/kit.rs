//! What every page needs from the service: database, settings, the time and the dice.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::{chance::Chance, key::Key};

/// The moment of this request, in UTC, taken once and passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Now(pub Timestamp);

/// How cookies are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookies {
    /// `__Host-` names, `Secure`: the only choice for a service that others can reach.
    Secure,
    /// Plain names for `http://localhost` and `http://127.0.0.1`, where `Secure` cookies may be dropped.
    Loopback,
}

/// How long sessions live.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Ends a session unused for this long. 30 minutes: a desk left in a shared office.
    pub idle: SignedDuration,
    /// Ends any session after this long. 12 hours: the longest shift of an emergency duty team.
    pub absolute: SignedDuration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { idle: SignedDuration::from_mins(30), absolute: SignedDuration::from_hours(12) }
    }
}

/// Tells the time; tests pass a fixed one.
pub type TimeSource = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What the service hands to every page. Cheap to clone.
#[derive(Clone)]
pub struct Kit {
    /// The council's database.
    pub db: store::Db,
    /// The council's name as shown in the header.
    pub council: Arc<str>,
    /// How cookies are marked.
    pub cookies: Cookies,
    /// How long sessions live.
    pub limits: Limits,
    /// How many proxies of ours stand in front; 0 believes the connection and no header.
    pub proxies: usize,
    /// Seals second-factor secrets and signs tokens.
    pub key: Key,
    /// Tells the time.
    pub time: TimeSource,
    /// Gives chance.
    pub chance: Arc<dyn Chance>,
}

impl Kit {
    /// The moment now, to be taken once for each request.
    pub fn now(&self) -> Now {
        Now((self.time)())
    }
}

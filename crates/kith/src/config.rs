//! One TOML file, the environment over it; unknown keys are refused.

use crate::exit::Exit;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// What a service is told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The address to listen on.
    pub listen: SocketAddr,
    /// Whether browsers reach the service by https, through a proxy that ends TLS. Off only on this machine itself.
    pub https: bool,
    /// How many of our own proxies stand in front.
    pub proxies: usize,
    /// The council's folder.
    pub data: Option<PathBuf>,
    /// A file that holds the PostgreSQL URL, password and all.
    pub database_file: Option<PathBuf>,
    /// The folder of the council's own practice files.
    pub practice: Option<PathBuf>,
    /// Minutes without use after which a session ends.
    pub idle_minutes: i64,
    /// Hours after which any session ends.
    pub session_hours: i64,
    /// Days without use after which an account is closed.
    pub dormant_days: i64,
    /// Connections that read.
    pub readers: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            https: true,
            proxies: 1,
            data: None,
            database_file: None,
            practice: None,
            idle_minutes: 30,
            session_hours: 12,
            dormant_days: 30,
            readers: 4,
        }
    }
}

impl Config {
    /// Reads the file, if one is named, and what the environment says over it.
    pub fn read(path: Option<&Path>) -> Result<Self, Exit> {
        let mut config = match path {
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|error| Exit::usage(format!("{}: {error}", path.display())))?;
                toml::from_str(&text).map_err(|error| Exit::usage(format!("{}: {error}", path.display())))?
            }
            None => Self::default(),
        };
        let said = |name: &str| std::env::var(name).ok();
        over(&mut config.listen, "KITH_LISTEN", said)?;
        over(&mut config.https, "KITH_HTTPS", said)?;
        over(&mut config.proxies, "KITH_PROXIES", said)?;
        over(&mut config.idle_minutes, "KITH_IDLE_MINUTES", said)?;
        over(&mut config.session_hours, "KITH_SESSION_HOURS", said)?;
        over(&mut config.dormant_days, "KITH_DORMANT_DAYS", said)?;
        over(&mut config.readers, "KITH_READERS", said)?;
        config.check()
    }

    fn check(self) -> Result<Self, Exit> {
        let wrong = |words: &str| Err(Exit::usage(words));
        if !(5..=120).contains(&self.idle_minutes) {
            return wrong("idle_minutes must be from 5 to 120");
        }
        if !(1..=24).contains(&self.session_hours) {
            return wrong("session_hours must be from 1 to 24");
        }
        if !(7..=365).contains(&self.dormant_days) {
            return wrong("dormant_days must be from 7 to 365");
        }
        if !(1..=64).contains(&self.readers) {
            return wrong("readers must be from 1 to 64");
        }
        if !self.https && !self.listen.ip().is_loopback() {
            return wrong(
                "https = false is for an address of this machine alone (127.0.0.1); set https = true behind a proxy",
            );
        }
        Ok(self)
    }

    /// The URL in the database file, if there is one.
    pub fn database(&self) -> Result<Option<String>, Exit> {
        let Some(path) = &self.database_file else { return Ok(None) };
        let url = std::fs::read_to_string(path).map_err(|error| Exit::usage(format!("{}: {error}", path.display())))?;
        Ok(Some(url.trim().to_owned()))
    }
}

fn over<T: std::str::FromStr>(value: &mut T, name: &str, said: impl Fn(&str) -> Option<String>) -> Result<(), Exit> {
    if let Some(text) = said(name) {
        *value = text.parse().map_err(|_| Exit::usage(format!("{name} does not read: {text}")))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let error = toml::from_str::<Config>("listn = '127.0.0.1:1'").unwrap_err().to_string();
        assert!(error.contains("listn"), "{error}");
    }

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        let open = Config { https: false, listen: "0.0.0.0:80".parse().unwrap(), ..Config::default() };
        assert!(open.check().is_err());
        let own = Config { https: false, ..Config::default() };
        assert!(own.check().is_ok());
    }
}

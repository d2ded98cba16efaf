//! The kit's own tables: sessions, credentials, attempts. None of them is part of the record.

use store::Migration;

/// Migrations of the kit, to be applied with the store's own.
pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "web/0001-sessions",
    sql: "
        CREATE TABLE web_session (
            id TEXT PRIMARY KEY,
            worker TEXT NOT NULL,
            created_at TEXT NOT NULL,
            seen_at TEXT NOT NULL,
            second_factor BIGINT NOT NULL,
            confirmed_at TEXT,
            csrf TEXT NOT NULL,
            return_to TEXT NOT NULL,
            device TEXT NOT NULL
        );
        CREATE INDEX web_session_worker ON web_session (worker);
        CREATE TABLE web_credential (
            worker TEXT PRIMARY KEY,
            username TEXT NOT NULL UNIQUE,
            password_hash TEXT NOT NULL,
            must_change BIGINT NOT NULL,
            totp TEXT,
            totp_offered TEXT,
            totp_last_step BIGINT,
            disabled BIGINT NOT NULL,
            used_at TEXT NOT NULL
        );
        CREATE TABLE web_attempt (
            subject TEXT PRIMARY KEY,
            failures BIGINT NOT NULL,
            last_at TEXT NOT NULL,
            free_at TEXT NOT NULL
        );
    ",
}];

/// A moment as kept in these tables: fixed width, so that text order is time order.
pub(crate) fn moment(at: jiff::Timestamp) -> String {
    format!("{at:.3}")
}

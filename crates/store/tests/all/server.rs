//! What only a server can do: lose a connection, run with unsafe settings, stop waiting for its standby.

use store::testing::each_target;
use store::{Db, Error, Health, Options, Target, command, params, sql};

fn on_postgres(test: impl Fn(&str, &Target)) {
    each_target(|target| {
        if let Target::Postgres(url) = target {
            test(url, target);
        }
    });
}

fn open(target: &Target) -> Db {
    let db = Db::open(target, Options::default()).unwrap();
    db.migrate(&[]).unwrap();
    db
}

fn run(url: &str, statement: &str) {
    let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
    client.batch_execute(statement).unwrap();
}

#[test]
fn unsafe_settings_are_refused_by_name() {
    on_postgres(|url, target| {
        run(
            url,
            "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET synchronous_commit = off'; END $$",
        );
        let refused = Db::open(target, Options::default()).err().unwrap().to_string();
        assert!(refused.contains("synchronous_commit is off"), "{refused}");
    });
}

#[test]
fn a_connection_lost_before_the_commit_is_not_recorded_and_the_next_write_is() {
    on_postgres(|_, target| {
        let db = open(target);
        let lost = db.write_now(|conn| {
            command::record(conn, "lost", "")?;
            let cut = sql!("SELECT pg_terminate_backend(pg_backend_pid())");
            let _ = conn.query(cut, params![]);
            Ok::<_, Error>(())
        });
        assert!(matches!(lost, Err(Error::Unavailable(_))), "{lost:?}");
        db.write_now(|conn| command::record(conn, "kept", "")).unwrap();
        assert_eq!(db.read_now(|conn| command::outcome(conn, "lost")).unwrap(), None);
        assert!(db.read_now(|conn| command::outcome(conn, "kept")).unwrap().is_some());
        assert_eq!(db.health(), Health::Writable);
        db.close();
    });
}

#[test]
fn readers_connect_again() {
    on_postgres(|url, target| {
        let db = open(target);
        run(
            url,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        );
        // A reader may learn that its connection is gone only by using it once.
        let mut failures = 0;
        for _ in 0..20 {
            failures += i32::from(db.read_now(|conn| command::outcome(conn, "x")).is_err());
        }
        assert_eq!(failures, 0);
        db.write_now(|conn| command::record(conn, "after", "")).unwrap();
        db.close();
    });
}

#[test]
fn a_commit_that_the_server_warns_about_may_or_may_not_be_recorded() {
    on_postgres(|url, target| {
        let db = open(target);
        run(
            url,
            "CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS $$
             BEGIN RAISE WARNING 'not replicated'; RETURN NULL; END $$;
             CREATE CONSTRAINT TRIGGER warned AFTER INSERT ON command DEFERRABLE INITIALLY DEFERRED
             FOR EACH ROW WHEN (NEW.outcome = 'warn') EXECUTE FUNCTION warn()",
        );
        let unsure = db.write_now(|conn| command::record(conn, "a", "warn"));
        assert!(matches!(unsure, Err(Error::Unknown { .. })), "{unsure:?}");
        // The same command again finds out.
        let known = db.write_now(|conn| command::outcome(conn, "a")).unwrap();
        assert_eq!(known.as_deref(), Some("warn"));
        db.close();
    });
}

#[test]
fn a_rule_checked_at_the_commit_fails_the_batch_and_not_the_service() {
    on_postgres(|url, target| {
        let db = open(target);
        run(url, "CREATE TABLE late (job BIGINT REFERENCES job (id) DEFERRABLE INITIALLY DEFERRED)");
        let broken = db.write_now(|conn| conn.execute(sql!("INSERT INTO late (job) VALUES (77)"), params![]));
        assert!(broken.is_err());
        assert_eq!(db.health(), Health::Writable);
        db.write_now(|conn| command::record(conn, "after", "")).unwrap();
        db.close();
    });
}

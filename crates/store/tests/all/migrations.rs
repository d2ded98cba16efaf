use store::testing::each_target;
use store::{Db, Error, Migration, Options, params, sql, sql_dialect};

const ONE: Migration = Migration {
    id: "test/1",
    sql: "CREATE TABLE one (id INTEGER PRIMARY KEY, b BLOB);\nINSERT INTO one (b) VALUES (NULL);\n",
};
const TWO: Migration = Migration {
    id: "test/2",
    sql: "-- only: sqlite\nCREATE TABLE two (engine TEXT DEFAULT 'SQLite');\n\
          -- only: postgres\nCREATE TABLE two (engine TEXT DEFAULT 'PostgreSQL');\nINSERT INTO two DEFAULT VALUES",
};

#[test]
fn migrations_are_applied_once_and_a_changed_text_is_refused_by_name() {
    each_target(|target| {
        let db = Db::open(target, Options::default()).unwrap();
        let first = db.migrate(&[ONE]).unwrap();
        assert_eq!(first.last(), Some(&"test/1"));
        assert_eq!(first.len(), store::MIGRATIONS.len() + 1);
        db.close();
        let db = Db::open(target, Options::default()).unwrap();
        assert_eq!(db.migrate(&[ONE, TWO]).unwrap(), ["test/2"]);
        assert_eq!(db.migrate(&[ONE, TWO]).unwrap(), [""; 0]);
        let rows = db.read_now(|conn| conn.query(sql!("SELECT id FROM one"), params![])).unwrap();
        assert_eq!(rows.len(), 1);
        let engine = db
            .read_now(|conn| {
                let row = conn.query_one(sql!("SELECT engine FROM two"), params![])?;
                Ok::<_, Error>((row.get::<String>("engine")?, conn.dialect().name().to_owned()))
            })
            .unwrap();
        assert_eq!(engine.0, engine.1);
        let changed = Migration { sql: "CREATE TABLE one (id TEXT)", ..ONE };
        let error = db.migrate(&[changed]).unwrap_err();
        assert!(matches!(&error, Error::Migration { id, .. } if id == "test/1"), "{error}");
        db.close();
    });
}

#[test]
fn a_migration_that_fails_leaves_nothing() {
    each_target(|target| {
        let db = Db::open(target, Options::default()).unwrap();
        let bad = Migration { id: "test/bad", sql: "CREATE TABLE half (id TEXT);\nCREATE TABLE nonsense (" };
        let error = db.migrate(&[bad]).unwrap_err().to_string();
        assert!(error.contains("test/bad"), "{error}");
        let half = sql_dialect! {
            sqlite: "SELECT name FROM sqlite_schema WHERE name = 'half'",
            postgres: "SELECT table_name FROM information_schema.tables WHERE table_name = 'half'",
        };
        assert!(db.read_now(move |conn| conn.query_opt(half, params![])).unwrap().is_none());
        assert_eq!(db.migrate(&[]).unwrap().len(), store::MIGRATIONS.len());
        db.close();
    });
}

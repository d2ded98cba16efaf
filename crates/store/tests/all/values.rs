use proptest::prelude::*;
use store::testing::each_engine;
use store::{Conn, Db, Error, Migration, Row, Value, params, sql, text};

const SCHEMA: &[Migration] =
    &[Migration { id: "test/values", sql: "CREATE TABLE thing (id INTEGER PRIMARY KEY, n BIGINT, t TEXT, b BLOB);\n" }];

fn round_trip(conn: &mut Conn, values: [Value; 3]) -> Result<Row, Error> {
    let [n, t, b] = values;
    conn.query_one(sql!("INSERT INTO thing (n, t, b) VALUES ($1, $2, $3) RETURNING n, t, b"), params![n, t, b])
}

fn fresh(db: &Db) {
    db.migrate(SCHEMA).unwrap();
}

#[test]
fn values_come_back_as_they_went_in() {
    each_engine(|db| {
        fresh(&db);
        let strategy = (any::<Option<i64>>(), any::<Option<String>>(), any::<Option<Vec<u8>>>());
        proptest!(ProptestConfig::with_cases(40), |((n, t, b) in strategy)| {
            let t = t.map(|t| t.replace('\0', ""));
            let values = [Value::from(n), Value::from(&t), Value::from(b.clone())];
            let row = db.write_now(move |conn| round_trip(conn, values)).unwrap();
            prop_assert_eq!(row.get::<Option<i64>>("n").unwrap(), n);
            prop_assert_eq!(row.get::<Option<String>>("t").unwrap(), t);
            prop_assert_eq!(row.at::<Option<Vec<u8>>>(2).unwrap(), b);
        });
    });
}

#[test]
fn text_with_a_zero_byte_is_refused_alike() {
    each_engine(|db| {
        fresh(&db);
        let refused = db.write_now(|conn| round_trip(conn, [Value::Null, text("a\0b"), Value::Null]));
        assert!(matches!(refused, Err(Error::Statement { .. })), "{refused:?}");
    });
}

#[test]
fn a_row_says_what_is_wrong_with_a_question() {
    each_engine(|db| {
        fresh(&db);
        let row = db.write_now(|conn| round_trip(conn, [1.into(), "2026-02-30x".into(), Value::Null])).unwrap();
        assert!(row.get::<bool>("n").unwrap());
        assert!(matches!(row.get::<String>("n"), Err(Error::WrongType { .. })));
        assert!(matches!(row.get::<i64>("absent"), Err(Error::NoColumn { .. })));
        assert!(matches!(row.at::<i64>(9), Err(Error::NoColumn { .. })));
        assert!(row.parse::<u32>("t").is_err());
        assert_eq!(row.parse::<String>("t").unwrap(), "2026-02-30x");
        assert_eq!(row.parse_opt::<u32>("b").unwrap(), None);
        assert_eq!(row.columns(), ["n", "t", "b"]);
    });
}

#[test]
fn counts_and_sums_are_whole_numbers_on_every_engine() {
    each_engine(|db| {
        fresh(&db);
        let row = db
            .write_now(|conn| {
                for n in [70_000_i64, -3, 10_000] {
                    round_trip(conn, [n.into(), Value::Null, Value::Null])?;
                }
                conn.query_one(
                    sql!("SELECT COUNT(*) AS many, SUM(n) AS total, MAX(n) > $1 AS over FROM thing WHERE n < $2"),
                    params![5, 1_000_000],
                )
            })
            .unwrap();
        assert_eq!(row.get::<i64>("many").unwrap(), 3);
        assert_eq!(row.get::<i64>("total").unwrap(), 79_997);
        assert!(row.get::<bool>("over").unwrap());
    });
}

#[test]
fn parameters_go_by_their_number_and_not_by_their_place() {
    each_engine(|db| {
        let row = db
            .read_now(|conn| {
                conn.query_one(
                    sql!("SELECT CAST($2 AS TEXT) AS second, CAST($1 AS TEXT) AS first, CAST($2 AS TEXT) AS again"),
                    params!["one", "two"],
                )
            })
            .unwrap();
        assert_eq!(row.str("first").unwrap(), "one");
        assert_eq!(row.str("second").unwrap(), "two");
        assert_eq!(row.str("again").unwrap(), "two");
    });
}

#[test]
fn too_few_and_too_many_values_are_errors() {
    each_engine(|db| {
        for values in [vec![], vec![Value::Int(1), Value::Int(2)]] {
            let asked = db.read_now(move |conn| conn.query(sql!("SELECT seq FROM journal WHERE seq = $1"), &values));
            assert!(matches!(asked, Err(Error::Statement { .. })), "{asked:?}");
        }
    });
}

#[test]
fn a_repeat_is_told_from_other_failures() {
    each_engine(|db| {
        let twice = db.write_now(|conn| {
            store::command::record(conn, "c-1", "done")?;
            store::command::record(conn, "c-1", "done")
        });
        let error = twice.unwrap_err();
        assert!(error.is_repeat(), "{error}");
        let none = db.read_now(|conn| conn.query_one(sql!("SELECT seq FROM journal"), params![]));
        assert!(matches!(none, Err(Error::NotFound { .. })));
    });
}

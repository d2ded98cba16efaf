use store::testing::each_engine;
use store::{Db, Error, jobs};

fn claim(db: &Db, now: &'static str, until: &'static str) -> Vec<(i64, i64)> {
    db.write_now(move |conn| jobs::claim(conn, now, until, 10))
        .unwrap()
        .into_iter()
        .map(|job| (job.id, job.attempts))
        .collect()
}

#[test]
fn a_job_is_claimed_when_due_by_one_and_again_when_the_lease_runs_out() {
    each_engine(|db| {
        let (first, second) = db
            .write_now(|conn| {
                let first = jobs::enqueue(conn, "letter", "{}", "2026-03-02T09:00:00Z")?;
                Ok::<_, Error>((first, jobs::enqueue(conn, "letter", "{}", "2026-03-02T10:00:00Z")?))
            })
            .unwrap();
        assert_eq!(claim(&db, "2026-03-02T08:59:00Z", "2026-03-02T09:05:00Z"), []);
        assert_eq!(claim(&db, "2026-03-02T09:00:00Z", "2026-03-02T09:05:00Z"), [(first, 1)]);
        assert_eq!(claim(&db, "2026-03-02T09:01:00Z", "2026-03-02T09:06:00Z"), []);
        assert_eq!(claim(&db, "2026-03-02T10:00:00Z", "2026-03-02T10:05:00Z"), [(first, 2), (second, 1)]);
        db.write_now(move |conn| jobs::finish(conn, first)).unwrap();
        assert_eq!(claim(&db, "2026-03-02T11:00:00Z", "2026-03-02T11:05:00Z"), [(second, 2)]);
    });
}

#[test]
fn a_failed_job_is_tried_again_or_waits_for_somebody() {
    each_engine(|db| {
        let id = db.write_now(|conn| jobs::enqueue(conn, "letter", "{}", "2026-03-02")).unwrap();
        claim(&db, "2026-03-02", "2026-03-03");
        db.write_now(move |conn| jobs::fail(conn, id, "no printer", Some("2026-03-04"))).unwrap();
        assert_eq!(claim(&db, "2026-03-03", "2026-03-05"), []);
        let again = db.write_now(|conn| jobs::claim(conn, "2026-03-04", "2026-03-05", 1)).unwrap();
        assert_eq!(again[0].error.as_deref(), Some("no printer"));
        db.write_now(move |conn| jobs::fail(conn, id, "still none", None)).unwrap();
        assert_eq!(claim(&db, "2027-01-01", "2027-01-02"), []);
        let waiting = db.read_now(|conn| jobs::given_up(conn, 10)).unwrap();
        assert_eq!(waiting[0].error.as_deref(), Some("still none"));
    });
}

#[test]
fn a_job_goes_with_the_change_that_led_to_it() {
    each_engine(|db| {
        let result: Result<(), Error> = db.write_now(|conn| {
            jobs::enqueue(conn, "letter", "{}", "2026-03-02")?;
            Err(Error::Closed)
        });
        assert!(result.is_err());
        assert_eq!(claim(&db, "2026-03-02", "2026-03-03"), []);
    });
}

use store::testing::each_target;
use store::{Db, Options, Target, View, sql};

fn view(viewer: &str, person: Option<&str>, what: &str) -> View {
    View {
        at: "2026-03-02T09:00:00Z".to_owned(),
        viewer: viewer.to_owned(),
        role: "social worker".to_owned(),
        person: person.map(str::to_owned),
        what: what.to_owned(),
        purpose: "allocated".to_owned(),
    }
}

fn open(target: &Target) -> Db {
    let db = Db::open(target, Options::default()).unwrap();
    db.migrate(&[]).unwrap();
    db
}

#[test]
fn a_recorded_view_is_there_after_reopening() {
    each_target(|target| {
        let db = open(target);
        db.views().record(vec![view("w-1", Some("p-1"), "child's page"), view("w-1", None, "team board")]).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(db.views().record_async(vec![view("w-2", Some("p-1"), "plan")])).unwrap();
        db.close();
        let db = open(target);
        let seen = |views: Vec<View>| views.into_iter().map(|v| (v.viewer, v.what)).collect::<Vec<_>>();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            seen(db.views().of_person_now("p-1", 10).unwrap()),
            [pair("w-2", "plan"), pair("w-1", "child's page")]
        );
        assert_eq!(seen(db.views().of_viewer_now("w-1", 1).unwrap()), [pair("w-1", "team board")]);
        let report = db.views().verify().unwrap();
        assert_eq!((report.views, report.first_broken), (3, None));
        db.close();
    });
}

#[test]
fn many_viewers_at_once_are_all_in_one_sound_chain() {
    each_target(|target| {
        let db = open(target);
        std::thread::scope(|scope| {
            for viewer in 0..32 {
                let db = &db;
                scope.spawn(move || {
                    let viewer = format!("w-{viewer}");
                    for _ in 0..5 {
                        db.views().record(vec![view(&viewer, Some("p-1"), "child's page")]).unwrap();
                    }
                });
            }
        });
        let report = db.views().verify().unwrap();
        assert_eq!((report.views, report.first_broken), (160, None));
        assert_eq!(db.views().of_viewer_now("w-7", 100).unwrap().len(), 5);
        db.close();
    });
}

#[test]
fn an_altered_view_is_found() {
    each_target(|target| {
        let db = open(target);
        db.views().record((0..5).map(|n| view("w-1", Some("p-1"), &format!("page {n}"))).collect()).unwrap();
        let statement = "UPDATE view_log SET viewer = 'somebody else' WHERE seq = 3";
        match target {
            Target::Sqlite(folder) => {
                let file = rusqlite::Connection::open(folder.join("views.db")).unwrap();
                file.execute(statement, []).unwrap();
            }
            _ => {
                let sql = sql!("UPDATE view_log SET viewer = 'somebody else' WHERE seq = 3");
                db.write_now(move |conn| conn.execute(sql, &[])).unwrap();
            }
        }
        let report = db.views().verify().unwrap();
        assert_eq!(report.first_broken.map(|broken| broken.seq), Some(3));
        db.close();
    });
}

//! Every statement of the program is one that both engines understand.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use store::{Db, Options, testing};

#[test]
fn every_statement_prepares_on_every_engine() {
    testing::each_target(|target| {
        let db = Db::open(target, Options { readers: 1, batch: 1 }).unwrap();
        db.migrate(web::MIGRATIONS).unwrap();
        db.migrate(app::schema::MIGRATIONS).unwrap();
        // Naming the routes links every feature in, and with it every statement.
        assert!(app::routes::table().rows().count() > 10);
        let wrong = store::check_statements(&db);
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(store::registered().count() > 100);
        db.close();
    });
}

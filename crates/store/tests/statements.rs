//! Every statement of the store is understood by every engine. Other crates test theirs with the same function.

use store::testing::each_engine;
use store::{check_statements, registered};

#[test]
fn every_statement_is_prepared_on_every_engine() {
    assert!(registered().count() > 20, "the statements register themselves");
    each_engine(|db| assert_eq!(check_statements(&db), []));
}

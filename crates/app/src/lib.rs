//! The product, by feature. Features meet only through `law` and the ledgers' tables.

pub mod caseload;
pub mod chance;
pub mod command;
pub mod council;
pub mod document;
pub mod ledger;
pub mod people;
pub mod practice;
pub mod reader;
pub mod schema;
pub mod step;
pub mod timeline;
pub mod verify;

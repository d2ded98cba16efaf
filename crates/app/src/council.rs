//! A council's service: its database, its documents, its practice pack, and the figures that its clocks run by.

use crate::chance::Dice;
use crate::ledger::Reckoner;
use forms::Pack;
use law::clock::Figures;
use std::sync::Arc;
use store::{Db, Documents};

/// What every command and page works with. Cheap to clone.
#[derive(Clone)]
pub struct Council {
    pub db: Db,
    pub documents: Arc<Documents>,
    pub dice: Dice,
    pub reckoner: Arc<Reckoner>,
    /// The practice pack in force.
    pub pack: Arc<Pack>,
}

impl Council {
    /// A council on an open, migrated database, with the figures of law and local practice.
    pub fn new(db: Db, documents: Documents, dice: Dice, pack: Pack) -> Self {
        let reckoner = Arc::new(Reckoner::new(Figures::national_and_default()));
        Self { db, documents: Arc::new(documents), dice, reckoner, pack: Arc::new(pack) }
    }
}

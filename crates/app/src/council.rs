//! A council's service: its database, its documents, its practice packs, and the figures that its clocks run by.

use crate::chance::Dice;
use crate::ledger::Reckoner;
use forms::{Flaw, Form, Pack};
use law::clock::Figures;
use law::step::{FormRef, Step, StepKind};
use seal::SecretKeys;
use std::collections::HashMap;
use std::sync::{Arc, RwLock};
use store::{Conn, Db, Documents, params, sql};

/// What every command and page works with. Cheap to clone.
#[derive(Clone)]
pub struct Council {
    pub db: Db,
    pub documents: Arc<Documents>,
    pub dice: Dice,
    pub reckoner: Arc<Reckoner>,
    /// With what letters to other councils are signed, and theirs opened. `None` where no key folder is at hand.
    pub keys: Option<Arc<SecretKeys>>,
    /// The practice pack in force.
    pub pack: Arc<Pack>,
    earlier: Arc<RwLock<HashMap<String, Arc<Pack>>>>,
}

/// An earlier pack that a step was written on cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("the practice pack {hash} does not load: {}", .flaws.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Flawed { hash: String, flaws: Vec<Flaw> },
}

impl Council {
    /// A council on an open, migrated database, with the figures of law and local practice.
    pub fn new(db: Db, documents: Documents, dice: Dice, pack: Pack) -> Self {
        let reckoner = Arc::new(Reckoner::new(Figures::national_and_default()));
        Self {
            db,
            documents: Arc::new(documents),
            dice,
            reckoner,
            keys: None,
            pack: Arc::new(pack),
            earlier: Arc::new(RwLock::new(HashMap::new())),
        }
    }

    /// The council with its keys for letters to other councils.
    pub fn with_keys(self, keys: SecretKeys) -> Self {
        Self { keys: Some(Arc::new(keys)), ..self }
    }

    /// The form on which a step of this kind is written today.
    pub fn form_today(&self, kind: StepKind) -> Option<FormRef> {
        self.pack.form(kind).map(|_| FormRef { slug: kind.slug().to_owned(), pack: self.pack.hash().to_owned() })
    }

    /// The pack that a step is written on: an old step is always shown with the form that its writer saw.
    pub fn pack_of(&self, conn: &mut Conn, step: &Step) -> Result<Option<Arc<Pack>>, PackError> {
        let Some(form) = &step.form else { return Ok(None) };
        if form.pack == self.pack.hash() {
            return Ok(Some(self.pack.clone()));
        }
        if let Some(pack) = self.earlier.read().ok().and_then(|earlier| earlier.get(&form.pack).cloned()) {
            return Ok(Some(pack));
        }
        let rows = conn.query(sql!("SELECT path, body FROM pack_text WHERE hash = $1"), params![&form.pack])?;
        let files = rows
            .iter()
            .map(|row| Ok((row.get("path")?, row.get("body")?)))
            .collect::<Result<Vec<_>, store::Error>>()?;
        let pack = Pack::load(&files).map_err(|flaws| PackError::Flawed { hash: form.pack.clone(), flaws })?;
        let pack = Arc::new(pack);
        if let Ok(mut earlier) = self.earlier.write() {
            earlier.insert(form.pack.clone(), pack.clone());
        }
        Ok(Some(pack))
    }
}

/// The form of a step in its pack.
pub fn form_in<'a>(pack: &'a Pack, step: &Step) -> Option<&'a Form> {
    pack.form(step.kind)
}

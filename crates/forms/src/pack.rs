//! A pack: its texts, its forms, and the hash that names it for ever.

use crate::check;
use crate::flaw::Flaw;
use crate::form::Form;
use crate::source::{FormSource, PackSource, parse};
use law::day::Day;
use law::step::StepKind;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const ABOUT: &str = "pack.yml";

/// A practice pack without a flaw.
#[derive(Debug)]
pub struct Pack {
    /// What the pack is called: `Kith practice pack`.
    pub name: String,
    pub version: String,
    /// The first day on which it may be in force.
    pub starts: Day,
    /// Who wrote it, and on what it rests.
    pub source: String,
    files: Vec<(String, String)>,
    hash: String,
    forms: BTreeMap<StepKind, Form>,
}

impl Pack {
    /// Reads a pack from `(path, text)` pairs: `pack.yml` and `forms/<kind>.yml`. Errors: every flaw, by file and line.
    pub fn load(files: &[(String, String)]) -> Result<Pack, Vec<Flaw>> {
        let mut files = files.to_vec();
        files.sort();
        let mut flaws = repeated(&files);
        let about = read_about(&files).map_err(|flaw| flaws.push(flaw)).ok();
        let mut forms = BTreeMap::new();
        for (path, text) in files.iter().filter(|(path, _)| path != ABOUT) {
            match read_form(path, text) {
                Ok(form) => {
                    forms.insert(form.kind, form);
                }
                Err(found) => flaws.extend(found),
            }
        }
        flaws.extend(check::without_form(&files, &forms));
        flaws.sort();
        flaws.dedup();
        match about {
            Some((about, starts)) if flaws.is_empty() => Ok(Pack {
                name: about.name,
                version: about.version,
                starts,
                source: about.source,
                hash: hash(&files),
                files,
                forms,
            }),
            _ => Err(flaws),
        }
    }

    /// Reads a pack with a council's own files over it: a file of the same path takes the other's place.
    pub fn load_over(base: &[(String, String)], own: &[(String, String)]) -> Result<Pack, Vec<Flaw>> {
        let kept = base.iter().filter(|(path, _)| !own.iter().any(|(other, _)| other == path));
        let files: Vec<_> = kept.chain(own).cloned().collect();
        Pack::load(&files)
    }

    /// SHA-256 of paths and texts, in hex: the name under which the database keeps it.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The texts, sorted by path, to be kept.
    pub fn files(&self) -> &[(String, String)] {
        &self.files
    }

    pub fn form(&self, kind: StepKind) -> Option<&Form> {
        self.forms.get(&kind)
    }

    /// Every form, in the order of the kinds.
    pub fn forms(&self) -> impl Iterator<Item = &Form> {
        self.forms.values()
    }
}

fn repeated(files: &[(String, String)]) -> Vec<Flaw> {
    let twice = files.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    twice.map(|pair| Flaw { file: pair[0].0.clone(), line: 0, what: "This file is given twice".to_owned() }).collect()
}

fn read_about(files: &[(String, String)]) -> Result<(PackSource, Day), Flaw> {
    let Some((_, text)) = files.iter().find(|(path, _)| path == ABOUT) else {
        return Err(Flaw {
            file: ABOUT.to_owned(),
            line: 0,
            what: "The pack has no pack.yml with its name, version, start and source".to_owned(),
        });
    };
    let about: PackSource = parse(ABOUT, text)?;
    let starts = check::day(ABOUT, &about.starts)?;
    Ok((about, starts))
}

fn read_form(path: &str, text: &str) -> Result<Form, Vec<Flaw>> {
    let name = path.strip_prefix("forms/").and_then(|name| name.strip_suffix(".yml"));
    let Some(name) = name else {
        return Err(vec![Flaw {
            file: path.to_owned(),
            line: 0,
            what: "A pack holds pack.yml and forms/<kind>.yml, nothing else".to_owned(),
        }]);
    };
    let source: FormSource = parse(path, text).map_err(|flaw| vec![flaw])?;
    check::form(path, name, source)
}

/// Lengths go in too, so that no text can be moved into a path.
fn hash(files: &[(String, String)]) -> String {
    let mut hasher = Sha256::new();
    for part in files.iter().flat_map(|(path, text)| [path, text]) {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    hex::encode(hasher.finalize())
}

//! The forms of a plan as people write in them: what is typed is kept, box by box, until it is saved on purpose.

use super::outcome::kept as outcome_kept;
use super::{action, contingency, progress};
use crate::command::Rejected;
use crate::step::drafts::{self, Place};
use crate::step::fields::{Pairs, same, version};
use crate::step::saving::{BEGAN_FROM, Writer};
use crate::step::spot::Spot;
use law::id::{OutcomeId, PlanActionId, StepId};
use law::plan::Plan;
use law::plan::offer::Deed;
use law::step::act::{Problem, Refusal};
use store::Conn;
use web::Fields;

/// One form of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    Outcome(OutcomeId),
    Action { outcome: OutcomeId, action: PlanActionId },
    Progress,
    Contingency,
}

/// Fields that are kept together, with what is saved of them.
pub struct Boxes {
    pub name: String,
    pub fields: Vec<String>,
    pub kept: Pairs,
}

impl Boxes {
    /// A box of one field.
    pub fn one(name: &str, kept: &str) -> Self {
        Self::of(name, &[name], vec![(name.to_owned(), kept.to_owned())])
    }

    pub fn of(name: &str, fields: &[&str], kept: Pairs) -> Self {
        Self { name: name.to_owned(), fields: fields.iter().map(|field| (*field).to_owned()).collect(), kept }
    }

    /// What a post holds of these fields; `None` where it holds none of them.
    fn posted(&self, fields: &Fields) -> Option<Pairs> {
        let own = fields.iter().filter(|(name, _)| self.fields.iter().any(|field| field == name));
        let own: Pairs = own.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        (!own.is_empty()).then_some(own)
    }
}

impl Sheet {
    /// The words with which the names of its boxes begin.
    fn scope(self) -> String {
        match self {
            Sheet::Outcome(id) => format!("outcome.{id}"),
            Sheet::Action { outcome, action } => format!("action.{outcome}.{action}"),
            Sheet::Progress => "progress".to_owned(),
            Sheet::Contingency => "safety".to_owned(),
        }
    }

    /// The name under which a box is kept, and by which the page's script names it.
    pub fn question(self, name: &str) -> String {
        format!("{}.{name}", self.scope())
    }

    /// The form and the box that a script names.
    pub fn of_question(question: &str) -> Option<(Sheet, &str)> {
        let (first, rest) = question.split_once('.')?;
        match first {
            "outcome" => {
                let (id, name) = rest.split_once('.')?;
                Some((Sheet::Outcome(id.parse().ok()?), name))
            }
            "action" => {
                let (outcome, rest) = rest.split_once('.')?;
                let (action, name) = rest.split_once('.')?;
                Some((Sheet::Action { outcome: outcome.parse().ok()?, action: action.parse().ok()? }, name))
            }
            "progress" => Some((Sheet::Progress, rest)),
            "safety" => Some((Sheet::Contingency, rest)),
            _ => None,
        }
    }

    /// Its address.
    pub fn path(self, plan: StepId) -> String {
        match self {
            Sheet::Outcome(id) => format!("/plan/{plan}/outcome/{id}"),
            Sheet::Action { outcome, action } => format!("/plan/{plan}/outcome/{outcome}/action/{action}"),
            Sheet::Progress => format!("/plan/{plan}/progress"),
            Sheet::Contingency => format!("/plan/{plan}/contingency"),
        }
    }

    /// What is asked of law before anything is kept.
    pub fn deed(self) -> Deed {
        match self {
            Sheet::Progress => Deed::NoteProgress,
            Sheet::Outcome(_) | Sheet::Action { .. } | Sheet::Contingency => Deed::Write,
        }
    }

    /// Its boxes, over what the plan holds.
    pub fn boxes(self, plan: &Plan) -> Vec<Boxes> {
        match self {
            Sheet::Outcome(id) => outcome_kept(plan.outcome(id)),
            Sheet::Action { action, .. } => action::kept(plan.action(action)),
            Sheet::Progress => progress::kept(plan),
            Sheet::Contingency => contingency::kept(&plan.contingency),
        }
    }
}

/// A form of one plan, on a connection that may write.
pub struct Desk<'a> {
    pub plan: StepId,
    pub sheet: Sheet,
    pub stands: &'a Plan,
    pub writer: &'a Writer,
}

impl Desk<'_> {
    fn with_spot<T>(
        &self,
        boxes: &Boxes,
        work: impl FnOnce(&Spot<'_>) -> Result<T, store::Error>,
    ) -> Result<T, store::Error> {
        let question = self.sheet.question(&boxes.name);
        let place = Place { step: self.plan, question: &question, child: None };
        work(&Spot { place, kept: boxes.kept.clone() })
    }

    /// Keeps everything that a page posted, whatever it says. Where others wrote meanwhile, both are kept.
    pub fn keep_posted(&self, conn: &mut Conn, fields: &Fields) -> Result<(), store::Error> {
        for boxes in self.sheet.boxes(self.stands) {
            let Some(posted) = boxes.posted(fields) else { continue };
            let began = self.began_from(&boxes, fields);
            self.with_spot(&boxes, |spot| {
                if spot.clashes(conn, &posted, began, self.writer)? {
                    return drafts::keep_clash(conn, spot.place, &posted, self.writer.actor.worker, self.writer.at);
                }
                spot.keep(conn, &posted, self.writer)
            })?;
        }
        Ok(())
    }

    fn began_from<'f>(&self, boxes: &Boxes, fields: &'f Fields) -> Option<&'f str> {
        fields.get(&format!("{BEGAN_FROM}q.{}", self.sheet.question(&boxes.name)))
    }

    /// Refuses where somebody else wrote other words since the page was made.
    pub fn nobody_wrote_meanwhile(&self, conn: &mut Conn, fields: &Fields) -> Result<(), Rejected> {
        let mut problems = Vec::new();
        for boxes in self.sheet.boxes(self.stands) {
            let Some(posted) = boxes.posted(fields) else { continue };
            let began = self.began_from(&boxes, fields);
            if self.with_spot(&boxes, |spot| spot.clashes(conn, &posted, began, self.writer))? {
                let say = "Somebody else changed this meanwhile. Choose which words to keep".to_owned();
                problems.push(Problem { field: boxes.fields[0].clone(), say });
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(Refusal::Fix(problems).into()) }
    }

    /// The form was saved on purpose: its drafts go.
    pub fn clear(&self, conn: &mut Conn) -> Result<(), store::Error> {
        for boxes in self.sheet.boxes(self.stands) {
            self.with_spot(&boxes, |spot| {
                drafts::drop_clash_of(conn, spot.place, self.writer.actor.worker)?;
                drafts::clear(conn, spot.place)
            })?;
        }
        Ok(())
    }

    /// Keeps one box that a script sends. `Ok(Err(…))` are the words that came first: both are kept.
    pub fn autosave(
        &self,
        conn: &mut Conn,
        name: &str,
        began_from: &str,
        fields: &Fields,
    ) -> Result<Result<String, Pairs>, Rejected> {
        let found = self.sheet.boxes(self.stands).into_iter().find(|boxes| boxes.name == name);
        let boxes = found.ok_or(Rejected::Absent)?;
        let posted = boxes.posted(fields).unwrap_or_default();
        let kept = self.with_spot(&boxes, |spot| {
            let standing = spot.standing(conn)?;
            let by = self.writer.actor.worker;
            if version(&standing) == began_from || same(&standing, &posted) {
                spot.keep(conn, &posted, self.writer)?;
                drafts::drop_clash_of(conn, spot.place, by)?;
                return Ok(Ok(version(&posted)));
            }
            drafts::keep_clash(conn, spot.place, &posted, by, self.writer.at)?;
            Ok(Err(standing))
        });
        Ok(kept?)
    }

    /// Chooses between two versions: `keep` what is in the form, `take` the others, or `both`.
    pub fn choose(&self, conn: &mut Conn, id: i64, how: &str) -> Result<(), Rejected> {
        let clashes = drafts::clashes(conn, self.plan)?;
        let clash = clashes.into_iter().find(|one| one.id == id).ok_or(Rejected::Absent)?;
        let boxes = self.sheet.boxes(self.stands).into_iter();
        let boxes = boxes.into_iter().find(|boxes| self.sheet.question(&boxes.name) == clash.draft.question);
        let boxes = boxes.ok_or(Rejected::Absent)?;
        self.with_spot(&boxes, |spot| {
            let standing = spot.standing(conn)?;
            let chosen = match how {
                "take" => clash.draft.fields.clone(),
                "both" => both(&standing, &clash.draft.fields),
                _ => standing,
            };
            spot.keep(conn, &chosen, self.writer)
        })?;
        Ok(drafts::drop_clash(conn, self.plan, id)?)
    }
}

/// Two texts, one after the other; of anything but one text, the first.
fn both(standing: &Pairs, other: &Pairs) -> Pairs {
    match (standing.as_slice(), other.as_slice()) {
        ([(name, one)], [(_, two)]) => vec![(name.clone(), format!("{one}\n\n{two}"))],
        _ => standing.clone(),
    }
}

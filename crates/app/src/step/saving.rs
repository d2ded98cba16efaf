//! From typed words to the record: autosave keeps drafts, saving on purpose takes them into the journal, finishing takes all.

use super::drafts::{self, Place};
use super::fields::{Asking, Pairs, as_text, asked, belonging, find, same, version};
use super::opened::{raw_of, saved_boxes};
use super::{commands, queries};
use crate::caseload::queries::worker_name;
use crate::command::Rejected;
use crate::council::{Council, form_in};
use forms::{ChildFacts, Form, Pack, Raw, facts_of};
use law::day::Moment;
use law::id::{StepId, WorkerId};
use law::journal::Happening;
use law::step::act::{self, Refusal};
use law::step::offer::{Action, Actor, Surroundings};
use law::step::{Step, StepEntry};
use std::sync::Arc;
use store::Conn;

/// The prefix of the hidden field that says from which words a question's boxes began.
pub const BEGAN_FROM: &str = "v.";

/// Who writes, and when.
#[derive(Debug, Clone)]
pub struct Writer {
    pub actor: Actor,
    pub at: Moment,
}

/// A step with what is needed to read a post of its form.
pub struct Sheet {
    pub step: Step,
    pub pack: Arc<Pack>,
    pub children: Vec<ChildFacts>,
}

impl Sheet {
    /// Finds the step and its form, for a writer who may write in it now.
    pub fn open(conn: &mut Conn, council: &Council, writer: &Writer, id: StepId) -> Result<Self, Rejected> {
        let step = commands::find(conn, id)?;
        if let Some(why) =
            step.offer(Action::Write, &writer.actor, &Surroundings::default()).as_ref().and_then(|it| it.why_not())
        {
            return Err(Refusal::MayNot(why.to_owned()).into());
        }
        let pack = commands::pack(council, conn, &step)?;
        let children = commands::children(conn, &step, writer.actor.today)?;
        Ok(Self { step, pack, children })
    }

    pub fn form(&self) -> Result<&Form, Rejected> {
        form_in(&self.pack, &self.step).ok_or(Rejected::Absent)
    }

    fn place<'a>(&self, asking: Asking<'a>) -> Place<'a> {
        Place { step: self.step.id, question: &asking.question.id, child: asking.child_id() }
    }

    /// What stands now: the draft's boxes, else what is saved.
    fn standing(&self, conn: &mut Conn, asking: Asking<'_>) -> Result<Pairs, store::Error> {
        let draft = drafts::at(conn, self.place(asking))?;
        Ok(draft.map_or_else(|| saved_boxes(&self.step, asking), |draft| draft.fields))
    }

    /// Keeps boxes as a draft; boxes that say what is saved already are no draft.
    fn keep(&self, conn: &mut Conn, asking: Asking<'_>, boxes: &Pairs, writer: &Writer) -> Result<(), store::Error> {
        let place = self.place(asking);
        if same(boxes, &saved_boxes(&self.step, asking)) {
            return drafts::clear(conn, place);
        }
        if drafts::at(conn, place)?.is_some_and(|draft| same(&draft.fields, boxes)) {
            return Ok(());
        }
        drafts::keep(conn, place, boxes, writer.actor.worker, writer.at)
    }
}

/// What came of an autosave.
#[derive(Debug)]
pub enum Kept {
    /// Kept as a draft; the mark of what it says.
    Draft { version: String },
    /// Somebody else's words came first. Both are kept.
    Clash(Box<TwoVersions>),
}

/// Two versions of one answer.
#[derive(Debug)]
pub struct TwoVersions {
    pub yours: String,
    pub theirs: String,
    pub by: String,
    pub at: String,
    /// The mark of theirs: with it, the next save is a choice.
    pub version: String,
    /// Their boxes.
    pub fields: Pairs,
}

/// Keeps what a script sends for one question.
pub fn autosave(
    conn: &mut Conn,
    council: &Council,
    writer: &Writer,
    id: StepId,
    asked: (&str, &str),
    began_from: &str,
    raw: &Raw,
) -> Result<Kept, Rejected> {
    let sheet = Sheet::open(conn, council, writer, id)?;
    let asking = find(sheet.form()?, &sheet.children, asked.0, asked.1).ok_or(Rejected::Absent)?;
    let boxes = belonging(raw, &asking.field());
    let standing = sheet.standing(conn, asking)?;
    if version(&standing) == began_from || same(&standing, &boxes) {
        sheet.keep(conn, asking, &boxes, writer)?;
        drafts::drop_clash_of(conn, sheet.place(asking), writer.actor.worker)?;
        return Ok(Kept::Draft { version: version(&boxes) });
    }
    drafts::keep_clash(conn, sheet.place(asking), &boxes, writer.actor.worker, writer.at)?;
    Ok(Kept::Clash(Box::new(two_versions(conn, &sheet, asking, &boxes, standing)?)))
}

fn two_versions(
    conn: &mut Conn,
    sheet: &Sheet,
    asking: Asking<'_>,
    yours: &Pairs,
    theirs: Pairs,
) -> Result<TwoVersions, Rejected> {
    let field = asking.field();
    let (by, at) = match drafts::at(conn, sheet.place(asking))? {
        Some(draft) => (Some(draft.worker), Some(draft.saved_at)),
        None => last_saved(conn, &sheet.step, asking)?,
    };
    Ok(TwoVersions {
        yours: as_text(asking.question, &field, yours),
        theirs: as_text(asking.question, &field, &theirs),
        by: by.map_or(Ok("Somebody".to_owned()), |by| worker_name(conn, by))?,
        at: at.map(Moment::time).unwrap_or_default(),
        version: version(&theirs),
        fields: theirs,
    })
}

/// Who last saved an answer on purpose, and when.
fn last_saved(
    conn: &mut Conn,
    step: &Step,
    asking: Asking<'_>,
) -> Result<(Option<WorkerId>, Option<Moment>), Rejected> {
    let history = queries::history(conn, step.id)?;
    let says = |recorded: &&law::journal::Recorded| match queries::is_step_entry(recorded) {
        Some(StepEntry::Answered { answers, .. } | StepEntry::Corrected { answers, .. }) => answers
            .iter()
            .any(|given| given.asked.question == asking.question.id && given.asked.child == asking.child_id()),
        _ => false,
    };
    let last = history.iter().rev().find(says);
    Ok((last.map(|recorded| recorded.author.worker), last.map(|recorded| recorded.recorded_at)))
}

/// Keeps everything that a page posted as drafts, whatever it says. A question whose words others changed meanwhile keeps
/// both; the fields of those are given.
pub fn keep_posted(
    conn: &mut Conn,
    council: &Council,
    writer: &Writer,
    id: StepId,
    raw: &Raw,
) -> Result<Vec<String>, Rejected> {
    let sheet = Sheet::open(conn, council, writer, id)?;
    let mut clashing = Vec::new();
    for asking in posted(sheet.form()?, &sheet.children, raw) {
        let boxes = belonging(raw, &asking.field());
        if clashes(conn, &sheet, asking, &boxes, raw, writer)? {
            drafts::keep_clash(conn, sheet.place(asking), &boxes, writer.actor.worker, writer.at)?;
            clashing.push(asking.field());
        } else {
            sheet.keep(conn, asking, &boxes, writer)?;
        }
    }
    Ok(clashing)
}

/// The questions of which a post holds a box.
fn posted<'a>(form: &'a Form, children: &'a [ChildFacts], raw: &Raw) -> Vec<Asking<'a>> {
    let held = |asking: &Asking<'_>| !belonging(raw, &asking.field()).is_empty();
    asked(form, children).into_iter().filter(held).collect()
}

/// Seconds in which a worker's own draft is of the page that posts: the script's last save may cross with the post.
const CROSSING: i64 = 15;

/// Whether somebody wrote other words since the page was made.
fn clashes(
    conn: &mut Conn,
    sheet: &Sheet,
    asking: Asking<'_>,
    boxes: &Pairs,
    raw: &Raw,
    writer: &Writer,
) -> Result<bool, Rejected> {
    let mark = format!("{BEGAN_FROM}{}", asking.field());
    let Some(began_from) = raw.all(&mark).last() else { return Ok(false) };
    let standing = sheet.standing(conn, asking)?;
    if version(&standing) == began_from || same(&standing, boxes) {
        return Ok(false);
    }
    let draft = drafts::at(conn, sheet.place(asking))?;
    let mine_just_now = draft
        .is_some_and(|draft| draft.worker == writer.actor.worker && draft.saved_at.seconds_until(writer.at) < CROSSING);
    Ok(!mine_just_now)
}

/// How a page leaves a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// Saved on purpose, and written on later.
    Saved,
    /// Saved and finished: every draft of the step goes with it.
    Finished(commands::Finish),
}

/// Saves a post on purpose, and finishes the step where wanted. Nothing is half saved: a refusal leaves all as it was.
pub fn save(
    conn: &mut Conn,
    council: &Council,
    writer: &Writer,
    id: StepId,
    posted_fields: Raw,
    leave: Leave,
) -> Result<Vec<Happening>, Rejected> {
    let sheet = match leave {
        Leave::Saved => Sheet::open(conn, council, writer, id)?,
        Leave::Finished(how) => {
            let sheet = Sheet::open(conn, council, writer, id);
            // Who may not finish hears why they may not finish, before why they may not write.
            let step = commands::find(conn, id)?;
            commands::finished(council, conn, &writer.actor, writer.at, &step, how)?;
            sheet?
        }
    };
    let form = sheet.form()?;
    let now_posted: Vec<String> =
        posted(form, &sheet.children, &posted_fields).iter().map(|asking| asking.field()).collect();
    for asking in posted(form, &sheet.children, &posted_fields) {
        let boxes = belonging(&posted_fields, &asking.field());
        if clashes(conn, &sheet, asking, &boxes, &posted_fields, writer)? {
            let name = asking.question.short(asking.child);
            return Err(Refusal::fix(&asking.field(), &clash_words(&name)).into());
        }
    }
    let mut raw = posted_fields;
    if matches!(leave, Leave::Finished(_)) {
        no_clash_waits(conn, &sheet)?;
        for draft in drafts::of_step(conn, id)? {
            let field = forms::field_name(&draft.question, draft.child);
            if !now_posted.contains(&field) {
                raw_of(&[draft]).iter().for_each(|(name, value)| raw.push(name, value));
            }
        }
    }
    let fields = posted(form, &sheet.children, &raw);
    let happenings = written(council, conn, &sheet, writer, &raw, leave)?;
    for asking in fields {
        drafts::clear(conn, sheet.place(asking))?;
    }
    Ok(happenings)
}

fn clash_words(name: &str) -> String {
    format!("{name}: somebody else changed this answer meanwhile. Choose which words to keep")
}

/// A step is not finished over words that wait for a choice.
fn no_clash_waits(conn: &mut Conn, sheet: &Sheet) -> Result<(), Rejected> {
    let form = sheet.form()?;
    let problems: Vec<act::Problem> = drafts::clashes(conn, sheet.step.id)?
        .iter()
        .filter_map(|clash| {
            let child = clash.draft.child.map(|child| child.to_string()).unwrap_or_default();
            let asking = find(form, &sheet.children, &clash.draft.question, &child)?;
            let say = format!("{}: choose between the two versions", asking.question.short(asking.child));
            Some(act::Problem { field: asking.field(), say })
        })
        .collect();
    if problems.is_empty() { Ok(()) } else { Err(Refusal::Fix(problems).into()) }
}

/// The answers of a post as happenings, and the finish after them.
fn written(
    council: &Council,
    conn: &mut Conn,
    sheet: &Sheet,
    writer: &Writer,
    raw: &Raw,
    leave: Leave,
) -> Result<Vec<Happening>, Rejected> {
    let form = sheet.form()?;
    let read = form.read_all(&sheet.children, raw.clone());
    if !read.problems.is_empty() {
        let problems = read.problems.into_iter().map(|one| act::Problem { field: one.field, say: one.say });
        return Err(Refusal::Fix(problems.collect()).into());
    }
    let changed = commands::changed(&sheet.step, read.answers);
    let facts = facts_of(form, &changed);
    let around = queries::beside(conn, &sheet.step.children, Some(sheet.step.id))?;
    let mut happenings = act::answer(&sheet.step, &writer.actor, changed.clone(), facts.clone(), &around)?;
    if let Leave::Finished(how) = leave {
        let mut step = sheet.step.clone();
        changed.into_iter().for_each(|given| step.answers.put(given));
        facts.into_iter().for_each(|known| step.facts.put(known));
        let wanted = form.missing(&step, &sheet.children);
        if !wanted.is_empty() {
            let problems = wanted.into_iter().map(|one| act::Problem { field: one.field, say: one.say });
            return Err(Refusal::Fix(problems.collect()).into());
        }
        happenings.extend(commands::finished(council, conn, &writer.actor, writer.at, &step, how)?);
    }
    Ok(happenings)
}

/// Puts these boxes in the place of a draft: an earlier answer taken as a start, a version chosen.
pub fn put(
    conn: &mut Conn,
    council: &Council,
    writer: &Writer,
    id: StepId,
    field: &str,
    boxes: &Pairs,
) -> Result<(), Rejected> {
    let sheet = Sheet::open(conn, council, writer, id)?;
    let found = asked(sheet.form()?, &sheet.children).into_iter().find(|asking| asking.field() == field);
    let asking = found.ok_or(Rejected::Absent)?;
    Ok(sheet.keep(conn, asking, boxes, writer)?)
}

//! Buttons inside a form that neither save on purpose nor finish: they keep all that is typed and change one thing.

use super::super::earlier;
use super::super::fields::{Asking, Pairs};
use super::super::opened::{self, Opened, step_id};
use super::super::{drafts, saving};
use super::writer;
use crate::command::Rejected;
use crate::desk::{Answered, Desk, Stop, Who, raw};
use law::id::StepId;
use web::{Failure, Fields};

/// Keeps as drafts all that a page posted, so that nothing typed is lost whatever comes of it.
pub async fn keep_posted(desk: &Desk, who: &Who, step: StepId, fields: &Fields) -> Answered<()> {
    let (council, author, posted) = (desk.council.clone(), writer(who), raw(fields));
    let keep = move |conn: &mut store::Conn| saving::keep_posted(conn, &council, &author, step, &posted).map(drop);
    Ok(desk.council.db.write::<(), Rejected>(keep).await?)
}

/// What such a button does.
pub enum Aside {
    /// Three more empty rows.
    MoreRows(String),
    /// An earlier answer as a start.
    Use(String),
    /// One of two versions of an answer.
    Choose { clash: i64, how: String },
}

impl Aside {
    /// The button that was pressed, if it was one of these.
    pub fn of(fields: &Fields) -> Option<Self> {
        if let Some(field) = fields.get("more") {
            return Some(Aside::MoreRows(field.to_owned()));
        }
        if let Some(field) = fields.get("use") {
            return Some(Aside::Use(field.to_owned()));
        }
        let (clash, how) = fields.get("choose")?.split_once(':')?;
        Some(Aside::Choose { clash: clash.parse().ok()?, how: how.to_owned() })
    }

    /// Does it, and gives the field to which the page returns.
    pub async fn perform(&self, desk: &Desk, who: &Who, opened: &Opened, fields: &Fields) -> Answered<String> {
        let step = opened.step.id;
        keep_posted(desk, who, step, fields).await?;
        match self {
            Aside::MoreRows(field) => Ok(field.clone()),
            Aside::Use(field) => {
                let (field, id) = (field.clone(), step.to_string());
                let boxes = earlier_boxes(desk, who, &id, &field).await?;
                put(desk, who, step, field.clone(), boxes, None).await?;
                Ok(field)
            }
            Aside::Choose { clash, how } => {
                let opened = opened::open(desk, who, &step.to_string(), "a step that was written in").await?;
                let (field, boxes) = chosen(&opened, *clash, how).ok_or(Stop::Failure(Failure::NotFound))?;
                put(desk, who, step, field.clone(), boxes, Some(*clash)).await?;
                Ok(field)
            }
        }
    }
}

async fn earlier_boxes(desk: &Desk, who: &Who, id: &str, field: &str) -> Answered<Pairs> {
    let step = step_id(id)?;
    let (council, reader, field) = (desk.council.clone(), who.clone(), field.to_owned());
    desk.read(move |conn| {
        let opened = opened::load(conn, &council, &reader, step, "a step that was written in")?;
        let asked: Vec<Asking<'_>> = opened.asked().into_iter().filter(|asking| asking.field() == field).collect();
        let found = earlier::answers(conn, &opened, &asked)?;
        found.into_iter().next().map(|earlier| earlier.boxes).ok_or(Stop::Failure(Failure::NotFound))
    })
    .await
}

/// The boxes that a choice between two versions gives, and their field.
fn chosen(opened: &Opened, clash: i64, how: &str) -> Option<(String, Pairs)> {
    let waiting = opened.clashes.iter().find(|one| one.id == clash)?;
    let asking = opened
        .asked()
        .into_iter()
        .find(|asking| asking.question.id == waiting.draft.question && asking.child_id() == waiting.draft.child)?;
    let (field, standing) = (asking.field(), opened.boxes(asking));
    let boxes = match how {
        "keep" => standing,
        "take" => waiting.draft.fields.clone(),
        "both" => {
            let text = |boxes: &Pairs| boxes.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join("\n");
            vec![(field.clone(), format!("{}\n\n{}", text(&standing), text(&waiting.draft.fields)))]
        }
        _ => return None,
    };
    Some((field, boxes))
}

async fn put(desk: &Desk, who: &Who, step: StepId, field: String, boxes: Pairs, clash: Option<i64>) -> Answered<()> {
    let (council, author) = (desk.council.clone(), writer(who));
    let put = move |conn: &mut store::Conn| -> Result<(), Rejected> {
        saving::put(conn, &council, &author, step, &field, &boxes)?;
        if let Some(id) = clash {
            drafts::drop_clash(conn, step, id)?;
        }
        Ok(())
    };
    Ok(desk.council.db.write(put).await?)
}

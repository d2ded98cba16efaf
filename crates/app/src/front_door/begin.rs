//! An intake becomes a step: new people enter the record, relations are recorded, the work begins, all in one transaction.

use super::intake::{self, Found, Intake, Part};
use crate::command::Rejected;
use crate::council::Council;
use crate::desk::Who;
use crate::people::find_pages::visible;
use law::day::{Day, Moment};
use law::id::PersonId;
use law::journal::{Entry, Happening};
use law::people::Birth;
use law::step::act::Refusal;
use law::step::{StepEntry, StepKind};
use store::Conn;
use uuid::Uuid;

/// What happens when the intake begins. A repeat of the same intake is answered by the command's own id.
pub fn begin(council: &Council, conn: &mut Conn, who: &Who, id: Uuid) -> Result<Vec<Happening>, Rejected> {
    let Some(Found::Unfinished(intake)) = intake::find(conn, id, who.worker.id)? else { return Err(Rejected::Absent) };
    let now = who.at();
    check(conn, who, &intake)?;
    let mut happenings = recorded(council, &intake, now);
    let begin = crate::step::commands::Begin {
        kind: intake.kind,
        children: intake.people(Part::Child),
        others: intake.people(Part::Other),
        team: None,
        part_of: None,
        carried: intake.facts(),
    };
    let started = crate::step::commands::begin(council, conn, &who.viewer.actor, now, begin)?;
    if let Some(Entry::Step(StepEntry::Started(begun))) = started.first().map(|one| &one.entry) {
        intake::begun(conn, id, who.worker.id, begun.step, now)?;
    }
    happenings.extend(started);
    Ok(happenings)
}

fn recorded(council: &Council, intake: &Intake, now: Moment) -> Vec<Happening> {
    let present: Vec<PersonId> = intake.members.iter().map(|member| member.person).collect();
    let new = || intake.members.iter().filter_map(|member| Some((member.person, member.new.as_ref()?)));
    let entering = new().flat_map(|(person, new)| new.recorded(person, &council.dice, now));
    let mut happenings: Vec<Happening> = entering.collect();
    happenings.extend(new().flat_map(|(person, new)| new.relations(person, &council.dice, now, &present)));
    happenings
}

/// What must be put right first.
fn check(conn: &mut Conn, who: &Who, intake: &Intake) -> Result<(), Rejected> {
    if intake.kind != StepKind::Consultation && intake.people(Part::Child).is_empty() {
        let say =
            "Add the child it is about. If nobody knows the name, add a new child as “Unknown” with what is known";
        return Err(Refusal::fix("people", say).into());
    }
    let received = intake.caller.received.day();
    for member in &intake.members {
        let (name, birth) = match &member.new {
            Some(new) => (new.name.full(), new.birth),
            // Somebody who was restricted since they were chosen is no longer there to be chosen.
            None => match visible(conn, member.person, who) {
                Ok(Some((_, name, birth))) => (name.full(), birth),
                Ok(None) => return Err(Rejected::Absent),
                Err(_) => return Err(Rejected::Absent),
            },
        };
        if member.part == Part::Child && born_after(birth, received) {
            let say = format!("It is dated before {name} was born: check the date received, or the date of birth");
            return Err(Refusal::fix("received", &say).into());
        }
    }
    Ok(())
}

fn born_after(birth: Birth, received: Day) -> bool {
    matches!(birth, Birth::Born(day) if day > received)
}

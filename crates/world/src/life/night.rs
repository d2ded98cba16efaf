//! Out of hours: what the night brought, handed over to the day service and acknowledged, mostly.

use super::World;
use super::schedule::small;
use crate::WorldError;
use crate::agenda::Act;
use crate::case::Stop;
use crate::grow::grow;
use crate::sheet::Sheet;
use app::step::commands::{self, Finish};
use law::day::Moment;
use law::step::StepKind;
use law::step::outcome::Outcome;
use store::Conn;

impl World {
    pub(super) fn night(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let (family, worker) = (self.cases[case].family, self.cases[case].night_worker);
        let written = at.plus_seconds(60 * self.luck.between(12, 55));
        let by = (worker, written);
        self.meet(conn, by, family)?;
        self.choose_children(case, at);
        if self.cases[case].children.is_empty() {
            return Ok(());
        }
        let step = self.begin_step(conn, by, case, StepKind::OutOfHoursEpisode, None)?;
        self.cases[case].night = Some(step);
        let theme = self.families[family].theme;
        let cast = self.cast(case);
        let place = self.luck.place(theme.night.len());
        let (told, done, means, handover) = theme.night[place];
        let harm = self.cases[case].course.referral == Outcome::StrategyDiscussion;
        let cast = cast.with("time", at.time());
        let mut sheet = Sheet::default();
        sheet.moment("received_at", at).words("came_from", self.cases[case].source_name.clone());
        sheet.words("what_came_in", grow(&mut self.luck, &cast, told));
        sheet.words("what_was_done", grow(&mut self.luck, &cast, done)).yes("protection_concern", harm);
        sheet.words("what_it_means", grow(&mut self.luck, &cast, means));
        sheet.words("handover", grow(&mut self.luck, &cast, handover));
        self.write(conn, "writing an out-of-hours episode", by, step, sheet)?;
        self.finish(conn, "handing over", by, step, Finish::HandOver)?;
        if self.cases[case].course.stop == Some(Stop::NotAcknowledged) {
            return Ok(());
        }
        let morning = self.calendar.next_working(at.day())?;
        let late = self.luck.chance(9);
        let (hour, minute) = if late { (self.luck.between(11, 15), 20) } else { (8, self.luck.between(35, 58)) };
        self.agenda.put(morning.at(small(hour), small(minute))?, Act::Acknowledge { case });
        Ok(())
    }

    /// The day service reads it and takes it on as a contact.
    pub(super) fn acknowledge(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(step) = self.cases[case].night else { return Ok(()) };
        let by = (self.cases[case].screener, at);
        let notes =
            ["Read. Ringing {mother} now.", "Read; contact begun. Thank you.", "Taken. School and {gran} rung first."];
        let note = self.luck.pick(&notes);
        let note = self.say(case, note);
        self.does(conn, "acknowledging a handover", by, move |_, conn, actor, _| {
            commands::acknowledge(conn, actor, step, note)
        })?;
        let soon = at.plus_seconds(60 * self.luck.between(4, 30));
        self.agenda.put(soon, Act::Contact { case });
        Ok(())
    }
}

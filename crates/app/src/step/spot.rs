//! A spot of a form: boxes that are kept together as they are typed, over what is saved of them.

use super::drafts::{self, Place};
use super::fields::{Pairs, same, version};
use super::saving::Writer;
use store::Conn;

/// Seconds in which a worker's own draft is of the page that posts: the script's last save may cross with the post.
const CROSSING: i64 = 15;

/// Boxes with what is saved of them.
pub struct Spot<'a> {
    pub place: Place<'a>,
    pub kept: Pairs,
}

impl Spot<'_> {
    /// What stands now: the draft's boxes, else what is saved.
    pub fn standing(&self, conn: &mut Conn) -> Result<Pairs, store::Error> {
        let draft = drafts::at(conn, self.place)?;
        Ok(draft.map_or_else(|| self.kept.clone(), |draft| draft.fields))
    }

    /// Keeps boxes as a draft; boxes that say what is saved already are no draft.
    pub fn keep(&self, conn: &mut Conn, boxes: &Pairs, writer: &Writer) -> Result<(), store::Error> {
        if same(boxes, &self.kept) {
            return drafts::clear(conn, self.place);
        }
        if drafts::at(conn, self.place)?.is_some_and(|draft| same(&draft.fields, boxes)) {
            return Ok(());
        }
        drafts::keep(conn, self.place, boxes, writer.actor.worker, writer.at)
    }

    /// Whether somebody wrote other words since the page was made; a page without a mark began from anything.
    pub fn clashes(
        &self,
        conn: &mut Conn,
        boxes: &Pairs,
        began_from: Option<&str>,
        writer: &Writer,
    ) -> Result<bool, store::Error> {
        let Some(began_from) = began_from else { return Ok(false) };
        let standing = self.standing(conn)?;
        if version(&standing) == began_from || same(&standing, boxes) {
            return Ok(false);
        }
        let mine_just_now = drafts::at(conn, self.place)?.is_some_and(|draft| {
            draft.worker == writer.actor.worker && draft.saved_at.seconds_until(writer.at) < CROSSING
        });
        Ok(!mine_just_now)
    }
}

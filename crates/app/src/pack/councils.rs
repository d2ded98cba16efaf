//! The keys of other councils: entered by an administrator, confirmed by a second person who compared the fingerprint.

use crate::command::Rejected;
use law::id::{PackId, WorkerId};
use law::journal::Happening;
use law::pack::{PackEntry, why_not_confirm};
use law::role::Role;
use law::step::act::Refusal;
use law::step::offer::Actor;
use law::words::clean_line;
use seal::{Fingerprint, PublicKeys};
use store::{Conn, Error, Row, params, sql, text};

/// Another council, with its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    pub keys: PublicKeys,
    pub name: String,
    pub code: String,
    pub entered_by: WorkerId,
    pub is_confirmed: bool,
}

impl Other {
    pub fn key(&self) -> Fingerprint {
        self.keys.fingerprint()
    }
}

/// Every council whose key was entered and not removed, by name.
pub fn all(conn: &mut Conn) -> Result<Vec<Other>, Error> {
    let select = sql!(
        "SELECT council, code, public, entered_by, confirmed_by FROM other_council WHERE removed_at IS NULL
         ORDER BY council, key"
    );
    conn.query(select, &[])?.iter().map(of_row).collect()
}

fn of_row(row: &Row) -> Result<Other, Error> {
    let bad = |_| Error::WrongType { column: "public".to_owned(), wanted: "a public key".to_owned() };
    Ok(Other {
        keys: row.str("public")?.parse().map_err(bad)?,
        name: row.get("council")?,
        code: row.get("code")?,
        entered_by: row.parse("entered_by")?,
        is_confirmed: row.get::<Option<String>>("confirmed_by")?.is_some(),
    })
}

/// Those to whom packs may be sealed, and whose signature is believed.
pub fn confirmed(conn: &mut Conn) -> Result<Vec<Other>, Error> {
    Ok(all(conn)?.into_iter().filter(|other| other.is_confirmed).collect())
}

fn of_key(conn: &mut Conn, key: &str) -> Result<Option<Other>, Error> {
    Ok(all(conn)?.into_iter().find(|other| other.key().hex() == key))
}

/// The confirmed council with that key.
pub fn confirmed_of(conn: &mut Conn, key: &str) -> Result<Option<Other>, Error> {
    Ok(of_key(conn, key)?.filter(|other| other.is_confirmed))
}

/// The name of the council that a pack goes to or came from, whether or not its key still stands.
pub fn of_pack(conn: &mut Conn, pack: PackId) -> Result<String, Error> {
    let select = sql!("SELECT o.council FROM transfer_pack p JOIN other_council o ON o.key = p.other WHERE p.id = $1");
    let row = conn.query_opt(select, params![text(pack)])?;
    row.map_or(Ok("another council".to_owned()), |row| row.get("council"))
}

/// Enters another council's key. It counts for nothing until somebody else confirms it.
pub fn enter(
    conn: &mut Conn,
    actor: &Actor,
    own: &PublicKeys,
    (name, code, public): (&str, &str, &str),
) -> Result<Vec<Happening>, Rejected> {
    if !actor.is(Role::Administrator) {
        return Err(Refusal::MayNot("A system administrator enters the key of another council.".to_owned()).into());
    }
    let name = clean_line(name);
    if name.is_empty() {
        return Err(Refusal::fix("council", "Enter the council’s name").into());
    }
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::fix("code", "A council’s code has three digits").into());
    }
    let keys: PublicKeys = public
        .parse()
        .map_err(|_| Refusal::fix("public", "This is not a whole public key. Copy all of it, from kith-key-1 on"))?;
    if keys == *own {
        return Err(Refusal::fix("public", "This is our own key. Ask the other council for theirs").into());
    }
    let key = keys.fingerprint().hex();
    if of_key(conn, &key)?.is_some_and(|other| other.is_confirmed) {
        return Err(Refusal::fix("public", "This key is entered and confirmed already").into());
    }
    let entry = PackEntry::CouncilEntered { key, council: name, code: code.to_owned(), public: keys.to_string() };
    Ok(vec![Happening::of(entry, actor.today)])
}

/// A second person says that the fingerprint is the other council's, and how they compared it.
pub fn confirm(conn: &mut Conn, actor: &Actor, key: &str, how: &str) -> Result<Vec<Happening>, Rejected> {
    let other = of_key(conn, key)?.ok_or(Rejected::Absent)?;
    if let Some(why) = why_not_confirm(actor, other.entered_by) {
        return Err(Refusal::MayNot(why).into());
    }
    let how = clean_line(how);
    if how.is_empty() {
        let say = "Say with whom you compared the fingerprint, and how: by telephone, on a number that you knew before";
        return Err(Refusal::fix("how", say).into());
    }
    if other.is_confirmed {
        return Ok(Vec::new());
    }
    Ok(vec![Happening::of(PackEntry::CouncilConfirmed { key: key.to_owned(), how }, actor.today)])
}

/// A key counts no more.
pub fn remove(conn: &mut Conn, actor: &Actor, key: &str, reason: &str) -> Result<Vec<Happening>, Rejected> {
    if !actor.is(Role::Administrator) {
        return Err(Refusal::MayNot("A system administrator removes the key of another council.".to_owned()).into());
    }
    of_key(conn, key)?.ok_or(Rejected::Absent)?;
    let reason = clean_line(reason);
    if reason.is_empty() {
        return Err(Refusal::fix("reason", "Say why the key no longer counts").into());
    }
    Ok(vec![Happening::of(PackEntry::CouncilRemoved { key: key.to_owned(), reason }, actor.today)])
}

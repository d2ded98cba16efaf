//! Applies entries about people.

use crate::ledger::LedgerError;
use crate::timeline::ledger as timeline;
use law::chronology;
use law::day::Day;
use law::id::{FactId, PersonId};
use law::identifier::Identifier;
use law::journal::Recorded;
use law::people::{Address, Birth, Channel, Identity, Name, NameUse, PersonEntry, Relation, Story};
use store::{Conn, params, sql, text};

/// Applies one entry.
pub fn apply(conn: &mut Conn, entry: &PersonEntry, recorded: &Recorded) -> Result<(), LedgerError> {
    apply_fact(conn, entry, recorded)?;
    if let Some(line) = chronology::of_person(entry) {
        timeline::add(conn, recorded, &entry.people(), "person", &line)?;
    }
    Ok(())
}

fn apply_fact(conn: &mut Conn, entry: &PersonEntry, recorded: &Recorded) -> Result<(), LedgerError> {
    use PersonEntry as P;
    match entry {
        P::Recorded { person, name, birth, identity } => record(conn, *person, name, *birth, identity, recorded),
        P::Named { person, name, used } => named(conn, *person, name, *used, recorded),
        P::BirthRecorded { person, birth, .. } => born(conn, *person, *birth),
        P::Died { person, on } => {
            let set = sql!("UPDATE person SET died_on = $1 WHERE id = $2");
            run(conn.execute(set, params![text(on), text(person)]))
        }
        P::Identified { person, identity } => identified(conn, *person, identity),
        P::IdentifierGiven { person, identifier } => identifier_given(conn, *person, identifier),
        P::Moved { person, fact, address, from, hidden_from } => {
            moved(conn, *person, *fact, address, *from, hidden_from)
        }
        P::MovedOut { fact, on, .. } => end(conn, sql!("UPDATE address SET until = $1 WHERE fact = $2"), *fact, *on),
        P::AddressHidden { fact, from, .. } => {
            let set = sql!("UPDATE address SET hidden_from = $1 WHERE fact = $2");
            run(conn.execute(set, params![serde_json::to_string(from)?, text(fact)]))
        }
        P::Reachable { person, fact, channel, value, note } => reachable(conn, *person, *fact, *channel, value, note),
        P::NoLongerReachable { fact, on, .. } => {
            end(conn, sql!("UPDATE reach SET until = $1 WHERE fact = $2"), *fact, *on)
        }
        P::Related { fact, person, relation, to, responsibility, since } => {
            related(conn, *fact, (*person, *relation, *to), *responsibility, *since)
        }
        P::RelationEnded { fact, on, .. } => {
            end(conn, sql!("UPDATE relation SET until = $1 WHERE fact = $2"), *fact, *on)
        }
        P::HazardNoted { person, fact, words } => hazard(conn, *person, *fact, words, recorded.happening.occurred_on),
        P::HazardEnded { fact, on, reason, .. } => {
            let set = sql!("UPDATE hazard SET until = $1, ended_why = $2 WHERE fact = $3");
            run(conn.execute(set, params![text(on), reason, text(fact)]))
        }
        P::Involved { person, fact, agency, name, contact, checked_on } => {
            involved(conn, *person, *fact, [agency, name, contact], *checked_on)
        }
        P::NoLongerInvolved { fact, on, .. } => {
            end(conn, sql!("UPDATE involvement SET until = $1 WHERE fact = $2"), *fact, *on)
        }
        P::StoryTold { person, story } => story_told(conn, *person, story, recorded),
        P::ViewsGiven { person, on, words, how, changed } => {
            let insert = sql!(
                "INSERT INTO child_views (seq, person, given_on, words, how, changed, recorded_by)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)"
            );
            let how = serde_json::to_string(how)?;
            let by = text(recorded.by());
            run(conn.execute(insert, params![recorded.seq, text(person), text(on), words, how, changed, by]))
        }
        P::Restricted { .. } | P::Unrestricted { .. } | P::GlassBroken { .. } | P::GlassReviewed { .. } => {
            guarded(conn, entry, recorded)
        }
        P::Joined { kept, other, .. } => {
            let set = sql!(
                "UPDATE person SET root = (SELECT kept.root FROM person kept WHERE kept.id = $1)
                 WHERE root = (SELECT gone.root FROM person gone WHERE gone.id = $2)"
            );
            run(conn.execute(set, params![text(kept), text(other)]))
        }
        // The journal and the chronology keep it; no state follows.
        P::ToldApart { .. } => Ok(()),
        P::Parted { other, .. } => {
            run(conn.execute(sql!("UPDATE person SET root = id WHERE id = $1"), params![text(other)]))
        }
    }
}

fn related(
    conn: &mut Conn,
    fact: FactId,
    (person, relation, to): (PersonId, Relation, PersonId),
    responsibility: bool,
    since: Option<Day>,
) -> Result<(), LedgerError> {
    let insert = sql!(
        "INSERT INTO relation (fact, person, relation, to_person, responsibility, since, until)
         VALUES ($1, $2, $3, $4, $5, $6, NULL)"
    );
    let since = since.map(|day| day.to_string());
    run(conn.execute(insert, params![text(fact), text(person), relation.slug(), text(to), responsibility, since]))
}

fn hazard(conn: &mut Conn, person: PersonId, fact: FactId, words: &str, noted: Day) -> Result<(), LedgerError> {
    let insert = sql!(
        "INSERT INTO hazard (fact, person, words, noted_on, until, ended_why) VALUES ($1, $2, $3, $4, NULL, NULL)"
    );
    run(conn.execute(insert, params![text(fact), text(person), words, text(noted)]))
}

fn involved(
    conn: &mut Conn,
    person: PersonId,
    fact: FactId,
    [agency, name, contact]: [&str; 3],
    checked_on: Day,
) -> Result<(), LedgerError> {
    let upsert = sql!(
        "INSERT INTO involvement (fact, person, agency, name, contact, checked_on, until)
         VALUES ($1, $2, $3, $4, $5, $6, NULL)
         ON CONFLICT (fact) DO UPDATE SET agency = excluded.agency, name = excluded.name,
         contact = excluded.contact, checked_on = excluded.checked_on"
    );
    run(conn.execute(upsert, params![text(fact), text(person), agency, name, contact, text(checked_on)]))
}

fn run(done: Result<u64, store::Error>) -> Result<(), LedgerError> {
    done.map(|_| ()).map_err(LedgerError::from)
}

fn end(conn: &mut Conn, set: &'static store::Sql, fact: FactId, on: Day) -> Result<(), LedgerError> {
    run(conn.execute(set, params![text(on), text(fact)]))
}

fn record(
    conn: &mut Conn,
    person: PersonId,
    name: &Name,
    birth: Birth,
    identity: &Identity,
    recorded: &Recorded,
) -> Result<(), LedgerError> {
    let insert = sql!(
        "INSERT INTO person (id, root, given, family, birth, disabilities, restricted, imported_from, since_seq)
         VALUES ($1, $2, $3, $4, 'unknown', '[]', 0, $5, $6)"
    );
    let origin = recorded.happening.origin.as_ref().map(|origin| origin.from.as_str());
    conn.execute(insert, params![text(person), text(person), &name.given, &name.family, origin, recorded.seq])?;
    keep_name(conn, person, name, NameUse::Usual, recorded)?;
    born(conn, person, birth)?;
    identified(conn, person, identity)
}

fn named(
    conn: &mut Conn,
    person: PersonId,
    name: &Name,
    used: NameUse,
    recorded: &Recorded,
) -> Result<(), LedgerError> {
    if used == NameUse::Usual {
        let set = sql!("UPDATE person SET given = $1, family = $2 WHERE id = $3");
        conn.execute(set, params![&name.given, &name.family, text(person)])?;
        let former = sql!("UPDATE person_name SET used = 'former' WHERE person = $1 AND used = 'usual'");
        conn.execute(former, params![text(person)])?;
    }
    keep_name(conn, person, name, used, recorded)
}

fn keep_name(
    conn: &mut Conn,
    person: PersonId,
    name: &Name,
    used: NameUse,
    recorded: &Recorded,
) -> Result<(), LedgerError> {
    let used = match used {
        NameUse::Usual => "usual",
        NameUse::KnownAs => "known_as",
        NameUse::Former => "former",
    };
    let insert = sql!("INSERT INTO person_name (seq, person, used, given, family) VALUES ($1, $2, $3, $4, $5)");
    conn.execute(insert, params![recorded.seq, text(person), used, &name.given, &name.family])?;
    let key =
        sql!("INSERT INTO name_key (person, kind, key) VALUES ($1, $2, $3) ON CONFLICT (kind, key, person) DO NOTHING");
    for (kind, value) in law::matching::name_keys(name) {
        conn.execute(key, params![text(person), kind.slug(), value])?;
    }
    Ok(())
}

fn born(conn: &mut Conn, person: PersonId, birth: Birth) -> Result<(), LedgerError> {
    let (kind, on, about) = match birth {
        Birth::Born(day) => ("born", Some(day), None),
        Birth::Expected(day) => ("expected", Some(day), None),
        Birth::Unknown { about } => ("unknown", None, about),
    };
    let set = sql!("UPDATE person SET birth = $1, birth_on = $2, birth_about = $3 WHERE id = $4");
    run(conn.execute(set, params![kind, on.map(|day| day.to_string()), about.map(i64::from), text(person)]))
}

fn identified(conn: &mut Conn, person: PersonId, identity: &Identity) -> Result<(), LedgerError> {
    let set = sql!(
        "UPDATE person SET sex = $1, gender = $2, ethnicity = $3, language = $4, interpreter = $5, faith = $6,
         disabilities = $7, upn_unknown = $8 WHERE id = $9"
    );
    let disabilities = serde_json::to_string(&identity.disabilities)?;
    run(conn.execute(
        set,
        params![
            identity.sex.as_deref(),
            identity.gender.as_deref(),
            identity.ethnicity.as_deref(),
            identity.language.as_deref(),
            identity.interpreter,
            identity.faith.as_deref(),
            disabilities,
            identity.upn_unknown.as_deref(),
            text(person)
        ],
    ))
}

fn identifier_given(conn: &mut Conn, person: PersonId, identifier: &Identifier) -> Result<(), LedgerError> {
    let insert = sql!(
        "INSERT INTO identifier (person, scheme, value) VALUES ($1, $2, $3) ON CONFLICT (scheme, value, person) DO NOTHING"
    );
    run(conn.execute(insert, params![text(person), identifier.scheme.slug(), &identifier.value]))
}

fn moved(
    conn: &mut Conn,
    person: PersonId,
    fact: FactId,
    address: &Address,
    from: Day,
    hidden_from: &[PersonId],
) -> Result<(), LedgerError> {
    let leave = sql!("UPDATE address SET until = $1 WHERE person = $2 AND until IS NULL");
    conn.execute(leave, params![text(from), text(person)])?;
    let insert = sql!(
        "INSERT INTO address (fact, person, lines, postcode, ward, key, since, until, hidden_from)
         VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8)"
    );
    let hidden = serde_json::to_string(hidden_from)?;
    let row = params![
        text(fact),
        text(person),
        &address.lines,
        &address.postcode,
        &address.ward,
        address.key(),
        text(from),
        hidden
    ];
    run(conn.execute(insert, row))
}

fn reachable(
    conn: &mut Conn,
    person: PersonId,
    fact: FactId,
    channel: Channel,
    value: &str,
    note: &str,
) -> Result<(), LedgerError> {
    let channel = match channel {
        Channel::Telephone => "telephone",
        Channel::Email => "email",
    };
    let insert = sql!(
        "INSERT INTO reach (fact, person, channel, value, digits, note, until) VALUES ($1, $2, $3, $4, $5, $6, NULL)"
    );
    let digits = value.chars().filter(char::is_ascii_digit).collect::<String>();
    run(conn.execute(insert, params![text(fact), text(person), channel, value, digits, note]))
}

fn story_told(conn: &mut Conn, person: PersonId, story: &Story, recorded: &Recorded) -> Result<(), LedgerError> {
    let upsert = sql!(
        "INSERT INTO story (person, why, worries, working_well, next, told_at, told_by) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (person) DO UPDATE SET why = excluded.why, worries = excluded.worries,
         working_well = excluded.working_well, next = excluded.next, told_at = excluded.told_at, told_by = excluded.told_by"
    );
    let (at, by) = (text(recorded.at()), text(recorded.by()));
    run(conn
        .execute(upsert, params![text(person), &story.why, &story.worries, &story.working_well, &story.next, at, by]))
}

/// Restriction, and the emergency that opens what is restricted.
fn guarded(conn: &mut Conn, entry: &PersonEntry, recorded: &Recorded) -> Result<(), LedgerError> {
    match entry {
        PersonEntry::Restricted { person, reason, may_open, review_on } => {
            let set = sql!("UPDATE person SET restricted = 1, restricted_why = $1, review_on = $2 WHERE id = $3");
            conn.execute(set, params![reason, text(review_on), text(person)])?;
            conn.execute(sql!("DELETE FROM restricted_to WHERE person = $1"), params![text(person)])?;
            for worker in may_open {
                let insert = sql!(
                    "INSERT INTO restricted_to (person, worker) VALUES ($1, $2) ON CONFLICT (person, worker) DO NOTHING"
                );
                conn.execute(insert, params![text(person), text(worker)])?;
            }
            Ok(())
        }
        PersonEntry::Unrestricted { person, .. } => {
            let set = sql!("UPDATE person SET restricted = 0, restricted_why = NULL, review_on = NULL WHERE id = $1");
            conn.execute(set, params![text(person)])?;
            run(conn.execute(sql!("DELETE FROM restricted_to WHERE person = $1"), params![text(person)]))
        }
        PersonEntry::GlassBroken { person, reason, until } => {
            let insert = sql!(
                "INSERT INTO glass (seq, person, worker, opened_at, until_at, reason) VALUES ($1, $2, $3, $4, $5, $6)"
            );
            let (by, at) = (text(recorded.author.worker), text(recorded.recorded_at));
            run(conn.execute(insert, params![recorded.seq, text(person), by, at, text(until), reason]))
        }
        PersonEntry::GlassReviewed { person, opened_by, opened_at, finding } => {
            let set = sql!(
                "UPDATE glass SET finding = $1, reviewed_by = $2, reviewed_at = $3
                 WHERE person = $4 AND worker = $5 AND opened_at = $6"
            );
            let (by, at) = (text(recorded.author.worker), text(recorded.recorded_at));
            run(conn.execute(set, params![finding, by, at, text(person), text(opened_by), text(opened_at)]))
        }
        _ => Ok(()),
    }
}

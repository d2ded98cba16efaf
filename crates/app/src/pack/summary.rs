//! The readable summary of a pack: what somebody must know before they have read the record.

use super::content::Manifest;
use super::scope::Scope;
use crate::step::queries::json;
use law::day::{Day, Moment};
use law::id::PersonId;
use law::people::{Birth, Name};
use law::step::{State, StepKind};
use std::fmt::Write as _;
use store::{Conn, Error, params, sql, text};

/// Writes the summary.
pub fn write(conn: &mut Conn, manifest: &Manifest, scope: &Scope) -> Result<String, Error> {
    let mut out = String::new();
    let today = manifest.released_at.day();
    let _ = writeln!(
        out,
        "Transfer from {} to {}, released {} by {}.",
        manifest.from,
        manifest.to,
        today.long(),
        manifest.released_by
    );
    let _ = writeln!(out, "The family moves on {}. Why it is sent: {}", manifest.moves_on.long(), manifest.reason);
    if manifest.held_back > 0 {
        let _ = writeln!(
            out,
            "{} entries about people outside the family, or from the police, were held back: ask.",
            manifest.held_back
        );
    }
    for child in &manifest.children {
        let _ = writeln!(out);
        of_child(conn, &mut out, manifest, scope, child.person, today)?;
        if let Some(since) = child.on_plan_since {
            let _ = writeln!(out, "On a child protection plan since {}.", since.long());
        }
        if child.restricted.is_some() {
            let _ = writeln!(out, "The record was open to named workers only. It comes restricted; set the list.");
        }
    }
    Ok(out)
}

fn of_child(
    conn: &mut Conn,
    out: &mut String,
    manifest: &Manifest,
    scope: &Scope,
    child: PersonId,
    today: Day,
) -> Result<(), Error> {
    let name = |person: PersonId| manifest.people.iter().find(|one| one.person == person).map(|one| one.name.full());
    let named = manifest.people.iter().find(|one| one.person == child);
    if let Some(one) = named {
        let _ = writeln!(out, "{}, {}", one.name.full(), birth(one.birth, today));
    }
    let story = sql!("SELECT s.why, s.worries, s.working_well, s.next FROM story s WHERE s.person = $1");
    if let Some(row) = conn.query_opt(story, params![text(child)])? {
        for (label, column) in
            [("Why involved", "why"), ("Worries", "worries"), ("Working well", "working_well"), ("Next", "next")]
        {
            line(out, label, row.str(column)?);
        }
    }
    let hazards = sql!("SELECT words FROM hazard WHERE person = $1 AND until IS NULL ORDER BY noted_on, fact");
    for row in &conn.query(hazards, params![text(child)])? {
        line(out, "Hazard", row.str("words")?);
    }
    let homes = sql!("SELECT hidden_from FROM address WHERE person = $1 AND until IS NULL ORDER BY since, fact");
    for row in &conn.query(homes, params![text(child)])? {
        let hidden: Vec<PersonId> = json(row, "hidden_from")?;
        let names: Vec<String> = hidden.iter().filter_map(|person| name(*person)).collect();
        if !names.is_empty() {
            line(
                out,
                "PROTECTED ADDRESS, hidden from",
                &format!("{} and those connected with them", names.join(" and ")),
            );
        }
    }
    relatives(conn, out, scope, child, today)?;
    agencies(conn, out, child)?;
    spells(conn, out, child)?;
    work(conn, out, scope, child)
}

fn line(out: &mut String, label: &str, words: &str) {
    if !words.trim().is_empty() {
        let _ = writeln!(out, "{label}: {}", words.trim());
    }
}

fn birth(birth: Birth, today: Day) -> String {
    match birth {
        Birth::Born(day) => format!("{}, born {}", birth.age_words(today), day.long()),
        other => other.age_words(today),
    }
}

fn relatives(conn: &mut Conn, out: &mut String, scope: &Scope, child: PersonId, today: Day) -> Result<(), Error> {
    let select = sql!(
        "SELECT r.person AS id, r.relation, r.responsibility, p.given, p.family, p.birth, p.birth_on, p.birth_about
         FROM relation r JOIN person p ON p.id = r.person WHERE r.to_person = $1 AND r.until IS NULL ORDER BY p.family, p.given, p.id"
    );
    for row in &conn.query(select, params![text(child)])? {
        let person: PersonId = row.parse("id")?;
        let relation = law::people::Relation::from_slug(row.str("relation")?);
        if let (true, Some(relation)) = (scope.sent.contains(&person) || scope.named.contains(&person), relation) {
            let full: Name = crate::people::queries::name(row)?;
            let holds = if row.get::<bool>("responsibility")? { ", with parental responsibility" } else { "" };
            let born = birth(crate::people::queries::birth(row)?, today);
            line(out, "Family", &format!("{}, {}, {born}{holds}", full.full(), relation.name()));
        }
    }
    Ok(())
}

fn agencies(conn: &mut Conn, out: &mut String, child: PersonId) -> Result<(), Error> {
    let select = sql!(
        "SELECT agency, name, contact FROM involvement WHERE person = $1 AND until IS NULL ORDER BY agency, name, fact"
    );
    for row in &conn.query(select, params![text(child)])? {
        let parts = [row.str("agency")?, row.str("name")?, row.str("contact")?];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        line(out, "Involved", &parts.join(", "));
    }
    Ok(())
}

/// Who had the child: entries of the caseload stay behind, this line goes.
fn spells(conn: &mut Conn, out: &mut String, child: PersonId) -> Result<(), Error> {
    let select = sql!(
        "SELECT w.name AS worker, t.name AS team, a.since, a.until FROM allocation a LEFT JOIN worker w ON w.id = a.worker
         LEFT JOIN team t ON t.id = a.team WHERE a.child = $1 ORDER BY a.seq"
    );
    for row in &conn.query(select, params![text(child)])? {
        let worker: Option<String> = row.get("worker")?;
        let team: Option<String> = row.get("team")?;
        let since: Day = row.parse("since")?;
        let until: Option<Day> = row.parse_opt("until")?;
        let until = until.map_or("now".to_owned(), |day| day.brief());
        let who = [worker, team].into_iter().flatten().collect::<Vec<_>>().join(", ");
        line(out, "Worker", &format!("{who}, {} to {until}", since.brief()));
    }
    Ok(())
}

fn work(conn: &mut Conn, out: &mut String, scope: &Scope, child: PersonId) -> Result<(), Error> {
    let select = sql!(
        "SELECT s.id, s.kind, s.sentence, s.happened_at, s.state_facts FROM step_person sp JOIN step s ON s.id = sp.step
         WHERE sp.person = $1 AND sp.part = 'child' ORDER BY s.happened_at, s.id"
    );
    for row in &conn.query(select, params![text(child)])? {
        if scope.steps.contains(&row.parse("id")?) {
            let state: State = json(row, "state_facts")?;
            let kind = StepKind::from_slug(row.str("kind")?).map_or_else(String::new, StepKind::title);
            let at: Moment = row.parse("happened_at")?;
            let words = format!("{}: {} ({})", at.day().brief(), row.str("sentence")?, state.name().to_lowercase());
            line(out, if state.is_open() { "OPEN" } else { "Done" }, if words.contains(':') { &words } else { &kind });
        }
    }
    Ok(())
}

//! Applies entries about steps: state, answers, facts, clocks, episodes, the line of the timeline.

use super::queries;
use crate::ledger::{LedgerError, Reckoner};
use crate::timeline::ledger as timeline;
use law::answer::Given;
use law::day::Day;
use law::fact::Known;
use law::id::StepId;
use law::journal::Recorded;
use law::step::outcome::Decision;
use law::step::{State, Step, StepEntry, Timed, looks};
use store::{Conn, params, sql, text};

/// Applies one entry.
pub fn apply(conn: &mut Conn, entry: &StepEntry, recorded: &Recorded, reckoner: &Reckoner) -> Result<(), LedgerError> {
    let step = match entry {
        StepEntry::EpisodeOpened { .. } | StepEntry::EpisodeClosed { .. } => return episode(conn, entry),
        StepEntry::Started(started) => {
            let step = Step::begun(started, recorded.by());
            insert(conn, &step, recorded)?;
            keep_people(conn, &step)?;
            keep_facts(conn, step.id, &started.carried)?;
            step
        }
        other => {
            let step = queries::load_without_answers(conn, other.step())?.ok_or(LedgerError::Absent("step"))?;
            changed(conn, step.after(other, recorded), other, recorded)?
        }
    };
    let since_seq = queries::since_seq(conn, step.id)?;
    timeline::keep_step(conn, &step, since_seq)?;
    keep_clocks(conn, &step, reckoner)?;
    match entry {
        StepEntry::Recorded { .. } => keep_looks(conn, &step, recorded, reckoner),
        _ => Ok(()),
    }
}

/// Writes what an entry changed.
fn changed(conn: &mut Conn, step: Step, entry: &StepEntry, recorded: &Recorded) -> Result<Step, LedgerError> {
    match entry {
        StepEntry::Answered { answers, facts, .. } | StepEntry::Corrected { answers, facts, .. } => {
            keep_answers(conn, step.id, answers)?;
            keep_facts(conn, step.id, facts)?;
        }
        StepEntry::Decided { decisions, .. } => keep_decisions(conn, step.id, decisions, recorded)?,
        StepEntry::PeopleChanged { .. } => {
            conn.execute(sql!("DELETE FROM step_person WHERE step = $1"), params![text(step.id)])?;
            keep_people(conn, &step)?;
        }
        StepEntry::FactsFollowed { facts, .. } => keep_facts(conn, step.id, facts)?,
        _ => crate::part::ledger::apply(conn, entry, recorded.seq)?,
    }
    keep_state(conn, &step)?;
    Ok(step)
}

fn insert(conn: &mut Conn, step: &Step, recorded: &Recorded) -> Result<(), LedgerError> {
    let insert = sql!(
        "INSERT INTO step (id, kind, state, state_facts, is_open, form, pack, owner, team, opened_by, started_at, started_by,
         submitted_at, happened_at, ended_on, sentence, imported_from, since_seq)
         VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, NULL, $12, NULL, $13, $14, $15)"
    );
    let law = step.kind.law();
    let row = params![
        text(step.id),
        law.slug(),
        step.state.slug(),
        serde_json::to_string(&step.state)?,
        step.form.as_ref().map(|form| form.slug.as_str()),
        step.form.as_ref().map(|form| form.pack.as_str()),
        step.owner.map(|id| id.to_string()),
        step.team.map(|id| id.to_string()),
        step.opened_by.map(|id| id.to_string()),
        text(step.started),
        text(step.started_by),
        text(law.happened(step)),
        law.sentence(step),
        recorded.happening.origin.as_ref().map(|origin| origin.from.as_str()),
        recorded.seq
    ];
    conn.execute(insert, row)?;
    Ok(())
}

fn keep_state(conn: &mut Conn, step: &Step) -> Result<(), LedgerError> {
    let set = sql!(
        "UPDATE step SET state = $1, state_facts = $2, is_open = $3, owner = $4, team = $5, submitted_at = $6,
         happened_at = $7, ended_on = $8, sentence = $9 WHERE id = $10"
    );
    let law = step.kind.law();
    let row = params![
        step.state.slug(),
        serde_json::to_string(&step.state)?,
        step.state.is_open(),
        step.owner.map(|id| id.to_string()),
        step.team.map(|id| id.to_string()),
        step.submitted.map(|at| at.to_string()),
        text(law.happened(step)),
        step.state.ended_on().map(|day| day.to_string()),
        law.sentence(step),
        text(step.id)
    ];
    conn.execute(set, row)?;
    Ok(())
}

fn keep_people(conn: &mut Conn, step: &Step) -> Result<(), LedgerError> {
    let insert = sql!(
        "INSERT INTO step_person (step, person, part, place) VALUES ($1, $2, $3, $4) ON CONFLICT (step, person) DO NOTHING"
    );
    let parts =
        step.children.iter().map(|person| (person, "child")).chain(step.others.iter().map(|person| (person, "other")));
    for (place, (person, part)) in parts.enumerate() {
        conn.execute(insert, params![text(step.id), text(person), part, place])?;
    }
    Ok(())
}

fn keep_answers(conn: &mut Conn, step: StepId, answers: &[Given]) -> Result<(), LedgerError> {
    let upsert = sql!(
        "INSERT INTO step_answer (step, question, child, answer) VALUES ($1, $2, $3, $4)
         ON CONFLICT (step, question, child) DO UPDATE SET answer = excluded.answer"
    );
    let clear = sql!("DELETE FROM step_answer WHERE step = $1 AND question = $2 AND child = $3");
    for given in answers {
        let child = given.asked.child.map(|child| child.to_string()).unwrap_or_default();
        if given.answer.is_empty() {
            conn.execute(clear, params![text(step), &given.asked.question, child])?;
        } else {
            let answer = serde_json::to_string(&given.answer)?;
            conn.execute(upsert, params![text(step), &given.asked.question, child, answer])?;
        }
    }
    Ok(())
}

fn keep_facts(conn: &mut Conn, step: StepId, facts: &[Known]) -> Result<(), LedgerError> {
    let upsert = sql!(
        "INSERT INTO step_fact (step, fact, child, value) VALUES ($1, $2, $3, $4)
         ON CONFLICT (step, fact, child) DO UPDATE SET value = excluded.value"
    );
    let clear = sql!("DELETE FROM step_fact WHERE step = $1 AND fact = $2 AND child = $3");
    for known in facts {
        let child = known.child.map(|child| child.to_string()).unwrap_or_default();
        if known.value.is_empty() {
            conn.execute(clear, params![text(step), known.fact.slug(), child])?;
        } else {
            let value = serde_json::to_string(&known.value)?;
            conn.execute(upsert, params![text(step), known.fact.slug(), child, value])?;
        }
    }
    Ok(())
}

fn keep_decisions(
    conn: &mut Conn,
    step: StepId,
    decisions: &[Decision],
    recorded: &Recorded,
) -> Result<(), LedgerError> {
    let upsert = sql!(
        "INSERT INTO decision (step, child, body, outcome, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (step, child) DO UPDATE SET body = excluded.body, outcome = excluded.outcome,
         decided_by = excluded.decided_by, decided_at = excluded.decided_at"
    );
    for decision in decisions {
        let row = params![
            text(step),
            text(decision.child),
            serde_json::to_string(decision)?,
            decision.outcome.slug(),
            text(recorded.by()),
            text(recorded.at())
        ];
        conn.execute(upsert, row)?;
    }
    Ok(())
}

/// Works out every clock of the step again. Idempotent: the same facts give the same rows.
fn keep_clocks(conn: &mut Conn, step: &Step, reckoner: &Reckoner) -> Result<(), LedgerError> {
    conn.execute(sql!("DELETE FROM clock WHERE step = $1"), params![text(step.id)])?;
    if step.clocks().is_empty() {
        return Ok(());
    }
    let calendar = reckoner.calendar(conn)?;
    let around = queries::around(conn, step)?;
    for clock in step.reckoned(&around, &calendar, &reckoner.figures) {
        keep_clock(conn, step, &clock.timed, &clock.due?)?;
    }
    Ok(())
}

/// Keeps the looks that a manager's oversight is, and meets with them the clocks of open work about the same children.
fn keep_looks(conn: &mut Conn, step: &Step, recorded: &Recorded, reckoner: &Reckoner) -> Result<(), LedgerError> {
    // Whoever recorded it was a manager at that moment, or was not: what they become later changes nothing.
    let worker = crate::caseload::queries::worker(conn, recorded.author.worker)?;
    let looks = looks::taken(step, &worker.map(|worker| worker.roles).unwrap_or_default());
    let insert = sql!(
        "INSERT INTO manager_look (step, child, taken_at) VALUES ($1, $2, $3) ON CONFLICT (step, child) DO NOTHING"
    );
    for look in &looks {
        conn.execute(insert, params![text(step.id), text(look.child), text(look.at)])?;
    }
    if looks.is_empty() {
        return Ok(());
    }
    for id in queries::looked_at_in(conn, step.id)? {
        let other = queries::load_without_answers(conn, id)?.ok_or(LedgerError::Absent("step"))?;
        keep_clocks(conn, &other, reckoner)?;
    }
    Ok(())
}

/// Works out again the clocks of every step with one that runs past `day`.
pub fn reckon_running(conn: &mut Conn, day: Day, reckoner: &Reckoner) -> Result<(), LedgerError> {
    let select = sql!("SELECT DISTINCT step FROM clock WHERE running = 1 AND due_on >= $1 ORDER BY step");
    for row in &conn.query(select, params![text(day)])? {
        let step = queries::load_without_answers(conn, row.parse("step")?)?.ok_or(LedgerError::Absent("step"))?;
        keep_clocks(conn, &step, reckoner)?;
    }
    Ok(())
}

fn keep_clock(conn: &mut Conn, step: &Step, clock: &Timed, due: &law::clock::Due) -> Result<(), LedgerError> {
    let insert = sql!(
        "INSERT INTO clock (step, rule, child, started_at, due_on, due_at, done_at, running, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    let child = clock.child.map(|child| child.to_string()).unwrap_or_default();
    let started = match clock.start.at {
        law::clock::When::Day(day) => day.to_string(),
        law::clock::When::Moment(moment) => moment.to_string(),
    };
    let why = |late: &&law::step::Lateness| late.rule == clock.rule.slug() && late.child == clock.child;
    let reason = step.lateness.iter().rev().find(why).map(|late| late.reason.as_str());
    let running = clock.done.is_none() && step.state.is_open();
    let row = params![
        text(step.id),
        clock.rule.slug(),
        child,
        started,
        text(due.due),
        due.due_at.map(|at| at.to_string()),
        clock.done.map(|at| at.to_string()),
        running,
        reason
    ];
    conn.execute(insert, row)?;
    if matches!(step.state, State::Cancelled { .. }) {
        conn.execute(sql!("UPDATE clock SET running = 0 WHERE step = $1"), params![text(step.id)])?;
    }
    Ok(())
}

/// Episodes of the census: one for each child from the decision on a referral until closure.
fn episode(conn: &mut Conn, entry: &StepEntry) -> Result<(), LedgerError> {
    match entry {
        StepEntry::EpisodeOpened { step, child, on, nfa, need, source } => {
            let insert = sql!(
                "INSERT INTO episode (referral, child, opened_on, nfa, need, source) VALUES ($1, $2, $3, $4, $5, $6)"
            );
            let row = params![text(step), text(child), text(on), *nfa, need.as_deref(), source.as_deref()];
            conn.execute(insert, row)?;
        }
        StepEntry::EpisodeClosed { step, child, on, reason } => {
            let reason = Some(reason.as_str()).filter(|reason| !reason.is_empty());
            // An import names the referral; a closure ends whichever episode is open for the child.
            let named = sql!(
                "UPDATE episode SET closed_on = $1, reason = $2 WHERE referral = $3 AND child = $4 AND closed_on IS NULL"
            );
            let closed = conn.execute(named, params![text(on), reason, text(step), text(child)])?;
            if closed == 0 {
                let open = sql!(
                    "UPDATE episode SET closed_on = $1, reason = $2, closure = $3
                     WHERE child = $4 AND nfa = 0 AND closed_on IS NULL"
                );
                conn.execute(open, params![text(on), reason, text(step), text(child)])?;
            }
        }
        _ => {}
    }
    Ok(())
}

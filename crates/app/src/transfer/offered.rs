//! The handover as the record offers it: what is open, what runs, the risks and who is involved. The worker edits it.

use crate::child::card::{Card, Hidden};
use crate::child::work::Work;
use crate::ledger::{LedgerError, Reckoner};
use crate::reader::{OpenRecord, Viewer};
use law::code::CATEGORY_OF_ABUSE;
use law::day::Day;
use law::transfer::Handover;
use store::Conn;

/// What the record offers about these children, each line under its child's name where there are several.
pub fn handover(
    conn: &mut Conn,
    records: &[OpenRecord],
    viewer: &Viewer,
    reckoner: &Reckoner,
) -> Result<Handover, LedgerError> {
    let mut whole = Handover::default();
    for record in records {
        let card = Card::of(conn, record, viewer)?;
        let work = Work::of(conn, record, viewer.at, reckoner)?;
        let name = if records.len() > 1 { format!("{}: ", card.called()) } else { String::new() };
        let add = |part: &mut String, lines: Vec<String>| {
            for line in lines {
                if !part.is_empty() {
                    part.push('\n');
                }
                part.push_str(&name);
                part.push_str(&line);
            }
        };
        add(&mut whole.risks, risks(&card));
        add(&mut whole.protected, protected(&card));
        add(&mut whole.open_work, open_work(&work));
        add(&mut whole.clocks, clocks(&work));
        add(&mut whole.plan, plan(&card, &work));
        add(&mut whole.involved, involved(&card));
        add(&mut whole.next, next(&card));
    }
    Ok(whole)
}

fn risks(card: &Card) -> Vec<String> {
    let mut lines: Vec<String> =
        card.hazards_now().map(|hazard| format!("{} (noted {})", hazard.words, hazard.noted_on.brief())).collect();
    if lines.is_empty() {
        lines.push("No hazard is recorded.".to_owned());
    }
    lines.extend(told(card, |told| &told.story.worries));
    lines
}

fn told(card: &Card, part: fn(&crate::child::card::Told) -> &String) -> Option<String> {
    let told = card.story.as_ref()?;
    let words = part(told).trim();
    (!words.is_empty()).then(|| format!("{words} (story of {})", told.at.day().brief()))
}

/// From whom an address is hidden; never the address.
fn protected(card: &Card) -> Vec<String> {
    let hidden = card.addresses.iter().filter(|home| home.until.is_none() && !home.hidden_from.is_empty());
    hidden
        .map(|home| {
            let names: Vec<&str> = home.hidden_from.iter().map(name).collect();
            format!("The address is hidden from {}, and from those connected with them.", names.join(" and "))
        })
        .collect()
}

fn name(hidden: &Hidden) -> &str {
    hidden.name.as_deref().unwrap_or("a person whose record is restricted")
}

fn open_work(work: &Work) -> Vec<String> {
    let line = |step: &crate::child::work::OpenStep| {
        let owner = step.owner.as_deref().unwrap_or("nobody");
        format!(
            "{}, begun {}, with {owner}: {}",
            step.kind.title(),
            step.started.day().brief(),
            step.state.name().to_lowercase()
        )
    };
    let lines: Vec<String> = work.open.iter().filter(|step| step.as_child).map(line).collect();
    if lines.is_empty() { vec!["Nothing is open.".to_owned()] } else { lines }
}

fn clocks(work: &Work) -> Vec<String> {
    let clocks = work.open.iter().filter(|step| step.as_child).flat_map(|step| &step.clocks);
    clocks.map(|running| format!("{}: {}", running.clock.rule.name(), running.clock.words)).collect()
}

fn plan(card: &Card, work: &Work) -> Vec<String> {
    let on_plan = work.plans.iter().filter(|span| span.until.is_none());
    let line = |span: &crate::child::work::Span| {
        let category = span.category.as_deref().and_then(|code| CATEGORY_OF_ABUSE.label(code));
        let category = category.map(|label| format!(", {}", label.to_lowercase())).unwrap_or_default();
        format!("{} since {}{category}", span.kind.title(), span.from.brief())
    };
    let mut lines: Vec<String> = on_plan.map(line).collect();
    lines.extend(told(card, |told| &told.story.working_well));
    lines
}

fn involved(card: &Card) -> Vec<String> {
    let now = card.agencies.iter().filter(|agency| agency.until.is_none());
    now.map(|agency| {
        let who = [agency.agency.as_str(), agency.name.as_str(), agency.contact.as_str()];
        let who: Vec<&str> = who.into_iter().filter(|part| !part.is_empty()).collect();
        format!("{} (checked {})", who.join(", "), agency.checked_on.brief())
    })
    .collect()
}

fn next(card: &Card) -> Vec<String> {
    told(card, |told| &told.story.next).into_iter().collect()
}

/// For many children at once, where nobody can write for each: what the record does not say is said to be missing.
pub fn completed(mut handover: Handover, today: Day) -> Handover {
    if handover.next.trim().is_empty() {
        handover.next =
            format!("The record of {} says nothing of what comes next. Ask the giving team.", today.brief());
    }
    handover
}

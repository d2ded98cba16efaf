//! What is open at the front door, in few statements for the whole list: what is late first, danger before the rest.

use crate::council::Council;
use crate::desk::Who;
use crate::people::known::{Known, contacts_in_twelve_months, known};
use crate::people::queries::{birth, name};
use law::answer::Answer;
use law::clock::{Due, Rule, Standing, Start, reckon, standing};
use law::day::{Day, Moment};
use law::id::{PersonId, StepId, WorkerId};
use law::people::{Birth, Name};
use law::role::Role;
use law::step::StepKind;
use std::collections::{BTreeMap, HashMap};
use std::str::FromStr;
use store::{Conn, Error, Row, params, sql, text};

/// One piece of open work at the front door.
#[derive(Debug, Clone)]
pub struct Item {
    pub step: StepId,
    pub kind: StepKind,
    pub state: String,
    pub owner: Option<WorkerId>,
    pub owner_name: Option<String>,
    pub received: Moment,
    pub submitted: Option<Moment>,
    pub clock: Option<Standing>,
    /// Significant harm is suspected.
    pub protection: bool,
    /// Level of need, as the worker sees it.
    pub level: Option<String>,
    pub source: Option<String>,
    /// The beginning of the worry, the question or the handover.
    pub worry: String,
    pub children: Vec<Child>,
    /// Others whom it is about; they bind rows of one family together.
    others: Vec<PersonId>,
    /// Contacts about any one of the children in twelve months before this, the most of any child.
    pub contacts_before: i64,
    /// Rows of one family carry one number; `None` where nothing else of the family is open here.
    pub family: Option<usize>,
}

/// A child of a row.
#[derive(Debug, Clone)]
pub struct Child {
    pub person: PersonId,
    pub name: Name,
    pub birth: Birth,
    pub known: Known,
}

/// Which rows the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    All,
    Awaiting,
    Writing,
    Late,
    Mine,
    Handovers,
}

impl Filter {
    pub const ALL: [Filter; 6] =
        [Filter::All, Filter::Awaiting, Filter::Writing, Filter::Late, Filter::Mine, Filter::Handovers];

    /// The word in the address.
    pub fn slug(self) -> &'static str {
        match self {
            Filter::All => "all",
            Filter::Awaiting => "awaiting",
            Filter::Writing => "writing",
            Filter::Late => "late",
            Filter::Mine => "mine",
            Filter::Handovers => "handovers",
        }
    }

    /// The words on the page.
    pub fn name(self) -> &'static str {
        match self {
            Filter::All => "All",
            Filter::Awaiting => "Awaiting decision",
            Filter::Writing => "Being written",
            Filter::Late => "Late",
            Filter::Mine => "Mine",
            Filter::Handovers => "Handovers",
        }
    }

    pub fn from_slug(slug: &str) -> Filter {
        Filter::ALL.into_iter().find(|filter| filter.slug() == slug).unwrap_or(Filter::All)
    }

    pub fn holds(self, item: &Item, who: WorkerId) -> bool {
        match self {
            Filter::All => true,
            Filter::Awaiting => item.state == "submitted",
            Filter::Writing => matches!(item.state.as_str(), "open" | "returned"),
            Filter::Late => item.is_late(),
            Filter::Mine => item.owner == Some(who),
            Filter::Handovers => item.state == "handed_over",
        }
    }
}

impl Item {
    pub fn is_late(&self) -> bool {
        self.clock.as_ref().is_some_and(Standing::is_late)
    }

    /// The youngest child, an unborn one before all.
    pub fn youngest(&self) -> Option<&Child> {
        self.children.iter().max_by_key(|child| match child.birth {
            Birth::Expected(day) => (3, Some(day)),
            Birth::Born(day) => (2, Some(day)),
            Birth::Unknown { about: Some(year) } => (2, Day::new(year, 7, 1).ok()),
            Birth::Unknown { about: None } => (0, None),
        })
    }

    /// What is late first, and of that what may be dangerous; then by danger, by clock, by age of the youngest.
    fn order(&self) -> impl Ord + use<> {
        let urgency = self.clock.as_ref().map(Standing::urgency);
        (!self.is_late(), !self.protection, urgency.is_none(), urgency, self.received.0, self.step)
    }
}

/// Sees all of the front door: those on duty, out of hours, early help advisers, and managers.
pub fn sees_all(who: &Who) -> bool {
    let actor = &who.viewer.actor;
    let duty = [Role::DutyScreener, Role::OutOfHours, Role::EarlyHelpAdviser, Role::BusinessSupport];
    actor.authorises() || duty.iter().any(|role| actor.is(*role))
}

/// Everything open that this worker may know of, in the order of the list.
pub fn open(conn: &mut Conn, council: &Council, who: &Who) -> Result<Vec<Item>, Error> {
    let mut items = steps(conn, who)?;
    words(conn, &mut items)?;
    people(conn, &mut items)?;
    clocks(conn, council, who, &mut items)?;
    let mut items: Vec<Item> = items.into_values().collect();
    items.sort_by_cached_key(Item::order);
    Ok(families_together(items))
}

/// Puts to the rows that are shown what is known of each child, and how often contacts came before.
pub fn enrich(conn: &mut Conn, rows: &mut [Item]) -> Result<(), Error> {
    for item in rows {
        let step = item.step.to_string();
        for child in &mut item.children {
            child.known = known(conn, child.person, Some(&step))?;
            let before = contacts_in_twelve_months(conn, child.person, item.received.day(), Some(&step))?;
            item.contacts_before = item.contacts_before.max(before);
        }
    }
    Ok(())
}

type Items = BTreeMap<StepId, Item>;

fn steps(conn: &mut Conn, who: &Who) -> Result<Items, Error> {
    let select = sql!(
        "SELECT s.id, s.kind, s.state, s.owner, w.name AS owner_name, s.happened_at, s.submitted_at
         FROM step s LEFT JOIN worker w ON w.id = s.owner
         WHERE s.is_open = 1 AND s.kind IN ('contact', 'referral', 'out_of_hours', 'consultation')
         AND ($1 = 1 OR s.owner = $2 OR s.started_by = $3 OR s.team = $4)
         AND NOT EXISTS (SELECT 1 FROM step_person sp JOIN person p ON p.id = sp.person JOIN person k ON k.id = p.root
           WHERE sp.step = s.id AND k.restricted = 1
           AND NOT EXISTS (SELECT 1 FROM restricted_to r WHERE r.person = k.id AND r.worker = $5))"
    );
    let me = text(who.worker.id);
    let team = who.worker.team.map(|team| team.to_string()).unwrap_or_default();
    let rows = conn.query(select, params![sees_all(who), &me, &me, team, &me])?;
    rows.iter().map(|row| item(row).map(|item| (item.step, item))).collect()
}

fn item(row: &Row) -> Result<Item, Error> {
    Ok(Item {
        step: row.parse("id")?,
        kind: StepKind::from_slug(row.str("kind")?).unwrap_or(StepKind::Contact),
        state: row.get("state")?,
        owner: row.parse_opt("owner")?,
        owner_name: row.get("owner_name")?,
        received: row.parse("happened_at")?,
        submitted: row.parse_opt("submitted_at")?,
        clock: None,
        protection: false,
        level: None,
        source: None,
        worry: String::new(),
        children: Vec::new(),
        others: Vec::new(),
        contacts_before: 0,
        family: None,
    })
}

/// Letters of a worry that a row shows.
const SHORT: usize = 160;

/// Facts of the rows. Of a long text only the beginning is read.
fn words(conn: &mut Conn, items: &mut Items) -> Result<(), Error> {
    let select = sql!(
        "SELECT f.step, f.fact, SUBSTR(f.value, 1, 800) AS value FROM step_fact f JOIN step s ON s.id = f.step
         WHERE s.is_open = 1 AND s.kind IN ('contact', 'referral', 'out_of_hours', 'consultation') AND f.child = ''
         AND f.fact IN ('source', 'asked_by_agency', 'protection_concern', 'level_indicated', 'worried_about',
         'question', 'handover', 'what_was_done') ORDER BY f.step, f.fact"
    );
    for row in &conn.query(select, &[])? {
        let Some(item) = items.get_mut(&row.parse("step")?) else { continue };
        let Some(value) = answer_begun(row.str("value")?) else { continue };
        match (row.str("fact")?, value) {
            ("source" | "asked_by_agency", Answer::Code(code)) => item.source = Some(code),
            ("protection_concern", Answer::YesNo(yes)) => item.protection = yes,
            ("level_indicated", Answer::Code(code)) => item.level = Some(code),
            ("worried_about" | "question" | "handover", Answer::Words(words)) => item.worry = shortened(&words, SHORT),
            ("what_was_done", Answer::Words(words)) if item.worry.is_empty() => item.worry = shortened(&words, SHORT),
            _ => {}
        }
    }
    Ok(())
}

/// An answer of which only the beginning was read.
fn answer_begun(stored: &str) -> Option<Answer> {
    if let Ok(whole) = serde_json::from_str(stored) {
        return Some(whole);
    }
    // A cut may fall inside an escape of up to twelve letters.
    let mut begun = stored;
    for _ in 0..14 {
        if let Ok(answer) = serde_json::from_str(&format!("{begun}\"}}")) {
            return Some(answer);
        }
        let (at, _) = begun.char_indices().next_back()?;
        begun = &begun[..at];
    }
    None
}

/// One line of at most so many letters, ended at a word.
pub fn shortened(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    let end = cut.rfind(' ').filter(|at| *at > most / 2).unwrap_or(cut.len());
    format!("{} …", cut[..end].trim_end())
}

fn people(conn: &mut Conn, items: &mut Items) -> Result<(), Error> {
    let select = sql!(
        "SELECT sp.step, sp.part, k.id, k.given, k.family, k.birth, k.birth_on, k.birth_about
         FROM step s JOIN step_person sp ON sp.step = s.id JOIN person p ON p.id = sp.person
         JOIN person k ON k.id = p.root
         WHERE s.is_open = 1 AND s.kind IN ('contact', 'referral', 'out_of_hours', 'consultation')
         ORDER BY sp.step, sp.place"
    );
    for row in &conn.query(select, &[])? {
        let Some(item) = items.get_mut(&row.parse("step")?) else { continue };
        let person = row.parse("id")?;
        match row.str("part")? {
            "child" => {
                item.children.push(Child { person, name: name(row)?, birth: birth(row)?, known: Known::Never });
            }
            _ => item.others.push(person),
        }
    }
    Ok(())
}

/// The clock of each row that ends first.
fn clocks(conn: &mut Conn, council: &Council, who: &Who, items: &mut Items) -> Result<(), Error> {
    let select = sql!(
        "SELECT c.step, c.rule, c.started_at FROM clock c JOIN step s ON s.id = c.step
         WHERE c.running = 1 AND s.is_open = 1 AND s.kind IN ('contact', 'referral', 'out_of_hours')
         ORDER BY c.step, c.due_on, c.due_at"
    );
    let calendar = council.reckoner.calendar(conn)?;
    for row in &conn.query(select, &[])? {
        let Some(item) = items.get_mut(&row.parse("step")?) else { continue };
        let Ok(rule) = Rule::from_str(row.str("rule")?) else { continue };
        let Some(due) = due(row, rule, council, &calendar)? else { continue };
        let Ok(stands) = standing(&due, None, who.at(), &calendar) else { continue };
        if item.clock.as_ref().is_none_or(|other| stands.urgency() < other.urgency()) {
            item.clock = Some(stands);
        }
    }
    Ok(())
}

/// The clock as the ledger reckoned it. One beyond the calendar of bank holidays is not shown.
fn due(row: &Row, rule: Rule, council: &Council, calendar: &law::working_days::Calendar) -> Result<Option<Due>, Error> {
    let started = row.str("started_at")?;
    let start = match started.parse::<Day>() {
        Ok(day) => Start::new(day, rule.definition().starts),
        Err(_) => Start::new(row.parse::<Moment>("started_at")?, rule.definition().starts),
    };
    Ok(reckon(rule, start, calendar, &council.reckoner.figures).ok())
}

/// Puts rows that share a person under the first of them, and numbers each such family.
fn families_together(items: Vec<Item>) -> Vec<Item> {
    let mut family_of: HashMap<PersonId, usize> = HashMap::new();
    let mut joined: Vec<usize> = (0..items.len()).collect();
    for (at, item) in items.iter().enumerate() {
        for person in item.children.iter().map(|child| child.person).chain(item.others.iter().copied()) {
            let other = *family_of.entry(person).or_insert(at);
            let (a, b) = (first_of(&joined, other), first_of(&joined, at));
            joined[a.max(b)] = a.min(b);
        }
    }
    let family: Vec<usize> = (0..items.len()).map(|at| first_of(&joined, at)).collect();
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    family.iter().for_each(|first| *sizes.entry(*first).or_default() += 1);
    let mut numbered: Vec<(usize, usize, Item)> = items
        .into_iter()
        .enumerate()
        .map(|(at, mut item)| {
            item.family = (sizes[&family[at]] > 1).then_some(family[at]);
            (family[at], at, item)
        })
        .collect();
    numbered.sort_by_key(|(first, at, _)| (*first, *at));
    numbered.into_iter().map(|(_, _, item)| item).collect()
}

fn first_of(joined: &[usize], mut at: usize) -> usize {
    while joined[at] != at {
        at = joined[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_worry_is_read_from_its_beginning() {
        let whole = serde_json::to_string(&Answer::Words("He said \"no\"\nand é 😀 ".repeat(100))).unwrap();
        for cut in 20..60 {
            let begun: String = whole.chars().take(cut).collect();
            let Some(Answer::Words(words)) = answer_begun(&begun) else { panic!("{begun}") };
            assert!("He said \"no\"\nand é 😀 He said \"no\"\nand é 😀 He said".starts_with(&words), "{words}");
        }
        assert_eq!(answer_begun(r#"{"yes_no":true}"#), Some(Answer::YesNo(true)));
    }

    #[test]
    fn a_line_ends_at_a_word() {
        assert_eq!(shortened("one\ntwo", 20), "one two");
        assert_eq!(shortened("He was seen alone in the park", 12), "He was seen …");
        assert_eq!(shortened(&"x".repeat(30), 10), format!("{} …", "x".repeat(10)));
    }
}

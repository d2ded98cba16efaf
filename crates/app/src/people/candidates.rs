//! Candidates for [`super::likely`]: people who share a key with what is sought, each key an index.

use super::likely::{Look, squeezed, telephone_digits};
use law::day::Day;
use law::identifier::Scheme;
use law::matching::{name_words, root, sound};
use law::people::Birth;
use std::collections::HashMap;
use store::{Conn, Error, Row, Value, params, sql, text};

/// Candidates compared at most.
const MOST_COMPARED: usize = 400;
/// Keys of names in one statement: six words with their sound and their root.
const KEYS: usize = 18;

/// Ids of people who share a key with what is sought, those who share most first.
pub(super) fn candidates(conn: &mut Conn, look: &Look) -> Result<Vec<String>, Error> {
    let mut hits: HashMap<String, i64> = HashMap::new();
    let mut order: Vec<String> = Vec::new();
    let mut take = |rows: Vec<Row>, weight: i64| -> Result<(), Error> {
        for row in rows {
            let person: String = row.get("person")?;
            let shared = row.columns().iter().any(|column| column == "hits");
            let hit = if shared { row.get::<i64>("hits")? } else { weight };
            let before = hits.entry(person.clone()).or_insert_with(|| {
                order.push(person);
                0
            });
            *before += hit;
        }
        Ok(())
    };
    for number in &look.sought.identifiers {
        take(numbered(conn, number)?, 100)?;
    }
    for rows in born(conn, look.sought.born)? {
        take(rows, 4)?;
    }
    if let Some(name) = &look.sought.name {
        let words = name_words(&name.full());
        take(named(conn, &words)?, 1)?;
        if look.beginnings {
            for word in words.iter().filter(|word| word.chars().count() >= 3) {
                take(beginning(conn, word)?, 1)?;
            }
        }
    }
    let reached = sql!("SELECT DISTINCT person FROM reach WHERE digits = $1 ORDER BY person LIMIT 50");
    for digits in telephone_digits(&look.phone) {
        take(conn.query(reached, params![digits])?, 6)?;
    }
    for rows in at_address(conn, look)? {
        take(rows, 4)?;
    }
    order.sort_by_key(|person| std::cmp::Reverse(hits.get(person).copied().unwrap_or_default()));
    order.truncate(MOST_COMPARED);
    Ok(order)
}

/// Born on that day, on the day that it is when day and month are swapped, or expected near it.
fn born(conn: &mut Conn, sought: Option<Birth>) -> Result<Vec<Vec<Row>>, Error> {
    let (Some(Birth::Born(day)) | Some(Birth::Expected(day))) = sought else { return Ok(Vec::new()) };
    let on = sql!("SELECT id AS person FROM person WHERE birth_on = $1 ORDER BY id LIMIT 500");
    let mut found = vec![conn.query(on, params![text(day)])?];
    if let Ok(swapped) = Day::new(day.0.year(), day.0.day(), day.0.month())
        && swapped != day
    {
        found.push(conn.query(on, params![text(swapped)])?);
    }
    let near = sql!(
        "SELECT id AS person FROM person WHERE birth_on >= $1 AND birth_on <= $2 AND birth = 'expected'
         ORDER BY id LIMIT 500"
    );
    found.push(conn.query(near, params![text(day.plus_days(-60)), text(day.plus_days(60))])?);
    Ok(found)
}

fn numbered(conn: &mut Conn, number: &str) -> Result<Vec<Row>, Error> {
    let select = sql!("SELECT person FROM identifier WHERE scheme = $1 AND value = $2 ORDER BY person LIMIT 20");
    let mut rows = Vec::new();
    for scheme in Scheme::ALL {
        rows.extend(conn.query(select, params![scheme.slug(), number])?);
    }
    Ok(rows)
}

fn named(conn: &mut Conn, words: &[String]) -> Result<Vec<Row>, Error> {
    let mut keys: Vec<String> = Vec::new();
    for word in words.iter().take(KEYS / 3) {
        keys.extend([word.clone(), root(word).to_owned(), sound(word).unwrap_or_default()]);
    }
    keys.sort();
    keys.dedup();
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    keys.resize(KEYS, String::new());
    let select = sql!(
        "SELECT person, COUNT(*) AS hits FROM name_key WHERE kind IN ('word', 'sound', 'root')
         AND key IN ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18) AND key <> ''
         GROUP BY person ORDER BY hits DESC, person LIMIT 400"
    );
    let keys: Vec<Value> = keys.into_iter().map(Value::from).collect();
    conn.query(select, &keys)
}

fn beginning(conn: &mut Conn, word: &str) -> Result<Vec<Row>, Error> {
    let Some(after) = after_prefix(word) else { return Ok(Vec::new()) };
    let select = sql!(
        "SELECT DISTINCT person FROM name_key WHERE kind = 'word' AND key >= $1 AND key < $2 ORDER BY person LIMIT 200"
    );
    conn.query(select, params![word, after])
}

/// The first text after all that begin with this one.
fn after_prefix(word: &str) -> Option<String> {
    let last = word.chars().next_back()?;
    let next = char::from_u32(u32::from(last) + 1)?;
    Some(format!("{}{next}", &word[..word.len() - last.len_utf8()]))
}

/// Protected addresses are no way to find anybody: a refuge is shared by families who must not be linked.
fn at_address(conn: &mut Conn, look: &Look) -> Result<Vec<Vec<Row>>, Error> {
    let mut found = Vec::new();
    let postcode = squeezed(&look.sought.postcode);
    if postcode.len() >= 5 {
        let select = sql!(
            "SELECT DISTINCT person FROM address WHERE REPLACE(LOWER(postcode), ' ', '') = $1 AND hidden_from = '[]'
             ORDER BY person LIMIT 200"
        );
        found.push(conn.query(select, params![postcode])?);
    }
    let lines = squeezed(&look.address);
    if let (6.., Some(after)) = (lines.len(), after_prefix(&lines)) {
        let select = sql!(
            "SELECT DISTINCT person FROM address WHERE key >= $1 AND key < $2 AND hidden_from = '[]'
             ORDER BY person LIMIT 200"
        );
        found.push(conn.query(select, params![&lines, after])?);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_after_a_beginning_comes_after_every_word_with_it() {
        assert_eq!(after_prefix("zai").as_deref(), Some("zaj"));
        assert_eq!(after_prefix(""), None);
    }
}

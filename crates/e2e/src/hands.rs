//! Filling in and going on with the keyboard and nothing else: Tab to a thing by its name, then the keys that work it.

use crate::browser::{Browser, even};
use crate::failure::{Failure, Outcome};
use crate::wait;
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::path::Path;

/// What the page has in the order of Tab, and where among it the wanted thing stands. It only looks; keys do the rest.
const LOOK: &str = include_str!("look.js");
/// Tries at reaching one thing; a page may have stops that nobody can count beforehand, such as a list that scrolls.
const TRIES: usize = 12;

/// Two hands on a keyboard, within some part of a page.
#[derive(Debug, Clone)]
pub struct Hands<'a> {
    browser: &'a Browser,
    within: Vec<String>,
}

/// What there is of one thing on the page.
#[derive(Debug)]
struct Found {
    /// Stops of Tab from the focus to the thing; backwards when negative.
    away: i64,
    /// Presses of the Down key from the stop to the thing, among radio buttons and options.
    down: i64,
    /// Whether it is ticked or chosen.
    chosen: bool,
}

impl Browser {
    /// The keyboard, for the whole page.
    pub fn hands(&self) -> Hands<'_> {
        Hands { browser: self, within: Vec::new() }
    }
}

impl Hands<'_> {
    /// The keyboard, within the part called `group`: a fieldset by its legend, a section by its heading, or the row or list item
    /// that says `group`.
    #[must_use]
    pub fn under(&self, group: &str) -> Self {
        let mut inner = self.clone();
        inner.within.push(even(group));
        inner
    }

    /// Writes into the box called `label`, over what stood there.
    ///
    /// # Errors
    /// When Tab does not lead to such a box.
    pub async fn write(&self, label: &str, text: &str) -> Outcome {
        self.reach("text", label).await?;
        self.browser.press_letter_with(Key::Control, 'a').await?;
        self.browser.press(Key::Delete).await?;
        self.type_here(text).await
    }

    /// Writes at the end of what stands in the box called `label`.
    ///
    /// # Errors
    /// When Tab does not lead to such a box.
    pub async fn add(&self, label: &str, text: &str) -> Outcome {
        self.reach("text", label).await?;
        self.browser.press_with(Key::Control, Key::End).await?;
        self.type_here(text).await
    }

    /// Writes a day, `14 3 2026`, into the three boxes of the question; a fourth word is the time.
    ///
    /// # Errors
    /// When the question has no such boxes.
    pub async fn date(&self, question: &str, date: &str) -> Outcome {
        let inner = self.under(question);
        for (label, part) in ["Day", "Month", "Year", "Time"].iter().zip(date.split(' ')) {
            inner.write(label, part).await?;
        }
        Ok(())
    }

    /// Chooses the radio button called `answer` of the question.
    ///
    /// # Errors
    /// When the question has no such answer.
    pub async fn choose(&self, question: &str, answer: &str) -> Outcome {
        let inner = self.under(question);
        let found = inner.reach("radio", answer).await?;
        if found.down == 0 && !found.chosen {
            return self.browser.type_text(" ").await;
        }
        self.move_by(found.down).await
    }

    /// Picks an option by its words from the drop-down list called `label`.
    ///
    /// # Errors
    /// When there is no such list or option.
    pub async fn pick(&self, label: &str, option: &str) -> Outcome {
        let found = self.reach_option(label, option).await?;
        self.move_by(found.down).await
    }

    /// As [`Hands::pick`], the first option whose words begin so.
    ///
    /// # Errors
    /// When there is no such list or option.
    pub async fn pick_beginning(&self, label: &str, beginning: &str) -> Outcome {
        let wanted = json!({"sort": "list", "name": even(label), "beginning": even(beginning), "within": self.within});
        let found = self.reach_for(&wanted).await?;
        self.move_by(found.down).await
    }

    /// Ticks the box called `label`; one that is ticked stays so.
    ///
    /// # Errors
    /// When Tab does not lead to such a box.
    pub async fn tick(&self, label: &str) -> Outcome {
        match self.reach("tick", label).await? {
            found if found.chosen => Ok(()),
            _ => self.browser.type_text(" ").await,
        }
    }

    /// Attaches a file to the field called `label`; the window in which a person would choose it is the machine's, not the page's.
    ///
    /// # Errors
    /// When there is no such field or file.
    pub async fn attach(&self, label: &str, file: &Path) -> Outcome {
        self.reach("file", label).await?;
        let file = file.canonicalize()?;
        Ok(self.focused_element().await?.send_keys(&file.to_string_lossy()).await?)
    }

    /// Presses the button called `name` and waits for the page that comes.
    ///
    /// # Errors
    /// When Tab does not lead to it, or no page comes.
    pub async fn press(&self, name: &str) -> Outcome {
        self.reach("button", name).await?;
        self.enter().await
    }

    /// Presses the button called `name`, which changes this page and leads to no other.
    ///
    /// # Errors
    /// When Tab does not lead to it.
    pub async fn press_here(&self, name: &str) -> Outcome {
        self.reach("button", name).await?;
        self.browser.press(Key::Enter).await
    }

    /// Follows the link called `name` and waits for the page that comes.
    ///
    /// # Errors
    /// When Tab does not lead to it, or no page comes.
    pub async fn follow(&self, name: &str) -> Outcome {
        self.reach("link", name).await?;
        self.enter().await
    }

    /// Follows the link called `name`, which leads to another part of this page.
    ///
    /// # Errors
    /// When Tab does not lead to it.
    pub async fn follow_here(&self, name: &str) -> Outcome {
        self.reach("link", name).await?;
        self.browser.press(Key::Enter).await
    }

    /// Presses Enter where the focus is and waits for the page that comes.
    ///
    /// # Errors
    /// When no page comes.
    pub async fn enter(&self) -> Outcome {
        let client = &self.browser.client;
        client.execute("document.documentElement.dataset.left = 'yes'", vec![]).await?;
        self.browser.press(Key::Enter).await?;
        let come = wait::until("another page to come", async || {
            let script = "return document.readyState === 'complete' && !document.documentElement.dataset.left";
            Ok(client.execute(script, vec![]).await?.as_bool().filter(|come| *come))
        });
        let come = come.await;
        self.browser.explained(come).await.map(drop)
    }

    async fn type_here(&self, text: &str) -> Outcome {
        Ok(self.focused_element().await?.send_keys(text).await?)
    }

    async fn focused_element(&self) -> Outcome<Element> {
        Ok(self.browser.client.active_element().await?)
    }

    async fn move_by(&self, down: i64) -> Outcome {
        let key = if down < 0 { Key::Up } else { Key::Down };
        for _ in 0..down.unsigned_abs() {
            self.browser.press(key).await?;
        }
        Ok(())
    }

    /// Tabs to a thing of this sort and name. What the browser's screen reader would call it must be its name too.
    async fn reach(&self, sort: &str, name: &str) -> Outcome<Found> {
        self.reach_for(&json!({"sort": sort, "name": even(name), "within": self.within})).await
    }

    async fn reach_option(&self, label: &str, option: &str) -> Outcome<Found> {
        let wanted = json!({"sort": "list", "name": even(label), "option": even(option), "within": self.within});
        self.reach_for(&wanted).await
    }

    async fn reach_for(&self, wanted: &Value) -> Outcome<Found> {
        let outcome = self.tab_to(wanted).await;
        self.browser.explained(outcome).await
    }

    async fn tab_to(&self, wanted: &Value) -> Outcome<Found> {
        let mut found = self.look(wanted).await?;
        for attempt in 0..TRIES {
            if found.away == 0 {
                self.said_as(wanted).await?;
                return Ok(found);
            }
            // Where a count did not do, one stop at a time goes past what could not be counted.
            let stops = if attempt < 3 { found.away } else { found.away.signum() };
            self.tab(stops).await?;
            found = self.look(wanted).await?;
        }
        Err(Failure::new(format!("Tab does not lead to {wanted}")))
    }

    async fn tab(&self, stops: i64) -> Outcome {
        self.browser.press_times(Key::Tab, (stops < 0).then_some(Key::Shift), stops.unsigned_abs()).await
    }

    /// What has the focus must also be called by its name to those who cannot see.
    async fn said_as(&self, wanted: &Value) -> Outcome {
        let sort = wanted["sort"].as_str().unwrap_or_default();
        let (name, said) = (wanted["name"].as_str().unwrap_or_default(), self.browser.focused().await?);
        // Words that only a screen reader says stand apart from those before them by a space more.
        let close = |words: &str| words.replace(' ', "");
        if sort == "radio" || close(&said) == close(name) {
            return Ok(());
        }
        Err(Failure::new(format!("a screen reader says “{said}” where the page says “{name}”")))
    }

    async fn look(&self, wanted: &Value) -> Outcome<Found> {
        wait::until(&format!("to find {wanted}"), async || {
            let seen = self.browser.client.execute(LOOK, vec![wanted.clone()]).await?;
            match seen["away"].as_i64() {
                Some(away) => {
                    let down = seen["down"].as_i64().unwrap_or_default();
                    Ok(Some(Found { away, down, chosen: seen["chosen"].as_bool().unwrap_or_default() }))
                }
                None => Err(Failure::new(format!("there is: {}", seen["names"].as_str().unwrap_or_default()))),
            }
        })
        .await
    }
}

//! What a person does who uses the keyboard and nothing else.

use crate::browser::Browser;
use crate::failure::{Failure, Outcome};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

/// More stops than any page should have.
const MOST_TABS: usize = 250;

impl Browser {
    /// Presses one key and lets it go.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn press(&self, key: Key) -> Outcome {
        self.keys(&[key.into()], None).await
    }

    /// Presses a key while another is held, such as Tab with Shift.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn press_with(&self, held: Key, key: Key) -> Outcome {
        self.keys(&[key.into()], Some(held.into())).await
    }

    /// Presses one key several times, perhaps while another is held.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn press_times(&self, key: Key, held: Option<Key>, times: u64) -> Outcome {
        let keys: Vec<char> = (0..times).map(|_| key.into()).collect();
        self.keys(&keys, held.map(char::from)).await
    }

    /// Presses a letter while a key is held, such as A with Control.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn press_letter_with(&self, held: Key, letter: char) -> Outcome {
        self.keys(&[letter], Some(held.into())).await
    }

    /// Types into whatever has the focus.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn type_text(&self, text: &str) -> Outcome {
        let letters: Vec<char> = text.chars().collect();
        self.keys(&letters, None).await
    }

    /// The name a screen reader would say for what has the focus.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn focused(&self) -> Outcome<String> {
        let element = self.client.active_element().await?;
        self.name_of(&element).await
    }

    /// Presses Tab until the focus is on what is called `name`, as a screen reader would say it.
    ///
    /// # Errors
    /// When Tab has gone round without meeting it, with the names it met.
    pub async fn focus_on(&self, name: &str) -> Outcome {
        let mut seen = vec![self.focused().await?];
        let mut first_stop = None;
        while seen.last().is_some_and(|last| last != name) {
            self.press(Key::Tab).await?;
            let stop = self.client.active_element().await?.element_id();
            let round = first_stop.as_ref() == Some(&stop);
            first_stop.get_or_insert(stop);
            if round || seen.len() > MOST_TABS {
                let names = seen.join(" | ");
                let failure = Failure::new(format!("Tab does not lead to “{name}”; it leads to: {names}"));
                return self.explained(Err(failure)).await;
            }
            seen.push(self.focused().await?);
        }
        Ok(())
    }

    async fn keys(&self, keys: &[char], held: Option<char>) -> Outcome {
        let mut actions = KeyActions::new("keyboard".to_owned());
        if let Some(value) = held {
            actions = actions.then(KeyAction::Down { value });
        }
        for &value in keys {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        if let Some(value) = held {
            actions = actions.then(KeyAction::Up { value });
        }
        Ok(self.client.perform_actions(actions).await?)
    }
}

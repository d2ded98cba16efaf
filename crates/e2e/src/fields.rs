//! Finding things by the words on the page, and using them.

use crate::browser::{Browser, even};
use crate::failure::{Failure, Outcome};
use crate::wait;
use fantoccini::Locator;
use fantoccini::elements::Element;
use std::path::Path;

const TEXT: &str = "input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([type=submit]), textarea";
const CHOICES: &str = "input[type=radio], input[type=checkbox]";
const LISTS: &str = "select";
const BUTTONS: &str = "button, input[type=submit], [role=button], summary";
const LINKS: &str = "a[href]";
const GROUPS: &str = "fieldset, [role=group], [role=radiogroup], [role=dialog], dialog, section[aria-labelledby]";

impl Browser {
    /// Writes into the field called `label`, over what stood there.
    ///
    /// # Errors
    /// When there is no such field; the failure names those there are.
    pub async fn fill(&self, label: &str, text: &str) -> Outcome {
        write(&self.called(None, TEXT, label).await?, text).await
    }

    /// As [`Browser::fill`], within the group called `group` (a fieldset's legend): the Day of one date among several.
    ///
    /// # Errors
    /// When there is no such group or field.
    pub async fn fill_in(&self, group: &str, label: &str, text: &str) -> Outcome {
        write(&self.called(Some(group), TEXT, label).await?, text).await
    }

    /// Writes a date into the three fields of the group called `group`.
    ///
    /// # Errors
    /// When there is no such group, or it has no Day, Month and Year.
    pub async fn fill_date(&self, group: &str, day: u8, month: u8, year: u16) -> Outcome {
        self.fill_in(group, "Day", &day.to_string()).await?;
        self.fill_in(group, "Month", &month.to_string()).await?;
        self.fill_in(group, "Year", &year.to_string()).await
    }

    /// Chooses the radio button or ticks the checkbox called `label`; one that is chosen already stays so.
    ///
    /// # Errors
    /// When there is no such choice; the failure names those there are.
    pub async fn choose(&self, label: &str) -> Outcome {
        choose(&self.called(None, CHOICES, label).await?).await
    }

    /// As [`Browser::choose`], within the group called `group` (a fieldset's legend): the Yes of one question among several.
    ///
    /// # Errors
    /// When there is no such group or choice.
    pub async fn choose_in(&self, group: &str, label: &str) -> Outcome {
        choose(&self.called(Some(group), CHOICES, label).await?).await
    }

    /// Picks an option by its words from the drop-down list called `label`.
    ///
    /// # Errors
    /// When there is no such list or option.
    pub async fn pick(&self, label: &str, option: &str) -> Outcome {
        Ok(self.called(None, LISTS, label).await?.select_by_label(option).await?)
    }

    /// Attaches a file to the field called `label`.
    ///
    /// # Errors
    /// When there is no such field or file.
    pub async fn attach(&self, label: &str, file: &Path) -> Outcome {
        let file = file.canonicalize()?;
        Ok(self.called(None, "input[type=file]", label).await?.send_keys(&file.to_string_lossy()).await?)
    }

    /// Presses the button called `name`.
    ///
    /// # Errors
    /// When there is no such button; the failure names those there are.
    pub async fn button(&self, name: &str) -> Outcome {
        Ok(self.called(None, BUTTONS, name).await?.click().await?)
    }

    /// As [`Browser::button`], within the group called `group`.
    ///
    /// # Errors
    /// When there is no such group or button.
    pub async fn button_in(&self, group: &str, name: &str) -> Outcome {
        Ok(self.called(Some(group), BUTTONS, name).await?.click().await?)
    }

    /// Follows the link called `name`.
    ///
    /// # Errors
    /// When there is no such link; the failure names those there are.
    pub async fn link(&self, name: &str) -> Outcome {
        Ok(self.called(None, LINKS, name).await?.click().await?)
    }

    /// Presses the first submit button of the page's main part.
    ///
    /// # Errors
    /// When there is none.
    pub async fn submit(&self) -> Outcome {
        let look = async || {
            let buttons = "main form button:not([type=button]), main form input[type=submit]";
            Ok(self.client.find_all(Locator::Css(buttons)).await?.into_iter().next())
        };
        let button = wait::until("a submit button in the page's main part", look).await;
        Ok(self.explained(button).await?.click().await?)
    }

    /// What stands in the field called `label`.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn value(&self, label: &str) -> Outcome<String> {
        let field = self.called(None, TEXT, label).await?;
        Ok(field.prop("value").await?.unwrap_or_default())
    }

    /// Whether the radio button or checkbox called `label` is chosen.
    ///
    /// # Errors
    /// When there is no such choice.
    pub async fn is_chosen(&self, label: &str) -> Outcome<bool> {
        Ok(self.called(None, CHOICES, label).await?.is_selected().await?)
    }

    /// Waits for the one element of a sort whose name is `name`, and of several takes the first.
    async fn called(&self, group: Option<&str>, sort: &str, name: &str) -> Outcome<Element> {
        let name = even(name);
        let mut met = Vec::new();
        let found = wait::until(&format!("something called “{name}”"), async || {
            let all = match group {
                None => self.client.find_all(Locator::Css(sort)).await?,
                Some(group) => self.group(&even(group)).await?.find_all(Locator::Css(sort)).await?,
            };
            met.clear();
            for element in all {
                let called = self.name_of(&element).await?;
                if called == name {
                    return Ok(Some(element));
                }
                met.push(called);
            }
            Ok(None)
        })
        .await;
        let found = found.map_err(|failure| Failure::new(format!("{failure}\n  there is: {}", met.join(" | "))));
        self.explained(found).await
    }

    async fn group(&self, name: &str) -> Outcome<Element> {
        let mut met = Vec::new();
        for group in self.client.find_all(Locator::Css(GROUPS)).await? {
            let called = self.name_of(&group).await?;
            if called == name {
                return Ok(group);
            }
            met.push(called);
        }
        Err(Failure::new(format!("no group is called “{name}”; there is: {}", met.join(" | "))))
    }
}

async fn write(field: &Element, text: &str) -> Outcome {
    field.clear().await?;
    Ok(field.send_keys(text).await?)
}

async fn choose(choice: &Element) -> Outcome {
    // By the space bar: a line that floats over the foot of the glass does not catch it.
    if !choice.is_selected().await? {
        choice.send_keys(" ").await?;
    }
    Ok(())
}

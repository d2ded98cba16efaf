//! Form state: what was wrong, in the order of the page, and what was typed.

use crate::fields::Fields;

/// What is wrong with a form, in the order of its questions: the field's id and the message beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<(String, String)>);

impl FieldErrors {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// One error alone.
    pub fn one(id: impl Into<String>, message: impl Into<String>) -> Self {
        let mut errors = Self::new();
        errors.add(id, message);
        errors
    }

    /// Adds an error. A field keeps its first, so that a person mends one thing at a time.
    pub fn add(&mut self, id: impl Into<String>, message: impl Into<String>) {
        let id = id.into();
        if self.get(&id).is_none() {
            self.0.push((id, message.into()));
        }
    }

    /// The message beside a field.
    pub fn get(&self, id: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == id).map(|(_, message)| message.as_str())
    }

    /// Every error, in order: id and message.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(id, message)| (id.as_str(), message.as_str()))
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many fields have an error.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Passes `value` on when nothing is wrong.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

/// A form as shown: what was typed, or what is kept, and what is wrong.
#[derive(Debug, Clone, Default)]
pub struct FormState {
    /// What the person typed, if they have.
    pub typed: Option<Fields>,
    /// What is kept already.
    pub kept: Fields,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl FormState {
    /// A form shown for the first time, with what is kept.
    pub fn fresh(kept: Fields) -> Self {
        Self { typed: None, kept, errors: FieldErrors::new() }
    }

    /// A form shown again with what was typed and what is wrong.
    pub fn again(typed: Fields, errors: FieldErrors) -> Self {
        Self { typed: Some(typed), kept: Fields::default(), errors }
    }

    /// The value to show: what was typed, bad or not, else what is kept.
    pub fn value(&self, name: &str) -> &str {
        self.shown().get(name).unwrap_or_default()
    }

    /// Whether a box or radio with this value is ticked.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.shown().all(name).any(|given| given == value)
    }

    /// The message beside a field.
    pub fn error(&self, id: &str) -> Option<&str> {
        self.errors.get(id)
    }

    /// Whether anything is wrong.
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    fn shown(&self) -> &Fields {
        self.typed.as_ref().unwrap_or(&self.kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_keeps_its_first_error_and_the_page_its_order() {
        let mut errors = FieldErrors::new();
        errors.add("seen", "Enter the date the child was seen");
        errors.add("alone", "Say whether the child was seen alone");
        errors.add("seen", "The date must be in the past");
        assert_eq!(errors.iter().map(|(id, _)| id).collect::<Vec<_>>(), ["seen", "alone"]);
        assert_eq!(errors.get("seen"), Some("Enter the date the child was seen"));
        assert_eq!(errors.clone().or(1), Err(errors));
        assert_eq!(FieldErrors::new().or(1), Ok(1));
    }

    #[test]
    fn bad_input_is_shown_again() {
        let typed = Fields::from_pairs([("day", "31/02"), ("who", "a"), ("who", "b")]);
        let form = FormState::again(typed, FieldErrors::one("day", "The date must be real"));
        assert_eq!((form.value("day"), form.has("who", "b"), form.has_errors()), ("31/02", true, true));
        assert_eq!(FormState::fresh(Fields::from_pairs([("day", "kept")])).value("day"), "kept");
    }
}

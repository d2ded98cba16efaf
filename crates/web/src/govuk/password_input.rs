//! A password, which can be shown.

use maud::{Markup, html};
use serde::Deserialize;

use super::element::join;
use super::options::scalar;
use super::{Attributes, Button, Content, ErrorMessage, FormGroup, Hint, Input, InputWrapper, Label, button, input};

/// A password, with a button that shows it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PasswordInput {
    /// Id; the name if empty.
    pub id: String,
    /// Name of the form value.
    pub name: String,
    /// The field's label.
    pub label: Label,
    /// Help under the label.
    pub hint: Option<Hint>,
    /// What is wrong with the password.
    #[serde(rename = "errorMessage")]
    pub error: Option<ErrorMessage>,
    /// The value shown; leave it out.
    #[serde(deserialize_with = "scalar")]
    pub value: Option<String>,
    /// `current-password` if empty; `new-password` where one is chosen.
    pub autocomplete: String,
    /// Whether nothing can be typed.
    pub disabled: bool,
    /// Words of the button; "Show" if `None`.
    pub show_password_text: Option<String>,
    /// Words of the button while shown.
    pub hide_password_text: String,
    /// Spoken name of the button; "Show password" if `None`.
    pub show_password_aria_label_text: Option<String>,
    /// Spoken name of the button while shown.
    pub hide_password_aria_label_text: String,
    /// Spoken when the password is shown.
    pub password_shown_announcement_text: String,
    /// Spoken when it is hidden.
    pub password_hidden_announcement_text: String,
    /// Classes of the button.
    #[serde(rename = "button")]
    pub toggle: PasswordToggle,
    /// Ids of further descriptions, separated by spaces.
    pub described_by: String,
    /// The box around the field.
    pub form_group: FormGroup,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// The button that shows a password.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PasswordToggle {
    /// Extra classes.
    pub classes: String,
}

impl PasswordInput {
    /// A password under a name, which is its id too, with a label.
    pub fn new(name: impl Into<String>, words: impl Into<Content>) -> Self {
        Self { name: name.into(), label: Label::text(words), ..Self::default() }
    }
}

/// Writes a password field with label, hint, message and button.
pub fn password_input(password: &PasswordInput) -> Markup {
    let id = if password.id.is_empty() { &password.name } else { &password.id };
    let autocomplete = if password.autocomplete.is_empty() { "current-password" } else { &password.autocomplete };
    let own = &password.form_group;
    input(&Input {
        form_group: FormGroup {
            classes: join(&["govuk-password-input", &own.classes]),
            attributes: group_attributes(password),
            before: own.before.clone(),
            after: html! { (toggle(password, id)) (own.after) }.into(),
        },
        input_wrapper: InputWrapper { classes: "govuk-password-input__wrapper".into(), ..InputWrapper::default() },
        label: password.label.clone(),
        hint: password.hint.clone(),
        error: password.error.clone(),
        classes: join(&["govuk-password-input__input govuk-js-password-input-input", &password.classes]),
        id: id.clone(),
        name: password.name.clone(),
        kind: "password".into(),
        spellcheck: Some(false),
        autocapitalize: "none".into(),
        autocomplete: autocomplete.into(),
        value: password.value.clone(),
        disabled: password.disabled,
        described_by: password.described_by.clone(),
        attributes: password.attributes.clone(),
        ..Input::default()
    })
}

fn group_attributes(password: &PasswordInput) -> Attributes {
    let words = [
        ("show-password", password.show_password_text.as_deref()),
        ("hide-password", Some(&*password.hide_password_text)),
        ("show-password-aria-label", password.show_password_aria_label_text.as_deref()),
        ("hide-password-aria-label", Some(&*password.hide_password_aria_label_text)),
        ("password-shown-announcement", Some(&*password.password_shown_announcement_text)),
        ("password-hidden-announcement", Some(&*password.password_hidden_announcement_text)),
    ];
    let mut out = Attributes::from([("data-module", "govuk-password-input")]);
    for (key, words) in words {
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            out.push(format!("data-i18n.{key}"), words);
        }
    }
    for (name, value) in password.form_group.attributes.iter() {
        out.push(name, value);
    }
    out
}

fn toggle(password: &PasswordInput, id: &str) -> Markup {
    let spoken = password.show_password_aria_label_text.as_deref();
    button(&Button {
        kind: "button".into(),
        classes: join(&[
            "govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle",
            &password.toggle.classes,
        ]),
        content: password.show_password_text.as_deref().unwrap_or("Show").into(),
        attributes: [("aria-controls", id), ("aria-label", spoken.unwrap_or("Show password")), ("hidden", "")].into(),
        ..Button::default()
    })
}

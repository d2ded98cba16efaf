//! Several lines of text with a limit that is counted while typing.

use maud::{Markup, html};
use serde::Deserialize;

use super::element::join;
use super::options::scalar;
use super::{Attributes, Content, ErrorMessage, FormGroup, Hint, Label, Textarea, hint, textarea};

/// Several lines of text with a limit in characters or words. Words by plural rule are written `[("one", "…"), ("other", "…")].into()`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CharacterCount {
    /// Id; the name if empty.
    pub id: String,
    /// Name of the form value.
    pub name: String,
    /// The field's label.
    pub label: Label,
    /// Help under the label.
    pub hint: Option<Hint>,
    /// What is wrong with the value.
    #[serde(rename = "errorMessage")]
    pub error: Option<ErrorMessage>,
    /// The value shown.
    #[serde(deserialize_with = "scalar")]
    pub value: Option<String>,
    /// Most characters.
    pub maxlength: Option<u32>,
    /// Most words; the characters are then not counted.
    pub maxwords: Option<u32>,
    /// Part of the limit in per cent from which the count is shown.
    pub threshold: Option<u32>,
    /// What is counted, if not what the limits say.
    pub count_type: String,
    /// Lines shown; 5 unless set.
    pub rows: Option<u16>,
    /// Whether spelling is checked, if said.
    pub spellcheck: Option<bool>,
    /// Words for the limit before anything is typed, with `%{count}`.
    pub textarea_description_text: String,
    /// Words below the limit, by plural rule.
    pub characters_under_limit_text: Attributes,
    /// Words at the limit.
    pub characters_at_limit_text: String,
    /// Words above the limit, by plural rule.
    pub characters_over_limit_text: Attributes,
    /// Words below the limit of words, by plural rule.
    pub words_under_limit_text: Attributes,
    /// Words at the limit of words.
    pub words_at_limit_text: String,
    /// Words above the limit of words, by plural rule.
    pub words_over_limit_text: Attributes,
    /// Classes of the count.
    pub count_message: CountMessage,
    /// The box around the field.
    pub form_group: FormGroup,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// The line that counts.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CountMessage {
    /// Extra classes.
    pub classes: String,
}

impl CharacterCount {
    /// Lines of text under a name, which is their id too, with a label and a limit in characters.
    pub fn new(name: impl Into<String>, words: impl Into<Content>, maxlength: u32) -> Self {
        Self { name: name.into(), label: Label::text(words), maxlength: Some(maxlength), ..Self::default() }
    }

    fn counted(&self) -> &str {
        if !self.count_type.is_empty() {
            &self.count_type
        } else if self.maxwords.is_some() {
            "words"
        } else {
            ""
        }
    }

    fn limit(&self) -> Option<u32> {
        self.maxwords.or(self.maxlength)
    }
}

/// Writes a counted textarea with label, hint and message.
pub fn character_count(count: &CharacterCount) -> Markup {
    let id = if count.id.is_empty() { &count.name } else { &count.id };
    let own = &count.form_group;
    textarea(&Textarea {
        id: id.clone(),
        name: count.name.clone(),
        described_by: format!("{id}-info"),
        rows: count.rows,
        spellcheck: count.spellcheck,
        value: count.value.clone(),
        form_group: FormGroup {
            classes: join(&["govuk-character-count", &own.classes]),
            attributes: group_attributes(count),
            before: own.before.clone(),
            after: html! { (message(count, id)) (own.after) }.into(),
        },
        classes: join(&["govuk-js-character-count", &count.classes]),
        label: count.label.clone(),
        hint: count.hint.clone(),
        error: count.error.clone(),
        attributes: count.attributes.clone(),
        ..Textarea::default()
    })
}

fn message(count: &CharacterCount, id: &str) -> Markup {
    let things = if count.counted() == "words" { "words" } else { "characters" };
    let words = match count.limit() {
        None => String::new(),
        Some(limit) if count.textarea_description_text.is_empty() => {
            format!("You can enter up to {limit} {things}")
        }
        Some(limit) => count.textarea_description_text.replacen("%{count}", &limit.to_string(), 1),
    };
    hint(&Hint {
        content: words.into(),
        id: format!("{id}-info"),
        classes: join(&["govuk-character-count__message", &count.count_message.classes]),
        ..Hint::default()
    })
}

fn group_attributes(count: &CharacterCount) -> Attributes {
    let mut out = Attributes::from([("data-module", "govuk-character-count")]);
    let figures =
        [("data-maxlength", count.maxlength), ("data-maxwords", count.maxwords), ("data-threshold", count.threshold)];
    for (name, figure) in figures {
        if let Some(figure) = figure {
            out.push(name, figure.to_string());
        }
    }
    let description = if count.limit().is_none() { &*count.textarea_description_text } else { "" };
    let words = [
        ("data-count-type", count.counted()),
        ("data-i18n.textarea-description.other", description),
        ("data-i18n.characters-at-limit", &count.characters_at_limit_text),
        ("data-i18n.words-at-limit", &count.words_at_limit_text),
    ];
    for (name, words) in words.into_iter().filter(|(_, words)| !words.is_empty()) {
        out.push(name, words);
    }
    let plurals = [
        ("characters-under-limit", &count.characters_under_limit_text),
        ("characters-over-limit", &count.characters_over_limit_text),
        ("words-under-limit", &count.words_under_limit_text),
        ("words-over-limit", &count.words_over_limit_text),
    ];
    for (key, rules) in plurals {
        for (rule, words) in rules.iter() {
            out.push(format!("data-i18n.{key}.{rule}"), words);
        }
    }
    for (name, value) in count.form_group.attributes.iter() {
        out.push(name, value);
    }
    out
}

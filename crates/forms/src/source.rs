//! The YAML as a practice lead writes it. Unknown keys are refused; every text that is checked later keeps its line.

use crate::flaw::Flaw;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_saphyr::Spanned;

/// `pack.yml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PackSource {
    pub name: String,
    pub version: String,
    pub starts: Spanned<String>,
    pub source: String,
}

/// `forms/<kind>.yml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormSource {
    pub kind: Spanned<String>,
    pub title: String,
    #[serde(default)]
    pub intro: String,
    pub starts: Spanned<String>,
    pub sections: Vec<Spanned<SectionSource>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SectionSource {
    pub id: Spanned<String>,
    pub title: String,
    #[serde(default)]
    pub intro: String,
    pub questions: Vec<Spanned<QuestionSource>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionSource {
    pub id: Option<Spanned<String>>,
    pub fact: Option<Spanned<String>>,
    #[serde(rename = "type")]
    pub kind: Option<Spanned<String>>,
    pub list: Option<Spanned<String>>,
    #[serde(default)]
    pub options: Vec<ChoiceSource>,
    #[serde(default)]
    pub columns: Vec<ColumnSource>,
    pub about: Option<Spanned<String>>,
    pub wording: Option<Spanned<String>>,
    pub short: Option<Spanned<String>>,
    #[serde(default)]
    pub help: String,
    #[serde(default)]
    pub why: String,
    #[serde(default)]
    pub required: bool,
    pub required_when: Option<Spanned<String>>,
    pub shown_when: Option<Spanned<String>>,
    #[serde(default)]
    pub shown_note: String,
    /// What to say when it is missing; made from `short` where the author is silent.
    #[serde(default)]
    pub if_missing: String,
    pub audience: Option<Spanned<String>>,
    #[serde(default)]
    pub offer_earlier: bool,
    /// Height of the box, in lines.
    pub rows: Option<u8>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChoiceSource {
    pub code: Spanned<String>,
    pub label: String,
    #[serde(default)]
    pub hint: String,
    /// Excludes every other choice: "None of these".
    #[serde(default)]
    pub alone: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColumnSource {
    pub id: Spanned<String>,
    pub label: String,
    #[serde(default)]
    pub day: bool,
}

/// Reads one file, or says what stops it and on which line.
pub(crate) fn parse<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Flaw> {
    serde_saphyr::from_str(text).map_err(|error| {
        let bare = error.without_snippet();
        let line = bare.location().map_or(1, |place| place.line());
        Flaw { file: file.to_owned(), line, what: first_line(&bare.to_string()) }
    })
}

/// The message without the place, which the flaw gives already, and without advice to programmers.
fn first_line(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    let ends = [" at line ", ", set DuplicateKeyPolicy"].into_iter().filter_map(|end| line.find(end));
    line[..ends.min().unwrap_or(line.len())].to_owned()
}

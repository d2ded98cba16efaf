//! A file to send.

use maud::{Markup, html};
use serde::Deserialize;

use super::form_group::{Help, group, help};
use super::label::label_for;
use super::{Attributes, Content, El, ErrorMessage, FormGroup, Hint, Label};

/// A file to send. The form needs `enctype="multipart/form-data"`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FileUpload {
    /// Id; the name if empty.
    pub id: String,
    /// Name of the form value.
    pub name: String,
    /// The field's label.
    pub label: Label,
    /// Help under the label: kinds and sizes taken.
    pub hint: Option<Hint>,
    /// What is wrong with the file.
    #[serde(rename = "errorMessage")]
    pub error: Option<ErrorMessage>,
    /// Whether several files can be chosen.
    pub multiple: bool,
    /// Whether nothing can be chosen.
    pub disabled: bool,
    /// Whether JavaScript makes it a place to drop files on.
    pub javascript: bool,
    /// Words of the button, with JavaScript.
    pub choose_files_button_text: String,
    /// Words while nothing is chosen, with JavaScript.
    pub no_file_chosen_text: String,
    /// Words for several files by plural rule, with JavaScript.
    pub multiple_files_chosen_text: Attributes,
    /// Words that ask to drop a file, with JavaScript.
    pub drop_instruction_text: String,
    /// Spoken when a file is over the place, with JavaScript.
    pub entered_drop_zone_text: String,
    /// Spoken when it has left, with JavaScript.
    pub left_drop_zone_text: String,
    /// Extra classes of the place to drop on.
    pub wrapper_classes: String,
    /// Extra attributes of the place to drop on.
    pub wrapper_attributes: Attributes,
    /// Ids of further descriptions, separated by spaces.
    pub described_by: String,
    /// The box around the field.
    pub form_group: FormGroup,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes, such as `accept`.
    pub attributes: Attributes,
}

impl FileUpload {
    /// A file under a name, which is its id too, with a label.
    pub fn new(name: impl Into<String>, words: impl Into<Content>) -> Self {
        Self { name: name.into(), label: Label::text(words), javascript: true, ..Self::default() }
    }
}

/// Writes a file field with label, hint and message.
pub fn file_upload(upload: &FileUpload) -> Markup {
    let id = if upload.id.is_empty() { &upload.name } else { &upload.id };
    let Help { markup, described_by } = help(id, &upload.described_by, upload.hint.as_ref(), upload.error.as_ref());
    let field = field(upload, id, &described_by);
    let inner = html! {
        (label_for(&upload.label, id))
        (markup)
        (upload.form_group.before)
        @if upload.javascript { (drop_zone(upload).around(field)) } @else { (field) }
        (upload.form_group.after)
    };
    group(&upload.form_group, "", upload.error.is_some(), &inner)
}

fn field(upload: &FileUpload, id: &str, described_by: &str) -> Markup {
    let error = if upload.error.is_some() { "govuk-file-upload--error" } else { "" };
    El::new("input")
        .class(&["govuk-file-upload", &upload.classes, error])
        .attr("id", id)
        .attr("name", &upload.name)
        .attr("type", "file")
        .flag("disabled", upload.disabled)
        .flag("multiple", upload.multiple)
        .maybe("aria-describedby", described_by)
        .with(&upload.attributes)
        .void()
}

fn drop_zone(upload: &FileUpload) -> El {
    let zone = El::new("div")
        .class(&["govuk-file-upload-wrapper", &upload.wrapper_classes])
        .attr("data-module", "govuk-file-upload")
        .maybe("data-i18n.choose-files-button", &upload.choose_files_button_text)
        .maybe("data-i18n.no-file-chosen", &upload.no_file_chosen_text);
    upload
        .multiple_files_chosen_text
        .iter()
        .fold(zone, |zone, (rule, words)| zone.attr(&format!("data-i18n.multiple-files-chosen.{rule}"), words))
        .maybe("data-i18n.drop-instruction", &upload.drop_instruction_text)
        .maybe("data-i18n.entered-drop-zone", &upload.entered_drop_zone_text)
        .maybe("data-i18n.left-drop-zone", &upload.left_drop_zone_text)
        .with(&upload.wrapper_attributes)
}

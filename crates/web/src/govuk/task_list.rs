//! Things to do and how far each is.

use maud::{Markup, html};
use serde::Deserialize;

use super::options::{Omit, numbered};
use super::{Attributes, Content, El, Styled, Tag, tag};

/// Things to do and how far each is.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TaskList {
    /// The things to do.
    #[serde(deserialize_with = "numbered")]
    pub items: Vec<Task>,
    /// Start of every id; `task-list` if empty.
    pub id_prefix: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// One thing to do.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Task {
    /// Its name.
    pub title: Styled,
    /// Help under the name.
    pub hint: Option<Content>,
    /// Where it is done; plain words if empty.
    pub href: String,
    /// How far it is.
    pub status: TaskStatus,
    /// Extra classes.
    pub classes: String,
    /// Whether to leave it out while those after it keep their numbers.
    #[serde(skip)]
    pub omit: bool,
}

/// How far a thing is: a tag while something is to do, plain words when it is done.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TaskStatus {
    /// A tag; the words are then not used.
    pub tag: Option<Tag>,
    /// Plain words.
    #[serde(flatten)]
    pub content: Content,
    /// Extra classes.
    pub classes: String,
}

impl Task {
    /// A thing to do, where it is done, and how far it is.
    pub fn new(title: impl Into<Content>, href: impl Into<String>, status: TaskStatus) -> Self {
        Self { title: title.into().into(), href: href.into(), status, ..Self::default() }
    }
}

impl TaskStatus {
    /// A tag.
    pub fn tag(tag: Tag) -> Self {
        Self { tag: Some(tag), ..Self::default() }
    }

    /// Plain words, such as "Completed".
    pub fn text(words: impl Into<Content>) -> Self {
        Self { content: words.into(), ..Self::default() }
    }
}

impl Omit for Task {
    fn omitted() -> Self {
        Self { omit: true, ..Self::default() }
    }
}

/// Writes a task list.
pub fn task_list(list: &TaskList) -> Markup {
    let prefix = if list.id_prefix.is_empty() { "task-list" } else { &list.id_prefix };
    El::new("ul").class(&["govuk-task-list", &list.classes]).with(&list.attributes).around(html! {
        @for (index, item) in list.items.iter().enumerate() {
            @if !item.omit { (task(item, &format!("{prefix}-{}", index + 1))) }
        }
    })
}

fn task(task: &Task, id: &str) -> Markup {
    let with_link = if task.href.is_empty() { "" } else { "govuk-task-list__item--with-link" };
    El::new("li").class(&["govuk-task-list__item", with_link, &task.classes]).around(html! {
        div class="govuk-task-list__name-and-hint" {
            (name(task, id))
            @if let Some(hint) = &task.hint {
                div id={ (id) "-hint" } class="govuk-task-list__hint" { (hint) }
            }
        }
        (El::new("div")
            .class(&["govuk-task-list__status", &task.status.classes])
            .attr("id", &format!("{id}-status"))
            .around(html! {
                @match &task.status.tag {
                    Some(status) => { (tag(status)) },
                    None => { (task.status.content) },
                }
            }))
    })
}

fn name(task: &Task, id: &str) -> Markup {
    if task.href.is_empty() {
        return El::new("div").class(&[&task.title.classes]).around(&task.title.content);
    }
    let described_by = match task.hint {
        Some(_) => format!("{id}-hint {id}-status"),
        None => format!("{id}-status"),
    };
    El::new("a")
        .class(&["govuk-link govuk-task-list__link", &task.title.classes])
        .attr("href", &task.href)
        .attr("aria-describedby", &described_by)
        .around(&task.title.content)
}

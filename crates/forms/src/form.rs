//! A form as it is used: sections of questions, every reference resolved.

use crate::condition::Condition;
use law::day::Day;
use law::document::Audience;
use law::fact::{About, Fact};
use law::id::PersonId;
use law::step::StepKind;

/// A form of one kind of step.
#[derive(Debug)]
pub struct Form {
    pub kind: StepKind,
    pub title: String,
    pub intro: String,
    /// The first day on which steps are written on it.
    pub starts: Day,
    pub sections: Vec<Section>,
}

/// Questions that belong together: one page of a long form.
#[derive(Debug)]
pub struct Section {
    pub id: String,
    pub title: String,
    pub intro: String,
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Debug)]
pub struct Question {
    pub id: String,
    /// The fact that its answer gives.
    pub fact: Option<Fact>,
    pub kind: Type,
    pub about: About,
    pub(crate) wording: String,
    pub(crate) short: String,
    pub(crate) if_missing: String,
    pub help: String,
    /// Why we ask.
    pub why: String,
    pub required: bool,
    pub required_when: Option<Condition>,
    pub shown_when: Option<Condition>,
    /// The condition in words, for a page that cannot hide the question: "Answer if nobody agreed".
    pub shown_note: String,
    pub audience: Audience,
    /// Earlier answers are offered as a start.
    pub offer_earlier: bool,
    /// Height of the box, in lines.
    pub rows: u8,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// Many lines.
    Words,
    /// One line.
    Line,
    /// One of these.
    Code(Vec<Choice>),
    /// Any of these.
    Codes(Vec<Choice>),
    Day,
    /// A day and a time.
    Moment,
    YesNo,
    /// A whole number.
    Number,
    /// A small table.
    Rows(Vec<Column>),
    /// Events of the record, by id; the page offers them.
    Events,
}

impl Type {
    /// The word that a form's author writes.
    pub fn slug(&self) -> &'static str {
        match self {
            Type::Words => "words",
            Type::Line => "line",
            Type::Code(_) => "code",
            Type::Codes(_) => "codes",
            Type::Day => "day",
            Type::Moment => "moment",
            Type::YesNo => "yes_no",
            Type::Number => "number",
            Type::Rows(_) => "rows",
            Type::Events => "events",
        }
    }

    /// The choices of a code list, in its order; none for other types.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Type::Code(choices) | Type::Codes(choices) => choices,
            _ => &[],
        }
    }

    /// The columns of a table; none for other types.
    pub fn columns(&self) -> &[Column] {
        match self {
            Type::Rows(columns) => columns,
            _ => &[],
        }
    }
}

/// One choice of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub code: String,
    pub label: String,
    pub hint: String,
    /// Excludes every other choice: "No factors identified".
    pub alone: bool,
}

/// One column of a small table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub id: String,
    pub label: String,
    /// Holds a day, kept as `YYYY-MM-DD`.
    pub day: bool,
}

/// What a form needs to know of a child: enough to name them and for `child.age` and `child.unborn` in conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildFacts {
    pub id: PersonId,
    /// The name that people use: `Zainab`.
    pub name: String,
    /// Whole years; `None` where the date of birth is not known, or before birth.
    pub age: Option<u16>,
    pub unborn: bool,
}

impl Form {
    /// Every question, in the form's order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }

    /// The question that gives a fact.
    pub fn question_of(&self, fact: Fact) -> Option<&Question> {
        self.questions().find(|question| question.fact == Some(fact))
    }

    /// The section in which a question stands.
    pub fn section_of(&self, question: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.questions.iter().any(|one| one.id == question))
    }
}

impl Section {
    /// Whether all of it is asked for each child: a page may then give each child a part of their own.
    pub fn is_for_each_child(&self) -> bool {
        self.questions.iter().all(|question| question.about == About::Child)
    }
}

impl Question {
    /// The question's words, with the child's name; "each child" where no child is meant.
    pub fn wording(&self, child: Option<&ChildFacts>) -> String {
        named(&self.wording, child)
    }

    /// A few words for a table, a summary or a message.
    pub fn short(&self, child: Option<&ChildFacts>) -> String {
        named(&self.short, child)
    }

    /// Help with the child's name in it.
    pub fn help(&self, child: Option<&ChildFacts>) -> String {
        named(&self.help, child)
    }

    /// Its short words for a message: with the child's name where it is asked for each.
    pub(crate) fn called(&self, child: Option<&ChildFacts>) -> String {
        match child {
            Some(child) if !self.short.contains(CHILD) => {
                format!("{} ({})", self.short, child.name)
            }
            _ => self.short(child),
        }
    }

    /// What to do about it when it is not answered.
    pub(crate) fn missing_words(&self, child: Option<&ChildFacts>) -> String {
        if !self.if_missing.is_empty() {
            return named(&self.if_missing, child);
        }
        let verb = match self.kind {
            Type::Code(_) | Type::Codes(_) | Type::YesNo | Type::Events => "Select",
            _ => "Enter",
        };
        format!("{verb}: {}", self.called(child))
    }

    /// The choices of its list.
    pub fn choices(&self) -> &[Choice] {
        self.kind.choices()
    }

    /// The label of a code of its list.
    pub fn label(&self, code: &str) -> Option<&str> {
        let found = self.choices().iter().find(|choice| choice.code == code);
        found.map(|choice| choice.label.as_str())
    }
}

/// Where a child's name goes.
pub(crate) const CHILD: &str = "{child}";

fn named(words: &str, child: Option<&ChildFacts>) -> String {
    let name = child.map_or("each child", |child| child.name.as_str());
    words.replace(CHILD, name)
}

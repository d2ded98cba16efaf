//! Values that go into statements and rows that come out.

use std::fmt::Display;
use std::str::FromStr;
use std::sync::Arc;

use crate::error::Error;

/// One value of a statement or a row. Dates, times, ids and JSON are text; yes and no are 1 and 0.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nothing recorded.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

/// Any value that prints itself, as text: an id, a day, a code.
pub fn text(value: impl Display) -> Value {
    Value::Text(value.to_string())
}

macro_rules! value_from {
    ($($from:ty => |$v:ident| $to:expr),* $(,)?) => {
        $(impl From<$from> for Value {
            fn from($v: $from) -> Self { $to }
        })*
    };
}

value_from! {
    i64 => |v| Self::Int(v),
    i32 => |v| Self::Int(v.into()),
    u32 => |v| Self::Int(v.into()),
    u16 => |v| Self::Int(v.into()),
    u8 => |v| Self::Int(v.into()),
    bool => |v| Self::Int(v.into()),
    &str => |v| Self::Text(v.to_owned()),
    String => |v| Self::Text(v),
    &String => |v| Self::Text(v.clone()),
    &Value => |v| v.clone(),
    Vec<u8> => |v| Self::Blob(v),
    &[u8] => |v| Self::Blob(v.to_vec()),
    &Vec<u8> => |v| Self::Blob(v.clone()),
    &i64 => |v| Self::Int(*v),
    &Option<String> => |v| Self::from(v.as_deref()),
    &Option<i64> => |v| Self::from(*v),
    // A length in memory is below 2^63 on every machine there is.
    usize => |v| Self::Int(i64::try_from(v).unwrap_or(i64::MAX)),
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The values of a statement, in the order `$1..$n`: `params![id, text(day), None::<&str>]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        &[$($crate::Value::from($value)),*] as &[$crate::Value]
    };
}

/// A Rust type that a [`Value`] can be read as.
pub trait FromValue: Sized {
    /// What the type is called in an error.
    const NAME: &'static str;

    /// Reads the value, or gives `None` where it is of another type.
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for i64 {
    const NAME: &'static str = "a number";

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Int(number) => Some(*number),
            _ => None,
        }
    }
}

impl FromValue for bool {
    const NAME: &'static str = "0 or 1";

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Int(0) => Some(false),
            Value::Int(1) => Some(true),
            _ => None,
        }
    }
}

impl FromValue for String {
    const NAME: &'static str = "text";

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }
}

impl FromValue for Vec<u8> {
    const NAME: &'static str = "bytes";

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Blob(bytes) => Some(bytes.clone()),
            _ => None,
        }
    }
}

impl FromValue for Value {
    const NAME: &'static str = "a value";

    fn from_value(value: &Value) -> Option<Self> {
        Some(value.clone())
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const NAME: &'static str = T::NAME;

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            other => T::from_value(other).map(Some),
        }
    }
}

/// One row of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    columns: Arc<[String]>,
    values: Vec<Value>,
}

impl Row {
    pub(crate) fn new(columns: Arc<[String]>, values: Vec<Value>) -> Self {
        Self { columns, values }
    }

    /// Reads a column by name. Errors where there is no such column or it holds another type.
    pub fn get<T: FromValue>(&self, column: &str) -> Result<T, Error> {
        let value = self.value(column)?;
        T::from_value(value).ok_or_else(|| wrong(column, T::NAME))
    }

    /// Reads a column by its place, counted from 0.
    pub fn at<T: FromValue>(&self, index: usize) -> Result<T, Error> {
        let value = self.values.get(index).ok_or_else(|| Error::NoColumn { column: index.to_string() })?;
        T::from_value(value).ok_or_else(|| wrong(&index.to_string(), T::NAME))
    }

    /// Reads a text column as a type kept as text: an id, a day, a code.
    pub fn parse<T: FromStr>(&self, column: &str) -> Result<T, Error> {
        match self.value(column)? {
            Value::Text(text) => text.parse().ok(),
            _ => None,
        }
        .ok_or_else(|| wrong(column, std::any::type_name::<T>()))
    }

    /// Reads a text column as [`Row::parse`] does, with nothing recorded as `None`.
    pub fn parse_opt<T: FromStr>(&self, column: &str) -> Result<Option<T>, Error> {
        match self.value(column)? {
            Value::Null => Ok(None),
            _ => self.parse(column).map(Some),
        }
    }

    /// Borrows a text column, which saves a copy in long lists.
    pub fn str(&self, column: &str) -> Result<&str, Error> {
        match self.value(column)? {
            Value::Text(text) => Ok(text),
            _ => Err(wrong(column, "text")),
        }
    }

    /// All values in the order of the statement.
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// The names of the columns, in the same order.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    fn value(&self, column: &str) -> Result<&Value, Error> {
        self.columns
            .iter()
            .position(|name| name == column)
            .and_then(|index| self.values.get(index))
            .ok_or_else(|| Error::NoColumn { column: column.to_owned() })
    }
}

fn wrong(column: &str, wanted: &str) -> Error {
    Error::WrongType { column: column.to_owned(), wanted: wanted.to_owned() }
}

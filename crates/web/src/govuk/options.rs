//! Reading component options in the design system's own JSON shape, so that its fixtures can be put to our functions.

use maud::{Markup, PreEscaped};
use serde::de::{IgnoredAny, Visitor};
use serde::{Deserialize, Deserializer};

use super::Content;

/// A string, whole number or boolean, read as its words.
pub(super) struct Scalar(pub(super) String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words;
        impl Visitor<'_> for Words {
            type Value = Scalar;

            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("a string, whole number or boolean")
            }

            fn visit_str<E>(self, value: &str) -> Result<Scalar, E> {
                Ok(Scalar(value.to_owned()))
            }

            fn visit_bool<E>(self, value: bool) -> Result<Scalar, E> {
                Ok(Scalar(value.to_string()))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Scalar, E> {
                Ok(Scalar(value.to_string()))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Scalar, E> {
                Ok(Scalar(value.to_string()))
            }
        }
        deserializer.deserialize_any(Words)
    }
}

/// An optional value that may be written as string, number or boolean.
pub(super) fn scalar<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<Scalar>::deserialize(from)?.map(|value| value.0))
}

/// A value that may be written as string, number or boolean; empty if absent.
pub(super) fn words<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(scalar(from)?.unwrap_or_default())
}

/// A list of values, each a string, number or boolean.
pub(super) fn scalars<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let values = Vec::<Scalar>::deserialize(from)?;
    Ok(values.into_iter().map(|value| value.0).collect())
}

/// Trusted markup written as a string.
pub(super) fn markup<'de, D: Deserializer<'de>>(from: D) -> Result<Markup, D::Error> {
    String::deserialize(from).map(PreEscaped)
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Maybe<T> {
    Item(T),
    Nothing(IgnoredAny),
}

/// A list in which null, false and the empty string stand for items that are not there.
pub(super) fn present<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let items = Vec::<Maybe<T>>::deserialize(from)?;
    Ok(items
        .into_iter()
        .filter_map(|item| match item {
            Maybe::Item(item) => Some(item),
            Maybe::Nothing(_) => None,
        })
        .collect())
}

/// An item that can be left out while those after it keep their numbers.
pub(super) trait Omit: Default {
    /// An item that is not written.
    fn omitted() -> Self;
}

/// As [`present`], but an item that is not there keeps its place and so its number.
pub(super) fn numbered<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Omit,
{
    let items = Vec::<Maybe<T>>::deserialize(from)?;
    Ok(items
        .into_iter()
        .map(|item| match item {
            Maybe::Item(item) => item,
            Maybe::Nothing(_) => T::omitted(),
        })
        .collect())
}

/// As [`numbered`], for a single optional item.
pub(super) fn omittable<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Omit,
{
    Ok(Some(match Maybe::<T>::deserialize(from)? {
        Maybe::Item(item) => item,
        Maybe::Nothing(_) => T::omitted(),
    }))
}

/// Makes a reader for content whose two names carry a prefix, such as `titleHtml` and `titleText`.
macro_rules! prefixed {
    ($name:ident, $html:literal, $text:literal) => {
        pub(super) fn $name<'de, D: Deserializer<'de>>(from: D) -> Result<Content, D::Error> {
            #[derive(Deserialize)]
            struct Named {
                #[serde(default, rename = $html)]
                html: Option<String>,
                #[serde(default, rename = $text)]
                text: Option<String>,
            }
            let named = Named::deserialize(from)?;
            Ok(super::content::content(named.html, named.text))
        }
    };
}

prefixed!(title, "titleHtml", "titleText");
prefixed!(description, "descriptionHtml", "descriptionText");
prefixed!(summary, "summaryHtml", "summaryText");
prefixed!(logo, "logoHtml", "logoText");

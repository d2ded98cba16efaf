//! A measure: what is looked at, on which scale, from where, to where.

use crate::words::dictated;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// A number of up to two decimal places, never negative: `5`, `62.5`. Kept exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

/// A text that is not an amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be a number, like 3 or 62.5")]
pub struct NotAnAmount;

/// The most that a plan counts.
const MOST: i64 = 1_000_000;

impl Amount {
    pub fn whole(number: u32) -> Self {
        Self(i64::from(number) * 100)
    }

    /// In hundredths, for drawing.
    pub fn hundredths(self) -> i64 {
        self.0
    }
}

impl FromStr for Amount {
    type Err = NotAnAmount;

    /// Reads what people type and dictate: `5`, `5/10`, `5 out of 10`, `62.5%`, `62 per cent.`
    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        let typed = dictated(text).to_lowercase();
        let ends = ["/10", "/ 10", " out of 10", " out of ten", " of 10", "%", " per cent", " percent"];
        let number = ends.iter().find_map(|end| typed.strip_suffix(end)).unwrap_or(&typed).trim();
        let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(part) || part.len() > 2 {
            return Err(NotAnAmount);
        }
        let whole: i64 = whole.parse().map_err(|_| NotAnAmount)?;
        let part: i64 = format!("{part:0<2}").parse().map_err(|_| NotAnAmount)?;
        if whole > MOST { Err(NotAnAmount) } else { Ok(Self(whole * 100 + part)) }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match part {
            0 => write!(f, "{whole}"),
            _ if part % 10 == 0 => write!(f, "{whole}.{}", part / 10),
            _ => write!(f, "{whole}.{part:02}"),
        }
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// On what a measure is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// 0 to 10, where 10 is as safe or well as anybody could wish.
    ZeroToTen,
    /// A number of something: days at school a week, per cent, units of alcohol.
    Number { unit: String },
}

impl Scale {
    /// The word in storage and in a form.
    pub fn slug(&self) -> &'static str {
        match self {
            Scale::ZeroToTen => "zero_to_ten",
            Scale::Number { .. } => "number",
        }
    }

    /// Whether the scale holds the amount.
    pub fn holds(&self, amount: Amount) -> bool {
        match self {
            Scale::ZeroToTen => amount <= Amount::whole(10),
            Scale::Number { .. } => true,
        }
    }

    /// `3 of 10`, `4 days at school a week`, `62.5%`.
    pub fn say(&self, amount: Amount) -> String {
        match self {
            Scale::ZeroToTen => format!("{amount} of 10"),
            Scale::Number { unit } if unit.starts_with('%') => format!("{amount}{unit}"),
            Scale::Number { unit } => format!("{amount} {unit}"),
        }
    }
}

/// How it will be known that the outcome comes about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// What is looked at or counted, and how. Empty where nobody has said yet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    pub scale: Scale,
    /// Where it stands at the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Amount>,
    /// Where it should come to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Amount>,
}

impl Measure {
    /// How much of the way from baseline to target a value is, in hundredths: below 0 when it got worse, over 100 when it is
    /// past the target. `None` where there is no way to go.
    pub fn way(&self, value: Amount) -> Option<i64> {
        let (from, to) = (self.baseline?.0, self.target?.0);
        (from != to).then(|| (value.0 - from) * 100 / (to - from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_people_write_them() {
        let read = |text: &str| text.parse::<Amount>().map(|amount| amount.to_string());
        for (typed, read_as) in [
            ("5", "5"),
            (" 5/10 ", "5"),
            ("5 out of 10.", "5"),
            ("62.5%", "62.5"),
            ("62 per cent", "62"),
            ("0.05", "0.05"),
            ("4.50", "4.5"),
        ] {
            assert_eq!(read(typed), Ok(read_as.to_owned()), "{typed}");
        }
        for odd in ["", "lots", "-3", "1.234", "3-4", "10000000", "5.", "٣"] {
            assert_eq!(read(odd), if odd == "5." { Ok("5".to_owned()) } else { Err(NotAnAmount) }, "{odd}");
        }
    }

    #[test]
    fn an_amount_is_kept_as_it_is_read() {
        let amount: Amount = "62.5".parse().unwrap();
        assert_eq!(serde_json::to_string(&amount).unwrap(), "\"62.5\"");
        assert_eq!(serde_json::from_str::<Amount>("\"62.5\"").unwrap(), amount);
        assert!(serde_json::from_str::<Amount>("\"many\"").is_err());
    }

    #[test]
    fn the_way_is_reckoned_up_and_down() {
        let measure = |from: u32, to: u32| Measure {
            words: String::new(),
            scale: Scale::ZeroToTen,
            baseline: Some(Amount::whole(from)),
            target: Some(Amount::whole(to)),
        };
        assert_eq!(measure(2, 8).way(Amount::whole(5)), Some(50));
        assert_eq!(measure(8, 2).way(Amount::whole(5)), Some(50));
        assert_eq!(measure(4, 8).way(Amount::whole(2)), Some(-50));
        assert_eq!(measure(4, 4).way(Amount::whole(4)), None);
    }

    #[test]
    fn a_value_is_said_with_its_scale() {
        let five = Amount::whole(5);
        assert_eq!(Scale::ZeroToTen.say(five), "5 of 10");
        assert_eq!(Scale::Number { unit: "days a week".into() }.say(five), "5 days a week");
        assert_eq!(Scale::Number { unit: "%".into() }.say(five), "5%");
        assert!(!Scale::ZeroToTen.holds(Amount::whole(11)));
    }
}

//! Values on the wire to and from PostgreSQL.

use std::error::Error as StdError;

use postgres::types::private::BytesMut;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::value::Value;

type Failure = Box<dyn StdError + Sync + Send>;

/// A value is sent as whatever the server asks for, where that loses nothing.
impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) => number_to(*number, ty, out),
            Self::Text(text) if is_text(ty) => text.as_str().to_sql(ty, out),
            Self::Blob(bytes) if *ty == Type::BYTEA => bytes.as_slice().to_sql(ty, out),
            Self::Text(_) => Err(format!("text was given where the server wants {ty}").into()),
            Self::Blob(_) => Err(format!("bytes were given where the server wants {ty}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn number_to(number: i64, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
    match *ty {
        Type::INT8 => number.to_sql(ty, out),
        Type::INT4 => i32::try_from(number)?.to_sql(ty, out),
        Type::INT2 => i16::try_from(number)?.to_sql(ty, out),
        Type::BOOL if number == 0 || number == 1 => (number == 1).to_sql(ty, out),
        Type::FLOAT8 => (number as f64).to_sql(ty, out),
        Type::NUMERIC => {
            whole_numeric(number, out);
            Ok(IsNull::No)
        }
        _ => Err(format!("a number was given where the server wants {ty}").into()),
    }
}

fn is_text(ty: &Type) -> bool {
    matches!(*ty, Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN)
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Failure> {
        Ok(match *ty {
            Type::INT8 => Self::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Self::Int(i16::from_sql(ty, raw)?.into()),
            Type::BOOL => Self::Int(bool::from_sql(ty, raw)?.into()),
            Type::NUMERIC => Self::Int(numeric_whole(raw)?),
            Type::BYTEA => Self::Blob(raw.to_vec()),
            Type::VOID => Self::Null,
            _ if is_text(ty) => Self::Text(String::from_utf8(raw.to_vec())?),
            _ => return Err(format!("a column of type {ty} is not portable; cast it").into()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Failure> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// Reads a NUMERIC that is a whole number: what `SUM` over BIGINT gives. Four words (digits, weight, sign, scale), then
/// digits of base 10,000, the first of which is worth 10,000^weight.
fn numeric_whole(raw: &[u8]) -> Result<i64, Failure> {
    let words: Vec<i16> = raw.chunks_exact(2).map(|pair| i16::from_be_bytes([pair[0], pair[1]])).collect();
    let [_, weight, sign, _, digits @ ..] = words.as_slice() else {
        return Err("a number of the server is cut short".into());
    };
    let not_whole = || Failure::from("a fraction came where a whole number was expected; round it in the statement");
    if !matches!(*sign, 0x0000 | 0x4000) {
        return Err(not_whole());
    }
    let mut whole: i128 = 0;
    for place in 0..=i32::from(*weight).max(-1) {
        let digit = usize::try_from(place).ok().and_then(|at| digits.get(at));
        whole = whole
            .checked_mul(10_000)
            .and_then(|w| w.checked_add(i128::from(digit.copied().unwrap_or(0))))
            .ok_or_else(not_whole)?;
    }
    let whole_digits = usize::try_from(i32::from(*weight) + 1).unwrap_or(0);
    if digits.iter().skip(whole_digits).any(|digit| *digit != 0) {
        return Err(not_whole());
    }
    Ok(i64::try_from(if *sign == 0 { whole } else { -whole })?)
}

fn whole_numeric(number: i64, out: &mut BytesMut) {
    let mut digits = Vec::new();
    let mut rest = number.unsigned_abs();
    while rest > 0 {
        digits.push((rest % 10_000) as u16);
        rest /= 10_000;
    }
    digits.reverse();
    let count = digits.len() as u16;
    let sign = if number < 0 { 0x4000 } else { 0 };
    for word in [count, count.saturating_sub(1), sign, 0].into_iter().chain(digits) {
        out.extend_from_slice(&word.to_be_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_survive_the_servers_decimal_form() {
        for number in [0, 1, -1, 9_999, 10_000, -123_456_789, i64::MAX, i64::MIN] {
            let mut out = BytesMut::new();
            whole_numeric(number, &mut out);
            assert_eq!(numeric_whole(&out).unwrap(), number);
        }
        let half = [0, 1, 0xff, 0xff, 0, 0, 0, 1, 0x13, 0x88];
        assert!(numeric_whole(&half).is_err(), "0.5 is not whole");
    }
}

//! Filters and tests of templates: values → words and numbers in the report's language.
//!
//! Every filter has a Vietnamese name without diacritics and an English one. A missing value goes
//! through every filter and stays missing. Numbers are written by [`number`] alone.

use std::cmp::Ordering;

use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind};
use num_traits::Signed;

use super::known::{Missing, Names, RateOrMean};
use crate::answers::{POINT_DECIMALS, SMALL_GROUP, unit_of_change};
use crate::domain::{Exact, Ratio};
use crate::indicators::Quantity;
use crate::render::number;
use crate::words::Lang;

/// The names of all filters here, for near misses.
pub const FILTERS: [&str; 14] = [
    "so",
    "count",
    "phan_tram",
    "percent",
    "ty_so",
    "fraction",
    "chenh_lech",
    "change",
    "danh_sach",
    "names",
    "hoa_dau",
    "capital",
    "upper",
    "lower",
];
/// The names of all tests here.
pub const TESTS: [&str; 4] = ["co", "available", "it_ho_so", "small"];

/// Adds all of them.
pub fn add(environment: &mut Environment<'_>, lang: Lang) {
    for name in ["so", "count"] {
        environment.add_filter(name, move |value: Value, noun: Option<String>| {
            count(lang, &value, noun.as_deref())
        });
    }
    for name in ["phan_tram", "percent"] {
        environment.add_filter(name, move |value: Value| percent(lang, &value));
    }
    for name in ["ty_so", "fraction"] {
        environment.add_filter(name, move |value: Value| fraction(lang, &value));
    }
    for name in ["chenh_lech", "change"] {
        environment.add_filter(name, move |now: Value, before: Value, noun: Option<String>| {
            change(lang, &now, &before, noun.as_deref())
        });
    }
    for name in ["danh_sach", "names"] {
        environment.add_filter(name, move |items: Value| enumeration(lang, &items));
    }
    for name in ["hoa_dau", "capital"] {
        environment.add_filter(name, move |value: Value| capital(lang, &value));
    }
    for name in ["co", "available"] {
        environment.add_test(name, |value: Value| is_available(&value));
    }
    for name in ["it_ho_so", "small"] {
        environment.add_test(name, |value: Value| {
            rate_or_mean(&value).is_some_and(|one| one.ratio.denominator() < SMALL_GROUP)
        });
    }
}

/// Whether there is a value behind the name.
pub fn is_available(value: &Value) -> bool {
    if let Some(names) = value.downcast_object_ref::<Names>() {
        return names.is_there();
    }
    !is_missing(value) && !value.is_undefined() && !value.is_none()
}

pub fn is_missing(value: &Value) -> bool {
    value.downcast_object_ref::<Missing>().is_some()
}

fn rate_or_mean(value: &Value) -> Option<RateOrMean> {
    value.downcast_object_ref::<RateOrMean>().copied()
}

/// A count; rates and texts are none.
pub fn whole(value: &Value) -> Option<u64> {
    if value.is_integer() { u64::try_from(value.clone()).ok() } else { None }
}

fn wrong(lang: Lang, vi: &'static str, en: &'static str) -> Error {
    Error::new(ErrorKind::InvalidOperation, lang.of(vi, en))
}

/// `1.562`; with a noun `1.562 hồ sơ`, in English in its plural where there is not one.
fn count(lang: Lang, value: &Value, noun: Option<&str>) -> Result<Value, Error> {
    if is_missing(value) {
        return Ok(value.clone());
    }
    let Some(number) = whole(value) else {
        return Err(wrong(
            lang,
            "bộ lọc `so` cần một số đếm; tỷ lệ thì dùng `phan_tram`",
            "the filter `count` needs a count; a rate has `percent`",
        ));
    };
    let text = number::count(lang, number);
    Ok(Value::from(match noun {
        Some(noun) => format!("{text} {}", plural(lang, number, noun)),
        None => text,
    }))
}

fn plural(lang: Lang, number: u64, noun: &str) -> String {
    match lang {
        Lang::En if number != 1 => format!("{noun}s"),
        _ => noun.to_owned(),
    }
}

/// `88,28%`.
fn percent(lang: Lang, value: &Value) -> Result<Value, Error> {
    if is_missing(value) {
        return Ok(value.clone());
    }
    match rate_or_mean(value) {
        Some(one) if one.quantity == Quantity::Share => {
            Ok(Value::from(number::percent(lang, one.ratio)))
        }
        Some(_) => Err(wrong(
            lang,
            "số bình quân không phải tỷ lệ; hãy viết tên của nó, không cần bộ lọc",
            "a mean is no rate; write its name without a filter",
        )),
        None => Err(no_rate(lang)),
    }
}

/// `1.379/1.562`.
fn fraction(lang: Lang, value: &Value) -> Result<Value, Error> {
    if is_missing(value) {
        return Ok(value.clone());
    }
    let one = rate_or_mean(value).ok_or_else(|| no_rate(lang))?;
    Ok(Value::from(number::parts(lang, Ok(one.ratio))))
}

fn no_rate(lang: Lang) -> Error {
    wrong(
        lang,
        "bộ lọc này cần một tỷ lệ; số đếm thì dùng `so`",
        "this filter needs a rate; a count has `count`",
    )
}

/// `tăng 133 hồ sơ (8,31%)`, `giảm 0,62 điểm phần trăm`, `không đổi`.
fn change(lang: Lang, now: &Value, before: &Value, noun: Option<&str>) -> Result<Value, Error> {
    if is_missing(now) || is_missing(before) {
        return Ok(Missing::Value.into());
    }
    if let (Some(now), Some(before)) = (whole(now), whole(before)) {
        return Ok(Value::from(count_change(lang, now, before, noun)));
    }
    if let (Some(now), Some(before)) = (rate_or_mean(now), rate_or_mean(before))
        && now.quantity == before.quantity
    {
        return Ok(Value::from(match now.quantity {
            Quantity::Share => share_change(lang, now.ratio, before.ratio),
            Quantity::Days | Quantity::Points => mean_change(lang, now, before),
        }));
    }
    Err(wrong(
        lang,
        "bộ lọc `chenh_lech` cần hai số đếm, hai tỷ lệ hoặc hai số bình quân cùng đơn vị",
        "the filter `change` needs two counts, two rates or two means of one unit",
    ))
}

fn count_change(lang: Lang, now: u64, before: u64, noun: Option<&str>) -> String {
    let apart = now.abs_diff(before);
    let Some(direction) = direction(lang, now.cmp(&before)) else {
        return lang.of("không đổi", "did not change").to_owned();
    };
    // Vietnamese has to say what it counts, English has just said it.
    let noun = noun.or(lang.of("hồ sơ", "").into()).filter(|noun| !noun.is_empty());
    let unit = noun.map_or_else(String::new, |noun| format!(" {}", plural(lang, apart, noun)));
    let share = Ratio::new(apart, before)
        .map_or_else(String::new, |ratio| format!(" ({})", number::percent(lang, ratio)));
    format!("{direction} {}{unit}{share}", number::count(lang, apart))
}

fn share_change(lang: Lang, now: Ratio, before: Ratio) -> String {
    let Some(direction) = direction(lang, now.cmp_value(before)) else {
        return lang.of("không đổi", "did not change").to_owned();
    };
    match number::points_apart(lang, now, before) {
        Some(points) => {
            let unit = lang.of("điểm phần trăm", "percentage points");
            format!("{direction} {points} {unit}")
        }
        None => lang.of("gần như không đổi", "hardly changed").to_owned(),
    }
}

fn mean_change(lang: Lang, now: RateOrMean, before: RateOrMean) -> String {
    let difference = Exact::from(now.ratio) - Exact::from(before.ratio);
    let Some(direction) = direction(lang, now.ratio.cmp_value(before.ratio)) else {
        return lang.of("không đổi", "did not change").to_owned();
    };
    match number::mean_direction(&difference) {
        Ordering::Equal => lang.of("gần như không đổi", "hardly changed").to_owned(),
        Ordering::Less | Ordering::Greater => {
            let number = number::decimal(lang, &difference.abs(), POINT_DECIMALS);
            format!("{direction} {number} {}", unit_of_change(lang, now.quantity))
        }
    }
}

const fn direction(lang: Lang, order: Ordering) -> Option<&'static str> {
    match order {
        Ordering::Greater => Some(lang.of("tăng", "rose by")),
        Ordering::Less => Some(lang.of("giảm", "fell by")),
        Ordering::Equal => None,
    }
}

/// Names one after the other: `A, B và C`. Of values with names it takes the names.
fn enumeration(lang: Lang, items: &Value) -> Result<Value, Error> {
    if is_missing(items) {
        return Ok(items.clone());
    }
    let mut names = Vec::new();
    for item in items.try_iter()?.checked() {
        let item = item?;
        let name = match item.downcast_object_ref::<Names>() {
            Some(names) => names
                .look_up("name")
                .cloned()
                .map_err(|what| Error::new(ErrorKind::UndefinedError, what))?,
            None => item,
        };
        names.push(name.to_string());
    }
    let last = names.pop();
    Ok(match (names.is_empty(), last) {
        (_, None) => Missing::Value.into(),
        (true, Some(only)) => Value::from(only),
        (false, Some(last)) => {
            Value::from(format!("{} {} {last}", names.join(", "), lang.of("và", "and")))
        }
    })
}

/// The first letter in capitals, the rest as it is.
fn capital(lang: Lang, value: &Value) -> Result<Value, Error> {
    if is_missing(value) {
        return Ok(value.clone());
    }
    let Some(text) = value.as_str() else {
        return Err(wrong(
            lang,
            "bộ lọc `hoa_dau` cần một chữ",
            "the filter `capital` needs a text",
        ));
    };
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
    Ok(Value::from(first.unwrap_or_default() + letters.as_str()))
}

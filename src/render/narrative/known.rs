//! What a template may ask for: values under names, values that are missing, and names that do not
//! exist.
//!
//! Three answers, never confused: a figure; a known name without a value ([`Missing`]), which takes
//! its sentence out of the text; an unknown name, which ends the run with the nearest known one.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{DynObject, Enumerator, Object, ObjectRepr, Value};
use minijinja::{Error, ErrorKind};

use crate::domain::Ratio;
use crate::indicators::Quantity;
use crate::render::{inert, number};
use crate::words::Lang;

/// Stands in the filled text where a value is missing; text from elsewhere cannot contain it.
pub const GAP: char = '\u{E000}';

/// Names that the engine itself knows.
const OF_THE_ENGINE: [&str; 4] = ["range", "dict", "namespace", "debug"];

/// Values by name; asked for another name it answers with an error.
#[derive(Debug)]
pub struct Names {
    lang: Lang,
    /// How a template reaches it: `previous.counts`; empty for the outermost.
    path: String,
    /// Whether there is anything: a period that cannot be compared has names and no values.
    is_there: bool,
    values: BTreeMap<String, Value>,
}

impl Names {
    pub fn new(lang: Lang, path: &str) -> Self {
        Self { lang, path: path.to_owned(), is_there: true, values: BTreeMap::new() }
    }

    /// The same names, and nothing behind them.
    pub fn absent(mut self) -> Self {
        self.is_there = false;
        self
    }

    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.values.insert(name.to_owned(), value.into());
        self
    }

    /// A text of the report, as data.
    pub fn with_text(self, name: &str, text: &str) -> Self {
        self.with(name, as_data(text))
    }

    pub fn with_optional_text(self, name: &str, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.with_text(name, text),
            None => self.with(name, Missing::Value),
        }
    }

    pub const fn is_there(&self) -> bool {
        self.is_there
    }

    /// The value of a name.
    ///
    /// # Errors
    /// When there is no such name: what to tell the author of the template.
    pub fn look_up(&self, name: &str) -> Result<&Value, String> {
        self.values.get(name).ok_or_else(|| {
            let full = if self.path.is_empty() {
                name.to_owned()
            } else {
                format!("{}.{name}", self.path)
            };
            let near = nearest(name, self.values.keys().map(String::as_str));
            unknown(self.lang, self.lang.of("tên", "name"), &full, near)
        })
    }
}

impl Object for Names {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        match self.look_up(name) {
            Ok(value) => Some(value.clone()),
            Err(_) if self.path.is_empty() && OF_THE_ENGINE.contains(&name) => None,
            Err(what) => Some(Value::from(Error::new(ErrorKind::UndefinedError, what))),
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        let names: Vec<Value> = self.values.keys().map(|name| Value::from(name.as_str())).collect();
        Enumerator::Iter(Box::new(names.into_iter()))
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.is_there
    }
}

impl From<Names> for Value {
    fn from(names: Names) -> Self {
        Self::from_object(names)
    }
}

/// A known name without a value.
#[derive(Debug, Clone, Copy)]
pub enum Missing {
    /// A rate or text: false in a condition, as what is not there.
    Value,
    /// A count: true in a condition, or `{% if counts.late %}…{% else %}none{% endif %}` would say
    /// that there are none. The sentence of the other branch falls out by itself.
    Count,
}

impl Object for Missing {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    /// A part of what is missing is missing.
    fn get_value(self: &Arc<Self>, _: &Value) -> Option<Value> {
        Some(Value::from(**self))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Empty
    }

    fn is_true(self: &Arc<Self>) -> bool {
        matches!(**self, Self::Count)
    }

    fn render(self: &Arc<Self>, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{GAP}")
    }
}

impl From<Missing> for Value {
    fn from(missing: Missing) -> Self {
        Self::from_object(missing)
    }
}

/// A rate or mean as its two integers; it is rounded only where it is printed.
#[derive(Debug, Clone, Copy)]
pub struct RateOrMean {
    pub lang: Lang,
    pub ratio: Ratio,
    pub quantity: Quantity,
}

impl Object for RateOrMean {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "numerator" | "tu_so" => Some(Value::from(self.ratio.numerator())),
            "denominator" | "mau_so" => Some(Value::from(self.ratio.denominator())),
            other => {
                let near = nearest(other, ["numerator", "denominator", "tu_so", "mau_so"]);
                let what = unknown(self.lang, self.lang.of("tên", "name"), other, near);
                Some(Value::from(Error::new(ErrorKind::UndefinedError, what)))
            }
        }
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        other.downcast_ref::<Self>().map(|other| self.ratio.cmp_value(other.ratio))
    }

    fn render(self: &Arc<Self>, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&match self.quantity {
            Quantity::Share => number::percent(self.lang, self.ratio),
            Quantity::Days | Quantity::Points => number::mean(self.lang, self.ratio, self.quantity),
        })
    }
}

/// A name in the report: on one line, and without the letters that this module gives a meaning to.
pub fn as_data(text: &str) -> String {
    as_prose(&inert::line(text))
}

/// A text of the report, whatever its length.
pub fn as_prose(text: &str) -> String {
    inert::text(text)
        .chars()
        .map(|letter| if ('\u{E000}'..='\u{F8FF}').contains(&letter) { '\u{FFFD}' } else { letter })
        .collect()
}

/// `không có tên `x`; có phải `y`?`
pub fn unknown(lang: Lang, kind: &str, name: &str, near: Option<&str>) -> String {
    let what = match lang {
        Lang::Vi => format!("không có {kind} `{name}`"),
        Lang::En => format!("unknown {kind} `{name}`"),
    };
    match near {
        Some(near) => format!("{what}; {} `{near}`?", lang.of("có phải", "did you mean")),
        None => what,
    }
}

/// The known name that an unknown one most likely stands for.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let close = |other: &str| strsim::damerau_levenshtein(name, other);
    let best = known.into_iter().min_by_key(|other| (close(other), *other))?;
    let at_most = name.chars().count().div_ceil(3).max(2);
    (close(best) <= at_most).then_some(best)
}

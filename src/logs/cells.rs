//! One row of a small log, field by field: each cell is read as what its field is, and what cannot be
//! read becomes a finding with its place.

use num_bigint::BigInt;
use num_rational::BigRational;

use super::columns::{Columns, LogVocabulary};
use super::number::{Decimal, NumberFault, count, decimal};
use crate::columns::{DateCell, DateEvidence, DateReader, is_blank_word, shown_id};
use crate::domain::trim;
use crate::domain::{Day, Period, PeriodRule};
use crate::findings::{Finding, FindingCode, Rejection};

/// No index gives a whole, or a part of one, more points.
pub const MOST_POINTS: u64 = 1_000;

/// The cells of a row.
pub struct Cells<'a> {
    pub(super) vocabulary: &'a LogVocabulary<'a>,
    pub(super) columns: &'a Columns,
    pub(super) dates: DateReader<'a>,
    pub(super) texts: &'a [String],
    pub(super) file: &'a str,
    pub(super) row: u64,
    pub(super) findings: Vec<Finding>,
}

impl Cells<'_> {
    fn place(&self, field: &str) -> Option<usize> {
        let place = self.vocabulary.schema.place(field);
        debug_assert!(place.is_some(), "`{field}` is no field");
        place
    }

    /// The text of a field; nothing where the cell is blank or the file has no such column.
    pub fn text(&self, field: &str) -> Option<String> {
        let column = self.columns.column(self.place(field)?)?;
        let text = trim(self.texts.get(column)?);
        let is_blank = text.is_empty() || is_blank_word(text.as_bytes());
        (!is_blank).then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The id of a dossier as it is shown; compared by [`id_digest`](crate::columns::id_digest).
    pub fn id(&self, field: &str) -> Option<String> {
        self.text(field).map(|text| shown_id(&text)).filter(|id| !id.is_empty())
    }

    /// The text of a field that the row cannot do without.
    ///
    /// # Errors
    /// When it is blank.
    pub fn key(&mut self, field: &str) -> Result<String, Rejection> {
        self.text(field).ok_or_else(|| self.refuse(field, Rejection::MissingKey))
    }

    /// A day as written.
    ///
    /// # Errors
    /// When the cell holds something that is none.
    pub fn day(&mut self, field: &str) -> Result<Option<Day>, Rejection> {
        let Some(text) = self.text(field) else { return Ok(None) };
        match self.dates.read(text.as_bytes(), &mut DateEvidence::default()) {
            DateCell::At(moment) => Ok(Some(moment.day())),
            DateCell::Blank => Ok(None),
            DateCell::Bad => Err(self.refuse(field, Rejection::BadDate)),
        }
    }

    /// The value of a closed list that figures are made of.
    ///
    /// # Errors
    /// When the spelling is not mapped.
    pub fn value(&mut self, field: &str) -> Result<Option<&'static str>, Rejection> {
        let Some(text) = self.text(field) else { return Ok(None) };
        let value = self.place(field).and_then(|place| self.vocabulary.value(place, &text));
        value.map(Some).ok_or_else(|| self.refuse(field, Rejection::UnknownValue))
    }

    /// The value of a closed list that the row can do without: an unmapped spelling is a finding, and
    /// the cell taken for blank.
    pub fn mark(&mut self, field: &str) -> Option<&'static str> {
        let text = self.text(field)?;
        let value = self.place(field).and_then(|place| self.vocabulary.value(place, &text));
        if value.is_none() {
            self.tell(field, FindingCode::UnknownMark);
        }
        value
    }

    /// A yes/no cell; blank is neither.
    pub fn flag(&mut self, field: &str) -> Option<bool> {
        self.mark(field).map(|value| value == "yes")
    }

    /// A whole number from 0 up.
    ///
    /// # Errors
    /// When the cell holds something that is none.
    pub fn count(&mut self, field: &str) -> Result<Option<u64>, Rejection> {
        let Some(text) = self.text(field) else { return Ok(None) };
        count(&text).map(Some).map_err(|fault| self.no_number(field, fault))
    }

    /// A number, exactly as written.
    ///
    /// # Errors
    /// When the cell holds something that is none, or can be read in two ways.
    pub fn decimal(&mut self, field: &str) -> Result<Option<Decimal>, Rejection> {
        let Some(text) = self.text(field) else { return Ok(None) };
        decimal(&text, None).map(Some).map_err(|fault| self.no_number(field, fault))
    }

    /// Points or a score from 0 up; `91,87%` is 91.87.
    ///
    /// # Errors
    /// When the cell holds something that is none, or something below 0 or beyond any index.
    pub fn points(&mut self, field: &str) -> Result<Option<Decimal>, Rejection> {
        let Some(text) = self.text(field) else { return Ok(None) };
        let read = decimal(&text, Some(MOST_POINTS));
        let mut points = read.map_err(|fault| self.no_number(field, fault))?;
        if points.is_percent {
            points.value *= whole(100);
            points.is_percent = false;
        }
        if points.value < whole(0) || points.value > whole(MOST_POINTS) {
            return Err(self.refuse(field, Rejection::ValueOutOfRange));
        }
        Ok(Some(points))
    }

    /// A period of calendar months that the row cannot do without, with its text.
    ///
    /// # Errors
    /// When the cell is blank or holds none.
    pub fn period(&mut self, field: &str) -> Result<(String, Period), Rejection> {
        let text = self.key(field)?;
        let plain = month_first(&text).unwrap_or_else(|| text.clone());
        // A row does not know what day it is.
        let is_relative = plain == "last-month";
        let period = Period::parse(&plain, PeriodRule::Calendar, Day(0)).ok();
        match period.filter(|_| !is_relative) {
            Some(period) => Ok((plain, period)),
            None => Err(self.refuse(field, Rejection::BadPeriod)),
        }
    }

    /// A year of four digits that the row cannot do without.
    ///
    /// # Errors
    /// When the cell is blank or holds none.
    pub fn year(&mut self, field: &str) -> Result<i32, Rejection> {
        let text = self.key(field)?;
        let year = text.strip_suffix(".0").unwrap_or(&text);
        let year = year.parse().ok().filter(|year| (1900..2200).contains(year));
        year.ok_or_else(|| self.refuse(field, Rejection::BadPeriod))
    }

    fn no_number(&mut self, field: &str, fault: NumberFault) -> Rejection {
        self.refuse(
            field,
            match fault {
                NumberFault::NoNumber => Rejection::UnreadableNumber,
                NumberFault::InDoubt => Rejection::CountInDoubt,
            },
        )
    }

    /// Leaves the row out because of a field.
    pub fn refuse(&mut self, field: &str, reason: Rejection) -> Rejection {
        self.tell(field, reason.finding());
        reason
    }

    /// A finding about a field of the row.
    pub fn tell(&mut self, field: &str, code: FindingCode) {
        let label = self.place(field).and_then(|place| self.columns.label(place));
        self.findings.push(Finding {
            file: self.file.to_owned(),
            row: Some(self.row),
            column: Some(label.unwrap_or(field).to_owned()),
            value: self.text(field),
            code,
        });
    }
}

/// An exact whole number.
fn whole(number: u64) -> BigRational {
    BigRational::from_integer(BigInt::from(number))
}

/// `6/2024`, `06/2024` → `2024-06`.
fn month_first(text: &str) -> Option<String> {
    let (month, year) = text.split_once('/')?;
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = (1..=2).contains(&month.len()) && year.len() == 4;
    (fits && is_number(month) && is_number(year)).then(|| format!("{year}-{month:0>2}"))
}

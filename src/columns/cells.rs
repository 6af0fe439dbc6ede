//! One row of any log, field by field: each cell is read as what its field is, and what cannot be
//! read becomes a finding with its place.
//!
//! In: the texts of a row, where its file has the fields. Out: days, numbers, values; what the row is about.
//! Must not know: which record is made of them.

use num_bigint::BigInt;
use num_rational::BigRational;

use super::date::{DateCell, DateEvidence, DateReader};
use super::id::{id_digest, shown_id};
use super::kind::{Field, FieldPlace, FieldType, LogKind};
use super::mapping::Mapping;
use super::mark_cell::{MarkCell, NumberedColumns};
use super::number::{Decimal, MOST_POINTS, NumberFault, count, decimal, plain_number, points};
use super::profile_file::LogProfile;
use super::row::is_blank_word;
use super::scale::ScaleSet;
use super::term::{Term, term};
use super::values::ValueMap;
use crate::domain::{Day, Period, PeriodRule, fold, trim};
use crate::findings::{Finding, FindingCode, Rejection, beginning, mask};

/// The cells of a row.
pub struct Cells<'a> {
    pub kind: &'static LogKind,
    pub profile: Option<&'a LogProfile>,
    pub columns: &'a Mapping<FieldPlace>,
    pub dates: DateReader<'a>,
    /// Columns of yes and no whose bare numbers say neither.
    pub numbered: &'a NumberedColumns,
    /// The scale of the column of ratings.
    pub scale: ScaleSet,
    pub texts: &'a [String],
    pub file: &'a str,
    pub row: u64,
    pub findings: Vec<Finding>,
}

/// Stands for the whole where a unit would.
const WHOLE: &str = "*";

impl Cells<'_> {
    fn field(&self, name: &str, kinds: &[FieldType]) -> Option<&'static Field> {
        let field = self.kind.field(name);
        debug_assert!(field.is_some(), "`{name}` is no field of {}", self.kind.name);
        let is_read_so = field.is_some_and(|field| kinds.is_empty() || kinds.contains(&field.kind));
        debug_assert!(is_read_so, "`{name}` of {} is none of {kinds:?}", self.kind.name);
        field
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.columns.column(FieldPlace(self.kind.place(name)?))
    }

    /// The text of a field; nothing where the cell is blank or the file has no such column.
    pub fn text(&self, field: &str) -> Option<String> {
        let column = self.column(field)?;
        let text = trim(self.texts.get(column)?);
        let is_blank = text.is_empty() || is_blank_word(text.as_bytes());
        (!is_blank).then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The id of a dossier as it is shown; compared by [`id_digest`](crate::columns::id_digest).
    pub fn id(&self, field: &str) -> Option<String> {
        self.field(field, &[FieldType::Id]);
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
        self.field(field, &[FieldType::Date]);
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
        self.named_value(field, &text)
            .map(Some)
            .ok_or_else(|| self.refuse(field, Rejection::UnknownValue))
    }

    /// The value of a closed list that the row can do without: an unmapped spelling is a finding, and
    /// the row stands in no figure that rests on it.
    pub fn mark(&mut self, field: &str) -> MarkCell<&'static str> {
        let map = ValueMap::of_kind(self.kind, field, self.profile);
        let text = self.text(field).filter(|text| !map.says_nothing(text));
        let Some(text) = text else { return MarkCell::Blank };
        let mapped = self.named_value(field, &text).filter(|_| !self.is_number_only(field, &text));
        if mapped.is_none() {
            self.tell(field, FindingCode::UnknownMark);
        }
        mapped.map_or(MarkCell::Unmapped, MarkCell::Says)
    }

    /// Whether a bare 1 or 0 says nothing in its column, unless a profile says what it means.
    fn is_number_only(&self, field: &str, text: &str) -> bool {
        let is_mapped = self.profile.is_some_and(|profile| profile.values.contains_key(field));
        let column = self.column(field).filter(|_| !is_mapped);
        column.is_some_and(|column| self.numbered.is_number_only(column, text))
    }

    /// A time; what gives no number of days is a finding, and the row goes on without it.
    pub fn term(&mut self, field: &str) -> MarkCell<Term> {
        let Some(text) = self.text(field) else { return MarkCell::Blank };
        self.field(field, &[FieldType::Term]);
        let term = term(&text);
        if term.is_none_or(|term| !term.unit.is_days()) {
            self.tell(field, FindingCode::UnreadTerm);
        }
        term.map_or(MarkCell::Unmapped, MarkCell::Says)
    }

    /// The name of the value that a text means; in files written for this program, the name itself.
    fn named_value(&self, name: &str, text: &str) -> Option<&'static str> {
        let field = self.field(name, &[FieldType::Values, FieldType::Rating, FieldType::Flag])?;
        let key = fold(text);
        let map = ValueMap::of_kind(self.kind, name, self.profile);
        let spelled = map.name(text).filter(|_| map.scales(text).is_of(self.scale));
        let own = self.kind.has_own_names.then_some(key.as_str());
        let value = spelled.or(own)?;
        field.values.iter().map(String::as_str).find(|name| *name == value)
    }

    /// A yes/no cell; blank is neither.
    pub fn flag(&mut self, field: &str) -> MarkCell<bool> {
        self.mark(field).map(|value| value == "yes")
    }

    /// A whole number from 0 up.
    ///
    /// # Errors
    /// When the cell holds something that is none.
    pub fn count(&mut self, field: &str) -> Result<Option<u64>, Rejection> {
        let Some(text) = self.text(field) else { return Ok(None) };
        self.field(field, &[FieldType::Count]);
        count(&text).map(Some).map_err(|fault| self.no_number(field, fault))
    }

    /// A number, exactly as written.
    ///
    /// # Errors
    /// When the cell holds something that is none, or can be read in two ways.
    pub fn decimal(&mut self, field: &str) -> Result<Option<Decimal>, Rejection> {
        let Some(text) = self.text(field) else { return Ok(None) };
        self.field(field, &[FieldType::Number]);
        decimal(&text, None).map(Some).map_err(|fault| self.no_number(field, fault))
    }

    /// Points or a score from 0 up; `91,87%` is 91.87.
    ///
    /// # Errors
    /// When the cell holds something that is none, or something below 0 or beyond any index.
    pub fn points(&mut self, field: &str) -> Result<Option<Decimal>, Rejection> {
        let Some(text) = self.text(field) else { return Ok(None) };
        self.field(field, &[FieldType::Points]);
        let points = points(&text).map_err(|fault| self.no_number(field, fault))?;
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
        self.field(field, &[FieldType::Period]);
        let plain = month_first(&text).unwrap_or_else(|| text.clone());
        match period(&plain) {
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
        self.field(field, &[FieldType::Year]);
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

    /// What the row is about, by the fields of which one row counts: rows with equal keys tell it again.
    pub fn key_of_row(&self) -> String {
        let part = |places: &Vec<usize>| {
            let mut fields = places.iter().filter_map(|place| self.kind.fields.get(*place));
            fields.find_map(|field| self.key_part(field)).unwrap_or_default()
        };
        self.kind.counts_per.iter().map(part).collect::<Vec<_>>().join("\n")
    }

    /// A cell as it is compared with those of other rows.
    fn key_part(&self, field: &Field) -> Option<String> {
        let text = self.text(&field.name)?;
        let key = match field.kind {
            FieldType::Text | FieldType::Values | FieldType::Rating | FieldType::Flag
                if text == WHOLE =>
            {
                return None;
            }
            FieldType::Text
            | FieldType::Values
            | FieldType::Rating
            | FieldType::Flag
            | FieldType::Term => fold(&text),
            FieldType::Code => text,
            FieldType::Id => id_digest(&shown_id(&text)).to_string(),
            FieldType::Date => {
                match self.dates.read(text.as_bytes(), &mut DateEvidence::default()) {
                    DateCell::At(moment) => moment.day().to_string(),
                    DateCell::Blank | DateCell::Bad => return None,
                }
            }
            FieldType::Period => {
                let Period { from, to } = period(&month_first(&text).unwrap_or(text))?;
                format!("{from}\n{to}")
            }
            FieldType::Count => count(&text).ok()?.to_string(),
            FieldType::Year | FieldType::Number => plain_number(&decimal(&text, None).ok()?.value),
            FieldType::Points => plain_number(&points(&text).ok()?.value),
        };
        Some(key)
    }

    /// Leaves the row out because of a field.
    pub fn refuse(&mut self, field: &str, reason: Rejection) -> Rejection {
        self.tell(field, reason.finding());
        reason
    }

    /// A finding about a field of the row.
    pub fn tell(&mut self, field: &str, code: FindingCode) {
        let label = self.column(field).map(|column| self.columns.label(column));
        self.findings.push(Finding {
            file: self.file.to_owned(),
            row: Some(self.row),
            column: Some(label.unwrap_or_else(|| field.to_owned())),
            value: self.text(field).map(|text| mask(beginning(&text)).into_owned()),
            code,
        });
    }
}

/// An exact whole number.
fn whole(number: u64) -> BigRational {
    BigRational::from_integer(BigInt::from(number))
}

/// A period of calendar months. A row does not know what day it is.
fn period(text: &str) -> Option<Period> {
    let period = Period::parse(text, PeriodRule::Calendar, Day(0)).ok();
    period.filter(|_| text != "last-month")
}

/// `6/2024`, `06/2024` → `2024-06`.
fn month_first(text: &str) -> Option<String> {
    let (month, year) = text.split_once('/')?;
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = (1..=2).contains(&month.len()) && year.len() == 4;
    (fits && is_number(month) && is_number(year)).then(|| format!("{year}-{month:0>2}"))
}

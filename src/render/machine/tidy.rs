//! A report → one long table (CSV): a row per figure, with value, parts, and why there is none.
//!
//! UTF-8 with a byte-order mark, without which Excel takes it for another encoding; keys are the same
//! in every language, values have full precision and a decimal point.

use std::fmt::{self, Write};

use crate::answers::publication::{ChartKind, FilledForm, Report, Section, base_of};
use crate::answers::{Cell, base_cells};
use crate::domain::Ratio;
use crate::domain::exact::to_float;
use crate::indicators::Interval;
use crate::render::csv;
use crate::render::rendering::{RenderError, RenderOptions};

const HEAD: [&str; 20] = [
    "table",
    "row",
    "row_kind",
    "name",
    "name_2",
    "month",
    "measure",
    "value",
    "numerator",
    "denominator",
    "low",
    "high",
    "reason",
    "period_from",
    "period_to",
    "as_of",
    "base_dossiers",
    "base_of_dossiers",
    "base_units",
    "base_of_units",
];
/// Tells Excel that the text is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The part of a row that a figure fills.
enum Value {
    Count(u64),
    Number(f64),
    Ratio(Ratio),
    Interval(Interval),
    /// Why there is none.
    Reason(&'static str),
}

impl Value {
    /// Nothing for what is no figure, and for changes: both periods stand in the headlines.
    fn of(figure: &Cell) -> Option<Self> {
        match figure {
            Cell::Empty
            | Cell::Text(_)
            | Cell::Phrase(_)
            | Cell::Judged { .. }
            | Cell::Bar(..)
            | Cell::Change { .. }
            | Cell::Severity(_)
            | Cell::CountChange { .. }
            | Cell::PointChange { .. } => None,
            Cell::Effect(share) | Cell::MeanChange { difference: share, .. } => {
                Some(Self::Number(to_float(share)))
            }
            Cell::Number { value, .. } | Cell::Share(value) => Some(Self::Number(to_float(value))),
            Cell::Count(count) => Some(Self::Count(*count)),
            Cell::Open => Some(Self::Reason("open")),
            Cell::Rate(Ok(ratio)) | Cell::Parts(Ok(ratio)) | Cell::Mean { mean: ratio, .. } => {
                Some(Self::Ratio(*ratio))
            }
            Cell::Interval(Ok(interval)) => Some(Self::Interval(*interval)),
            Cell::Rate(Err(absence))
            | Cell::Parts(Err(absence))
            | Cell::Interval(Err(absence))
            | Cell::Missing(absence) => Some(Self::Reason(absence.name())),
        }
    }

    /// Appends the cells from `value` to `reason`.
    fn write(&self, text: &mut String) -> fmt::Result {
        match self {
            Self::Count(count) => write!(text, "{count},,,,,"),
            Self::Number(number) => write!(text, "{number},,,,,"),
            Self::Ratio(ratio) => {
                let (numerator, denominator) = (ratio.numerator(), ratio.denominator());
                write!(text, "{},{numerator},{denominator},,,", ratio.value())
            }
            Self::Interval(Interval { low, high }) => write!(text, ",,,{low},{high},"),
            Self::Reason(reason) => write!(text, ",,,,,{reason}"),
        }
    }
}

/// The table while it is written: a report of a province has a hundred thousand cells, and none is a text
/// of its own.
struct Rows {
    text: String,
    /// The days of the period, which stand in every row.
    days: String,
}

impl Rows {
    fn new(report: &Report) -> Self {
        let mut text = BYTE_ORDER_MARK.to_owned();
        push_cells(&mut text, &HEAD);
        text.push('\n');
        let period = &report.period;
        let mut days = String::new();
        for day in [period.from, period.to, period.as_of] {
            days.push(',');
            days.push_str(&day.to_string());
        }
        Self { text, days }
    }

    /// Appends a row; `line` is what all rows of its line begin with, from `table` to `name_2`.
    fn add(&mut self, line: &str, month: &str, measure: &str, value: &Value) -> fmt::Result {
        self.add_share(line, (month, measure), value, &base_cells(None))
    }

    /// The same of a share, with what it rests on where that is not all dossiers.
    fn add_share(
        &mut self,
        line: &str,
        (month, measure): (&str, &str),
        value: &Value,
        base: &[String; 4],
    ) -> fmt::Result {
        self.text.push_str(line);
        for cell in [month, measure] {
            self.text.push(',');
            csv::push_cell(&mut self.text, cell);
        }
        self.text.push(',');
        value.write(&mut self.text)?;
        self.text.push_str(&self.days);
        for cell in base {
            self.text.push(',');
            self.text.push_str(cell);
        }
        self.text.push('\n');
        Ok(())
    }
}

fn push_cells(text: &mut String, cells: &[&str]) {
    for (place, cell) in cells.iter().enumerate() {
        text.push_str(if place > 0 { "," } else { "" });
        csv::push_cell(text, cell);
    }
}

/// What all rows of a line begin with.
fn line(cells: [&str; 5]) -> String {
    let mut text = String::new();
    push_cells(&mut text, &cells);
    text
}

/// Writes the table.
///
/// # Errors
/// Never for text in memory; kept because formatting can say so.
pub fn write(report: &Report, _: &RenderOptions) -> Result<Vec<u8>, RenderError> {
    let text = table(report);
    let text =
        text.map_err(|error| RenderError::Format { format: "csv", why: error.to_string() })?;
    Ok(text.into_bytes())
}

fn table(report: &Report) -> Result<String, fmt::Error> {
    let mut rows = Rows::new(report);
    for headline in &report.headlines {
        if let Some(value) = Value::of(&headline.figure) {
            let line = line(["headlines", "", "body", "", ""]);
            rows.add_share(&line, ("", headline.key), &value, &base_cells(headline.base))?;
        }
        for change in &headline.changes {
            if let Some(value) = Value::of(&change.before) {
                let line = line(["headlines", "", "before", change.against.name(), ""]);
                rows.add(&line, "", headline.key, &value)?;
            }
        }
    }
    report.sections.iter().try_for_each(|section| add_section(&mut rows, report, section))?;
    report.forms.iter().try_for_each(|form| add_form(&mut rows, form))?;
    Ok(rows.text)
}

fn add_section(rows: &mut Rows, report: &Report, section: &Section) -> fmt::Result {
    let is_grid = section.charts.iter().any(|chart| chart.kind == ChartKind::Heat);
    for (place, row) in (1_usize..).zip(&section.table.rows) {
        let (figures, kind) = (&row.cells, row.kind.name());
        let mut names = figures.iter().filter_map(|figure| match figure {
            Cell::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let name = names.next().unwrap_or_default();
        let second_name = names.next().unwrap_or_default();
        let line = line([section.id, &place.to_string(), kind, name, second_name]);
        let month = if section.id == "months" { name } else { "" };
        for (column, figure) in section.table.columns.iter().zip(figures) {
            let Some(value) = Value::of(figure) else { continue };
            // In a grid the column is the month, and every cell the same rate.
            let (month, measure) =
                if is_grid { (&*column.key, "on_time_rate") } else { (month, &*column.key) };
            let base = base_cells(base_of(report, section, figures, column));
            rows.add_share(&line, (month, measure), &value, &base)?;
        }
    }
    Ok(())
}

fn add_form(rows: &mut Rows, form: &FilledForm) -> fmt::Result {
    let table = format!("form_{}", form.id);
    for (place, row) in (1_usize..).zip(&form.table.rows) {
        let mut names = row.cells.iter().filter_map(|cell| match cell {
            Cell::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let (name, second_name) =
            (names.next().unwrap_or_default(), names.next().unwrap_or_default());
        let line = line([&table, &place.to_string(), row.kind.name(), name, second_name]);
        for (column, cell) in form.table.columns.iter().zip(&row.cells) {
            let Some(value) = Value::of(cell) else { continue };
            rows.add(&line, "", &column.key, &value)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{HEAD, write};
    use crate::answers::publication::sample::sample;
    use crate::render::rendering::RenderOptions;
    use crate::words::Lang;

    #[test]
    fn every_figure_is_a_row_and_no_cell_is_a_formula() {
        let bytes = write(&sample(Lang::Vi), &RenderOptions::default()).expect("written");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let text = text.strip_prefix('\u{FEFF}').expect("a byte-order mark");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().expect("a head"), HEAD.as_slice());
        let rows: Vec<csv::StringRecord> =
            reader.records().collect::<Result<_, _>>().expect("rows");
        let find = |table: &str, name: &str, measure: &str| {
            let row = rows
                .iter()
                .find(|row| &row[0] == table && row[3].starts_with(name) && &row[6] == measure);
            row.unwrap_or_else(|| panic!("{table} {name} {measure}")).clone()
        };
        let rate = find("units", "UBND xã Bắc Sơn", "on_time_rate");
        assert_eq!((&rate[7], &rate[8], &rate[9]), ("0.9821428571428571", "110", "112"));
        assert_eq!(&find("units", "UBND xã Không Hồ Sơ", "on_time_rate")[12], "no_dossiers");
        assert_eq!(&find("satisfaction_3", "UBND xã Minh Khai", "satisfied")[12], "too_few");
        assert_eq!(&find("unit_months", "UBND xã Bắc Sơn", "on_time_rate")[5], "2024-01");
        assert_eq!(&find("headlines", "previous", "received")[7], "1600");
        assert_eq!(&find("form_06a", "A", "c3")[2], "block");
        assert!(find("units", "'=HYPERLINK", "late")[7].parse::<u64>().is_ok());
        let machine = |lang| {
            let bytes = write(&sample(lang), &RenderOptions::default()).expect("written");
            String::from_utf8(bytes).expect("UTF-8").lines().count()
        };
        assert_eq!(machine(Lang::Vi), machine(Lang::En));
    }
}

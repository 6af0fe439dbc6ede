//! A report → one long table (CSV): a row per figure, with value, parts, and why there is none.
//!
//! UTF-8 with a byte-order mark, without which Excel takes it for another encoding; keys are the same
//! in every language, values have full precision and a decimal point.

use crate::domain::Ratio;
use crate::domain::exact::to_float;
use crate::render::csv;
use crate::render::rendering::{RenderError, RenderOptions};
use crate::report::publication::{
    ChartKind, Column, Figure, FilledForm, FormCell, Report, Section,
};

const HEAD: [&str; 16] = [
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
];
/// Tells Excel that the text is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The part of a row that a figure fills.
#[derive(Default)]
struct Value {
    number: String,
    numerator: String,
    denominator: String,
    low: String,
    high: String,
    reason: String,
}

impl Value {
    fn count(count: u64) -> Self {
        Self { number: count.to_string(), ..Self::default() }
    }

    fn ratio(ratio: Ratio) -> Self {
        Self {
            number: ratio.value().to_string(),
            numerator: ratio.numerator().to_string(),
            denominator: ratio.denominator().to_string(),
            ..Self::default()
        }
    }

    /// Nothing for what is no figure, and for changes: both periods stand in the headlines.
    fn of(figure: &Figure) -> Option<Self> {
        match figure {
            Figure::Empty
            | Figure::Text(_)
            | Figure::Severity(_)
            | Figure::CountChange { .. }
            | Figure::PointChange { .. } => None,
            Figure::Effect(share) => {
                Some(Self { number: to_float(share).to_string(), ..Self::default() })
            }
            Figure::Points(value) | Figure::Share(value) => {
                Some(Self { number: to_float(value).to_string(), ..Self::default() })
            }
            Figure::Count(count) => Some(Self::count(*count)),
            Figure::Rate(Ok(ratio)) => Some(Self::ratio(*ratio)),
            Figure::Interval(Ok(interval)) => Some(Self {
                low: interval.low.to_string(),
                high: interval.high.to_string(),
                ..Self::default()
            }),
            Figure::Rate(Err(absence))
            | Figure::Interval(Err(absence))
            | Figure::Missing(absence) => {
                Some(Self { reason: absence.name().to_owned(), ..Self::default() })
            }
        }
    }
}

/// Where a figure stands.
#[derive(Default, Clone)]
struct RowLabel<'a> {
    table: &'a str,
    row: String,
    kind: &'static str,
    name: &'a str,
    second_name: &'a str,
    month: &'a str,
    measure: &'a str,
}

struct Rows<'a> {
    report: &'a Report,
    rows: Vec<Vec<String>>,
}

impl Rows<'_> {
    fn add(&mut self, place: &RowLabel<'_>, value: Value) {
        let period = &self.report.period;
        let mut row: Vec<String> = vec![
            place.table.to_owned(),
            place.row.clone(),
            place.kind.to_owned(),
            place.name.to_owned(),
            place.second_name.to_owned(),
            place.month.to_owned(),
            place.measure.to_owned(),
        ];
        let Value { number, numerator, denominator, low, high, reason } = value;
        row.extend([number, numerator, denominator, low, high, reason]);
        row.extend([period.from, period.to, period.as_of].map(|day| day.to_string()));
        self.rows.push(row);
    }
}

/// Writes the table.
///
/// # Errors
/// Never for text in memory; kept because the writer can say so.
pub fn write(report: &Report, _: &RenderOptions) -> Result<Vec<u8>, RenderError> {
    let mut rows = Rows { report, rows: Vec::new() };
    for headline in &report.headlines {
        let place = RowLabel {
            table: "headlines",
            kind: "body",
            measure: headline.key,
            ..RowLabel::default()
        };
        if let Some(value) = Value::of(&headline.figure) {
            rows.add(&place, value);
        }
        for change in &headline.changes {
            let place = RowLabel { name: change.against.name(), kind: "before", ..place.clone() };
            if let Some(value) = Value::of(&change.before) {
                rows.add(&place, value);
            }
        }
    }
    report.sections.iter().for_each(|section| add_section(&mut rows, section));
    report.forms.iter().for_each(|form| add_form(&mut rows, form));
    let head = HEAD.map(str::to_owned);
    let text = csv::write(&head, &rows.rows)
        .map_err(|error| RenderError::Format { format: "csv", why: error.to_string() })?;
    Ok((BYTE_ORDER_MARK.to_owned() + &text).into_bytes())
}

fn add_section(rows: &mut Rows<'_>, section: &Section) {
    let is_grid = section.charts.iter().any(|chart| chart.kind == ChartKind::Heat);
    let lines = section.table.lines.iter().map(|line| (line, "body"));
    let lines = lines.chain(section.table.total.iter().map(|line| (line, "total")));
    for (place, (line, kind)) in lines.enumerate() {
        let mut names = line.iter().filter_map(|figure| match figure {
            Figure::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let name = names.next().unwrap_or_default();
        let row = RowLabel {
            table: section.id,
            row: (place + 1).to_string(),
            kind,
            name,
            second_name: names.next().unwrap_or_default(),
            month: if section.id == "months" { name } else { "" },
            measure: "",
        };
        for (column, figure) in section.table.columns.iter().zip(line) {
            let Some(value) = Value::of(figure) else { continue };
            let Column { key, .. } = column;
            // In a grid the column is the month, and every cell the same rate.
            let (measure, month) =
                if is_grid { ("on_time_rate", key.as_str()) } else { (key.as_str(), row.month) };
            rows.add(&RowLabel { month, measure, ..row.clone() }, value);
        }
    }
}

fn add_form(rows: &mut Rows<'_>, form: &FilledForm) {
    let table = format!("form_{}", form.id);
    for (place, row) in form.rows.iter().enumerate() {
        let mut names = row.cells.iter().filter_map(|cell| match cell {
            FormCell::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let (name, second_name) =
            (names.next().unwrap_or_default(), names.next().unwrap_or_default());
        for (column, cell) in form.columns.iter().zip(&row.cells) {
            let value = match cell {
                FormCell::Empty | FormCell::Text(_) => continue,
                FormCell::Count(count) => Value::count(*count),
                FormCell::Rate(Ok(ratio)) => Value::ratio(*ratio),
                FormCell::Rate(Err(absence)) => {
                    Value { reason: absence.name().to_owned(), ..Value::default() }
                }
                FormCell::Open => Value { reason: "open".to_owned(), ..Value::default() },
            };
            let place = RowLabel {
                table: &table,
                row: (place + 1).to_string(),
                kind: row.kind.name(),
                name,
                second_name,
                month: "",
                measure: &column.key,
            };
            rows.add(&place, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HEAD, write};
    use crate::render::rendering::RenderOptions;
    use crate::report::Lang;
    use crate::report::publication::sample::sample;

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

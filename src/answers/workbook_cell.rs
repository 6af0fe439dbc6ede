//! A cell of a report's workbook → the figure it shows: which count or rate, of which group, of which
//! period.
//!
//! In: the sheets of a workbook that this program wrote, and a reference such as `Đơn vị!F7`. Out: a
//! [`CellFigure`]. Must not know: how the workbook is read, the data.

use super::figure::FigureOutcome;
use super::publication::columns::rate_name;
use super::text::{count_name, dimension_name, nameless};
use crate::domain::{Day, Dimension, Ratio};
use crate::indicators::{Figure, INDICATORS, Indicator, ON_TIME_RATE};
use crate::read::{Grid, GridCell};
use crate::tally::Count;
use crate::words::Bilingual;
use crate::words::Lang;

/// What a cell shows.
#[derive(Debug, Clone)]
pub struct CellFigure {
    /// As it was asked for.
    pub reference: String,
    pub figure: Figure,
    /// Dimension and name, as the row says.
    pub filters: Vec<(Dimension, String)>,
    /// The spellings of the level that the row stands under, where it is a row of a form.
    pub level: Vec<String>,
    /// A month such as `2024-06`, where row or column name one.
    pub month: Option<String>,
    /// The number in the cell.
    pub shown: f64,
}

/// Why a cell is no figure that can be explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellFault {
    /// Not of the form `Sheet!F7`.
    NoReference,
    /// No such sheet; those that there are.
    NoSheet(Vec<String>),
    /// Blank or a text; what stands there.
    NoNumber(String),
    /// The column has no head that is a count or a rate; what stands there.
    UnknownColumn(String),
    /// The row has no name that is a group.
    UnknownRow(String),
    /// Ratings of one scale only, which no option can ask for.
    OneScale,
}

const LANGUAGES: [Lang; 2] = [Lang::Vi, Lang::En];

const fn either(vi: &'static str, en: &'static str) -> Bilingual {
    Bilingual { vi, en }
}

fn is_either(text: &str, words: Bilingual) -> bool {
    text == words.vi || text == words.en
}

/// Labels of figures that are written otherwise than the columns of tables.
const LABELS: [(Bilingual, &str); 7] = [
    (either("Hồ sơ tiếp nhận", "Dossiers received"), "received"),
    (either("Hồ sơ đã giải quyết", "Dossiers resolved"), "resolved"),
    (either("Hồ sơ giải quyết quá hạn", "Dossiers resolved late"), "late"),
    (either("Hồ sơ đang giải quyết đã quá hạn", "Open dossiers overdue"), "closing_overdue"),
    (either("Hồ sơ đúng hạn", "Dossiers on time"), "on_time_rate"),
    (either("Hồ sơ được xét", "Dossiers judged"), "on_time_rate"),
    (either("Hồ sơ được đánh giá", "Dossiers rated"), "rated"),
];
const VALUES: [Bilingual; 3] =
    [either("Giá trị", "Value"), either("Tử số", "Numerator"), either("Mẫu số", "Denominator")];
const INDICATOR_HEAD: Bilingual = either("Chỉ tiêu", "Figure");
const TOTAL: Bilingual = either("Tổng số", "Total");
const UNITS_BY_MONTH: Bilingual = either("Đơn vị - tháng", "Units by month");

/// The figure of a name in a report, in either language.
fn figure_of(text: &str) -> Option<Figure> {
    for lang in LANGUAGES {
        let is_meant = |count: &Count| count_name(lang, *count) == text;
        if let Some(count) = Count::STANDARD.into_iter().find(is_meant) {
            return Some(Figure::Count(count));
        }
        let is_meant =
            |rate: &&Indicator| rate_name(lang, rate) == text || is_either(text, rate.name());
        if let Some(rate) = INDICATORS.into_iter().find(is_meant) {
            return Some(Figure::Rate(rate));
        }
        // Those of every tally go before rates of the same words, the others behind.
        let is_meant = |count: &Count| count_name(lang, *count) == text;
        if let Some(count) = Count::ALL.into_iter().find(is_meant) {
            return Some(Figure::Count(count));
        }
    }
    let label = LABELS.iter().find(|(words, _)| is_either(text, *words));
    // Behind the name of a share may stand what it rests on.
    let name = || figure_of(text.split_once(" (trên ").or_else(|| text.split_once(" (on "))?.0);
    label.and_then(|(_, name)| Figure::find(name)).or_else(name)
}

fn dimension_of(text: &str) -> Option<Dimension> {
    let is_meant = |dimension: &Dimension| {
        LANGUAGES.into_iter().any(|lang| dimension_name(lang, *dimension) == text)
    };
    Dimension::ALL.into_iter().find(is_meant)
}

fn month_of(text: &str) -> Option<String> {
    let parts = text.strip_prefix('T').and_then(|text| text.split_once('/'));
    let text = parts.map_or_else(|| text.to_owned(), |(month, year)| format!("{year}-{month:0>2}"));
    let is_month = text.len() == 7 && Day::parse(&format!("{text}-01")).is_some();
    is_month.then_some(text)
}

/// A number on a sheet.
#[derive(Debug, Clone, Copy)]
pub struct NumberCell<'a> {
    pub grid: &'a Grid,
    /// From 0.
    pub row: usize,
    pub column: usize,
    pub shown: f64,
}

/// The number that a reference means.
///
/// # Errors
/// When there is none.
pub fn number_cell<'a>(grids: &'a [Grid], reference: &str) -> Result<NumberCell<'a>, CellFault> {
    let (sheet, row, column) = parse(reference).ok_or(CellFault::NoReference)?;
    let grid = grids.iter().find(|grid| grid.name == sheet);
    let names = || grids.iter().map(|grid| grid.name.clone()).collect();
    let grid = grid.ok_or_else(|| CellFault::NoSheet(names()))?;
    let GridCell::Number(shown) = *grid.cell(row, column) else {
        return Err(CellFault::NoNumber(grid.text(row, column).to_owned()));
    };
    Ok(NumberCell { grid, row, column, shown })
}

/// Takes `Đơn vị!F7` or `'Đơn vị'!$F$7` apart: sheet, row and column from 0.
fn parse(reference: &str) -> Option<(String, usize, usize)> {
    let (sheet, cell) = reference.trim().rsplit_once('!')?;
    let sheet = sheet.trim_matches('\'').replace("''", "'");
    let cell = cell.replace('$', "").to_uppercase();
    let letters: String = cell.chars().take_while(char::is_ascii_uppercase).collect();
    let row: usize = cell.get(letters.len()..)?.parse().ok()?;
    let number = |sum: usize, letter: u8| sum * 26 + usize::from(letter - b'A') + 1;
    let is_place = (1..=3).contains(&letters.len()) && row > 0;
    is_place.then(|| (sheet, row - 1, letters.bytes().fold(0, number) - 1))
}

/// The figure of a cell of a table; those of forms have heads of their own.
///
/// # Errors
/// When the cell shows none.
pub fn figure_of_cell(
    cell @ NumberCell { grid, row, column, .. }: NumberCell<'_>,
    reference: &str,
) -> Result<CellFigure, CellFault> {
    let sheet = &grid.name;
    let asked = |figure, filters, month| CellFigure {
        reference: reference.to_owned(),
        figure,
        filters,
        level: Vec::new(),
        month,
        shown: cell.shown,
    };
    if is_either(grid.text(3, 0), INDICATOR_HEAD) {
        let figure = of_summary(grid, row, column)?;
        return Ok(asked(figure, Vec::new(), None));
    }
    // Where ratings have two scales, a table of one of them stands for no figure of all.
    if sheet.contains('(') && sheet.starts_with(['H', 'S']) {
        return Err(CellFault::OneScale);
    }
    let heads = (0..row).rev().find(|above| !columns_of_groups(grid, *above).is_empty());
    let heads = heads.ok_or_else(|| CellFault::UnknownColumn(String::new()))?;
    let head = grid.text(heads, column);
    let of_month = month_of(head).filter(|_| is_either(sheet, UNITS_BY_MONTH));
    let figure = match &of_month {
        Some(_) => Figure::Rate(&ON_TIME_RATE),
        None => figure_of(head).ok_or_else(|| CellFault::UnknownColumn(head.to_owned()))?,
    };
    let groups = columns_of_groups(grid, heads);
    let (filters, month) = group_of(grid, row, &groups)?;
    Ok(asked(figure, filters, of_month.or(month)))
}

/// Columns of a row that are headed by a dimension.
fn columns_of_groups(grid: &Grid, row: usize) -> Vec<(usize, Dimension)> {
    let width = grid.row(row).len();
    let named = |column: usize| Some((column, dimension_of(grid.text(row, column))?));
    (0..width).filter_map(named).collect()
}

/// A line of the headline figures: of the period itself, not of those it is compared with.
fn of_summary(grid: &Grid, row: usize, column: usize) -> Result<Figure, CellFault> {
    let head = grid.text(4, column);
    let is_value = VALUES.into_iter().any(|words| is_either(head, words));
    if column > VALUES.len() || !is_value {
        return Err(CellFault::UnknownColumn(head.to_owned()));
    }
    let label = grid.text(row, 0);
    figure_of(label).ok_or_else(|| CellFault::UnknownRow(label.to_owned()))
}

type Group = (Vec<(Dimension, String)>, Option<String>);

/// The group of a row: its first name; the district beside a unit only says where it lies.
fn group_of(grid: &Grid, row: usize, columns: &[(usize, Dimension)]) -> Result<Group, CellFault> {
    let Some((column, dimension)) = columns.first().copied() else {
        return Err(CellFault::UnknownRow(String::new()));
    };
    let is_total = (0..=column).any(|place| is_either(grid.text(row, place), TOTAL));
    if is_total {
        return Ok((Vec::new(), None));
    }
    let name = grid.text(row, column);
    if name.is_empty() {
        return Err(CellFault::UnknownRow(name.to_owned()));
    }
    // Dossiers without a name are a group, too.
    if LANGUAGES.into_iter().any(|lang| nameless(lang) == name) && !dimension.is_time() {
        return Ok((vec![(dimension, String::new())], None));
    }
    if dimension.is_time() {
        let month = month_of(name).ok_or_else(|| CellFault::UnknownRow(name.to_owned()))?;
        return Ok((Vec::new(), Some(month)));
    }
    Ok((vec![(dimension, name.to_owned())], None))
}

/// The sheet that says how the figures were made, wherever it stands.
pub fn cover(grids: &[Grid]) -> Option<&Grid> {
    let is_option = |text: &str| text.ends_with("(--definition)");
    let has_options = |grid: &Grid, row: usize| {
        (0..grid.row(row).len()).any(|cell| is_option(grid.text(row, cell)))
    };
    grids.iter().find(|grid| (0..grid.height()).any(|row| has_options(grid, row)))
}

/// The values of an option on the cover, which names every option that shapes figures: beside
/// `Lọc (--where)` stands `field=Chứng thực`.
pub fn option_values(grids: &[Grid], option: &str) -> Vec<String> {
    let mark = format!("({option})");
    let Some(cover) = cover(grids) else { return Vec::new() };
    let of_row = |row: usize| {
        let cells = 0..cover.row(row).len();
        let label = cells.clone().find(|cell| cover.text(row, *cell).ends_with(&mark))?;
        let mut values = cells.skip(label + 1).map(|cell| match cover.cell(row, cell) {
            GridCell::Number(number) => number.to_string(),
            _ => cover.text(row, cell).to_owned(),
        });
        values.find(|value| !value.is_empty())
    };
    (0..cover.height()).filter_map(of_row).collect()
}

/// One of the values that an option takes, as the cover says it: `resolved: (…)`, `so theo giờ (time)`.
pub fn option_value<T: Copy>(
    grids: &[Grid],
    option: &str,
    all: impl IntoIterator<Item = T>,
    name: fn(T) -> &'static str,
) -> Option<T> {
    let text = option_values(grids, option).into_iter().next()?;
    let is_said = |value: &T| {
        let name = name(*value);
        text.starts_with(&format!("{name}:")) || text.ends_with(&format!("({name})"))
    };
    all.into_iter().find(is_said)
}

impl CellFigure {
    /// What the cell shows against what the data give.
    #[must_use]
    pub fn line(&self, lang: Lang, outcome: &FigureOutcome) -> String {
        let reference = &self.reference;
        if self.is_met(outcome) {
            return match lang {
                Lang::Vi => format!("Ô {reference} của báo cáo: khớp với dữ liệu."),
                Lang::En => format!("Cell {reference} of the report: the data give the same."),
            };
        }
        match lang {
            Lang::Vi => format!(
                "Ô {reference} của báo cáo ghi {}, dữ liệu cho số khác: dữ liệu hoặc tùy chọn đã thay đổi từ khi lập báo cáo.",
                self.shown
            ),
            Lang::En => format!(
                "Cell {reference} of the report shows {}, the data give another number: data or options changed since the report was made.",
                self.shown
            ),
        }
    }

    /// A rate by its value, or by one of its counts, which tables show beside it.
    #[expect(clippy::cast_precision_loss, reason = "counts of dossiers are far below 2^53")]
    fn is_met(&self, outcome: &FigureOutcome) -> bool {
        const NEAR: f64 = 1e-9;
        let behind = &outcome.membership;
        let counts = [behind.numerator as f64, behind.denominator as f64];
        let rate = outcome.measure.and_then(Result::ok).map(Ratio::value);
        counts.into_iter().chain(rate).any(|value| (value - self.shown).abs() < NEAR)
    }
}

#[cfg(test)]
mod tests {
    use super::{CellFault, figure_of, figure_of_cell, number_cell, parse};
    use crate::answers::publication::columns::rate_name;
    use crate::answers::text::count_name;
    use crate::domain::Dimension;
    use crate::indicators::INDICATORS;
    use crate::read::{Grid, GridCell};
    use crate::tally::Count;
    use crate::words::Lang;

    #[test]
    fn references_are_taken_apart() {
        let place = |sheet: &str, row, column| Some((sheet.to_owned(), row, column));
        assert_eq!(parse("Đơn vị!F7"), place("Đơn vị", 6, 5));
        assert_eq!(parse("'Đơn vị - tháng'!$AB$12"), place("Đơn vị - tháng", 11, 27));
        for wrong in ["F7", "Đơn vị!7", "Đơn vị!F", "Đơn vị!F0", "Đơn vị!", "!"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn heads_of_both_languages_are_known() {
        for lang in [Lang::Vi, Lang::En] {
            for count in Count::ALL {
                let figure = figure_of(count_name(lang, count)).expect("a count");
                assert_eq!(figure.name(), count.name());
            }
            for rate in INDICATORS {
                let figure = figure_of(&rate_name(lang, rate)).expect(rate.id);
                assert_eq!(figure.name(), rate.id);
            }
        }
    }

    #[test]
    fn a_cell_that_is_no_figure_says_why() {
        let text = |text: &str| GridCell::Text(text.to_owned());
        let rows = vec![
            vec![text("Kết quả theo đơn vị")],
            vec![text("Đơn vị"), text("Tiếp nhận"), text("Ghi chú")],
            vec![text("Sở Y tế"), GridCell::Number(5.0), GridCell::Number(1.0)],
            vec![text("(để trống)"), GridCell::Number(2.0)],
            vec![text("Tổng số"), GridCell::Number(7.0)],
        ];
        let grids = [Grid::new("Đơn vị".to_owned(), rows)];
        let cell = |reference: &str| {
            number_cell(&grids, reference).and_then(|cell| figure_of_cell(cell, reference))
        };
        let unit = cell("Đơn vị!B3").expect("a figure");
        assert_eq!((unit.figure.name(), unit.filters[0].1.as_str()), ("received", "Sở Y tế"));
        assert!(cell("Đơn vị!B5").expect("the total").filters.is_empty());
        assert_eq!(cell("Đơn vị!B4").expect("a group").filters, [(Dimension::Unit, String::new())]);
        for (reference, expected) in [
            ("B3", CellFault::NoReference),
            ("Xã!B3", CellFault::NoSheet(vec!["Đơn vị".to_owned()])),
            ("Đơn vị!A3", CellFault::NoNumber("Sở Y tế".to_owned())),
            ("Đơn vị!C3", CellFault::UnknownColumn("Ghi chú".to_owned())),
        ] {
            assert_eq!(cell(reference).err(), Some(expected), "{reference}");
        }
    }
}

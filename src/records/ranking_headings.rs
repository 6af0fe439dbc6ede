//! Headings of published tables of results: which column tells what, of which year and index.
//!
//! In: a row of headings, the row of leaves below it, the cells of a column. Out: [`WideColumn`]s. Must not know:
//! rows of units.

use super::ranking_words::WORDS;
use crate::columns::{RANKINGS, count_of, points_of};
use crate::domain::fold;

/// What a column tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    Score,
    Rank,
}

/// One column of results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WideColumn {
    pub place: usize,
    pub name: String,
    pub measure: Measure,
    /// As its heading says, or the table.
    pub year: Option<i32>,
    pub index: Option<String>,
    /// Where another column says it, row by row.
    pub year_column: Option<usize>,
    pub index_column: Option<usize>,
}

impl Measure {
    /// What a heading says.
    pub fn of(heading: &str) -> Option<Self> {
        let key = fold(heading);
        if WORDS.is_change(&key) {
            return None;
        }
        if WORDS.is_rank(&key) {
            return Some(Self::Rank);
        }
        let is_score = WORDS.is_score(&key) || key.contains('%');
        (is_score || WORDS.index_in(heading).is_some()).then_some(Self::Score)
    }
}

/// The year that a text names, if it is one.
pub fn year_in(text: &str) -> Option<i32> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let mut years = numbers.filter_map(|digits| digits.parse().ok());
    let mut years = years.by_ref().filter(|year| (1990..2100).contains(year));
    let first = years.next()?;
    years.all(|other| other == first).then_some(first)
}

/// The column of units in a row of headings.
pub fn unit_column(cells: &[String]) -> Option<usize> {
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    let is_unit = |cell: &String| WORDS.is_unit(&fold(cell));
    (filled > 1).then(|| cells.iter().position(is_unit)).flatten()
}

/// The columns of results, and the headings of those that are none. Nothing where the table is a log, with a
/// year, an index and a unit in every row, or where what a column tells cannot be told.
pub fn wide_columns<'c>(
    head: &[String],
    leaves: Option<&Vec<String>>,
    unit: usize,
    cells: &dyn Fn(usize) -> Vec<&'c str>,
) -> Option<(Vec<WideColumn>, Vec<String>)> {
    let names = names(head, leaves);
    let field = |name: &str| {
        let heading = RANKINGS.headings.get(&fold(name))?;
        RANKINGS.fields.get(heading.field).map(|field| field.name.as_str())
    };
    let column_of = |wanted: &str| names.iter().position(|name| field(name) == Some(wanted));
    let year_column = column_of("year").filter(|place| Some(*place) != Some(unit));
    let index_column = column_of("index").filter(|place| !are_numbers(&cells(*place)));
    let is_log = year_column.is_some() && index_column.is_some();
    let are_answers = names.iter().any(|name| WORDS.is_answer(&fold(name)));
    // Parts and sources are of logs.
    if is_log || are_answers || column_of("part").is_some() {
        return None;
    }
    let mut columns = Vec::new();
    let mut ignored = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let is_taken = [Some(unit), year_column, index_column].contains(&Some(place));
        let own = cells(place);
        if is_taken || name.is_empty() || RANKINGS.known.contains(&fold(name)) || own.is_empty() {
            continue;
        }
        let year = year_in(name);
        let measure = match Measure::of(name) {
            None if year.is_some() && Some(name.as_str()) != head.get(unit).map(String::as_str) => {
                Some(by_values(&own)?)
            }
            said => said,
        };
        let is_change = measure.is_none();
        match measure.filter(|_| !is_change) {
            Some(measure) => columns.push(WideColumn {
                place,
                name: name.clone(),
                measure,
                year,
                index: WORDS.index_in(name),
                year_column,
                index_column,
            }),
            None => ignored.push(name.clone()),
        }
    }
    let is_wide = columns.iter().any(|column| column.measure == Measure::Score)
        || columns.iter().any(|column| column.year.is_some());
    (is_wide && !columns.is_empty()).then_some((columns, ignored))
}

/// The names of columns: what stands over a leaf, and the leaf.
pub fn names(head: &[String], leaves: Option<&Vec<String>>) -> Vec<String> {
    let Some(leaves) = leaves else { return head.to_vec() };
    let mut over = String::new();
    let width = head.len().max(leaves.len());
    (0..width)
        .map(|place| {
            let own = head.get(place).map_or("", String::as_str);
            let leaf = leaves.get(place).map_or("", String::as_str);
            if !own.is_empty() {
                own.clone_into(&mut over);
            }
            if leaf.is_empty() || fold(leaf) == fold(&over) {
                return own.to_owned();
            }
            format!("{over} {leaf}")
        })
        .collect()
}

/// Whether the cells are scores: numbers, most of them with a fraction or beyond any rank.
fn are_numbers(cells: &[&str]) -> bool {
    !cells.is_empty() && cells.iter().all(|cell| points_of(cell).is_ok())
}

/// What a column is whose heading is a year alone: scores where a cell has a fraction or a sign of percent, ranks
/// where the cells are 1, 2, 3 and on; else nobody can tell.
fn by_values(cells: &[&str]) -> Option<Measure> {
    let has_fraction =
        |cell: &&str| points_of(cell).is_ok_and(|score| score.decimals > 0) || cell.contains('%');
    if cells.iter().any(has_fraction) {
        return Some(Measure::Score);
    }
    let ranks: Vec<u64> = cells.iter().filter_map(|cell| count_of(cell).ok()).collect();
    let is_rank = ranks.len() == cells.len() && ranks.iter().all(|rank| (1..=63).contains(rank));
    if is_rank {
        return Some(Measure::Rank);
    }
    (ranks.len() == cells.len()).then_some(Measure::Score)
}

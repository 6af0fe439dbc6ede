//! Rows below a header → rows of figures, headings, sections and totals.

use std::collections::BTreeMap;

use super::measure::Measure;
use super::numbers::{Decimal, is_blank};
use crate::columns::Common;
use crate::domain::fold;

/// What a row is in the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A name over the rows that follow, without figures.
    Heading,
    /// Figures of the rows below it.
    Section,
    Body,
    Total,
    /// "Trong đó": a part of the row above, in no sum.
    OfWhich,
}

impl RowKind {
    /// The name in JSON and CSV.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Section => "section",
            Self::Body => "body",
            Self::Total => "total",
            Self::OfWhich => "of_which",
        }
    }
}

/// One row as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// As a spreadsheet numbers it, from 1.
    pub number: u64,
    pub kind: RowKind,
    /// How deep it stands, by its ordinal: A, I, 1, 1.1, a.
    pub level: u8,
    pub label: String,
    /// The names that stand left of it, outermost first, where a table has several columns of names.
    pub outer: Vec<String>,
    /// Counts that can be read; a blank cell is none.
    pub counts: BTreeMap<Measure, u64>,
    pub rates: BTreeMap<Measure, Decimal>,
}

impl TableRow {
    /// Its name behind the outer ones: "Xã An Bình > Chứng thực".
    pub fn full_name(&self) -> String {
        let names = self.outer.iter().chain([&self.label]).map(String::as_str);
        names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" > ")
    }

    /// Whether these are the first of its names.
    pub fn is_within(&self, names: &[String]) -> bool {
        let own = self.outer.iter().chain([&self.label]).take(names.len());
        own.map(|name| fold(name)).eq(names.iter().map(|name| fold(name)))
    }

    /// A count, if the table has the column and the cell can be read.
    pub fn count(&self, measure: Measure) -> Option<u64> {
        self.counts.get(&measure).copied()
    }
}

/// Where names and ordinals stand.
#[derive(Debug, Clone, Copy)]
pub struct LabelColumns {
    pub label: Option<usize>,
    pub row_number: Option<usize>,
}

/// A row with its name, before its figures are read.
#[derive(Debug)]
pub struct NamedRow<'a> {
    /// Place in the file, from 0.
    pub place: usize,
    pub cells: &'a [String],
    pub kind: RowKind,
    pub level: Option<u8>,
    pub label: String,
    /// Filled in where a table has several columns of names.
    pub outer: Vec<String>,
    ordinal: String,
}

/// Level of a row without an ordinal, and of `1`, `2`, `3`.
pub const PLAIN_LEVEL: u8 = 3;

/// The rows of a table, and where something else begins below it.
pub struct NamedRows<'a> {
    pub rows: Vec<NamedRow<'a>>,
    pub unread: Option<usize>,
}

/// Names the rows of the body, up to the signatures or to another table.
pub fn name_rows<'a>(
    mut body: impl Iterator<Item = (usize, &'a [String])>,
    header: &[Vec<String>],
    columns: LabelColumns,
    figures: &[usize],
) -> NamedRows<'a> {
    let mut rows: Vec<NamedRow<'a>> = Vec::new();
    let mut unread = None;
    while let Some((place, cells)) = body.next() {
        let has_figures = count_cells(cells, figures, is_figure) > 0;
        if !has_figures && is_signature(cells) {
            unread = body.find(|(_, cells)| {
                count_cells(cells, figures, is_figure).max(count_cells(cells, figures, is_word))
                    >= ANOTHER_TABLE
            });
            break;
        }
        let is_empty = cells.iter().all(|cell| is_blank(cell));
        if is_empty || is_number_row(cells) || header.iter().any(|other| other == cells) {
            continue;
        }
        if !has_figures
            && !is_one_text(cells)
            && count_cells(cells, figures, is_word) >= ANOTHER_TABLE
        {
            unread = Some((place, cells));
            break;
        }
        rows.push(name_row(place, cells, columns, has_figures));
    }
    // Notes below the last figures name nothing.
    while rows.last().is_some_and(|row| row.kind == RowKind::Heading) {
        rows.pop();
    }
    set_levels(&mut rows);
    NamedRows { rows, unread: unread.map(|(place, _)| place) }
}

/// So many words, or figures behind the signatures, in columns of counts are another table.
const ANOTHER_TABLE: usize = 3;

fn count_cells(cells: &[String], columns: &[usize], is_it: fn(&str) -> bool) -> usize {
    let cells = columns.iter().filter_map(|column| cells.get(*column));
    cells.filter(|cell| is_it(cell)).count()
}

/// "…, ngày 30 tháng 6 năm 2024" may stand below a column of counts: a figure begins with a digit.
fn is_figure(cell: &str) -> bool {
    cell.trim_start_matches(['\'', '-', '−', '(']).starts_with(|c: char| c.is_ascii_digit())
}

fn is_word(cell: &str) -> bool {
    cell.starts_with(char::is_alphabetic)
}

/// One name over all columns, as merged cells come out of some readers.
fn is_one_text(cells: &[String]) -> bool {
    let mut filled = cells.iter().filter(|cell| !cell.is_empty());
    let first = filled.next();
    filled.all(|cell| Some(cell) == first)
}

fn name_row(
    place: usize,
    cells: &[String],
    columns: LabelColumns,
    has_figures: bool,
) -> NamedRow<'_> {
    let at =
        |column: Option<usize>| column.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim());
    let ordinal = at(columns.row_number);
    let name = at(columns.label);
    let is_ordinal = level(ordinal).is_some();
    // A merged name begins in the first column, whatever that is for.
    let first = || cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty());
    let label = match name {
        "" if !is_ordinal && !ordinal.is_empty() => ordinal,
        "" if !has_figures => first().unwrap_or_default(),
        name => name,
    };
    let (inside, rest) = split_ordinal(label);
    let ordinal = if is_ordinal { ordinal } else { inside };
    let key = fold(label);
    let of_which = fold("Trong đó");
    let kind = if !has_figures || (is_one_text(cells) && label.contains(char::is_alphabetic)) {
        RowKind::Heading
    } else if key.starts_with(&of_which) {
        RowKind::OfWhich
    } else if is_total(&key) {
        RowKind::Total
    } else {
        RowKind::Body
    };
    NamedRow {
        place,
        cells,
        kind,
        level: level(ordinal),
        label: if rest.is_empty() { label.to_owned() } else { rest.to_owned() },
        outer: Vec::new(),
        ordinal: ordinal.to_owned(),
    }
}

/// "Tổng số", "Cộng", "TỔNG CỘNG (I+II)": the label and nothing that would make it a name.
pub fn is_total(key: &str) -> bool {
    Common::built_in().total_labels.iter().any(|label| {
        key.strip_prefix(label.as_str())
            .is_some_and(|rest| !rest.chars().next().is_some_and(char::is_alphanumeric))
            && !key.starts_with(&fold("Tổng cục"))
    })
}

/// Rows without an ordinal stand beside `1`, `2`, `3`, unless a new count from 1 begins below them.
fn set_levels(rows: &mut [NamedRow<'_>]) {
    let ordinals: Vec<(RowKind, String)> =
        rows.iter().map(|row| (row.kind, row.ordinal.clone())).collect();
    for (place, row) in rows.iter_mut().enumerate() {
        let next = ordinals.iter().skip(place + 1).find(|(kind, _)| *kind != RowKind::Heading);
        let begins = next.is_some_and(|(_, ordinal)| ordinal.trim_end_matches(['.', ')']) == "1");
        row.level = row.level.or(match row.kind {
            RowKind::Body if begins => Some(PLAIN_LEVEL - 1),
            RowKind::Heading => Some(0),
            _ => Some(PLAIN_LEVEL),
        });
    }
    let levels: Vec<(RowKind, u8)> =
        rows.iter().map(|row| (row.kind, row.level.unwrap_or(PLAIN_LEVEL))).collect();
    for (place, row) in rows.iter_mut().enumerate() {
        let below = levels.iter().skip(place + 1).find(|(kind, _)| *kind != RowKind::OfWhich);
        let has_parts = below
            .is_some_and(|(kind, level)| matches!(kind, RowKind::Body) && Some(*level) > row.level);
        if row.kind == RowKind::Body && has_parts {
            row.kind = RowKind::Section;
        }
    }
}

/// A → 1, I → 2, 1 → 3, 1.1 → 4, a → 6, - → 7.
fn level(ordinal: &str) -> Option<u8> {
    let text = ordinal.trim().trim_end_matches(['.', ')', '/']);
    let is = |allowed: fn(char) -> bool| !text.is_empty() && text.chars().all(allowed);
    if is(|character| "IVX".contains(character)) {
        return Some(2);
    }
    if text.chars().count() == 1 && is(char::is_uppercase) {
        return Some(1);
    }
    if text.chars().count() == 1 && is(char::is_lowercase) {
        return Some(6);
    }
    if matches!(ordinal.trim(), "-" | "–" | "+") {
        return Some(7);
    }
    let parts: Vec<&str> = text.split('.').collect();
    let are_numbers = parts.iter().all(|part| {
        !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    // Workbooks write the ordinal 1 as 1.0.
    let depth = parts.len() - usize::from(parts.len() == 2 && parts.last() == Some(&"0"));
    are_numbers.then(|| u8::try_from(depth).unwrap_or(3).min(3) + PLAIN_LEVEL - 1)
}

/// `A. Cấp tỉnh`, `I - Sở, ban, ngành`: ordinal and name in one cell.
fn split_ordinal(label: &str) -> (&str, &str) {
    let Some((ordinal, rest)) = label.split_once([' ', '\u{A0}']) else {
        return ("", label);
    };
    let is_marked = ordinal.ends_with(['.', ')', '/']);
    let is_section = matches!(level(ordinal), Some(1 | 2));
    let rest = rest.trim_start();
    let dashed = rest.strip_prefix(['-', '–', '.']).map(str::trim_start);
    match dashed {
        Some(rest) if is_section => (ordinal, rest),
        _ if is_marked && level(ordinal).is_some() => (ordinal, rest),
        _ => ("", label),
    }
}

/// `(1) (2) (3 = 4 + 5)`, `A B 1 2 3`: at least three, rising by one.
fn is_number_row(cells: &[String]) -> bool {
    let mut previous = None;
    let mut numbers = 0;
    for cell in cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) {
        if numbers == 0 && cell.len() == 1 && cell.bytes().all(|byte| byte.is_ascii_uppercase()) {
            continue;
        }
        let is_allowed = |byte: u8| byte.is_ascii_digit() || b"()=+-/:;*% ".contains(&byte);
        let digits: String =
            cell.trim_start_matches('(').chars().take_while(char::is_ascii_digit).collect();
        let Some(number) = digits.parse::<u32>().ok().filter(|_| cell.bytes().all(is_allowed))
        else {
            return false;
        };
        if previous.is_some_and(|previous: u32| number != previous + 1) {
            return false;
        }
        previous = Some(number);
        numbers += 1;
    }
    numbers >= 3
}

/// A title of an office holder, or a place and a date.
fn is_signature(cells: &[String]) -> bool {
    let labels = &Common::built_in().signature_labels;
    let words = ["ngày", "tháng", "năm"].map(fold);
    cells.iter().filter(|cell| !cell.is_empty()).map(|cell| fold(cell)).any(|key| {
        let is_date = words.iter().all(|word| key.split([' ', ',']).any(|other| other == word));
        is_date || labels.iter().any(|label| key.starts_with(label.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::{level, split_ordinal};

    #[test]
    fn ordinals_tell_the_level() {
        for (ordinal, expected) in [
            ("A", Some(1)),
            ("B.", Some(1)),
            ("I", Some(2)),
            ("IV.", Some(2)),
            ("1", Some(3)),
            ("12.", Some(3)),
            ("1.0", Some(3)),
            ("1.2", Some(4)),
            ("a)", Some(6)),
            ("-", Some(7)),
            ("", None),
            ("Tổng số", None),
        ] {
            assert_eq!(level(ordinal), expected, "{ordinal}");
        }
        assert_eq!(split_ordinal("A. Cấp tỉnh"), ("A.", "Cấp tỉnh"));
        assert_eq!(split_ordinal("I - Sở, ban, ngành"), ("I", "Sở, ban, ngành"));
        assert_eq!(split_ordinal("Xã An Ninh"), ("", "Xã An Ninh"));
    }
}

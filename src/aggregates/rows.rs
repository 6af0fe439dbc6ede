//! Rows below a header → rows of figures, headings, sections and totals.

use std::collections::BTreeMap;

use super::columns::is_note;
use super::measure::Measure;
use super::numbers::{Decimal, UNSAVED, is_blank};
use super::words::WORDS;
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
    /// Rates, another period, what an earlier page came to: no unit, and in no sum.
    SetApart,
}

impl RowKind {
    /// Whether its cells are counts of its own.
    pub const fn has_counts(self) -> bool {
        !matches!(self, Self::Heading | Self::SetApart)
    }

    /// The name in JSON and CSV.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Section => "section",
            Self::Body => "body",
            Self::Total => "total",
            Self::OfWhich => "of_which",
            Self::SetApart => "set_apart",
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
    /// Whether other columns of names stand left of that of the label.
    pub has_outer: bool,
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
    head: &HeadRows,
    columns: LabelColumns,
    figures: &[usize],
) -> NamedRows<'a> {
    let mut rows: Vec<NamedRow<'a>> = Vec::new();
    let mut unread = None;
    while let Some((place, cells)) = body.next() {
        let has_figures = has_figures(cells, figures);
        if !has_figures && is_signature(cells) {
            unread = body.find(|(_, cells)| {
                count_cells(cells, figures, is_figure).max(count_cells(cells, figures, is_word))
                    >= ANOTHER_TABLE
            });
            break;
        }
        let is_empty = cells.iter().all(|cell| is_blank(cell));
        if head.has(cells) {
            // A page ends: its number may stand right above.
            while rows.last().is_some_and(|row| is_page_end(row.cells)) {
                rows.pop();
            }
            continue;
        }
        if is_empty || is_number_row(cells) || is_page_title(cells) {
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
    // Notes and page numbers below the last figures name nothing.
    while rows.last().is_some_and(|row| row.kind == RowKind::Heading || is_page_end(row.cells)) {
        rows.pop();
    }
    // A name alone in a row beside other names is that of a group.
    if !columns.has_outer {
        join_split_names(&mut rows);
    }
    set_parts(&mut rows);
    set_levels(&mut rows);
    NamedRows { rows, unread: unread.map(|(place, _)| place) }
}

/// The rows of a head, which every page may repeat in its own way.
pub struct HeadRows(Vec<Vec<String>>);

impl HeadRows {
    pub fn new(rows: &[Vec<String>]) -> Self {
        Self(rows.iter().map(|cells| row_key(cells)).filter(|key| !key.is_empty()).collect())
    }

    /// Whether a row is one of them, in any case and with any spaces.
    pub fn has(&self, cells: &[String]) -> bool {
        let key = row_key(cells);
        !key.is_empty() && self.0.contains(&key)
    }

    /// Whether a row is the first of them.
    pub fn begins(&self, cells: &[String]) -> bool {
        self.0.first().is_some_and(|first| *first == row_key(cells))
    }
}

/// The cells of a row that say something, folded.
fn row_key(cells: &[String]) -> Vec<String> {
    cells.iter().map(|cell| fold(cell)).filter(|cell| !cell.is_empty()).collect()
}

/// The one cell of a row that says something.
fn only_cell(cells: &[String]) -> Option<&String> {
    let mut filled = cells.iter().filter(|cell| !cell.trim().is_empty());
    filled.next().filter(|_| filled.next().is_none())
}

/// "Trang 2", or a number that stands alone.
fn is_page_end(cells: &[String]) -> bool {
    only_cell(cells).is_some_and(|cell| WORDS.is_page(&fold(cell)))
}

/// "Trang 2", "(tiếp theo)": words of a page that name no row. A number alone may be a figure.
fn is_page_title(cells: &[String]) -> bool {
    only_cell(cells).is_some_and(|cell| {
        let key = fold(cell);
        WORDS.is_continued(&key)
            || (WORDS.is_page(&key) && !key.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// Names that a printed page broke over two rows: "Đất" with a number before it, and "đai" with the figures.
fn join_split_names(rows: &mut Vec<NamedRow<'_>>) {
    let is_numbered = |row: &NamedRow<'_>| row.level == Some(PLAIN_LEVEL);
    let has_figures = |row: &NamedRow<'_>| row.kind != RowKind::Heading;
    let numbered_with_figures =
        rows.iter().filter(|row| is_numbered(row) && has_figures(row)).count();
    let goes_on = |row: &NamedRow<'_>| {
        row.ordinal.is_empty()
            && row.label.starts_with(char::is_lowercase)
            && !WORDS.is_of_which(&fold(&row.label))
    };
    let mut place = 0;
    while place + 1 < rows.len() {
        let [first, second] = [&rows[place], &rows[place + 1]];
        let next = rows.get(place + 2);
        // A heading over rows of its own has several; a name that goes on has one.
        let is_single = next.is_none_or(|row| is_numbered(row) || row.kind == RowKind::Total);
        let is_broken = !has_figures(first)
            && has_figures(second)
            && second.kind == RowKind::Body
            && !WORDS.is_of_which(&fold(&first.label))
            && (goes_on(second)
                || (is_numbered(first)
                    && second.ordinal.is_empty()
                    && is_single
                    && numbered_with_figures > 0));
        let is_tail = has_figures(first)
            && first.kind == RowKind::Body
            && !has_figures(second)
            && goes_on(second);
        if is_broken || is_tail {
            let label = format!("{} {}", first.label, second.label);
            let (ordinal, level) = (first.ordinal.clone(), first.level.or(second.level));
            let gone = if is_broken { place } else { place + 1 };
            rows.remove(gone);
            let joined = &mut rows[place];
            (joined.label, joined.ordinal, joined.level) = (label, ordinal, level);
        } else {
            place += 1;
        }
    }
}

/// Rows below "Trong đó" are parts of the row above it, until another row of its rank follows.
fn set_parts(rows: &mut [NamedRow<'_>]) {
    let mut whole: Option<u8> = None;
    let mut last_level = PLAIN_LEVEL;
    for row in rows {
        let key = fold(&row.label);
        let own = row.level.unwrap_or(PLAIN_LEVEL + 1);
        if row.kind == RowKind::OfWhich || WORDS.is_only_of_which(&key) {
            whole = Some(last_level);
            continue;
        }
        match (row.kind, whole) {
            (RowKind::Body, Some(level)) if own > level => row.kind = RowKind::OfWhich,
            (RowKind::SetApart, _) => {}
            _ => {
                whole = None;
                last_level = row.level.unwrap_or(PLAIN_LEVEL);
            }
        }
    }
}

/// So many words, or figures behind the signatures, in columns of counts are another table.
const ANOTHER_TABLE: usize = 3;

fn count_cells(cells: &[String], columns: &[usize], is_it: fn(&str) -> bool) -> usize {
    let cells = columns.iter().filter_map(|column| cells.get(*column));
    cells.filter(|cell| is_it(cell)).count()
}

/// Whether a figure stands in one of these columns.
pub fn has_figures(cells: &[String], columns: &[usize]) -> bool {
    count_cells(cells, columns, is_figure) > 0
}

/// "…, ngày 30 tháng 6 năm 2024" may stand below a column of counts: a figure begins with a digit.
fn is_figure(cell: &str) -> bool {
    if cell == UNSAVED {
        return true;
    }
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
        |column: Option<usize>| match column.and_then(|at| cells.get(at)).map(|cell| cell.trim()) {
            None | Some(UNSAVED) => "",
            Some(text) => text,
        };
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
    let kind = if !has_figures || (is_one_text(cells) && label.contains(char::is_alphabetic)) {
        RowKind::Heading
    } else if WORDS.is_of_which(&key) {
        RowKind::OfWhich
    } else if WORDS.is_carried_over(&key) || WORDS.is_set_apart(&key) {
        RowKind::SetApart
    } else if WORDS.is_total(&key) {
        RowKind::Total
    } else {
        RowKind::Body
    };
    let label = if rest.is_empty() { label } else { rest };
    NamedRow {
        place,
        cells,
        kind,
        level: level(ordinal),
        label: without_notes(label).to_owned(),
        outer: Vec::new(),
        ordinal: ordinal.to_owned(),
    }
}

/// A name without the signs of notes behind it; `m²` is a unit of measure.
fn without_notes(label: &str) -> &str {
    let bare = label.trim_end_matches(is_note).trim_end();
    if bare.is_empty() || bare.ends_with('m') { label } else { bare }
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
        let is_beside = |kind: RowKind| matches!(kind, RowKind::OfWhich | RowKind::SetApart);
        let below = levels.iter().skip(place + 1).find(|(kind, _)| !is_beside(*kind));
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
pub fn is_signature(cells: &[String]) -> bool {
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

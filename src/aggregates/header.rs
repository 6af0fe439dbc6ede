//! Rows of cells → where the header stands, how many rows it has, and what each column is for.
//!
//! Every row and every height up to six is tried; the block whose columns are best known wins, the
//! lower one where two are as good. A file with a column of dossier ids is never a table of counts.

use super::across::periods_over;
use super::centred;
use super::columns::ColumnUse;
use super::flat;
use super::joined;
use super::measure::Measure;
use super::own_heads;
use crate::columns::Vocabulary;
use crate::domain::CanonicalField;
use crate::read::HeaderCell;

/// A header stands within the first rows.
const SEARCH_ROWS: usize = 60;
/// Groups, groups in groups, names; each perhaps broken over two rows.
const MOST_ROWS: usize = 6;
/// No head has more columns, twelve months of eleven counts included; units across are more, and no head.
const MOST_COLUMNS: usize = 160;
/// No page that breaks names over rows has more columns.
const MOST_BROKEN: usize = 64;
/// So many known counts make a table: a title never holds them.
const FEWEST_MEASURES: usize = 3;

/// Where the header is and what it says.
#[derive(Debug)]
pub struct Header {
    /// From 0.
    pub row: usize,
    pub rows: usize,
    pub columns: Vec<(Vec<String>, ColumnUse)>,
    /// The period over each column, where several stand side by side.
    pub periods: Vec<Option<String>>,
}

impl Header {
    /// The heads of single periods, each with the cell that names it; this one alone where none stands over the
    /// columns.
    pub fn by_period(self) -> Vec<(Option<String>, Self)> {
        let mut names: Vec<&String> = self.periods.iter().flatten().collect();
        names.dedup();
        if names.is_empty() {
            return vec![(None, self)];
        }
        let of_period = |name: &String| {
            let columns = self.columns.iter().zip(&self.periods).map(|((path, own), period)| {
                let is_other = period.as_ref().is_some_and(|period| period != name);
                (path.clone(), if is_other { ColumnUse::Known } else { *own })
            });
            let (row, rows) = (self.row, self.rows);
            Self { row, rows, columns: columns.collect(), periods: Vec::new() }
        };
        names.into_iter().map(|name| (Some(name.clone()), of_period(name))).collect()
    }

    /// The places of the columns that count or print a rate.
    pub fn figures(&self) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        let figures =
            columns.filter(|(_, (_, column_use))| matches!(column_use, ColumnUse::Measure(_)));
        figures.map(|(place, _)| place).collect()
    }

    fn measures(&self) -> usize {
        let measures = self.columns.iter();
        measures.filter(|(_, column_use)| matches!(column_use, ColumnUse::Measure(_))).count()
    }

    fn has(&self, is_it: impl Fn(ColumnUse) -> bool) -> bool {
        self.columns.iter().any(|(_, column_use)| is_it(*column_use))
    }

    /// Known counts first; then a name for the rows; then few rows, so that no title and no first
    /// row of figures is taken in.
    pub fn score(&self) -> (usize, bool, bool, std::cmp::Reverse<usize>) {
        let has_label = self.has(|column_use| matches!(column_use, ColumnUse::Label(_)));
        let has_number = self.has(|column_use| column_use == ColumnUse::RowNumber);
        (self.measures(), has_label, has_number, std::cmp::Reverse(self.rows))
    }

    fn is_table(&self) -> bool {
        let (measures, has_label, has_number, _) = self.score();
        let counts = |column_use| matches!(column_use, ColumnUse::Measure(m) if !m.is_rate());
        measures >= FEWEST_MEASURES && (has_label || has_number) && self.has(counts)
    }
}

/// Finds the header of a table of counts.
pub fn find_header(rows: &[Vec<String>]) -> Option<Header> {
    let mut best: Option<Header> = None;
    for row in 0..rows.len().min(SEARCH_ROWS) {
        // Below a header stands its body; another table further down is not this one.
        if best.as_ref().is_some_and(|best| best.is_table() && best.row + best.rows <= row) {
            break;
        }
        let below = rows.iter().skip(row + 1).take(MOST_ROWS - 1);
        let height_of_names = 1 + below.take_while(|cells| !holds_figures(cells)).count();
        let is_too_wide = rows.get(row).is_some_and(|cells| width(cells) > MOST_COLUMNS);
        for height in (1..=height_of_names).take_while(|_| !is_too_wide) {
            let header = header(rows, row, height);
            if best.as_ref().is_none_or(|other| header.score() > other.score()) {
                best = Some(header);
            }
        }
    }
    let best = best.filter(Header::is_table)?;
    (!holds_dossiers(&best)).then_some(best)
}

/// The head of these rows: as it stands, or with its groups over the middle of their columns where more is known
/// then.
fn header(rows: &[Vec<String>], row: usize, height: usize) -> Header {
    let block = rows.get(row..row + height).unwrap_or(&[]);
    let plain = header_of(block, row);
    // Where nothing is known, or all is, no other place of the groups tells more.
    let unknown =
        |(path, own): &(Vec<String>, ColumnUse)| *own == ColumnUse::Unknown && !path.is_empty();
    if plain.measures() == 0 || !plain.columns.iter().any(unknown) {
        return plain;
    }
    let readings = centred::readings(block, joined::is_group);
    let readings = readings.iter().map(|block| header_of(block, row));
    readings.fold(
        plain,
        |best, other| {
            if other.measures() > best.measures() { other } else { best }
        },
    )
}

/// Up to the last cell that says something.
fn width(cells: &[String]) -> usize {
    cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)
}

/// Whether figures stand in a row: it is no part of a head.
fn holds_figures(cells: &[String]) -> bool {
    let is_figure = |cell: &&String| {
        cell.starts_with(|c: char| c.is_ascii_digit()) && !cell.contains(char::is_alphabetic)
    };
    cells.iter().filter(is_figure).count() >= FEWEST_MEASURES
}

fn header_of(block: &[Vec<String>], row: usize) -> Header {
    let (paths, periods) = periods_over(paths(block));
    let may_be_broken = block.len() > 1 && paths.len() <= MOST_BROKEN;
    let mut columns: Vec<(Vec<String>, ColumnUse)> = paths
        .into_iter()
        .map(|path| {
            let column_use = joined::column_use(&path, may_be_broken);
            (path, column_use)
        })
        .collect();
    flat::name_by_neighbours(&mut columns, &periods);
    own_heads::name_own(&mut columns);
    sharpen(&mut columns);
    drop_repeats(&mut columns, &periods);
    Header { row, rows: block.len(), columns, periods }
}

/// The cells over each column, topmost first. A merged cell reaches to the right as long as the cells
/// beside it are blank and something stands below them.
fn paths(block: &[Vec<String>]) -> Vec<Vec<String>> {
    let width = block.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |level: usize, column: usize| {
        let row = block.get(level)?;
        row.get(column).map(|text| text.trim()).filter(|text| !text.is_empty())
    };
    let mut left: Vec<Option<&str>> = vec![None; block.len()];
    let mut paths = Vec::with_capacity(width);
    for column in 0..width {
        let mut current: Vec<Option<&str>> = vec![None; block.len()];
        // Whether the cells above still belong to the merged cells of the column on the left.
        let mut continues = true;
        for level in 0..block.len() {
            let below = (level + 1..block.len()).any(|deeper| cell(deeper, column).is_some());
            let own = cell(level, column);
            let inherited = left.get(level).copied().flatten().filter(|_| continues && below);
            continues &= own.is_none();
            if let Some(slot) = current.get_mut(level) {
                *slot = own.or(inherited);
            }
        }
        let mut path: Vec<String> =
            current.iter().flatten().map(|text| (*text).to_owned()).collect();
        // A cell merged downwards comes out of some readers once per row.
        path.dedup();
        paths.push(path);
        left = current;
    }
    paths
}

/// "Tiếp nhận" beside a column of carried ones, or of the total, is what came in during the period.
fn sharpen(columns: &mut [(Vec<String>, ColumnUse)]) {
    let has = |columns: &[(Vec<String>, ColumnUse)], measure| {
        columns.iter().any(|(_, column_use)| *column_use == ColumnUse::Measure(measure))
    };
    if !has(columns, Measure::Carried) || has(columns, Measure::Received) {
        return;
    }
    for (_, column_use) in columns {
        if *column_use == ColumnUse::Measure(Measure::ReceivedUnclear) {
            *column_use = ColumnUse::Measure(Measure::Received);
        }
    }
}

/// The first column of a meaning, in each period, has it; the others are said to be unknown.
fn drop_repeats(columns: &mut [(Vec<String>, ColumnUse)], periods: &[Option<String>]) {
    let mut seen: Vec<(ColumnUse, &Option<String>)> = Vec::new();
    for ((_, column_use), period) in columns.iter_mut().zip(periods) {
        let is_single = !matches!(column_use, ColumnUse::Unknown | ColumnUse::Known);
        if is_single && seen.contains(&(*column_use, period)) {
            *column_use = ColumnUse::Unknown;
        }
        seen.push((*column_use, period));
    }
}

/// A list of late dossiers has "Trước hạn" and "Quá hạn" columns too.
fn holds_dossiers(header: &Header) -> bool {
    let vocabulary = Vocabulary::new(None);
    // "Số hồ sơ" is an id in a log and a total under "Đã giải quyết" in a table.
    let unknown = header.columns.iter().filter(|(_, column_use)| *column_use == ColumnUse::Unknown);
    unknown.filter_map(|(path, _)| path.last()).any(|name| {
        let cell = HeaderCell { group: None, name: name.clone() };
        vocabulary.claims(&cell).iter().any(|claim| claim.field == CanonicalField::DossierId)
    })
}

#[cfg(test)]
mod tests {
    use super::{ColumnUse, find_header};
    use crate::aggregates::Measure;

    fn rows(text: &str) -> Vec<Vec<String>> {
        text.lines().map(|line| line.split(';').map(str::to_owned).collect()).collect()
    }

    #[test]
    fn merged_cells_reach_to_the_next_one_and_no_further() {
        let header = find_header(&rows(
            "BÁO CÁO TỔNG HỢP;;;;;;;\n;;;;;;;\nSTT;Đơn vị;Tiếp nhận;;;Đang xử lý;;Bổ sung\n\
             ;;Tổng số;Trong kỳ;;Trong hạn;Quá hạn;\n;;;Tổng;BCCI;;;\n1;Xã A;5;5;0;1;0;0\n",
        ))
        .expect("a header");
        assert_eq!((header.row, header.rows), (2, 3));
        let last: Vec<String> = header.columns.iter().map(|(path, _)| path.join(" > ")).collect();
        assert_eq!(
            last,
            [
                "STT",
                "Đơn vị",
                "Tiếp nhận > Tổng số",
                "Tiếp nhận > Trong kỳ > Tổng",
                "Tiếp nhận > Trong kỳ > BCCI",
                "Đang xử lý > Trong hạn",
                "Đang xử lý > Quá hạn",
                "Bổ sung",
            ]
        );
        assert_eq!(header.columns[4].1, ColumnUse::Measure(Measure::ReceivedPostal));
        assert_eq!(header.columns[7].1, ColumnUse::Measure(Measure::Supplement));
    }

    #[test]
    fn a_list_of_dossiers_is_no_table() {
        let list = "STT;Mã hồ sơ;Ngày hẹn trả;Đã giải quyết;;\n;;;Trước hạn;Đúng hạn;Quá hạn\n";
        assert!(find_header(&rows(list)).is_none());
        let table = list.replace("Mã hồ sơ", "Đơn vị");
        assert!(find_header(&rows(&table)).is_some());
    }
}

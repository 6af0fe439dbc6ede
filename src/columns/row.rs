//! Rows of the body that are no dossiers: blank, repeated header, group, total and signature rows.
//!
//! Asked only about rows that do not look like a dossier at first sight (no id, no readable received
//! date, or another number of cells), so the search may take its time. A row with an id or with text in
//! a date column is a dossier, however broken: it is rejected with its reason, never quietly excluded.

use super::common::Common;
use super::date::{DateCell, DateEvidence, DateReader};
use super::id_shape::IdShape;
use crate::domain::{fold, trim};
use crate::findings::Exclusion;
use crate::read::{HeaderCell, Record, is_marked_numbering};

/// The columns that tell a dossier from furniture.
#[derive(Debug, Clone, Default)]
pub struct FurnitureColumns {
    pub id: usize,
    /// Received, due, finished, returned: those that the file has.
    pub dates: Vec<usize>,
    pub width: usize,
    /// Whether cells may stand to the right of the table: a sheet has room there.
    pub is_open: bool,
    pub ids: IdShape,
    /// Folded name of each column, and of the merged cell over it.
    names: Vec<(String, Option<String>)>,
}

impl FurnitureColumns {
    pub fn new(id: usize, dates: Vec<usize>, width: usize, headers: &[HeaderCell]) -> Self {
        let names = headers.iter().map(|header| {
            let group = header.group.as_ref().map(|group| fold(group));
            (fold(&header.name), group)
        });
        Self { id, dates, width, names: names.collect(), ..Self::default() }
    }

    /// Of a file whose rows may go on to the right, and whose ids look so.
    #[must_use]
    pub const fn with(mut self, is_open: bool, ids: IdShape) -> Self {
        self.is_open = is_open;
        self.ids = ids;
        self
    }

    /// Whether a row with so many cells is whole.
    #[inline]
    pub fn fits(&self, width: usize) -> bool {
        width == self.width || (self.is_open && width > self.width)
    }

    /// Whether a row is the header, or a row of it: every cell says what its column is called.
    fn is_header(&self, cells: &[&str], has_full_width: bool) -> bool {
        let name = |column: usize| self.names.get(column);
        let id = cells.get(self.id).map(|cell| fold(cell)).unwrap_or_default();
        let is_first = has_full_width
            && !id.is_empty()
            && name(self.id).is_some_and(|(own, group)| *own == id || group.as_ref() == Some(&id));
        let mut filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let is_named = |(column, cell): (usize, &&str)| {
            let folded = fold(cell);
            name(column)
                .is_some_and(|(own, group)| *own == folded || group.as_ref() == Some(&folded))
        };
        is_first || (filled.clone().count() >= 2 && filled.all(is_named))
    }
}

/// Nobody signs further to the right: a row of thousands of cells is not asked cell by cell.
const MOST_SIGNERS: usize = 200;

/// The cells of a row, looked at for what they may be.
struct Row<'a> {
    cells: Vec<&'a str>,
    filled: Vec<&'a str>,
    columns: &'a FurnitureColumns,
    has_full_width: bool,
}

/// Why a row is no dossier, or nothing when it is one.
pub fn furniture(
    record: &Record<'_>,
    columns: &FurnitureColumns,
    dates: DateReader<'_>,
    after_signature: bool,
) -> Option<Exclusion> {
    if record.is_blank() {
        return Some(Exclusion::BlankRow);
    }
    let is_date = |column: &usize| {
        let read = dates.read(&record.cell(*column), &mut DateEvidence::default());
        matches!(read, DateCell::At(_))
    };
    if columns.dates.iter().any(is_date) {
        return None;
    }
    let texts: Vec<String> =
        record.cells().map(|cell| String::from_utf8_lossy(&cell).into_owned()).collect();
    let cells: Vec<&str> = texts.iter().map(|cell| trim(cell)).collect();
    let filled = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
    let has_full_width = columns.fits(record.width());
    let row = Row { cells, filled, columns, has_full_width };
    if row.filled.is_empty() {
        // Nothing but spaces that are not ASCII.
        return Some(Exclusion::BlankRow);
    }
    if columns.is_header(&row.cells, has_full_width) {
        return Some(Exclusion::HeaderRow);
    }
    row.kind(after_signature)
}

impl Row<'_> {
    fn kind(&self, after_signature: bool) -> Option<Exclusion> {
        if self.is_merged_text() {
            return Some(Exclusion::GroupRow);
        }
        let common = Common::built_in();
        let first = self.filled.first().map(|cell| fold(cell)).unwrap_or_default();
        if let Some(rest) = behind_label(&first, &common.total_labels)
            && self.is_total(rest)
        {
            return Some(Exclusion::TotalRow);
        }
        if self.has_id() || self.has_date_text() {
            return None;
        }
        let is_signed = |cell: &&str| is_signature(&fold(cell), &common.signature_labels);
        if self.filled.iter().take(MOST_SIGNERS).any(is_signed) {
            return Some(Exclusion::SignatureRow);
        }
        if !is_sparse(&self.filled, self.has_full_width) {
            return None;
        }
        if after_signature {
            // The names under "người lập biểu": not to be looked at any further.
            return Some(Exclusion::SignatureRow);
        }
        let is_dated = self.dates().any(|cell| !cell.is_empty());
        (!is_dated && self.filled.iter().any(|cell| has_letters(cell)))
            .then_some(Exclusion::GroupRow)
    }

    fn dates(&self) -> impl Iterator<Item = &str> {
        let texts = self.columns.dates.iter().filter_map(|column| self.cells.get(*column).copied());
        texts.filter(|text| !is_blank_word(text.as_bytes()))
    }

    /// One text in every cell: a merged cell, unrolled. An id repeated so has no words.
    fn is_merged_text(&self) -> bool {
        const FEWEST: usize = 3;
        let Some(first) = self.cells.first() else { return false };
        let is_text =
            has_letters(first) && (!has_digits(first) || first.contains(char::is_whitespace));
        self.cells.len() >= FEWEST && is_text && self.cells.iter().all(|cell| cell == first)
    }

    /// Whether there is an id: one that looks like those of the file, or a code somewhere in the row.
    fn has_id(&self) -> bool {
        let id = self.cells.get(self.columns.id).copied().unwrap_or_default();
        let is_code = |cell: &&str| looks_like_code(cell);
        (!is_blank_word(id.as_bytes()) && self.columns.ids.is_like(id))
            || self.filled.iter().any(is_code)
    }

    /// Digits in a date column, but not the place and date above a signature.
    fn has_date_text(&self) -> bool {
        let is_signed = |text: &str| is_place_and_date(&fold(text));
        self.dates().any(|text| has_digits(text) && !is_signed(text))
    }

    /// A total says how many there are and nothing else: `rest` is what follows `Tổng` in its cell. A
    /// company that is called so has words behind it, or an id, or dates.
    fn is_total(&self, rest: &str) -> bool {
        let others = || self.filled.iter().skip(1);
        let is_count = |cell: &str| !has_letters(cell);
        let has_no_dates = self.dates().all(|text| is_count(text) && !text.contains('/'));
        if is_of_dossiers(rest) && others().all(|cell| is_count(cell)) {
            return has_no_dates;
        }
        let words = others().filter(|cell| has_letters(cell)).count();
        words < 2 && !self.has_id() && !self.has_date_text()
    }
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

fn has_digits(text: &str) -> bool {
    text.chars().any(|character| character.is_ascii_digit())
}

/// What follows a label, if the text begins with one as a word.
fn behind_label<'t>(folded: &'t str, labels: &[String]) -> Option<&'t str> {
    let rests = labels.iter().filter_map(|label| folded.strip_prefix(label.as_str()));
    rests.filter(|rest| !rest.starts_with(char::is_alphanumeric)).min_by_key(|rest| rest.len())
}

/// `: 12`, ` hồ sơ`, nothing.
fn is_of_dossiers(rest: &str) -> bool {
    !has_letters(&rest.replace(&fold("hồ sơ"), ""))
}

/// A title of an office holder, or "…, ngày 30 tháng 6 năm 2024".
fn is_signature(folded: &str, labels: &[String]) -> bool {
    let words: Vec<&str> = folded.split([' ', ',']).collect();
    let is_place_and_date =
        ["ngày", "tháng", "năm"].iter().all(|word| words.contains(&fold(word).as_str()));
    is_place_and_date || behind_label(folded, labels).is_some()
}

/// `Thái Bình, ngày 30 tháng 6 năm 2024`: a date alone may be that of a dossier.
fn is_place_and_date(folded: &str) -> bool {
    let place =
        folded.split_once(',').filter(|(place, _)| has_letters(place) && !has_digits(place));
    place.is_some_and(|(_, date)| is_signature(date, &[]))
}

/// One text over the row (alone, or repeated as merged cells are when unrolled), or an ordinal and
/// one text. A row of the wrong width has to be a single text: two cells may be a cut dossier.
fn is_sparse(filled: &[&str], has_full_width: bool) -> bool {
    let is_one_text = filled.windows(2).all(|pair| pair.first() == pair.last());
    is_one_text || (has_full_width && filled.len() == 2)
}

/// Codes have digits and no spaces, and are longer than an ordinal; counts are no codes.
fn looks_like_code(text: &str) -> bool {
    const SHORTEST: usize = 6;
    let is_count =
        |character: char| character.is_ascii_digit() || matches!(character, '.' | ',' | '%');
    text.len() >= SHORTEST
        && has_digits(text)
        && !text.chars().any(char::is_whitespace)
        && !(text.chars().all(is_count) && text.contains(['.', ',', '%']))
}

/// `(1) | (2) | (3)`: the numbers of columns, as they stand below a header.
pub fn is_numbering(record: &Record<'_>) -> bool {
    let cells = record.cells().map(|cell| String::from_utf8_lossy(&cell).into_owned());
    is_marked_numbering(&cells.collect::<Vec<_>>())
}

/// The words of a group row, without its ordinal.
pub fn text_of_group(record: &Record<'_>) -> Option<String> {
    let cells = record.cells().map(|cell| String::from_utf8_lossy(&cell).into_owned());
    let texts = cells.filter(|cell| has_letters(cell));
    texts.max_by_key(|cell| cell.chars().count())
}

/// `NULL`, `-` and their like.
pub fn is_blank_word(cell: &[u8]) -> bool {
    const LONGEST: usize = 12;
    cell.len() <= LONGEST
        && Common::built_in()
            .blank_cells
            .iter()
            .any(|word| word.as_bytes().eq_ignore_ascii_case(cell))
}

#[cfg(test)]
mod tests {
    use super::{FurnitureColumns, furniture};
    use crate::columns::date::{DateHabits, DateOrder, DateReader};
    use crate::findings::Exclusion;
    use crate::read::{Dialect, HeaderCell, Records};

    fn kind(line: &str) -> Option<Exclusion> {
        let names = ["STT", "Mã hồ sơ", "Ngày nhận", "Ngày hẹn", "Trạng thái"];
        let header = |name: &str| HeaderCell { group: None, name: name.to_owned() };
        let columns = FurnitureColumns::new(1, vec![2, 3], 5, &names.map(header));
        let mut records = Records::new(line.as_bytes(), Dialect::new(b';'));
        let record = records.advance().expect("one record");
        let habits = DateHabits::default();
        let dates = DateReader::new(&[], DateOrder::DayFirst, None, &habits);
        furniture(&record, &columns, dates, false)
    }

    #[test]
    fn every_kind_of_furniture() {
        for (line, expected) in [
            (";;;;", Exclusion::BlankRow),
            ("\n", Exclusion::BlankRow),
            ("STT;Mã hồ sơ;Ngày nhận;Ngày hẹn;Trạng thái", Exclusion::HeaderRow),
            ("UBND xã Quỳnh Mỹ;;;;", Exclusion::GroupRow),
            ("I;Lĩnh vực đất đai;;;", Exclusion::GroupRow),
            ("Hộ tịch;Hộ tịch;Hộ tịch;Hộ tịch;Hộ tịch", Exclusion::GroupRow),
            ("Tổng số;120;;;", Exclusion::TotalRow),
            (";TỔNG CỘNG: 12 hồ sơ;;;", Exclusion::TotalRow),
            ("Tổng số: 120 hồ sơ", Exclusion::TotalRow),
            (";;NGƯỜI LẬP BIỂU;;THỦ TRƯỞNG ĐƠN VỊ", Exclusion::SignatureRow),
            ("Thái Bình, ngày 30 tháng 6 năm 2024;;;;", Exclusion::SignatureRow),
            (";;;Thái Bình, ngày 30 tháng 6 năm 2024;", Exclusion::SignatureRow),
            (";;Ngày nhận;Ngày hẹn;", Exclusion::HeaderRow),
            ("Tổng số;120;115;1.204;", Exclusion::TotalRow),
            ("Tổng số hồ sơ đã nhận trong tháng;12;;;", Exclusion::TotalRow),
            ("II;Phường 5, quận 3;;;", Exclusion::GroupRow),
        ] {
            assert_eq!(kind(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn a_broken_dossier_is_not_furniture() {
        for line in [
            "1;;05/06/2024;;",
            "1;000.00.00.H54-240605-0001;;;",
            "000.00.00.H54-240605-0001",
            "12;;;;",
            "a;b",
            ";;;05/06/2024;Tổng số",
            "1;Tổng hợp;x;y;z",
            "Tổng công ty Điện lực;000.12.34.H54-240603-0003;04/06/xx;;",
            "Tổng công ty Điện lực;T-3;;;",
            "Tổng cộng;T-3;;;",
            "Tổng công ty Điện lực;;ngày 4 tháng 6;;",
            "Tổng công ty Điện lực;;;;Đang xử lý;UBND xã A",
            "Giám đốc;000.12.34.H54-240603-0003;;;",
            "3;000.12.34.H54-240603-0003;ngày 4 tháng 6 năm 2024;ngày 12 tháng 6 năm 2024;x",
            "Hộ kinh doanh;;chưa rõ;;",
            ";T-3;;;",
            "1;2;3;4;5",
            "1;Tổng số;31/6;;",
        ] {
            assert_eq!(kind(line), None, "{line}");
        }
    }
}

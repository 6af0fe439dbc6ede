//! Rows of the body that are no dossiers: blank, repeated header, group, total and signature rows.
//!
//! Asked only about rows that do not look like a dossier at first sight (no id, no readable received
//! date, or another number of cells), so the search may take its time. A row with any date in it is
//! a dossier, however broken: it is rejected with its reason, never quietly excluded.

use super::date::{DateCell, DateEvidence, DateReader};
use super::dictionary::Dictionary;
use super::fold::{fold, trim};
use crate::findings::Exclusion;
use crate::read::Record;

/// The columns that tell a dossier from furniture.
#[derive(Debug, Clone)]
pub struct FurnitureColumns {
    pub id: usize,
    /// Folded header over the id column.
    pub id_header: String,
    /// Received, due, finished, returned: those that the file has.
    pub dates: Vec<usize>,
    pub width: usize,
}

/// Why a row is no dossier, or nothing when it is one.
#[must_use]
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
    let cells: Vec<String> =
        record.cells().map(|cell| String::from_utf8_lossy(&cell).into_owned()).collect();
    let filled: Vec<&str> =
        cells.iter().map(|cell| trim(cell)).filter(|cell| !cell.is_empty()).collect();
    let Some(first) = filled.first() else {
        // Nothing but spaces that are not ASCII.
        return Some(Exclusion::BlankRow);
    };
    let id = cells.get(columns.id).map_or("", |cell| trim(cell));
    if fold(id) == columns.id_header && record.width() == columns.width {
        return Some(Exclusion::HeaderRow);
    }
    let dictionary = Dictionary::built_in();
    if starts_with_label(&fold(first), &dictionary.total_labels) {
        return Some(Exclusion::TotalRow);
    }
    if filled.iter().any(|cell| is_signature(&fold(cell), &dictionary.signature_labels)) {
        return Some(Exclusion::SignatureRow);
    }
    if !is_sparse(&filled, record.width() == columns.width)
        || filled.iter().any(|cell| looks_like_id(cell))
    {
        return None;
    }
    if after_signature {
        // The names under "người lập biểu": not to be looked at any further.
        return Some(Exclusion::SignatureRow);
    }
    let has_words = filled.iter().any(|cell| cell.chars().any(char::is_alphabetic));
    has_words.then_some(Exclusion::GroupRow)
}

/// A label, followed by nothing or by something that ends the word.
fn starts_with_label(folded: &str, labels: &[String]) -> bool {
    labels.iter().any(|label| {
        folded
            .strip_prefix(label.as_str())
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// A title of an office holder, or "…, ngày 30 tháng 6 năm 2024".
fn is_signature(folded: &str, labels: &[String]) -> bool {
    let words: Vec<&str> = folded.split([' ', ',']).collect();
    let is_place_and_date =
        ["ngày", "tháng", "năm"].iter().all(|word| words.contains(&fold(word).as_str()));
    is_place_and_date || starts_with_label(folded, labels)
}

/// One text over the row (alone, or repeated as merged cells are when unrolled), or an ordinal and
/// one text. A row of the wrong width has to be a single text: two cells may be a cut dossier.
fn is_sparse(filled: &[&str], has_full_width: bool) -> bool {
    let is_one_text = filled.windows(2).all(|pair| pair.first() == pair.last());
    is_one_text || (has_full_width && filled.len() == 2)
}

/// Codes have digits and no spaces, and are longer than an ordinal.
fn looks_like_id(text: &str) -> bool {
    const SHORTEST: usize = 6;
    text.len() >= SHORTEST
        && text.chars().any(|character| character.is_ascii_digit())
        && !text.chars().any(char::is_whitespace)
}

/// `NULL`, `-` and their like.
#[must_use]
pub fn is_blank_word(cell: &[u8]) -> bool {
    Dictionary::built_in().blank_cells.iter().any(|word| word.as_bytes() == cell)
}

#[cfg(test)]
mod tests {
    use super::{FurnitureColumns, furniture};
    use crate::findings::Exclusion;
    use crate::normalise::date::{DateHabits, DateOrder, DateReader};
    use crate::normalise::fold::fold;
    use crate::read::{Dialect, Records};

    fn kind(line: &str) -> Option<Exclusion> {
        let columns =
            FurnitureColumns {
                id: 1, id_header: fold("Mã hồ sơ"), dates: vec![2, 3], width: 5
            };
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
        ] {
            assert_eq!(kind(line), None, "{line}");
        }
    }
}

//! The first dossiers of a file → what its columns look like: its ids, columns that lost merged cells, and
//! what columns hold that nothing knows.
//!
//! In: the head of the body. Out: a [`HeadSample`]. Must not know: the rest of the file, findings.

use super::date::{DateCell, DateEvidence, DateReader};
use super::id_shape::IdShape;
use super::mapping::Mapping;
use super::row::is_blank_word;
use super::unmapped_column::{UnmappedColumn, UnmappedColumns};
use crate::domain::CanonicalField;
use crate::read::{Layout, Records};

/// What the first dossiers show.
#[derive(Debug, Clone, Default)]
pub struct HeadSample {
    pub ids: IdShape,
    /// Fields whose value stands once, with blanks below it, and how many cells are blank.
    pub lost_merges: Vec<(CanonicalField, u64)>,
    /// What columns hold that nothing knows, where a due date, a finish or a status is missing.
    pub unmapped: Vec<UnmappedColumn>,
}

/// So many rows show what a column holds.
const ROWS: usize = 300;

/// Fields whose cells are merged over several rows in printed lists.
const MERGED: [CanonicalField; 10] = [
    CanonicalField::ReceivingUnit,
    CanonicalField::ResolvingUnit,
    CanonicalField::UnitCode,
    CanonicalField::Commune,
    CanonicalField::District,
    CanonicalField::Province,
    CanonicalField::ProcedureName,
    CanonicalField::Field,
    CanonicalField::ReceivedAt,
    CanonicalField::DueAt,
];

/// Looks at the head of a body.
pub fn sample_head(
    body: &[u8],
    layout: &Layout,
    mapping: &Mapping,
    reader: DateReader<'_>,
) -> HeadSample {
    let mut sample = HeadSample::default();
    let columns =
        (mapping.column(CanonicalField::DossierId), mapping.column(CanonicalField::ReceivedAt));
    let (Some(id), Some(received)) = columns else { return sample };
    let merged = MERGED.iter().filter_map(|field| Some((*field, mapping.column(*field)?)));
    let mut merged: Vec<(CanonicalField, usize, Blocks)> =
        merged.map(|(field, column)| (field, column, Blocks::default())).collect();
    let mut unmapped = UnmappedColumns::new(mapping);
    let mut records = Records::new(body, layout.dialect);
    for _ in 0..ROWS {
        let Some(record) = records.advance() else { break };
        let cell = record.cell(id);
        let read = reader.read(&record.cell(received), &mut DateEvidence::default());
        if record.width() < layout.width || cell.is_empty() || read == DateCell::Bad {
            continue;
        }
        if let DateCell::At(received) = read {
            sample.ids.add(&String::from_utf8_lossy(&cell));
            unmapped.add(&record, received.day(), reader);
        }
        for (_, column, blocks) in &mut merged {
            blocks.add(&record.cell(*column));
        }
    }
    let is_lost = |(field, _, blocks): &(CanonicalField, usize, Blocks)| {
        let is_date = matches!(field, CanonicalField::ReceivedAt | CanonicalField::DueAt);
        blocks.are_merged(is_date).then_some((*field, blocks.blanks))
    };
    sample.lost_merges = merged.iter().filter_map(is_lost).collect();
    sample.unmapped = unmapped.columns;
    sample
}

/// The cells of one column, as blocks of a value and blanks below it.
#[derive(Debug, Default)]
struct Blocks {
    last: Option<Vec<u8>>,
    begun: u64,
    /// Blocks with at least one blank.
    long: u64,
    blanks: u64,
    is_in_long: bool,
    /// A value follows itself, or the first row is blank: no merged cells.
    is_broken: bool,
}

impl Blocks {
    fn add(&mut self, cell: &[u8]) {
        if cell.is_empty() || is_blank_word(cell) {
            self.blanks += 1;
            self.is_broken |= self.last.is_none() || !cell.is_empty();
            self.long += u64::from(!self.is_in_long);
            self.is_in_long = true;
            return;
        }
        self.is_broken |= self.last.as_deref() == Some(cell);
        self.last = Some(cell.to_vec());
        self.begun += 1;
        self.is_in_long = false;
    }

    /// Dates are left blank for other reasons too, so nearly every one has to have blanks below it.
    fn are_merged(&self, is_date: bool) -> bool {
        let is_pattern = !self.is_broken && self.blanks >= 2 && self.long * 2 >= self.begun;
        let is_clear = self.begun >= 2 && self.long + 1 >= self.begun && self.blanks >= self.begun;
        is_pattern && (!is_date || is_clear)
    }
}

#[cfg(test)]
mod tests {
    use super::Blocks;

    fn are_merged(cells: &str, is_date: bool) -> bool {
        let mut blocks = Blocks::default();
        cells.split(',').for_each(|cell| blocks.add(cell.as_bytes()));
        blocks.are_merged(is_date)
    }

    #[test]
    fn a_name_once_and_blanks_below() {
        assert!(are_merged("A,,,B,,", false));
        assert!(are_merged("A,,,B,C,,D", false));
        assert!(are_merged("A,,", false));
        // Here and there a blank, a value that follows itself, blanks first, blank words.
        for cells in ["A,A,,B,B,B", "A,B,C,,D,E", ",,A,", "A,-,-", "A,B,C", "A,,A,,"] {
            assert!(!are_merged(cells, false), "{cells}");
        }
        assert!(are_merged("1,,2,,,3", true));
        assert!(!are_merged("1,2,,,4,5", true));
        assert!(!are_merged("1,,", true));
    }
}

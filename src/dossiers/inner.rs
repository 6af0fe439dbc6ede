//! A row that is one quoted cell → the row in it: `"1,H54-1,03/06/2024"`.
//!
//! In: a record that does not look like a dossier. Out: the text of the row it holds, or that it holds
//! a row of another width. Must not know: what becomes of it.

use super::file_plan::FilePlan;
use crate::columns::{DateCell, DateEvidence};
use crate::read::{Dialect, Record, Records, holds_cells};

/// What stands in the only cell of a row.
#[derive(Debug, PartialEq, Eq)]
pub enum Inner {
    /// A text.
    Nothing,
    /// The cells of a row of the table.
    Row(Vec<u8>, Dialect),
    /// Cells with a date among them, but not those of a row of the table.
    Broken,
}

/// Looks into a row with one filled cell.
pub fn inner_row(record: &Record<'_>, plan: &FilePlan) -> Inner {
    if record.is_plain(0) && record.width() > 1 {
        return Inner::Nothing;
    }
    let text = record.cell(0);
    let is_alone = (1..record.width()).all(|column| record.cell(column).is_empty());
    if plan.furniture.width < 2 || !is_alone || !holds_cells(&text) {
        return Inner::Nothing;
    }
    let own = plan.facts.layout.dialect;
    let others = Dialect::DELIMITERS.into_iter().filter(|delimiter| *delimiter != own.delimiter);
    let dialects = std::iter::once(own).chain(others.map(Dialect::new));
    let mut is_broken = false;
    for dialect in dialects {
        let mut records = Records::new(&text, dialect);
        let Some(inner) = records.advance() else { continue };
        let dates = plan.dates();
        let is_date =
            |cell: &[u8]| matches!(dates.read(cell, &mut DateEvidence::default()), DateCell::At(_));
        if inner.width() == plan.furniture.width
            && (is_date(&inner.cell(plan.received))
                || plan.furniture.ids.is_like(&id(&inner, plan)))
        {
            return Inner::Row(text.into_owned(), dialect);
        }
        is_broken |= inner.width() > 2 && inner.cells().any(|cell| is_date(&cell));
    }
    if is_broken { Inner::Broken } else { Inner::Nothing }
}

fn id(record: &Record<'_>, plan: &FilePlan) -> String {
    String::from_utf8_lossy(&record.cell(plan.id)).into_owned()
}

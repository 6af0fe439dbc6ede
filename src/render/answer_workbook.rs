//! An answer → a workbook: a sheet for each table, with the sentences that stand before it above it and its notes
//! below; numbers are numbers.
//!
//! In: a [`Document`]. Out: an XLSX file. Must not know: what the answer is about.

use rust_xlsxwriter::XlsxError;

use super::xlsx::free_name;
use super::{number, workbook};
use crate::answers::feedback::Sheet;
use crate::answers::{Block, Cell, Column, Document, Phrase, Table, TableRow};
use crate::words::Lang;

/// Letters that a column has at least and at most.
const WIDTHS: (usize, usize) = (9, 60);

/// Writes the workbook.
///
/// # Errors
/// When a table is too large for a sheet.
pub fn write(document: &Document, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let sheets = sheets(document, lang);
    let title = sheets.first().and_then(|sheet| sheet.title.first()).cloned().unwrap_or_default();
    workbook::write(lang, &title, &sheets)
}

fn sheets(document: &Document, lang: Lang) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut taken = Vec::new();
    let (mut heading, mut before): (Option<&str>, Vec<String>) = (None, Vec::new());
    for block in &document.blocks {
        match block {
            Block::Heading(text) => heading = Some(text),
            Block::Paragraph(text) => before.push(number::phrase(lang, text)),
            Block::Facts(facts) => {
                let line = |(name, value): &(String, Phrase)| {
                    format!("{}: {}", name.trim(), number::phrase(lang, value))
                };
                before.extend(facts.iter().map(line));
            }
            Block::Table(table) => {
                let usual = lang.of("Bảng", "Table");
                let title = heading.take().unwrap_or(usual).to_owned();
                // The period stands above the table; a name of a sheet is too short for it.
                let before_days = title.split(lang.of(" từ ", ", ")).next();
                let name = free_name(before_days.unwrap_or(&title), &mut taken);
                // The second line of a sheet is for the name of a unit.
                let gap = (!before.is_empty()).then(String::new);
                let above = std::iter::once(title).chain(gap).chain(before.drain(..));
                sheets.push(Sheet { name, title: above.collect(), table: fitted(table, lang) });
            }
        }
    }
    // What is said behind the last table belongs below it.
    let behind = heading.map(str::to_owned).into_iter().chain(before).map(Phrase::from);
    if let Some(last) = sheets.last_mut() {
        last.table.notes.extend(behind);
    } else {
        let column = Column::text(lang, "what").wide(100);
        let rows = behind.map(|text| vec![Cell::Phrase(text)]).collect();
        let table = Table::new(vec![column], rows, None);
        sheets
            .push(Sheet { name: lang.of("Bảng", "Table").to_owned(), title: Vec::new(), table });
    }
    sheets
}

/// Without its bars, and every column as wide as what it holds.
fn fitted(table: &Table, lang: Lang) -> Table {
    let is_bar =
        |place: &usize| table.lines().any(|line| matches!(line.get(*place), Some(Cell::Bar(..))));
    let kept: Vec<usize> = (0..table.columns.len()).filter(|place| !is_bar(place)).collect();
    let column = |place: &usize| {
        let column = table.columns.get(*place)?.clone();
        let texts = table.lines().filter_map(|line| Some(number::cell(lang, line.get(*place)?, 0)));
        let longest = texts.map(|text| text.chars().count()).max().unwrap_or(0);
        let word = column.name.split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
        // The button of the filter stands in the head.
        let letters = (longest + 2).max(word + 4).clamp(WIDTHS.0, WIDTHS.1);
        Some(column.wide(u16::try_from(letters).unwrap_or(u16::MAX)))
    };
    let row = |row: &TableRow| TableRow {
        cells: kept.iter().filter_map(|place| row.cells.get(*place).cloned()).collect(),
        ..row.clone()
    };
    Table {
        columns: kept.iter().filter_map(column).collect(),
        rows: table.rows.iter().map(row).collect(),
        notes: table.notes.clone(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::write;
    use crate::answers::{Block, Cell, Column, Document, Table};
    use crate::domain::Ratio;
    use crate::indicators::Sense;
    use crate::words::Lang;

    #[test]
    fn tables_are_sheets_and_numbers_are_numbers() {
        let rate = Ok(Ratio::new(3, 4).expect("a share"));
        let columns = vec![
            Column::text(Lang::Vi, "unit"),
            Column::number(Lang::Vi, "count"),
            Column::number(Lang::Vi, "rate"),
            Column::text_named("bar", ""),
        ];
        let line = |name: &str, count| {
            let bar = Cell::Bar(rate, Sense::HigherIsBetter);
            vec![Cell::Text(name.to_owned()), Cell::Count(count), Cell::Rate(rate), bar]
        };
        let table = Table::new(columns, vec![line("=1+1", 3)], Some(line("Tổng số", 4_000)));
        let document = Document {
            blocks: vec![
                Block::Paragraph("Một câu.".into()),
                Block::Heading("Đơn vị từ 01/06/2024".to_owned()),
                Block::Table(table.clone()),
                Block::Heading("Đơn vị từ 01/05/2024".to_owned()),
                Block::Table(table),
                Block::Paragraph("Câu cuối.".into()),
            ],
        };
        let bytes = write(&document, Lang::Vi).expect("a workbook");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let names = book.sheet_names();
        assert_eq!(names, ["Đơn vị", "Đơn vị (2)"]);
        let range = book.worksheet_range(&names[0]).expect("a sheet");
        let texts: Vec<String> = range.used_cells().map(|(.., cell)| cell.to_string()).collect();
        assert!(texts.contains(&"Một câu.".to_owned()) && texts.contains(&"=1+1".to_owned()));
        let numbers = range.used_cells().filter(|(.., cell)| matches!(cell, Data::Float(_)));
        assert_eq!(numbers.count(), 4, "{texts:?}");
        assert!(!texts.iter().any(|text| text.contains('█')), "{texts:?}");
        let second = book.worksheet_range(&names[1]).expect("a sheet");
        let said = second.used_cells().any(|(.., cell)| *cell == "Câu cuối.");
        assert!(said, "what stands behind the last table stands below it");
    }
}

//! Sheets around the tables: cover, summary, charts, forms, and the file as a whole.

use calamine::{Data, Reader};

use super::{assert_number, at, bytes, formula, open, parts, sheet};
use crate::answers::Cell;
use crate::answers::publication::required_notes;
use crate::answers::publication::sample::sample;
use crate::domain::{Absence, Ratio};
use crate::render::formats::FileFormat;
use crate::render::rendering::RenderOptions;
use crate::words::Lang;

#[test]
fn the_same_report_gives_the_same_bytes() {
    for lang in [Lang::Vi, Lang::En] {
        assert_eq!(bytes(&sample(lang)), bytes(&sample(lang)));
    }
    let core = parts(&bytes(&sample(Lang::Vi)));
    let core = core.iter().find(|(name, _)| name == "docProps/core.xml").expect("properties");
    assert!(core.1.contains("2024-06-30T00:00:00Z"), "{}", core.1);
}

#[test]
fn a_form_is_filled_as_it_is_printed() {
    let mut report = sample(Lang::Vi);
    report.forms[0].table.rows[4].cells[3] = Cell::Open;
    report.forms[0].table.rows[4].cells[2] = Cell::Open;
    report.forms[0].table.rows[3].cells[2] = Cell::Empty;
    report.forms[0].table.rows[3].cells[3] = Cell::Empty;
    report.forms[0].table.rows[3].cells[4] = Cell::Empty;
    report.forms[0].table.rows[5].sum_of = Vec::new();
    let mut book = open(&report);
    let form = &report.forms[0];
    let range = sheet(&mut book, &form.sheet);
    assert_eq!(at(&range, 0, 0), Data::String(form.number.clone()));
    let first = (0..30).find(|row| at(&range, *row, 0) == Data::String("A".to_owned()));
    let first = first.expect("the first block");
    let open = [at(&range, first + 4, 2), at(&range, first + 4, 3)];
    assert_eq!(open, [(); 2].map(|()| Data::String("……".to_owned())));
    assert_number(&at(&range, first, 2), 42.0, "a block");
    // Across where the column is a sum, else down where the row is one.
    assert_eq!(formula(&mut book, &form.sheet, first, 2), format!("SUM(D{0}:E{0})", first + 1));
    let down = format!("SUM(D{}:D{})", first + 2, first + 3);
    assert_eq!(formula(&mut book, &form.sheet, first, 3), down);
    assert_eq!(formula(&mut book, &form.sheet, first + 1, 3), "");
    let text = |words: &str| range.used_cells().any(|(_, _, cell)| *cell == *words);
    assert!(text("Người lập biểu") && text("Thủ trưởng đơn vị"));
    let merges = book.merge_cells_by_sheet_name(&form.sheet).expect("merges");
    let head = u32::try_from(first - form.header_rows).expect("small");
    for cell in form.header.iter().filter(|cell| cell.row_span * cell.column_span > 1) {
        let place = |number: usize| u32::try_from(number).expect("small");
        let (row, column) = (head + place(cell.row), place(cell.column));
        let end = (row + place(cell.row_span) - 1, column + place(cell.column_span) - 1);
        assert!(merges.iter().any(|merge| (merge.start, merge.end) == ((row, column), end)));
    }
}

#[test]
fn the_cover_leads_to_every_sheet() {
    for lang in [Lang::Vi, Lang::En] {
        let report = sample(lang);
        let mut book = open(&report);
        let names = book.sheet_names();
        let cover = sheet(&mut book, &names[1]);
        let listed: Vec<String> = cover
            .used_cells()
            .filter_map(|(_, column, cell)| match cell {
                Data::String(text) if column == 1 && names.contains(text) => Some(text.clone()),
                _ => None,
            })
            .collect();
        let others: Vec<&String> = names.iter().filter(|name| **name != names[1]).collect();
        assert_eq!(listed.iter().collect::<Vec<_>>(), others);
        let first = parts(&bytes(&report));
        let first = first.iter().find(|(name, _)| name == "xl/worksheets/sheet2.xml");
        assert_eq!(first.expect("a cover").1.matches("<hyperlink ").count(), listed.len());
    }
}

#[test]
fn charts_draw_their_table_and_say_what_they_show() {
    let mut report = sample(Lang::Vi);
    report.sections[2].table.rows[2].cells[6] = Cell::Rate(Err(Absence::NoDossiers));
    let table = &mut report.sections[2].table;
    table.notes = required_notes(table, Lang::Vi, report.suppress_below);
    let parts = parts(&bytes(&report));
    let charts: Vec<&str> = parts
        .iter()
        .filter(|(name, _)| name.starts_with("xl/charts/chart"))
        .map(|(_, text)| text.as_str())
        .collect();
    assert_eq!(charts.len(), 4);
    assert!(charts[0].contains("<c:f>'Đơn vị'!$E$6:$E$12</c:f>"));
    assert!(charts[0].contains("percentStacked"));
    // The bounds stand beside the page, and the axis says where it begins.
    assert!(charts[1].contains("<c:errBars>") && charts[1].contains("trục bắt đầu từ 75%"));
    // Where a month has no rate, the line has a gap and does not fall to nothing.
    assert!(charts[2].contains("<c:f>Tháng!$F$6:$F$11</c:f>"));
    assert!(!charts[2].contains("<c:f>Tháng!$G$6:$G$11</c:f>"));
    assert!(charts.iter().all(|chart| chart.contains("Times New Roman")));
    let drawings = parts.iter().filter(|(name, _)| name.starts_with("xl/drawings/drawing"));
    let described = drawings.map(|(_, text)| text.matches("descr=\"").count());
    assert_eq!(described.sum::<usize>(), 4);
}

#[test]
fn the_summary_says_changes_in_words() {
    let report = sample(Lang::Vi);
    let mut book = open(&report);
    let range = sheet(&mut book, "Tổng hợp");
    let row = (0..20)
        .find(|row| at(&range, *row, 0) == Data::String("Tỷ lệ đúng hạn".to_owned()))
        .expect("the rate");
    let rate = Ratio::new(1_661, 1_698).expect("a ratio");
    assert_number(&at(&range, row, 1), rate.value(), "the rate");
    assert_number(&at(&range, row, 4), 0.98, "before");
    assert_number(&at(&range, row, 5), (rate.value() - 0.98) * 100.0, "the change");
    assert_eq!(at(&range, row, 7), Data::String("▼ Giảm, trong dao động thường thấy".to_owned()));
    assert_eq!(at(&range, row - 1, 7), Data::String("▲ Tăng".to_owned()));
    assert_number(&at(&range, row - 1, 6), 133.0 / 1_600.0, "growth");
    assert_eq!(at(&range, row + 1, 1), Data::String("–".to_owned()));
}

#[test]
fn the_format_is_registered() {
    let format = FileFormat::from_name("xlsx").expect("registered");
    assert_eq!(format.file_name(), "so-lieu.xlsx");
    let report = sample(Lang::En);
    let options = RenderOptions::default();
    assert_eq!((format.render)(&report, &options).expect("bytes"), bytes(&report));
}

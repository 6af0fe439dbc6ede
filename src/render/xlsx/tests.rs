//! Workbooks read back: every figure where the report has it, formulas where they belong, and nothing
//! that a hostile text could do.

use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx};

use super::write;
use crate::domain::{Absence, Ratio};
use crate::indicators::{Interval, Sense};
use crate::render::formats::{FileFormat, RenderError, RenderOptions};
use crate::render::number;
use crate::render::spreadsheet::cell_text;
use crate::report::Lang;
use crate::report::publication::sample::sample;
use crate::report::publication::{
    Column, ColumnKind, Figure, FormCell, RateFormula, Report, Section, required_notes,
};

type Book = Xlsx<Cursor<Vec<u8>>>;

fn bytes(report: &Report) -> Vec<u8> {
    assert_eq!(report.check(), Ok(()));
    write(report, &RenderOptions::default()).expect("a workbook")
}

fn open(report: &Report) -> Book {
    Xlsx::new(Cursor::new(bytes(report))).expect("readable")
}

fn sheet(book: &mut Book, name: &str) -> Range<Data> {
    book.worksheet_range(name).expect("a sheet")
}

/// The value of a cell; places count from the first cell of the sheet.
fn at(range: &Range<Data>, row: usize, column: usize) -> Data {
    let place = |number: usize| u32::try_from(number).expect("small");
    range.get_value((place(row), place(column))).cloned().unwrap_or_default()
}

fn formula(book: &mut Book, name: &str, row: usize, column: usize) -> String {
    let formulas = book.worksheet_formula(name).expect("formulas");
    let place = |number: usize| u32::try_from(number).expect("small");
    formulas.get_value((place(row), place(column))).cloned().unwrap_or_default()
}

fn assert_number(cell: &Data, expected: f64, what: &str) {
    let number = match cell {
        Data::Float(number) => *number,
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        Data::Int(number) => *number as f64,
        other => panic!("{what}: {other:?} is no number"),
    };
    // The last bit may be lost on the way through decimal digits.
    assert!((number - expected).abs() <= expected.abs() * 1e-15, "{what}: {number} {expected}");
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn assert_figure(report: &Report, cells: [&Data; 2], figure: &Figure, what: &str) {
    if let Some(absence) = figure.absence() {
        let mark = number::missing(absence, report.suppress_below);
        assert_eq!(cells[0], &Data::String(mark), "{what}");
        return;
    }
    match figure {
        Figure::Empty => assert_eq!(cells[0], &Data::Empty, "{what}"),
        Figure::Text(text) => assert_eq!(cells[0], &Data::String(cell_text(text)), "{what}"),
        Figure::Count(count) => assert_number(cells[0], *count as f64, what),
        Figure::Rate(Ok(ratio)) => assert_number(cells[0], ratio.value(), what),
        Figure::Interval(Ok(interval)) => {
            assert_number(cells[0], interval.low, what);
            assert_number(cells[1], interval.high, what);
        }
        Figure::CountChange { now, before } => {
            assert_number(cells[0], *now as f64 - *before as f64, what);
        }
        Figure::PointChange { now, before } => {
            assert_number(cells[0], number::points_value(*now, *before), what);
        }
        other => {
            let text = number::figure(report.lang, other, report.suppress_below);
            assert_eq!(cells[0], &Data::String(text), "{what}");
        }
    }
}

/// The row of the heads on the sheet of a section.
fn head_row(range: &Range<Data>, section: &Section) -> usize {
    let head = Data::String(section.table.columns[0].name.clone());
    (0..20).find(|row| at(range, *row, 0) == head).expect("heads")
}

/// Compares every figure of a section with its cell; gives the row of the heads.
fn assert_section(book: &mut Book, report: &Report, section: &Section) -> usize {
    let range = sheet(book, &section.sheet);
    assert_eq!(at(&range, 0, 0), Data::String(section.title.clone()));
    let head = head_row(&range, section);
    let lines = section.table.lines.iter().chain(&section.table.total);
    let first = if section.table.lines.is_empty() { head + 2 } else { head + 1 };
    for (row, line) in (first..).zip(lines) {
        let mut place = 0;
        for (column, figure) in section.table.columns.iter().zip(line) {
            let cells = [&at(&range, row, place), &at(&range, row, place + 1)];
            assert_figure(report, cells, figure, &format!("{} {row} {}", section.id, column.key));
            place += if column.kind == ColumnKind::Interval { 2 } else { 1 };
        }
    }
    head
}

#[test]
fn every_figure_stands_in_its_cell() {
    for lang in [Lang::Vi, Lang::En] {
        let mut report = sample(lang);
        add_changes(&mut report);
        let mut book = open(&report);
        for section in &report.sections {
            assert_section(&mut book, &report, section);
        }
    }
}

/// A column of changes, of counts and of shares, one of them too small to be shown.
fn add_changes(report: &mut Report) {
    let ratio = |numerator, denominator| Ratio::new(numerator, denominator).expect("a ratio");
    let months = report.sections.iter_mut().find(|section| section.id == "months").expect("months");
    for (key, name) in [("change", "Tăng, giảm"), ("points", "Thay đổi tỷ lệ")] {
        let kind = ColumnKind::Change { sense: Sense::HigherIsBetter };
        months.table.columns.push(Column { key: key.to_owned(), name: name.to_owned(), kind });
    }
    for (place, line) in (0..).zip(&mut months.table.lines) {
        line.push(Figure::CountChange { now: 10 + place, before: 12 });
        let (now, before) = (ratio(980_001 + place, 1_000_000), ratio(98, 100));
        line.push(if place == 5 {
            Figure::Missing(Absence::NotInExport)
        } else {
            Figure::PointChange { now, before }
        });
    }
    months.table.notes = required_notes(&months.table, report.lang, report.suppress_below);
}

#[test]
fn rates_and_sums_are_formulas() {
    let mut report = sample(Lang::Vi);
    let units = &mut report.sections[0];
    // What is on time is what is resolved, less what is late.
    units.table.columns[8].kind = ColumnKind::Rate {
        sense: Sense::HigherIsBetter,
        formula: Some(RateFormula {
            numerator: vec![3],
            minus: vec![6],
            denominator: vec![4, 5, 6],
        }),
    };
    let mut book = open(&report);
    let head = assert_section(&mut book, &report, &report.sections[0]);
    assert_eq!(head, 4);
    let mut of = |row, column| formula(&mut book, "Đơn vị", row, column);
    assert_eq!(of(5, 7), "IF(B6=0,\"–\",C6/B6)");
    assert_eq!(of(5, 8), "IF(SUM(E6:G6)=0,\"–\",(D6-G6)/SUM(E6:G6))");
    assert_eq!(of(12, 1), "SUM(B6:B12)");
    assert_eq!(of(12, 7), "IF(B13=0,\"–\",C13/B13)");
    // Nothing to divide by, or a count that is not shown: the mark, and no formula.
    assert_eq!(of(11, 8), "");
    let of = |book: &mut Book, row, column| formula(book, "Hài lòng", row, column);
    let suppressed = report.sections[5]
        .table
        .lines
        .iter()
        .position(|line| line[3] == Figure::Missing(Absence::TooFew));
    let row = 5 + suppressed.expect("a suppressed line");
    assert_eq!(of(&mut book, row, 5), "");
    assert_eq!(of(&mut book, row - 1, 5), format!("IF(C{row}=0,\"–\",SUM(D{row}:E{row})/C{row})"));
    // A rate whose counts stand elsewhere is a value.
    assert_eq!(formula(&mut book, "Đơn vị - tháng", 5, 1), "");
}

#[test]
fn hostile_texts_are_texts() {
    let mut report = sample(Lang::Vi);
    let hostile = "=cmd|' /C calc'!A0\u{202E}\u{0}\u{B}<b>&_x0041_\r\n";
    let long = "=SUM(1)".repeat(6_000);
    report.title = hostile.to_owned();
    report.subject.name = format!("{hostile}!A1");
    let section = &mut report.sections[0];
    section.lead = hostile.to_owned();
    section.table.columns[0].name = hostile.to_owned();
    section.table.columns[1].name = "=\u{0}x".to_owned();
    section.table.lines[0][0] = Figure::Text(hostile.to_owned());
    section.table.lines[1][0] = Figure::Text(long.clone());
    section.table.total.as_mut().expect("a total")[0] = Figure::Text(hostile.to_owned());
    section.charts[0].title = hostile.to_owned();
    section.charts[0].description = hostile.to_owned();
    section.charts[0].series[0].name = format!("{hostile}!A1:B2");
    report.forms[0].rows[1].cells[1] = FormCell::Text(hostile.to_owned());
    report.forms[0].number = hostile.to_owned();
    report.provenance.inputs[0].name = hostile.to_owned();
    report.provenance.inputs[0].sha256 = None;
    report.letterhead.agency = Some(hostile.to_owned());
    let mut book = open(&report);
    let range = sheet(&mut book, "Đơn vị");
    let clean = Data::String("=cmd|' /C calc'!A0  <b>&_x0041_  ".to_owned());
    for row in [2, 4, 5, 12] {
        assert_eq!(at(&range, row, 0), clean, "{row}");
        assert_eq!(formula(&mut book, "Đơn vị", row, 0), "");
    }
    let Data::String(cut) = at(&range, 6, 0) else { panic!("a text") };
    assert!(cut.ends_with('…') && cut.encode_utf16().count() == 32_767);
    assert_eq!(at(&sheet(&mut book, "Nguồn dữ liệu"), 3, 1), clean);
    assert_eq!(formula(&mut book, "Nguồn dữ liệu", 3, 1), "");
    for (name, text) in parts(&bytes(&report)) {
        assert!(!text.contains('\u{202E}') && !text.contains("<b>"), "{name}");
    }
}

/// The parts of a workbook that are XML.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut parts = Vec::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).expect("a part");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("text");
        let name = file.name().expect("a name").into_owned();
        parts.push((name, text));
    }
    parts
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for lang in [Lang::Vi, Lang::En] {
        assert_eq!(bytes(&sample(lang)), bytes(&sample(lang)));
    }
    let core = parts(&bytes(&sample(Lang::Vi)));
    let core = core.iter().find(|(name, _)| name == "docProps/core.xml").expect("properties");
    assert!(core.1.contains("2024-06-30T00:00:00Z"), "{}", core.1);
}

/// The first section with so many lines.
fn with_lines(count: usize) -> Report {
    let mut report = sample(Lang::Vi);
    let section = &mut report.sections[0];
    let model = section.table.lines.clone();
    section.table.lines = (0..count)
        .map(|place| {
            let mut line = model[place % model.len()].clone();
            line[0] = Figure::Text(format!("Đơn vị {place}"));
            line
        })
        .collect();
    let sum = |column: usize| {
        section.table.lines.iter().filter_map(move |line| match line[column] {
            Figure::Count(count) => Some(count),
            _ => None,
        })
    };
    let sums: Vec<u64> = (0..7).map(|column| sum(column).sum()).collect();
    let share = |numerator, denominator| {
        Figure::Rate(Ratio::new(numerator, denominator).ok_or(Absence::NoDossiers))
    };
    let total = section.table.total.as_mut().expect("a total");
    for column in 1..7 {
        total[column] = Figure::Count(sums[column]);
    }
    total[7] = share(sums[2], sums[1]);
    total[8] = share(sums[4] + sums[5], sums[4] + sums[5] + sums[6]);
    section.charts[0].lines = count;
    if count == 0 {
        section.charts.clear();
    }
    section.table.notes = required_notes(&section.table, report.lang, report.suppress_below);
    report
}

#[test]
fn a_table_of_none_of_one_and_of_many_lines() {
    for count in [0, 1, 500] {
        let report = with_lines(count);
        let mut book = open(&report);
        let head = assert_section(&mut book, &report, &report.sections[0]);
        let tables = parts(&bytes(&report));
        let range = format!("ref=\"A{}:I{}\"", head + 1, head + 2 + count);
        let is_there = tables.iter().any(|(_, text)| text.contains(&range));
        assert_eq!(is_there, count > 0, "{count} {range}");
        if count > 0 {
            let (first, last) = (head + 2, head + 1 + count);
            let sum = if count == 1 {
                format!("SUM(B{first})")
            } else {
                format!("SUM(B{first}:B{last})")
            };
            assert_eq!(formula(&mut book, "Đơn vị", head + 1 + count, 1), sum);
        }
    }
    // One bar per unit, and never so many in one chart that they cannot be read.
    let charts = |count: usize| {
        let parts = parts(&bytes(&with_lines(count)));
        let is_part = |text: &str| text.contains("Kết quả giải quyết theo đơn vị (");
        parts.iter().filter(|(name, text)| name.contains("/chart") && is_part(text)).count()
    };
    assert_eq!([charts(1), charts(500)], [0, 18]);
}

#[test]
fn more_lines_than_a_sheet_has_are_an_error() {
    let mut report = sample(Lang::Vi);
    report.sections[0].table.lines = vec![Vec::new(); 1_048_576];
    let error = write(&report, &RenderOptions::default()).expect_err("too many");
    assert!(matches!(error, RenderError::Format { format: "xlsx", .. }), "{error}");
}

#[test]
fn a_form_is_filled_as_it_is_printed() {
    let mut report = sample(Lang::Vi);
    report.forms[0].rows[4].cells[3] = FormCell::Open;
    report.forms[0].rows[4].cells[2] = FormCell::Open;
    report.forms[0].rows[3].cells[2] = FormCell::Empty;
    report.forms[0].rows[3].cells[3] = FormCell::Empty;
    report.forms[0].rows[3].cells[4] = FormCell::Empty;
    report.forms[0].rows[5].sum_of = Vec::new();
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
        let cover = sheet(&mut book, &names[0]);
        let listed: Vec<String> = cover
            .used_cells()
            .filter_map(|(_, column, cell)| match cell {
                Data::String(text) if column == 1 && names.contains(text) => Some(text.clone()),
                _ => None,
            })
            .collect();
        assert_eq!(listed, names[1..]);
        let first = parts(&bytes(&report));
        let first = first.iter().find(|(name, _)| name == "xl/worksheets/sheet1.xml");
        assert_eq!(first.expect("a cover").1.matches("<hyperlink ").count(), listed.len());
    }
}

#[test]
fn charts_draw_their_table_and_say_what_they_show() {
    let mut report = sample(Lang::Vi);
    report.sections[2].table.lines[2][6] = Figure::Rate(Err(Absence::NoDossiers));
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
    assert_eq!(at(&range, row, 7), Data::String("▼ Giảm, kém hơn".to_owned()));
    assert_eq!(at(&range, row - 1, 7), Data::String("▲ Tăng".to_owned()));
    assert_number(&at(&range, row - 1, 6), 133.0 / 1_600.0, "growth");
    assert_eq!(at(&range, row + 1, 1), Data::String("–".to_owned()));
}

#[test]
fn intervals_are_two_numbers_and_small_groups_are_marked() {
    let report = sample(Lang::Vi);
    let mut book = open(&report);
    let range = sheet(&mut book, "Hài lòng");
    let bounds = Interval::wilson(Ratio::new(58, 60).expect("a ratio"));
    assert_number(&at(&range, 5, 6), bounds.low, "low");
    assert_number(&at(&range, 5, 7), bounds.high, "high");
    let parts = parts(&bytes(&report));
    let styles = parts.iter().find(|(name, _)| name == "xl/styles.xml").expect("styles");
    assert!(styles.1.contains("0.00%&quot; *&quot;"));
}

#[test]
fn the_format_is_registered() {
    let format = FileFormat::from_name("xlsx").expect("registered");
    assert_eq!(format.file_name(), "so-lieu.xlsx");
    let report = sample(Lang::En);
    let options = RenderOptions::default();
    assert_eq!((format.render)(&report, &options).expect("bytes"), bytes(&report));
}

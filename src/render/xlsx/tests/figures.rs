//! Figures of tables: as values, as formulas, with their marks; tables of any length.

use calamine::Data;

use super::super::write;
use super::{Book, assert_number, assert_section, at, bytes, formula, open, parts, sheet};
use crate::answers::publication::sample::sample;
use crate::answers::publication::{Report, required_notes};
use crate::answers::{Cell, Column, ColumnKind, RateFormula};
use crate::domain::{Absence, Ratio};
use crate::indicators::{Interval, Sense};
use crate::render::rendering::{RenderError, RenderOptions};
use crate::words::Lang;

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
        months.table.columns.push(Column::new(key, name, kind));
    }
    for (place, line) in (0..).zip(months.table.body_mut()) {
        line.push(Cell::CountChange { now: 10 + place, before: 12 });
        let (now, before) = (ratio(980_001 + place, 1_000_000), ratio(98, 100));
        line.push(if place == 5 {
            Cell::Missing(Absence::NotInExport)
        } else {
            Cell::PointChange { now, before }
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
    let suppressed =
        report.sections[5].table.body().position(|line| line[3] == Cell::Missing(Absence::TooFew));
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
    section.table.rows[0].cells[0] = Cell::Text(hostile.to_owned());
    section.table.rows[1].cells[0] = Cell::Text(long.clone());
    section.table.total_mut().expect("a total")[0] = Cell::Text(hostile.to_owned());
    section.charts[0].title = hostile.to_owned();
    section.charts[0].description = hostile.to_owned();
    section.charts[0].series[0].name = format!("{hostile}!A1:B2");
    report.forms[0].table.rows[1].cells[1] = Cell::Text(hostile.to_owned());
    report.forms[0].number = hostile.to_owned();
    report.provenance.inputs[0].name = hostile.to_owned();
    report.provenance.inputs[0].sha256 = None;
    report.letterhead.agency = Some(hostile.to_owned());
    let mut book = open(&report);
    let range = sheet(&mut book, "Đơn vị");
    let clean = Data::String("=cmd|' /C calc'!A0⟦U+202E⟧⟦U+0000⟧⟦U+000B⟧<b>&_x0041_  ".to_owned());
    let head = Data::String("=cmd|' /C calc'!A0⟦U+202E⟧⟦U+0000⟧⟦U+000B⟧<b>&_ x0041_  ".to_owned());
    assert_eq!(at(&range, 4, 0), head);
    for row in [2, 5, 12] {
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

/// The first section with so many lines.
fn with_lines(count: usize) -> Report {
    let mut report = sample(Lang::Vi);
    let section = &mut report.sections[0];
    let model: Vec<Vec<Cell>> = section.table.body().map(<[Cell]>::to_vec).collect();
    let lines: Vec<Vec<Cell>> = (0..count)
        .map(|place| {
            let mut line = model[place % model.len()].clone();
            line[0] = Cell::Text(format!("Đơn vị {place}"));
            line
        })
        .collect();
    section.table.set_body(lines);
    let sum = |column: usize| {
        section.table.body().filter_map(move |line| match line[column] {
            Cell::Count(count) => Some(count),
            _ => None,
        })
    };
    let sums: Vec<u64> = (0..7).map(|column| sum(column).sum()).collect();
    let share = |numerator, denominator| {
        Cell::Rate(Ratio::new(numerator, denominator).ok_or(Absence::NoDossiers))
    };
    let total = section.table.total_mut().expect("a total");
    for column in 1..7 {
        total[column] = Cell::Count(sums[column]);
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
    assert_eq!([charts(1), charts(500)], [0, 17]);
}

#[test]
fn more_lines_than_a_sheet_has_are_an_error() {
    let mut report = sample(Lang::Vi);
    report.sections[0].table.set_body(vec![Vec::new(); 1_048_576]);
    let error = write(&report, &RenderOptions::default()).expect_err("too many");
    assert!(matches!(error, RenderError::Format { format: "xlsx", .. }), "{error}");
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

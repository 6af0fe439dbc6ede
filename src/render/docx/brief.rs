//! The page for leaders: one page before the report itself.
//!
//! In: the brief of a report. Out: a part of the document. Must not know: how its figures came about.

use docx_rs::{AlignmentType, TableRow};

use super::grid::{Side, header_cell, header_row, row, ruled, text_cell};
use super::page::{Part, TEXT_WIDTH};
use super::text::{TextStyle, paragraph, spaced};
use crate::answers::Cell;
use crate::answers::publication::Report;
use crate::render::palette::Verdict;
use crate::render::{inert, number};

/// Hundredths of the width: name, plan, reached, before, in words.
const SHARES: [usize; 5] = [32, 15, 14, 14, 25];
const POINTS: usize = 11;

/// The page; nothing in reports that have none.
pub fn part(report: &Report) -> Option<Part> {
    let (lang, brief) = (report.lang, &report.brief);
    if brief.is_empty() {
        return None;
    }
    let mut part = Part::new(false);
    let centred = |style, text: &str| {
        spaced(paragraph(style, AlignmentType::Center, &inert::line(text)), 0, 2, 100)
    };
    part.push(centred(TextStyle::bold(14), lang.of("TÓM TẮT PHỤC VỤ LÃNH ĐẠO", "IN BRIEF")));
    let about = format!("{}, {}", report.subject.name, report.period.name);
    part.push(centred(TextStyle::bold(13), &about));
    part.push(spaced(centred(TextStyle::italic(12), &report.period.line), 0, 8, 100));
    for sentence in &brief.sentences {
        let text = format!("- {}", number::phrase(lang, sentence));
        let line = paragraph(TextStyle::plain(13), AlignmentType::Both, &inert::line(&text));
        part.push(spaced(line, 3, 3, 110));
    }
    part.push(spaced(paragraph(TextStyle::plain(6), AlignmentType::Left, ""), 0, 0, 100));
    write_table(report, &mut part);
    Some(part)
}

/// The main figures beside plan and period before.
pub fn write_table(report: &Report, part: &mut Part) {
    let (places, table) = report.brief.shown();
    let shares: Vec<usize> =
        places.iter().filter_map(|place| SHARES.get(*place).copied()).collect();
    let whole: usize = shares.iter().sum();
    let widths: Vec<usize> = shares.iter().map(|share| TEXT_WIDTH * share / whole.max(1)).collect();
    let heads = table.columns.iter().zip(&widths);
    let heads = heads.map(|(column, width)| header_cell(*width, POINTS, &column.name));
    let mut rows = vec![header_row(heads.collect())];
    rows.extend(table.lines().map(|line| line_of(report, &places, line, &widths)));
    part.push(ruled(rows, &widths));
}

fn line_of(report: &Report, places: &[usize], line: &[Cell], widths: &[usize]) -> TableRow {
    let cells = line.iter().zip(widths).zip(places).map(|((cell, width), place)| {
        let text = inert::line(&number::cell(report.lang, cell, report.suppress_below));
        let style = match cell {
            Cell::Judged { is_good: Some(is_good), .. } => {
                TextStyle::bold(POINTS).coloured(Verdict::of(Some(*is_good)).color())
            }
            _ => TextStyle::plain(POINTS),
        };
        let side = if [0, SHARES.len() - 1].contains(place) { Side::Left } else { Side::Right };
        text_cell(*width, style, side, &text)
    });
    row(cells.collect())
}

//! The headline figures with their changes: the second sheet.
//!
//! In: the headlines of a report. Out: a sheet. Must not know: how they were counted.

use std::cmp::Ordering;

use rust_xlsxwriter::{Format, Formula, IgnoreError, Worksheet, XlsxError};

use super::cell_formats::{self, CellFormats, ChangeUnit, Kind, body};
use super::formula;
use super::page::{Page, number};
use crate::answers::publication::{Against, Change, Evaluation, Headline, Report, required_notes};
use crate::answers::{Cell, Table};
use crate::render::number as text_of;
use crate::render::palette::Verdict;
use crate::render::spreadsheet::lines;
use crate::words::Lang;

/// Name, value, numerator, denominator.
const OWN_WIDTHS: [u16; 4] = [32, 12, 11, 12];
/// Before, change, change in percent, in words.
const CHANGE_WIDTHS: [u16; 4] = [12, 13, 12, 36];
const CHANGE_COLUMNS: u16 = 4;

/// Writes the sheet.
pub fn write(
    worksheet: &mut Worksheet,
    name: &str,
    looks: &CellFormats,
    report: &Report,
) -> Result<(), XlsxError> {
    let all = || report.headlines.iter().flat_map(|headline| &headline.changes);
    let compared: Vec<(Against, &str)> = [Against::Previous, Against::LastYear]
        .into_iter()
        .filter_map(|against| {
            let change = all().find(|change| change.against == against)?;
            Some((against, change.period_name.as_str()))
        })
        .collect();
    let changes = compared.iter().flat_map(|_| CHANGE_WIDTHS);
    let widths: Vec<u16> = OWN_WIDTHS.into_iter().chain(changes).collect();
    let mut page = Page::new(worksheet, name, &widths, looks, report.lang)?;
    let lang = report.lang;
    page.paragraph(lang.of("Tổng hợp chỉ tiêu chính", "Main figures"), &looks.title)?;
    let period = &report.period;
    let about = format!("{} – {}, {}", report.subject.name, period.name, period.line);
    page.paragraph(&about, &looks.subtitle)?;
    page.skip(1);
    let head_row = page.row;
    write_heads(&mut page, &period.name, &compared, &widths)?;
    for headline in &report.headlines {
        write_headline(&mut page, headline, &compared, report.suppress_below)?;
    }
    if let Some(last) = page.row.checked_sub(1).filter(|last| *last > head_row + 1) {
        let (rule, column) = (IgnoreError::FormulaDiffers, page.last_column);
        page.worksheet.ignore_error_range(head_row + 2, 1, last, column, rule)?;
    }
    write_notes(&mut page, report, !compared.is_empty())?;
    page.worksheet.set_freeze_panes(head_row + 2, 1)?;
    page.set_up_print(Some((head_row, head_row + 1)))
}

/// Two rows: the period, and what of it.
fn write_heads(
    page: &mut Page<'_>,
    period: &str,
    compared: &[(Against, &str)],
    widths: &[u16],
) -> Result<(), XlsxError> {
    let (lang, looks) = (page.lang, page.looks);
    let top = page.row;
    let name = lang.of("Chỉ tiêu", "Figure");
    page.worksheet.merge_range(top, 0, top + 1, 0, name, &looks.head)?;
    let this = format!("{}: {period}", lang.of("Kỳ báo cáo", "This period"));
    page.spread(1, 3, &this, &looks.head)?;
    let mut groups = vec![(this, 1)];
    let mut heads = vec![
        lang.of("Giá trị", "Value"),
        lang.of("Tử số", "Numerator"),
        lang.of("Mẫu số", "Denominator"),
    ];
    for (place, (against, period)) in (0_u16..).zip(compared) {
        let first = 4 + place * CHANGE_COLUMNS;
        let what = match against {
            Against::Previous => lang.of("So với kỳ trước", "Against the period before"),
            Against::LastYear => lang.of("So với cùng kỳ năm trước", "Against a year before"),
        };
        let group = format!("{what}: {period}");
        page.spread(first, first + CHANGE_COLUMNS - 1, &group, &looks.head)?;
        groups.push((group, first));
        heads.extend([
            lang.of("Giá trị", "Value"),
            lang.of("Tăng, giảm", "Change"),
            lang.of("Tăng, giảm (%)", "Change (%)"),
            lang.of("Đánh giá", "Assessment"),
        ]);
    }
    let width_from = |first: u16| widths.iter().skip(first.into()).take(3).sum::<u16>();
    let tallest = groups.iter().max_by_key(|(text, first)| lines(text, width_from(*first)));
    if let Some((text, first)) = tallest {
        page.fit(text, width_from(*first))?;
    }
    page.row += 1;
    for (column, head) in (1..).zip(heads) {
        page.worksheet.write_string_with_format(page.row, column, head, &looks.head)?;
    }
    page.fit("Tăng, giảm (%)", 10)?;
    page.row += 1;
    Ok(())
}

fn write_headline(
    page: &mut Page<'_>,
    headline: &Headline,
    compared: &[(Against, &str)],
    suppress_below: u64,
) -> Result<(), XlsxError> {
    let row = page.row;
    let blank = body(Kind::Missing);
    for column in 0..=page.last_column {
        page.worksheet.write_blank(row, column, &blank)?;
    }
    let label = text_of::label(page.lang, headline);
    page.spread(0, 0, &label, &page.looks.label)?;
    page.fit(&label, OWN_WIDTHS[0])?;
    write_value(page, headline, suppress_below)?;
    for (place, (against, _)) in (0_u16..).zip(compared) {
        let change = headline.changes.iter().find(|change| change.against == *against);
        if let Some(change) = change {
            let first = 4 + place * CHANGE_COLUMNS;
            write_change(page, change, headline, first, suppress_below)?;
        }
    }
    page.row += 1;
    Ok(())
}

/// The value; a rate over its two counts.
fn write_value(
    page: &mut Page<'_>,
    headline: &Headline,
    suppress_below: u64,
) -> Result<(), XlsxError> {
    let row = page.row;
    let bold = |kind| body(kind).set_bold();
    match &headline.figure {
        Cell::Rate(Ok(ratio)) => {
            let count = body(Kind::Count);
            let parts = (number(ratio.numerator()), number(ratio.denominator()));
            page.worksheet.write_number_with_format(row, 2, parts.0, &count)?;
            page.worksheet.write_number_with_format(row, 3, parts.1, &count)?;
            let is_small = headline.figure.is_small();
            let kind = if is_small { Kind::RateMarked } else { Kind::Rate };
            let formula = formula::rate(&[(row, 2)], &[], &[(row, 3)], *ratio);
            page.worksheet.write_formula_with_format(row, 1, formula, &bold(kind))?;
        }
        figure => write_figure(page, 1, figure, suppress_below, &bold)?,
    }
    Ok(())
}

/// A count or rate as a number, anything else as its text.
pub fn write_figure(
    page: &mut Page<'_>,
    column: u16,
    figure: &Cell,
    suppress_below: u64,
    format: &dyn Fn(Kind) -> Format,
) -> Result<(), XlsxError> {
    let row = page.row;
    match figure {
        Cell::Count(count) => {
            let format = format(Kind::Count);
            page.worksheet.write_number_with_format(row, column, number(*count), &format)?;
        }
        Cell::Rate(Ok(ratio)) => {
            let kind = if figure.is_small() { Kind::RateMarked } else { Kind::Rate };
            page.worksheet.write_number_with_format(row, column, ratio.value(), &format(kind))?;
        }
        other => {
            let text = text_of::cell(page.lang, other, suppress_below);
            page.spread(column, column, &text, &format(Kind::Missing))?;
        }
    }
    Ok(())
}

/// Before, the change as a number, and the change in words with an arrow: the colour only repeats them.
fn write_change(
    page: &mut Page<'_>,
    change: &Change,
    headline: &Headline,
    first: u16,
    suppress_below: u64,
) -> Result<(), XlsxError> {
    let row = page.row;
    write_figure(page, first, &change.before, suppress_below, &body)?;
    let (now, before) = ((row, 1), (row, first));
    // Where units are left out of a change, it is not that of the figures beside it.
    let is_of_these = match (&change.figure, &headline.figure) {
        (Cell::CountChange { now, .. }, Cell::Count(shown)) => now == shown,
        (Cell::PointChange { now, .. }, Cell::Rate(Ok(shown))) => now == shown,
        _ => true,
    };
    let write = |page: &mut Page<'_>, column, formula: Formula, result: f64, format: &Format| {
        if is_of_these {
            page.worksheet.write_formula_with_format(row, column, formula, format)
        } else {
            page.worksheet.write_number_with_format(row, column, result, format)
        }
        .map(|_| ())
    };
    let direction = match &change.figure {
        Cell::CountChange { now: count, before: earlier } => {
            let direction = count.cmp(earlier);
            let verdict = Verdict::of_change(change.evaluation);
            let look = |unit| cell_formats::change(page.lang, unit, direction, verdict);
            let result = number(*count) - number(*earlier);
            let formula = formula::difference(now, before, 1, result);
            let (format, share) = (look(ChangeUnit::Count), look(ChangeUnit::Share));
            write(page, first + 1, formula, result, &format)?;
            if *earlier > 0 {
                let formula = formula::growth(now, before, (*count, *earlier));
                write(page, first + 2, formula, result / number(*earlier), &share)?;
            }
            direction
        }
        Cell::PointChange { now: ratio, before: earlier } => {
            let direction = text_of::points_direction(*ratio, *earlier);
            let verdict = Verdict::of_change(change.evaluation);
            let format = cell_formats::change(page.lang, ChangeUnit::Points, direction, verdict);
            let result = text_of::points_value(*ratio, *earlier);
            let formula = formula::difference(now, before, 100, result);
            write(page, first + 1, formula, result, &format)?;
            direction
        }
        other => {
            let text = text_of::cell(page.lang, other, suppress_below);
            return page.spread(first + 1, first + 1, &text, &body(Kind::Missing));
        }
    };
    let evaluation =
        if direction == Ordering::Equal { Evaluation::Neither } else { change.evaluation };
    let format = body(Kind::Text).set_font_color(Verdict::of_change(evaluation).color());
    page.spread(first + 3, first + 3, &words(page.lang, direction, evaluation), &format)
}

/// A change in words, and what it means.
fn words(lang: Lang, direction: Ordering, evaluation: Evaluation) -> String {
    let way = match direction {
        Ordering::Equal => lang.of("● Không đổi", "● Unchanged"),
        Ordering::Greater => lang.of("▲ Tăng", "▲ Up"),
        Ordering::Less => lang.of("▼ Giảm", "▼ Down"),
    };
    match evaluation {
        Evaluation::Neither => way.to_owned(),
        other => format!("{way}, {}", other.words(lang)),
    }
}

/// What the marks mean, and how to read the changes.
fn write_notes(page: &mut Page<'_>, report: &Report, has_changes: bool) -> Result<(), XlsxError> {
    let before = |headline: &Headline| {
        headline.changes.iter().map(|change| change.before.clone()).collect::<Vec<_>>()
    };
    let figures = report
        .headlines
        .iter()
        .flat_map(|headline| std::iter::once(headline.figure.clone()).chain(before(headline)));
    let table = Table::new(Vec::new(), vec![figures.collect()], None);
    for note in required_notes(&table, report.lang, report.suppress_below) {
        page.paragraph(&text_of::phrase(report.lang, &note), &page.looks.note)?;
    }
    if has_changes {
        let text = report.lang.of(
            "Thay đổi của tỷ lệ tính bằng điểm phần trăm (điểm %). Tốt hơn, kém hơn: theo chiều của chỉ tiêu; \
             với tỷ lệ, chỉ khi vượt giới hạn kiểm soát của các tháng trước.",
            "Changes of rates are in percentage points (pp). Better and worse follow the sense of a figure; \
             of a rate only outside the control limits of the months before.",
        );
        page.paragraph(text, &page.looks.note)?;
    }
    Ok(())
}

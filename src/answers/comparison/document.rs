//! Comparisons → a document for people: per comparison the conclusion, then the tables.

use super::sections::{TablePlace, effects, groups, procedures, summary};
use super::sentences::sentences;
use super::{ComparisonView, Named, words};
use std::collections::BTreeSet;

use crate::answers::coverage;
use crate::answers::model::{Block, Cell, ColumnHead, Document, Phrase, Table, TableRow};
use crate::answers::provenance::{definition_line, period_line};
use crate::answers::publication::columns::Style;
use crate::answers::publication::{Column, ColumnKind, Figure, FigureTable};
use crate::answers::text::{unit_name, unit_of_change};
use crate::answers::units;
use crate::domain::Exact;
use crate::indicators::Quantity;
use crate::words::Lang;

/// For people.
pub fn document(style: Style<'_>, shown: &ComparisonView<'_>) -> Document {
    let lang = style.lang;
    let missing = shown.loaded.map(|loaded| units::missing_notes(lang, loaded));
    let mut blocks: Vec<Block> = missing.into_iter().flatten().map(Block::Paragraph).collect();
    for named in shown.comparisons {
        let one = ComparisonView { comparisons: std::slice::from_ref(named), ..shown.clone() };
        blocks.extend(compared(style, &one, named));
    }
    let definition = definition_line(lang, style.definition, shown.grain);
    blocks.push(Block::Paragraph(definition.into()));
    let sources = shown.loaded.map(|loaded| coverage::blocks(lang, loaded, None));
    blocks.extend(sources.into_iter().flatten());
    Document { blocks }
}

fn compared(style: Style<'_>, shown: &ComparisonView<'_>, named: &Named) -> Vec<Block> {
    let lang = style.lang;
    let comparison = &named.1;
    let mut blocks = vec![Block::Heading(words::heading(lang, comparison))];
    let line = |frame, run: usize| {
        let file = shown.runs.as_ref().and_then(|runs| runs.get(run));
        let file = file.map(|file| format!(" ({file})")).unwrap_or_default();
        Phrase::from(period_line(lang, frame) + &file)
    };
    blocks.push(Block::Facts(vec![
        (lang.of("Kỳ này", "Now").to_owned(), line(&comparison.later, 0)),
        (lang.of("Kỳ so sánh", "Before").to_owned(), line(&comparison.earlier, 1)),
    ]));
    blocks.extend(words::not_covered(lang, comparison).map(Block::Paragraph));
    let mut published = shown.published.iter();
    let published = published.find(|before| before.period == comparison.earlier.period);
    blocks.extend(published.map(|before| Block::Paragraph(words::published(style, before))));
    let rates: Vec<_> = shown.pairs().map(|(_, rate)| rate).collect();
    for rate in &rates {
        blocks.extend(sentences(lang, comparison, rate).into_iter().map(Block::Paragraph));
    }
    let all = summary(style, shown);
    let details = rates.iter().flat_map(|rate| {
        let groups = groups(style, named, rate, TablePlace::default());
        groups.into_iter().chain(procedures(style, named, rate, shown.top, TablePlace::default()))
    });
    for section in [all].into_iter().chain(effects(style, shown)).chain(details) {
        blocks.push(Block::Heading(section.title));
        blocks.push(Block::Table(table(lang, &section.table)));
    }
    blocks
}

/// A published table as one of a command: counts of a rate stand beside it as `k/n`.
pub fn table(lang: Lang, table: &FigureTable) -> Table {
    let parts: Vec<usize> = table
        .columns
        .iter()
        .filter_map(|column| match &column.kind {
            ColumnKind::Rate { formula: Some(formula), .. } => Some(formula),
            _ => None,
        })
        .flat_map(|formula| formula.numerator.iter().chain(&formula.denominator).copied())
        .collect();
    let shown: Vec<(usize, &Column)> =
        table.columns.iter().enumerate().filter(|(place, _)| !parts.contains(place)).collect();
    let has_parts =
        |column: &Column| matches!(column.kind, ColumnKind::Rate { formula: Some(_), .. });
    let heads = shown.iter().flat_map(|(place, column)| {
        let head = match (&column.kind, unit(table, *place)) {
            (ColumnKind::Text | ColumnKind::Severity, _) => ColumnHead::text(&column.name),
            (ColumnKind::Change { .. }, Some(quantity)) => {
                let unit = unit_of_change(lang, quantity);
                ColumnHead::number(format!("{} ({unit})", column.name))
            }
            _ => ColumnHead::number(&column.name),
        };
        let of = has_parts(column).then(|| ColumnHead::number(lang.head("of")));
        [head].into_iter().chain(of)
    });
    let cells = |line: &Vec<Figure>| -> Vec<Cell> {
        let figures =
            shown.iter().filter_map(|(place, column)| Some((place, line.get(*place)?, column)));
        figures
            .flat_map(|(place, figure, column)| {
                let of = match figure {
                    Figure::Rate(measure) if has_parts(column) => Some(Cell::Parts(*measure)),
                    Figure::Mean { mean, .. } if has_parts(column) => Some(Cell::Parts(Ok(*mean))),
                    // A gap has both cells, too.
                    _ => has_parts(column).then_some(Cell::Empty),
                };
                [cell(lang, figure, unit(table, *place))].into_iter().chain(of)
            })
            .collect()
    };
    let body = table.lines.iter().map(|line| TableRow::body(cells(line)));
    let total = table.total.iter().map(|line| TableRow::total(cells(line)));
    let rows = body.chain(total).collect();
    Table { columns: heads.collect(), rows, notes: table.notes.clone() }
}

/// The one unit of the changes of a column; nothing where its lines are of different ones.
fn unit(table: &FigureTable, place: usize) -> Option<Quantity> {
    let figures = table.lines.iter().chain(&table.total).filter_map(|line| line.get(place));
    let units: BTreeSet<Quantity> = figures
        .filter_map(|figure| match figure {
            Figure::PointChange { .. } | Figure::Effect(_) => Some(Quantity::Share),
            Figure::MeanChange { quantity, .. } => Some(*quantity),
            _ => None,
        })
        .collect();
    let mut units = units.into_iter();
    match (units.next(), units.next()) {
        (None, _) => Some(Quantity::Share),
        (one, None) => one,
        _ => None,
    }
}

/// A cell of a column of this unit; where it has several, each cell says its own.
fn cell(lang: Lang, figure: &Figure, unit: Option<Quantity>) -> Cell {
    let signed = |value: Exact, quantity| match unit {
        Some(_) => Cell::points_change(value),
        None => Cell::Phrase(
            Phrase::default().change(value).text(format!(" {}", unit_of_change(lang, quantity))),
        ),
    };
    let change = |share: &Exact| signed(super::in_points(share), Quantity::Share);
    match figure {
        Figure::Text(text) => Cell::Text(text.clone()),
        Figure::Count(count) => Cell::Count(*count),
        Figure::Rate(measure) => Cell::Rate(*measure),
        Figure::Interval(Ok(interval)) => Cell::Interval(*interval),
        Figure::PointChange { now, before } => change(&(Exact::from(*now) - Exact::from(*before))),
        Figure::Effect(share) => change(share),
        Figure::Mean { mean, quantity } => Cell::Phrase(
            Phrase::default()
                .points(Exact::from(*mean))
                .text(format!(" {}", unit_name(lang, *quantity))),
        ),
        Figure::MeanChange { difference, quantity } => signed(difference.clone(), *quantity),
        Figure::Missing(absence) | Figure::Interval(Err(absence)) => Cell::Rate(Err(*absence)),
        Figure::Points(points) => Cell::points(points.clone()),
        Figure::Share(share) => Cell::Percent(share.clone()),
        Figure::Severity(severity) => Cell::Severity(*severity),
        Figure::CountChange { .. } | Figure::Empty => Cell::Empty,
    }
}

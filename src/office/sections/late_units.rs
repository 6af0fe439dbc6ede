//! The units to look at first: of every level those with the highest share of late dossiers, and those with most
//! overdue open ones.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::SectionInput;
use crate::answers::publication::columns::{count_column, explained, rate_name, text_column};
use crate::answers::publication::concentration;
use crate::answers::publication::{Chart, ChartKind, Role, Section, Series};
use crate::answers::{
    Cell, Column, ColumnKind, Phrase, RateFormula, Table, count_name, dimension_name,
};
use crate::domain::{Dimension, Exact};
use crate::indicators::{Interval, LATE_RATE, Sense};
use crate::office::levels::{NAMED, UnitsOfLevel, level_name, levels, name};
use crate::tally::{Count, Row};
use crate::words::Lang;

/// The highest shares first; nothing where no unit has a late or overdue dossier.
pub fn late_units(input: &SectionInput<'_>) -> Option<Section> {
    if input.unit.is_some() || !input.study.has_units {
        return None;
    }
    let style = input.style;
    let lang = style.lang;
    let levels = levels(input);
    if levels.iter().map(|(_, units)| units.rows.len()).sum::<usize>() < 2 {
        return None;
    }
    let mut lines: Vec<(Option<Exact>, u64, Vec<Cell>)> = Vec::new();
    for (level, units) in &levels {
        let level = level_name(lang, *level);
        lines.extend(shown(input, units).map(|row| line(input, level, row)));
    }
    lines.sort_by_key(|(share, overdue, _)| Reverse((share.clone(), *overdue)));
    let lines: Vec<Vec<Cell>> = lines.into_iter().map(|(_, _, cells)| cells).collect();
    if lines.is_empty() {
        return None;
    }
    // Of the others there is nothing to draw: they are here for their open dossiers.
    let is_late =
        |line: &&Vec<Cell>| matches!(line[4], Cell::Rate(Ok(ratio)) if ratio.numerator() > 0);
    let late = lines.iter().take_while(is_late).count();
    let chart = (late > 0).then(|| chart(input, &levels, late));
    Some(Section {
        id: "late_units",
        title: lang.of("Đơn vị cần lưu ý theo từng cấp", "Units to look at, by level").to_owned(),
        sheet: lang.of("Cần lưu ý", "To look at").to_owned(),
        lead: match lang {
            Lang::Vi => format!(
                "Mỗi cấp nêu tối đa {NAMED} đơn vị có tỷ lệ quá hạn cao nhất và {NAMED} đơn vị còn nhiều hồ sơ tồn quá hạn nhất."
            ),
            Lang::En => format!(
                "Of each level up to {NAMED} units with the highest share of late dossiers and {NAMED} with most open ones overdue."
            ),
        },
        table: explained(Table::new(columns(input), lines, None), style),
        working_notes: Vec::new(),
        charts: chart.into_iter().collect(),
    })
}

/// The units of a level that are shown, each once.
fn shown<'a>(input: &SectionInput<'_>, units: &'a UnitsOfLevel) -> impl Iterator<Item = &'a Row> {
    let lang = input.style.lang;
    let lowest = units.lowest().take(NAMED).map(|unit| unit.name.clone());
    let overdue = units.overdue(lang).into_iter().take(NAMED).map(|(name, _)| name);
    let names: BTreeSet<String> = lowest.chain(overdue).collect();
    units.rows.iter().filter(move |row| names.contains(&name(lang, row)))
}

fn line(input: &SectionInput<'_>, level: &str, row: &Row) -> (Option<Exact>, u64, Vec<Cell>) {
    let style = input.style;
    let measure = LATE_RATE.measure(&row.tally, style.definition, style.fields);
    let known = |count: Count| row.tally.known(count).map_or_else(Cell::Missing, Cell::Count);
    let judged = measure.map_or_else(Cell::Missing, |ratio| Cell::Count(ratio.denominator()));
    let cells = vec![
        Cell::Text(name(style.lang, row)),
        Cell::Text(level.to_owned()),
        known(Count::Late),
        judged,
        Cell::Rate(measure),
        Cell::Interval(measure.map(Interval::wilson)),
        known(Count::ClosingOverdue),
    ];
    (measure.ok().map(Exact::from), row.tally[Count::ClosingOverdue], cells)
}

fn columns(input: &SectionInput<'_>) -> Vec<Column> {
    let lang = input.style.lang;
    let formula = RateFormula { numerator: vec![2], minus: Vec::new(), denominator: vec![3] };
    vec![
        text_column("unit", dimension_name(lang, Dimension::Unit)),
        text_column("level", dimension_name(lang, Dimension::Level)),
        count_column(Count::Late.name(), count_name(lang, Count::Late), false),
        count_column("denominator", lang.of("Hồ sơ được xét", "Dossiers judged"), false),
        Column::new(
            LATE_RATE.id,
            rate_name(lang, &LATE_RATE),
            ColumnKind::Rate { sense: Sense::LowerIsBetter, formula: Some(formula) },
        ),
        Column::new(
            "interval",
            lang.of("Khoảng tin cậy 95%", "95% interval"),
            ColumnKind::Interval,
        ),
        count_column(Count::ClosingOverdue.name(), count_name(lang, Count::ClosingOverdue), false),
    ]
}

/// Says in its title how few units have most of the late dossiers.
fn chart(
    input: &SectionInput<'_>,
    levels: &[(Option<crate::units::OfficeLevel>, UnitsOfLevel)],
    lines: usize,
) -> Chart {
    let lang = input.style.lang;
    let title = lang.of(
        "Tỷ lệ giải quyết quá hạn của các đơn vị cần lưu ý",
        "Share of late dossiers of the units to look at",
    );
    let interval = lang.of("Khoảng tin cậy 95%", "95% interval").to_owned();
    let late = levels.iter().flat_map(|(_, units)| &units.rows).map(|row| row.tally[Count::Late]);
    let headline = concentration(&late.collect::<Vec<_>>()).map(|lines| {
        Phrase::default()
            .count(lines.lines.len() as u64)
            .text(lang.of(" đơn vị chiếm ", " units have "))
            .share(lines.share)
            .text(lang.of(" hồ sơ giải quyết quá hạn", " of the late dossiers"))
    });
    let series = |column, name: String, role| Series { column, name, role };
    Chart {
        id: "late_units",
        kind: ChartKind::Ranking,
        title: title.to_owned(),
        headline,
        description: lang
            .of(
                "Tỷ lệ hồ sơ giải quyết quá hạn của từng đơn vị, cao nhất trước; vạch mảnh là khoảng tin cậy 95%.",
                "The share of late dossiers of each unit, highest first; the thin line is the 95% interval.",
            )
            .to_owned(),
        label: 0,
        series: vec![
            series(4, rate_name(lang, &LATE_RATE), Role::Late),
            series(5, interval, Role::Interval),
        ],
        first_line: 0,
        lines,
    }
}

//! A series → the sections of a published report, with a chart whose line is broken where the series is.

use std::collections::BTreeMap;

use super::words::{breaks_text, step_text};
use crate::answers::phrase::Phrase;
use crate::answers::provenance::definition_line;
use crate::answers::publication::columns::{
    Style, count_column, explained, rate_name, text_column,
};
use crate::answers::publication::{
    Against, Brief, Change, Chart, ChartKind, Evaluation, Facts, Headline, Letterhead, Note,
    PeriodFacts, Provenance, Report, ReportError, Role, Section, Subject,
};
use crate::answers::table::{Cell, Column, ColumnKind, RateFormula, Table};
use crate::answers::text::{dimension_name, nameless};
use crate::answers::units;
use crate::domain::{Dimension, Period, PeriodRule};
use crate::dossiers::{Grain, Loaded};
use crate::indicators::{Indicator, Quantity, Sense};
use crate::series::{Series, SeriesLine, SeriesStep, SeriesValue, StepLength};
use crate::tally::TimeFrame;
use crate::words::{Lang, pick};

/// The tables of units, one per rate.
const UNITS: [&str; 10] = [
    "series_units",
    "series_units_2",
    "series_units_3",
    "series_units_4",
    "series_units_5",
    "series_units_6",
    "series_units_7",
    "series_units_8",
    "series_units_9",
    "series_units_10",
];
/// A picture of more lines than this cannot be read.
const MOST_LINES: usize = 4;
const TALLEST_GRID: usize = 60;
/// What stands in the place of a step where the series breaks.
const BREAK: &str = "┆";

/// The whole over time, then each rate of the units.
pub fn sections(style: Style<'_>, series: &Series) -> Vec<Section> {
    let mut sections = vec![whole(style, series)];
    for (place, line) in whole_lines(series).enumerate() {
        sections.extend(units(style, series, line, place));
    }
    sections.into_iter().map(|section| section.with_headlines(style.lang)).collect()
}

pub fn whole_lines(series: &Series) -> impl Iterator<Item = &SeriesLine> {
    series.lines.iter().filter(|line| line.unit.is_none())
}

/// The head of the column of steps.
pub fn step_name(lang: Lang, every: StepLength) -> &'static str {
    match every {
        StepLength::Month => dimension_name(lang, Dimension::Month),
        StepLength::Quarter => dimension_name(lang, Dimension::Quarter),
        StepLength::Year => lang.head("year"),
    }
}

/// A mean of days or points is a number, not a percentage.
fn figure(indicator: &Indicator, value: SeriesValue) -> Cell {
    match (value.measure(), indicator.quantity) {
        (None, _) => Cell::Empty,
        (Some(rate), Quantity::Share) => Cell::Rate(rate),
        (Some(Ok(mean)), Quantity::Days | Quantity::Points) => Cell::points(mean.into()),
        (Some(Err(absence)), Quantity::Days | Quantity::Points) => Cell::Missing(absence),
    }
}

fn kind(indicator: &Indicator, sense: Sense, formula: Option<RateFormula>) -> ColumnKind {
    match indicator.quantity {
        Quantity::Share => ColumnKind::Rate { sense, formula },
        Quantity::Days | Quantity::Points => ColumnKind::Points,
    }
}

/// Steps from top to bottom, a line of its own for each break.
fn whole(style: Style<'_>, series: &Series) -> Section {
    let lang = style.lang;
    let mut columns = vec![text_column("step", step_name(lang, series.every))];
    for line in whole_lines(series) {
        let (indicator, first) = (line.indicator, columns.len());
        let name = rate_name(lang, indicator);
        let formula =
            RateFormula { numerator: vec![first], minus: Vec::new(), denominator: vec![first + 1] };
        let part = |vi, en| format!("{}: {name}", lang.of(vi, en));
        columns.extend([
            count_column(&format!("{}_num", indicator.id), &part("Tử số", "Numerator"), false),
            count_column(&format!("{}_den", indicator.id), &part("Mẫu số", "Denominator"), false),
            Column::new(indicator.id, name, kind(indicator, indicator.sense, Some(formula))),
        ]);
    }
    columns.push(text_column("note", lang.of("Ghi chú", "Note")));
    let mut lines = Vec::new();
    for (place, step) in series.steps.iter().enumerate() {
        lines.extend(break_line(lang, step, columns.len()));
        lines.push(step_line(lang, series, step, place));
    }
    let charts = chart(lang, series, lines.len());
    let notes = notes(lang, series);
    Section {
        id: "series",
        title: lang.of("Diễn biến qua các kỳ", "Over time").to_owned(),
        sheet: lang.of("Diễn biến", "Over time").to_owned(),
        lead: lang
            .of(
                "Từng tỷ lệ qua các kỳ; ở chỗ ┆ có thay đổi làm hai bên không so trực tiếp được với nhau.",
                "Each rate over time; where ┆ stands something changed, and both sides are not to be compared directly.",
            )
            .to_owned(),
        table: explained(Table::new(columns, lines, None).with_notes(notes), style),
        working_notes: Vec::new(),
        charts: charts.into_iter().collect(),
    }
}

fn break_line(lang: Lang, step: &SeriesStep, columns: usize) -> Option<Vec<Cell>> {
    if step.breaks.is_empty() {
        return None;
    }
    let mut line = vec![Cell::Text(BREAK.to_owned())];
    line.resize(columns.saturating_sub(1), Cell::Empty);
    line.push(Cell::Text(breaks_text(lang, step)));
    Some(line)
}

fn step_line(lang: Lang, series: &Series, step: &SeriesStep, place: usize) -> Vec<Cell> {
    let mut line = vec![Cell::Text(step.label.clone())];
    for rate in whole_lines(series) {
        let value = rate.values.get(place).copied().unwrap_or(SeriesValue::Gap);
        match value.measure() {
            Some(Ok(ratio)) => {
                line.extend([Cell::Count(ratio.numerator()), Cell::Count(ratio.denominator())]);
            }
            _ => line.extend([Cell::Empty, Cell::Empty]),
        }
        line.push(figure(rate.indicator, value));
    }
    line.push(Cell::Text(step_text(lang, step)));
    line
}

fn chart(lang: Lang, series: &Series, lines: usize) -> Option<Chart> {
    // The axis is of per cent.
    let is_drawn = |line: &SeriesLine| {
        let mut values = line.values.iter();
        let has_values = values.any(|value| value.measure().is_some_and(|one| one.is_ok()));
        has_values && line.indicator.quantity == Quantity::Share
    };
    let drawn = whole_lines(series).enumerate().filter(|(_, line)| is_drawn(line));
    let drawn = drawn.take(MOST_LINES);
    let drawn: Vec<_> = drawn
        .map(|(place, line)| crate::answers::publication::Series {
            column: place * 3 + 3,
            name: rate_name(lang, line.indicator),
            role: role(line.indicator.id),
        })
        .collect();
    if drawn.is_empty() || lines < 2 {
        return None;
    }
    Some(Chart {
        id: "series",
        kind: ChartKind::Trend,
        title: lang.of("Các tỷ lệ qua các kỳ", "The rates over time").to_owned(),
        headline: None,
        description: lang
            .of(
                "Mỗi đường là một tỷ lệ; đường đứt ở chỗ thiếu tháng hoặc có thay đổi về cách tính, đơn vị.",
                "One line per rate; it is broken where months are missing or where counting or units changed.",
            )
            .to_owned(),
        label: 0,
        series: drawn,
        first_line: 0,
        lines,
    })
}

fn role(id: &str) -> Role {
    match id {
        "on_time_rate" => Role::Rate,
        "early_rate" => Role::Early,
        "late_rate" => Role::Late,
        "online_rate" => Role::Online,
        _ => Role::Plain,
    }
}

fn notes(lang: Lang, series: &Series) -> Vec<Phrase> {
    let mut notes: Vec<Phrase> = unreadable(lang, series).into_iter().collect();
    let published = series.steps.iter().flat_map(|step| &step.published);
    notes.extend(published.map(|published| {
        let (month, by, here) = (&published.month, &published.definition, series.definition.name());
        let (before, after) = match lang {
            Lang::Vi => (
                format!("{month}: tỷ lệ đúng hạn đã công bố là "),
                format!(" (theo {by}); ở đây tính lại theo {here}."),
            ),
            Lang::En => (
                format!("{month}: the on-time rate was published as "),
                format!(" (by {by}); here it is counted again by {here}."),
            ),
        };
        Phrase::from(before).share(published.rate.into()).text(after)
    }));
    if series.steps.iter().any(|step| !step.missing.is_empty()) {
        notes.push(Phrase::from(lang.of(
            "Thiếu tháng thì không cộng: số hồ sơ tồn của hai tháng không liền nhau không nối được với nhau.",
            "Where a month is missing nothing is added up: what two months left open does not chain.",
        )));
    }
    if series
        .steps
        .iter()
        .any(|step| !step.is_whole && step.period.is_some() && step.missing.is_empty())
    {
        notes.push(Phrase::from(lang.of(
            "Chưa đủ kỳ: chỉ tính những ngày có số liệu.",
            "Not a whole period: only the days with data are counted.",
        )));
    }
    notes
}

/// Months that are gaps because nobody can read them.
pub fn unreadable(lang: Lang, series: &Series) -> Option<Phrase> {
    let what = lang.of(
        "Tháng đã lưu không đọc được, nên bỏ trống ở đây",
        "Archived months that cannot be read, and are gaps here",
    );
    let names = series.unreadable.join(", ");
    (!series.unreadable.is_empty()).then(|| Phrase::from(format!("{what}: {names}.")))
}

/// One rate of every unit, steps from left to right.
fn units(style: Style<'_>, series: &Series, whole: &SeriesLine, place: usize) -> Option<Section> {
    let lang = style.lang;
    let of_rate =
        |line: &&SeriesLine| line.indicator.id == whole.indicator.id && line.unit.is_some();
    let lines: Vec<Vec<Cell>> = series
        .lines
        .iter()
        .filter(of_rate)
        .map(|line| {
            let name = line.unit.clone().flatten();
            let mut cells = vec![Cell::Text(name.unwrap_or_else(|| nameless(lang).to_owned()))];
            cells.extend(line.values.iter().map(|value| figure(line.indicator, *value)));
            cells
        })
        .collect();
    if lines.is_empty() {
        return None;
    }
    let mut columns = vec![text_column("unit", lang.of("Đơn vị", "Unit"))];
    columns.extend(series.steps.iter().map(|step| {
        Column::new(
            step.label.clone(),
            step.label.clone(),
            kind(whole.indicator, Sense::Neutral, None),
        )
    }));
    let name = pick(lang, whole.indicator.name());
    let breaks = series.steps.iter().filter(|step| !step.breaks.is_empty());
    let notes = breaks
        .map(|step| Phrase::from(format!("{BREAK} {}: {}", step.label, breaks_text(lang, step))));
    let notes = notes.collect();
    // The colours of the grid say that more is better.
    let is_drawn = whole.indicator.sense == Sense::HigherIsBetter
        && whole.indicator.quantity == Quantity::Share;
    let chart = is_drawn.then(|| grid(lang, series, name, lines.len())).flatten();
    let mut total = vec![Cell::Text(lang.of("Tổng số", "Total").to_owned())];
    total.extend(whole.values.iter().map(|value| figure(whole.indicator, *value)));
    Some(Section {
        id: UNITS.get(place)?,
        title: match lang {
            Lang::Vi => format!("{name} theo đơn vị"),
            Lang::En => format!("{name} by unit"),
        },
        sheet: rate_name(lang, whole.indicator),
        lead: lang
            .of("Mỗi dòng một đơn vị, mỗi cột một kỳ.", "A line per unit, a column per step.")
            .to_owned(),
        table: explained(Table::new(columns, lines, Some(total)).with_notes(notes), style),
        working_notes: Vec::new(),
        charts: chart.into_iter().collect(),
    })
}

fn grid(lang: Lang, series: &Series, name: &str, lines: usize) -> Option<Chart> {
    if series.steps.len() < 2 || lines < 2 {
        return None;
    }
    let drawn = (1..).zip(&series.steps).map(|(column, step)| {
        crate::answers::publication::Series { column, name: step.label.clone(), role: Role::Rate }
    });
    Some(Chart {
        id: "heat",
        kind: ChartKind::Heat,
        title: match lang {
            Lang::Vi => format!("{name} theo đơn vị và kỳ"),
            Lang::En => format!("{name} by unit and step"),
        },
        headline: None,
        description: lang
            .of(
                "Mỗi hàng một đơn vị, mỗi ô một kỳ, tô màu theo tỷ lệ.",
                "One row per unit, one cell per step, coloured by the rate.",
            )
            .to_owned(),
        label: 0,
        series: drawn.collect(),
        first_line: 0,
        lines: lines.min(TALLEST_GRID),
    })
}

/// The rates of the last step with data, beside the step before where nothing broke between them.
fn headlines(lang: Lang, series: &Series) -> Vec<Headline> {
    let Some(last) = series.steps.iter().rposition(|step| step.period.is_some()) else {
        return Vec::new();
    };
    let Some(step) = series.steps.get(last) else { return Vec::new() };
    let before = last.checked_sub(1).filter(|_| step.breaks.is_empty());
    let of_line = |line: &SeriesLine| {
        let value = *line.values.get(last)?;
        let now = value.measure()?;
        let is_share = line.indicator.quantity == Quantity::Share;
        let earlier = before.filter(|_| is_share);
        let earlier = earlier.and_then(|place| line.values.get(place)?.measure()?.ok());
        let period_name = before.and_then(|place| series.steps.get(place));
        let period_name = period_name.map(|step| step.label.clone()).unwrap_or_default();
        let change = now.ok().zip(earlier).map(|(now, before)| Change {
            against: Against::Previous,
            period_name,
            before: Cell::Rate(Ok(before)),
            figure: Cell::PointChange { now, before },
            // The limits of a series stand in its own table.
            evaluation: Evaluation::of_rate(line.indicator.sense, now.cmp_value(before), None),
        });
        Some(Headline {
            base: None,
            key: line.indicator.id,
            label: format!("{}, {}", pick(lang, line.indicator.name()), step.label),
            figure: figure(line.indicator, value),
            sense: line.indicator.sense,
            changes: change.into_iter().collect(),
        })
    };
    whole_lines(series).filter_map(of_line).collect()
}

/// A report of nothing but the series; nothing where no step has data.
///
/// # Errors
/// When the report contradicts itself: a bug.
pub fn publication(
    style: Style<'_>,
    series: &Series,
    grain: Grain,
    (provenance, loaded): (Provenance, Option<&Loaded>),
) -> Result<Option<Report>, ReportError> {
    let lang = style.lang;
    let periods = || series.steps.iter().filter_map(|step| step.period);
    let whole = periods().next().zip(periods().next_back());
    let Some(period) = whole.and_then(|(first, last)| Period::new(first.from, last.to)) else {
        return Ok(None);
    };
    let rule: PeriodRule = series.rule;
    let frame = TimeFrame { period, as_of: period.to, rule };
    let name = lang.of("Các đơn vị trong dữ liệu", "The units in the data").to_owned();
    let missing = loaded.map(|loaded| units::missing_notes(lang, loaded));
    let note = |subject: &str, text| Note { subject: subject.to_owned(), text };
    let missing = missing.into_iter().flatten();
    let missing = missing.map(|text| note(lang.of("Phạm vi", "Scope"), text));
    let definition = definition_line(lang, style.definition, grain);
    let definition = note(lang.of("Đúng hạn", "On time"), definition.into());
    let report = Report {
        unit_pages: BTreeMap::new(),
        lang,
        title: lang.of("Chuỗi số liệu", "Series").to_owned(),
        subject: Subject { unit: None, in_sentence: name.clone(), name },
        period: PeriodFacts::new(lang, &frame),
        letterhead: Letterhead::default(),
        brief: Brief::default(),
        headlines: headlines(lang, series),
        sections: sections(style, series),
        maps: Vec::new(),
        forms: Vec::new(),
        facts: Facts::default(),
        notes: missing.chain([definition]).collect(),
        provenance,
        suppress_below: style.suppress_below,
    };
    report.check()?;
    Ok(Some(report))
}

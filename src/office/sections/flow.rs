//! Tables of dossiers received, resolved and open: by unit, district, field, procedure, channel.

use std::collections::BTreeMap;

use super::SectionInput;
use crate::answers::publication::columns::{Flow, count_column, explained, text_column};
use crate::answers::publication::{Chart, ChartKind, Role, Section, Series};
use crate::answers::{
    Cell, Column, ColumnKind, RateFormula, Table, channel_name, count_name, dimension_name,
    nameless, units,
};
use crate::domain::{CanonicalValue, Channel, Dimension, Ratio};
use crate::indicators::{Definition, ON_TIME_RATE, Sense};
use crate::tally::{Count, Cube, Row, Tally};
use crate::words::Lang;

/// A stacked chart of more lines than this cannot be read; the table has them all.
const LONGEST_CHART: usize = 20;

/// The words of one table.
struct Words {
    id: &'static str,
    chart: &'static str,
    dimension: Dimension,
    title: (&'static str, &'static str),
    sheet: (&'static str, &'static str),
    lead: (&'static str, &'static str),
}

/// By unit, in the order of their names, with the district where the data have several.
pub fn units(input: &SectionInput<'_>) -> Option<Section> {
    let words = Words {
        id: "units",
        chart: "units_outcome",
        dimension: Dimension::Unit,
        title: ("Kết quả theo đơn vị", "Results by unit"),
        sheet: ("Đơn vị", "Units"),
        lead: (
            "Hồ sơ tiếp nhận, giải quyết và đang giải quyết của từng đơn vị trong kỳ.",
            "Dossiers received, resolved and open of each unit in the period.",
        ),
    };
    if input.unit.is_some() || !input.study.has_units {
        return None;
    }
    let cube = input.study.cube(&[Dimension::Unit], None)?;
    if cube.rows.len() < 2 {
        return None;
    }
    let mut rows: Vec<&Row> = cube.rows.iter().collect();
    // Those of which nothing is known stand last, and are in no chart.
    rows.sort_by_key(|row| row.tally.is_not_covered());
    let mut section = section(input, &words, &cube, &rows, &districts_of_units(input));
    section.table.notes.extend(units::missing_notes(input.style.lang, &input.study.loaded));
    Some(section)
}

/// The district of each unit, where there are several districts to tell apart.
fn districts_of_units(input: &SectionInput<'_>) -> BTreeMap<String, String> {
    let cube = input.study.cube(&[Dimension::Unit, Dimension::District], None);
    let rows = cube.map(|cube| cube.into_owned().rows).unwrap_or_default();
    let mut pairs: BTreeMap<String, String> = BTreeMap::new();
    for row in rows {
        let mut names = row.group.into_iter().map(Option::unwrap_or_default);
        let (Some(unit), Some(district)) = (names.next(), names.next()) else { continue };
        // A unit that handles dossiers of several districts belongs to none of them.
        pairs.entry(unit).and_modify(String::clear).or_insert(district);
    }
    let several: std::collections::BTreeSet<&String> =
        pairs.values().filter(|name| !name.is_empty()).collect();
    if several.len() < 2 { BTreeMap::new() } else { pairs }
}

/// By district, where there are at least two.
pub fn districts(input: &SectionInput<'_>) -> Option<Section> {
    let words = Words {
        id: "districts",
        chart: "districts_outcome",
        dimension: Dimension::District,
        title: ("Kết quả theo địa bàn cấp huyện", "Results by district"),
        sheet: ("Huyện", "Districts"),
        lead: (
            "Cộng từ các đơn vị trên địa bàn; dòng để trống là đơn vị không thuộc huyện nào.",
            "Added up from the units of each district; the blank line belongs to no district.",
        ),
    };
    if input.unit.is_some() {
        return None;
    }
    let cube = input.study.cube(&[Dimension::District], None)?;
    let named = cube.rows.iter().filter(|row| row.group.first().is_some_and(Option::is_some));
    if named.count() < 2 {
        return None;
    }
    let rows: Vec<&Row> = cube.rows.iter().collect();
    Some(section(input, &words, &cube, &rows, &BTreeMap::new()))
}

/// By field, those with most dossiers first.
pub fn fields(input: &SectionInput<'_>) -> Option<Section> {
    let words = Words {
        id: "fields",
        chart: "fields_outcome",
        dimension: Dimension::Field,
        title: ("Kết quả theo lĩnh vực", "Results by field"),
        sheet: ("Lĩnh vực", "Fields"),
        lead: (
            "Từng lĩnh vực, nhiều hồ sơ tiếp nhận nhất trước.",
            "Each field, most dossiers received first.",
        ),
    };
    by_size(input, &words)
}

/// By procedure, those with most dossiers first.
pub fn procedures(input: &SectionInput<'_>) -> Option<Section> {
    let words = Words {
        id: "procedures",
        chart: "procedures_outcome",
        dimension: Dimension::Procedure,
        title: ("Kết quả theo thủ tục hành chính", "Results by procedure"),
        sheet: ("Thủ tục", "Procedures"),
        lead: (
            "Từng thủ tục hành chính có hồ sơ, nhiều hồ sơ tiếp nhận nhất trước.",
            "Each procedure with dossiers, most dossiers received first.",
        ),
    };
    by_size(input, &words)
}

fn by_size(input: &SectionInput<'_>, words: &Words) -> Option<Section> {
    let cube = input.study.cube(&[words.dimension], input.unit)?;
    if !cube.rows.iter().any(|row| row.group.first().is_some_and(Option::is_some)) {
        return None;
    }
    let mut rows: Vec<&Row> = cube.rows.iter().collect();
    // The sort is stable: equal counts stay in the order of their names.
    rows.sort_by_key(|row| std::cmp::Reverse(row.tally[Count::Received]));
    Some(section(input, words, &cube, &rows, &BTreeMap::new()))
}

fn section(
    input: &SectionInput<'_>,
    words: &Words,
    cube: &Cube,
    rows: &[&Row],
    districts: &BTreeMap<String, String>,
) -> Section {
    let style = input.style;
    let lang = style.lang;
    let of = |(vi, en): (&'static str, &'static str)| lang.of(vi, en).to_owned();
    let flow = Flow::new(style, &cube.total, true);
    let mut columns =
        vec![text_column(words.dimension.name(), dimension_name(lang, words.dimension))];
    if !districts.is_empty() {
        let district = Dimension::District;
        columns.push(text_column(district.name(), dimension_name(lang, district)));
    }
    let texts = columns.len();
    columns.extend(flow.columns(texts));
    let line = |row: &&Row| {
        let name = row.group.first().cloned().flatten();
        let district = name.as_ref().and_then(|name| districts.get(name));
        let mut line = vec![Cell::Text(name.unwrap_or_else(|| nameless(lang).to_owned()))];
        if !districts.is_empty() {
            let district = district.filter(|name| !name.is_empty());
            line.push(district.map_or(Cell::Empty, |name| Cell::Text(name.clone())));
        }
        line.extend(flow.figures(&row.tally));
        line
    };
    let mut total = vec![Cell::Text(lang.of("Tổng số", "Total").to_owned())];
    total.resize(texts, Cell::Empty);
    total.extend(flow.figures(&cube.total));
    let known = rows.iter().filter(|row| !row.tally.is_not_covered()).count();
    // The first units by name say nothing of the others; those to look at have a chart of their own.
    let is_cut = words.dimension == Dimension::Unit && known > LONGEST_CHART;
    let charts = outcome(lang, words, &flow, texts, known).filter(|_| !is_cut);
    Section {
        id: words.id,
        title: of(words.title),
        sheet: of(words.sheet),
        lead: of(words.lead),
        table: explained(Table::new(columns, rows.iter().map(line).collect(), Some(total)), style),
        working_notes: Vec::new(),
        charts: charts.into_iter().collect(),
    }
}

/// Early, on the day, late, undated: one bar per line.
fn outcome(
    lang: Lang,
    words: &Words,
    flow: &Flow<'_>,
    texts: usize,
    lines: usize,
) -> Option<Chart> {
    let roles = [
        (Count::Early, Role::Early),
        (Count::OnTime, Role::OnTime),
        (Count::Late, Role::Late),
        (Count::Undated, Role::Undated),
    ];
    let series = roles.iter().filter_map(|(count, role)| {
        let column = flow.place(count.name(), texts)?;
        Some(Series { column, name: count_name(lang, *count).to_owned(), role: *role })
    });
    let drawn = lines.min(LONGEST_CHART);
    let of_what = dimension_name(lang, words.dimension);
    let title = match lang {
        Lang::Vi => format!("Kết quả giải quyết theo {}", of_what.to_lowercase()),
        Lang::En => format!("Outcome by {}", of_what.to_lowercase()),
    };
    let part = match (lang, drawn == lines) {
        (_, true) => String::new(),
        (Lang::Vi, false) => format!(" ({drawn} dòng đầu trong {lines})"),
        (Lang::En, false) => format!(" (the first {drawn} of {lines})"),
    };
    let description = match lang {
        Lang::Vi => format!(
            "Mỗi thanh là một dòng của bảng{part}, chia theo số hồ sơ giải quyết trước hạn, đúng ngày hẹn, quá hạn và không có hẹn trả."
        ),
        Lang::En => format!(
            "One bar per line of the table{part}, split into dossiers resolved early, on the day, late and without a due date."
        ),
    };
    (drawn > 0).then(|| Chart {
        id: words.chart,
        kind: ChartKind::Stack,
        title,
        headline: None,
        description,
        label: 0,
        series: series.collect(),
        first_line: 0,
        lines: drawn,
    })
}

/// The counts of the table of channels: always the same, and those that the on-time rate is made of.
fn counts_of_channels(definition: Definition, total: &Tally) -> Vec<Count> {
    let mut counts =
        vec![Count::Received, Count::Resolved, Count::Early, Count::OnTime, Count::Late];
    // Without them the three kinds of resolved ones do not add up.
    counts.extend((total[Count::Undated] > 0).then_some(Count::Undated));
    for count in ON_TIME_RATE.terms(definition).counts() {
        if !counts.contains(&count) {
            counts.push(count);
        }
    }
    counts
}

/// By channel: what was received, and how it ended.
pub fn channels(input: &SectionInput<'_>) -> Option<Section> {
    let style = input.style;
    let lang = style.lang;
    let cube = input.study.cube(&[Dimension::Channel], input.unit)?;
    let received = cube.total[Count::Received];
    let counts = counts_of_channels(style.definition, &cube.total);
    let figures = |row: &Tally, name: String| {
        let mut line = vec![Cell::Text(name)];
        let known = |count: &Count| row.known(*count).map_or_else(Cell::Missing, Cell::Count);
        line.extend(counts.iter().map(known));
        let share = Ratio::new(row[Count::Received], received);
        line.push(Cell::Rate(share.ok_or(crate::domain::Absence::NoDossiers)));
        line.push(Cell::Rate(ON_TIME_RATE.measure(row, style.definition, style.fields)));
        line
    };
    let name = |row: &Row| {
        let name = row.group.first().and_then(Option::as_deref).unwrap_or_default();
        channel_name(lang, Channel::from_name(name).unwrap_or(Channel::UNKNOWN)).to_owned()
    };
    let mut columns = vec![text_column("channel", dimension_name(lang, Dimension::Channel))];
    let column = |count: &Count| count_column(count.name(), count_name(lang, *count), true);
    columns.extend(counts.iter().map(column));
    let rate = |key: &str, name: &str, formula| {
        Column::new(key, name, ColumnKind::Rate { sense: Sense::Neutral, formula })
    };
    columns.push(rate("share_of_received", lang.head("share_of_received"), None));
    let terms = ON_TIME_RATE.terms(style.definition);
    let is_known = |count: &Count| cube.rows.iter().all(|row| row.tally.known(*count).is_ok());
    let places = |of: &[Count]| -> Option<Vec<usize>> {
        let place = |count: &Count| counts.iter().position(|other| other == count);
        of.iter().map(|count| place(count).filter(|_| is_known(count)).map(|at| 1 + at)).collect()
    };
    let on_time = places(terms.plus)
        .zip(places(terms.minus))
        .zip(places(terms.denominator))
        .map(|((numerator, minus), denominator)| RateFormula { numerator, minus, denominator });
    columns.push(rate("on_time_rate", lang.of("Tỷ lệ đúng hạn", "On-time rate"), on_time));
    let lines: Vec<Vec<Cell>> =
        cube.rows.iter().map(|row| figures(&row.tally, name(row))).collect();
    let chart = Chart {
        id: "channel_mix",
        kind: ChartKind::Mix,
        title: lang.of("Cơ cấu hình thức nộp hồ sơ", "How dossiers were submitted").to_owned(),
        headline: None,
        description: lang
            .of(
                "Tỷ trọng từng hình thức trong số hồ sơ tiếp nhận trong kỳ.",
                "Share of each channel in the dossiers received in the period.",
            )
            .to_owned(),
        label: 0,
        series: vec![Series {
            column: 1,
            name: count_name(lang, Count::Received).to_owned(),
            role: Role::Plain,
        }],
        first_line: 0,
        lines: lines.len(),
    };
    let total = figures(&cube.total, lang.of("Tổng số", "Total").to_owned());
    Some(Section {
        id: "channels",
        title: lang.of("Hình thức nộp hồ sơ", "Channels").to_owned(),
        sheet: lang.of("Hình thức nộp", "Channels").to_owned(),
        lead: lang
            .of(
                "Hồ sơ tiếp nhận trong kỳ theo hình thức nộp, và kết quả giải quyết của từng hình thức.",
                "Dossiers received in the period by channel, and how those of each channel ended.",
            )
            .to_owned(),
        working_notes: Vec::new(),
        charts: (received > 0).then_some(chart).into_iter().collect(),
        table: explained(
            Table::new(columns, lines, Some(total)),
            style,
        ),
    })
}

//! Month by month: the flow of dossiers, and the on-time rate of each unit.

use super::SectionInput;
use crate::answers::provenance::month_name;
use crate::answers::publication::columns::{Flow, explained, rate_name, text_column};
use crate::answers::publication::{Chart, ChartKind, Role, Section, Series};
use crate::answers::{Cell, Column, ColumnKind, Table, dimension_name, nameless};
use crate::domain::{Absence, Dimension};
use crate::indicators::{Indicator, LATE_RATE, ON_TIME_RATE, ONLINE_RATE, Sense};
use crate::tally::{Count, Row, Tally};
use crate::words::Lang;

/// A grid of more lines than this cannot be read; the table has them all.
const TALLEST_GRID: usize = 120;

/// Whether anything was received or closed: what is merely open says nothing of a month.
fn is_busy(tally: &Tally) -> bool {
    tally.sum(&[Count::Received, Count::Resolved, Count::Returned]) > 0
}

/// Whether the exports tell of a month of the trend.
fn is_told(input: &SectionInput<'_>, row: &Row) -> bool {
    let month = row.group.last().and_then(Option::as_ref);
    month.is_some_and(|month| input.study.covered.contains(month))
}

/// The months up to the end of the period, from the first that the exports tell of.
pub fn months(input: &SectionInput<'_>) -> Option<Section> {
    let style = input.style;
    let lang = style.lang;
    let cube = input.study.months(input.unit)?;
    let first = cube.rows.iter().position(|row| is_told(input, row))?;
    let rows = cube.rows.get(first..).unwrap_or_default();
    if rows.len() < 2 {
        return None;
    }
    let mut sum = Tally::ZERO;
    for row in rows {
        sum += &row.tally;
    }
    let flow = Flow::new(style, &sum, false);
    let mut columns = vec![text_column("month", dimension_name(lang, Dimension::Month))];
    columns.extend(flow.columns(1));
    let line = |row: &Row| {
        let month = row.group.first().cloned().flatten().unwrap_or_default();
        let mut line = vec![Cell::Month(month)];
        line.extend(flow.figures(&row.tally));
        line
    };
    let charts = [(&LATE_RATE, "trend", Role::Late), (&ONLINE_RATE, "online_trend", Role::Online)];
    let charts = charts.into_iter().filter_map(|(rate, id, role)| {
        let column = flow.place(rate.id, 1)?;
        Some(trend_of(
            lang,
            rate,
            Chart {
                id,
                kind: ChartKind::Trend,
                title: String::new(),
                headline: None,
                description: String::new(),
                label: 0,
                first_line: 0,
                lines: rows.len(),
                series: vec![Series { column, name: columns.get(column)?.name.clone(), role }],
            },
        ))
    });
    let charts = charts.collect();
    let table = Table::new(columns, rows.iter().map(line).collect(), None);
    Some(Section {
        id: "months",
        title: lang.of("Diễn biến theo tháng", "Month by month").to_owned(),
        sheet: lang.of("Theo tháng", "Months").to_owned(),
        lead: lang
            .of(
                "Các tháng đến cuối kỳ báo cáo. Hồ sơ còn tồn ở cuối nhiều tháng được tính ở từng tháng, nên không cộng các dòng.",
                "The months up to the end of the period. A dossier open over several months stands in each, so the lines do not add.",
            )
            .to_owned(),
        working_notes: Vec::new(),
        charts,
        table: explained(table, style),
    })
}

/// One rate over the months.
fn trend_of(lang: Lang, rate: &Indicator, chart: Chart) -> Chart {
    let name = rate_name(lang, rate);
    let (title, description) = match lang {
        Lang::Vi => (
            format!("{name} theo tháng"),
            "Đường nối các tháng đến cuối kỳ báo cáo; tháng không có số thì đứt.",
        ),
        Lang::En => (
            format!("{name} by month"),
            "A line over the months up to the end of the period, broken where a month has no value.",
        ),
    };
    Chart { title, description: description.to_owned(), ..chart }
}

/// The on-time rate of every unit in every month.
pub fn unit_months(input: &SectionInput<'_>) -> Option<Section> {
    let style = input.style;
    let lang = style.lang;
    let trend = &input.study.trend;
    let is_grid = trend.by == [Dimension::Unit, Dimension::Month];
    if input.unit.is_some() || !is_grid || !ON_TIME_RATE.is_in_export(style.fields) {
        return None;
    }
    let month = |row: &Row| row.group.get(1).cloned().flatten().unwrap_or_default();
    let told = input.study.months(None)?;
    let told = told.rows.iter().find(|row| is_told(input, row))?;
    let first = told.group.first().cloned().flatten()?;
    let mut months: Vec<String> =
        trend.rows.iter().map(month).filter(|month| *month >= first).collect();
    months.sort();
    months.dedup();
    let mut lines: Vec<Vec<Cell>> = Vec::new();
    for rows in trend.rows.chunk_by(|left, right| left.group.first() == right.group.first()) {
        if !rows.iter().any(|row| is_busy(&row.tally)) {
            continue;
        }
        let name = rows.first().and_then(|row| row.group.first().cloned().flatten());
        let mut line = vec![Cell::Text(name.unwrap_or_else(|| nameless(lang).to_owned()))];
        line.extend(months.iter().map(|wanted| {
            let tally = rows.iter().find(|row| month(row) == *wanted).map(|row| row.tally);
            let rate = |tally| ON_TIME_RATE.measure(&tally, style.definition, style.fields);
            Cell::Rate(tally.map_or(Err(Absence::NoDossiers), rate))
        }));
        lines.push(line);
    }
    if months.len() < 2 || lines.len() < 2 {
        return None;
    }
    let mut columns = vec![text_column("unit", dimension_name(lang, Dimension::Unit))];
    columns.extend(months.iter().map(|month| {
        Column::new(
            month.clone(),
            month_name(lang, month),
            ColumnKind::Rate { sense: Sense::HigherIsBetter, formula: None },
        )
    }));
    let series = (1..).zip(&months).map(|(column, month)| Series {
        column,
        name: month_name(lang, month),
        role: Role::Rate,
    });
    let all = lines.len();
    let drawn = all.min(TALLEST_GRID);
    let chart = Chart {
        id: "heat",
        kind: ChartKind::Heat,
        title: format!(
            "{} {}",
            rate_name(lang, &ON_TIME_RATE),
            lang.of("theo đơn vị và tháng", "by unit and month")
        ),
        headline: None,
        description: description(lang, drawn, all),
        label: 0,
        series: series.collect(),
        first_line: 0,
        lines: drawn,
    };
    Some(Section {
        id: "unit_months",
        title: lang.of("Đúng hạn theo đơn vị và tháng", "On time by unit and month").to_owned(),
        sheet: lang.of("Đơn vị - tháng", "Units by month").to_owned(),
        lead: lang
            .of(
                "Tỷ lệ đúng hạn của từng đơn vị trong từng tháng.",
                "On-time rate of each unit in each month.",
            )
            .to_owned(),
        table: explained(Table::new(columns, lines, None), style),
        working_notes: Vec::new(),
        charts: vec![chart],
    })
}

/// What the grid shows; which colours it has is the renderer's to say.
fn description(lang: Lang, drawn: usize, all: usize) -> String {
    match (lang, drawn < all) {
        (Lang::Vi, false) => "Mỗi hàng một đơn vị, mỗi ô một tháng, tô màu theo tỷ lệ.".to_owned(),
        (Lang::Vi, true) => format!(
            "Mỗi hàng một đơn vị ({drawn} dòng đầu trong {all}), mỗi ô một tháng, tô màu theo tỷ lệ."
        ),
        (Lang::En, false) => {
            "One row per unit, one cell per month, coloured by the rate.".to_owned()
        }
        (Lang::En, true) => format!(
            "One row per unit (the first {drawn} of {all}), one cell per month, coloured by the rate."
        ),
    }
}

//! Bars behind rates, and the colours of a heat map.
//!
//! In: a [`Plan`] and the rows of the lines. Out: conditional formats, and a sentence that explains the
//! colours. Must not know: charts.

use rust_xlsxwriter::{
    ConditionalFormat3ColorScale, ConditionalFormatDataBar, ConditionalFormatType, Worksheet,
    XlsxError, cell_range,
};

use super::axis::Axis;
use super::columns::Plan;
use crate::answers::publication::{Chart, ChartKind, Section};
use crate::answers::{Cell, ColumnKind};
use crate::indicators::Sense;
use crate::render::palette;

/// Shades the lines of a table; the sentences belong below it.
pub fn shade(
    worksheet: &mut Worksheet,
    plan: &Plan<'_>,
    section: &Section,
    first_row: u32,
) -> Result<Vec<String>, XlsxError> {
    let lines = u32::try_from(section.table.body().len()).unwrap_or(u32::MAX);
    let Some(last_row) = lines.checked_sub(1).map(|more| first_row + more) else {
        return Ok(Vec::new());
    };
    let heats = section.charts.iter().filter(|chart| chart.kind == ChartKind::Heat);
    let mut notes = Vec::new();
    let mut in_heat = Vec::new();
    for chart in heats {
        in_heat.extend(chart.series.iter().map(|series| series.column));
        notes.extend(heat(worksheet, plan, chart, first_row)?);
    }
    let mut has_bars = false;
    for (column, facts) in section.table.columns.iter().enumerate() {
        if let ColumnKind::Rate { sense, .. } = facts.kind
            && !in_heat.contains(&column)
        {
            let place = plan.place(column);
            worksheet.add_conditional_format(first_row, place, last_row, place, &bar(sense))?;
            has_bars = true;
        }
    }
    if has_bars {
        let text = plan.lang.of(
            "Thanh màu trong ô tỷ lệ: ô đầy là 100%.",
            "Bars behind rates: a full cell is 100%.",
        );
        notes.push(text.to_owned());
    }
    Ok(notes)
}

fn bar(sense: Sense) -> ConditionalFormatDataBar {
    ConditionalFormatDataBar::new()
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, 1)
        .set_fill_color(palette::bar(sense))
        .set_solid_fill(true)
        .set_border_off(true)
}

/// One scale over all columns of the map, so that a colour means the same everywhere.
fn heat(
    worksheet: &mut Worksheet,
    plan: &Plan<'_>,
    chart: &Chart,
    first_row: u32,
) -> Result<Option<String>, XlsxError> {
    let first = first_row + u32::try_from(chart.first_line).unwrap_or(u32::MAX - first_row);
    let last = first + u32::try_from(chart.lines).unwrap_or(1).saturating_sub(1);
    let columns: Vec<usize> = chart.series.iter().map(|series| series.column).collect();
    let lines = plan.table.body().skip(chart.first_line).take(chart.lines);
    let figures = lines.flat_map(|line| columns.iter().filter_map(|column| line.get(*column)));
    let axis = Axis::over(figures.filter_map(|figure| match figure {
        Cell::Rate(Ok(ratio)) => Some(ratio.value()),
        _ => None,
    }));
    let sense = columns.first().and_then(|column| plan.table.columns.get(*column));
    let is_lower_better = sense.is_some_and(|column| {
        matches!(column.kind, ColumnKind::Rate { sense: Sense::LowerIsBetter, .. })
    });
    let [mut low, middle, mut high] = palette::HEAT;
    if is_lower_better {
        std::mem::swap(&mut low, &mut high);
    }
    let places = columns.iter().map(|column| plan.place(*column));
    let ranges: Vec<String> =
        places.clone().map(|place| cell_range(first, place, last, place)).collect();
    let (Some(left), Some(right)) = (places.clone().min(), places.max()) else { return Ok(None) };
    let scale = ConditionalFormat3ColorScale::new()
        .set_minimum(ConditionalFormatType::Number, axis.low())
        .set_midpoint(ConditionalFormatType::Number, axis.middle())
        .set_maximum(ConditionalFormatType::Number, axis.high())
        .set_minimum_color(low)
        .set_midpoint_color(middle)
        .set_maximum_color(high)
        .set_multi_range(ranges.join(" "));
    worksheet.add_conditional_format(first, left, last, right, &scale)?;
    let [from, to] = axis.ends(plan.lang);
    let [orange, blue] = if is_lower_better { [&to, &from] } else { [&from, &to] };
    let text = match plan.lang {
        crate::words::Lang::Vi => {
            format!("Thang màu: cam là {orange}, trắng ở giữa, xanh là {blue}; cam cần xem trước.")
        }
        crate::words::Lang::En => format!(
            "Colours: orange is {orange}, white the middle, blue {blue}; look at orange first."
        ),
    };
    Ok(Some(text))
}

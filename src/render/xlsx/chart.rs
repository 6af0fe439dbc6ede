//! A chart of the report → a chart of the workbook over the cells of its table, with words for those
//! who do not see it.
//!
//! In: a [`Chart`](crate::report::publication::Chart) and where its table stands. Out: a drawing. Must
//! not know: where on the sheet it goes.

use rust_xlsxwriter::{
    Chart as Drawing, ChartAxisCrossing, ChartDataLabel, ChartDataLabelPosition, ChartEmptyCells,
    ChartErrorBars, ChartErrorBarsType, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartMarker, ChartMarkerType, ChartRange, ChartSeries, ChartSolidFill,
    ChartType, XlsxError,
};

use super::asides::Asides;
use super::axis::Axis;
use super::cell_formats::{COUNT, RATE};
use super::columns::Plan;
use super::page::Page;
use crate::answers::publication::{Chart, ChartKind, Role, Series};
use crate::answers::{Cell, ColumnKind};
use crate::render::spreadsheet::{FONT, alt_text, cell_text};
use crate::render::{number, palette};
use crate::words::Lang;

/// Pixels. A long name takes two lines beside its bar.
const BAR: usize = 32;
const AROUND: usize = 120;
const LOWEST: usize = 260;
/// What a page of paper holds below the repeated head.
const HIGHEST: usize = 570;
const TREND: u32 = 310;
/// Bars that such a chart holds; more of them go on in the next chart.
const MOST_BARS: usize = 30;
const MOST_TENTHS: u32 = 15;
/// More bars than this get small letters.
const SOME_BARS: usize = 18;
const MANY_BARS: usize = 25;

/// The cells that a chart draws.
pub struct Source<'a> {
    pub sheet: &'a str,
    pub plan: &'a Plan<'a>,
    /// The row of the heads; the lines follow.
    pub head_row: u32,
    pub chart: &'a Chart,
    /// The lines of the table that are drawn: those of the chart, or a part of them.
    first_line: usize,
    lines: usize,
    /// How much larger than usual it is drawn, in tenths: what is printed smaller is drawn larger.
    tenths: u32,
}

/// Draws a chart, in parts where its bars do not go on one page; nothing for a heat map, which is a
/// colouring of its table.
pub fn draw(
    source: &Source<'_>,
    page: &mut Page<'_>,
    asides: &mut Asides,
) -> Result<Vec<(Drawing, u32)>, XlsxError> {
    match source.chart.kind {
        ChartKind::Trend => {
            Ok(vec![(source.finish(source.trend(page, asides)?, 0, 1), TREND * source.tenths / 10)])
        }
        ChartKind::Ranking => {
            let whiskers = source.whiskers(page, asides)?;
            Ok(source.parts(|part| part.ranking(page.lang, whiskers)))
        }
        ChartKind::Stack => Ok(source.parts(|part| part.stack(page.lang))),
        ChartKind::Mix => Ok(source.parts(|part| part.mix(page.lang))),
        ChartKind::Heat => Ok(Vec::new()),
    }
}

impl<'a> Source<'a> {
    pub fn new(
        (sheet, page): (&'a str, &Page<'_>),
        plan: &'a Plan<'a>,
        head_row: u32,
        chart: &'a Chart,
    ) -> Self {
        let (first_line, lines) = (chart.first_line, chart.lines);
        let tenths = page.shrinks_by().min(MOST_TENTHS);
        Self { sheet, plan, head_row, chart, first_line, lines, tenths }
    }

    fn font(&self, size: u8) -> ChartFont {
        let mut font = ChartFont::new();
        font.set_name(FONT).set_size(u32::from(size) * self.tenths / 10);
        font
    }

    /// Parts of about the same length, each drawn alike.
    fn parts(&self, draw: impl Fn(&Self) -> Drawing) -> Vec<(Drawing, u32)> {
        let count = self.lines.div_ceil(MOST_BARS).max(1);
        let most = self.lines.div_ceil(count).max(1);
        let part = |number: usize| {
            let skipped = number * most;
            let lines = most.min(self.lines.saturating_sub(skipped)).max(1);
            let part = Self { first_line: self.first_line + skipped, lines, ..*self };
            (self.finish(draw(&part), number, count), part.height())
        };
        (0..count).filter(|number| number * most < self.lines.max(1)).map(part).collect()
    }

    /// Title, legend, border, and words for those who do not see it.
    fn finish(&self, mut drawing: Drawing, number: usize, count: usize) -> Drawing {
        let chart = self.chart;
        let part = if count > 1 { format!(" ({}/{count})", number + 1) } else { String::new() };
        let title = match &chart.headline {
            Some(headline) => {
                format!("{}{part} – {}", number::phrase(self.plan.lang, headline), chart.title)
            }
            None => format!("{}{part}", chart.title),
        };
        drawing.title().set_name(&literal(&title)).set_font(self.font(13).set_bold());
        drawing.legend().set_position(ChartLegendPosition::Bottom).set_font(&self.font(11));
        if chart.series.len() < 2 || chart.kind == ChartKind::Ranking {
            drawing.legend().set_hidden();
        }
        // Said even though it is the rule: programs differ in what they do unsaid.
        drawing.show_empty_cells_as(ChartEmptyCells::Gaps);
        drawing.set_alt_text(alt_text(&format!("{title}. {}", chart.description)));
        drawing.set_name(format!("{}_{}", chart.id, number + 1));
        let mut border = ChartLine::new();
        let mut area = ChartFormat::new();
        drawing.chart_area().set_format(area.set_border(border.set_color(palette::RULE)));
        drawing
    }

    fn first_row(&self) -> u32 {
        let skipped = u32::try_from(self.first_line).unwrap_or(u32::MAX);
        self.head_row.saturating_add(1).saturating_add(skipped)
    }

    fn range(&self, place: u16) -> ChartRange {
        let lines = u32::try_from(self.lines).unwrap_or(u32::MAX).max(1);
        let (first, last) = (self.first_row(), self.first_row().saturating_add(lines - 1));
        ChartRange::new_from_range(self.sheet, first, place, last, place)
    }

    /// Grows with the bars, so that every name can be read, up to a page of paper.
    fn height(&self) -> u32 {
        let height = (AROUND + BAR * self.lines).clamp(LOWEST, HIGHEST);
        u32::try_from(height).unwrap_or(TREND) * self.tenths / 10
    }

    /// The letters of names beside bars.
    const fn letters(&self) -> u8 {
        match self.lines {
            0..=SOME_BARS => 11,
            _ if self.lines > MANY_BARS => 8,
            _ => 9,
        }
    }

    /// The figures of all lines of the chart: parts of it have the same axis.
    fn figures(&self, column: usize) -> impl Iterator<Item = Option<&Cell>> {
        let lines = self.plan.table.body().skip(self.chart.first_line);
        lines.take(self.chart.lines).map(move |line| line.get(column))
    }

    /// The axis over rates and bounds of some columns.
    fn axis(&self, columns: impl Iterator<Item = usize>) -> Axis {
        let ends =
            columns.flat_map(|column| self.figures(column)).flat_map(|figure| match figure {
                Some(Cell::Rate(Ok(ratio))) => vec![ratio.value()],
                Some(Cell::Interval(Ok(interval))) => vec![interval.low, interval.high],
                _ => Vec::new(),
            });
        // Shares near to nothing are seen beside nothing.
        let is_late = self.chart.series.iter().any(|series| series.role == Role::Late);
        Axis::over(ends.chain(is_late.then_some(0.0)))
    }

    fn kind(&self, column: usize) -> Option<&ColumnKind> {
        self.plan.table.columns.get(column).map(|column| &column.kind)
    }

    fn is_rate(&self, column: usize) -> bool {
        matches!(self.kind(column), Some(ColumnKind::Rate { .. }))
    }

    /// A series over a column of the sheet.
    fn series(&self, series: &Series, place: u16) -> ChartSeries {
        let mut drawn = ChartSeries::new();
        drawn.set_categories(&self.range(self.plan.place(self.chart.label)));
        drawn.set_values(&self.range(place));
        let head = self.plan.place(series.column);
        if self.plan.heads.get(usize::from(head)) == Some(&series.name) {
            drawn.set_name((self.sheet, self.head_row, head));
        } else {
            drawn.set_name(&literal(&series.name));
        }
        drawn
    }

    /// Lines over the months. Counts are left out where there are rates: they have another scale.
    fn trend(&self, page: &mut Page<'_>, asides: &mut Asides) -> Result<Drawing, XlsxError> {
        let all = &self.chart.series;
        let has_rates = all.iter().any(|series| self.is_rate(series.column));
        let drawn = all.iter().filter(|series| !has_rates || self.is_rate(series.column));
        let mut drawing = Drawing::new(ChartType::Line);
        for (place, series) in drawn.clone().enumerate() {
            // A text would be drawn as zero.
            let is_whole = self
                .figures(series.column)
                .all(|figure| matches!(figure, Some(Cell::Rate(Ok(_)) | Cell::Count(_))));
            let column = if is_whole || !has_rates {
                self.plan.place(series.column)
            } else {
                asides.rates(page, self.plan, series.column)?
            };
            // Pushed, a series of a line chart would lose its marks.
            *drawing.add_series() = line_of(self.series(series, column), series.role, place);
        }
        drawing.x_axis().set_font(&self.font(11));
        drawing.y_axis().set_font(&self.font(11)).set_major_gridlines_line(&rule());
        if has_rates {
            let axis = self.axis(drawn.map(|series| series.column));
            let y_axis = drawing.y_axis();
            y_axis.set_min(axis.low()).set_max(axis.high()).set_major_unit(axis.step());
            y_axis.set_num_format(axis.format());
            y_axis.set_name(&*axis.title(page.lang)).set_name_font(&self.font(11));
        } else {
            drawing.y_axis().set_num_format(COUNT);
        }
        Ok(drawing)
    }

    fn rate(&self) -> Option<&Series> {
        self.chart.series.iter().find(|series| self.is_rate(series.column))
    }

    fn interval(&self) -> Option<&Series> {
        let is_interval =
            |series: &&Series| self.kind(series.column) == Some(&ColumnKind::Interval);
        self.chart.series.iter().find(is_interval)
    }

    /// The columns that tell how far the bounds of the interval lie from the rate.
    fn whiskers(
        &self,
        page: &mut Page<'_>,
        asides: &mut Asides,
    ) -> Result<Option<(u16, u16)>, XlsxError> {
        let columns = self.rate().zip(self.interval());
        let distances = columns.map(|(rate, interval)| {
            asides.distances(page, self.plan, (rate.column, interval.column))
        });
        distances.transpose()
    }

    /// Bars of a rate, the first line on top, with the interval as a whisker.
    fn ranking(&self, lang: Lang, whiskers: Option<(u16, u16)>) -> Drawing {
        let Some(rate) = self.rate() else { return self.stack(lang) };
        let mut drawing = self.bars(ChartType::Bar);
        let mut series = self.series(rate, self.plan.place(rate.column));
        series.set_format(&mut fill(rate.role, 0)).set_gap(45);
        if let Some((upper, lower)) = whiskers {
            let ends = ChartErrorBarsType::Custom(self.range(upper), self.range(lower));
            let mut line = ChartLine::new();
            line.set_color(palette::series(Role::Interval, 0)).set_width(1.25);
            let mut bars = ChartErrorBars::new();
            // Across, not up: the library writes these for bars.
            series.set_x_error_bars(bars.set_type(ends).set_format(&mut line));
        }
        let mut white = self.font(self.letters().min(10));
        white.set_color(0xFF_FFFF_u32).set_bold();
        let mut label = ChartDataLabel::new();
        label.show_value().set_num_format(RATE).set_font(&white);
        series.set_data_label(label.set_position(ChartDataLabelPosition::InsideBase));
        drawing.push_series(&series);
        let drawn = self.rate().into_iter().chain(self.interval()).map(|series| series.column);
        let axis = self.axis(drawn);
        let value_axis = drawing.x_axis();
        value_axis.set_min(axis.low()).set_max(axis.high()).set_major_unit(axis.step());
        value_axis.set_num_format(axis.format());
        let mut title = axis.title(lang);
        if whiskers.is_some() {
            title.push_str(lang.of("; vạch ngang: khoảng tin cậy", "; whiskers: the interval"));
        }
        value_axis.set_name(&*title).set_name_font(&self.font(11));
        drawing
    }

    /// The parts of each line as shares of the line.
    fn stack(&self, lang: Lang) -> Drawing {
        let mut drawing = self.bars(ChartType::BarPercentStacked);
        for (place, series) in self.chart.series.iter().enumerate() {
            let mut drawn = self.series(series, self.plan.place(series.column));
            let mut white = ChartLine::new();
            let mut format = fill(series.role, place);
            format.set_border(white.set_color(0xFF_FFFF_u32).set_width(0.75));
            drawing.push_series(drawn.set_format(&mut format).set_gap(40));
        }
        let value_axis = drawing.x_axis();
        value_axis.set_min(0).set_max(1).set_major_unit(0.1).set_num_format("0%");
        let name = lang.of("Tỷ trọng trong từng dòng", "Share of each line");
        value_axis.set_name(name).set_name_font(&self.font(11));
        drawing
    }

    /// One bar per part, as long as its share where a column tells the shares, else as its count.
    fn mix(&self, lang: Lang) -> Drawing {
        let mut drawing = self.bars(ChartType::Bar);
        let Some(series) = self.chart.series.first() else { return drawing };
        let shares = self.shares_of(series.column);
        let column = shares.unwrap_or(series.column);
        let format = if shares.is_some() { RATE } else { COUNT };
        let mut drawn = self.series(series, self.plan.place(column));
        let mut label = ChartDataLabel::new();
        label.show_value().set_num_format(format).set_font(&self.font(11));
        label.set_position(ChartDataLabelPosition::OutsideEnd);
        drawn.set_data_label(&label).set_format(&mut fill(series.role, 0)).set_gap(45);
        drawing.push_series(&drawn);
        let name = match shares {
            Some(_) => lang.of("Tỷ trọng", "Share").to_owned(),
            None => cell_text(&series.name),
        };
        let value_axis = drawing.x_axis();
        value_axis.set_min(0).set_num_format(if shares.is_some() { "0%" } else { COUNT });
        if shares.is_some() {
            value_axis.set_max(1).set_major_unit(0.1);
        }
        value_axis.set_name(&literal(&name)).set_name_font(&self.font(11));
        drawing
    }

    /// The column whose rates are the shares of these counts.
    fn shares_of(&self, counts: usize) -> Option<usize> {
        let is_share = |column: &usize| {
            let mut pairs = self.figures(counts).zip(self.figures(*column));
            self.is_rate(*column)
                && pairs.all(|pair| match pair {
                    (Some(Cell::Count(count)), Some(Cell::Rate(Ok(ratio)))) => {
                        ratio.numerator() == *count
                    }
                    _ => false,
                })
        };
        (0..self.plan.table.columns.len()).find(is_share)
    }

    /// Bars across, the first line on top.
    fn bars(&self, kind: ChartType) -> Drawing {
        let mut drawing = Drawing::new(kind);
        let names = drawing.y_axis();
        names.set_reverse().set_font(&self.font(self.letters()));
        // The axis of values would go up with the first line.
        names.set_crossing(ChartAxisCrossing::Max);
        drawing.x_axis().set_font(&self.font(11)).set_major_gridlines_line(&rule());
        drawing
    }
}

/// A line that is told from its neighbours by its marks and dashes, too.
fn line_of(mut series: ChartSeries, role: Role, place: usize) -> ChartSeries {
    let color = palette::series(role, place);
    let dashes = [ChartLineDashType::Solid, ChartLineDashType::Dash, ChartLineDashType::RoundDot];
    let marks = [ChartMarkerType::Circle, ChartMarkerType::Square, ChartMarkerType::Triangle];
    let mut line = ChartLine::new();
    line.set_color(color).set_width(2.25).set_dash_type(dashes[place % dashes.len()]);
    let mut ground = ChartSolidFill::new();
    let mut edge = ChartLine::new();
    let mut marker = ChartMarker::new();
    let mut look = ChartFormat::new();
    look.set_solid_fill(ground.set_color(color)).set_border(edge.set_color(color));
    marker.set_type(marks[place % marks.len()]).set_size(7).set_format(&mut look);
    series.set_format(&mut line).set_marker(&marker);
    series
}

fn fill(role: Role, place: usize) -> ChartFormat {
    let mut ground = ChartSolidFill::new();
    let mut format = ChartFormat::new();
    format.set_solid_fill(ground.set_color(palette::series(role, place)));
    format
}

fn rule() -> ChartLine {
    let mut line = ChartLine::new();
    line.set_color(0xD9_D9D9_u32).set_width(0.75);
    line
}

/// A text that the library does not take for a reference to cells.
fn literal(text: &str) -> String {
    let text = cell_text(text).replace('!', "! ");
    if text.starts_with('=') { format!(" {text}") } else { text }
}

//! The table of `cchc stats` for people, and its notes.

use super::{Stats, group_cells};
use crate::answers::bases::base_notes;
use crate::answers::model::{Block, Document};
use crate::answers::phrase::Phrase;
use crate::answers::provenance::{definition_line, period_line};
use crate::answers::table::{Cell, Column, Table, TableRow};
use crate::answers::text::dimension_name;
use crate::answers::{coverage, units};
use crate::domain::Exact;
use crate::indicators::{
    Definition, Figure, FigureValue, LATE_RATE, ON_TIME_RATE, ONLINE_RATE, Quantity,
    SATISFIED_SHARE, STANDARD_RATES,
};
use crate::tally::{Count, Tally};
use crate::words::{Lang, pick};

/// One column of figures.
#[derive(Debug, Clone, Copy)]
enum StatsColumn {
    Figure(Figure),
    /// The on-time rate under its full name, its numerator over its denominator, and as a bar.
    OnTime,
    OnTimeParts,
    OnTimeBar,
}

/// What every table shows, up to the share of those satisfied, which stands where ratings are.
const USUAL: [StatsColumn; 12] = [
    StatsColumn::Figure(Figure::Count(Count::Opening)),
    StatsColumn::Figure(Figure::Count(Count::Received)),
    StatsColumn::Figure(Figure::Rate(&ONLINE_RATE)),
    StatsColumn::Figure(Figure::Count(Count::Resolved)),
    StatsColumn::Figure(Figure::Count(Count::Early)),
    StatsColumn::Figure(Figure::Count(Count::OnTime)),
    StatsColumn::Figure(Figure::Count(Count::Late)),
    StatsColumn::OnTime,
    StatsColumn::OnTimeParts,
    StatsColumn::OnTimeBar,
    StatsColumn::Figure(Figure::Count(Count::Closing)),
    StatsColumn::Figure(Figure::Count(Count::ClosingOverdue)),
];

impl StatsColumn {
    fn head(self, lang: Lang) -> Column {
        match self {
            Self::Figure(figure) => {
                Column::number_named(figure.name(), pick(lang, figure.short_title()))
            }
            Self::OnTime => Column::number(lang, "on_time_rate"),
            Self::OnTimeParts => Column::number(lang, "of"),
            Self::OnTimeBar => Column::text_named("bar", ""),
        }
    }
}

impl Stats<'_> {
    /// For people.
    pub fn document(&self, lang: Lang) -> Document {
        let period = period_line(lang, self.counts.frame);
        let heading = match lang {
            Lang::Vi => format!("Tình hình giải quyết hồ sơ {period}"),
            Lang::En => format!("Dossiers handled, {period}"),
        };
        // What is not known is said before any figure: a table of all units is longer than a screen.
        let missing = self.outcome.map(|outcome| units::missing_notes(lang, &outcome.loaded));
        let mut blocks: Vec<Block> = missing.into_iter().flatten().map(Block::Paragraph).collect();
        blocks.extend([Block::Heading(heading), Block::Table(self.table(lang))]);
        let sources = self.outcome.map(|outcome| coverage::blocks(lang, &outcome.loaded, None));
        blocks.extend(sources.into_iter().flatten());
        Document { blocks }
    }

    fn table(&self, lang: Lang) -> Table {
        let by = &self.counts.cube.by;
        let figures = self.shown_columns();
        let mut columns: Vec<Column> =
            by.iter().map(|by| Column::text_named(by.name(), dimension_name(lang, *by))).collect();
        columns.extend(figures.iter().map(|column| column.head(lang)));
        let cells = |tally: &Tally| -> Vec<Cell> {
            figures.iter().map(|column| self.cell(*column, tally)).collect()
        };
        let mut rows: Vec<TableRow> = self
            .rows
            .iter()
            .map(|row| {
                let groups = group_cells(lang, by, &row.group).into_iter();
                TableRow::body(groups.chain(cells(&row.tally)).collect())
            })
            .collect();
        if !by.is_empty() {
            let mut all = vec![Cell::Empty; by.len()];
            if let Some(first) = all.first_mut() {
                *first = Cell::Text(lang.of("Tổng số", "Total").to_owned());
            }
            all.extend(cells(&self.counts.cube.total));
            rows.push(TableRow::total(all));
        }
        let notes = self.notes(lang, &rows);
        Table { columns, rows, notes }
    }

    fn shown_columns(&self) -> Vec<StatsColumn> {
        if !self.columns.is_empty() {
            return self.columns.iter().copied().map(StatsColumn::Figure).collect();
        }
        let satisfied = SATISFIED_SHARE
            .is_in_export(self.counts.fields)
            .then_some(StatsColumn::Figure(Figure::Rate(&SATISFIED_SHARE)));
        // Where sources end early there is a third kind of open dossiers, and dossiers in no count.
        let total = &self.counts.cube.total;
        let uncovered = [Count::ClosingUncovered, Count::NotCovered].into_iter();
        let parts = [Count::Undated, Count::Returned].into_iter().filter(|_| self.shows_parts);
        let more = parts.chain(uncovered).filter(|count| total[*count] > 0);
        let more = more.map(|count| StatsColumn::Figure(Figure::Count(count)));
        USUAL.into_iter().chain(more).chain(satisfied).collect()
    }

    fn cell(&self, column: StatsColumn, tally: &Tally) -> Cell {
        let on_time = || self.measure(&ON_TIME_RATE, tally);
        match column {
            // Those of every table are zero rather than absent: the rates beside them say what is missing.
            StatsColumn::Figure(Figure::Count(count))
                if self.columns.is_empty() && tally.known(count).is_ok() =>
            {
                Cell::Count(tally[count])
            }
            StatsColumn::Figure(figure) => value_cell(figure, self.value(figure, tally)),
            StatsColumn::OnTime => Cell::Rate(on_time()),
            StatsColumn::OnTimeParts => Cell::Parts(on_time()),
            StatsColumn::OnTimeBar => Cell::Bar(on_time(), ON_TIME_RATE.sense),
        }
    }

    fn notes(&self, lang: Lang, rows: &[TableRow]) -> Vec<Phrase> {
        let is_usual = self.columns.is_empty();
        let is_on_time = |figure: &Figure| figure.name() == ON_TIME_RATE.id;
        let mut notes = Vec::new();
        if is_usual || self.columns.iter().any(is_on_time) {
            notes.push(Phrase::from(definition_line(lang, self.definition, self.grain)));
        }
        if rows.iter().flat_map(|row| &row.cells).any(Cell::is_small) {
            notes.push(small_group_note(lang).into());
        }
        notes.extend(self.undated_note(lang).filter(|_| is_usual));
        notes.extend(self.columns.iter().filter_map(|figure| figure_note(lang, *figure)));
        notes.extend(self.outcome.and_then(|outcome| {
            coverage::data_end(lang, &outcome.loaded, outcome.frame.as_of, outcome.days_seen)
        }));
        notes.extend(
            self.outcome
                .into_iter()
                .flat_map(|outcome| units::notes(lang, &outcome.loaded, &outcome.cube.by)),
        );
        notes.extend(self.absent_note(lang));
        let rates = self.shown_columns().into_iter().filter_map(|column| match column {
            StatsColumn::Figure(Figure::Rate(indicator)) => Some(indicator),
            _ => None,
        });
        let total = &self.counts.cube.total;
        let measures: Vec<_> = rates.map(|rate| (rate, self.measure(rate, total))).collect();
        notes.extend(base_notes(lang, self.definition, self.counts.cube, &measures));
        if self.left_out > 0 {
            notes.push(
                Phrase::from(lang.of("Không hiện ", "Not shown: "))
                    .count(self.left_out as u64)
                    .text(lang.of(
                        " dòng khác (--top); dòng tổng tính đủ.",
                        " more rows (--top); the total has them all.",
                    )),
            );
        }
        notes
    }

    fn undated_note(&self, lang: Lang) -> Option<Phrase> {
        let total = &self.counts.cube.total;
        if total[Count::Undated] == 0 || self.measure(&LATE_RATE, total).is_err() {
            return None;
        }
        let rates = match self.definition {
            Definition::Resolved => lang.of("không tính vào tỷ lệ nào", "they stand in no rate"),
            Definition::Index766 | Definition::Overall | Definition::Form06a => lang.of(
                "không tính vào tỷ lệ trước hạn, đúng ngày hẹn và quá hạn",
                "they are left out of the early, on-the-day and late rates",
            ),
        };
        let start = lang.of(
            "Hồ sơ đã giải quyết mà không có ngày hẹn trả: ",
            "Dossiers resolved without a due date: ",
        );
        Some(Phrase::from(start).count(total[Count::Undated]).text(format!("; {rates}.")))
    }

    /// Names the figures that nothing was read for.
    fn absent_note(&self, lang: Lang) -> Option<Phrase> {
        let usual = STANDARD_RATES.map(Figure::Rate);
        let shown = if self.columns.is_empty() { &usual[..] } else { &self.columns };
        let absent: Vec<&str> = shown
            .iter()
            .filter(|figure| !figure.is_available(self.available()))
            .map(|figure| pick(lang, figure.title()))
            .collect();
        if absent.is_empty() {
            return None;
        }
        let start = lang.of(
            "– không có số liệu vì dữ liệu xuất thiếu cột: ",
            "– no value because no export has the column: ",
        );
        Some(format!("{start}{}.", absent.join("; ")).into())
    }
}

/// What has to be known to read an indicator that was asked for.
fn figure_note(lang: Lang, figure: Figure) -> Option<Phrase> {
    let Figure::Rate(indicator) = figure else { return None };
    let words = indicator.words();
    let note = words.note.filter(|_| indicator.has_evidence())?;
    Some(format!("{}: {}.", pick(lang, words.short_name), pick(lang, note)).into())
}

/// A mean is a number with two decimals, not a percentage.
fn value_cell(figure: Figure, value: FigureValue) -> Cell {
    match (value, figure.quantity()) {
        (FigureValue::Count(count), _) => Cell::Count(count),
        (FigureValue::Measure(Ok(mean)), Some(Quantity::Days | Quantity::Points)) => {
            Cell::Number { value: Exact::from(mean), decimals: 2 }
        }
        (FigureValue::Measure(measure), _) => Cell::Rate(measure),
    }
}

/// Explains the mark of a rate on few dossiers.
pub fn small_group_note(lang: Lang) -> String {
    lang.of(
        "* dưới 30 hồ sơ: tỷ lệ dao động mạnh, đọc cùng số hồ sơ.",
        "* fewer than 30 dossiers: the rate moves with each of them, read it with the count.",
    )
    .to_owned()
}

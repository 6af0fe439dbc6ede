//! A cube → the table of `cchc stats`, and its records for machines.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::model::{Block, Cell, ColumnHead, Document, Outcome, Phrase, Table, TableRow};
use super::provenance::{CalendarRecord, PeriodRecord, day, definition_line, period_line};
use super::records::{CountsRecord, GroupRecord, RatesRecord, RowRecord, StatsRecord, TotalRecord};
use super::text::{
    Lang, channel_name, count_name, dimension_name, nameless, pick, rating_name, status_name,
};
use super::units;
use crate::domain::{CanonicalField, CanonicalValue, Channel, Dimension, Rating, Status};
use crate::findings::Ledger;
use crate::indicators::{
    Definition, INDICATORS, Indicator, LATE_RATE, Measure, ON_TIME_RATE, ONLINE_RATE,
    SATISFIED_SHARE,
};
use crate::normalise::Grain;
use crate::tally::{Count, Cube, Row, Tally, TimeFrame};

/// What rows are ordered by.
#[derive(Debug, Clone, Copy)]
pub enum SortKey {
    Group,
    Count(Count),
    Rate(&'static Indicator),
}

impl SortKey {
    /// A key of `--sort`.
    pub fn from_name(name: &str) -> Option<Self> {
        if name == "group" {
            return Some(Self::Group);
        }
        let count = Count::ALL.into_iter().find(|count| count.name() == name);
        count.map(Self::Count).or_else(|| Indicator::from_id(name).map(Self::Rate))
    }

    /// Every name `--sort` takes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let counts = Count::ALL.into_iter().map(Count::name);
        let rates = INDICATORS.into_iter().map(|indicator| indicator.id);
        std::iter::once("group").chain(counts).chain(rates)
    }
}

/// Which rows, in which order.
#[derive(Debug, Clone, Copy)]
pub struct Selection {
    pub sort: SortKey,
    pub descending: bool,
    pub top: Option<usize>,
}

impl Default for Selection {
    fn default() -> Self {
        Self { sort: SortKey::Group, descending: false, top: None }
    }
}

/// Counts, and what they stand on.
#[derive(Debug, Clone, Copy)]
pub struct Counts<'a> {
    pub frame: &'a TimeFrame,
    pub cube: &'a Cube,
    pub fields: &'a BTreeSet<CanonicalField>,
    pub ledger: &'a Ledger,
    pub calendar: CalendarRecord<'a>,
}

impl<'a> From<&'a Outcome> for Counts<'a> {
    fn from(outcome: &'a Outcome) -> Self {
        let Outcome { loaded, frame, cube, .. } = outcome;
        let calendar = CalendarRecord::new(&loaded.calendar);
        Self { frame, cube, fields: &loaded.fields, ledger: &loaded.ledger, calendar }
    }
}

/// A cube with what is needed to read it.
pub struct Stats<'a> {
    counts: Counts<'a>,
    /// The run that counted, when it is this one.
    outcome: Option<&'a Outcome>,
    definition: Definition,
    grain: Grain,
    rows: Vec<&'a Row>,
    left_out: usize,
}

impl<'a> Stats<'a> {
    pub fn new(
        outcome: &'a Outcome,
        definition: Definition,
        grain: Grain,
        selection: Selection,
    ) -> Self {
        let stats = Self::of(outcome.into(), definition, grain, selection);
        Self { outcome: Some(outcome), ..stats }
    }

    /// Of counts that another run made.
    pub fn of(
        counts: Counts<'a>,
        definition: Definition,
        grain: Grain,
        selection: Selection,
    ) -> Self {
        let mut rows: Vec<&Row> = counts.cube.rows.iter().collect();
        let measure = |indicator: &Indicator, row: &Row| {
            indicator.measure(&row.tally, definition, counts.fields)
        };
        match selection.sort {
            SortKey::Group if selection.descending => rows.reverse(),
            SortKey::Group => {}
            SortKey::Count(count) => rows.sort_by(|left, right| {
                directed(left.tally[count].cmp(&right.tally[count]), selection.descending)
            }),
            SortKey::Rate(indicator) => rows.sort_by(|left, right| {
                order_of_measures(
                    measure(indicator, left),
                    measure(indicator, right),
                    selection.descending,
                )
            }),
        }
        let shown = selection.top.unwrap_or(rows.len()).min(rows.len());
        let left_out = rows.len() - shown;
        rows.truncate(shown);
        Self { counts, outcome: None, definition, grain, rows, left_out }
    }

    fn measure(&self, indicator: &Indicator, tally: &Tally) -> Measure {
        indicator.measure(tally, self.definition, self.counts.fields)
    }

    /// For people.
    pub fn document(&self, lang: Lang) -> Document {
        let period = period_line(lang, self.counts.frame);
        let heading = match lang {
            Lang::Vi => format!("Tình hình giải quyết hồ sơ {period}"),
            Lang::En => format!("Dossiers handled, {period}"),
        };
        Document { blocks: vec![Block::Heading(heading), Block::Table(self.table(lang))] }
    }

    fn table(&self, lang: Lang) -> Table {
        let by = &self.counts.cube.by;
        let with_ratings = SATISFIED_SHARE.is_in_export(self.counts.fields);
        let mut columns: Vec<ColumnHead> =
            by.iter().map(|by| ColumnHead::text(dimension_name(lang, *by))).collect();
        let number = |count| ColumnHead::number(count_name(lang, count));
        columns.extend([
            number(Count::Opening),
            number(Count::Received),
            ColumnHead::number(pick(lang, ONLINE_RATE.short_name)),
            number(Count::Resolved),
            number(Count::Early),
            number(Count::OnTime),
            number(Count::Late),
            ColumnHead::number(lang.of("Tỷ lệ đúng hạn", "On-time rate")),
            ColumnHead::number(lang.of("Tử/mẫu", "Of")),
            ColumnHead::text(""),
            number(Count::Closing),
            number(Count::ClosingOverdue),
        ]);
        if with_ratings {
            columns.push(ColumnHead::number(pick(lang, SATISFIED_SHARE.short_name)));
        }
        let mut rows: Vec<TableRow> = self
            .rows
            .iter()
            .map(|row| {
                let mut cells = group_cells(lang, by, &row.group);
                cells.extend(self.figures(&row.tally, with_ratings));
                TableRow::body(cells)
            })
            .collect();
        if !by.is_empty() {
            let mut cells = vec![Cell::Empty; by.len()];
            if let Some(first) = cells.first_mut() {
                *first = Cell::Text(lang.of("Tổng số", "Total").to_owned());
            }
            cells.extend(self.figures(&self.counts.cube.total, with_ratings));
            rows.push(TableRow::total(cells));
        }
        let notes = self.notes(lang, &rows);
        Table { columns, rows, notes }
    }

    fn figures(&self, tally: &Tally, with_ratings: bool) -> Vec<Cell> {
        let on_time = self.measure(&ON_TIME_RATE, tally);
        let mut cells = vec![
            Cell::Count(tally[Count::Opening]),
            Cell::Count(tally[Count::Received]),
            Cell::Rate(self.measure(&ONLINE_RATE, tally)),
            Cell::Count(tally[Count::Resolved]),
            Cell::Count(tally[Count::Early]),
            Cell::Count(tally[Count::OnTime]),
            Cell::Count(tally[Count::Late]),
            Cell::Rate(on_time),
            Cell::Parts(on_time),
            Cell::Bar(on_time, ON_TIME_RATE.sense),
            Cell::Count(tally[Count::Closing]),
            Cell::Count(tally[Count::ClosingOverdue]),
        ];
        if with_ratings {
            cells.push(Cell::Rate(self.measure(&SATISFIED_SHARE, tally)));
        }
        cells
    }

    fn notes(&self, lang: Lang, rows: &[TableRow]) -> Vec<Phrase> {
        let mut notes = vec![Phrase::from(definition_line(lang, self.definition, self.grain))];
        if rows.iter().flat_map(|row| &row.cells).any(Cell::is_small) {
            notes.push(small_group_note(lang).into());
        }
        let total = &self.counts.cube.total;
        if total[Count::Undated] > 0 && self.measure(&LATE_RATE, total).is_ok() {
            let rates = match self.definition {
                Definition::Resolved => {
                    lang.of("không tính vào tỷ lệ nào", "they stand in no rate")
                }
                Definition::Index766 | Definition::Overall | Definition::Form06a => lang.of(
                    "không tính vào tỷ lệ trước hạn, đúng ngày hẹn và quá hạn",
                    "they are left out of the early, on-the-day and late rates",
                ),
            };
            let start = lang.of(
                "Hồ sơ đã giải quyết mà không có ngày hẹn trả: ",
                "Dossiers resolved without a due date: ",
            );
            let undated = Phrase::from(start).count(total[Count::Undated]);
            notes.push(undated.text(format!("; {rates}.")));
        }
        notes.extend(self.outcome.and_then(|outcome| data_end_note(lang, outcome)));
        notes.extend(
            self.outcome
                .into_iter()
                .flat_map(|outcome| units::notes(lang, &outcome.loaded, &outcome.cube.by)),
        );
        let absent = INDICATORS
            .iter()
            .filter(|indicator| !indicator.is_in_export(self.counts.fields))
            .map(|indicator| pick(lang, indicator.name))
            .collect::<Vec<_>>();
        if !absent.is_empty() {
            let start = lang.of(
                "– không có số liệu vì dữ liệu xuất thiếu cột: ",
                "– no value because no export has the column: ",
            );
            notes.push(format!("{start}{}.", absent.join("; ")).into());
        }
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

    /// For machines.
    pub fn record(&self) -> StatsRecord<'_> {
        let by = &self.counts.cube.by;
        let rows = self.rows.iter().map(|row| RowRecord {
            group: GroupRecord { by, names: &row.group },
            counts: CountsRecord(&row.tally),
            rates: self.rates(&row.tally),
        });
        StatsRecord {
            schema: "cchc/stats/1",
            calendar: self.counts.calendar,
            period: PeriodRecord::new(self.counts.frame),
            definition: self.definition.name(),
            grain: self.grain.name(),
            by: by.iter().map(|dimension| dimension.name()).collect(),
            rows: rows.collect(),
            total: TotalRecord {
                counts: CountsRecord(&self.counts.cube.total),
                rates: self.rates(&self.counts.cube.total),
            },
            ledger: self.counts.ledger,
            units: self.outcome.and_then(units::record),
        }
    }

    fn rates(&self, tally: &Tally) -> RatesRecord {
        RatesRecord::new(tally, self.definition, self.counts.fields)
    }

    /// Flat rows for CSV: groups, counts, then value, numerator and denominator of each rate, then
    /// what the figures are about.
    pub fn flat(&self) -> (Vec<String>, Vec<Vec<String>>) {
        let by = &self.counts.cube.by;
        let mut head: Vec<String> = by.iter().map(|by| by.name().to_owned()).collect();
        head.extend(Count::ALL.iter().map(|count| count.name().to_owned()));
        for indicator in INDICATORS {
            head.extend(["", "_num", "_den"].map(|suffix| format!("{}{suffix}", indicator.id)));
        }
        head.extend(["period_from", "period_to", "as_of", "definition"].map(str::to_owned));
        let frame = self.counts.frame;
        let provenance = [
            frame.period.from.to_string(),
            frame.period.to.to_string(),
            frame.as_of.to_string(),
            self.definition.name().to_owned(),
        ];
        let rows = self.rows.par_iter().map(|row| {
            let mut cells: Vec<String> =
                row.group.iter().map(|name| name.clone().unwrap_or_default()).collect();
            cells.extend(Count::ALL.iter().map(|count| row.tally[*count].to_string()));
            for indicator in INDICATORS {
                cells.extend(match self.measure(indicator, &row.tally) {
                    Ok(ratio) => [
                        ratio.value().to_string(),
                        ratio.numerator().to_string(),
                        ratio.denominator().to_string(),
                    ],
                    Err(_) => <[String; 3]>::default(),
                });
            }
            cells.extend(provenance.clone());
            cells
        });
        let rows = rows.collect();
        (head, rows)
    }
}

/// Says that the period runs on after the data end: what is open then may be closed elsewhere.
pub fn data_end_note(lang: Lang, outcome: &Outcome) -> Option<Phrase> {
    let (_, last) = outcome.days_seen;
    if outcome.frame.as_of <= last {
        return None;
    }
    let last = day(lang, last);
    Some(Phrase::from(match lang {
        Lang::Vi => format!("Dữ liệu chỉ có đến {last}, trước ngày chốt."),
        Lang::En => format!("The data end on {last}, before the as-of day."),
    }))
}

/// Explains the mark of a rate on few dossiers.
pub fn small_group_note(lang: Lang) -> String {
    lang.of(
        "* dưới 30 hồ sơ: tỷ lệ dao động mạnh, đọc cùng số hồ sơ.",
        "* fewer than 30 dossiers: the rate moves with each of them, read it with the count.",
    )
    .to_owned()
}

/// The names of a group, canonical values in the reader's language.
pub fn group_cells(lang: Lang, by: &[Dimension], group: &[Option<String>]) -> Vec<Cell> {
    let name = |(dimension, name): (&Dimension, &Option<String>)| {
        let Some(name) = name else {
            return Cell::Text(nameless(lang).to_owned());
        };
        let shown = match dimension {
            Dimension::Channel => {
                channel_name(lang, Channel::from_name(name).unwrap_or(Channel::UNKNOWN))
            }
            Dimension::Status => {
                status_name(lang, Status::from_name(name).unwrap_or(Status::UNKNOWN))
            }
            Dimension::Rating => {
                rating_name(lang, Rating::from_name(name).unwrap_or(Rating::UNKNOWN))
            }
            _ => return Cell::Text(name.clone()),
        };
        Cell::Text(shown.to_owned())
    };
    by.iter().zip(group).map(name).collect()
}

fn directed(order: Ordering, descending: bool) -> Ordering {
    if descending { order.reverse() } else { order }
}

/// Rows without a value stand last in either direction.
fn order_of_measures(left: Measure, right: Measure, descending: bool) -> Ordering {
    match (left, right) {
        (Ok(left), Ok(right)) => directed(left.cmp(&right), descending),
        (left, right) => left.is_err().cmp(&right.is_err()),
    }
}

//! The overview of `cchc PATH…`: account of rows, findings, headline rates, worst units.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::bases::base_notes;
use super::check::{ledger_facts, summary_table};
use super::coverage::{self, CoverageRecord};
use super::model::{Block, Document, Outcome};
use super::phrase::Phrase;
use super::provenance::{PeriodRecord, definition_line, period_line};
use super::records::{CountsRecord, RateRecord, RatesRecord, TotalRecord};
use super::stats::{group_cells, small_group_note};
use super::table::{Cell, Column, SMALL_GROUP, Table, TableRow};
use super::text::{count_name, dimension_name};
use super::units::missing_notes;
use crate::domain::Ratio;
use crate::dossiers::Grain;
use crate::findings::Ledger;
use crate::indicators::{Definition, Measure, ON_TIME_RATE, STANDARD_RATES};
use crate::tally::{Count, Row, Tally};
use crate::words::{Lang, pick};

/// So many units are shown as the worst.
const WORST: usize = 5;

/// Everything the overview shows.
pub struct Overview<'a> {
    outcome: &'a Outcome,
    definition: Definition,
    grain: Grain,
}

impl<'a> Overview<'a> {
    pub const fn new(outcome: &'a Outcome, definition: Definition, grain: Grain) -> Self {
        Self { outcome, definition, grain }
    }

    fn on_time(&self, tally: &Tally) -> Measure {
        ON_TIME_RATE.measure(tally, self.definition, &self.outcome.loaded.fields)
    }

    /// Units with enough dossiers and the lowest on-time rates, and at least one dossier late.
    fn worst(&self) -> Vec<&'a Row> {
        let mut rated: Vec<(Ratio, &Row)> = self
            .outcome
            .cube
            .rows
            .iter()
            .filter_map(|row| Some((self.on_time(&row.tally).ok()?, row)))
            .filter(|(ratio, _)| ratio.denominator() >= SMALL_GROUP)
            .filter(|(ratio, _)| ratio.numerator() < ratio.denominator())
            .collect();
        rated.sort_by_key(|(ratio, _)| *ratio);
        rated.into_iter().take(WORST).map(|(_, row)| row).collect()
    }

    /// For people.
    pub fn document(&self, lang: Lang) -> Document {
        let loaded = &self.outcome.loaded;
        let period = period_line(lang, &self.outcome.frame);
        let mut blocks = vec![
            Block::Heading(match lang {
                Lang::Vi => format!("Tổng quan hồ sơ {period}"),
                Lang::En => format!("Overview of dossiers, {period}"),
            }),
            Block::Facts(ledger_facts(lang, &loaded.ledger, loaded.failed_files)),
        ];
        blocks.extend(missing_notes(lang, loaded).into_iter().map(Block::Paragraph));
        blocks.extend([Block::Table(self.counts(lang)), Block::Table(self.rates(lang))]);
        let worst = self.worst();
        if !worst.is_empty() {
            blocks.push(Block::Heading(
                lang.of("Đơn vị có tỷ lệ đúng hạn thấp nhất", "Units with the lowest on-time rate")
                    .to_owned(),
            ));
            blocks.push(Block::Table(self.worst_table(lang, &worst)));
        }
        blocks.extend(coverage::sources(lang, loaded));
        if !loaded.findings.counts().is_empty() {
            blocks.push(Block::Heading(
                lang.of("Phát hiện về dữ liệu", "Findings about the data").to_owned(),
            ));
            blocks.push(Block::Table(summary_table(lang, &loaded.findings)));
        }
        Document { blocks }
    }

    fn counts(&self, lang: Lang) -> Table {
        const SHOWN: [Count; 8] = [
            Count::Opening,
            Count::Received,
            Count::Resolved,
            Count::Returned,
            Count::Closing,
            Count::ClosingOverdue,
            Count::ClosingUncovered,
            Count::NotCovered,
        ];
        const RARE: [Count; 2] = [Count::ClosingUncovered, Count::NotCovered];
        let total = &self.outcome.cube.total;
        let shown = SHOWN.into_iter().filter(|count| total[*count] > 0 || !RARE.contains(count));
        let shown: Vec<Count> = shown.collect();
        let head = |count: &Count| Column::number_named(count.name(), count_name(lang, *count));
        Table {
            columns: shown.iter().map(head).collect(),
            rows: vec![TableRow::body(
                shown.iter().map(|count| Cell::Count(total[*count])).collect(),
            )],
            notes: Vec::new(),
        }
    }

    fn rates(&self, lang: Lang) -> Table {
        let total = &self.outcome.cube.total;
        let row = |indicator: &crate::indicators::Indicator| {
            let measure = indicator.measure(total, self.definition, &self.outcome.loaded.fields);
            TableRow::body(vec![
                Cell::Text(pick(lang, indicator.name()).to_owned()),
                Cell::Rate(measure),
                Cell::Parts(measure),
                Cell::Bar(measure, indicator.sense),
            ])
        };
        let rows: Vec<TableRow> = STANDARD_RATES.into_iter().map(row).collect();
        let mut notes = vec![Phrase::from(definition_line(lang, self.definition, self.grain))];
        if rows.iter().flat_map(|row| &row.cells).any(Cell::is_small) {
            notes.push(small_group_note(lang).into());
        }
        if rows.iter().any(|row| matches!(row.cells.get(1), Some(Cell::Rate(Err(_))))) {
            notes.push(
                lang.of(
                    "– không có số liệu: dữ liệu xuất thiếu cột hoặc không có hồ sơ nào để chia, nếu không nêu lý do khác.",
                    "– no value: no export has the column, or there is no dossier to divide by, if no other reason is given.",
                )
                .into(),
            );
        }
        let measures = STANDARD_RATES.map(|indicator| {
            (indicator, indicator.measure(total, self.definition, &self.outcome.loaded.fields))
        });
        notes.extend(base_notes(lang, self.definition, &self.outcome.cube, &measures));
        notes.extend(coverage::data_end(
            lang,
            &self.outcome.loaded,
            self.outcome.frame.as_of,
            self.outcome.days_seen,
        ));
        Table {
            columns: vec![
                Column::text(lang, "indicator"),
                Column::number(lang, "rate"),
                Column::number(lang, "of"),
                Column::text_named("bar", ""),
            ],
            rows,
            notes,
        }
    }

    fn worst_table(&self, lang: Lang, worst: &[&Row]) -> Table {
        let by = &self.outcome.cube.by;
        let mut columns: Vec<Column> =
            by.iter().map(|by| Column::text_named(by.name(), dimension_name(lang, *by))).collect();
        columns.extend([
            Column::number_named("late", count_name(lang, Count::Late)),
            Column::number_named("closing_overdue", count_name(lang, Count::ClosingOverdue)),
            Column::number(lang, "on_time_rate"),
            Column::number(lang, "of"),
            Column::text_named("bar", ""),
        ]);
        let row = |row: &&Row| {
            let on_time = self.on_time(&row.tally);
            let mut cells = group_cells(lang, by, &row.group);
            cells.extend([
                Cell::Count(row.tally[Count::Late]),
                Cell::Count(row.tally[Count::ClosingOverdue]),
                Cell::Rate(on_time),
                Cell::Parts(on_time),
                Cell::Bar(on_time, ON_TIME_RATE.sense),
            ]);
            TableRow::body(cells)
        };
        let notes = vec![
            lang.of(
                "Chỉ xét đơn vị có từ 30 hồ sơ để tính tỷ lệ.",
                "Only units with 30 or more dossiers behind the rate.",
            )
            .into(),
        ];
        Table { columns, rows: worst.iter().map(row).collect(), notes }
    }

    /// For machines.
    pub fn record(&self) -> OverviewRecord<'_> {
        let loaded = &self.outcome.loaded;
        let rates = |tally| RatesRecord::new(tally, self.definition, &loaded.fields);
        let worst = self.worst().into_iter().map(|row| WorstRecord {
            unit: row.group.first().cloned().flatten(),
            on_time_rate: RateRecord::new(self.on_time(&row.tally)),
        });
        let counts = loaded.findings.counts().iter();
        OverviewRecord {
            schema: "cchc/overview/1",
            period: PeriodRecord::new(&self.outcome.frame),
            definition: self.definition.name(),
            grain: self.grain.name(),
            total: TotalRecord {
                counts: CountsRecord::new(&self.outcome.cube.total),
                rates: rates(&self.outcome.cube.total)
                    .with_units(self.definition, &self.outcome.cube),
            },
            worst_units: worst.collect(),
            findings: counts.map(|(code, count)| (code.name(), *count)).collect(),
            failed_files: loaded.failed_files,
            ledger: &loaded.ledger,
            coverage: coverage::record(loaded),
        }
    }
}

/// `cchc/overview/1`
#[derive(Serialize, JsonSchema)]
pub struct OverviewRecord<'a> {
    schema: &'static str,
    period: PeriodRecord,
    definition: &'static str,
    grain: &'static str,
    total: TotalRecord,
    worst_units: Vec<WorstRecord>,
    findings: BTreeMap<&'static str, u64>,
    failed_files: usize,
    ledger: &'a Ledger,
    coverage: CoverageRecord,
}

#[derive(Serialize, JsonSchema)]
struct WorstRecord {
    unit: Option<String>,
    on_time_rate: RateRecord,
}

//! The counts and rates of `cchc stats` for other programs.

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::Stats;
use crate::answers::flat::{FlatRow, FlatTable};
use crate::answers::provenance::PeriodRecord;
use crate::answers::records::{
    CountsRecord, GroupRecord, RateRecord, RatesRecord, RowRecord, StatsRecord, TotalRecord,
};
use crate::answers::{coverage, units};
use crate::indicators::{Figure, FigureValue, STANDARD_RATES};
use crate::tally::{Count, Tally};

impl Stats<'_> {
    /// For machines: the counts and rates of every table, and those that were asked for.
    pub fn record(&self) -> StatsRecord<'_> {
        let by = &self.counts.cube.by;
        let rows = self.rows.iter().map(|row| RowRecord {
            group: GroupRecord { by, names: &row.group },
            counts: self.counts_record(&row.tally),
            rates: self.rates(&row.tally),
        });
        let total = &self.counts.cube.total;
        StatsRecord {
            schema: "cchc/stats/1",
            calendar: self.counts.calendar,
            period: PeriodRecord::new(self.counts.frame),
            definition: self.definition.name(),
            grain: self.grain.name(),
            by: by.iter().map(|dimension| dimension.name()).collect(),
            rows: rows.collect(),
            total: TotalRecord {
                counts: self.counts_record(total),
                rates: self.rates(total).with_units(self.definition, self.counts.cube),
            },
            ledger: self.counts.ledger,
            coverage: self.outcome.map(|outcome| coverage::record(&outcome.loaded)),
            units: self.outcome.and_then(units::record),
        }
    }

    fn counts_record(&self, tally: &Tally) -> CountsRecord {
        let mut counts = CountsRecord::new(tally);
        for figure in &self.columns {
            match (figure, self.value(*figure, tally)) {
                (Figure::Count(count), FigureValue::Count(number)) => {
                    counts.insert(*count, Some(number));
                }
                (Figure::Count(count), FigureValue::Measure(_)) => counts.insert(*count, None),
                (Figure::Rate(_) | Figure::Column(_), _) => {}
            }
        }
        counts
    }

    fn rates(&self, tally: &Tally) -> RatesRecord {
        let mut rates = RatesRecord::new(tally, self.definition, self.counts.fields);
        for figure in &self.columns {
            if let Figure::Rate(indicator) = figure {
                rates.insert(indicator.id, RateRecord::new(self.measure(indicator, tally)));
            }
        }
        rates
    }

    /// Flat rows for CSV: groups, then the figures, of a rate its value, numerator and denominator, then
    /// what they are about.
    pub fn flat(&self) -> FlatTable {
        let figures = self.flat_figures();
        let nameless = vec![None; self.counts.cube.by.len()];
        let sample = self.flat_row(&nameless, &figures, &Tally::default());
        let rows = self.rows.par_iter().map(|row| self.flat_row(&row.group, &figures, &row.tally));
        FlatTable::new(sample, rows.collect::<Vec<_>>())
    }

    fn flat_row(&self, group: &[Option<String>], figures: &[Figure], tally: &Tally) -> FlatRow {
        let mut row = FlatRow::default();
        for (by, name) in self.counts.cube.by.iter().zip(group) {
            row.put(by.name(), name);
        }
        for figure in figures {
            match (figure, self.value(*figure, tally)) {
                (Figure::Count(count), _) if self.columns.is_empty() => {
                    row.put(count.name(), tally.known(*count).ok());
                }
                (_, FigureValue::Count(number)) => row.put(figure.name(), number),
                (_, FigureValue::Measure(_)) if figure.is_sum() => row.put(figure.name(), ()),
                (_, FigureValue::Measure(measure)) => row.rate(figure.name(), Some(measure)),
            }
        }
        let frame = self.counts.frame;
        row.put("period_from", frame.period.from);
        row.put("period_to", frame.period.to);
        row.put("as_of", frame.as_of);
        row.put("definition", self.definition.name());
        row
    }

    /// Those that were asked for, or the counts and rates of every table.
    fn flat_figures(&self) -> Vec<Figure> {
        if !self.columns.is_empty() {
            return self.columns.clone();
        }
        let counts = Count::STANDARD.into_iter().map(Figure::Count);
        counts.chain(STANDARD_RATES.into_iter().map(Figure::Rate)).collect()
    }
}

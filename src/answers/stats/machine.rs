//! The counts and rates of `cchc stats` for other programs.

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::Stats;
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
    pub fn flat(&self) -> (Vec<String>, Vec<Vec<String>>) {
        let by = &self.counts.cube.by;
        let figures = self.flat_figures();
        let mut head: Vec<String> = by.iter().map(|by| by.name().to_owned()).collect();
        for figure in &figures {
            let suffixes: &[&str] = match figure {
                figure if figure.is_sum() => &[""],
                _ => &["", "_num", "_den"],
            };
            head.extend(suffixes.iter().map(|suffix| format!("{}{suffix}", figure.name())));
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
            for figure in &figures {
                self.push_flat(*figure, &row.tally, &mut cells);
            }
            cells.extend(provenance.clone());
            cells
        });
        let rows = rows.collect();
        (head, rows)
    }

    /// Those that were asked for, or the counts and rates of every table.
    fn flat_figures(&self) -> Vec<Figure> {
        if !self.columns.is_empty() {
            return self.columns.clone();
        }
        let counts = Count::STANDARD.into_iter().map(Figure::Count);
        counts.chain(STANDARD_RATES.into_iter().map(Figure::Rate)).collect()
    }

    fn push_flat(&self, figure: Figure, tally: &Tally, cells: &mut Vec<String>) {
        match (figure, self.value(figure, tally)) {
            (Figure::Count(count), _) if self.columns.is_empty() => {
                let number = tally.known(count).ok().map(|number| number.to_string());
                cells.push(number.unwrap_or_default());
            }
            (_, FigureValue::Count(number)) => cells.push(number.to_string()),
            (figure, FigureValue::Measure(_)) if figure.is_sum() => cells.push(String::new()),
            (_, FigureValue::Measure(Ok(ratio))) => cells.extend([
                ratio.value().to_string(),
                ratio.numerator().to_string(),
                ratio.denominator().to_string(),
            ]),
            (_, FigureValue::Measure(Err(_))) => {
                cells.extend(<[String; 3]>::default());
            }
        }
    }
}

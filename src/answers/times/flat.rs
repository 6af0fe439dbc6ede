//! Times as flat rows with fixed heads: one per group, then what the figures are about.

use super::{AGE_BANDS, BANDS, Term, TimesReport, share};
use crate::answers::flat::{FlatRow, FlatTable};
use crate::domain::{Absence, Ratio};
use crate::tally::times::{Histogram, Spans, Times};

impl TimesReport<'_> {
    /// A row per group; a missing figure is an empty cell.
    pub fn flat(&self) -> FlatTable {
        let cube = self.measured.cube;
        let nameless = vec![None; cube.by.len()];
        let sample = self.flat_row(&nameless, &Times::default());
        FlatTable::new(sample, cube.rows.iter().map(|row| self.flat_row(&row.group, &row.times)))
    }

    fn flat_row(&self, group: &[Option<String>], times: &Times) -> FlatRow {
        let mut row = FlatRow::default();
        for (by, name) in self.measured.cube.by.iter().zip(group) {
            row.put(by.name(), name);
        }
        self.put_figures(times, &mut row);
        let frame = self.measured.frame;
        let calendar = &self.measured.calendar;
        row.put("period_from", frame.period.from);
        row.put("period_to", frame.period.to);
        row.put("as_of", frame.as_of);
        row.put("calendar_edition", calendar.edition);
        row.put("calendar_local", calendar.local);
        row
    }

    fn put_figures(&self, times: &Times, row: &mut FlatRow) {
        let (finished, due) = (self.finished(), self.due());
        put_spans(row, "resolved", &times.processing, finished);
        put_spans(row, "late", &times.lateness, self.finished_and_due());
        for (name, term) in [("statutory", Term::Statutory), ("committed", Term::Committed)] {
            let sums = term.sums(times);
            let told = finished.is_ok() && self.has(term.field());
            let number = |number: u64| told.then_some(number);
            row.put(format!("{name}_dossiers"), number(sums.dossiers));
            row.put(format!("{name}_used_days"), number(sums.used));
            row.put(format!("{name}_allowed_days"), number(sums.allowed));
            let value = share(sums).ok().filter(|_| told);
            row.put(format!("{name}_share"), value.map(Ratio::value));
        }
        put_spans(row, "open", &times.age, Ok(()));
        for band in AGE_BANDS {
            let name = format!("open_working_days_{}", band.key());
            row.put(name, Some(band.count(&times.age.working)));
        }
        let within = self.asked.due_within;
        let soon = due.ok().map(|()| times.due_ahead.at_most(within));
        row.put(format!("due_within_{within}"), soon);
        if self.asked.distribution {
            for band in BANDS {
                let number = finished.ok().map(|()| band.count(&times.processing.working));
                row.put(format!("resolved_working_days_{}", band.key()), number);
            }
        }
        if self.asked.advice {
            self.put_advice(times, row);
        }
    }

    fn put_advice(&self, times: &Times, row: &mut FlatRow) {
        let due = self.due().is_ok();
        row.put("dated", due.then_some(times.advice.dated));
        row.put("due_on_day_off", due.then_some(times.advice.on_day_off));
        for (name, term) in [("statutory", Term::Statutory), ("committed", Term::Committed)] {
            let recomputed = term.recomputed(&times.advice);
            let told = due && self.has(term.field());
            row.put(format!("{name}_recomputed"), told.then(|| recomputed.count()));
            row.put(format!("{name}_due_equal"), told.then_some(recomputed.equal));
            for (side, days) in [("earlier", &recomputed.earlier), ("later", &recomputed.later)] {
                row.put(format!("{name}_due_{side}"), told.then(|| days.count()));
                row.put(format!("{name}_due_{side}_median"), days.median());
                row.put(format!("{name}_due_{side}_max"), days.max());
            }
        }
    }
}

fn put_spans(row: &mut FlatRow, name: &'static str, spans: &Spans, told: Result<(), Absence>) {
    let told = told.is_ok();
    row.put(name, told.then(|| spans.count()));
    for (kind, days) in [("working", &spans.working), ("calendar", &spans.calendar)] {
        let key = |figure: &str| format!("{name}_{kind}_days_{figure}");
        row.put(key("median"), days.median().filter(|_| told));
        row.put(key("p90"), days.percentile(90).filter(|_| told));
        let sum = (told && !days.is_empty()).then(|| Histogram::sum(days));
        row.put(key("sum"), sum);
    }
}

//! Times as flat rows with fixed heads: one per group, then what the figures are about.

use super::{AGE_BANDS, BANDS, Term, TimesReport, share};
use crate::domain::Absence;
use crate::tally::times::{Histogram, Spans, Times};

impl TimesReport<'_> {
    /// A row per group; a missing figure is an empty cell.
    pub fn flat(&self) -> (Vec<String>, Vec<Vec<String>>) {
        let cube = self.measured.cube;
        let mut head: Vec<String> = cube.by.iter().map(|by| by.name().to_owned()).collect();
        head.extend(self.columns(&Times::default()).into_iter().map(|(name, _)| name));
        let names = ["period_from", "period_to", "as_of", "calendar_edition", "calendar_local"];
        head.extend(names.map(str::to_owned));
        let frame = self.measured.frame;
        let calendar = &self.measured.calendar;
        let about = [
            frame.period.from.to_string(),
            frame.period.to.to_string(),
            frame.as_of.to_string(),
            calendar.edition.to_owned(),
            calendar.local.unwrap_or_default().to_owned(),
        ];
        let rows = cube.rows.iter().map(|row| {
            let names = row.group.iter().map(|name| name.clone().unwrap_or_default());
            let figures = self.columns(&row.times).into_iter().map(|(_, cell)| cell);
            names.chain(figures).chain(about.clone()).collect()
        });
        (head, rows.collect())
    }

    /// Name and cell of every figure.
    fn columns(&self, times: &Times) -> Vec<(String, String)> {
        let mut cells = Cells(Vec::new());
        let (finished, due) = (self.finished(), self.due());
        cells.spans("resolved", &times.processing, finished);
        cells.spans("late", &times.lateness, self.finished_and_due());
        for (name, term) in [("statutory", Term::Statutory), ("committed", Term::Committed)] {
            let sums = term.sums(times);
            let told = finished.is_ok() && self.has(term.field());
            let number = |number: u64| told.then_some(number);
            cells.number(format!("{name}_dossiers"), number(sums.dossiers));
            cells.number(format!("{name}_used_days"), number(sums.used));
            cells.number(format!("{name}_allowed_days"), number(sums.allowed));
            let value = share(sums).ok().filter(|_| told);
            cells.text(format!("{name}_share"), value.map(|share| share.value().to_string()));
        }
        cells.spans("open", &times.age, Ok(()));
        for band in AGE_BANDS {
            let name = format!("open_working_days_{}", band.key());
            cells.number(name, Some(band.count(&times.age.working)));
        }
        let within = self.asked.due_within;
        let soon = due.ok().map(|()| times.due_ahead.at_most(within));
        cells.number(format!("due_within_{within}"), soon);
        if self.asked.distribution {
            for band in BANDS {
                let number = finished.ok().map(|()| band.count(&times.processing.working));
                cells.number(format!("resolved_working_days_{}", band.key()), number);
            }
        }
        if self.asked.advice {
            self.advice_columns(times, &mut cells);
        }
        cells.0
    }

    fn advice_columns(&self, times: &Times, cells: &mut Cells) {
        let due = self.due().is_ok();
        cells.number("dated".to_owned(), due.then_some(times.advice.dated));
        cells.number("due_on_day_off".to_owned(), due.then_some(times.advice.on_day_off));
        for (name, term) in [("statutory", Term::Statutory), ("committed", Term::Committed)] {
            let recomputed = term.recomputed(&times.advice);
            let told = due && self.has(term.field());
            cells.number(format!("{name}_recomputed"), told.then(|| recomputed.count()));
            cells.number(format!("{name}_due_equal"), told.then_some(recomputed.equal));
            for (side, days) in [("earlier", &recomputed.earlier), ("later", &recomputed.later)] {
                cells.number(format!("{name}_due_{side}"), told.then(|| days.count()));
                cells.number(format!("{name}_due_{side}_median"), days.median().map(u64::from));
                cells.number(format!("{name}_due_{side}_max"), days.max().map(u64::from));
            }
        }
    }
}

/// Name and cell of the figures of one row.
struct Cells(Vec<(String, String)>);

impl Cells {
    fn text(&mut self, name: String, text: Option<String>) {
        self.0.push((name, text.unwrap_or_default()));
    }

    fn number(&mut self, name: String, number: Option<u64>) {
        self.text(name, number.map(|number| number.to_string()));
    }

    fn spans(&mut self, name: &str, spans: &Spans, told: Result<(), Absence>) {
        let told = told.is_ok();
        self.number(name.to_owned(), told.then(|| spans.count()));
        for (kind, days) in [("working", &spans.working), ("calendar", &spans.calendar)] {
            let mut days_of = |figure: &str, number: Option<u32>| {
                let number = number.filter(|_| told).map(u64::from);
                self.number(format!("{name}_{kind}_days_{figure}"), number);
            };
            days_of("median", days.median());
            days_of("p90", days.percentile(90));
            let sum = (told && !days.is_empty()).then(|| Histogram::sum(days));
            self.number(format!("{name}_{kind}_days_sum"), sum);
        }
    }
}

//! What one dossier adds to the times of the steps of a period: the rules of the measures.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::figures::{Recomputed, Spans, TermUse, Times};
use crate::domain::NO_DAY;
use crate::domain::{Day, Status, WorkingCalendar};
use crate::dossiers::{Grain, Timing};
use crate::tally::dossier::Dossier;
use crate::tally::request::TimeFrame;
use crate::tally::steps::Steps;

/// By what times are measured.
pub struct Clock<'a> {
    pub frame: &'a TimeFrame,
    pub grain: Grain,
    pub calendar: &'a WorkingCalendar,
    pub steps: &'a Steps,
}

/// The times of one group, one per step; nothing where nothing was counted yet.
pub type OfSteps<'t> = &'t mut [Option<Box<Times>>];

impl Clock<'_> {
    /// Adds one dossier; `years` are those of the days between which working days were counted.
    pub fn add(&self, dossier: &Dossier, times: OfSteps<'_>, years: &mut YearsSeen) {
        if let Some(step) = self.steps.at(dossier.received.0)
            && let Some(due) = dossier.due
        {
            self.advise(dossier, due, slot(times, step));
            years.add(due);
        }
        if let Some(closed) = dossier.closed
            && !dossier.has_status(Status::Returned)
            && let Some(step) = self.steps.at(closed.0)
        {
            self.resolved(dossier, closed, slot(times, step));
            years.add(dossier.received);
            years.add(closed);
        }
        let closed = dossier.closed.map_or(NO_DAY, |closed| closed.0);
        // How long a dossier has been open is not known where its source ends before the step does.
        let reach = self.steps.reach_of(dossier.unit);
        let open = self.steps.open_run(dossier.received.0, closed);
        for step in open.filter(|step| self.steps.coverage(reach, *step).is_whole()) {
            if let Some(as_of) = self.steps.last_day(step) {
                self.open(dossier, as_of, slot(times, step));
                years.add(dossier.received);
                years.add(as_of);
            }
        }
    }

    fn span(&self, from: Day, to: Day, spans: &mut Spans) {
        spans.working.add(self.calendar.working_days_after(from, to));
        spans.calendar.add(calendar_days(from, to));
    }

    fn resolved(&self, dossier: &Dossier, closed: Day, times: &mut Times) {
        self.span(dossier.received, closed, &mut times.processing);
        if let (Timing::Late, Some(due)) = (dossier.timing(), dossier.due) {
            self.span(due, closed, &mut times.lateness);
        }
        let terms = [
            (dossier.statutory_days, &mut times.statutory),
            (dossier.committed_days, &mut times.committed),
        ];
        for (allowed, sums) in terms {
            if let Some(allowed) = allowed {
                let handling = dossier.handling(self.frame.as_of, self.grain);
                let used = handling.working_days(closed, self.calendar);
                let one = TermUse { dossiers: 1, used: used.into(), allowed: allowed.into() };
                *sums += &one;
            }
        }
    }

    fn open(&self, dossier: &Dossier, as_of: Day, times: &mut Times) {
        self.span(dossier.received, as_of, &mut times.age);
        if let Some(due) = dossier.due
            && due >= as_of
            && !dossier.has_status(Status::Paused)
        {
            times.due_ahead.add(self.calendar.working_days_after(as_of, due));
        }
    }

    fn advise(&self, dossier: &Dossier, due: Day, times: &mut Times) {
        let advice = &mut times.advice;
        advice.dated += 1;
        advice.on_day_off += u64::from(!self.calendar.is_working(due));
        let terms = [
            (dossier.statutory_days, &mut advice.statutory),
            (dossier.committed_days, &mut advice.committed),
        ];
        for (term, recomputed) in terms {
            if let Some(term) = term {
                compare(due, self.calendar.after_working_days(dossier.received, term), recomputed);
            }
        }
    }
}

fn compare(due: Day, by_term: Day, recomputed: &mut Recomputed) {
    match due.cmp(&by_term) {
        std::cmp::Ordering::Equal => recomputed.equal += 1,
        std::cmp::Ordering::Less => recomputed.earlier.add(calendar_days(due, by_term)),
        std::cmp::Ordering::Greater => recomputed.later.add(calendar_days(by_term, due)),
    }
}

/// Days after one day up to another; none when they are exchanged.
fn calendar_days(from: Day, to: Day) -> u32 {
    u32::try_from(i64::from(to.0) - i64::from(from.0)).unwrap_or(0)
}

/// The times of a step. Steps come from the same list as the slice, so there always is one.
fn slot(times: OfSteps<'_>, step: u32) -> &mut Times {
    let place = usize::try_from(step).unwrap_or(usize::MAX);
    times[place].get_or_insert_default()
}

/// Years that days were seen in.
#[derive(Debug)]
pub struct YearsSeen {
    pub years: BTreeSet<i32>,
    /// The days of the years seen last: most days lie in one of them.
    last: [(i32, i32); 2],
}

impl Default for YearsSeen {
    fn default() -> Self {
        // Spans without a day.
        Self { years: BTreeSet::new(), last: [(1, 0); 2] }
    }
}

impl YearsSeen {
    #[inline]
    fn add(&mut self, day: Day) {
        if !self.last.iter().any(|(first, last)| (*first..=*last).contains(&day.0)) {
            self.add_year(day);
        }
    }

    fn add_year(&mut self, day: Day) {
        let year = day.date().year();
        self.years.insert(year);
        let ends = [(1, 1), (12, 31)].map(|(month, date)| Day::from_ymd(year, month, date));
        if let [Some(first), Some(last)] = ends {
            self.last = [(first.0, last.0), self.last[0]];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::YearsSeen;
    use crate::domain::Day;

    #[test]
    fn every_year_is_seen() {
        let mut seen = YearsSeen::default();
        let days = ["1970-01-01", "2024-12-31", "2025-01-01", "2023-06-01", "2024-01-01"];
        for day in days.into_iter().filter_map(Day::parse) {
            seen.add(day);
        }
        assert_eq!(seen.years.into_iter().collect::<Vec<_>>(), [1970, 2023, 2024, 2025]);
    }
}

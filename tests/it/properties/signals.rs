//! The integrity signals, counted again as plainly as the README says them: for each dossier, a loop
//! over all the others.

mod cases;

use std::collections::BTreeMap;

use cchc::domain::{Day, Dimension, Period, PeriodRule, Ratio, Span, WorkingCalendar};
use cchc::dossiers::{LoadRequest, load};
use cchc::read::discover;
use cchc::tally::signals::{KEPT_ROWS, RowAddress, SIGNALS, Signals, measure};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use cases::{Code, Dossier, FIRST_DAY, Moment, UNITS, case, write};

use super::export;
use super::log::large_log;
use super::runner::property;

/// Seconds since 1970, of a moment with a time that is not midnight.
fn seconds(moment: Moment) -> Option<i64> {
    let second = moment.1.filter(|second| *second > 0)?;
    Some(i64::from(moment.0) * 86_400 + i64::from(second))
}

impl Dossier {
    fn resolved(&self) -> Option<Moment> {
        self.case.finish.filter(|_| !self.case.is_returned)
    }

    fn closed_minute(&self) -> Option<i64> {
        seconds(self.case.finish?).map(|second| second / 60)
    }

    /// How long before due it was finished, in seconds.
    fn left(&self) -> Option<i64> {
        Some(seconds(self.due?)? - seconds(self.resolved()?)?)
    }
}

/// What the README says of one signal and one dossier among all.
fn expected(name: &str, one: &Dossier, all: &[Dossier]) -> Option<bool> {
    let calendar = WorkingCalendar::built_in();
    let unit = || all.iter().filter(|other| other.case.unit == one.case.unit);
    let count = |is: &dyn Fn(&Dossier) -> bool| unit().filter(|other| is(other)).count() as u64;
    match name {
        "due_date_moves" => one.has_moved,
        "finish_equals_due" => one.left().map(|left| left == 0),
        "closings_in_bulk" => {
            let minute = one.closed_minute()?;
            Some(count(&|other| other.closed_minute() == Some(minute)) >= 10)
        }
        "closings_at_night" => {
            let hour = seconds(one.case.finish?)?.rem_euclid(86_400) / 3_600;
            Some(!(6..20).contains(&hour))
        }
        "due_on_day_off" => Some(!calendar.is_working(Day(one.due?.0))),
        "finished_in_minute_received" => {
            Some(one.closed_minute()? == seconds(one.case.received)? / 60)
        }
        "full_satisfaction" => {
            one.resolved().filter(|_| one.case.is_rated)?;
            let resolved = count(&|other| other.resolved().is_some());
            let rated = count(&|other| other.resolved().is_some() && other.case.is_rated);
            let unhappy = count(&|other| {
                other.resolved().is_some() && other.case.is_rated && !other.case.is_satisfied
            });
            Some(unhappy == 0 && (rated < 30 || rated * 100 < resolved * 20))
        }
        "closings_at_month_end" => Some(is_in_crowd(one, all, PeriodRule::Calendar)?),
        "closings_at_decree_month_end" => Some(is_in_crowd(one, all, PeriodRule::Decree)?),
        "closings_in_last_hour" => {
            let left = one.left()?;
            let within = |from: i64, to: i64| {
                count(&|other| other.left().is_some_and(|left| from <= left && left < to))
            };
            let beside = within(3_600, 7_200).max(within(-3_600, 0));
            let at = within(0, 3_600);
            Some((0..3_600).contains(&left) && at >= 20 && at >= 3 * beside)
        }
        "closings_on_due_day" => {
            let is_on = |other: &Dossier, day: &dyn Fn(Day) -> Day| {
                let due = other.due.map(|due| day(Day(due.0)).0);
                due.is_some() && due == other.resolved().map(|finish| finish.0)
            };
            let on = |day: &dyn Fn(Day) -> Day| count(&|other| is_on(other, day));
            one.resolved().filter(|_| one.due.is_some())?;
            let at = on(&|due| due);
            let beside = on(&|due| calendar.previous_working(due))
                .max(on(&|due| calendar.next_working(due)));
            Some(is_on(one, &|due| due) && at >= 20 && at >= 3 * beside)
        }
        "due_equals_receipt" => Some(seconds(one.due?)? == seconds(one.case.received)?),
        "code_number_gaps" => is_behind_gap(one.code?, all),
        "code_day_differs" => Some(one.code?.1 != one.case.received.0),
        "code_of_another_unit" => {
            let body = one.code?.0;
            let of_body: Vec<&Dossier> =
                all.iter().filter(|other| other.code.is_some_and(|code| code.0 == body)).collect();
            let of_unit =
                |unit: usize| of_body.iter().filter(|other| other.case.unit == unit).count();
            let is_owner = |unit: &usize| of_unit(*unit) * 4 >= of_body.len() * 3;
            let owner = (0..UNITS.len()).find(is_owner).filter(|_| of_body.len() >= 5)?;
            Some(one.case.unit != owner)
        }
        // Dossiers of four days cannot tell a pattern from chance.
        "dossiers_under_two_codes" => None,
        other => panic!("the naive count does not know `{other}`"),
    }
}

/// Whether numbers are missing right before a code, of bodies that have three of four.
fn is_behind_gap((body, day, running): Code, all: &[Dossier]) -> Option<bool> {
    let numbers = |on: i32| -> Vec<usize> {
        let codes = all.iter().filter_map(|other| other.code);
        codes.filter(|code| (code.0, code.1) == (body, on)).map(|code| code.2).collect()
    };
    let (mut there, mut between) = (0, 0);
    for on in FIRST_DAY..FIRST_DAY + 10 {
        let numbers = numbers(on);
        if let (Some(first), Some(last)) = (numbers.iter().min(), numbers.iter().max()) {
            there += numbers.len();
            between += last - first + 1;
        }
    }
    let before = numbers(day).into_iter().filter(|other| *other < running).max();
    let before = before.filter(|_| there * 4 >= between * 3)?;
    Some(running - before > 1)
}

/// Whether a dossier was closed in a crowd on the last working day of a month.
fn is_in_crowd(one: &Dossier, all: &[Dossier], rule: PeriodRule) -> Option<bool> {
    let calendar = WorkingCalendar::built_in();
    let closed = Day(one.case.finish?.0);
    let first = all.iter().filter_map(|other| other.case.finish).map(|finish| finish.0).min()?;
    let around = Period { from: Day(closed.0 - 40), to: Day(closed.0 + 40) };
    let months = around.steps(Span::Month, rule);
    let month = months.into_iter().find(|month| month.period.contains(closed))?.period;
    let working: Vec<i32> = (month.from.0.max(first)..=month.to.0)
        .filter(|day| calendar.is_working(Day(*day)))
        .collect();
    // The log begins on the weekend that a month ends with: its closings are judged, and no crowd.
    let Some((last, others)) = working.split_last() else { return Some(false) };
    let on = |day: i32| {
        let unit = all.iter().filter(|other| other.case.unit == one.case.unit);
        unit.filter(|other| other.case.finish.is_some_and(|finish| finish.0 == day)).count()
    };
    let usual: usize = others.iter().map(|day| on(*day)).sum();
    let is_crowd = others.len() >= 10 && on(*last) >= 20 && on(*last) * others.len() >= 3 * usual;
    Some(closed.0 == *last && is_crowd)
}

fn signals(folder: &std::path::Path, threads: usize) -> Signals {
    let discovery = discover(&[folder.display().to_string()]).expect("exports");
    let request = LoadRequest {
        sources: discovery.sources,
        dimensions: vec![Dimension::Unit],
        keep_traces: true,
        threads,
        ..LoadRequest::default()
    };
    let loaded = load(&request).expect("a load");
    measure(&loaded.dossiers, &loaded.fields, WorkingCalendar::built_in()).expect("signals")
}

#[test]
fn signals_equal_a_naive_count() {
    property(60, &(vec(case(), 1..400), 1_usize..4), |(cases, threads)| {
        let folder = tempfile::tempdir().expect("a folder");
        let dossiers = write(&cases, folder.path());
        for figures in signals(folder.path(), threads).figures {
            let name = figures.signal.name;
            let judged: Vec<(&Dossier, bool)> = dossiers
                .iter()
                .filter_map(|one| Some((one, expected(name, one, &dossiers)?)))
                .collect();
            let with: Vec<&Dossier> =
                judged.iter().filter(|(_, is)| *is).map(|(one, _)| *one).collect();
            let share = Ratio::new(with.len() as u64, judged.len() as u64);
            prop_assert_eq!(figures.share.ok(), share, "{}", name);
            let mut rows: Vec<RowAddress> = with.iter().map(|one| one.place).collect();
            rows.sort_unstable();
            rows.truncate(KEPT_ROWS);
            prop_assert_eq!(figures.rows, rows, "{}", name);
            let is_at_threshold = |count: usize, of: usize| {
                let threshold = figures.signal.threshold;
                of > 0
                    && count as u64 >= threshold.count
                    && count as u64 * 100 >= of as u64 * threshold.percent
            };
            prop_assert_eq!(figures.is_marked, is_at_threshold(with.len(), judged.len()));
            let units_told =
                (0..UNITS.len()).filter(|unit| dossiers.iter().any(|one| one.case.unit == *unit));
            let mut units = Vec::new();
            for unit in units_told.clone() {
                let count = with.iter().filter(|one| one.case.unit == unit).count();
                let of = judged.iter().filter(|(one, _)| one.case.unit == unit).count();
                if units_told.clone().count() > 1 && is_at_threshold(count, of) {
                    units.push((std::cmp::Reverse(count as u64), unit, of as u64));
                }
            }
            units.sort_unstable();
            let marked: Vec<_> = figures
                .units
                .iter()
                .map(|unit| {
                    (unit.name.as_deref(), unit.share.numerator(), unit.share.denominator())
                })
                .collect();
            let wanted: Vec<_> =
                units.iter().map(|(count, unit, of)| (Some(UNITS[*unit]), count.0, *of)).collect();
            prop_assert_eq!(marked, wanted, "{}", name);
        }
        Ok(())
    });
}

#[test]
fn the_random_cases_show_every_signal() {
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for _ in 0..20 {
        let cases = vec(case(), 300..400).new_tree(&mut runner).expect("cases").current();
        let folder = tempfile::tempdir().expect("a folder");
        let dossiers = write(&cases, folder.path());
        for signal in &SIGNALS {
            let judged = dossiers.iter().filter_map(|one| expected(signal.name, one, &dossiers));
            let (with, without): (Vec<bool>, Vec<bool>) = judged.partition(|is| *is);
            let total = seen.entry(signal.name).or_default();
            *total = (total.0 + with.len(), total.1 + without.len());
        }
    }
    assert_eq!(seen.len(), SIGNALS.len());
    // Asked of dossiers of more days alone: see the tests of codes.
    seen.remove("dossiers_under_two_codes");
    for (name, (with, without)) in seen {
        assert!(with > 20 && without > 20, "{name}: {with} of {}", with + without);
    }
}

#[test]
fn threads_that_share_large_files_change_no_signal() {
    let folder = tempfile::tempdir().expect("a folder");
    export::write(&large_log(), folder.path());
    let told = |threads| {
        let signals = signals(folder.path(), threads);
        let figures = signals.figures.into_iter();
        let figures: Vec<_> = figures
            .map(|figures| (figures.share, figures.is_marked, figures.units, figures.rows))
            .collect();
        (figures, signals.years_by_weekends)
    };
    let one = told(1);
    assert!(one.0.iter().filter(|(_, _, _, rows)| rows.len() == KEPT_ROWS).count() > 1);
    for threads in [2, 3, 8] {
        assert_eq!(told(threads), one);
    }
}

//! Series by hand: quarters from months, gaps, breaks, rules that do not mix.

use std::collections::BTreeSet;

use super::{
    BreakKind, Point, Series, SeriesError, SeriesQuestion, SeriesValue, StepLength, series,
};
use crate::domain::{CanonicalField, Day, Dimension, Period, PeriodRule, PeriodSpan, Ratio};
use crate::indicators::{Definition, ON_TIME_RATE, OVERDUE_OPEN_RATE, SATISFIED_SHARE};
use crate::tally::{Count, Cube, EvidenceScope, Row, Tally, TimeFrame};

/// A month with so many early, late, and at its end open in term and overdue.
fn point(month: &str, rule: PeriodRule, [early, late, within, overdue]: [u64; 4]) -> Point {
    let period = Period::parse(month, rule, Day(0)).expect("a period");
    let seen = (period.from, period.to);
    let frame = TimeFrame::new(PeriodSpan::Fixed(period), None, seen, rule).expect("a frame");
    let mut total = Tally::ZERO;
    for (count, dossiers) in [
        (Count::Early, early),
        (Count::Late, late),
        (Count::Resolved, early + late),
        (Count::ClosingWithin, within),
        (Count::ClosingOverdue, overdue),
        (Count::Closing, within + overdue),
    ] {
        total[count] = dossiers;
    }
    let rows = vec![Row { group: vec![Some("A".to_owned())], tally: total }];
    Point {
        label: format!("{month}/tally.json"),
        frame,
        counting: None,
        fields: BTreeSet::from([CanonicalField::DueAt, CanonicalField::FinishedAt]),
        cube: Cube { by: vec![Dimension::Unit], rows, total, evidence: EvidenceScope::NONE },
        silent: BTreeSet::new(),
        restatements: 0,
        published: None,
        profile: None,
    }
}

fn months(numbers: &[u32]) -> Vec<Point> {
    let of_month = |number: &u32| {
        let month = format!("2024-{number:02}");
        point(&month, PeriodRule::Calendar, [90, u64::from(*number), 9, 1])
    };
    numbers.iter().map(of_month).collect()
}

fn question(every: StepLength) -> SeriesQuestion {
    SeriesQuestion {
        every,
        indicators: vec![&ON_TIME_RATE, &OVERDUE_OPEN_RATE, &SATISFIED_SHARE],
        definition: Definition::Resolved,
        by_unit: false,
        allow_mixed: false,
    }
}

fn told(series: &Series, line: usize) -> Vec<Option<(u64, u64)>> {
    let parts = |value: &SeriesValue| {
        let ratio: Ratio = value.measure()?.ok()?;
        Some((ratio.numerator(), ratio.denominator()))
    };
    series.lines[line].values.iter().map(parts).collect()
}

#[test]
fn months_add_up_to_quarters_and_stocks_are_those_of_the_last() {
    let series =
        series(months(&[3, 1, 2, 4, 5]), &[], &question(StepLength::Quarter)).expect("a series");
    let labels: Vec<_> = series.steps.iter().map(|step| step.label.as_str()).collect();
    assert_eq!(labels, ["2024-Q1", "2024-Q2"]);
    assert_eq!(told(&series, 0), [Some((270, 276)), Some((180, 189))]);
    assert_eq!(
        told(&series, 1),
        [Some((1, 10)), Some((1, 10))],
        "open at the end, not three times"
    );
    assert_eq!(told(&series, 2), [None, None]);
    let wholes: Vec<bool> = series.steps.iter().map(|step| step.is_whole).collect();
    assert_eq!(wholes, [true, false], "June is yet to come");
    assert_eq!(series.steps[1].missing, [] as [&str; 0]);
}

#[test]
fn a_missing_month_is_a_gap_and_named() {
    let monthly = series(months(&[1, 2, 4]), &[], &question(StepLength::Month)).expect("a series");
    assert_eq!(monthly.steps.len(), 4);
    assert_eq!(told(&monthly, 0)[2], None);
    assert_eq!(monthly.lines[0].values[2], SeriesValue::Gap);
    assert_eq!(monthly.steps[2].missing, ["2024-03"]);
    let months = months(&[1, 3, 4, 5, 6]);
    let quarterly = series(months, &[], &question(StepLength::Quarter)).expect("a series");
    assert_eq!(quarterly.lines[0].values[0], SeriesValue::Gap, "January and March do not add");
    assert_eq!(quarterly.steps[0].missing, ["2024-02"]);
    assert_eq!(told(&quarterly, 0)[1], Some((270, 285)));
}

#[test]
fn rules_of_months_do_not_mix_unless_they_may() {
    let points = || {
        vec![
            point("2024-04", PeriodRule::Calendar, [90, 10, 0, 0]),
            point("2024-05", PeriodRule::Decree, [80, 20, 0, 0]),
            point("2024-06", PeriodRule::Decree, [80, 20, 0, 0]),
        ]
    };
    let error = series(points(), &[], &question(StepLength::Month)).expect_err("mixed");
    assert!(matches!(&error, SeriesError::Mixed { left, right }
        if left.starts_with("2024-04") && right.starts_with("2024-05")));
    let allowed = SeriesQuestion { allow_mixed: true, ..question(StepLength::Month) };
    let mixed = series(points(), &[], &allowed).expect("allowed");
    assert_eq!(mixed.steps.iter().map(|step| step.breaks.len()).collect::<Vec<_>>(), [0, 1, 0]);
    assert_eq!(mixed.steps[1].breaks[0].kind, BreakKind::PeriodRule);
    let decree = points().split_off(1);
    let decree = series(decree, &[], &question(StepLength::Month)).expect("one rule");
    assert_eq!(decree.steps[0].label, "2024-05");
    assert!(decree.steps.iter().all(|step| step.is_whole));
}

#[test]
fn what_does_not_fit_is_refused() {
    assert_eq!(
        series(Vec::new(), &[], &question(StepLength::Month)).err(),
        Some(SeriesError::Nothing)
    );
    let mut twice = months(&[1, 2]);
    twice.extend(months(&[2]));
    let overlap = series(twice, &[], &question(StepLength::Month)).err();
    assert!(matches!(overlap, Some(SeriesError::Overlap { .. })));
    let quarter = vec![point("2024-Q1", PeriodRule::Calendar, [1, 1, 1, 1])];
    let too_long = series(quarter.clone(), &[], &question(StepLength::Month)).err();
    assert!(matches!(too_long, Some(SeriesError::TooLong { every: StepLength::Month, .. })));
    let fine = series(quarter, &[], &question(StepLength::Quarter)).expect("a quarter is one");
    assert!(fine.steps[0].is_whole);
}

#[test]
fn breaks_are_where_something_changed() {
    let mut points = vec![
        point("2025-05", PeriodRule::Calendar, [90, 10, 0, 0]),
        point("2025-06", PeriodRule::Calendar, [90, 10, 0, 0]),
        point("2025-07", PeriodRule::Calendar, [90, 10, 0, 0]),
        point("2025-08", PeriodRule::Calendar, [90, 10, 0, 0]),
    ];
    // A profile came in July and stays; the ratings of August touch the satisfied share alone.
    points[0].profile = Some(String::new());
    points[1].profile = Some(String::new());
    points[2].profile = Some("ioffice.toml".to_owned());
    points[3].profile = Some("ioffice.toml".to_owned());
    points[3].fields.insert(CanonicalField::Rating);
    points[3].fields.insert(CanonicalField::Level);
    points[3].restatements = 1;
    let series = series(points, &[], &question(StepLength::Month)).expect("a series");
    let kinds = |step: usize| -> Vec<BreakKind> {
        series.steps[step].breaks.iter().map(|one| one.kind).collect()
    };
    assert_eq!(kinds(0), []);
    assert_eq!(kinds(1), []);
    assert_eq!(kinds(2), [BreakKind::Reorganisation, BreakKind::Profile]);
    assert_eq!(kinds(3), [BreakKind::Columns]);
    assert_eq!(series.steps[3].breaks[0].after, "rating");
    assert_eq!(series.steps[3].restated, ["2025-08"]);
}

#[test]
fn units_have_lines_of_their_own() {
    let mut points = months(&[1, 2]);
    points[1].cube.rows[0].group = vec![Some("B".to_owned())];
    let by_unit = SeriesQuestion { by_unit: true, ..question(StepLength::Month) };
    let series = series(points, &[], &by_unit).expect("a series");
    let units: Vec<_> = series.lines.iter().map(|line| line.unit.clone()).collect();
    let name = |text: &str| Some(Some(text.to_owned()));
    assert_eq!(units.len(), 9);
    assert_eq!([&units[0], &units[3], &units[6]], [&None, &name("A"), &name("B")]);
    assert_eq!(told(&series, 3), [Some((90, 91)), None], "nothing in February");
}

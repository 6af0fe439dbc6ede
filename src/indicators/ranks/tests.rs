//! Series of results worked out by hand.

use std::collections::BTreeSet;

use super::{Ranking, Series, contradictions, declines, series};
use crate::columns::Decimal;
use crate::findings::{Findings, Ledger};
use crate::records::{Log, PlacedRecord};

/// Year, unit, part, score in hundredths, rank, of, criteria.
type Row = (i32, &'static str, &'static str, i64, u64, u64, &'static str);

/// 0 and blank: not told.
fn log(rows: &[Row]) -> Log<Ranking> {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let number = |number: u64| (number > 0).then_some(number);
    let record = |(year, unit, part, score, rank, of, set): &Row| Ranking {
        year: *year,
        index: "PAR".to_owned(),
        unit: (*unit).to_owned(),
        score: (*score > 0).then(|| Decimal {
            value: num_rational::BigRational::new((*score).into(), 100.into()),
            is_percent: false,
            decimals: 2,
        }),
        rank: number(*rank),
        of: number(*of),
        part: text(part),
        part_name: None,
        criteria_set: text(set),
        responsible_unit: None,
        confidence: None,
        source: None,
    };
    let placed =
        |(row, one): (u64, &Row)| PlacedRecord { file: "f".into(), row, record: record(one) };
    Log {
        records: (2..).zip(rows).map(placed).collect(),
        fields: BTreeSet::new(),
        findings: Findings::default(),
        ledger: Ledger::default(),
        ledger_by_file: Vec::new(),
        failed_files: 0,
        fingerprints: Vec::new(),
    }
}

/// Points gained, places gained, points above the mean.
type Change = (Option<String>, Option<i64>, Option<String>);

/// The changes of every year.
fn changes(series: &Series<'_>) -> Vec<(i32, Vec<Change>)> {
    let years = series.years.iter().map(|year| {
        let results = year.results.iter().map(|result| {
            let text = |value: &Option<_>| value.as_ref().map(crate::columns::plain_number);
            (text(&result.points), result.places, text(&result.above_mean))
        });
        (year.year, results.collect())
    });
    years.collect()
}

#[test]
fn points_and_places_are_told_apart_and_gaps_shown() {
    let log = log(&[
        (2021, "A", "", 0, 50, 63, ""),
        (2023, "A", "", 8_649, 38, 63, ""),
        (2022, "A", "", 8_412, 43, 63, ""),
        (2025, "a", "", 9_000, 20, 34, ""),
        (2024, "A", "", 8_700, 40, 63, ""),
        (2028, "A", "", 9_000, 20, 34, ""),
        (2023, "VN-mean", "", 8_698, 0, 0, ""),
    ]);
    let all = series(&log, false);
    assert_eq!(all.len(), 1, "the mean is no unit");
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        changes(&all[0]),
        [
            (2021, vec![(None, None, None)]),
            (2022, vec![(None, Some(7), None)]),
            (2023, vec![(text("2.37"), Some(5), text("-0.49"))]),
            (2024, vec![(text("0.51"), Some(-2), None)]),
            (2025, vec![(text("3"), None, None)]),
            (2026, vec![]),
            (2027, vec![]),
            (2028, vec![(None, None, None)]),
        ]
    );
    let last = &all[0].years[4].results[0];
    assert!(last.marks.crosses_fields && !last.marks.crosses_sets);
}

#[test]
fn what_sources_state_differently_is_kept_and_not_compared() {
    let log = log(&[
        (2022, "A", "", 9_009, 2, 63, ""),
        (2023, "A", "", 9_187, 2, 63, ""),
        (2023, "A", "", 9_181, 2, 63, ""),
        (2024, "A", "", 9_617, 1, 63, ""),
    ]);
    let all = series(&log, false);
    assert_eq!(
        changes(&all[0]),
        [
            (2022, vec![(None, None, None)]),
            (2023, vec![(None, Some(0), None), (None, Some(0), None)]),
            (2024, vec![(None, Some(1), None)]),
        ]
    );
    let told: Vec<_> = contradictions(&log).into_iter().map(|one| (one.row, one.value)).collect();
    assert_eq!(
        told,
        [
            (Some(3), Some("A 2023: 91.87 · #2".to_owned())),
            (Some(4), Some("A 2023: 91.81 · #2".to_owned())),
        ]
    );
}

#[test]
fn other_criteria_are_compared_on_demand_only() {
    let log = log(&[
        (2021, "A", "", 8_637, 50, 63, "1150"),
        (2022, "A", "", 8_412, 43, 63, "876"),
        (2023, "A", "", 8_649, 38, 63, ""),
    ]);
    let refused = changes(&series(&log, false)[0]);
    assert_eq!(refused[1], (2022, vec![(None, None, None)]));
    assert_eq!(refused[2].1[0].1, Some(5), "criteria not told are no others");
    let across = series(&log, true);
    assert_eq!(changes(&across[0])[1].1[0].0, Some("-2.25".to_owned()));
    assert!(across[0].years[1].results[0].marks.crosses_sets);
}

#[test]
fn three_falls_need_four_years_without_a_gap() {
    let year = |year: i32, part: &'static str, score: i64| (year, "A", part, score, 0, 0, "");
    let log = log(&[
        // Falls three times, stands still, falls once.
        year(2018, "1", 900),
        year(2019, "1", 800),
        year(2020, "1", 700),
        year(2021, "1", 600),
        year(2022, "1", 600),
        year(2023, "1", 500),
        // Falls twice, then a year is missing.
        year(2019, "2", 900),
        year(2020, "2", 800),
        year(2021, "2", 700),
        year(2023, "2", 600),
        // Falls four times.
        year(2019, "10", 900),
        year(2020, "10", 800),
        year(2021, "10", 700),
        year(2022, "10", 600),
        year(2023, "10", 500),
        // The whole index is no part.
        year(2020, "", 900),
        year(2021, "", 800),
        year(2022, "", 700),
        year(2023, "", 600),
    ]);
    let all = series(&log, false);
    let parts: Vec<_> = all.iter().map(|one| one.part).collect();
    assert_eq!(parts, [None, Some("1"), Some("2"), Some("10")]);
    let found = declines(&all, 3);
    let told: Vec<_> = found.iter().map(|one| (one.part, one.from, one.to, one.falls)).collect();
    assert_eq!(told, [("1", 2018, 2021, 3), ("10", 2019, 2023, 4)]);
    assert_eq!(declines(&all, 4).len(), 1);
    assert_eq!(declines(&all, 2).len(), 3);
    assert_eq!(declines(&all, 5).len(), 0);
}

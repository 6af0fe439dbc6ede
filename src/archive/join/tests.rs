//! What adds up and what does not, by hand.

use std::collections::{BTreeMap, BTreeSet};

use super::{JoinError, Part, SharedUnit, join};
use crate::archive::{Counting, GroupFacts, Tallies, TallySource};
use crate::domain::{CanonicalField, Day, Dimension, Period, PeriodRule, UnitsBasis};
use crate::dossiers::{Grain, Policy};
use crate::findings::Ledger;
use crate::tally::{Count, Cube, EvidenceScope, Row, Tally, TimeFrame};

fn period(text: &str) -> Period {
    Period::parse(text, PeriodRule::Calendar, Day(0)).expect("a period")
}

/// Dossiers opened with, received and resolved early; the rest stays open within its time.
fn tally(opening: u64, received: u64, early: u64) -> Tally {
    let mut tally = Tally::ZERO;
    tally[Count::Opening] = opening;
    tally[Count::Received] = received;
    tally[Count::ReceivedOnline] = received;
    tally[Count::Resolved] = early;
    tally[Count::Early] = early;
    tally[Count::Closing] = opening + received - early;
    tally[Count::ClosingWithin] = opening + received - early;
    tally.check().expect("it adds up");
    tally
}

/// One file of some units, each with a key, a name, what it lies in, and its tally.
fn part(label: &str, month: &str, units: &[(&str, &str, &str, Tally)]) -> Part {
    let period = period(month);
    let by = vec![Dimension::Unit];
    let mut total = Tally::ZERO;
    let mut rows = Vec::new();
    let mut groups = Vec::new();
    for (key, name, within, tally) in units {
        total += tally;
        rows.push(Row { group: vec![Some((*name).to_owned())], tally: *tally });
        groups.push(GroupFacts {
            name: (*name).to_owned(),
            key: (*key).to_owned(),
            within: (!within.is_empty()).then(|| (*within).to_owned()),
            written: vec![((*name).to_owned(), tally[Count::Received])],
        });
    }
    let tallies = Tallies {
        frame: TimeFrame { period, as_of: period.to, rule: PeriodRule::Calendar },
        counting: Counting {
            program: "cchc 0.1.0".to_owned(),
            grain: Grain::Day,
            policy: Policy::Strict,
            units: UnitsBasis::AsWritten,
            filters: Vec::new(),
            calendar: "2026-11".to_owned(),
            local_calendar: None,
            suppress_below: 0,
        },
        fields: BTreeSet::from([CanonicalField::ReceivedAt]),
        sources: vec![TallySource {
            file: format!("{label}.csv"),
            sha256: Some(format!("sum of {label}")),
            bytes: 9,
            period,
        }],
        ledger: Ledger { files: 1, read: 9, counted: 9, ..Ledger::default() },
        groups: BTreeMap::from([(Dimension::Unit, groups)]),
        cubes: BTreeMap::from([(
            by.clone(),
            Cube { by, rows, total, evidence: EvidenceScope::NONE },
        )]),
        times: None,
    };
    Part { label: label.to_owned(), tallies }
}

fn rows(tallies: &Tallies) -> Vec<(String, Tally)> {
    let cube = tallies.cube(&[Dimension::Unit]).expect("by unit");
    let name = |row: Row| (row.group[0].clone().unwrap_or_default(), row.tally);
    cube.rows.into_iter().map(name).collect()
}

#[test]
fn one_unit_in_two_spellings_is_one_and_two_of_one_name_are_two() {
    let joined = join(vec![
        part(
            "a",
            "2024-06",
            &[
                ("#old 1", "UBND XÃ TÂN LẬP", "Huyện Vũ Thư", tally(0, 2, 1)),
                ("#old 2", "Xã Bình Minh", "Huyện Vũ Thư", tally(1, 0, 1)),
            ],
        ),
        part(
            "b",
            "2024-06",
            &[
                ("#old 1", "UBND xã Tân Lập", "Huyện Vũ Thư", tally(0, 5, 5)),
                ("#old 3", "Xã Bình Minh", "Huyện Kiến Xương", tally(3, 3, 3)),
            ],
        ),
    ])
    .expect("they add");
    assert_eq!(
        rows(&joined.tallies),
        [
            ("UBND xã Tân Lập".to_owned(), tally(0, 7, 6)),
            ("Xã Bình Minh (Huyện Kiến Xương)".to_owned(), tally(3, 3, 3)),
            ("Xã Bình Minh (Huyện Vũ Thư)".to_owned(), tally(1, 0, 1)),
        ]
    );
    assert_eq!(
        joined.shared_units,
        [SharedUnit {
            unit: "UBND xã Tân Lập".to_owned(),
            parts: vec!["a".to_owned(), "b".to_owned()],
        }]
    );
    assert_eq!(joined.tallies.ledger.read, 18);
    let files: Vec<&str> = joined.tallies.sources.iter().map(|s| s.file.as_str()).collect();
    assert_eq!(files, ["a.csv", "b.csv"]);
    // A sum adds up with others: names that were told apart stay so.
    let district = Part { label: "district".to_owned(), tallies: joined.tallies };
    let other = part("c", "2024-06", &[("#old 2", "Xã Bình Minh", "Huyện Vũ Thư", tally(0, 1, 0))]);
    let province = join(vec![other, district]).expect("they add");
    assert_eq!(
        rows(&province.tallies)[2],
        ("Xã Bình Minh (Huyện Vũ Thư)".to_owned(), tally(1, 1, 1),)
    );
}

#[test]
fn months_add_up_when_what_is_open_is_carried_over() {
    let may = || part("may", "2024-05", &[("a", "Xã A", "", tally(2, 10, 7))]);
    let june = part("june", "2024-06", &[("a", "Xã A", "", tally(5, 4, 9))]);
    let joined = join(vec![june, may()]).expect("they follow each other").tallies;
    assert_eq!(joined.frame.period, period("2024-05-01..2024-06-30"));
    assert_eq!(joined.frame.as_of, joined.frame.period.to);
    assert_eq!(rows(&joined), [("Xã A".to_owned(), tally(2, 14, 16))]);
    let june = part("june", "2024-06", &[("a", "Xã A", "", tally(4, 4, 8))]);
    assert_eq!(
        join(vec![may(), june]).expect_err("one is lost"),
        JoinError::Carried {
            left: "may".to_owned(),
            right: "june".to_owned(),
            group: "Xã A".to_owned(),
            closing: 5,
            opening: 4,
        }
    );
    let july = part("july", "2024-07", &[("a", "Xã A", "", tally(5, 0, 0))]);
    let error = join(vec![may(), july]).expect_err("June is missing");
    assert!(matches!(error, JoinError::Gap { .. }), "{error}");
}

type Change = fn(&mut Tallies);

#[test]
fn what_would_count_twice_or_in_two_ways_is_refused() {
    let one = || part("a", "2024-06", &[("a", "Xã A", "", tally(0, 1, 0))]);
    let other = || part("b", "2024-06", &[("b", "Xã B", "", tally(0, 1, 0))]);
    assert!(join(vec![one(), other()]).is_ok());
    assert_eq!(join(Vec::new()).expect_err("none"), JoinError::Nothing);
    // A copy of the file under another name.
    let mut copy = one();
    copy.label = "copy".to_owned();
    copy.tallies.sources[0].file = "copy.csv".to_owned();
    let error = join(vec![one(), other(), copy]).expect_err("twice");
    assert_eq!(
        error,
        JoinError::SameSource {
            left: "a".to_owned(),
            right: "copy".to_owned(),
            file: "a.csv".to_owned(),
        }
    );
    let quarter = part("q", "2024-Q2", &[("b", "Xã B", "", tally(0, 1, 0))]);
    let error = join(vec![one(), quarter]).expect_err("they overlap");
    assert!(matches!(error, JoinError::Overlap { .. }), "{error}");
    let changes: [(&str, Change); 5] = [
        ("grain", |tallies| tallies.counting.grain = Grain::Time),
        ("policy", |tallies| tallies.counting.policy = Policy::Lenient),
        ("units", |tallies| tallies.counting.units = UnitsBasis::Since),
        ("period-rule", |tallies| tallies.frame.rule = PeriodRule::Decree),
        ("where", |tallies| {
            tallies.counting.filters.push((Dimension::Field, "Hộ tịch".to_owned()));
        }),
    ];
    for (expected, change) in changes {
        let mut other = other();
        change(&mut other.tallies);
        let error = join(vec![one(), other]).expect_err(expected);
        assert!(matches!(error, JoinError::Counting { what, .. } if what == expected), "{error}");
    }
    let mut early = other();
    early.tallies.frame.as_of = early.tallies.frame.as_of.previous();
    let error = join(vec![one(), early]).expect_err("judged on two days");
    assert!(matches!(error, JoinError::AsOf { .. }), "{error}");
}

//! Comparisons worked by hand, and what holds for all of them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use num_traits::{Signed, Zero};
use proptest::prelude::*;

use super::{
    Comparison, Effects, Limits, MonthsBefore, Pair, PartPair, Parts, PastMonths, Position,
    Question, Side, TooFewMonths, compare, decompose, rank_moves,
};
use crate::domain::exact::decimal;
use crate::domain::{
    Absence, CanonicalField, Day, Dimension, Exact, Period, PeriodRule, PeriodSpan, Ratio,
};
use crate::indicators::{Definition, LATE_RATE, ON_TIME_RATE, ONLINE_RATE, Quantity, Sense};
use crate::tally::{Count, Cube, EvidenceScope, Row, Tally, TimeFrame};

fn exact(text: &str) -> Exact {
    decimal(text).expect("a number")
}

fn ratio(numerator: u64, denominator: u64) -> Ratio {
    Ratio::new(numerator, denominator).expect("a denominator")
}

fn part(group: &str, later: [u64; 2], earlier: [u64; 2]) -> PartPair {
    let parts = |[numerator, denominator]: [u64; 2]| Parts { numerator, denominator };
    PartPair { group: Some(group.to_owned()), later: parts(later), earlier: parts(earlier) }
}

fn effects(parts: Vec<PartPair>) -> Effects {
    decompose(Dimension::Procedure, parts).expect("two rates")
}

#[test]
fn a_change_by_hand() {
    // Birth certificates 90/100 → 80/100, land 45/50 → 190/200: 135/150 = 0.9 → 270/300 = 0.9.
    let effects = effects(vec![
        part("Khai sinh", [80, 100], [90, 100]),
        part("Đất đai", [190, 200], [45, 50]),
    ]);
    // w: 2/3 → 1/3 and 1/3 → 2/3, so both mean weights are 1/2: ½(−0.1) + ½(+0.05).
    assert_eq!(effects.rate, exact("-0.025"));
    assert_eq!(effects.mix, exact("0.025"));
    let names: Vec<_> = effects.contributions.iter().map(|one| &one.pair.group).collect();
    assert_eq!(names.len(), 2);
    let birth = effects.contributions.iter().find(|one| one.rate.is_negative()).expect("one");
    assert_eq!(birth.rate, exact("-0.05"));
    // (0.85 − 0.9)(1/3 − 2/3) = +0.05/3; land: (0.925 − 0.9)(2/3 − 1/3) = 0.025/3.
    assert_eq!(&birth.mix * exact("3"), exact("0.05"));
    assert_eq!(effects.paradox, None);
}

#[test]
fn both_procedures_rise_and_the_whole_falls() {
    // Easy 90/100 → 19/20, hard 10/20 → 52/100: 100/120 → 71/120.
    let effects = effects(vec![part("Dễ", [19, 20], [90, 100]), part("Khó", [52, 100], [10, 20])]);
    let paradox = effects.paradox.expect("a paradox");
    assert_eq!((paradox.against, paradox.groups), (2, 2));
    assert!(effects.rate.is_positive() && effects.mix.is_negative());
    assert_eq!((&effects.rate + &effects.mix) * exact("120"), exact("-29"));
    // One of two that moves with the whole is none.
    let fine = effects_of_one_against();
    assert_eq!(fine.paradox, None);
}

fn effects_of_one_against() -> Effects {
    effects(vec![part("Dễ", [17, 20], [90, 100]), part("Khó", [52, 100], [10, 20])])
}

#[test]
fn a_group_of_one_period_is_all_mix() {
    let effects = effects(vec![part("Cũ", [90, 100], [90, 100]), part("Mới", [5, 10], [0, 0])]);
    assert!(effects.rate.is_zero());
    // 95/110 − 90/100 = −4/110.
    assert_eq!(&effects.mix * exact("110"), exact("-4"));
    assert_eq!(decompose(Dimension::Channel, vec![part("Mới", [5, 10], [0, 0])]), None);
}

#[test]
fn equal_rates_share_a_place_and_few_dossiers_are_ranked_apart() {
    let unit = |name: &str, later: [u64; 2], earlier: [u64; 2]| {
        let measure = |[k, n]: [u64; 2]| Ratio::new(k, n).ok_or(Absence::NoDossiers);
        (
            name.to_owned(),
            Pair { later: measure(later), earlier: measure(earlier), quantity: Quantity::Share },
        )
    };
    let units = [
        unit("A", [90, 100], [80, 100]),
        unit("B", [45, 50], [90, 100]),
        unit("C", [99, 100], [70, 100]),
        unit("D", [9, 10], [100, 100]),
        unit("E", [80, 100], [0, 0]),
    ];
    let moves = rank_moves(&units, Sense::HigherIsBetter);
    let told: Vec<_> = moves
        .iter()
        .map(|one| {
            let place = |place: super::Rank| (place.place, place.is_shared);
            (one.unit.as_str(), place(one.earlier), place(one.later), one.gained(), one.is_small)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("C", (3, false), (1, false), 2, false),
            ("A", (2, false), (2, true), 0, false),
            ("B", (1, false), (2, true), -1, false),
            ("D", (1, false), (1, false), 0, true),
        ]
    );
    let worst_first = rank_moves(&units, Sense::LowerIsBetter);
    assert_eq!(worst_first.last().map(|one| one.unit.as_str()), Some("D"));
    assert_eq!(worst_first.iter().find(|one| one.unit == "C").map(|one| one.later.place), Some(3));
    assert_eq!(rank_moves(&units, Sense::Neutral), []);
}

#[test]
fn limits_need_six_months() {
    let month = Parts { numerator: 95, denominator: 100 };
    let limits = |months: usize, now| Limits::new(&vec![month; months], now);
    assert_eq!(limits(5, ratio(95, 100)), Err(TooFewMonths { months: 5 }));
    let mut with_gap = vec![month; 6];
    with_gap.push(Parts::default());
    let found = Limits::new(&with_gap, ratio(360, 400)).expect("limits");
    assert_eq!((found.months, found.mean), (6, ratio(570, 600)));
    // 0.95 ± 3·√(0.95·0.05/400) = 0.95 ± 0.032692.
    assert!((found.bounds.low - 0.917_308).abs() < 0.000_001, "{found:?}");
    assert!((found.bounds.high - 0.982_692).abs() < 0.000_001, "{found:?}");
    assert_eq!(found.position, Position::Below);
    let position = |now| limits(6, now).expect("limits").position;
    assert_eq!(position(ratio(370, 400)), Position::Within);
    assert_eq!(position(ratio(400, 400)), Position::Above);
    assert_eq!(position(ratio(40, 40)), Position::Within, "few dossiers scatter more");
}

/// Ten thousand dossiers a month, the rate of each in thousandths.
fn limits_of(months: &[u64], now: u64) -> Limits {
    let month = |rate: &u64| Parts { numerator: rate * 10, denominator: 10_000 };
    let months: Vec<Parts> = months.iter().map(month).collect();
    Limits::new(&months, ratio(now * 10, 10_000)).expect("limits")
}

#[test]
fn months_that_scatter_widen_the_limits() {
    let months = [940, 960, 940, 960, 940, 960];
    let found = limits_of(&months, 930);
    // √(0.95·0.05/10 000) = 0.002 179 4; z = ∓4.588 3, neighbours differ by 9.176 6: σz = 8.135 3.
    assert!((found.spread - 8.135_3).abs() < 0.000_1, "{found:?}");
    // 0.95 − 3·0.002 179 4·8.135 3
    assert!((found.bounds.low - 0.896_809).abs() < 0.000_001, "{found:?}");
    assert!((found.bounds.high - 1.0).abs() < f64::EPSILON, "{found:?}");
    assert_eq!(found.position, Position::Within);
    assert_eq!(limits_of(&months, 890).position, Position::Below);
    // Months that are alike promise nothing: 0.95 ± 3·0.002 179 4.
    let found = limits_of(&[950; 6], 943);
    assert!((found.spread - 1.0).abs() < f64::EPSILON, "{found:?}");
    assert_eq!(found.position, Position::Below);
    assert_eq!(limits_of(&[950; 6], 944).position, Position::Within);
    assert!((limits_of(&[1_000; 6], 1_000).spread - 1.0).abs() < f64::EPSILON, "no scatter");
}

#[test]
fn limits_say_how_often_they_would_have_been_left() {
    let past = |months: &[u64]| {
        let PastMonths { judged, outside } = limits_of(months, 950).past;
        (judged, outside)
    };
    assert_eq!(past(&[950; 6]), (0, 0), "none had six months before it");
    assert_eq!(past(&[950; 12]), (6, 0));
    assert_eq!(past(&[950, 950, 950, 950, 950, 950, 900]), (1, 1));
    // The seventh lies outside 0.943 5–0.956 5, the eighth outside 0.920 7–0.965 0, the ninth below
    // 0.895 5.
    let jumps = [950, 950, 950, 950, 950, 950, 900, 990, 800];
    assert_eq!(past(&jumps), (3, 3));
    let found = limits_of(&jumps, 950);
    assert_eq!(found.position_name(), "unfit");
    assert_eq!(limits_of(&[940, 960, 940, 960, 940, 960, 940, 960], 950).position_name(), "within");
}

/// Received and resolved (early, late), as rows of unit and procedure.
type Line<'a> = (&'a str, &'a str, u64, u64, u64);

fn tally_of(received: u64, early: u64, late: u64) -> Tally {
    let mut tally = Tally::ZERO;
    tally[Count::Received] = received;
    tally[Count::ReceivedUnknown] = received;
    tally[Count::Resolved] = early + late;
    tally[Count::Early] = early;
    tally[Count::Late] = late;
    tally
}

fn side(period: &str, rule: PeriodRule, lines: &[Line<'_>]) -> Side<'static> {
    let period = Period::parse(period, rule, Day(0)).expect("a period");
    let seen = (period.from, period.to);
    let frame = TimeFrame::new(PeriodSpan::Fixed(period), None, seen, rule).expect("a frame");
    let mut total = Tally::ZERO;
    let rows = lines.iter().map(|(unit, procedure, received, early, late)| {
        let tally = tally_of(*received, *early, *late);
        total += &tally;
        Row { group: vec![Some((*unit).to_owned()), Some((*procedure).to_owned())], tally }
    });
    let rows = rows.collect();
    let by = vec![Dimension::Unit, Dimension::Procedure];
    let fields = [CanonicalField::DueAt, CanonicalField::FinishedAt];
    Side {
        not_covered: Vec::new(),
        frame,
        fields: BTreeSet::from(fields),
        cubes: vec![Cow::Owned(Cube { by, rows, total, evidence: EvidenceScope::NONE })],
    }
}

fn question() -> Question {
    Question {
        by: vec![Dimension::Unit],
        indicators: vec![&ON_TIME_RATE, &LATE_RATE, &ONLINE_RATE],
        definition: Definition::Resolved,
        expected: BTreeSet::new(),
    }
}

fn of_units() -> Comparison {
    let rule = PeriodRule::Decree;
    let earlier = side(
        "2024-04",
        rule,
        &[("A", "x", 50, 40, 10), ("B", "x", 10, 0, 0), ("Cũ", "y", 20, 20, 0)],
    );
    let later = side(
        "2024-05",
        rule,
        &[("A", "x", 60, 45, 15), ("B", "x", 12, 10, 0), ("Mới", "y", 30, 20, 10)],
    );
    compare(&later, &earlier, None, &question())
}

#[test]
fn units_of_one_period_are_named_and_stand_apart() {
    let comparison = of_units();
    let units = comparison.units.as_ref().expect("units");
    let names = |list: &[super::UnitCount]| -> Vec<Option<String>> {
        list.iter().map(|unit| unit.name.clone()).collect()
    };
    assert_eq!(units.both, 2);
    assert_eq!(names(&units.new), [Some("Mới".to_owned())]);
    assert_eq!(names(&units.gone), [Some("Cũ".to_owned())]);
    let on_time = &comparison.rates[0];
    assert_eq!(on_time.total.pair.ratios(), Some((ratio(75, 100), ratio(60, 70))));
    let alike = on_time.like_for_like.expect("other units");
    assert_eq!(alike.ratios(), Some((ratio(55, 70), ratio(40, 50))));
    let over: Vec<Dimension> = on_time.total.effects.iter().map(|effects| effects.over).collect();
    assert_eq!(over, [Dimension::Procedure, Dimension::Unit], "channels were not counted");
    assert_eq!(comparison.later.period.to_string(), "2024-04-15..2024-05-14");
    let expected = BTreeSet::from(["cũ".to_owned()]);
    let rule = PeriodRule::Calendar;
    let (later, earlier) =
        (side("2024-05", rule, &[]), side("2024-04", rule, &[("Cũ", "y", 1, 1, 0)]));
    let all = compare(&later, &earlier, None, &Question { expected, ..question() });
    assert_eq!(all.units.map(|units| (units.both, units.gone.len())), Some((1, 0)));
}

#[test]
fn no_denominator_on_one_side_is_a_reason_and_no_change() {
    let comparison = of_units();
    let [on_time, _, online] = comparison.rates.as_slice() else { panic!("three rates") };
    let (group, unit) = &on_time.groups[1];
    assert_eq!(group, &[Some("B".to_owned())]);
    assert_eq!(unit.pair.change(), Err(Absence::NoDossiers));
    assert_eq!((unit.pair.difference(), unit.effects.len()), (None, 0));
    assert_eq!(unit.limits, None, "no months before were given");
    assert_eq!(online.total.pair.change(), Err(Absence::NotInExport));
    assert_eq!(online.total.limits, None);
}

#[test]
fn one_month_before_is_too_little_for_limits() {
    let rule = PeriodRule::Calendar;
    let (later, earlier) = (
        side("2024-05", rule, &[("A", "x", 60, 45, 15)]),
        side("2024-04", rule, &[("A", "x", 50, 40, 10)]),
    );
    let row = |month: &str, tally| Row {
        group: vec![Some("A".to_owned()), Some(month.to_owned())],
        tally,
    };
    // March is only told of by what was carried over from it.
    let rows = vec![row("2024-03", tally_of(7, 0, 0)), row("2024-04", tally_of(50, 40, 10))];
    let by = vec![Dimension::Unit, Dimension::Month];
    let months = Cube { by, rows, total: Tally::ZERO, evidence: EvidenceScope::NONE };
    let comparison = compare(
        &later,
        &earlier,
        Some(MonthsBefore { groups: &months, units: &months }),
        &question(),
    );
    let too_few = Some(Err(TooFewMonths { months: 1 }));
    assert_eq!(comparison.rates[0].total.limits, too_few);
    assert_eq!(comparison.rates[0].groups[0].1.limits, too_few);
}

fn parts() -> impl Strategy<Value = Vec<PartPair>> {
    let parts =
        || (0_u64..50, 0_u64..50).prop_map(|(numerator, more)| [numerator, numerator + more]);
    let groups = proptest::collection::vec((parts(), parts()), 0..12);
    groups.prop_map(|groups| {
        let named = groups.into_iter().zip(0..);
        named.map(|((later, earlier), name)| part(&format!("{name}"), later, earlier)).collect()
    })
}

proptest! {
    #[test]
    fn effects_add_up_to_the_change_exactly(parts in parts()) {
        let sum = |of: fn(&PartPair) -> Parts| {
            parts.iter().map(of).fold((0, 0), |(k, n), one| (k + one.numerator, n + one.denominator))
        };
        let (later, earlier) = (sum(|part| part.later), sum(|part| part.earlier));
        let rates = Ratio::new(later.0, later.1).zip(Ratio::new(earlier.0, earlier.1));
        let effects = decompose(Dimension::Procedure, parts);
        prop_assert_eq!(rates.is_some(), effects.is_some());
        let (Some((later, earlier)), Some(effects)) = (rates, effects) else { return Ok(()) };
        let change = Exact::from(later) - Exact::from(earlier);
        let rate: Exact = effects.contributions.iter().map(|one| &one.rate).sum();
        let mix: Exact = effects.contributions.iter().map(|one| &one.mix).sum();
        prop_assert_eq!(&rate, &effects.rate);
        prop_assert_eq!(&mix, &effects.mix);
        prop_assert_eq!(rate + mix, change);
    }

    #[test]
    fn periods_exchanged_change_every_sign(parts in parts()) {
        let exchanged = parts.iter().map(|part| PartPair {
            group: part.group.clone(),
            later: part.earlier,
            earlier: part.later,
        });
        let back = decompose(Dimension::Unit, exchanged.collect());
        let Some(effects) = decompose(Dimension::Unit, parts) else { return Ok(()) };
        let back = back.expect("the same denominators");
        prop_assert_eq!(-effects.rate, back.rate);
        prop_assert_eq!(-effects.mix, back.mix);
        prop_assert_eq!(effects.paradox, back.paradox);
        let told = |contributions: Vec<super::Contribution>, sign: i32| -> Vec<_> {
            let sign = Exact::from_integer(sign.into());
            let told = contributions.into_iter();
            told.map(|one| (one.pair.group, one.rate * &sign, one.mix * &sign)).collect()
        };
        prop_assert_eq!(told(effects.contributions, -1), told(back.contributions, 1));
    }
}

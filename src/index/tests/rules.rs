//! Rates → points: edges of every rule, and what all of them keep to.

use num_bigint::BigInt;
use num_traits::{One, Signed, Zero};
use proptest::prelude::{Strategy, any, prop_oneof, proptest};

use super::number;
use crate::domain::Exact;
use crate::index::{BandRule, Rule};

fn points(rule: &Rule, max: &str, rate: &str) -> Exact {
    rule.points(&number(max), &number(rate))
}

#[test]
fn a_linear_rule_takes_its_share() {
    assert_eq!(points(&Rule::Linear, "20", "0.993"), number("19.86"));
    assert_eq!(points(&Rule::Linear, "20", "0"), number("0"));
    assert_eq!(points(&Rule::Linear, "20", "1"), number("20"));
}

#[test]
fn a_cap_gives_all_from_the_cap_on_and_a_share_of_it_below() {
    // 766, 3.3: 6 points, cap 50 %. Below the cap a share, not the constant 6 × 0.5 that one program
    // awards.
    let rule = Rule::Cap { cap: number("0.5") };
    assert_eq!(points(&rule, "6", "0.25"), number("3"));
    assert_eq!(points(&rule, "6", "0.4999"), number("5.9988"));
    assert_eq!(points(&rule, "6", "0.5"), number("6"));
    assert_eq!(points(&rule, "6", "0.93"), number("6"));
}

#[test]
fn below_the_threshold_a_rule_above_it_gives_nothing() {
    let rule = Rule::LinearAbove { zero_below: number("0.95"), full_at: number("1") };
    assert_eq!(points(&rule, "1", "0.9499"), number("0"));
    assert_eq!(points(&rule, "1", "0.95"), number("0.95"));
    assert_eq!(points(&rule, "1", "1"), number("1"));
    // 949,999 of 1,000,000 is 95.00 % when rounded, and below 95 %.
    assert_eq!(points(&rule, "1", "0.949999"), number("0"));
}

#[test]
fn steps_are_reached_at_their_edge() {
    let rule =
        Rule::Steps { steps: vec![(number("1"), number("2")), (number("0.9"), number("1"))] };
    for (rate, expected) in [("1", "2"), ("0.9999", "1"), ("0.9", "1"), ("0.8999", "0"), ("0", "0")]
    {
        assert_eq!(points(&rule, "2", rate), number(expected), "{rate}");
    }
}

#[test]
fn bands_begin_with_their_lower_bound() {
    let band = |from, to: Option<&str>, points| BandRule {
        from: number(from),
        to: to.map(number),
        points: number(points),
    };
    let rule = Rule::Bands {
        bands: vec![
            band("0", Some("0.01"), "2"),
            band("0.01", Some("0.05"), "1"),
            band("0.05", None, "0"),
        ],
    };
    for (rate, expected) in [("0", "2"), ("0.0099", "2"), ("0.01", "1"), ("0.05", "0"), ("1", "0")]
    {
        assert_eq!(points(&rule, "2", rate), number(expected), "{rate}");
    }
}

#[test]
fn yes_is_all_and_a_survey_goes_by_its_scale() {
    let rule = Rule::YesNo { at_least: number("1") };
    assert_eq!(points(&rule, "0.5", "1"), number("0.5"));
    assert_eq!(points(&rule, "0.5", "0.9999"), number("0"));
    // SIPAS 81.7 % of 10 points: the 8.17 points that Quảng Nam published for 2019.
    let rule = Rule::Survey { scale: number("100") };
    assert_eq!(points(&rule, "10", "81.7"), number("8.17"));
}

fn share() -> impl Strategy<Value = Exact> {
    (1_u32..=1_000).prop_map(|part| Exact::new(BigInt::from(part), BigInt::from(1_000)))
}

/// Rules of which more is never worth less.
fn rising_rule(max: u32) -> impl Strategy<Value = Rule> {
    let steps = proptest::collection::btree_map(1_u32..=1_000, 0_u32..=max, 1..5).prop_map(|map| {
        let mut most = 0;
        let mut steps: Vec<(Exact, Exact)> = map
            .into_iter()
            .map(|(at_least, points)| {
                most = most.max(points);
                let at_least = Exact::new(BigInt::from(at_least), BigInt::from(1_000));
                (at_least, Exact::from_integer(BigInt::from(most)))
            })
            .collect();
        steps.reverse();
        Rule::Steps { steps }
    });
    prop_oneof![
        share().prop_map(|cap| Rule::Cap { cap }),
        share().prop_map(|at_least| Rule::YesNo { at_least }),
        (share(), share()).prop_map(|(one, other)| {
            let (zero_below, full_at) = if one < other { (one, other) } else { (other, one) };
            Rule::LinearAbove { zero_below, full_at }
        }),
        steps,
        any::<bool>().prop_map(|_| Rule::Linear),
    ]
}

proptest! {
    /// Whatever the rate, points lie between nothing and the maximum, and more is never worth less.
    #[test]
    fn points_are_bounded_and_monotone(
        max in 1_u32..=20,
        rule in (1_u32..=20).prop_flat_map(rising_rule),
        one in 0_u32..=2_000,
        other in 0_u32..=2_000,
    ) {
        let max = Exact::from_integer(BigInt::from(max));
        let rate = |part: u32| Exact::new(BigInt::from(part), BigInt::from(1_000));
        let (less, more) = (rate(one.min(other)), rate(one.max(other)));
        let (low, high) = (rule.points(&max, &less), rule.points(&max, &more));
        assert!(!low.is_negative() && high <= max, "{rule:?}");
        assert!(low <= high, "{rule:?}: {less} {more}");
    }

    /// The thresholds that lie ahead are ahead, and reaching the last one gives the full points.
    #[test]
    fn the_last_threshold_is_worth_the_maximum(cap in share(), rate in share()) {
        for rule in [
            Rule::Linear,
            Rule::Cap { cap: cap.clone() },
            Rule::YesNo { at_least: cap.clone() },
            Rule::LinearAbove { zero_below: Exact::zero(), full_at: cap },
        ] {
            let ahead = rule.thresholds_above(&rate);
            assert!(ahead.iter().all(|threshold| *threshold > rate));
            if let Some(last) = ahead.last() {
                assert_eq!(rule.points(&Exact::one(), last), Exact::one());
            } else {
                assert_eq!(rule.points(&Exact::one(), &rate), Exact::one());
            }
        }
    }
}

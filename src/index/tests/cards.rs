//! Scorecards worked by hand.

use proptest::prelude::proptest;

use super::{answers, criterion, declared, index_of, none, number, whole};
use crate::domain::exact::fraction;
use crate::domain::{Absence, Exact, Ratio};
use crate::index::{
    Answers, Ask, Assessment, Case, Change, Declarations, DeclaredValue, IndexLevel, Move, Outcome,
    Share, Subject, gains, score,
};

const LINEAR: &str = "indicator = \"on_time_rate\"\nrule = { type = \"linear\" }";

#[test]
fn points_are_exact_and_what_is_missing_is_never_made_up_for() {
    let index = index_of(
        &[
            criterion("1", "6", LINEAR),
            criterion(
                "2",
                "3",
                "indicator = \"online_rate\"\nrule = { type = \"cap\", cap = 0.8 }",
            ),
            criterion("3", "1", "rule = { type = \"declared\" }"),
        ]
        .concat(),
        "10",
    );
    let logs = answers(&[("on_time_rate", 2, 3), ("online_rate", 1, 3)]);
    let card = score(&index, &whole(IndexLevel::Commune), &logs, &none(), &[]);
    // 6 × 2/3 = 4 and 3 × (1/3)/0.8 = 1.25, exactly.
    assert_eq!(card.total.points, number("5.25"));
    assert_eq!(card.total.computable, number("9"));
    assert_eq!(card.total.not_computable, number("1"));
    assert_eq!(card.total.lost(), number("3.75"));
    assert_eq!(card.final_points(&index), None);
    assert_eq!(card.total.best(), number("6.25"));
}

#[test]
fn a_rate_just_below_a_threshold_is_not_rounded_up_to_it() {
    let rule = "indicator = \"on_time_rate\"\nrule = { type = \"linear_above\", zero_below = 0.95, full_at = 1 }";
    let index = index_of(&criterion("1", "1", rule), "1");
    let points = |numerator| {
        let logs = answers(&[("on_time_rate", numerator, 20_000)]);
        score(&index, &whole(IndexLevel::Commune), &logs, &none(), &[]).total.points
    };
    // 94.995 % is shown as 95.00 %.
    assert_eq!(points(18_999), number("0"));
    assert_eq!(points(19_000), number("0.95"));
}

#[test]
fn an_empty_denominator_is_worth_what_the_file_says() {
    let with = |policy: &str| {
        let more = format!("{LINEAR}\nzero_denominator = \"{policy}\"");
        let other =
            criterion("2", "6", "indicator = \"online_rate\"\nrule = { type = \"linear\" }");
        let index = index_of(&(criterion("1", "4", &more) + &other), "10");
        let logs = answers(&[("on_time_rate", 0, 0), ("online_rate", 1, 2)]);
        score(&index, &whole(IndexLevel::Commune), &logs, &none(), &[]).total
    };
    let max = with("max");
    assert_eq!((max.points, max.computable), (number("7"), number("10")));
    let zero = with("zero");
    assert_eq!((zero.points, zero.computable), (number("3"), number("10")));
    let left_out = with("not_applicable");
    assert_eq!((left_out.points, left_out.computable), (number("3"), number("6")));
    assert_eq!(left_out.not_applicable, number("4"));
    // Shared out: the 4 points go to criterion 2, which is worth 10 now, of which it has half.
    let shared = with("share");
    assert_eq!((shared.points, shared.computable), (number("5"), number("10")));
}

#[test]
fn points_that_nobody_can_take_over_do_not_apply() {
    let more = format!("{LINEAR}\nzero_denominator = \"share\"");
    let index = index_of(&criterion("1", "4", &more), "4");
    let logs = answers(&[("on_time_rate", 0, 0)]);
    let total = score(&index, &whole(IndexLevel::Commune), &logs, &none(), &[]).total;
    assert_eq!((total.computable, total.not_applicable), (number("0"), number("4")));
}

#[test]
fn a_column_that_is_not_there_is_not_a_rate_of_zero() {
    let index = index_of(&criterion("1", "4", LINEAR), "4");
    let mut logs = Answers::default();
    logs.insert(Ask::new("on_time_rate"), None, Err(Absence::NotInExport));
    let card = score(&index, &whole(IndexLevel::Commune), &logs, &none(), &[]);
    let outcome = card.criterion("1").map(|score| score.outcome.clone());
    assert_eq!(outcome, Some(Outcome::NotComputable(Some(Absence::NotInExport))));
    assert_eq!(card.total.not_computable, number("4"));
}

#[test]
fn what_is_declared_stands_before_what_is_counted_and_both_are_kept() {
    let index = index_of(&criterion("1", "4", LINEAR), "4");
    let logs = answers(&[("on_time_rate", 1, 2)]);
    let (numerator, denominator) = (number("3"), number("4"));
    for (value, points) in [
        (DeclaredValue::Parts { numerator, denominator }, "3"),
        (DeclaredValue::Value(number("0.25")), "1"),
        (DeclaredValue::Points(number("2.5")), "2.5"),
    ] {
        let declarations = Declarations(vec![declared("1", value)]);
        let card = score(&index, &whole(IndexLevel::Commune), &logs, &declarations, &[]);
        let first = card.criterion("1").expect("the criterion");
        assert_eq!(first.points(), Some(&number(points)));
        assert!(matches!(first.outcome, Outcome::Scored { share: Share::Declared, .. }));
        assert_eq!(first.computed, Some(Ok(Ratio::new(1, 2).expect("a ratio"))));
    }
}

#[test]
fn criteria_of_other_levels_and_times_are_left_out_or_awarded() {
    let criteria = criterion("1", "4", &format!("{LINEAR}\nlevels = [\"province\"]"))
        + &criterion("2", "6", &format!("{LINEAR}\nvalid_to = \"2023-12-31\""));
    let logs = answers(&[("on_time_rate", 1, 2)]);
    let index = index_of(&criteria, "10");
    let total = score(&index, &whole(IndexLevel::Commune), &logs, &none(), &[]).total;
    assert_eq!((total.computable, total.not_applicable), (number("0"), number("10")));
    let mut index = index;
    index.other_levels = crate::index::OtherLevels::AwardMax;
    let total = score(&index, &whole(IndexLevel::Commune), &logs, &none(), &[]).total;
    assert_eq!((total.points, total.not_applicable), (number("4"), number("6")));
    let total = score(&index, &whole(IndexLevel::Province), &logs, &none(), &[]).total;
    assert_eq!((total.points, total.computable), (number("2"), number("4")));
}

#[test]
fn only_what_does_not_apply_is_rescaled_and_only_when_nothing_is_open() {
    let criteria = criterion("1", "6", LINEAR)
        + &criterion("2", "4", "rule = { type = \"declared\" }\nlevels = [\"province\"]");
    let mut index = index_of(&criteria, "10");
    index.rescale = true;
    let logs = answers(&[("on_time_rate", 3, 4)]);
    let card = score(&index, &whole(IndexLevel::Commune), &logs, &none(), &[]);
    assert_eq!(card.total.points, number("4.5"));
    assert_eq!(card.rescaled(&index), Some(number("7.5")));
    // For a province the second criterion is open, not left out.
    let card = score(&index, &whole(IndexLevel::Province), &logs, &none(), &[]);
    assert_eq!(card.rescaled(&index), None);
}

#[test]
fn a_rate_times_another_needs_both() {
    let criteria = criterion("1", "6", &format!("{LINEAR}\ntimes = \"2\""))
        + &criterion("2", "4", "rule = { type = \"linear\" }");
    let index = index_of(&criteria, "10");
    let logs = answers(&[("on_time_rate", 1, 2)]);
    let card = score(&index, &whole(IndexLevel::Commune), &logs, &none(), &[]);
    assert_eq!(card.total.not_computable, number("10"));
    let (numerator, denominator) = (number("90"), number("100"));
    let value = DeclaredValue::Parts { numerator, denominator };
    let declarations = Declarations(vec![declared("2", value)]);
    let card = score(&index, &whole(IndexLevel::Commune), &logs, &declarations, &[]);
    // 6 × 1/2 × 9/10 + 4 × 9/10
    assert_eq!(card.total.points, number("6.3"));
}

#[test]
fn four_late_dossiers_less_are_told_with_their_points() {
    // 92 of 96 on time: below 95 % nothing. 92 of 96 is 95.8 %.
    let rule = "indicator = \"on_time_rate\"\nrule = { type = \"linear_above\", zero_below = 0.97, full_at = 1 }";
    let index = index_of(&criterion("1", "1", rule), "1");
    let logs = answers(&[("on_time_rate", 92, 96)]);
    let card = score(&index, &whole(IndexLevel::Commune), &logs, &none(), &[]);
    let gains = gains(&index, &card);
    let told: Vec<(u64, u64, Exact)> =
        gains.iter().map(|gain| (gain.cases, gain.missing, gain.points.clone())).collect();
    // 0.97 × 96 = 93.12, so two more are 94/96; all four are the whole point.
    let of_two = fraction(94, 96).expect("a fraction");
    assert_eq!(told, [(2, 4, of_two), (4, 4, number("1"))]);
}

#[test]
fn where_less_is_better_the_numerator_has_to_shrink_below_the_band() {
    let rule = "indicator = \"late_rate\"\nrule = { type = \"bands\", bands = [{ from = 0, to = 0.01, points = 2 }, { from = 0.01, to = 0.05, points = 1 }, { from = 0.05, points = 0 }] }";
    let index = index_of(&criterion("1", "2", rule), "2");
    let logs = answers(&[("late_rate", 6, 100)]);
    let card = score(&index, &whole(IndexLevel::Commune), &logs, &none(), &[]);
    let told: Vec<(u64, u64, Exact)> = gains(&index, &card)
        .into_iter()
        .map(|gain| (gain.cases, gain.missing, gain.points))
        .collect();
    // 5 of 100 is still 5 %: two have to go for one point, all six for two.
    assert_eq!(told, [(2, 6, number("1")), (6, 6, number("2"))]);
}

#[test]
fn a_unit_that_improves_moves_the_whole_by_its_dossiers() {
    let index = index_of(&criterion("1", "10", LINEAR), "10");
    let mut logs = answers(&[("on_time_rate", 150, 200)]);
    let ratio = Ratio::new(30, 50).expect("a ratio");
    logs.insert(Ask::new("on_time_rate"), Some("UBND xã A".to_owned()), Ok(ratio));
    let case = Case {
        index,
        period: whole(IndexLevel::District).period,
        answers: logs,
        declarations: none(),
        whole: Some(IndexLevel::District),
        units: vec![("UBND xã A".to_owned(), IndexLevel::Commune)],
    };
    let assessment = Assessment::new(case);
    let change = Change {
        unit: Some("UBND xã A".to_owned()),
        target: "on_time_rate".to_owned(),
        amount: Move::By(number("0.2")),
        text: String::new(),
    };
    let unit = assessment.card(Some("UBND xã A")).expect("the unit");
    assert_eq!(unit.total.points, number("6"));
    let changes = [change];
    assert_eq!(assessment.changed(unit, &changes).total.points, number("8"));
    // 20 points of 50 dossiers are 10 more of 200: 160/200.
    let all = assessment.card(None).expect("the whole");
    assert_eq!(assessment.changed(all, &changes).total.points, number("8"));
    assert_eq!(all.total.points, number("7.5"));
}

proptest! {
    /// The four maxima add up to the index, points to the groups, whatever the logs say.
    #[test]
    fn totals_are_the_sums_of_their_parts(
        parts in proptest::collection::vec((0_u64..50, 0_u64..50), 3),
        known in proptest::collection::vec(proptest::bool::ANY, 3),
        policy in 0_usize..4,
    ) {
        let policy = ["max", "zero", "not_applicable", "share"][policy];
        let indicators = ["on_time_rate", "online_rate", "satisfied_share"];
        let criteria: Vec<String> = indicators
            .iter()
            .zip(["5", "3", "2"])
            .map(|(indicator, max)| {
                let more = format!(
                    "indicator = \"{indicator}\"\nrule = {{ type = \"linear\" }}\nzero_denominator = \"{policy}\""
                );
                criterion(indicator, max, &more)
            })
            .collect();
        let index = index_of(&criteria.concat(), "10");
        let known = indicators.iter().zip(&parts).zip(&known).filter(|(_, known)| **known);
        let logs: Vec<(&str, u64, u64)> =
            known.map(|((id, (one, other)), _)| (*id, *one.min(other), *other)).collect();
        let subject = Subject { unit: None, ..whole(IndexLevel::Commune) };
        let card = score(&index, &subject, &answers(&logs), &none(), &[]);
        let total = &card.total;
        let all = &total.computable + &total.not_computable + &total.not_applicable;
        assert_eq!(all, number("10"));
        let sum = card.groups.iter().fold(Exact::default(), |sum, group| sum + &group.total.points);
        assert_eq!(sum, total.points);
        assert!(total.points <= total.computable);
    }
}

//! The indices that the program carries, against the facts they were made from.

use super::{answers, declared, none, number, period, whole};
use crate::domain::Exact;
use crate::index::{
    Confidence, Declarations, DeclaredValue, Index, IndexLevel, Outcome, Rule, Subject, index,
    names, score,
};

fn shipped(id: &str) -> Index {
    index(id).expect("a built-in index")
}

#[test]
fn every_index_is_valid_and_none_claims_to_be_confirmed() {
    for id in names() {
        let index = shipped(id);
        assert_eq!(index.id, id);
        assert!(!index.is_confirmed(), "{id}: the legal texts were not read");
        let is_used =
            |source: &str| index.criteria.iter().any(|criterion| criterion.source == source);
        // A variant keeps the sources of its base.
        assert!(index.sources.iter().any(|source| is_used(&source.id)), "{id}");
    }
}

#[test]
fn the_maxima_of_766_are_those_of_the_extract() {
    let index = shipped("766-cong-2026");
    let maxima: Vec<String> = index.groups.iter().map(|group| group.max.to_string()).collect();
    assert_eq!(maxima, ["18", "20", "12", "10", "22", "18"]);
    let five = index.views.iter().find(|view| view.id == "five").expect("the view");
    let sums: Vec<Exact> = five
        .groups
        .iter()
        .map(|view| {
            let groups = index.groups.iter().filter(|group| view.of.contains(&group.id));
            groups.fold(Exact::default(), |sum, group| sum + &group.max)
        })
        .collect();
    assert_eq!(sums, ["18", "20", "22", "22", "18"].map(number));
}

#[test]
fn the_portals_rules_are_those_that_were_fitted() {
    // 3.1–3.3: min(2, 2A/0.8) + 4B + min(6, 6C/0.5); payment: 6A + min(2, 2.5B) + min(2, 2.5C).
    let index = shipped("766-cong-2026");
    let points = |id: &str, rate: &str| {
        let criterion = index.criterion(id).expect("the criterion");
        criterion.rule.points(&criterion.max, &number(rate))
    };
    assert_eq!(points("3.1", "0.4"), number("1"));
    assert_eq!(points("3.2", "0.25"), number("1"));
    assert_eq!(points("3.3", "0.3"), number("3.6"));
    assert_eq!(points("3.6", "0.3"), number("1.8"));
    assert_eq!(points("3.4", "0.4"), number("1"));
    assert_eq!(points("3.5", "0.8"), number("2"));
    assert_eq!(points("4.2", "0.4"), number("1.6"));
    assert_eq!(points("5.4", "0.45"), number("3"));
}

#[test]
fn the_documents_differ_from_the_portal_where_they_say_so() {
    let (portal, text) = (shipped("766-cong-2026"), shipped("766-van-ban"));
    for criterion in &text.criteria {
        let other = portal.criterion(&criterion.id).expect("the same criteria");
        let differs = criterion.rule != other.rule
            || criterion.times != other.times
            || criterion.zero_denominator != other.zero_denominator;
        let expected = ["3.3", "3.6", "4.2", "5.2", "5.3"].contains(&criterion.id.as_str());
        assert_eq!(differs, expected, "{}", criterion.id);
    }
}

/// Without feedback the portal awards 6 + 6 points; the text shares them out to the third criterion.
#[test]
fn no_feedback_is_worth_what_each_source_says() {
    let logs = answers(&[("pakn_ontime", 0, 0), ("pakn_satisfied", 0, 0), ("sat_766", 45, 100)]);
    let of = |id: &str| {
        let card = score(&shipped(id), &whole(IndexLevel::Province), &logs, &none(), &[]);
        let group = card.groups.iter().find(|group| group.id == "MDHL").expect("the group");
        group.total.points.clone()
    };
    // 6 × 0.45/0.9 = 3 beside 12 awarded; or all 18 × 0.45/0.9 = 9.
    assert_eq!(of("766-cong-2026"), number("15"));
    assert_eq!(of("766-van-ban"), number("9"));
}

/// Exactly 15 of 18 is excellent; one program lets it fall through to the lowest band.
#[test]
fn the_bands_of_the_one_stop_evaluation_begin_at_their_bounds() {
    let index = shipped("mot-cua-9");
    for (points, band) in [
        ("18", "Xuất sắc"),
        ("15", "Xuất sắc"),
        ("14.99", "Tốt"),
        ("12", "Tốt"),
        ("9", "Khá"),
        ("6", "Trung bình"),
        ("5.99", "Yếu"),
        ("0", "Yếu"),
    ] {
        let found = index.band(&number(points)).map(|band| band.name.vi.as_str());
        assert_eq!(found, Some(band), "{points}");
    }
}

/// Published totals and their classes: 90.96 excellent, 83.61 and 83.8 good.
#[test]
fn the_bands_of_766_class_published_totals_as_the_press_did() {
    let index = shipped("766-nhom");
    for (points, band) in [
        ("90.96", "Xuất sắc"),
        ("90", "Xuất sắc"),
        ("89.99", "Tốt"),
        ("83.61", "Tốt"),
        ("83.8", "Tốt"),
        ("80", "Tốt"),
        ("70", "Khá"),
        ("50", "Trung bình"),
        ("49.99", "Yếu"),
    ] {
        let found = index.band(&number(points)).map(|band| band.name.vi.as_str());
        assert_eq!(found, Some(band), "{points}");
    }
}

/// Thái Nguyên on 11/08/2025, five groups as the press printed them.
#[test]
fn five_published_groups_add_up_to_their_total() {
    let groups = ["15.67", "19.45", "13.98", "17.86", "16.87"];
    let sum = groups.iter().fold(Exact::default(), |sum, points| sum + number(points));
    assert_eq!(sum, number("83.83"));
}

#[test]
fn the_par_index_is_honest_about_what_it_knows() {
    let index = shipped("par-index-876");
    for criterion in &index.criteria {
        let sure = [Confidence::Official, Confidence::Seen, Confidence::Fitted];
        assert!(!sure.contains(&criterion.confidence), "{}", criterion.id);
    }
    // Districts ended on 30 June 2025: their criterion ends with them.
    let districts = index.criterion("3.4.2").expect("the criterion");
    assert!(districts.validity.to.is_some_and(|day| day.to_string() == "2025-06-30"));
    // SIPAS is typed in, never taken from ratings at the desk.
    let sipas = index.criterion("8.1").expect("the criterion");
    assert!(sipas.ask.is_none() && matches!(sipas.rule, Rule::Survey { .. }));
    let value = DeclaredValue::Value(number("85.80"));
    let declarations = Declarations(vec![declared("8.1", value)]);
    let subject = Subject {
        unit: None,
        level: IndexLevel::Province,
        period: period("2023-01-01", "2023-12-31"),
    };
    let card = score(&index, &subject, &answers(&[]), &declarations, &[]);
    assert_eq!(card.total.points, number("8.58"));
    assert_eq!(card.total.not_computable, number("90"));
    let open = card.criteria.iter().filter(|score| score.outcome == Outcome::NotComputable(None));
    assert_eq!(open.count(), index.criteria.len() - 1);
}

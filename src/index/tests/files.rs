//! Index files that are wrong: everything is said, with its key path, in both languages.

use super::{criterion, declared, index_of, number, text_of};
use crate::index::{Declarations, DeclaredValue, Index, check_declarations};
use crate::words::Lang;

fn problems(criteria: &str, total: &str) -> Vec<String> {
    let error = Index::parse("thử.toml", &text_of(criteria, total)).expect_err("a wrong index");
    assert_eq!(error.lines(Lang::Vi).len(), error.lines(Lang::En).len());
    error.lines(Lang::En)
}

fn says(problems: &[String], parts: &[&str]) -> bool {
    problems.iter().any(|line| parts.iter().all(|part| line.contains(part)))
}

const DECLARED: &str = "rule = { type = \"declared\" }";

#[test]
fn an_unknown_indicator_is_told_with_the_nearest() {
    let more = "indicator = \"on_time_rat\"\nrule = { type = \"linear\" }";
    let problems = problems(&criterion("1", "1", more), "1");
    assert!(
        says(
            &problems,
            &["`criteria.1.indicator`", "`on_time_rat`", "did you mean `on_time_rate`?"]
        ),
        "{problems:?}"
    );
}

#[test]
fn weights_that_do_not_sum_are_told_at_the_group_and_at_the_total() {
    let text = text_of(&criterion("1", "4", DECLARED), "5").replace("total = 5\n", "total = 6\n");
    let error = Index::parse("thử.toml", &text).expect_err("a wrong index");
    let problems = error.lines(Lang::En);
    assert!(
        says(&problems, &["`groups[0].max`", "is 5, but its parts add up to 4"]),
        "{problems:?}"
    );
    assert!(says(&problems, &["`total`", "is 6, but its parts add up to 5"]), "{problems:?}");
}

#[test]
fn bands_that_overlap_or_leave_a_gap_are_told() {
    let bands = |first: &str, second: &str| {
        let more = format!(
            "indicator = \"late_rate\"\nrule = {{ type = \"bands\", bands = [{{ from = 0, to = {first}, points = 1 }}, {{ from = {second}, points = 0 }}] }}"
        );
        problems(&criterion("1", "1", &more), "1")
    };
    let overlap = bands("0.05", "0.02");
    assert!(says(&overlap, &["`criteria.1.rule.bands[1]`", "overlaps"]), "{overlap:?}");
    let gap = bands("0.02", "0.05");
    assert!(says(&gap, &["`criteria.1.rule.bands[1]`", "gap"]), "{gap:?}");
}

#[test]
fn bands_of_the_total_that_overlap_are_told() {
    let band =
        |from: &str| format!("[[bands]]\nname = {{ vi = \"a\", en = \"a\" }}\nfrom = {from}\n");
    let text = text_of(&criterion("1", "9", DECLARED), "9");
    let text = text.replace("[sources.s]", &(band("5") + &band("7") + &band("0") + "[sources.s]"));
    let error = Index::parse("thử.toml", &text).expect_err("a wrong index");
    assert!(says(&error.lines(Lang::En), &["`bands`", "overlap"]), "{error}");
}

#[test]
fn everything_is_said_at_once() {
    let criteria = criterion("1", "1", "indicator = \"khong_co\"\nrule = { type = \"linear\" }")
        + &criterion("2", "1", "rule = { type = \"cap\", cpa = 0.8 }")
        + &criterion("3", "1", "rule = { type = \"declared\" }\nvalid_from = \"2024-02-30\"")
        + &criterion("4", "1", "rule = { type = \"declared\" }\nmx = 3");
    let problems = problems(&criteria, "4");
    for parts in [
        &["`criteria.1.indicator`"][..],
        &["`criteria.2", "cpa"],
        &["`criteria.3.valid_from`"],
        &["`criteria.4.mx`"],
    ] {
        assert!(says(&problems, parts), "{parts:?}: {problems:?}");
    }
}

#[test]
fn rules_and_what_they_ask_have_to_fit() {
    let wrong = |max: &str, more: &str, parts: &[&str]| {
        let problems = problems(&criterion("1", max, more), max);
        assert!(says(&problems, parts), "{problems:?}");
    };
    wrong(
        "1",
        "indicator = \"late_rate\"\nrule = { type = \"linear\" }",
        &["less of this indicator"],
    );
    wrong("1", "indicator = \"on_time_rate\"\nrule = { type = \"declared\" }", &["take nothing"]);
    wrong("1", "rule = { type = \"cap\", cap = 1.2 }", &["`cap` is above 0"]);
    wrong("1", "rule = { type = \"yes_no\", at_least = 0 }", &["`at_least`"]);
    wrong("1", "rule = { type = \"monitor\" }", &["`criteria.1.max`"]);
    wrong("1", "rule = { type = \"linear\" }\ntimes = \"7\"", &["`criteria.1.times`"]);
    wrong(
        "2",
        "rule = { type = \"steps\", steps = [{ at_least = 0.9, points = 1 }, { at_least = 1, points = 2 }] }",
        &["`criteria.1.rule.steps`", "descend"],
    );
    wrong(
        "3",
        "rule = { type = \"steps\", steps = [{ at_least = 1, points = 2 }] }",
        &["worth the maximum"],
    );
    wrong(
        "1",
        "indicator = \"on_time_rate\"\nfilter = { level = \"tinh\" }\nrule = { type = \"linear\" }",
        &["`criteria.1.filter.level[0]`", "level"],
    );
    wrong(
        "1",
        "indicator = \"on_time_rate\"\nfilter = { chanel = \"online\" }\nrule = { type = \"linear\" }",
        &["did you mean `channel`?"],
    );
}

#[test]
fn declared_inputs_have_to_fit_their_criteria() {
    let criteria = criterion("1", "2", DECLARED)
        + &criterion("2", "3", "rule = { type = \"survey\", scale = 100 }")
        + &criterion("3", "1", "indicator = \"on_time_rate\"\nrule = { type = \"linear\" }");
    let index = index_of(&criteria, "6");
    let wrong = |id: &str, value: DeclaredValue| {
        let declarations = Declarations(vec![declared(id, value)]);
        check_declarations(&index, &declarations).pop().map(|problem| problem.en)
    };
    let parts = |numerator, denominator| DeclaredValue::Parts {
        numerator: number(numerator),
        denominator: number(denominator),
    };
    for (id, value, expected) in [
        ("1", DeclaredValue::Value(number("2.01")), Some("2.01 points, not within 0 and 2")),
        ("1", DeclaredValue::Points(number("2")), None),
        ("1", parts("1", "2"), Some("takes points or a value")),
        ("2", DeclaredValue::Value(number("101")), Some("not within 0 and 100")),
        ("2", DeclaredValue::Value(number("85.8")), None),
        ("3", DeclaredValue::Value(number("95")), Some("from 0 to 1")),
        ("3", parts("5", "4"), Some("exceeds the denominator")),
        ("3", parts("4", "4"), None),
        ("9", DeclaredValue::Points(number("1")), Some("no criterion `9`")),
    ] {
        let said = wrong(id, value.clone());
        match expected {
            None => assert_eq!(said, None, "{id} {value:?}"),
            Some(part) => {
                assert!(said.as_ref().is_some_and(|said| said.contains(part)), "{id}: {said:?}");
            }
        }
    }
}

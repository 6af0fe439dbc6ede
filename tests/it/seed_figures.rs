//! The figures that reports of Thái Bình published, against the samples made to hold them: each row
//! of `tests/data/seed-figures.csv` is one of them.

use serde_json::Value;

use crate::support::{json, repository};

const SAMPLES: &str = "examples/thai-binh";
/// "Nearly 43,000" is at most so many per cent below.
const NEARLY: f64 = 0.03;

/// One published figure.
struct Figure {
    id: String,
    period: String,
    indicator: String,
    relation: String,
    /// As published: its decimals say how it was rounded.
    value: String,
    group_field: String,
    group_value: String,
}

fn figures() -> Vec<Figure> {
    let path = repository("tests/data/seed-figures.csv");
    let mut reader = csv::Reader::from_path(path).expect("the figures");
    let head = reader.headers().expect("a header").clone();
    let figure = |record: csv::StringRecord| {
        let cell = |name: &str| {
            let column = head.iter().position(|other| other == name);
            record[column.unwrap_or_else(|| panic!("no column {name}"))].to_owned()
        };
        Figure {
            id: cell("id"),
            period: format!("{}..{}", cell("period_from"), cell("period_to")),
            indicator: cell("indicator"),
            relation: cell("relation"),
            value: cell("value"),
            group_field: cell("group_field"),
            group_value: cell("group_value"),
        }
    };
    reader.records().map(|record| figure(record.expect("a record"))).collect()
}

/// What the program says: a count over one, or a rate as numerator and denominator.
fn answered(figure: &Figure) -> (u64, u64) {
    let filter = format!("{}={}", figure.group_field, figure.group_value);
    let answer = json(&[
        "stats",
        SAMPLES,
        "--where",
        &filter,
        "--by",
        &figure.group_field,
        "--period",
        &figure.period,
        "--format",
        "json",
    ]);
    let rows = answer["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 1, "{}: {filter}", figure.id);
    let total = &answer["total"];
    assert_eq!(rows[0]["counts"], total["counts"], "{}", figure.id);
    if let Some(count) = total["counts"][&figure.indicator].as_u64() {
        return (count, 1);
    }
    let rate = &total["rates"][&figure.indicator];
    let part = |name: &str| rate[name].as_u64();
    let parts = part("num").zip(part("den")).filter(|(_, denominator)| *denominator > 0);
    parts.unwrap_or_else(|| panic!("{}: no value of {}: {rate}", figure.id, figure.indicator))
}

/// The ratio, rounded half up to so many decimals, as an integer of that unit.
fn rounded(numerator: u64, denominator: u64, decimals: u32) -> u64 {
    (2 * numerator * 10_u64.pow(decimals) + denominator) / (2 * denominator)
}

/// Whether the answer is what was published.
fn holds(relation: &str, value: &str, numerator: u64, denominator: u64) -> bool {
    let decimals = value.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let decimals = u32::try_from(decimals).expect("few decimals");
    let scale = 10_u64.pow(decimals);
    let published: u64 = value.replace('.', "").parse().expect("a number");
    // numerator / denominator against published / scale, in integers.
    let (ours, theirs) = (numerator * scale, published * denominator);
    match relation {
        "equals" => rounded(numerator, denominator, decimals) == published,
        "above" => ours > theirs,
        "at_least" => ours >= theirs,
        "approx_below" => {
            let value: f64 = value.parse().expect("a number");
            let ratio = Value::from(numerator).as_f64().expect("a number")
                / Value::from(denominator).as_f64().expect("a number");
            ours < theirs && ratio >= value * (1.0 - NEARLY)
        }
        other => panic!("no such relation: {other}"),
    }
}

#[test]
fn the_samples_hold_every_published_figure() {
    let figures = figures();
    assert!(figures.len() >= 19, "{} figures were read", figures.len());
    let mut wrong = Vec::new();
    for figure in figures {
        let (numerator, denominator) = answered(&figure);
        if !holds(&figure.relation, &figure.value, numerator, denominator) {
            let Figure { id, indicator, relation, value, group_value, .. } = figure;
            wrong.push(format!(
                "{id}: {indicator} of {group_value}: {numerator}/{denominator}, \
                 published: {relation} {value}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_relation_holds_or_does_not() {
    for (relation, value, numerator, denominator, expected) in [
        ("equals", "120", 120, 1, true),
        ("equals", "120", 121, 1, false),
        ("equals", "0.9894", 98_935, 100_000, true),
        ("equals", "0.9894", 98_934, 100_000, false),
        ("equals", "0.883", 88_349, 100_000, true),
        ("equals", "0.883", 88_350, 100_000, false),
        ("above", "9300", 9_301, 1, true),
        ("above", "9300", 9_300, 1, false),
        ("above", "0.40", 41, 100, true),
        ("at_least", "9300", 9_300, 1, true),
        ("at_least", "9300", 9_299, 1, false),
        ("approx_below", "43000", 42_999, 1, true),
        ("approx_below", "43000", 43_000, 1, false),
        ("approx_below", "43000", 41_710, 1, true),
        ("approx_below", "43000", 41_709, 1, false),
    ] {
        let holds = holds(relation, value, numerator, denominator);
        assert_eq!(holds, expected, "{numerator}/{denominator} {relation} {value}");
    }
}

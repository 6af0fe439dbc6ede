//! Hand-worked cases of scoring, and what every index keeps to.

mod cards;
mod files;
mod rules;
mod shipped;

use super::{Answers, Ask, Declaration, Declarations, DeclaredValue, Index, IndexLevel, Subject};
use crate::domain::exact::decimal;
use crate::domain::{Absence, Day, Exact, Period, Ratio};

/// A decimal as it is written.
fn number(text: &str) -> Exact {
    decimal(text).expect("a decimal")
}

fn period(from: &str, to: &str) -> Period {
    let day = |text| Day::parse(text).expect("a day");
    Period::new(day(from), day(to)).expect("a period")
}

fn whole(level: IndexLevel) -> Subject {
    Subject { unit: None, level, period: period("2024-01-01", "2024-12-31") }
}

/// Answers for the whole: numerator over denominator, 0/0 where nothing happened.
fn answers(all: &[(&str, u64, u64)]) -> Answers {
    let mut answers = Answers::default();
    for (indicator, numerator, denominator) in all {
        let measure = Ratio::new(*numerator, *denominator).ok_or(Absence::NoDossiers);
        answers.insert(Ask::new(indicator), None, measure);
    }
    answers
}

fn declared(criterion: &str, value: DeclaredValue) -> Declaration {
    Declaration {
        unit: None,
        criterion: criterion.to_owned(),
        value,
        evidence: String::new(),
        file: "khai.csv".to_owned(),
        row: 2,
    }
}

fn none() -> Declarations {
    Declarations::default()
}

/// An index of one group with these criteria, written as TOML.
fn index_of(criteria: &str, total: &str) -> Index {
    Index::parse("thử.toml", &text_of(criteria, total)).expect("a good index")
}

fn text_of(criteria: &str, total: &str) -> String {
    format!(
        r#"
id = "thu"
name = {{ vi = "Thử", en = "Trial" }}
legal_base = "không"
criteria_set = "thu"
level = "commune"
total = {total}
[[groups]]
id = "g"
name = {{ vi = "Nhóm", en = "Group" }}
max = {total}
confidence = "placeholder"
[sources.s]
name = "thử"
confidence = "placeholder"
{criteria}
"#
    )
}

/// One criterion of the group, with more keys.
fn criterion(id: &str, max: &str, more: &str) -> String {
    format!(
        r#"
[criteria."{id}"]
group = "g"
name = {{ vi = "Tiêu chí {id}", en = "Criterion {id}" }}
max = {max}
source = "s"
confidence = "placeholder"
{more}
"#
    )
}

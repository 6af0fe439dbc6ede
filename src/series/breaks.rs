//! What changed between two neighbouring points, so that a line between them says too much.
//!
//! A change that touches none of the lines asked for is no break: one in the ratings says nothing of an on-time rate.

use super::step::{Break, BreakKind, Point, SeriesQuestion};
use crate::archive::chain::break_of_total;
use crate::domain::{CanonicalField, REORGANISATION};
use crate::indicators::{Indicator, Need};

/// What every rate rests on, whatever else it needs.
const OF_EVERY_RATE: [CanonicalField; 6] = [
    CanonicalField::ReceivedAt,
    CanonicalField::FinishedAt,
    CanonicalField::ReturnedAt,
    CanonicalField::DueAt,
    CanonicalField::NewDueAt,
    CanonicalField::Status,
];
/// What tells units apart.
const OF_UNITS: [CanonicalField; 6] = [
    CanonicalField::ReceivingUnit,
    CanonicalField::ResolvingUnit,
    CanonicalField::UnitCode,
    CanonicalField::Commune,
    CanonicalField::District,
    CanonicalField::Province,
];

/// Everything that changed from one point to the next and touches a line of the series.
pub fn between(before: &Point, after: &Point, question: &SeriesQuestion) -> Vec<Break> {
    let mut breaks = Vec::new();
    let mut add = |kind: BreakKind, before: String, after: String| {
        if before != after {
            breaks.push(Break { kind, before, after });
        }
    };
    let has_ended = |point: &Point| point.frame.period.to >= REORGANISATION;
    if !has_ended(before) && has_ended(after) {
        add(BreakKind::Reorganisation, String::new(), REORGANISATION.to_string());
    }
    let rule = |point: &Point| point.frame.rule.name().to_owned();
    add(BreakKind::PeriodRule, rule(before), rule(after));
    if let (Some(left), Some(right)) = (&before.counting, &after.counting) {
        let filters = |filters: &[(crate::domain::Dimension, String)]| {
            let texts = filters.iter().map(|(by, name)| format!("{}={name}", by.name()));
            texts.collect::<Vec<_>>().join(", ")
        };
        add(BreakKind::Grain, left.grain.name().to_owned(), right.grain.name().to_owned());
        add(BreakKind::Policy, left.policy.name().to_owned(), right.policy.name().to_owned());
        if question.by_unit {
            add(BreakKind::UnitsBasis, left.units.name().to_owned(), right.units.name().to_owned());
        }
        add(BreakKind::Filters, filters(&left.filters), filters(&right.filters));
        if question.indicators.iter().any(|indicator| indicator.has_evidence()) {
            add(BreakKind::Calendar, left.calendar.clone(), right.calendar.clone());
        }
        add(BreakKind::Program, left.program.clone(), right.program.clone());
    }
    if let (Some(left), Some(right)) = (&before.profile, &after.profile) {
        add(BreakKind::Profile, left.clone(), right.clone());
    }
    let only = |one: &Point, other: &Point| {
        let lost = one.fields.difference(&other.fields).copied();
        let names = lost.filter(|field| is_asked(*field, question)).map(CanonicalField::name);
        names.collect::<Vec<_>>().join(", ")
    };
    add(BreakKind::Columns, only(before, after), only(after, before));
    let only = |one: &Point, other: &Point| named(one.silent.difference(&other.silent));
    add(BreakKind::Coverage, only(after, before), only(before, after));
    let is_next = before.frame.period.to.next() == after.frame.period.from
        && before.frame.as_of == before.frame.period.to;
    if let Some(open) = break_of_total(&before.cube, &after.cube).filter(|_| is_next) {
        add(BreakKind::Carried, open.left_open.to_string(), open.opening.to_string());
    }
    breaks
}

/// The first of some names, and how many more there are.
fn named<'n>(names: impl Iterator<Item = &'n String>) -> String {
    const NAMED: usize = 3;
    let names: Vec<&str> = names.map(String::as_str).collect();
    let first = names.iter().take(NAMED).copied().collect::<Vec<_>>().join("; ");
    match names.len().saturating_sub(NAMED) {
        0 => first,
        more => format!("{first} (+ {more})"),
    }
}

/// Whether a line of the series rests on a column.
fn is_asked(field: CanonicalField, question: &SeriesQuestion) -> bool {
    let needs = |indicator: &&'static Indicator| {
        let of_columns = |need: &Need| matches!(need, Need::AnyOf(any) if any.contains(&field));
        indicator.needs.iter().any(of_columns)
    };
    OF_EVERY_RATE.contains(&field)
        || (question.by_unit && OF_UNITS.contains(&field))
        || question.indicators.iter().any(needs)
}

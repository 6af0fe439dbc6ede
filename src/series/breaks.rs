//! What changed between two neighbouring points, so that a line between them says too much.

use super::step::{Break, BreakKind, Point};
use crate::domain::REORGANISATION;

/// Everything that changed from one point to the next.
pub fn between(before: &Point, after: &Point) -> Vec<Break> {
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
    if let (Some(left), Some(right)) = (&before.published_definition, &after.published_definition) {
        add(BreakKind::Definition, left.clone(), right.clone());
    }
    if let (Some(left), Some(right)) = (&before.counting, &after.counting) {
        let filters = |filters: &[(crate::domain::Dimension, String)]| {
            let texts = filters.iter().map(|(by, name)| format!("{}={name}", by.name()));
            texts.collect::<Vec<_>>().join(", ")
        };
        add(BreakKind::Grain, left.grain.name().to_owned(), right.grain.name().to_owned());
        add(BreakKind::Policy, left.policy.name().to_owned(), right.policy.name().to_owned());
        add(BreakKind::UnitsBasis, left.units.name().to_owned(), right.units.name().to_owned());
        add(BreakKind::Filters, filters(&left.filters), filters(&right.filters));
        add(BreakKind::Calendar, left.calendar.clone(), right.calendar.clone());
        add(BreakKind::Program, left.program.clone(), right.program.clone());
    }
    let only = |one: &Point, other: &Point| {
        let names = one.fields.difference(&other.fields).map(|field| field.name());
        names.collect::<Vec<_>>().join(", ")
    };
    add(BreakKind::Columns, only(before, after), only(after, before));
    breaks
}

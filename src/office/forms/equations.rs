//! The equations of a plan, proved for every tally and every placement before anything is filled.

use super::combination::Combination;
use super::plan::{Identity, PlacementRule, PlannedColumn, PlannedKind};
use crate::settings::{Problems, at};
use crate::tally::Count;

/// Every equation holds for every tally, by default and with every alternative.
pub(super) fn prove(
    columns: &[PlannedColumn],
    identities: &[Identity],
    placements: &[PlacementRule],
    problems: &mut Problems,
) {
    if !problems.0.is_empty() {
        // Names that are not known would only be said a second time.
        return;
    }
    let defaults: Vec<(Count, usize)> =
        placements.iter().map(|rule| (rule.count, rule.default)).collect();
    // Sums are linear in what is placed: if each single change keeps an equation, all of them do.
    let changed = placements.iter().enumerate().flat_map(|(at, rule)| {
        let defaults = &defaults;
        rule.alternatives.iter().map(move |column| {
            let mut placed = defaults.clone();
            if let Some(slot) = placed.get_mut(at) {
                slot.1 = *column;
            }
            placed
        })
    });
    for placed in std::iter::once(defaults.clone()).chain(changed) {
        let before = problems.0.len();
        prove_one(columns, identities, &placed, problems);
        if problems.0.len() > before {
            return;
        }
    }
}

fn prove_one(
    columns: &[PlannedColumn],
    identities: &[Identity],
    placed: &[(Count, usize)],
    problems: &mut Problems,
) {
    let of_column = |place: usize| {
        let mut counts = match columns.get(place).map(|column| &column.kind) {
            Some(PlannedKind::Count(counts)) => counts.clone(),
            _ => Vec::new(),
        };
        counts
            .extend(placed.iter().filter(|(_, column)| *column == place).map(|(count, _)| *count));
        Combination::of(&counts)
    };
    let sum = |places: &[usize]| {
        let mut sum = Combination::default();
        for place in places {
            match columns.get(*place).map(|column| &column.kind) {
                Some(PlannedKind::Sum { of, .. }) => {
                    for part in of {
                        sum.add(&of_column(*part));
                    }
                }
                _ => sum.add(&of_column(*place)),
            }
        }
        sum
    };
    for (place, identity) in identities.iter().enumerate() {
        let counts = sum(&identity.left).unequal(&sum(&identity.right));
        if !counts.is_empty() {
            let equation = identity.text.clone();
            unequal(problems, at("identities", place), &equation, &counts);
        }
    }
    for (place, column) in columns.iter().enumerate() {
        let PlannedKind::Sum { of, counts } = &column.kind else { continue };
        let differing = sum(of).unequal(&Combination::of(counts));
        if !counts.is_empty() && !differing.is_empty() {
            let names: Vec<&str> = counts.iter().map(|count| count.name()).collect();
            let equation = format!("{} = {}", column.key, names.join(" + "));
            unequal(problems, format!("{}.counts", at("columns", place)), &equation, &differing);
        }
    }
}

/// An equation that some dossiers break, and the counts that stand on one of its sides only.
fn unequal(problems: &mut Problems, key: String, equation: &str, counts: &[&str]) {
    let counts: Vec<String> = counts.iter().map(|name| format!("`{name}`")).collect();
    let counts = counts.join(", ");
    problems.say(
        key,
        format!("`{equation}` không luôn đúng: {counts} chỉ có ở một vế"),
        format!("`{equation}` does not always hold: {counts} on one side only"),
    );
}

//! Every name that [`Facts`](super::Facts) can have, whether or not the data at hand give it a value:
//! a template that asks for another name is wrong, not unlucky.

use std::collections::BTreeSet;

use crate::domain::{CanonicalValue, Rating};
use crate::indicators::{Figure, INDICATORS, Indicator, Quantity};
use crate::tally::Count;

/// The table of the page in brief, as the text can place it.
pub const BRIEF: &str = "brief";

/// Ids of tables that a report has where the data give it the lines.
pub const TABLES: [&str; 25] = [
    BRIEF,
    "unit_place",
    "unit_dossiers",
    "unit_findings",
    "late_units",
    "units",
    "districts",
    "ranking",
    "comparison",
    "comparison_effects",
    "months",
    "unit_months",
    "channels",
    "fields",
    "procedures",
    "satisfaction_3",
    "satisfaction_5",
    "score_groups",
    "score_criteria",
    "score_gains",
    "score_units",
    "coverage",
    "findings",
    "series",
    "communes",
];

/// Names of counts, in the order in which they are counted.
pub fn count_names() -> impl Iterator<Item = &'static str> {
    Count::ALL.into_iter().map(Count::name)
}

/// Ids of rates and means.
pub fn rate_names() -> impl Iterator<Item = &'static str> {
    INDICATORS.into_iter().map(|indicator| indicator.id)
}

/// In what the rate or mean of an id is told.
pub fn quantity_of(name: &str) -> Quantity {
    Indicator::from_id(name).map_or(Quantity::Share, |indicator| indicator.quantity)
}

/// Figures that a template names besides those that every report has: they are counted only when they
/// are asked for.
pub fn figures_named(template: &str) -> Vec<Figure> {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let words: BTreeSet<&str> = template.split(|letter| !is_name(letter)).collect();
    let counts = Count::ALL.into_iter().map(Figure::Count);
    let all = counts.chain(INDICATORS.into_iter().map(Figure::Rate));
    all.filter(|figure| figure.has_evidence() && words.contains(figure.name())).collect()
}

/// Names of the levels of a rating, best first.
pub fn level_names() -> impl Iterator<Item = &'static str> {
    Rating::NAMED.iter().map(|rating| rating.name())
}

#[cfg(test)]
mod tests {
    use super::super::sample::sample;
    use super::{count_names, level_names, rate_names};
    use crate::words::Lang;

    #[test]
    fn the_facts_of_the_sample_have_no_other_names() {
        let facts = sample(Lang::Vi).facts;
        for name in facts.counts.keys() {
            assert!(count_names().any(|known| known == *name), "{name}");
        }
        for name in facts.rates.keys() {
            assert!(rate_names().any(|known| known == *name), "{name}");
        }
        for name in facts.scales.iter().flat_map(|scale| scale.answers.keys()) {
            assert!(level_names().any(|known| known == *name), "{name}");
        }
    }
}

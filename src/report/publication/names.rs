//! Every name that [`Facts`](super::Facts) can have, whether or not the data at hand give it a value:
//! a template that asks for another name is wrong, not unlucky.

use crate::domain::{CanonicalValue, Rating};
use crate::indicators::STANDARD_RATES;
use crate::tally::Count;

/// Names of counts, in the order in which they are counted.
pub fn count_names() -> impl Iterator<Item = &'static str> {
    Count::STANDARD.into_iter().map(Count::name)
}

/// Ids of rates.
pub fn rate_names() -> impl Iterator<Item = &'static str> {
    STANDARD_RATES.into_iter().map(|indicator| indicator.id)
}

/// Names of the levels of a rating, best first.
pub fn level_names() -> impl Iterator<Item = &'static str> {
    Rating::NAMED.iter().map(|rating| rating.name())
}

#[cfg(test)]
mod tests {
    use super::super::sample::sample;
    use super::{count_names, level_names, rate_names};
    use crate::report::Lang;

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

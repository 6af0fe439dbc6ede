//! The figures of communes → classes with readable bounds, and what each class is called.
//!
//! In: ratios. Out: [`Classes`]. Must not know: communes, colours.
//!
//! The rule: at most five classes, none of them empty, bounded by round numbers (1, 2 or 5 times a power of ten, or
//! multiples of it; of shares whole per cent). Nothing late, or everything in time, may be a class of its own. Of all such
//! bounds those count whose classes are filled evenly, up to a quarter worse than the most even ones; of these the roundest.

use std::cmp::Ordering;

use crate::domain::Ratio;
use crate::indicators::{Quantity, Sense};
use crate::words::{Lang, count};

/// What is put into classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// In per cent.
    Share,
    /// In tenths of a unit: `ngày`.
    Mean(&'static str),
    Count,
}

/// Bounds between classes, the lowest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classes {
    scale: Scale,
    bounds: Vec<Bound>,
}

/// Where a class begins, in parts of a unit: it has what is not below; or, of nothing at all, what is above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bound {
    parts: u64,
    is_above: bool,
}

/// No map has more: nobody tells more colours apart.
pub const MOST: usize = 5;

impl Scale {
    /// Of a figure's quantity; a count has none.
    pub const fn new(quantity: Option<Quantity>, unit: &'static str) -> Self {
        match quantity {
            None => Self::Count,
            Some(Quantity::Share) => Self::Share,
            Some(_) => Self::Mean(unit),
        }
    }

    const fn parts(self) -> u64 {
        match self {
            Self::Share => 100,
            Self::Mean(_) => 10,
            Self::Count => 1,
        }
    }
}

impl Bound {
    const fn from(parts: u64) -> Self {
        Self { parts, is_above: false }
    }

    fn is_reached(self, value: Ratio, scale: Scale) -> bool {
        let value_in_parts = u128::from(value.numerator()) * u128::from(scale.parts());
        let own = u128::from(self.parts) * u128::from(value.denominator());
        match value_in_parts.cmp(&own) {
            Ordering::Less => false,
            Ordering::Equal => !self.is_above,
            Ordering::Greater => true,
        }
    }
}

impl Classes {
    /// The classes of these values.
    pub fn new(values: &[Ratio], scale: Scale, sense: Sense) -> Self {
        let mut sorted = values.to_vec();
        sorted.sort_unstable();
        let sorted = &sorted;
        let evenness = |bounds: &[Bound]| {
            let begins = bounds
                .iter()
                .map(|bound| sorted.partition_point(|value| !bound.is_reached(*value, scale)));
            let ends = begins.chain([sorted.len()]);
            let mut last = 0;
            ends.map(|end| {
                let size = end.checked_sub(std::mem::replace(&mut last, end))?;
                (size > 0).then_some(size * size)
            })
            .sum::<Option<usize>>()
        };
        let all: Vec<(usize, Vec<Bound>)> = candidates(sorted, scale, sense)
            .into_iter()
            .filter_map(|bounds| Some((evenness(&bounds)?, bounds)))
            .collect();
        let best = all.iter().map(|(sum, _)| *sum).min().unwrap_or_default();
        let chosen = all.into_iter().find(|(sum, _)| sum * 4 <= best * 5);
        Self { scale, bounds: chosen.map(|(_, bounds)| bounds).unwrap_or_default() }
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.bounds.len() + 1
    }

    /// The class of a value, the lowest is 0.
    pub fn of(&self, value: Ratio) -> usize {
        self.bounds.iter().take_while(|bound| bound.is_reached(value, self.scale)).count()
    }

    /// `dưới 80%`, `từ 80% đến dưới 90%`, `100%`, `1–5`.
    pub fn label(&self, lang: Lang, class: usize) -> String {
        let [lower, upper] = self.bounds_of(class);
        let number = |bound: Bound| self.number(lang, bound.parts);
        if self.scale == Scale::Count {
            return self.label_of_counts(lang, lower, upper);
        }
        let is_whole = |bound: Bound| self.scale == Scale::Share && bound.parts == 100;
        let text = match (lower, upper) {
            (None, None) => lang.of("mọi giá trị", "all values").to_owned(),
            (None, Some(upper)) if upper.is_above => self.number(lang, 0),
            (None, Some(upper)) => format!("{} {}", lang.of("dưới", "below"), number(upper)),
            (Some(lower), None) if is_whole(lower) => number(lower),
            (Some(lower), None) if lower.is_above => {
                format!("{} {}", lang.of("trên", "above"), number(lower))
            }
            (Some(lower), None) => match lang {
                Lang::Vi => format!("từ {} trở lên", number(lower)),
                Lang::En => format!("{} and more", number(lower)),
            },
            (Some(lower), Some(upper)) => {
                let from = if lower.is_above {
                    lang.of("trên", "above")
                } else {
                    lang.of("từ", "from")
                };
                let to = lang.of("đến dưới", "to below");
                format!("{from} {} {to} {}", number(lower), number(upper))
            }
        };
        match self.scale {
            Scale::Mean(unit) => format!("{text} {unit}"),
            Scale::Share | Scale::Count => text,
        }
    }

    fn label_of_counts(&self, lang: Lang, lower: Option<Bound>, upper: Option<Bound>) -> String {
        let first = lower.map_or(0, |bound| bound.parts);
        match upper.map(|bound| bound.parts.saturating_sub(1)) {
            None if lower.is_none() => lang.of("mọi giá trị", "all values").to_owned(),
            None => match lang {
                Lang::Vi => format!("từ {} trở lên", self.number(lang, first)),
                Lang::En => format!("{} and more", self.number(lang, first)),
            },
            Some(last) if last == first => self.number(lang, first),
            Some(last) => format!("{}–{}", self.number(lang, first), self.number(lang, last)),
        }
    }

    fn bounds_of(&self, class: usize) -> [Option<Bound>; 2] {
        let lower = class.checked_sub(1).and_then(|before| self.bounds.get(before));
        [lower.copied(), self.bounds.get(class).copied()]
    }

    fn number(&self, lang: Lang, parts: u64) -> String {
        match self.scale {
            Scale::Share => format!("{}%", count(lang, parts)),
            Scale::Count => count(lang, parts),
            Scale::Mean(_) if parts.is_multiple_of(10) => count(lang, parts / 10),
            Scale::Mean(_) => {
                format!("{}{}{}", count(lang, parts / 10), lang.of(",", "."), parts % 10)
            }
        }
    }
}

/// All bounds that may be chosen, the roundest first.
fn candidates(sorted: &[Ratio], scale: Scale, sense: Sense) -> Vec<Vec<Bound>> {
    let (Some(least), Some(most)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let parts = |value: &Ratio| {
        let parts = u128::from(value.numerator()) * u128::from(scale.parts());
        u64::try_from(parts / u128::from(value.denominator())).unwrap_or(u64::MAX)
    };
    let (least, most) = (parts(least), parts(most));
    let is_all_good = scale == Scale::Share && sense == Sense::HigherIsBetter;
    let end = if is_all_good {
        Bound::from(100)
    } else {
        Bound { parts: u64::from(scale == Scale::Count), is_above: scale != Scale::Count }
    };
    let mut found = Vec::new();
    for step in round_numbers(most.saturating_sub(least).max(1)).into_iter().rev() {
        let ladders = even(least, most, step).into_iter();
        let unequal = from_end(step, most, is_all_good);
        for ladder in ladders.chain(unequal) {
            let bounds = || ladder.iter().copied().map(Bound::from);
            let with_end: Vec<Bound> = if is_all_good {
                bounds().filter(|bound| bound.parts < end.parts).chain([end]).collect()
            } else {
                [end].into_iter().chain(bounds().filter(|bound| bound.parts > end.parts)).collect()
            };
            found.extend([with_end, bounds().collect()]);
        }
    }
    found.push(vec![end]);
    found.retain(|bounds| bounds.len() < MOST);
    found
}

/// 1, 2, 5, 10, 20 … up to a number.
fn round_numbers(most: u64) -> Vec<u64> {
    let powers = std::iter::successors(Some(1_u64), |power| power.checked_mul(10));
    let numbers = powers.flat_map(|power| [1, 2, 5].map(|factor| power.saturating_mul(factor)));
    numbers.take_while(|number| *number <= most).collect()
}

/// Multiples of a step, one to four that follow one another.
fn even(least: u64, most: u64, step: u64) -> Vec<Vec<u64>> {
    /// Finer steps are nothing to read.
    const FINEST: u64 = 60;
    if (most - least) / step > FINEST {
        return Vec::new();
    }
    let first = (least / step + 1) * step;
    let multiples: Vec<u64> = std::iter::successors(Some(first), |bound| bound.checked_add(step))
        .take_while(|bound| *bound <= most)
        .collect();
    windows(&multiples)
}

/// Bounds further and further from the good end: 1, 2, 5, 10 or 99, 98, 95, 90, beginning with a step.
fn from_end(step: u64, most: u64, is_all_good: bool) -> Vec<Vec<u64>> {
    let last = if is_all_good { 50 } else { most };
    let distances = round_numbers(last).into_iter().filter(|distance| *distance >= step);
    let distances: Vec<u64> = distances.take(MOST - 1).collect();
    let ladders = (1..=distances.len()).map(|length| {
        let chosen = distances.iter().take(length);
        let mut bounds: Vec<u64> = if is_all_good {
            chosen.map(|distance| 100 - distance).collect()
        } else {
            chosen.copied().collect()
        };
        bounds.sort_unstable();
        bounds
    });
    ladders.collect()
}

fn windows(bounds: &[u64]) -> Vec<Vec<u64>> {
    (1..MOST).rev().flat_map(|size| bounds.windows(size).map(<[u64]>::to_vec)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Classes, MOST, Scale};
    use crate::domain::Ratio;
    use crate::indicators::Sense;
    use crate::words::Lang;

    fn ratios(pairs: &[(u64, u64)]) -> Vec<Ratio> {
        pairs.iter().filter_map(|(above, below)| Ratio::new(*above, *below)).collect()
    }

    fn labels(values: &[Ratio], scale: Scale, sense: Sense) -> Vec<(String, usize)> {
        let classes = Classes::new(values, scale, sense);
        (0..classes.len())
            .map(|class| {
                let inside = values.iter().filter(|value| classes.of(**value) == class).count();
                (classes.label(Lang::Vi, class), inside)
            })
            .collect()
    }

    #[test]
    fn every_value_has_one_class_and_no_class_is_empty() {
        for seed in 1..40_u64 {
            let number = |place: u64| (place * place * seed * 7_919 + place * 31) % 1_000;
            for (scale, below) in
                [(Scale::Share, 1_000), (Scale::Mean("ngày"), 37), (Scale::Count, 1)]
            {
                let values = (1..=seed * 4).filter_map(|place| Ratio::new(number(place), below));
                let values: Vec<Ratio> = values.collect();
                for sense in [Sense::HigherIsBetter, Sense::LowerIsBetter, Sense::Neutral] {
                    let labels = labels(&values, scale, sense);
                    assert!(labels.len() <= MOST, "{labels:?}");
                    assert!(labels.iter().all(|(_, inside)| *inside > 0), "{labels:?}");
                    let sum: usize = labels.iter().map(|(_, inside)| inside).sum();
                    assert_eq!(sum, values.len());
                    if values.len() > 20 {
                        assert!(labels.len() > 3, "{labels:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn bounds_are_round_and_all_in_time_is_a_class() {
        let mut values = ratios(&[(1, 1); 40]);
        values.extend((0..60).filter_map(|place| Ratio::new(700 + place * 5, 1_000)));
        let found = labels(&values, Scale::Share, Sense::HigherIsBetter);
        assert_eq!(found.last(), Some(&("100%".to_owned(), 40)));
        let texts: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, ["dưới 80%", "từ 80% đến dưới 90%", "từ 90% đến dưới 100%", "100%"]);
    }

    #[test]
    fn small_differences_stay_small() {
        let values: Vec<Ratio> =
            (0..50).filter_map(|place| Ratio::new(9_900 + place * 2, 10_000)).collect();
        let found = labels(&values, Scale::Share, Sense::HigherIsBetter);
        assert_eq!(found.len(), 1, "all are 99 % and more: {found:?}");
        assert_eq!(labels(&ratios(&[(1, 2); 9]), Scale::Share, Sense::Neutral).len(), 1);
        assert!(labels(&[], Scale::Count, Sense::Neutral).len() == 1);
    }

    #[test]
    fn counts_are_whole_and_none_is_a_class() {
        let counts = [0, 0, 0, 0, 1, 2, 2, 3, 5, 5, 8, 13, 21, 55];
        let values = counts.iter().filter_map(|number| Ratio::new(*number, 1)).collect::<Vec<_>>();
        let found = labels(&values, Scale::Count, Sense::LowerIsBetter);
        assert_eq!(found.first(), Some(&("0".to_owned(), 4)), "{found:?}");
        assert!(found.len() >= 4, "{found:?}");
    }
}

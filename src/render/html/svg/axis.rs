//! A scale with round numbers.

use super::shapes::{amount, px};
use crate::render::number;
use crate::words::Lang;

/// From the lowest to the highest mark, each with its text.
pub struct Axis {
    pub marks: Vec<(f64, String)>,
}

/// An axis has at most so many marks besides its lowest.
const MOST_STEPS: u64 = 5;

impl Axis {
    /// Shares between the lowest and the highest of the values, in whole percent. It need not begin
    /// at 0 %, and always spans ten points.
    pub fn of_shares(lang: Lang, lowest: f64, highest: f64) -> Self {
        let (lowest, highest) = (lowest * 100.0, highest * 100.0);
        let steps = [2, 5, 10, 20, 25, 50].into_iter().chain((0..40).map(|zeros| 100 << zeros));
        for step in steps {
            let below = marks_below(lowest, step);
            let above = marks_above(highest, step);
            // All values in one place: the room is made below, where 100 % allows it.
            let below = below.min(above.saturating_sub(10_u64.div_ceil(step)));
            if above - below <= MOST_STEPS {
                let above = above.max(below + 10_u64.div_ceil(step));
                let marks = (below..=above).map(|mark| {
                    let percent = mark * step;
                    (amount(percent) / 100.0, format!("{}%", number::count(lang, percent)))
                });
                return Self { marks: marks.collect() };
            }
        }
        Self { marks: Vec::new() }
    }

    /// Counts from 0 to the highest of the values.
    pub fn of_counts(lang: Lang, highest: u64) -> Self {
        let steps = (0..18).flat_map(|zeros| [1, 2, 5].map(|step| step * 10_u64.pow(zeros)));
        let step = steps
            .into_iter()
            .find(|step| highest.div_ceil(*step) <= MOST_STEPS)
            .unwrap_or(u64::MAX);
        let above = highest.div_ceil(step).max(1);
        let marks = (0..=above).map(|mark| (amount(mark * step), number::count(lang, mark * step)));
        Self { marks: marks.collect() }
    }

    fn ends(&self) -> (f64, f64) {
        let first = self.marks.first().map_or(0.0, |(value, _)| *value);
        (first, self.marks.last().map_or(1.0, |(value, _)| *value))
    }

    /// The text of the lowest mark, unless that is zero.
    pub fn raised_start(&self) -> Option<&str> {
        self.marks.first().filter(|(value, _)| *value > 0.0).map(|(_, text)| text.as_str())
    }

    /// How far up a value stands, between 0 and 1.
    pub fn share(&self, value: f64) -> f64 {
        let (low, high) = self.ends();
        ((value - low) / (high - low)).clamp(0.0, 1.0)
    }
}

/// How many steps stay below a value.
fn marks_below(value: f64, step: u64) -> u64 {
    whole((value / amount(step)).floor())
}

/// How many steps reach a value.
fn marks_above(value: f64, step: u64) -> u64 {
    whole((value / amount(step)).ceil())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "shares are not negative"
)]
const fn whole(value: f64) -> u64 {
    value as u64
}

/// `M` or `L` and a place: a part of a path.
pub fn step_to(letter: char, (x, y): (f64, f64)) -> String {
    format!("{letter}{} {}", px(x), px(y))
}

#[cfg(test)]
mod tests {
    use super::Axis;
    use crate::words::Lang;

    fn texts(axis: &Axis) -> Vec<&str> {
        axis.marks.iter().map(|(_, text)| text.as_str()).collect()
    }

    #[test]
    fn shares_get_round_marks() {
        for (lowest, highest, expected) in [
            (0.975, 0.989, vec!["90%", "92%", "94%", "96%", "98%", "100%"]),
            (1.0, 1.0, vec!["90%", "92%", "94%", "96%", "98%", "100%"]),
            (0.0, 0.0, vec!["0%", "2%", "4%", "6%", "8%", "10%"]),
            (0.76, 0.99, vec!["75%", "80%", "85%", "90%", "95%", "100%"]),
            (0.1, 0.95, vec!["0%", "20%", "40%", "60%", "80%", "100%"]),
            (0.5, 1.3, vec!["40%", "60%", "80%", "100%", "120%", "140%"]),
        ] {
            let axis = Axis::of_shares(Lang::Vi, lowest, highest);
            assert_eq!(texts(&axis), expected, "{lowest}–{highest}");
        }
        let axis = Axis::of_shares(Lang::Vi, 0.975, 0.989);
        assert_eq!(axis.raised_start(), Some("90%"));
        assert!((axis.share(0.95) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn counts_start_at_zero() {
        let axis = Axis::of_counts(Lang::Vi, 1_733);
        assert_eq!(texts(&axis), ["0", "500", "1.000", "1.500", "2.000"]);
        assert_eq!(texts(&Axis::of_counts(Lang::En, 0)), ["0", "1"]);
        assert_eq!(axis.raised_start(), None);
    }
}

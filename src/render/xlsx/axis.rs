//! Where an axis of rates begins and ends so that differences can be seen.
//!
//! In: the rates drawn. Out: an [`Axis`]. Must not know: what draws it.

use crate::words::Lang;

/// An axis in hundredths of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    low: u32,
    high: u32,
    step: u32,
}

const WHOLE: u32 = 10_000;
const STEPS: [u32; 6] = [50, 100, 200, 500, 1_000, 2_000];
const MOST_STEPS: u32 = 8;

impl Axis {
    /// The axis with the finest of the usual steps that is not crowded. The lowest rate stands half a
    /// step above its beginning, or it would look like none at all.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 10,000")]
    pub fn over(rates: impl Iterator<Item = f64>) -> Self {
        let hundredths = rates.map(|rate| (rate.clamp(0.0, 1.0) * 10_000.0).round() as u32);
        let (low, high) =
            hundredths.fold((WHOLE, 0), |(low, high), rate| (low.min(rate), high.max(rate)));
        let axis = |step: u32| {
            let low = low.saturating_sub(step / 2) / step * step;
            let high = (high.div_ceil(step) * step).clamp(low + step, WHOLE.max(low + step));
            Self { low, high: high.min(WHOLE), step }
        };
        let fits = |axis: &Self| axis.high - axis.low <= MOST_STEPS * axis.step;
        let whole = Self { low: 0, high: WHOLE, step: 2_000 };
        if low > high { whole } else { STEPS.map(axis).into_iter().find(fits).unwrap_or(whole) }
    }

    pub fn low(self) -> f64 {
        f64::from(self.low) / f64::from(WHOLE)
    }

    pub fn high(self) -> f64 {
        f64::from(self.high) / f64::from(WHOLE)
    }

    pub fn middle(self) -> f64 {
        f64::midpoint(self.low(), self.high())
    }

    pub fn step(self) -> f64 {
        f64::from(self.step) / f64::from(WHOLE)
    }

    /// The number format of its labels.
    pub const fn format(self) -> &'static str {
        if self.step.is_multiple_of(100) { "0%" } else { "0.0%" }
    }

    /// The title of the axis: whoever compares lengths must know that it does not begin at nothing.
    pub fn title(self, lang: Lang) -> String {
        let name = lang.of("Tỷ lệ", "Rate");
        if self.low == 0 {
            return name.to_owned();
        }
        let start = self.percent(lang, self.low);
        let begins = lang.of("trục bắt đầu từ", "the axis begins at");
        format!("{name} ({begins} {start})")
    }

    /// Its two ends, for people.
    pub fn ends(self, lang: Lang) -> [String; 2] {
        [self.low, self.high].map(|end| self.percent(lang, end))
    }

    fn percent(self, lang: Lang, hundredths: u32) -> String {
        let whole = hundredths / 100;
        if self.step.is_multiple_of(100) {
            format!("{whole}%")
        } else {
            format!("{whole}{}{}%", lang.of(",", "."), hundredths / 10 % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Axis;
    use crate::words::Lang;

    fn axis(rates: &[f64]) -> (u32, u32, u32) {
        let axis = Axis::over(rates.iter().copied());
        (axis.low, axis.high, axis.step)
    }

    #[test]
    fn differences_can_be_seen() {
        assert_eq!(axis(&[0.964, 1.0]), (9_600, 10_000, 50));
        assert_eq!(axis(&[0.931, 0.998]), (9_200, 10_000, 100));
        assert_eq!(axis(&[0.684, 0.99]), (6_500, 10_000, 500));
        assert_eq!(axis(&[0.03, 0.12]), (200, 1_200, 200));
        assert_eq!(axis(&[0.0, 1.0]), (0, 10_000, 2_000));
        assert_eq!(axis(&[1.0]), (9_950, 10_000, 50));
        assert_eq!(axis(&[0.0]), (0, 50, 50));
        assert_eq!(axis(&[]), (0, 10_000, 2_000));
    }

    #[test]
    fn an_axis_that_does_not_begin_at_nothing_says_so() {
        let title = |rates: &[f64]| Axis::over(rates.iter().copied()).title(Lang::Vi);
        assert_eq!(title(&[0.931, 0.998]), "Tỷ lệ (trục bắt đầu từ 92%)");
        assert_eq!(title(&[1.0]), "Tỷ lệ (trục bắt đầu từ 99,5%)");
        assert_eq!(title(&[0.0, 1.0]), "Tỷ lệ");
    }
}

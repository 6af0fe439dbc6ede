//! A unit that received far less than its own months before: half an export looks like a good month.
//!
//! In: what a unit received by month, with the working days of each. Out: what was to be expected, where what
//! came is far below it. Must not know: languages, files, why.
//!
//! The rule. What a unit receives on a working day is taken from its months before, at least three with any
//! receipt; times the working days of the month it is the expectation m. Months vary more than by chance: their
//! own relative variance c² is measured, and is 12 % squared at least. What came is told when it is below two
//! thirds of m and so few, or fewer, come once in a thousand months by a negative binomial distribution of
//! mean m and variance m + c²(1 + 2/k)m², k the number of months. Where m is below 20 nothing is said.
//! By simulation (k from 3 to 12): false alarm 0.6 % at most for units whose months vary by up to 20 %; of
//! exports cut to a quarter 75 % are found at m = 100, 81 % and more at m = 1,000; cut to half, four of five
//! at m = 1,000 where months vary by 10 %, and two of five where by 20 %.

/// What a unit received in one month, and the working days of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthOfUnit {
    pub received: u64,
    pub working_days: u32,
}

const FEWEST_MONTHS: usize = 3;
const LEAST_EXPECTED: f64 = 20.0;
const LEAST_VARIATION: f64 = 0.12;
const LARGEST_SHARE: f64 = 2.0 / 3.0;
const ODDS: f64 = 0.001;

/// The share of what was to be expected, if a month is told.
#[expect(clippy::cast_precision_loss, reason = "dossiers of a month")]
pub fn far_fewer(before: &[MonthOfUnit], now: MonthOfUnit) -> Option<f64> {
    let told = |month: &&MonthOfUnit| month.received > 0 && month.working_days > 0;
    let days = f64::from(now.working_days);
    // As many as the month would have had by each of those before.
    let expected: Vec<f64> = before
        .iter()
        .filter(told)
        .map(|month| month.received as f64 / f64::from(month.working_days) * days)
        .collect();
    let months = expected.len() as f64;
    if expected.len() < FEWEST_MONTHS {
        return None;
    }
    let mean = expected.iter().sum::<f64>() / months;
    let share = now.received as f64 / mean;
    if mean < LEAST_EXPECTED || share >= LARGEST_SHARE {
        return None;
    }
    let variance =
        expected.iter().map(|month| (month - mean).powi(2)).sum::<f64>() / (months - 1.0);
    let variation = ((variance - mean) / mean.powi(2)).max(LEAST_VARIATION.powi(2));
    let is_rare = tail(now.received, mean, variation * (1.0 + 2.0 / months)) < ODDS;
    is_rare.then_some(share)
}

/// How likely so many or fewer are, by a negative binomial distribution of this mean and of variance
/// mean + variation × mean². Exact but for what is too small to matter.
#[expect(clippy::cast_precision_loss, reason = "dossiers of a month")]
fn tail(most: u64, mean: f64, variation: f64) -> f64 {
    let size = 1.0 / variation;
    let (fail, step) = ((size / (size + mean)).ln(), (mean / (size + mean)).ln());
    let mut log = size * fail;
    let mut sum = log.exp();
    for count in 1..=most {
        let count = count as f64;
        log += step + ((count - 1.0 + size) / count).ln();
        sum += log.exp();
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::{MonthOfUnit, far_fewer, tail};

    fn month(received: u64, working_days: u32) -> MonthOfUnit {
        MonthOfUnit { received, working_days }
    }

    fn is_told(before: &[u64], now: u64) -> bool {
        let before: Vec<MonthOfUnit> = before.iter().map(|received| month(*received, 22)).collect();
        far_fewer(&before, month(now, 22)).is_some()
    }

    #[test]
    fn the_tail_is_that_of_the_distribution() {
        // Of size 1 it is geometric: 1 - (m / (1 + m))^(x + 1).
        for (most, mean) in [(0, 3.0_f64), (2, 3.0), (10, 25.0)] {
            let by_hand = 1.0 - (mean / (1.0 + mean)).powi(i32::try_from(most).expect("few") + 1);
            assert!((tail(most, mean, 1.0) - by_hand).abs() < 1e-12);
        }
        // Nearly without variation it is Poisson's: e^-5 (1 + 5 + 25/2) = 0.1247.
        assert!((tail(2, 5.0, 1e-7) - 0.124_652).abs() < 1e-5);
        // So large a mean that nothing of it is left in floating point.
        assert!(tail(100, 1e6, 0.02) < 1e-100);
        // The mean itself is nothing rare.
        assert!((0.4..0.6).contains(&tail(1_000, 1_000.0, 0.02)));
    }

    #[test]
    fn half_of_a_steady_unit_is_told_and_a_usual_month_is_not() {
        let steady = [1_000, 1_040, 980, 1_010, 990, 1_020];
        assert!(is_told(&steady, 500) && is_told(&steady, 250) && is_told(&steady, 0));
        assert!(!is_told(&steady, 700) && !is_told(&steady, 900) && !is_told(&steady, 3_000));
        // A unit that always goes up and down.
        assert!(!is_told(&[400, 1_600, 700, 1_500, 300, 1_400], 400));
        // Small units, and units that are new.
        assert!(!is_told(&[15, 14, 16, 15], 1) && is_told(&[60, 58, 63, 61], 12));
        assert!(!is_told(&[1_000, 1_000], 100) && is_told(&[1_000, 1_000, 1_000], 100));
        // Months without a receipt say nothing of what is usual.
        assert!(!is_told(&[0, 1_000, 0, 1_000, 0], 100));
    }

    #[test]
    fn a_month_of_few_working_days_is_measured_by_them() {
        let before = [month(1_000, 22), month(1_020, 22), month(990, 22), month(1_010, 22)];
        // Tết leaves 12 working days of 22.
        assert!(far_fewer(&before, month(545, 12)).is_none());
        assert!(far_fewer(&before, month(545, 22)).is_some());
        assert!(far_fewer(&before, month(150, 12)).is_some_and(|share| share < 0.3));
        assert!(far_fewer(&before, month(0, 0)).is_none());
    }
}

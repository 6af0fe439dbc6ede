//! A share as the two integers it came from. It adds, it compares exactly, and it is divided only
//! when somebody looks at it.

/// Numerator over denominator; the denominator is never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    numerator: u64,
    denominator: u64,
}

impl Ratio {
    /// `None` when there is nothing to divide by: such a figure has a reason, not a value.
    pub const fn new(numerator: u64, denominator: u64) -> Option<Self> {
        if denominator == 0 { None } else { Some(Self { numerator, denominator }) }
    }

    pub const fn numerator(self) -> u64 {
        self.numerator
    }

    pub const fn denominator(self) -> u64 {
        self.denominator
    }

    /// The order of values alone: 9/10 and 90/100 are equal.
    pub fn cmp_value(self, other: Self) -> std::cmp::Ordering {
        let left = u128::from(self.numerator) * u128::from(other.denominator);
        let right = u128::from(other.numerator) * u128::from(self.denominator);
        left.cmp(&right)
    }

    /// Full precision, for machines; people get the rounding of the renderer.
    #[expect(clippy::cast_precision_loss, reason = "counts of dossiers are far below 2^53")]
    pub fn value(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    /// By value, exactly (no floating point); equal values by denominator, so that the order is total.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.cmp_value(*other).then(self.denominator.cmp(&other.denominator))
    }
}

#[cfg(test)]
mod tests {
    use super::Ratio;

    #[test]
    fn nothing_over_nothing_has_no_value() {
        assert_eq!(Ratio::new(0, 0), None);
        assert_eq!(Ratio::new(3, 0), None);
    }

    #[test]
    fn order_is_by_value_and_exact() {
        let third = Ratio::new(1, 3);
        let more = Ratio::new(333_333_333_333_334, 1_000_000_000_000_000);
        assert!(third < more);
        assert!(Ratio::new(1, 2) > third);
    }
}

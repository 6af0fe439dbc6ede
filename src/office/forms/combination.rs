//! Sums of counts, compared for every tally there can be: what the identities of a tally make equal is
//! equal, whatever the numbers. A plan whose equations pass here cannot fail on anybody's dossiers.

use crate::tally::Count;

const CHANNELS: &[Count] = &[
    Count::ReceivedOnline,
    Count::ReceivedInPerson,
    Count::ReceivedPostal,
    Count::ReceivedOther,
    Count::ReceivedUnknown,
];
const OUTCOMES: &[Count] = &[Count::Early, Count::OnTime, Count::Late, Count::Undated];
/// Where sources do not reach to the as-of day, columns of open dossiers stay open.
const OPEN: &[Count] = Count::KNOWN_OPEN;
const RATINGS: &[Count] = &[
    Count::VerySatisfied,
    Count::Satisfied,
    Count::Neutral,
    Count::Dissatisfied,
    Count::VeryDissatisfied,
];

/// How often every count without parts stands in a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Combination([i64; Count::ALL.len()]);

impl Default for Combination {
    fn default() -> Self {
        Self([0; Count::ALL.len()])
    }
}

impl Combination {
    /// The sum of these counts, a whole as its parts.
    pub fn of(counts: &[Count]) -> Self {
        let mut sum = Self::default();
        for count in counts {
            let parts = match count {
                Count::Received => CHANNELS,
                Count::Resolved => OUTCOMES,
                Count::Closing => OPEN,
                Count::Rated => RATINGS,
                part => std::slice::from_ref(part),
            };
            for part in parts {
                sum.0[*part as usize] += 1;
            }
        }
        sum
    }

    pub fn add(&mut self, other: &Self) {
        for (sum, more) in self.0.iter_mut().zip(other.0) {
            *sum += more;
        }
    }

    fn subtract(&mut self, other: &Self, times: i64) {
        for (sum, less) in self.0.iter_mut().zip(other.0) {
            *sum -= less * times;
        }
    }

    /// The counts that make two sums unequal; none when they are equal for every tally. What comes in
    /// (opening and received) is what goes out (resolved, returned, closing).
    pub fn unequal(&self, other: &Self) -> Vec<&'static str> {
        let mut difference = self.clone();
        difference.subtract(other, 1);
        let mut flow = Self::of(&[Count::Opening, Count::Received]);
        flow.subtract(&Self::of(&[Count::Resolved, Count::Returned, Count::Closing]), 1);
        let times = difference.0[Count::Opening as usize];
        difference.subtract(&flow, times);
        let left = Count::ALL.into_iter().filter(|count| difference.0[*count as usize] != 0);
        left.map(Count::name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Combination;
    use crate::tally::Count as C;

    #[test]
    fn what_every_tally_makes_equal_is_equal() {
        let unequal =
            |left: &[C], right: &[C]| Combination::of(left).unequal(&Combination::of(right));
        let flow_out = [C::Early, C::OnTime, C::Late, C::Undated, C::Returned, C::Closing];
        assert!(unequal(&[C::Opening, C::Received], &flow_out).is_empty());
        assert!(unequal(&flow_out, &[C::Received, C::Opening]).is_empty());
        assert_eq!(unequal(&[C::Resolved], &[C::Early, C::OnTime, C::Late]), ["undated"]);
        assert_eq!(unequal(&[C::Opening], &[C::Opening, C::Rated, C::Rated]).len(), 5);
        assert_eq!(
            unequal(&[C::Opening, C::Received], &[C::Resolved, C::Returned]),
            ["closing_within", "closing_overdue", "closing_undated", "closing_paused"]
        );
    }
}

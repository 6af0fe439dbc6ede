//! Ranks: equal points share one, and the next counts them all (1, 2, 2, 4).

use crate::domain::Exact;

/// A place among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    pub rank: usize,
    pub of: usize,
}

/// Somebody to rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankedPoints {
    pub points: Exact,
    /// The maximum the points are out of.
    pub out_of: Exact,
}

/// The place of each. Only points out of one maximum compare: those out of another one than most have
/// (of equally many, the larger) get no place, nor do those with nothing to rank.
pub fn places(all: &[Option<RankedPoints>]) -> Vec<Option<Rank>> {
    let known = || all.iter().flatten();
    let mut maxima: Vec<&Exact> = known().map(|one| &one.out_of).collect();
    maxima.sort();
    let usual = maxima
        .chunk_by(|left, right| left == right)
        .max_by_key(|chunk| (chunk.len(), chunk.first().copied()))
        .and_then(|chunk| chunk.first().copied());
    let compared: Vec<&RankedPoints> = known().filter(|one| Some(&one.out_of) == usual).collect();
    all.iter()
        .map(|one| {
            let one = one.as_ref()?;
            (Some(&one.out_of) == usual).then(|| Rank {
                rank: compared.iter().filter(|other| other.points > one.points).count() + 1,
                of: compared.len(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{RankedPoints, places};
    use crate::domain::exact::whole;

    #[test]
    fn ties_share_a_rank_and_other_maxima_have_none() {
        let one =
            |points, out_of| Some(RankedPoints { points: whole(points), out_of: whole(out_of) });
        let all = [one(7, 10), one(9, 10), one(7, 10), one(3, 10), one(9, 20), None];
        let ranks: Vec<_> = places(&all)
            .into_iter()
            .map(|place| place.map(|place| (place.rank, place.of)))
            .collect();
        assert_eq!(ranks, [Some((2, 4)), Some((1, 4)), Some((2, 4)), Some((4, 4)), None, None]);
        assert!(places(&[]).is_empty());
    }
}

//! Sets of dimensions that are wanted together → those that are counted; the others are rolled up from
//! them.
//!
//! In: sets of dimensions. Out: fewer, finer ones. Must not know: dossiers.

use crate::domain::Dimension;

/// Where a dossier belongs: a unit lies in one district and one province, so all of them together make
/// hardly more groups than the units alone.
const OF_PLACE: [Dimension; 5] = [
    Dimension::Unit,
    Dimension::Commune,
    Dimension::District,
    Dimension::Province,
    Dimension::Level,
];

/// The sets that have to be counted for these, none of time among them: each of these is one of them, or
/// a coarser one.
pub fn sets_to_count(wanted: &[Vec<Dimension>]) -> Vec<Vec<Dimension>> {
    let mut places: Vec<Dimension> = Vec::new();
    let mut others: Vec<Vec<Dimension>> = Vec::new();
    for set in wanted {
        if set.iter().all(|dimension| OF_PLACE.contains(dimension)) {
            let new = set.iter().filter(|dimension| !places.contains(dimension));
            let new: Vec<Dimension> = new.copied().collect();
            places.extend(new);
        } else if !others.contains(set) {
            others.push(set.clone());
        }
    }
    let is_needed = !places.is_empty() || others.is_empty();
    is_needed.then_some(places).into_iter().chain(others).collect()
}

/// Which of the counted sets a wanted one is read from: the first that has all its dimensions.
pub fn source(counted: &[Vec<Dimension>], wanted: &[Dimension]) -> Option<usize> {
    let has_all = |set: &Vec<Dimension>| wanted.iter().all(|dimension| set.contains(dimension));
    counted.iter().position(has_all)
}

#[cfg(test)]
mod tests {
    use super::{sets_to_count, source};
    use crate::domain::Dimension::{Channel, District, Field, Level, Unit};

    #[test]
    fn places_are_counted_together_and_every_set_has_its_source() {
        let wanted = [
            vec![Unit],
            vec![Unit, District],
            vec![],
            vec![Unit, Field],
            vec![Unit, Level],
            vec![Unit, Channel],
        ];
        let sets = sets_to_count(&wanted);
        assert_eq!(sets, [vec![Unit, District, Level], vec![Unit, Field], vec![Unit, Channel]]);
        for set in &wanted {
            let source = source(&sets, set).expect("a source");
            assert!(set.iter().all(|dimension| sets[source].contains(dimension)));
        }
        assert_eq!(sets_to_count(&[vec![]]), [vec![]]);
    }
}

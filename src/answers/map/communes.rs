//! Tallies by unit → tallies of the communes of one province, by code, and what belongs to none of them.
//!
//! In: a cube by unit, the groups of its units. Out: [`Communes`], or why there is no map. Must not know: figures,
//! outlines, colours.

use std::collections::BTreeMap;

use crate::domain::Day;
use crate::dossiers::Group;
use crate::tally::{Count, Cube, Tally};
use crate::units::{OnMap, communes_on, on_map, province_on};

/// The communes of a province on a day, each with its tally.
#[derive(Debug, Clone)]
pub struct Communes {
    pub province: &'static str,
    /// What the province is called on the day.
    pub place: &'static str,
    /// In the order of their codes.
    pub all: Vec<Commune>,
    pub off_map: OffMap,
}

#[derive(Debug, Clone)]
pub struct Commune {
    pub code: &'static str,
    pub name: &'static str,
    /// Nothing where no dossier is of this commune.
    pub tally: Option<Tally>,
}

/// Dossiers to handle that no commune of the map has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OffMap {
    /// Of departments, and of units that the register does not know.
    pub no_commune: u64,
    /// Of communes and districts of before 1 July 2025.
    pub former: u64,
    /// Of communes of other provinces.
    pub elsewhere: u64,
}

/// Why there is no map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoMap {
    /// No unit is a commune.
    NoCommune,
    /// All communes and districts are those of before 1 July 2025.
    Former,
    /// Which province is meant, of these: code, name, communes with dossiers.
    Several(Vec<(&'static str, &'static str, usize)>),
    /// The province asked for has no commune with dossiers; these have.
    NotThere(Vec<(&'static str, &'static str, usize)>),
}

impl Communes {
    /// The communes of the province asked for, or of the only one.
    ///
    /// # Errors
    /// When no commune can be drawn, or it is not clear of which province.
    pub fn new(
        cube: &Cube,
        groups: &[Group],
        day: Day,
        asked: Option<&str>,
    ) -> Result<Self, NoMap> {
        let keys: BTreeMap<&str, &str> = groups
            .iter()
            .filter_map(|group| Some((group.name.as_deref()?, group.key.as_str())))
            .collect();
        let mut drawn: BTreeMap<&'static str, BTreeMap<&'static str, Tally>> = BTreeMap::new();
        let mut off_map = OffMap::default();
        let mut has_former = false;
        for row in &cube.rows {
            let name = row.group.first().and_then(Option::as_deref);
            let key = name.and_then(|name| keys.get(name)).copied().unwrap_or_default();
            let dossiers = row.tally.sum(Count::TO_HANDLE);
            match on_map(key) {
                OnMap::Commune { code, province } => {
                    *drawn.entry(province).or_default().entry(code).or_default() += &row.tally;
                }
                OnMap::Former => {
                    has_former = true;
                    off_map.former += dossiers;
                }
                OnMap::Nowhere => off_map.no_commune += dossiers,
            }
        }
        let province = chosen(&drawn, day, asked, has_former)?;
        let mut tallies = drawn.remove(province).unwrap_or_default();
        let others = drawn.values().flat_map(BTreeMap::values);
        off_map.elsewhere = others.map(|tally| tally.sum(Count::TO_HANDLE)).sum();
        let commune = |(code, name)| Commune { code, name, tally: tallies.remove(code) };
        Ok(Self {
            province,
            place: province_on(province, day).unwrap_or(province),
            all: communes_on(province, day).into_iter().map(commune).collect(),
            off_map,
        })
    }

    /// How many have dossiers.
    pub fn with_dossiers(&self) -> usize {
        self.all.iter().filter(|commune| commune.tally.is_some()).count()
    }
}

fn chosen(
    drawn: &BTreeMap<&'static str, BTreeMap<&'static str, Tally>>,
    day: Day,
    asked: Option<&str>,
    has_former: bool,
) -> Result<&'static str, NoMap> {
    let named = drawn
        .iter()
        .map(|(code, communes)| (*code, province_on(code, day).unwrap_or(code), communes.len()));
    match (asked, drawn.keys().copied().collect::<Vec<_>>().as_slice()) {
        (Some(asked), all) => {
            let found = all.iter().find(|code| **code == asked);
            found.copied().ok_or_else(|| NoMap::NotThere(named.collect()))
        }
        (None, []) if has_former => Err(NoMap::Former),
        (None, []) => Err(NoMap::NoCommune),
        (None, [one]) => Ok(one),
        (None, _) => Err(NoMap::Several(named.collect())),
    }
}

#[cfg(test)]
mod tests {
    use super::{Communes, NoMap, OffMap};
    use crate::domain::{Day, Dimension};
    use crate::dossiers::Group;
    use crate::tally::{Count, Cube, Row, Tally};

    /// Units with a key and so many dossiers received and resolved.
    fn counted(units: &[(&str, &str, u64)]) -> (Cube, Vec<Group>) {
        let mut cube = Cube::empty(vec![Dimension::Unit]);
        let mut groups = Vec::new();
        for (name, key, received) in units {
            let mut tally = Tally::ZERO;
            tally[Count::Received] = *received;
            tally[Count::Resolved] = *received;
            cube.total += &tally;
            cube.rows.push(Row { group: vec![Some((*name).to_owned())], tally });
            let name = Some((*name).to_owned());
            groups.push(Group { name, key: (*key).to_owned(), ..Group::default() });
        }
        (cube, groups)
    }

    fn communes(units: &[(&str, &str, u64)], asked: Option<&str>) -> Result<Communes, NoMap> {
        let (cube, groups) = counted(units);
        Communes::new(&cube, &groups, Day::parse("2026-08-31").expect("a day"), asked)
    }

    const YEN_PHONG: (&str, &str, u64) = ("UBND xã Yên Phong", "#new 09193", 5);
    const POLICE: (&str, &str, u64) = ("Công an xã Yên Phong", "cong an xa #new 09193", 2);
    const DEPARTMENT: (&str, &str, u64) = ("Sở Tư pháp", "so tu phap", 7);
    const OLD: (&str, &str, u64) = ("Xã Minh Tân", "#old 12613", 11);
    const ELSEWHERE: (&str, &str, u64) = ("Phường Sơn La", "#new 03646", 13);

    #[test]
    fn offices_add_up_to_their_commune_and_nothing_is_lost() {
        let found = communes(&[YEN_PHONG, POLICE, DEPARTMENT, OLD], None).expect("a map");
        assert_eq!((found.province, found.place), ("24", "Tỉnh Bắc Ninh"));
        assert_eq!((found.all.len(), found.with_dossiers()), (99, 1));
        let own = found.all.iter().find(|commune| commune.code == "09193").expect("drawn");
        assert_eq!(own.name, "Xã Yên Phong");
        assert_eq!(own.tally.as_ref().map(|tally| tally[Count::Received]), Some(7));
        assert_eq!(found.off_map, OffMap { no_commune: 7, former: 11, elsewhere: 0 });
    }

    #[test]
    fn which_province_has_to_be_clear() {
        let both = [YEN_PHONG, ELSEWHERE];
        let several = vec![("14", "Tỉnh Sơn La", 1), ("24", "Tỉnh Bắc Ninh", 1)];
        assert_eq!(communes(&both, None).err(), Some(NoMap::Several(several.clone())));
        assert_eq!(communes(&both, Some("01")).err(), Some(NoMap::NotThere(several)));
        let found = communes(&both, Some("24")).expect("a map");
        assert_eq!((found.province, found.off_map.elsewhere), ("24", 13));
    }

    #[test]
    fn without_communes_of_today_there_is_none() {
        assert_eq!(communes(&[OLD, DEPARTMENT], None).err(), Some(NoMap::Former));
        assert_eq!(communes(&[DEPARTMENT], None).err(), Some(NoMap::NoCommune));
        assert_eq!(communes(&[], None).err(), Some(NoMap::NoCommune));
    }
}

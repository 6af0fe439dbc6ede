//! Names of groups → names that tell them apart.
//!
//! In: groups of one dimension, with their name, what they lie in and their key. Out: one name each;
//! groups that still bear one name are one and the same to every table. Must not know: rows, figures.

use std::collections::BTreeMap;

use crate::domain::fold;
use crate::units::province_of_key;

/// A group that wants a name.
#[derive(Debug, Clone, Copy)]
pub struct Bearer<'a> {
    pub name: &'a str,
    /// The unit it lies in, where that is known.
    pub within: Option<&'a str>,
    pub key: &'a str,
}

/// The name of a unit whose name others bear, too.
pub fn name_within(name: &str, within: &str) -> String {
    format!("{name} ({within})")
}

/// The name of each group: its own; where others bear it, with the unit it lies in; and where that is
/// shared too (there are many districts called Châu Thành), with its province.
pub fn distinct_names(bearers: &[Bearer<'_>]) -> Vec<String> {
    let plain: Vec<String> = bearers.iter().map(|bearer| bearer.name.to_owned()).collect();
    let by_parent = lengthened(&plain, bearers, |bearer| {
        bearer.within.map(|within| name_within(bearer.name, within))
    });
    lengthened(&by_parent, bearers, |bearer| {
        let province = province_of_key(bearer.key)?;
        let within = bearer.within.filter(|within| *within != province);
        let place = within.map_or_else(|| province.to_owned(), |it| format!("{it}, {province}"));
        Some(name_within(bearer.name, &place))
    })
}

/// The names, those that several bear made longer where that is possible.
fn lengthened<'a>(
    names: &[String],
    bearers: &[Bearer<'a>],
    longer: impl Fn(&Bearer<'a>) -> Option<String>,
) -> Vec<String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for name in names {
        *count.entry(fold(name)).or_default() += 1;
    }
    let is_shared = |name: &str| count.get(&fold(name)).is_some_and(|bearers| *bearers > 1);
    let name = |(name, bearer): (&String, &Bearer<'a>)| {
        let longer = if is_shared(name) { longer(bearer) } else { None };
        longer.unwrap_or_else(|| name.clone())
    };
    names.iter().zip(bearers).map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::{Bearer, distinct_names};

    fn names(bearers: &[(&str, Option<&str>, &str)]) -> Vec<String> {
        let bearers =
            bearers.iter().map(|(name, within, key)| Bearer { name, within: *within, key });
        distinct_names(&bearers.collect::<Vec<_>>())
    }

    #[test]
    fn a_name_says_as_much_as_it_needs_to() {
        // Minh Tân of two districts; Châu Thành of Đồng Tháp (old Tiền Giang) and of Kiên Giang.
        let found = names(&[
            ("Xã A", None, "a"),
            ("Xã Minh Tân", Some("Huyện Hưng Hà"), "#old 12613"),
            ("Xã Minh Tân", Some("Huyện Đông Hưng"), "#old 12736"),
            ("Huyện Châu Thành", None, "#old 821"),
            ("Huyện Châu Thành", None, "#old 905"),
        ]);
        assert_eq!(
            found[..3],
            ["Xã A", "Xã Minh Tân (Huyện Hưng Hà)", "Xã Minh Tân (Huyện Đông Hưng)"]
        );
        assert_eq!(found[3], "Huyện Châu Thành (Tỉnh Tiền Giang)");
        assert_eq!(found[4], "Huyện Châu Thành (Tỉnh Kiên Giang)");
    }

    #[test]
    fn equal_parents_need_their_province() {
        let within = Some("Huyện Châu Thành");
        let found = names(&[("Xã X", within, "x #old 821"), ("Xã X", within, "x #old 905")]);
        assert_eq!(found[0], "Xã X (Huyện Châu Thành, Tỉnh Tiền Giang)");
        assert_eq!(found[1], "Xã X (Huyện Châu Thành, Tỉnh Kiên Giang)");
    }

    #[test]
    fn what_nothing_tells_apart_keeps_one_name() {
        let found = names(&[("Tỉnh X", None, "#old 99"), ("Tỉnh X", None, "#new 99")]);
        assert_eq!(found, ["Tỉnh X", "Tỉnh X"]);
    }
}

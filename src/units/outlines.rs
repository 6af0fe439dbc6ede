//! `data/outlines` → the outlines of the communes of a province since 1 July 2025, for a picture.
//!
//! In: the code of a province. Out: an [`Outline`] in cells of its grid. Must not know: figures, colours, paper.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use serde::Deserialize;
use zip::ZipArchive;

/// A point in cells from the lower left corner; y grows to the north.
pub type Point = (i32, i32);

/// The outlines of a province. Neighbours share the arc between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// The box of what lies together: left, lower, right, upper.
    pub main: [i32; 4],
    /// Codes of units far out at sea, each drawn in a box of its own.
    pub insets: Vec<String>,
    pub arcs: Vec<Vec<Point>>,
    /// Rings of each commune by its code, as numbers of arcs; by the even-odd rule a ring within another is a hole.
    pub communes: BTreeMap<String, Vec<Vec<i32>>>,
    /// Degrees of latitude of the lower edge, and of a cell.
    latitude: (f64, f64),
}

/// A file as it is written.
#[derive(Deserialize)]
struct OutlineFile {
    step: f64,
    origin: [i32; 2],
    main: [i32; 4],
    inset: Vec<String>,
    arcs: Vec<Vec<i32>>,
    units: BTreeMap<String, Vec<Vec<Vec<i32>>>>,
}

const ARCHIVE: &[u8] = include_bytes!("../../data/outlines/outlines.zip");

impl Outline {
    /// The outlines of a province; nothing for what is none since 1 July 2025.
    pub fn of_province(code: &str) -> Option<Self> {
        let mut archive = ZipArchive::new(Cursor::new(ARCHIVE)).ok()?;
        let mut text = String::new();
        archive.by_name(&format!("{code}.json")).ok()?.read_to_string(&mut text).ok()?;
        let file: OutlineFile = serde_json::from_str(&text).ok()?;
        let rings = file.units.into_iter().map(|(code, polygons)| (code, polygons.concat()));
        Some(Self {
            main: file.main,
            insets: file.inset,
            arcs: file.arcs.iter().map(|steps| points(steps)).collect(),
            communes: rings.collect(),
            latitude: (f64::from(file.origin[1]) * file.step, file.step),
        })
    }

    /// The points of an arc as a ring goes along it.
    pub fn arc(&self, number: i32) -> Vec<Point> {
        let is_backwards = number < 0;
        let place = if is_backwards { -1 - number } else { number };
        let arc = usize::try_from(place).ok().and_then(|place| self.arcs.get(place));
        let mut points = arc.cloned().unwrap_or_default();
        if is_backwards {
            points.reverse();
        }
        points
    }

    /// The box of some communes: left, lower, right, upper.
    pub fn box_of(&self, code: &str) -> Option<[i32; 4]> {
        let rings = self.communes.get(code)?;
        let points = rings.iter().flatten().flat_map(|number| self.arc(*number));
        points.fold(None, |found, (x, y)| {
            let [left, lower, right, upper] = found.unwrap_or([x, y, x, y]);
            Some([left.min(x), lower.min(y), right.max(x), upper.max(y)])
        })
    }

    /// How much shorter a cell is from west to east than from south to north, in the middle of a box.
    pub fn narrowing(&self, [_, lower, _, upper]: [i32; 4]) -> f64 {
        let (first, step) = self.latitude;
        let middle = first + f64::from(lower + upper) / 2.0 * step;
        middle.to_radians().cos()
    }
}

/// The first point, then steps.
fn points(steps: &[i32]) -> Vec<Point> {
    let mut at = (0, 0);
    let pairs = steps.chunks_exact(2).map(|pair| {
        at = (at.0 + pair[0], at.1 + pair[1]);
        at
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::Outline;
    use crate::domain::UnitLevel;
    use crate::units::register::{Register, Structure};

    /// Codes of the communes of each province, by the register.
    fn communes() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
        let mut communes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (_, unit) in Register::built_in().iter() {
            if unit.structure == Structure::New && unit.level == UnitLevel::Commune {
                communes.entry(unit.parent).or_default().insert(unit.code);
            }
        }
        communes
    }

    #[test]
    fn every_commune_of_the_register_has_one_outline() {
        let mut all = 0;
        for (province, codes) in communes() {
            let outline = Outline::of_province(province).expect(province);
            let drawn: BTreeSet<&str> = outline.communes.keys().map(String::as_str).collect();
            assert_eq!(drawn, codes, "{province}");
            assert!(outline.insets.iter().all(|code| codes.contains(code.as_str())), "{province}");
            all += drawn.len();
        }
        assert_eq!(all, 3_321);
        assert_eq!(Outline::of_province("34"), None, "no province since 1 July 2025");
    }

    #[test]
    fn rings_close_and_use_every_arc() {
        for province in communes().into_keys() {
            let outline = Outline::of_province(province).expect(province);
            let mut used = BTreeSet::new();
            for (code, rings) in &outline.communes {
                assert!(!rings.is_empty(), "{code}");
                for ring in rings {
                    let arcs: Vec<_> = ring.iter().map(|number| outline.arc(*number)).collect();
                    for (place, arc) in arcs.iter().enumerate() {
                        assert!(arc.len() > 1, "{code}");
                        let next = &arcs[(place + 1) % arcs.len()];
                        assert_eq!(arc.last(), next.first(), "{code}: a ring is open");
                    }
                    used.extend(ring.iter().map(|arc| if *arc < 0 { -1 - arc } else { *arc }));
                }
            }
            assert_eq!(used.len(), outline.arcs.len(), "{province}");
        }
    }

    #[test]
    fn islands_far_out_lie_outside_of_the_main_box() {
        for (province, island) in [("48", "20333"), ("56", "22736"), ("79", "26732")] {
            let outline = Outline::of_province(province).expect(province);
            assert_eq!(outline.insets, [island]);
            let [left, lower, right, upper] = outline.box_of(island).expect(island);
            let main = outline.main;
            assert!(left > main[2] || lower > main[3] || right < main[0] || upper < main[1]);
        }
        let narrow = Outline::of_province("01").expect("Hà Nội");
        assert!((narrow.narrowing(narrow.main) - 0.933).abs() < 0.003, "21 degrees north");
    }
}

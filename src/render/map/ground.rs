//! Outlines of a province → rings in pixels: the mainland in its frame, islands far out each in a box.
//!
//! In: an [`Outline`], a frame. Out: [`Ground`]. Must not know: figures, colours.

use std::collections::BTreeMap;

use super::scene::Place;
use crate::answers::map::Outline;

/// Nearer points of a border are not drawn, in pixels.
const NEAR: f64 = 0.35;
/// Size of a box for islands far out.
const BOX: (f64, f64) = (170.0, 118.0);
/// Around what is drawn in a box; above it stands its name.
const AROUND: f64 = 10.0;
pub const NAME: f64 = 24.0;
/// Between a box and the land.
const APART: f64 = 8.0;

/// Where everything lies.
pub struct Ground {
    /// Rings by code.
    pub communes: BTreeMap<String, Vec<Vec<Place>>>,
    /// Boxes of islands far out: code, then left, upper, width, height.
    pub boxes: Vec<(String, [f64; 4])>,
    /// Where it ends below.
    pub lower: f64,
}

/// From cells of the grid to pixels.
#[derive(Clone, Copy)]
struct Projection {
    origin: (i32, i32),
    start: Place,
    step: Place,
}

impl Projection {
    /// The cells of a box in the middle of a frame.
    fn new(outline: &Outline, cells: [i32; 4], [left, upper, width, height]: [f64; 4]) -> Self {
        let [west, south, east, north] = cells;
        let narrowing = outline.narrowing(cells);
        let (wide, high) =
            (f64::from((east - west).max(1)) * narrowing, f64::from((north - south).max(1)));
        let step = (width / wide).min(height / high);
        let start =
            (left + wide.mul_add(-step, width) / 2.0, upper + high.mul_add(-step, height) / 2.0);
        Self { origin: (west, north), start, step: (step * narrowing, step) }
    }

    fn place(&self, (x, y): (i32, i32)) -> Place {
        let right = f64::from(x - self.origin.0).mul_add(self.step.0, self.start.0);
        let down = f64::from(self.origin.1 - y).mul_add(self.step.1, self.start.1);
        (right, down)
    }
}

impl Ground {
    /// The province in a frame of a width, at most so high.
    pub fn new(outline: &Outline, [left, upper, width, most]: [f64; 4]) -> Self {
        let [west, south, east, north] = outline.main;
        let narrow = f64::from((east - west).max(1)) * outline.narrowing(outline.main);
        let height = (width * f64::from((north - south).max(1)) / narrow).min(most);
        let frame = [left, upper, width, height];
        let is_inset = |code: &String| outline.insets.contains(code);
        let main = Projection::new(outline, outline.main, frame);
        let mut communes = BTreeMap::new();
        for code in outline.communes.keys().filter(|code| !is_inset(code)) {
            communes.insert(code.clone(), rings(outline, code, main));
        }
        let mut ground = Self { communes, boxes: Vec::new(), lower: upper + height };
        for code in &outline.insets {
            let corner = ground.free(frame);
            let Some(cells) = outline.box_of(code) else { continue };
            let [x, y, wide, high] = corner;
            let inner = [x + AROUND, y + NAME, AROUND.mul_add(-2.0, wide), high - NAME - AROUND];
            let drawn = rings(outline, code, Projection::new(outline, cells, inner));
            ground.communes.insert(code.clone(), drawn);
            ground.boxes.push((code.clone(), corner));
            ground.lower = ground.lower.max(y + high);
        }
        ground
    }

    /// A corner of the frame without land, in the east where there is one; else below the frame.
    fn free(&self, [left, upper, width, height]: [f64; 4]) -> [f64; 4] {
        let (wide, high) = BOX;
        let (right, lower) = (left + width - wide, upper + height - high);
        let corners = [(right, lower), (right, upper), (left, lower), (left, upper)];
        let corners = corners.map(|(x, y)| [x, y, wide, high]);
        let is_free = |corner: &&[f64; 4]| height > high && self.is_free(**corner);
        let below = f64::from(u32::try_from(self.boxes.len()).unwrap_or(u32::MAX));
        let strip = [below.mul_add(-(wide + APART), right), upper + height + APART, wide, high];
        corners.iter().find(is_free).copied().unwrap_or(strip)
    }

    fn is_free(&self, [x, y, wide, high]: [f64; 4]) -> bool {
        let meets = |[left, upper, width, height]: [f64; 4]| {
            left < x + wide && x < left + width && upper < y + high && y < upper + height
        };
        let is_within = |(px, py): Place| {
            (x - APART..=x + wide + APART).contains(&px)
                && (y - APART..=y + high + APART).contains(&py)
        };
        let centre = (x + wide / 2.0, y + high / 2.0);
        let is_land = |rings: &Vec<Vec<Place>>| {
            rings.iter().flatten().any(|place| is_within(*place)) || is_inside(rings, centre)
        };
        !self.boxes.iter().any(|(_, other)| meets(*other)) && !self.communes.values().any(is_land)
    }
}

/// The rings of a commune. Neighbours leave out the same points of their border.
fn rings(outline: &Outline, code: &str, projection: Projection) -> Vec<Vec<Place>> {
    let rings = outline.communes.get(code).into_iter().flatten();
    let ring = |arcs: &Vec<i32>| {
        let drawn = joined(outline, arcs, projection, thinned);
        // An islet is a few points near to each other.
        if drawn.len() > 3 { drawn } else { joined(outline, arcs, projection, <[Place]>::to_vec) }
    };
    rings.map(ring).collect()
}

/// The arcs of a ring one after another, each thinned in its own direction, so that both of its neighbours draw the same.
fn joined(
    outline: &Outline,
    arcs: &[i32],
    projection: Projection,
    thin: fn(&[Place]) -> Vec<Place>,
) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for number in arcs {
        let forwards = if *number < 0 { -1 - number } else { *number };
        let arc = outline.arc(forwards).into_iter();
        let mut arc = thin(&arc.map(|point| projection.place(point)).collect::<Vec<_>>());
        if *number < 0 {
            arc.reverse();
        }
        places.extend(arc.into_iter().skip(usize::from(!places.is_empty())));
    }
    places
}

/// Without points that are near to the one before; both ends stay.
fn thinned(arc: &[Place]) -> Vec<Place> {
    let [first, middle @ .., last] = arc else { return arc.to_vec() };
    let mut kept = vec![*first];
    let mut at = *first;
    for place in middle {
        if (place.0 - at.0).abs().max((place.1 - at.1).abs()) >= NEAR {
            kept.push(*place);
            at = *place;
        }
    }
    kept.push(*last);
    kept
}

/// Whether a place lies in rings, by the even-odd rule.
fn is_inside(rings: &[Vec<Place>], (x, y): Place) -> bool {
    let mut is_inside = false;
    for ring in rings {
        for (from, to) in edges(ring) {
            let crosses = (from.1 > y) != (to.1 > y);
            if crosses && x < (to.0 - from.0) * (y - from.1) / (to.1 - from.1) + from.0 {
                is_inside = !is_inside;
            }
        }
    }
    is_inside
}

fn edges(ring: &[Place]) -> impl Iterator<Item = (Place, Place)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)).take(ring.len())
}

/// A place well within rings, for a mark: of a grid over the largest of them the one farthest from any border.
pub fn inner_place(rings: &[Vec<Place>]) -> Option<Place> {
    /// Places of the grid to a side.
    const GRID: u32 = 12;
    let largest = rings.iter().max_by(|one, other| {
        let (one, other) = (extent(one), extent(other));
        (one[2] * one[3]).total_cmp(&(other[2] * other[3]))
    })?;
    let [left, upper, width, height] = extent(largest);
    let mut best: Option<(f64, Place)> = None;
    for (column, row) in (0..GRID * GRID).map(|cell| (cell % GRID, cell / GRID)) {
        let share = |part: u32| (f64::from(part) + 0.5) / f64::from(GRID);
        let place = (width.mul_add(share(column), left), height.mul_add(share(row), upper));
        if !is_inside(rings, place) {
            continue;
        }
        let far = edges(largest).map(|edge| distance(place, edge)).fold(f64::INFINITY, f64::min);
        if best.is_none_or(|(most, _)| far > most) {
            best = Some((far, place));
        }
    }
    let middle = (left + width / 2.0, upper + height / 2.0);
    Some(best.map_or(middle, |(_, place)| place))
}

fn extent(ring: &[Place]) -> [f64; 4] {
    let fold = |of: fn(&Place) -> f64, pick: fn(f64, f64) -> f64| ring.iter().map(of).reduce(pick);
    let left = fold(|place| place.0, f64::min).unwrap_or_default();
    let right = fold(|place| place.0, f64::max).unwrap_or_default();
    let upper = fold(|place| place.1, f64::min).unwrap_or_default();
    let lower = fold(|place| place.1, f64::max).unwrap_or_default();
    [left, upper, right - left, lower - upper]
}

fn distance((x, y): Place, (from, to): (Place, Place)) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.mul_add(dx, dy * dy);
    let along = if length > 0.0 {
        ((x - from.0).mul_add(dx, (y - from.1) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (x - along.mul_add(dx, from.0)).hypot(y - along.mul_add(dy, from.1))
}

#[cfg(test)]
mod tests {
    use super::{Ground, distance, inner_place, is_inside};

    #[test]
    fn a_mark_stands_within_its_ring_even_where_the_middle_does_not() {
        let horseshoe = vec![vec![
            (0.0, 0.0),
            (30.0, 0.0),
            (30.0, 30.0),
            (20.0, 30.0),
            (20.0, 8.0),
            (10.0, 8.0),
            (10.0, 30.0),
            (0.0, 30.0),
        ]];
        assert!(!is_inside(&horseshoe, (15.0, 20.0)));
        let place = inner_place(&horseshoe).expect("a place");
        assert!(is_inside(&horseshoe, place), "{place:?}");
        assert!((distance((0.0, 5.0), ((3.0, 0.0), (3.0, 9.0))) - 3.0).abs() < 1e-9);
    }

    #[test]
    fn every_commune_lies_in_the_frame_and_islands_in_their_box() {
        use crate::answers::map::Outline;
        for province in ["01", "31", "48", "56", "68", "79", "91"] {
            let outline = Outline::of_province(province).expect(province);
            let ground = Ground::new(&outline, [24.0, 100.0, 752.0, 720.0]);
            assert_eq!(ground.communes.len(), outline.communes.len(), "{province}");
            for (code, rings) in &ground.communes {
                let boxed = ground.boxes.iter().find(|(other, _)| other == code);
                let frame = [24.0, 100.0, 752.0, ground.lower - 100.0];
                let [x, y, wide, high] = boxed.map_or(frame, |(_, corner)| *corner);
                assert!(!rings.is_empty(), "{code} is not drawn");
                for (px, py) in rings.iter().flatten() {
                    let is_within = *px >= x - 0.1
                        && *px <= x + wide + 0.1
                        && *py >= y - 0.1
                        && *py <= y + high + 0.1;
                    assert!(is_within, "{province} {code} at {px} {py}");
                }
            }
            assert_eq!(ground.boxes.len(), outline.insets.len(), "{province}");
        }
    }
}

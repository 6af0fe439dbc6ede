//! The communes of a picture → areas in their shades, marks and numbers on them, boxes with names.
//!
//! In: a [`MapPicture`], a frame. Out: shapes. Must not know: what stands around the map.

use super::ground::{Ground, NAME, inner_place};
use super::scene::{Ink, Label, Place, Shape};
use crate::answers::Cell;
use crate::answers::map::{MapPicture, MappedCommune};
use crate::render::number;
use crate::words::Lang;

/// Radius of a numbered dot, and the size of its number.
const DOT: f64 = 12.0;
const NUMBER: f64 = 15.0;
/// Size of the mark of few dossiers.
const MARK: f64 = 18.0;
const BOX_NAME: f64 = 14.0;

/// The map in a frame, and where it ends below; marks and numbers are so much larger where the picture will be shrunk.
pub fn draw(lang: Lang, picture: &MapPicture, frame: [f64; 4], larger: f64) -> (Vec<Shape>, f64) {
    let ground = Ground::new(&picture.outline, frame);
    let mut shapes: Vec<Shape> = Vec::new();
    let of = |code: &str| picture.communes.iter().find(|commune| commune.code == code);
    for (_, corner) in &ground.boxes {
        shapes.push(Shape::Rect { corner: *corner, ink: Ink::Paper });
    }
    for commune in &picture.communes {
        let rings = ground.communes.get(commune.code).cloned().unwrap_or_default();
        shapes.push(Shape::Area {
            code: commune.code,
            title: told(lang, commune),
            ink: ink(picture, commune),
            rings,
        });
    }
    for (code, [left, upper, wide, _]) in &ground.boxes {
        let name = of(code).map_or(code.as_str(), |commune| commune.name);
        let name = name.trim_start_matches("Đặc khu ");
        let at = (left + 8.0, upper + NAME - 7.0);
        shapes.push(text(at, BOX_NAME, Ink::Text, name.to_owned()));
        // Islets are smaller than their edges.
        if let Some(commune) = of(code) {
            let corner = [left + wide - 30.0, upper + 8.0, 22.0, 12.0];
            shapes.push(Shape::Rect { corner, ink: ink(picture, commune) });
        }
    }
    for commune in picture.communes.iter().filter(|commune| commune.is_small()) {
        let rings = ground.communes.get(commune.code).map_or(&[][..], Vec::as_slice);
        let Some((x, y)) = inner_place(rings) else { continue };
        let ink = on(picture, commune);
        let size = MARK * larger;
        shapes.push(centred((x, size.mul_add(0.5, y)), size, ink, "*".to_owned()));
    }
    shapes.extend(dots(picture, &ground, larger));
    let lower = ground.lower;
    (shapes, lower)
}

/// `Xã Yên Phong: 95,30% (120/126)`
pub fn told(lang: Lang, commune: &MappedCommune) -> String {
    let name = commune.name;
    match &commune.value {
        Cell::Rate(Err(_)) | Cell::Missing(_) => {
            format!("{name}: {}", lang.of("không có dữ liệu", "no data"))
        }
        Cell::Rate(Ok(ratio)) => {
            let value = number::cell(lang, &commune.value, 0);
            format!("{name}: {value} ({})", number::parts(lang, Ok(*ratio)))
        }
        value => format!("{name}: {}", number::cell(lang, value, 0)),
    }
}

const fn ink(picture: &MapPicture, commune: &MappedCommune) -> Ink {
    match commune.shade {
        Some(shade) => Ink::Shade(shade, picture.classes.len()),
        None => Ink::NoData,
    }
}

const fn on(picture: &MapPicture, commune: &MappedCommune) -> Ink {
    match commune.shade {
        Some(shade) => Ink::OnShade(shade, picture.classes.len()),
        None => Ink::Text,
    }
}

/// The numbered communes, with a line to its place where a dot stands beside it: no two dots meet.
fn dots(picture: &MapPicture, ground: &Ground, larger: f64) -> Vec<Shape> {
    let (radius, size) = (DOT * larger, NUMBER * larger);
    let mut numbered: Vec<(usize, &MappedCommune)> =
        picture.communes.iter().filter_map(|commune| Some((commune.number?, commune))).collect();
    numbered.sort_by_key(|(number, _)| *number);
    let mut taken: Vec<Place> = Vec::new();
    let mut shapes = Vec::new();
    for (number, commune) in numbered {
        let rings = ground.communes.get(commune.code).map_or(&[][..], Vec::as_slice);
        let Some(place) = inner_place(rings) else { continue };
        let dot = free(place, &taken, radius);
        taken.push(dot);
        if dot != place {
            shapes.push(Shape::Line { from: place, to: dot });
        }
        shapes.push(Shape::Dot { at: dot, radius });
        let at = (dot.0, size.mul_add(0.36, dot.1));
        shapes.push(Shape::Text(Label {
            at,
            is_centred: true,
            size,
            is_bold: true,
            ink: Ink::OnDot,
            text: number.to_string(),
        }));
    }
    shapes
}

/// The place itself, or the nearest around it where no dot stands.
fn free(place: Place, taken: &[Place], radius: f64) -> Place {
    let is_free = |(x, y): Place| {
        taken.iter().all(|(other_x, other_y)| (x - other_x).hypot(y - other_y) >= radius * 2.2)
    };
    let ring = |round: u32| {
        (0..8_u32).map(move |eighth| {
            let angle = f64::from(eighth) * std::f64::consts::FRAC_PI_4;
            let far = f64::from(round) * radius * 2.3;
            (far.mul_add(angle.cos(), place.0), far.mul_add(angle.sin(), place.1))
        })
    };
    let places = std::iter::once(place).chain((1..=3).flat_map(ring));
    places.into_iter().find(|place| is_free(*place)).unwrap_or(place)
}

/// A text that begins at a place.
pub const fn text(at: Place, size: f64, ink: Ink, text: String) -> Shape {
    Shape::Text(Label { at, is_centred: false, size, is_bold: false, ink, text })
}

const fn centred(at: Place, size: f64, ink: Ink, text: String) -> Shape {
    Shape::Text(Label { at, is_centred: true, size, is_bold: true, ink, text })
}

#[cfg(test)]
mod tests {
    use super::{DOT, free};

    #[test]
    fn dots_do_not_meet() {
        let mut taken = Vec::new();
        for step in 0..5_u32 {
            let dot = free((f64::from(step), 100.0), &taken, DOT);
            for (x, y) in &taken {
                assert!((dot.0 - x).hypot(dot.1 - y) >= DOT * 2.0, "{dot:?} {taken:?}");
            }
            taken.push(dot);
        }
        assert_eq!(free((500.0, 100.0), &taken, DOT), (500.0, 100.0));
    }
}

//! A scene → SVG: a file of its own, or the drawing of a page.
//!
//! In: a [`Scene`]. Out: markup. Must not know: what is drawn. Nothing is loaded, nothing runs.

use std::fmt::Write as _;

use super::colours::{class, style};
use super::scene::{Ink, Label, Place, Scene, Shape};
use crate::answers::map::Tone;
use crate::render::html::markup::Markup;

/// Fonts that readers have; the first that is there.
const FONTS: &str =
    "'Segoe UI','Noto Sans',Roboto,Arial,'DejaVu Sans','Liberation Sans',sans-serif";

/// What is said of a picture for those who cannot see it.
pub struct Told<'a> {
    /// Begins every id within the picture.
    pub id: &'a str,
    pub lang: &'a str,
    pub title: &'a str,
    pub description: &'a str,
}

/// A file: brings its colours, on light and on dark paper.
pub fn file(scene: &Scene, tone: Tone, told: &Told<'_>) -> String {
    let mut svg = Markup::default();
    let [width, height] = [scene.width, scene.height].map(|length| format!("{length:.0}"));
    let view = format!("0 0 {width} {height}");
    let (title, description) = (format!("{}-t", told.id), format!("{}-d", told.id));
    svg.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &width),
            ("height", &height),
            ("viewBox", &view),
            ("role", "img"),
            ("lang", told.lang),
            ("xml:lang", told.lang),
            ("aria-labelledby", &title),
            ("aria-describedby", &description),
        ],
    );
    svg.element("title", &[("id", &title)], told.title);
    svg.element("desc", &[("id", &description)], told.description);
    let own = format!(
        "svg{{max-width:100%;height:auto;font-family:{FONTS};background:var(--mpa)}}.c{{text-anchor:middle}}.b{{font-weight:700}}"
    );
    // This program's own text, without a sign that would have to be escaped.
    svg.open("style", &[]).raw_style(&format!("{}{own}", style())).close("style");
    svg.empty("rect", &[("width", &width), ("height", &height), ("class", "mpa")]);
    shapes(scene, tone, told.id, &mut svg);
    svg.close("svg");
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", svg.into_text())
}

/// The drawing of a page, which brings the colours.
pub fn inline(scene: &Scene, tone: Tone, told: &Told<'_>) -> Markup {
    let mut svg = Markup::default();
    let (title, description) = (format!("{}-t", told.id), format!("{}-d", told.id));
    svg.open(
        "svg",
        &[
            ("viewBox", &format!("0 0 {:.0} {:.0}", scene.width, scene.height)),
            ("class", "mm"),
            ("role", "img"),
            ("aria-labelledby", &title),
            ("aria-describedby", &description),
        ],
    );
    svg.element("title", &[("id", &title)], told.title);
    svg.element("desc", &[("id", &description)], told.description);
    shapes(scene, tone, told.id, &mut svg);
    svg.close("svg");
    svg
}

fn shapes(scene: &Scene, tone: Tone, id: &str, svg: &mut Markup) {
    let hatch = format!("{id}-h");
    let pattern = [
        ("id", hatch.as_str()),
        ("width", "70"),
        ("height", "70"),
        ("patternUnits", "userSpaceOnUse"),
        ("patternTransform", "rotate(45)"),
    ];
    svg.open("defs", &[]).open("pattern", &pattern);
    svg.empty("rect", &[("width", "70"), ("height", "70"), ("class", "mpa")]);
    svg.empty("path", &[("d", "M0 0V70"), ("class", "mh")]);
    svg.close("pattern").close("defs");
    let fill = format!("url(#{hatch})");
    // Areas are written in whole tenths of a pixel.
    let mut is_in_group = false;
    for shape in &scene.shapes {
        let is_area = matches!(shape, Shape::Area { .. });
        if is_area != is_in_group {
            if is_area {
                svg.open(
                    "g",
                    &[("class", "ma"), ("transform", "scale(.1)"), ("fill-rule", "evenodd")],
                );
            } else {
                svg.close("g");
            }
            is_in_group = is_area;
        }
        self::shape(shape, tone, &fill, svg);
    }
    if is_in_group {
        svg.close("g");
    }
}

fn shape(shape: &Shape, tone: Tone, hatch: &str, svg: &mut Markup) {
    let one = |length: f64| format!("{length:.1}");
    match shape {
        Shape::Area { code, title, ink, rings } => {
            let course = course(rings);
            let class = class(tone, *ink);
            let mut attributes = vec![("data-code", *code), ("d", course.as_str())];
            match ink {
                Ink::NoData => attributes.push(("fill", hatch)),
                _ => attributes.push(("class", class.as_str())),
            }
            svg.open("path", &attributes).element("title", &[], title).close("path");
        }
        Shape::Rect { corner, ink } => {
            let [x, y, width, height] = corner.map(one);
            let class = format!("mb {}", class(tone, *ink));
            let mut attributes =
                vec![("x", x.as_str()), ("y", &y), ("width", &width), ("height", &height)];
            if *ink == Ink::NoData {
                // Patterns of areas are in tenths of a pixel.
                attributes.extend([("class", "mb"), ("fill", hatch)]);
                let [x, y, width, height] = corner.map(|length| format!("{:.0}", length * 10.0));
                let corner = [("x", x.as_str()), ("y", &y), ("width", &width), ("height", &height)];
                svg.open("g", &[("class", "ma"), ("transform", "scale(.1)")]);
                svg.empty("rect", &[&corner[..], &[("fill", hatch)]].concat()).close("g");
                attributes = attributes[..4].to_vec();
                attributes.extend([("class", "mb"), ("fill", "none")]);
            } else {
                attributes.push(("class", &class));
            }
            svg.empty("rect", &attributes);
        }
        Shape::Line { from, to } => {
            let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(one);
            let ends =
                [("x1", x1.as_str()), ("y1", &y1), ("x2", &x2), ("y2", &y2), ("class", "mb")];
            svg.empty("line", &ends);
        }
        Shape::Dot { at, radius } => {
            let [x, y, radius] = [at.0, at.1, *radius].map(one);
            svg.empty("circle", &[("cx", &x), ("cy", &y), ("r", &radius), ("class", "md")]);
        }
        Shape::Text(label) => text(label, tone, svg),
    }
}

fn text(label: &Label, tone: Tone, svg: &mut Markup) {
    let [x, y, size] = [label.at.0, label.at.1, label.size].map(|length| format!("{length:.1}"));
    let centred = if label.is_centred { " c" } else { "" };
    let bold = if label.is_bold { " b" } else { "" };
    let class = format!("{}{centred}{bold}", class(tone, label.ink));
    let attributes = [("x", x.as_str()), ("y", &y), ("font-size", &size), ("class", &class)];
    svg.element("text", &attributes, &label.text);
}

/// Rings in the language of SVG: a place, then steps to the next ones.
fn course(rings: &[Vec<Place>]) -> String {
    // Writing to a string cannot fail.
    let mut course = String::new();
    for ring in rings {
        let mut at: Option<(i64, i64)> = None;
        for place in ring {
            let next = (tenths(place.0), tenths(place.1));
            match at {
                None => {
                    let _ = write!(course, "M{} {}l", next.0, next.1);
                }
                Some(last) if last == next => continue,
                Some(last) => {
                    let (right, down) = (next.0 - last.0, next.1 - last.1);
                    let is_first = course.ends_with('l');
                    let gap = if is_first || right < 0 { "" } else { " " };
                    let between = if down < 0 { "" } else { " " };
                    let _ = write!(course, "{gap}{right}{between}{down}");
                }
            }
            at = Some(next);
        }
        // An islet smaller than a tenth of a pixel is a point of the pen's width.
        if course.ends_with('l') {
            course.push_str("0 1");
        }
        course.push('z');
    }
    course
}

#[expect(clippy::cast_possible_truncation, reason = "pixels of a picture")]
fn tenths(length: f64) -> i64 {
    (length * 10.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::course;

    #[test]
    fn a_course_is_a_place_and_steps() {
        let ring = vec![(1.0, 2.0), (2.0, 1.5), (2.0, 1.5), (1.9, 3.0), (1.0, 2.0)];
        assert_eq!(course(&[ring]), "M10 20l10-5-1 15-9-10z");
        assert_eq!(course(&[vec![(1.0, 1.0), (1.01, 1.0)]]), "M10 10l0 1z");
    }
}

//! A scene → PNG, with the letters of the font that the program brings.
//!
//! In: a [`Scene`]. Out: the bytes of a picture, the same for the same scene. Must not know: what is drawn.

use tiny_skia::{
    Color, FillRule, FilterQuality, Paint, Path, PathBuilder, Pattern, Pixmap, SpreadMode, Stroke,
    Transform,
};
use ttf_parser::OutlineBuilder;

use super::colours::{LIGHT, Paper};
use super::font::Font;
use super::scene::{Ink, Label, Place, Scene, Shape};
use crate::answers::map::Tone;

/// Pixels of the file to a pixel of the scene: what is printed 16 cm wide has some 190 dots to an inch.
const SCALE: f32 = 1.5;
const PAPER: &Paper = &LIGHT;
/// From line to line of hatching, in pixels of the file.
const HATCH: u16 = 12;

/// Writes the picture; nothing when it is too large to be held.
pub fn write(scene: &Scene, tone: Tone, font: &Font) -> Option<Vec<u8>> {
    let mut pixmap = Pixmap::new(pixels(scene.width)?, pixels(scene.height)?)?;
    pixmap.fill(colour(PAPER.ground));
    let hatch = hatching()?;
    for shape in &scene.shapes {
        draw(shape, tone, (font, &hatch), &mut pixmap);
    }
    encoded(&pixmap).ok()
}

/// As small as it gets without loss: nothing of it is transparent.
fn encoded(pixmap: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let colours = pixmap.pixels().iter();
    let colours = colours.flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours.collect::<Vec<u8>>())?;
    writer.finish()?;
    Ok(bytes)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a length of a picture, some thousand pixels"
)]
fn pixels(length: f64) -> Option<u32> {
    let length = length * f64::from(SCALE);
    (1.0..20_000.0).contains(&length).then_some(length as u32)
}

fn colour(colour: u32) -> Color {
    let [_, red, green, blue] = colour.to_be_bytes();
    Color::from_rgba8(red, green, blue, 255)
}

fn paint(of: u32) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(colour(of));
    paint
}

/// A tile of slanted lines.
fn hatching() -> Option<Pixmap> {
    let mut tile = Pixmap::new(u32::from(HATCH), u32::from(HATCH))?;
    tile.fill(colour(PAPER.ground));
    let side = f32::from(HATCH);
    let mut lines = PathBuilder::new();
    // The neighbours' lines fill the corners.
    for shift in [-side, 0.0, side] {
        lines.move_to(shift - 2.0, side + 2.0);
        lines.line_to(shift + side + 2.0, -2.0);
    }
    let stroke = Stroke { width: 1.5 * SCALE, ..Stroke::default() };
    let lines = lines.finish()?;
    tile.stroke_path(&lines, &paint(PAPER.hatch), &stroke, Transform::identity(), None);
    Some(tile)
}

fn draw(shape: &Shape, tone: Tone, (font, hatch): (&Font, &Pixmap), pixmap: &mut Pixmap) {
    let scaled = Transform::from_scale(SCALE, SCALE);
    match shape {
        Shape::Area { ink, rings, .. } => {
            let Some(path) = path(rings) else { return };
            fill(&path, tone, *ink, hatch, pixmap);
            edge(&path, PAPER.border, 0.8, pixmap);
        }
        Shape::Rect { corner, ink } => {
            let [left, upper, wide, high] = corner.map(near);
            let rect = tiny_skia::Rect::from_xywh(left, upper, wide, high);
            let Some(path) = rect.map(PathBuilder::from_rect) else { return };
            fill(&path, tone, *ink, hatch, pixmap);
            edge(&path, PAPER.border, 1.0, pixmap);
        }
        Shape::Line { from, to } => {
            let mut line = PathBuilder::new();
            line.move_to(near(from.0), near(from.1));
            line.line_to(near(to.0), near(to.1));
            if let Some(path) = line.finish() {
                edge(&path, PAPER.border, 1.0, pixmap);
            }
        }
        Shape::Dot { at, radius } => {
            let circle = PathBuilder::from_circle(near(at.0), near(at.1), near(*radius));
            let Some(path) = circle else { return };
            pixmap.fill_path(&path, &paint(PAPER.text), FillRule::Winding, scaled, None);
            edge(&path, PAPER.ground, 1.5, pixmap);
        }
        Shape::Text(label) => text(label, tone, font, pixmap),
    }
}

fn fill(path: &Path, tone: Tone, ink: Ink, hatch: &Pixmap, pixmap: &mut Pixmap) {
    let scaled = Transform::from_scale(SCALE, SCALE);
    let mut paint = paint(PAPER.colour(tone, ink));
    if ink == Ink::NoData {
        // The tile is in pixels of the file.
        let unscaled = Transform::from_scale(1.0 / SCALE, 1.0 / SCALE);
        paint.shader =
            Pattern::new(hatch.as_ref(), SpreadMode::Repeat, FilterQuality::Nearest, 1.0, unscaled);
    }
    pixmap.fill_path(path, &paint, FillRule::EvenOdd, scaled, None);
}

fn edge(path: &Path, of: u32, width: f32, pixmap: &mut Pixmap) {
    let stroke = Stroke { width, line_join: tiny_skia::LineJoin::Round, ..Stroke::default() };
    pixmap.stroke_path(path, &paint(of), &stroke, Transform::from_scale(SCALE, SCALE), None);
}

fn path(rings: &[Vec<Place>]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for ring in rings {
        for (place, (x, y)) in ring.iter().enumerate() {
            if place == 0 {
                path.move_to(near(*x), near(*y));
            } else {
                path.line_to(near(*x), near(*y));
            }
        }
        path.close();
    }
    path.finish()
}

/// Letters are outlines; bold ones have an edge of their own colour.
fn text(label: &Label, tone: Tone, font: &Font, pixmap: &mut Pixmap) {
    let shift = if label.is_centred { font.width(&label.text, label.size) / 2.0 } else { 0.0 };
    let mut pen = Pen(PathBuilder::new());
    font.draw(&label.text, label.size, (label.at.0 - shift, label.at.1), &mut pen);
    let Some(path) = pen.0.finish() else { return };
    let colour = PAPER.colour(tone, label.ink);
    let scaled = Transform::from_scale(SCALE, SCALE);
    pixmap.fill_path(&path, &paint(colour), FillRule::Winding, scaled, None);
    if label.is_bold {
        edge(&path, colour, near(label.size * 0.045), pixmap);
    }
}

/// Draws letters as a path.
struct Pen(PathBuilder);

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

#[expect(clippy::cast_possible_truncation, reason = "pixels of a picture")]
const fn near(length: f64) -> f32 {
    length as f32
}

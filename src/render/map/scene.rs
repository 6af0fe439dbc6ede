//! What a picture is drawn of, whatever file it becomes: areas, lines, dots and texts in pixels.
//!
//! In: nothing. Out: [`Scene`]. Must not know: figures, file formats.

/// A point in pixels from the upper left corner.
pub type Place = (f64, f64);

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    pub width: f64,
    pub height: f64,
    /// What is drawn first lies below.
    pub shapes: Vec<Shape>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A commune: its code, what is said when one points at it, and its rings.
    Area {
        code: &'static str,
        title: String,
        ink: Ink,
        rings: Vec<Vec<Place>>,
    },
    /// Left, upper, width, height; with a thin edge.
    Rect {
        corner: [f64; 4],
        ink: Ink,
    },
    Line {
        from: Place,
        to: Place,
    },
    Dot {
        at: Place,
        radius: f64,
    },
    Text(Label),
}

/// A line of text on its base line.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    pub at: Place,
    pub is_centred: bool,
    pub size: f64,
    pub is_bold: bool,
    pub ink: Ink,
    pub text: String,
}

/// What something is coloured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    Paper,
    /// A step of the scale, and how many steps it has.
    Shade(usize, usize),
    /// What is written on such a step.
    OnShade(usize, usize),
    /// Hatched.
    NoData,
    Text,
    Quiet,
    /// On a dot.
    OnDot,
}

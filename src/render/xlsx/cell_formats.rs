//! The formats of cells: one font, thin grey rules, bold heads and totals, and how numbers are shown.
//!
//! In: nothing. Out: a [`CellFormats`]. Must not know: what stands in the cells.

use std::cmp::Ordering;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::answers::{unit_name, unit_of_change};
use crate::indicators::Quantity;
use crate::render::palette::{self, Verdict};
use crate::render::spreadsheet::{DAY, FONT, LARGE, SIZE};
use crate::words::Lang;

pub const COUNT: &str = "#,##0";
const POINTS: &str = "#,##0.00";
pub const RATE: &str = "0.00%";
/// Rates beside marked ones keep the room of the mark, so that digits stand under digits.
const RATE_BESIDE_MARKED: &str = "0.00%_ _*";
const RATE_MARKED: &str = "0.00%\" *\"";
/// Whatever a text looks like, and whoever edits it: a text.
const TEXT: &str = "@";

/// What stands in the body of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Count,
    /// The number of a line, in the middle.
    Number,
    Rate,
    /// A rate in a table that has marked ones.
    RateBesideMarked,
    RateMarked,
    /// What stands where there is no value.
    /// Points of an index.
    Points,
    Missing,
    Day,
    /// A bound of an interval.
    Bound,
}

/// The looks that do not depend on a figure.
pub struct CellFormats {
    pub title: Format,
    pub subtitle: Format,
    pub heading: Format,
    pub paragraph: Format,
    pub note: Format,
    pub head: Format,
    pub link: Format,
    pub centred: Format,
    pub centred_bold: Format,
    pub centred_italic: Format,
    pub cover_title: Format,
    pub label: Format,
    pub warning: Format,
    pub aside: Format,
}

impl CellFormats {
    pub fn new() -> Self {
        let line = || plain().set_align(FormatAlign::VerticalCenter).set_text_wrap();
        let centred = || line().set_align(FormatAlign::Center);
        let large = LARGE + 1.0;
        Self {
            title: line().set_bold().set_font_size(large).set_font_color(palette::ACCENT),
            subtitle: line().set_bold(),
            heading: line().set_bold().set_font_size(LARGE).set_font_color(palette::ACCENT),
            paragraph: line(),
            note: line().set_italic().set_font_size(SIZE - 1.0).set_font_color(palette::QUIET),
            head: cell()
                .set_bold()
                .set_background_color(palette::HEAD)
                .set_align(FormatAlign::Center)
                .set_text_wrap(),
            link: body(Kind::Text)
                .set_font_color(palette::ACCENT)
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            centred: centred(),
            centred_bold: centred().set_bold(),
            centred_italic: centred().set_italic(),
            cover_title: centred().set_bold().set_font_size(LARGE + 3.0),
            label: body(Kind::Text).set_bold(),
            warning: line().set_bold().set_font_color(Verdict::Worse.color()),
            aside: plain().set_font_size(SIZE - 3.0).set_font_color(palette::QUIET),
        }
    }
}

/// The font alone.
pub fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(SIZE)
}

fn cell() -> Format {
    plain()
        .set_border(FormatBorder::Thin)
        .set_border_color(palette::RULE)
        .set_align(FormatAlign::VerticalCenter)
}

/// A cell of the body of a table.
pub fn body(kind: Kind) -> Format {
    let number = |format: &str| cell().set_num_format(format).set_align(FormatAlign::Right);
    match kind {
        Kind::Text => {
            cell().set_num_format(TEXT).set_align(FormatAlign::Left).set_indent(1).set_text_wrap()
        }
        Kind::Count => number(COUNT),
        Kind::Number => cell().set_num_format(COUNT).set_align(FormatAlign::Center),
        Kind::Rate | Kind::Bound => number(RATE),
        Kind::Day => cell().set_num_format(DAY).set_align(FormatAlign::Center),
        Kind::Points => number(POINTS),
        Kind::RateBesideMarked => number(RATE_BESIDE_MARKED),
        Kind::RateMarked => number(RATE_MARKED),
        Kind::Missing => number(TEXT).set_font_color(palette::QUIET),
    }
}

/// The same in the row of the total.
pub fn total(format: Format) -> Format {
    format
        .set_bold()
        .set_background_color(palette::TOTAL)
        .set_border_top(FormatBorder::Medium)
        .set_border_top_color(palette::ACCENT)
}

/// What a change counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeUnit {
    Count,
    /// Hundredths of the whole.
    Points,
    /// Hundredths of the count before.
    Share,
    /// Days or points of a mean.
    Mean(Quantity),
}

/// A mean with its unit behind it.
pub fn mean(format: &Format, lang: Lang, quantity: Quantity) -> Format {
    format.clone().set_num_format(format!("#,##{}", with_unit(unit_name(lang, quantity))))
}

fn with_unit(unit: &str) -> String {
    format!("0.00\" {unit}\"")
}

/// A change: signed, and in the colour of its verdict; its words stand beside it.
pub fn change(lang: Lang, unit: ChangeUnit, direction: Ordering, verdict: Verdict) -> Format {
    let digits = match unit {
        ChangeUnit::Count => COUNT.to_owned(),
        ChangeUnit::Points => with_unit(unit_of_change(lang, Quantity::Share)),
        ChangeUnit::Mean(quantity) => with_unit(unit_of_change(lang, quantity)),
        ChangeUnit::Share => RATE.to_owned(),
    };
    // A change that rounds to nothing has no sign.
    let format = match direction {
        Ordering::Equal => format!("{digits};{digits};{digits}"),
        Ordering::Less | Ordering::Greater => format!("+{digits};-{digits};{digits}"),
    };
    body(Kind::Count).set_num_format(format).set_font_color(verdict.color())
}

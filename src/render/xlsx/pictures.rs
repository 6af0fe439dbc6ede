//! The maps of a report → pictures on the sheet of their table, below it.
//!
//! In: a [`Report`], a page. Out: pictures with words for those who do not see them. Must not know: how a map is drawn.

use rust_xlsxwriter::{Image, XlsxError};

use super::page::Page;
use crate::answers::publication::Report;
use crate::render::spreadsheet::alt_text;
use crate::render::{map, number};

/// Excel takes no longer words for a picture.
const LONGEST: usize = 255;
/// A picture is no wider, in pixels, and no higher than a page of paper below the repeated head.
const WIDTH: f64 = 720.0;
const HIGHEST: f64 = 540.0;

/// Writes every map, each on a page of paper of its own; the rows before which pages begin.
pub fn write(report: &Report, page: &mut Page<'_>) -> Result<Vec<u32>, XlsxError> {
    let mut breaks = Vec::new();
    for picture in &report.maps {
        let Some(png) = map::png(report.lang, picture) else { continue };
        breaks.push(page.row);
        // Printed one page wide, a wide sheet has more rows on a page.
        let highest = HIGHEST * f64::from(page.shrinks_by()) / 10.0;
        let share = (WIDTH / png.width).min(highest / png.height);
        let words = number::phrase(report.lang, &picture.description);
        let words: String = format!("{}. {words}", picture.title).chars().take(LONGEST).collect();
        let mut image = Image::new_from_buffer(&png.bytes)?.set_alt_text(alt_text(&words));
        let (wide, high) = (image.width(), image.height());
        image = image
            .set_scale_width(png.width * share / wide)
            .set_scale_height(png.height * share / high);
        page.worksheet.insert_image(page.row, 0, &image)?;
        page.skip_pixels(pixels(png.height * share));
        page.skip(1);
    }
    Ok(breaks)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the height of a picture, some hundred pixels"
)]
const fn pixels(length: f64) -> u32 {
    length.ceil() as u32
}

//! The places for the signatures at the end of a form.
//!
//! In: their texts. Out: rows. Must not know: the form.

use rust_xlsxwriter::XlsxError;

use super::page::Page;
use crate::render::form_foot::FormFoot;

/// Room for a signature.
const ROOM: u32 = 4;

/// Writes them in the two halves of the page.
pub fn write(page: &mut Page<'_>, foot: &FormFoot, middle: u16) -> Result<(), XlsxError> {
    let looks = page.looks;
    write_pair(page, middle, ["", &foot.place_and_day], &looks.centred_italic)?;
    write_pair(page, middle, foot.offices, &looks.centred_bold)?;
    write_pair(page, middle, foot.how, &looks.centred_italic)?;
    page.skip(ROOM);
    write_pair(page, middle, ["", &foot.signer], &looks.centred_bold)
}

fn write_pair(
    page: &mut Page<'_>,
    middle: u16,
    [left, right]: [&str; 2],
    format: &rust_xlsxwriter::Format,
) -> Result<(), XlsxError> {
    let last = page.last_column;
    if middle < last {
        page.spread(0, middle, left, format)?;
        page.spread(middle + 1, last, right, format)?;
        page.row += 1;
        return Ok(());
    }
    // One column has no halves.
    page.paragraph(left, format)?;
    page.paragraph(right, format)
}

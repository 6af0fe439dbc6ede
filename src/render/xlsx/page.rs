//! A sheet that is written from the top down: paragraphs over its width, then whatever comes.
//!
//! In: a worksheet and texts. Out: rows. Must not know: what the sheet is about.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::cell_formats::CellFormats;
use crate::render::spreadsheet::{cell_text, height, lines, set_up_print};
use crate::words::Lang;

/// What every sheet can hold.
const MOST_ROWS: usize = 1_048_576;
const MOST_COLUMNS: usize = 16_384;

/// A row of one line, as high as Excel makes it for the font.
pub const ROW_PIXELS: u32 = 21;
/// A column of the usual width.
pub const COLUMN_PIXELS: u32 = 72;
/// A digit of the font, and what a column is wider than its digits.
const LETTER_PIXELS: u32 = 8;
const PADDING_PIXELS: u32 = 5;
const POINTS_PER_PIXEL: f64 = 0.75;
/// What A4 across has between the margins.
const PAPER_PIXELS: u32 = 1_030;
const PAPER_HEIGHT: f64 = 660.0;
const REPEATED_HEAD: f64 = 75.0;
/// The number of the paper size A3.
const A3: u8 = 8;
/// Made narrow enough for A4, so many pixels could not be read any more.
const WIDE: u32 = 1_700;

/// Letters of a column that nothing else gives a width.
pub const SPARE_WIDTH: u16 = 12;

/// One sheet, and the place where writing goes on.
pub struct Page<'a> {
    pub worksheet: &'a mut Worksheet,
    pub looks: &'a CellFormats,
    pub lang: Lang,
    /// Paragraphs go over the columns up to this one.
    pub last_column: u16,
    /// Letters on a line over all of them.
    width: u16,
    /// The next free row.
    pub row: u32,
    /// Pixels that high rows take more than others.
    more: f64,
    /// Where the current page of paper begins, in pixels.
    paper_start: f64,
}

impl<'a> Page<'a> {
    /// A sheet whose columns have these widths, in letters.
    pub fn new(
        worksheet: &'a mut Worksheet,
        name: &str,
        widths: &[u16],
        looks: &'a CellFormats,
        lang: Lang,
    ) -> Result<Self, XlsxError> {
        if widths.len() > MOST_COLUMNS {
            return Err(XlsxError::RowColumnLimitError);
        }
        worksheet.set_name(name)?;
        for (column, width) in (0..).zip(widths) {
            worksheet.set_column_width(column, f64::from(*width))?;
        }
        let last_column = u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let width = widths.iter().fold(0_u16, |sum, width| sum.saturating_add(*width));
        let (row, more, paper_start) = (0, 0.0, 0.0);
        Ok(Self { worksheet, looks, lang, last_column, width, row, more, paper_start })
    }

    /// A paragraph over the whole width, as high as its text.
    pub fn paragraph(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.spread(0, self.last_column, text, format)?;
        self.fit(text, self.width)?;
        self.row += 1;
        Ok(())
    }

    /// A text over some columns of the row.
    pub fn spread(
        &mut self,
        first: u16,
        last: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let text = cell_text(text);
        if first == last {
            self.worksheet.write_string_with_format(self.row, first, text, format)?;
        } else {
            self.worksheet.merge_range(self.row, first, self.row, last, &text, format)?;
        }
        Ok(())
    }

    /// Makes the row as high as a text in so many letters needs.
    pub fn fit(&mut self, text: &str, width: u16) -> Result<(), XlsxError> {
        self.fit_lines(lines(text, width))
    }

    /// Makes the row so many lines high; one line needs nothing.
    pub fn fit_lines(&mut self, lines: usize) -> Result<(), XlsxError> {
        if lines > 1 {
            let points = height(lines);
            self.worksheet.set_row_height(self.row, points)?;
            self.more += points / POINTS_PER_PIXEL - f64::from(ROW_PIXELS);
        }
        Ok(())
    }

    /// Leaves rows free.
    pub const fn skip(&mut self, rows: u32) {
        self.row += rows;
    }

    /// Leaves so many pixels free.
    pub const fn skip_pixels(&mut self, pixels: u32) {
        self.skip(pixels.div_ceil(ROW_PIXELS));
    }

    /// How wide the page is, in pixels.
    pub fn pixels(&self) -> u32 {
        let columns = u32::from(self.last_column) + 1;
        u32::from(self.width) * LETTER_PIXELS + columns * PADDING_PIXELS
    }

    /// How much smaller the sheet is printed, in tenths: 10 is full size.
    pub fn shrinks_by(&self) -> u32 {
        (self.pixels() * 10 / PAPER_PIXELS).max(10)
    }

    /// Whether a new page of paper has to begin so that something so high is not torn; if so, it
    /// begins here, below the repeated head. Printed one page wide, a wide sheet has more rows on a
    /// page.
    pub fn breaks_before(&mut self, height: u32) -> bool {
        let on_paper = PAPER_HEIGHT * (f64::from(self.pixels()) / f64::from(PAPER_PIXELS)).max(1.0);
        let here = f64::from(self.row * ROW_PIXELS) + self.more;
        // Where a table goes over pages, nobody knows where the last of them ends.
        let breaks = here - self.paper_start + f64::from(height) > on_paper;
        if breaks {
            self.paper_start = here - REPEATED_HEAD;
        }
        breaks
    }

    /// Sets the page up for printing.
    pub fn set_up_print(&mut self, repeated: Option<(u32, u32)>) -> Result<(), XlsxError> {
        set_up_print(self.worksheet, repeated, self.lang.of("Trang", "Page"))?;
        if self.pixels() > WIDE {
            // Both papers have the same shape, so pages break in the same places.
            self.worksheet.set_paper_size(A3);
        }
        Ok(())
    }
}

/// How many rows a table takes, if the sheet can hold them below what stands around it.
pub fn rows(lines: usize) -> Result<u32, XlsxError> {
    /// Titles, head, total, notes and charts around a table take far fewer.
    const AROUND: usize = 1_000;
    if lines > MOST_ROWS - AROUND {
        return Err(XlsxError::RowColumnLimitError);
    }
    u32::try_from(lines).map_err(|_| XlsxError::RowColumnLimitError)
}

/// A count as a number of a cell.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
pub const fn number(count: u64) -> f64 {
    count as f64
}

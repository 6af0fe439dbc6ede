//! What every workbook has in common: its font, texts that fit into a cell, rows as high as their
//! text, and A4 across with a foot.
//!
//! In: texts and places. Out: settings of a worksheet. Must not know: what the sheets are about.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::inert;
use crate::domain::Day;

pub const FONT: &str = "Times New Roman";
pub const SIZE: f64 = 12.0;
pub const LARGE: f64 = 13.0;
/// The number of the paper size A4.
const A4: u8 = 9;
/// Points per line of text: rows get their height here, for not every program makes it from the text.
const LINE_HEIGHT: f64 = 16.5;
/// What a cell can hold, in units of UTF-16.
const LONGEST_TEXT: usize = 32_767;

/// How a cell shows a day.
pub const DAY: &str = "dd/mm/yyyy";

/// The day as Excel counts days: from the end of 1899. Its calendar is wrong before March 1900.
pub fn serial(day: Day) -> Option<f64> {
    const EPOCH: i32 = 25_569;
    const RELIABLE: i32 = 61;
    let serial = day.0.checked_add(EPOCH)?;
    (serial >= RELIABLE).then(|| f64::from(serial))
}

/// A text as a cell can hold it: on one line, signs that are hidden or steer shown by their numbers,
/// cut with `…`.
pub fn cell_text(text: &str) -> String {
    cut(text, LONGEST_TEXT)
}

/// Words for those who do not see a picture or table, as long as Excel takes them.
pub fn alt_text(text: &str) -> String {
    const LONGEST: usize = 255;
    cut(text, LONGEST)
}

/// The same, in at most so many units of UTF-16.
pub fn cut(text: &str, longest: usize) -> String {
    let text = inert::text(text);
    let mut left = longest;
    let whole: String = text.chars().take_while(|letter| take(&mut left, *letter)).collect();
    if whole.len() == text.len() {
        return whole;
    }
    let mut left = longest.saturating_sub('…'.len_utf16());
    let mut short: String = text.chars().take_while(|letter| take(&mut left, *letter)).collect();
    short.push('…');
    short
}

/// Whether a letter still fits, and what is left then.
fn take(left: &mut usize, letter: char) -> bool {
    let rest = left.checked_sub(letter.len_utf16());
    *left = rest.unwrap_or(0);
    rest.is_some()
}

/// What Excel allows is about 400 points.
pub fn height(lines: usize) -> f64 {
    const MOST: usize = 24;
    LINE_HEIGHT * f64::from(u32::try_from(lines.clamp(1, MOST)).unwrap_or(1)) + 3.0
}

/// How many lines a text takes in a column, broken between words and behind hyphens.
pub fn lines(text: &str, width: u16) -> usize {
    let width = usize::from(width).saturating_sub(1).max(1);
    let (mut lines, mut used) = (1, 0);
    for word in text.split_inclusive([' ', '-', '/']) {
        let length = word.chars().count();
        if used > 0 && used + word.trim_end().chars().count() > width {
            lines += 1;
            used = 0;
        }
        // A word longer than the column is broken anywhere.
        lines += length.saturating_sub(1) / width;
        used += length;
    }
    lines
}

/// A4 across, one page wide, the same rows and the page number on every page.
pub fn set_up_print(
    worksheet: &mut Worksheet,
    repeated: Option<(u32, u32)>,
    page_word: &str,
) -> Result<(), XlsxError> {
    worksheet.set_paper_size(A4).set_landscape();
    worksheet.set_print_fit_to_pages(1, 0);
    worksheet.set_margins(0.5, 0.4, 0.6, 0.6, 0.3, 0.3);
    worksheet
        .set_footer(format!("&L&\"{FONT},Regular\"&10&A&R&\"{FONT},Regular\"&10{page_word} &P/&N"));
    if let Some((first, last)) = repeated {
        worksheet.set_repeat_rows(first, last)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_TEXT, cell_text, cut, lines};

    #[test]
    fn texts_are_made_to_fit() {
        assert_eq!(cell_text("a\nb\u{0}\u{202E}c"), "a b⟦U+0000⟧⟦U+202E⟧c");
        assert_eq!(cell_text("=1+1"), "=1+1");
        assert_eq!(cut("Đơn vị", 6), "Đơn vị");
        assert_eq!(cut("Đơn vị", 5), "Đơn …");
        // Outside of the basic plane a letter counts twice.
        assert_eq!(cut("😀😀😀", 6), "😀😀😀");
        assert_eq!(cut("😀😀😀", 5), "😀😀…");
        let long = cell_text(&"x".repeat(LONGEST_TEXT + 1));
        assert_eq!(long.encode_utf16().count(), LONGEST_TEXT);
        assert!(long.ends_with("x…"));
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("một hai ba", 20), 1);
        assert_eq!(lines("một hai ba bốn", 9), 2);
        assert_eq!(lines("xxxxxxxxxxxxxxxxxxxx", 11), 2);
    }
}

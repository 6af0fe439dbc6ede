//! What a row is by its cells alone: figures, words, the head of a page, its number, a signature.
//!
//! In: cells of one row. Out: answers. Must not know: the rows beside it.

use super::numbers::UNSAVED;
use super::words::WORDS;
use crate::columns::Common;
use crate::domain::fold;

/// The rows of a head, which every page may repeat in its own way.
pub struct HeadRows(Vec<Vec<String>>);

impl HeadRows {
    pub fn new(rows: &[Vec<String>]) -> Self {
        Self(rows.iter().map(|cells| row_key(cells)).filter(|key| !key.is_empty()).collect())
    }

    /// Whether a row is one of them, in any case and with any spaces.
    pub fn has(&self, cells: &[String]) -> bool {
        let key = row_key(cells);
        !key.is_empty() && self.0.contains(&key)
    }

    /// Whether a row is the first of them.
    pub fn begins(&self, cells: &[String]) -> bool {
        self.0.first().is_some_and(|first| *first == row_key(cells))
    }
}

/// The cells of a row that say something, folded.
pub fn row_key(cells: &[String]) -> Vec<String> {
    cells.iter().map(|cell| fold(cell)).filter(|cell| !cell.is_empty()).collect()
}

/// The one cell of a row that says something.
pub fn only_cell(cells: &[String]) -> Option<&String> {
    let mut filled = cells.iter().filter(|cell| !cell.trim().is_empty());
    filled.next().filter(|_| filled.next().is_none())
}

/// "Trang 2", or a number that stands alone.
pub fn is_page_end(cells: &[String]) -> bool {
    only_cell(cells).is_some_and(|cell| WORDS.is_page(&fold(cell)))
}

/// "Trang 2", "(tiếp theo)": words of a page that name no row. A number alone may be a figure.
pub fn is_page_title(cells: &[String]) -> bool {
    only_cell(cells).is_some_and(|cell| {
        let key = fold(cell);
        WORDS.is_continued(&key)
            || (WORDS.is_page(&key) && !key.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

pub fn count_cells(cells: &[String], columns: &[usize], is_it: fn(&str) -> bool) -> usize {
    let cells = columns.iter().filter_map(|column| cells.get(*column));
    cells.filter(|cell| is_it(cell)).count()
}

/// Whether a figure stands in one of these columns.
pub fn has_figures(cells: &[String], columns: &[usize]) -> bool {
    count_cells(cells, columns, is_figure) > 0
}

/// "…, ngày 30 tháng 6 năm 2024" may stand below a column of counts: a figure begins with a digit.
pub fn is_figure(cell: &str) -> bool {
    if cell == UNSAVED {
        return true;
    }
    cell.trim_start_matches(['\'', '-', '−', '(']).starts_with(|c: char| c.is_ascii_digit())
}

pub fn is_word(cell: &str) -> bool {
    cell.starts_with(char::is_alphabetic)
}

/// One name over all columns, as merged cells come out of some readers.
pub fn is_one_text(cells: &[String]) -> bool {
    let mut filled = cells.iter().filter(|cell| !cell.is_empty());
    let first = filled.next();
    filled.all(|cell| Some(cell) == first)
}

/// `(1) (2) (3 = 4 + 5)`, `A B 1 2 3`: at least three, rising by one.
pub fn is_number_row(cells: &[String]) -> bool {
    let mut previous = None;
    let mut numbers = 0;
    for cell in cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) {
        if numbers == 0 && cell.len() == 1 && cell.bytes().all(|byte| byte.is_ascii_uppercase()) {
            continue;
        }
        let is_allowed = |byte: u8| byte.is_ascii_digit() || b"()=+-/:;*% ".contains(&byte);
        let digits: String =
            cell.trim_start_matches('(').chars().take_while(char::is_ascii_digit).collect();
        let Some(number) = digits.parse::<u32>().ok().filter(|_| cell.bytes().all(is_allowed))
        else {
            return false;
        };
        if previous.is_some_and(|previous: u32| number != previous + 1) {
            return false;
        }
        previous = Some(number);
        numbers += 1;
    }
    numbers >= 3
}

/// A title of an office holder, or a place and a date.
pub fn is_signature(cells: &[String]) -> bool {
    let labels = &Common::built_in().signature_labels;
    let words = ["ngày", "tháng", "năm"].map(fold);
    cells.iter().filter(|cell| !cell.is_empty()).map(|cell| fold(cell)).any(|key| {
        let is_date = words.iter().all(|word| key.split([' ', ',']).any(|other| other == word));
        is_date || labels.iter().any(|label| key.starts_with(label.as_str()))
    })
}

//! A page → rows: its tables one below the other, as a spreadsheet shows the page.
//!
//! Systems write such pages under the name `.xls`. Text between tables is a row of one cell. A cell
//! that spans rows or columns holds its text in its first place, as a merged cell of a workbook does.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use html5gum::{DefaultEmitter, EndTag, HtmlString, IoReader, StartTag, Token, Tokenizer};

use super::limits::{Gauge, ROW_TEXT};
use super::number::push_number;
use super::sheet::{Row, RowSource};

type Stream = Box<dyn Read + Send>;
/// Columns and texts.
type Cells = Vec<(u32, String)>;

/// Gives the rows of a page.
pub struct PageRows {
    tokens: Tokenizer<IoReader<Gauge<Stream>>, DefaultEmitter>,
    read: Arc<AtomicUsize>,
    next_row: u32,
    row: Cells,
    is_hidden: bool,
    cell: Option<Cell>,
    next_column: u32,
    /// Cells of rows above that reach down: first column, column behind the last, rows left.
    spans: Vec<(u32, u32, u32)>,
    new_spans: Vec<(u32, u32, u32)>,
    /// Text outside of cells.
    loose: String,
    /// The element whose text is not shown, while inside of it.
    silent: Option<Vec<u8>>,
    /// Rows whose end was met: number, whether hidden, cells.
    ready: VecDeque<(u32, bool, Cells)>,
    has_ended: bool,
}

#[derive(Debug)]
struct Cell {
    column: u32,
    text: String,
    /// What Excel wrote beside a number that it shows shortened.
    number: Option<String>,
}

/// More is no table of a report; the standard allows no more columns either.
const MOST_COLUMNS_SPANNED: u32 = 1_000;
const MOST_ROWS_SPANNED: u32 = 65_534;

impl PageRows {
    /// `stream` is UTF-8.
    pub fn new(stream: Stream) -> Self {
        let (stream, read) = Gauge::new(stream);
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        Self {
            tokens: Tokenizer::new_with_emitter(IoReader::new(stream), emitter),
            read,
            next_row: 0,
            row: Vec::new(),
            is_hidden: false,
            cell: None,
            next_column: 0,
            spans: Vec::new(),
            new_spans: Vec::new(),
            loose: String::new(),
            silent: None,
            ready: VecDeque::new(),
            has_ended: false,
        }
    }

    fn take(&mut self, token: Token) {
        if let Some(name) = &self.silent {
            if matches!(&token, Token::EndTag(tag) if tag.name.0 == *name) {
                self.silent = None;
            }
            return;
        }
        match token {
            Token::StartTag(tag) => self.start(&tag),
            Token::EndTag(tag) => self.end(&tag),
            Token::String(text) => self.text(&text),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    fn start(&mut self, tag: &StartTag<()>) {
        match &tag.name[..] {
            b"script" | b"style" | b"title" | b"xml" if !tag.self_closing => {
                self.silent = Some(tag.name.0.clone());
            }
            b"table" => {
                self.end_row();
                self.spans.clear();
            }
            b"tr" => {
                self.end_row();
                self.is_hidden = is_hidden(tag);
            }
            b"td" | b"th" => self.start_cell(tag),
            b"br" | b"p" | b"div" | b"li" => self.break_line(),
            name if is_heading(name) => self.break_line(),
            _ => {}
        }
    }

    fn end(&mut self, tag: &EndTag<()>) {
        match &tag.name[..] {
            b"td" | b"th" => self.end_cell(),
            b"tr" | b"table" | b"thead" | b"tbody" | b"body" => self.end_row(),
            b"p" | b"div" | b"caption" | b"center" | b"li" => self.break_line(),
            name if is_heading(name) => self.break_line(),
            _ => {}
        }
    }

    fn text(&mut self, text: &HtmlString) {
        let text = String::from_utf8_lossy(text);
        let out = self.cell.as_mut().map_or(&mut self.loose, |cell| &mut cell.text);
        if out.len() > ROW_TEXT {
            // The row is refused when it ends.
            return;
        }
        for character in text.chars() {
            // A page shows any run of blanks as one.
            let is_blank = character.is_ascii_whitespace();
            match is_blank {
                true if out.is_empty() || out.ends_with(' ') => {}
                true => out.push(' '),
                false => out.push(character),
            }
        }
    }

    /// Inside of a cell a new line is a space; between tables it ends a row.
    fn break_line(&mut self) {
        match &mut self.cell {
            Some(cell) if cell.text.is_empty() || cell.text.ends_with(' ') => {}
            Some(cell) => cell.text.push(' '),
            None => self.end_loose(),
        }
    }

    fn end_loose(&mut self) {
        let text = std::mem::take(&mut self.loose);
        if !text.trim().is_empty() {
            self.ready.push_back((self.next_row, false, vec![(0, text)]));
            self.next_row = self.next_row.saturating_add(1);
        }
    }

    fn start_cell(&mut self, tag: &StartTag<()>) {
        self.end_cell();
        self.end_loose();
        let span = |name: &[u8], most: u32| {
            let number = attribute(tag, name).and_then(|value| value.trim().parse::<u32>().ok());
            number.unwrap_or(1).clamp(1, most)
        };
        let mut column = self.next_column;
        // Spans are few, and each moves the cell to the right.
        while let Some((_, behind, _)) =
            self.spans.iter().find(|(first, behind, _)| (*first..*behind).contains(&column))
        {
            column = *behind;
        }
        self.next_column = column.saturating_add(span(b"colspan", MOST_COLUMNS_SPANNED));
        let rows = span(b"rowspan", MOST_ROWS_SPANNED);
        if rows > 1 {
            self.new_spans.push((column, self.next_column, rows));
        }
        let number = attribute(tag, b"x:num").filter(|number| !number.is_empty());
        self.cell = Some(Cell { column, text: String::new(), number });
    }

    fn end_cell(&mut self) {
        let Some(Cell { column, mut text, number }) = self.cell.take() else {
            return;
        };
        if let Some(number) = number.filter(|_| text.contains("E+")) {
            text.clear();
            push_number(&number, &mut text);
        }
        self.row.push((column, text));
    }

    fn end_row(&mut self) {
        self.end_cell();
        self.end_loose();
        if self.next_column == 0 {
            // No cell was opened: the row ended before.
            return;
        }
        let row = std::mem::take(&mut self.row);
        self.ready.push_back((self.next_row, self.is_hidden, row));
        self.next_row = self.next_row.saturating_add(1);
        self.next_column = 0;
        self.is_hidden = false;
        self.spans.append(&mut self.new_spans);
        for span in &mut self.spans {
            span.2 -= 1;
        }
        self.spans.retain(|(_, _, rows)| *rows > 0);
    }
}

impl RowSource for PageRows {
    fn next_row(&mut self, row: &mut Row) -> io::Result<bool> {
        loop {
            if let Some((number, is_hidden, cells)) = self.ready.pop_front() {
                row.start(number, is_hidden);
                for (column, text) in cells {
                    row.text().push_str(&text);
                    row.end_cell(column)?;
                }
                return Ok(true);
            }
            if self.has_ended {
                return Ok(false);
            }
            self.read.store(0, Ordering::Relaxed);
            if let Some(token) = self.tokens.next() {
                self.take(token?);
            } else {
                self.end_row();
                self.has_ended = true;
            }
        }
    }
}

fn is_heading(name: &[u8]) -> bool {
    matches!(name, [b'h', b'1'..=b'6'])
}

fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    let value = tag.attributes.get(name)?;
    Some(String::from_utf8_lossy(&value.value).into_owned())
}

fn is_hidden(tag: &StartTag<()>) -> bool {
    let style = attribute(tag, b"style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style.to_ascii_lowercase().contains("display:none")
        || tag.attributes.contains_key(&b"hidden"[..])
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::sync::Arc;
    use std::sync::atomic::Ordering;

    use super::PageRows;
    use crate::read::container::sheet::SheetText;

    fn text(page: &str) -> (String, u64) {
        let hidden = Arc::default();
        let rows = PageRows::new(Box::new(std::io::Cursor::new(page.to_owned())));
        let mut text = String::new();
        SheetText::new(Box::new(rows), Arc::clone(&hidden))
            .read_to_string(&mut text)
            .expect("a page");
        (text.replace('\u{1f}', ","), hidden.load(Ordering::Relaxed))
    }

    #[test]
    fn tables_of_a_page_with_spans_entities_and_loose_text() {
        let page = "<html><head><style>td{x}</style><title>no</title></head><body><h3>SỞ Y TẾ</h3>\
            <table><tr><th rowspan=2>STT</th><th colspan=\"2\">Ngày</th></tr>\
            <tr><th>Nhận</th><th>H&#7865;n</th></tr>\
            <tr style=\"Display: none\"><td>1<td>a&nbsp;b\n<br>c<td>d &amp; e</tr>\
            <tr><td>2</td><td>&nbsp;</td><td style='mso-number-format:\"\\@\"'>007</td></tr></table>\
            <p>Người lập</p><table><tr><td>x</td></tr></table>";
        let (text, hidden) = text(page);
        let expected =
            "SỞ Y TẾ,,\nSTT,Ngày,\n,Nhận,Hẹn\n1,a\u{a0}b c,d & e\n2,,007\nNgười lập,,\nx,,\n";
        assert_eq!(text, expected);
        assert_eq!(hidden, 1);
    }

    #[test]
    fn a_number_that_is_shown_shortened_is_taken_from_beside_it() {
        let page = "<table><tr><td x:num=\"4012345678901\">4.01E+12</td><td x:num=\"45000\">a</td></tr></table>";
        assert_eq!(text(page).0, "4012345678901,a\n");
    }

    #[test]
    fn a_span_without_end_does_no_harm() {
        let page = "<table><tr><td rowspan=999999999 colspan=999999999>a<tr><td>b";
        let (text, _) = text(page);
        assert!(text.starts_with("a,") && text.trim_end().ends_with(",b"));
    }
}

//! A page → rows: its tables one below the other, as a spreadsheet shows the page.
//!
//! Systems write such pages under the name `.xls`. Text between tables is a row of one cell. A cell
//! that spans rows or columns holds its text in its first place, as a merged cell of a workbook does.
//! What a page does not display is no text of it; a hidden row is read, as in a workbook.

mod form;
mod rows;
mod silent;
mod style;
mod tag;
#[cfg(test)]
mod tests;

use super::limits::{Gauge, ROW_TEXT};
use super::number::push_number;
use super::raised::Raised;
use super::sheet::{Row, RowSource};
use form::{Choice, Field, field};
use html5gum::{DefaultEmitter, EndTag, IoReader, StartTag, Token, Tokenizer};
use rows::{ReadyCell, Rows};
use silent::{SkippedElement, TokenRole};
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use style::{Display, MOST_STYLE, Styles};
use tag::{attribute, is_heading, is_void, leading_number};

type Stream = Box<dyn Read + Send>;

/// Gives the rows of a page.
pub struct PageRows {
    tokens: Tokenizer<IoReader<Gauge<Stream>>, DefaultEmitter>,
    read: Arc<AtomicUsize>,
    has_table: Arc<AtomicBool>,
    styles: Styles,
    rows: Rows,
    /// Whether the row that is being read is hidden.
    is_hidden: bool,
    cell: Option<Cell>,
    /// Text outside of cells.
    loose: String,
    /// The element whose text is not shown, while inside of it.
    silent: Option<SkippedElement>,
    /// The text of the style sheet that is being read.
    style: String,
    /// The element outside of cells that is not displayed, while inside of it, and how many of its
    /// name are open.
    hidden_block: Option<(Vec<u8>, u32)>,
    choice: Option<Choice>,
    raised: Raised,
    has_ended: bool,
}

#[derive(Debug, Default)]
struct Cell {
    column: u32,
    rows_below: u32,
    text: String,
    /// What Excel wrote beside a number that it shows shortened.
    number: Option<String>,
    /// Whether Excel wrote a formula beside it.
    has_formula: bool,
    /// Whether its own text is seen.
    is_shown: bool,
    /// Whether the text now read belongs to an answer that was not given.
    is_other_answer: bool,
    /// Whether a box in it is ticked, if there is one.
    ticked: Option<bool>,
}

impl PageRows {
    /// `stream` is UTF-8; `has_table` is set once there is a table.
    pub fn new(stream: Stream, has_table: Arc<AtomicBool>) -> Self {
        let (stream, read) = Gauge::new(stream);
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        Self {
            tokens: Tokenizer::new_with_emitter(IoReader::new(stream), emitter),
            read,
            has_table,
            styles: Styles::default(),
            rows: Rows::default(),
            is_hidden: false,
            cell: None,
            loose: String::new(),
            silent: None,
            style: String::new(),
            hidden_block: None,
            choice: None,
            raised: Raised::default(),
            has_ended: false,
        }
    }

    fn take(&mut self, token: &Token) {
        if self.silent.is_some() && self.pass_over(token) {
            return;
        }
        match token {
            Token::StartTag(tag) => self.start(tag),
            Token::EndTag(tag) => self.end(tag),
            Token::String(text) => self.text(&String::from_utf8_lossy(text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    /// Goes on through an element that is not shown; whether the token belongs to it.
    fn pass_over(&mut self, token: &Token) -> bool {
        let Some(silent) = &mut self.silent else { return false };
        if let Token::String(text) = token
            && silent.name == b"style"
            && self.style.len() < MOST_STYLE
        {
            self.style.push_str(&String::from_utf8_lossy(text));
        }
        let belongs = silent.take(token);
        if belongs != TokenRole::AndGoesOn {
            self.silent = None;
            let style = std::mem::take(&mut self.style);
            self.styles.add(&style);
        }
        belongs != TokenRole::Not
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let display = self.styles.display(tag);
        match &tag.name[..] {
            b"script" | b"style" | b"title" | b"xml" if !tag.self_closing => {
                self.silent = Some(SkippedElement::new(&tag.name, true));
                return;
            }
            // Nothing of it is ever shown.
            b"template" | b"datalist" | b"noscript" => {
                self.silent = Some(SkippedElement::new(&tag.name, false));
                return;
            }
            b"table" => {
                self.has_table.store(true, Ordering::Relaxed);
                self.end_group();
            }
            b"thead" | b"tbody" | b"tfoot" => self.end_group(),
            b"tr" => {
                self.end_row();
                self.is_hidden = display != Display::Shown;
                return;
            }
            b"td" | b"th" if display == Display::None => {
                // It takes no column.
                self.end_cell();
                self.silent = Some(SkippedElement::new(&tag.name, false));
                return;
            }
            b"td" | b"th" => return self.start_cell(tag, display == Display::Shown),
            b"input" if display == Display::Shown => return self.input(tag),
            b"select" if display == Display::Shown => self.choice = Some(Choice::new(tag)),
            b"option" => {
                if let Some(choice) = &mut self.choice {
                    choice.start_entry(tag);
                }
            }
            b"br" | b"p" | b"div" | b"li" | b"textarea" => self.break_line(),
            b"sup" => self.raised = Raised(true),
            name if is_heading(name) => self.break_line(),
            _ => {}
        }
        self.hide(tag, display);
    }

    /// Passes over what a page does not display.
    fn hide(&mut self, tag: &StartTag<()>, display: Display) {
        if let Some((name, open)) = &mut self.hidden_block
            && *name == tag.name.0
        {
            *open += 1;
        }
        if display == Display::Shown || tag.self_closing || is_void(&tag.name) {
            return;
        }
        if self.cell.is_some() {
            self.silent = Some(SkippedElement::new(&tag.name, false));
        } else if self.hidden_block.is_none() {
            self.hidden_block = Some((tag.name.0.clone(), 1));
        }
    }

    fn end(&mut self, tag: &EndTag<()>) {
        match &tag.name[..] {
            b"td" | b"th" => self.end_cell(),
            b"tr" | b"body" => self.end_row(),
            b"table" | b"thead" | b"tbody" | b"tfoot" => self.end_group(),
            b"option" => {
                if let Some(choice) = &mut self.choice {
                    choice.end_entry();
                }
            }
            b"select" => self.end_choice(),
            b"p" | b"div" | b"caption" | b"center" | b"li" => self.break_line(),
            b"sup" => self.raised = Raised::default(),
            name if is_heading(name) => self.break_line(),
            _ => {}
        }
        if let Some((name, open)) = &mut self.hidden_block
            && *name == tag.name.0
        {
            *open -= 1;
            if *open == 0 {
                self.hidden_block = None;
            }
        }
    }

    fn text(&mut self, text: &str) {
        let in_choice = self.choice.is_some();
        let out = match (&mut self.choice, &mut self.cell) {
            (Some(choice), _) => choice.text(),
            (None, Some(cell)) => {
                (cell.is_shown && !cell.is_other_answer).then_some(&mut cell.text)
            }
            (None, None) => self.hidden_block.is_none().then_some(&mut self.loose),
        };
        let Some(out) = out else { return };
        if out.len() > ROW_TEXT || (in_choice && out.len() > MOST_CHOICE_TEXT) {
            // The row is refused when it ends.
            return;
        }
        for character in text.chars() {
            // A page shows any run of blanks as one.
            let is_blank = character.is_ascii_whitespace();
            match is_blank {
                true if out.is_empty() || out.ends_with(' ') => {}
                true => out.push(' '),
                false => out.push(self.raised.sign(character, out)),
            }
        }
    }

    fn input(&mut self, tag: &StartTag<()>) {
        match (field(tag), &mut self.cell) {
            (Field::Text(text), _) => {
                self.break_word();
                self.text(&text);
                self.break_word();
            }
            (Field::Box(is_ticked), Some(cell)) => cell.ticked = Some(is_ticked),
            (Field::Answer(is_given), Some(cell)) => cell.is_other_answer = !is_given,
            (Field::Box(_) | Field::Answer(_) | Field::Nothing, _) => {}
        }
    }

    fn end_choice(&mut self) {
        if let Some(choice) = self.choice.take() {
            self.break_word();
            self.text(&choice.shown());
            self.break_word();
        }
    }

    fn break_word(&mut self) {
        let out = self.cell.as_mut().map_or(&mut self.loose, |cell| &mut cell.text);
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }

    /// Inside of a cell a new line is a space; between tables it ends a row.
    fn break_line(&mut self) {
        if self.cell.is_some() {
            self.break_word();
        } else {
            self.end_loose();
        }
    }

    fn end_loose(&mut self) {
        let text = std::mem::take(&mut self.loose);
        if !text.trim().is_empty() {
            self.rows.push_loose(text);
        }
    }

    fn start_cell(&mut self, tag: &StartTag<()>, is_shown: bool) {
        self.end_cell();
        self.end_loose();
        self.raised = Raised::default();
        let span = |name: &[u8]| attribute(tag, name).and_then(|value| leading_number(&value));
        let (column, rows_below) = self.rows.place(span(b"colspan"), span(b"rowspan"));
        self.cell = Some(Cell {
            column,
            rows_below,
            number: attribute(tag, b"x:num").filter(|number| !number.is_empty()),
            has_formula: tag.attributes.contains_key(&b"x:fmla"[..]),
            is_shown,
            ..Cell::default()
        });
    }

    fn end_cell(&mut self) {
        self.end_choice();
        let Some(cell) = self.cell.take() else {
            return;
        };
        let Cell { column, rows_below, mut text, number, has_formula, ticked, .. } = cell;
        let lacks_value = has_formula && number.is_none() && text.trim().is_empty();
        if let Some(number) = number.filter(|_| text.contains("E+")) {
            text.clear();
            push_number(&number, &mut text);
        }
        if let Some(is_ticked) = ticked.filter(|_| text.trim().is_empty()) {
            // As a workbook writes what is true.
            text.clear();
            text.push_str(if is_ticked { "TRUE" } else { "FALSE" });
        }
        self.rows.push(ReadyCell { column, text, rows_below, lacks_value });
    }

    fn end_row(&mut self) {
        self.end_cell();
        self.end_loose();
        if self.rows.is_ended() {
            // No cell was opened: the row ended before.
            return;
        }
        self.rows.end_row(self.is_hidden || self.hidden_block.is_some());
        self.is_hidden = false;
    }

    /// No cell reaches out of its part of the table.
    fn end_group(&mut self) {
        self.end_row();
        self.rows.end_group();
    }
}

/// Text of one entry of a list.
const MOST_CHOICE_TEXT: usize = 64 * 1024;

impl RowSource for PageRows {
    fn next_row(&mut self, row: &mut Row) -> io::Result<bool> {
        loop {
            if self.rows.give(row)? {
                return Ok(true);
            }
            if self.has_ended {
                return Ok(false);
            }
            self.read.store(0, Ordering::Relaxed);
            if let Some(token) = self.tokens.next() {
                self.take(&token?);
            } else {
                self.end_row();
                self.has_ended = true;
            }
        }
    }
}

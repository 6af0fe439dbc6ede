//! Where the columns of a table stand on its sheet: an interval takes two, heads are unique, and every
//! column is as wide as what it holds.
//!
//! In: a table of the report. Out: a [`Plan`]. Must not know: formats, formulas.

use super::names::heads;
use super::page::SPARE_WIDTH;
use crate::answers::{Cell, Column, ColumnKind, Table};
use crate::render::number;
use crate::words::Lang;

/// A sheet is at least so many letters wide, so that paragraphs and charts have room.
const LEAST_PAGE: u16 = 104;
/// The button of the filter stands in the head.
const BUTTON: u16 = 2;
/// The letters of the total are bold: it needs room for so many more.
const BOLD: usize = 1;
const NUMBERS: (usize, usize) = (8, 18);
const TEXTS: (usize, usize) = (9, 46);
/// With few columns a text may be longer.
const TEXTS_OF_FEW: (usize, usize) = (9, 64);
const FEW: usize = 5;
/// With so many columns every letter counts: the sheet is printed one page wide.
const MANY: usize = 14;
const TEXT_ROOM: usize = 4;
const NUMBERS_OF_MANY: (usize, usize) = (6, 18);
const TEXTS_OF_MANY: (usize, usize) = (8, 32);

/// The columns of a sheet.
pub struct Plan<'a> {
    pub lang: Lang,
    pub table: &'a Table,
    pub suppress_below: u64,
    /// The first column of the sheet that each column of the table has.
    pub places: Vec<u16>,
    /// Of the columns of the sheet.
    pub heads: Vec<String>,
    /// Of the columns of the sheet, those right of the table that only make it wider behind them.
    pub widths: Vec<u16>,
    /// Whether a rate carries the mark of few dossiers.
    pub has_marked: bool,
}

impl<'a> Plan<'a> {
    pub fn new(lang: Lang, table: &'a Table, suppress_below: u64) -> Self {
        let mut places = Vec::new();
        let mut names = Vec::new();
        for column in &table.columns {
            places.push(u16::try_from(names.len()).unwrap_or(u16::MAX));
            names.extend(names_of(lang, column));
        }
        let heads = heads(lang, names.iter().map(String::as_str));
        let figures = || table.lines().flatten();
        let mut plan = Self {
            lang,
            table,
            suppress_below,
            places,
            heads,
            widths: Vec::new(),
            has_marked: figures().any(Cell::is_small),
        };
        plan.widths = plan.table_widths();
        while plan.widths.iter().map(|width| u32::from(*width)).sum::<u32>() < LEAST_PAGE.into() {
            plan.widths.push(SPARE_WIDTH);
        }
        plan
    }

    fn table_widths(&self) -> Vec<u16> {
        let count = self.table.columns.len();
        let (texts, numbers, room) = match count {
            0..=FEW => (TEXTS_OF_FEW, NUMBERS, 4),
            _ if count > MANY => (TEXTS_OF_MANY, NUMBERS_OF_MANY, 1),
            _ => (TEXTS, NUMBERS, 4),
        };
        let mut widths = Vec::with_capacity(self.heads.len());
        let mut heads = self.heads.iter();
        for (place, column) in self.table.columns.iter().enumerate() {
            let spans = names_of(self.lang, column).len();
            // A text is indented, and would break one letter early.
            let ((least, most), room) = match column.kind {
                ColumnKind::Text | ColumnKind::Severity => (texts, room.max(TEXT_ROOM)),
                _ => (numbers, room),
            };
            let figures = self.table.body().filter_map(|line| line.get(place));
            let longest = figures.map(|figure| self.text_length(figure)).max().unwrap_or(0);
            if let Some(letters) = column.width {
                widths.extend(heads.by_ref().take(spans).map(|_| letters));
                continue;
            }
            let total = self.table.total().and_then(|line| line.get(place));
            let longest = longest.max(total.map_or(0, |figure| self.text_length(figure) + BOLD));
            for head in heads.by_ref().take(spans) {
                let words = head.split([' ', '-', '/']).map(|word| word.chars().count());
                let word = words.max().unwrap_or(0) + usize::from(BUTTON) + room / 2;
                let width = (longest + room).max(word).clamp(least, most);
                widths.push(u16::try_from(width).unwrap_or(u16::MAX));
            }
        }
        widths
    }

    fn text_length(&self, figure: &Cell) -> usize {
        match figure {
            // Each bound has a cell of its own.
            Cell::Interval(Ok(_)) => "100,00%".len(),
            Cell::CountChange { now, before } => {
                number::count(self.lang, now.abs_diff(*before)).chars().count() + 1
            }
            other => number::cell(self.lang, other, self.suppress_below).chars().count(),
        }
    }

    /// The last column of the table on the sheet.
    pub fn last(&self) -> u16 {
        u16::try_from(self.heads.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// The column of the sheet.
    pub fn place(&self, column: usize) -> u16 {
        self.places.get(column).copied().unwrap_or(u16::MAX)
    }

    /// Letters on a line of a column of the sheet.
    pub fn width(&self, place: u16) -> u16 {
        self.widths.get(usize::from(place)).copied().unwrap_or(SPARE_WIDTH)
    }

    /// Letters on a line of its head: the button takes some.
    pub fn head_width(&self, place: u16) -> u16 {
        self.width(place).saturating_sub(BUTTON)
    }

    /// How many columns stay in sight: those up to the first that names the lines.
    pub fn frozen(&self) -> u16 {
        let is_name = |column: &Column| column.kind == ColumnKind::Text;
        match self.table.columns.iter().position(is_name) {
            Some(place @ 0..=2) => self.place(place) + 1,
            _ => 0,
        }
    }
}

/// An interval is two numbers, so that both can be counted with.
fn names_of(lang: Lang, column: &Column) -> Vec<String> {
    match column.kind {
        ColumnKind::Interval => vec![
            format!("{}: {}", column.name, lang.of("cận dưới", "lower bound")),
            format!("{}: {}", column.name, lang.of("cận trên", "upper bound")),
        ],
        _ => vec![column.name.clone()],
    }
}

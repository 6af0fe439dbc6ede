//! A document → text for a terminal or a plain file: aligned tables, bars, and colour only beside a
//! sign or word that says the same.

use comfy_table::{
    Attribute, Cell as TerminalCell, CellAlignment, Color, ColumnConstraint, ContentArrangement,
    Table as TerminalTable, TableStyle, Width,
};

use super::inert;
use super::number::{self, bar, phrase};
use crate::answers::{
    Block, Cell, Column, Document, Phrase, RowKind, Table, TableRow, severity_name,
};
use crate::findings::Severity;
use crate::indicators::Sense;
use crate::words::Lang;

/// How the text is laid out.
#[derive(Debug, Clone, Copy, Default)]
pub struct TerminalStyle {
    pub colour: bool,
    /// Columns of the terminal; tables take the width they need when it is unknown.
    pub width: Option<u16>,
}

/// Longer lines are hard to read.
const PAGE_WIDTH: usize = 100;
const BAR_WIDTH: u64 = 8;
/// Longer words, such as paths, may be broken.
const LONGEST_WORD: usize = 16;
/// Headers are broken between words to about this width, so that numbers set the column width.
const HEADER_WIDTH: usize = 10;

const STYLE: TableStyle = TableStyle::new()
    .header_separator(comfy_table::LineStyle::none().fill('─').junction('─').left('─').right('─'))
    .bottom_border(comfy_table::LineStyle::none().fill('─').junction('─').left('─').right('─'));

/// Writes a document.
pub fn write(document: &Document, lang: Lang, look: TerminalStyle) -> String {
    let blocks: Vec<String> = document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Heading(text) => bold(&one_line(text), look),
            Block::Paragraph(text) => wrapped(&one_line(&phrase(lang, text)), look),
            Block::Facts(facts) => write_facts(facts, lang),
            Block::Table(table) => write_table(table, lang, look),
        })
        .collect();
    blocks.join("\n")
}

fn bold(text: &str, look: TerminalStyle) -> String {
    if look.colour { format!("\u{1b}[1m{text}\u{1b}[0m\n") } else { format!("{text}\n") }
}

/// Breaks a paragraph between words, at the width of the terminal or of a page.
fn wrapped(text: &str, look: TerminalStyle) -> String {
    let width = look.width.map_or(PAGE_WIDTH, usize::from).min(PAGE_WIDTH);
    broken(text, width) + "\n"
}

fn write_facts(facts: &[(String, Phrase)], lang: Lang) -> String {
    let width = |text: &str| text.chars().count();
    let widest = facts.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    let line = |(name, value): &(String, Phrase)| {
        let gap = " ".repeat(widest - width(name));
        format!("  {}{gap}  {}\n", one_line(name), one_line(&phrase(lang, value)))
    };
    facts.iter().map(line).collect::<Vec<_>>().concat()
}

fn write_table(table: &Table, lang: Lang, look: TerminalStyle) -> String {
    let mut terminal = TerminalTable::new();
    terminal.load_style(STYLE);
    match look.width {
        Some(width) => {
            terminal.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        None => {
            terminal.set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    if look.colour {
        terminal.enforce_styling();
    } else {
        terminal.force_no_tty();
    }
    terminal.set_header(table.columns.iter().map(|column| {
        let text = if column.is_text() {
            inert::line(&column.name)
        } else {
            broken(&inert::line(&column.name), HEADER_WIDTH)
        };
        TerminalCell::new(text).set_alignment(alignment(column))
    }));
    for row in &table.rows {
        terminal.add_row(cells(table, row, lang));
    }
    for (place, column) in table.columns.iter().enumerate() {
        let Some(terminal_column) = terminal.column_mut(place) else { continue };
        terminal_column.set_constraint(if column.is_text() {
            ColumnConstraint::LowerBoundary(Width::Fixed(longest_word(table, place)))
        } else {
            ColumnConstraint::ContentWidth
        });
    }
    let lines = terminal.lines().map(|line| format!("{}\n", line.trim_end()));
    let mut text = lines.collect::<Vec<_>>().concat();
    for note in &table.notes {
        text.push_str(&one_line(&phrase(lang, note)));
        text.push('\n');
    }
    text
}

/// The width below which a text column would break its words, padding included.
fn longest_word(table: &Table, column: usize) -> u16 {
    const PADDING: usize = 2;
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    let texts = cells.filter_map(|cell| match cell {
        Cell::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let heads = table.columns.get(column).map(|column| column.name.as_str());
    let words = texts.chain(heads).flat_map(str::split_whitespace);
    let widest = words.map(|word| word.chars().count()).max().unwrap_or(0).min(LONGEST_WORD);
    let has_bars =
        table.rows.iter().any(|row| matches!(row.cells.get(column), Some(Cell::Bar(..))));
    let bar = if has_bars { usize::try_from(BAR_WIDTH).unwrap_or(0) } else { 0 };
    u16::try_from(widest.max(bar) + PADDING).unwrap_or(u16::MAX)
}

fn cells(table: &Table, row: &TableRow, lang: Lang) -> Vec<TerminalCell> {
    table
        .columns
        .iter()
        .zip(&row.cells)
        .map(|(column, cell)| {
            let mut shown =
                TerminalCell::new(cell_text(cell, lang)).set_alignment(alignment(column));
            if let Some(colour) = colour_of(cell) {
                shown = shown.fg(colour);
            }
            if row.kind == RowKind::Body { shown } else { shown.add_attribute(Attribute::Bold) }
        })
        .collect()
}

fn cell_text(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Bar(measure, _) => bar(*measure, BAR_WIDTH),
        Cell::Severity(severity) => {
            let sign = match severity {
                Severity::Info => "·",
                Severity::Warning => "▲",
                Severity::Error => "✖",
                Severity::Critical => "‼",
            };
            format!("{sign} {}", severity_name(lang, *severity))
        }
        _ => inert::line(&number::cell(lang, cell, 0)),
    }
}

/// A pair that colour-blind readers can tell apart; the bar's length and the word say it as well.
const fn colour_of(cell: &Cell) -> Option<Color> {
    match cell {
        Cell::Bar(_, Sense::HigherIsBetter) => Some(Color::DarkCyan),
        Cell::Bar(_, Sense::LowerIsBetter)
        | Cell::Severity(Severity::Error | Severity::Critical) => Some(Color::DarkRed),
        Cell::Severity(Severity::Warning) => Some(Color::DarkYellow),
        _ => None,
    }
}

const fn alignment(column: &Column) -> CellAlignment {
    if column.is_text() { CellAlignment::Left } else { CellAlignment::Right }
}

/// Line breaks and control characters of an export must not steer a terminal.
pub fn one_line(text: &str) -> String {
    inert::text(text)
}

/// Breaks a text between words, at a width.
pub fn broken(whole: &str, width: usize) -> String {
    let mut text = String::with_capacity(whole.len() + 8);
    let mut line = 0;
    for word in whole.split(' ') {
        let length = word.chars().count();
        if line > 0 && line + 1 + length > width {
            text.push('\n');
            line = 0;
        } else if line > 0 {
            text.push(' ');
            line += 1;
        }
        text.push_str(word);
        line += length;
    }
    text
}

//! A document → GitHub-flavoured Markdown.

use super::inert;
use super::number::{self, bar, phrase};
use crate::answers::{Block, Cell, Column, Document, Phrase, RowKind, Table};
use crate::domain::visible;
use crate::words::Lang;

const BAR_WIDTH: u64 = 10;

/// Writes a document; `suppress_below`: what stands for a share of fewer answers, a dash where 0.
pub fn write(document: &Document, lang: Lang, suppress_below: u64) -> String {
    let blocks: Vec<String> = document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Heading(text) => format!("## {}\n", escape(text)),
            Block::Paragraph(text) => format!("{}\n", escape(&phrase(lang, text))),
            Block::Facts(facts) => {
                let line = |(name, value): &(String, Phrase)| {
                    format!("- {}: {}\n", escape(name), escape(&phrase(lang, value)))
                };
                facts.iter().map(line).collect::<Vec<_>>().concat()
            }
            Block::Table(table) => write_table(table, lang, suppress_below),
        })
        .collect();
    blocks.join("\n")
}

fn write_table(table: &Table, lang: Lang, suppress_below: u64) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = line(table.columns.iter().map(|column| escape(&column.name)).collect());
    let rule = |column: &Column| if column.is_text() { "---" } else { "---:" }.to_owned();
    text.push_str(&line(table.columns.iter().map(rule).collect()));
    for row in &table.rows {
        let cells = row.cells.iter().map(|cell| {
            let shown = cell_text(cell, lang, suppress_below);
            if row.kind != RowKind::Body && !shown.is_empty() {
                format!("**{shown}**")
            } else {
                shown
            }
        });
        text.push_str(&line(cells.collect()));
    }
    if !table.notes.is_empty() {
        text.push('\n');
    }
    for note in &table.notes {
        text.push_str(&escape(&phrase(lang, note)));
        text.push_str("  \n");
    }
    text
}

fn cell_text(cell: &Cell, lang: Lang, suppress_below: u64) -> String {
    match cell {
        Cell::Bar(measure, _) => bar(*measure, BAR_WIDTH),
        // Nothing in a number means anything to Markdown, but for the mark of few dossiers.
        Cell::Count(_)
        | Cell::Parts(_)
        | Cell::Share(_)
        | Cell::Number { .. }
        | Cell::Change { .. } => number::cell(lang, cell, suppress_below),
        Cell::Open => "………".to_owned(),
        _ => escape(&inert::line(&number::cell(lang, cell, suppress_below))),
    }
}

/// Text that Markdown leaves alone.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    if text.starts_with(['+', '-', '#']) {
        // At the start of an item or paragraph these begin a list or heading.
        escaped.push('\\');
    }
    for character in visible(text).chars() {
        match character {
            character if character.is_control() => escaped.push(' '),
            '|' | '*' | '_' | '`' | '<' | '>' | '\\' | '[' | ']' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

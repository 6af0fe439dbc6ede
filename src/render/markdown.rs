//! A document → GitHub-flavoured Markdown.

use super::inert;
use super::number::{bar, change, count, decimal, interval, parts, percent_of, phrase, rate};
use crate::answers::{Align, Block, Cell, Document, Phrase, Table, severity_name};
use crate::domain::visible;
use crate::words::Lang;

const BAR_WIDTH: u64 = 10;

/// Writes a document.
pub fn write(document: &Document, lang: Lang) -> String {
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
            Block::Table(table) => write_table(table, lang),
        })
        .collect();
    blocks.join("\n")
}

fn write_table(table: &Table, lang: Lang) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = line(table.columns.iter().map(|column| escape(&column.name)).collect());
    let rule = |align| match align {
        Align::Left => "---",
        Align::Right => "---:",
    };
    text.push_str(&line(table.columns.iter().map(|c| rule(c.align).to_owned()).collect()));
    for row in &table.rows {
        let cells = row.cells.iter().map(|cell| {
            let shown = cell_text(cell, lang);
            if row.is_total && !shown.is_empty() { format!("**{shown}**") } else { shown }
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

fn cell_text(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => escape(&inert::line(text)),
        Cell::Phrase(words) => escape(&inert::line(&phrase(lang, words))),
        Cell::Count(number) => count(lang, *number),
        Cell::Rate(measure) => escape(&rate(lang, *measure)),
        Cell::Parts(measure) => parts(lang, *measure),
        Cell::Percent(share) => percent_of(lang, share),
        Cell::Number { value, decimals } => decimal(lang, value, *decimals),
        Cell::Change { value, decimals } => change(lang, value, *decimals),
        Cell::Interval(bounds) => interval(lang, *bounds),
        Cell::Bar(measure, _) => bar(*measure, BAR_WIDTH),
        Cell::Severity(severity) => severity_name(lang, *severity).to_owned(),
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

//! A page of the guide → text for a terminal: tables laid out, paragraphs wrapped, commands as they
//! are typed. Only the Markdown that the guide uses is known.

use crate::answers::{Block, Cell, Column, Document, Table, TableRow};
use crate::render::terminal::{TerminalStyle, broken, one_line, write};
use crate::words::Lang;

use super::Topic;

/// Longer lines are hard to read.
const PAGE_WIDTH: u16 = 100;
/// What answers where a reference page is linked, which is no topic.
const LOOKED_UP: [(&str, &str); 11] = [
    ("reference/commands", "cchc help"),
    ("tra-cuu/lenh", "cchc help"),
    ("reference/figures", "cchc indicators"),
    ("tra-cuu/so-lieu", "cchc indicators"),
    ("reference/findings", "cchc explain"),
    ("tra-cuu/phat-hien", "cchc explain"),
    ("reference/signals", "cchc explain C0501"),
    ("tra-cuu/dau-hieu", "cchc explain C0501"),
    ("reference/json", "cchc schema"),
    ("reference/exit-codes", "cchc --help"),
    ("tra-cuu/ma-thoat", "cchc --help"),
];
/// How far what is typed stands from the margin.
const INDENT: &str = "    ";

/// The page as text.
pub fn text(page: &str, lang: Lang, look: TerminalStyle) -> String {
    let width = look.width.map_or(PAGE_WIDTH, |width| width.min(PAGE_WIDTH));
    let mut writer = Writer {
        lang,
        look: TerminalStyle { colour: look.colour, width: Some(width) },
        blocks: Vec::new(),
    };
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        let is_in = |next: &&str, test: fn(&str) -> bool| test(next);
        if line.starts_with("```") {
            let code: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            writer.code(&code);
        } else if line.starts_with('|') {
            let mut rows = vec![line];
            while let Some(row) = lines.next_if(|next| is_in(next, |next| next.starts_with('|'))) {
                rows.push(row);
            }
            writer.table(&rows);
        } else if line.starts_with('#') {
            writer.heading(line.trim_start_matches(['#', ' ']));
        } else if !line.is_empty() && !line.starts_with("<!--") {
            let mut words = line.to_owned();
            while let Some(more) = lines.next_if(|next| is_in(next, continues)) {
                words.push(' ');
                words.push_str(more.trim());
            }
            writer.paragraph(&words);
        }
    }
    writer.blocks.concat()
}

/// Whether a line belongs to the paragraph or the item above it.
fn continues(line: &str) -> bool {
    let starts = ["```", "|", "#", "- ", "<!--", "1. ", "2. ", "3. ", "4. ", "5. "];
    !line.is_empty() && !starts.iter().any(|start| line.starts_with(start))
}

struct Writer {
    lang: Lang,
    look: TerminalStyle,
    /// Each ends with a line break.
    blocks: Vec<String>,
}

impl Writer {
    fn push(&mut self, block: String, is_apart: bool) {
        if is_apart && !self.blocks.is_empty() {
            self.blocks.push("\n".to_owned());
        }
        self.blocks.push(block);
    }

    fn heading(&mut self, text: &str) {
        let heading = Block::Heading(inline(text, self.lang));
        self.push(write(&Document { blocks: vec![heading] }, self.lang, self.look), true);
    }

    fn paragraph(&mut self, text: &str) {
        let mark = ["- ", "1. ", "2. ", "3. ", "4. ", "5. "]
            .into_iter()
            .find(|mark| text.starts_with(mark))
            .unwrap_or("");
        let width = usize::from(self.look.width.unwrap_or(PAGE_WIDTH)) - mark.len();
        let wrapped = broken(&one_line(&inline(&text[mark.len()..], self.lang)), width);
        let hanging = format!("\n{}", " ".repeat(mark.len()));
        let is_first = !self.blocks.last().is_some_and(|last| starts_item(last));
        self.push(
            format!("{mark}{}\n", wrapped.replace('\n', &hanging)),
            mark.is_empty() || is_first,
        );
    }

    fn code(&mut self, lines: &[&str]) {
        let end = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
        let lines = &lines[..end];
        let lines = lines.iter().map(|line| format!("{INDENT}{line}").trim_end().to_owned() + "\n");
        let block = lines.collect::<Vec<_>>().concat();
        self.push(block, true);
    }

    fn table(&mut self, rows: &[&str]) {
        let mut rows = rows.iter().map(|row| cells(row, self.lang));
        let columns = rows.next().unwrap_or_default().into_iter();
        let columns = columns.map(|head| Column::text_named(head.clone(), head)).collect();
        // The second row only says how columns are set.
        let rows =
            rows.skip(1).map(|row| TableRow::body(row.into_iter().map(Cell::Text).collect()));
        let table = Table { columns, rows: rows.collect(), notes: Vec::new() };
        let document = Document { blocks: vec![Block::Table(table)] };
        self.push(write(&document, self.lang, self.look), true);
    }
}

fn starts_item(block: &str) -> bool {
    block.starts_with("- ") || block.as_bytes().first().is_some_and(u8::is_ascii_digit)
}

/// The cells of a row; `\|` is no border.
fn cells(row: &str, lang: Lang) -> Vec<String> {
    let row = row.trim().trim_start_matches('|').replace("\\|", "\u{0}");
    let row = row.strip_suffix('|').unwrap_or(&row).to_owned();
    row.split('|').map(|cell| inline(cell.trim(), lang).replace('\u{0}', "|")).collect()
}

/// Marks of Markdown left out; a link to another page names its topic.
fn inline(text: &str, lang: Lang) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        let link = rest[start..].split_once("](").and_then(|(name, behind)| {
            let (target, after) = behind.split_once(')')?;
            (!name[1..].contains('[')).then_some((&name[1..], target, after))
        });
        plain.push_str(&rest[..start]);
        let Some((name, target, after)) = link else {
            plain.push('[');
            rest = &rest[start + 1..];
            continue;
        };
        plain.push_str(name);
        let file = target.split('#').next().unwrap_or("").trim_end_matches(".md");
        let looked_up = LOOKED_UP.iter().find(|(page, _)| file.ends_with(page));
        let answered_by = match (Topic::find(file), looked_up) {
            (Some(topic), _) => format!(" (cchc help {})", topic.name(lang)),
            (None, Some((_, command))) => format!(" ({command})"),
            (None, None) => String::new(),
        };
        plain.push_str(&answered_by);
        rest = after;
    }
    plain.push_str(rest);
    without_marks(&plain)
}

/// Emphasis and backslashes left out, but for what stands between backticks.
fn without_marks(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut is_code = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        match letter {
            '`' => {
                is_code = !is_code;
                plain.push(letter);
            }
            '\\' if !is_code && next.is_some_and(|next| next.is_ascii_punctuation()) => {
                plain.extend(letters.next());
            }
            '*' if !is_code => {}
            _ => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::render::terminal::TerminalStyle;
    use crate::words::Lang;

    fn plain(page: &str) -> String {
        text(page, Lang::En, TerminalStyle { colour: false, width: Some(40) })
    }

    #[test]
    fn paragraphs_are_wrapped_and_items_hang() {
        let page = "# Title\n\nOne two three\nfour **five** six seven eight nine ten.\n\n- first item, which is\n  longer than a line of the page\n- second\n";
        let expected = "Title\n\nOne two three four five six seven eight\nnine ten.\n\n- first item, which is longer than a\n  line of the page\n- second\n";
        assert_eq!(plain(page), expected);
    }

    #[test]
    fn what_is_typed_stands_as_it_is() {
        let page = "Type:\n\n```sh\ncchc 'a b/*.csv'   # and **this**\n\n```\n";
        assert_eq!(plain(page), "Type:\n\n    cchc 'a b/*.csv'   # and **this**\n");
        assert_eq!(plain("`a*b` *c* \\[d\\] `\\n`\n"), "`a*b` c [d] `\\n`\n");
    }

    #[test]
    fn a_link_to_another_page_names_its_topic() {
        assert_eq!(plain("See [Units](units.md#a).\n"), "See Units (cchc help units).\n");
        assert_eq!(plain("[x](../../data/a.md) [y\n"), "x [y\n");
        assert_eq!(plain("[all](reference/figures.md)\n"), "all (cchc indicators)\n");
    }

    #[test]
    fn a_table_is_laid_out_without_its_marks() {
        let shown = plain("| A | B |\n| --- | --- |\n| `a\\|b` | **c** |\n");
        assert!(shown.contains("  `a|b`   c\n") && !shown.contains("---"), "{shown}");
    }
}

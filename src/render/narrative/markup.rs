//! The lines of a filled template → blocks.
//!
//! One paragraph per line; a line that begins with blanks goes on with the line before. `#` and `##`
//! begin headings, `-` an item, and what stands in `[[…]]` is a place. Must not know: figures.

use super::engine::{at_line, has_gap, restore, without_comments};
use super::known::{nearest, unknown};
use super::{NarrativeBlock, Span, sentences};
use crate::answers::publication::{BRIEF, Report, TABLES};
use crate::render::rendering::RenderError;
use crate::words::Lang;

/// What can stand in `[[…]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Placeholder {
    Table(String),
    Form(String),
    Open(String),
    Title(String),
    Annex,
    WorkingNotes,
    PageBreak,
}

/// What a word makes of the text behind it.
type Make = fn(String) -> Placeholder;

/// The words that begin a place, in both languages.
const WORDS: [(&str, Make); 14] = [
    ("bảng", Placeholder::Table),
    ("table", Placeholder::Table),
    ("biểu", Placeholder::Form),
    ("form", Placeholder::Form),
    ("chỗ trống", Placeholder::Open),
    ("open", Placeholder::Open),
    ("tiêu đề", Placeholder::Title),
    ("title", Placeholder::Title),
    ("phụ lục", |_| Placeholder::Annex),
    ("annex", |_| Placeholder::Annex),
    ("ghi chú lập biểu", |_| Placeholder::WorkingNotes),
    ("working notes", |_| Placeholder::WorkingNotes),
    ("ngắt trang", |_| Placeholder::PageBreak),
    ("page break", |_| Placeholder::PageBreak),
];

/// Reads the inside of `[[…]]`.
fn place(lang: Lang, inside: &str) -> Result<Placeholder, String> {
    let inside = inside.trim();
    for (word, make) in WORDS {
        let Some(rest) = inside.strip_prefix(word) else { continue };
        if rest.is_empty() || rest.starts_with([' ', ':']) {
            let what = rest.trim_start_matches([' ', ':']).trim();
            return Ok(make(restore(what)));
        }
    }
    let word = inside.split(':').next().unwrap_or_default();
    let first = word.split(' ').next().unwrap_or_default();
    let known = || WORDS.iter().map(|(word, _)| *word);
    let near = nearest(word, known()).or_else(|| nearest(first, known()));
    Err(unknown(lang, lang.of("chỗ", "place"), &format!("[[{}]]", restore(inside)), near))
}

/// Looks at the places and headings of a template before it is filled.
///
/// # Errors
/// With the line of the first one that is not understood.
pub fn check(lang: Lang, source: &str) -> Result<(), RenderError> {
    for (text, line) in without_comments(source).lines().zip(1..) {
        let wrong = |what: &str| Err(at_line(lang, line, what));
        if text.trim_start().starts_with("###") {
            return wrong(lang.of(
                "chỉ có hai cấp đề mục, `#` và `##`",
                "headings have two levels, `#` and `##`",
            ));
        }
        let mut rest = text;
        while let Some(start) = rest.find("[[") {
            let after = &rest[start + 2..];
            let Some(end) = after.find("]]") else {
                return wrong(lang.of("`[[` không có `]]`", "`[[` without `]]`"));
            };
            let place = place(lang, &after[..end]).map_err(|what| at_line(lang, line, &what))?;
            let itself = format!("[[{}]]", &after[..end]);
            let is_alone = without_tags(text).trim() == without_tags(&itself);
            if !is_alone && !matches!(place, Placeholder::Open(_)) {
                return wrong(lang.of(
                    "chỗ này phải đứng riêng một dòng",
                    "this place has to stand on a line of its own",
                ));
            }
            rest = &after[end + 2..];
        }
    }
    Ok(())
}

/// A line without `{% … %}`.
fn without_tags(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("{%") {
        text.push_str(before);
        rest = after.split_once("%}").map_or("", |(_, after)| after);
    }
    text + rest
}

/// A block whose text is not complete yet.
enum Begun {
    Paragraph,
    Bullet,
    Heading(u8),
}

struct Reader<'report> {
    report: &'report Report,
    begun: Option<(Begun, String)>,
    blocks: Vec<NarrativeBlock>,
}

/// Reads a filled template.
///
/// # Errors
/// When a place was named by the template's own expressions and is none.
pub fn blocks(report: &Report, text: &str) -> Result<Vec<NarrativeBlock>, RenderError> {
    let mut reader = Reader { report, begun: None, blocks: Vec::new() };
    for line in text.lines() {
        reader.line(line)?;
    }
    reader.finish();
    let mut blocks = without_empty_headings(reader.blocks);
    number_headings(&mut blocks);
    Ok(blocks)
}

impl Reader<'_> {
    fn line(&mut self, line: &str) -> Result<(), RenderError> {
        if line.is_empty() {
            self.finish();
            return Ok(());
        }
        let text = line.trim();
        let (begun, text) = if let Some(heading) = text.strip_prefix("## ") {
            (Begun::Heading(2), heading)
        } else if let Some(heading) = text.strip_prefix("# ") {
            (Begun::Heading(1), heading)
        } else if let Some(item) = text.strip_prefix("- ") {
            (Begun::Bullet, item)
        } else if let Some(inside) = only_place(text) {
            self.finish();
            return self.place(inside);
        } else {
            (Begun::Paragraph, text)
        };
        if text.is_empty() {
            return Ok(());
        }
        let goes_on = line.starts_with([' ', '\t']) && matches!(begun, Begun::Paragraph);
        match &mut self.begun {
            Some((_, before)) if goes_on => {
                before.push(' ');
                before.push_str(text);
            }
            _ => {
                self.finish();
                self.begun = Some((begun, text.to_owned()));
            }
        }
        Ok(())
    }

    fn place(&mut self, inside: &str) -> Result<(), RenderError> {
        let lang = self.report.lang;
        if has_gap(inside) {
            return Ok(());
        }
        match place(lang, inside).map_err(|what| at_line(lang, 0, &what))? {
            Placeholder::Table(id) => self.table(id)?,
            Placeholder::Form(id) => {
                if self.report.forms.iter().any(|form| form.id == id) {
                    self.blocks.push(NarrativeBlock::Form { id });
                }
            }
            Placeholder::Open(what) => self.blocks.push(NarrativeBlock::Open(what)),
            Placeholder::Title(text) => self.blocks.push(NarrativeBlock::Title(text)),
            Placeholder::Annex => self.blocks.push(NarrativeBlock::Annex),
            Placeholder::WorkingNotes => self.blocks.push(NarrativeBlock::WorkingNotes),
            Placeholder::PageBreak => self.blocks.push(NarrativeBlock::PageBreak),
        }
        Ok(())
    }

    /// Not every report has every table; but a slip of a table it has is a slip.
    fn table(&mut self, id: String) -> Result<(), RenderError> {
        let lang = self.report.lang;
        let ids = || self.report.sections.iter().map(|section| section.id);
        let is_brief = id == BRIEF && !self.report.brief.is_empty();
        if is_brief || ids().any(|known| known == id) {
            self.blocks.push(NarrativeBlock::Table { section: id });
            return Ok(());
        }
        if TABLES.contains(&id.as_str()) {
            return Ok(());
        }
        match nearest(&id, ids()) {
            Some(near) => {
                let what = unknown(lang, lang.of("bảng", "table"), &id, Some(near));
                Err(at_line(lang, 0, &what))
            }
            None => Ok(()),
        }
    }

    fn finish(&mut self) {
        let Some((begun, text)) = self.begun.take() else { return };
        let text = sentences::keep(&text);
        if text.is_empty() {
            return;
        }
        self.blocks.push(match begun {
            Begun::Paragraph => NarrativeBlock::Paragraph(spans(self.report.lang, &text)),
            Begun::Bullet => NarrativeBlock::Bullet(spans(self.report.lang, &text)),
            Begun::Heading(level) => {
                NarrativeBlock::Heading { level, number: String::new(), text: restore(&text) }
            }
        });
    }
}

/// The inside of a place that has the line to itself.
fn only_place(line: &str) -> Option<&str> {
    let inside = line.strip_prefix("[[")?.strip_suffix("]]")?;
    (!inside.contains("[[") && !inside.contains("]]")).then_some(inside)
}

/// Text with the open places inside of it.
fn spans(lang: Lang, text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        let Some((inside, after)) = after.split_once("]]") else { break };
        let Ok(Placeholder::Open(what)) = place(lang, inside) else { break };
        if !before.is_empty() {
            spans.push(Span::Text(restore(before)));
        }
        spans.push(Span::Open(what));
        rest = after;
    }
    if !rest.is_empty() {
        spans.push(Span::Text(restore(rest)));
    }
    spans
}

/// Drops headings over nothing, an annex and working notes of nothing.
fn without_empty_headings(blocks: Vec<NarrativeBlock>) -> Vec<NarrativeBlock> {
    // Whether something stands below a heading of this level; the first is the annex's.
    let mut is_filled = [false; 3];
    let mut kept: Vec<NarrativeBlock> = Vec::with_capacity(blocks.len());
    for block in blocks.into_iter().rev() {
        let level = match &block {
            NarrativeBlock::Annex | NarrativeBlock::WorkingNotes => Some(0),
            NarrativeBlock::Heading { level, .. } => Some(usize::from(*level)),
            _ => None,
        };
        if let Some(level) = level {
            if is_filled[level] {
                kept.push(block);
            }
            is_filled[level..].fill(false);
        } else {
            if !matches!(block, NarrativeBlock::PageBreak | NarrativeBlock::Title(_)) {
                is_filled.fill(true);
            }
            kept.push(block);
        }
    }
    kept.reverse();
    kept
}

/// Numbers headings `I.` and `1.`, unless the template numbers them itself; those of the annex have
/// none.
fn number_headings(blocks: &mut [NarrativeBlock]) {
    let (mut parts, mut points) = (0, 0);
    for block in blocks {
        match block {
            NarrativeBlock::Annex | NarrativeBlock::WorkingNotes => return,
            NarrativeBlock::Heading { text, .. } if has_own_number(text) => {}
            NarrativeBlock::Heading { level: 1, number, .. } => {
                (parts, points) = (parts + 1, 0);
                *number = format!("{}.", roman(parts));
            }
            NarrativeBlock::Heading { number, .. } => {
                points += 1;
                *number = format!("{points}.");
            }
            _ => {}
        }
    }
}

fn has_own_number(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    first.strip_suffix(['.', ')']).is_some_and(|stem| {
        !stem.is_empty()
            && (stem.chars().all(|letter| letter.is_ascii_digit())
                || stem.chars().all(|letter| "IVXLC".contains(letter)))
    })
}

fn roman(number: u32) -> String {
    const LETTERS: [(u32, &str); 5] = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let (mut rest, mut text) = (number, String::new());
    for (value, letters) in LETTERS {
        while rest >= value {
            text.push_str(letters);
            rest -= value;
        }
    }
    text
}

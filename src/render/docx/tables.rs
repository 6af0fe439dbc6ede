//! A section's table → caption, grid and notes.

use docx_rs::{AlignmentType, Paragraph, RunFonts, TableCell, TableRow, VAlignType};

use super::columns::{bars, chosen};
use super::grid::{
    Need, Side, cell, fitted, header_cell, header_row, row, ruled, text_cell, width_of,
};
use super::page::Part;
use super::text::{TextStyle, paragraph, run, spaced};
use crate::answers::publication::{Report, Section};
use crate::answers::{Cell, ColumnKind};
use crate::render::{inert, number};
use crate::words::Lang;

/// More lines than these are left to the workbook.
pub const MOST_LINES: usize = 40;
/// A blank at which no line ends.
pub const NO_BREAK: &str = "\u{A0}";
/// Letters of a bar.
const BAR: u64 = 10;
/// In thousandths of the size of the table's letters.
const BAR_WIDTH: usize = 6_500;
/// Blocks of eighths are missing from Times New Roman.
const BAR_FONT: &str = "Segoe UI Symbol";
const BAR_COLOUR: &str = "2F5D8A";

/// Writes so many lines of the table; `place` counts the tables of the document.
pub fn write(
    report: &Report,
    section: &Section,
    (place, most_lines): (usize, usize),
    part: &mut Part,
) {
    let lang = report.lang;
    part.push(caption(lang, place, &section.title));
    let lead = paragraph(TextStyle::italic(12), AlignmentType::Center, &section.lead);
    part.push(spaced(lead, 0, 4, 100).keep_next(true));
    let sheet = Sheet::new(report, section, (part.width(), most_lines));
    part.push(ruled(sheet.rows(), &sheet.widths));
    for note in sheet.notes() {
        let note = paragraph(TextStyle::italic(10), AlignmentType::Left, &note);
        part.push(spaced(note, 2, 0, 100));
    }
    part.push(gap());
}

/// What stands over a table.
pub fn caption(lang: Lang, place: usize, title: &str) -> Paragraph {
    let caption = format!("{} {place}. {title}", lang.of("Bảng", "Table"));
    let caption = paragraph(TextStyle::bold(13), AlignmentType::Center, &inert::line(&caption));
    spaced(caption, 8, 0, 100).keep_next(true)
}

/// Room under a table.
pub fn gap() -> Paragraph {
    spaced(paragraph(TextStyle::plain(6), AlignmentType::Left, ""), 0, 0, 100)
}

/// What is shown of a table.
struct Sheet<'report> {
    lang: Lang,
    suppress_below: u64,
    section: &'report Section,
    most_lines: usize,
    /// Places of the columns.
    columns: Vec<usize>,
    bars: Option<usize>,
    widths: Vec<usize>,
    points: usize,
}

impl<'report> Sheet<'report> {
    fn new(
        report: &Report,
        section: &'report Section,
        (whole, most_lines): (usize, usize),
    ) -> Self {
        let columns = chosen(section);
        let bars = bars(section, &columns);
        let mut sheet = Self {
            lang: report.lang,
            suppress_below: report.suppress_below,
            section,
            most_lines,
            points: 0,
            columns,
            bars,
            widths: Vec::new(),
        };
        let mut needs: Vec<Need> = sheet.columns.iter().map(|column| sheet.need(*column)).collect();
        needs.extend(sheet.bars.map(|_| Need { fixed: BAR_WIDTH, text: 0 }));
        (sheet.points, sheet.widths) = fitted(&needs, whole);
        sheet
    }

    fn need(&self, column: usize) -> Need {
        /// Texts wrap: one longer than this does not starve its neighbours.
        const LONGEST: usize = 30_000;
        /// So are words that are no words of any language: names of files, codes of procedures.
        const LONGEST_WORD: usize = 7_500;
        /// Of a letter, in thousandths of its size.
        const LETTER: usize = 500;
        let table = &self.section.table;
        let words = table.columns[column].name.split(' ').map(|word| width_of(word, true));
        let word = words.max().unwrap_or(0);
        let lines = self.lines().map(|line| (line, false));
        let lines = lines.chain(table.total().map(|line| (line, true)));
        let cells = lines.filter_map(|(line, is_bold)| Some((line.get(column)?, is_bold)));
        let longest =
            cells.map(|(figure, is_bold)| width_of(&self.text(figure), is_bold)).max().unwrap_or(0);
        if table.columns[column].kind == ColumnKind::Text {
            let cells = self.lines().filter_map(|line| line.get(column));
            let unbroken = cells.map(|cell| longest_word(&self.text(cell))).max().unwrap_or(0);
            // Where people write, there has to be room.
            let letters = table.columns[column].width.unwrap_or(0);
            let longest = longest.max(usize::from(letters) * LETTER);
            Need { fixed: word.max(unbroken.min(LONGEST_WORD)), text: longest.min(LONGEST) }
        } else {
            Need { fixed: word.max(longest), text: 0 }
        }
    }

    fn lines(&self) -> impl Iterator<Item = &'report [Cell]> {
        self.section.table.body().take(self.most_lines)
    }

    fn text(&self, figure: &Cell) -> String {
        let text = inert::line(&number::cell(self.lang, figure, self.suppress_below));
        // A mark stays beside its number.
        if matches!(figure, Cell::Text(_)) { text } else { text.replace(' ', NO_BREAK) }
    }

    fn rows(&self) -> Vec<TableRow> {
        let table = &self.section.table;
        let mut heads: Vec<&str> =
            self.columns.iter().map(|column| table.columns[*column].name.as_str()).collect();
        heads.extend(self.bars.map(|_| self.lang.of("Biểu đồ", "Chart")));
        let heads = heads.iter().zip(&self.widths);
        let header =
            heads.map(|(name, width)| header_cell(*width, self.points, &inert::line(name)));
        let mut rows = vec![header_row(header.collect())];
        rows.extend(self.lines().map(|line| self.row(line, TextStyle::plain(self.points))));
        rows.extend(table.total().map(|line| self.row(line, TextStyle::bold(self.points))));
        rows
    }

    fn row(&self, line: &[Cell], look: TextStyle) -> TableRow {
        let shown = self.columns.iter().zip(&self.widths);
        let mut cells: Vec<TableCell> = shown
            .filter_map(|(column, width)| {
                let side = match self.section.table.columns[*column].kind {
                    ColumnKind::Text => Side::Left,
                    ColumnKind::Severity => Side::Center,
                    _ => Side::Right,
                };
                Some(text_cell(*width, look, side, &self.text(line.get(*column)?)))
            })
            .collect();
        if let (Some(column), Some(width)) = (self.bars, self.widths.last()) {
            // The whole has no bar.
            let figure = line.get(column).filter(|_| !look.is_bold);
            cells.push(bar(*width, figure));
        }
        row(cells)
    }

    /// The notes of the table, and what the document leaves out of it.
    fn notes(&self) -> Vec<String> {
        let table = &self.section.table;
        let mut notes: Vec<String> =
            table.notes.iter().map(|note| number::phrase(self.lang, note)).collect();
        if table.body().len() > self.most_lines {
            notes.push(left_out(self.lang, [self.most_lines, table.body().len()]));
        }
        if self.columns.len() < table.columns.len() {
            notes.push(
                self.lang
                    .of(
                        "Bảng chỉ nêu các cột chính; các cột còn lại có trong bảng tính kèm theo.",
                        "Only the main columns are shown; the workbook has the others.",
                    )
                    .to_owned(),
            );
        }
        notes
    }
}

fn left_out(lang: Lang, lines: [usize; 2]) -> String {
    let [shown, all] =
        lines.map(|lines| number::count(lang, u64::try_from(lines).unwrap_or(u64::MAX)));
    match lang {
        Lang::Vi => format!(
            "Bảng nêu {shown} dòng đầu trong tổng số {all} dòng; bảng tính kèm theo có đủ các dòng."
        ),
        Lang::En => {
            format!("The first {shown} of {all} lines are shown; the workbook has all of them.")
        }
    }
}

/// What no line may break.
fn longest_word(text: &str) -> usize {
    text.split(' ').map(|word| width_of(word, false)).max().unwrap_or(0)
}

/// A share drawn with letters.
fn bar(width: usize, figure: Option<&Cell>) -> TableCell {
    let text = match figure {
        Some(Cell::Rate(measure)) => number::bar(*measure, BAR),
        _ => String::new(),
    };
    let fonts = RunFonts::new().ascii(BAR_FONT).hi_ansi(BAR_FONT).east_asia(BAR_FONT);
    let bar = run(TextStyle::plain(8), &text).fonts(fonts).color(BAR_COLOUR);
    let line = Paragraph::new().align(AlignmentType::Left).add_run(bar);
    cell(width, [spaced(line, 0, 0, 100)]).vertical_align(VAlignType::Center)
}

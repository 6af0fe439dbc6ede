//! Blocks of the text → parts of the document, from the head to the last annex.

use docx_rs::{AlignmentType, Paragraph};

use super::page::{Child, Part};
use super::text::{TextStyle, body, open, paragraph, run, spaced};
use super::working_notes::WorkingNotes;
use super::{brief, foot, forms, head, pictures, tables, working_notes};
use crate::answers::map::COMMUNES;
use crate::answers::publication::{BRIEF, Report};
use crate::render::inert;
use crate::render::narrative::{NarrativeBlock, Span};
use crate::words::Lang;

/// Points of the text (Decree 30: 13 to 14).
const BODY: usize = 14;

/// Tables that the annex has across.
const WIDE: [&str; 4] = ["units", "districts", "ranking", "unit_dossiers"];
/// More dossiers than these are not read on paper.
const MOST_DOSSIERS: usize = 500;

/// Writes the head of a document.
type Head = fn(&Report, &[NarrativeBlock], &mut Part);

/// Lays out head, text, signature and annexes.
pub fn lay_out(report: &Report, blocks: &[NarrativeBlock], head: Head) -> Vec<Part> {
    let mut layout = Layout {
        report,
        parts: vec![Part::new(false)],
        title: 0,
        tables: 0,
        place: Place::Text,
        working_notes: WorkingNotes::default(),
    };
    head(report, blocks, layout.part());
    for block in blocks {
        layout.block(block);
    }
    layout.finish();
    layout.parts
}

struct Layout<'report> {
    report: &'report Report,
    /// Never empty.
    parts: Vec<Part>,
    /// So many children of the last part are the title of the annex, and may stand on pages of either kind.
    title: usize,
    /// How many tables there are so far.
    tables: usize,
    place: Place,
    working_notes: WorkingNotes,
}

/// What is written: each stands behind the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Text,
    Annex,
    WorkingNotes,
}

impl Layout<'_> {
    fn part(&mut self) -> &mut Part {
        if self.parts.is_empty() {
            self.parts.push(Part::new(false));
        }
        let last = self.parts.len() - 1;
        &mut self.parts[last]
    }

    /// The part that is written on, on pages of this kind.
    fn part_of(&mut self, is_wide: bool) -> &mut Part {
        if self.part().is_wide != is_wide {
            if self.part().children.len() <= self.title {
                self.part().is_wide = is_wide;
            } else {
                self.parts.push(Part::new(is_wide));
                self.title = 0;
            }
        }
        self.part()
    }

    fn block(&mut self, block: &NarrativeBlock) {
        let lang = self.report.lang;
        match block {
            // The head has written them.
            NarrativeBlock::Title(_) => {}
            NarrativeBlock::Heading { level, number, text } => {
                self.part_of(false).push(heading(*level, number, text));
            }
            NarrativeBlock::Paragraph(spans) => {
                self.part_of(false).push(filled(lang, body(), spans));
            }
            NarrativeBlock::Bullet(spans) => {
                let item = body().add_run(run(TextStyle::plain(BODY), "- "));
                self.part_of(false).push(filled(lang, item, spans));
            }
            NarrativeBlock::Open(what) => {
                let place = body().align(AlignmentType::Left);
                self.part_of(false).push(place.add_run(open(lang, BODY, what)));
            }
            NarrativeBlock::Table { section } => self.table(section),
            NarrativeBlock::Form { id } => self.form(id),
            NarrativeBlock::Annex => self.annex(),
            NarrativeBlock::WorkingNotes => self.working_notes(),
            NarrativeBlock::PageBreak => {
                self.part_of(false).push(Paragraph::new().page_break_before(true));
            }
        }
    }

    fn table(&mut self, id: &str) {
        let report = self.report;
        if id == BRIEF {
            self.tables += 1;
            let caption = report.lang.of("Chỉ tiêu chính", "Main figures");
            let caption = tables::caption(report.lang, self.tables, caption);
            self.part_of(false).push(caption);
            brief::write_table(report, self.part_of(false));
            self.part_of(false).push(tables::gap());
        }
        if let Some(section) = report.sections.iter().find(|section| section.id == id) {
            if section.id == COMMUNES {
                pictures::write(report, self.part_of(false));
                // The table of units tells the same, line by line.
                if report.sections.iter().any(|section| section.id == "units") {
                    return;
                }
            }
            self.tables += 1;
            let place = self.tables;
            // Every unit stands somewhere: behind the signature.
            let is_of_units = section.table.columns.iter().any(|column| column.key == "unit");
            let is_annex = self.place == Place::Annex;
            let lines = match section.id {
                "unit_dossiers" => MOST_DOSSIERS,
                COMMUNES => usize::MAX,
                _ if is_annex && is_of_units => usize::MAX,
                _ => tables::MOST_LINES,
            };
            let is_wide = is_annex && WIDE.contains(&section.id);
            tables::write(report, section, (place, lines), self.part_of(is_wide));
            self.working_notes.of_table(report.lang, place, section);
        }
    }

    /// Every form begins on a wide page of its own.
    fn form(&mut self, id: &str) {
        let report = self.report;
        if let Some(form) = report.forms.iter().find(|form| form.id == id) {
            if !self.part().children.is_empty() {
                self.parts.push(Part::new(true));
                self.title = 0;
            }
            forms::write(report, form, self.part_of(true));
            self.working_notes.of_form(report.lang, form);
        }
    }

    fn sign(&mut self) {
        let report = self.report;
        let part = self.part_of(false);
        // A signature does not stand on a page without a line of the report.
        if let Some(Child::Paragraph(last)) = part.children.last_mut() {
            last.property.keep_next = Some(true);
        }
        part.push(spaced(Paragraph::new().keep_next(true), 0, 0, 100));
        part.push(foot::signature(report.lang, &report.letterhead));
        part.push(spaced(paragraph(TextStyle::plain(6), AlignmentType::Left, ""), 0, 0, 100));
    }

    /// Closes the report, and opens what goes with it.
    fn annex(&mut self) {
        if self.place != Place::Text {
            return;
        }
        self.sign();
        self.place = Place::Annex;
        let (lang, letterhead) = (self.report.lang, &self.report.letterhead);
        let mut part = Part::new(false);
        let title =
            paragraph(TextStyle::bold(14), AlignmentType::Center, lang.of("PHỤ LỤC", "ANNEX"));
        part.push(spaced(title, 0, 0, 100));
        let number = head::number(lang, letterhead);
        let number = number.split_once(' ').map_or("", |(_, number)| number).to_owned();
        let date = head::date(lang, letterhead.date.as_deref());
        let reference = match lang {
            Lang::Vi => format!("(Kèm theo Báo cáo số {number} {date})"),
            Lang::En => format!("(Attached to report no. {number}, {date})"),
        };
        let reference = paragraph(TextStyle::italic(14), AlignmentType::Center, &reference);
        part.push(spaced(reference, 0, 6, 100));
        self.title = part.children.len();
        self.parts.push(part);
    }

    /// Closes what is issued, and opens what is not.
    fn working_notes(&mut self) {
        if self.place == Place::WorkingNotes {
            return;
        }
        if self.place == Place::Text {
            self.sign();
        }
        self.place = Place::WorkingNotes;
        let part = working_notes::opening(self.report.lang);
        self.title = part.children.len();
        self.parts.push(part);
    }

    /// The notes of tables and forms, whatever the text is.
    fn finish(&mut self) {
        if !self.working_notes.is_empty() {
            self.working_notes();
            let notes = std::mem::take(&mut self.working_notes);
            notes.write(self.report.lang, self.part_of(false));
        } else if self.place == Place::Text {
            self.sign();
        }
    }
}

fn heading(level: u8, number: &str, text: &str) -> Paragraph {
    let text = inert::text(&format!("{number} {text}"));
    let paragraph = body().style(if level == 1 { "Heading1" } else { "Heading2" });
    let paragraph = paragraph.align(AlignmentType::Left).keep_next(true);
    paragraph.add_run(run(TextStyle::bold(BODY), text.trim()))
}

fn filled(lang: Lang, paragraph: Paragraph, spans: &[Span]) -> Paragraph {
    spans.iter().fold(paragraph, |paragraph, span| match span {
        Span::Text(text) => paragraph.add_run(run(TextStyle::plain(BODY), text)),
        Span::Open(what) => paragraph.add_run(open(lang, BODY, what)),
    })
}

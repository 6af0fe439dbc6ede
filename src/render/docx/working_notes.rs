//! The pages behind everything that is issued: how the figures of tables and forms were made.
//!
//! In: notes of tables and forms, as they are laid out. Out: paragraphs. Must not know: what a note is about.

use docx_rs::AlignmentType;

use super::page::Part;
use super::text::{TextStyle, paragraph, run, spaced};
use crate::answers::publication::{FilledForm, Section};
use crate::render::number;
use crate::words::Lang;

const POINTS: usize = 12;

/// Notes, each once, with the tables and forms that have it.
#[derive(Default)]
pub struct WorkingNotes(Vec<(Vec<String>, String)>);

/// Pages that open with their title.
pub fn opening(lang: Lang) -> Part {
    let mut part = Part::new(false);
    let title = lang.of("GHI CHÚ LẬP BIỂU", "WORKING NOTES");
    let title = paragraph(TextStyle::bold(14), AlignmentType::Center, title);
    part.push(spaced(title, 0, 0, 100).keep_next(true));
    let not_issued = lang.of("(không ban hành)", "(not issued)");
    let not_issued = paragraph(TextStyle::italic(13), AlignmentType::Center, not_issued);
    part.push(spaced(not_issued, 0, 6, 100).keep_next(true));
    part
}

impl WorkingNotes {
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those of the table with this number.
    pub fn of_table(&mut self, lang: Lang, place: usize, section: &Section) {
        let name = format!("{} {place}", lang.of("Bảng", "Table"));
        for note in &section.working_notes {
            self.add(&name, number::phrase(lang, note));
        }
    }

    pub fn of_form(&mut self, lang: Lang, form: &FilledForm) {
        for note in &form.table.notes {
            self.add(&form.number, number::phrase(lang, note));
        }
    }

    fn add(&mut self, name: &str, text: String) {
        match self.0.iter_mut().find(|(_, known)| *known == text) {
            Some((names, _)) => names.push(name.to_owned()),
            None => self.0.push((vec![name.to_owned()], text)),
        }
    }

    /// Below what the text says of the figures.
    pub fn write(self, lang: Lang, part: &mut Part) {
        let heading = lang.of("GHI CHÚ CỦA BẢNG, BIỂU", "NOTES ON TABLES AND FORMS");
        let heading = paragraph(TextStyle::bold(POINTS), AlignmentType::Left, heading);
        part.push(spaced(heading, 6, 2, 100).keep_next(true));
        for (names, text) in self.0 {
            let line = paragraph(
                TextStyle::bold(POINTS),
                AlignmentType::Both,
                &format!("{}: ", names.join("; ")),
            );
            part.push(spaced(line.add_run(run(TextStyle::plain(POINTS), &text)), 2, 2, 100));
        }
    }
}

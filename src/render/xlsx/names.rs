//! Names of sheets and tables as Excel allows them, none of them twice.
//!
//! In: a report. Out: [`SheetNames`]. Must not know: what stands on the sheets.

use crate::answers::publication::Report;
use crate::render::spreadsheet::cut;
use crate::words::Lang;

/// Excel's limit, in units of UTF-16.
const LONGEST_SHEET_NAME: usize = 31;
/// The longest head of a column of a table.
const LONGEST_HEAD: usize = 255;

/// The name of every sheet.
pub struct SheetNames {
    /// Nothing in a report that has no page for leaders.
    pub brief: Option<String>,
    pub cover: String,
    pub summary: String,
    /// As many as there are sections.
    pub sections: Vec<String>,
    /// As many as there are forms.
    pub forms: Vec<String>,
    pub notes: String,
    pub sources: String,
}

impl SheetNames {
    /// The sheets of sections and forms keep their names; ours make way.
    pub fn new(report: &Report) -> Self {
        let mut taken = Vec::new();
        let sections = report.sections.iter().map(|section| free(&section.sheet, &mut taken));
        let sections = sections.collect();
        let forms = report.forms.iter().map(|form| free(&form.sheet, &mut taken)).collect();
        let mut own = |vi, en| free(report.lang.of(vi, en), &mut taken);
        Self {
            brief: (!report.brief.is_empty()).then(|| own("Tóm tắt", "Brief")),
            cover: own("Bìa", "Cover"),
            summary: own("Tổng hợp", "Summary"),
            sections,
            forms,
            notes: own("Ghi chú", "Notes"),
            sources: own("Nguồn dữ liệu", "Sources"),
        }
    }
}

/// A name that Excel takes and no sheet has.
pub fn free(wanted: &str, taken: &mut Vec<String>) -> String {
    let allowed = |letter: char| if "[]:*?/\\".contains(letter) { '-' } else { letter };
    let clean: String = cut(wanted, LONGEST_SHEET_NAME).chars().map(allowed).collect();
    let clean = clean.trim_matches(['\'', ' ']);
    let clean = if clean.is_empty() { "-" } else { clean };
    first_free(clean, LONGEST_SHEET_NAME, taken)
}

/// Heads of the columns of a table: on one line, never empty, none twice.
pub fn heads<'a>(lang: Lang, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = Vec::new();
    let head = |name: &str| {
        // `_x0041_` means a letter to Excel in one of the two places where a head is written, and
        // itself in the other; heads that differ make it repair the file.
        let clean = cut(&name.replace("_x", "_ x"), LONGEST_HEAD);
        let clean = if clean.trim().is_empty() { lang.of("Cột", "Column") } else { &clean };
        first_free(clean, LONGEST_HEAD, &mut taken)
    };
    names.map(head).collect()
}

/// The name itself, or with the first number behind it that nobody has.
fn first_free(name: &str, longest: usize, taken: &mut Vec<String>) -> String {
    let mut candidate = name.to_owned();
    let mut number = 2_u32;
    while taken.contains(&candidate.to_lowercase()) {
        let tail = format!(" ({number})");
        candidate = format!("{}{tail}", cut(name, longest.saturating_sub(tail.len())));
        number += 1;
    }
    taken.push(candidate.to_lowercase());
    candidate
}

/// The name of a table: letters, digits and `_`, nothing that looks like a cell.
pub fn table(id: &str) -> String {
    let allowed = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '_' };
    let clean: String = id.chars().take(100).map(allowed).collect();
    format!("bang_{clean}")
}

#[cfg(test)]
mod tests {
    use super::{SheetNames, heads, table};
    use crate::answers::publication::sample::sample;
    use crate::words::Lang;

    #[test]
    fn our_sheets_make_way_for_those_of_the_report() {
        let mut report = sample(Lang::Vi);
        report.sections[0].sheet = "TỔNG HỢP".to_owned();
        report.sections[1].sheet = "a/b: một tên dài hơn ba mươi mốt chữ cái'".to_owned();
        let names = SheetNames::new(&report);
        assert_eq!(names.sections[0], "TỔNG HỢP");
        assert_eq!(names.summary, "Tổng hợp (2)");
        assert_eq!(names.sections[1], "a-b- một tên dài hơn ba mươi m…");
    }

    #[test]
    fn heads_and_tables_have_names_of_their_own() {
        let names = ["Quá hạn", "quá hạn", "", "Quá hạn (2)", "_x0041_"];
        let expected = ["Quá hạn", "quá hạn (2)", "Cột", "Quá hạn (2) (2)", "_ x0041_"];
        assert_eq!(heads(Lang::Vi, names.into_iter()), expected);
        assert_eq!(table("unit-months"), "bang_unit_months");
    }
}

//! The sources of a report and how far they reach.

use super::SectionInput;
use crate::answers::coverage::lines;
use crate::answers::publication::Section;
use crate::answers::publication::columns::{count_column, explained, text_column};
use crate::answers::{Cell, Table};

/// One line per source, those that do not reach first; a report about one unit has none.
pub fn coverage(input: &SectionInput<'_>) -> Option<Section> {
    let style = input.style;
    let lang = style.lang;
    if input.unit.is_some() {
        return None;
    }
    let lines = lines(lang, &input.study.loaded)?.into_iter().map(|line| {
        let [files, rows, rejected, superseded] = line.numbers.map(Cell::Count);
        let (until, state) = (Cell::Text(line.until), Cell::Text(line.state));
        vec![Cell::Text(line.title), files, rows, rejected, superseded, until, state]
    });
    let columns = vec![
        text_column("units", lang.of("Đơn vị", "Units")),
        count_column("files", lang.of("Tệp", "Files"), false),
        count_column("rows", lang.of("Dòng", "Rows"), false),
        count_column("rejected", lang.label("account", "rejected"), false),
        count_column("superseded", lang.of("Gửi lại", "Sent again"), false),
        text_column("covered_until", lang.of("Có đến", "Covered until")),
        text_column("state", lang.of("Tình trạng", "State")),
    ];
    let table = Table::new(columns, lines.collect(), None);
    Some(Section {
        id: "coverage",
        title: lang
            .of("Nguồn dữ liệu và ngày cuối có thông tin", "Sources and how far they reach")
            .to_owned(),
        sheet: lang.of("Phạm vi dữ liệu", "Coverage").to_owned(),
        lead: lang
            .of(
                "Mỗi nguồn là các tệp có cùng đơn vị; sau ngày cuối có thông tin thì không biết gì về đơn vị.",
                "A source is the files with the same units; behind its last day nothing is known of them.",
            )
            .to_owned(),
        table: explained(table, style),
        working_notes: Vec::new(),
        charts: Vec::new(),
    })
}

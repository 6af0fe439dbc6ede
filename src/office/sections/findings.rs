//! Findings about the data: what a reader has to know of the figures' input.

use super::SectionInput;
use crate::answers::publication::Section;
use crate::answers::publication::columns::{count_column, explained, text_column};
use crate::answers::{Cell, Column, ColumnKind, Phrase, Table};
use crate::words::pick;

/// Findings of each code, gravest first; a report about one unit has none, for they belong to files.
pub fn findings(input: &SectionInput<'_>) -> Option<Section> {
    let style = input.style;
    let lang = style.lang;
    let findings = &input.study.loaded.findings;
    if input.unit.is_some() || findings.counts().is_empty() {
        return None;
    }
    let lines = findings.gravest_first().into_iter().map(|(code, count)| {
        vec![
            Cell::Severity(code.severity()),
            Cell::Text(code.number().to_owned()),
            Cell::Count(count),
            Cell::Text(pick(lang, code.title()).to_owned()),
            Cell::Text(pick(lang, code.repair()).to_owned()),
        ]
    });
    let columns = vec![
        Column::new("severity", lang.of("Mức", "Severity"), ColumnKind::Severity),
        text_column("code", lang.of("Mã", "Code")),
        count_column("count", lang.of("Số lượng", "Count"), false),
        text_column("what", lang.of("Nội dung", "What")),
        text_column("repair", lang.of("Cách xử lý", "What to do")),
    ];
    let note = Phrase::from(lang.of(
        "Phát hiện tính trên mọi tệp đã đọc, không riêng kỳ báo cáo; từng dòng xem bằng lệnh cchc kiem-tra.",
        "Findings are about all files read, not only the period; `cchc check` lists each row.",
    ));
    let table = Table::new(columns, lines.collect(), None);
    Some(Section {
        id: "findings",
        title: lang.of("Phát hiện về dữ liệu", "Findings about the data").to_owned(),
        sheet: lang.of("Phát hiện dữ liệu", "Findings").to_owned(),
        lead: lang
            .of(
                "Những điểm của dữ liệu nguồn cần biết khi sử dụng số liệu.",
                "What to know of the data before using the figures.",
            )
            .to_owned(),
        table: explained(table, style),
        working_notes: vec![note],
        charts: Vec::new(),
    })
}

//! What is wrong in the rows of one unit, and what the unit can do about it.

use std::collections::BTreeMap;

use super::SectionInput;
use crate::answers::feedback::UnitFeedback;
use crate::answers::publication::Section;
use crate::answers::publication::columns::{count_column, explained, text_column};
use crate::answers::{Cell, Column, ColumnKind, Phrase, Table};
use crate::findings::{FindingCode, Severity};
use crate::words::pick;

/// How many rows of the unit have each finding, the gravest first.
pub fn counts(input: &SectionInput<'_>) -> Vec<(FindingCode, u64)> {
    let of_unit = |feedback: &&UnitFeedback| feedback.name.as_deref() == input.unit;
    let lists = input.study.lists.as_ref().filter(|_| input.unit.is_some());
    let feedback = lists.and_then(|lists| lists.findings.iter().find(of_unit));
    let mut counts: BTreeMap<FindingCode, u64> = BTreeMap::new();
    if let Some(feedback) = feedback {
        feedback.open().for_each(|row| *counts.entry(row.code).or_default() += 1);
        for (code, rows) in &feedback.not_listed {
            *counts.entry(*code).or_default() += rows;
        }
    }
    let mut counts: Vec<(FindingCode, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|(code, _)| std::cmp::Reverse(code.severity()));
    counts
}

/// One line per finding; nothing where the rows of the unit have none.
pub fn unit_findings(input: &SectionInput<'_>) -> Option<Section> {
    let style = input.style;
    let lang = style.lang;
    let counts = counts(input);
    if counts.is_empty() {
        return None;
    }
    let lines = counts.into_iter().map(|(code, rows)| {
        vec![
            Cell::Severity(code.severity()),
            Cell::Text(code.number().to_owned()),
            Cell::Count(rows),
            Cell::Text(pick(lang, code.title()).to_owned()),
            Cell::Text(code.page(lang).at_source.to_owned()),
        ]
    });
    let columns = vec![
        Column::new("severity", lang.of("Mức", "Severity"), ColumnKind::Severity),
        text_column("code", lang.of("Mã", "Code")),
        count_column("count", lang.of("Số dòng", "Rows"), false),
        text_column("what", lang.of("Nội dung", "What")),
        text_column("repair", lang.of("Cách sửa tại nguồn", "How to mend at the source")),
    ];
    let note = Phrase::from(lang.of(
        "Tính trên mọi dòng của đơn vị trong dữ liệu đã đọc, không riêng kỳ báo cáo.",
        "Of all rows of the unit that were read, not only of the period.",
    ));
    let table = Table::new(columns, lines.collect(), None).with_notes(vec![note]);
    Some(Section {
        id: "unit_findings",
        title: lang.of("Lỗi dữ liệu của đơn vị", "Data errors of the unit").to_owned(),
        sheet: lang.of("Lỗi dữ liệu", "Data errors").to_owned(),
        lead: lang
            .of(
                "Đề nghị sửa trong hệ thống một cửa rồi xuất lại dữ liệu.",
                "Please mend them in the one-stop system and export again.",
            )
            .to_owned(),
        table: explained(table, style),
        charts: Vec::new(),
        working_notes: Vec::new(),
    })
}

/// The same by severity, for sentences.
pub fn by_severity(input: &SectionInput<'_>) -> BTreeMap<&'static str, u64> {
    let severities = [Severity::Critical, Severity::Error, Severity::Warning, Severity::Info];
    let mut sums: BTreeMap<&'static str, u64> =
        severities.map(|severity| (severity.name(), 0)).into();
    for (code, rows) in counts(input) {
        *sums.entry(code.severity().name()).or_default() += rows;
    }
    sums
}

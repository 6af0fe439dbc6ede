//! Finding codes → their help pages, one or all.
//!
//! In: a word the user typed, or none. Out: a [`Document`] for people, a record for machines. Figures
//! will be explained by the same command; so far a word stands for a finding code only.

use schemars::JsonSchema;
use serde::Serialize;

use super::flat::FlatTable;
use super::model::{Block, Document};
use super::table::{Cell, Column, Table, TableRow};
use super::text::severity_name;
use crate::findings::{FindingCode, PageText, groups};
use crate::words::{Lang, pick};

/// The code of a number or a name, in any case, with `-` for `_`.
pub fn find(word: &str) -> Option<FindingCode> {
    let word = word.trim().to_lowercase().replace('-', "_");
    FindingCode::ALL
        .iter()
        .copied()
        .find(|code| code.number().to_lowercase() == word || code.name() == word)
}

/// Everything that [`find`] takes, for suggestions.
pub fn words() -> impl Iterator<Item = &'static str> {
    FindingCode::ALL.iter().flat_map(|code| [code.number(), code.name()])
}

/// One page.
pub fn document(lang: Lang, code: FindingCode) -> Document {
    let title = format!("{} {}: {}", code.number(), code.name(), pick(lang, code.title()));
    let severity = severity_name(lang, code.severity());
    let name = |vi, en| lang.of(vi, en).to_owned();
    let mut blocks = vec![
        Block::Heading(title),
        Block::Paragraph(format!("{}: {severity}", lang.of("Mức", "Severity")).into()),
    ];
    let text = code.page(lang);
    for (heading, body) in [
        (name("Là gì", "What it is"), text.what),
        (name("Vì sao quan trọng với số liệu", "Why it matters for the figures"), text.why),
        (
            name("Sửa ở hệ thống nguồn (một cửa, Excel)", "Mend it at the source (system, Excel)"),
            text.at_source,
        ),
        (
            name("Xử lý ở đây (tệp ánh xạ, tùy chọn)", "Deal with it here (profile, option)"),
            text.here,
        ),
    ] {
        blocks.push(Block::Heading(heading));
        blocks.push(Block::Paragraph(body.into()));
    }
    blocks.push(Block::Heading(name("Ví dụ", "Example")));
    blocks.push(Block::Facts(vec![
        (name("✖ sai", "✖ wrong"), text.wrong.into()),
        (name("✔ đúng", "✔ right"), text.right.into()),
    ]));
    let related = code.related().filter_map(find);
    let related: Vec<_> = related
        .map(|code| (format!("cchc explain {}", code.number()), pick(lang, code.title()).into()))
        .collect();
    if !related.is_empty() {
        blocks.push(Block::Heading(name("Mã liên quan", "Related codes")));
        blocks.push(Block::Facts(related));
    }
    Document { blocks }
}

/// All codes by group.
pub fn list(lang: Lang) -> Document {
    let mut blocks = vec![Block::Heading(lang.of("Mã phát hiện", "Finding codes").to_owned())];
    for group in groups() {
        let rows = group.codes.iter().map(|code| {
            TableRow::body(vec![
                Cell::Text(code.number().to_owned()),
                Cell::Text(code.name().to_owned()),
                Cell::Severity(code.severity()),
                Cell::Text(pick(lang, code.title()).to_owned()),
            ])
        });
        blocks.push(Block::Heading(pick(lang, group.name).to_owned()));
        blocks.push(Block::Table(Table {
            columns: vec![
                Column::text(lang, "code"),
                Column::text(lang, "name"),
                Column::text(lang, "severity"),
                Column::text(lang, "what"),
            ],
            rows: rows.collect(),
            notes: Vec::new(),
        }));
    }
    let hint = lang.of(
        "Xem một mã: cchc explain C0103, hoặc theo tên: cchc explain bad_date",
        "One code: cchc explain C0103, or by name: cchc explain bad_date",
    );
    blocks.push(Block::Paragraph(hint.into()));
    Document { blocks }
}

/// `cchc/explain/1`: one page, or all of them.
#[derive(Serialize, JsonSchema)]
pub struct ExplainRecord {
    schema: &'static str,
    findings: Vec<PageRecord>,
}

#[derive(Serialize, Default, JsonSchema)]
struct PageRecord {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    title: &'static str,
    repair: &'static str,
    #[serde(flatten)]
    text: PageText,
    related: Vec<&'static str>,
}

impl PageRecord {
    fn new(lang: Lang, code: FindingCode) -> Self {
        Self {
            code: code.number(),
            name: code.name(),
            severity: code.severity().name(),
            title: pick(lang, code.title()),
            repair: pick(lang, code.repair()),
            text: code.page(lang),
            related: code.related().collect(),
        }
    }
}

/// For machines: the codes asked for, with texts in the language asked for.
pub fn record(lang: Lang, codes: &[FindingCode]) -> ExplainRecord {
    let findings = codes.iter().map(|code| PageRecord::new(lang, *code)).collect();
    ExplainRecord { schema: "cchc/explain/1", findings }
}

/// Flat rows for CSV.
pub fn flat(lang: Lang, codes: &[FindingCode]) -> FlatTable {
    FlatTable::of(codes.iter().map(|code| PageRecord::new(lang, *code)))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::findings::FindingCode;

    #[test]
    fn a_code_is_found_by_number_and_name_in_any_case() {
        for word in ["C0103", "c0103", "bad_date", "BAD-DATE", " bad_date "] {
            assert_eq!(find(word), Some(FindingCode::BadDate), "{word}");
        }
        assert_eq!(find("C9999"), None);
    }
}

//! File facts → what `cchc inspect` shows: how each file was understood, and why. Counts nothing.

use super::logs;
use super::model::{Block, Document};
use super::phrase::Phrase;
use super::shape::{delimiter_name, ground};
use super::table::{Cell, Column, Table, TableRow};
use crate::columns::{ColumnUse, DateOrder, Mapping};
use crate::domain::Day;
use crate::dossiers::{DateSample, FileFacts, Sample};
use crate::read::{Compression, Container, FileFailure};
use crate::records::KnownFile;
use crate::words::{Lang, pick};

/// One file, looked at.
pub struct InspectedFile {
    pub name: String,
    pub result: Result<(FileFacts, Sample), FileFailure>,
    /// Of a file that is no log of dossiers: what it is.
    pub other: Option<KnownFile>,
}

/// For people.
pub fn document(lang: Lang, looks: &[InspectedFile]) -> Document {
    let blocks = looks.iter().flat_map(|look| {
        let heading = Block::Heading(look.name.clone());
        let body = match (&look.result, &look.other) {
            (Ok((facts, sample)), _) => understood(lang, facts, sample),
            (Err(_), Some(other)) => logs::understood(lang, other),
            (Err(failure), None) => not_understood(lang, failure),
        };
        std::iter::once(heading).chain(body)
    });
    Document { blocks: blocks.collect() }
}

fn not_understood(lang: Lang, failure: &FileFailure) -> Vec<Block> {
    let code = failure.code;
    let mark = if code.is_file_failure() { "✖" } else { "·" };
    vec![
        Block::Paragraph(
            format!(
                "{mark} {} {}: {}",
                code.number(),
                pick(lang, code.title()),
                failure.value.replace('\n', " · ")
            )
            .into(),
        ),
        Block::Paragraph(format!("→ {}", pick(lang, code.repair())).into()),
    ]
}

fn understood(lang: Lang, facts: &FileFacts, sample: &Sample) -> Vec<Block> {
    let mut blocks = vec![
        Block::Facts(shape(lang, facts, sample)),
        Block::Table(columns(lang, &facts.mapping, &sample.values)),
        Block::Table(dates(lang, sample)),
    ];
    for (row, mapping) in facts.further_tables() {
        let below = Phrase::from(
            lang.of("Bảng tiếp theo, tiêu đề ở dòng ", "Further table, header in row "),
        );
        blocks.push(Block::Paragraph(below.count(row)));
        blocks.push(Block::Table(columns(lang, mapping, &[])));
    }
    blocks
}

fn shape(lang: Lang, facts: &FileFacts, sample: &Sample) -> Vec<(String, Phrase)> {
    let layout = &facts.layout;
    let name = |vi, en| lang.of(vi, en).to_owned();
    let mut encoding = super::encoding::described(lang, &facts.encoding);
    if facts.compression != Compression::None {
        encoding = encoding.text(", ").text(facts.compression.name());
    }
    let header_row = Phrase::default().count(layout.header_row as u64);
    let header_row = match (layout.header_rows, layout.has_number_row) {
        (1, false) => header_row,
        (1, true) => {
            header_row.text(lang.of(", có dòng số cột bên dưới", ", column numbers below"))
        }
        (2, false) => header_row.text(lang.of(" (hai dòng gộp)", " (two merged rows)")),
        (2, true) => header_row.text(lang.of(
            " (hai dòng gộp), có dòng số cột bên dưới",
            " (two merged rows), column numbers below",
        )),
        (_, false) => header_row.text(lang.of(" (ba dòng gộp)", " (three merged rows)")),
        (_, true) => header_row.text(lang.of(
            " (ba dòng gộp), có dòng số cột bên dưới",
            " (three merged rows), column numbers below",
        )),
    };
    let order = match facts.order {
        DateOrder::DayFirst => lang.of("ngày trước, tháng sau", "day first"),
        DateOrder::MonthFirst => lang.of("tháng trước, ngày sau", "month first"),
        DateOrder::Exchanged => lang.of(
            "ngày trước, tháng sau; ô kiểu ngày bị đổi chỗ ngày và tháng, đã đổi lại",
            "day first; typed dates had day and month exchanged, put right",
        ),
    };
    let units = format!("{}: {}", sample.units.len(), sample.units.join("; "));
    let mut facts_shown = Vec::new();
    if facts.container == Container::Text {
        let delimiter = delimiter_name(lang, layout.dialect.delimiter);
        facts_shown.push((name("Mã hóa", "Encoding"), encoding));
        facts_shown.push((name("Dấu phân cách", "Delimiter"), delimiter.into()));
    } else {
        facts_shown.extend(container(lang, facts));
    }
    facts_shown.extend([
        (name("Dòng tiêu đề", "Header row"), header_row),
        (
            name("Dòng phía trên tiêu đề", "Rows above the header"),
            Phrase::default().count(layout.title_rows + layout.blank_rows_above),
        ),
        (name("Số cột", "Columns"), Phrase::default().count(layout.width as u64)),
        (name("Thứ tự ngày", "Date order"), order.into()),
        (name("Số dòng đã xem", "Rows looked at"), Phrase::default().count(sample.rows)),
        (name("Đơn vị đã thấy", "Units seen"), units.into()),
    ]);
    let further = facts.further_tables().count();
    if further > 0 {
        let name = name("Bảng tiếp theo bên dưới", "Further tables below");
        facts_shown.push((name, Phrase::default().count(further as u64)));
    }
    facts_shown
}

/// What a sheet or page is told by instead of encoding and delimiter.
fn container(lang: Lang, facts: &FileFacts) -> Vec<(String, Phrase)> {
    let mut kind = match facts.container {
        Container::Text => "CSV",
        Container::Html => lang.of("bảng HTML", "HTML table"),
        Container::Xlsx => "XLSX",
        Container::Xls => "XLS",
        Container::Ods => "ODS",
        Container::SpreadsheetMl => "XML 2003",
    }
    .to_owned();
    if facts.compression != Compression::None {
        kind.push_str(", ");
        kind.push_str(facts.compression.name());
    }
    if facts.is_hidden {
        kind.push_str(lang.of(", trang tính ẩn", ", hidden sheet"));
    }
    let name = lang.of("Dòng ẩn đã thấy", "Hidden rows seen").to_owned();
    let hidden = facts.notes.hidden_rows();
    let kind_name = lang.of("Loại tệp", "Kind").to_owned();
    vec![(kind_name, kind.into()), (name, Phrase::default().count(hidden))]
}

/// `values`: examples of each column, if there are any.
fn columns(lang: Lang, mapping: &Mapping, values: &[Vec<String>]) -> Table {
    let row = |(place, (header, column_use)): (usize, &(crate::read::HeaderCell, ColumnUse))| {
        let field = match column_use {
            ColumnUse::Field(field, _) => field.name(),
            _ => "–",
        };
        let reason = lang.label("ground", ground(column_use));
        let values = values.get(place).map(|values| values.join(" · ")).unwrap_or_default();
        TableRow::body(vec![
            Cell::Count(place as u64 + 1),
            Cell::Text(header.label()),
            Cell::Text(field.to_owned()),
            Cell::Text(reason.to_owned()),
            Cell::Text(values),
        ])
    };
    Table {
        columns: vec![
            Column::number_named("place", "#"),
            Column::text(lang, "column"),
            Column::text(lang, "field"),
            Column::text(lang, "ground"),
            Column::text(lang, "examples"),
        ],
        rows: mapping.uses.iter().enumerate().map(row).collect(),
        notes: Vec::new(),
    }
}

fn dates(lang: Lang, sample: &Sample) -> Table {
    let day = |day: Option<Day>| {
        day.map_or(Cell::Empty, |day| Cell::Text(super::provenance::day(lang, day)))
    };
    let row = |date: &DateSample| {
        TableRow::body(vec![
            Cell::Text(date.field.to_owned()),
            day(date.first),
            day(date.last),
            Cell::Count(date.blank),
            Cell::Count(date.unreadable),
        ])
    };
    Table {
        columns: vec![
            Column::text(lang, "date_field"),
            Column::text(lang, "first"),
            Column::text(lang, "last"),
            Column::number(lang, "blank"),
            Column::number(lang, "unreadable"),
        ],
        rows: sample.dates.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

//! Which style of export a folder holds, and how that is known: for people and machines.
//!
//! In: the style of each file and of all. Out: blocks, a record. Must not know: how a style is found out.

use schemars::JsonSchema;
use serde::Serialize;

use super::model::Block;
use super::phrase::Phrase;
use super::table::{Cell, Column, Table, TableRow};
use crate::domain::Period;
use crate::dossiers::{ExportStyle, FileStyle, FolderStyle};
use crate::words::Lang;

/// So many files are shown; the others are counted.
const FILES_SHOWN: usize = 40;

/// What a style is called; nothing where files are of different styles.
pub const fn name(lang: Lang, style: Option<ExportStyle>) -> &'static str {
    match style {
        Some(ExportStyle::ReceivedOnly) => {
            lang.of("chỉ hồ sơ tiếp nhận trong kỳ", "received in the period only")
        }
        Some(ExportStyle::YearToDate) => {
            lang.of("lũy kế hồ sơ tiếp nhận từ đầu năm", "received in the year to date")
        }
        Some(ExportStyle::CarriedAndReceived) => lang.of(
            "hồ sơ kỳ trước chuyển sang và tiếp nhận trong kỳ",
            "carried over and received in the period",
        ),
        Some(ExportStyle::FullDump) => lang.of("toàn bộ hồ sơ", "everything there is"),
        None => lang.of("nhiều kiểu lẫn nhau", "mixed"),
    }
}

/// What an export has to hold: one sentence, wherever it is said.
pub const fn what_to_export(lang: Lang) -> &'static str {
    lang.of(
        "mỗi kỳ xuất mọi hồ sơ đang giải quyết đầu kỳ và mọi hồ sơ tiếp nhận trong kỳ, vào ngày 1 hoặc 2 sau khi hết kỳ",
        "for each period export everything open at its start and everything received in it, on the 1st or 2nd after its end",
    )
}

/// The style of a folder, with the numbers of its files.
pub fn blocks(lang: Lang, folder: &FolderStyle) -> Vec<Block> {
    let heading = lang.of("Kiểu xuất dữ liệu", "Style of the exports");
    let mut facts =
        vec![(lang.of("Kiểu", "Style").to_owned(), Phrase::from(name(lang, folder.style)))];
    if folder.open_before > 0 {
        let what = lang.of(
            "Tệp trước ghi chưa xong, tệp sau nhắc lại",
            "Open in earlier files, told again later",
        );
        let numbers = Phrase::default().count(folder.open_told_again);
        let numbers = numbers.text(lang.of(" trong ", " of ")).count(folder.open_before);
        facts.push((what.to_owned(), numbers));
    }
    let mut blocks = vec![Block::Heading(heading.to_owned()), Block::Facts(facts)];
    if !folder.style.is_some_and(ExportStyle::tells_what_is_carried) {
        let advice = match lang {
            Lang::Vi => "Tệp kiểu này không cho biết hồ sơ tồn về sau ra sao. Cần: ",
            Lang::En => {
                "Exports of this style do not tell what becomes of what is carried over. What is needed: "
            }
        };
        blocks.push(Block::Paragraph(format!("{advice}{}.", what_to_export(lang)).into()));
    }
    blocks.push(Block::Table(table(lang, folder)));
    blocks
}

fn table(lang: Lang, folder: &FolderStyle) -> Table {
    let columns = vec![
        Column::text(lang, "file"),
        Column::text(lang, "month"),
        Column::number(lang, "rows"),
        Column::number(lang, "received_in_it"),
        Column::number(lang, "carried_over"),
        Column::number(lang, "closed_before_it"),
        Column::number(lang, "not_finished"),
        Column::text(lang, "style"),
    ];
    let row = |(file, style): &(String, FileStyle)| {
        let FileStyle { rows, received, carried, closed_before, open, .. } = *style;
        let texts = [file.clone(), month_name(style.month)].map(Cell::Text);
        let numbers = [rows, received, carried, closed_before, open].map(Cell::Count);
        let style = Cell::Text(name(lang, Some(style.style)).to_owned());
        TableRow::body(texts.into_iter().chain(numbers).chain([style]).collect())
    };
    let rows = folder.files.iter().take(FILES_SHOWN).map(row).collect();
    let more = folder.files.len().saturating_sub(FILES_SHOWN);
    let note = Phrase::from("… +").count(more as u64);
    Table { columns, rows, notes: (more > 0).then_some(note).into_iter().collect() }
}

/// `2026-03`
fn month_name(month: Period) -> String {
    month.from.to_string().get(..7).unwrap_or_default().to_owned()
}

/// The style of a folder, for machines.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FolderStyleRecord {
    /// `received_only`, `year_to_date`, `carried_and_received`, `full_dump` or `mixed`.
    pub style: &'static str,
    /// Whether such exports, month after month, tell what becomes of each dossier.
    pub tells_what_is_carried: bool,
    /// Dossiers that a file tells to be open where a later one is there, and those of them told again.
    pub open_before: u64,
    pub open_told_again: u64,
    pub files: Vec<FileStyleRecord>,
}

/// What a file holds of its month.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FileStyleRecord {
    pub file: String,
    pub style: &'static str,
    pub month: String,
    pub rows: u64,
    pub received: u64,
    pub carried: u64,
    pub closed_before: u64,
    pub open: u64,
}

/// For machines.
pub fn record(folder: &FolderStyle) -> FolderStyleRecord {
    let file = |(file, style): &(String, FileStyle)| FileStyleRecord {
        file: file.clone(),
        style: style.style.name(),
        month: month_name(style.month),
        rows: style.rows,
        received: style.received,
        carried: style.carried,
        closed_before: style.closed_before,
        open: style.open,
    };
    FolderStyleRecord {
        style: folder.style.map_or("mixed", ExportStyle::name),
        tells_what_is_carried: folder.style.is_some_and(ExportStyle::tells_what_is_carried),
        open_before: folder.open_before,
        open_told_again: folder.open_told_again,
        files: folder.files.iter().map(file).collect(),
    }
}

//! The file of a form → a checked [`FormPlan`]. Everything that is wrong is said at once.

use crate::settings::{Problems, Sections, SettingsError, SettingsProblem, at};
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::columns::{Columns, RawColumn, read_columns};
use super::grid;
use super::plan::{Block, FormPlan, HeadItem, Level, RowsPlan, Source, UnknownBlock};
use super::registry::{FORMS, KIND};
use crate::answers::publication::HeaderCell;
use crate::domain::fold;
use crate::domain::{Confidence, Dimension, DimensionKind};
use crate::settings::Words;
use crate::words::Bilingual;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTitle {
    vi: Vec<String>,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHeaderCell {
    row: usize,
    column: usize,
    #[serde(default = "one")]
    rows: usize,
    #[serde(default = "one")]
    columns: usize,
    text: Option<String>,
}

const fn one() -> usize {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRows {
    by: String,
    label: String,
    en: String,
    total: Option<String>,
    #[serde(default)]
    block_totals: bool,
    #[serde(default)]
    demanded: Vec<String>,
    #[serde(default)]
    blocks: Vec<RawBlock>,
    unknown_block: Option<UnknownBlock>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBlock {
    level: String,
    #[serde(default)]
    ordinal: String,
    heading: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLevel {
    name: Words,
    spellings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSource {
    name: String,
    confidence: Confidence,
    note: Option<Words>,
}

impl FormPlan {
    /// Reads and checks the file of a form; `file` is its name for messages.
    ///
    /// # Errors
    /// With everything that is wrong.
    pub fn parse(file: &str, text: &str) -> Result<FormPlan, SettingsError> {
        let mut sections = Sections::open(KIND, file, text, &FORMS)?;
        let id = sections.take::<String>("id");
        let number = sections.take::<String>("number");
        let title = sections.take::<RawTitle>("title");
        let legal_base = sections.take_or_default::<String>("legal_base");
        let measure = sections.take_or_default::<String>("measure");
        let number_row = sections.take_or_default::<bool>("number_row");
        let head = sections.take_list::<HeadItem>("head");
        let raw_columns = sections.take_list::<RawColumn>("columns");
        let raw_header = sections.take_list::<RawHeaderCell>("header");
        let raw_rows = sections.take::<RawRows>("rows");
        let levels = sections.take_table::<RawLevel>("levels");
        let identities = sections.take_list::<String>("identities");
        let placements = sections.take_list("placements");
        let raw_sources = sections.take_table::<RawSource>("sources");
        let notes = sections.take_list::<Words>("notes");
        sections.finish();
        let problems = &mut sections.problems;
        check_id(id.as_deref(), problems);
        let levels = read_levels(levels, problems);
        let rows = raw_rows.and_then(|rows| read_rows(rows, &levels, problems));
        let Columns { planned: columns, identities, placements } =
            read_columns(raw_columns, identities, placements, problems);
        let label = rows.as_ref().map_or("", |rows| rows.label.as_str());
        let numbers: Vec<&str> = columns.iter().map(|column| column.number.as_str()).collect();
        let (header, header_rows) = read_header(raw_header, label, &numbers, number_row, problems);
        let sources = read_sources(raw_sources, problems);
        let plan = (|| {
            let title = title?;
            Some(FormPlan {
                id: id?,
                number: number?,
                title: title.vi,
                title_en: title.en,
                legal_base,
                measure,
                head: head.into_iter().map(|(_, item)| item).collect(),
                columns,
                header,
                header_rows,
                rows: rows?,
                identities,
                placements,
                sources,
                notes: notes.into_iter().map(|(_, note)| note).collect(),
            })
        })();
        sections.conclude(plan)
    }
}

/// The id names sheets and files.
pub(super) fn check_id(id: Option<&str>, problems: &mut Problems) {
    const LONGEST: usize = 24;
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if id.is_some_and(|id| id.is_empty() || id.len() > LONGEST || !id.bytes().all(is_plain)) {
        problems.rule(
            "id",
            "gồm 1 đến 24 chữ thường không dấu, chữ số và dấu `-`",
            "has 1 to 24 small letters without marks, digits and `-`",
        );
    }
}

/// Levels by their ids; a spelling belongs to one level.
fn read_levels(raw: Vec<(String, RawLevel)>, problems: &mut Problems) -> BTreeMap<String, Level> {
    let mut seen = BTreeSet::new();
    let mut levels = BTreeMap::new();
    for (id, level) in raw {
        let mut spellings = Vec::new();
        for (place, spelling) in level.spellings.iter().enumerate() {
            let key = fold(spelling);
            if !seen.insert(key.clone()) {
                let key = at(&format!("levels.{id}.spellings"), place);
                problems.add(key, SettingsProblem::Twice(spelling.clone()));
            }
            spellings.push(key);
        }
        levels.insert(id.clone(), Level { id, name: level.name, spellings });
    }
    levels
}

fn read_rows(
    raw: RawRows,
    levels: &BTreeMap<String, Level>,
    problems: &mut Problems,
) -> Option<RowsPlan> {
    const DIMENSION: Bilingual = Bilingual { vi: "chiều", en: "dimension" };
    const LEVEL: Bilingual = Bilingual { vi: "cấp", en: "level" };
    let is_text = |dimension: &Dimension| {
        matches!(dimension.kind(), DimensionKind::Text(any) if !any.is_empty())
            && *dimension != Dimension::Level
    };
    let by = Dimension::from_name(&raw.by).filter(is_text);
    if by.is_none() {
        let known = Dimension::ALL.into_iter().filter(is_text).map(Dimension::name);
        problems.unknown("rows.by", DIMENSION, &raw.by, known);
    }
    let level = |key: String, id: &str, problems: &mut Problems| {
        let level = levels.get(id).cloned();
        if level.is_none() {
            problems.unknown(key, LEVEL, id, levels.keys().map(String::as_str));
        }
        level
    };
    let mut blocks = Vec::new();
    for (place, block) in raw.blocks.into_iter().enumerate() {
        let key = format!("{}.level", at("rows.blocks", place));
        if blocks.iter().any(|other: &Block| other.level.id == block.level) {
            problems.add(key, SettingsProblem::Twice(block.level));
        } else if let Some(level) = level(key, &block.level, problems) {
            let is_demanded = raw.demanded.contains(&level.id);
            let RawBlock { ordinal, heading, .. } = block;
            blocks.push(Block { ordinal, heading, level, is_demanded });
        }
    }
    for (place, id) in raw.demanded.iter().enumerate() {
        level(at("rows.demanded", place), id, problems);
    }
    if !blocks.is_empty() && raw.unknown_block.is_none() {
        problems.add("rows.unknown_block", SettingsProblem::Missing);
    }
    Some(RowsPlan {
        by: by?,
        label: raw.label,
        english: raw.en,
        unknown: raw.unknown_block.filter(|_| !blocks.is_empty()),
        blocks,
        block_totals: raw.block_totals,
        total: raw.total,
    })
}

/// The cells of the header and its height, the row of numbers included.
fn read_header_cells(
    cells: Vec<(usize, HeaderCell)>,
    numbers: &[&str],
    number_row: bool,
    problems: &mut Problems,
) -> (Vec<HeaderCell>, usize) {
    let height = grid::check(&cells, numbers.len(), problems);
    let mut header: Vec<HeaderCell> = cells.into_iter().map(|(_, cell)| cell).collect();
    if number_row {
        header.extend(numbers.iter().enumerate().map(|(column, number)| HeaderCell {
            row: height,
            column,
            row_span: 1,
            column_span: 1,
            text: (*number).to_owned(),
        }));
    }
    (header, height + usize::from(number_row))
}

fn read_header(
    raw: Vec<(usize, RawHeaderCell)>,
    label: &str,
    numbers: &[&str],
    number_row: bool,
    problems: &mut Problems,
) -> (Vec<HeaderCell>, usize) {
    let mut cells = Vec::new();
    for (place, cell) in raw {
        if [cell.row, cell.column, cell.rows, cell.columns].contains(&0) {
            problems.rule(
                at("header", place),
                "hàng, cột, số hàng và số cột tính từ 1",
                "rows, columns and spans are counted from 1",
            );
            continue;
        }
        let cell = HeaderCell {
            row: cell.row - 1,
            column: cell.column - 1,
            row_span: cell.rows,
            column_span: cell.columns,
            text: cell.text.unwrap_or_else(|| label.to_owned()),
        };
        cells.push((place, cell));
    }
    read_header_cells(cells, numbers, number_row, problems)
}

pub(super) fn read_sources(raw: Vec<(String, RawSource)>, problems: &mut Problems) -> Vec<Source> {
    let mut sources = Vec::new();
    for (part, RawSource { name, confidence, note }) in raw {
        if confidence == Confidence::Own {
            problems.rule(
                format!("sources.{part}.confidence"),
                "là seen hoặc memory: biểu mẫu do văn bản quy định",
                "is seen or memory: a form is set by a document",
            );
        }
        if confidence == Confidence::Memory && note.is_none() {
            problems.rule(
                format!("sources.{part}.note"),
                "phải có: điều chưa đối chiếu văn bản được nêu trong ghi chú của biểu",
                "is required: what is from memory is said in the notes of the form",
            );
        }
        sources.push(Source { part, name, confidence, note });
    }
    sources
}

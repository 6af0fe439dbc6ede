//! A second look at the inputs: which dossier and which unit the rows with findings belong to, which
//! dossiers of an earlier run are still among the inputs, and the ids of the rows behind a figure.
//!
//! The first pass keeps no text of the rows it counts, and a row without findings needs none; so the
//! few texts are fetched afterwards by position, and the hot path stays as it is.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use super::file_plan::FilePlan;
use super::fill_down::FillDown;
use super::key_source::OfGroup;
use super::load_request::LoadRequest;
use super::loaded::Loaded;
use super::open::open_file;
use super::people::{Content, RowKind, shown, unit_of};
use super::walk::each_row;
use crate::columns::Vocabulary;
use crate::columns::is_blank_word;
use crate::columns::{id_digest, id_of};
use crate::domain::{CanonicalField, Dimension};
use crate::findings::FindingCode;
use crate::read::{
    Chunk, ChunkWorker, FileFailure, FileId, OpenFile, Position, Record, RowNumbers, run_queue,
};

/// Whose row it is. Nothing of a ragged row is known, for its cells may stand in wrong columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowContext {
    pub dossier: Option<String>,
    pub unit: Option<String>,
    /// Its procedure as written, by name where the row has one; what is shown of it, [`KnownNames`](super::KnownNames) say.
    pub procedure: Option<String>,
    /// Tells a row without an id from others of its file: a number made of its mapped cells.
    pub fingerprint: Option<u64>,
}

/// What the second look brings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contexts {
    pub rows: BTreeMap<Position, RowContext>,
    /// The dossiers asked for that some row of a readable file tells.
    pub present: BTreeSet<String>,
}

/// Looks again at the rows with findings, and for dossiers by their ids. `loaded` is what the request
/// brought before.
pub fn row_contexts(
    request: &LoadRequest,
    loaded: &Loaded,
    dossiers: &BTreeSet<String>,
) -> Contexts {
    let request = &LoadRequest { learnt: loaded.learnt.clone(), ..request.clone() };
    let findings = &loaded.row_findings;
    let vocabulary = Vocabulary::new(request.profile.as_ref());
    let wanted: HashSet<Position> = findings.iter().map(|finding| finding.position).collect();
    let files: HashSet<FileId> = wanted.iter().map(|position| position.file()).collect();
    let ids: HashMap<u128, &str> = dossiers.iter().map(|id| (id_digest(id), id.as_str())).collect();
    let asked = RowLookup { request, vocabulary: &vocabulary, wanted, files, ids };
    let count = u32::try_from(request.sources.len()).unwrap_or(u32::MAX).min(Position::MAX_FILES);
    let finders = run_queue(count, request.threads.max(1), || Finder {
        asked: &asked,
        found: Contexts::default(),
        failed: BTreeSet::new(),
        present: BTreeMap::new(),
        filling: FillDown::default(),
    });
    let failed: BTreeSet<FileId> =
        finders.iter().flat_map(|finder| finder.failed.iter().copied()).collect();
    let mut all = Contexts::default();
    for finder in finders {
        all.rows.extend(finder.found.rows);
        // What stands in a file that is not counted is not among the inputs.
        let counted = finder.present.into_iter().filter(|(file, _)| !failed.contains(file));
        all.present.extend(counted.flat_map(|(_, ids)| ids).map(str::to_owned));
    }
    all
}

struct RowLookup<'a> {
    request: &'a LoadRequest,
    vocabulary: &'a Vocabulary,
    wanted: HashSet<Position>,
    files: HashSet<FileId>,
    ids: HashMap<u128, &'a str>,
}

struct Finder<'a> {
    asked: &'a RowLookup<'a>,
    found: Contexts,
    failed: BTreeSet<FileId>,
    present: BTreeMap<FileId, BTreeSet<&'a str>>,
    filling: FillDown,
}

impl ChunkWorker for Finder<'_> {
    type Plan = FilePlan;

    fn open(&mut self, file: FileId) -> Result<OpenFile<FilePlan>, FileFailure> {
        if self.asked.ids.is_empty() && !self.asked.files.contains(&file) {
            // Not a failure: nothing is asked of this file.
            return Err(FileFailure::new(FindingCode::OtherFile, ""));
        }
        open_file(self.asked.request, self.asked.vocabulary, file)
    }

    fn take(&mut self, plan: &FilePlan, chunk: &Chunk) -> Result<(), FileFailure> {
        let mut filling = std::mem::take(&mut self.filling);
        each_row(plan, chunk, &mut filling, |plan, record, position| {
            let Some(plan) = plan else { return };
            let is_wanted = self.asked.wanted.contains(&position);
            if !plan.furniture.fits(record.width()) {
                if is_wanted {
                    self.found.rows.insert(position, RowContext::default());
                }
                return;
            }
            let id = id_of(record, plan.id);
            if let Some(known) = self.asked.ids.get(&id.digest()) {
                self.present.entry(plan.file).or_default().insert(known);
            }
            if is_wanted {
                self.found.rows.insert(position, context(plan, record, &id.text, position));
            }
        });
        self.filling = filling;
        Ok(())
    }

    fn fail(&mut self, file: FileId, failure: FileFailure) {
        if failure.code != FindingCode::OtherFile {
            self.failed.insert(file);
        }
    }
}

/// The ids of dossiers by file (number of the source) and row (as a spreadsheet numbers it).
pub type DossierIds = BTreeMap<(u32, u32), String>;

/// What a row says of its dossier, as written; blank where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowTexts {
    pub dossier_id: String,
    pub unit: String,
    pub procedure_code: String,
    pub procedure: String,
    pub field: String,
}

/// Looks again for the ids of these rows. `loaded` is what the request brought before.
pub fn dossier_ids(
    request: &LoadRequest,
    loaded: &Loaded,
    rows: impl IntoIterator<Item = (u32, u32)>,
) -> DossierIds {
    let texts = row_texts(request, loaded, rows).into_iter();
    texts.map(|(place, texts)| (place, texts.dossier_id)).collect()
}

/// Looks again for the texts of these rows, by file (number of the source) and row (as a spreadsheet
/// numbers it). `loaded` is what the request brought before.
pub fn row_texts(
    request: &LoadRequest,
    loaded: &Loaded,
    rows: impl IntoIterator<Item = (u32, u32)>,
) -> BTreeMap<(u32, u32), RowTexts> {
    let rows: HashSet<(u32, u32)> = rows.into_iter().collect();
    let request = LoadRequest { learnt: loaded.learnt.clone(), ..request.clone() };
    let vocabulary = Vocabulary::new(request.profile.as_ref());
    let files: HashSet<u32> = rows.iter().map(|(file, _)| *file).collect();
    let count = u32::try_from(request.sources.len()).unwrap_or(u32::MAX).min(Position::MAX_FILES);
    let finders = run_queue(count, request.threads.max(1), || TextFinder {
        request: &request,
        vocabulary: &vocabulary,
        numbers: &loaded.row_numbers,
        rows: &rows,
        files: &files,
        found: BTreeMap::new(),
        filling: FillDown::default(),
    });
    finders.into_iter().flat_map(|finder| finder.found).collect()
}

struct TextFinder<'a> {
    request: &'a LoadRequest,
    vocabulary: &'a Vocabulary,
    numbers: &'a RowNumbers,
    rows: &'a HashSet<(u32, u32)>,
    files: &'a HashSet<u32>,
    found: BTreeMap<(u32, u32), RowTexts>,
    filling: FillDown,
}

impl ChunkWorker for TextFinder<'_> {
    type Plan = FilePlan;

    fn open(&mut self, file: FileId) -> Result<OpenFile<FilePlan>, FileFailure> {
        if !self.files.contains(&file.0) {
            // Not a failure: nothing is asked of this file.
            return Err(FileFailure::new(FindingCode::OtherFile, ""));
        }
        open_file(self.request, self.vocabulary, file)
    }

    fn take(&mut self, plan: &FilePlan, chunk: &Chunk) -> Result<(), FileFailure> {
        let mut filling = std::mem::take(&mut self.filling);
        each_row(plan, chunk, &mut filling, |plan, record, position| {
            let number = self.numbers.row(position);
            let place = (position.file().0, u32::try_from(number).unwrap_or(u32::MAX));
            if let Some(plan) = plan.filter(|_| self.rows.contains(&place)) {
                self.found.insert(place, texts(plan, record, position));
            }
        });
        self.filling = filling;
        Ok(())
    }

    /// The file was read before; one that is gone meanwhile has no ids.
    fn fail(&mut self, _: FileId, _: FileFailure) {}
}

fn texts(plan: &FilePlan, record: &Record<'_>, at: Position) -> RowTexts {
    let cell = |dimension: Dimension| {
        let column = plan.facts.mapping.column_of_dimension(dimension);
        let cell = column.map(|column| record.cell(column));
        let cell = cell.filter(|cell| !is_blank_word(cell));
        cell.map(|cell| String::from_utf8_lossy(&cell).into_owned()).unwrap_or_default()
    };
    RowTexts {
        dossier_id: shown(
            CanonicalField::DossierId,
            "",
            &id_of(record, plan.id).shown(),
            RowKind::Usual,
        ),
        unit: unit(plan, &cell(Dimension::Unit))
            .or_else(|| unit_of_group(plan, at))
            .unwrap_or_default(),
        procedure_code: cell(Dimension::ProcedureCode),
        procedure: cell(Dimension::Procedure),
        field: cell(Dimension::Field),
    }
}

/// The unit in a cell, if one stands there.
fn unit(plan: &FilePlan, text: &str) -> Option<String> {
    let mapping = &plan.facts.mapping;
    let column = mapping.column_of_dimension(Dimension::Unit);
    let header = column.and_then(|column| mapping.uses.get(column));
    let heading = header.map_or("", |(header, _)| header.name.as_str());
    unit_of(text, Content::of_unit(heading)).map(Cow::into_owned)
}

/// The unit in the group row above, where no column names one.
fn unit_of_group(plan: &FilePlan, at: Position) -> Option<String> {
    let unit = plan.of_group(OfGroup::Unit, at).filter(|_| plan.lacks_unit());
    unit.map(str::to_owned)
}

fn context(plan: &FilePlan, record: &Record<'_>, id: &[u8], at: Position) -> RowContext {
    let text = |cell: &[u8]| {
        let is_blank = cell.is_empty() || is_blank_word(cell);
        (!is_blank).then(|| String::from_utf8_lossy(cell).into_owned())
    };
    let column = plan.facts.mapping.column_of_dimension(Dimension::Unit);
    let dossier = text(id);
    let fingerprint = dossier.is_none().then(|| {
        let mut cells = Vec::new();
        for (_, column) in &plan.mapped {
            cells.extend_from_slice(&record.cell(*column));
            cells.push(0x1F);
        }
        xxh3_64(&cells)
    });
    let unit = column.and_then(|column| text(&record.cell(column)));
    let unit = unit.and_then(|text| self::unit(plan, &text)).or_else(|| unit_of_group(plan, at));
    let dossier = dossier.map(|id| shown(CanonicalField::DossierId, "", &id, RowKind::Usual));
    let procedure = plan.facts.mapping.column_of_dimension(Dimension::Procedure);
    let procedure = procedure.and_then(|column| text(&record.cell(column)));
    RowContext { dossier, unit, procedure, fingerprint }
}

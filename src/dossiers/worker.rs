//! One thread's share of the rows: chunk by chunk, every row is decided ([`super::decide`]) and accounted for.
//!
//! In: chunks of open files. Out: what was gathered, per file. Must not know: which rows other threads
//! have; merging is in [`super::merge`].

use std::collections::BTreeMap;

use super::columns::{Columns, Digests};
use super::coverage::Reach;
use super::file_facts::{DATE_FIELDS, FileFacts};
use super::file_plan::FilePlan;
use super::fill_down::FillDown;
use super::load_request::LoadRequest;
use super::loaded::RejectedPlace;
use super::mark_reader::MarkReader;
use super::near_ids::NearId;
use super::rating_scale::RatingColumns;
use super::raw::RawFindings;
use super::sections::headers_at;
use super::walk::{WalkEnd, each_row};
use crate::columns::DateEvidence;
use crate::columns::Interner;
use crate::columns::Section;
use crate::columns::Vocabulary;
use crate::columns::{ValueColumn, ValueMap};
use crate::domain::{Channel, Flag, Status};
use crate::findings::{Exclusion, FindingCode, Ledger};
use crate::read::{
    Chunk, ChunkRows, ChunkWorker, FileFailure, FileId, OpenFile, Position, Records,
};

/// What the dates of a file say, by column as in [`DATE_FIELDS`].
pub type ColumnEvidence = [DateEvidence; DATE_FIELDS.len()];

/// What one thread has gathered.
pub struct Worker<'a> {
    pub request: &'a LoadRequest,
    pub vocabulary: &'a Vocabulary,
    pub columns: Columns,
    pub keys: Vec<Interner>,
    pub channel: ValueColumn<'a, Channel>,
    pub status: ValueColumn<'a, Status>,
    pub ratings: RatingColumns<'a>,
    pub digitised: ValueColumn<'a, Flag>,
    /// Nothing unless marks are asked for.
    pub marks: Option<MarkReader<'a>>,
    pub ledgers: BTreeMap<FileId, Ledger>,
    pub findings: RawFindings,
    pub rejects: Vec<RejectedPlace>,
    pub chunk_rows: Vec<ChunkRows>,
    /// What the dates of each file say, by column as in [`DATE_FIELDS`].
    pub evidence: BTreeMap<FileId, ColumnEvidence>,
    /// What the days of the rows of each file say together.
    pub reaches: BTreeMap<FileId, Reach>,
    pub failures: Vec<(FileId, FileFailure)>,
    pub plans: BTreeMap<FileId, std::sync::Arc<FileFacts>>,
    /// Ids that others may differ from in case or a final dot only.
    pub near_ids: Vec<NearId>,
    /// Dossiers per file whose id had become a number.
    pub restored_ids: BTreeMap<FileId, u64>,
    /// Headers in bodies, and group rows of files without a column of units.
    pub headers: Vec<Section>,
    pub group_rows: Vec<(Position, String)>,
    pub filling: FillDown,
    /// Rows of this chunk that may be headers.
    pub may_be_headers: Vec<u32>,
    /// How many rows of this chunk were asked for names of columns in vain.
    pub header_tests: u32,
    pub restored: u64,
    pub ledger: Ledger,
    pub dates: ColumnEvidence,
    pub after_signature: bool,
    /// The row below a header.
    pub header_above: Option<Position>,
}

impl<'a> Worker<'a> {
    pub fn new(request: &'a LoadRequest, vocabulary: &'a Vocabulary) -> Self {
        let profile = request.profile.as_ref();
        let dimensions = request.key_dimensions().len();
        Self {
            request,
            vocabulary,
            columns: Columns {
                digests: request.keep_digests.then(Digests::default),
                ..Columns::new(dimensions, request.keep_traces, request.keep_marks)
            },
            keys: (0..dimensions).map(|_| Interner::default()).collect(),
            channel: ValueColumn::new(ValueMap::new("channel", profile)),
            status: ValueColumn::new(ValueMap::new("status", profile)),
            ratings: RatingColumns::new(ValueMap::new("rating", profile)),
            digitised: ValueColumn::new(ValueMap::new("result_digitised", profile)),
            marks: request.keep_marks.then(|| MarkReader::new(profile)),
            ledgers: BTreeMap::new(),
            findings: RawFindings::new(request.list_findings.is_some()),
            rejects: Vec::new(),
            chunk_rows: Vec::new(),
            evidence: BTreeMap::new(),
            reaches: BTreeMap::new(),
            failures: Vec::new(),
            plans: BTreeMap::new(),
            near_ids: Vec::new(),
            restored_ids: BTreeMap::new(),
            headers: Vec::new(),
            group_rows: Vec::new(),
            filling: FillDown::default(),
            may_be_headers: Vec::new(),
            header_tests: 0,
            restored: 0,
            ledger: Ledger::default(),
            dates: ColumnEvidence::default(),
            after_signature: false,
            header_above: None,
        }
    }

    /// Blanks in the last column of keys for the rows of files that have none.
    pub fn fill_keys(&mut self) {
        let rows = self.columns.len();
        let last = self.keys.last_mut().zip(self.columns.keys.last_mut());
        if let Some((interner, codes)) = last.filter(|(_, codes)| codes.len() < rows) {
            let blank = interner.code(&[], Position::new(FileId(0), 0, 0));
            codes.resize(rows, blank);
        }
    }

    fn start_chunk(&mut self, file: FileId) {
        self.keys.iter_mut().for_each(Interner::start_chunk);
        self.channel.start_chunk();
        self.status.start_chunk();
        self.ratings.start_chunk(file);
        self.digitised.start_chunk();
        self.marks.iter_mut().for_each(MarkReader::start_chunk);
        self.after_signature = false;
        self.header_tests = 0;
    }

    /// Notes how far the rows tell that this chunk added behind this place.
    fn note_reach(&mut self, file: FileId, begin: usize) {
        let Columns { received, closed, .. } = &self.columns;
        let [received, closed] = [received, closed].map(|days| days.get(begin..).unwrap_or(&[]));
        let reach = Reach::of(received, closed);
        self.reaches.entry(file).or_default().add(&reach);
    }

    /// The rows of a file with further tables, or with cells to fill down.
    fn take_as_meant(&mut self, plan: &FilePlan, chunk: &Chunk) -> WalkEnd {
        let mut filling = std::mem::take(&mut self.filling);
        let walked = each_row(plan, chunk, &mut filling, |plan, record, at| {
            if let Some(plan) = plan {
                self.row_apart(plan, record, at);
            } else {
                self.ledger.read += 1;
                self.after_signature = false;
                self.exclude(Exclusion::HeaderRow);
            }
        });
        self.filling = filling;
        walked
    }
}

impl ChunkWorker for Worker<'_> {
    type Plan = FilePlan;

    fn open(&mut self, file: FileId) -> Result<OpenFile<FilePlan>, FileFailure> {
        let opened = super::open::open_file(self.request, self.vocabulary, file)?;
        let ledger = self.ledgers.entry(file).or_default();
        ledger.read +=
            opened.plan.facts.layout.title_rows + opened.plan.facts.layout.blank_rows_above;
        let above = [
            (Exclusion::TitleRow, opened.plan.facts.layout.title_rows),
            (Exclusion::BlankRow, opened.plan.facts.layout.blank_rows_above),
        ];
        for (reason, rows) in above.into_iter().filter(|(_, rows)| *rows > 0) {
            *ledger.excluded.entry(reason).or_default() += rows;
        }
        self.plans.insert(file, std::sync::Arc::clone(&opened.plan.facts));
        Ok(opened)
    }

    fn take(&mut self, plan: &FilePlan, chunk: &Chunk) -> Result<(), FileFailure> {
        let dialect = plan.facts.layout.dialect;
        if simdutf8::basic::from_utf8(chunk.data()).is_err() {
            return Err(undecodable(plan, chunk));
        }
        self.start_chunk(plan.file);
        if plan.keys.len() == self.keys.len() {
            self.fill_keys();
        }
        let begin = self.columns.len();
        let WalkEnd { rows: row, is_unterminated } = if plan.is_simple() {
            let mut records = Records::new(chunk.data(), dialect);
            let mut rows = 0;
            while let Some(record) = records.advance() {
                self.row(plan, &record, Position::new(plan.file, chunk.index, rows));
                rows += 1;
            }
            WalkEnd { rows, is_unterminated: records.is_unterminated() }
        } else {
            self.take_as_meant(plan, chunk)
        };
        let rows = std::mem::take(&mut self.may_be_headers);
        if !rows.is_empty() {
            let at = |row| Position::new(plan.file, chunk.index, row);
            let found = headers_at(&plan.facts, chunk.data(), at, &rows, self.vocabulary);
            self.headers.extend(found);
        }
        self.ledgers.entry(plan.file).or_default().add(&std::mem::take(&mut self.ledger));
        let restored = std::mem::take(&mut self.restored);
        if restored > 0 {
            *self.restored_ids.entry(plan.file).or_default() += restored;
        }
        self.note_reach(plan.file, begin);
        let seen = std::mem::take(&mut self.dates);
        let evidence = self.evidence.entry(plan.file).or_default();
        evidence.iter_mut().zip(seen).for_each(|(column, seen)| column.add(seen));
        let rows = u64::from(row);
        self.chunk_rows.push(ChunkRows { file: plan.file, chunk: chunk.index, rows });
        if is_unterminated {
            let failure = FileFailure::new(FindingCode::UnterminatedQuote, "\"…");
            return Err(failure.at(chunk.index, row.saturating_sub(1)));
        }
        Ok(())
    }

    fn fail(&mut self, file: FileId, failure: FileFailure) {
        if let Some((chunk, _)) = failure.place {
            // So that the row of the failure can be found, whether or not the chunk was read.
            self.chunk_rows.push(ChunkRows { file, chunk, rows: 0 });
        }
        self.failures.push((file, failure));
    }
}

/// A byte that is no UTF-8, with its offset in the file and its row.
fn undecodable(plan: &FilePlan, chunk: &Chunk) -> FileFailure {
    let valid = simdutf8::compat::from_utf8(chunk.data()).map_err(|error| error.valid_up_to());
    let offset = valid.err().unwrap_or_default();
    let mut records = Records::new(chunk.data(), plan.facts.layout.dialect);
    let mut row = 0;
    while records.advance().is_some() && records.offset() <= offset {
        row += 1;
    }
    let byte = chunk.data().get(offset).copied().unwrap_or_default();
    let place = plan.mark_length + chunk.offset + offset as u64;
    FileFailure::new(FindingCode::UndecodableBytes, format!("byte {place}: 0x{byte:02X}"))
        .at(chunk.index, row)
}

//! What a whole file proves that its head did not show: its encoding, the order of its dates, the
//! cells that are merged over rows, further tables below the first, units in group rows.
//!
//! In: the workers of a pass over all files. Out: what the next pass must know of each file to read it
//! right; nothing when every file was understood. Must not know: how rows are decided.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::date::{DateEvidence, DateOrder, ShortOrder};
use super::file_facts::FileFacts;
use super::group_units::{GroupOfRows, group_units};
use super::late_encodings::{RefusedEncodings, late_encodings};
use super::load::LoadRequest;
use super::section::Section;
use super::sections::learnt_sections;
use super::worker::Worker;
use crate::read::{Container, EncodingDecision, FileId, Position, Spans};

/// What is known of one file before it is opened.
#[expect(clippy::option_option, reason = "outer: learnt or not; inner: an order or none")]
#[derive(Debug, Clone, Default)]
pub struct LearntOfFile {
    pub encoding: Option<EncodingDecision>,
    pub order: Option<DateOrder>,
    /// How dates with years of two digits are read; inside: nothing where the file does not prove it.
    pub short_years: Option<Option<ShortOrder>>,
    pub sections: Option<Arc<[Section]>>,
    pub groups: Option<Arc<[GroupOfRows]>>,
    /// Cells merged over rows, which an XLSX sheet tells of behind its rows.
    pub spans: Option<Arc<Spans>>,
}

/// The same of all files; those that need nothing are not in it.
#[derive(Debug, Clone, Default)]
pub struct Learnt {
    files: BTreeMap<FileId, LearntOfFile>,
}

impl Learnt {
    /// A file whose encoding alone is known.
    pub fn of_encoding(file: FileId, encoding: EncodingDecision) -> Self {
        let learnt = LearntOfFile { encoding: Some(encoding), ..LearntOfFile::default() };
        Self { files: BTreeMap::from([(file, learnt)]) }
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    pub fn of(&self, file: FileId) -> Option<&LearntOfFile> {
        self.files.get(&file)
    }

    fn entry(&mut self, file: FileId) -> &mut LearntOfFile {
        self.files.entry(file).or_default()
    }

    /// Takes in what a later pass learnt.
    pub fn add(&mut self, later: Self) {
        for (file, learnt) in later.files {
            let known = self.entry(file);
            if learnt.encoding.is_some() || learnt.spans.is_some() {
                // Rows stand elsewhere in another text.
                (known.sections, known.groups) = (None, None);
            }
            known.encoding = learnt.encoding.or(known.encoding.take());
            known.sections = learnt.sections.or(known.sections.take());
            known.groups = learnt.groups.or(known.groups.take());
            known.order = learnt.order.or(known.order);
            known.short_years = learnt.short_years.or(known.short_years);
            known.spans = learnt.spans.or(known.spans.take());
        }
    }
}

/// Asks every file of a pass whether it was understood.
pub fn learn(
    request: &LoadRequest,
    workers: &[Worker<'_>],
    refused: &mut RefusedEncodings,
) -> Learnt {
    let mut learnt = Learnt::default();
    for (file, encoding) in late_encodings(request, workers, refused) {
        learnt.entry(file).encoding = Some(encoding);
    }
    for (file, proved) in proved_orders(request, workers) {
        let known = learnt.entry(file);
        known.order = proved.order;
        known.short_years = proved.short_years;
    }
    for (file, spans) in merged_rows(request, workers) {
        learnt.entry(file).spans = Some(spans);
    }
    for (file, met) in by_file(workers, |worker| &worker.headers, |section| section.start) {
        let is_known = request.learnt.of(file).is_some_and(|known| known.sections.is_some());
        if let Some(sections) = learnt_sections(met).filter(|_| !is_known) {
            learnt.entry(file).sections = Some(sections);
        }
    }
    for (file, met) in by_file(workers, |worker| &worker.group_rows, |(at, _)| *at) {
        let is_known = request.learnt.of(file).is_some_and(|known| known.groups.is_some());
        if let Some(groups) = group_units(met, &request.roster).filter(|_| !is_known) {
            learnt.entry(file).groups = Some(groups);
        }
    }
    // Rows of a file whose text will be another stand elsewhere.
    let is_another =
        |learnt: &&mut LearntOfFile| learnt.encoding.is_some() || learnt.spans.is_some();
    for of_file in learnt.files.values_mut().filter(is_another) {
        (of_file.sections, of_file.groups) = (None, None);
    }
    learnt
}

/// What all threads met, by file.
fn by_file<'w, T: Clone + 'w>(
    workers: &'w [Worker<'_>],
    met: impl Fn(&'w Worker<'_>) -> &'w [T],
    position: impl Fn(&T) -> Position,
) -> BTreeMap<FileId, Vec<T>> {
    let mut files: BTreeMap<FileId, Vec<T>> = BTreeMap::new();
    for item in workers.iter().flat_map(met) {
        files.entry(position(item).file()).or_default().push(item.clone());
    }
    files
}

/// Sheets whose merged cells in the body were told behind the rows and are not known yet.
fn merged_rows(request: &LoadRequest, workers: &[Worker<'_>]) -> Vec<(FileId, Arc<Spans>)> {
    let plans = workers.iter().flat_map(|worker| &worker.plans);
    let told = plans.filter_map(|(file, facts)| {
        let spans = facts.notes.late_spans()?;
        let is_known = request.learnt.of(*file).is_some_and(|learnt| learnt.spans.is_some());
        let is_news = !is_known && spans.reach_below(facts.layout.rows_above());
        is_news.then(|| (*file, Arc::clone(spans)))
    });
    told.collect()
}

/// What the dates of a whole file prove.
#[expect(clippy::option_option, reason = "outer: proved or not; inner: an order or none")]
#[derive(Debug, Clone, Copy, Default)]
struct Proved {
    order: Option<DateOrder>,
    short_years: Option<Option<ShortOrder>>,
}

/// The order of the dates of files for which the whole file says something else than its head.
fn proved_orders(request: &LoadRequest, workers: &[Worker<'_>]) -> BTreeMap<FileId, Proved> {
    if !request.date_formats().is_empty() {
        return BTreeMap::new();
    }
    let mut evidence: BTreeMap<FileId, DateEvidence> = BTreeMap::new();
    let mut plans: BTreeMap<FileId, &FileFacts> = BTreeMap::new();
    for worker in workers {
        for (file, columns) in &worker.evidence {
            let whole = evidence.entry(*file).or_default();
            for column in columns {
                whole.add(*column);
            }
        }
        plans.extend(worker.plans.iter().map(|(file, facts)| (*file, &**facts)));
    }
    let proved = evidence.into_iter().filter_map(|(file, seen)| {
        let facts = plans.get(&file)?;
        let order = seen.order(facts.container != Container::Text);
        let short_years = seen.short_order();
        let proved = Proved {
            order: (order != facts.order).then_some(order),
            short_years: (seen.short_years.count > 0 && short_years != facts.short_years)
                .then_some(short_years),
        };
        let is_new = proved.order.is_some() || proved.short_years.is_some();
        is_new.then_some((file, proved))
    });
    proved.collect()
}

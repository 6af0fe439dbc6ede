//! What a pass over whole files proves of them, against what their heads seemed to say: encodings, merged
//! rows, orders of dates.
//!
//! In: the workers of a pass. Out: what is read again, as [`LearntOfFiles`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::file_facts::FileFacts;
use super::learnt::{LearntOfFile, LearntOfFiles};
use super::load_request::LoadRequest;
use super::sections::learnt_sections;
use super::worker::Worker;
use crate::columns::{DateEvidence, DateOrder, ShortOrder};
use crate::findings::FindingCode;
use crate::read::{
    Container, Encoding, EncodingDecision, EncodingReason, FileId, Position, Spans, Verdict,
};
use crate::units::group_units;

/// Asks every file of a pass whether it was understood.
pub fn learn(
    request: &LoadRequest,
    workers: &[Worker<'_>],
    refused: &mut RefusedEncodings,
) -> LearntOfFiles {
    let mut learnt = LearntOfFiles::default();
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
pub fn by_file<'w, T: Clone + 'w>(
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
pub fn merged_rows(request: &LoadRequest, workers: &[Worker<'_>]) -> Vec<(FileId, Arc<Spans>)> {
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
pub struct ProvenOrders {
    order: Option<DateOrder>,
    short_years: Option<Option<ShortOrder>>,
}

/// The order of the dates of files for which the whole file says something else than its head.
pub fn proved_orders(
    request: &LoadRequest,
    workers: &[Worker<'_>],
) -> BTreeMap<FileId, ProvenOrders> {
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
        let proved = ProvenOrders {
            order: (order != facts.order).then_some(order),
            short_years: (seen.short_years.count > 0 && short_years != facts.short_years)
                .then_some(short_years),
        };
        let is_new = proved.order.is_some() || proved.short_years.is_some();
        is_new.then_some((file, proved))
    });
    proved.collect()
}

/// The scores of files that began as UTF-8, went on as something else and fit no encoding.
#[derive(Debug, Default)]
pub struct RefusedEncodings(BTreeMap<FileId, String>);

/// The encodings of files that a pass found not to be the UTF-8 they seemed.
pub fn late_encodings(
    request: &LoadRequest,
    workers: &[Worker<'_>],
    refused: &mut RefusedEncodings,
) -> BTreeMap<FileId, EncodingDecision> {
    let mut decided = BTreeMap::new();
    if request.opener.encoding.is_some() {
        return decided;
    }
    let opened = || workers.iter().flat_map(|worker| &worker.plans);
    let of_encoding = |encoding| -> BTreeSet<FileId> {
        let files = opened().filter(|(_, facts)| facts.encoding.encoding == encoding);
        files.map(|(file, _)| *file).collect()
    };
    let unmarked = of_encoding(Encoding::Utf8);
    let failures = workers.iter().flat_map(|worker| &worker.failures);
    let undecodable: BTreeSet<FileId> = failures
        .filter(|(_, failure)| failure.code == FindingCode::UndecodableBytes)
        .map(|(file, _)| *file)
        .collect();
    for file in undecodable.intersection(&of_encoding(Encoding::Utf8Twice)) {
        // The beginning was written twice and the rest was not: as it stands.
        let reason = EncodingReason::WrittenTwiceInPart;
        decided.insert(*file, EncodingDecision { encoding: Encoding::Utf8, reason });
    }
    for file in undecodable.intersection(&unmarked) {
        let Some(source) = request.sources.get(file.0 as usize) else { continue };
        match request.opener.settle(source, false) {
            Ok(Verdict::Decided(decision)) => {
                decided.insert(*file, decision);
            }
            Ok(Verdict::Refused { scores, .. }) => {
                refused.0.insert(*file, scores);
            }
            // It has changed or gone since; the failure found stands as it is.
            Ok(Verdict::Utf8) | Err(_) => {}
        }
    }
    decided
}

impl RefusedEncodings {
    /// Adds the scores to the failures.
    pub fn explain(&self, workers: &mut [Worker<'_>]) {
        for (file, failure) in workers.iter_mut().flat_map(|worker| &mut worker.failures) {
            if let Some(scores) = self.0.get(file) {
                *failure = failure.clone().because(scores);
            }
        }
    }
}

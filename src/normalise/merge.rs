//! What the threads gathered → dossiers, findings and ledger, the same whatever thread read what.

use std::collections::BTreeMap;

use rayon::prelude::{IndexedParallelIterator, IntoParallelRefMutIterator, ParallelIterator};

use super::columns::Columns;
use super::dossiers::{Dossiers, DossiersError};
use super::files::{Files, unmapped_values};
use super::groups::{merge_spellings, name_groups};
use super::latest::latest_states;
use super::load::{LoadRequest, Loaded};
use super::raw::RawFindings;
use super::worker::Worker;
use crate::findings::Ledger;
use crate::read::FileId;

/// Merges the workers.
///
/// # Errors
/// When the frame or the ledger does not hold together: a bug.
pub fn merge(request: &LoadRequest, mut workers: Vec<Worker<'_>>) -> Result<Loaded, DossiersError> {
    let files = Files::gather(request, &mut workers);
    let mut findings = RawFindings::default();
    for worker in &mut workers {
        files.add_findings(&mut findings, std::mem::take(&mut worker.findings));
    }
    unmapped_values(&files, &workers, &mut findings);
    let rejects = files.rejects(&mut workers);
    let mut ledgers = files.ledgers(&workers);

    let spellings = merge_spellings(request.dimensions.len(), &workers);
    let mut segments: Vec<Columns> = workers.into_iter().map(|worker| worker.columns).collect();
    let kept = latest_states(&segments, &files, &mut ledgers, &mut findings);
    segments.par_iter_mut().zip(kept).for_each(|(columns, kept)| columns.retain(&kept));
    let groups = name_groups(&request.dimensions, &mut segments, spellings);
    let dossiers = Dossiers::new(segments, groups, &request.dimensions)?;

    let ledger = total(&ledgers)?;
    let present = files.facts.values().flat_map(|facts| facts.mapping.fields());
    Ok(Loaded {
        fields: present.map(|(field, _)| field).collect(),
        findings: files.findings(request, findings, &ledgers),
        ledger_by_file: ledgers
            .into_iter()
            .map(|(file, ledger)| (files.name(file), ledger))
            .collect(),
        ledger,
        failed_files: files.failures.values().filter(|f| f.code.is_file_failure()).count(),
        tables: files.tables(request),
        files: files.facts.into_values().collect(),
        dossiers,
        rejects,
    })
}

fn total(ledgers: &BTreeMap<FileId, Ledger>) -> Result<Ledger, DossiersError> {
    let mut total = Ledger::default();
    for ledger in ledgers.values() {
        ledger.check()?;
        total.add(ledger);
    }
    Ok(total)
}

//! What the threads gathered → dossiers, findings and ledger, the same whatever thread read what.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::{
    IndexedParallelIterator, IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator,
};

use super::columns::Columns;
use super::coverage::FileCoverage;
use super::empty_files::add_empty_files;
use super::eras::tell_eras;
use super::file_facts::FileFacts;
use super::files::Files;
use super::group_texts::{Spellings, merge_spellings, number_spellings};
use super::groups::{ExpectedUnit, Naming, name_groups};
use super::latest::{LatestRows, latest_states};
use super::listed::{NotListed, keep_listed};
use super::load_request::LoadRequest;
use super::loaded::Loaded;
use super::marks::{Answer, Mark, Marks};
use super::merged_findings::{
    add_doubts, add_near_meeting, add_overlaps, add_text_faults, add_withheld,
};
use super::near_ids::near_meeting;
use super::overlap::FileOverlap;
use super::rating_scale::keep_to_scales;
use super::raw::RawFindings;
use super::reached::Coverage;
use super::sources::{REPORTING, Sources};
use super::spellings::spellings;
use super::stands::{RowsOfFiles, stands};
use super::table::{Dossiers, DossiersError, Group};
use super::text_faults::text_faults;
use super::unmapped::unmapped_values;
use super::unreported::Succession;
use super::withheld::withhold;
use super::worker::Worker;
use crate::columns::MarkCell;
use crate::domain::NO_DAY;
use crate::domain::{CanonicalField, Day, Dimension};
use crate::findings::{Finding, FindingCode, Findings, Ledger};
use crate::read::FileId;
use crate::units::Presence;

/// Merges the workers.
///
/// # Errors
/// When the frame or the ledger does not hold together: a bug.
pub fn merge(request: &LoadRequest, mut workers: Vec<Worker<'_>>) -> Result<Loaded, DossiersError> {
    let files = Files::gather(request, &mut workers);
    let mut findings = RawFindings::new(request.list_findings.is_some());
    for worker in &mut workers {
        files.add_findings(&mut findings, std::mem::take(&mut worker.findings));
    }
    let threads = workers.iter_mut().map(|worker| (&mut worker.ratings, &mut worker.columns));
    keep_to_scales(threads.collect());
    unmapped_values(&files, &workers, &mut findings);
    let spellings_met = spellings(&workers);
    let rejects = files.rejects(&mut workers);
    let mut ledgers = files.ledgers(&workers);

    let loaded = request.key_dimensions();
    fill_provinces(request, &mut workers);
    let mut spellings = merge_spellings(loaded.len(), &workers);
    let reuse_told = workers.iter().flat_map(|worker| &worker.marks).flat_map(|m| &m.reuse_told);
    let reuse_told: BTreeSet<FileId> = reuse_told.copied().collect();
    let near_ids = workers.iter_mut().flat_map(|worker| std::mem::take(&mut worker.near_ids));
    let near_ids = near_ids.collect();
    let mut segments: Vec<Columns> = workers.into_iter().map(|worker| worker.columns).collect();
    if let Some(meeting) = near_meeting(near_ids, &segments, &files) {
        add_near_meeting(&files, &meeting, &mut findings);
    }
    drop_blank_helpers(request, &loaded, &spellings, &mut segments);
    let unit = loaded.iter().position(|dimension| *dimension == Dimension::Unit);
    let units = unit.and_then(|place| Some((place, spellings.get(place)?)));
    let LatestRows { kept, due_histories, superseded, changes, coverage, overlaps, rows } =
        latest_states(request, &segments, &files, &mut ledgers, &mut findings, units);
    for change in &changes {
        change.write(&mut segments);
    }
    let superseded = superseded.iter().map(|row| row.row(&files.rows)).collect();
    segments.par_iter_mut().zip(due_histories).for_each(|(columns, histories)| {
        trace(columns, histories, &files);
    });
    if needs_sources(request, &files) {
        segments.par_iter_mut().for_each(|columns| columns.sources = Some(sources(columns)));
    }
    if !reuse_told.is_empty() {
        segments.par_iter_mut().for_each(|columns| tell_reuse(columns, &reuse_told));
    }
    let era = tell_eras(&mut segments, &coverage);
    segments.par_iter_mut().zip(kept).for_each(|(columns, kept)| columns.retain(&kept));
    let naming = Naming {
        loaded: &loaded,
        wanted: &request.dimensions,
        basis: request.units,
        roster: &request.roster,
        days: days(&segments),
        day: request.units_day,
        era,
    };
    number_spellings(&mut segments, &spellings);
    let withheld = withhold(&files, &loaded, &segments, &mut spellings);
    add_withheld(&files, &withheld, &mut findings);
    add_text_faults(&files, text_faults(&loaded, &segments, &spellings), &mut findings);
    let named = name_groups(&naming, &mut segments, &spellings);
    add_doubts(&files, named.doubts, &mut findings);
    let told = (coverage.as_slice(), overlaps.as_slice());
    let sources = sources_of_units((request, &files), told, (&segments, &named.groups), &rows);
    tell_unreported(&mut segments, &rows, &sources, &request.dimensions);
    let dossiers = Dossiers::new(segments, named.groups.clone(), &request.dimensions, sources)?;

    let ledger = total(&ledgers)?;
    let fields = fields(request, &files);
    let (mut row_findings, mut not_listed) = (Vec::new(), NotListed::new());
    if let Some(most) = request.list_findings {
        let shown = findings.shown();
        not_listed = keep_listed(request, &mut findings, most);
        row_findings = files.row_findings(&findings);
        findings = shown;
    }
    let mut findings = files.findings(request, findings, &ledgers);
    add_overlaps(&overlaps, &mut findings);
    add_units(&named.groups, &named.roster, &mut findings);
    Ok(Loaded {
        units: request.units,
        units_day: request.units_day,
        calendar: Arc::clone(&request.calendar),
        roster: named.roster,
        presence: Presence::default(),
        reach: Coverage::default(),
        row_findings,
        not_listed,
        coverage,
        overlaps,
        spellings: spellings_met,
        fields,
        findings,
        ledger_by_file: files.named(ledgers),
        ledger,
        failed_files: files.failures.values().filter(|f| f.code.is_file_failure()).count(),
        tables: files.set_aside(FindingCode::AggregateTable, request),
        other_logs: files.set_aside(FindingCode::OtherLog, request),
        files: files.facts.into_values().collect(),
        source_names: files.names,
        row_numbers: files.rows,
        learnt: request.learnt.clone(),
        dossiers,
        rejects,
        superseded,
    })
}

/// Blanks for the rows of files without a column of provinces, where other files have one.
fn fill_provinces(request: &LoadRequest, workers: &mut [Worker<'_>]) {
    let is_filled = |worker: &Worker<'_>| worker.columns.keys.last().is_some_and(|k| !k.is_empty());
    if request.dimensions.contains(&Dimension::Province) || workers.iter().any(is_filled) {
        workers.iter_mut().for_each(Worker::fill_keys);
    }
}

/// The sources that tell of the units, or else of the communes.
fn sources_of_units(
    (request, files): (&LoadRequest, &Files),
    (coverage, overlaps): (&[FileCoverage], &[FileOverlap]),
    (segments, groups): (&[Columns], &BTreeMap<Dimension, Vec<Group>>),
    rows: &RowsOfFiles,
) -> Sources {
    if request.is_complete {
        return Sources::default();
    }
    // A column of communes beside units says where people live, not who reports.
    let told = REPORTING.into_iter().find_map(|dimension| {
        let place = request.dimensions.iter().position(|wanted| *wanted == dimension)?;
        let groups = groups.get(&dimension)?;
        let is_named = groups.iter().any(|group| group.name.is_some());
        is_named.then_some((dimension, (place, groups.len())))
    });
    let (dimension, groups, stands) = match told.filter(|_| coverage.len() > 1) {
        Some((dimension, (place, number))) => {
            let mut stands = stands(segments, rows, (place, number));
            let facts_of = |file| files.facts.get(&file).map(|facts| &**facts);
            let named = groups.get(&dimension).map(Vec::as_slice).unwrap_or_default();
            add_empty_files(&mut stands, coverage, facts_of, named);
            (Some(dimension), number, stands)
        }
        None => (None, 0, BTreeMap::new()),
    };
    let calendar = Arc::clone(&request.calendar);
    let sources = Sources::new(coverage, &stands, (dimension, groups), calendar);
    if coverage.len() < 2 {
        sources
    } else {
        sources.with_unreported(&Succession::new(coverage, overlaps))
    }
}

/// Notes of the open dossiers that newer files do not tell any more by which number they are looked up.
fn tell_unreported(
    segments: &mut [Columns],
    rows: &RowsOfFiles,
    sources: &Sources,
    dimensions: &[Dimension],
) {
    if sources.unreported().is_empty() {
        return;
    }
    let place = sources.dimension;
    let place = place.and_then(|wanted| dimensions.iter().position(|own| *own == wanted));
    segments.par_iter_mut().zip(rows.runs()).for_each(|(columns, runs)| {
        let groups = place.and_then(|place| columns.keys.get(place));
        let files = runs.iter().flat_map(|(file, rows)| {
            std::iter::repeat_n(file.0, usize::try_from(*rows).unwrap_or(usize::MAX))
        });
        let number = |(row, (file, closed)): (usize, (u32, &i32))| {
            let group = groups.and_then(|groups| groups.get(row)).copied().unwrap_or(0);
            if *closed == NO_DAY { sources.number(group, file) } else { group }
        };
        columns.told_by = Some(files.zip(&columns.closed).enumerate().map(number).collect());
    });
}

/// Fields that at least one file has, or that other logs tell.
fn fields(request: &LoadRequest, files: &Files) -> BTreeSet<CanonicalField> {
    let mut fields: BTreeSet<CanonicalField> =
        files.facts.values().flat_map(|facts| facts.fields()).collect();
    if request.linked.values().any(|linked| linked.rating != MarkCell::Blank) {
        fields.insert(CanonicalField::Rating);
    }
    fields
}

/// Units that cannot be compared across the reorganisation, and those that have to report and do not.
fn add_units(
    groups: &BTreeMap<Dimension, Vec<Group>>,
    roster: &[ExpectedUnit],
    findings: &mut Findings,
) {
    let silent = roster.iter().filter(|unit| unit.is_silent());
    let about_units = not_comparable(groups)
        .into_iter()
        .map(|name| (FindingCode::UnitNotComparable, name))
        .chain(silent.map(|unit| (FindingCode::UnitSilent, unit.name.clone())))
        .chain(roster.iter().filter(|unit| !unit.unclear.is_empty()).map(|unit| {
            let value = format!("{} → {}", unit.name, unit.unclear.join("; "));
            (FindingCode::RosterUnclear, value)
        }));
    for (code, name) in about_units {
        let value = Some(name);
        findings.push(Finding { file: String::new(), row: None, column: None, value, code });
    }
}

/// Columns that would only help to tell groups, and say nothing, need not be carried along.
fn drop_blank_helpers(
    request: &LoadRequest,
    loaded: &[Dimension],
    spellings: &[Spellings],
    segments: &mut [Columns],
) {
    for (place, (dimension, spellings)) in loaded.iter().zip(spellings).enumerate() {
        if spellings.is_blank() && !request.dimensions.contains(dimension) {
            for keys in segments.iter_mut().filter_map(|columns| columns.keys.get_mut(place)) {
                *keys = Vec::new();
            }
        }
    }
}

/// First received day, and last day received or closed.
fn days(segments: &[Columns]) -> Option<(Day, Day)> {
    let of_part = |columns: &Columns| {
        let last = columns.received.iter().max().max(columns.closed.iter().max());
        // "No day" is the smallest number, so it is the last day of nothing.
        columns.received.iter().min().zip(last).map(|(first, last)| (Day(*first), Day(*last)))
    };
    let parts = segments.par_iter().filter_map(of_part);
    parts.reduce_with(|left, right| (left.0.min(right.0), left.1.max(right.1)))
}

/// The groups of units whose series breaks at the reorganisation, each once.
fn not_comparable(groups: &BTreeMap<Dimension, Vec<Group>>) -> BTreeSet<String> {
    let groups = groups.values().flatten().filter(|group| !group.is_comparable);
    groups.filter_map(|group| group.name.clone()).collect()
}

/// The source of each row.
fn sources(columns: &Columns) -> Vec<u32> {
    columns.position.iter().map(|position| position.file().0).collect()
}

/// Whether anybody is going to ask for the source of a dossier that is not known anyway.
fn needs_sources(request: &LoadRequest, files: &Files) -> bool {
    let has_ratings = |facts: &Arc<FileFacts>| facts.mapping.column(CanonicalField::Rating);
    request.keep_sources_of_ratings
        && !request.keep_traces
        && request.sources.len() > 1
        && files.facts.values().find_map(has_ratings).is_some()
}

/// Adds to the traces what is known only when all rows are.
fn trace(columns: &mut Columns, due_histories: Vec<u32>, files: &Files) {
    let file = sources(columns);
    let Some(traces) = &mut columns.traces else {
        return;
    };
    traces.due_history = due_histories;
    traces.file = file;
    let row = |position| u32::try_from(files.rows.row(position)).unwrap_or(u32::MAX);
    traces.row = columns.position.iter().map(|position| row(*position)).collect();
}

/// In files that somewhere say "reused" of a digitised paper, the other rows say that theirs are not.
fn tell_reuse(columns: &mut Columns, reuse_told: &BTreeSet<FileId>) {
    let Some(all) = &mut columns.marks else {
        return;
    };
    for (packed, position) in all.marks.all_mut().iter_mut().zip(&columns.position) {
        let marks = Marks(*packed);
        if marks.told(Mark::Reused) == Answer::Nothing && reuse_told.contains(&position.file()) {
            *packed = marks.with(Mark::Reused, Answer::No).0;
        }
    }
}

fn total(ledgers: &BTreeMap<FileId, Ledger>) -> Result<Ledger, DossiersError> {
    let mut total = Ledger::default();
    for ledger in ledgers.values() {
        ledger.check()?;
        total.add(ledger);
    }
    Ok(total)
}

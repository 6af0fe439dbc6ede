//! This run against the last: which rows are new, still there, fixed, or not in this run.

use std::collections::{BTreeMap, BTreeSet};

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::names::workbook_names;
use super::{Feedback, Index, MendRow, State, UnitFeedback};
use crate::domain::fold;
use crate::domain::{Day, Dimension, vietnamese_order, visible};
use crate::dossiers::{Contexts, KnownNames, Loaded, RowContext, RowFinding};
use crate::findings::FindingCode;

/// What one run found.
pub struct Run<'a> {
    pub loaded: &'a Loaded,
    pub contexts: &'a Contexts,
    pub days: Option<(Day, Day)>,
}

/// A row is the same trouble as before when subject, code and column are; the value may have changed.
type Key<'a> = (&'a str, FindingCode, Option<&'a str>);

fn key(row: &MendRow) -> Key<'_> {
    (&row.subject, row.code, row.field.map(crate::domain::CanonicalField::name))
}

/// Sets this run beside the last.
pub fn compare(run: &Run<'_>, before: Option<&Index>) -> Feedback {
    let as_of = run.days.map(|(_, last)| last);
    let procedures = KnownNames::new(&run.loaded.dossiers, Dimension::Procedure);
    let mut rows: Vec<(Option<String>, MendRow)> = run
        .loaded
        .row_findings
        .iter()
        .map(|finding| row_of(finding, run, &procedures, as_of))
        .collect();
    let number = fingerprint(run, &rows);
    let baseline = before.map(|index| index.baseline(number)).unwrap_or_default();
    let mut since: BTreeMap<Key<'_>, Option<Day>> = BTreeMap::new();
    for (_, row) in &baseline {
        let first = since.entry(key(row)).or_insert(row.since);
        *first = (*first).min(row.since);
    }
    let other = before.filter(|index| !index.is_of_run(number));
    let not_listed_before = other.map(Index::not_listed).unwrap_or_default();
    for (unit, row) in &mut rows {
        // A row that only stood behind the list of the last run is not new.
        let before_last = || {
            let was_there = not_listed_before.contains(&(unit.as_deref().map(fold), row.code));
            was_there.then(|| other.and_then(Index::as_of))
        };
        if let Some(first) = since.get(&key(row)).copied().or_else(before_last) {
            row.state = State::StillThere;
            row.since = first;
        }
    }
    let now: BTreeSet<Key<'_>> = rows.iter().map(|(_, row)| key(row)).collect();
    let gone = baseline.iter().filter(|(_, row)| !now.contains(&key(row)));
    let gone: Vec<(Option<String>, MendRow)> = gone
        .map(|(unit, row)| {
            let state = fate(unit.as_deref(), row, run);
            (unit.clone(), MendRow { state, ..row.clone() })
        })
        .collect();
    drop(now);
    rows.extend(gone);
    let mut units = by_unit(rows, run);
    workbook_names(&mut units, before);
    let before = before.and_then(|index| index.compared_with(number));
    Feedback { run: number, days: run.days, before, units }
}

fn row_of(
    finding: &RowFinding,
    run: &Run<'_>,
    procedures: &KnownNames,
    as_of: Option<Day>,
) -> (Option<String>, MendRow) {
    let nothing = RowContext::default();
    let context = run.contexts.rows.get(&finding.position).unwrap_or(&nothing);
    let value = finding.value.as_deref().unwrap_or_default();
    let value_hash = xxh3_64(without_count(finding.code, value).as_bytes());
    let row = MendRow {
        subject: subject(finding, context, value_hash),
        dossier: context.dossier.clone(),
        // What no other dossier has may be what somebody wrote of this one.
        procedure: context.procedure.as_deref().and_then(|written| procedures.name(written)),
        file: finding.file.clone(),
        row: finding.row,
        column: finding.column.clone(),
        field: finding.field,
        value: finding.value.clone(),
        value_hash,
        code: finding.code,
        state: State::New,
        since: as_of,
    };
    (context.unit.clone(), row)
}

/// Whether a finding is about a spelling, told once for all rows that have it.
const fn is_of_spelling(code: FindingCode) -> bool {
    matches!(
        code,
        FindingCode::UnknownChannel
            | FindingCode::UnknownStatus
            | FindingCode::UnknownRating
            | FindingCode::UnknownFlag
    )
}

/// `Zalo (× 12)` without the number of rows, which changes from run to run.
fn without_count(code: FindingCode, value: &str) -> &str {
    let spelling = value.rsplit_once(" (× ").map(|(spelling, _)| spelling);
    spelling.filter(|_| is_of_spelling(code)).unwrap_or(value)
}

/// What a trouble is known by: the spelling, the dossier, else the cells or the place of the row. The index
/// hides no sign of it, so neither does this.
fn subject(finding: &RowFinding, context: &RowContext, value_hash: u64) -> String {
    if is_of_spelling(finding.code) {
        return format!("value {}", super::index::hex(value_hash));
    }
    match (&context.dossier, context.fingerprint) {
        (Some(dossier), _) => format!("dossier {}", visible(dossier)),
        (None, Some(cells)) => format!("cells {}", super::index::hex(cells)),
        (None, None) => format!("row {} {}", finding.row, visible(&finding.file)),
    }
}

/// What became of a row that is no longer found. A dossier that no input tells is not mended, and of
/// one that may stand behind the list nobody can say.
fn fate(unit: Option<&str>, row: &MendRow, run: &Run<'_>) -> State {
    if run.loaded.not_listed.contains_key(&(unit.map(fold), row.code)) {
        return State::NotInRun;
    }
    let is_told = match &row.dossier {
        Some(dossier) => run.contexts.present.contains(dossier),
        None => run.loaded.files.iter().any(|facts| visible(&facts.name) == row.file),
    };
    if is_told { State::Fixed } else { State::NotInRun }
}

/// How often each spelling occurs, and the rows.
type Gathered = (BTreeMap<String, usize>, Vec<MendRow>);

/// Rows by unit: spellings that fold to one key are one unit, named as the tables name it, else as
/// most of its rows do.
fn by_unit(rows: Vec<(Option<String>, MendRow)>, run: &Run<'_>) -> Vec<UnitFeedback> {
    let known: BTreeMap<String, Option<String>> = run
        .loaded
        .dossiers
        .groups(Dimension::Unit)
        .into_iter()
        .map(|group| (group.key, group.name))
        .collect();
    let mut units: BTreeMap<Option<String>, Gathered> = BTreeMap::new();
    for (name, row) in rows {
        let unit = units.entry(name.as_deref().map(fold)).or_default();
        if let Some(name) = name {
            *unit.0.entry(name).or_default() += 1;
        }
        unit.1.push(row);
    }
    let mut not_listed: BTreeMap<Option<String>, BTreeMap<FindingCode, u64>> = BTreeMap::new();
    for ((unit, code), rows) in &run.loaded.not_listed {
        not_listed.entry(unit.clone()).or_default().insert(*code, *rows);
    }
    let named = units.into_iter().map(|(key, (spellings, mut rows))| {
        let not_listed = not_listed.remove(&key).unwrap_or_default();
        // `max_by_key` takes the last of equals: the order of spellings decides, not of rows.
        let most = spellings.into_iter().max_by_key(|(_, rows)| *rows).map(|(name, _)| name);
        let name = key.and_then(|key| known.get(&key).cloned().flatten().or(most));
        rows.sort_by_key(|row| matches!(row.state, State::Fixed | State::NotInRun));
        UnitFeedback { name, workbook: None, rows, not_listed }
    });
    let mut units: Vec<UnitFeedback> = named.collect();
    units.sort_by(|left, right| match (&left.name, &right.name) {
        (Some(left), Some(right)) => vietnamese_order(left, right),
        (left, right) => left.is_none().cmp(&right.is_none()),
    });
    units
}

/// A number that is the same for the same inputs and the same findings.
fn fingerprint(run: &Run<'_>, rows: &[(Option<String>, MendRow)]) -> u64 {
    let mut hasher = Xxh3::new();
    let mut add = |text: &str| {
        hasher.update(text.as_bytes());
        hasher.update(&[0x1F]);
    };
    for (file, ledger) in &run.loaded.ledger_by_file {
        add(file);
        for number in
            [ledger.read, ledger.counted, ledger.excluded_total(), ledger.rejected_total()]
        {
            add(&number.to_string());
        }
    }
    let (first, last) = run.days.unzip();
    for day in [first, last].into_iter().flatten() {
        add(&day.to_string());
    }
    for (_, row) in rows {
        add(&row.subject);
        add(row.code.number());
        add(&format!("{} {}", row.row, row.value_hash));
    }
    for ((unit, code), rows) in &run.loaded.not_listed {
        add(unit.as_deref().unwrap_or_default());
        add(&format!("{} {rows}", code.number()));
    }
    hasher.digest()
}

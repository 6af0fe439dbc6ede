//! Compares what the library answers, or why it refuses, with the naive count.

use std::collections::BTreeMap;

use cchc::answers::Outcome;
use cchc::domain::{CanonicalValue, Day, Dimension, Period};
use cchc::dossiers::Loaded;
use cchc::findings::{FindingCode, Ledger, Rejection};
use cchc::pipeline::PipelineError;
use cchc::tally::{Tally, TimeFrameError};
use proptest::prelude::*;

use super::log::{Log, PROCEDURES, Spelling, UNITS};
use super::reference::counting::{Part, count, parts};
use super::reference::{Account, Dossier, account};
use super::runner::{Question, ask};

/// Names of a group, or the number of the name where it has several spellings.
type Group = Vec<String>;

/// What the dossier is called in a dimension that is not of time.
fn name(dossier: &Dossier, dimension: Dimension) -> String {
    match dimension {
        Dimension::Unit => dossier.row.unit.value.to_string(),
        Dimension::Procedure => dossier.row.procedure.value.to_string(),
        Dimension::Channel => dossier.row.channel.value.name().to_owned(),
        other => panic!("no question asks for {other:?}"),
    }
}

/// The same for a name that the library gives.
fn name_of_answer(name: Option<&str>, dimension: Dimension) -> String {
    let number = |names: &[Spelling<usize>]| {
        let written = name.unwrap_or_default();
        let found = names.iter().find(|spelling| spelling.text == written);
        found.unwrap_or_else(|| panic!("nothing is called {written:?}")).value.to_string()
    };
    match dimension {
        Dimension::Unit => number(&UNITS),
        Dimension::Procedure => number(&PROCEDURES),
        _ => name.expect("months and channels have names").to_owned(),
    }
}

/// The table that the naive count makes: every group that is not empty throughout, in every part of
/// the period.
fn expected_rows(
    dossiers: &[Dossier],
    question: &Question,
    in_scope: Period,
) -> BTreeMap<Group, Tally> {
    let by_month = question.by.contains(&Dimension::Month);
    let steps = if by_month || question.by.contains(&Dimension::Quarter) {
        parts(in_scope, question.rule, by_month)
    } else {
        vec![Part { period: in_scope, month: String::new(), quarter: String::new() }]
    };
    let text: Vec<Dimension> = question.by.iter().copied().filter(|by| !by.is_time()).collect();
    let mut groups: BTreeMap<Group, Vec<&Dossier>> = BTreeMap::new();
    for dossier in dossiers {
        let group = text.iter().map(|dimension| name(dossier, *dimension)).collect();
        groups.entry(group).or_default().push(dossier);
    }
    let mut rows = BTreeMap::new();
    for (group, members) in groups {
        let tally = |step: &Part| {
            count(members.iter().copied(), step.period, step.period.to, question.grain)
        };
        let tallies: Vec<Tally> = steps.iter().map(tally).collect();
        if tallies.iter().all(|tally| *tally == Tally::default()) {
            continue;
        }
        for (step, tally) in steps.iter().zip(tallies) {
            let mut names = group.iter().cloned();
            let label = |dimension: &Dimension| match dimension {
                Dimension::Month => step.month.clone(),
                Dimension::Quarter => step.quarter.clone(),
                _ => names.next().expect("one name per dimension"),
            };
            rows.insert(question.by.iter().map(label).collect(), tally);
        }
    }
    rows
}

/// The days that are counted: the period, up to the as-of day. Nothing if the as-of day lies before.
pub fn in_scope(question: &Question, seen: (Day, Day)) -> Option<Period> {
    let (from, to) = match question.period {
        Some(period) => (period.from, question.as_of.unwrap_or(period.to)),
        None => (seen.0, question.as_of.unwrap_or(seen.1)),
    };
    Period::new(from, to)
}

/// The whole period, as the contract has it: P may end after T.
pub fn expected_total(account: &Account, question: &Question, in_scope: Period) -> Tally {
    let period = question.period.unwrap_or(in_scope);
    count(account.dossiers.iter(), period, in_scope.to, question.grain)
}

fn compare_loads(
    loaded: &Loaded,
    account: &Account,
    question: &Question,
) -> Result<(), TestCaseError> {
    loaded.ledger.check().expect("the ledger adds up");
    let ledgers: Vec<&Ledger> = loaded.ledger_by_file.iter().map(|(_, ledger)| ledger).collect();
    prop_assert_eq!(ledgers, account.ledgers.iter().collect::<Vec<_>>());
    prop_assert_eq!(&loaded.ledger, &account.ledger());
    prop_assert_eq!(loaded.failed_files, 0);

    let files: Vec<&str> = loaded.ledger_by_file.iter().map(|(file, _)| file.as_str()).collect();
    let place = |name: &str| files.iter().position(|file| *file == name).expect("a read file");
    let rejects: Vec<(usize, u64, Rejection)> = loaded
        .rejects
        .iter()
        .map(|reject| {
            let name = &loaded.source_names[reject.position.file().0 as usize];
            (place(name), loaded.row_numbers.row(reject.position), reject.reason)
        })
        .collect();
    prop_assert_eq!(&rejects, &account.rejects);
    for reason in Rejection::DOSSIERS {
        let rows = loaded.ledger.rejected.get(&reason).copied().unwrap_or(0);
        prop_assert_eq!(loaded.findings.count(reason.finding()), rows, "{}", reason.name());
    }
    let findings = &loaded.findings;
    // Which moves are of a period is worked by hand in `due_dates`.
    let moved = findings.count(FindingCode::DueDateMoved);
    let some = question.period.is_some() && moved <= account.due_dates_moved;
    prop_assert!(some || moved == account.due_dates_moved, "{} moved", moved);
    prop_assert_eq!(findings.count(FindingCode::StatusDisagrees), account.statuses_disagree);
    // Superseded rows may have more spellings; those that count have each its finding.
    let unknown = findings.of(FindingCode::UnknownChannel);
    for spelling in &account.unknown_channels {
        let starts_so = |value: &String| {
            value.strip_prefix(spelling).is_some_and(|rest| rest.starts_with(" (× "))
        };
        let of_it = unknown.iter().filter(|finding| finding.value.as_ref().is_some_and(starts_so));
        prop_assert_eq!(of_it.count(), 1, "{}", spelling);
    }
    Ok(())
}

fn compare_answers(
    outcome: &Outcome,
    account: &Account,
    question: &Question,
    in_scope: Period,
) -> Result<(), TestCaseError> {
    compare_loads(&outcome.loaded, account, question)?;
    let total = expected_total(account, question, in_scope);
    prop_assert_eq!(outcome.cube.total, total);
    total.check().expect("the naive count adds up");
    let mut rows = BTreeMap::new();
    for row in &outcome.cube.rows {
        row.tally.check().expect("the tally adds up");
        let named = row.group.iter().zip(&question.by);
        let group: Group = named.map(|(name, by)| name_of_answer(name.as_deref(), *by)).collect();
        prop_assert!(rows.insert(group, row.tally).is_none(), "a group stands in two rows");
    }
    prop_assert_eq!(rows, expected_rows(&account.dossiers, question, in_scope));
    names_are_most_frequent(outcome, account, question)
}

/// Groups are named by their most frequent spelling.
fn names_are_most_frequent(
    outcome: &Outcome,
    account: &Account,
    question: &Question,
) -> Result<(), TestCaseError> {
    let Some(place) = question.by.iter().position(|by| *by == Dimension::Unit) else {
        return Ok(());
    };
    let dossiers_of = |text: &str| {
        account.dossiers.iter().filter(|dossier| dossier.row.unit.text == text).count()
    };
    for row in &outcome.cube.rows {
        let written = row.group[place].as_deref().unwrap_or_default();
        let unit = UNITS.iter().find(|unit| unit.text == written).expect("a spelling");
        let others = UNITS.iter().filter(|other| other.value == unit.value);
        let most = others.map(|other| dossiers_of(other.text)).max();
        prop_assert_eq!(Some(dossiers_of(written)), most, "{}", written);
    }
    Ok(())
}

/// Compares the library's answer, or its refusal, with the naive count.
pub fn compare(log: &Log, question: &Question) -> Result<(), TestCaseError> {
    let account = account(log, question.policy);
    let answer = ask(log, question);
    let Some(seen) = account.days_seen() else {
        let Err(PipelineError::NothingCountable(loaded)) = answer else {
            return Err(TestCaseError::fail(format!("nothing is countable, yet: {answer:?}")));
        };
        return compare_loads(&loaded, &account, question);
    };
    let has_channel = log.iter().any(|file| file.look.columns.channel);
    if question.by.contains(&Dimension::Channel) && !has_channel {
        let is_refused = matches!(answer, Err(PipelineError::NoColumn(Dimension::Channel)));
        prop_assert!(is_refused, "{:?}", answer);
        return Ok(());
    }
    let Some(in_scope) = in_scope(question, seen) else {
        let refusal = TimeFrameError::AsOfBeforePeriod {
            as_of: question.as_of.expect("only an as-of day lies before everything"),
            from: seen.0,
        };
        let is_refused = matches!(&answer, Err(PipelineError::TimeFrame(why)) if *why == refusal);
        prop_assert!(is_refused, "{:?}", answer);
        return Ok(());
    };
    if expected_total(&account, question, in_scope) == Tally::default() {
        // Zeros where the data tell of the days, nothing where they do not.
        return match answer {
            Err(PipelineError::EmptyPeriod { .. }) => Ok(()),
            Ok(outcome) => {
                prop_assert_eq!(outcome.cube.total, Tally::default());
                prop_assert!(outcome.cube.rows.iter().all(|row| row.tally.is_empty()));
                Ok(())
            }
            Err(error) => Err(TestCaseError::fail(error.to_string())),
        };
    }
    match answer {
        Ok(outcome) => compare_answers(&outcome, &account, question, in_scope),
        Err(error) => Err(TestCaseError::fail(error.to_string())),
    }
}

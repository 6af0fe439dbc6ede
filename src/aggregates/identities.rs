//! What the columns of one row promise about each other.
//!
//! Only what a layout promises is an error: form II.06a/VPCP and its like say (3) = (4) + (5) + (6),
//! (7) = (8) + (9) + (10), (11) = (12) + (13), (3) = (7) + (11). Where a layout has further columns
//! (paused, returned, withdrawn), a system may count those inside or beside the open and resolved
//! ones, and only what no reading explains is said. A channel can be missing from a dossier: fewer by
//! channel than in all is a warning, more is an error.

use super::measure::Measure as M;
use super::rows::TableRow;
use super::table::AggregateTable;
use crate::findings::{Finding, FindingCode};

/// A whole and its parts, of each part the first column that the table has.
struct Sum {
    whole: M,
    parts: &'static [&'static [M]],
}

/// A layout that has all columns of one of these promises the sum.
const SUMS: [Sum; 9] = [
    Sum { whole: M::ToResolve, parts: &[&[M::Carried], &[M::Received]] },
    Sum { whole: M::Resolved, parts: &[&[M::Early], &[M::OnTime], &[M::Late]] },
    Sum { whole: M::Resolved, parts: &[&[M::EarlyOrOnTime], &[M::Late]] },
    Sum {
        whole: M::Resolved,
        parts: &[&[M::EarlyOrOnTime], &[M::LateWithApology], &[M::LateWithoutApology]],
    },
    Sum {
        whole: M::Resolved,
        parts: &[&[M::Early], &[M::OnTime], &[M::LateWithApology], &[M::LateWithoutApology]],
    },
    Sum { whole: M::Pending, parts: &[&[M::PendingWithin], &[M::PendingOverdue]] },
    Sum {
        whole: M::Pending,
        parts: &[
            &[M::PendingWithin],
            &[M::PendingOverdueWithApology],
            &[M::PendingOverdueWithoutApology],
        ],
    },
    Sum { whole: M::LateTotal, parts: &[&[M::Late], &[M::PendingOverdue]] },
    Sum { whole: M::Late, parts: &[&[M::LateWithApology], &[M::LateWithoutApology]] },
];

/// The channels of what was received; a layout has some of them.
const CHANNELS: [M; 8] = [
    M::ReceivedOnline,
    M::ReceivedOnlineFull,
    M::ReceivedOnlinePartial,
    M::ReceivedInPerson,
    M::ReceivedInPersonOrPostal,
    M::ReceivedPostal,
    M::ReceivedOther,
    M::ReceivedUnknown,
];

/// Neither open nor resolved, or inside one of the two: systems differ.
const BESIDE: [M; 7] = [
    M::Paused,
    M::Supplement,
    M::FinancialObligation,
    M::Returned,
    M::Withdrawn,
    M::ReturnedOrWithdrawn,
    M::PendingUncovered,
];

/// Open or resolved ones that stand in a column of their own, neither in term nor late: in the whole, or beside it.
const IN_NO_PART: [(M, &[M]); 2] = [
    (M::Resolved, &[M::Undated]),
    (
        M::Pending,
        &[M::Paused, M::Supplement, M::FinancialObligation, M::PendingUndated, M::PendingUncovered],
    ),
];

/// Everything that the rows say against themselves.
pub fn check(table: &AggregateTable) -> Vec<Finding> {
    let mut findings = Vec::new();
    for row in table.rows.iter().filter(|row| row.kind.has_counts()) {
        for sum in &SUMS {
            findings.extend(broken_sum(table, row, sum));
        }
        findings.extend(channels(table, row));
        findings.extend(balance(table, row));
    }
    findings
}

fn broken_sum(table: &AggregateTable, row: &TableRow, sum: &Sum) -> Option<Finding> {
    let sum_of = sum.whole;
    let whole = row.count(sum_of)?;
    let parts: Option<Vec<u64>> =
        sum.parts.iter().map(|any| any.iter().find_map(|part| row.count(*part))).collect();
    let parts = parts?;
    let sum = total(&parts);
    let beside =
        IN_NO_PART.iter().find(|(of, _)| *of == sum_of).map_or(&[][..], |(_, columns)| columns);
    // The sums with each of the columns beside left out or counted in.
    let mut sums = vec![sum];
    let mut is_told = true;
    for column in beside.iter().filter(|column| table.has(**column)) {
        match row.count(*column) {
            Some(count) => sums.extend(sums.clone().iter().map(|sum| sum.saturating_add(count))),
            None => is_told = false,
        }
    }
    let is_explained = sums.contains(&whole) || (!is_told && sum <= whole);
    (!is_explained).then(|| {
        table.finding(FindingCode::IdentityBroken, row.number, sum_of, unequal(whole, &parts))
    })
}

/// `120 ≠ 119 = 19 + 100`
pub fn unequal(printed: u64, parts: &[u64]) -> String {
    let sum = total(parts);
    let parts: Vec<String> = parts.iter().map(u64::to_string).collect();
    format!("{printed} ≠ {sum} = {}", parts.join(" + "))
}

/// The sum; figures beyond all counting stay at the end of the scale.
pub fn total(parts: &[u64]) -> u64 {
    parts.iter().fold(0, |sum, part| sum.saturating_add(*part))
}

/// What came in during the period, by channel. Without a column for the period the carried ones
/// stand with the channels: (3) = (4) + (5) + (6).
fn channels(table: &AggregateTable, row: &TableRow) -> Option<Finding> {
    let present: Vec<M> = CHANNELS.into_iter().filter(|channel| table.has(*channel)).collect();
    if present.is_empty() {
        return None;
    }
    let mut parts: Vec<u64> =
        present.iter().map(|channel| row.count(*channel)).collect::<Option<_>>()?;
    let (whole, printed) = match row.count(M::Received) {
        Some(received) => (M::Received, received),
        None if table.has(M::Received) => return None,
        None => {
            parts.push(row.count(M::Carried)?);
            (M::ToResolve, row.count(M::ToResolve)?)
        }
    };
    let code = match printed.cmp(&total(&parts)) {
        std::cmp::Ordering::Less => FindingCode::IdentityBroken,
        std::cmp::Ordering::Greater if are_all_channels(table) => FindingCode::ChannelsIncomplete,
        std::cmp::Ordering::Equal | std::cmp::Ordering::Greater => return None,
    };
    Some(table.finding(code, row.number, whole, unequal(printed, &parts)))
}

/// Whether online, counter and post all have their column; S1's summary has no counter. Where
/// dossiers from outside the boundary have a column, they may be in no other.
fn are_all_channels(table: &AggregateTable) -> bool {
    let online = table.has(M::ReceivedOnline) || table.has(M::ReceivedOnlineFull);
    let counter_and_post = table.has(M::ReceivedInPersonOrPostal)
        || (table.has(M::ReceivedInPerson) && table.has(M::ReceivedPostal));
    // S4 counts two channels only and adds them up to the whole.
    let two = table.has(M::ReceivedInPerson) && !table.has(M::ReceivedPostal);
    online && (counter_and_post || two) && !table.has(M::ReceivedOutsideBoundary)
}

/// What was to be resolved is resolved or still open, or stands in a column beside the two.
fn balance(table: &AggregateTable, row: &TableRow) -> Option<Finding> {
    let to_resolve = row.count(M::ToResolve).or_else(|| {
        (!table.has(M::ToResolve))
            .then(|| Some(row.count(M::Carried)? + row.count(M::Received)?))?
    })?;
    let whole = [M::ToResolve, M::Received].into_iter().find(|whole| table.has(*whole))?;
    let resolved = row.count(M::Resolved).or_else(|| resolved_by_parts(table, row))?;
    let pending = row.count(M::Pending).or_else(|| pending_by_parts(table, row))?;
    let beside: Vec<u64> = BESIDE.into_iter().filter_map(|column| row.count(column)).collect();
    let two = resolved.saturating_add(pending);
    let found = |code| {
        let parts: Vec<u64> = [resolved, pending].into_iter().chain(beside.clone()).collect();
        Some(table.finding(code, row.number, whole, unequal(to_resolve, &parts)))
    };
    if resolved > to_resolve {
        return found(FindingCode::IdentityBroken);
    }
    let has_columns_beside = BESIDE.into_iter().any(|column| table.has(column));
    if !has_columns_beside {
        // Without a column for the whole nobody promises that returned ones stand in either of the two.
        let is_promised = table.has(M::ToResolve) || two > to_resolve;
        return match (two == to_resolve, is_promised) {
            (true, _) => None,
            (false, true) => found(FindingCode::IdentityBroken),
            (false, false) => found(FindingCode::BalanceOpen),
        };
    }
    let is_explained = two <= to_resolve && to_resolve <= two.saturating_add(total(&beside));
    if is_explained { None } else { found(FindingCode::BalanceOpen) }
}

fn resolved_by_parts(table: &AggregateTable, row: &TableRow) -> Option<u64> {
    if table.has(M::Resolved) {
        return None;
    }
    let in_time = row
        .count(M::EarlyOrOnTime)
        .or_else(|| Some(row.count(M::Early)?.saturating_add(row.count(M::OnTime)?)))?;
    let late = row.count(M::Late).or_else(|| {
        Some(row.count(M::LateWithApology)?.saturating_add(row.count(M::LateWithoutApology)?))
    })?;
    // S2 has a column for results that wait to be fetched; whether the three others hold them
    // nobody says, so nothing is promised.
    (!table.has(M::AwaitingHandOver)).then(|| in_time.saturating_add(late))
}

fn pending_by_parts(table: &AggregateTable, row: &TableRow) -> Option<u64> {
    if table.has(M::Pending) {
        return None;
    }
    let overdue = row.count(M::PendingOverdue).or_else(|| {
        let with = row.count(M::PendingOverdueWithApology)?;
        Some(with.saturating_add(row.count(M::PendingOverdueWithoutApology)?))
    })?;
    Some(row.count(M::PendingWithin)?.saturating_add(overdue))
}

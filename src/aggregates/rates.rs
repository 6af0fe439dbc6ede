//! Printed rates against the counts beside them.
//!
//! A table does not say which formula it prints. Every one in use is tried over the whole column; the
//! one that fits most rows is named, and the rows it does not fit are said.

use super::measure::Measure as M;
use super::numbers::Decimal;
use super::rows::TableRow;
use super::table::AggregateTable;
use crate::findings::{Finding, FindingCode};

/// A formula of two counts of a row; nothing where the table lacks a column.
struct Formula {
    name: &'static str,
    parts: fn(&TableRow) -> Option<(u64, u64)>,
}

fn sum(row: &TableRow, measures: &[M]) -> Option<u64> {
    measures.iter().map(|measure| row.count(*measure)).sum()
}

fn in_time(row: &TableRow) -> Option<u64> {
    row.count(M::EarlyOrOnTime).or_else(|| sum(row, &[M::Early, M::OnTime]))
}

fn late(row: &TableRow) -> Option<u64> {
    row.count(M::Late).or_else(|| sum(row, &[M::LateWithApology, M::LateWithoutApology]))
}

fn overdue(row: &TableRow) -> Option<u64> {
    row.count(M::PendingOverdue)
        .or_else(|| sum(row, &[M::PendingOverdueWithApology, M::PendingOverdueWithoutApology]))
}

fn all(row: &TableRow) -> Option<u64> {
    row.count(M::ToResolve).or_else(|| sum(row, &[M::Carried, M::Received]))
}

fn open(row: &TableRow) -> Option<u64> {
    row.count(M::Pending).or_else(|| Some(row.count(M::PendingWithin)? + overdue(row)?))
}

/// The names of the on-time formulas are those of `--definition`.
const ON_TIME: [Formula; 5] = [
    Formula {
        name: "resolved: (early + on_time) / (early + on_time + late)",
        parts: |row| Some((in_time(row)?, in_time(row)? + late(row)?)),
    },
    Formula {
        name: "form06a: (early + on_time) / resolved",
        parts: |row| Some((in_time(row)?, row.count(M::Resolved)?)),
    },
    // Where a table tells apart what form II.06a counts as on time.
    Formula {
        name: "form06a: (early + on_time + undated + returned) / (resolved + returned)",
        parts: |row| {
            let returned = row.count(M::ReturnedOrWithdrawn)?;
            let undated = row.count(M::Undated)?;
            Some((in_time(row)? + undated + returned, row.count(M::Resolved)? + returned))
        },
    },
    Formula {
        name: "index766: (early + on_time + pending_within) / to_resolve",
        parts: |row| Some((in_time(row)? + row.count(M::PendingWithin)?, all(row)?)),
    },
    Formula {
        name: "overall: 1 - (late + pending_overdue) / to_resolve",
        parts: |row| Some((all(row)?.checked_sub(late(row)? + overdue(row)?)?, all(row)?)),
    },
];

const LATE: [Formula; 3] = [
    Formula {
        name: "late / (early + on_time + late)",
        parts: |row| Some((late(row)?, in_time(row)? + late(row)?)),
    },
    Formula { name: "late / resolved", parts: |row| Some((late(row)?, row.count(M::Resolved)?)) },
    Formula { name: "late / to_resolve", parts: |row| Some((late(row)?, all(row)?)) },
];

const OVERDUE_OPEN: [Formula; 3] = [
    Formula { name: "pending_overdue / pending", parts: |row| Some((overdue(row)?, open(row)?)) },
    Formula {
        name: "pending_overdue / (pending_within + pending_overdue)",
        parts: |row| Some((overdue(row)?, row.count(M::PendingWithin)? + overdue(row)?)),
    },
    Formula { name: "pending_overdue / to_resolve", parts: |row| Some((overdue(row)?, all(row)?)) },
];

/// Rates that the counts do not give, and which formula a column follows.
pub fn check(table: &AggregateTable) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, measure) in table.figures() {
        let formulas: &[Formula] = match measure {
            M::OnTimeRate => &ON_TIME,
            M::LateRate => &LATE,
            M::OverdueOpenRate => &OVERDUE_OPEN,
            _ => continue,
        };
        findings.extend(check_column(table, measure, formulas));
    }
    findings
}

fn check_column(table: &AggregateTable, measure: M, formulas: &[Formula]) -> Vec<Finding> {
    let printed: Vec<(&TableRow, Decimal)> =
        table.rows.iter().filter_map(|row| Some((row, *row.rates.get(&measure)?))).collect();
    // 0,985 out of a workbook is 98,5 %: told by the whole column.
    let is_share = printed.iter().all(|(_, rate)| !rate.has_percent && rate.is_at_most_one())
        && printed.iter().any(|(_, rate)| rate.decimals > 0);
    // The formula that misses fewest rows. Rows of 0 % and 100 % fit every one, so among equals those
    // count that have other rates; then the first wins.
    let fits = |formula: &Formula| {
        let parts = printed.iter().filter_map(|(row, rate)| Some(((formula.parts)(row)?, rate)));
        let (with_parts, nothing): (Vec<_>, Vec<_>) = parts.partition(|((_, den), _)| *den > 0);
        let (fitting, missed): (Vec<_>, Vec<_>) = with_parts
            .into_iter()
            .partition(|((num, den), rate)| rate.agrees(*num, *den, is_share).is_some());
        let telling = fitting.iter().filter(|((num, den), _)| 0 < *num && num < den).count();
        (
            fitting.len().min(1),
            std::cmp::Reverse(missed.len()),
            telling,
            std::cmp::Reverse(nothing.len()),
        )
    };
    let best = formulas
        .iter()
        .map(|formula| (formula, fits(formula)))
        .reduce(|best, other| if other.1 > best.1 { other } else { best });
    let Some((formula, (_, _, telling, _))) = best else { return Vec::new() };
    let mut findings: Vec<Finding> = printed
        .iter()
        .filter_map(|(row, rate)| differs(table, measure, row, *rate, formula, is_share))
        .collect();
    if telling > 0 {
        findings.push(Finding {
            file: table.file.clone(),
            row: None,
            column: Some(table.label(measure)),
            value: Some(formula.name.to_owned()),
            code: FindingCode::RateFormula,
        });
    }
    findings
}

fn differs(
    table: &AggregateTable,
    measure: M,
    row: &TableRow,
    rate: Decimal,
    formula: &Formula,
    is_share: bool,
) -> Option<Finding> {
    let (numerator, denominator) = (formula.parts)(row)?;
    if denominator == 0 {
        let value = format!("{rate} = {numerator}/0");
        return Some(table.finding(FindingCode::RateOfNothing, row.number, measure, value));
    }
    match rate.agrees(numerator, denominator, is_share) {
        Some(Meaning::OfColumn) => return None,
        Some(Meaning::Other) => {
            let value = format!("{rate} = {numerator}/{denominator}");
            return Some(table.finding(FindingCode::RatesMixed, row.number, measure, value));
        }
        None => {}
    }
    let computed = Decimal::of(numerator, denominator, rate.decimals, is_share, rate.has_percent)?;
    let value = format!("{rate} ≠ {computed} = {numerator}/{denominator}");
    Some(table.finding(FindingCode::RateDiffers, row.number, measure, value))
}

/// What a printed rate means, beside the others of its column.
enum Meaning {
    OfColumn,
    /// A share among percentages, or the other way round.
    Other,
}

impl Decimal {
    /// What it means where it is the rate of these counts.
    fn agrees(self, num: u64, den: u64, is_share: bool) -> Option<Meaning> {
        if self.rounds(num, den, is_share) {
            return Some(Meaning::OfColumn);
        }
        let is_other = !self.has_percent && self.rounds(num, den, !is_share);
        is_other.then_some(Meaning::Other)
    }

    fn is_at_most_one(self) -> bool {
        self.digits <= 10_u64.saturating_pow(self.decimals)
    }

    /// A ratio rounded half-up to so many decimals, as a share or in percent.
    fn of(num: u64, den: u64, decimals: u32, is_share: bool, has_percent: bool) -> Option<Self> {
        let scale = 10_u128.checked_pow(decimals)? * if is_share { 1 } else { 100 };
        let (num, den) = (u128::from(num), u128::from(den));
        let digits =
            num.checked_mul(scale)?.checked_mul(2)?.checked_add(den)? / den.checked_mul(2)?;
        Some(Self { digits: u64::try_from(digits).ok()?, decimals, has_percent, is_cut: false })
    }

    /// Whether the printed digits are the ratio rounded half-up to as many decimals. A computed value was cut
    /// off, not rounded.
    fn rounds(self, num: u64, den: u64, is_share: bool) -> bool {
        Self::of(num, den, self.decimals, is_share, self.has_percent)
            .is_some_and(|computed| computed.digits.abs_diff(self.digits) <= self.is_cut.into())
    }
}

/// With a point, as machines write it; findings are the same in both languages.
impl std::fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let scale = 10_u64.saturating_pow(self.decimals);
        write!(formatter, "{}", self.digits / scale)?;
        if self.decimals > 0 {
            let width = usize::try_from(self.decimals).unwrap_or(0);
            write!(formatter, ".{:0width$}", self.digits % scale)?;
        }
        if self.has_percent { write!(formatter, "%") } else { Ok(()) }
    }
}

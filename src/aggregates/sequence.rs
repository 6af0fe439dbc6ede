//! Tables of one kind and unit in consecutive periods: what one leaves open, the next carries in.

use std::collections::BTreeMap;

use super::measure::Measure as M;
use super::rows::{RowKind, TableRow};
use super::table::AggregateTable;
use crate::domain::Period;
use crate::domain::fold;
use crate::findings::{Finding, FindingCode};

/// Tables that can follow each other: same columns, same rows, same unit.
type Series<'a> = Vec<(Period, &'a AggregateTable)>;

/// Compares every table with the one of the period before it, whatever the order they come in.
pub fn check_sequence(tables: &[AggregateTable]) -> Vec<Finding> {
    let mut series: BTreeMap<(String, String, Vec<M>), Series<'_>> = BTreeMap::new();
    for table in tables {
        let Some(period) = table.period else { continue };
        let unit = table.unit.as_deref().map(fold).unwrap_or_default();
        let names: Vec<&str> = table.names().map(crate::domain::Dimension::name).collect();
        let by = names.join(",");
        let measures = table.figures().map(|(_, measure)| measure).collect();
        series.entry((unit, by, measures)).or_default().push((period, table));
    }
    let mut findings = Vec::new();
    for tables in series.values_mut() {
        tables.sort_by_key(|(period, _)| (period.from, period.to));
        for (place, (period, later)) in tables.iter().enumerate() {
            let earlier = tables.get(..place).unwrap_or(&[]).iter().rev();
            let previous =
                earlier.into_iter().find(|(earlier, _)| earlier.to.next() == period.from);
            if let Some((_, earlier)) = previous {
                findings.extend(check_pair(earlier, later));
            }
        }
    }
    findings
}

fn check_pair(earlier: &AggregateTable, later: &AggregateTable) -> Vec<Finding> {
    let rows = |table| rows_by_name(table);
    let before = rows(earlier);
    let differs = |(name, row): (String, &TableRow)| {
        let left_open = before.iter().find(|(other, _)| *other == name)?;
        let carried = row.count(M::Carried)?;
        let (least, most) = left_over(left_open.1)?;
        // Whether paused dossiers stand among the open ones is the system's own affair.
        if least == carried || most == carried {
            return None;
        }
        let value = format!("{carried} ≠ {least} ({}, {})", earlier.file, left_open.1.number);
        Some(later.finding(FindingCode::CarriedDiffers, row.number, M::Carried, value))
    };
    rows(later).into_iter().filter_map(differs).collect()
}

/// Rows by their section and name; a name that stands twice names nothing.
fn rows_by_name(table: &AggregateTable) -> Vec<(String, &TableRow)> {
    let mut section = String::new();
    let mut rows: Vec<(String, &TableRow)> = Vec::new();
    for row in &table.rows {
        let outer = row.outer.iter().map(|name| fold(name) + "\u{0}").collect::<String>();
        let name = outer + &fold(&row.label);
        match row.kind {
            RowKind::Heading => section = name,
            RowKind::Section => {
                section.clone_from(&name);
                rows.push((name, row));
            }
            RowKind::Body => rows.push((format!("{section}\u{0}{name}"), row)),
            RowKind::Total => {
                let of = if row.outer.is_empty() { "" } else { name.as_str() };
                rows.push((format!("\u{0}{of}"), row));
            }
            RowKind::OfWhich | RowKind::SetApart => {}
        }
    }
    let is_single = |name: &String| rows.iter().filter(|(other, _)| other == name).count() == 1;
    rows.iter().filter(|(name, _)| is_single(name)).cloned().collect()
}

/// What is left at the end of the period, without and with what stands paused.
fn left_over(row: &TableRow) -> Option<(u64, u64)> {
    if let Some(stock) = row.count(M::ClosingStock) {
        return Some((stock, stock));
    }
    let overdue = || {
        row.count(M::PendingOverdue).or_else(|| {
            let with = row.count(M::PendingOverdueWithApology)?;
            Some(with.saturating_add(row.count(M::PendingOverdueWithoutApology)?))
        })
    };
    let pending = row
        .count(M::Pending)
        .or_else(|| Some(row.count(M::PendingWithin)?.saturating_add(overdue()?)))?;
    let waiting = [M::Paused, M::Supplement, M::FinancialObligation];
    let waiting = waiting.into_iter().filter_map(|measure| row.count(measure));
    Some((pending, waiting.fold(pending, u64::saturating_add)))
}

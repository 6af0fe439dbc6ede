//! Files of counts instead of dossiers: recognised, read by group cell, checked against themselves,
//! each other and the log they are said to come from.
//!
//! In: a source that holds no dossier log; for a comparison, loaded dossiers. Out: an
//! [`AggregateTable`], findings to the cell, a [`Comparison`]. Must not know: how anything is
//! printed; nothing in a table is ever counted together with dossiers.

mod across;
mod against;
mod body;
mod cells;
mod centred;
mod columns;
mod flat;
mod header;
mod identities;
mod joined;
mod labels;
mod log_counts;
mod log_groups;
mod measure;
mod nesting;
mod numbers;
mod ordinals;
mod own_heads;
mod parts;
mod period;
mod rates;
mod row_cells;
mod rows;
mod sequence;
mod sheet;
mod sums;
mod table;
mod titles;
mod unclear;
mod words;

use crate::findings::Finding;
pub use against::{ComparedCell, Comparison, ComparisonError, compare};
pub use columns::ColumnUse;
pub use log_counts::CountPlacement;
pub use measure::{Measure, TableRates};
pub use numbers::{Marks, Number, read_counts};
pub use rows::{RowKind, TableRow};
pub use sequence::check_sequence;
pub use sheet::{read_tables, table_of_counts, unclear_table};
use std::collections::{BTreeMap, BTreeSet};
pub use table::{AggregateTable, Column};

/// A form whose unit is left open is of the unit that all other tables of its workbook name.
pub fn share_units(tables: &mut [AggregateTable]) {
    let workbook = |file: &str| file.split(" » ").next().unwrap_or(file).to_owned();
    let mut units: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for table in tables.iter() {
        units.entry(workbook(&table.file)).or_default().extend(table.unit.clone());
    }
    for table in tables.iter_mut().filter(|table| table.unit.is_none()) {
        let named = units.get(&workbook(&table.file)).filter(|named| named.len() == 1);
        table.unit = named.and_then(|named| named.first().cloned());
    }
}

/// Everything that one table says against itself, in the order of its rows.
pub fn check_table(table: &AggregateTable) -> Vec<Finding> {
    let mut findings = table.reading.clone();
    findings.extend(identities::check(table));
    findings.extend(sums::check(table));
    findings.extend(rates::check(table));
    findings
}

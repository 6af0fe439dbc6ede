//! Tables of counts: every family of layouts read by group cell, checked to the cell, compared with
//! the log it comes from.

mod broken;
mod command;
mod forms;
mod heads;
mod layouts;
mod own_workbook;
mod periods;
mod properties;
mod printed;
mod samples;
mod two_names;

use std::path::PathBuf;

use cchc::aggregates::{AggregateTable, TableRow, read_tables};
use cchc::domain::PeriodRule;
use cchc::read::{Opener, Source};

use crate::support::repository;

/// A committed sample.
pub fn sample(name: &str) -> PathBuf {
    repository("tests/data/aggregates").join(name)
}

/// The first table of a file as the program reads it.
pub fn read(path: PathBuf) -> AggregateTable {
    read_all(path).swap_remove(0)
}

/// All tables of a file.
pub fn read_all(path: PathBuf) -> Vec<AggregateTable> {
    let name = path.display().to_string();
    read_tables(&Opener::default(), &Source::File(path), PeriodRule::Calendar).expect(&name)
}

/// A table of text that stands in no file yet.
pub fn read_text(text: &str) -> AggregateTable {
    tables_of(text).swap_remove(0)
}

/// All tables of such a text.
pub fn tables_of(text: &str) -> Vec<AggregateTable> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table.csv");
    std::fs::write(&path, text).expect("written");
    read_all(path)
}

/// The first row of a name.
pub fn row<'a>(table: &'a AggregateTable, label: &str) -> &'a TableRow {
    table.rows.iter().find(|row| row.label == label).expect(label)
}

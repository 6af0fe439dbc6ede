//! Figures, findings and file facts → a document of typed cells, in one of two languages.
//!
//! In: what the pipeline brings. Out: a [`Document`] for people, and records for machines.
//! Must not know: file formats, terminals, how a number is rounded or written.

mod absence;
pub mod aggregates;
mod bases;
pub mod calendar;
pub mod check;
pub mod comparison;
pub mod coverage;
mod encoding;
pub mod explain;
pub mod export_style;
pub mod feedback;
pub mod figure;
pub mod flat;
pub mod indicators;
pub mod inspect;
pub mod inspect_record;
pub mod listing;
pub mod logs;
pub mod map;
mod model;
mod narrow;
pub mod overview;
mod phrase;
pub mod proposal;
pub mod provenance;
pub mod publication;
pub mod rank_records;
pub mod ranks;
pub mod records;
pub mod run;
pub mod score;
pub mod series;
mod shape;
pub mod signals;
pub mod small_log;
pub mod stats;
pub mod system_messages;
pub mod table_checks;
pub mod targets;
pub mod table;
mod text;
pub mod times;
pub mod units;
pub mod verify;
pub mod workbook_cell;

pub use absence::absence_short;
pub use bases::base_cells;
pub use flat::FlatTable;
pub use model::{Block, Document, Outcome};
pub use phrase::{Phrase, Piece};
pub use table::{
    Cell, Column, ColumnKind, POINT_DECIMALS, RateFormula, RowKind, SMALL_GROUP, Table, TableRow,
};
pub use text::verdict_name;
pub use text::{
    Lang, channel_name, count_name, definition_name, dimension_name, exclusion_name, log_kind_name,
    log_use, nameless, other_log_name, pick, rating_name, rejection_name, severity_name,
    status_name, unit_name, unit_of_change,
};

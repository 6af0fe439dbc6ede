//! Paths → records: which files there are and what is inside of them, how their bytes become text,
//! where the table stands in them, and its rows, cell by cell.
//!
//! In: paths as the user typed them. Out: [`Layout`]s and [`Record`]s that know their row.
//! Must not know: what a column means (it asks a [`HeaderVocabulary`]), what a date is, what counts.

mod boundary;
mod chunk;
mod container;
mod csv;
mod decode;
mod dialect;
mod expand;
mod export;
mod failure;
mod fingerprint;
mod head_rows;
mod header;
mod header_search;
mod grid;
mod kept;
mod layout;
mod likely;
mod number_row;
mod opened;
mod position;
mod queue;
mod quoted_lines;
mod refilled;
mod side_by_side;
mod source;
mod structural;
mod vocabulary;
mod wide_sign;
mod width;
mod watch;

pub use boundary::last_record_end;
pub use chunk::{Chunk, ChunkReader};
pub use container::{Container, Formulas, SheetNotes, SheetPart, Spans};
pub use csv::{Record, Records};
pub use decode::{
    Encoding, EncodingDecision, EncodingReason, Score, Verdict, capitals_written_small, examine,
    is_written_twice,
};
pub use export::Opener;
pub use failure::FileFailure;
pub use fingerprint::{Fingerprint, fingerprint, fingerprints, hexadecimal};
pub use grid::{Grid, GridCell, GridError, read_grids};
pub use header::{HeaderCell, shown_cells};
pub use layout::{Layout, LayoutHints, find_layout};
pub use number_row::is_marked_numbering;
pub use opened::{Compression, OpenExport};
pub use position::{ChunkRows, FileId, Position, RowNumbers};
pub use queue::{ChunkWorker, OpenFile, run_queue};
pub use quoted_lines::holds_cells;
pub use source::{Discovery, EntrySource, SheetSource, Source, SourceError, discover};
pub use structural::Dialect;
pub use vocabulary::{HeaderVocabulary, Meaning};
pub use width::named as named_columns;

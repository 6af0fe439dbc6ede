//! Records → dossiers: what each column means, what each cell says, which rows count.
//!
//! In: sources and a [`LoadRequest`]. Out: [`Dossiers`] (one row = one dossier in its latest state),
//! findings and the ledger. Must not know: periods, rates, what is printed.

mod columns;
mod date;
mod date_forms;
mod dictionary;
mod dossiers;
mod files;
mod fold;
mod groups;
mod id;
mod intern;
mod latest;
mod load;
mod look;
mod mapping;
mod merge;
mod profile;
mod raw;
mod row;
mod sheets;
mod values;
mod vocabulary;
mod worker;

pub use columns::{NO_DAY, Timing, Traits};
pub use date::{DateCell, DateOrder, DateReader, Moment, OrderEvidence};
pub use dictionary::Dictionary;
pub use dossiers::{Dossiers, DossiersError, Group, Segment};
pub use fold::fold;
pub use load::{FileFacts, Grain, LoadRequest, Loaded, Policy, RejectedRow, load};
pub use look::{DateSample, Sample, look};
pub use mapping::{ColumnUse, Mapping};
pub use profile::{Profile, ProfileError, nearest};
pub use sheets::passed_over;
pub use values::canonical_name;
pub use vocabulary::{Origin, Vocabulary};

//! Bytes → files: single files and whole packages (a folder of files), each put in place in one step.
//!
//! Everything is first written into a staging folder beside its target, `.cchc-<name>-<random>.tmp`, and
//! renamed when complete, so an old report survives a run that fails, is stopped or is killed. This stage
//! knows neither formats nor figures, prints nothing, and ends no process: what has to be removed when a
//! signal comes is told to [`Litter`], which the command line sweeps.
//!
//! What a `kill -9` or a power cut leaves behind, step by step of a package that replaces another one
//! (`T` the target, `S` the staging folder):
//!
//! | dies after                                          | in `T`     | in `S`         | the next run on `T`       |
//! |-----------------------------------------------------|------------|----------------|---------------------------|
//! | missing parents made                                | –          | –              | uses them                 |
//! | `S` made, `S/lock` not yet                          | whole old  | nothing        | removes `S`               |
//! | some or all files and the manifest in `S/new`       | whole old  | part of new    | removes `S`               |
//! | `T` and `S/new` exchanged (one system call)         | whole new  | whole old      | removes `S`               |
//! | `T` moved to `S/old` (no exchange on this disk)     | **nothing**| old and new    | puts `S/old` back to `T`  |
//! | `S/new` moved to `T` (no exchange on this disk)     | whole new  | whole old      | removes `S`               |
//! | `S` removed in part                                 | whole new  | part of old    | removes `S`               |
//!
//! A folder that people work in ([`FolderUpdate`]) goes the same way: what stays in it is linked into `S/new`.
//! Whoever looks at a target and puts something in its place does so in turn, by a lock on the folder above it.
//!
//! A target that was absent or empty takes one plain rename. Only where the file system knows no exchange
//! is there a moment without a target, and even then both reports are on the disk, in `S`. A live process
//! holds a lock on `S/lock`; a staging folder whose lock can be had is stale. Where locks are not
//! supported nothing is taken for stale.

mod error;
mod exchange;
mod failpoint;
mod files;
mod folder;
mod inventory;
mod litter;
mod manifest;
mod names;
mod package;
mod staging;
mod stale;
mod swap;
mod turn;

pub use error::{NameFault, OutputError, Strangers};
pub use files::{write_file, write_new_file, write_private_file, write_private_file_by};
pub use folder::FolderUpdate;
pub use inventory::{PackageState, state_of};
pub use litter::{Litter, Swept};
pub use manifest::{MANIFEST_FILE, MANIFEST_SCHEMA, Manifest, ManifestFile};
pub use names::{folder_name, folder_names};
pub use package::Package;
pub use stale::recover;

/// What may become of a report that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    /// It stays, and the run is refused.
    Never,
    /// An earlier report of ours gives way to the new one.
    Force,
}

/// What putting a report in place came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Committed {
    /// Nothing stood there.
    Written,
    /// An earlier report gave way.
    Replaced,
    /// The very same report stood there, and nothing was touched.
    Unchanged,
}

//! One after the other: looking at what stands at a target and putting something in its place is one step
//! for every run that writes beside it.

use std::fs::File;
use std::path::Path;

/// The turn of this run, until dropped. The folder itself is locked, so nothing has to be left in it.
#[derive(Debug)]
pub(super) struct Turn(#[expect(dead_code, reason = "locked as long as it is open")] Option<File>);

impl Turn {
    /// Waits for the turn at what lies in a folder. Where a folder cannot be locked nobody waits; the renames
    /// are whole there, too.
    pub(super) fn take(folder: &Path) -> Self {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let locked = File::open(folder).and_then(|handle| handle.lock().map(|()| handle));
        Self(locked.ok())
    }
}

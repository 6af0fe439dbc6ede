//! What is added up or set beside others: tallies, and what their file is called.

use crate::archive::tallies::Tallies;

/// One of the tallies that are added up.
#[derive(Debug, Clone)]
pub struct Part {
    /// How the user named it: the path of its file.
    pub label: String,
    pub tallies: Tallies,
}

//! A further table in a file: where it stands.
//!
//! In and out: places and columns. Must not know: how it was found.

use std::sync::Arc;

use crate::read::{Layout, Position};

/// A header in the body.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its first row.
    pub start: Position,
    /// The first row below it.
    pub body: Position,
    /// Its columns; nothing where it is the first header again.
    pub layout: Option<Arc<Layout>>,
}

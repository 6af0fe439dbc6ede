//! What a command has to say: headings, sentences, facts and tables, in order.

use super::phrase::Phrase;
use super::table::Table;
use crate::domain::Day;
use crate::dossiers::Loaded;
use crate::tally::{Cube, TimeFrame};

/// What a count brings, and every figure comes from.
#[derive(Debug)]
pub struct Outcome {
    pub loaded: Loaded,
    pub frame: TimeFrame,
    pub cube: Cube,
    /// The first received day and the last received or finish day in the data.
    pub days_seen: (Day, Day),
}

/// What a command has to say, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Heading(String),
    Paragraph(Phrase),
    /// Name and value, one line each.
    Facts(Vec<(String, Phrase)>),
    Table(Table),
}

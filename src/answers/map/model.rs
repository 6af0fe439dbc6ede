//! What a map of communes shows, and in which words.
//!
//! In: figures of communes that somebody put into classes. Out: nothing. Must not know: paper, colours, how a number is
//! rounded.

use std::sync::Arc;

use crate::answers::phrase::Phrase;
use crate::answers::table::{Cell, SMALL_GROUP};
pub use crate::units::Outline;

/// A map of communes: what it shows, and in which words.
#[derive(Debug, Clone, PartialEq)]
pub struct MapPicture {
    /// The name of the figure.
    pub id: &'static str,
    /// What is to be seen in it, made from its figures; nothing where all are alike.
    pub headline: Option<Phrase>,
    pub title: String,
    /// What it shows, for those who cannot see it.
    pub description: Phrase,
    pub tone: Tone,
    /// By shade, the palest first: what it stands for, and how many communes have it.
    pub classes: Vec<(String, usize)>,
    /// In the order of their codes.
    pub communes: Vec<MappedCommune>,
    /// What is said of the numbered communes: `Thấp nhất`.
    pub numbered: &'static str,
    pub outline: Arc<Outline>,
    pub notes: Vec<Phrase>,
}

/// What the shades mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The darker the worse.
    Judged,
    /// The darker the more.
    Plain,
}

#[derive(Debug, Clone, PartialEq)]
pub struct MappedCommune {
    pub code: &'static str,
    pub name: &'static str,
    pub value: Cell,
    /// Nothing where there is no figure.
    pub shade: Option<usize>,
    /// Its place among the communes that are named beside the picture, from 1.
    pub number: Option<usize>,
}

impl MappedCommune {
    /// Whether one dossier more would move its share visibly.
    pub fn is_small(&self) -> bool {
        self.value.is_small()
            || matches!(&self.value, Cell::Mean { mean, .. } if mean.denominator() < SMALL_GROUP)
    }
}

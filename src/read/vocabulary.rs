//! Who knows the names of columns: the reader asks, and does not know them itself.
//!
//! In: headings. Out: what they mean to the vocabulary. Must not know: any name.

use super::header::HeaderCell;

/// What a header cell means to the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meaning {
    /// Tells one meaning from another.
    pub id: u32,
    /// Without it nothing can be counted.
    pub is_required: bool,
}

/// Knows the names of columns. The reader does not.
pub trait HeaderVocabulary {
    /// What a column of this group and name means, if anything known.
    fn recognise(&self, header: &HeaderCell) -> Option<Meaning>;
    /// How many meanings are required.
    fn required(&self) -> usize;
    /// The names of the required meanings that `found` lacks, for the message.
    fn missing(&self, found: &[Meaning]) -> String;
}

pub fn distinct_meanings(
    headers: &[HeaderCell],
    vocabulary: &dyn HeaderVocabulary,
) -> Vec<Meaning> {
    let mut meanings: Vec<Meaning> = Vec::new();
    for meaning in headers.iter().filter_map(|header| vocabulary.recognise(header)) {
        if meanings.iter().all(|other| other.id != meaning.id) {
            meanings.push(meaning);
        }
    }
    meanings
}

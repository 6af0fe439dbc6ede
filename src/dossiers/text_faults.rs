//! Names of groups → what is wrong with their letters: signs that nobody sees, letters that are lost,
//! text that was written as UTF-8 twice.
//!
//! In: the distinct texts of every loaded dimension. Out: each fault with its place and number of
//! dossiers. Must not know: which texts are one group.

use super::columns::Columns;
use super::group_texts::{Counts, Spellings};
use crate::domain::{
    Dimension, DimensionKind, has_lost_letters, has_lost_letters_of_name, is_invisible,
};
use crate::findings::FindingCode;
use crate::read::{Position, is_written_twice};

/// One name with a fault.
#[derive(Debug, PartialEq, Eq)]
pub struct TextFault {
    pub code: FindingCode,
    pub dimension: Dimension,
    pub first: Position,
    pub text: String,
    pub dossiers: u64,
}

/// The faults of all names that dossiers have.
pub fn text_faults(
    loaded: &[Dimension],
    segments: &[Columns],
    spellings: &[Spellings],
) -> Vec<TextFault> {
    let mut faults = Vec::new();
    for (place, (dimension, spellings)) in loaded.iter().zip(spellings).enumerate() {
        if !matches!(dimension.kind(), DimensionKind::Text(_)) {
            continue;
        }
        let mut counts = Counts::new(segments, place);
        for number in 0..spellings.len() {
            let (text, first) = spellings.at(number);
            let Some(code) = fault(*dimension, text) else { continue };
            let dossiers = counts.of(number);
            if dossiers > 0 {
                let text = text.to_owned();
                faults.push(TextFault { code, dimension: *dimension, first, text, dossiers });
            }
        }
    }
    faults
}

fn fault(dimension: Dimension, text: &str) -> Option<FindingCode> {
    let may_ask = matches!(dimension, Dimension::Procedure | Dimension::Field);
    let is_lost = if may_ask { has_lost_letters(text) } else { has_lost_letters_of_name(text) };
    if is_lost {
        return Some(FindingCode::LettersLost);
    }
    if text.contains(is_invisible) {
        return Some(FindingCode::HiddenSigns);
    }
    is_written_twice(text.as_bytes(), true).then_some(FindingCode::WrittenTwiceInPart)
}

//! What a row writes of its place, dimension by dimension, and what that is taken for.
//!
//! In: codes of spellings. Out: the shape of a combination and of its group. Must not know: the register.

use crate::domain::Dimension;

/// The other dimensions that help to tell the groups of one.
pub const fn contexts(dimension: Dimension) -> &'static [Dimension] {
    use Dimension::{Commune, District, Province, Unit, UnitCode};
    match dimension {
        Unit | Dimension::ReceivingUnit | Dimension::ResolvingUnit => {
            &[District, UnitCode, Province]
        }
        Commune => &[District, Unit, UnitCode, Province],
        District => &[Commune, Unit, UnitCode, Province],
        Province => &[District, Commune, Unit, UnitCode],
        Dimension::Level => &[Unit],
        _ => &[],
    }
}

/// One combination of texts, as codes of their spellings.
#[derive(Debug, Clone, Copy)]
pub struct WrittenPlace<'a> {
    pub sources: &'a [Dimension],
    pub codes: &'a [u32],
    /// In an export made since the reorganisation.
    pub is_since: bool,
}

impl WrittenPlace<'_> {
    pub fn code(&self, dimension: Dimension) -> Option<usize> {
        let place = self.sources.iter().position(|source| *source == dimension)?;
        self.codes.get(place).map(|code| *code as usize)
    }
}

/// The group of a combination.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupKey {
    /// Equal for combinations of one group; empty for none.
    pub key: String,
    /// Whether the text of the dimension itself may name the group.
    pub is_named_by_text: bool,
    /// Whether the text is a name the unit bears on another day: a spelling, but no name for the group.
    pub is_of_another_day: bool,
    /// The name if no text may.
    pub name: Option<String>,
    /// What tells groups of equal names apart.
    pub within: Option<String>,
    /// False where the series before and after the reorganisation are not of one place.
    pub is_comparable: bool,
    pub doubt: Option<UnitDoubt>,
}

/// Why a text is taken as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitDoubt {
    /// No such unit; names that come near.
    Unknown(Vec<String>),
    /// Several units bear the name.
    Ambiguous(Vec<String>),
}

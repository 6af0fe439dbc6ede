//! Where the text of a dimension comes from, in the rows of one table.

use super::file_facts::FileFacts;
use crate::domain::Dimension;

/// What a group row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfGroup {
    Unit,
    District,
}

/// Where the text of a dimension comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeySource {
    Column(usize),
    /// The same for every row: a file that one unit sent names it above the table only.
    Fixed(Vec<u8>),
    /// The group row above, and what holds where there is none.
    Group(OfGroup, Vec<u8>),
    Absent,
}

impl KeySource {
    pub fn new(facts: &FileFacts, dimension: Dimension) -> Self {
        if let Some(column) = facts.mapping.column_of_dimension(dimension) {
            return Self::Column(column);
        }
        let has_unit = facts.mapping.column_of_dimension(Dimension::Unit).is_some();
        let named = facts.named_unit.as_ref().map(|unit| unit.name.clone().into_bytes());
        match dimension {
            Dimension::Unit if !facts.groups.is_empty() => {
                Self::Group(OfGroup::Unit, named.unwrap_or_default())
            }
            Dimension::District if !has_unit && !facts.groups.is_empty() => {
                Self::Group(OfGroup::District, Vec::new())
            }
            Dimension::Unit => named.map_or(Self::Absent, Self::Fixed),
            _ => Self::Absent,
        }
    }
}

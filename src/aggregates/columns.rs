//! The cells over a column of a table of counts → what it counts.
//!
//! In: those cells, topmost first, and the kind `data/logs/aggregates.toml`. Out: a [`ColumnUse`]. Must not know:
//! what the cells below say.

use crate::columns::{AGGREGATES, Field, FieldType};
use crate::domain::{Dimension, fold};

use super::measure::Measure;

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnUse {
    /// The name of a row, and what kind of name it is.
    Label(Dimension),
    RowNumber,
    /// Known, and no figure.
    Known,
    Measure(Measure),
    Unknown,
}

/// The field that numbers the rows.
const ROW_NUMBER: &str = "row_number";

impl ColumnUse {
    /// The use of a column by its folded name and the cells over it, topmost first, as they are written.
    pub fn of_keys(above: &[String], name: &str) -> Self {
        match AGGREGATES.field_under(above, name) {
            Some(field) => Self::of_field(field),
            None if above.is_empty() && AGGREGATES.known.contains(name) => Self::Known,
            None => Self::Unknown,
        }
    }

    /// The use of a name in a group.
    pub fn in_group(group: &str, name: &str) -> Option<Self> {
        AGGREGATES.field_in_group(group, name).map(Self::of_field)
    }

    fn of_field(field: &Field) -> Self {
        let name = field.name.as_str();
        let found = match field.kind {
            FieldType::Text => Dimension::from_name(name).map(Self::Label),
            FieldType::Date => Some(Self::Known),
            _ if name == ROW_NUMBER => Some(Self::RowNumber),
            _ => Measure::from_name(name).map(Self::Measure),
        };
        found.unwrap_or(Self::Unknown)
    }

    /// A count, and no rate.
    pub const fn is_count(self) -> bool {
        matches!(self, Self::Measure(measure) if !measure.is_rate())
    }
}

/// The key of a heading: without formula numbers such as `(3 = 4 + 5)` or `[7]`, without `(%)`, without the
/// number that programs append to a name that repeats.
pub fn name_key(cell: &str) -> String {
    let mut text = cell.trim();
    loop {
        let bracketed = [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| {
            let (before, inside) = text.strip_suffix(close)?.rsplit_once(open)?;
            let is_formula = inside.chars().all(|c| c.is_ascii_digit() || " =+-*/:%,.".contains(c));
            (is_formula && !before.trim().is_empty()).then_some(before)
        });
        // Raised notes, and the stars of notes.
        let noted = text.trim_end_matches(is_note);
        match bracketed {
            Some(before) => text = before.trim_end_matches([' ', '=', '+', '-']),
            None if noted.len() < text.len() && !noted.is_empty() => text = noted.trim_end(),
            None => break,
        }
    }
    let bare = text.rsplit_once('.').filter(|(before, number)| {
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number && before.ends_with(char::is_alphabetic)
    });
    fold(bare.map_or(text, |(before, _)| before))
}

/// A raised sign, or a star.
pub fn is_note(character: char) -> bool {
    matches!(character, '*' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '⁺' | '⁻' | '⁽' | '⁾' | '†' | '‡')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ColumnUse, name_key};
    use crate::aggregates::Measure;
    use crate::columns::{AGGREGATES, FieldType};
    use crate::domain::Dimension;

    #[test]
    fn labels_and_row_numbers_stand_at_the_top() {
        let top = |name: &str| ColumnUse::of_keys(&[], &name_key(name));
        assert_eq!(top("Lĩnh Vực"), ColumnUse::Label(Dimension::Field));
        assert_eq!(top("TT"), ColumnUse::RowNumber);
        assert_eq!(top("Đơn vị tính"), ColumnUse::Unknown);
        assert_eq!(top("Mức độ"), ColumnUse::Known);
    }

    #[test]
    fn every_field_is_a_label_or_a_measure_and_every_measure_a_field() {
        let uses = AGGREGATES.fields.iter().map(|field| (field, ColumnUse::of_field(field)));
        let mut measures = BTreeSet::new();
        for (field, column_use) in uses {
            assert_ne!(column_use, ColumnUse::Unknown, "{}", field.name);
            let ColumnUse::Measure(measure) = column_use else { continue };
            assert_eq!(measure.is_rate(), field.kind == FieldType::Number, "{}", field.name);
            measures.insert(measure.name());
        }
        assert_eq!(measures, Measure::ALL.iter().map(|measure| measure.name()).collect());
    }
}

//! What is known of a file once its head was read.
//!
//! In and out: facts. Must not know: how they were found out, rows, threads.

use std::sync::Arc;

use super::unit_besides::NamedUnit;
use crate::columns::FurnitureColumns;
use crate::columns::HeadSample;
use crate::columns::Mapping;
use crate::columns::Section;
use crate::columns::{DateFormat, DateHabits, DateOrder, DateReader, ShortOrder};
use crate::domain::CanonicalField;
use crate::read::{Compression, Container, EncodingDecision, Layout, Position, SheetNotes};
use crate::units::GroupOfRows;

/// What is known of a file once its head was read.
#[derive(Debug, Clone)]
pub struct FileFacts {
    pub name: String,
    pub encoding: EncodingDecision,
    /// Words of capitals whose letters with marks the encoding could only write small.
    pub capitals_written_small: u64,
    pub compression: Compression,
    pub container: Container,
    /// Whether it is a hidden sheet.
    pub is_hidden: bool,
    /// What is learnt of a sheet while it is read.
    pub notes: Arc<SheetNotes>,
    /// How its dates are written; the built-in forms when empty.
    pub formats: Vec<DateFormat>,
    pub layout: Layout,
    pub mapping: Mapping,
    pub order: DateOrder,
    /// How dates with years of two digits are read, where the file proves it.
    pub short_years: Option<ShortOrder>,
    /// What the profile says of dates.
    pub habits: DateHabits,
    /// What its first dossiers look like.
    pub sample: HeadSample,
    /// The unit that the sheet, the file or the titles name, where no column does.
    pub named_unit: Option<NamedUnit>,
    /// Group rows that name units, where no column does.
    pub groups: Arc<[GroupOfRows]>,
    /// Further tables below the first, with what their columns mean.
    pub sections: Vec<(Section, Mapping)>,
}

impl FileFacts {
    /// Reads its dates.
    pub fn dates(&self) -> DateReader<'_> {
        DateReader::new(&self.formats, self.order, self.short_years, &self.habits)
    }

    /// What the columns mean where a row stands.
    pub fn mapping_at(&self, at: Position) -> &Mapping {
        let behind = self.sections.partition_point(|(section, _)| section.start <= at);
        let section = behind.checked_sub(1).and_then(|place| self.sections.get(place));
        section.map_or(&self.mapping, |(_, mapping)| mapping)
    }

    /// The tables below the first whose columns are others: the row of the header, from 1, and what its
    /// columns mean. Of a file that was looked at, not read, those in the rows looked at.
    pub fn further_tables(&self) -> impl Iterator<Item = (u64, &Mapping)> {
        let others = self.sections.iter().filter(|(section, _)| section.layout.is_some());
        others.map(|(section, mapping)| {
            (self.layout.rows_above() + u64::from(section.start.row()) + 1, mapping)
        })
    }

    /// Fields that some table of the file has.
    pub fn fields(&self) -> impl Iterator<Item = CanonicalField> + '_ {
        let further = self.sections.iter().flat_map(|(_, mapping)| mapping.fields());
        self.mapping.fields().chain(further).map(|(field, _)| field)
    }
}

/// The dates a row is judged by.
pub const DATE_FIELDS: [CanonicalField; 4] = [
    CanonicalField::ReceivedAt,
    CanonicalField::DueAt,
    CanonicalField::FinishedAt,
    CanonicalField::ReturnedAt,
];

/// The columns that tell the dossiers of a file from the other rows of its body.
pub fn furniture_columns(facts: &FileFacts, id: usize) -> FurnitureColumns {
    let mapping = &facts.mapping;
    let dates = DATE_FIELDS.iter().filter_map(|field| mapping.column(*field)).collect();
    let is_open = facts.container != Container::Text;
    FurnitureColumns::new(id, dates, facts.layout.width, &facts.layout.headers)
        .with(is_open, facts.sample.ids)
}

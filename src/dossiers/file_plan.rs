//! What the threads need of a file to read its rows: the columns by their meaning, and how dates are read.
//!
//! In: [`FileFacts`] and the request. Out: a [`FilePlan`]. Must not know: how a file is opened; rows.

use std::sync::Arc;

use regex::Regex;

use super::file_facts::{FileFacts, furniture_columns};
use super::key_source::{KeySource, OfGroup};
use super::load_request::LoadRequest;
use super::mark_plan::MarkPlan;
use crate::columns::FurnitureColumns;
use crate::columns::Mapping;
use crate::columns::Profile;
use crate::columns::Section;
use crate::columns::Vocabulary;
use crate::columns::{DateCell, DateEvidence, DateOrder, DateReader, Odd, read_usual};
use crate::domain::{CanonicalField, Dimension};
use crate::findings::FindingCode;
use crate::read::{FileFailure, FileId, Layout, Position, Record};
use crate::units::group_at;

/// What the threads need of a file.
pub struct FilePlan {
    pub file: FileId,
    pub facts: Arc<FileFacts>,
    pub mark_length: u64,
    order: DateOrder,
    has_plain_dates: bool,
    pub id: usize,
    pub received: usize,
    pub due: Option<usize>,
    pub finished: Option<usize>,
    pub returned: Option<usize>,
    pub status: Option<usize>,
    pub channel: Option<usize>,
    pub rating: Option<usize>,
    pub digitised: Option<usize>,
    /// One per dimension whose texts are read; none of the last where that is the province and no column
    /// names it.
    pub keys: Vec<KeySource>,
    pub mapped: Vec<(CanonicalField, usize)>,
    /// Nothing unless marks are asked for.
    pub marks: Option<MarkPlan>,
    pub furniture: FurnitureColumns,
    pub skip: Vec<Regex>,
    /// Columns whose blanks take the value above them.
    pub fill_down: Vec<(CanonicalField, usize)>,
    /// Further tables below the first: where each begins, and its plan if it is not that of the first.
    sections: Vec<(Section, Option<FilePlan>)>,
}

impl FilePlan {
    pub fn dates(&self) -> DateReader<'_> {
        let FileFacts { formats, short_years, habits, .. } = &*self.facts;
        DateReader {
            formats,
            order: self.order,
            short: *short_years,
            habits,
            is_plain: self.has_plain_dates,
        }
    }

    /// Reads a date cell as [`Self::dates`] does, without making a reader for nearly every cell.
    #[inline(always)]
    pub fn date(&self, cell: &[u8], evidence: &mut DateEvidence) -> DateCell {
        let beyond = |odd, evidence: &mut DateEvidence| self.date_beyond(cell, odd, evidence);
        read_usual(cell, self.order, self.has_plain_dates, evidence, beyond)
    }

    #[inline(never)]
    fn date_beyond(&self, cell: &[u8], odd: Odd, evidence: &mut DateEvidence) -> DateCell {
        self.dates().beyond(cell, odd, evidence)
    }

    /// Whether every row is read by this plan, as it stands.
    pub const fn is_simple(&self) -> bool {
        self.sections.is_empty() && self.fill_down.is_empty()
    }

    /// The plan of the table that a row stands in; nothing for the rows of a further header.
    pub fn of_row(&self, at: Position) -> Option<&Self> {
        let behind = self.sections.partition_point(|(section, _)| section.start <= at);
        let Some((section, plan)) = behind.checked_sub(1).and_then(|i| self.sections.get(i)) else {
            return Some(self);
        };
        (at >= section.body).then(|| plan.as_ref().unwrap_or(self))
    }

    /// What the group row above a row says.
    pub fn of_group(&self, what: OfGroup, at: Position) -> Option<&str> {
        let group = group_at(&self.facts.groups, at)?;
        match what {
            OfGroup::Unit => group.unit.as_deref(),
            OfGroup::District => group.district.as_deref(),
        }
    }

    /// Whether no column names the unit.
    pub fn lacks_unit(&self) -> bool {
        self.facts.mapping.column_of_dimension(Dimension::Unit).is_none()
    }

    /// Whether a pattern of the profile matches a cell.
    pub fn skips(&self, record: &Record<'_>) -> bool {
        record.cells().any(|cell| {
            let text = String::from_utf8_lossy(&cell);
            self.skip.iter().any(|pattern| pattern.is_match(&text))
        })
    }
}

/// The plan of a file with those of its further tables.
pub fn plan(
    request: &LoadRequest,
    vocabulary: &Vocabulary,
    file: FileId,
    facts: &Arc<FileFacts>,
    mark_length: u64,
) -> Result<FilePlan, FileFailure> {
    let mut plan = plan_of_table(request, file, Arc::clone(facts), mark_length)?;
    for (section, _) in &facts.sections {
        let own = section.layout.as_ref().map(|layout| {
            let own = FileFacts {
                mapping: Mapping::new(layout, vocabulary),
                layout: Layout::clone(layout),
                sections: Vec::new(),
                ..FileFacts::clone(facts)
            };
            plan_of_table(request, file, Arc::new(own), mark_length)
        });
        plan.sections.push((section.clone(), own.transpose()?));
    }
    Ok(plan)
}

fn plan_of_table(
    request: &LoadRequest,
    file: FileId,
    facts: Arc<FileFacts>,
    mark_length: u64,
) -> Result<FilePlan, FileFailure> {
    let mapping = &facts.mapping;
    let required = |field: CanonicalField| {
        mapping
            .column(field)
            .ok_or_else(|| FileFailure::new(FindingCode::RequiredColumnMissing, field.name()))
    };
    let id = required(CanonicalField::DossierId)?;
    let received = required(CanonicalField::ReceivedAt)?;
    let furniture = furniture_columns(&facts, id);
    let profile = request.profile.as_ref();
    Ok(FilePlan {
        file,
        mark_length,
        order: facts.order,
        has_plain_dates: facts.dates().is_plain,
        id,
        received,
        due: mapping.column(CanonicalField::DueAt),
        finished: mapping.column(CanonicalField::FinishedAt),
        returned: mapping.column(CanonicalField::ReturnedAt),
        status: mapping.column(CanonicalField::Status),
        channel: mapping.column(CanonicalField::Channel),
        rating: mapping.column(CanonicalField::Rating),
        digitised: mapping.column(CanonicalField::ResultDigitised),
        keys: key_sources(request, &facts),
        mapped: mapping.fields().collect(),
        marks: request.keep_marks.then(|| MarkPlan::new(mapping)),
        furniture,
        fill_down: filled_columns(profile, mapping),
        sections: Vec::new(),
        skip: profile.map(|profile| profile.skip_rows_matching.clone()).unwrap_or_default(),
        facts,
    })
}

fn key_sources(request: &LoadRequest, facts: &FileFacts) -> Vec<KeySource> {
    let mut dimensions = request.key_dimensions();
    let is_absent = facts.mapping.column_of_dimension(Dimension::Province).is_none();
    let _ = dimensions.pop_if(|last| *last == Dimension::Province && is_absent);
    dimensions.iter().map(|dimension| KeySource::new(facts, *dimension)).collect()
}

fn filled_columns(profile: Option<&Profile>, mapping: &Mapping) -> Vec<(CanonicalField, usize)> {
    let fields = profile.map_or(&[][..], |profile| &profile.fill_down);
    fields.iter().filter_map(|field| Some((*field, mapping.column(*field)?))).collect()
}

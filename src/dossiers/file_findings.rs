//! What is said of a whole file: of its encoding, sheet, columns and dates.
//!
//! In: what is known of the file once all its rows were read. Out: findings without a row. Must not know:
//! other files, single rows.

use super::file_facts::{DATE_FIELDS, FileFacts};
use super::load_request::LoadRequest;
use super::table_findings::table_findings;
use super::worker::ColumnEvidence;
use crate::columns::ColumnUse;
use crate::columns::DateEvidence;
use crate::columns::Drift;
use crate::columns::Profile;
use crate::columns::{column_findings, order_findings};
use crate::domain::{CanonicalField, has_lost_letters};
use crate::findings::FindingCode;
use crate::read::{EncodingReason, RowNumbers};

/// What is known of one file once all its rows were read.
pub struct SeenOfFile<'a> {
    pub facts: &'a FileFacts,
    pub rows: &'a RowNumbers,
    /// Whether no row of it is a dossier.
    pub header_only: bool,
    /// Dossiers whose id had become a number.
    pub restored_ids: u64,
    pub dates: ColumnEvidence,
}

/// Takes a finding of a whole file: its code, column and value.
type Push<'p> = &'p mut dyn FnMut(FindingCode, Option<String>, Option<String>);

/// Everything that is to be said of a file, in a fixed order.
pub fn file_findings(request: &LoadRequest, seen: &SeenOfFile<'_>, push: Push<'_>) {
    let SeenOfFile { facts, rows, header_only, restored_ids, dates } = seen;
    if *header_only {
        push(FindingCode::HeaderOnly, None, None);
    }
    for (code, column, value) in table_findings(facts, rows, request.profile.as_ref()) {
        push(code, column, value);
    }
    encoding_findings(facts, push);
    if let Some(hidden) = facts.notes.hidden(facts.is_hidden) {
        push(FindingCode::HiddenRows, None, Some(hidden));
    }
    for (label, value) in formulas_without_value(facts) {
        push(FindingCode::FormulaWithoutValue, Some(label), Some(value));
    }
    if *restored_ids > 0 {
        let column = facts.mapping.column(CanonicalField::DossierId);
        let column = column.map(|column| facts.mapping.label(column));
        push(FindingCode::IdRestored, column, Some(format!("× {restored_ids}")));
    }
    date_findings(request, facts, dates, push);
    header_findings(facts, push);
    if let Some(profile) = &request.profile {
        drift_findings(profile, facts, push);
    }
}

/// How the text of a file is stored.
fn encoding_findings(facts: &FileFacts, push: Push<'_>) {
    if let EncodingReason::Syllables(scores) = &facts.encoding.reason {
        let scores = scores.iter().map(ToString::to_string).collect::<Vec<_>>().join(" · ");
        push(FindingCode::LegacyEncoding, None, Some(scores));
    }
    match facts.encoding.reason {
        EncodingReason::WrittenTwice => push(FindingCode::WrittenTwice, None, None),
        EncodingReason::WrittenTwiceInPart => push(FindingCode::WrittenTwiceInPart, None, None),
        _ => {}
    }
    if facts.capitals_written_small > 0 {
        let value = format!("× {}", facts.capitals_written_small);
        push(FindingCode::CapitalsWrittenSmall, None, Some(value));
    }
}

/// What the dates of a file say about themselves.
fn date_findings(
    request: &LoadRequest,
    facts: &FileFacts,
    columns: &ColumnEvidence,
    push: Push<'_>,
) {
    let mut seen = DateEvidence::default();
    for column in columns {
        seen.add(*column);
    }
    if request.date_formats().is_empty() {
        let tell = |(code, value)| push(code, None, Some(value));
        order_findings(facts.order, facts.short_years, &seen).into_iter().for_each(tell);
    }
    for (field, column) in DATE_FIELDS.into_iter().zip(columns) {
        let Some(place) = facts.mapping.column(field) else { continue };
        for (code, value) in column_findings(column, facts.habits.utc) {
            push(code, Some(facts.mapping.label(place)), Some(value));
        }
    }
}

/// Columns that are not taken, or whose headings lost letters.
fn header_findings(facts: &FileFacts, push: Push<'_>) {
    for (header, use_) in &facts.mapping.uses {
        if has_lost_letters(&header.name) {
            push(FindingCode::LettersLost, Some(header.label()), None);
        }
        match use_ {
            ColumnUse::Personal => push(FindingCode::PersonalColumn, Some(header.label()), None),
            ColumnUse::RepeatOf(field) => {
                let value = Some(field.name().to_owned());
                push(FindingCode::ColumnRepeated, Some(header.label()), value);
            }
            ColumnUse::Field(..) | ColumnUse::NotNeeded | ColumnUse::Unknown => {}
        }
    }
}

/// How the columns differ from what the profile says of them.
fn drift_findings(profile: &Profile, facts: &FileFacts, push: Push<'_>) {
    let drift = Drift::new(profile, &facts.mapping);
    for lost in &drift.lost {
        let headers = Some(lost.named.join(" | "));
        push(FindingCode::ProfileColumnAbsent, headers, Some(lost.text()));
    }
    if drift.lost.is_empty() && !drift.unknown.is_empty() {
        push(FindingCode::UnknownColumns, None, Some(drift.unknown.join(" · ")));
    }
}

/// Columns that figures are made of and that hold formulas without a stored value: header, how many
/// cells, the first of them. In a column of dates or names a zero is no value either; where a number
/// is meant, it may be one.
fn formulas_without_value(facts: &FileFacts) -> Vec<(String, String)> {
    let from = facts.layout.rows_above();
    let told = facts.notes.formulas().into_iter().filter_map(|(column, formulas)| {
        let place = usize::try_from(column).ok()?;
        let Some((header, ColumnUse::Field(field, ..))) = facts.mapping.uses.get(place) else {
            return None;
        };
        let may_be_zero = matches!(
            field,
            CanonicalField::Fee | CanonicalField::StatutoryDays | CanonicalField::CommittedDays
        );
        Some((header.label(), formulas.without_value(column, from, !may_be_zero)?))
    });
    told.collect()
}

//! What the rows of all files say together, as findings: names in doubt, texts that were not taken, ids that nearly
//! meet, files that overlap.
//!
//! In: what merging found, and the files. Out: findings with their places. Must not know: how it was found.

use super::export_style::{is_settled, newest_month};
use super::files::Files;
use super::groups::DoubtfulText;
use super::near_ids::NearMeeting;
use super::overlap::{FileOverlap, Relation};
use super::raw::RawFindings;
use super::text_faults::TextFault;
use super::withheld::WithheldTexts;
use crate::domain::{CanonicalField, visible};
use crate::findings::{Finding, FindingCode, Findings, beginning};
use crate::units::UnitDoubt;

/// One finding per name that the register of units leaves in doubt.
pub fn add_doubts(files: &Files, doubts: Vec<DoubtfulText>, findings: &mut RawFindings) {
    for DoubtfulText { dimension, text, first, dossiers, doubt } in doubts {
        let (code, names) = match doubt {
            UnitDoubt::Unknown(names) => (FindingCode::UnknownUnit, names),
            UnitDoubt::Ambiguous(names) => (FindingCode::AmbiguousUnit, names),
        };
        let facts = files.facts.get(&first.file());
        let column = facts.and_then(|facts| facts.mapping_at(first).column_of_dimension(dimension));
        let value = || {
            let near =
                if names.is_empty() { String::new() } else { format!(" → {}", names.join("; ")) };
            Some(format!("{} (× {dossiers}){near}", beginning(&text)))
        };
        findings.push(code, first, column, value);
    }
}

/// One finding per column in which people or free text stand, with the number of texts and dossiers.
pub fn add_withheld(files: &Files, withheld: &[WithheldTexts], findings: &mut RawFindings) {
    for WithheldTexts { first, dimension, code, texts, dossiers } in withheld {
        let facts = files.facts.get(&first.file());
        let column = facts.and_then(|f| f.mapping_at(*first).column_of_dimension(*dimension));
        findings.push(*code, *first, column, || Some(format!("{texts} (× {dossiers})")));
    }
}

/// One finding per name that hides signs or has lost letters.
pub fn add_text_faults(files: &Files, faults: Vec<TextFault>, findings: &mut RawFindings) {
    for TextFault { code, dimension, first, text, dossiers } in faults {
        let facts = files.facts.get(&first.file());
        let column = facts.and_then(|f| f.mapping_at(first).column_of_dimension(dimension));
        let shown = || Some(format!("{} (× {dossiers})", visible(beginning(&text))));
        findings.push(code, first, column, shown);
    }
}

/// One finding for all ids that differ in case or a final dot only.
pub fn add_near_meeting(files: &Files, meeting: &NearMeeting, findings: &mut RawFindings) {
    let [first, other] = meeting.places;
    let facts = files.facts.get(&first.file());
    let column = facts.and_then(|facts| facts.mapping_at(first).column(CanonicalField::DossierId));
    let place = format!("{}:{}", files.name(other.file()), files.rows.row(other));
    let value = || Some(format!("≈ {place} (× {})", meeting.pairs));
    findings.push(FindingCode::IdsNearlyEqual, first, column, value);
}

/// Two files that tell of the same dossiers, where their names say nothing of it, or something else.
pub fn add_overlaps(overlaps: &[FileOverlap], findings: &mut Findings) {
    let newest = newest_month(overlaps);
    for overlap in overlaps {
        let FileOverlap { older, dossiers, contradicting, relation, .. } = overlap;
        let (code, value) = match relation {
            Relation::Contradiction => (
                FindingCode::FilesContradict,
                format!("≠ {} (× {contradicting} / {dossiers}) · {}", older.file, overlap.reason()),
            ),
            Relation::Identical => {
                (FindingCode::FileTwice, format!("= {} (× {dossiers})", older.file))
            }
            Relation::LaterState if !overlap.is_by_paths() && !is_settled(overlap, newest) => (
                FindingCode::NewerByContent,
                format!("← {} (× {dossiers}) · {}", older.file, overlap.reason()),
            ),
            Relation::LaterState => continue,
        };
        let (file, value) = (overlap.newer.file.clone(), Some(value));
        findings.push(Finding { file, row: None, column: None, value, code });
    }
}

//! Texts of unit and procedure columns → those that groups may be named by, once the number of
//! dossiers of each is known.
//!
//! In: the distinct texts of every loaded dimension and the codes of all rows. Out: the same texts
//! without people in them, and what was not taken. Must not know: which texts are one unit.

use super::columns::Columns;
use super::files::Files;
use super::group_texts::{Counts, Spellings};
use super::people::{Content, place_of, unit_of};
use crate::domain::Dimension;
use crate::findings::{FindingCode, is_about_person, without_people};
use crate::read::Position;

/// What was not taken of one column of one file.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WithheldTexts {
    pub first: Position,
    pub dimension: Dimension,
    pub code: FindingCode,
    pub texts: u64,
    pub dossiers: u64,
}

/// So many dossiers have a procedure; what stands in fewer is what somebody wrote of one of them.
const REPEATS: u64 = 3;
/// A text that names somebody is a procedure only where so many dossiers have it.
const REPEATS_WITH_NAMES: u64 = 10;

/// Takes people out of the texts of all dimensions.
pub fn withhold(
    files: &Files,
    loaded: &[Dimension],
    segments: &[Columns],
    spellings: &mut [Spellings],
) -> Vec<WithheldTexts> {
    let mut all: Vec<WithheldTexts> = Vec::new();
    for (place, (dimension, spellings)) in loaded.iter().zip(spellings).enumerate() {
        let mut counts = Counts::new(segments, place);
        for code in 0..spellings.len() {
            let (text, first) = spellings.at(code);
            let heading = heading(files, *dimension, first);
            let dossiers = |counts: &mut Counts<'_>| counts.of(code);
            let Some(kept) = taken(*dimension, text, &heading, || dossiers(&mut counts)) else {
                continue;
            };
            let rows = counts.of(code);
            spellings.replace(code, kept);
            if rows == 0 {
                continue;
            }
            let finding = code_of(*dimension);
            let same = |other: &&mut WithheldTexts| {
                other.first.file() == first.file()
                    && other.dimension == *dimension
                    && other.code == finding
            };
            match all.iter_mut().find(same) {
                Some(other) => {
                    other.texts += 1;
                    other.dossiers += rows;
                    other.first = other.first.min(first);
                }
                None => all.push(WithheldTexts {
                    first,
                    dimension: *dimension,
                    code: finding,
                    texts: 1,
                    dossiers: rows,
                }),
            }
        }
    }
    all.sort();
    all
}

fn code_of(dimension: Dimension) -> FindingCode {
    if dimension == Dimension::Procedure {
        FindingCode::FreeTextNotTaken
    } else {
        FindingCode::PeopleNotTaken
    }
}

fn heading(files: &Files, dimension: Dimension, first: Position) -> String {
    let facts = files.facts.get(&first.file());
    let mapping = facts.map(|facts| facts.mapping_at(first));
    let column = mapping.and_then(|mapping| mapping.column_of_dimension(dimension));
    let header = mapping.zip(column).and_then(|(mapping, column)| mapping.uses.get(column));
    header.map(|(header, _)| header.name.clone()).unwrap_or_default()
}

/// What is taken in the place of a text; nothing where it is taken as it stands.
fn taken(
    dimension: Dimension,
    text: &str,
    heading: &str,
    dossiers: impl FnOnce() -> u64,
) -> Option<String> {
    let kept = match dimension {
        Dimension::Unit | Dimension::ReceivingUnit | Dimension::ResolvingUnit => {
            unit_of(text, Content::of_unit(heading)).unwrap_or_default().into_owned()
        }
        Dimension::Commune | Dimension::District | Dimension::Province => {
            place_of(text).unwrap_or_default().to_owned()
        }
        Dimension::Procedure => {
            let is_mixed = Content::of_procedure(heading) == Content::Mixed;
            let names = is_about_person(text);
            if !is_mixed && !names {
                return None;
            }
            let dossiers = dossiers();
            let is_withheld =
                if names { is_mixed || dossiers < REPEATS_WITH_NAMES } else { dossiers < REPEATS };
            if is_withheld { String::new() } else { text.to_owned() }
        }
        Dimension::Field | Dimension::Level | Dimension::ApplicantKind => {
            without_people(text).into_owned()
        }
        _ => return None,
    };
    (kept != text).then_some(kept)
}

//! Says on which part of the dossiers a share rests, or why one of answers has no value.
//!
//! In: shares, and the counts they are made of. Out: notes. Must not know: file formats.

use super::phrase::Phrase;
use crate::domain::{Absence, Exact, Ratio};
use crate::indicators::{
    Base, Definition, Indicator, Measure, SATISFIED_SHARE, VERY_SATISFIED_SHARE,
};
use crate::tally::{Count, Cube};
use crate::words::{Lang, pick};

/// The notes of a table whose whole has these shares. Those of dossiers without a date or with none open
/// have notes of their own.
pub fn base_notes(
    lang: Lang,
    definition: Definition,
    cube: &Cube,
    measures: &[(&'static Indicator, Measure)],
) -> Vec<Phrase> {
    let has_satisfied = measures.iter().any(|(indicator, _)| indicator.id == SATISFIED_SHARE.id);
    // Both rest on the same answers.
    let is_said = |indicator: &Indicator| indicator.id == VERY_SATISFIED_SHARE.id && has_satisfied;
    let note = |(indicator, measure): &(&'static Indicator, Measure)| match measure {
        _ if !has_base_note(indicator, definition) || is_said(indicator) => None,
        Ok(_) => Some(base_note(lang, indicator, Base::of_whole(indicator, definition, cube)?)),
        Err(absence) => answers_note(lang, indicator, *absence),
    };
    measures.iter().filter_map(note).collect()
}

/// Whether on what a share rests is told in words: of answers, and of what files mark.
pub fn has_base_note(indicator: &Indicator, definition: Definition) -> bool {
    let terms = indicator.terms(definition);
    let of_marks = [Count::ResultMarked, Count::Judged766];
    terms.is_of_answers() || of_marks.iter().any(|count| terms.denominator.contains(count))
}

/// `Tỷ lệ hài lòng tính trên 10,20% hồ sơ đã giải quyết (12.864/126.000; 3/29 đơn vị).`
pub fn base_note(lang: Lang, indicator: &Indicator, base: Base) -> Phrase {
    let name = pick(lang, indicator.name());
    let note = Phrase::from(format!("{name} {}", lang.of("tính trên ", "rests on ")));
    let note = match Ratio::new(base.dossiers, base.of_dossiers) {
        Some(share) => note.share(Exact::from(share)),
        None => note,
    };
    let of_resolved = lang.of(" hồ sơ đã giải quyết (", " of the resolved dossiers (");
    let of_scope = lang.of(" hồ sơ phải giải quyết (", " of the dossiers to handle (");
    let is_of_scope = indicator.terms(Definition::default()).whole() == Some(Count::TO_HANDLE);
    let note = note
        .text(if is_of_scope { of_scope } else { of_resolved })
        .count(base.dossiers)
        .text("/")
        .count(base.of_dossiers);
    let note = match base.units {
        Some((units, of_units)) => note
            .text("; ")
            .count(units)
            .text("/")
            .count(of_units)
            .text(lang.of(" đơn vị", " units")),
        None => note,
    };
    note.text(").")
}

/// For a CSV: dossiers, of so many, units, of so many; empty where a share rests on all, or has no units.
pub fn base_cells(base: Option<Base>) -> [String; 4] {
    let Some(Base { dossiers, of_dossiers, units }) = base else { return Default::default() };
    let text = |count: Option<u64>| count.map(|count| count.to_string()).unwrap_or_default();
    let (with, of) = units.unzip();
    [dossiers.to_string(), of_dossiers.to_string(), text(with), text(of)]
}

/// Why a share of answers has no value, where that is not said of other shares.
fn answers_note(lang: Lang, indicator: &Indicator, absence: Absence) -> Option<Phrase> {
    let reason = match absence {
        Absence::TwoScales => lang.of(
            "không có số liệu chung vì đánh giá theo hai thang khác nhau, không gộp; xem từng đơn vị",
            "has no value for the whole: the ratings are on two scales, which are never put together; see the units",
        ),
        Absence::TooFew => {
            lang.of("không nêu vì quá ít lượt đánh giá", "is not told: there are too few ratings")
        }
        _ => return None,
    };
    Some(format!("– {} {reason}.", pick(lang, indicator.name())).into())
}

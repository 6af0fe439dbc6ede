//! What a table of units has to say about them: whose structure they are told in, which break at the
//! reorganisation, which are missing.
//!
//! In: an outcome. Out: notes for people and a record for machines. Must not know: file formats.

use std::collections::BTreeSet;

use super::model::{Outcome, Phrase};
use super::records::UnitsRecord;
use super::text::Lang;
use crate::domain::{Dimension, UnitsBasis};
use crate::normalise::Loaded;

/// So many names fit a note.
const NAMED: usize = 12;

/// The notes under a table.
pub fn notes(lang: Lang, loaded: &Loaded, by: &[Dimension]) -> Vec<Phrase> {
    let mut notes = Vec::new();
    let basis = match loaded.units {
        UnitsBasis::AsWritten => None,
        UnitsBasis::Before => Some(lang.of(
            "Đơn vị theo cơ cấu đến hết ngày 30/6/2025",
            "Units as they were until 30 June 2025",
        )),
        UnitsBasis::Since => Some(
            lang.of("Đơn vị theo cơ cấu từ ngày 01/7/2025", "Units as they are since 1 July 2025"),
        ),
    };
    let source = lang.of(
        "bảng chuyển đổi đối chiếu từ hai nguồn, không phải bản chính thức",
        "by a crosswalk on which two sources agree; it is not official",
    );
    notes.extend(basis.map(|basis| Phrase::from(format!("{basis} ({source})."))));
    let broken = not_comparable(loaded, by);
    if !broken.is_empty() {
        let start = lang.of(
            "Không so sánh được trước và sau ngày 01/7/2025 (chia tách hoặc không có đơn vị tương ứng) ",
            "Not comparable before and after 1 July 2025 (split, or without a counterpart) ",
        );
        let start = Phrase::from(start).count(broken.len() as u64);
        notes.push(listed(lang, start.text(lang.of(" đơn vị: ", " units: ")), &broken));
    }
    notes.extend(silent_note(lang, loaded));
    notes
}

/// The units that have to report and have no dossier.
pub fn silent_note(lang: Lang, loaded: &Loaded) -> Option<Phrase> {
    let silent = &loaded.silent_units;
    if silent.is_empty() {
        return None;
    }
    let start = Phrase::from(lang.of("Chưa có dữ liệu ", "Without data "))
        .count(silent.len() as u64)
        .text(lang.of(" trong ", " of "))
        .count(loaded.expected_units as u64)
        .text(lang.of(" đơn vị phải báo cáo: ", " units that have to report: "));
    Some(listed(lang, start, silent))
}

/// The first of the names behind a start.
fn listed(lang: Lang, start: Phrase, names: &[String]) -> Phrase {
    let shown = names.get(..NAMED).unwrap_or(names);
    let phrase = start.text(shown.join("; "));
    let more = names.len() - shown.len();
    if more == 0 {
        return phrase.text(".");
    }
    let rest = lang.of(" đơn vị khác (xem --format json).", " more (see --format json).");
    phrase.text(lang.of("; và ", "; and ")).count(more as u64).text(rest)
}

/// The groups of the table whose series breaks at the reorganisation, each once.
fn not_comparable(loaded: &Loaded, by: &[Dimension]) -> Vec<String> {
    let groups = by.iter().flat_map(|dimension| loaded.dossiers.groups(*dimension));
    let broken = groups.filter(|group| !group.is_comparable).filter_map(|group| group.name);
    broken.collect::<BTreeSet<String>>().into_iter().collect()
}

/// The record for machines; nothing unless a structure or a roster was asked for.
pub fn record(outcome: &Outcome) -> Option<UnitsRecord<'_>> {
    let loaded = &outcome.loaded;
    let is_asked = loaded.units != UnitsBasis::AsWritten || loaded.expected_units > 0;
    is_asked.then(|| UnitsRecord {
        basis: loaded.units.name(),
        not_comparable: not_comparable(loaded, &outcome.cube.by),
        expected: loaded.expected_units,
        silent: &loaded.silent_units,
    })
}

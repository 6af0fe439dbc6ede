//! What a table of units has to say about them: whose structure they are told in, which break at the
//! reorganisation, which are missing, how much of a province or district they are.
//!
//! In: loaded dossiers. Out: notes for people and a record for machines. Must not know: file formats.

use std::collections::BTreeSet;

use super::coverage;
use super::model::Outcome;
use super::phrase::Phrase;
use super::provenance::day;
use super::records::{PresenceRecord, ShareRecord, UnitsRecord, WholeRecord};
use crate::domain::{Dimension, UnitsBasis};
use crate::dossiers::Loaded;
use crate::units::{PlaceCoverage, Share};
use crate::words::Lang;
use crate::words::lower_first;

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
    notes
}

/// What the units of a table are not: the roster's that are silent, and the rest of their place.
pub fn missing_notes(lang: Lang, loaded: &Loaded) -> Vec<Phrase> {
    let silent = silent_note(lang, loaded).into_iter().chain(silent_in_period(lang, loaded));
    let silent = silent.chain(unclear_note(lang, loaded));
    let covered = coverage::notes(lang, loaded).into_iter();
    covered.chain(silent).chain(part_note(lang, loaded)).collect()
}

/// `29 trong 104 xã, phường của Tỉnh Hưng Yên có dữ liệu trong kỳ`, where it is not the whole.
pub fn part_note(lang: Lang, loaded: &Loaded) -> Option<Phrase> {
    let whole = loaded.presence.whole.as_ref().filter(|_| !loaded.is_whole())?;
    if !loaded.roster.is_empty() && whole.is_complete() {
        return None;
    }
    let (parts, place, list) = (parts(lang, whole), whole.place, day(lang, whole.day));
    Some(Phrase::from(match lang {
        Lang::Vi => format!("{parts} của {place} có dữ liệu trong kỳ (danh mục ngày {list})."),
        Lang::En => format!("{parts} of {place} have data in the period (list of {list})."),
    }))
}

/// `29 trong 104 xã, phường`
fn parts(lang: Lang, whole: &PlaceCoverage) -> String {
    let Share { told, all } = whole.communes;
    let communes = match lang {
        Lang::Vi => format!("{told} trong {all} {}", whole.kinds.join(", ")),
        Lang::En => format!("{told} of {all} communes"),
    };
    match (lang, whole.districts) {
        (_, None) => communes,
        (Lang::Vi, Some(Share { told, all })) => {
            format!("{communes} và {told} trong {all} quận, huyện, thị xã, thành phố")
        }
        (Lang::En, Some(Share { told, all })) => {
            format!("{communes} and {told} of {all} districts")
        }
    }
}

/// How sentences name the place that a report is about: all of it only where a roster or the register
/// says so.
pub fn in_sentence(lang: Lang, loaded: &Loaded, place: &str) -> String {
    let lowered = lower_first(place);
    let whole = loaded.presence.whole.as_ref();
    if loaded.is_whole() {
        return match lang {
            Lang::Vi => format!("toàn {lowered}"),
            Lang::En => place.to_owned(),
        };
    }
    match whole.filter(|whole| whole.place == place && !whole.is_complete()) {
        Some(whole) => {
            let parts = parts(lang, whole);
            match lang {
                Lang::Vi => format!("{parts} của {lowered}"),
                Lang::En => format!("{parts} of {place}"),
            }
        }
        None => match lang {
            Lang::Vi => format!("các đơn vị có dữ liệu của {lowered}"),
            Lang::En => format!("the units of {place} that have data"),
        },
    }
}

/// The units that have to report and have no dossier.
pub fn silent_note(lang: Lang, loaded: &Loaded) -> Option<Phrase> {
    let silent: Vec<String> = loaded.silent_units().map(ToOwned::to_owned).collect();
    of_roster(lang, loaded, &silent, lang.of("Chưa có dữ liệu ", "Without data "))
}

/// Those that have dossiers, but none in the period.
fn silent_in_period(lang: Lang, loaded: &Loaded) -> Option<Phrase> {
    let silent = &loaded.presence.silent_in_period;
    of_roster(
        lang,
        loaded,
        silent,
        lang.of("Không có hồ sơ trong kỳ ", "No dossier in the period "),
    )
}

/// Those whose name may be that of several units of the data.
fn unclear_note(lang: Lang, loaded: &Loaded) -> Option<Phrase> {
    let names: Vec<String> = loaded.unclear_units().map(ToOwned::to_owned).collect();
    of_roster(lang, loaded, &names, lang.of("Không rõ là đơn vị nào ", "Cannot be told "))
}

fn of_roster(lang: Lang, loaded: &Loaded, names: &[String], start: &str) -> Option<Phrase> {
    if names.is_empty() {
        return None;
    }
    let start = Phrase::from(start)
        .count(names.len() as u64)
        .text(lang.of(" trong ", " of "))
        .count(loaded.roster.len() as u64)
        .text(lang.of(" đơn vị phải báo cáo: ", " units that have to report: "));
    Some(listed(lang, start, names))
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

/// The record for machines; nothing unless a structure or a roster was asked for, or units of one place
/// were counted.
pub fn record(outcome: &Outcome) -> Option<UnitsRecord> {
    let loaded = &outcome.loaded;
    let presence = presence_record(loaded);
    let is_asked = loaded.units != UnitsBasis::AsWritten || !loaded.roster.is_empty();
    (is_asked || presence.whole.is_some()).then(|| UnitsRecord {
        basis: loaded.units.name(),
        not_comparable: not_comparable(loaded, &outcome.cube.by),
        presence,
    })
}

/// Which units tell something of the period.
pub fn presence_record(loaded: &Loaded) -> PresenceRecord {
    let share = |share: Share| ShareRecord { told: share.told, all: share.all };
    PresenceRecord {
        expected: loaded.roster.len(),
        silent: loaded.silent_units().map(ToOwned::to_owned).collect(),
        unclear: loaded.unclear_units().map(ToOwned::to_owned).collect(),
        silent_in_period: loaded.presence.silent_in_period.clone(),
        is_whole: loaded.is_whole(),
        whole: loaded.presence.whole.as_ref().map(|whole| WholeRecord {
            place: whole.place,
            list_of: whole.day.to_string(),
            communes: share(whole.communes),
            districts: whole.districts.map(share),
        }),
    }
}

/// Whether words of the office call a place whole.
pub fn says_whole(scope: &str) -> bool {
    let first = scope.split_whitespace().next().unwrap_or_default().to_lowercase();
    ["toàn", "cả", "whole", "all"].contains(&first.as_str())
        || scope.to_lowercase().starts_with("the whole")
}

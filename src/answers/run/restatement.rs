//! What is published anew: what moved, by how much, and why.
//!
//! In: [`Restatement`]s. Out: sentences. Must not know: what is published for which reason.

use super::changed_files;
use crate::answers::count_name;
use crate::archive::Tallies;
use crate::archive::disk::states_file::Pseudonymisation;
use crate::archive::month::{CauseOfMove, MovedCount, Restatement};
use crate::archive::published::{OF_UNITS, PublishedPeriod};
use crate::archive::restatement::CauseKind;
use crate::tally::Count;
use crate::words::{Lang, count};

/// Units that are named when figures moved; more are only counted.
const UNITS_NAMED: usize = 8;

/// Why the causes of a change cannot be told.
pub fn without_causes(states: Pseudonymisation, lang: Lang) -> Option<&'static str> {
    match states {
        Pseudonymisation::Comparable | Pseudonymisation::Unkeyed => None,
        Pseudonymisation::OtherKey => Some(lang.of(
            "Tháng này được lưu với khóa khác: nói được số nào đổi, không nói được vì hồ sơ nào.",
            "This month was kept with another key: what moved can be told, not by which dossiers.",
        )),
        Pseudonymisation::Missing => Some(lang.of(
            "Tháng này không lưu trạng thái từng hồ sơ: nói được số nào đổi, không nói được vì hồ sơ nào.",
            "This month kept no states of dossiers: what moved can be told, not by which dossiers.",
        )),
    }
}

/// What moved, by how much, and why.
pub fn lines(change: &Restatement, lang: Lang) -> String {
    let mut lines = Vec::new();
    for option in &change.options {
        let (before, after) = (option.before.join(","), option.after.join(","));
        let what = lang.of("Tùy chọn đổi", "Option changed");
        lines.push(format!("{what}: --{} {before} → {after}", option.option));
    }
    lines.extend(changed_files::lines(&change.files, lang));
    lines.extend(change.causes.iter().map(|cause| cause_line(cause, lang)));
    lines.extend(by_unit(&change.moved, lang));
    if lines.is_empty() {
        lines.push(no_count_moved(lang).to_owned());
    }
    lines.join("\n")
}

/// A month comes out otherwise, and none of its counts does.
pub const fn no_count_moved(lang: Lang) -> &'static str {
    lang.of(
        "Số đếm không đổi; điểm, phát hiện hoặc phụ liệu đổi",
        "No count moved; points, findings or editions did",
    )
}

/// The counts of the form that moved, a line per unit.
pub fn by_unit(moved: &[MovedCount], lang: Lang) -> Vec<String> {
    let mut units: Vec<(&Option<String>, Vec<String>)> = Vec::new();
    for moved in moved {
        let Some(count) = OF_UNITS.into_iter().find(|count| count.name() == moved.count) else {
            continue;
        };
        let text = format!("{} {} → {}", count_name(lang, count), moved.before, moved.after);
        match units.last_mut().filter(|(unit, _)| **unit == moved.unit) {
            Some((_, texts)) => texts.push(text),
            None => units.push((&moved.unit, vec![text])),
        }
    }
    let nameless = crate::answers::nameless(lang);
    let named = units.iter().take(UNITS_NAMED);
    let mut lines: Vec<String> = named
        .map(|(unit, texts)| {
            format!("{}: {}", unit.as_deref().unwrap_or(nameless), texts.join(", "))
        })
        .collect();
    let more = units.len().saturating_sub(UNITS_NAMED);
    if more > 0 {
        lines.push(match lang {
            Lang::Vi => format!("… và {more} đơn vị khác"),
            Lang::En => format!("… and {more} more units"),
        });
    }
    lines
}

/// How many dossiers count otherwise for one reason, and what that does to the counts.
pub fn cause_line(cause: &CauseOfMove, lang: Lang) -> String {
    // In the order of tables, not of the letters of their names.
    let effects = Count::STANDARD.into_iter().filter_map(|count| {
        let change = cause.effects.get(count.name())?;
        Some(format!("{} {change:+}", count_name(lang, count).to_lowercase()))
    });
    let effects = effects.collect::<Vec<_>>().join(", ");
    let name = cause_name(&cause.cause, lang);
    let dossiers = count(lang, cause.dossiers);
    let effects = if effects.is_empty() {
        lang.of("không đổi số đếm nào", "no count moves").to_owned()
    } else {
        effects
    };
    format!("{name}: {dossiers} {} → {effects}", lang.of("hồ sơ", "dossiers"))
}

fn cause_name(cause: &str, lang: Lang) -> &'static str {
    let kind = CauseKind::ALL.into_iter().find(|kind| kind.name() == cause);
    match kind {
        Some(CauseKind::Added) => lang.of("Dòng đến muộn", "Late rows"),
        Some(CauseKind::Gone) => lang.of("Dòng không còn", "Rows gone"),
        Some(CauseKind::ReceivedMoved) => lang.of("Ngày tiếp nhận đổi", "Received day moved"),
        Some(CauseKind::FinishMoved) => {
            lang.of("Ngày kết thúc được ghi hoặc đổi", "Finish entered or moved")
        }
        Some(CauseKind::DueMoved) => lang.of("Hạn trả đổi", "Due date moved"),
        Some(CauseKind::UnitMoved) => lang.of("Chuyển sang đơn vị khác", "Another unit"),
        Some(CauseKind::OtherFacts) | None => {
            lang.of("Trạng thái, kênh hoặc đánh giá đổi", "Status, channel or rating changed")
        }
    }
}

/// The counts of the whole that are others than those remembered, and those of units where they are.
pub fn since_published(
    published: &PublishedPeriod,
    (tallies, units): (&Tallies, Option<&[MovedCount]>),
    lang: Lang,
) -> String {
    let moved = published.changed_counts(tallies);
    let mut lines = Vec::new();
    if moved.is_empty() {
        lines.push(no_count_moved(lang).to_owned());
    } else {
        let told = moved.into_iter().map(|(what, before, after)| {
            format!("{} {} → {}", count_name(lang, what), count(lang, before), count(lang, after))
        });
        let what = lang.of("So với số đã công bố", "Against what was published");
        lines.push(format!("{what}: {}", told.collect::<Vec<_>>().join(", ")));
    }
    match units {
        Some(units) => lines.extend(by_unit(units, lang)),
        None => lines.push(
            lang.of(
                "Kho lưu trữ không còn số liệu từng đơn vị của kỳ này: chỉ nói được tổng số đổi thế nào.",
                "The archive has no counts of units of this period any more: only the whole can be told.",
            )
            .to_owned(),
        ),
    }
    lines.join("\n")
}

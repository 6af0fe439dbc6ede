//! What a filled form has to say about itself: what is unconfirmed, where counts without a column were
//! placed, what could not be told.

use std::collections::BTreeSet;

use super::arrange::{Arrangement, Heading};
use super::head::period_notes;
use super::layout::Layout;
use super::placement::Placements;
use super::plan::{FormPlan, PlannedColumn, PlannedKind, Source};
use crate::answers::publication::PeriodFacts;
use crate::answers::{Phrase, count_name, dimension_name};
use crate::domain::{CanonicalField, Confidence};
use crate::tally::{Count, Tally};
use crate::words::Lang;
use crate::words::lower_first;

/// Everything that a note can be about.
pub(super) struct NoteFacts<'a> {
    pub lang: Lang,
    pub plan: &'a FormPlan,
    pub placements: &'a Placements,
    pub layout: &'a Layout<'a>,
    pub arrangement: &'a Arrangement,
    pub total: &'a Tally,
    pub period: &'a PeriodFacts,
    /// Whether the counts are grouped by what the rows are named by.
    pub has_names: bool,
}

/// The notes in their order.
pub(super) fn notes(facts: &NoteFacts<'_>) -> Vec<Phrase> {
    let has_blocks = facts.arrangement.groups.iter().any(|group| group.heading != Heading::None);
    let mut notes = source_notes(facts.lang, &facts.plan.sources, has_blocks);
    notes.extend(open_columns(facts));
    notes.extend(uncovered(facts));
    notes.extend(later_state(facts));
    notes.extend(placed(facts));
    notes.extend(alternatives(facts));
    notes.extend(facts.plan.notes.iter().map(|note| Phrase::from(note.of(facts.lang))));
    notes.extend(names(facts));
    notes.extend(levels(facts));
    notes.extend(period_notes(facts.lang, facts.period));
    notes.extend(english(facts));
    notes
}

/// What the sources have to say; what is from memory is called unconfirmed.
pub(super) fn source_notes(lang: Lang, sources: &[Source], has_blocks: bool) -> Vec<Phrase> {
    let said = sources.iter().filter(|source| has_blocks || source.part != "blocks");
    let notes = said.filter_map(|source| {
        let start = match source.confidence {
            Confidence::Memory => lang.of("Chưa xác nhận: ", "Unconfirmed: "),
            Confidence::Seen | Confidence::Own => "",
        };
        Some(Phrase::from(format!("{start}{}", source.note.as_ref()?.of(lang))))
    });
    notes.collect()
}

/// `due_at`, `channel`
pub(super) fn field_names(fields: &BTreeSet<CanonicalField>) -> String {
    let names: Vec<String> = fields.iter().map(|field| format!("`{}`", field.name())).collect();
    names.join(", ")
}

fn number(facts: &NoteFacts<'_>, place: usize) -> String {
    facts.plan.columns.get(place).map(|column| column.number.clone()).unwrap_or_default()
}

fn open_columns(facts: &NoteFacts<'_>) -> Option<Phrase> {
    let places = 0..facts.plan.columns.len();
    let open: Vec<usize> = places.filter(|at| !facts.layout.missing(*at).is_empty()).collect();
    let missing = open.iter().flat_map(|at| facts.layout.missing(*at).iter().copied()).collect();
    let numbers: Vec<String> = open.iter().map(|place| number(facts, *place)).collect();
    let (numbers, names) = (numbers.join(", "), field_names(&missing));
    (!open.is_empty()).then(|| {
        Phrase::from(match facts.lang {
            Lang::Vi => format!("Cột {numbers} để trống: không tệp dữ liệu nào có cột {names}."),
            Lang::En => format!("Columns {numbers} are left open: no export has {names}."),
        })
    })
}

/// The columns that stay open where sources end before the as-of day.
fn uncovered(facts: &NoteFacts<'_>) -> Option<Phrase> {
    let open = facts.total[Count::ClosingUncovered];
    let places = (0..facts.plan.columns.len()).filter(|at| facts.layout.is_of_open(*at));
    let numbers: Vec<String> = places.map(|place| number(facts, place)).collect();
    let numbers = numbers.join(", ");
    (open > 0 && !numbers.is_empty()).then(|| match facts.lang {
        Lang::Vi => Phrase::from(format!("Cột {numbers} để trống ở dòng có đơn vị mà dữ liệu dừng trước ngày chốt: không rõ "))
            .count(open)
            .text(" hồ sơ của các đơn vị này đã xong hay chưa."),
        Lang::En => Phrase::from(format!("Columns {numbers} are left open in rows with units whose data end before the as-of day: of "))
            .count(open)
            .text(" dossiers it is not known whether they are still open."),
    })
}

/// Who was paused on the as-of day is not known from data that were exported later.
fn later_state(facts: &NoteFacts<'_>) -> Option<Phrase> {
    let open = facts.total[Count::PausedUnknown];
    let mut places = 0..facts.plan.columns.len();
    let has_paused = places.any(|at| facts.layout.counts(at).contains(&Count::ClosingPaused));
    (open > 0 && has_paused).then(|| {
        let lang = facts.lang;
        Phrase::from(lang.of(
            "Dữ liệu xuất sau ngày chốt chỉ cho biết trạng thái của ngày xuất: không rõ trong ",
            "Data exported after the as-of day tell the status of the day of export only: how many of ",
        ))
        .count(open)
        .text(lang.of(
            " hồ sơ đang giải quyết có bao nhiêu hồ sơ tạm dừng tại ngày chốt.",
            " open dossiers were paused on the as-of day is not known.",
        ))
    })
}

/// Every rule, the column it came to, and how many dossiers it moved.
fn placed(facts: &NoteFacts<'_>) -> Option<Phrase> {
    let lang = facts.lang;
    let mut phrase = Phrase::from(
        lang.of("Hồ sơ mà biểu không có cột riêng: ", "Dossiers that the form has no column for: "),
    );
    let mut is_first = true;
    for rule in &facts.plan.placements {
        let column = facts.placements.column(rule);
        if !facts.layout.missing(column).is_empty() {
            continue;
        }
        let how = if column == rule.default {
            lang.of("mặc định", "default").to_owned()
        } else {
            let default = number(facts, rule.default);
            match lang {
                Lang::Vi => format!("đã chọn thay cột {default}"),
                Lang::En => format!("chosen instead of column {default}"),
            }
        };
        let separator = if is_first { "" } else { "; " };
        let (name, column) = (lower_first(count_name(lang, rule.count)), number(facts, column));
        let column_word = lang.of("cột", "column");
        is_first = false;
        phrase = phrase
            .text(format!("{separator}{name} → {column_word} {column} ({how}): "))
            .count(facts.total[rule.count]);
    }
    (!is_first).then(|| phrase.text("."))
}

fn alternatives(facts: &NoteFacts<'_>) -> Option<Phrase> {
    let options = facts.plan.placement_options();
    let start = facts.lang.of(
        "Quy tắc xếp cột làm đổi tỷ lệ; có thể chọn: ",
        "Placement changes the rates; it can be chosen: ",
    );
    (!options.is_empty()).then(|| Phrase::from(format!("{start}{}.", options.join(", "))))
}

fn names(facts: &NoteFacts<'_>) -> Option<Phrase> {
    let dimension = facts.plan.rows.by;
    let (id, name) = (dimension.name(), lower_first(dimension_name(facts.lang, dimension)));
    (!facts.has_names).then(|| {
        Phrase::from(match facts.lang {
            Lang::Vi => {
                format!("Không chia dòng theo {name}: không tệp dữ liệu nào có cột `{id}`.")
            }
            Lang::En => format!("Rows are not told apart by {name}: no export has `{id}`."),
        })
    })
}

/// Names of levels that are shown before the rest is only counted.
const MOST_NAMES: usize = 5;

fn levels(facts: &NoteFacts<'_>) -> Option<Phrase> {
    let lang = facts.lang;
    let levels = &facts.arrangement.levels;
    let mut shown: Vec<String> = levels.strange.iter().take(MOST_NAMES).cloned().collect();
    if levels.strange.len() > MOST_NAMES {
        shown.push("…".to_owned());
    }
    let strange = shown.join(", ");
    if levels.are_unknown {
        let text = match (lang, strange.is_empty()) {
            (Lang::Vi, true) => {
                "Không chia khối theo cấp: dữ liệu không cho biết cấp của hồ sơ.".to_owned()
            }
            (Lang::En, true) => "No blocks by level: the data name no level.".to_owned(),
            (Lang::Vi, false) => {
                format!("Không chia khối theo cấp: không nhận ra cấp nào trong {strange}.")
            }
            (Lang::En, false) => {
                format!("No blocks by level: none of these is a level that is known: {strange}.")
            }
        };
        return Some(Phrase::from(text));
    }
    let has_block = facts.arrangement.groups.iter().any(|group| {
        group.heading == Heading::Unknown
            && group.rows.iter().any(|row| !facts.layout.is_zero(&row.tally))
    });
    if !has_block {
        return None;
    }
    let dossiers = levels.without.sum(&[Count::Opening, Count::Received]);
    let heading = facts.plan.rows.unknown.as_ref().map_or("", |block| block.heading.of(lang));
    let phrase = match lang {
        Lang::Vi => Phrase::from(format!("Khối “{heading}” có ")).count(dossiers).text(" hồ sơ"),
        Lang::En => Phrase::from(format!("“{heading}” has ")).count(dossiers).text(" dossiers"),
    };
    Some(if strange.is_empty() {
        phrase.text(lang.of(", ô cấp để trống.", ", their level is blank."))
    } else {
        phrase.text(match lang {
            Lang::Vi => format!("; tên cấp không nhận ra: {strange}."),
            Lang::En => format!("; levels that are not known: {strange}."),
        })
    })
}

/// The official words in English, for readers of English.
fn english(facts: &NoteFacts<'_>) -> Vec<Phrase> {
    if facts.lang == Lang::Vi {
        return Vec::new();
    }
    let plan = facts.plan;
    let english = |column: &PlannedColumn| {
        let is_label = column.kind == PlannedKind::Label;
        let english = if is_label { &plan.rows.english } else { &column.english };
        format!("{} {english}", column.number)
    };
    let columns: Vec<String> = plan.columns.iter().map(english).collect();
    let mut notes = vec![
        Phrase::from(format!(
            "The words of the form are official and stay in Vietnamese. Title: {}.",
            plan.title_en
        )),
        Phrase::from(format!("Columns: {}.", columns.join("; "))),
    ];
    let blocks: Vec<String> = plan
        .rows
        .blocks
        .iter()
        .map(|block| format!("{} = {}", block.heading, block.level.name.en))
        .collect();
    if !blocks.is_empty() {
        notes.push(Phrase::from(format!("Headings: {}.", blocks.join("; "))));
    }
    notes
}

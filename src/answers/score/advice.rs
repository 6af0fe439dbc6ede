//! What to do about a score: where its points go, what would win them back, how firm it stands, what is
//! open.

use num_traits::{Signed, ToPrimitive, Zero};

use super::ScoreAnswer;
use super::words::{basis_text, heading, reading_text};
use crate::answers::model::Block;
use crate::answers::phrase::Phrase;
use crate::answers::table::{Cell, Column, Table, TableRow};
use crate::domain::{Exact, vietnamese_order};
use crate::index::{Criterion, CriterionScore, Gain, Index, Outcome, Scorecard, gains};
use crate::words::Lang;

/// More ways to win points than this are not shown on a screen.
const GAINS_SHOWN: usize = 6;
/// More criteria that lose points than this are not shown on a screen.
const LOSSES_SHOWN: usize = 6;
/// Units named where points are lost.
const UNITS_NAMED: usize = 3;

/// Where points are lost, most first, and in which units.
pub(super) fn losses(lang: Lang, shown: ScoreAnswer<'_>, card: &Scorecard) -> Vec<Block> {
    let index = &shown.assessment.case.index;
    let mut lost: Vec<(&Criterion, &CriterionScore, Exact)> = index
        .criteria
        .iter()
        .zip(&card.criteria)
        .filter_map(|(criterion, score)| Some((criterion, score, score.lost()?)))
        .filter(|(_, _, lost)| !lost.is_zero())
        .collect();
    lost.sort_by(|left, right| right.2.cmp(&left.2));
    if lost.is_empty() {
        return Vec::new();
    }
    let rows = lost.iter().take(LOSSES_SHOWN).map(|(criterion, score, lost)| {
        TableRow::body(vec![
            Cell::Text(criterion.id.clone()),
            Cell::Text(criterion.name.of(lang).to_owned()),
            Cell::points(lost.clone()),
            Cell::Phrase(why(lang, criterion, score)),
            Cell::Phrase(places(lang, shown, criterion, card)),
        ])
    });
    let table = Table {
        columns: vec![
            Column::text(lang, "id"),
            Column::text(lang, "criterion"),
            Column::number(lang, "lost"),
            Column::text(lang, "why"),
            Column::text(lang, "where_most"),
        ],
        rows: rows.collect(),
        notes: Vec::new(),
    };
    vec![heading(lang, "Tiêu chí bị trừ điểm", "Where points are lost"), Block::Table(table)]
}

pub(super) fn why(lang: Lang, criterion: &Criterion, score: &CriterionScore) -> Phrase {
    let is_counted = criterion.rule.takes_rates() && criterion.times.is_none();
    let counted = score.value.as_ref().filter(|_| is_counted);
    let counts = counted.and_then(|value| {
        let count =
            |number: &Exact| number.is_integer().then(|| number.to_integer().to_u64()).flatten();
        Some((count(&criterion.shortfall(value))?, count(&value.denominator)?))
    });
    // A declared share of 1 has no counts to show.
    match counts.filter(|(_, all)| *all > 1) {
        None => basis_text(lang, score).into(),
        Some((missing, all)) => Phrase::default()
            .count(missing)
            .text(lang.of(" trong ", " of "))
            .count(all)
            .text(lang.of(" không đạt", " fall short")),
    }
}

/// The units with most cases that fall short, for the card of the whole.
fn places(lang: Lang, shown: ScoreAnswer<'_>, criterion: &Criterion, card: &Scorecard) -> Phrase {
    let case = &shown.assessment.case;
    let (Some(ask), None) = (&criterion.ask, &card.unit) else { return Phrase::default() };
    if !criterion.rule.takes_rates() {
        return Phrase::default();
    }
    let mut units: Vec<(u64, &str)> = case
        .units
        .iter()
        .filter_map(|(unit, _)| {
            let ratio = case.answers.get(ask, Some(unit))?.ok()?;
            let missing = if criterion.falls() {
                ratio.numerator()
            } else {
                ratio.denominator().saturating_sub(ratio.numerator())
            };
            (missing > 0).then_some((missing, unit.as_str()))
        })
        .collect();
    units.sort_by(|left, right| {
        right.0.cmp(&left.0).then_with(|| vietnamese_order(left.1, right.1))
    });
    let mut words = Phrase::default();
    for (place, (missing, unit)) in units.iter().take(UNITS_NAMED).enumerate() {
        let comma = if place == 0 { "" } else { "; " };
        words = words.text(format!("{comma}{unit}: ")).count(*missing);
    }
    match units.len().saturating_sub(UNITS_NAMED) as u64 {
        0 => words,
        more => words
            .text(lang.of("; và ", "; and "))
            .count(more)
            .text(lang.of(" đơn vị khác", " others")),
    }
}

pub(super) fn winnings(lang: Lang, index: &Index, card: &Scorecard) -> Vec<Block> {
    let gains = gains(index, card);
    if gains.is_empty() {
        return Vec::new();
    }
    let row = |gain: &Gain| {
        let name = index.criterion(&gain.criterion).map(|criterion| criterion.name.of(lang));
        TableRow::body(vec![
            Cell::Text(gain.criterion.clone()),
            Cell::Text(name.unwrap_or_default().to_owned()),
            Cell::Count(gain.cases),
            Cell::Count(gain.missing),
            Cell::Share(gain.reaches.clone()),
            Cell::points_change(gain.points.clone()),
        ])
    };
    let table = Table {
        columns: vec![
            Column::text(lang, "id"),
            Column::text(lang, "criterion"),
            Column::number(lang, "cases"),
            Column::number(lang, "of_those_short"),
            Column::number(lang, "to_reach"),
            Column::number(lang, "points_won"),
        ],
        rows: gains.iter().take(GAINS_SHOWN).map(row).collect(),
        notes: vec![
            lang.of(
                "Ít hồ sơ phải xử lý nhất xếp trước: nhiều điểm nhất cho mỗi trường hợp chuyển từ chưa đạt thành đạt; tổng số giữ nguyên.",
                "Cheapest first: most points for each case that no longer falls short; the denominator stays.",
            )
            .into(),
        ],
    };
    vec![heading(lang, "Lấy thêm điểm bằng cách nào", "What would win points"), Block::Table(table)]
}

/// The card after the what-ifs, criterion by criterion that moves.
pub(super) fn what_ifs(lang: Lang, shown: ScoreAnswer<'_>, card: &Scorecard) -> Vec<Block> {
    if shown.changes.is_empty() {
        return Vec::new();
    }
    let after = shown.assessment.changed(card, shown.changes);
    let pairs = card.criteria.iter().zip(&after.criteria);
    let moved = pairs.filter(|(before, after)| before.points() != after.points());
    let line = |name: String, before: &Exact, after: &Exact| {
        vec![
            Cell::Text(name),
            Cell::points(before.clone()),
            Cell::points(after.clone()),
            Cell::points_change(after - before),
        ]
    };
    let mut rows: Vec<TableRow> = moved
        .filter_map(|(before, after)| {
            let name = shown.assessment.case.index.criterion(&before.id)?.name.of(lang);
            let name = format!("{} {name}", before.id);
            Some(TableRow::body(line(name, before.points()?, after.points()?)))
        })
        .collect();
    let total = lang.of("Tổng", "Total").to_owned();
    rows.push(TableRow::total(line(total, &card.total.points, &after.total.points)));
    let typed: Vec<&str> = shown.changes.iter().map(|change| change.text.as_str()).collect();
    let table = Table {
        columns: vec![
            Column::text(lang, "criterion"),
            Column::number(lang, "now"),
            Column::number(lang, "then"),
            Column::number(lang, "change_of_points"),
        ],
        rows,
        notes: Vec::new(),
    };
    let title = format!("{} {}", lang.of("Nếu:", "What if:"), typed.join(", "));
    vec![Block::Heading(title), Block::Table(table)]
}

/// What other readings of the on-time rate would make of the total.
pub(super) fn readings(lang: Lang, shown: ScoreAnswer<'_>, card: &Scorecard) -> Vec<Block> {
    let sensitivities = shown.assessment.sensitivities(card);
    if sensitivities.is_empty() {
        return Vec::new();
    }
    let seen = Exact::new(5.into(), 1_000.into());
    let (felt, unfelt): (Vec<_>, Vec<_>) =
        sensitivities.into_iter().partition(|other| other.change.abs() >= seen);
    let rows = felt.into_iter().map(|other| {
        TableRow::body(vec![
            Cell::Text(reading_text(lang, other.reading).to_owned()),
            Cell::points(other.points),
            Cell::points_change(other.change),
        ])
    });
    let rest: Vec<&str> = unfelt.iter().map(|other| reading_text(lang, other.reading)).collect();
    let less = lang.of("Đổi chưa tới 0,005 điểm: ", "Less than 0.005 points: ");
    let note = (!rest.is_empty()).then(|| format!("{less}{}.", rest.join("; ")).into());
    let rows: Vec<TableRow> = rows.collect();
    let mut blocks = vec![heading(lang, "Điểm phụ thuộc cách hiểu", "How firm the score is")];
    if rows.is_empty() {
        blocks.extend(note.map(Block::Paragraph));
        return blocks;
    }
    blocks.push(Block::Table(Table {
        columns: vec![
            Column::text(lang, "if_on_time_means"),
            Column::number(lang, "total"),
            Column::number(lang, "change_of_points"),
        ],
        rows,
        notes: note.into_iter().collect(),
    }));
    blocks
}

/// What cannot be computed, and what it would take.
pub(super) fn open(lang: Lang, index: &Index, card: &Scorecard) -> Vec<Block> {
    let pairs = index.criteria.iter().zip(&card.criteria);
    let open = pairs.filter(|(_, score)| matches!(score.outcome, Outcome::NotComputable(_)));
    let rows: Vec<TableRow> = open
        .map(|(criterion, score)| {
            let needs = criterion.needs.as_ref().map(|needs| needs.of(lang).to_owned());
            let needs = needs.unwrap_or_else(|| basis_text(lang, score).to_owned());
            TableRow::body(vec![
                Cell::Text(criterion.id.clone()),
                Cell::Text(criterion.name.of(lang).to_owned()),
                Cell::points(score.max.clone()),
                Cell::Text(needs),
            ])
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let table = Table {
        columns: vec![
            Column::text(lang, "id"),
            Column::text(lang, "criterion"),
            Column::number(lang, "max"),
            Column::text(lang, "what_it_takes"),
        ],
        rows,
        notes: vec![
            lang.of(
                "Khai bằng --declared TỆP (đơn vị, kỳ, tiêu chí, giá trị hoặc tử số và mẫu số, tài liệu kiểm chứng).",
                "Declare with --declared FILE (unit, period, criterion, value or numerator and denominator, evidence).",
            )
            .into(),
        ],
    };
    vec![heading(lang, "Chưa tính được", "Not computable"), Block::Table(table)]
}

//! The main figures beside plan and period before, with what that means.

use std::cmp::Ordering;

use super::input::BriefInput;
use super::plans::{Planned, planned, words};
use crate::answers::publication::{Against, Change, Evaluation, Headline};
use crate::answers::{Cell, Column, Table, TableRow};
use crate::indicators::{SATISFIED_SHARE, Sense, Verdict};
use crate::words::{Lang, pick};

/// `indicator`, `plan`, `reached`, `before`, `evaluation`.
pub fn table(input: &BriefInput<'_>) -> Table {
    let lang = input.sections.style.lang;
    let columns = vec![
        Column::text(lang, "indicator"),
        Column::number(lang, "plan"),
        Column::number(lang, "reached_in_period"),
        Column::number(lang, "period_before"),
        Column::text(lang, "evaluation"),
    ];
    let scales = scales(input);
    let rows = input.headlines.iter().chain(&scales).map(|headline| row(input, headline));
    Table { columns, rows: rows.collect(), notes: Vec::new() }
}

/// Satisfaction on each scale, where there are several: they are never put together.
fn scales(input: &BriefInput<'_>) -> Vec<Headline> {
    let lang = input.sections.style.lang;
    let scales = &input.facts.scales;
    if scales.len() < 2 {
        return Vec::new();
    }
    let name = pick(lang, SATISFIED_SHARE.name());
    let headline = |scale: &crate::answers::publication::ScaleFacts| Headline {
        key: SATISFIED_SHARE.id,
        label: match lang {
            Lang::Vi => format!("{name} (thang {} mức)", scale.levels),
            Lang::En => format!("{name} ({} levels)", scale.levels),
        },
        figure: Cell::Rate(scale.satisfied),
        base: None,
        sense: Sense::HigherIsBetter,
        changes: Vec::new(),
    };
    scales.iter().map(headline).collect()
}

fn row(input: &BriefInput<'_>, headline: &Headline) -> TableRow {
    let lang = input.sections.style.lang;
    let previous = headline.changes.iter().find(|change| change.against == Against::Previous);
    let plan = planned(input, headline);
    let plan_words = plan.as_ref().and_then(|planned| words(lang, planned.target));
    TableRow::body(vec![
        Cell::Text(headline.label.clone()),
        plan_words.map_or(Cell::Empty, Cell::Phrase),
        headline.figure.clone(),
        previous.map_or(Cell::Empty, |change| change.before.clone()),
        judged(lang, plan.as_ref(), previous),
    ])
}

/// Against the plan where there is one, then against the period before.
fn judged(lang: Lang, plan: Option<&Planned<'_>>, previous: Option<&Change>) -> Cell {
    let verdict = plan.and_then(|plan| plan.verdict).map(|verdict| match verdict {
        Verdict::Met => (lang.of("✓ đạt kế hoạch", "✓ plan met"), Some(true)),
        Verdict::Missed => (lang.of("✗ chưa đạt kế hoạch", "✗ plan missed"), Some(false)),
        Verdict::Inconclusive => (lang.of("? chưa kết luận được", "? inconclusive"), None),
    });
    let change = previous.and_then(|change| {
        let way = direction(lang, &change.figure)?;
        Some(match change.evaluation {
            Evaluation::Neither => (way.to_owned(), None),
            other => {
                let is_good = match other {
                    Evaluation::Better => Some(true),
                    Evaluation::Worse => Some(false),
                    Evaluation::Ordinary | Evaluation::Unknown | Evaluation::Neither => None,
                };
                (format!("{way}, {}", other.words(lang)), is_good)
            }
        })
    });
    match (verdict, change) {
        (None, None) => Cell::Empty,
        (Some((text, is_good)), None) => Cell::Judged { text: text.to_owned(), is_good },
        (None, Some((text, is_good))) => Cell::Judged { text, is_good },
        (Some((verdict, is_good)), Some((change, _))) => {
            Cell::Judged { text: format!("{verdict}; {change}"), is_good }
        }
    }
}

/// Which way a figure went.
fn direction(lang: Lang, change: &Cell) -> Option<&'static str> {
    let ordering = match change {
        Cell::CountChange { now, before } => now.cmp(before),
        Cell::PointChange { now, before } => now.cmp_value(*before),
        _ => return None,
    };
    Some(match ordering {
        Ordering::Greater => lang.of("▲ tăng", "▲ up"),
        Ordering::Less => lang.of("▼ giảm", "▼ down"),
        Ordering::Equal => lang.of("■ không đổi", "■ unchanged"),
    })
}

//! The archived months of a longer period added up, beside the same days counted from the logs of today.
//!
//! In: what was counted, the archive. Out: both sums, and month by month why they differ. Must not know: how a
//! month is counted or published.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::project::Project;
use super::summary::cause_line;
use crate::archive::States;
use crate::archive::key::OfficeKey;
use crate::archive::month::CauseOfMove;
use crate::archive::restatement::causes;
use crate::cli::commands::report::Made;
use crate::domain::{Dimension, Span};
use crate::render::number::count;
use crate::report::publication::period_slug;
use crate::report::{Lang, count_name};
use crate::tally::{Count, Tally};

/// What happened in a month, which adds up over months.
const FLOWS: [Count; 6] =
    [Count::Received, Count::Resolved, Count::Early, Count::OnTime, Count::Late, Count::Returned];

/// Both sums.
pub struct Beside {
    /// How many of the months of the period are archived, and how many there are.
    months: (usize, usize),
    archived: Tally,
    counted: Tally,
    differing: Vec<Differing>,
}

/// A month that comes out otherwise now.
struct Differing {
    month: String,
    archived: Tally,
    counted: Tally,
    /// Empty where its dossiers cannot be compared one by one.
    causes: Vec<CauseOfMove>,
}

/// Both sums for a period of several months; nothing where none of them is archived.
pub fn beside(
    project: &Project,
    made: &Made,
    (key, states): (Option<&OfficeKey>, Option<&States>),
) -> Option<Beside> {
    let steps = project.period.steps(Span::Month, project.rule);
    if steps.len() < 2 {
        return None;
    }
    let now = by_month(made);
    let mut beside = Beside {
        months: (0, steps.len()),
        archived: Tally::ZERO,
        counted: Tally::ZERO,
        differing: Vec::new(),
    };
    for step in steps {
        let slug = period_slug(step.period, project.rule);
        let Some(kept) = project.archive.kept(&slug, Lang::En).ok().flatten() else { continue };
        let Ok(tallies) = kept.tallies(Lang::En) else { continue };
        if tallies.frame.period != step.period || tallies.frame.as_of != step.period.to {
            continue;
        }
        let (archived, counted) = (tallies.total(), now.get(&slug).copied().unwrap_or(Tally::ZERO));
        beside.months.0 += 1;
        beside.archived += &archived;
        beside.counted += &counted;
        if FLOWS.into_iter().any(|flow| archived[flow] != counted[flow]) {
            let old = key.and_then(|key| kept.states()?.with_key(key));
            let causes = old.zip(states).map(|(old, now)| causes(&old, now, &tallies.frame));
            let causes = causes.iter().flatten().map(CauseOfMove::from).collect();
            beside.differing.push(Differing { month: slug, archived, counted, causes });
        }
    }
    (beside.months.0 > 0).then_some(beside)
}

/// What the logs of today tell of each month.
fn by_month(made: &Made) -> BTreeMap<String, Tally> {
    let mut months: BTreeMap<String, Tally> = BTreeMap::new();
    let trend = made.study.trend.roll_up(&[Dimension::Month]);
    for row in trend.map(|cube| cube.rows).unwrap_or_default() {
        if let Some(Some(month)) = row.group.last() {
            *months.entry(month.clone()).or_default() += &row.tally;
        }
    }
    months
}

impl Beside {
    /// In words: both sums, then each month that differs with the reasons.
    pub fn text(&self, lang: Lang) -> String {
        let sum = |tally: &Tally| {
            let counts = [Count::Received, Count::Resolved, Count::Late].into_iter();
            let told = counts.map(|flow| {
                format!("{} {}", count_name(lang, flow).to_lowercase(), count(lang, tally[flow]))
            });
            told.collect::<Vec<_>>().join(", ")
        };
        let (archived, counted) = (sum(&self.archived), sum(&self.counted));
        let (is, of) = self.months;
        let mut lines = vec![match lang {
            Lang::Vi => format!(
                "Cộng {is}/{of} tháng đã lưu: {archived}. Đếm lại các tháng đó từ dữ liệu hiện có: {counted}."
            ),
            Lang::En => format!(
                "The {is} of {of} months that are archived add up to: {archived}. Counted from the data of today they are: {counted}."
            ),
        }];
        if self.differing.is_empty() {
            lines.push(lang.of("Hai cách khớp nhau.", "Both are the same.").to_owned());
        }
        for Differing { month, archived, counted, causes } in &self.differing {
            let moved = FLOWS.into_iter().filter(|flow| archived[*flow] != counted[*flow]);
            let moved = moved.map(|flow| {
                let name = count_name(lang, flow).to_lowercase();
                format!("{name} {} → {}", count(lang, archived[flow]), count(lang, counted[flow]))
            });
            let moved = moved.collect::<Vec<_>>().join(", ");
            let why: Vec<String> = causes.iter().map(|cause| cause_line(cause, lang)).collect();
            let why = if why.is_empty() { String::new() } else { format!(" ({})", why.join("; ")) };
            let restate = format!("cchc run --period {month} --restate");
            lines.push(match lang {
                Lang::Vi => format!("  {month}: {moved}{why}. Công bố lại: {restate} \"lý do\""),
                Lang::En => {
                    format!("  {month}: {moved}{why}. To restate it: {restate} \"the reason\"")
                }
            });
        }
        lines.join("\n")
    }

    /// For machines.
    pub fn facts(&self) -> Value {
        let counts = |tally: &Tally| -> BTreeMap<&str, u64> {
            FLOWS.into_iter().map(|flow| (flow.name(), tally[flow])).collect()
        };
        let differing = self.differing.iter().map(|one| {
            json!({
                "period": one.month,
                "archived": counts(&one.archived),
                "counted": counts(&one.counted),
                "causes": one.causes,
            })
        });
        json!({
            "months": self.months.0,
            "of_months": self.months.1,
            "archived": counts(&self.archived),
            "counted": counts(&self.counted),
            "differing": differing.collect::<Vec<_>>(),
        })
    }
}

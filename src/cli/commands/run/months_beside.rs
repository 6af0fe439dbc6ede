//! The archived months of a longer period added up, beside the same days counted from the logs of today.
//!
//! In: what was counted, the archive. Out: both sums, and month by month why they differ. Must not know: how a
//! month is counted or published.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::project::Project;
use super::summary::cause_line;
use crate::answers::publication::period_slug;
use crate::answers::{Block, Cell, Column, Document, Phrase, Table, TableRow, count_name};
use crate::archive::States;
use crate::archive::key::OfficeKey;
use crate::archive::month::CauseOfMove;
use crate::archive::restatement::{Cause, causes};
use crate::cli::commands::report::{Made, PackageFile};
use crate::domain::{Dimension, Span};
use crate::render::{self, number::count};
use crate::tally::{Count, Tally};
use crate::words::Lang;

/// What happened in a month, which adds up over months.
const FLOWS: [Count; 6] =
    [Count::Received, Count::Resolved, Count::Early, Count::OnTime, Count::Late, Count::Returned];

/// The file of the report that sets both sums beside each other.
const FILE: &str = "cong-thang.md";

/// Both sums.
pub struct Beside {
    /// The months of the period that are archived.
    months: Vec<Month>,
    /// How many months the period has.
    of_months: usize,
    archived: Tally,
    counted: Tally,
}

/// A month as it was published, and as it comes out now.
struct Month {
    name: String,
    archived: Tally,
    counted: Tally,
    /// Empty where nothing differs, or its dossiers cannot be compared one by one.
    causes: Vec<CauseOfMove>,
}

impl Month {
    fn differs(&self) -> bool {
        FLOWS.into_iter().any(|flow| self.archived[flow] != self.counted[flow])
    }

    fn restate(&self) -> String {
        format!("cchc run --period {} --restate", self.name)
    }
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
        months: Vec::new(),
        of_months: steps.len(),
        archived: Tally::ZERO,
        counted: Tally::ZERO,
    };
    for step in steps {
        let slug = period_slug(step.period, project.rule);
        let Some(kept) = project.archive.kept(&slug, Lang::En).ok().flatten() else { continue };
        let Ok(tallies) = kept.tallies(Lang::En) else { continue };
        if tallies.frame.period != step.period || tallies.frame.as_of != step.period.to {
            continue;
        }
        let (archived, counted) = (tallies.total(), now.get(&slug).copied().unwrap_or(Tally::ZERO));
        beside.archived += &archived;
        beside.counted += &counted;
        let mut month = Month { name: slug, archived, counted, causes: Vec::new() };
        if month.differs() {
            let old = key.and_then(|key| kept.states()?.with_key(key));
            let causes = old.zip(states).map(|(old, now)| causes(&old, now, &tallies.frame));
            let causes = causes.iter().flatten().map(of_flows);
            month.causes = causes.filter(|cause| !cause.effects.is_empty()).collect();
        }
        beside.months.push(month);
    }
    (!beside.months.is_empty()).then_some(beside)
}

/// A cause with what it does to flows: what became of ratings, say, is not to be had from it.
fn of_flows(cause: &Cause) -> CauseOfMove {
    let mut cause = CauseOfMove::from(cause);
    cause.effects.retain(|name, _| FLOWS.iter().any(|flow| flow.name() == name));
    cause
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
        let (is, of) = (self.months.len(), self.of_months);
        let mut lines = vec![match lang {
            Lang::Vi => format!(
                "Cộng {is}/{of} tháng đã lưu: {archived}. Đếm lại các tháng đó từ dữ liệu hiện có: {counted}."
            ),
            Lang::En => format!(
                "The {is} of {of} months that are archived add up to: {archived}. Counted from the data of today they are: {counted}."
            ),
        }];
        if self.differing().next().is_none() {
            lines.push(lang.of("Hai cách khớp nhau.", "Both are the same.").to_owned());
        }
        for month in self.differing() {
            let Month { name, archived, counted, causes } = month;
            let moved = FLOWS.into_iter().filter(|flow| archived[*flow] != counted[*flow]);
            let moved = moved.map(|flow| {
                let name = count_name(lang, flow).to_lowercase();
                format!("{name} {} → {}", count(lang, archived[flow]), count(lang, counted[flow]))
            });
            let moved = moved.collect::<Vec<_>>().join(", ");
            let why: Vec<String> = causes.iter().map(|cause| cause_line(cause, lang)).collect();
            let why = if why.is_empty() { String::new() } else { format!(" ({})", why.join("; ")) };
            let restate = month.restate();
            lines.push(match lang {
                Lang::Vi => format!("  {name}: {moved}{why}. Công bố lại: {restate} \"lý do\""),
                Lang::En => {
                    format!("  {name}: {moved}{why}. To restate it: {restate} \"the reason\"")
                }
            });
        }
        lines.join("\n")
    }

    fn differing(&self) -> impl Iterator<Item = &Month> {
        self.months.iter().filter(|month| month.differs())
    }

    /// The same as a file of the report: month by month what was published and what is counted now.
    pub fn file(&self, lang: Lang) -> PackageFile {
        let heading = lang.of(
            "Cộng các tháng đã công bố, bên cạnh số đếm lại từ dữ liệu hiện có",
            "The published months added up, beside a count of the data of today",
        );
        let (is, of) = (self.months.len() as u64, self.of_months as u64);
        let months = Phrase::default().count(is).text(" / ").count(of);
        let published = lang.of("Tháng đã công bố", "Months published").to_owned();
        let facts = Block::Facts(vec![(published, months)]);
        let blocks =
            vec![Block::Heading(heading.to_owned()), facts, Block::Table(self.table(lang))];
        let text = render::markdown::write(&Document { blocks }, lang, 0);
        (FILE.to_owned(), text.into_bytes())
    }

    fn table(&self, lang: Lang) -> Table {
        let month = Column::text(lang, "month");
        let mut columns = vec![month, Column::text(lang, "counted")];
        columns.extend(FLOWS.map(|flow| Column::number_named(flow.name(), count_name(lang, flow))));
        let ways = [lang.of("Đã công bố", "As published"), lang.of("Đếm lại", "Again")];
        let line = |name: &str, way: &str, tally: &Tally| {
            let texts = [name, way].map(|text| Cell::Text(text.to_owned())).into_iter();
            texts.chain(FLOWS.map(|flow| Cell::Count(tally[flow]))).collect()
        };
        let mut rows = Vec::new();
        for month in &self.months {
            rows.push(TableRow::body(line(&month.name, ways[0], &month.archived)));
            if month.differs() {
                rows.push(TableRow::body(line("", ways[1], &month.counted)));
            }
        }
        let whole = lang.of("Cộng", "Sum");
        rows.push(TableRow::total(line(whole, ways[0], &self.archived)));
        rows.push(TableRow::total(line("", ways[1], &self.counted)));
        Table { columns, rows, notes: self.notes(lang) }
    }

    /// Why months differ, and how they become right.
    fn notes(&self, lang: Lang) -> Vec<Phrase> {
        let mut notes = vec![Phrase::from(lang.of(
            "Tháng chỉ có một dòng: hai cách khớp nhau.",
            "Months with one line come out as they were published.",
        ))];
        for month in self.differing() {
            let why: Vec<String> =
                month.causes.iter().map(|cause| cause_line(cause, lang)).collect();
            let why = if why.is_empty() {
                lang.of("không so được từng hồ sơ", "dossiers cannot be compared one by one").into()
            } else {
                why.join("; ")
            };
            let (name, restate) = (&month.name, month.restate());
            notes.push(Phrase::from(match lang {
                Lang::Vi => format!("{name}: {why}. Công bố lại: {restate} \"lý do\""),
                Lang::En => format!("{name}: {why}. To restate it: {restate} \"the reason\""),
            }));
        }
        notes
    }

    /// For machines.
    pub fn facts(&self) -> Value {
        let counts = |tally: &Tally| -> BTreeMap<&str, u64> {
            FLOWS.into_iter().map(|flow| (flow.name(), tally[flow])).collect()
        };
        let differing = self.differing().map(|one| {
            json!({
                "period": one.name,
                "archived": counts(&one.archived),
                "counted": counts(&one.counted),
                "causes": one.causes,
            })
        });
        json!({
            "months": self.months.len(),
            "of_months": self.of_months,
            "archived": counts(&self.archived),
            "counted": counts(&self.counted),
            "differing": differing.collect::<Vec<_>>(),
        })
    }
}

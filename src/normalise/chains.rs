//! Ids that are told more than once, where only a second look at their units tells whether the rows are
//! states of one unit or stages of a dossier handed on.
//!
//! In: rows of such ids. Out: per dossier handed on, the row that stands for it and what the others
//! change of it; and receipts that moved otherwise. Must not know: ledgers, findings.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::columns::{Columns, Timing};
use super::date::Moment;
use super::handed_on::{Chain, Doubt, Stage, Told, chain, stages};
use super::latest::{Candidate, Row};
use super::load::LoadRequest;
use super::worker::timing;
use crate::domain::Day;
use crate::read::Position;

/// One dossier of several stages.
pub struct HandedOn {
    /// Every row, in reading order.
    pub rows: Vec<(Candidate, Row)>,
    /// Place among them of the row that says how the dossier stands: the one received last.
    pub last: usize,
    /// Places of rows that tell one stage, the earlier first.
    pub again: Vec<(usize, usize)>,
    pub received: Moment,
    pub due: Option<Moment>,
    pub finished: Option<Moment>,
    /// Against the due day of all stages.
    pub timing: Timing,
    /// The units with the days they received it, in that order.
    pub units: String,
}

/// A received day that another row of the same unit tells differently.
pub struct MovedReceipt {
    pub from: Day,
    pub to: Day,
    pub position: Position,
}

/// What the second look found.
#[derive(Default)]
pub struct Chains {
    pub handed_on: Vec<HandedOn>,
    pub moved_receipts: Vec<MovedReceipt>,
    /// The ids of those handed on.
    pub ids: HashSet<u128>,
}

impl Chains {
    /// `candidates`: rows sorted by id and reading order; `odd`: ids whose rows differ in what units may
    /// explain, in order; `counts`: whether a row would count if no other told its dossier; `unit_of`: what tells
    /// the unit of a row from others, where the load knows it. Files are looked at again for rows of
    /// several units only.
    pub fn find(
        request: &LoadRequest,
        segments: &[Columns],
        candidates: &[Candidate],
        odd: &[u128],
        counts: impl Fn(&Candidate) -> bool,
        unit_of: impl Fn(&Candidate) -> Option<u32>,
    ) -> Self {
        let mut found = Self::default();
        if odd.is_empty() {
            return found;
        }
        // Few ids are odd, so each is searched for instead of asking about every row.
        let groups = odd.iter().map(|id| {
            let from = candidates.partition_point(|row| row.0 < *id);
            let behind = candidates.get(from..).unwrap_or(&[]);
            behind.get(..behind.partition_point(|row| row.0 == *id)).unwrap_or(&[])
        });
        // A row that says "not accepted" ends a dossier, whoever handed it on.
        let groups: Vec<Vec<(Candidate, Row)>> = groups
            .filter(|group| group.iter().all(&counts))
            .map(|group| group.iter().map(|row| (*row, Row::new(segments, *row))).collect())
            .collect();
        let is_of_one_unit = |rows: &Vec<(Candidate, Row)>| {
            let mut units = rows.iter().map(|(row, _)| unit_of(row));
            let first = units.next().flatten();
            first.is_some() && units.all(|unit| unit == first)
        };
        let (of_one_unit, groups): (Vec<_>, Vec<_>) = groups.into_iter().partition(is_of_one_unit);
        for rows in of_one_unit {
            let told = told(&rows);
            found.note_moved_receipts(&chain(&told, &vec![String::new(); told.len()]), &told);
        }
        let wanted: BTreeSet<Position> =
            groups.iter().flatten().map(|(_, row)| row.position).collect();
        let looked_at = stages(request, &wanted);
        for rows in groups {
            found.add(request, rows, &looked_at);
        }
        found
    }

    fn add(
        &mut self,
        request: &LoadRequest,
        rows: Vec<(Candidate, Row)>,
        looked_at: &HashMap<Position, Stage>,
    ) {
        let stages: Vec<Stage> = rows
            .iter()
            .map(|(_, row)| looked_at.get(&row.position).cloned().unwrap_or_default())
            .collect();
        let units: Vec<String> = stages.iter().map(|stage| stage.unit_key.clone()).collect();
        let told = told(&rows);
        let chain = chain(&told, &units);
        self.note_moved_receipts(&chain, &told);
        if let Some(handed_on) = handed_on(request, rows, &stages, chain) {
            self.ids.extend(handed_on.rows.first().map(|(row, _)| row.0));
            self.handed_on.push(handed_on);
        }
    }
}

impl Chains {
    fn note_moved_receipts(&mut self, chain: &Chain, told: &[Told]) {
        for (earlier, later) in &chain.moved_receipts {
            if let (Some(earlier), Some(later)) = (told.get(*earlier), told.get(*later)) {
                let (from, to) = (Day(earlier.received), Day(later.received));
                self.moved_receipts.push(MovedReceipt { from, to, position: later.position });
            }
        }
    }
}

fn told(rows: &[(Candidate, Row)]) -> Vec<Told> {
    let told = |(_, row): &(Candidate, Row)| {
        let Row { position, received, due, .. } = *row;
        Told { position, received, due }
    };
    rows.iter().map(told).collect()
}

/// The ids for which only the units tell how their rows belong together, in order. `pairs`: rows of one
/// id that follow each other, in the order of ids.
pub fn odd_ids<'a>(pairs: impl Iterator<Item = &'a ([Candidate; 2], Row, Row)>) -> Vec<u128> {
    let told = |row: &Row| Told { position: row.position, received: row.received, due: row.due };
    let mut odd = Vec::new();
    let mut current = (0, Doubt::default());
    for ([row, _], earlier, later) in pairs {
        if row.0 != current.0 {
            current = (row.0, Doubt::default());
        }
        current.1.see(told(earlier), told(later));
        if current.1.needs_units() && odd.last() != Some(&row.0) {
            odd.push(row.0);
        }
    }
    odd
}

/// Nothing where there is one stage only.
fn handed_on(
    request: &LoadRequest,
    rows: Vec<(Candidate, Row)>,
    stages: &[Stage],
    chain: Chain,
) -> Option<HandedOn> {
    let [_, .., last] = chain.stages[..] else { return None };
    let of_chain = || chain.stages.iter().filter_map(|row| stages.get(*row));
    let received =
        of_chain().filter_map(|stage| stage.received).min_by_key(|at| moment_order(*at))?;
    let due = of_chain().filter_map(|stage| stage.due).max_by_key(|at| moment_order(*at));
    let finished = stages.get(last)?.finished;
    let unit = |stage: &Stage| stage.received.map(|at| format!("{} {}", stage.unit, at.day()));
    Some(HandedOn {
        rows,
        last,
        again: chain.again,
        received,
        due,
        finished,
        timing: timing(finished, due, request.grain),
        units: of_chain().filter_map(unit).collect::<Vec<_>>().join(" → "),
    })
}

/// By day and time; a day without a time comes before its times.
fn moment_order(moment: Moment) -> (i32, Option<u32>) {
    (moment.day().0, moment.second())
}

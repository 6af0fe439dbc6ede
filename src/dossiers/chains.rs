//! Ids that are told more than once, where only a second look at their units tells whether the rows are
//! states of one unit or stages of a dossier handed on.
//!
//! In: rows of such ids. Out: per dossier handed on, the row that stands for it and what the others
//! change of it; and receipts that moved otherwise. Must not know: ledgers, findings.

use std::collections::{BTreeSet, HashMap, HashSet};

use rayon::prelude::{IntoParallelIterator, ParallelIterator, ParallelSlice};

use super::columns::Timing;
use super::handed_on::{Chain, HandOverDoubt, Stage, chain, stages};
use super::load_request::LoadRequest;
use super::repeated_rows::{Candidate, Row, ToldAgain};
use super::timing::timing;
use crate::columns::Moment;
use crate::domain::Day;
use crate::read::Position;

/// All rows of one dossier, in the order in which they replace each other.
pub type Rows = Vec<(Candidate, Row)>;

/// One dossier of several stages.
pub struct HandedOn {
    pub rows: Rows,
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
    /// `odd`: the rows of ids whose rows differ in what units may explain; `counts`: whether a row would
    /// count if no other told its dossier; `unit_of`: what tells the unit of a row from others, where the
    /// load knows it. Files are looked at again for rows of several units only.
    pub fn find(
        request: &LoadRequest,
        odd: Vec<Rows>,
        counts: impl Fn(&Candidate) -> bool + Sync,
        unit_of: impl Fn(&Candidate) -> Option<u32> + Sync,
    ) -> Self {
        let mut found = Self::default();
        if odd.is_empty() {
            return found;
        }
        let is_of_one_unit = |rows: &Rows| {
            let mut units = rows.iter().map(|(row, _)| unit_of(row));
            let first = units.next().flatten();
            first.is_some() && units.all(|unit| unit == first)
        };
        let has_other_receipt = |rows: &Rows| {
            rows.windows(2).any(
                |pair| matches!(pair, [(_, one), (_, other)] if one.received != other.received),
            )
        };
        // Nearly all are states of one unit whose due day has moved: nothing is found there.
        let groups: Vec<(bool, Rows)> = odd
            .into_par_iter()
            // A row that says "not accepted" ends a dossier, whoever handed it on.
            .filter(|rows| rows.iter().all(|(row, _)| counts(row)))
            .map(|rows| (is_of_one_unit(&rows), rows))
            .filter(|(is_of_one_unit, rows)| !is_of_one_unit || has_other_receipt(rows))
            .collect();
        let (of_one_unit, groups): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|(is_one, _)| *is_one);
        for (_, rows) in of_one_unit {
            let rows = without_places(&rows);
            found.note_moved_receipts(&chain(&rows, &vec![String::new(); rows.len()]), &rows);
        }
        let wanted: BTreeSet<Position> =
            groups.iter().flat_map(|(_, rows)| rows).map(|(_, row)| row.position).collect();
        let looked_at = stages(request, &wanted);
        for (_, rows) in groups {
            found.add(request, rows, &looked_at);
        }
        found
    }

    fn add(&mut self, request: &LoadRequest, rows: Rows, looked_at: &HashMap<Position, Stage>) {
        let stages: Vec<Stage> = rows
            .iter()
            .map(|(_, row)| looked_at.get(&row.position).cloned().unwrap_or_default())
            .collect();
        let units: Vec<String> = stages.iter().map(|stage| stage.unit_key.clone()).collect();
        let days = without_places(&rows);
        let chain = chain(&days, &units);
        self.note_moved_receipts(&chain, &days);
        if let Some(handed_on) = handed_on(request, rows, &stages, chain) {
            self.ids.extend(handed_on.rows.first().map(|(row, _)| row.0));
            self.handed_on.push(handed_on);
        }
    }

    fn note_moved_receipts(&mut self, chain: &Chain, rows: &[Row]) {
        for (earlier, later) in &chain.moved_receipts {
            if let (Some(earlier), Some(later)) = (rows.get(*earlier), rows.get(*later)) {
                let (from, to) = (Day(earlier.received), Day(later.received));
                self.moved_receipts.push(MovedReceipt { from, to, position: later.position });
            }
        }
    }
}

fn without_places(rows: &Rows) -> Vec<Row> {
    rows.iter().map(|(_, row)| *row).collect()
}

/// The rows of the ids for which only the units tell how they belong together. `pairs`: rows of one id
/// that follow each other, all of one id together.
pub fn odd_rows(pairs: &[ToldAgain]) -> Vec<Rows> {
    let rows_in_doubt = |pairs: &[ToldAgain]| {
        let mut doubt = HandOverDoubt::default();
        for (_, earlier, later) in pairs {
            doubt.see(*earlier, *later);
        }
        let first = pairs.first().map(|([row, _], earlier, _)| (*row, *earlier));
        let others = pairs.iter().map(|([_, row], _, later)| (*row, *later));
        doubt.needs_units().then(|| first.into_iter().chain(others).collect())
    };
    pairs.par_chunk_by(|one, other| one.0[0].0 == other.0[0].0).filter_map(rows_in_doubt).collect()
}

/// Nothing where there is one stage only.
fn handed_on(
    request: &LoadRequest,
    rows: Rows,
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

//! The dossiers behind a figure: which rows stand in its numerator and denominator, and what was left
//! outside.
//!
//! In: dossiers whose load kept traces (and marks, for counts of the evidence), a period with filters,
//! a [`Formula`]. Out: [`Behind`]: both are made of the same cases, so the members are what is counted. Must not know: ids,
//! texts, languages.

use std::collections::BTreeMap;

use super::case::{Case, CountSet};
use super::count::Count;
use super::counter::Counter;
use super::cube::CubeError;
use super::dossier::Dossier;
use super::evidence::{Contribution, EvidenceCount, Judge};
use super::grouping::NO_GROUP;
use super::request::CubeRequest;
use super::steps::Steps;
use crate::domain::{Day, WorkingCalendar};
use crate::normalise::{Grain, Segment};

/// A count of a tally or of the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnyCount {
    Tally(Count),
    Evidence(EvidenceCount),
}

impl AnyCount {
    /// The count of a name; where both have it, that of the tally.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let of_tally = Count::ALL.into_iter().find(|count| count.name() == name);
        let of_evidence = || EvidenceCount::ALL.into_iter().find(|count| count.name() == name);
        of_tally.map(Self::Tally).or_else(|| of_evidence().map(Self::Evidence))
    }

    /// The name in JSON and CSV.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tally(count) => count.name(),
            Self::Evidence(count) => count.name(),
        }
    }
}

/// A figure as sums of counts; a bare count has no denominator.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Formula {
    pub numerator: Vec<AnyCount>,
    /// Taken off the numerator.
    pub minus: Vec<AnyCount>,
    pub denominator: Vec<AnyCount>,
}

impl Formula {
    /// Every count, each once, in the order of the formula.
    #[must_use]
    pub fn counts(&self) -> Vec<AnyCount> {
        let mut counts = Vec::new();
        for count in self.numerator.iter().chain(&self.minus).chain(&self.denominator) {
            if !counts.contains(count) {
                counts.push(*count);
            }
        }
        counts
    }
}

/// One dossier that stands in a count of the figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Number of the source.
    pub file: u32,
    /// Row as a spreadsheet numbers it.
    pub row: u32,
    /// Number of its group.
    pub group: u32,
    pub received: Day,
    pub due: Option<Day>,
    pub closed: Option<Day>,
    /// What became of it: one of the nine that resolved, returned and closing are made of.
    pub outcome: Count,
    pub in_numerator: bool,
    pub in_denominator: bool,
}

/// Dossiers that stand in no count of the figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outside {
    /// Left out by a filter: of other units, fields, channels.
    pub filtered: u64,
    /// Received after the as-of day, or closed before the period.
    pub out_of_period: u64,
    /// In the period, by what became of them.
    pub by_outcome: BTreeMap<Count, u64>,
}

/// The dossiers behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// In no order.
    pub members: Vec<Member>,
    /// The names of the groups by their numbers, one name per dimension of the request.
    pub groups: Vec<Vec<Option<String>>>,
    /// Every count of the formula, in its order.
    pub counts: Vec<(AnyCount, u64)>,
    pub numerator: u64,
    pub denominator: u64,
    pub outside: Outside,
}

/// Lists the dossiers of the whole period; the request's dimensions, which are none of time, are the
/// groups of the members.
///
/// # Errors
/// When a column is lost: a bug.
pub fn behind(
    counter: &Counter<'_>,
    request: &CubeRequest,
    formula: &Formula,
    grain: Grain,
    calendar: &WorkingCalendar,
) -> Result<Behind, CubeError> {
    let grouping = counter.grouping(&request.by, &request.filters)?;
    let frame = &request.frame;
    let judge = Judge { frame, grain, calendar };
    let steps = Steps::new(&frame.steps(&[]));
    let mut list = List::new(formula);
    for (segment, groups) in counter.segments().iter().zip(&grouping.of_row) {
        for (row, group) in groups.iter().enumerate() {
            if *group == NO_GROUP {
                list.outside.filtered += 1;
            } else if let Some(dossier) = Dossier::new(segment, row) {
                list.add((&judge, &steps), &dossier, *group, place(segment, row));
            }
        }
    }
    let List { counts, listed, members, outside, .. } = list;
    let counts: Vec<(AnyCount, u64)> = counts.into_iter().zip(listed).collect();
    let sum = |wanted: &[AnyCount]| -> u64 {
        let of = |count: &AnyCount| counts.iter().find(|(known, _)| known == count);
        wanted.iter().filter_map(of).map(|(_, number)| number).sum()
    };
    let numerator = sum(&formula.numerator).saturating_sub(sum(&formula.minus));
    let denominator = sum(&formula.denominator);
    Ok(Behind { members, groups: grouping.names.clone(), counts, numerator, denominator, outside })
}

/// File and row of a dossier.
fn place(segment: &Segment<'_>, row: usize) -> (u32, u32) {
    let at = |column: &[u32]| column.get(row).copied().unwrap_or_default();
    segment.traces.map_or((0, 0), |traces| (at(traces.file), at(traces.row)))
}

/// The list as it grows.
struct List<'a> {
    formula: &'a Formula,
    counts: Vec<AnyCount>,
    /// How many are listed, one per count.
    listed: Vec<u64>,
    members: Vec<Member>,
    outside: Outside,
}

impl<'a> List<'a> {
    fn new(formula: &'a Formula) -> Self {
        let counts = formula.counts();
        let listed = vec![0; counts.len()];
        Self { formula, counts, listed, members: Vec::new(), outside: Outside::default() }
    }

    fn add(
        &mut self,
        (judge, steps): (&Judge<'_>, &Steps),
        dossier: &Dossier,
        group: u32,
        (file, row): (u32, u32),
    ) {
        let Some(case) = Case::of(dossier, steps) else {
            self.outside.out_of_period += 1;
            return;
        };
        let adds = Adds { counts: case.counts(), contribution: judge.contribution(dossier) };
        let outcome = case.outcome();
        let mut is_member = false;
        for (count, sum) in self.counts.iter().zip(&mut self.listed) {
            let number = adds.to(*count);
            *sum += number;
            is_member |= number > 0;
        }
        if !is_member {
            *self.outside.by_outcome.entry(outcome).or_default() += 1;
            return;
        }
        let Formula { numerator, minus, denominator } = self.formula;
        self.members.push(Member {
            file,
            row,
            group,
            received: dossier.received,
            due: dossier.due,
            closed: dossier.closed,
            outcome,
            in_numerator: adds.sum(numerator) > adds.sum(minus),
            in_denominator: adds.sum(denominator) > 0,
        });
    }
}

/// What one dossier adds to any count.
struct Adds {
    counts: CountSet,
    contribution: Contribution,
}

impl Adds {
    fn to(&self, count: AnyCount) -> u64 {
        match count {
            AnyCount::Tally(count) => u64::from(self.counts.contains(count)),
            AnyCount::Evidence(count) => self.contribution.of(count),
        }
    }

    fn sum(&self, counts: &[AnyCount]) -> u64 {
        counts.iter().map(|count| self.to(*count)).sum()
    }
}

//! The dossiers behind a figure: which rows stand in its numerator and denominator, and what was left
//! outside.
//!
//! In: dossiers whose load kept traces (and marks, for counts of the evidence), a period with filters,
//! the [`Terms`] of a figure. Out: [`Membership`]: both are made of the same cases, so the members are what is
//! counted. Must not know: ids, texts, languages.

use std::collections::BTreeMap;

use super::case::Case;
use super::count::Count;
use super::counter::Counter;
use super::cube::CubeError;
use super::dossier::Dossier;
use super::evidence::Judge;
use super::group_tally::Tally;
use super::request::CubeRequest;
use super::steps::Steps;
use super::terms::Terms;
use crate::domain::Day;
use crate::dossiers::Segment;

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
pub struct UncountedDossiers {
    /// Left out by a filter: of other units, fields, channels.
    pub filtered: u64,
    /// Received after the as-of day, or closed before the period.
    pub out_of_period: u64,
    /// In the period, by what became of them.
    pub by_outcome: BTreeMap<Count, u64>,
}

/// The dossiers behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// In no order.
    pub members: Vec<Member>,
    /// The names of the groups by their numbers, one name per dimension of the request.
    pub groups: Vec<Vec<Option<String>>>,
    /// Every count of the figure, in the order of its terms.
    pub counts: Vec<(Count, u64)>,
    pub numerator: u64,
    pub denominator: u64,
    pub outside: UncountedDossiers,
}

/// Lists the dossiers of the whole period; the request's dimensions, which are none of time, are the
/// groups of the members.
///
/// # Errors
/// When a column is lost: a bug.
pub fn membership(
    counter: &Counter<'_>,
    request: &CubeRequest,
    terms: Terms,
    judge: &Judge<'_>,
) -> Result<Membership, CubeError> {
    let grouping = counter.grouping(&request.by, &request.filters)?;
    let steps = counter.days(&request.frame.steps(&[]))?;
    let mut list = List::new(terms);
    for (number, segment) in counter.segments().iter().enumerate() {
        let Some(groups) = grouping.of_segment(number) else { continue };
        for row in 0..segment.received.len() {
            match groups.of(row).zip(Dossier::new(segment, row)) {
                Some((group, dossier)) => {
                    list.add((judge, &steps), &dossier, group, place(segment, row));
                }
                None => list.outside.filtered += 1,
            }
        }
    }
    let List { total, members, outside, .. } = list;
    let (numerator, denominator) = terms.parts(&total);
    let counts = terms.counts().into_iter().map(|count| (count, total[count])).collect();
    Ok(Membership {
        members,
        groups: grouping.names.clone(),
        counts,
        numerator,
        denominator,
        outside,
    })
}

/// File and row of a dossier.
fn place(segment: &Segment<'_>, row: usize) -> (u32, u32) {
    let at = |column: &[u32]| column.get(row).copied().unwrap_or_default();
    segment.traces.map_or((0, 0), |traces| (at(traces.file), at(traces.row)))
}

/// The list as it grows.
struct List {
    terms: Terms,
    counts: Vec<Count>,
    has_evidence: bool,
    /// The counts of those listed.
    total: Tally,
    members: Vec<Member>,
    outside: UncountedDossiers,
}

impl List {
    fn new(terms: Terms) -> Self {
        Self {
            terms,
            counts: terms.counts(),
            has_evidence: terms.has_evidence(),
            total: Tally::ZERO,
            members: Vec::new(),
            outside: UncountedDossiers::default(),
        }
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
        let outcome = case.outcome(steps);
        let counts = case.counts(0, steps);
        let mut alone = Tally::ZERO;
        counts.iter().for_each(|count| alone[count] = 1);
        if let (true, Some(last_day)) = (self.has_evidence, steps.last_day(0)) {
            judge.each_count(dossier, counts, last_day, |count, number| alone[count] += number);
        }
        if alone.sum(&self.counts) == 0 {
            *self.outside.by_outcome.entry(outcome).or_default() += 1;
            return;
        }
        self.total += &alone;
        let Terms { plus, minus, denominator } = self.terms;
        self.members.push(Member {
            file,
            row,
            group,
            received: dossier.received,
            due: dossier.due,
            closed: dossier.closed,
            outcome,
            in_numerator: alone.sum(plus) > alone.sum(minus),
            in_denominator: alone.sum(denominator) > 0,
        });
    }
}

//! Tallies kept as files: they come back as they were written, and what was counted in several places or
//! month by month adds up to what is counted at once.

use cchc::archive::join::{JoinError, Part, join};
use cchc::archive::{Tallies, tally_file};
use cchc::domain::{Dimension, Period, PeriodSpan};
use cchc::pipeline::{self, PipelineError, Plan};
use cchc::tally::{Count, EvidenceScope};
use proptest::prelude::*;

use super::export;
use super::log::{Ids, Log, LogFile, log};
use super::runner::{Question, forget_scales, plan, property, question};

/// Without columns of their own in the random logs.
const INFERRED: [Dimension; 3] = [Dimension::District, Dimension::Province, Dimension::Level];

/// The tallies of a log; nothing when no dossier counts.
fn tallies(log: &[LogFile], question: &Question) -> Option<Tallies> {
    if log.is_empty() {
        return None;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let log: Log = log.to_vec();
    export::write(&log, folder.path());
    // Tallies have breakdowns of their own.
    let question = Question { by: Vec::new(), ..question.clone() };
    match pipeline::tallies(&plan(folder.path(), &question)) {
        Ok(counted) => Some(counted.tallies),
        Err(PipelineError::NothingCountable(_) | PipelineError::EmptyPeriod { .. }) => None,
        Err(error) => panic!("{error}"),
    }
}

fn part(label: &str, tallies: Tallies) -> Part {
    Part { label: label.to_owned(), tallies }
}

#[test]
fn tallies_come_back_from_their_file_as_they_were_written() {
    property(150, &(log(Ids::Repeated), question()), |(log, question)| {
        let question = Question { as_of: None, ..question };
        let Some(tallies) = tallies(&log, &question) else { return Ok(()) };
        let text = tally_file::write(&tallies).expect("written");
        let back = tally_file::read(text.as_bytes()).expect("read");
        prop_assert_eq!(&back.cubes, &tallies.cubes);
        prop_assert_eq!(&back.frame, &tallies.frame);
        prop_assert_eq!(&back.counting, &tallies.counting);
        prop_assert_eq!(&back.sources, &tallies.sources);
        prop_assert_eq!(&back.ledger, &tallies.ledger);
        prop_assert_eq!(&back.fields, &tallies.fields);
        prop_assert_eq!(&back.times, &tallies.times);
        prop_assert_eq!(tally_file::write(&back).expect("written"), text);
        Ok(())
    });
}

#[test]
fn tallies_of_two_places_add_up_to_those_of_all_logs_at_once() {
    let cut = any::<prop::sample::Index>();
    property(200, &(log(Ids::Unique), question(), cut), |(log, question, cut)| {
        if question.period.is_none() {
            return Ok(());
        }
        let (here, there) = log.split_at(cut.index(log.len()));
        let tallies = |log: &[LogFile], question: &Question| {
            let mut counted = tallies(log, question)?;
            counted.cubes.values_mut().for_each(forget_scales);
            Some(counted)
        };
        let (Some(here), Some(there)) = (tallies(here, &question), tallies(there, &question))
        else {
            return Ok(());
        };
        let whole = tallies(&log, &question).expect("both parts have dossiers");
        let joined = match join(vec![part("here", here), part("there", there)]) {
            Ok(joined) => joined.tallies,
            // Two files of the very same rows without ids of their own.
            Err(JoinError::SameSource { .. }) => return Ok(()),
            Err(error) => return Err(TestCaseError::fail(error.to_string())),
        };
        prop_assert_eq!(joined.total(), whole.total());
        prop_assert_eq!(&joined.fields, &whole.fields);
        prop_assert_eq!(&joined.ledger, &whole.ledger);
        prop_assert_eq!(&joined.times, &whole.times);
        for (by, cube) in &whole.cubes {
            let joined = joined.cubes.get(by);
            if by.iter().any(|dimension| INFERRED.contains(dimension)) {
                // Where a unit lies that no column says is told by the other names of the same log.
                prop_assert_eq!(joined.map(|joined| joined.total), Some(cube.total), "{:?}", by);
            } else {
                prop_assert_eq!(joined, Some(cube), "{:?}", by);
            }
        }
        Ok(())
    });
}

#[test]
fn tallies_of_periods_that_follow_each_other_add_up_to_the_whole_span() {
    let cuts = (any::<prop::sample::Index>(), any::<prop::sample::Index>());
    property(150, &(log(Ids::Repeated), question(), cuts), |(log, question, (one, other))| {
        let Some(period) = question.period.filter(|period| period.from < period.to) else {
            return Ok(());
        };
        let folder = tempfile::tempdir().expect("a temporary folder");
        export::write(&log, folder.path());
        let count = |period: Period| {
            let plan = Plan {
                span: PeriodSpan::Fixed(period),
                as_of: None,
                by: Vec::new(),
                ..plan(folder.path(), &question)
            };
            pipeline::tallies(&plan).map(|counted| counted.tallies)
        };
        let Ok(whole) = count(period) else { return Ok(()) };
        let days = usize::try_from(period.to.0 - period.from.0).expect("positive");
        let mut ends = [one, other].map(|cut| cut.index(days));
        ends.sort_unstable();
        let mut parts = Vec::new();
        let mut from = period.from;
        for end in ends.map(|end| i32::try_from(end).expect("small")) {
            let to = cchc::domain::Day(period.from.0 + end);
            if to < from {
                continue;
            }
            match count(Period { from, to }) {
                Ok(tallies) => parts.push(part(&from.to_string(), tallies)),
                Err(_) => return Ok(()),
            }
            from = to.next();
        }
        let Ok(last) = count(Period { from, to: period.to }) else { return Ok(()) };
        parts.push(part(&from.to_string(), last));
        parts.rotate_left(1);
        let has_parts = parts.len() > 1;
        let joined = join(parts).map_err(|error| TestCaseError::fail(error.to_string()))?.tallies;
        prop_assert_eq!(&joined.frame, &whole.frame);
        // What is of dossiers in scope does not add up over months, and says so.
        let mut expected = whole.cubes.clone();
        for cube in expected.values_mut().filter(|_| has_parts) {
            cube.evidence = EvidenceScope::ALL.added_up();
            let tallies = cube.rows.iter_mut().map(|row| &mut row.tally);
            for tally in tallies.chain([&mut cube.total]) {
                let of_scope = Count::ALL.into_iter().filter(|count| count.is_of_scope());
                of_scope.for_each(|count| tally[count] = 0);
            }
        }
        prop_assert_eq!(&joined.cubes, &expected);
        let rows = |tallies: &Tallies| tallies.times.clone().map(|times| (times.rows, times.total));
        prop_assert_eq!(rows(&joined), rows(&whole));
        Ok(())
    });
}

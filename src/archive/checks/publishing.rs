//! Whether a month is published as it is, and what is recorded where it is not.
//!
//! In: the month in the archive, or what is remembered of it; the one that was just counted. Out: verdicts,
//! [`Restatement`]s. Must not know: what is said of it.

use crate::archive::month::{MonthRecord, MovedCount, Restatement};
use crate::archive::published::PublishedPeriod;
use crate::archive::restatement::{self, causes, changed_counts};
use crate::archive::{ArchivedMonth, NewMonth, States, Tallies};

/// A month as it stands in the archive, with its counts.
#[derive(Clone, Copy)]
pub struct PublishedMonth<'a> {
    pub month: &'a ArchivedMonth,
    pub tallies: &'a Tallies,
}

impl PublishedMonth<'_> {
    /// Whether a month comes out as it is archived. Where it stands beside other months is no figure of it: that has
    /// to be asked for by a reason (`is_restated`).
    pub fn is_same(self, (record, tallies): (&MonthRecord, &Tallies), is_restated: bool) -> bool {
        let archived = &self.month.record;
        let beside = |record: &MonthRecord| (record.chain.clone(), record.findings.clone());
        archived.is_same_month(record)
            && restatement::is_same(self.tallies, tallies)
            && (!is_restated || beside(archived) == beside(record))
    }

    /// What moved, and why, as far as the states of its dossiers tell.
    pub fn restatement(
        self,
        states: Option<&States>,
        new: &NewMonth<'_>,
        reason: &str,
    ) -> Restatement {
        let (before, now) = (&self.month.record, new.record);
        let causes =
            states.map(|states| causes(states, new.states, &new.tallies.frame)).unwrap_or_default();
        let programs = [before.program.clone(), now.program.clone()];
        let is_newer = before.program != now.program;
        Restatement {
            number: before.restatements.len() + 1,
            reason: reason.to_owned(),
            program: is_newer.then_some(programs),
            options: before.changed_options(now),
            files: before.changed_files(now),
            moved: changed_counts(self.tallies, new.tallies).iter().map(Into::into).collect(),
            causes: causes.iter().map(Into::into).collect(),
        }
    }
}

/// The restatement of a month that the archive has no more, or cannot read: what moved in its units, where that is
/// remembered.
pub fn restatement_of_lost(
    published: Option<&PublishedPeriod>,
    record: &MonthRecord,
    (moved, reason): (Vec<MovedCount>, &str),
) -> Restatement {
    let is_newer = published.filter(|published| published.program != record.program);
    Restatement {
        number: record.restatements.len() + 1,
        reason: reason.to_owned(),
        program: is_newer.map(|published| [published.program.clone(), record.program.clone()]),
        options: Vec::new(),
        files: Vec::new(),
        moved,
        causes: Vec::new(),
    }
}

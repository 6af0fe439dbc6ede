//! The small logs that a score rests on beside the dossier log.
//!
//! In: logs that were read. Out: what they say of single dossiers, and measures by unit. Must not know:
//! where they lie, rules, points.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::columns::id_digest;
use crate::domain::fold;
use crate::domain::{Absence, Period};
use crate::dossiers::LinkedFacts;
use crate::findings::Ledger;
use crate::indicators::feedback::{
    FeedbackCounts, PAKN_ONTIME, PAKN_SATISFIED, PAKN_STAFF, dossiers_complained_about,
    feedback_by_unit,
};
use crate::indicators::procedures::{
    Active, ProcedureCounts, procedure_measure, procedures_by_unit,
};
use crate::indicators::ratings::ratings_by_dossier;
use crate::indicators::{Measure, OtherLog, UnitCounts};
use crate::read::Fingerprint;
use crate::records::feedback::Feedback;
use crate::records::procedures::Procedure;
use crate::records::ratings::DossierRating;
use crate::records::{Log, LogAccount};

/// The logs, as far as they were given.
#[derive(Debug, Default)]
pub struct OtherLogs {
    pub feedback: Option<Log<Feedback>>,
    pub ratings: Option<Log<DossierRating>>,
    pub procedures: Option<Log<Procedure>>,
}

/// Measures of one log: of the whole, and of the units that it names, by folded name.
pub(super) struct LogMeasures {
    pub whole: Measure,
    pub by_unit: BTreeMap<String, Measure>,
}

impl OtherLogs {
    /// Which there are.
    pub fn kinds(&self) -> BTreeSet<OtherLog> {
        let kinds = [
            (self.feedback.is_some(), OtherLog::Feedback),
            (self.ratings.is_some(), OtherLog::Ratings),
            (self.procedures.is_some(), OtherLog::Procedures),
        ];
        kinds.into_iter().filter(|(is_there, _)| *is_there).map(|(_, kind)| kind).collect()
    }

    /// What feedback and ratings say of dossiers, by the hash of their ids.
    pub fn linked(&self) -> Arc<HashMap<u128, LinkedFacts>> {
        let mut linked: HashMap<u128, LinkedFacts> = HashMap::new();
        for (id, day) in self.feedback.iter().flat_map(dossiers_complained_about) {
            let first = &mut linked.entry(id_digest(id)).or_default().complained_on;
            *first = Some(first.map_or(day, |first| first.min(day)));
        }
        for (id, rating) in self.ratings.iter().flat_map(ratings_by_dossier) {
            let linked = linked.entry(id_digest(id)).or_default();
            linked.rating = rating.rating;
            linked.rated_on = rating.rated_at;
        }
        Arc::new(linked)
    }

    /// The account of each that there is.
    pub fn accounts(&self) -> Vec<LogAccount<'_>> {
        let feedback = self.feedback.iter().map(Log::account);
        let ratings = self.ratings.iter().map(Log::account);
        let procedures = self.procedures.iter().map(Log::account);
        feedback.chain(ratings).chain(procedures).collect()
    }

    /// The files, for the page that says where figures come from.
    pub fn inputs(&self) -> impl Iterator<Item = &Fingerprint> {
        let feedback = self.feedback.iter().flat_map(|log| &log.fingerprints);
        let ratings = self.ratings.iter().flat_map(|log| &log.fingerprints);
        let procedures = self.procedures.iter().flat_map(|log| &log.fingerprints);
        feedback.chain(ratings).chain(procedures)
    }

    /// The account of their rows, by file.
    pub fn ledgers(&self) -> impl Iterator<Item = &(String, Ledger)> {
        let feedback = self.feedback.iter().flat_map(|log| &log.ledger_by_file);
        let ratings = self.ratings.iter().flat_map(|log| &log.ledger_by_file);
        let procedures = self.procedures.iter().flat_map(|log| &log.ledger_by_file);
        feedback.chain(ratings).chain(procedures)
    }

    /// The measures of an indicator of these logs; nothing for other indicators, and for a log that
    /// was not given.
    pub(super) fn measures(
        &self,
        id: &str,
        (period, below): (Period, u64),
        active: &Active,
    ) -> Option<LogMeasures> {
        if let Some(measure) = procedure_measure(id) {
            let log = self.procedures.as_ref()?;
            let of = |counts: &ProcedureCounts| counts.measure(measure, &log.fields);
            return Some(measures(&procedures_by_unit(log, active), 0, of));
        }
        let of: fn(&FeedbackCounts, &BTreeSet<&str>) -> Measure = match id {
            id if id == PAKN_ONTIME.id => FeedbackCounts::on_time_share,
            id if id == PAKN_SATISFIED.id => FeedbackCounts::satisfied_share,
            id if id == PAKN_STAFF.id => FeedbackCounts::staff_share,
            _ => return None,
        };
        let log = self.feedback.as_ref()?;
        // A log without a row still says that there was no feedback.
        let below = if id == PAKN_SATISFIED.id { below } else { 0 };
        Some(measures(&feedback_by_unit(log, period), below, |counts| of(counts, &log.fields)))
    }
}

/// Answers of a unit with fewer of them than `below` are not told, and stand in no whole.
fn measures<T: Copy + Default + std::ops::AddAssign>(
    units: &[UnitCounts<T>],
    below: u64,
    of: impl Fn(&T) -> Measure,
) -> LogMeasures {
    let of_unit = |unit: &UnitCounts<T>| {
        of(&unit.counts).and_then(|share| {
            let is_few = share.denominator() < below;
            if is_few { Err(Absence::TooFew) } else { Ok(share) }
        })
    };
    let mut whole = T::default();
    for unit in units.iter().filter(|unit| of_unit(unit) != Err(Absence::TooFew)) {
        whole += unit.counts;
    }
    let is_withheld = units.iter().any(|unit| of_unit(unit) == Err(Absence::TooFew));
    let whole = match of(&whole) {
        Err(Absence::NoDossiers) if is_withheld => Err(Absence::TooFew),
        whole => whole,
    };
    let named = units.iter().filter_map(|unit| Some((fold(unit.name.as_ref()?), of_unit(unit))));
    LogMeasures { whole, by_unit: named.collect() }
}

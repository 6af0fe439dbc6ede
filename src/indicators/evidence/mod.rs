//! Indicators of flags, supplements and the 766 rule: one constant each, one line in
//! [`EVIDENCE_INDICATORS`].
//!
//! In: [`Evidence`] and what was read. Out: [`Measure`]s and descriptions. Not among them: refusals at
//! intake, for rows that were never accepted are set apart before anything is grouped, and
//! withdrawals, which logs write under one status with other returns.

mod common;
mod digital;
mod handling;

use super::description::{Available, Confidence, Description, Need, OtherLog, Quantity, Target};
use super::registry::{Measure, Sense};
use crate::domain::{Absence, Ratio};
use crate::findings::Bilingual;
use crate::tally::evidence::{Evidence, EvidenceCount as C};

/// One indicator of the evidence.
#[derive(Debug)]
pub struct EvidenceIndicator {
    /// The name in JSON and CSV.
    pub id: &'static str,
    pub name: Bilingual,
    pub numerator: &'static [C],
    /// Taken off the numerator, and part of it.
    pub minus: &'static [C],
    pub denominator: &'static [C],
    pub quantity: Quantity,
    pub needs: &'static [Need],
    pub sense: Sense,
    pub note: Option<Bilingual>,
    pub source: Bilingual,
    pub confidence: Confidence,
    pub target: Option<Target>,
}

/// Every indicator of the evidence, in the order of the output.
pub const EVIDENCE_INDICATORS: [&EvidenceIndicator; 25] = [
    &handling::ON_TIME_RATE_766,
    &handling::SAT_766,
    &handling::CLEARANCE,
    &handling::RETURNED_SHARE,
    &handling::OVERDUE_DAYS,
    &handling::AVG_PROCESSING_TIME,
    &handling::TIME_RATIO,
    &handling::BACKLOG_AGE,
    &handling::APOLOGY_RATE,
    &handling::SUPPLEMENT_RATE,
    &handling::SUPPLEMENT_MULTI,
    &digital::POSTAL_RATE,
    &digital::ONLINE_FULL_RATE,
    &handling::ONLINE_ONTIME,
    &digital::PAY_ONLINE,
    &digital::DIGITISED,
    &digital::RESULT_ELECTRONIC,
    &digital::REUSE,
    &digital::PERSONAL_STORE,
    &digital::VNEID_USED,
    &digital::SYNC_RATE,
    &digital::PUBLISHED_RATE,
    &handling::ONE_STOP_TIME,
    &handling::ONE_STOP_CONTACTS,
    &handling::ONE_STOP_ATTITUDE,
];

impl EvidenceIndicator {
    /// The indicator of an id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<&'static Self> {
        EVIDENCE_INDICATORS.into_iter().find(|indicator| indicator.id == id)
    }

    /// Numerator and denominator.
    #[must_use]
    pub fn parts(&self, evidence: &Evidence) -> (u64, u64) {
        let numerator = evidence.sum(self.numerator).saturating_sub(evidence.sum(self.minus));
        (numerator, evidence.sum(self.denominator))
    }

    /// The figure of a group.
    ///
    /// # Errors
    /// When there is none: the reason, which is a figure's answer too.
    pub fn measure(&self, evidence: &Evidence, available: Available<'_>) -> Measure {
        if !self.needs.iter().all(|need| need.is_met(available)) {
            return Err(Absence::NotInExport);
        }
        let (numerator, denominator) = self.parts(evidence);
        // The files of one unit may lack a column that those of another have.
        let untold = self.denominator.iter().filter_map(|count| count.untold());
        let is_untold = untold.into_iter().any(|count| evidence[count] > 0);
        let absence = if is_untold { Absence::NotInExport } else { Absence::NoDossiers };
        Ratio::new(numerator, denominator).ok_or(absence)
    }
}

impl From<&EvidenceIndicator> for Description {
    fn from(indicator: &EvidenceIndicator) -> Self {
        let names = |counts: &[C]| counts.iter().map(|count| count.name()).collect();
        Self {
            id: indicator.id,
            name: indicator.name,
            words: None,
            numerator: names(indicator.numerator),
            minus: names(indicator.minus),
            denominator: names(indicator.denominator),
            quantity: indicator.quantity,
            needs: indicator.needs.to_vec(),
            sense: indicator.sense,
            note: indicator.note,
            source: indicator.source,
            confidence: indicator.confidence,
            target: indicator.target,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Available, EVIDENCE_INDICATORS, EvidenceIndicator, OtherLog};
    use crate::domain::{Absence, CanonicalField};
    use crate::tally::evidence::{Evidence, EvidenceCount as C};

    /// 200 dossiers in scope: 170 on time by the rule, 45 displeasing; 180 received, 160 closed, 6 of
    /// them returned; 12 late by 30 days in all; and so on, no two numbers alike.
    fn worked_example() -> Evidence {
        Evidence::of(&[
            (C::InScope, 200),
            (C::OnTime766, 170),
            (C::Displeasing, 45),
            (C::Received, 180),
            (C::Closed, 160),
            (C::Returned, 6),
            (C::Late, 12),
            (C::DaysLate, 30),
            (C::OverdueTold, 16),
            (C::Apologised, 11),
            (C::FeeTold, 90),
            (C::PaidOnline, 27),
            (C::DigitisedTold, 150),
            (C::Digitised, 120),
            (C::ResultTold, 154),
            (C::ResultElectronic, 140),
            (C::ReuseTold, 179),
            (C::Reused, 33),
            (C::StoreTold, 178),
            (C::PersonalStore, 5),
            (C::PopulationTold, 177),
            (C::PopulationData, 88),
            (C::PublishedTold, 176),
            (C::Published, 175),
            (C::SyncTold, 174),
            (C::Synced, 173),
            (C::ChannelTold, 172),
            (C::Postal, 9),
            (C::FullServiceTold, 100),
            (C::FullServiceOnline, 71),
            (C::OnlineDated, 64),
            (C::OnlineInTime, 62),
            (C::SupplementTold, 171),
            (C::SupplementAsked, 19),
            (C::RequestsCounted, 168),
            (C::AskedAgain, 4),
            (C::TermRated, 50),
            (C::TermPoints, 81),
            (C::ContactRated, 152),
            (C::ContactPoints, 290),
            (C::AttitudeRated, 151),
            (C::AttitudePoints, 240),
            (C::Processed, 153),
            (C::WorkingDays, 610),
            (C::TermUsed, 310),
            (C::TermDays, 400),
            (C::Open, 40),
            (C::OpenDays, 480),
        ])
    }

    #[test]
    fn every_indicator_by_hand() {
        let by_hand = [
            ("on_time_rate_766", 170, 200),
            ("sat_766", 155, 200),
            ("clearance", 160, 180),
            ("returned_share", 6, 180),
            ("overdue_days", 30, 12),
            ("avg_processing_time", 610, 153),
            ("time_ratio", 310, 400),
            ("backlog_age", 480, 40),
            ("apology_rate", 11, 16),
            ("supplement_rate", 19, 171),
            ("supplement_multi", 4, 168),
            ("postal_rate", 9, 172),
            ("online_full_rate", 71, 100),
            ("online_ontime", 62, 64),
            ("pay_online", 27, 90),
            ("digitised", 120, 150),
            ("result_electronic", 140, 154),
            ("reuse", 33, 179),
            ("personal_store", 5, 178),
            ("vneid_used", 88, 177),
            ("sync_rate", 173, 174),
            ("published_rate", 175, 176),
            ("one_stop_time", 81, 50),
            ("one_stop_contacts", 290, 152),
            ("one_stop_attitude", 240, 151),
        ];
        assert_eq!(by_hand.len(), EVIDENCE_INDICATORS.len(), "every indicator has its case");
        let fields: BTreeSet<_> = CanonicalField::ALL.into_iter().collect();
        let logs = BTreeSet::from([OtherLog::Feedback]);
        let available = Available { fields: &fields, logs: &logs };
        for (id, numerator, denominator) in by_hand {
            let indicator = EvidenceIndicator::from_id(id).expect(id);
            let ratio = indicator.measure(&worked_example(), available).expect(id);
            assert_eq!((ratio.numerator(), ratio.denominator()), (numerator, denominator), "{id}");
        }
    }

    #[test]
    fn what_was_not_read_and_what_there_is_nothing_of_are_different_reasons() {
        let all: BTreeSet<_> = CanonicalField::ALL.into_iter().collect();
        let feedback = BTreeSet::from([OtherLog::Feedback]);
        let everything = Available { fields: &all, logs: &feedback };
        let (no_fields, no_logs) = (BTreeSet::new(), BTreeSet::new());
        for indicator in EVIDENCE_INDICATORS {
            let empty = indicator.measure(&Evidence::default(), everything);
            assert_eq!(empty, Err(Absence::NoDossiers), "{}", indicator.id);
            let nothing = Available { fields: &no_fields, logs: &no_logs };
            let unread = indicator.measure(&worked_example(), nothing);
            assert_eq!(unread, Err(Absence::NotInExport), "{}", indicator.id);
        }
        let without_feedback = Available { fields: &all, logs: &no_logs };
        let satisfaction = EvidenceIndicator::from_id("sat_766").expect("an indicator");
        let unread = satisfaction.measure(&worked_example(), without_feedback);
        assert_eq!(unread, Err(Absence::NotInExport), "nobody looked for complaints");
    }
}

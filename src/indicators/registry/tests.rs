//! Every indicator worked by hand, and the reasons of those without a value.

use std::collections::BTreeSet;

use super::{INDICATORS, Indicator, STANDARD_RATES};
use crate::domain::{Absence, CanonicalField};
use crate::indicators::{Available, Definition, OtherLog};
use crate::tally::{Count, EvidenceScope, Tally};

/// 7 carried in, 193 received (120 online, 54 at the desk, 9 by post, 10 unknown); 154 resolved: 70
/// early, 60 on time, 12 late, 12 undated; 6 returned; 40 open: 30 within, 4 overdue, 3 undated, 3
/// paused; 50 rated: 35 very satisfied, 8 satisfied, 4 neutral, 2 and 1; 81 results digitised of 85 that
/// say; and the evidence, no two numbers alike.
const WORKED: [(Count, u64); 71] = [
    (Count::Opening, 7),
    (Count::Received, 193),
    (Count::ReceivedOnline, 120),
    (Count::ReceivedInPerson, 54),
    (Count::ReceivedPostal, 9),
    (Count::ReceivedUnknown, 10),
    (Count::Resolved, 154),
    (Count::Early, 70),
    (Count::OnTime, 60),
    (Count::Late, 12),
    (Count::Undated, 12),
    (Count::Returned, 6),
    (Count::Closing, 40),
    (Count::ClosingWithin, 30),
    (Count::ClosingOverdue, 4),
    (Count::ClosingUndated, 3),
    (Count::ClosingPaused, 3),
    (Count::Rated, 50),
    (Count::VerySatisfied, 35),
    (Count::Satisfied, 8),
    (Count::Neutral, 4),
    (Count::Dissatisfied, 2),
    (Count::VeryDissatisfied, 1),
    (Count::ResultMarked, 85),
    (Count::ResultDigitised, 81),
    (Count::OnTime766, 170),
    (Count::Displeasing, 45),
    (Count::Judged766, 180),
    (Count::DaysLate, 31),
    (Count::OverdueTold, 16),
    (Count::Apologised, 11),
    (Count::FeeTold, 90),
    (Count::PaidOnline, 27),
    (Count::DigitisedTold, 150),
    (Count::Digitised, 121),
    (Count::ResultTold, 153),
    (Count::ResultElectronic, 140),
    (Count::ReuseTold, 179),
    (Count::Reused, 33),
    (Count::StoreTold, 178),
    (Count::PersonalStore, 5),
    (Count::PopulationTold, 177),
    (Count::PopulationData, 88),
    (Count::PublishedTold, 176),
    (Count::Published, 175),
    (Count::SyncTold, 174),
    (Count::Synced, 173),
    (Count::FullServiceTold, 100),
    (Count::FullServiceOnline, 71),
    (Count::OnlineDated, 64),
    (Count::OnlineInTime, 62),
    (Count::SupplementTold, 171),
    (Count::SupplementAsked, 19),
    (Count::RequestsCounted, 168),
    (Count::AskedAgain, 14),
    (Count::TermRated, 51),
    (Count::TermPoints, 83),
    (Count::ContactRated, 152),
    (Count::ContactPoints, 290),
    (Count::AttitudePoints, 240),
    (Count::FeeUntold, 1),
    (Count::ServiceUntold, 1),
    (Count::WorkingDays, 610),
    (Count::TermUsed, 310),
    (Count::TermDays, 400),
    (Count::OpenDays, 480),
    (Count::ResolvedWithin1, 23),
    (Count::ResolvedWithin5, 103),
    (Count::ResolvedWithin10, 136),
    (Count::ResolvedWithin20, 147),
    (Count::ResolvedWithin30, 149),
];

fn worked_example() -> Tally {
    let mut tally = Tally::default();
    for (count, number) in WORKED {
        tally[count] = number;
    }
    tally.check().expect("the example is consistent");
    tally
}

fn all_fields() -> BTreeSet<CanonicalField> {
    CanonicalField::ALL.into_iter().collect()
}

#[test]
fn every_indicator_by_hand() {
    let by_hand = [
        ("on_time_rate", 130, 142),
        ("early_rate", 70, 142),
        ("exactly_on_time_rate", 60, 142),
        ("late_rate", 12, 142),
        ("online_rate", 120, 193),
        ("overdue_open_rate", 4, 34),
        ("satisfied_share", 43, 50),
        ("very_satisfied_share", 35, 50),
        ("rated_share", 50, 154),
        ("result_digitised_rate", 81, 85),
        ("on_time_rate_766", 170, 200),
        ("sat_766", 135, 180),
        ("clearance", 160, 193),
        ("returned_share", 6, 193),
        ("overdue_days", 31, 12),
        ("avg_processing_time", 610, 154),
        ("within_5_days", 103, 154),
        ("time_ratio", 310, 400),
        ("backlog_age", 480, 40),
        ("apology_rate", 11, 16),
        ("supplement_rate", 19, 171),
        ("supplement_multi", 14, 168),
        ("postal_rate", 9, 193),
        ("online_full_rate", 71, 100),
        ("online_ontime", 62, 64),
        ("pay_online", 27, 90),
        ("digitised", 121, 150),
        ("result_electronic", 140, 153),
        ("reuse", 33, 179),
        ("personal_store", 5, 178),
        ("vneid_used", 88, 177),
        ("sync_rate", 173, 174),
        ("published_rate", 175, 176),
        ("one_stop_time", 83, 51),
        ("one_stop_contacts", 290, 152),
        ("one_stop_attitude", 240, 142),
    ];
    assert_eq!(by_hand.len(), INDICATORS.len(), "every indicator has its hand-worked case");
    let (fields, logs) = (all_fields(), BTreeSet::from([OtherLog::Feedback]));
    let available = Available { fields: &fields, logs: &logs, evidence: EvidenceScope::ALL };
    for (id, numerator, denominator) in by_hand {
        let indicator = Indicator::from_id(id).expect(id);
        let measure = indicator.measure(&worked_example(), Definition::Resolved, available);
        let ratio = measure.expect(id);
        assert_eq!((ratio.numerator(), ratio.denominator()), (numerator, denominator), "{id}");
    }
}

#[test]
fn the_four_on_time_definitions_by_hand() {
    for (definition, numerator, denominator) in [
        (Definition::Resolved, 70 + 60, 70 + 60 + 12),
        (Definition::Index766, 70 + 60 + 30, 7 + 193),
        (Definition::Overall, 200 - 12 - 4, 200),
        (Definition::Form06a, 70 + 60 + 12 + 6, 154 + 6),
    ] {
        assert_eq!(definition.parts(&worked_example()), (numerator, denominator));
    }
}

#[test]
fn nothing_to_divide_by_and_nothing_in_the_export_are_different_reasons() {
    let (fields, logs) = (all_fields(), BTreeSet::from([OtherLog::Feedback]));
    let everything = Available { fields: &fields, logs: &logs, evidence: EvidenceScope::ALL };
    let (no_fields, no_logs) = (BTreeSet::new(), BTreeSet::new());
    for indicator in INDICATORS {
        let measure = |tally: &Tally, available: Available<'_>| {
            indicator.measure(tally, Definition::Resolved, available)
        };
        let empty = measure(&Tally::default(), everything);
        assert_eq!(empty, Err(Absence::NoDossiers), "{}", indicator.id);
        let unread = measure(
            &worked_example(),
            Available { fields: &no_fields, logs: &no_logs, evidence: EvidenceScope::ALL },
        );
        assert_eq!(unread, Err(Absence::NotInExport), "{}", indicator.id);
        let uncounted =
            measure(&worked_example(), Available { evidence: EvidenceScope::NONE, ..everything });
        assert_eq!(uncounted.is_err(), indicator.has_evidence(), "{}", indicator.id);
    }
    let mut fields = all_fields();
    fields.remove(&CanonicalField::FinishedAt);
    let handed_over = INDICATORS[0].measure(&worked_example(), Definition::Resolved, &fields);
    assert!(handed_over.is_ok(), "the hand-over day stands in for the finish day");
    let satisfaction = Indicator::from_id("sat_766").expect("an indicator");
    let without_feedback = Available { logs: &no_logs, ..everything };
    let unread = satisfaction.measure(&worked_example(), Definition::Resolved, without_feedback);
    assert_eq!(unread, Err(Absence::NotInExport), "nobody looked for complaints");
}

#[test]
fn what_only_the_columns_of_some_files_tell_is_no_zero() {
    // Dossiers were received, and no file of the unit has the column.
    let mut tally = Tally::default();
    tally[Count::Received] = 5;
    tally[Count::FeeUntold] = 5;
    let fields = all_fields();
    let available = Available { evidence: EvidenceScope::ALL, ..Available::from(&fields) };
    for id in ["reuse", "pay_online", "supplement_multi"] {
        let indicator = Indicator::from_id(id).expect(id);
        let measure = indicator.measure(&tally, Definition::Resolved, available);
        assert_eq!(measure, Err(Absence::NotInExport), "{id}");
    }
}

#[test]
fn ids_are_unique_and_the_standard_rates_need_no_evidence() {
    let ids: BTreeSet<_> = INDICATORS.iter().map(|indicator| indicator.id).collect();
    assert_eq!(ids.len(), INDICATORS.len());
    assert!(STANDARD_RATES.iter().all(|rate| !rate.has_evidence()));
    for (rate, first) in STANDARD_RATES.iter().zip(INDICATORS) {
        assert_eq!(rate.id, first.id);
    }
}

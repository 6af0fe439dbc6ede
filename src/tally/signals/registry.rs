//! The registry of integrity signals: one constant each, one line in [`SIGNALS`]. What readers are told
//! stands in `data/signals/`; thresholds are shown from [`Threshold`].

use super::code_signals::{
    CODE_DAY_DIFFERS, CODE_NUMBER_GAPS, CODE_OF_ANOTHER_UNIT, DOSSIERS_UNDER_TWO_CODES,
};
use super::signal::{Need, Signal, Threshold};
use super::{closing, days, ratings, spikes};
use crate::findings::Severity;

/// Moved due dates hide lateness; one in twenty changes an on-time rate people would quote.
pub const DUE_DATE_MOVES: Signal = Signal {
    number: "C0501",
    name: "due_date_moves",
    severity: Severity::Warning,
    threshold: Threshold { count: 5, percent: 5 },
    needs: &[Need::Due],
    judge: days::due_moved,
};

/// Chance lets one finish in some thousands meet the second; one in a hundred is far beyond it.
pub const FINISH_EQUALS_DUE: Signal = Signal {
    number: "C0502",
    name: "finish_equals_due",
    severity: Severity::Warning,
    threshold: Threshold { count: 10, percent: 1 },
    needs: &[Need::Finish, Need::Due, Need::FinishTime, Need::DueTime],
    judge: closing::finish_equals_due,
};

/// Two minutes of bulk, or several small ones; a twentieth of the work closed that way is a habit.
pub const CLOSINGS_IN_BULK: Signal = Signal {
    number: "C0503",
    name: "closings_in_bulk",
    severity: Severity::Info,
    threshold: Threshold { count: 20, percent: 5 },
    needs: &[Need::Finish, Need::FinishTime],
    judge: closing::bulk_minutes,
};

/// Some overtime is usual; one closing in twenty at night is not.
pub const CLOSINGS_AT_NIGHT: Signal = Signal {
    number: "C0504",
    name: "closings_at_night",
    severity: Severity::Info,
    threshold: Threshold { count: 10, percent: 5 },
    needs: &[Need::Finish, Need::FinishTime],
    judge: closing::at_night,
};

/// Due days are computed in working days; one in twenty off them says that the computing is off.
pub const DUE_ON_DAY_OFF: Signal = Signal {
    number: "C0505",
    name: "due_on_day_off",
    severity: Severity::Warning,
    threshold: Threshold { count: 10, percent: 5 },
    needs: &[Need::Due],
    judge: days::due_on_day_off,
};

/// Services on the spot take minutes, not none; one in twenty begun and ended at once moves the early rate.
pub const FINISHED_IN_MINUTE_RECEIVED: Signal = Signal {
    number: "C0506",
    name: "finished_in_minute_received",
    severity: Severity::Warning,
    threshold: Threshold { count: 10, percent: 5 },
    needs: &[Need::Finish, Need::ReceivedTime, Need::FinishTime],
    judge: closing::minute_received,
};

/// A few small units with happy applicants are usual; a fifth of all ratings is what gets quoted.
pub const FULL_SATISFACTION: Signal = Signal {
    number: "C0507",
    name: "full_satisfaction",
    severity: Severity::Info,
    threshold: Threshold { count: 10, percent: 20 },
    needs: &[Need::Finish, Need::Rating],
    judge: ratings::full_satisfaction,
};

/// A month has about 21 working days, so one day holds a twentieth by nature: a crowd is more.
pub const CLOSINGS_AT_MONTH_END: Signal = Signal {
    number: "C0508",
    name: "closings_at_month_end",
    severity: Severity::Info,
    threshold: Threshold { count: 20, percent: 5 },
    needs: &[Need::Finish],
    judge: spikes::month_end,
};

/// The same for reports that run from the 15th to the 14th.
pub const CLOSINGS_AT_DECREE_MONTH_END: Signal = Signal {
    number: "C0509",
    name: "closings_at_decree_month_end",
    severity: Severity::Info,
    threshold: Threshold { count: 20, percent: 5 },
    needs: &[Need::Finish],
    judge: spikes::decree_month_end,
};

/// A tenth of all finishes within one hour, three times the hours beside it.
pub const CLOSINGS_IN_LAST_HOUR: Signal = Signal {
    number: "C0510",
    name: "closings_in_last_hour",
    severity: Severity::Info,
    threshold: Threshold { count: 20, percent: 10 },
    needs: &[Need::Finish, Need::Due, Need::FinishTime, Need::DueTime],
    judge: spikes::last_hour,
};

/// Working towards the due day is usual; a fifth of all finishes, three times the days beside it, is more.
pub const CLOSINGS_ON_DUE_DAY: Signal = Signal {
    number: "C0511",
    name: "closings_on_due_day",
    severity: Severity::Info,
    threshold: Threshold { count: 20, percent: 20 },
    needs: &[Need::Finish, Need::Due],
    judge: spikes::due_day,
};

/// Chance lets no due moment meet the receipt; one in twenty makes late what had a term.
pub const DUE_EQUALS_RECEIPT: Signal = Signal {
    number: "C0512",
    name: "due_equals_receipt",
    severity: Severity::Warning,
    threshold: Threshold { count: 10, percent: 5 },
    needs: &[Need::Due, Need::ReceivedTime, Need::DueTime],
    judge: days::due_at_receipt,
};

/// Every signal, in the order of the numbers.
pub static SIGNALS: [Signal; 16] = [
    DUE_DATE_MOVES,
    FINISH_EQUALS_DUE,
    CLOSINGS_IN_BULK,
    CLOSINGS_AT_NIGHT,
    DUE_ON_DAY_OFF,
    FINISHED_IN_MINUTE_RECEIVED,
    FULL_SATISFACTION,
    CLOSINGS_AT_MONTH_END,
    CLOSINGS_AT_DECREE_MONTH_END,
    CLOSINGS_IN_LAST_HOUR,
    CLOSINGS_ON_DUE_DAY,
    DUE_EQUALS_RECEIPT,
    CODE_NUMBER_GAPS,
    CODE_DAY_DIFFERS,
    CODE_OF_ANOTHER_UNIT,
    DOSSIERS_UNDER_TWO_CODES,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{
        CLOSINGS_AT_MONTH_END, CLOSINGS_AT_NIGHT, CLOSINGS_IN_BULK, CLOSINGS_IN_LAST_HOUR,
        CLOSINGS_ON_DUE_DAY, FULL_SATISFACTION, SIGNALS, Threshold, closing, ratings, spikes,
    };
    use crate::domain::Ratio;
    use crate::findings::FindingCode;

    #[test]
    fn numbers_and_names_are_in_order_and_nobody_elses() {
        let numbers: Vec<_> = SIGNALS.iter().map(|signal| signal.number).collect();
        let sorted: BTreeSet<_> = numbers.iter().copied().collect();
        assert_eq!(numbers, sorted.into_iter().collect::<Vec<_>>());
        for signal in &SIGNALS {
            for code in FindingCode::ALL.iter().copied() {
                assert_ne!(signal.number, code.number());
                assert_ne!(signal.name, code.name());
            }
        }
    }

    #[test]
    fn texts_name_the_limits_that_the_rules_use() {
        let hour = |second: u32| format!("{:02}:00", second / closing::HOUR);
        let (night, morning) = (hour(closing::NIGHT), hour(closing::MORNING));
        let (crowd, times) = (spikes::CROWD.to_string(), spikes::TIMES.to_string());
        let few = [ratings::FEW.to_string(), format!("{}%", 100 / ratings::ONE_IN)];
        let crowds = vec![crowd, format!("{times} ")];
        for (signal, words) in [
            (CLOSINGS_IN_BULK, vec![closing::BULK.to_string()]),
            (CLOSINGS_AT_NIGHT, vec![night, morning]),
            (FULL_SATISFACTION, few.to_vec()),
            (CLOSINGS_AT_MONTH_END, crowds.clone()),
            (CLOSINGS_IN_LAST_HOUR, crowds.clone()),
            (CLOSINGS_ON_DUE_DAY, crowds),
        ] {
            let texts = signal.texts();
            for word in words {
                for text in [texts.formula.vi, texts.formula.en] {
                    assert!(text.contains(&word), "{}: {word}", signal.name);
                }
            }
        }
    }

    #[test]
    fn a_threshold_is_met_by_both_count_and_share() {
        let threshold = Threshold { count: 10, percent: 5 };
        for (with, asked, is_met) in
            [(10, 200, true), (10, 201, false), (9, 9, false), (50, 1_000, true)]
        {
            let share = Ratio::new(with, asked).expect("a share");
            assert_eq!(threshold.is_met(share), is_met, "{with}/{asked}");
        }
    }
}

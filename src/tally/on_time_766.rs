//! When a dossier is on time by the rule of indicator 2.1 of Decision 766/QĐ-TTg, as a third-party
//! extract of "Mô tả công thức tính chỉ số 766" gives it; the decision's annex itself was not read.
//!
//! In: what is known of one dossier, and the last day of the reporting period. Out: a [`Verdict`].
//! Must not know: columns, groups, who asks.
//!
//! 1. On time when the end is not after the due date. 2. The end is the first there is of: processed,
//!    handed over, stopped (refused after acceptance, withdrawn). 3. With none of them the last day of
//!    the period stands for it. 4. While the applicant has not brought what was asked for, the day it
//!    was asked for stands for it; asked for more than once, the dossier is late. 5. What was brought:
//!    the days in between are taken off the end. 6. Without a due date the dossier is late, unless the
//!    time it took lies within the statutory time. 7. The clock starts on the day received.
//! 8. (Nothing to divide by) is not about one dossier.

use crate::columns::Moment;
use crate::domain::{Day, WorkingCalendar};
use crate::dossiers::Grain;

/// What is known of one dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handling {
    pub received: Day,
    pub due: Option<Moment>,
    /// "Đã xử lý xong".
    pub processed: Option<Moment>,
    /// "Đã trả kết quả".
    pub handed_over: Option<Moment>,
    /// Stopped, refused after acceptance, or withdrawn.
    pub stopped: Option<Moment>,
    pub supplement: Supplement,
    /// Working days that the law allows.
    pub statutory_days: Option<u32>,
    /// Of the reporting period; what ended after it was open then.
    pub last_day: Day,
    pub grain: Grain,
}

/// Where the dossier stands with papers that were asked for, on the last day of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supplement {
    /// Never asked for, or nothing is told of it.
    None,
    /// Asked for and not brought.
    Pending { requested: Day, more_than_once: bool },
    /// Asked for and brought; of several requests the last.
    Completed { requested: Day, done: Day },
}

/// The answer, with the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    OnTime,
    /// The end lies after the due date.
    AfterDue,
    /// Papers were asked for more than once and are still missing.
    AskedAgain,
    /// No due date, and more time than the law allows.
    BeyondTerm,
    /// No due date, and no statutory time to judge by.
    NoTermKnown,
}

impl Verdict {
    #[must_use]
    pub const fn is_on_time(self) -> bool {
        matches!(self, Self::OnTime)
    }
}

impl Handling {
    /// Judges the dossier.
    #[must_use]
    pub fn verdict(&self, calendar: &WorkingCalendar) -> Verdict {
        let ends = [self.processed, self.handed_over, self.stopped];
        let end = ends.into_iter().flatten().find(|end| end.day() <= self.last_day);
        let end = match (end, self.supplement) {
            (Some(end), _) => end,
            (None, Supplement::Pending { more_than_once: true, .. }) => return Verdict::AskedAgain,
            (None, Supplement::Pending { requested, .. }) => Moment::new(requested, None),
            (None, _) => Moment::new(self.last_day, None),
        };
        match self.due {
            Some(due) if self.is_within(end, due) => Verdict::OnTime,
            Some(_) => Verdict::AfterDue,
            None => self.by_term(end.day(), calendar),
        }
    }

    /// Calendar days are taken off: the rule subtracts one moment from another, and the due date it
    /// is compared with is a date of the calendar. Times decide within a day only where they are
    /// asked for and both cells have one.
    fn is_within(&self, end: Moment, due: Moment) -> bool {
        let waited = match self.supplement {
            Supplement::Completed { requested, done } => done.0.saturating_sub(requested.0).max(0),
            Supplement::None | Supplement::Pending { .. } => 0,
        };
        let day = Day(end.day().0.saturating_sub(waited));
        match (self.grain, end.second(), due.second()) {
            (Grain::Time, Some(end), Some(due_second)) if day == due.day() => end <= due_second,
            _ => day <= due.day(),
        }
    }

    /// The statutory time is in working days, so here those of the wait are taken off.
    fn by_term(&self, end: Day, calendar: &WorkingCalendar) -> Verdict {
        let Some(term) = self.statutory_days else {
            return Verdict::NoTermKnown;
        };
        if self.working_days(end, calendar) <= term { Verdict::OnTime } else { Verdict::BeyondTerm }
    }

    /// Working days from the receipt to an end, without those of a completed supplement.
    #[must_use]
    pub fn working_days(&self, end: Day, calendar: &WorkingCalendar) -> u32 {
        let waited = match self.supplement {
            Supplement::Completed { requested, done } => {
                calendar.working_days_after(requested, done)
            }
            Supplement::None | Supplement::Pending { .. } => 0,
        };
        calendar.working_days_after(self.received, end).saturating_sub(waited)
    }
}

#[cfg(test)]
mod tests {
    use super::{Handling, Supplement, Verdict};
    use crate::columns::Moment;
    use crate::domain::{Day, WorkingCalendar};
    use crate::dossiers::Grain;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn on(text: &str) -> Moment {
        Moment::new(day(text), None)
    }

    fn at(text: &str, hour: u32) -> Moment {
        Moment::new(day(text), Some(hour * 3_600))
    }

    /// Received on Monday 3 June 2024, due on Monday the 17th, judged for June: open.
    fn open() -> Handling {
        Handling {
            received: day("2024-06-03"),
            due: Some(on("2024-06-17")),
            processed: None,
            handed_over: None,
            stopped: None,
            supplement: Supplement::None,
            statutory_days: None,
            last_day: day("2024-06-30"),
            grain: Grain::Day,
        }
    }

    fn completed(requested: &str, done: &str) -> Supplement {
        Supplement::Completed { requested: day(requested), done: day(done) }
    }

    fn pending(requested: &str, more_than_once: bool) -> Supplement {
        Supplement::Pending { requested: day(requested), more_than_once }
    }

    fn check(cases: &[(&str, Handling, Verdict)]) {
        for (what, handling, expected) in cases {
            assert_eq!(handling.verdict(WorkingCalendar::built_in()), *expected, "{what}");
        }
    }

    #[test]
    fn points_1_to_3_by_hand() {
        check(&[
            // 1: up to the due date.
            (
                "before due",
                Handling { processed: Some(on("2024-06-14")), ..open() },
                Verdict::OnTime,
            ),
            (
                "on the day",
                Handling { processed: Some(on("2024-06-17")), ..open() },
                Verdict::OnTime,
            ),
            (
                "a day later",
                Handling { processed: Some(on("2024-06-18")), ..open() },
                Verdict::AfterDue,
            ),
            // 2: processed before handed over before stopped.
            (
                "collected late",
                Handling {
                    processed: Some(on("2024-06-17")),
                    handed_over: Some(on("2024-06-25")),
                    ..open()
                },
                Verdict::OnTime,
            ),
            (
                "processed late, stopped early",
                Handling {
                    processed: Some(on("2024-06-18")),
                    stopped: Some(on("2024-06-10")),
                    ..open()
                },
                Verdict::AfterDue,
            ),
            (
                "handed over late, stopped early",
                Handling {
                    handed_over: Some(on("2024-06-18")),
                    stopped: Some(on("2024-06-10")),
                    ..open()
                },
                Verdict::AfterDue,
            ),
            (
                "withdrawn in time",
                Handling { stopped: Some(on("2024-06-10")), ..open() },
                Verdict::OnTime,
            ),
            // 3: open, judged on the last day.
            ("open past due", open(), Verdict::AfterDue),
            (
                "open, due later",
                Handling { due: Some(on("2024-07-02")), ..open() },
                Verdict::OnTime,
            ),
            (
                "open, due that day",
                Handling { due: Some(on("2024-06-30")), ..open() },
                Verdict::OnTime,
            ),
            (
                "processed in July",
                Handling {
                    processed: Some(on("2024-07-01")),
                    due: Some(on("2024-07-01")),
                    ..open()
                },
                Verdict::OnTime,
            ),
        ]);
    }

    #[test]
    fn points_4_and_5_by_hand() {
        check(&[
            // 4: the applicant is waited for.
            (
                "asked for in time",
                Handling { supplement: pending("2024-06-12", false), ..open() },
                Verdict::OnTime,
            ),
            (
                "asked for too late",
                Handling { supplement: pending("2024-06-18", false), ..open() },
                Verdict::AfterDue,
            ),
            (
                "asked for again",
                Handling { supplement: pending("2024-06-12", true), ..open() },
                Verdict::AskedAgain,
            ),
            // 5: four calendar days off, 21 - 4 = 17.
            (
                "the wait is taken off",
                Handling {
                    processed: Some(on("2024-06-21")),
                    supplement: completed("2024-06-06", "2024-06-10"),
                    ..open()
                },
                Verdict::OnTime,
            ),
            (
                "and no more than the wait",
                Handling {
                    processed: Some(on("2024-06-22")),
                    supplement: completed("2024-06-06", "2024-06-10"),
                    ..open()
                },
                Verdict::AfterDue,
            ),
            (
                "off an open dossier, too: 30 - 13 = 17",
                Handling { supplement: completed("2024-06-06", "2024-06-19"), ..open() },
                Verdict::OnTime,
            ),
        ]);
    }

    #[test]
    fn points_6_and_7_by_hand() {
        check(&[
            // 6: no due date.
            (
                "nothing to judge by",
                Handling { due: None, processed: Some(on("2024-06-04")), ..open() },
                Verdict::NoTermKnown,
            ),
            (
                "ten working days: the 17th is the tenth",
                Handling {
                    due: None,
                    processed: Some(on("2024-06-17")),
                    statutory_days: Some(10),
                    ..open()
                },
                Verdict::OnTime,
            ),
            (
                "the 18th is the eleventh",
                Handling {
                    due: None,
                    processed: Some(on("2024-06-18")),
                    statutory_days: Some(10),
                    ..open()
                },
                Verdict::BeyondTerm,
            ),
            (
                "two working days of the wait off",
                Handling {
                    due: None,
                    processed: Some(on("2024-06-19")),
                    statutory_days: Some(10),
                    supplement: completed("2024-06-06", "2024-06-10"),
                    ..open()
                },
                Verdict::OnTime,
            ),
            // 7: the day received is not counted.
            (
                "the same day is no day",
                Handling {
                    due: None,
                    processed: Some(on("2024-06-03")),
                    statutory_days: Some(0),
                    ..open()
                },
                Verdict::OnTime,
            ),
        ]);
    }

    #[test]
    fn times_decide_only_where_both_are_there_and_asked_for() {
        let late = Handling {
            due: Some(at("2024-06-17", 15)),
            processed: Some(at("2024-06-17", 16)),
            ..open()
        };
        let verdict = |handling: Handling| handling.verdict(WorkingCalendar::built_in());
        assert_eq!(verdict(late), Verdict::OnTime);
        let by_time = Handling { grain: Grain::Time, ..late };
        assert_eq!(verdict(by_time), Verdict::AfterDue);
        assert_eq!(verdict(Handling { due: Some(on("2024-06-17")), ..by_time }), Verdict::OnTime);
        let waited = completed("2024-06-06", "2024-06-07");
        let processed = Some(at("2024-06-18", 15));
        let waited = Handling { supplement: waited, processed, ..by_time };
        assert_eq!(verdict(waited), Verdict::OnTime, "a whole day is taken off");
    }
}

//! Dossiers worked by hand, month by month.

use super::{Case, Count, NO_DAY, Steps, Traits};
use crate::domain::{Channel, Day, Flag, Period, PeriodRule, Rating, Span, Status};
use crate::dossiers::Timing;

fn day(text: &str) -> i32 {
    Day::parse(text).map_or(NO_DAY, |day| day.0)
}

/// May and June, to the 25th.
fn steps() -> Steps {
    let period = Period { from: Day(day("2024-05-01")), to: Day(day("2024-06-25")) };
    Steps::new(&period.steps(Span::Month, PeriodRule::Calendar))
}

fn traits(timing: Timing, status: Status) -> Traits {
    Traits::new(timing, status, Channel::Online, Rating::Satisfied, Flag::Yes)
}

/// The counts at a step, in the order of their codes.
fn counts(case: Case, step: u32) -> Vec<&'static str> {
    case.counts(step, &steps()).iter().map(Count::name).collect()
}

#[test]
fn a_dossier_stands_in_the_counts_of_the_contract_month_by_month() {
    let closed = |timing| traits(timing, Status::Resolved);
    let open = |status| traits(Timing::Open, status);
    let resolved = ["resolved", "rated", "satisfied", "result_marked", "result_digitised"];
    let of = |first: &[&'static str]| {
        let mut all = [first, &resolved].concat();
        all.sort_unstable_by_key(|name| Count::ALL.iter().position(|c| c.name() == *name));
        all
    };
    for (received, due, end, traits, may, june) in [
        (
            "2024-04-10",
            "2024-05-25",
            "2024-05-20",
            closed(Timing::Early),
            of(&["opening", "early"]),
            vec![],
        ),
        (
            "2024-05-10",
            "2024-05-25",
            "2024-06-03",
            closed(Timing::Late),
            vec!["received", "received_online", "closing", "closing_overdue"],
            of(&["opening", "late"]),
        ),
        (
            "2024-05-10",
            "2024-06-10",
            "2024-07-01",
            closed(Timing::Late),
            vec!["received", "received_online", "closing", "closing_within"],
            vec!["opening", "closing", "closing_overdue"],
        ),
        (
            "2024-06-20",
            "2024-06-24",
            "",
            open(Status::Paused),
            vec![],
            vec!["received", "received_online", "closing", "closing_paused"],
        ),
        (
            "2024-06-01",
            "2024-06-25",
            "",
            open(Status::Pending),
            vec![],
            vec!["received", "received_online", "closing", "closing_within"],
        ),
        (
            "2024-06-01",
            "",
            "2024-06-01",
            traits(Timing::Undated, Status::Returned),
            vec![],
            vec!["received", "received_online", "returned"],
        ),
    ] {
        let case = Case::new(day(received), day(due), day(end), traits, 0, &steps());
        let case = case.expect("in scope");
        assert_eq!((counts(case, 0), counts(case, 1)), (may, june), "{received} {end}");
    }
}

#[test]
fn what_ends_before_or_comes_after_is_no_case() {
    let case = |received, end| {
        let traits = traits(Timing::Undated, Status::Resolved);
        Case::new(day(received), NO_DAY, day(end), traits, 0, &steps())
    };
    assert_eq!(case("2024-04-01", "2024-04-30"), None);
    assert_eq!(case("2024-06-26", "2024-06-27"), None);
    assert!(case("2024-04-01", "2024-05-01").is_some());
    // Closed after the last step it was open then.
    assert_eq!(case("2024-06-25", "2024-06-26"), case("2024-06-25", ""));
}

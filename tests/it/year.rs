//! A small office lived through for 24 months with `cchc run`: what can be known from its exports is what
//! is published, the rest is said.
//!
//! The office sees what a province saw: the new communes of 1 July 2025 and the new wards of 20 September
//! 2026. Its life, its exports and the truth come from `examples/generate`; the truth is counted there,
//! from the dossiers, by code that knows nothing of the program.

#[path = "../../examples/generate/life/mod.rs"]
#[allow(dead_code, reason = "the example uses more of it")]
mod life;
mod lived;
#[path = "../../examples/generate/random.rs"]
#[allow(dead_code, reason = "the example uses more of it")]
mod random;

use life::Plan;
use life::days::Month;
use life::export::{Content, Style};
use lived::Year;

const FIRST: Month = Month::new(2025, 1);
const PERIOD_FOLDERS: Style = Style {
    content: Content::CarriedAndReceived,
    is_flat: false,
    has_titles: false,
    has_codes: false,
};

/// Everything open at the start of the month and everything received in it, the first of the next month:
/// what the guide asks for.
#[test]
fn carried_and_received_is_right_in_every_month() {
    let year = Year::live(Plan::quiet(1), PERIOD_FOLDERS);
    year.assert_right(&[]);
    year.assert_same_units_since(Month::new(2025, 7));
    year.assert_readable();
}

#[test]
fn a_full_dump_is_right_in_every_month() {
    let plan = Plan { entered_late: 20_000, due_moved: 30_000, ..Plan::quiet(2) };
    let style =
        Style { content: Content::Full, has_codes: true, has_titles: true, ..PERIOD_FOLDERS };
    let year = Year::live(plan, style);
    // Late rows are of months that were published, and due days move.
    year.assert_right(&["C0201", "C0242", "C0243"]);
    year.assert_late_is_told();
    year.assert_readable();
}

#[test]
fn another_system_in_the_middle_of_a_year_changes_no_count() {
    let plan = Plan { system: Some(Month::new(2026, 3)), ..Plan::quiet(3) };
    let year = Year::live(plan, Style { has_titles: true, ..PERIOD_FOLDERS });
    year.assert_right(&[]);
    year.assert_readable();
}

/// What was carried over is in no export: the first month suspects it, all others know it.
#[test]
fn exports_of_receipts_alone_are_told() {
    let style = Style { content: Content::Received, ..PERIOD_FOLDERS };
    let year = Year::live(Plan::quiet(4), style);
    year.assert_said(FIRST, &["C0241", "C0245"]);
    year.assert_readable();
}

/// The first year lacks what the year before left open, which is told every month until the office knows; from the
/// next New Year on, what is lost is told.
#[test]
fn year_to_date_is_told_in_every_month() {
    let style = Style { content: Content::YearToDate, ..PERIOD_FOLDERS };
    let year = Year::live(Plan { months: 14, ..Plan::quiet(6) }, style);
    year.assert_said(FIRST, &["C0241", "C0245"]);
    let next_year = "tháng 1 cần tệp khác";
    let told = year.months.iter().filter(|ran| ran.talk.contains(next_year));
    assert_eq!(told.map(|ran| ran.month).collect::<Vec<_>>(), [Month::new(2025, 12)]);
    year.assert_readable();
}

/// A department sends nothing for May, and both months in June.
#[test]
fn a_silent_unit_is_told_twice() {
    let plan = Plan { silent: Some((0, Month::new(2026, 5))), months: 20, ..Plan::quiet(7) };
    let year = Year::live(plan, PERIOD_FOLDERS);
    year.assert_said(FIRST, &["C0241", "C0242"]);
    let right = year.months.iter().filter(|ran| ran.exit == 0 && ran.differences.is_empty());
    assert_eq!(right.count(), 19, "all but May");
}

/// A new system that gives its codes to what was open, too: they are the same dossiers.
#[test]
fn dossiers_with_new_codes_are_the_same() {
    let system = Some(Month::new(2026, 3));
    let plan = Plan { system, recodes: true, months: 18, ..Plan::quiet(8) };
    let year = Year::live(plan, PERIOD_FOLDERS);
    year.assert_right(&[]);
    assert!(year.months.iter().any(|ran| ran.talk.contains("mang mã khác")), "codes are told");
}

/// All exports in one folder: the communes that ended on 30 June 2025 are no missing units since.
#[test]
fn one_folder_of_carried_and_received_is_right() {
    let plan = Plan { due_moved: 30_000, months: 12, ..Plan::quiet(9) };
    let year = Year::live(plan, Style { is_flat: true, ..PERIOD_FOLDERS });
    year.assert_right(&["C0201", "C0231"]);
    let told = year.months.iter().filter(|ran| ran.warnings.contains("C0231"));
    assert_eq!(told.count(), 1, "the new communes follow on the districts once");
    year.assert_readable();
}

/// In one folder the older exports go on telling what was open when they were made.
#[test]
fn exports_of_receipts_in_one_folder_are_told() {
    let style = Style { content: Content::Received, is_flat: true, ..PERIOD_FOLDERS };
    let year = Year::live(Plan::quiet(5), style);
    year.assert_said(FIRST, &["C0244", "C0245"]);
    year.assert_readable();
}

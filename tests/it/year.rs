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

//! Closings that crowd before a cut-off: the end of a month, the due moment.

use super::{Export, assert_figures, units};

/// The working days of June 2024 (no holiday in it), and how many dossiers are closed on each.
fn june(export: &mut Export, unit: &str, usual: u64, special: (u32, u64)) -> Vec<u64> {
    let mut rows = Vec::new();
    for day in 3..=28 {
        if matches!(day % 7, 1 | 2) {
            continue;
        }
        let count = if day == special.0 { special.1 } else { usual };
        for _ in 0..count {
            let row = export.dossier(unit, "03/06/2024", "", &format!("{day:02}/06/2024"));
            rows.extend((day == special.0).then_some(row));
        }
    }
    rows
}

#[test]
fn a_crowd_on_the_last_working_day_of_a_month() {
    let mut export = Export::new();
    // The last working day of June 2024 is Friday the 28th: 21 on it, 7 on the nineteen others.
    let rows = june(&mut export, "Sở Tư pháp", 7, (28, 21));
    // One fewer than three times the usual day; a crowd in the middle of the month; too few.
    june(&mut export, "Sở Nội vụ", 7, (28, 20));
    june(&mut export, "Sở Y tế", 1, (20, 30));
    june(&mut export, "Sở Xây dựng", 1, (28, 19));
    let of = (7 * 19 + 21) + (7 * 19 + 20) + (19 + 30) + (19 + 19);
    let signal = export.signal("closings_at_month_end");
    assert_figures(&signal, 21, of, &rows, true);
    assert_eq!(units(&signal), [("Sở Tư pháp", 21, 7 * 19 + 21)]);
}

#[test]
fn a_crowd_before_the_fifteenth_belongs_to_the_months_of_the_decree() {
    let mut export = Export::new();
    let rows = june(&mut export, "Sở Tư pháp", 1, (14, 25));
    // Only nine working days lie before it, fewer than make a usual day.
    assert_figures(&export.signal("closings_at_decree_month_end"), 0, 44, &[], false);
    for day in [20, 21, 22, 23, 24] {
        export.dossier("Sở Tư pháp", "03/05/2024", "", &format!("{day}/05/2024"));
    }
    let rows_of = |name: &str, count, of, rows: &[u64], is_marked| {
        assert_figures(&export.signal(name), count, of, rows, is_marked);
    };
    rows_of("closings_at_decree_month_end", 25, 49, &rows, true);
    rows_of("closings_at_month_end", 0, 49, &[], false);
}

#[test]
fn a_crowd_in_the_last_hour_before_due() {
    let mut export = Export::new();
    let mut finish = |unit: &str, time: &str, times: u64| {
        let one = |_| {
            let finished = format!("12/06/2024 {time}");
            export.dossier(unit, "03/06/2024", "12/06/2024 16:00:00", &finished)
        };
        (0..times).map(one).collect::<Vec<u64>>()
    };
    finish("Sở Tư pháp", "14:00:01", 7);
    finish("Sở Tư pháp", "15:00:00", 1);
    let mut rows = finish("Sở Tư pháp", "15:00:01", 23);
    rows.extend(finish("Sở Tư pháp", "16:00:00", 1));
    finish("Sở Tư pháp", "16:00:01", 8);
    // As many in the hour before: no crowd.
    finish("Sở Nội vụ", "14:30:00", 30);
    finish("Sở Nội vụ", "15:30:00", 30);
    let signal = export.signal("closings_in_last_hour");
    assert_figures(&signal, 24, 100, &rows, true);
    assert_eq!(units(&signal), [("Sở Tư pháp", 24, 40)]);
}

#[test]
fn a_crowd_on_the_due_day_is_compared_with_working_days() {
    let mut export = Export::new();
    let mut finish = |unit: &str, day: &str, times: u64| {
        let one = |_| export.dossier(unit, "03/06/2024", "17/06/2024", &format!("{day}/06/2024"));
        (0..times).map(one).collect::<Vec<u64>>()
    };
    // Due on a Monday: the working day before is Friday the 14th.
    finish("Sở Tư pháp", "14", 10);
    finish("Sở Tư pháp", "16", 5);
    let rows = finish("Sở Tư pháp", "17", 30);
    finish("Sở Tư pháp", "18", 2);
    finish("Sở Nội vụ", "14", 11);
    finish("Sở Nội vụ", "17", 30);
    assert_figures(&export.signal("closings_on_due_day"), 30, 88, &rows, true);
}

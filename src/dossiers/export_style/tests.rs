//! Styles worked by hand.

use super::{ExportStyle, common, file_style};
use crate::domain::{Day, Period};
use crate::dossiers::coverage::FileCoverage;
use crate::dossiers::day_counts::DayCounts;
use crate::dossiers::day_set::DaySet;

fn counts(days: &[Day]) -> DayCounts {
    let ends = days.iter().min().zip(days.iter().max());
    let counts = ends.map(|(first, last)| DayCounts::with_room(first.0, last.0));
    let mut counts = counts.unwrap_or_default();
    for day in days {
        counts.insert_all(&[day.0]);
    }
    counts
}

/// A file with a row for each pair of received and closed day; `-` is open.
fn file(rows: &[(&str, &str)]) -> FileCoverage {
    let day = |text: &str| Day::parse(text);
    let received: Vec<Day> = rows.iter().filter_map(|(received, _)| day(received)).collect();
    let closed: Vec<Day> = rows.iter().filter_map(|(_, closed)| day(closed)).collect();
    let ends = |days: &[Day]| {
        let ends = days.iter().min().zip(days.iter().max());
        ends.map(|(from, to)| Period { from: *from, to: *to })
    };
    let all: Vec<Day> = received.iter().chain(&closed).copied().collect();
    FileCoverage {
        source: 0,
        file: "a.csv".to_owned(),
        received: ends(&received),
        closed: ends(&closed),
        active: DaySet::of(&all),
        received_on: counts(&received),
        closed_on: counts(&closed),
        titled: None,
        dossiers: received.len() as u64,
        finished: closed.len() as u64,
    }
}

fn style(rows: &[(&str, &str)]) -> (ExportStyle, String) {
    let found = file_style(&file(rows)).expect("a style");
    (found.style, found.month.from.to_string())
}

#[test]
fn what_a_file_holds_of_its_month_is_its_style() {
    use ExportStyle::{CarriedAndReceived, FullDump, ReceivedOnly, YearToDate};
    let april = || "2026-04-01".to_owned();
    let (in_month, open) = (("2026-04-02", "2026-04-09"), ("2026-04-20", "-"));
    let carried = [("2026-03-10", "2026-04-03"), ("2025-11-10", "-")];
    assert_eq!(style(&[in_month, open]), (ReceivedOnly, april()));
    assert_eq!(style(&[carried[0], carried[1], in_month, open]), (CarriedAndReceived, april()));
    let done = ("2026-02-10", "2026-02-12");
    let january = ("2026-01-05", "2026-01-20");
    assert_eq!(style(&[january, done, in_month, open]), (YearToDate, april()));
    let old = ("2025-12-30", "2026-01-20");
    assert_eq!(style(&[old, done, in_month, open]), (FullDump, april()));
    // Received in January, and carried: it is not the year to date, for nothing of the year is closed.
    assert_eq!(style(&[("2026-01-05", "-"), in_month, open]), (CarriedAndReceived, april()));
}

#[test]
fn an_export_made_on_the_first_days_is_for_the_month_before() {
    let mut rows = vec![("2026-03-03", "2026-03-09"); 20];
    rows.push(("2026-02-20", "2026-03-02"));
    rows.push(("2026-03-30", "-"));
    rows.extend([("2026-04-01", "-"), ("2026-04-02", "2026-04-02")]);
    let (style, month) = style(&rows);
    assert_eq!((style, month.as_str()), (ExportStyle::CarriedAndReceived, "2026-03-01"));
}

#[test]
fn one_slip_in_a_hundred_rows_is_no_style() {
    let mut rows = vec![("2026-04-03", "2026-04-09"); 120];
    rows.extend(vec![("2026-04-23", "-"); 30]);
    rows.push(("2016-04-03", "2016-04-09"));
    assert_eq!(style(&rows).0, ExportStyle::ReceivedOnly);
    rows.push(("2062-04-03", "-"));
    assert_eq!(style(&rows), (ExportStyle::ReceivedOnly, "2026-04-01".to_owned()));
}

#[test]
fn files_of_a_folder_have_one_style_or_are_mixed() {
    use ExportStyle::{CarriedAndReceived, FullDump, ReceivedOnly, YearToDate};
    let of = |months: &[(&str, ExportStyle)]| {
        let template = file_style(&file(&[("2026-04-02", "-")])).expect("a style");
        let files = months.iter().map(|(month, style)| {
            let from = Day::parse(month).expect("a day");
            super::FileStyle {
                style: *style,
                month: Period { from, to: Day(from.0 + 27) },
                ..template
            }
        });
        common(&files.collect::<Vec<_>>())
    };
    let [dec, jan, feb] = ["2025-12-01", "2026-01-01", "2026-02-01"];
    assert_eq!(of(&[(dec, ReceivedOnly), (jan, ReceivedOnly)]), Some(ReceivedOnly));
    assert_eq!(of(&[(dec, YearToDate), (jan, ReceivedOnly), (feb, YearToDate)]), Some(YearToDate));
    assert_eq!(of(&[(dec, YearToDate), (jan, FullDump), (feb, FullDump)]), Some(FullDump));
    assert_eq!(
        of(&[(dec, ReceivedOnly), (jan, CarriedAndReceived), (feb, CarriedAndReceived)]),
        Some(CarriedAndReceived)
    );
    assert_eq!(of(&[(dec, CarriedAndReceived), (jan, ReceivedOnly), (feb, FullDump)]), None);
    assert_eq!(of(&[(dec, ReceivedOnly), (jan, CarriedAndReceived), (feb, ReceivedOnly)]), None);
    assert_eq!(of(&[]), None);
}

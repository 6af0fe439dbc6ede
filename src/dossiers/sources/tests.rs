//! Coverage worked by hand.

use std::collections::{BTreeMap, BTreeSet};

use super::{Reach, Sources};
use crate::domain::{Day, Dimension, Period, WorkingCalendar};
use crate::dossiers::coverage::FileCoverage;
use crate::dossiers::day_counts::DayCounts;
use crate::dossiers::day_set::DaySet;
use crate::read::FileId;

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

/// The first working day and each so-manieth after it, from one day to another.
fn days(from: &str, to: &str, every: usize) -> Vec<Day> {
    let all = (day(from).0..=day(to).0)
        .map(Day)
        .filter(|day| WorkingCalendar::built_in().is_working(*day));
    all.step_by(every).collect()
}

/// A file whose dossiers came in on these days; what was closed, was so on the same day.
fn file(source: u32, days: &[Day], titled: Option<(&str, &str)>) -> FileCoverage {
    let mut active = match (days.first(), days.last()) {
        (Some(first), Some(last)) => DaySet::with_room(first.0, last.0),
        _ => DaySet::default(),
    };
    for day in days {
        active.insert(day.0);
    }
    let ends = days.first().zip(days.last());
    let period = ends.map(|(from, to)| Period { from: *from, to: *to });
    FileCoverage {
        source,
        file: format!("{source}.csv"),
        received: period,
        closed: period,
        received_on: counts(days),
        closed_on: counts(days),
        active,
        titled: titled.and_then(|(from, to)| Period::new(day(from), day(to))),
        dossiers: days.len() as u64,
        finished: days.len() as u64,
    }
}

fn counts(days: &[Day]) -> DayCounts {
    let ends = days.first().zip(days.last());
    let mut counts =
        ends.map_or_else(DayCounts::default, |(from, to)| DayCounts::with_room(from.0, to.0));
    for day in days {
        counts.insert_all(&[day.0]);
    }
    counts
}

/// The reach of the only source of files without units.
fn reach(files: &[FileCoverage], on: &str) -> Reach {
    let calendar = std::sync::Arc::new(WorkingCalendar::built_in().clone());
    let sources = Sources::new(files, &BTreeMap::new(), (None, 0), calendar);
    let source = sources.of_group(0).expect("a source");
    sources.reach(source, day(on))
}

fn until(text: &str) -> Reach {
    Reach::Until(Some(day(text)))
}

#[test]
fn a_source_is_covered_until_its_silence_is_improbable() {
    let busy = file(0, &days("2024-01-02", "2024-06-14", 1), None);
    let one = std::slice::from_ref(&busy);
    assert_eq!(reach(one, "2024-06-14"), Reach::Covered);
    // A weekend, and two working days behind it.
    assert_eq!(reach(one, "2024-06-18"), Reach::Covered);
    assert_eq!(reach(one, "2024-06-19"), until("2024-06-14"));
    assert_eq!(reach(one, "2024-03-31"), Reach::Covered);
    // Every second working day: ten silent days are less likely than one in a thousand, nine are not.
    let calm = file(0, &days("2024-01-02", "2024-06-14", 2), None);
    let last = calm.active.last().expect("a day");
    let behind = |days| WorkingCalendar::built_in().after_working_days(last, days).to_string();
    let calm = std::slice::from_ref(&calm);
    assert_eq!(reach(calm, &behind(9)), Reach::Covered);
    assert_eq!(reach(calm, &behind(10)), Reach::Until(Some(last)));
}

/// The last day is active by choice. Twelve of fourteen days: eleven are left, so five silent days are less likely
/// than one in a thousand, four are not. Twelve of twenty-three: eleven are left, eleven silent days and ten.
#[test]
fn a_source_of_few_days_is_judged_with_care() {
    let all = days("2024-05-02", "2024-05-31", 1);
    let most = all[..14].iter().copied().enumerate().filter(|(place, _)| ![4, 9].contains(place));
    let most: Vec<Day> = most.map(|(_, day)| day).collect();
    let half: Vec<Day> = all.iter().copied().step_by(2).collect();
    assert_eq!((most.len(), half.len()), (12, 12));
    for (days, silent) in [(most, 5), (half, 11)] {
        let (source, last) = (file(0, &days, None), *days.last().expect("a day"));
        let behind = |days| WorkingCalendar::built_in().after_working_days(last, days).to_string();
        let one = std::slice::from_ref(&source);
        assert_eq!(reach(one, &behind(silent - 1)), Reach::Covered, "{silent}");
        assert_eq!(reach(one, &behind(silent)), Reach::Until(Some(last)), "{silent}");
    }
}

/// With sixteen days of thirty-one all of them count, so ten silent days are enough.
#[test]
fn a_month_and_a_half_of_every_second_day_tells_a_cut() {
    let source = file(0, &days("2024-05-02", "2024-06-13", 2), None);
    let last = source.active.last().expect("a day");
    let behind = |days| WorkingCalendar::built_in().after_working_days(last, days).to_string();
    let one = std::slice::from_ref(&source);
    assert_eq!(reach(one, &behind(9)), Reach::Covered);
    assert_eq!(reach(one, &behind(10)), Reach::Until(Some(last)));
}

/// A desk of every second day: eleven silent days between two of its own are the office's, twenty are a slip's.
#[test]
fn a_day_behind_a_long_silence_is_a_slip() {
    let own = days("2024-01-02", "2024-05-31", 2);
    let last = *own.last().expect("a day");
    for (silent, is_slip) in [(11, false), (20, true)] {
        let late = WorkingCalendar::built_in().after_working_days(last, silent + 1);
        let source = file(0, &[own.as_slice(), &[late]].concat(), None);
        let end = WorkingCalendar::built_in().after_working_days(late, 1).to_string();
        let expected = if is_slip { Reach::Until(Some(last)) } else { Reach::Covered };
        assert_eq!(reach(std::slice::from_ref(&source), &end), expected, "{silent}");
    }
}

#[test]
fn a_tiny_source_is_quiet_and_a_holiday_no_silence() {
    let tiny = file(0, &days("2024-01-02", "2024-06-14", 20), None);
    let last = tiny.active.last().expect("a day");
    assert_eq!(reach(&[tiny], "2024-12-31"), Reach::QuietSince(last));
    // Tết of 2024: no working day from 8 to 14 February.
    let before = file(0, &days("2023-06-01", "2024-02-07", 1), None);
    assert_eq!(reach(&[before], "2024-02-15"), Reach::Covered);
    let none = file(0, &[], None);
    assert_eq!(reach(&[none], "2024-02-15"), Reach::Until(None));
}

#[test]
fn what_a_title_names_is_told() {
    let titled = Some(("2024-01-01", "2024-06-30"));
    let early = file(0, &days("2024-01-02", "2024-06-14", 1), titled);
    assert_eq!(reach(std::slice::from_ref(&early), "2024-06-30"), Reach::Covered);
    assert_eq!(reach(&[early], "2024-07-31"), until("2024-06-30"));
    let empty = file(1, &[], Some(("2024-07-01", "2024-07-31")));
    let june = file(0, &days("2024-06-03", "2024-06-28", 1), Some(("2024-06-01", "2024-06-30")));
    assert_eq!(reach(&[june, empty], "2024-07-31"), Reach::Covered);
}

#[test]
fn of_files_month_by_month_none_may_be_missing() {
    let month = |source, month: &str, every| {
        let (from, to) = (format!("{month}-01"), format!("{month}-28"));
        file(source, &days(&from, &to, every), None)
    };
    // So few dossiers that no silence would be improbable.
    let files = [month(0, "2024-03", 9), month(1, "2024-04", 9), month(2, "2024-06", 9)];
    assert!(reach(&files, "2024-04-30").is_covered());
    assert_eq!(reach(&files, "2024-05-31"), Reach::Until(files[1].active.last()));
    assert!(reach(&files, "2024-06-30").is_covered());
    assert_eq!(reach(&files, "2024-07-31"), Reach::Until(files[2].active.last()));
    // A file over several months is no export of a month.
    let all = file(3, &days("2024-01-02", "2024-06-28", 9), None);
    let [march, april, june] = files;
    let files = [march, april, june, all];
    assert!(reach(&files, "2024-05-31").is_covered());
    assert!(reach(&files, "2024-07-10").is_covered());
}

#[test]
fn a_title_of_thirty_days_is_of_its_month() {
    let may = file(0, &days("2024-05-02", "2024-05-31", 1), Some(("2024-05-01", "2024-05-30")));
    let july = file(1, &days("2024-07-01", "2024-07-30", 1), Some(("2024-07-01", "2024-07-30")));
    let files = [may, july];
    assert_eq!(reach(&files, "2024-07-31"), Reach::Covered);
    assert_eq!(reach(&files, "2024-05-31"), Reach::Covered);
    assert_eq!(reach(&files, "2024-06-28"), until("2024-05-31"), "no file of June");
    // A title that ends in mid-month is of the month, and tells no further.
    let cut = file(1, &days("2024-07-01", "2024-07-12", 1), Some(("2024-07-01", "2024-07-12")));
    let files = [files[0].clone(), cut];
    assert_eq!(reach(&files, "2024-07-31"), until("2024-07-12"));
    assert_eq!(reach(&files, "2024-08-30"), until("2024-07-12"));
}

/// What was carried into a month was received on few days of the months before: how busy the desk is, the month says.
#[test]
fn an_export_made_before_its_month_ends_is_told_whatever_it_carries() {
    let june = days("2024-06-03", "2024-06-20", 1);
    for carried in
        [days("2024-01-02", "2024-05-31", 9), days("2024-05-02", "2024-05-31", 5), Vec::new()]
    {
        let received = [carried.clone(), june.clone()].concat();
        let mut export = file(0, &received, None);
        export.closed_on = counts(&june);
        export.finished = june.len() as u64;
        let one = std::slice::from_ref(&export);
        assert_eq!(reach(one, "2024-06-30"), until("2024-06-20"), "{carried:?}");
        assert_eq!(reach(one, "2024-06-21"), Reach::Covered);
        // Months of it one after the other are judged as one.
        let before = file(1, &days("2024-05-02", "2024-05-31", 1), None);
        assert_eq!(reach(&[before, export], "2024-06-30"), until("2024-06-20"));
    }
    // So it is where a row in a hundred was closed before, and not where everything is told.
    let all = days("2024-01-02", "2024-06-20", 12);
    let dump = file(0, &all, None);
    assert_eq!(reach(std::slice::from_ref(&dump), "2024-06-28"), Reach::Covered);
}

#[test]
fn a_slip_of_the_pen_covers_nothing() {
    let mut days = days("2024-01-02", "2024-06-14", 1);
    days.push(day("2042-06-14"));
    assert_eq!(reach(&[file(0, &days, None)], "2024-07-31"), until("2024-06-14"));
}

#[test]
fn units_are_told_of_by_the_files_that_the_others_stand_in() {
    let busy = |source, from, to| file(source, &days(from, to, 1), None);
    // 0 and 1: a centre month by month; 2: a commune with exports of its own.
    let files = [
        busy(0, "2024-05-02", "2024-05-31"),
        busy(1, "2024-06-03", "2024-06-28"),
        busy(2, "2024-01-02", "2024-05-31"),
    ];
    let stands = [(0, vec![0, 1, 2, 3]), (1, vec![0, 1, 2]), (2, vec![4])];
    let stands: BTreeMap<FileId, BTreeSet<u32>> = stands
        .into_iter()
        .map(|(file, units)| (FileId(file), units.into_iter().collect()))
        .collect();
    let calendar = std::sync::Arc::new(WorkingCalendar::built_in().clone());
    let sources = Sources::new(&files, &stands, (Some(Dimension::Unit), 5), calendar);
    let reach = |unit| {
        let source = sources.of_group(unit).expect("a source");
        (source.files.clone(), sources.reach(source, day("2024-06-30")))
    };
    assert_eq!(reach(0), (vec![0, 1], Reach::Covered));
    // No dossier in June, and the export of June is there.
    assert_eq!(reach(3), (vec![0, 1], Reach::Covered));
    assert_eq!(reach(4), (vec![2], until("2024-05-31")));
    assert_eq!(sources.sources.len(), 2);
}

/// Each of three desks works on every third day: seven silent days are not improbable for any of them, but for all
/// of them together, as of an export made on the 20th.
#[test]
fn sources_that_all_end_on_a_day_were_exported_then() {
    let calendar = std::sync::Arc::new(WorkingCalendar::built_in().clone());
    let all = days("2024-01-02", "2024-06-20", 1);
    let desk = |source: u32, until: &str| {
        let own = all.iter().copied().skip(source as usize).step_by(3);
        file(source, &own.filter(|own| *own <= day(until)).collect::<Vec<Day>>(), None)
    };
    let reaches = |last: Option<&str>| -> Vec<bool> {
        let mut files: Vec<FileCoverage> = (0..3).map(|n| desk(n, "2024-06-20")).collect();
        if let Some(last) = last {
            files[2].active.add(&file(2, &[day(last)], None).active);
        }
        let stands: BTreeMap<FileId, BTreeSet<u32>> =
            (0..3).map(|n| (FileId(n), BTreeSet::from([n]))).collect();
        let groups = (Some(Dimension::Unit), 3);
        let sources = Sources::new(&files, &stands, groups, std::sync::Arc::clone(&calendar));
        let reach = |source| sources.reach(source, day("2024-06-28")).is_covered();
        sources.sources.iter().map(reach).collect()
    };
    assert_eq!(reaches(None), [false, false, false]);
    // Where one of them tells of a later day, nobody knows of the others.
    assert_eq!(reaches(Some("2024-06-27")), [true, true, true]);
}

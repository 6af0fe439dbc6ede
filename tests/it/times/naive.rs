//! Times of random logs against a recount that knows nothing of columns, groups or tables of days;
//! parts against the whole.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use cchc::columns::Profile;
use cchc::domain::{Day, Dimension, Period, PeriodRule, Span, WorkingCalendar};
use cchc::dossiers::{Grain, LoadRequest, Loaded, load};
use cchc::read::discover;
use cchc::tally::times::{Histogram, Recomputed, Spans, TermUse, Times, TimesCube, times};
use cchc::tally::{Count, Counter, CubeRequest, Judge, Row as Counted, Tally, TimeFrame};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::properties::property;
use crate::support::repository;

/// 1 April 2024: the swap of 29 April and 4 May lies ahead.
const FIRST: i32 = 19_814;
const STATUSES: [&str; 4] = ["Đang xử lý", "Yêu cầu bổ sung giấy tờ", "Công dân rút", ""];

/// One dossier, days from the first.
#[derive(Debug, Clone)]
struct Row {
    unit: usize,
    received: i32,
    due: Option<i32>,
    closed: Option<i32>,
    status: &'static str,
    statutory: Option<u32>,
    committed: Option<u32>,
}

fn row() -> impl Strategy<Value = Row> {
    let day = || proptest::option::weighted(0.7, 0_i32..40);
    let term = || proptest::option::of(0_u32..25);
    (0_usize..3, 0_i32..90, day(), day(), select(&STATUSES[..]), term(), term()).prop_map(
        |(unit, received, due, closed, status, statutory, committed)| Row {
            unit,
            received,
            due: due.map(|days| received + days),
            closed: closed.map(|days| received + days),
            // Closed for sure without a day would be rejected.
            status: if closed.is_none() && status == "Công dân rút" { "" } else { status },
            statutory,
            committed,
        },
    )
}

fn write(rows: &[Row], folder: &Path) {
    let date = |day: Option<i32>| day.map_or_else(String::new, |day| Day(FIRST + day).to_string());
    let number = |days: Option<u32>| days.map_or_else(String::new, |days| days.to_string());
    let mut text = "Mã hồ sơ,Đơn vị giải quyết,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái,Thời hạn theo quy định,Thời hạn cam kết\n".to_owned();
    for (place, row) in rows.iter().enumerate() {
        let (received, due, closed) = (date(Some(row.received)), date(row.due), date(row.closed));
        let (statutory, committed) = (number(row.statutory), number(row.committed));
        let (unit, status) = (row.unit, row.status);
        writeln!(
            text,
            "H-{place},Phòng số {unit},{received},{due},{closed},{status},{statutory},{committed}"
        )
        .expect("text");
    }
    std::fs::write(folder.join("ho-so.csv"), text).expect("written");
}

fn loaded(rows: &[Row], threads: usize) -> Loaded {
    let folder = tempfile::tempdir().expect("a folder");
    write(rows, folder.path());
    let profile = std::fs::read_to_string(repository("tests/data/times/anh-xa.toml"));
    let profile = Profile::parse("anh-xa.toml", &profile.expect("readable")).expect("a profile");
    let discovery = discover(&[folder.path().display().to_string()]).expect("exports");
    let request = LoadRequest {
        is_complete: true,
        sources: discovery.sources,
        profile: Some(profile),
        dimensions: vec![Dimension::Unit],
        keep_marks: true,
        threads,
        ..LoadRequest::default()
    };
    load(&request).expect("a load")
}

fn measured(rows: &[Row], period: Period, by: &[Dimension], threads: usize) -> TimesCube {
    let loaded = loaded(rows, threads);
    let frame = TimeFrame { period, as_of: period.to, rule: PeriodRule::Calendar };
    let request = CubeRequest { frame, by: by.to_vec(), filters: Vec::new() };
    times(
        &Counter::new(&loaded.dossiers).expect("segments"),
        &request,
        Grain::Day,
        &loaded.calendar,
    )
    .expect("times")
}

/// Working days after one day up to another, counted one by one.
fn working(from: Day, to: Day) -> u32 {
    let calendar = WorkingCalendar::built_in();
    let days = (from.0 + 1..=to.0).filter(|day| calendar.is_working(Day(*day))).count();
    u32::try_from(days).expect("few days")
}

fn spans(pairs: &[(Day, Day)]) -> Spans {
    let calendar = |(from, to): &(Day, Day)| u32::try_from(to.0 - from.0).expect("in order");
    Spans {
        working: pairs.iter().map(|(from, to)| working(*from, *to)).collect(),
        calendar: pairs.iter().map(calendar).collect(),
    }
}

/// The times of some dossiers in a period whose end is the as-of day.
fn expected(rows: &[&Row], period: Period) -> Times {
    let day = |days: i32| Day(FIRST + days);
    let received = |row: &&&Row| period.contains(day(row.received));
    let is_returned = |row: &Row| row.status == "Công dân rút";
    // A finish wins over a status that says otherwise.
    let is_paused = |row: &Row| row.closed.is_none() && row.status == "Yêu cầu bổ sung giấy tờ";
    let resolved: Vec<(&Row, Day)> = rows
        .iter()
        .filter(|row| !is_returned(row))
        .filter_map(|row| Some((*row, day(row.closed?))))
        .filter(|(_, closed)| period.contains(*closed))
        .collect();
    let late = resolved.iter().filter_map(|(row, closed)| {
        let due = day(row.due?);
        (*closed > due).then_some((due, *closed))
    });
    let open: Vec<&&Row> = rows
        .iter()
        .filter(|row| day(row.received) <= period.to)
        .filter(|row| row.closed.is_none_or(|closed| day(closed) > period.to))
        .collect();
    let ahead = open.iter().filter(|row| !is_paused(row));
    let ahead = ahead.filter_map(|row| row.due.map(day)).filter(|due| *due >= period.to);
    let term = |of: fn(&Row) -> Option<u32>| {
        let told = resolved.iter().filter_map(|(row, closed)| Some((*row, *closed, of(row)?)));
        told.fold(TermUse::default(), |sums, (row, closed, allowed)| TermUse {
            dossiers: sums.dossiers + 1,
            used: sums.used + u64::from(working(day(row.received), closed)),
            allowed: sums.allowed + u64::from(allowed),
        })
    };
    let dated: Vec<(&&Row, Day)> =
        rows.iter().filter(received).filter_map(|row| Some((row, day(row.due?)))).collect();
    let recomputed = |of: fn(&Row) -> Option<u32>| {
        let mut all = Recomputed::default();
        for (row, due) in &dated {
            let Some(term) = of(row) else { continue };
            let by_term = (0..100)
                .map(|more| Day(day(row.received).0 + more))
                .find(|end| working(day(row.received), *end) >= term)
                .expect("an end");
            let difference = due.0 - by_term.0;
            match difference {
                0 => all.equal += 1,
                1.. => all.later.add(difference.unsigned_abs()),
                _ => all.earlier.add(difference.unsigned_abs()),
            }
        }
        all
    };
    let mut times = Times {
        processing: spans(
            &resolved.iter().map(|(row, closed)| (day(row.received), *closed)).collect::<Vec<_>>(),
        ),
        lateness: spans(&late.collect::<Vec<_>>()),
        statutory: term(|row| row.statutory),
        committed: term(|row| row.committed),
        age: spans(&open.iter().map(|row| (day(row.received), period.to)).collect::<Vec<_>>()),
        due_ahead: ahead.map(|due| working(period.to, due)).collect::<Histogram>(),
        ..Times::default()
    };
    let is_off = |due: &Day| !WorkingCalendar::built_in().is_working(*due);
    times.advice.dated = dated.len() as u64;
    times.advice.on_day_off = dated.iter().filter(|(_, due)| is_off(due)).count() as u64;
    times.advice.statutory = recomputed(|row| row.statutory);
    times.advice.committed = recomputed(|row| row.committed);
    times
}

fn period() -> impl Strategy<Value = Period> {
    (0_i32..80, 0_i32..60).prop_map(|(from, length)| {
        Period::new(Day(FIRST + from), Day(FIRST + from + length)).expect("in order")
    })
}

#[test]
fn times_equal_a_naive_recount() {
    property(80, &(vec(row(), 1..60), period(), 1_usize..4), |(rows, period, threads)| {
        let cube = measured(&rows, period, &[Dimension::Unit, Dimension::Month], threads);
        let whole: Vec<&Row> = rows.iter().collect();
        prop_assert_eq!(&cube.total, &expected(&whole, period));
        let found: BTreeMap<Vec<Option<String>>, Times> =
            cube.rows.iter().map(|row| (row.group.clone(), row.times.clone())).collect();
        let mut wanted = BTreeMap::new();
        for unit in 0..3 {
            let of_unit: Vec<&Row> = rows.iter().filter(|row| row.unit == unit).collect();
            for step in period.steps(Span::Month, PeriodRule::Calendar) {
                let times = expected(&of_unit, step.period);
                if !times.is_empty() {
                    wanted.insert(vec![Some(format!("Phòng số {unit}")), step.month], times);
                }
            }
        }
        prop_assert_eq!(found, wanted);
        prop_assert!(cube.total.is_consistent() && cube.years_by_weekends.is_empty());
        Ok(())
    });
}

/// The counts of those resolved within so many working days are what the times say, for every group and step:
/// no file here tells of waits for papers, which the counts leave out and the times do not.
#[test]
fn counts_by_working_days_are_those_of_the_times() {
    property(80, &(vec(row(), 1..60), period(), 1_usize..4), |(rows, period, threads)| {
        let by = [Dimension::Unit, Dimension::Month];
        let loaded = loaded(&rows, threads);
        let frame = TimeFrame { period, as_of: period.to, rule: PeriodRule::Calendar };
        let request = CubeRequest { frame, by: by.to_vec(), filters: Vec::new() };
        let counter = Counter::new(&loaded.dossiers).expect("segments");
        let judge = Judge { grain: Grain::Day, calendar: &loaded.calendar };
        let cube = counter.tally_with_evidence(&request, &judge).expect("evidence");
        let measured = times(&counter, &request, Grain::Day, &loaded.calendar).expect("times");
        let of_times: BTreeMap<_, _> =
            measured.rows.iter().map(|row| (&row.group, &row.times.processing.working)).collect();
        let same = |tally: &Tally, histogram: Option<&Histogram>| {
            for (count, days) in Count::WITHIN {
                let expected = histogram.map_or(0, |histogram| histogram.at_most(days));
                prop_assert_eq!(tally[count], expected, "{}", count.name());
            }
            Ok(())
        };
        same(&cube.total, Some(&measured.total.processing.working))?;
        for Counted { group, tally } in &cube.rows {
            same(tally, of_times.get(group).copied())?;
        }
        Ok(())
    });
}

#[test]
fn times_measured_apart_add_up_to_times_measured_together() {
    let cut = any::<prop::sample::Index>();
    property(60, &(vec(row(), 2..60), period(), cut), |(rows, period, cut)| {
        let by = [Dimension::Unit, Dimension::Month];
        let (here, there) = rows.split_at(1 + cut.index(rows.len() - 1));
        let whole = measured(&rows, period, &by, 2);
        let parts = [here, there].map(|part| measured(part, period, &by, 2));
        let [left, right] = parts;
        let empty = || TimesCube::empty(by.to_vec());
        prop_assert_eq!(&left.clone().merge(right.clone()), &whole);
        prop_assert_eq!(&right.clone().merge(left.clone()), &whole);
        prop_assert_eq!(&left.clone().merge(empty()), &left);
        // What was kept as JSON adds up alike.
        let kept = |cube: &TimesCube| -> TimesCube {
            let text = serde_json::to_string(cube).expect("JSON");
            serde_json::from_str(&text).expect("a cube")
        };
        prop_assert_eq!(kept(&left).merge(kept(&right)), whole);
        Ok(())
    });
}

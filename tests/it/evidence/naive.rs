//! The evidence of random logs against a recount that knows nothing of columns or groups.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::fmt::Write;

use cchc::domain::{Day, Dimension, Period, PeriodRule, Span, WorkingCalendar};
use cchc::tally::{Count as C, Tally};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{counted, marked};
use crate::properties::property;

/// 1 May 2024.
const FIRST: i32 = 19_844;

const CHANNELS: [&str; 4] = ["Trực tuyến", "Trực tiếp", "BCCI", ""];
const STATUSES: [&str; 4] = ["Đang xử lý", "Yêu cầu bổ sung giấy tờ", "Công dân rút", ""];
/// The last is of no scale.
const RATINGS: [&str; 4] = ["Hài lòng", "Không hài lòng", "", "3 sao"];
const LEVELS: [&str; 3] = ["4", "3", ""];
const FEES: [&str; 3] = ["0", "12.000", ""];

/// One dossier: days from the first, and what its flags say.
#[derive(Debug, Clone)]
struct Row {
    unit: usize,
    received: i32,
    due: Option<i32>,
    closed: Option<i32>,
    status: &'static str,
    channel: &'static str,
    rating: &'static str,
    level: &'static str,
    fee: &'static str,
    /// Apology, papers, result flag, link, reused, store, population, synced, published, paid.
    flags: [bool; 10],
    requested: Option<i32>,
    done: Option<i32>,
    requests: u32,
    term: Option<u32>,
}

fn row() -> impl Strategy<Value = Row> {
    let day = || proptest::option::weighted(0.7, 0_i32..30);
    let words = (select(&STATUSES[..]), select(&CHANNELS[..]), select(&RATINGS[..]));
    let money = (select(&LEVELS[..]), select(&FEES[..]));
    let dates = (0_i32..60, day(), day(), day(), day());
    let rest = (any::<[bool; 10]>(), 0_u32..4, proptest::option::of(0_u32..20), 0_usize..3);
    (words, money, dates, rest).prop_map(
        |((status, channel, rating), (level, fee), (received, due, closed, asked, done), rest)| {
            let (flags, requests, term, unit) = rest;
            let after = |days: Option<i32>| days.map(|days| received + days);
            let closed = after(closed);
            Row {
                unit,
                received,
                due: after(due),
                closed,
                // Closed for sure without a day would be rejected.
                status: if closed.is_none() && status == "Công dân rút" { "" } else { status },
                channel,
                rating,
                level,
                fee,
                flags,
                requested: after(asked),
                done: after(done),
                requests,
                term,
            }
        },
    )
}

fn date(day: Option<i32>) -> String {
    day.map_or_else(String::new, |day| Day(FIRST + day).to_string())
}

/// Two files: one with every column, one with dates only. Rows take turns.
fn write(rows: &[Row], folder: &std::path::Path) {
    let bare = "Mã hồ sơ,Đơn vị giải quyết,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý";
    let more = "Trạng thái,Hình thức nộp,Đánh giá,Mức độ,Lệ phí,Thư xin lỗi,Số hóa đầu vào,Số hóa kết quả,Kết quả điện tử,DuocTaiSuDung,Kho dữ liệu cá nhân,Dữ liệu dân cư,Đã đồng bộ,Công khai,Thanh toán trực tuyến,NgayYeuCauBoSung,NgayCongDanBoSung,Số lần bổ sung,Số ngày quy định";
    // The days that the title names are told of: silence of a random log means nothing.
    let title = "Từ ngày 01/05/2024 đến ngày 31/12/2024\n";
    let (mut full, mut poor) = (format!("{title}{bare},{more}\n"), format!("{title}{bare}\n"));
    for (number, row) in rows.iter().enumerate() {
        let [received, due, closed] = [Some(row.received), row.due, row.closed].map(date);
        let start = format!("N-{number:05},Đơn vị {},{received},{due},{closed}", row.unit);
        if is_poor(number) {
            writeln!(poor, "{start}").expect("text");
            continue;
        }
        let flags = row.flags.map(|flag| if flag { "Có" } else { "" }).join(",");
        let term = row.term.map_or_else(String::new, |term| term.to_string());
        let [status, channel, rating, level, fee] =
            [row.status, row.channel, row.rating, row.level, row.fee];
        let [requested, done] = [row.requested, row.done].map(date);
        let requests = row.requests;
        writeln!(
            full,
            "{start},{status},{channel},{rating},{level},{fee},{flags},{requested},{done},{requests},{term}"
        )
        .expect("text");
    }
    std::fs::write(folder.join("a.csv"), full).expect("written");
    std::fs::write(folder.join("b.csv"), poor).expect("written");
}

const fn is_poor(number: usize) -> bool {
    number % 4 == 3
}

/// A working day or not, counted one by one from the day after the first.
fn working(from: i32, to: i32) -> i64 {
    let calendar = WorkingCalendar::built_in();
    let days = (from + 1..=to).filter(|day| calendar.is_working(Day(FIRST + day)));
    i64::try_from(days.count()).expect("few days")
}

/// On time by the rule of Decision 766, point by point.
fn on_time(row: &Row, poor: bool, last: i32) -> bool {
    let closed = row.closed.filter(|closed| *closed <= last);
    let requested = row.requested.filter(|day| !poor && *day <= last);
    let is_done = |done: &i32| requested.is_some_and(|asked| *done >= asked);
    let done = row.done.filter(is_done);
    let waits = match (requested, done) {
        (None, _) => false,
        (Some(_), Some(done)) => done > last,
        // The file has a column for what was brought, and this was not.
        (Some(_), None) => true,
    };
    if closed.is_none() && waits && row.requests >= 2 {
        return false;
    }
    let end = closed.or(if waits { requested } else { None }).unwrap_or(last);
    let wait = match (requested, done.filter(|done| *done <= last)) {
        (Some(asked), Some(done)) => Some((asked, done)),
        _ => None,
    };
    match (row.due, row.term.filter(|_| !poor)) {
        (Some(due), _) => end - wait.map_or(0, |(asked, done)| done - asked) <= due,
        (None, None) => false,
        (None, Some(term)) => {
            let waited = wait.map_or(0, |(asked, done)| working(asked, done));
            (working(row.received, end) - waited).max(0) <= i64::from(term)
        }
    }
}

/// What a row is to the period, in words of the tests only.
fn recount(row: &Row, poor: bool, from: i32, last: i32) -> Vec<(C, u64)> {
    let closed = row.closed.filter(|closed| *closed <= last);
    if row.received > last || closed.is_some_and(|closed| closed < from) {
        return Vec::new();
    }
    let on_time = on_time(row, poor, last);
    let mut all = Vec::new();
    let mut add = |count: C, holds: bool| all.push((count, u64::from(holds)));
    add(C::OnTime766, on_time);
    let is_disliked = closed.is_some() && !poor && row.rating == "Không hài lòng";
    let is_unread = closed.is_some() && !poor && row.rating == "3 sao";
    add(C::Judged766, !is_unread);
    add(C::Displeasing, !is_unread && (!on_time || is_disliked));
    let [apology, papers, result, link, reused, store, population, synced, published, paid] =
        row.flags;
    if row.received >= from {
        for (told, yes, flag) in [
            (C::ReuseTold, C::Reused, reused),
            (C::StoreTold, C::PersonalStore, store),
            (C::PopulationTold, C::PopulationData, population),
            (C::SyncTold, C::Synced, synced),
            (C::PublishedTold, C::Published, published),
            (C::SupplementTold, C::SupplementAsked, row.requests > 0 || row.requested.is_some()),
            (C::RequestsCounted, C::AskedAgain, row.requests > 1),
        ] {
            add(told, !poor);
            add(yes, !poor && flag);
        }
        let has_fee = !poor && row.fee == "12.000";
        add(C::FeeUntold, poor);
        add(C::FeeTold, has_fee);
        add(C::PaidOnline, has_fee && paid);
        add(C::ServiceUntold, poor || row.level.is_empty());
        add(C::FullServiceTold, !poor && row.level == "4");
        add(C::FullServiceOnline, !poor && row.channel == "Trực tuyến" && row.level == "4");
    }
    let is_returned = !poor && row.status == "Công dân rút";
    let resolved = closed.filter(|_| !is_returned);
    let late = resolved.zip(row.due).map(|(closed, due)| closed - due).filter(|days| *days > 0);
    let is_paused = !poor && row.closed.is_none() && row.status.starts_with("Yêu cầu");
    let overdue_open = closed.is_none() && !is_paused && row.due.is_some_and(|due| due < last);
    add(C::OverdueTold, !poor && (late.is_some() || overdue_open));
    add(C::Apologised, !poor && apology && (late.is_some() || overdue_open));
    if let Some(closed) = resolved {
        add(C::ResultTold, !poor);
        add(C::ResultElectronic, !poor && link);
        add(C::DigitisedTold, !poor);
        add(C::Digitised, !poor && papers && (result || link));
        let online = !poor && row.channel == "Trực tuyến" && row.due.is_some();
        add(C::OnlineDated, online);
        add(C::OnlineInTime, online && late.is_none());
        add(C::ContactRated, !poor);
        let points = |points: i64| u64::try_from(points).expect("points");
        let wait = row
            .requested
            .zip(row.done)
            .filter(|(asked, done)| !poor && asked <= done && *done <= last);
        let used =
            working(row.received, closed) - wait.map_or(0, |(asked, done)| working(asked, done));
        let used = used.max(0);
        all.push((C::WorkingDays, points(used)));
        let within = [
            (C::ResolvedWithin1, 1),
            (C::ResolvedWithin5, 5),
            (C::ResolvedWithin10, 10),
            (C::ResolvedWithin20, 20),
            (C::ResolvedWithin30, 30),
        ];
        all.extend(within.map(|(count, days)| (count, u64::from(used <= days))));
        if let Some(term) = row.term.filter(|_| !poor) {
            let term = i64::from(term);
            all.push((C::TermRated, 1));
            all.push((C::TermPoints, points(1 + (term - used).signum())));
            all.push((C::TermUsed, points(used)));
            all.push((C::TermDays, points(term)));
        }
        if !poor {
            let asked = row.requests.max(u32::from(row.requested.is_some()));
            all.push((C::ContactPoints, points((2 - i64::from(asked)).max(0))));
        }
        if let Some(due) = row.due {
            all.push((C::AttitudePoints, points(i64::from(1 + (due - closed).signum()))));
        }
        all.push((C::DaysLate, u64::try_from(late.unwrap_or(0)).expect("days")));
    }
    if closed.is_none() {
        all.push((C::OpenDays, u64::try_from(last - row.received).expect("days")));
    }
    all
}

/// The evidence of some rows alone.
fn evidence_of<'a>(
    rows: impl Iterator<Item = (usize, &'a Row)>,
    (from, last): (i32, i32),
) -> BTreeMap<&'static str, u64> {
    let mut sums = BTreeMap::new();
    for (count, number) in rows.flat_map(|(at, row)| recount(row, is_poor(at), from, last)) {
        *sums.entry(count.name()).or_default() += number;
    }
    sums.retain(|_, number| *number > 0);
    sums
}

/// The evidence of a tally.
fn evidence_in(tally: &Tally) -> BTreeMap<&'static str, u64> {
    let counts = C::ALL.into_iter().filter(|count| count.is_evidence() && tally[*count] > 0);
    counts.map(|count| (count.name(), tally[count])).collect()
}

#[test]
fn evidence_equals_a_naive_recount_month_by_month_and_groups_add_up() {
    let input = (vec(row(), 1..60), 0_i32..50, 0_i32..70, 1_usize..4);
    property(400, &input, |(rows, from, length, threads)| {
        let folder = tempfile::tempdir().expect("a folder");
        write(&rows, folder.path());
        let loaded = marked(folder.path(), HashMap::new(), threads);
        let (first, last) = (from, from + length);
        let days = (Day(FIRST + first), Day(FIRST + last));
        let of_unit = |unit: &str| {
            let unit = unit.to_owned();
            let is_meant = move |row: &Row| format!("Đơn vị {}", row.unit) == unit;
            rows.iter().enumerate().filter(move |(_, row)| is_meant(row))
        };
        let whole = evidence_of(rows.iter().enumerate(), (first, last));
        let by_unit = counted(&loaded, days, &[Dimension::Unit]);
        let mut sum = Tally::ZERO;
        for row in &by_unit.rows {
            sum += &row.tally;
            let name = row.group[0].clone().unwrap_or_default();
            let expected = evidence_of(of_unit(&name), (first, last));
            prop_assert_eq!(evidence_in(&row.tally), expected, "{}", name);
        }
        prop_assert_eq!(sum, by_unit.total);
        prop_assert_eq!(evidence_in(&sum), whole.clone());

        let by_month = counted(&loaded, days, &[Dimension::Unit, Dimension::Month]);
        prop_assert_eq!(evidence_in(&by_month.total), whole, "the whole is no sum of months");
        let period = Period::new(days.0, days.1).expect("a period");
        for step in period.steps(Span::Month, PeriodRule::Calendar) {
            let (from, to) = (step.period.from.0 - FIRST, step.period.to.0 - FIRST);
            for row in by_month.rows.iter().filter(|row| row.group[1] == step.month) {
                let name = row.group[0].clone().unwrap_or_default();
                let expected = evidence_of(of_unit(&name), (from, to));
                prop_assert_eq!(evidence_in(&row.tally), expected, "{} {:?}", name, step.month);
            }
        }
        Ok(())
    });
}

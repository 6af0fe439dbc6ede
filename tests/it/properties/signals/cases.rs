//! Random dossiers with signals among them, and the two files that tell them.

use std::fmt::Write;

use cchc::domain::Day;
use cchc::tally::signals::RowAddress;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

/// A moment as written: day, second.
pub(super) type Moment = (i32, Option<u32>);

#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) unit: usize,
    pub(super) received: Moment,
    pub(super) due: Option<Moment>,
    /// Days after the receipt, second.
    pub(super) finish: Option<Moment>,
    pub(super) is_returned: bool,
    pub(super) is_rated: bool,
    pub(super) is_satisfied: bool,
    pub(super) again: Again,
}

/// What the second file says of a dossier.
#[derive(Debug, Clone, Copy)]
pub(super) enum Again {
    Nothing,
    SameDue,
    NoDue,
    DueOn(i32),
}

pub(super) const UNITS: [&str; 3] = ["Sở Nội vụ", "Sở Tư pháp", "UBND xã Quỳnh Mỹ"];
/// 27 May 2024, a Monday: the days reach over the ends of two months of either kind.
pub(super) const FIRST_DAY: i32 = 19_870;

/// Few distinct days and times, so that crowds happen.
pub(super) fn case() -> impl Strategy<Value = Case> {
    let second = || {
        let times = vec![0, 21_599, 21_600, 32_400, 57_600, 57_601, 57_630, 61_200, 72_000];
        weighted(0.8, select(times))
    };
    // Now and then 14 or 28 June, the last working days of their months.
    let day = || prop_oneof![3 => 0..33_i32, 1 => Just(15), 1 => Just(29)];
    let received = (0..4_i32, second()).prop_map(|(day, second)| (FIRST_DAY + day, second));
    let due = weighted(0.9, (day(), second()));
    let finish = weighted(0.9, (day(), second()));
    let flags = (proptest::bool::weighted(0.1), any::<bool>(), proptest::bool::weighted(0.95));
    let again = prop_oneof![
        8 => Just(Again::Nothing),
        1 => Just(Again::SameDue),
        1 => Just(Again::NoDue),
        1 => (0..33_i32).prop_map(|day| Again::DueOn(FIRST_DAY + 3 + day)),
    ];
    // One in four is finished when it is due, one in twelve when it is received.
    let instant = proptest::bool::weighted(0.08);
    let names = (0..UNITS.len(), proptest::bool::weighted(0.25), instant);
    (names, received, due, finish, flags, again).prop_map(
        |(
            (unit, is_twin, is_instant),
            received,
            due,
            finish,
            (is_returned, is_rated, is_satisfied),
            again,
        )| {
            let base = FIRST_DAY + 3;
            let finish = finish.map(|(day, second)| (base + day, second));
            let finish = if is_instant { Some(received) } else { finish };
            let due = due.map(|(day, second)| (base + day, second));
            Case {
                unit,
                received,
                due: if is_twin { finish } else { due },
                finish,
                is_returned,
                is_rated,
                is_satisfied,
                again,
            }
        },
    )
}

pub(super) fn written((day, second): Moment) -> String {
    let date = Day(day).date().format("%d/%m/%Y");
    second.map_or_else(
        || date.to_string(),
        |second| format!("{date} {:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60),
    )
}

/// A dossier as the last file that tells it says.
#[derive(Debug)]
pub(super) struct Dossier {
    pub(super) case: Case,
    pub(super) due: Option<Moment>,
    pub(super) has_moved: Option<bool>,
    pub(super) place: RowAddress,
    pub(super) code: Option<Code>,
}

/// A code of the national form: number of the body, day, running number.
pub(super) type Code = (usize, i32, usize);

/// Codes of most cases: with gaps, sometimes of another unit's body, of few days. One body lacks most of its
/// numbers.
pub(super) fn code(number: usize, case: &Case, given: &mut [usize; UNITS.len()]) -> Option<Code> {
    if number.is_multiple_of(7) {
        return None;
    }
    let body = if number.is_multiple_of(11) { (case.unit + 1) % UNITS.len() } else { case.unit };
    given[body] += 1;
    let running = if body == 2 { given[body] * 9 } else { given[body] + given[body] / 9 * 2 };
    Some((body, FIRST_DAY + i32::try_from(number / 60).expect("few cases"), running))
}

pub(super) fn id(number: usize, code: Option<Code>) -> String {
    code.map_or_else(
        || format!("T-{number}"),
        |(body, day, running)| {
            format!("000.00.1{body}.H54-{}-{running:04}", Day(day).date().format("%y%m%d"))
        },
    )
}

/// Writes the cases as two files, and returns the dossiers they tell.
pub(super) fn write(cases: &[Case], folder: &std::path::Path) -> Vec<Dossier> {
    let header = "Mã hồ sơ,Đơn vị giải quyết,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái,Đánh giá\n";
    // The title makes the second file the newer, whatever dossiers it holds.
    let title = "Từ ngày 01/01/2024 đến ngày 31/12/2029,,,,,,\n";
    let mut texts = [header.to_owned(), format!("{title}{header}")];
    let mut rows = [1, 2];
    let mut dossiers = Vec::new();
    let mut given = [0; UNITS.len()];
    for (number, case) in cases.iter().enumerate() {
        let code = code(number, case, &mut given);
        let mut add = |file: usize, due: Option<Moment>| {
            let status = match (case.finish, case.is_returned) {
                (None, _) => "Đang xử lý",
                (Some(_), true) => "Công dân rút",
                (Some(_), false) => "Đã trả kết quả",
            };
            let rating = match (case.is_rated, case.is_satisfied) {
                (false, _) => "",
                (true, true) => "Hài lòng",
                (true, false) => "Không hài lòng",
            };
            let date = |moment: Option<Moment>| moment.map(written).unwrap_or_default();
            let cells = [
                id(number, code),
                UNITS[case.unit].to_owned(),
                written(case.received),
                date(due),
                date(case.finish),
                status.to_owned(),
                rating.to_owned(),
            ];
            writeln!(texts[file], "{}", cells.join(",")).expect("memory takes all");
            rows[file] += 1;
            RowAddress { file: u32::try_from(file).expect("two files"), row: rows[file] }
        };
        let mut place = add(0, case.due);
        let (mut due, mut has_moved) = (case.due, None);
        let later = match case.again {
            Again::Nothing => None,
            Again::SameDue => Some(case.due),
            Again::NoDue => Some(None),
            Again::DueOn(day) => Some(Some((day, None))),
        };
        if let Some(later) = later {
            place = add(1, later);
            has_moved = case.due.zip(later).map(|(before, after)| before.0 != after.0);
            due = later;
        }
        dossiers.push(Dossier { case: case.clone(), due, has_moved, place, code });
    }
    for (name, text) in ["a.csv", "b.csv"].iter().zip(texts) {
        std::fs::write(folder.join(name), text).expect("written");
    }
    dossiers
}

//! The sections of the sample.

use super::figures::{SUPPRESS_BELOW, share};
use crate::answers::phrase::Phrase;
use crate::answers::publication::model::{Chart, ChartKind, Role, Section, Series};
use crate::answers::table::{Cell, Column, ColumnKind, RateFormula, Table};
use crate::domain::{Absence, Ratio};
use crate::findings::Severity;
use crate::indicators::{Interval, Sense};
use crate::words::Lang;

/// Units with received, online, early, on time, late, and rated, very satisfied, satisfied.
pub const UNITS: [(&str, [u64; 8]); 7] = [
    ("UBND xã Bắc Sơn", [120, 96, 80, 30, 2, 60, 50, 8]),
    ("UBND xã Độc Lập", [95, 60, 70, 20, 0, 40, 30, 9]),
    ("UBND thị trấn Hưng Hà", [1_240, 1_100, 900, 300, 25, 700, 610, 75]),
    ("UBND xã Minh Khai", [28, 20, 20, 6, 1, 7, 7, 0]),
    ("UBND xã Thống Nhất (Huyện Hưng Hà)", [210, 150, 160, 40, 6, 90, 70, 15]),
    // What other people put into a cell.
    ("=HYPERLINK(\"http://x\")<script>alert(1)</script>", [40, 30, 30, 5, 3, 12, 10, 1]),
    ("UBND xã Không Hồ Sơ", [0, 0, 0, 0, 0, 0, 0, 0]),
];

pub fn text_column(key: &str, name: &str) -> Column {
    Column::new(key, name, ColumnKind::Text)
}

pub fn count_column(key: &str, name: &str) -> Column {
    let kind = ColumnKind::Count { adds: true };
    Column::new(key, name, kind)
}

pub fn rate_column(key: &str, name: &str, formula: Option<(&[usize], &[usize])>) -> Column {
    let formula = formula.map(|(numerator, denominator)| RateFormula {
        numerator: numerator.to_vec(),
        minus: Vec::new(),
        denominator: denominator.to_vec(),
    });
    let kind = ColumnKind::Rate { sense: Sense::HigherIsBetter, formula };
    Column::new(key, name, kind)
}

pub fn units(lang: Lang) -> Section {
    let columns = vec![
        text_column("unit", lang.of("Đơn vị", "Unit")),
        count_column("received", lang.of("Tiếp nhận", "Received")),
        count_column("received_online", lang.of("Trực tuyến", "Online")),
        count_column("resolved", lang.of("Đã giải quyết", "Resolved")),
        count_column("early", lang.of("Trước hạn", "Early")),
        count_column("on_time", lang.of("Đúng ngày hẹn", "On the day")),
        count_column("late", lang.of("Quá hạn", "Late")),
        rate_column("online_rate", lang.of("Tỷ lệ trực tuyến", "Online rate"), Some((&[2], &[1]))),
        rate_column(
            "on_time_rate",
            lang.of("Tỷ lệ đúng hạn", "On-time rate"),
            Some((&[4, 5], &[4, 5, 6])),
        ),
    ];
    let line = |name: &str, [received, online, early, on_time, late, ..]: [u64; 8]| {
        vec![
            Cell::Text(name.to_owned()),
            Cell::Count(received),
            Cell::Count(online),
            Cell::Count(early + on_time + late),
            Cell::Count(early),
            Cell::Count(on_time),
            Cell::Count(late),
            Cell::Rate(share(online, received)),
            Cell::Rate(share(early + on_time, early + on_time + late)),
        ]
    };
    let mut sums = [0; 8];
    for (_, counts) in UNITS {
        for (sum, count) in sums.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    let series = |column, name: &str, role| Series { column, name: name.to_owned(), role };
    Section {
        id: "units",
        title: lang.of("Kết quả theo đơn vị", "Results by unit").to_owned(),
        sheet: lang.of("Đơn vị", "Units").to_owned(),
        lead: lang
            .of("Số hồ sơ của từng đơn vị trong kỳ.", "Dossiers of each unit in the period.")
            .to_owned(),
        table: Table::new(
            columns,
            UNITS.map(|(name, counts)| line(name, counts)).to_vec(),
            Some(line(lang.of("Tổng số", "Total"), sums)),
        ),
        working_notes: Vec::new(),
        charts: vec![Chart {
            id: "units_outcome",
            kind: ChartKind::Stack,
            title: lang.of("Kết quả giải quyết theo đơn vị", "Outcome by unit").to_owned(),
            headline: None,
            description: lang
                .of(
                    "Mỗi đơn vị một thanh: phần trước hạn, đúng ngày hẹn, quá hạn.",
                    "One bar per unit: early, on the day, late.",
                )
                .to_owned(),
            label: 0,
            series: vec![
                series(4, lang.of("Trước hạn", "Early"), Role::Early),
                series(5, lang.of("Đúng ngày hẹn", "On the day"), Role::OnTime),
                series(6, lang.of("Quá hạn", "Late"), Role::Late),
            ],
            first_line: 0,
            lines: UNITS.len(),
        }],
    }
}

pub fn ranking(lang: Lang) -> Section {
    let mut ranked: Vec<(&str, Ratio)> = UNITS
        .iter()
        .filter_map(|(name, counts)| {
            let ratio = share(counts[2] + counts[3], counts[2] + counts[3] + counts[4]).ok()?;
            (ratio.denominator() >= 30).then_some((*name, ratio))
        })
        .collect();
    ranked.sort_by_key(|(_, ratio)| std::cmp::Reverse(*ratio));
    let lines: Vec<Vec<Cell>> = ranked
        .iter()
        .zip(1..)
        .map(|((name, ratio), rank)| {
            vec![
                Cell::Count(rank),
                Cell::Text((*name).to_owned()),
                Cell::Count(ratio.numerator()),
                Cell::Count(ratio.denominator()),
                Cell::Rate(Ok(*ratio)),
                Cell::Interval(Ok(Interval::wilson(*ratio))),
            ]
        })
        .collect();
    let fixed = |key: &str, name: &str| Column {
        kind: ColumnKind::Count { adds: false },
        ..count_column(key, name)
    };
    Section {
        id: "ranking",
        title: lang.of("Xếp hạng đúng hạn", "On-time ranking").to_owned(),
        sheet: lang.of("Xếp hạng", "Ranking").to_owned(),
        lead: lang.of("Đơn vị có từ 30 hồ sơ.", "Units with 30 dossiers or more.").to_owned(),
        working_notes: Vec::new(),
        charts: vec![Chart {
            id: "ranking",
            kind: ChartKind::Ranking,
            title: lang.of("Tỷ lệ đúng hạn của từng đơn vị", "On-time rate by unit").to_owned(),
            headline: None,
            description: lang
                .of("Mỗi đơn vị một thanh, kèm khoảng tin cậy.", "A bar and interval per unit.")
                .to_owned(),
            label: 1,
            series: vec![
                Series {
                    column: 4,
                    name: lang.of("Tỷ lệ đúng hạn", "On-time rate").to_owned(),
                    role: Role::Rate,
                },
                Series {
                    column: 5,
                    name: lang.of("Khoảng tin cậy 95%", "95% interval").to_owned(),
                    role: Role::Interval,
                },
            ],
            first_line: 0,
            lines: lines.len(),
        }],
        table: Table::new(
            vec![
                fixed("rank", lang.of("Hạng", "Rank")),
                text_column("unit", lang.of("Đơn vị", "Unit")),
                fixed("numerator", lang.of("Đúng hạn", "On time")),
                fixed("denominator", lang.of("Có hẹn trả", "With due date")),
                rate_column(
                    "on_time_rate",
                    lang.of("Tỷ lệ đúng hạn", "On-time rate"),
                    Some((&[2], &[3])),
                ),
                Column::new(
                    "interval",
                    lang.of("Khoảng tin cậy 95%", "95% interval"),
                    ColumnKind::Interval,
                ),
            ],
            lines,
            None,
        ),
    }
}

pub fn channels(lang: Lang) -> Section {
    let all: [(&str, u64); 3] = [
        (lang.of("Trực tuyến", "Online"), 1_456),
        (lang.of("Trực tiếp", "In person"), 260),
        (lang.of("Bưu chính công ích", "Postal"), 17),
    ];
    let total: u64 = all.iter().map(|(_, count)| count).sum();
    let line = |name: &str, count: u64| {
        vec![Cell::Text(name.to_owned()), Cell::Count(count), Cell::Rate(share(count, total))]
    };
    Section {
        id: "channels",
        title: lang.of("Hình thức nộp hồ sơ", "Channels").to_owned(),
        sheet: lang.of("Hình thức nộp", "Channels").to_owned(),
        lead: lang.of("Hồ sơ tiếp nhận trong kỳ.", "Dossiers received.").to_owned(),
        working_notes: vec![Phrase::from(
            lang.of("Hình thức ghi theo hệ thống.", "As the system tells it."),
        )],
        charts: vec![Chart {
            id: "channel_mix",
            kind: ChartKind::Mix,
            title: lang.of("Cơ cấu hình thức nộp", "Channel mix").to_owned(),
            headline: None,
            description: lang.of("Tỷ trọng từng hình thức.", "Share of each channel.").to_owned(),
            label: 0,
            series: vec![Series {
                column: 1,
                name: lang.of("Hồ sơ", "Dossiers").to_owned(),
                role: Role::Plain,
            }],
            first_line: 0,
            lines: all.len(),
        }],
        table: Table::new(
            vec![
                text_column("channel", lang.of("Hình thức", "Channel")),
                count_column("received", lang.of("Tiếp nhận", "Received")),
                rate_column("share", lang.of("Tỷ trọng", "Share"), None),
            ],
            all.map(|(name, count)| line(name, count)).to_vec(),
            Some(line(lang.of("Tổng số", "Total"), total)),
        ),
    }
}

pub fn satisfaction(lang: Lang) -> Section {
    let lines = UNITS.iter().map(|(name, counts)| {
        let [resolved, rated] = [counts[2] + counts[3] + counts[4], counts[5]];
        let satisfied = share(counts[6] + counts[7], rated).and_then(|ratio| {
            if rated < SUPPRESS_BELOW { Err(Absence::TooFew) } else { Ok(ratio) }
        });
        let level = |count| match satisfied {
            Err(Absence::TooFew) => Cell::Missing(Absence::TooFew),
            _ => Cell::Count(count),
        };
        vec![
            Cell::Text((*name).to_owned()),
            Cell::Count(resolved),
            Cell::Count(rated),
            level(counts[6]),
            level(counts[7]),
            Cell::Rate(satisfied),
            Cell::Interval(satisfied.map(Interval::wilson)),
            Cell::Rate(share(rated, resolved)),
        ]
    });
    let fixed = |key: &str, name: &str| Column {
        kind: ColumnKind::Count { adds: false },
        ..count_column(key, name)
    };
    Section {
        id: "satisfaction_3",
        title: lang.of("Mức độ hài lòng (thang 3 mức)", "Satisfaction (3 levels)").to_owned(),
        sheet: lang.of("Hài lòng", "Satisfaction").to_owned(),
        lead: lang.of("Đánh giá tại bộ phận một cửa.", "Ratings at the desk.").to_owned(),
        working_notes: Vec::new(),
        charts: Vec::new(),
        table: Table::new(
            vec![
                text_column("unit", lang.of("Đơn vị", "Unit")),
                fixed("resolved", lang.of("Đã giải quyết", "Resolved")),
                fixed("rated", lang.of("Được đánh giá", "Rated")),
                fixed("very_satisfied", lang.of("Rất hài lòng", "Very satisfied")),
                fixed("satisfied", lang.of("Hài lòng", "Satisfied")),
                rate_column(
                    "satisfied_share",
                    lang.of("Tỷ lệ hài lòng", "Satisfied share"),
                    Some((&[3, 4], &[2])),
                ),
                Column::new(
                    "interval",
                    lang.of("Khoảng tin cậy 95%", "95% interval"),
                    ColumnKind::Interval,
                ),
                rate_column(
                    "rated_share",
                    lang.of("Tỷ lệ được đánh giá", "Response rate"),
                    Some((&[2], &[1])),
                ),
            ],
            lines.collect(),
            None,
        ),
    }
}

pub fn findings(lang: Lang) -> Section {
    let line = |severity, code: &str, count, what: &str| {
        vec![
            Cell::Severity(severity),
            Cell::Text(code.to_owned()),
            Cell::Count(count),
            Cell::Text(what.to_owned()),
        ]
    };
    Section {
        id: "findings",
        title: lang.of("Phát hiện về dữ liệu", "Findings about the data").to_owned(),
        sheet: lang.of("Phát hiện", "Findings").to_owned(),
        lead: lang.of("Cần xem lại.", "Worth a look.").to_owned(),
        working_notes: Vec::new(),
        charts: Vec::new(),
        table: Table::new(
            vec![
                Column::new("severity", lang.of("Mức", "Severity"), ColumnKind::Severity),
                text_column("code", lang.of("Mã", "Code")),
                count_column("count", lang.of("Số lượng", "Count")),
                text_column("what", lang.of("Nội dung", "What")),
            ],
            vec![
                line(Severity::Error, "C0103", 3, lang.of("Ngày không đọc được", "a bad date")),
                line(Severity::Info, "C0304", 21, lang.of("Cột cá nhân", "a personal column")),
            ],
            None,
        ),
    }
}

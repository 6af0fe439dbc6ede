//! Months of the sample report: of the whole, and by unit.

use super::figures::share;
use super::sections::{UNITS, count_column, rate_column, text_column};
use crate::answers::publication::model::{Chart, ChartKind, Role, Section, Series};
use crate::answers::table::{Cell, Table};
use crate::words::Lang;

/// Received, online, early, on time, late, by month.
const MONTHS: [(&str, [u64; 5]); 6] = [
    ("2024-01", [280, 190, 200, 60, 9]),
    ("2024-02", [190, 130, 150, 30, 4]),
    ("2024-03", [310, 240, 230, 70, 8]),
    ("2024-04", [300, 236, 220, 66, 7]),
    ("2024-05", [320, 270, 240, 80, 6]),
    ("2024-06", [333, 290, 220, 95, 3]),
];

pub fn months(lang: Lang) -> Section {
    let line = |name: &str, [received, online, early, on_time, late]: [u64; 5]| {
        vec![
            Cell::Text(name.to_owned()),
            Cell::Count(received),
            Cell::Count(online),
            Cell::Count(early + on_time),
            Cell::Count(late),
            Cell::Rate(share(online, received)),
            Cell::Rate(share(early + on_time, early + on_time + late)),
        ]
    };
    Section {
        id: "months",
        title: lang.of("Diễn biến theo tháng", "Month by month").to_owned(),
        sheet: lang.of("Tháng", "Months").to_owned(),
        lead: lang.of("Các tháng đến cuối kỳ.", "The months up to the period.").to_owned(),
        working_notes: Vec::new(),
        charts: vec![Chart {
            id: "trend",
            kind: ChartKind::Trend,
            title: lang.of("Tỷ lệ đúng hạn, trực tuyến", "On-time and online rate").to_owned(),
            headline: None,
            description: lang.of("Hai đường theo tháng.", "Two lines over the months.").to_owned(),
            label: 0,
            series: vec![
                Series {
                    column: 6,
                    name: lang.of("Tỷ lệ đúng hạn", "On-time rate").to_owned(),
                    role: Role::Rate,
                },
                Series {
                    column: 5,
                    name: lang.of("Tỷ lệ trực tuyến", "Online rate").to_owned(),
                    role: Role::Online,
                },
            ],
            first_line: 0,
            lines: MONTHS.len(),
        }],
        table: Table::new(
            vec![
                text_column("month", lang.of("Tháng", "Month")),
                count_column("received", lang.of("Tiếp nhận", "Received")),
                count_column("received_online", lang.of("Trực tuyến", "Online")),
                count_column("in_time", lang.of("Đúng hạn", "In time")),
                count_column("late", lang.of("Quá hạn", "Late")),
                rate_column(
                    "online_rate",
                    lang.of("Tỷ lệ trực tuyến", "Online rate"),
                    Some((&[2], &[1])),
                ),
                rate_column(
                    "on_time_rate",
                    lang.of("Tỷ lệ đúng hạn", "On-time rate"),
                    Some((&[3], &[3, 4])),
                ),
            ],
            MONTHS.map(|(name, counts)| line(name, counts)).to_vec(),
            None,
        ),
    }
}

pub fn heat(lang: Lang) -> Section {
    let mut columns = vec![text_column("unit", lang.of("Đơn vị", "Unit"))];
    columns.extend(MONTHS.map(|(month, _)| rate_column(month, month, None)));
    let lines: Vec<Vec<Cell>> = UNITS
        .iter()
        .map(|(name, counts)| {
            let mut line = vec![Cell::Text((*name).to_owned())];
            line.extend((0..MONTHS.len() as u64).map(|month| {
                let all = (counts[2] + counts[3]) / 6;
                let late = (counts[4] + month) / 6;
                Cell::Rate(share(all - late.min(all), all))
            }));
            line
        })
        .collect();
    let series = (1..=MONTHS.len()).map(|column| Series {
        column,
        name: MONTHS[column - 1].0.to_owned(),
        role: Role::Rate,
    });
    Section {
        id: "unit_months",
        title: lang.of("Đúng hạn theo đơn vị và tháng", "On time by unit and month").to_owned(),
        sheet: lang.of("Đơn vị - tháng", "Unit by month").to_owned(),
        lead: lang.of("Tỷ lệ đúng hạn từng tháng.", "On-time rate by month.").to_owned(),
        working_notes: Vec::new(),
        charts: vec![Chart {
            id: "heat",
            kind: ChartKind::Heat,
            title: lang.of("Tỷ lệ đúng hạn theo tháng", "On-time rate by month").to_owned(),
            headline: None,
            description: lang
                .of("Mỗi ô một tháng của một đơn vị.", "A cell per unit and month.")
                .to_owned(),
            label: 0,
            series: series.collect(),
            first_line: 0,
            lines: lines.len(),
        }],
        table: Table::new(columns, lines, None),
    }
}

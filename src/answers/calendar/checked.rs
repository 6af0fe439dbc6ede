//! What a cross-check of the calendar found.

use super::document::{CalendarDocument, IssueRecord, kind_name};
use crate::answers::flat::FlatTable;
use crate::answers::model::{Block, Document};
use crate::answers::phrase::Phrase;
use crate::answers::provenance::day;
use crate::answers::table::{Cell, Column, Table, TableRow};
use crate::domain::WorkingCalendar;
use crate::domain::calendar::{CalendarIssue, cross_check};
use crate::words::Lang;

/// A calendar with what its check found.
pub struct CalendarCheck<'a> {
    calendar: &'a WorkingCalendar,
    issues: Vec<CalendarIssue>,
}

impl<'a> CalendarCheck<'a> {
    pub fn new(calendar: &'a WorkingCalendar) -> Self {
        Self { calendar, issues: cross_check(calendar) }
    }

    /// Whether something is wrong.
    pub fn has_problems(&self) -> bool {
        self.issues.iter().any(CalendarIssue::is_problem)
    }

    /// For people.
    pub fn document(&self, lang: Lang) -> Document {
        let edition = self.calendar.edition();
        let heading = match lang {
            Lang::Vi => format!("Đối chiếu lịch làm việc, phiên bản {edition}"),
            Lang::En => format!("Check of the working calendar, edition {edition}"),
        };
        let years: Vec<String> = self.calendar.years().iter().map(i32::to_string).collect();
        let mut facts = vec![(
            lang.of("Năm đã đối chiếu với ngày lễ theo luật", "Years compared with the law")
                .to_owned(),
            Phrase::from(years.join(", ")),
        )];
        if let Some(local) = self.calendar.local() {
            facts.push((lang.of("Lịch địa phương", "Local calendar").to_owned(), local.into()));
        }
        let problems = self.issues.iter().filter(|issue| issue.is_problem()).count();
        facts.push((
            lang.of("Điểm không khớp", "What does not agree").to_owned(),
            Phrase::default().count(problems as u64),
        ));
        let mut blocks = vec![Block::Heading(heading), Block::Facts(facts)];
        if !self.issues.is_empty() {
            blocks.push(Block::Table(self.table(lang)));
        }
        let caution = lang.of(
            "Ngày tính theo luật và âm lịch (múi giờ UTC+7) chỉ để đối chiếu; số liệu dùng ngày trong dữ liệu lịch. Bộ luật Lao động dẫn chưa đối chiếu văn bản gốc.",
            "Days computed from the law and the lunar calendar (UTC+7) only cross-check; figures use the days of the data. The Labour Code is cited from memory, not checked against its text.",
        );
        blocks.push(Block::Paragraph(caution.into()));
        Document { blocks }
    }

    fn table(&self, lang: Lang) -> Table {
        let row = |issue: &CalendarIssue| {
            let weight = if issue.is_problem() {
                lang.of("không khớp", "differs")
            } else {
                lang.of("lưu ý", "note")
            };
            TableRow::body(vec![
                Cell::Text(weight.to_owned()),
                issue.day().map_or(Cell::Empty, |date| Cell::Text(day(lang, date))),
                Cell::Text(text(lang, issue)),
            ])
        };
        let columns = [
            ("weight", lang.of("Mức", "Weight")),
            ("date", lang.of("Ngày", "Date")),
            ("what", lang.of("Nội dung", "What")),
        ];
        Table {
            columns: columns.map(|(key, name)| Column::text_named(key, name)).to_vec(),
            rows: self.issues.iter().map(row).collect(),
            notes: Vec::new(),
        }
    }

    fn issue_records(&self, lang: Lang) -> impl Iterator<Item = IssueRecord> {
        self.issues.iter().map(move |issue| IssueRecord {
            issue: issue.name(),
            problem: issue.is_problem(),
            date: issue.day(),
            text: text(lang, issue),
        })
    }

    /// For machines.
    pub fn record(&self, lang: Lang) -> CalendarDocument<'a> {
        let issues = Some(self.issue_records(lang).collect());
        CalendarDocument { issues, ..CalendarDocument::new(self.calendar) }
    }

    /// One flat row per issue.
    pub fn flat(&self, lang: Lang) -> FlatTable {
        FlatTable::of(self.issue_records(lang))
    }
}

fn text(lang: Lang, issue: &CalendarIssue) -> String {
    match issue {
        CalendarIssue::MissingHoliday(holiday) => {
            let compensation = if holiday.is_compensation {
                lang.of(" (nghỉ bù)", " (compensation)")
            } else {
                ""
            };
            let start = lang.of("dữ liệu thiếu ngày nghỉ", "the data lack the holiday");
            format!("{start}: {}{compensation}", holiday.name)
        }
        CalendarIssue::UnlawfulHoliday(line) => {
            let start = lang.of(
                "ngày nghỉ lễ không tính ra được theo luật của năm",
                "a public holiday that the law of the year does not make",
            );
            format!("{start}: {}", line.name)
        }
        CalendarIssue::NoSaturday(line) => {
            let start = lang.of("ngày làm bù không phải thứ Bảy", "a worked Saturday that is none");
            format!("{start}: {}", line.name)
        }
        CalendarIssue::NoWeekday(line) => {
            let start = lang.of(
                "nghỉ hoán đổi vào ngày vốn đã nghỉ",
                "off by a swap on a day that is off anyway",
            );
            format!("{start}: {}", line.name)
        }
        CalendarIssue::SwapWithoutSaturday(line) => {
            let start = lang.of(
                "nghỉ hoán đổi mà không có thứ Bảy làm bù",
                "off by a swap, and no Saturday is worked for it",
            );
            format!("{start}: {}", line.name)
        }
        CalendarIssue::SaturdayWithoutSwap(line) => {
            let start = lang.of(
                "làm bù mà không có ngày nghỉ hoán đổi",
                "a worked Saturday, and no weekday is off for it",
            );
            format!("{start}: {}", line.name)
        }
        CalendarIssue::WithoutEffect(line) => {
            let start = lang.of("dòng không thay đổi gì", "a line that changes nothing");
            format!("{start}: {} ({})", kind_name(lang, line.kind), line.source)
        }
        CalendarIssue::WorkedHoliday(line) => {
            let start = lang.of("làm việc vào ngày nghỉ lễ", "worked on a public holiday");
            format!("{start} ({})", line.source)
        }
        CalendarIssue::UnconfirmedYear(year) => match lang {
            Lang::Vi => format!("năm {year}: ngày lễ chưa xác nhận đủ, chưa đối chiếu"),
            Lang::En => format!("{year}: holidays not all verified, not compared"),
        },
    }
}

//! Every day of the calendar that differs from its week, of one year or all.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::document::{CalendarDocument, DayRecord, WEEK, YearRecord, heads, row, weekday_name};
use crate::answers::flat::FlatTable;
use crate::answers::model::{Block, Document};
use crate::answers::phrase::Phrase;
use crate::answers::table::{Cell, Column, Table, TableRow};
use crate::domain::WorkingCalendar;
use crate::domain::calendar::CalendarDay;
use crate::words::Lang;

/// A calendar, or one year of it.
pub struct CalendarDays<'a> {
    calendar: &'a WorkingCalendar,
    lines: Vec<&'a CalendarDay>,
    years: Vec<YearRecord>,
}

impl<'a> CalendarDays<'a> {
    /// Of one year, or of every year that has public holidays in the data.
    pub fn new(calendar: &'a WorkingCalendar, year: Option<i32>) -> Self {
        let of = |line: &CalendarDay| line.day.date().year();
        let lines: Vec<&CalendarDay> = calendar
            .days()
            .iter()
            .filter(|line| year.is_none_or(|year| of(line) == year))
            .collect();
        let years: BTreeSet<i32> = match year {
            Some(year) => BTreeSet::from([year]),
            None => lines.iter().map(|line| of(line)).collect(),
        };
        let years = years.into_iter().filter_map(|year| YearRecord::new(calendar, year)).collect();
        Self { calendar, lines, years }
    }

    /// For people.
    pub fn document(&self, lang: Lang) -> Document {
        let edition = self.calendar.edition();
        let heading = match lang {
            Lang::Vi => format!("Lịch làm việc, phiên bản {edition}"),
            Lang::En => format!("Working calendar, edition {edition}"),
        };
        let worked = WEEK.into_iter().filter(|weekday| self.calendar.week().is_worked(*weekday));
        let worked: Vec<&str> = worked.map(|weekday| weekday_name(lang, weekday)).collect();
        let mut facts = vec![(
            lang.of("Ngày làm việc trong tuần", "Worked weekdays").to_owned(),
            Phrase::from(worked.join(", ")),
        )];
        if let Some(local) = self.calendar.local() {
            let name = lang.of("Lịch địa phương", "Local calendar");
            facts.push((name.to_owned(), local.into()));
        }
        let mut blocks =
            vec![Block::Heading(heading), Block::Facts(facts), Block::Table(self.year_table(lang))];
        if self.lines.is_empty() {
            let text = lang.of(
                "Không có dòng nào của năm này: chỉ xét ngày trong tuần.",
                "No line of this year: only weekdays are looked at.",
            );
            blocks.push(Block::Paragraph(text.into()));
        } else {
            let rows = self.lines.iter().map(|line| row(lang, line)).collect();
            blocks.push(Block::Table(Table { columns: heads(lang), rows, notes: Vec::new() }));
        }
        Document { blocks }
    }

    fn year_table(&self, lang: Lang) -> Table {
        let columns = vec![
            Column::text(lang, "year"),
            Column::number(lang, "working_days"),
            Column::number(lang, "calendar_days"),
            Column::text(lang, "holidays"),
        ];
        let row = |year: &YearRecord| {
            let confirmed = if year.confirmed {
                lang.of("đã xác nhận", "verified")
            } else {
                lang.of("chưa đủ hoặc chưa xác nhận", "not all there or not verified")
            };
            TableRow::body(vec![
                Cell::Text(year.year.to_string()),
                Cell::Count(year.working_days.into()),
                Cell::Count(year.calendar_days.into()),
                Cell::Text(confirmed.to_owned()),
            ])
        };
        Table { columns, rows: self.years.iter().map(row).collect(), notes: Vec::new() }
    }

    /// For machines.
    pub fn record(&self) -> CalendarDocument<'a> {
        CalendarDocument {
            years: Some(self.years.clone()),
            days: Some(self.lines.iter().map(|line| DayRecord::new(line)).collect()),
            ..CalendarDocument::new(self.calendar)
        }
    }

    /// One flat row per line.
    pub fn flat(&self) -> FlatTable {
        FlatTable::of(self.lines.iter().map(|line| DayRecord::new(line)))
    }
}

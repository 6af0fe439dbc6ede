//! How many days lie between two days, and which of them differ from their week.

use super::document::{
    BetweenRecord, CalendarDocument, DayRecord, SpanRecord, heads, row, unconfirmed_years,
};
use crate::answers::flat::FlatTable;
use crate::answers::model::{Block, Document};
use crate::answers::phrase::Phrase;
use crate::answers::provenance::{calendar_line, day};
use crate::answers::table::Table;
use crate::domain::calendar::CalendarDay;
use crate::domain::{Day, WorkingCalendar};
use crate::words::Lang;

/// The days from one, which is not counted, to another, which is.
pub struct DaysBetween<'a> {
    calendar: &'a WorkingCalendar,
    from: Day,
    to: Day,
    lines: Vec<&'a CalendarDay>,
}

impl<'a> DaysBetween<'a> {
    /// From a day up to one that is not before it.
    pub fn new(calendar: &'a WorkingCalendar, from: Day, to: Day) -> Self {
        let lines =
            calendar.days().iter().filter(|line| line.day > from && line.day <= to).collect();
        Self { calendar, from, to, lines }
    }

    /// For people.
    pub fn document(&self, lang: Lang) -> Document {
        let (from, to) = (day(lang, self.from), day(lang, self.to));
        let heading = match lang {
            Lang::Vi => format!("Từ {from} (không tính) đến {to}"),
            Lang::En => format!("From {from} (not counted) to {to}"),
        };
        let BetweenRecord { span, unconfirmed_years, .. } = self.between();
        let fact = |vi, en, number: u32| {
            (lang.of(vi, en).to_owned(), Phrase::default().count(number.into()))
        };
        let facts = vec![
            fact("Ngày làm việc", "Working days", span.working_days),
            fact("Ngày dương lịch", "Calendar days", span.calendar_days),
            fact("Ngày nghỉ cuối tuần", "Weekend days off", span.weekend_days),
        ];
        let editions = (self.calendar.edition(), self.calendar.local());
        let note = calendar_line(lang, editions, &unconfirmed_years);
        let mut blocks = vec![Block::Heading(heading), Block::Facts(facts)];
        if self.lines.is_empty() {
            blocks.push(Block::Paragraph(note.into()));
        } else {
            let rows = self.lines.iter().map(|line| row(lang, line)).collect();
            let notes = vec![note.into()];
            blocks.push(Block::Table(Table { columns: heads(lang), rows, notes }));
        }
        Document { blocks }
    }

    fn span(&self) -> SpanRecord {
        let days = (self.from.0.saturating_add(1)..=self.to.0).map(Day);
        let is_weekend =
            |day: &Day| !self.calendar.is_working(*day) && self.calendar.line(*day).is_none();
        let weekend_days = days.filter(is_weekend).count();
        SpanRecord {
            from: self.from,
            to: self.to,
            working_days: self.calendar.working_days_after(self.from, self.to),
            calendar_days: self.to.0.abs_diff(self.from.0),
            weekend_days: u32::try_from(weekend_days).unwrap_or(u32::MAX),
        }
    }

    fn between(&self) -> BetweenRecord<'a> {
        BetweenRecord {
            span: self.span(),
            lines: self.lines.iter().map(|line| DayRecord::new(line)).collect(),
            unconfirmed_years: unconfirmed_years(self.calendar, self.from, self.to),
        }
    }

    /// For machines.
    pub fn record(&self) -> CalendarDocument<'a> {
        CalendarDocument { between: Some(self.between()), ..CalendarDocument::new(self.calendar) }
    }

    /// One flat row.
    pub fn flat(&self) -> FlatTable {
        FlatTable::of([self.span()])
    }
}

//! One file: what a system showed at the end of a window in time.
//!
//! In: the dossiers of a system and a window. Out: the text of the file. A dossier is listed in
//! every window in which it was open for at least a day, with its state at the window's end; so a
//! dossier that lives through a month's end stands in two files, open in the first.

use std::borrow::Cow;

use anyhow::{Context, Result};
use chrono::Datelike;

use super::cases::{Channel, Dossier, Outcome};
use super::layout::{Column, DateForm, Layout};
use super::plan::{Desk, System, Window};
use super::trouble;
use crate::calendar::WorkingDays;
use crate::output::push_line;

type Row = Vec<Cow<'static, str>>;

/// The text of the file of `window`.
pub fn render(
    system: &System,
    window: &Window,
    dossiers: &[Dossier],
    calendar: &WorkingDays,
) -> Result<String> {
    let desks: Vec<&Desk> = system.parts.iter().flat_map(|part| &part.desks).collect();
    let mut rows = rows(system, window, dossiers, calendar)?;
    if system.troubled {
        trouble::mix(&mut rows);
    }
    let count = rows.len();
    let mut text = String::new();
    let sheet = Sheet { layout: system.layout };
    sheet.head(&mut text, window);
    let mut group = None;
    for (number, (desk, mut row)) in rows.into_iter().enumerate() {
        if system.layout.grouped && group != Some(desk) {
            group = Some(desk);
            let name = desks.get(desk).map_or("", |desk| desk.resolving.as_str());
            sheet.short_line(&mut text, &[(0, name.to_owned())]);
        }
        if let Some(cell) = row.first_mut() {
            *cell = Cow::Owned((number + 1).to_string());
        }
        sheet.line(&mut text, &row);
    }
    sheet.foot(&mut text, count);
    Ok(text)
}

/// The listed dossiers as cells, each with the position of its desk.
fn rows(
    system: &System,
    window: &Window,
    dossiers: &[Dossier],
    calendar: &WorkingDays,
) -> Result<Vec<(usize, Row)>> {
    let desks: Vec<&Desk> = system.parts.iter().flat_map(|part| &part.desks).collect();
    let is_last = system.windows.last().is_some_and(|last| last.file == window.file);
    let start = calendar.first_from(window.from);
    let end = calendar.last_until(window.to);
    let as_of = if is_last && system.exported_later { usize::MAX } else { end };
    let view = View { layout: system.layout, calendar, as_of };

    let listed = dossiers.iter().filter(|one| is_listed(one, start, end));
    let mut listed: Vec<&Dossier> = listed.collect();
    if system.layout.grouped {
        listed.sort_by_key(|one| one.desk);
    }
    let mut rows = Vec::new();
    for dossier in listed {
        let desk = desks.get(dossier.desk).copied().context("a dossier without a desk")?;
        rows.push((dossier.desk, view.row(dossier, desk)?));
    }
    Ok(rows)
}

fn is_listed(dossier: &Dossier, start: usize, end: usize) -> bool {
    let received = dossier.received <= end;
    if dossier.outcome == Outcome::Refused {
        return received && dossier.received >= start;
    }
    received && dossier.finished.is_none_or(|finished| finished >= start)
}

/// Turns a dossier into cells as they stood on the day `as_of`.
struct View<'a> {
    layout: &'a Layout,
    calendar: &'a WorkingDays,
    as_of: usize,
}

impl View<'_> {
    fn row(&self, dossier: &Dossier, desk: &Desk) -> Result<Row> {
        let headings = self.layout.headings.iter();
        headings.map(|(_, _, column)| self.cell(*column, dossier, desk)).collect()
    }

    fn cell(&self, column: Column, dossier: &Dossier, desk: &Desk) -> Result<Cow<'static, str>> {
        let closed = self.closed(dossier);
        let refused = dossier.outcome == Outcome::Refused;
        let with_result = closed.is_some() && dossier.outcome == Outcome::Resolved;
        Ok(match column {
            Column::Code => dossier.code.clone().into(),
            Column::Procedure => dossier.procedure.name.into(),
            Column::ProcedureCode => dossier.procedure.code.into(),
            Column::Field => dossier.procedure.field.into(),
            Column::Receiving => desk.receiving.clone().into(),
            Column::Resolving => desk.resolving.clone().into(),
            Column::District => desk.district.into(),
            Column::Commune => desk.commune.into(),
            Column::Level => desk.level.into(),
            Column::Channel => self.channel(dossier.channel).into(),
            Column::Received => self.date(Some(dossier.received), dossier.minute)?,
            Column::Due if refused => "".into(),
            Column::Due => {
                let first = dossier.earlier_due.filter(|_| closed.is_none());
                // Systems add the working days to the time of receipt.
                self.date(Some(first.unwrap_or(dossier.due)), dossier.minute)?
            }
            Column::Finished => self.date(closed, dossier.finished_minute)?,
            Column::HandedOver => self.date(self.handed_over(dossier), dossier.finished_minute)?,
            Column::Status => self.status(dossier).into(),
            Column::Rating if with_result => self.rating(dossier.rating).into(),
            Column::Digitised if with_result && dossier.digitised => "Được số hóa".into(),
            Column::Digitised if with_result => "Chưa số hóa".into(),
            Column::Number | Column::Rating | Column::Digitised => "".into(),
            Column::Hidden(text) => text.into(),
            Column::Note => self.note(dossier).into(),
        })
    }

    fn closed(&self, dossier: &Dossier) -> Option<usize> {
        dossier.finished.filter(|day| *day <= self.as_of)
    }

    fn handed_over(&self, dossier: &Dossier) -> Option<usize> {
        let closed = self.closed(dossier).filter(|_| dossier.outcome == Outcome::Resolved);
        closed.map(|day| day + dossier.pickup).filter(|day| *day <= self.as_of)
    }

    /// Waiting for papers at the end, or for a while at the end of an earlier window.
    fn paused(dossier: &Dossier) -> bool {
        let for_a_while = (dossier.received + dossier.desk + dossier.minute).is_multiple_of(19);
        dossier.outcome == Outcome::Paused
            || dossier.outcome == Outcome::Resolved && dossier.procedure.days > 2 && for_a_while
    }

    fn status(&self, dossier: &Dossier) -> &'static str {
        match (dossier.outcome, self.closed(dossier)) {
            (Outcome::Refused, _) => "Không được tiếp nhận",
            (Outcome::Returned, Some(_)) => "Công dân yêu cầu rút hồ sơ",
            (_, Some(_)) if self.handed_over(dossier).is_some() => "Đã trả kết quả",
            (_, Some(_)) => "Đã xử lý xong",
            (_, None) if Self::paused(dossier) => "Yêu cầu bổ sung giấy tờ",
            (_, None) => "Đang xử lý",
        }
    }

    fn note(&self, dossier: &Dossier) -> &'static str {
        match (dossier.outcome, self.closed(dossier)) {
            (Outcome::Refused, _) => "Không thuộc thẩm quyền giải quyết",
            (_, None) if Self::paused(dossier) => "Đề nghị bổ sung: đơn, bản sao giấy tờ",
            _ => "",
        }
    }

    fn channel(&self, channel: Channel) -> &'static str {
        let [online, in_person, postal] = self.layout.words.channels;
        match channel {
            Channel::Online => online,
            Channel::InPerson => in_person,
            Channel::Postal => postal,
        }
    }

    fn rating(&self, level: Option<usize>) -> &'static str {
        level.and_then(|level| self.layout.words.ratings.get(level)).copied().unwrap_or_default()
    }

    fn date(&self, day: Option<usize>, minute: usize) -> Result<Cow<'static, str>> {
        let Some(day) = day else { return Ok("".into()) };
        let date = self.calendar.at(day)?;
        let day = date.format("%d/%m/%Y");
        let (hour, minute, second) = (minute / 60, minute % 60, minute * 7 % 60);
        Ok(Cow::Owned(match self.layout.dates {
            DateForm::Day => day.to_string(),
            DateForm::Minute => format!("{day} {hour:02}:{minute:02}"),
            DateForm::Second => format!("{day} {hour:02}:{minute:02}:{second:02}"),
            DateForm::Iso => date.to_string(),
            DateForm::MinuteFirst => format!("{hour:02}:{minute:02}, {day}"),
        }))
    }
}

/// What stands above and below the rows.
struct Sheet<'a> {
    layout: &'a Layout,
}

impl Sheet<'_> {
    fn head(&self, text: &mut String, window: &Window) {
        if self.layout.mark {
            text.push('\u{feff}');
        }
        let right = self.layout.headings.len() / 2;
        for title in self.layout.titles {
            let filled = title
                .replace("{from}", &window.from.format("%d/%m/%Y").to_string())
                .replace("{to}", &window.to.format("%d/%m/%Y").to_string())
                .replace("{month}", &window.from.month().to_string())
                .replace("{year}", &window.from.year().to_string());
            let places = [0, right];
            let parts = filled.split('|').map(str::to_owned);
            let cells: Vec<_> = places.into_iter().zip(parts).collect();
            self.short_line(text, &cells);
        }
        self.header(text);
    }

    /// One row of headings, or two when some stand below a common group.
    fn header(&self, text: &mut String) {
        let headings = self.layout.headings;
        let mut upper: Row = Vec::new();
        let mut lower: Row = Vec::new();
        let mut previous = "";
        for (group, heading, _) in headings {
            if group.is_empty() {
                upper.push((*heading).into());
                lower.push("".into());
            } else {
                // A merged cell keeps its text in the first place only.
                upper.push(if *group == previous { "".into() } else { (*group).into() });
                lower.push((*heading).into());
            }
            previous = group;
        }
        self.line(text, &upper);
        if headings.iter().any(|(group, _, _)| !group.is_empty()) {
            self.line(text, &lower);
        }
        if self.layout.numbered {
            let numbers = 1..=headings.len();
            let row: Row = numbers.map(|number| format!("({number})").into()).collect();
            self.line(text, &row);
        }
    }

    fn foot(&self, text: &mut String, count: usize) {
        if self.layout.total {
            let count = if count < 1_000 {
                count.to_string()
            } else {
                format!("{}.{:03}", count / 1_000, count % 1_000)
            };
            self.short_line(text, &[(0, "Tổng số".to_owned()), (1, count)]);
        }
        if self.layout.signature {
            let right = self.layout.headings.len() - 3;
            self.short_line(text, &[]);
            let names = [(1, "NGƯỜI LẬP BIỂU".to_owned()), (right, "THỦ TRƯỞNG ĐƠN VỊ".to_owned())];
            self.short_line(text, &names);
            let hints = [(1, "(Ký, ghi rõ họ tên)"), (right, "(Ký tên, đóng dấu)")];
            self.short_line(text, &hints.map(|(place, hint)| (place, hint.to_owned())));
        }
    }

    /// A line with text in a few places; filled up to the full width only in padded layouts.
    fn short_line(&self, text: &mut String, cells: &[(usize, String)]) {
        let used = cells.iter().map(|(place, _)| place + 1).max().unwrap_or(0);
        let width = if self.layout.padded { self.layout.headings.len() } else { used };
        let mut row: Row = vec!["".into(); width];
        for (place, cell) in cells {
            if let Some(slot) = row.get_mut(*place) {
                *slot = Cow::Owned(cell.clone());
            }
        }
        self.line(text, &row);
    }

    fn line(&self, text: &mut String, row: &Row) {
        push_line(text, row, self.layout.delimiter, self.layout.line_end);
    }
}

//! A life → the files that one-stop systems wrote of it.
//!
//! In: a [`Life`], a style, a month. Out: files below a folder. Must not know: who reads them.
//!
//! An export is made on the first of the month after (the systems of the old communes on their last day,
//! 30 June 2025) and shows the state of that day: also what was closed on it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;
use std::path::Path;

use chrono::NaiveDate;

use super::days::Month;
use super::places::reorganisation;
use super::{Dossier, Life};

/// Which dossiers an export for a month holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// What was open at the start of the month and what was received in it.
    CarriedAndReceived,
    /// Everything.
    Full,
    /// What was received in the month.
    Received,
    /// What was received since New Year.
    YearToDate,
}

/// How an office exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    pub content: Content,
    /// All exports in one folder instead of one for each month.
    pub is_flat: bool,
    /// A line above the headings names the days of the export.
    pub has_titles: bool,
    /// A column of unit codes.
    pub has_codes: bool,
}

/// The day on which the exports of a month are made.
pub fn made_on(month: Month) -> NaiveDate {
    if month.next().first() == reorganisation() { month.last() } else { month.next().first() }
}

const HEADINGS: [&str; 8] = [
    "Mã hồ sơ",
    "Đơn vị giải quyết",
    "Quận/Huyện",
    "Hình thức nộp",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày kết thúc xử lý",
    "Trạng thái",
];
/// The same of the system that comes after.
const OTHER_HEADINGS: [&str; 8] = [
    "Số hồ sơ",
    "Cơ quan giải quyết",
    "Quận/Huyện",
    "Kênh tiếp nhận",
    "Ngày nhận hồ sơ",
    "Ngày hẹn trả kết quả",
    "Ngày hoàn thành",
    "Tình trạng",
];

impl Life {
    /// Writes all that arrives for a month below `folder`: one file of each sender, and what one of them
    /// sends late.
    pub fn export(&self, style: Style, month: Month, folder: &Path) -> io::Result<()> {
        let silent = self.plan.silent;
        for (sender, areas) in self.senders(month) {
            let is_silent = |silence: Month| {
                silent.is_some_and(|(area, when)| when == silence && areas.contains(&area))
            };
            if !is_silent(month) {
                self.write(style, month, made_on(month), &sender, &areas, folder, month)?;
            }
            // A dump of this month holds the one before anyway.
            if is_silent(month.previous()) && style.content != Content::Full {
                let before = month.previous();
                self.write(style, before, made_on(month), &sender, &areas, folder, month)?;
            }
        }
        Ok(())
    }

    /// Who sends a file: every department and commune, before the reorganisation every district.
    fn senders(&self, month: Month) -> BTreeMap<String, Vec<usize>> {
        let mut senders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, area) in self.areas.iter().enumerate() {
            let district = area.parts.first().map_or("", |part| part.district);
            let name = if area.is_commune() && made_on(month) < reorganisation() {
                district
            } else {
                area.name_on(reorganisation())
            };
            senders.entry(name.to_owned()).or_default().push(place);
        }
        senders
    }

    #[allow(clippy::too_many_arguments, reason = "what, of when, by whom, where to")]
    fn write(
        &self,
        style: Style,
        month: Month,
        shown: NaiveDate,
        sender: &str,
        areas: &[usize],
        folder: &Path,
        arrives: Month,
    ) -> io::Result<()> {
        let mut text = String::new();
        let day = |day: NaiveDate| day.format("%d/%m/%Y");
        if style.has_titles {
            let (first, last) = (self.first_of(style, month), month.last());
            let _ = writeln!(text, "Từ ngày {} đến ngày {}", day(first), day(last));
        }
        let is_other = self.plan.system.is_some_and(|first| arrives >= first);
        let headings = if is_other { OTHER_HEADINGS } else { HEADINGS };
        text.push_str(&headings.join(";"));
        text.push_str(if style.has_codes { ";Mã đơn vị\n" } else { "\n" });
        for dossier in &self.dossiers {
            let is_sent = areas.contains(&dossier.area)
                && dossier.entered <= shown
                && self.is_told(dossier, style, month, shown);
            if is_sent {
                self.push_row(&mut text, dossier, style, shown);
            }
        }
        let folder =
            if style.is_flat { folder.to_owned() } else { folder.join(arrives.to_string()) };
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("{sender} - {month}.csv")), text)
    }

    fn first_of(&self, style: Style, month: Month) -> NaiveDate {
        match style.content {
            Content::Full => self.dossiers.first().map_or(month.first(), |first| first.received),
            Content::YearToDate => Month::new(month.year, 1).first(),
            Content::CarriedAndReceived | Content::Received => month.first(),
        }
    }

    fn is_told(&self, dossier: &Dossier, style: Style, month: Month, shown: NaiveDate) -> bool {
        let since = self.first_of(style, month);
        let is_received = (since..=month.last()).contains(&dossier.received);
        match style.content {
            Content::Full => dossier.received <= shown,
            Content::Received | Content::YearToDate => is_received,
            Content::CarriedAndReceived => {
                let is_open = |finished: NaiveDate| finished >= month.first();
                let is_carried = dossier.received < month.first()
                    && dossier.finished_on(shown).is_none_or(is_open);
                is_received || is_carried
            }
        }
    }

    fn push_row(&self, text: &mut String, dossier: &Dossier, style: Style, shown: NaiveDate) {
        let (code, name) = self.unit_on(dossier, shown);
        let area = &self.areas[dossier.area];
        let is_before = shown < reorganisation();
        let district = if is_before { area.parts[dossier.part].district } else { "" };
        let unit = match (area.is_commune(), is_before) {
            (false, _) => name.to_owned(),
            (true, true) => office(name),
            // What the receipt says stays in the row: both names stand in one export.
            (true, false) => office(area.name_on(dossier.received.max(reorganisation()))),
        };
        let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
        let finished = dossier.finished_on(shown);
        let status = match finished {
            Some(_) if dossier.is_returned => "Trả lại",
            Some(_) => "Đã trả kết quả",
            None => "Đang xử lý",
        };
        let cells = [
            self.code_of(dossier, shown),
            unit,
            district.to_owned(),
            (if dossier.is_online { "Trực tuyến" } else { "Trực tiếp" }).to_owned(),
            day(dossier.received),
            day(dossier.due_on(shown)),
            finished.map(day).unwrap_or_default(),
            status.to_owned(),
        ];
        text.push_str(&cells.join(";"));
        if style.has_codes {
            let _ = write!(text, ";{code}");
        }
        text.push('\n');
    }

    /// The code that the system of the day gives a dossier.
    fn code_of(&self, dossier: &Dossier, shown: NaiveDate) -> String {
        let Dossier { number, received, area, .. } = dossier;
        let old = format!("HS-{}-{number:05}", received.format("%Y"));
        let Some(first) = self.plan.system.map(Month::first) else { return old };
        let is_of_new = *received >= first
            || (self.plan.recodes && dossier.finished.is_none_or(|finished| finished >= first));
        if shown >= first && is_of_new {
            format!("000.00.{area:02}.H05-{}-{number:04}", received.format("%y%m%d"))
        } else {
            old
        }
    }
}

/// `Xã Tam Đa` → `UBND xã Tam Đa`.
fn office(name: &str) -> String {
    let mut letters = name.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
    format!("UBND {first}{}", letters.as_str())
}

//! One case as nineteen cells.
//!
//! In: a case and its offices. Out: texts in buffers that are used again for every row, so that
//! a log of millions of rows allocates next to nothing.

use std::fmt::Write;

use anyhow::Result;

use super::offices::Offices;
use super::stream::{Case, State};
use crate::calendar::WorkingDays;

/// Headers in order.
pub const HEADERS: [&str; 19] = [
    "STT",
    "Mã hồ sơ",
    "Mã TTHC",
    "Tên thủ tục hành chính",
    "Lĩnh vực",
    "Đơn vị tiếp nhận",
    "Đơn vị giải quyết",
    "Quận/Huyện",
    "Xã/Phường",
    "Cấp",
    "Hình thức nộp",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày kết thúc xử lý",
    "Ngày trả kết quả",
    "Trạng thái hồ sơ",
    "Mức độ hài lòng",
    "Số hóa kết quả",
    "Ghi chú",
];

/// Places of the cells that dirt falls on.
pub const CODE: usize = 1;
/// Lĩnh vực.
pub const FIELD: usize = 4;
/// Đơn vị giải quyết.
pub const UNIT: usize = 6;
/// Hình thức nộp.
pub const CHANNEL: usize = 10;
/// Ngày tiếp nhận.
pub const RECEIVED: usize = 11;
/// Ngày hẹn trả.
pub const DUE: usize = 12;
/// Ngày kết thúc xử lý.
pub const FINISHED: usize = 13;
/// Ngày trả kết quả.
pub const HANDED_OVER: usize = 14;
/// Trạng thái hồ sơ.
pub const STATUS: usize = 15;
/// Ghi chú.
pub const NOTE: usize = 18;

const CHANNELS: [&str; 3] = ["Trực tuyến", "Trực tiếp", "Bưu chính công ích"];
const RATINGS: [&str; 5] =
    ["Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Rất không hài lòng"];

/// Every working day in the forms that rows need.
pub struct Days {
    texts: Vec<[String; 2]>,
}

impl Days {
    /// Writes each day once.
    pub fn new(calendar: &WorkingDays) -> Result<Self> {
        let mut texts = Vec::new();
        for number in 0..calendar.len() {
            let day = calendar.at(number)?;
            texts.push(["%d/%m/%Y", "%y%m%d"].map(|form| day.format(form).to_string()));
        }
        Ok(Self { texts })
    }

    /// 31/01/2024
    pub fn slashed(&self, day: usize) -> &str {
        self.text(day, 0)
    }

    fn text(&self, day: usize, form: usize) -> &str {
        self.texts.get(day).and_then(|forms| forms.get(form)).map_or("", String::as_str)
    }
}

/// The cells of one row.
pub struct Row {
    /// Texts in order of `HEADERS`.
    pub cells: [String; 19],
    /// A cell that is left out when the row is written.
    pub missing: Option<usize>,
    /// An empty line comes first.
    pub blank_before: bool,
}

impl Row {
    /// Empty buffers.
    pub fn new() -> Self {
        Self {
            cells: std::array::from_fn(|_| String::with_capacity(128)),
            missing: None,
            blank_before: false,
        }
    }

    /// The cell at a place.
    pub fn cell(&mut self, place: usize) -> Option<&mut String> {
        self.cells.get_mut(place)
    }

    /// Replaces the text of a cell.
    pub fn put(&mut self, place: usize, text: &str) {
        if let Some(cell) = self.cells.get_mut(place) {
            cell.clear();
            cell.push_str(text);
        }
    }

    /// Fills all cells; nothing when the case names an unknown unit or procedure.
    pub fn fill(
        &mut self,
        row_number: usize,
        case: &Case,
        offices: &Offices,
        days: &Days,
    ) -> Option<()> {
        let unit = offices.units.get(case.unit)?;
        let kind = offices.kinds.get(case.kind)?;
        self.cells.iter_mut().for_each(String::clear);
        self.missing = None;
        self.blank_before = false;
        let [
            number,
            code,
            kind_code,
            name,
            field,
            receiving,
            resolving,
            district,
            commune,
            level,
            rest @ ..,
        ] = &mut self.cells;
        write!(number, "{row_number}").ok()?;
        write!(code, "{}-{}-{:04}", unit.identifier, days.text(case.received, 1), case.number)
            .ok()?;
        kind_code.push_str(&kind.code);
        name.push_str(&kind.name);
        field.push_str(kind.field);
        receiving.push_str(&unit.receiving);
        resolving.push_str(&unit.resolving);
        district.push_str(unit.district);
        commune.push_str(unit.commune);
        level.push_str(unit.level);
        fill_course(rest, case, days)
    }
}

/// The cells that tell the course of the case, from the channel on.
fn fill_course(cells: &mut [String; 9], case: &Case, days: &Days) -> Option<()> {
    let [channel, received, due, finished, handed_over, status, rating, digitised, note] = cells;
    channel.push_str(CHANNELS.get(case.channel)?);
    push_time(received, days.slashed(case.received), case.minute)?;
    if case.state != State::Refused {
        due.push_str(days.slashed(case.due));
    }
    if let Some(day) = case.finished() {
        push_time(finished, days.slashed(day), case.finish_minute)?;
    }
    status.push_str(status_words(case.state));
    if case.state == State::HandedOver {
        handed_over.push_str(days.slashed(case.finish));
        digitised.push_str(if case.digitised { "Được số hóa" } else { "Chưa số hóa" });
        if let Some(level) = case.rating {
            rating.push_str(RATINGS.get(level)?);
        }
    }
    if case.state == State::Paused {
        note.push_str("Đề nghị bổ sung bản sao giấy tờ");
    }
    Some(())
}

fn push_time(cell: &mut String, day: &str, minute: usize) -> Option<()> {
    write!(cell, "{day} {:02}:{:02}", minute / 60, minute % 60).ok()
}

fn status_words(state: State) -> &'static str {
    match state {
        State::Pending => "Đang xử lý",
        State::Paused => "Yêu cầu bổ sung giấy tờ",
        State::Finished => "Đã xử lý xong",
        State::HandedOver => "Đã trả kết quả",
        State::Returned => "Công dân yêu cầu rút hồ sơ",
        State::Refused => "Không được tiếp nhận",
    }
}

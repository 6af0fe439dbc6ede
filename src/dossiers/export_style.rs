//! Which style of export a file or a folder holds: what was received in a month, the year to date, what was open
//! or received, or everything.
//!
//! In: on which days the rows of a file were received and closed, and what files tell again of each other. Out:
//! the month that a file is for, its [`ExportStyle`], and the numbers that it is known by. Must not know: units,
//! periods asked for, languages.

use super::coverage::FileCoverage;
use super::overlap::FileOverlap;
use crate::domain::{Day, Period, PeriodRule, Span};

/// What an export holds of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExportStyle {
    /// What was received in it, and nothing else: what is carried over is in no later export.
    ReceivedOnly,
    /// What was received since the beginning of the year.
    YearToDate,
    /// What was open at its start, and what was received in it.
    CarriedAndReceived,
    /// Everything there is.
    FullDump,
}

impl ExportStyle {
    pub const ALL: [Self; 4] =
        [Self::ReceivedOnly, Self::YearToDate, Self::CarriedAndReceived, Self::FullDump];

    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ReceivedOnly => "received_only",
            Self::YearToDate => "year_to_date",
            Self::CarriedAndReceived => "carried_and_received",
            Self::FullDump => "full_dump",
        }
    }

    /// Whether such exports, month after month, tell what becomes of each dossier.
    pub const fn tells_what_is_carried(self) -> bool {
        matches!(self, Self::CarriedAndReceived | Self::FullDump)
    }
}

/// An export made on the first days of a month, everything until then in it, is one for the month before.
const FIRST_DAYS: i32 = 5;

/// What a file holds of the month that it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileStyle {
    pub style: ExportStyle,
    /// The month of its last receipts.
    pub month: Period,
    pub rows: u64,
    /// Received in the month, or behind it.
    pub received: u64,
    /// Received before it, and not closed before it.
    pub carried: u64,
    /// Closed before it.
    pub closed_before: u64,
    /// Open by what the file says.
    pub open: u64,
    /// Whether all receipts are of the year of the month: then everything may be the year to date.
    pub is_of_one_year: bool,
}

/// The style of one file; nothing where no row of it is a dossier.
pub fn file_style(file: &FileCoverage) -> Option<FileStyle> {
    let month = month_of(file)?;
    let rows = file.received_on.rows();
    let closed_before = file.closed_on.before(month.from);
    let received_before = file.received_on.before(month.from);
    let carried = received_before.saturating_sub(closed_before);
    let open = rows.saturating_sub(file.closed_on.rows());
    let is_of_one_year = begins_in_year_of(file, month);
    // One row in a hundred is a slip.
    let style = if closed_before > rows / 100 {
        let is_since_january = is_of_one_year && begins_in_january(file);
        if is_since_january { ExportStyle::YearToDate } else { ExportStyle::FullDump }
    } else if carried > 0 && carried * 10 >= open {
        // About as many are open at the end of a month as at its start.
        ExportStyle::CarriedAndReceived
    } else {
        ExportStyle::ReceivedOnly
    };
    let received = rows - received_before;
    Some(FileStyle { style, month, rows, received, carried, closed_before, open, is_of_one_year })
}

/// The month of the last receipts of a file, slips left aside.
pub fn month_of(file: &FileCoverage) -> Option<Period> {
    let (_, last) = file.received_on.usual()?;
    let month = month_around(last)?;
    let before = month_around(month.from.previous())?;
    let in_month = file.received_on.rows() - file.received_on.before(month.from);
    let in_before = file.received_on.before(month.from) - file.received_on.before(before.from);
    let is_of_first_days = last.0 - month.from.0 < FIRST_DAYS;
    Some(if is_of_first_days && in_before > in_month { before } else { month })
}

/// Whether of two files the newer is the export of a later month, and there are exports of newer months still: then
/// it was told while it was the newest, and nothing is in doubt.
pub fn is_settled(overlap: &FileOverlap, newest: Option<Day>) -> bool {
    let months = month_of(&overlap.newer).zip(month_of(&overlap.older));
    months.is_some_and(|(newer, older)| newer.from > older.from && Some(newer.from) < newest)
}

/// The first day of the newest month that any of these exports is for.
pub fn newest_month(overlaps: &[FileOverlap]) -> Option<Day> {
    overlaps.iter().filter_map(|overlap| Some(month_of(&overlap.newer)?.from)).max()
}

fn month_around(day: Day) -> Option<Period> {
    let around = Period { from: Day(day.0 - 31), to: Day(day.0 + 31) };
    let steps = around.steps(Span::Month, PeriodRule::Calendar);
    // The first and the last are cut off.
    let found = steps.iter().map(|step| step.period).find(|month| month.contains(day))?;
    Some(found)
}

/// Whether the receipts begin in the year of a month.
fn begins_in_year_of(file: &FileCoverage, month: Period) -> bool {
    let year = |day: Day| day.to_string().get(..4).map(str::to_owned);
    file.received_on.usual().is_some_and(|(first, _)| year(first) == year(month.from))
}

fn begins_in_january(file: &FileCoverage) -> bool {
    file.received_on.usual().is_some_and(|(first, _)| is_january(first))
}

fn is_january(day: Day) -> bool {
    day.to_string().get(5..7) == Some("01")
}

/// As many dossiers are open at the end of a month as at its start, about: where so many are and none was, the
/// exports lack what was carried over (less likely than one in a hundred otherwise).
const OPEN_AT_END: u64 = 5;

/// Whether counts of a period say that what was carried into it is not in the exports.
pub const fn lacks_carried(opening: u64, open_at_end: u64) -> bool {
    opening == 0 && open_at_end >= OPEN_AT_END
}

/// What the files of a folder hold, together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderStyle {
    /// Nothing where files are of different styles.
    pub style: Option<ExportStyle>,
    /// The files with the style of each, in reading order.
    pub files: Vec<(String, FileStyle)>,
    /// Dossiers that a file tells to be open, where a later file is there.
    pub open_before: u64,
    /// Those of them that a later file tells again.
    pub open_told_again: u64,
}

/// The style of the files of a folder; nothing where no file has a dossier.
pub fn folder_style(files: &[FileCoverage], overlaps: &[FileOverlap]) -> Option<FolderStyle> {
    let styles: Vec<(&FileCoverage, FileStyle)> =
        files.iter().filter_map(|file| Some((file, file_style(file)?))).collect();
    let last = styles.iter().map(|(_, style)| style.month.from).max()?;
    let earlier = styles.iter().filter(|(_, style)| style.month.from < last);
    let open_before = earlier.map(|(file, _)| file.open()).sum();
    let open_told_again = overlaps.iter().map(|overlap| overlap.open).sum::<u64>();
    let of_files: Vec<FileStyle> = styles.iter().map(|(_, style)| *style).collect();
    let (open_before, open_told_again) = (open_before, open_told_again.min(open_before));
    Some(FolderStyle {
        style: common(&of_files),
        files: styles.into_iter().map(|(file, style)| (file.file.clone(), style)).collect(),
        open_before,
        open_told_again,
    })
}

/// The one style of all files. A file of January is of the year to date and of its month at once, a log that
/// begins with a year looks like the year to date, and the first month of an office has nothing carried.
fn common(files: &[FileStyle]) -> Option<ExportStyle> {
    use ExportStyle::{CarriedAndReceived, FullDump, ReceivedOnly, YearToDate};
    let number = |style| files.iter().filter(|file| file.style == style).count();
    let first = files.iter().map(|file| file.month.from).min()?;
    let fits = |style: ExportStyle, file: &FileStyle| {
        file.style == style
            || match style {
                FullDump => file.style == YearToDate || file.month.from == first,
                YearToDate => {
                    (file.style == ReceivedOnly && is_january(file.month.from))
                        || (file.style == FullDump && file.is_of_one_year)
                }
                CarriedAndReceived => file.style == ReceivedOnly && file.month.from == first,
                ReceivedOnly => false,
            }
    };
    let styles = [FullDump, YearToDate, CarriedAndReceived, ReceivedOnly];
    let mut present = styles.into_iter().filter(|style| number(*style) > 0);
    present.find(|style| files.iter().all(|file| fits(*style, file)))
}

#[cfg(test)]
mod tests;

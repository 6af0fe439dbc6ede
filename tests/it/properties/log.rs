//! Random dirty logs: what their rows say, before a file writes it down in its own way.

use cchc::domain::{Channel, Flag, Rating, Status};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// 15 November 2023, as days since 1970: the logs run over a turn of the year and a leap day.
pub const FIRST_DAY: i32 = 19_676;

/// One date cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateCell {
    Blank,
    /// A word that means "nothing here".
    BlankWord(&'static str),
    /// A day, and the second of it if a time is written too.
    On(i32, Option<u32>),
    Bad(&'static str),
}

impl DateCell {
    pub const fn is_blank(self) -> bool {
        matches!(self, Self::Blank | Self::BlankWord(_))
    }
}

/// A name as it is written, and which of the names it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spelling<V> {
    pub text: &'static str,
    pub value: V,
}

const fn spelling<V>(text: &'static str, value: V) -> Spelling<V> {
    Spelling { text, value }
}

/// Units by number; several spellings of one, one that is blank.
pub const UNITS: [Spelling<usize>; 8] = [
    spelling("UBND xã Quỳnh Mỹ", 0),
    spelling("UBND XÃ QUỲNH MỸ", 0),
    spelling("UBND  xã\u{a0}Quy\u{300}nh My\u{303}", 0),
    spelling("Sở Tư pháp", 1),
    spelling("UBND huyện Hoà Bình", 2),
    spelling("UBND huyện Hòa Bình", 2),
    spelling("Đội 2, khu \"A\"; tổ 10|3\tB", 3),
    spelling("", 4),
];

pub const PROCEDURES: [Spelling<usize>; 3] = [
    spelling("Cấp bản sao trích lục hộ tịch", 0),
    spelling("Đăng ký \"biến động\";\nđất đai, nhà ở", 1),
    spelling("ĐĂNG KÝ KHAI SINH", 2),
];

pub const CHANNELS: [Spelling<Channel>; 10] = [
    spelling("Trực tuyến", Channel::Online),
    spelling("TRỰC TUYẾN", Channel::Online),
    spelling("Qua mạng", Channel::Online),
    spelling("Trực tiếp", Channel::InPerson),
    spelling("Nộp trực tiếp", Channel::InPerson),
    spelling("Bưu chính công ích", Channel::Postal),
    spelling("Hình thức khác", Channel::Other),
    spelling("Chim bồ câu", Channel::Unknown),
    spelling("Zalo", Channel::Unknown),
    spelling("", Channel::Unknown),
];

pub const STATUSES: [Spelling<Status>; 10] = [
    spelling("Đang xử lý", Status::Pending),
    spelling("Được tiếp nhận", Status::Pending),
    spelling("Đã trả kết quả", Status::Resolved),
    spelling("Đã xử lý xong", Status::Resolved),
    spelling("Dừng xử lý", Status::Paused),
    spelling("Công dân rút", Status::Returned),
    spelling("Không được tiếp nhận", Status::NotAccepted),
    spelling("Mới đăng ký", Status::NotAccepted),
    spelling("Lưu kho", Status::Unknown),
    spelling("", Status::Unknown),
];

pub const RATINGS: [Spelling<Rating>; 7] = [
    spelling("Rất hài lòng", Rating::VerySatisfied),
    spelling("Hài lòng", Rating::Satisfied),
    spelling("Bình thường", Rating::Neutral),
    spelling("Không hài lòng", Rating::Dissatisfied),
    spelling("Rất không hài lòng", Rating::VeryDissatisfied),
    spelling("5", Rating::Unknown),
    spelling("", Rating::Unknown),
];

pub const FLAGS: [Spelling<Flag>; 4] = [
    spelling("Đã số hóa", Flag::Yes),
    spelling("Chưa số hóa", Flag::No),
    spelling("?", Flag::Unknown),
    spelling("", Flag::Unknown),
];

/// What one row says of a dossier.
#[derive(Debug, Clone)]
pub struct DossierRow {
    /// Blank for a row whose id is missing.
    pub id: String,
    pub unit: Spelling<usize>,
    pub procedure: Spelling<usize>,
    pub received: DateCell,
    pub due: DateCell,
    pub finished: DateCell,
    pub returned: DateCell,
    pub status: Spelling<Status>,
    pub channel: Spelling<Channel>,
    pub rating: Spelling<Rating>,
    pub digitised: Spelling<Flag>,
}

/// One row of a file's body.
#[derive(Debug, Clone)]
pub enum Row {
    Dossier(DossierRow),
    /// So many cells are missing at the end.
    Short(DossierRow, usize),
    /// A cell too many.
    Long(DossierRow),
    /// No cell, or only empty ones.
    Blank {
        has_cells: bool,
    },
    HeaderAgain,
    Group,
    Total,
}

/// How a file writes its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    Slashes,
    Iso,
    Dots,
    TimeFirst,
}

/// The columns that a file may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OptionalColumns {
    pub due: bool,
    pub returned: bool,
    pub status: bool,
    pub channel: bool,
    pub rating: bool,
    pub digitised: bool,
}

/// How the bytes of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf8WithMark,
    Utf16,
    Gzip,
}

/// How a file looks.
#[derive(Debug, Clone)]
pub struct FileStyle {
    pub delimiter: char,
    pub line_end: &'static str,
    pub has_last_line_end: bool,
    pub encoding: Encoding,
    pub dates: DateStyle,
    pub columns: OptionalColumns,
    /// The other order of the columns, and the other header spellings.
    pub is_reordered: bool,
    pub quotes_everything: bool,
    /// Rows with text above the header.
    pub titles: usize,
    /// Whether a blank row follows each of them.
    pub has_gaps: bool,
    /// A signature and a name end the file.
    pub is_signed: bool,
}

#[derive(Debug, Clone)]
pub struct LogFile {
    pub look: FileStyle,
    pub rows: Vec<Row>,
}

impl LogFile {
    /// What the file's columns tell of a dossier.
    pub fn exported(&self, row: &DossierRow) -> DossierRow {
        let columns = self.look.columns;
        let date = |is_there: bool, cell| if is_there { cell } else { DateCell::Blank };
        DossierRow {
            due: date(columns.due, row.due),
            returned: date(columns.returned, row.returned),
            status: if columns.status { row.status } else { spelling("", Status::Unknown) },
            channel: if columns.channel { row.channel } else { spelling("", Channel::Unknown) },
            rating: if columns.rating { row.rating } else { spelling("", Rating::Unknown) },
            digitised: if columns.digitised {
                // What is not marked as digitised is not.
                let is_marked = row.digitised.value == Flag::Yes;
                let value = if is_marked { Flag::Yes } else { Flag::No };
                Spelling { value, ..row.digitised }
            } else {
                spelling("", Flag::Unknown)
            },
            ..row.clone()
        }
    }
}

/// Several files in reading order.
pub type Log = Vec<LogFile>;

/// How ids are dealt out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ids {
    /// From so small a pool that most come again with a later state.
    Repeated,
    /// Each once.
    Unique,
}

/// A date so many days after the first one, now and then with a time, broken or blank.
fn date(day: impl Strategy<Value = i32>, blank: u32) -> impl Strategy<Value = DateCell> {
    let bad = ["31/02/2024", "2024-13-40", "hôm qua", "05/06/3024", "x"];
    let second = weighted(0.4, select(vec![0, 27_000, 27_015, 61_200, 86_399]));
    prop_oneof![
        30 => (day, second).prop_map(|(day, second)| DateCell::On(FIRST_DAY + day, second)),
        1 => select(bad.to_vec()).prop_map(DateCell::Bad),
        blank => Just(DateCell::Blank),
        blank / 4 + 1 => select(vec!["-", "NULL", "N/A", "00/00/0000", "Chưa có"]).prop_map(DateCell::BlankWord),
    ]
}

pub fn dossier_row() -> impl Strategy<Value = DossierRow> {
    let dates = (0_i32..120).prop_flat_map(|received| {
        (
            date(Just(received), 1),
            date(received - 2..received + 12, 6),
            date(received - 2..received + 25, 25),
            date(received - 1..received + 30, 60),
        )
    });
    let names = (select(UNITS.to_vec()), select(PROCEDURES.to_vec()));
    let values = (
        select(STATUSES.to_vec()),
        select(CHANNELS.to_vec()),
        select(RATINGS.to_vec()),
        select(FLAGS.to_vec()),
    );
    let id = prop_oneof![20 => (0_u32..14).prop_map(Some), 1 => Just(None)];
    let row = |(id, names, dates, values): (Option<u32>, (_, _), (_, _, _, _), (_, _, _, _))| {
        let (received, due, finished, mut returned): (_, _, DateCell, DateCell) = dates;
        if !finished.is_blank() && matches!(returned, DateCell::Bad(_)) {
            // A broken hand-over day that nothing asks for: the contract says nothing of it.
            returned = DateCell::Blank;
        }
        DossierRow {
            id: id.map_or_else(String::new, |id| format!("000.00.00.H54-{id:04}")),
            unit: names.0,
            procedure: names.1,
            received,
            due,
            finished,
            returned,
            status: values.0,
            channel: values.1,
            rating: values.2,
            digitised: values.3,
        }
    };
    (id, names, dates, values).prop_map(row)
}

fn row() -> impl Strategy<Value = Row> {
    prop_oneof![
        40 => dossier_row().prop_map(Row::Dossier),
        1 => (dossier_row(), 1_usize..4).prop_map(|(row, missing)| Row::Short(row, missing)),
        1 => dossier_row().prop_map(Row::Long),
        1 => any::<bool>().prop_map(|has_cells| Row::Blank { has_cells }),
        1 => Just(Row::HeaderAgain),
        1 => Just(Row::Group),
        1 => Just(Row::Total),
    ]
}

pub fn look() -> impl Strategy<Value = FileStyle> {
    let is_there = || proptest::bool::weighted(0.9);
    let columns = (is_there(), is_there(), is_there(), is_there(), is_there(), is_there())
        .prop_map(|(due, returned, status, channel, rating, digitised)| OptionalColumns {
            due,
            returned,
            status,
            channel,
            rating,
            digitised,
        });
    let bytes = (
        select(vec![',', ';', '\t', '|']),
        select(vec!["\n", "\r\n", "\r"]),
        any::<bool>(),
        select(vec![Encoding::Utf8, Encoding::Utf8WithMark, Encoding::Utf16, Encoding::Gzip]),
        select(vec![DateStyle::Slashes, DateStyle::Iso, DateStyle::Dots, DateStyle::TimeFirst]),
    );
    let form = (any::<bool>(), any::<bool>(), 0_usize..3, any::<bool>(), any::<bool>());
    (bytes, columns, form).prop_map(
        |(bytes, columns, (is_reordered, quotes_everything, titles, has_gaps, is_signed))| {
            FileStyle {
                delimiter: bytes.0,
                line_end: bytes.1,
                has_last_line_end: bytes.2,
                encoding: bytes.3,
                dates: bytes.4,
                columns,
                is_reordered,
                quotes_everything,
                titles,
                has_gaps,
                is_signed,
            }
        },
    )
}

/// A log of up to four files.
pub fn log(ids: Ids) -> impl Strategy<Value = Log> {
    let file = (look(), vec(row(), 0..14)).prop_map(|(look, rows)| LogFile { look, rows });
    vec(file, 1..5).prop_map(move |mut log| {
        if ids == Ids::Unique {
            number(&mut log);
        }
        log
    })
}

fn rows(log: &mut Log) -> impl Iterator<Item = &mut DossierRow> {
    log.iter_mut().flat_map(|file| &mut file.rows).filter_map(|row| match row {
        Row::Dossier(row) | Row::Short(row, _) | Row::Long(row) => Some(row),
        _ => None,
    })
}

/// Gives every unit one spelling: which spelling names a group depends on the order of rows, by rule.
pub fn one_spelling(log: &mut Log) {
    for row in rows(log) {
        let first = UNITS.iter().find(|unit| unit.value == row.unit.value);
        row.unit = *first.expect("every unit has a spelling");
    }
}

/// Gives every row that has an id one of its own, and every unit one spelling.
fn number(log: &mut Log) {
    for (number, row) in rows(log).filter(|row| !row.id.is_empty()).enumerate() {
        row.id = format!("000.00.00.H54-{number:04}");
    }
    one_spelling(log);
}

/// A log of two large files, each read in several chunks, always the same.
pub fn large_log() -> Log {
    let mut runner = TestRunner::deterministic();
    let mut file = |start: usize, encoding| {
        let mut one = |place: usize| {
            let tree = dossier_row().new_tree(&mut runner).expect("a row");
            let mut row = tree.current();
            if !row.id.is_empty() {
                // The second file repeats half of the ids of the first, and some of its own.
                row.id = format!("000.00.00.H54-{:05}", start + place * 7 % 9_000);
            }
            match place % 50 {
                17 => Row::Short(row, 2),
                31 => Row::Blank { has_cells: false },
                _ => Row::Dossier(row),
            }
        };
        let rows = (0..10_000).map(&mut one).collect();
        let mut look = look().new_tree(&mut runner).expect("a look").current();
        look.encoding = encoding;
        look.delimiter = ';';
        look.titles = 0;
        LogFile { look, rows }
    };
    vec![file(0, Encoding::Utf8), file(4_500, Encoding::Utf8WithMark)]
}

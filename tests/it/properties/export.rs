//! Writes a log as files, each in its own look.

use std::fs;
use std::io::Write;
use std::path::Path;

use cchc::domain::Day;

use super::log::{DateCell, DateStyle, DossierRow, Encoding, FileStyle, Log, LogFile, Row};

/// One column: its two header spellings, and what a dossier says in it.
struct Column {
    headers: [&'static str; 2],
    cell: fn(&DossierRow, DateStyle) -> String,
}

/// The name of the file at a place of the log: numbers grow, and `9` comes before `11` in natural
/// order only.
pub fn file_name(place: usize, look: &FileStyle) -> String {
    let ending = if look.encoding == Encoding::Gzip { "csv.gz" } else { "csv" };
    format!("hồ sơ {}.{ending}", 7 + 2 * place)
}

/// Writes every file of the log into `folder`, in reading order.
pub fn write(log: &Log, folder: &Path) {
    for (place, file) in log.iter().enumerate() {
        write_file(file, &folder.join(file_name(place, &file.look)));
    }
}

/// Writes one file.
pub fn write_file(file: &LogFile, path: &Path) {
    fs::write(path, encoded(&text(file), file.look.encoding)).expect("the folder is writable");
}

fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf8WithMark => format!("\u{feff}{text}").into_bytes(),
        Encoding::Utf16 => {
            let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        }
        Encoding::Gzip => {
            let level = flate2::Compression::fast();
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
            encoder.write_all(text.as_bytes()).expect("memory takes all");
            encoder.finish().expect("memory takes all")
        }
    }
}

fn columns(look: &FileStyle) -> Vec<Column> {
    let column = |first, second, cell| Column { headers: [first, second], cell };
    let id = column("Mã hồ sơ", "Số hồ sơ", |row, _| row.id.clone());
    let number = column("STT", "TT", |_, _| "1".to_owned());
    let procedure = column("Tên thủ tục hành chính", "Thủ tục", |row, _| {
        row.procedure.text.to_owned()
    });
    let field = column("Lĩnh vực", "Tên lĩnh vực", |_, _| "Hộ tịch".to_owned());
    let unit = column("Đơn vị giải quyết", "ĐƠN VỊ  GIẢI QUYẾT", |row, _| {
        row.unit.text.to_owned()
    });
    let phone =
        column("Số điện thoại", "Số điện thoại", |_, _| "0912345678".to_owned());
    let received =
        column("Ngày tiếp nhận", "Ngày nhận", |row, style| date(row.received, style));
    let finished = column("Ngày kết thúc xử lý", "Ngày có kết quả", |row, style| {
        date(row.finished, style)
    });
    let mut optional = Vec::new();
    let mut add = |is_there: bool, column| optional.extend(is_there.then_some(column));
    add(look.columns.due, column("Ngày hẹn trả", "Hẹn trả", |row, style| date(row.due, style)));
    add(
        look.columns.returned,
        column("Ngày trả kết quả", "Ngày Trả KQ", |row, style| date(row.returned, style)),
    );
    add(
        look.columns.status,
        column("Trạng thái hồ sơ", "Trạng thái", |row, _| row.status.text.to_owned()),
    );
    add(
        look.columns.channel,
        column("Kênh thực hiện", "Loại tiếp nhận", |row, _| row.channel.text.to_owned()),
    );
    add(
        look.columns.rating,
        column("Đánh giá", "Mức độ hài lòng", |row, _| row.rating.text.to_owned()),
    );
    add(
        look.columns.digitised,
        column("Số hóa kết quả", "Số hoá kết quả", |row, _| {
            row.digitised.text.to_owned()
        }),
    );
    // The first three cells of a row always hold two different texts, so that a row cut short is
    // still told from a title.
    let mut columns = if look.is_reordered {
        vec![number, procedure, received, unit, finished]
    } else {
        vec![number, id.copy(), procedure, field, unit, received, finished]
    };
    columns.append(&mut optional);
    if look.is_reordered {
        columns.push(id);
    }
    columns.push(phone);
    columns
}

impl Column {
    fn copy(&self) -> Self {
        Self { headers: self.headers, cell: self.cell }
    }
}

fn date(cell: DateCell, style: DateStyle) -> String {
    let (day, second) = match cell {
        DateCell::Blank => return String::new(),
        DateCell::BlankWord(word) | DateCell::Bad(word) => return word.to_owned(),
        DateCell::On(day, second) => (Day(day).date(), second),
    };
    let form = match style {
        DateStyle::Slashes | DateStyle::TimeFirst => "%d/%m/%Y",
        DateStyle::Iso => "%Y-%m-%d",
        DateStyle::Dots => "%d.%m.%Y",
    };
    let day = day.format(form);
    let Some(second) = second else {
        return day.to_string();
    };
    let time = format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
    match style {
        DateStyle::TimeFirst => format!("{time}, {day}"),
        DateStyle::Iso => format!("{day}T{time}+07:00"),
        DateStyle::Slashes | DateStyle::Dots => format!("{day} {time}"),
    }
}

fn text(file: &LogFile) -> String {
    let look = &file.look;
    let columns = columns(look);
    let spelling = usize::from(look.is_reordered);
    let header: Vec<String> =
        columns.iter().map(|column| column.headers[spelling].to_owned()).collect();
    let cells = |row: &DossierRow| -> Vec<String> {
        columns.iter().map(|column| (column.cell)(row, look.dates)).collect()
    };
    let first_cells = |texts: &[&str]| -> Vec<String> {
        let mut cells = vec![String::new(); columns.len()];
        for (cell, text) in cells.iter_mut().zip(texts) {
            (*text).clone_into(cell);
        }
        cells
    };
    let full = file.rows.iter().filter(|row| matches!(row, Row::Dossier(_))).count();
    let long = file.rows.iter().filter(|row| matches!(row, Row::Long(_))).count();
    let mut lines: Vec<Vec<String>> = Vec::new();
    for title in 0..look.titles {
        lines.push(first_cells(&[["SỔ THEO DÕI HỒ SƠ", "Từ ngày 01/01/2024"][title % 2]]));
        if look.has_gaps {
            lines.push(Vec::new());
        }
    }
    lines.push(header.clone());
    for row in &file.rows {
        lines.push(match row {
            Row::Dossier(row) => cells(row),
            Row::Long(row) if long <= full => [cells(row), vec!["thừa".to_owned()]].concat(),
            // If most rows were too long, that would be the width of the file.
            Row::Long(row) => cells(row)[..4].to_vec(),
            Row::Short(row, missing) => {
                let cells = cells(row);
                cells[..cells.len() - missing].to_vec()
            }
            Row::Blank { has_cells: true } => first_cells(&[]),
            Row::Blank { has_cells: false } => Vec::new(),
            Row::HeaderAgain => header.clone(),
            Row::Group => first_cells(&["Lĩnh vực đất đai"]),
            Row::Total => first_cells(&["Tổng số", "120"]),
        });
    }
    if look.is_signed {
        lines.push(first_cells(&["", "", "NGƯỜI LẬP BIỂU"]));
        lines.push(first_cells(&["", "", "Nguyễn Văn A"]));
    }
    let lines: Vec<String> = lines.iter().map(|cells| line(cells, look)).collect();
    // Without a line end an empty last line would be none.
    let is_ended = look.has_last_line_end || lines.last().is_some_and(String::is_empty);
    let end = if is_ended { look.line_end } else { "" };
    format!("{}{end}", lines.join(look.line_end))
}

fn line(cells: &[String], look: &FileStyle) -> String {
    let write = |cell: &String| {
        let is_awkward = cell.contains([look.delimiter, '"', '\n', '\r']);
        if look.quotes_everything || is_awkward {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    cells.iter().map(write).collect::<Vec<_>>().join(&look.delimiter.to_string())
}

//! A list of the units that have to report → their names.
//!
//! In: text, one unit a line, or a table whose header names its unit, district and code columns. Out:
//! the entries in the order of the list. Must not know: the register, files.

use crate::columns::Vocabulary;
use crate::domain::{CanonicalField, Dimension};
use crate::read::{Dialect, HeaderCell, Record, Records};

/// One unit that is expected to report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RosterEntry {
    pub name: String,
    pub district: String,
    pub code: String,
    pub province: String,
}

impl RosterEntry {
    /// What the entry says in a dimension.
    pub fn text(&self, dimension: Dimension) -> &str {
        match dimension {
            Dimension::Unit => &self.name,
            Dimension::District => &self.district,
            Dimension::UnitCode => &self.code,
            Dimension::Province => &self.province,
            _ => "",
        }
    }

    /// The name as a list of silent units shows it.
    pub fn label(&self) -> String {
        match (self.name.is_empty(), self.district.is_empty()) {
            (true, _) => self.code.clone(),
            (false, true) => self.name.clone(),
            (false, false) => format!("{} ({})", self.name, self.district),
        }
    }
}

/// A list without a single unit.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the roster names no unit")]
pub struct EmptyRoster;

/// Where the columns of a list are.
#[derive(Default)]
struct Places {
    name: usize,
    district: Option<usize>,
    code: Option<usize>,
    province: Option<usize>,
}

/// Reads a list. Lines that begin with `#` are comments; each unit counts once.
///
/// # Errors
/// When no line names a unit.
pub fn read_roster(text: &str) -> Result<Vec<RosterEntry>, EmptyRoster> {
    let text = text.trim_start_matches('\u{FEFF}');
    let dialect = Dialect::new(delimiter(text));
    let mut records = Records::new(text.as_bytes(), dialect);
    let mut known: Option<Places> = None;
    let mut entries: Vec<RosterEntry> = Vec::new();
    while let Some(record) = records.advance() {
        let cell = |column: usize| String::from_utf8_lossy(&record.cell(column)).into_owned();
        if record.is_blank() || cell(0).starts_with('#') {
            continue;
        }
        let Some(places) = &known else {
            let header = header(&record);
            let is_header = header.is_some();
            let first = known.insert(header.unwrap_or(Places { name: 0, ..Places::default() }));
            if !is_header {
                entries.push(RosterEntry { name: cell(first.name), ..RosterEntry::default() });
            }
            continue;
        };
        let optional = |column: Option<usize>| column.map(cell).unwrap_or_default();
        let entry = RosterEntry {
            name: cell(places.name),
            district: optional(places.district),
            code: optional(places.code),
            province: optional(places.province),
        };
        let is_named = !entry.name.is_empty() || !entry.code.is_empty();
        if is_named && !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    if entries.is_empty() { Err(EmptyRoster) } else { Ok(entries) }
}

/// The delimiter of the first line that is no comment: the one it has most of.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.starts_with('#')).unwrap_or("").as_bytes();
    let count = |delimiter: &u8| memchr::memchr_iter(*delimiter, line).count();
    let most = Dialect::DELIMITERS.into_iter().rev().max_by_key(count);
    most.filter(|most| count(most) > 0).unwrap_or(b',')
}

/// The columns of a header, if the row is one.
fn header(record: &Record<'_>) -> Option<Places> {
    use CanonicalField as Field;
    let vocabulary = Vocabulary::new(None);
    let fields: Vec<Option<Field>> = record
        .cells()
        .map(|cell| {
            let name = String::from_utf8_lossy(&cell).into_owned();
            let header = HeaderCell { group: None, name };
            vocabulary.claims(&header).first().map(|claim| claim.field)
        })
        .collect();
    let column = |field: Field| fields.iter().position(|other| *other == Some(field));
    let code = column(Field::UnitCode);
    let name = [Field::ResolvingUnit, Field::ReceivingUnit, Field::Commune]
        .into_iter()
        .find_map(column)
        .or(code)?;
    let (district, province) = (column(Field::District), column(Field::Province));
    Some(Places { name, district, code, province })
}

#[cfg(test)]
mod tests {
    use super::{EmptyRoster, read_roster};

    #[test]
    fn a_line_a_unit() {
        let roster = read_roster("# 2024\nUBND xã A\n\nUBND xã B\n").expect("units");
        let names: Vec<_> = roster.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["UBND xã A", "UBND xã B"]);
    }

    #[test]
    fn a_table_with_a_header() {
        let text = "\u{FEFF}STT;Tên đơn vị;Quận/Huyện;Mã đơn vị\n1;Xã A;Huyện B;00123\n1;Xã A;Huyện B;00123\n";
        let roster = read_roster(text).expect("units");
        assert_eq!(roster.len(), 1);
        let entry = &roster[0];
        assert_eq!((&*entry.name, &*entry.district, &*entry.code), ("Xã A", "Huyện B", "00123"));
    }

    #[test]
    fn a_comment_tells_no_delimiter() {
        let text = "# A; B; C; D\nTên đơn vị,Quận/Huyện\nXã A,Huyện B\n";
        let roster = read_roster(text).expect("units");
        assert_eq!((&*roster[0].name, &*roster[0].district), ("Xã A", "Huyện B"));
    }

    #[test]
    fn a_list_of_nothing_is_refused() {
        for text in ["", "\n\n", "# nothing\n", "Tên đơn vị\n"] {
            assert_eq!(read_roster(text), Err(EmptyRoster), "{text:?}");
        }
    }
}

//! A list of the units that have to report → their names.
//!
//! In: the text of a list, one unit a line, or a table whose header names its unit, district and code columns.
//! Out: the entries in the order of the list, without numbers, bullets, titles, totals and signatures. Must not
//! know: the register, files.

use super::roster_rows::{
    Ordinal, as_ordinal, as_unit_text, is_code, is_end, is_furniture, is_title,
};
use super::tokens::tokens;
use crate::columns::{FieldPlace, ROSTER, Vocabulary};
use crate::domain::{Dimension, trim};
use crate::read::{Dialect, HeaderCell, Records};

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
#[derive(Debug, Default)]
struct Places {
    name: usize,
    district: Option<usize>,
    code: Option<usize>,
    province: Option<usize>,
}

/// The rows of a list: trimmed cells.
type Rows = Vec<Vec<String>>;

/// Reads a list. Lines that begin with `#` are comments; each unit counts once. `delimiter`: where it is known.
///
/// # Errors
/// When no line names a unit.
pub fn read_roster(text: &str, delimiter: Option<u8>) -> Result<Vec<RosterEntry>, EmptyRoster> {
    let text = text.trim_start_matches('\u{FEFF}');
    let tried: Vec<u8> = delimiter.map_or_else(|| delimiters(text), |known| vec![known]);
    let with_header = tried.iter().find_map(|delimiter| {
        let rows = rows(text, *delimiter);
        let (at, places) = header(&rows)?;
        Some(of_table(rows.get(at + 1..).unwrap_or_default(), &places))
    });
    let entries = with_header.unwrap_or_else(|| {
        let rows = rows(text, tried.first().copied().unwrap_or(b','));
        of_list(below_titles(&rows))
    });
    let mut once: Vec<RosterEntry> = Vec::new();
    for entry in entries {
        if !once.contains(&entry) {
            once.push(entry);
        }
    }
    if once.is_empty() { Err(EmptyRoster) } else { Ok(once) }
}

fn rows(text: &str, delimiter: u8) -> Rows {
    let mut records = Records::new(text.as_bytes(), Dialect::new(delimiter));
    let mut rows = Rows::new();
    while let Some(record) = records.advance() {
        let cells: Vec<String> =
            record.cells().map(|cell| trim(&String::from_utf8_lossy(&cell)).to_owned()).collect();
        let is_comment = cells.first().is_some_and(|first| first.starts_with('#'));
        if !is_comment && cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(cells);
        }
    }
    rows
}

/// The delimiters of a text, those that most lines have first; a comma where no line has any.
fn delimiters(text: &str) -> Vec<u8> {
    let lines = || text.lines().filter(|line| !line.starts_with('#'));
    let having =
        |delimiter: &u8| lines().filter(|line| line.as_bytes().contains(delimiter)).count();
    let mut found: Vec<u8> = Dialect::DELIMITERS.into_iter().filter(|d| having(d) > 0).collect();
    found.sort_by_key(|delimiter| std::cmp::Reverse(having(delimiter)));
    if found.is_empty() { vec![b','] } else { found }
}

/// The first row that heads columns, and which.
fn header(rows: &[Vec<String>]) -> Option<(usize, Places)> {
    /// No list has more titles.
    const MOST_TITLES: usize = 40;
    let vocabulary = Vocabulary::of_kind(&ROSTER, None);
    rows.iter()
        .take(MOST_TITLES)
        .enumerate()
        .find_map(|(at, cells)| Some((at, places(&vocabulary, cells)?)))
}

/// The columns of a header, if the row is one: of several that name units, the one whose heading is listed first.
fn places(vocabulary: &Vocabulary<FieldPlace>, cells: &[String]) -> Option<Places> {
    let column = |name: &str| {
        let field = ROSTER.place(name).map(FieldPlace)?;
        let claim = |cell: &String| {
            let header = HeaderCell { group: None, name: cell.clone() };
            vocabulary.claims(&header).first().filter(|claim| claim.field == field).copied()
        };
        let claims =
            cells.iter().enumerate().filter_map(|(at, cell)| Some((claim(cell)?.rank, at)));
        claims.min().map(|(_, at)| at)
    };
    let code = column("unit_code");
    let district = column("district");
    let name = column("unit").or(code).or(district)?;
    let district = district.filter(|place| *place != name);
    Some(Places { name, district, code, province: column("province") })
}

/// The entries below a header. A row that names nothing but a district heads the rows below it.
fn of_table(rows: &[Vec<String>], places: &Places) -> Vec<RosterEntry> {
    let mut entries = Vec::new();
    let mut heading = String::new();
    for cells in rows {
        if is_end(cells) {
            break;
        }
        if is_furniture(cells) {
            continue;
        }
        let cell = |column: usize| cells.get(column).map_or("", String::as_str);
        let optional = |column: Option<usize>| column.map(cell).unwrap_or_default().to_owned();
        let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
        let is_heading = cells.len() > 2
            && filled.len() <= 2
            && filled.iter().all(|text| !is_code(text))
            && cells.iter().any(|text| is_district(text))
            && filled.iter().all(|text| is_district(text) || as_ordinal(text) != Ordinal::None);
        if is_heading {
            heading = filled.last().map_or(String::new(), |text| as_unit_text(text).to_owned());
            continue;
        }
        let district = Some(optional(places.district)).filter(|text| !text.is_empty());
        let entry = RosterEntry {
            name: as_unit_text(cell(places.name)).to_owned(),
            district: district.unwrap_or_else(|| heading.clone()),
            code: optional(places.code),
            province: optional(places.province),
        };
        entries.extend(settled(entry));
    }
    entries
}

/// An entry whose name is a code has no name.
fn settled(entry: RosterEntry) -> Option<RosterEntry> {
    let RosterEntry { name, code, .. } = &entry;
    if name.is_empty() && code.is_empty() {
        return None;
    }
    if is_code(name) {
        let code = if code.is_empty() { name.clone() } else { code.clone() };
        return Some(RosterEntry { name: String::new(), code, ..entry });
    }
    Some(entry)
}

/// What stands below the titles of a list without a header.
fn below_titles(rows: &[Vec<String>]) -> &[Vec<String>] {
    let last = rows.iter().rposition(|cells| is_title(cells)).map_or(0, |place| place + 1);
    rows.get(last..).unwrap_or_default()
}

/// The entries of a list without a header. Where rows are numbered in two ways, those of the upper one head
/// the others.
fn of_list(rows: &[Vec<String>]) -> Vec<RosterEntry> {
    let usable: Vec<&Vec<String>> = rows
        .iter()
        .take_while(|cells| !is_end(cells))
        .filter(|cells| !is_furniture(cells))
        .collect();
    if let [line] = usable.as_slice() {
        // All units on one line.
        let texts = line.iter().map(|cell| as_unit_text(cell)).filter(|text| !text.is_empty());
        let names: Vec<&str> = texts.filter(|text| !is_code(text) && !is_district(text)).collect();
        if names.len() > 1 {
            let entry =
                |name: &str| RosterEntry { name: name.to_owned(), ..RosterEntry::default() };
            return names.into_iter().map(entry).collect();
        }
    }
    let ordinal = |cells: &&Vec<String>| as_ordinal(cells.first().map_or("", String::as_str));
    let has_lower = usable.iter().any(|cells| ordinal(cells) == Ordinal::Lower);
    let mut heading = String::new();
    let mut entries = Vec::new();
    for cells in &usable {
        let mut texts = cells.iter().map(|cell| as_unit_text(cell)).filter(|text| !text.is_empty());
        let Some(first) = texts.next() else { continue };
        let second = texts.next();
        if has_lower && ordinal(cells) == Ordinal::Upper {
            heading = if is_district(first) { first.to_owned() } else { String::new() };
            continue;
        }
        let of_line = |text: &str| RosterEntry {
            name: text.to_owned(),
            district: second
                .filter(|text| is_district(text))
                .map_or(heading.clone(), str::to_owned),
            ..RosterEntry::default()
        };
        let code = [Some(first), second].into_iter().flatten().find(|text| is_code(text));
        let name = [Some(first), second].into_iter().flatten().find(|text| !is_code(text));
        entries.extend(settled(RosterEntry {
            code: code.unwrap_or_default().to_owned(),
            ..of_line(name.unwrap_or_default())
        }));
    }
    entries
}

/// Whether a text names a district and no commune.
fn is_district(text: &str) -> bool {
    let words = tokens(as_unit_text(text));
    let opens = |opening: &str| words.starts_with(&tokens(opening));
    ["huyện", "quận", "thị xã", "thành phố", "h", "q", "tx", "tp"].into_iter().any(opens)
}
#[cfg(test)]
mod tests {
    use super::{EmptyRoster, read_roster};

    #[test]
    fn a_line_a_unit() {
        let roster = read_roster("# 2024\nUBND xã A\n\nUBND xã B\n", None).expect("units");
        let names: Vec<_> = roster.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["UBND xã A", "UBND xã B"]);
    }

    #[test]
    fn a_table_with_a_header() {
        let text = "\u{FEFF}STT;Tên đơn vị;Quận/Huyện;Mã đơn vị\n1;Xã A;Huyện B;00123\n1;Xã A;Huyện B;00123\n";
        let roster = read_roster(text, None).expect("units");
        assert_eq!(roster.len(), 1);
        let entry = &roster[0];
        assert_eq!((&*entry.name, &*entry.district, &*entry.code), ("Xã A", "Huyện B", "00123"));
    }

    #[test]
    fn a_comment_tells_no_delimiter() {
        let text = "# A; B; C; D\nTên đơn vị,Quận/Huyện\nXã A,Huyện B\n";
        let roster = read_roster(text, None).expect("units");
        assert_eq!((&*roster[0].name, &*roster[0].district), ("Xã A", "Huyện B"));
    }

    #[test]
    fn a_list_of_nothing_is_refused() {
        for text in ["", "\n\n", "# nothing\n", "Tên đơn vị\n"] {
            assert_eq!(read_roster(text, None), Err(EmptyRoster), "{text:?}");
        }
    }
}

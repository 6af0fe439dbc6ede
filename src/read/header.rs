//! Rows of a header, one to three with merged cells → the name of each column; and what of a row that
//! may be no header is shown.

use crate::findings::{is_heading, mask};

/// The name of a column: the cell over it, and the merged cell over that, if there are two rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct HeaderCell {
    pub group: Option<String>,
    pub name: String,
}

impl HeaderCell {
    /// As people write it: `Trả kết quả > Ngày nhận kết quả`.
    pub fn label(&self) -> String {
        match &self.group {
            Some(group) if *group != self.name => format!("{group} > {}", self.name),
            _ => self.name.clone(),
        }
    }
}

/// Two header rows: a name below stands under the nearest group to its left; a group with nothing
/// below it is a name that spans both rows.
pub fn merge(groups: &[String], names: &[String]) -> Vec<HeaderCell> {
    let mut group = None;
    (0..groups.len().max(names.len()))
        .map(|column| {
            let above = groups.get(column).filter(|text| !text.is_empty());
            let below = names.get(column).filter(|text| !text.is_empty());
            if above.is_some() {
                group = above.cloned();
            }
            match (below, above) {
                (Some(name), _) => HeaderCell { group: group.clone(), name: name.clone() },
                (None, Some(name)) => HeaderCell { group: None, name: name.clone() },
                (None, None) => HeaderCell::default(),
            }
        })
        .collect()
}

/// Three header rows: the two lower ones as above, and where the middle one says nothing, the upper
/// one is the group, or the name of a column that spans all three.
pub fn merge_three(groups: &[String], middle: &[String], names: &[String]) -> Vec<HeaderCell> {
    let upper = merge(groups, middle);
    let lower: Vec<String> = upper.iter().map(|header| header.name.clone()).collect();
    let mut merged = merge(&lower, names);
    for (header, above) in merged.iter_mut().zip(&upper) {
        if header.group.is_none() && header.name == above.name {
            // Spans the two lower rows.
            header.group.clone_from(&above.group);
        }
    }
    merged
}

/// Stands for a cell that is not shown.
const HIDDEN: &str = "…";
/// So many cells below one that are numbers or dates make it a heading.
const NUMBERS_BELOW: usize = 2;

/// The cells of a row that nothing knows, as a message may show them. Words over numbers or dates make
/// the row a header; else it may be a list of people, and only what is a heading by itself is shown.
pub fn shown_cells(cells: &[String], below: &[Vec<String>]) -> Vec<String> {
    let is_header = (0..cells.len()).any(|column| stands_over_numbers(column, cells, below));
    let shown = |cell: &String| match cell.as_str() {
        "" => String::new(),
        cell if is_header => mask(cell).into_owned(),
        cell if is_heading(cell) => cell.to_owned(),
        _ => HIDDEN.to_owned(),
    };
    cells.iter().map(shown).collect()
}

/// Whether a text of letters stands over nothing but numbers and dates.
fn stands_over_numbers(column: usize, cells: &[String], below: &[Vec<String>]) -> bool {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let has_no_digit =
        cells.get(column).is_some_and(|cell| !cell.is_empty() && !cell.contains(is_digit));
    let below = below.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty());
    let mut rows = 0;
    let are_numbers = below.into_iter().all(|cell| {
        // A date is worth more than a number, which may be that of a house.
        rows += if is_date(cell) { NUMBERS_BELOW } else { 1 };
        cell.contains(is_digit) && !cell.contains(char::is_alphabetic)
    });
    has_no_digit && are_numbers && rows >= NUMBERS_BELOW
}

/// Three numbers, one of them a year.
fn is_date(cell: &str) -> bool {
    let day = cell.split([' ', 'T', ',']).next().unwrap_or(cell);
    let parts: Vec<&str> = day.split(['/', '-', '.']).collect();
    let are_digits =
        parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    parts.len() == 3 && are_digits && parts.iter().any(|part| part.len() == 4)
}

#[cfg(test)]
mod tests {
    use super::shown_cells;

    fn shown(rows: &[&str]) -> String {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.split('|').map(str::to_owned).collect()).collect();
        shown_cells(&rows[0], &rows[1..]).join("|")
    }

    #[test]
    fn people_without_headings_are_not_shown_and_headings_are() {
        for (rows, expected) in [
            (&["Nguyễn Văn A|Thôn Đông|nữ|a@x.vn", "Trần B|Thôn Tây|nam|b@x.vn"][..], "…|…|…|…"),
            (&["Ký hiệu|Nơi làm|Bắt đầu|Xong", "a|b|c|d"], "Ký hiệu|Nơi làm|Bắt đầu|Xong"),
            (&["Số phiếu|Nguyễn Văn A|Hồ Thành", "a|b|c"], "Số phiếu|…|…"),
            (&["CASE_ID|openDate|Anna", "a|b|c"], "CASE_ID|openDate|…"),
            (&["Fall|Datum|Wer", "a|2024-01-02|Anna", "b|2024-01-03|Eva"], "Fall|Datum|Wer"),
            (&["Fall|Datum|Wer", "a|02.01.2024|Anna"], "Fall|Datum|Wer"),
            (&["Anna|x", "Eva|12"], "…|…"),
        ] {
            assert_eq!(shown(rows), expected);
        }
    }
}

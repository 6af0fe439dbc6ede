//! The cells of a header: every place is covered once, and nothing lies outside.

use crate::answers::publication::HeaderCell;
use crate::settings::{Problems, SettingsProblem, at};

/// More rows than any form's header has; a bound for typing errors.
const MOST_ROWS: usize = 12;

/// The height of a header whose cells cover every place of its rows once; problems are named by the
/// places of the cells in the file.
pub(super) fn check(cells: &[(usize, HeaderCell)], width: usize, problems: &mut Problems) -> usize {
    let mut covered: Vec<Vec<Option<usize>>> = Vec::new();
    for (place, cell) in cells {
        let (last_row, last_column) = (cell.row + cell.row_span, cell.column + cell.column_span);
        if last_row > MOST_ROWS || last_column > width {
            problems.say(
                at("header", *place),
                format!("ô tiêu đề ra ngoài bảng ở hàng {last_row}, cột {last_column}"),
                format!("the header cell leaves the table in row {last_row}, column {last_column}"),
            );
            continue;
        }
        if covered.len() < last_row {
            covered.resize(last_row, vec![None; width]);
        }
        let mut overlap = None;
        let rows = covered.iter_mut().enumerate().take(last_row).skip(cell.row);
        for (row, line) in rows {
            let columns = line.iter_mut().enumerate().take(last_column).skip(cell.column);
            for (column, slot) in columns {
                if slot.is_some() && overlap.is_none() {
                    overlap = Some((row + 1, column + 1));
                }
                *slot = Some(*place);
            }
        }
        if let Some((row, column)) = overlap {
            problems.say(
                at("header", *place),
                format!("hai ô tiêu đề đè lên nhau ở hàng {row}, cột {column}"),
                format!("two header cells lie over each other in row {row}, column {column}"),
            );
        }
    }
    for (row, line) in covered.iter().enumerate() {
        if let Some(column) = line.iter().position(Option::is_none) {
            let (row, column) = (row + 1, column + 1);
            problems.say(
                "header",
                format!("không có ô tiêu đề ở hàng {row}, cột {column}"),
                format!("no header cell covers row {row}, column {column}"),
            );
        }
    }
    if covered.is_empty() {
        problems.add("header", SettingsProblem::Missing);
    }
    covered.len()
}

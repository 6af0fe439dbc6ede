//! Live formulas over the counts of a sheet, each with the figure that stands there anyway, so that
//! readers that calculate nothing show the same.
//!
//! In: places of counts. Out: formulas. Must not know: what is counted.

use rust_xlsxwriter::{Formula, row_col_to_cell};

use super::page::number;
use crate::domain::Ratio;
use crate::render::number::NO_VALUE;

/// Cells as the arguments of a sum; runs of neighbours are one range.
fn arguments(cells: &[(u32, u16)]) -> String {
    let mut runs: Vec<((u32, u16), (u32, u16))> = Vec::new();
    for cell in cells {
        let follows = |last: (u32, u16)| {
            (cell.0 == last.0 && last.1.checked_add(1) == Some(cell.1))
                || (cell.1 == last.1 && last.0.checked_add(1) == Some(cell.0))
        };
        // A range goes one way only, across or down.
        let straight = |first: (u32, u16)| first.0 == cell.0 || first.1 == cell.1;
        match runs.last_mut() {
            Some((first, last)) if follows(*last) && straight(*first) => *last = *cell,
            _ => runs.push((*cell, *cell)),
        }
    }
    let texts = runs.iter().map(|(first, last)| {
        let [from, to] = [first, last].map(|(row, column)| row_col_to_cell(*row, *column));
        if from == to { from } else { format!("{from}:{to}") }
    });
    texts.collect::<Vec<_>>().join(",")
}

fn sum_of(cells: &[(u32, u16)]) -> String {
    match cells {
        [] => "0".to_owned(),
        [(row, column)] => row_col_to_cell(*row, *column),
        _ => format!("SUM({})", arguments(cells)),
    }
}

/// The sum of counts.
pub fn sum(cells: &[(u32, u16)], result: u64) -> Formula {
    Formula::new(format!("=SUM({})", arguments(cells))).set_result(result.to_string())
}

/// A rate of counts of its line; a dash when they are edited to nothing.
pub fn rate(
    numerator: &[(u32, u16)],
    minus: &[(u32, u16)],
    denominator: &[(u32, u16)],
    result: Ratio,
) -> Formula {
    let whole = sum_of(denominator);
    let part = if minus.is_empty() {
        sum_of(numerator)
    } else {
        format!("({}-{})", sum_of(numerator), sum_of(minus))
    };
    Formula::new(format!("=IF({whole}=0,\"{NO_VALUE}\",{part}/{whole})"))
        .set_result(result.value().to_string())
}

/// A number less another, times a factor.
pub fn difference(now: (u32, u16), before: (u32, u16), factor: u32, result: f64) -> Formula {
    let [now, before] = [now, before].map(|(row, column)| row_col_to_cell(row, column));
    let text = if factor == 1 {
        format!("={now}-{before}")
    } else {
        format!("=({now}-{before})*{factor}")
    };
    Formula::new(text).set_result(result.to_string())
}

/// A change of a count as a share of the count before.
pub fn growth(now: (u32, u16), before: (u32, u16), counts: (u64, u64)) -> Formula {
    let [now, before] = [now, before].map(|(row, column)| row_col_to_cell(row, column));
    let result = (number(counts.0) - number(counts.1)) / number(counts.1);
    Formula::new(format!("=IF({before}=0,\"{NO_VALUE}\",({now}-{before})/{before})"))
        .set_result(result.to_string())
}

#[cfg(test)]
mod tests {
    use super::{arguments, sum_of};

    #[test]
    fn neighbours_are_one_range() {
        assert_eq!(arguments(&[(4, 4), (4, 5), (4, 6)]), "E5:G5");
        assert_eq!(arguments(&[(4, 4), (4, 6), (4, 7)]), "E5,G5:H5");
        assert_eq!(arguments(&[(4, 4), (5, 4), (6, 4)]), "E5:E7");
        // Around a corner it is not one rectangle.
        assert_eq!(arguments(&[(4, 4), (5, 4), (5, 5)]), "E5:E6,F6");
        assert_eq!(sum_of(&[(4, 4)]), "E5");
        assert_eq!(sum_of(&[]), "0");
    }
}

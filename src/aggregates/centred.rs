//! Names of groups that stand over the middle of their columns, as conversions of printed pages leave them.
//!
//! In: the rows of a head. Out: the same rows with each name over the first of its columns, in every way that its
//! place allows. Must not know: what the names mean.

use std::ops::RangeInclusive;

/// More ways than this are no head that anybody printed.
const MOST_WAYS: usize = 16;
/// No head has more groups, and each has three places to end at.
const MOST_GROUPS: usize = 10;

/// The ways to read the top row of a head as names over the middle of their columns. None where a name may stand over
/// the first of them, as in a sheet, and nobody knows it: its columns may be of anything.
pub fn readings(block: &[Vec<String>], is_known: impl Fn(&str) -> bool) -> Vec<Vec<Vec<String>>> {
    let [top, below @ ..] = block else { return Vec::new() };
    let width = block.iter().map(Vec::len).max().unwrap_or(0);
    let says =
        |row: &Vec<String>, at: usize| row.get(at).is_some_and(|cell| !cell.trim().is_empty());
    let has_name_below = |at: usize| below.iter().any(|row| says(row, at));
    // A name with nothing above it, beside one that is over no others.
    let is_orphan = |at: &usize| {
        let left = (0..*at).rev().find(|left| says(top, *left));
        has_name_below(*at) && !says(top, *at) && left.is_none_or(|left| !has_name_below(left))
    };
    let orphan = (0..width).find(is_orphan);
    let begins = |at: &usize| says(top, *at) && has_name_below(*at);
    let Some(first) = orphan.or_else(|| (0..width).find(begins)) else { return Vec::new() };
    let last = (first..width).take_while(|at| has_name_below(*at)).last().unwrap_or(first);
    let groups: Vec<usize> = (first..=last).filter(|at| says(top, *at)).collect();
    let is_doubtful = |at: &usize| !top.get(*at).is_some_and(|name| is_known(name));
    let are_many = groups.len() > MOST_GROUPS;
    if are_many || orphan.is_none() && groups.iter().any(is_doubtful) {
        return Vec::new();
    }
    let moved = |starts: &Vec<usize>| {
        let mut row = top.clone();
        row.resize(width, String::new());
        let names: Vec<String> = groups.iter().map(|at| std::mem::take(&mut row[*at])).collect();
        for (start, name) in starts.iter().zip(names) {
            row[*start] = name;
        }
        std::iter::once(row).chain(below.iter().cloned()).collect()
    };
    ways(&groups, first..=last).iter().map(moved).collect()
}

/// Where the columns of each group may begin, so that its name stands in their middle and none is left over.
fn ways(groups: &[usize], columns: RangeInclusive<usize>) -> Vec<Vec<usize>> {
    let (first, last) = (*columns.start(), *columns.end());
    let Some((at, others)) = groups.split_first() else {
        return if first > last { vec![Vec::new()] } else { Vec::new() };
    };
    let Some(left) = at.checked_sub(first) else { return Vec::new() };
    // An even number of columns has two in its middle.
    let ends = [left, left + 1, left.wrapping_sub(1)].map(|right| at.wrapping_add(right));
    let fitting = ends.into_iter().filter(|end| at <= end && *end <= last);
    let all = fitting.flat_map(|end| ways(others, end + 1..=last)).map(|mut starts| {
        starts.insert(0, first);
        starts
    });
    all.take(MOST_WAYS).collect()
}

#[cfg(test)]
mod tests {
    use super::readings;

    fn block(rows: &[&str]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
    }

    #[test]
    fn names_in_the_middle_move_to_the_first_column() {
        let head = block(&["STT|Đơn vị| |A| | |B|", " | |a|b|c|d|e|f"]);
        let found: Vec<String> = readings(&head, |_| true)
            .iter()
            .filter_map(|rows| rows.first())
            .map(|top| top.join("|"))
            .collect();
        assert_eq!(found.first().map(String::as_str), Some("STT|Đơn vị|A|||B||"));
        let even = block(&["Đơn vị| |A| |B", " |a|b|c|d"]);
        assert!(readings(&even, |_| true).iter().any(|rows| rows[0].join("|") == "Đơn vị|A||B|"));
    }

    #[test]
    fn names_that_nobody_knows_stay_over_the_first_column() {
        let head = block(&["STT|Đơn vị|A| | |B|", " | |a|b|c|d|e"]);
        assert!(readings(&head, |name| name == "A").is_empty());
        assert!(!readings(&head, |_| true).is_empty());
        assert!(readings(&block(&["STT|Đơn vị|A|B"]), |_| true).is_empty());
    }
}

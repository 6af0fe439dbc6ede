//! Names of columns that hold several in one: a group and a name, a count and what is given of it.
//!
//! In: the cells over a column, as written and folded. Out: its use. Must not know: the columns beside it.

use std::cmp::Reverse;
use std::sync::LazyLock;

use super::columns::{ColumnUse, name_key};
use super::words::WORDS;
use crate::columns::AGGREGATES;
use crate::domain::fold;

/// What stands between a group and a name in one cell.
const SEPARATORS: [&str; 9] = [" – ", " — ", " - ", " > ", ": ", "\n", " | ", "_", "."];

/// Names of groups, the longest first: "số hồ sơ đã giải quyết" before "đã giải quyết".
static GROUPS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let mut groups: Vec<(&str, &str)> = AGGREGATES.group_keys().collect();
    groups.sort_unstable_by_key(|(name, _)| (Reverse(name.len()), *name));
    groups
});

/// The names of one cell are at most so many.
const MOST_PARTS: usize = 4;
/// No name is longer, in bytes: a line that was not cut is none.
const LONGEST_NAME: usize = 400;
/// More cells over a column are no head.
const MOST_CELLS: usize = 6;

/// The use of a column by the cells over it, topmost first; of a share of a count that it is known and no figure.
/// `may_be_broken`: whether names may be broken over rows, which takes many looks.
pub fn column_use(path: &[String], may_be_broken: bool) -> ColumnUse {
    // A head is looked for among figures, too, and those are many.
    let is_name = |cell: &String| cell.contains(char::is_alphabetic) || cell.contains('%');
    let is_long = |cell: &String| cell.len() > LONGEST_NAME;
    if !path.last().is_some_and(is_name) || path.iter().any(is_long) {
        return ColumnUse::Unknown;
    }
    match as_written(path) {
        ColumnUse::Unknown if may_be_broken => broken_names(path).unwrap_or(ColumnUse::Unknown),
        found => found,
    }
}

/// Names that a printed page broke over two rows: "Số hồ sơ đã" and "giải quyết". Every way to put cells that follow
/// each other together is tried, the fewest first.
fn broken_names(path: &[String]) -> Option<ColumnUse> {
    if !(2..=MOST_CELLS).contains(&path.len()) {
        return None;
    }
    let mut ways: Vec<u32> = (1..1 << (path.len() - 1)).collect();
    ways.sort_by_key(|way| way.count_ones());
    ways.into_iter().find_map(|way| {
        let mut whole: Vec<String> = Vec::with_capacity(path.len());
        for (at, cell) in path.iter().enumerate() {
            match whole.last_mut() {
                Some(last) if way >> (at - 1) & 1 == 1 => {
                    last.push(' ');
                    last.push_str(cell);
                }
                _ => whole.push(cell.clone()),
            }
        }
        Some(as_written(&whole)).filter(|found| *found != ColumnUse::Unknown)
    })
}

fn as_written(path: &[String]) -> ColumnUse {
    let keys: Vec<String> = path.iter().map(|cell| name_key(cell)).collect();
    let (Some(cell), Some((name, above))) = (path.last(), keys.split_last()) else {
        return ColumnUse::Unknown;
    };
    let plain = ColumnUse::of_keys(above, name);
    if plain != ColumnUse::Unknown {
        return plain;
    }
    if above.is_empty() {
        return of_one_cell(cell, name);
    }
    if WORDS.quantity.contains(name) {
        let outer = path.len() - 1;
        return as_written(path.get(..outer).unwrap_or(&[]));
    }
    if WORDS.share.contains(name) {
        let outer = as_written(path.get(..path.len() - 1).unwrap_or(&[]));
        return if outer.is_count() { ColumnUse::Known } else { outer };
    }
    // Groups in words of their own: "Tổng số hồ sơ đã giải quyết" over "Trước hạn".
    let nearest = above.iter().rev().find(|cell| !is_title(cell));
    let group = nearest.and_then(|cell| group_of(cell));
    let in_group = group.and_then(|group| ColumnUse::in_group(group, name));
    let own = || match of_one_cell(cell, name) {
        // What says its group itself needs none over it, where that is no group at all.
        own @ ColumnUse::Measure(_) if above.iter().all(|cell| is_title(cell)) => Some(own),
        _ => None,
    };
    in_group.or_else(own).unwrap_or(ColumnUse::Unknown)
}

/// A cell over all columns that says what the table is about, or a period.
fn is_title(key: &str) -> bool {
    WORDS.is_period(key) || WORDS.is_title(key)
}

fn of_one_cell(cell: &str, key: &str) -> ColumnUse {
    let parted = SEPARATORS.into_iter().filter(|separator| cell.contains(separator));
    let mut parted = parted.filter_map(|separator| {
        let parts: Vec<String> = cell.split(separator).map(|part| part.trim().to_owned()).collect();
        let found = if parts.len() <= MOST_PARTS && parts.iter().all(|part| !part.is_empty()) {
            as_written(&parts)
        } else {
            ColumnUse::Unknown
        };
        (found != ColumnUse::Unknown).then_some(found)
    });
    parted.next().or_else(|| with_group_inside(cell, key)).unwrap_or(ColumnUse::Unknown)
}

/// The group of a cell over columns, whatever words stand around it.
fn group_of(key: &str) -> Option<&'static str> {
    let named = |name: &str| {
        let with = |word: &String| AGGREGATES.group(&format!("{word} {name}"));
        AGGREGATES.group(name).or_else(|| WORDS.dossiers.iter().find_map(with))
    };
    named(key).or_else(|| all_of(key).find_map(named))
}

/// Whether a cell over columns names a group.
pub fn is_group(cell: &str) -> bool {
    group_of(&name_key(cell)).is_some()
}

/// What stands behind "Tổng số hồ sơ" and the like.
fn all_of(key: &str) -> impl Iterator<Item = &str> {
    WORDS.all_of.iter().filter_map(move |word| key.strip_prefix(word.as_str())?.strip_prefix(' '))
}

/// "Tổng số hồ sơ đã giải quyết", "Đã giải quyết trước hạn", "Quá hạn (đang giải quyết)".
fn with_group_inside(cell: &str, key: &str) -> Option<ColumnUse> {
    if all_of(key).next().is_some()
        && let Some(group) = group_of(key)
    {
        return ColumnUse::in_group(group, &fold("Tổng số"));
    }
    if let Some((name, inside)) =
        cell.trim().strip_suffix(')').and_then(|cell| cell.rsplit_once('('))
        && let Some(group) = group_of(&name_key(inside))
    {
        return ColumnUse::in_group(group, &name_key(name));
    }
    GROUPS.iter().find_map(|(name, group)| {
        let before = key.strip_prefix(name).filter(|rest| rest.starts_with([' ', ',']));
        let behind = key.strip_suffix(name).filter(|rest| rest.ends_with([' ', ',']));
        let rest = before.or(behind)?.trim_matches([' ', ',', '-', '–', ':']);
        ColumnUse::in_group(group, rest)
    })
}

#[cfg(test)]
mod tests {
    use super::column_use;
    use crate::aggregates::Measure;
    use crate::aggregates::columns::ColumnUse;

    fn measure(path: &str) -> Option<Measure> {
        let path: Vec<String> = path.split(" > ").map(str::to_owned).collect();
        match column_use(&path, true) {
            ColumnUse::Measure(measure) => Some(measure),
            _ => None,
        }
    }

    #[test]
    fn one_name_under_several_groups() {
        for (path, expected) in [
            ("Đã giải quyết > Quá hạn", Some(Measure::Late)),
            ("Đang giải quyết > Quá hạn", Some(Measure::PendingOverdue)),
            ("ĐÃ XỬ LÝ > Trong hạn", Some(Measure::OnTime)),
            ("Đang xử lý > Trong hạn", Some(Measure::PendingWithin)),
            ("Đã xử lý > Vượt tiến độ", Some(Measure::Early)),
            ("Đã xử lý > Vượt hạn", Some(Measure::Late)),
            ("Quá hạn", None),
            ("Tổng số hồ sơ đã giải quyết (7)", Some(Measure::Resolved)),
            ("Đã giải quyết – Quá hạn", Some(Measure::Late)),
            ("Đang xử lý: Trong hạn [12]", Some(Measure::PendingWithin)),
            ("Số hồ sơ đã giải quyết trước hạn", Some(Measure::Early)),
            ("Quá hạn (đang giải quyết)", Some(Measure::PendingOverdue)),
            ("Đã giải quyết > Trước hạn > SL", Some(Measure::Early)),
            ("Đã giải quyết > Trước hạn > Tỷ lệ (%)", None),
            ("Đã giải quyết.Đúng hạn", Some(Measure::OnTime)),
            ("Số hồ sơ đã > giải quyết > Quá > hạn", Some(Measure::Late)),
            ("Tiếp > nhận > Trong > kỳ > Tổng", Some(Measure::Received)),
            // A group that nobody knows: its columns may be of anything.
            ("Tiếp nhận > Thanh toán > Trực tuyến", None),
            ("Tổng số hồ sơ tiếp nhận > Thanh toán > Trực tuyến", None),
            ("Chờ tiếp nhận > Quá hạn", None),
            ("Số hồ sơ nhận giải quyết > Trong đó > Trực tuyến", Some(Measure::ReceivedOnline)),
            ("Tiếp nhận > Trong kỳ > Tổng", Some(Measure::Received)),
            ("Tiếp nhận > Trong kỳ", Some(Measure::Received)),
            ("Thanh toán > Trực tuyến", None),
            ("Số đầu kỳ (3=4+5)", Some(Measure::ToResolve)),
            ("đã giải quyết xong > Tổng (6=7+8+9)", Some(Measure::Resolved)),
            ("Đã giải quyết > Tỷ lệ trễ hạn (%)", Some(Measure::LateRate)),
            ("Đã giải quyết > Quá hạn (đã có thư xin lỗi)", Some(Measure::LateWithApology)),
        ] {
            assert_eq!(measure(path), expected, "{path}");
        }
    }
}

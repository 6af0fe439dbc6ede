//! Names of columns that hold several in one: a group and a name, a count and what is given of it.
//!
//! In: the cells over a column, as written and folded. Out: its use. Must not know: the columns beside it.

use super::columns::{ColumnUse, name_key};
use super::words::WORDS;
use crate::columns::AGGREGATES;
use crate::domain::fold;

/// What stands between a group and a name in one cell.
const SEPARATORS: [&str; 9] = [" – ", " — ", " - ", " > ", ": ", "\n", " | ", "_", "."];

/// The use of a column by the cells over it, topmost first; of a share of a count that it is known and no figure.
pub fn column_use(path: &[String]) -> ColumnUse {
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
        return column_use(path.get(..outer).unwrap_or(&[]));
    }
    if WORDS.share.contains(name) {
        let outer = column_use(path.get(..path.len() - 1).unwrap_or(&[]));
        return if outer.is_count() { ColumnUse::Known } else { outer };
    }
    // Groups in words of their own: "Tổng số hồ sơ đã giải quyết" over "Trước hạn".
    let group = above.iter().rev().find_map(|cell| group_of(cell));
    let in_group = group.and_then(|group| ColumnUse::in_group(group, name));
    in_group.unwrap_or_else(|| match of_one_cell(cell, name) {
        // What says its group itself needs none over it, where that is no group at all.
        own @ ColumnUse::Measure(_) if above.iter().all(|cell| is_title(cell)) => own,
        _ => ColumnUse::Unknown,
    })
}

/// A cell over all columns that says what the table is about, or a period.
fn is_title(key: &str) -> bool {
    WORDS.is_period(key) || WORDS.is_title(key)
}

fn of_one_cell(cell: &str, key: &str) -> ColumnUse {
    let parted = SEPARATORS.into_iter().filter(|separator| cell.contains(separator));
    let mut parted = parted.filter_map(|separator| {
        let parts: Vec<String> = cell.split(separator).map(|part| part.trim().to_owned()).collect();
        let found = if parts.iter().all(|part| !part.is_empty()) {
            column_use(&parts)
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
    // The longest name of a group first: "số hồ sơ đã giải quyết" before "đã giải quyết".
    let mut groups: Vec<(&str, &str)> = AGGREGATES.group_keys().collect();
    groups.sort_unstable_by_key(|(name, _)| (std::cmp::Reverse(name.len()), *name));
    groups.into_iter().find_map(|(name, group)| {
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
        match column_use(&path) {
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

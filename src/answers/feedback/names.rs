//! Names of workbooks: ASCII, safe on every system, and the same from month to month.

use std::collections::{BTreeMap, BTreeSet};

use xxhash_rust::xxh3::xxh3_64;

use super::{Index, UnitFeedback};
use crate::domain::fold;
use crate::domain::{LONGEST_SLUG, is_device, slug};

/// The workbook of rows that name no unit.
const NAMELESS: &str = "khong-ro-don-vi";

/// Names the workbook of every unit that has rows to mend. A unit keeps the name that the last run
/// gave it; where two names would be equal in ASCII, the newcomers carry a hash of their full name.
pub fn workbook_names(units: &mut [UnitFeedback], before: Option<&Index>) {
    let kept: BTreeMap<Option<String>, String> = before
        .into_iter()
        .flat_map(|index| &index.workbooks)
        .map(|entry| (entry.unit.as_deref().map(fold), entry.file.clone()))
        .collect();
    let mut taken: BTreeSet<String> = kept.values().cloned().collect();
    taken.insert(format!("{NAMELESS}.xlsx"));
    let mut wanted: BTreeMap<String, usize> = BTreeMap::new();
    for name in units.iter().filter_map(|unit| unit.name.as_deref()) {
        *wanted.entry(slug(name)).or_default() += 1;
    }
    for unit in units.iter_mut().filter(|unit| unit.open().next().is_some()) {
        let name = match (&unit.name, kept.get(&unit.name.as_deref().map(fold))) {
            (_, Some(kept)) => kept.clone(),
            (None, None) => format!("{NAMELESS}.xlsx"),
            (Some(name), None) => {
                let slug = slug(name);
                let plain = format!("{slug}.xlsx");
                let is_shared = wanted.get(&slug).is_some_and(|units| *units > 1);
                if is_shared || taken.contains(&plain) || !is_safe(&slug) {
                    format!("{slug}-{:08x}.xlsx", xxh3_64(fold(name).as_bytes()) >> 32)
                } else {
                    plain
                }
            }
        };
        taken.insert(name.clone());
        unit.workbook = Some(name);
    }
}

/// Whether a slug is a name: not empty, not cut, no device of Windows.
fn is_safe(slug: &str) -> bool {
    !slug.is_empty() && slug.len() < LONGEST_SLUG && !is_device(slug)
}

#[cfg(test)]
mod tests {
    use super::workbook_names;
    use crate::answers::feedback::{MendRow, State, UnitFeedback};
    use crate::findings::FindingCode;

    fn unit(name: Option<&str>) -> UnitFeedback {
        let row = MendRow {
            subject: "dossier 1".to_owned(),
            dossier: Some("1".to_owned()),
            procedure: None,
            file: "a.csv".to_owned(),
            row: 2,
            column: None,
            field: None,
            value: None,
            value_hash: 0,
            code: FindingCode::BadDate,
            state: State::New,
            since: None,
        };
        UnitFeedback {
            name: name.map(str::to_owned),
            workbook: None,
            rows: vec![row],
            not_listed: [].into(),
        }
    }

    #[test]
    fn names_are_ascii_and_never_collide() {
        let long = "Phòng ".repeat(40);
        let names = [
            Some("Xã Văn Lang"),
            Some("Xã Văn Lăng"),
            Some("Sở Y tế"),
            Some("CON"),
            Some("***"),
            Some("Không rõ đơn vị"),
            Some(long.as_str()),
            None,
        ];
        let mut units: Vec<UnitFeedback> = names.into_iter().map(unit).collect();
        workbook_names(&mut units, None);
        let files: Vec<String> = units.iter().filter_map(|unit| unit.workbook.clone()).collect();
        let distinct: std::collections::BTreeSet<&String> = files.iter().collect();
        assert_eq!(distinct.len(), names.len(), "{files:?}");
        assert_eq!(files[2], "so-y-te.xlsx");
        assert!(files[0].starts_with("xa-van-lang-") && files[1].starts_with("xa-van-lang-"));
        assert!(files[3].starts_with("con-") && files[5].starts_with("khong-ro-don-vi-"));
        assert_eq!(files[7], "khong-ro-don-vi.xlsx");
        assert!(files.iter().all(|file| file.len() < 100 && file.is_ascii()));
    }
}

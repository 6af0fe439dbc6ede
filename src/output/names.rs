//! Names of the files and folders of a package: inside the package, and good on every system.

use std::collections::{BTreeMap, BTreeSet};

use super::NameFault;
use super::manifest::MANIFEST_FILE;
use crate::domain::{LONGEST_SLUG, is_device, slug};

/// The folder of a unit whose name has no letter that a folder could have.
const NAMELESS: &str = "don-vi";
/// One name; far below what any file system allows, for paths are short on Windows.
const LONGEST_NAME: usize = 120;
/// The whole path inside the package, in bytes.
const LONGEST_PATH: usize = 200;
/// Forbidden on Windows, besides control characters and the separators.
const FORBIDDEN: [char; 8] = ['\\', ':', '*', '?', '"', '<', '>', '|'];

/// The folder of one unit: `UBND xã Minh Tân (Huyện Hưng Hà)` → `ubnd-xa-minh-tan-huyen-hung-ha`.
pub fn folder_name(unit: &str) -> String {
    let slug = slug(unit);
    if slug.is_empty() {
        NAMELESS.to_owned()
    } else if is_device(&slug) {
        format!("{NAMELESS}-{slug}")
    } else {
        slug
    }
}

/// The folders of several units, in their order and all different: where two would be equal, the later
/// ones end in `-2`, `-3`, ….
pub fn folder_names<'a>(units: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let wanted: Vec<String> = units.into_iter().map(folder_name).collect();
    let plain: BTreeSet<&String> = wanted.iter().collect();
    let mut taken = BTreeSet::new();
    let mut names = Vec::with_capacity(wanted.len());
    for want in &wanted {
        let mut name = want.clone();
        let mut number = 1;
        // `x-2` as a name of its own goes before the second `x`.
        while taken.contains(&name) || (number > 1 && plain.contains(&name)) {
            number += 1;
            let ending = format!("-{number}");
            let kept = want.len().min(LONGEST_SLUG - ending.len());
            name = want.get(..kept).unwrap_or_default().trim_end_matches('-').to_owned() + &ending;
        }
        taken.insert(name.clone());
        names.push(name);
    }
    names
}

/// The names that a package has given away, so that none is given twice on a system that knows no
/// letter case.
#[derive(Debug, Default)]
pub(super) struct Names {
    files: BTreeSet<String>,
    /// Lower case → as spelled.
    folders: BTreeMap<String, String>,
}

impl Names {
    /// Takes a path, with `/` between its parts, and returns the folders that it is the first to need.
    pub(super) fn take(&mut self, path: &str) -> Result<Vec<String>, NameFault> {
        check(path)?;
        let key = path.to_lowercase();
        if self.files.contains(&key) || self.folders.contains_key(&key) {
            return Err(NameFault::Taken);
        }
        let mut needed = Vec::new();
        for (end, _) in path.match_indices('/') {
            let folder = path.get(..end).unwrap_or_default();
            let key = folder.to_lowercase();
            match self.folders.get(&key) {
                Some(spelled) if spelled == folder => {}
                Some(_) => return Err(NameFault::Taken),
                None if self.files.contains(&key) => return Err(NameFault::Taken),
                None => needed.push(folder.to_owned()),
            }
        }
        self.folders.extend(needed.iter().map(|folder| (folder.to_lowercase(), folder.clone())));
        self.files.insert(key);
        Ok(needed)
    }

    /// All folders, as spelled.
    pub(super) fn folders(&self) -> impl Iterator<Item = &str> {
        self.folders.values().map(String::as_str)
    }
}

fn check(path: &str) -> Result<(), NameFault> {
    if path.starts_with('/') {
        return Err(NameFault::Outside);
    }
    if path.len() > LONGEST_PATH {
        return Err(NameFault::TooLong);
    }
    if path.eq_ignore_ascii_case(MANIFEST_FILE) {
        return Err(NameFault::Reserved);
    }
    path.split('/').try_for_each(check_part)
}

fn check_part(part: &str) -> Result<(), NameFault> {
    // Marks that turn the direction of writing make a name look like another one.
    let turns = |letter: &char| matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let is_bad = |letter: &char| letter.is_control() || turns(letter) || FORBIDDEN.contains(letter);
    match part {
        "" => Err(NameFault::Empty),
        "." | ".." => Err(NameFault::Outside),
        _ if part.len() > LONGEST_NAME => Err(NameFault::TooLong),
        _ if part.ends_with(['.', ' ']) => Err(NameFault::Ending),
        _ if is_device(part) => Err(NameFault::Reserved),
        _ => part.chars().find(is_bad).map_or(Ok(()), |bad| Err(NameFault::Character(bad))),
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_SLUG, NameFault, Names, folder_name, folder_names};

    #[test]
    fn a_unit_has_a_folder_whatever_its_name() {
        for (unit, expected) in [
            ("UBND xã Minh Tân (Huyện Hưng Hà)", "ubnd-xa-minh-tan-huyen-hung-ha"),
            ("Con", "don-vi-con"),
            ("COM1", "don-vi-com1"),
            ("***", "don-vi"),
            ("", "don-vi"),
            ("../../etc/passwd", "etc-passwd"),
        ] {
            assert_eq!(folder_name(unit), expected);
        }
    }

    #[test]
    fn folders_of_a_set_are_all_different_and_in_order() {
        let names = folder_names(["Xã A", "Xã Ă", "Xã A 2", "xa â", "…", "", "Đơn vị"]);
        assert_eq!(names, ["xa-a", "xa-a-3", "xa-a-2", "xa-a-4", "don-vi", "don-vi-2", "don-vi-3"]);
        let long = "Phòng ".repeat(40);
        let names = folder_names([long.as_str(); 12]);
        let distinct: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(distinct.len(), 12);
        assert!(names.iter().all(|name| name.len() <= LONGEST_SLUG), "{names:?}");
    }

    #[test]
    fn paths_that_lead_out_or_fail_on_some_system_are_refused() {
        let long = "x".repeat(121);
        let deep = "abcdefghi/".repeat(20) + "x";
        for (path, fault) in [
            ("", NameFault::Empty),
            ("a//b", NameFault::Empty),
            ("a/", NameFault::Empty),
            ("/etc/passwd", NameFault::Outside),
            ("../x", NameFault::Outside),
            ("a/../../x", NameFault::Outside),
            ("./x", NameFault::Outside),
            ("C:x", NameFault::Character(':')),
            ("a\\..\\x", NameFault::Character('\\')),
            ("a\nb", NameFault::Character('\n')),
            ("a\0", NameFault::Character('\0')),
            ("a?", NameFault::Character('?')),
            ("a\u{202e}fdp.exe", NameFault::Character('\u{202e}')),
            ("a.", NameFault::Ending),
            ("a /x", NameFault::Ending),
            ("nul", NameFault::Reserved),
            ("x/Con.csv", NameFault::Reserved),
            ("Manifest.json", NameFault::Reserved),
            (long.as_str(), NameFault::TooLong),
            (deep.as_str(), NameFault::TooLong),
        ] {
            assert_eq!(Names::default().take(path), Err(fault), "{path:?}");
        }
    }

    #[test]
    fn a_name_is_given_once_whatever_its_letter_case() {
        let mut names = Names::default();
        assert_eq!(names.take("xa-a/sub/x.csv").expect("free"), ["xa-a", "xa-a/sub"]);
        assert_eq!(names.take("xa-a/manifest.json").expect("free"), <[&str; 0]>::default());
        for path in ["xa-a/sub/X.CSV", "xa-a", "XA-A", "Xa-a/y.csv", "xa-a/sub/x.csv/z"] {
            assert_eq!(names.take(path), Err(NameFault::Taken), "{path}");
        }
        assert_eq!(names.folders().collect::<Vec<_>>(), ["xa-a", "xa-a/sub"]);
    }
}

//! Whether a column of a table holds personal data, and so is never loaded: by what is known of its kind of
//! log first, then by stems.
//!
//! In: a header and a kind. Out: yes or no. Must not know: profiles, what stands in the cells.

use std::collections::HashSet;

use super::common::Common;
use super::heading::{HeadingReading, LONGEST_HEADING, readings};
use super::kind::LogKind;
use super::kinds::DOSSIERS;
use super::personal::is_personal_heading;
use crate::domain::fold;
use crate::read::HeaderCell;

/// Whether a header names personal data, whatever stands around the name.
pub fn is_personal(kind: &LogKind, header: &HeaderCell) -> bool {
    let key = fold(&header.name);
    let is_plain = |reading: &HeadingReading| {
        kind.headings.contains_key(&reading.key)
            && !reading.notes.iter().any(|note| is_personal_heading(note))
    };
    let is_field =
        || header.name.len() <= LONGEST_HEADING && readings(&header.name).iter().any(is_plain);
    is_written_personal(kind, header, |other| other == key && is_field())
        || is_listed_personal(kind, header)
}

/// Whether a header names personal data as it is written. The listed names go before the stems, and so
/// does what the kind, or the dossier log, knows; what nothing knows under a merged cell that names a
/// person is that person's.
pub fn is_written_personal(
    kind: &LogKind,
    header: &HeaderCell,
    is_known_there: impl Fn(&str) -> bool,
) -> bool {
    if header.name.is_empty() {
        return false;
    }
    let key = fold(&header.name);
    let lists = personal_lists(kind);
    if lists.iter().any(|list| list.contains(&key)) {
        return true;
    }
    let is_known = |key: &str| kind.knows(key) || DOSSIERS.knows(key) || is_known_there(key);
    if is_known(&key) {
        return false;
    }
    let of_group = || {
        let group = header.group.as_deref().filter(|group| !is_known(&fold(group)));
        group.is_some_and(|group| {
            let key = fold(group);
            lists.iter().any(|list| list.contains(&key)) || is_personal_heading(group)
        })
    };
    is_personal_heading(&header.name) || of_group()
}

/// Whether a header is one of the listed names, as it stands or with something around it.
pub fn is_listed_personal(kind: &LogKind, header: &HeaderCell) -> bool {
    personal_lists(kind).iter().any(|list| is_in(list, header))
}

/// Whether a list has a name, as it stands or with something around it.
pub fn is_in(names: &HashSet<String>, header: &HeaderCell) -> bool {
    names.contains(&fold(&header.name))
        || (header.name.len() <= LONGEST_HEADING
            && readings(&header.name).iter().any(|reading| names.contains(&reading.key)))
}

fn personal_lists(kind: &LogKind) -> [&HashSet<String>; 2] {
    [&Common::built_in().personal, &kind.personal]
}

//! Two tables side by side: one header row that has every name twice.

use super::header::HeaderCell;
use super::vocabulary::HeaderVocabulary;

/// Where the tables begin, for a message, if a header has all it needs more than once, one after the
/// other. One name of each is needed: a log may well have two numbers of a dossier.
pub fn side_by_side(headers: &[HeaderCell], vocabulary: &dyn HeaderVocabulary) -> Option<String> {
    let is_required =
        |header: &HeaderCell| vocabulary.recognise(header).is_some_and(|m| m.is_required);
    let required = headers.iter().enumerate().filter(|(_, header)| is_required(header));
    let required: Vec<(usize, &str)> =
        required.map(|(column, header)| (column, header.name.as_str())).collect();
    let count = vocabulary.required();
    if count < 2 {
        return None;
    }
    let (first, others) = required.split_at_checked(count)?;
    let tables = others.chunks(count);
    let is_again = |table: &[(usize, &str)]| {
        table.len() == count && table.iter().zip(first).all(|(left, right)| left.1 == right.1)
    };
    let is_distinct = first
        .iter()
        .enumerate()
        .all(|(at, (_, name))| first.iter().skip(at + 1).all(|(_, other)| other != name));
    let starts = std::iter::once(first).chain(tables.clone()).filter_map(<[_]>::first);
    let starts: Vec<String> =
        starts.map(|(column, name)| format!("{} ({name})", column_name(*column))).collect();
    (is_distinct && !others.is_empty() && tables.clone().all(is_again)).then(|| starts.join(" · "))
}

/// As spreadsheets call it: A, B … Z, AA.
fn column_name(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::column_name;

    #[test]
    fn columns_have_the_names_of_spreadsheets() {
        assert_eq!([0, 25, 26, 701, 702].map(column_name), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}

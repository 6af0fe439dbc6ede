//! A file of texts → its texts one by one, for whoever proof-reads them.
//!
//! In: TOML with texts in two languages or with lists of spellings, a template or a page in one. Out: every text with its key. Must not know: where
//! a text is shown.

use toml::Value;

use super::lang::Lang;

/// One text, with the key under which it stands in its file. A language that the file does not have is blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub key: String,
    pub vi: String,
    pub en: String,
}

/// Keys of words that stand on an official form, in Vietnamese whatever the language.
const ON_THE_FORM: [&str; 5] = ["label", "legal_base", "measure", "number", "text"];

/// Every text of a file: a table with `vi` and `en`, wherever it stands. Nothing of a file that is no TOML.
pub fn entries(text: &str) -> Vec<Entry> {
    let mut found = Vec::new();
    if let Ok(table) = text.parse::<toml::Table>() {
        walk("", &Value::Table(table), &mut found);
    }
    found
}

fn walk(path: &str, value: &Value, found: &mut Vec<Entry>) {
    match value {
        Value::Table(table) => {
            let [vi, en] = ["vi", "en"].map(|lang| table.get(lang).and_then(words));
            if vi.is_some() || en.is_some() {
                let [vi, en] = [vi, en].map(Option::unwrap_or_default);
                if !vi.is_empty() || !en.is_empty() {
                    found.push(Entry { key: path.to_owned(), vi, en });
                }
            }
            for (key, value) in table {
                let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                match value {
                    Value::String(text)
                        if ON_THE_FORM.contains(&key.as_str())
                            && text.chars().any(char::is_alphabetic) =>
                    {
                        found.push(Entry { key: below, vi: text.clone(), en: String::new() });
                    }
                    _ => walk(&below, value, found),
                }
            }
        }
        Value::Array(values) => {
            for (place, value) in (1..).zip(values) {
                walk(&format!("{path}.{place}"), value, found);
            }
        }
        _ => {}
    }
}

/// A text, or the lines of one.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(lines) => lines
            .iter()
            .map(Value::as_str)
            .collect::<Option<Vec<_>>>()
            .map(|lines| lines.join(" / ")),
        _ => None,
    }
}

/// Every list of spellings of a file, by what it spells: `rating.very_satisfied.seen`. Spellings are those of files,
/// and no translations.
pub fn spellings(text: &str) -> Vec<Entry> {
    let mut found = Vec::new();
    if let Ok(table) = text.parse::<toml::Table>() {
        walk_lists("", &Value::Table(table), &mut found);
    }
    found
}

fn walk_lists(path: &str, value: &Value, found: &mut Vec<Entry>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Table(table) => {
            table.iter().for_each(|(key, value)| walk_lists(&below(key), value, found));
        }
        Value::Array(values) if values.iter().any(Value::is_str) => {
            let texts: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            let (key, vi) = (path.to_owned(), texts.join("; "));
            found.push(Entry { key, vi, en: String::new() });
        }
        // A field, value or group stands for itself by its name.
        Value::Array(values) => {
            let above = path.rsplit_once('.').map_or("", |(above, _)| above);
            for value in values {
                let name = value.get("name").and_then(Value::as_str);
                let path = match (name, above) {
                    (Some(name), "") => name.to_owned(),
                    (Some(name), above) => format!("{above}.{name}"),
                    (None, _) => path.to_owned(),
                };
                walk_lists(&path, value, found);
            }
        }
        _ => {}
    }
}

/// The paragraphs of a template of reports or of a page, by the number of their first line. What stands in a comment
/// or between fences is left out.
pub fn paragraphs(lang: Lang, text: &str) -> Vec<Entry> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let [mut is_comment, mut is_fenced] = [false; 2];
    for (number, line) in (1..).zip(text.lines()) {
        is_comment |= line.starts_with("{#");
        let is_fence = line.starts_with("```");
        is_fenced ^= is_fence;
        if !is_comment && !is_fenced && !is_fence && !line.trim().is_empty() {
            match found.last_mut() {
                Some((_, paragraph)) if line.starts_with(' ') => {
                    paragraph.push(' ');
                    paragraph.push_str(line.trim());
                }
                _ => found.push((number, line.trim().to_owned())),
            }
        }
        is_comment &= !line.contains("#}");
    }
    let entry = |(number, text)| {
        let (vi, en) = match lang {
            Lang::Vi => (text, String::new()),
            Lang::En => (String::new(), text),
        };
        Entry { key: format!("{number}"), vi, en }
    };
    found.into_iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::{Entry, entries, paragraphs, spellings};
    use crate::words::Lang;

    fn entry(key: &str, vi: &str, en: &str) -> Entry {
        Entry { key: key.to_owned(), vi: vi.to_owned(), en: en.to_owned() }
    }

    #[test]
    fn a_text_is_found_wherever_it_stands() {
        let text = r#"
            name = { vi = "tên", en = "name" }
            id = "not a text"
            [group.title]
            vi = ["dòng một", "dòng hai"]
            en = "one line"
            [[rows]]
            label.vi = "chỉ tiếng Việt"
            [[rows]]
            text = "trên biểu"
            number = "1"
        "#;
        assert_eq!(
            entries(text),
            [
                entry("group.title", "dòng một / dòng hai", "one line"),
                entry("name", "tên", "name"),
                entry("rows.1.label", "chỉ tiếng Việt", ""),
                entry("rows.2.text", "trên biểu", ""),
            ]
        );
        assert_eq!(entries("no = toml = here"), []);
    }

    #[test]
    fn spellings_are_told_by_what_they_spell() {
        let text = r#"
            kind = "tickets"
            one_row_counts_per = ["ticket_id"]
            [[field]]
            name = "state"
            seen = ["Trạng thái", "Tình trạng"]
            memory = []
            [[field.value]]
            name = "open"
            seen = ["Đang chờ"]
            [known]
            seen = ["STT"]
        "#;
        assert_eq!(
            spellings(text),
            [
                entry("state.seen", "Trạng thái; Tình trạng", ""),
                entry("state.open.seen", "Đang chờ", ""),
                entry("known.seen", "STT", ""),
                entry("one_row_counts_per", "ticket_id", ""),
            ]
        );
        assert_eq!(spellings("no = toml = here"), []);
    }

    #[test]
    fn a_template_is_told_by_paragraphs_without_its_comments() {
        let text = "{# how to\nwrite #}\n# Head\n\nA line\n  that goes on.\n{# one #}\n- item\n";
        assert_eq!(
            paragraphs(Lang::En, text),
            [
                entry("3", "", "# Head"),
                entry("5", "", "A line that goes on."),
                entry("8", "", "- item"),
            ]
        );
        assert_eq!(paragraphs(Lang::Vi, "Kính gửi"), [entry("1", "Kính gửi", "")]);
    }
}

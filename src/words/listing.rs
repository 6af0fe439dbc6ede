//! A file of texts → its texts one by one, for whoever proof-reads them.
//!
//! In: TOML with texts in two languages, or a template in one. Out: every text with its key. Must not know: where
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

/// The paragraphs of a template of reports, by the number of their first line. What stands in a comment is left out.
pub fn paragraphs(lang: Lang, text: &str) -> Vec<Entry> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut is_comment = false;
    for (number, line) in (1..).zip(text.lines()) {
        is_comment |= line.starts_with("{#");
        if !is_comment && !line.trim().is_empty() {
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
    use super::{Entry, entries, paragraphs};
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

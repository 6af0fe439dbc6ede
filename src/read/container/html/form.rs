//! Form fields of a page → the text that they show: what is typed in, chosen or ticked.

use html5gum::StartTag;

use super::tag::attribute;

/// What a field shows by itself.
#[derive(Debug, PartialEq, Eq)]
pub enum Field {
    Text(String),
    /// A box, and whether it is ticked.
    Box(bool),
    /// One of several answers, whose text stands behind it; whether it is the one given.
    Answer(bool),
    /// A button, or nothing that is seen.
    Nothing,
}

/// What an `input` shows.
pub fn field(tag: &StartTag<()>) -> Field {
    let kind = attribute(tag, b"type").unwrap_or_default().to_ascii_lowercase();
    let is_checked = tag.attributes.contains_key(&b"checked"[..]);
    match kind.as_str() {
        "hidden" | "submit" | "button" | "reset" | "image" | "file" | "password" => Field::Nothing,
        "checkbox" => Field::Box(is_checked),
        "radio" => Field::Answer(is_checked),
        _ => Field::Text(attribute(tag, b"value").unwrap_or_default()),
    }
}

/// A list to choose from, while inside of it.
#[derive(Debug, Default)]
pub struct Choice {
    /// Whether several may be chosen, so that none may be.
    is_multiple: bool,
    first: Option<String>,
    chosen: Vec<String>,
    /// The entry being read: its text, and whether it is chosen.
    entry: Option<(String, bool)>,
}

/// Entries that are kept of one list.
const MOST_CHOSEN: usize = 1_000;

impl Choice {
    pub fn new(tag: &StartTag<()>) -> Self {
        let is_multiple = tag.attributes.contains_key(&b"multiple"[..]);
        Self { is_multiple, ..Self::default() }
    }

    pub fn start_entry(&mut self, tag: &StartTag<()>) {
        self.end_entry();
        self.entry = Some((String::new(), tag.attributes.contains_key(&b"selected"[..])));
    }

    pub fn end_entry(&mut self) {
        let Some((text, is_chosen)) = self.entry.take() else { return };
        if is_chosen && self.chosen.len() < MOST_CHOSEN {
            self.chosen.push(text);
        } else if self.first.is_none() {
            self.first = Some(text);
        }
    }

    /// Where text goes; nowhere between the entries.
    pub fn text(&mut self) -> Option<&mut String> {
        self.entry.as_mut().map(|(text, _)| text)
    }

    /// What the list shows: the entries chosen, or the first one.
    pub fn shown(mut self) -> String {
        self.end_entry();
        if self.is_multiple {
            return self.chosen.join(", ");
        }
        self.chosen.pop().or(self.first).unwrap_or_default()
    }
}

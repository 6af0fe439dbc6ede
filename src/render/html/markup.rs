//! Text of a report → markup that shows it and does nothing else.
//!
//! In: names of tags that this program wrote, and texts that anybody wrote. Out: well-formed markup,
//! good for HTML and for XML. Must not know: what is shown.

use crate::render::inert;
use minijinja::Value;

/// A name that this program wrote, and a value that anybody may have written.
pub type Attribute<'a> = (&'static str, &'a str);

/// Finished markup: all of it was written in this program or escaped.
#[derive(Debug, Clone, Default)]
pub struct Markup {
    text: String,
}

impl Markup {
    /// `<tag name="value">`
    pub fn open(&mut self, tag: &'static str, attributes: &[Attribute]) -> &mut Self {
        self.start(tag, attributes);
        self.text.push('>');
        self
    }

    /// `</tag>`
    pub fn close(&mut self, tag: &'static str) -> &mut Self {
        self.text.push_str("</");
        self.text.push_str(tag);
        self.text.push('>');
        self
    }

    /// `<tag name="value"/>`
    pub fn empty(&mut self, tag: &'static str, attributes: &[Attribute]) -> &mut Self {
        self.start(tag, attributes);
        self.text.push_str("/>");
        self
    }

    /// Text of anybody.
    pub fn text(&mut self, text: &str) -> &mut Self {
        escape_into(text, &mut self.text);
        self
    }

    /// A tag around a text.
    pub fn element(
        &mut self,
        tag: &'static str,
        attributes: &[Attribute],
        text: &str,
    ) -> &mut Self {
        self.open(tag, attributes).text(text).close(tag)
    }

    /// Other finished markup.
    pub fn append(&mut self, other: &Self) -> &mut Self {
        self.text.push_str(&other.text);
        self
    }

    /// Style rules of this program: no text of anybody, and no sign that markup gives a meaning.
    pub fn raw_style(&mut self, rules: &str) -> &mut Self {
        debug_assert!(!rules.contains(['<', '&']), "rules that are no text");
        self.text.push_str(rules);
        self
    }

    /// As it is written to a file.
    pub fn into_text(self) -> String {
        self.text
    }

    /// For the template, which writes it as it is.
    pub fn into_value(self) -> Value {
        Value::from_safe_string(self.text)
    }

    fn start(&mut self, tag: &'static str, attributes: &[Attribute]) {
        self.text.push('<');
        self.text.push_str(tag);
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            self.text.push_str("=\"");
            escape_into(value, &mut self.text);
            self.text.push('"');
        }
    }
}

/// A text as it may stand in an element or a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    escape_into(text, &mut escaped);
    escaped
}

fn escape_into(text: &str, escaped: &mut String) {
    for character in clean(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
}

/// The text as it will be seen, for measuring and cutting: a break becomes a space; what would turn the
/// direction of its neighbours, and what no document may hold, is shown by its number.
pub fn clean(text: &str) -> String {
    inert::text(text)
}

#[cfg(test)]
mod tests {
    use super::{Markup, clean, escape};

    #[test]
    fn hostile_text_is_shown_and_does_nothing() {
        assert_eq!(
            escape("<script>alert('1')</script> & \"x\""),
            "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;"
        );
        assert_eq!(
            clean("a\u{202e}b\u{2066}c\u{0}d\ne\u{85}f"),
            "a⟦U+202E⟧b⟦U+2066⟧c⟦U+0000⟧d e⟦U+0085⟧f"
        );
        assert_eq!(escape("Quỳnh Phụ"), "Quỳnh Phụ");
    }

    #[test]
    fn values_of_attributes_cannot_leave_their_quotes() {
        let mut markup = Markup::default();
        markup.open("td", &[("data-sort", "\" onclick=\"x")]).text("a<b").close("td");
        markup.empty("br", &[]).element("b", &[], "c");
        assert_eq!(
            markup.text,
            "<td data-sort=\"&quot; onclick=&quot;x\">a&lt;b</td><br/><b>c</b>"
        );
    }
}

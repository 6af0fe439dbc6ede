//! Records → JSON, indented, with a line end; hidden and steering signs shown by their numbers, so that
//! whoever prints a string of it prints what is there.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter, PrettyFormatter};

use crate::domain::visible;

/// Writes a record.
///
/// # Errors
/// When the record cannot be expressed in JSON: a bug.
pub fn write(record: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut bytes = Vec::new();
    record
        .serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, Visible::default()))?;
    bytes.push(b'\n');
    String::from_utf8(bytes).map_err(serde::ser::Error::custom)
}

/// Indents, and hides nothing.
#[derive(Default)]
struct Visible {
    pretty: PrettyFormatter<'static>,
}

impl Formatter for Visible {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        self.pretty.write_string_fragment(writer, &visible(fragment))
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        let sign = match escape {
            CharEscape::AsciiControl(byte) => char::from(byte),
            CharEscape::Backspace => '\u{8}',
            CharEscape::FormFeed => '\u{c}',
            usual => return self.pretty.write_char_escape(writer, usual),
        };
        let text = sign.to_string();
        self.pretty.write_string_fragment(writer, &visible(&text))
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.pretty.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.pretty.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::write;

    #[test]
    fn strings_hide_nothing_and_the_rest_is_as_ever() {
        let record = BTreeMap::from([
            ("a\u{202e}b", vec!["x\u{1b}[0m\u{200b}", "tab\tline\n\"\\"]),
            ("c", Vec::new()),
        ]);
        let text = write(&record).expect("JSON");
        assert_eq!(
            text,
            "{\n  \"a⟦U+202E⟧b\": [\n    \"x⟦U+001B⟧[0m⟦U+200B⟧\",\n    \"tab\\tline\\n\\\"\\\\\"\n  ],\n  \"c\": []\n}\n"
        );
        let plain = serde_json::json!({"a": [1, 2.5, null, {"b": []}], "c": {}, "d": "é"});
        let usual = serde_json::to_string_pretty(&plain).expect("JSON");
        assert_eq!(write(&plain).expect("JSON"), usual + "\n");
    }
}

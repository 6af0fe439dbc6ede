//! Words for how a file was understood: its delimiter, why a column is of its field.
//!
//! In: delimiters, uses of columns. Out: words, and names for machines. Must not know: files.

use crate::columns::{ColumnUse, Origin};
use crate::words::Lang;

pub fn delimiter_name(lang: Lang, delimiter: u8) -> String {
    match delimiter {
        b'\t' => "tab".to_owned(),
        b',' => lang.of("dấu phẩy ,", "comma ,").to_owned(),
        b';' => lang.of("dấu chấm phẩy ;", "semicolon ;").to_owned(),
        b'|' => lang.of("gạch đứng |", "pipe |").to_owned(),
        other => char::from(other).to_string(),
    }
}

/// As a profile names it.
pub fn delimiter_key(delimiter: u8) -> String {
    if delimiter == b'\t' { "tab".to_owned() } else { char::from(delimiter).to_string() }
}

/// What a column is taken for or left out for, as JSON writes it.
pub const fn ground<F>(column_use: &ColumnUse<F>) -> &'static str {
    match column_use {
        ColumnUse::Field(_, origin) => origin_name(*origin),
        ColumnUse::RepeatOf(_) => "repeated",
        ColumnUse::Personal => "personal",
        ColumnUse::NotNeeded => "not_needed",
        ColumnUse::Unknown => "unknown",
    }
}

/// As JSON writes it.
pub const fn origin_name(origin: Origin) -> &'static str {
    match origin {
        Origin::Profile => "profile",
        Origin::Seen => "dictionary_seen",
        Origin::Memory => "dictionary_memory",
    }
}

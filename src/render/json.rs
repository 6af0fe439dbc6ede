//! Records → JSON, indented, with a line end.

use serde::Serialize;

/// Writes a record.
///
/// # Errors
/// When the record cannot be expressed in JSON: a bug.
pub fn write(record: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(record)?;
    text.push('\n');
    Ok(text)
}

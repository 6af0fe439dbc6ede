//! What a package says about itself: every file with its size and hash, and what the caller adds.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::domain::visible_json;
use crate::read::hexadecimal;

/// The name of the manifest in a package.
pub const MANIFEST_FILE: &str = "manifest.json";
/// What the manifest calls itself; another text is another format.
pub const MANIFEST_SCHEMA: &str = "cchc/package/1";

/// The manifest of a package. A folder that has one is known for an earlier report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    pub schema: String,
    /// Every file but the manifest itself, by path.
    pub files: Vec<ManifestFile>,
    /// What the report says of where it comes from; nothing here reads it.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub report: Value,
}

/// One file of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// From the folder of the package, with `/` on every system.
    pub path: String,
    /// In lower-case hexadecimal digits.
    pub sha256: String,
    pub bytes: u64,
}

impl Manifest {
    /// Reads the manifest of a package; none when it is of another format.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(text).ok()?;
        (manifest.schema == MANIFEST_SCHEMA).then_some(manifest)
    }

    /// Its text, the same for the same package.
    ///
    /// # Errors
    /// Never for a value that came from JSON.
    pub(super) fn text(&self) -> serde_json::Result<String> {
        Ok(visible_json(&serde_json::to_string_pretty(self)?).into_owned() + "\n")
    }
}

impl ManifestFile {
    pub(super) fn new(path: &str, content: &[u8]) -> Self {
        Self { path: path.to_owned(), sha256: sha256(content), bytes: content.len() as u64 }
    }

    /// Whether this is what was written.
    pub fn is_of(&self, content: &[u8]) -> bool {
        self.bytes == content.len() as u64 && self.sha256 == sha256(content)
    }
}

fn sha256(content: &[u8]) -> String {
    hexadecimal(&Sha256::digest(content))
}

#[cfg(test)]
mod tests {
    use super::{MANIFEST_SCHEMA, Manifest, ManifestFile};

    #[test]
    fn a_manifest_is_read_as_it_was_written_and_no_other_format_is() {
        let file = ManifestFile::new("a/b.csv", b"abc");
        // The example of FIPS 180-2.
        assert_eq!(file.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert!(file.is_of(b"abc") && !file.is_of(b"abd") && !file.is_of(b"abcd"));
        let report = serde_json::json!({"period": "2024-06"});
        let manifest = Manifest { schema: MANIFEST_SCHEMA.to_owned(), files: vec![file], report };
        let text = manifest.text().expect("JSON");
        assert_eq!(Manifest::parse(text.as_bytes()), Some(manifest));
        let other = text.replace(MANIFEST_SCHEMA, "cchc/package/99");
        assert_eq!(Manifest::parse(other.as_bytes()), None);
        assert_eq!(Manifest::parse(b"[]"), None);
    }
}

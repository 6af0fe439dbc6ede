//! A profile: how one system's export maps to canonical fields and values (outer contract,
//! section 2).
//!
//! In: the text of a TOML file. Out: a checked [`Profile`]. Every error names the key path, and all
//! that can be suggested is.

use super::kinds::DOSSIERS;
use super::profile_error::ProfileError;
use super::profile_file::LogProfile;
use crate::domain::CanonicalField;

/// Mappings of the dossier log of one system.
pub type Profile = LogProfile<CanonicalField>;

impl Profile {
    /// The date formats as they are written.
    pub fn date_format_texts(&self) -> impl Iterator<Item = String> {
        self.date_formats.iter().map(|format| format.text().to_owned())
    }

    /// Reads and checks a profile. `file` is its name for messages.
    ///
    /// # Errors
    /// When the text is no TOML, or a key, field, value or format is unknown.
    pub fn parse(file: &str, text: &str) -> Result<Self, ProfileError> {
        Self::of_kind(&DOSSIERS, file, text)
    }
}

#[cfg(test)]
mod tests {
    use super::Profile;

    const GOOD: &str = r#"
name = "boston-311"
date_formats = ["%m/%d/%Y %I:%M:%S %p"]
delimiter = ";"
skip_rows_matching = "^#"
[columns]
dossier_id = "CASE_ENQUIRY_ID"
received_at = ["OPEN_DT", "Opened"]
[values.channel]
online = ["Self Service"]
"#;

    #[test]
    fn a_good_profile_is_read() {
        let profile = Profile::parse("p.toml", GOOD).expect("a good profile");
        assert_eq!(profile.name, "boston-311");
        assert_eq!(profile.delimiter, Some(b';'));
        assert_eq!(profile.columns.len(), 2);
        assert_eq!(profile.date_formats.len(), 1);
    }

    #[test]
    fn every_error_names_file_and_key_path() {
        for (from, to, expected) in [
            ("name =", "nam =", "`nam`"),
            (
                "received_at",
                "recieved_at",
                "`columns.recieved_at`: unknown field `recieved_at`; did you mean `received_at`?",
            ),
            (
                "online =",
                "onlin =",
                "`values.channel.onlin`: unknown value `onlin`; did you mean `online`?",
            ),
            ("[values.channel]", "[values.chanel]", "did you mean `channel`?"),
            ("%m/%d", "%Q/%d", "`date_formats[0]`"),
            ("\";\"", "\"ab\"", "`delimiter`"),
            ("^#", "(", "`skip_rows_matching`"),
            ("CASE_ENQUIRY_ID", "Số điện thoại", "personal-data column"),
            ("dossier_id = \"CASE_ENQUIRY_ID\"", "", "`columns.dossier_id`: is required"),
            ("name = \"boston-311\"", "name = ", "p.toml"),
        ] {
            let text = GOOD.replacen(from, to, 1);
            let error = Profile::parse("p.toml", &text).expect_err(expected).to_string();
            assert!(error.contains(expected) && error.contains("p.toml"), "{expected}: {error}");
        }
    }
}

//! The letterhead of an administrative report: what only the office knows of itself.
//!
//! In: a TOML file of the office. Out: a [`Letterhead`]; what it does not say stays an open place in
//! the document. The layout it is for: Decree 30/2020/NĐ-CP, annex I (from memory, not checked
//! against the text). Must not know: file formats.

use serde::Deserialize;

/// Names and places of the head and foot of a document. Everything may be absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Letterhead {
    /// The agency above, in capitals: `UBND TỈNH THÁI BÌNH`.
    pub parent_agency: Option<String>,
    /// The agency that issues: `SỞ NỘI VỤ`.
    pub agency: Option<String>,
    /// What stands behind the number: `BC-SNV`.
    pub symbol: Option<String>,
    /// The number; nothing before it is issued.
    pub number: Option<String>,
    /// `Thái Bình`
    pub place: Option<String>,
    /// Day of the document, `YYYY-MM-DD`; nothing before it is issued.
    pub date: Option<String>,
    /// Who receives it: `Kính gửi: Ủy ban nhân dân tỉnh`.
    pub addressee: Option<String>,
    /// `GIÁM ĐỐC`
    pub signer_title: Option<String>,
    pub signer: Option<String>,
    /// Under `Nơi nhận:`.
    pub recipients: Vec<String>,
    /// How sentences name the place: `toàn huyện`.
    pub scope: Option<String>,
    /// Head of official forms.
    pub reporting_unit: Option<String>,
    pub receiving_unit: Option<String>,
}

impl Letterhead {
    /// Reads the office's file.
    ///
    /// # Errors
    /// When the text is no TOML or has an unknown key: with the key's path.
    pub fn parse(text: &str) -> Result<Self, String> {
        let deserializer = toml::Deserializer::parse(text).map_err(|error| error.to_string())?;
        serde_path_to_error::deserialize(deserializer).map_err(|error| {
            let path = error.path().to_string();
            format!("{path}: {}", error.into_inner())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Letterhead;

    #[test]
    fn an_unknown_key_is_refused_with_its_name() {
        let letterhead = Letterhead::parse("agency = 'SỞ NỘI VỤ'\nrecipients = ['Lưu: VT']");
        assert_eq!(letterhead.expect("read").agency.as_deref(), Some("SỞ NỘI VỤ"));
        let error = Letterhead::parse("agencyy = 'x'").expect_err("refused");
        assert!(error.contains("agencyy"), "{error}");
    }
}

//! The letterhead of an administrative report: what only the office knows of itself.
//!
//! In: a TOML file of the office. Out: a [`Letterhead`]; what it does not say stays an open place in
//! the document. The layout it is for: Decree 30/2020/NĐ-CP, annex I (from memory, not checked
//! against the text). Must not know: file formats.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::domain::Day;

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
    /// The same of a letter, that is no report: `SNV-CCHC`.
    pub letter_symbol: Option<String>,
    /// The number; nothing before it is issued.
    pub number: Option<String>,
    /// `Thái Bình`
    pub place: Option<String>,
    /// Day of the document, `YYYY-MM-DD`; nothing before it is issued.
    #[serde(deserialize_with = "date")]
    pub date: Option<String>,
    /// Who receives it: `Kính gửi: Ủy ban nhân dân tỉnh`.
    pub addressee: Option<String>,
    /// What the report carries out: `Thực hiện Kế hoạch số 12/KH-UBND ngày 10/01/2024 của UBND tỉnh`.
    pub basis: Option<String>,
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

/// A day; any other text is an error, for a document without its day looks as if it were not issued.
fn date<'d, D: Deserializer<'d>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    match Day::parse(&text) {
        Some(_) => Ok(Some(text)),
        None => Err(D::Error::custom(format!("`{text}`: YYYY-MM-DD (2024-07-05)"))),
    }
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

    #[test]
    fn a_day_that_is_none_is_refused_with_line_and_key() {
        let letterhead = Letterhead::parse("agency = 'A'\ndate = '2024-07-05'").expect("read");
        assert_eq!(letterhead.date.as_deref(), Some("2024-07-05"));
        for day in ["05/07/2024", "2024-02-30", "hôm nay", ""] {
            let error = Letterhead::parse(&format!("agency = 'A'\ndate = '{day}'"));
            let error = error.expect_err("refused");
            assert!(error.starts_with("date: ") && error.contains("line 2"), "{error}");
        }
    }
}

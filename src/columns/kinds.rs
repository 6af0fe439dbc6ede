//! The kinds of logs that the program knows: one line and one file of `data/logs` each.
//!
//! In: those files. Out: a [`LogKind`] each, read when it is first asked for. Must not know: what is done with
//! them.

use std::sync::LazyLock;

use super::kind::LogKind;

macro_rules! kinds {
    ($($name:ident = $file:literal),* $(,)?) => {
        $(
            #[doc = concat!("`data/logs/", $file, ".toml`")]
            pub static $name: LazyLock<LogKind> = LazyLock::new(|| {
                built_in(include_str!(concat!("../../data/logs/", $file, ".toml")))
            });
        )*

        /// The files of the kinds, to be read by people.
        pub const KIND_FILES: &[(&str, &str)] = &[$(
            (concat!($file, ".toml"), include_str!(concat!("../../data/logs/", $file, ".toml")))
        ),*];

        /// Every kind, dossiers first.
        pub fn kinds() -> Vec<&'static LogKind> {
            vec![$(&*$name),*]
        }
    };
}

kinds! {
    DOSSIERS = "dossiers",
    RATINGS = "ratings",
    FEEDBACK = "feedback",
    PROCEDURES = "procedures",
    DECLARED = "declared",
    TARGETS = "targets",
    RANKINGS = "rankings",
    ROSTER = "roster",
    AGGREGATES = "aggregates",
}

/// What holds for all of them, in files of their own.
pub const COMMON_FILES: [(&str, &str); 7] = [
    ("common/headings.toml", include_str!("../../data/logs/common/headings.toml")),
    ("common/no-date.toml", include_str!("../../data/logs/common/no-date.toml")),
    ("common/people.toml", include_str!("../../data/logs/common/people.toml")),
    ("common/personal.toml", include_str!("../../data/logs/common/personal.toml")),
    ("common/results.toml", include_str!("../../data/logs/common/results.toml")),
    ("common/tables.toml", include_str!("../../data/logs/common/tables.toml")),
    ("common/titles.toml", include_str!("../../data/logs/common/titles.toml")),
];

#[expect(clippy::expect_used, reason = "the files are compiled in and parsed by every test run")]
fn built_in(text: &str) -> LogKind {
    LogKind::parse(text).expect("a built-in kind is valid")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{DOSSIERS, kinds};
    use crate::columns::{FieldType, LogKind};
    use crate::domain::{
        CanonicalField, CanonicalValue, Channel, Flag, Rating, ServiceLevel, Status, fold,
    };

    #[test]
    fn every_file_of_a_kind_is_read_and_no_spelling_of_a_dictionary_has_two_meanings() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/logs");
        let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file"));
        let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> =
            names.filter_map(|name| name.strip_suffix(".toml").map(str::to_owned)).collect();
        names.sort();
        let mut read: Vec<&str> = kinds().iter().map(|kind| kind.name.as_str()).collect();
        read.sort_unstable();
        assert_eq!(read, names);
    }

    #[test]
    fn what_means_two_things_or_is_not_there_is_refused() {
        let good = r#"
kind = "tickets"
one_row_counts_per = ["ticket_id"]
[[group]]
name = "taken"
seen = ["Lấy số"]
memory = []
[[field]]
name = "ticket_id"
type = "code"
seen = ["Số phiếu"]
memory = []
[[field]]
name = "state"
type = "values"
seen = ["Tình trạng"]
memory = []
[[field.value]]
name = "open"
seen = ["Chờ"]
memory = []
[[field.under]]
group = "taken"
seen = ["Trạng thái"]
memory = []
[known]
seen = ["STT"]
memory = []
"#;
        LogKind::parse(good).expect("a good kind");
        for (from, to, expected) in [
            ("[\"ticket_id\"]", "[\"ticket\"]", "no field `ticket`"),
            ("\"Tình trạng\"", "\"số phiếu\"", "means two things"),
            ("\"Tình trạng\"", "\"Stt\"", "means two things"),
            ("\"Tình trạng\"", "\"Số điện thoại\"", "means two things"),
            ("group = \"taken\"", "group = \"given\"", "no group `given`"),
            ("\"Trạng thái\"", "\"Trạng thái\", \"TRẠNG THÁI\"", "stands twice"),
            ("\"values\"", "\"flag\"", "no value `open`"),
            ("\"code\"", "\"codes\"", "unknown variant"),
            ("one_row_counts_per", "counts_per", "unknown field"),
        ] {
            let error = LogKind::parse(&good.replacen(from, to, 1)).expect_err(expected);
            assert!(error.contains(expected), "{expected}: {error}");
        }
    }

    #[test]
    fn every_value_of_a_closed_list_has_a_spelling() {
        for kind in kinds() {
            for field in &kind.fields {
                let spelled = |value: &String| {
                    let mut lists = field.spellings.values().chain(kind.flags.values());
                    lists.any(|other| other == value)
                };
                let is_list = matches!(field.kind, FieldType::Values | FieldType::Flag);
                assert_eq!(is_list, !field.values.is_empty(), "{}", field.name);
                assert!(field.values.iter().all(spelled), "{}: {}", kind.name, field.name);
            }
        }
    }

    #[test]
    fn the_kind_of_dossiers_has_the_canonical_fields_and_values() {
        let names: Vec<&str> = DOSSIERS.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, CanonicalField::ALL.map(CanonicalField::name));
        let required: Vec<&str> = DOSSIERS.required().map(|field| field.name.as_str()).collect();
        assert_eq!(required, CanonicalField::REQUIRED.map(CanonicalField::name));
        for field in &DOSSIERS.fields {
            for value in &field.values {
                let is_known = match field.name.as_str() {
                    "channel" => Channel::from_name(value).is_some(),
                    "status" => Status::from_name(value).is_some(),
                    "rating" => Rating::from_name(value).is_some(),
                    "service_level" => ServiceLevel::from_name(value).is_some(),
                    _ => Flag::from_name(value).is_some(),
                };
                assert!(is_known, "{} = {value}", field.name);
            }
        }
        assert!(!DOSSIERS.headings.contains_key(&fold("Số điện thoại")));
    }
}

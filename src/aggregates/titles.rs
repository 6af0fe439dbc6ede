//! The titles over a table of counts → whose figures they are.
//!
//! In: title rows, and `data/logs/common/titles.toml`. Out: the name of a unit. Must not know: the table itself.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::fold;

/// What titles say before, or instead of, the name of a unit.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    unit_labels: Vec<String>,
    not_units: Vec<String>,
    unit_beginnings: Vec<String>,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| Words::parse(include_str!("../../data/logs/common/titles.toml")));

impl Words {
    #[expect(clippy::expect_used, reason = "the file is compiled in and parsed by every test run")]
    fn parse(text: &str) -> Self {
        let file: Self = toml::from_str(text).expect("the built-in titles are valid TOML");
        let folded = |texts: Vec<String>| texts.iter().map(|text| fold(text)).collect();
        Self {
            unit_labels: folded(file.unit_labels),
            not_units: folded(file.not_units),
            unit_beginnings: folded(file.unit_beginnings),
        }
    }
}

/// The unit that the name of a sheet is or begins with: "Xã An Bình T6-2024".
pub fn unit_of_sheet(name: &str) -> Option<String> {
    let periods = ["tháng", "quý", "năm", "tuần"].map(fold);
    let is_period = |word: &&str| {
        let key = fold(word);
        let bare = key.strip_prefix('t').unwrap_or(&key);
        periods.contains(&key) || bare.starts_with(|c: char| c.is_ascii_digit())
    };
    let words: Vec<&str> = name.split([' ', '_']).take_while(|word| !is_period(word)).collect();
    unit_of_titles(std::iter::once(words.join(" ").trim_end_matches([' ', '-', '–', ','])))
}

/// "Đơn vị báo cáo: …", else the lowest title that begins like the name of a unit.
pub fn unit_of_titles<'a>(titles: impl Iterator<Item = &'a str>) -> Option<String> {
    let words = &*WORDS;
    let mut named = None;
    for title in titles {
        // "Sở Nội vụ – tháng 6 năm 2024, …": the unit stands before the dash.
        let title = title.split(" – ").next().unwrap_or(title);
        let key = fold(title);
        // "Thành phố Thái Bình, ngày 5 tháng 7 năm 2024" says where the paper was signed.
        let is_date = ["ngày", "tháng", "năm"].iter().all(|word| key.contains(&fold(word)));
        if is_date || words.not_units.iter().any(|label| key.starts_with(label.as_str())) {
            continue;
        }
        if let Some((label, name)) = title.split_once(':')
            && words.unit_labels.contains(&fold(label))
            && name.chars().any(char::is_alphanumeric)
        {
            return Some(name.trim().to_owned());
        }
        let begins = |start: &String| {
            key.strip_prefix(start.as_str()).is_some_and(|rest| rest.starts_with(' '))
        };
        if words.unit_beginnings.iter().any(begins) {
            named = Some(title.trim().to_owned());
        }
    }
    named
}

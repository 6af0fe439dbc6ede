//! What stands in tables of counts beside names: words for totals, parts, pages, periods.
//!
//! In: `data/logs/common/tables.toml`. Out: folded words. Must not know: where in a table they stand.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::columns::Common;
use crate::domain::fold;

/// Folded; what each list is for is said in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableWords {
    pub quantity: Vec<String>,
    pub share: Vec<String>,
    periods_numbered: Vec<String>,
    periods: Vec<String>,
    pub all_of: Vec<String>,
    pub dossiers: Vec<String>,
    titles: Vec<String>,
    pub counts: Vec<String>,
    pub this_period: Vec<String>,
    pub without_year: Vec<String>,
    pub corner: Vec<String>,
    totals: Vec<String>,
    no_totals: Vec<String>,
    subtotals: Vec<String>,
    carried_over: Vec<String>,
    of_which: Vec<String>,
    rates: Vec<String>,
    other_periods: Vec<String>,
    page: Vec<String>,
    continued: Vec<String>,
}

pub static WORDS: LazyLock<TableWords> =
    LazyLock::new(|| TableWords::parse(include_str!("../../data/logs/common/tables.toml")));

impl TableWords {
    #[expect(clippy::expect_used, reason = "the file is compiled in and parsed by every test run")]
    fn parse(text: &str) -> Self {
        let mut words: Self = toml::from_str(text).expect("the built-in words are valid TOML");
        for list in words.lists() {
            for word in list {
                *word = fold(word);
            }
        }
        words
    }

    const fn lists(&mut self) -> [&mut Vec<String>; 20] {
        [
            &mut self.quantity,
            &mut self.share,
            &mut self.periods_numbered,
            &mut self.periods,
            &mut self.all_of,
            &mut self.dossiers,
            &mut self.titles,
            &mut self.counts,
            &mut self.this_period,
            &mut self.without_year,
            &mut self.corner,
            &mut self.totals,
            &mut self.no_totals,
            &mut self.subtotals,
            &mut self.carried_over,
            &mut self.of_which,
            &mut self.rates,
            &mut self.other_periods,
            &mut self.page,
            &mut self.continued,
        ]
    }

    /// Whether a cell over columns names a period: "Tháng 4", "Quý II/2024", "Cùng kỳ năm trước".
    pub fn is_period(&self, key: &str) -> bool {
        let is_number = |rest: &str| {
            let rest = rest.trim();
            let first = rest.split([' ', '/', '-', '.']).next().unwrap_or_default();
            let is_roman = first.chars().all(|letter| "iv".contains(letter));
            !first.is_empty() && (first.bytes().all(|b| b.is_ascii_digit()) || is_roman)
        };
        let numbered = self.periods_numbered.iter().filter_map(|word| key.strip_prefix(&**word));
        let mut numbered =
            numbered.filter(|rest| rest.starts_with(|c: char| c == ' ' || c.is_ascii_digit()));
        self.periods.iter().any(|word| begins(key, word)) || numbered.any(is_number)
    }

    /// A cell over columns that says what the table is about.
    pub fn is_title(&self, key: &str) -> bool {
        self.titles.iter().any(|word| begins(key, word))
    }

    /// "Tổng số", "Cộng", "TỔNG CỘNG (I+II)", "Toàn tỉnh": the label and nothing that would make it a name.
    pub fn is_total(&self, key: &str) -> bool {
        let mut labels = Common::built_in().total_labels.iter();
        let is_label = labels.any(|label| !self.is_of_which(label) && begins(key, label));
        let is_whole = self.totals.iter().any(|label| {
            let rest = key.strip_prefix(label.as_str()).map(str::trim_start);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
        let is_name = self.no_totals.iter().any(|name| begins(key, name));
        ((is_label || is_whole) && !is_name) || self.is_subtotal(key)
    }

    /// A sum of rows above, never of the whole.
    pub fn is_subtotal(&self, key: &str) -> bool {
        self.subtotals.iter().any(|label| begins(key, label))
    }

    pub fn is_carried_over(&self, key: &str) -> bool {
        self.carried_over.iter().any(|label| begins(key, label))
    }

    pub fn is_of_which(&self, key: &str) -> bool {
        self.of_which.iter().any(|label| begins(key, label))
    }

    /// Whether nothing but such a label stands there.
    pub fn is_only_of_which(&self, key: &str) -> bool {
        self.of_which.iter().any(|label| key.trim_end_matches([':', ' ', '.']) == label)
    }

    /// A row of rates, of another period, or of differences: no unit has the name.
    pub fn is_set_apart(&self, key: &str) -> bool {
        self.rates.iter().chain(&self.other_periods).any(|label| begins(key, label))
    }

    /// "Trang 2", "Page 2/5", "- 2 -".
    pub fn is_page(&self, key: &str) -> bool {
        let bare = self.page.iter().find_map(|word| key.strip_prefix(word.as_str()));
        let bare = bare.unwrap_or(key).trim_matches([' ', '-', '–', '.', ':']);
        let mut parts = bare.split('/').map(str::trim);
        let is_short = |part: &str| part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
        !bare.is_empty() && parts.all(|part| !part.is_empty() && is_short(part))
    }

    pub fn is_continued(&self, key: &str) -> bool {
        self.continued.iter().any(|word| key.ends_with(word.as_str()))
    }
}

/// Whether a key begins with a word, and ends there or goes on with another one.
fn begins(key: &str, word: &str) -> bool {
    let rest = key.strip_prefix(word);
    rest.is_some_and(|rest| !rest.chars().next().is_some_and(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::WORDS;
    use crate::domain::fold;

    #[test]
    fn words_of_tables() {
        let words = &*WORDS;
        let is = |is_it: fn(&str) -> bool, yes: &[&str], no: &[&str]| {
            assert!(yes.iter().all(|text| is_it(&fold(text))), "{yes:?}");
            assert!(!no.iter().any(|text| is_it(&fold(text))), "{no:?}");
        };
        is(
            |key| WORDS.is_period(key),
            &["Tháng 4", "QUÝ II/2024", "Năm 2023", "Cùng kỳ năm trước", "T6", "Lũy kế"],
            &["Tiếp nhận", "Tỷ lệ", "Kỳ trước", "Năm học", "Từ kỳ trước", "Trong kỳ"],
        );
        is(
            |key| WORDS.is_total(key),
            &["Tổng số", "TỔNG CỘNG (I+II)", "Toàn tỉnh", "Tiểu cộng khối xã", "Cộng"],
            &["Tổng cục Thuế", "Cộng đồng", "Trong đó", "Toàn tỉnh ủy"],
        );
        is(
            |key| WORDS.is_set_apart(key),
            &["Tỷ lệ (%)", "Cùng kỳ năm 2023", "So với cùng kỳ", "Tăng/giảm"],
            &["Xã Tỷ", "Sở Nội vụ"],
        );
        is(|key| WORDS.is_page(key), &["Trang 2", "- 2 -", "2/5", "12"], &["2024", "Trang bị"]);
        assert!(words.is_only_of_which(&fold("Trong đó:")) && !words.is_of_which("trong đội"));
    }
}

//! The built-in dictionary of aggregate headers: the cells over a column → what it counts.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::measure::Measure;
use crate::domain::Dimension;
use crate::domain::fold;

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnUse {
    /// The name of a row, and what kind of name it is.
    Label(Dimension),
    RowNumber,
    /// Known, and no figure.
    Known,
    Measure(Measure),
    Unknown,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spellings {
    seen: Vec<String>,
    memory: Vec<String>,
}

impl Spellings {
    fn folded(&self) -> impl Iterator<Item = String> + '_ {
        self.seen.iter().chain(&self.memory).map(|text| fold(text))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnEntry {
    measure: String,
    under: Option<String>,
    seen: Vec<String>,
    memory: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleWords {
    unit_labels: Vec<String>,
    not_units: Vec<String>,
    unit_beginnings: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    groups: BTreeMap<String, Spellings>,
    columns: Vec<ColumnEntry>,
    labels: BTreeMap<String, Spellings>,
    row_number: Spellings,
    known: Spellings,
    titles: TitleWords,
}

/// Everything the program knows about aggregate headers.
#[derive(Debug)]
pub struct Headings {
    groups: HashMap<String, String>,
    /// Group (empty at the top) and folded name → measure.
    measures: HashMap<(String, String), Measure>,
    labels: HashMap<String, Dimension>,
    row_number: HashSet<String>,
    known: HashSet<String>,
    pub unit_labels: Vec<String>,
    pub not_units: Vec<String>,
    pub unit_beginnings: Vec<String>,
}

static HEADINGS: LazyLock<Headings> =
    LazyLock::new(|| Headings::parse(include_str!("../../data/dictionary/aggregates.toml")));

/// The group that is no group of its own.
const OF_WHICH: &str = "of_which";

impl Headings {
    /// The dictionary built into the program.
    pub fn built_in() -> &'static Self {
        &HEADINGS
    }

    #[expect(clippy::expect_used, reason = "the file is compiled in and parsed by every test run")]
    fn parse(text: &str) -> Self {
        let file: File = toml::from_str(text).expect("the built-in dictionary is valid TOML");
        let mut groups = HashMap::new();
        for (group, spellings) in &file.groups {
            groups.extend(spellings.folded().map(|spelling| (spelling, group.clone())));
        }
        let mut measures = HashMap::new();
        for entry in &file.columns {
            let measure = Measure::from_name(&entry.measure).expect("a measure");
            let under = entry.under.clone().unwrap_or_default();
            assert!(under.is_empty() || file.groups.contains_key(&under), "{under}");
            for spelling in entry.seen.iter().chain(&entry.memory) {
                let before = measures.insert((under.clone(), fold(spelling)), measure);
                assert!(before.is_none(), "`{under} > {spelling}` stands twice");
            }
        }
        let mut labels = HashMap::new();
        for (name, spellings) in &file.labels {
            let dimension = Dimension::from_name(name).expect("a dimension");
            labels.extend(spellings.folded().map(|spelling| (spelling, dimension)));
        }
        let folded = |texts: &[String]| texts.iter().map(|text| fold(text)).collect();
        Self {
            groups,
            measures,
            labels,
            row_number: file.row_number.folded().collect(),
            known: file.known.folded().collect(),
            unit_labels: folded(&file.titles.unit_labels),
            not_units: folded(&file.titles.not_units),
            unit_beginnings: folded(&file.titles.unit_beginnings),
        }
    }

    /// The use of a column by the cells over it, topmost first.
    pub fn recognise(&self, path: &[String]) -> ColumnUse {
        let folded: Vec<String> = path.iter().map(|cell| name_key(cell)).collect();
        let Some((name, above)) = folded.split_last() else {
            return ColumnUse::Unknown;
        };
        if above.is_empty() {
            if self.row_number.contains(name) {
                return ColumnUse::RowNumber;
            }
            if let Some(dimension) = self.labels.get(name) {
                return ColumnUse::Label(*dimension);
            }
            if self.known.contains(name) {
                return ColumnUse::Known;
            }
        }
        let groups = above.iter().rev().map(|cell| self.groups.get(cell).map(String::as_str));
        let group = match groups.into_iter().find(|group| *group != Some(OF_WHICH)) {
            None => "",
            Some(Some(group)) => group,
            // A group that nobody knows: its columns may be of anything.
            Some(None) => return ColumnUse::Unknown,
        };
        let measure = self.measures.get(&(group.to_owned(), name.clone()));
        measure.map_or(ColumnUse::Unknown, |measure| ColumnUse::Measure(*measure))
    }
}

/// The key of a heading: without formula numbers such as `(3 = 4 + 5)` and without `(%)`.
fn name_key(cell: &str) -> String {
    let mut text = cell.trim();
    while let Some((before, inside)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('('))
    {
        let is_formula = inside
            .chars()
            .all(|character| character.is_ascii_digit() || " =+-*/:%,.".contains(character));
        if !is_formula || before.trim().is_empty() {
            break;
        }
        text = before.trim();
    }
    fold(text)
}

#[cfg(test)]
mod tests {
    use super::{ColumnUse, Headings};
    use crate::aggregates::Measure;
    use crate::domain::Dimension;

    fn measure(path: &str) -> Option<Measure> {
        let path: Vec<String> = path.split(" > ").map(str::to_owned).collect();
        match Headings::built_in().recognise(&path) {
            ColumnUse::Measure(measure) => Some(measure),
            _ => None,
        }
    }

    #[test]
    fn one_name_under_several_groups() {
        for (path, expected) in [
            ("Đã giải quyết > Quá hạn", Some(Measure::Late)),
            ("Đang giải quyết > Quá hạn", Some(Measure::PendingOverdue)),
            ("ĐÃ XỬ LÝ > Trong hạn", Some(Measure::OnTime)),
            ("Đang xử lý > Trong hạn", Some(Measure::PendingWithin)),
            ("Đã xử lý > Vượt tiến độ", Some(Measure::Early)),
            ("Đã xử lý > Vượt hạn", Some(Measure::Late)),
            ("Quá hạn", None),
            ("Chờ tiếp nhận > Quá hạn", None),
            ("Số hồ sơ nhận giải quyết > Trong đó > Trực tuyến", Some(Measure::ReceivedOnline)),
            ("Tiếp nhận > Trong kỳ > Tổng", Some(Measure::Received)),
            ("Tiếp nhận > Trong kỳ", Some(Measure::Received)),
            ("Thanh toán > Trực tuyến", None),
            ("Số đầu kỳ (3=4+5)", Some(Measure::ToResolve)),
            ("đã giải quyết xong > Tổng (6=7+8+9)", Some(Measure::Resolved)),
            ("Đã giải quyết > Tỷ lệ trễ hạn (%)", Some(Measure::LateRate)),
            ("Đã giải quyết > Quá hạn (đã có thư xin lỗi)", Some(Measure::LateWithApology)),
        ] {
            assert_eq!(measure(path), expected, "{path}");
        }
    }

    #[test]
    fn labels_and_row_numbers_stand_at_the_top() {
        let top = |name: &str| Headings::built_in().recognise(&[name.to_owned()]);
        assert_eq!(top("Lĩnh Vực"), ColumnUse::Label(Dimension::Field));
        assert_eq!(top("TT"), ColumnUse::RowNumber);
        assert_eq!(top("Đơn vị tính"), ColumnUse::Unknown);
        assert_eq!(top("Mức độ"), ColumnUse::Known);
    }

    #[test]
    fn every_measure_has_a_spelling() {
        let headings = Headings::built_in();
        for measure in Measure::ALL {
            assert!(headings.measures.values().any(|other| *other == measure), "{measure:?}");
        }
    }
}

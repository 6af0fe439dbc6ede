//! Columns, equations and placements of a file, with every name looked up and every equation proved.

use crate::settings::{Problems, SettingsProblem, at};
use serde::Deserialize;

use super::equations::prove;
use super::plan::{Identity, PlacementRule, PlannedColumn, PlannedKind};
use crate::tally::Count;
use crate::words::Bilingual;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawKind {
    Ordinal,
    Label,
    Count,
    Sum,
    Rate,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawColumn {
    number: String,
    key: Option<String>,
    kind: RawKind,
    width: u16,
    en: Option<String>,
    counts: Option<Vec<String>>,
    of: Option<Vec<String>>,
    numerator: Option<Vec<String>>,
    denominator: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPlacement {
    count: String,
    column: String,
    #[serde(default)]
    alternatives: Vec<String>,
}

/// What the columns of a file come to.
pub(super) struct Columns {
    pub planned: Vec<PlannedColumn>,
    pub identities: Vec<Identity>,
    pub placements: Vec<PlacementRule>,
}

const COUNT: Bilingual = Bilingual { vi: "số đếm", en: "count" };
const COLUMN: Bilingual = Bilingual { vi: "cột", en: "column" };
const WIDEST: u16 = 200;

/// Reads them all.
pub(super) fn read_columns(
    raw: Vec<(usize, RawColumn)>,
    identities: Vec<(usize, String)>,
    placements: Vec<(usize, RawPlacement)>,
    problems: &mut Problems,
) -> Columns {
    let keys: Vec<String> = raw.iter().map(|(_, column)| key_of(column)).collect();
    let mut reader = Reader { keys, problems };
    let mut columns = Vec::new();
    for (place, column) in raw {
        columns.push(reader.column(&at("columns", place), column));
    }
    reader.check_columns(&columns);
    let placements = placements
        .into_iter()
        .filter_map(|(place, rule)| reader.placement(&at("placements", place), &rule, &columns))
        .collect::<Vec<_>>();
    check_placements(&placements, &columns, problems);
    let mut reader = Reader { keys: reader_keys(&columns), problems };
    let identities = identities
        .into_iter()
        .filter_map(|(place, text)| reader.identity(&at("identities", place), text, &columns))
        .collect::<Vec<_>>();
    prove(&columns, &identities, &placements, problems);
    Columns { planned: columns, identities, placements }
}

fn reader_keys(columns: &[PlannedColumn]) -> Vec<String> {
    columns.iter().map(|column| column.key.clone()).collect()
}

fn key_of(column: &RawColumn) -> String {
    column.key.clone().unwrap_or_else(|| format!("c{}", column.number))
}

/// Looks up names.
struct Reader<'a> {
    keys: Vec<String>,
    problems: &'a mut Problems,
}

impl Reader<'_> {
    fn count(&mut self, key: &str, name: &str) -> Option<Count> {
        let count = Count::find(name);
        if count.is_none() {
            self.problems.unknown(key, COUNT, name, Count::ALL.into_iter().map(Count::name));
        }
        count
    }

    fn counts(&mut self, key: &str, names: &[String]) -> Vec<Count> {
        let mut counts = Vec::new();
        for (place, name) in names.iter().enumerate() {
            let Some(count) = self.count(&at(key, place), name) else { continue };
            if counts.contains(&count) {
                self.problems.add(at(key, place), SettingsProblem::Twice(name.clone()));
            }
            counts.push(count);
        }
        counts
    }

    fn place(&mut self, key: &str, name: &str) -> Option<usize> {
        let place = self.keys.iter().position(|other| other == name);
        if place.is_none() {
            self.problems.unknown(key, COLUMN, name, self.keys.iter().map(String::as_str));
        }
        place
    }

    fn places(&mut self, key: &str, names: &[String]) -> Vec<usize> {
        let items = names.iter().enumerate();
        items.filter_map(|(item, name)| self.place(&at(key, item), name)).collect()
    }

    fn column(&mut self, path: &str, raw: RawColumn) -> PlannedColumn {
        let key = key_of(&raw);
        let is_plain =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if key.is_empty() || !key.bytes().all(is_plain) {
            self.problems.rule(
                format!("{path}.key"),
                "gồm chữ thường không dấu, chữ số và `_`; ghi khóa này khi số cột có ký tự khác",
                "has small letters without marks, digits and `_`; give it where the number has more",
            );
        }
        if raw.width == 0 || raw.width > WIDEST {
            self.problems.rule(format!("{path}.width"), "từ 1 đến 200", "is 1 to 200");
        }
        // What the names of the rows are is said with the rows.
        if raw.en.is_none() && raw.kind != RawKind::Label {
            self.problems.add(format!("{path}.en"), SettingsProblem::Missing);
        }
        let kind = self.kind(path, &raw);
        PlannedColumn {
            number: raw.number,
            key,
            width: raw.width,
            english: raw.en.unwrap_or_default(),
            kind,
        }
    }

    /// The kind, with all that it needs and nothing else.
    fn kind(&mut self, path: &str, raw: &RawColumn) -> PlannedKind {
        let given = [
            ("counts", &raw.counts, &[RawKind::Count, RawKind::Sum][..], RawKind::Count),
            ("of", &raw.of, &[RawKind::Sum], RawKind::Sum),
            ("numerator", &raw.numerator, &[RawKind::Rate], RawKind::Rate),
            ("denominator", &raw.denominator, &[RawKind::Rate], RawKind::Rate),
        ];
        for (name, list, allowed, required) in given {
            let path = format!("{path}.{name}");
            match list {
                Some(_) if !allowed.contains(&raw.kind) => self.problems.rule(
                    path,
                    "không dùng cho loại cột này",
                    "does not belong to a column of this kind",
                ),
                None if raw.kind == required => self.problems.add(path, SettingsProblem::Missing),
                Some(list) if list.is_empty() => {
                    self.problems.rule(path, "không được để trống", "names nothing");
                }
                _ => {}
            }
        }
        let list = |list: &Option<Vec<String>>| list.clone().unwrap_or_default();
        match raw.kind {
            RawKind::Ordinal => PlannedKind::Ordinal,
            RawKind::Label => PlannedKind::Label,
            RawKind::Count => {
                PlannedKind::Count(self.counts(&format!("{path}.counts"), &list(&raw.counts)))
            }
            RawKind::Sum => PlannedKind::Sum {
                of: self.places(&format!("{path}.of"), &list(&raw.of)),
                counts: self.counts(&format!("{path}.counts"), &list(&raw.counts)),
            },
            RawKind::Rate => PlannedKind::Rate {
                numerator: self.places(&format!("{path}.numerator"), &list(&raw.numerator)),
                denominator: self.places(&format!("{path}.denominator"), &list(&raw.denominator)),
            },
        }
    }

    /// Names are single, one column has the names of the rows, sums are sums of counts.
    fn check_columns(&mut self, columns: &[PlannedColumn]) {
        for (place, column) in columns.iter().enumerate() {
            let path = at("columns", place);
            let before = columns.get(..place).unwrap_or(&[]);
            if before.iter().any(|other| other.key == column.key || other.number == column.number) {
                self.problems.add(&path, SettingsProblem::Twice(column.number.clone()));
            }
            let parts = match &column.kind {
                PlannedKind::Sum { of, .. } => of.iter().chain(&[]),
                PlannedKind::Rate { numerator, denominator } => numerator.iter().chain(denominator),
                _ => continue,
            };
            let is_sum = matches!(column.kind, PlannedKind::Sum { .. });
            let is_fine = |part: &usize| match columns.get(*part).map(|part| &part.kind) {
                Some(PlannedKind::Count(_)) => true,
                Some(PlannedKind::Sum { .. }) => !is_sum,
                _ => false,
            };
            if !parts.into_iter().all(is_fine) {
                self.problems.rule(
                    path,
                    "tổng chỉ cộng cột loại `count`; tỷ lệ dùng cột loại `count` hoặc `sum`",
                    "a sum is of columns of kind `count`, a rate of `count` or `sum`",
                );
            }
        }
        for (kind, most) in [(PlannedKind::Label, 1..=1), (PlannedKind::Ordinal, 0..=1)] {
            let number = columns.iter().filter(|column| column.kind == kind).count();
            if !most.contains(&number) {
                self.problems.rule(
                    "columns",
                    "cần đúng một cột `label` và nhiều nhất một cột `ordinal`",
                    "need exactly one column `label` and at most one `ordinal`",
                );
            }
        }
    }

    fn placement(
        &mut self,
        path: &str,
        raw: &RawPlacement,
        columns: &[PlannedColumn],
    ) -> Option<PlacementRule> {
        let count = self.count(&format!("{path}.count"), &raw.count);
        let default = self.place(&format!("{path}.column"), &raw.column);
        let alternatives = self.places(&format!("{path}.alternatives"), &raw.alternatives);
        let takes_counts = |place: &usize| {
            let kind = columns.get(*place).map(|column| &column.kind);
            matches!(kind, Some(PlannedKind::Count(_)))
        };
        if !default.iter().chain(&alternatives).all(takes_counts) {
            self.problems.rule(
                path,
                "chỉ xếp vào cột loại `count`",
                "goes into a column of kind `count` only",
            );
        }
        Some(PlacementRule { count: count?, default: default?, alternatives })
    }

    fn identity(
        &mut self,
        path: &str,
        text: String,
        columns: &[PlannedColumn],
    ) -> Option<Identity> {
        let sides: Vec<&str> = text.split('=').collect();
        let [left, right] = sides.as_slice() else {
            self.problems.rule(
                path,
                "phải có dạng `c3 = c4 + c5`",
                "has to be written like `c3 = c4 + c5`",
            );
            return None;
        };
        let before = self.problems.0.len();
        let mut side = |side: &str| {
            let keys: Vec<&str> = side.split('+').map(str::trim).collect();
            keys.iter().filter_map(|key| self.place(path, key)).collect::<Vec<usize>>()
        };
        let (left, right) = (side(left), side(right));
        let is_number = |place: &usize| {
            let kind = columns.get(*place).map(|column| &column.kind);
            matches!(kind, Some(PlannedKind::Count(_) | PlannedKind::Sum { .. }))
        };
        if !left.iter().chain(&right).all(is_number) {
            self.problems.rule(
                path,
                "chỉ dùng cột loại `count` và `sum`",
                "is about columns of kind `count` and `sum` only",
            );
        }
        (self.problems.0.len() == before).then_some(Identity { text, left, right })
    }
}

/// A count is placed once, and stands in no column already.
fn check_placements(
    placements: &[PlacementRule],
    columns: &[PlannedColumn],
    problems: &mut Problems,
) {
    for (place, rule) in placements.iter().enumerate() {
        let is_in_column = columns.iter().any(
            |column| matches!(&column.kind, PlannedKind::Count(counts) if counts.contains(&rule.count)),
        );
        let before = placements.get(..place).unwrap_or(&[]);
        let path = at("placements", place);
        if is_in_column || before.iter().any(|other| other.count == rule.count) {
            problems.add(&path, SettingsProblem::Twice(rule.count.name().to_owned()));
        }
        if rule.alternatives.contains(&rule.default) {
            problems.rule(
                path,
                "cột mặc định không phải là cột thay thế",
                "the default column is no alternative to itself",
            );
        }
    }
}

//! The cells over a column of a table of counts → what it counts.
//!
//! In: those cells, topmost first, and the kind `data/logs/aggregates.toml`. Out: a [`ColumnUse`]. Must not know:
//! what the cells below say.

use crate::columns::{AGGREGATES, Field, FieldType};
use crate::domain::{Dimension, fold};

use super::measure::Measure;

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

/// The field that numbers the rows.
const ROW_NUMBER: &str = "row_number";

impl ColumnUse {
    /// The use of a column by the cells over it, topmost first.
    pub fn of(path: &[String]) -> Self {
        let folded: Vec<String> = path.iter().map(|cell| name_key(cell)).collect();
        let Some((name, above)) = folded.split_last() else {
            return Self::Unknown;
        };
        match AGGREGATES.field_under(above, name) {
            Some(field) => Self::of_field(field),
            None if above.is_empty() && AGGREGATES.known.contains(name) => Self::Known,
            None => Self::Unknown,
        }
    }

    fn of_field(field: &Field) -> Self {
        let name = field.name.as_str();
        let found = match field.kind {
            FieldType::Text => Dimension::from_name(name).map(Self::Label),
            _ if name == ROW_NUMBER => Some(Self::RowNumber),
            _ => Measure::from_name(name).map(Self::Measure),
        };
        found.unwrap_or(Self::Unknown)
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
    use std::collections::BTreeSet;

    use super::ColumnUse;
    use crate::aggregates::Measure;
    use crate::columns::{AGGREGATES, FieldType};
    use crate::domain::Dimension;

    fn measure(path: &str) -> Option<Measure> {
        let path: Vec<String> = path.split(" > ").map(str::to_owned).collect();
        match ColumnUse::of(&path) {
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
        let top = |name: &str| ColumnUse::of(&[name.to_owned()]);
        assert_eq!(top("Lĩnh Vực"), ColumnUse::Label(Dimension::Field));
        assert_eq!(top("TT"), ColumnUse::RowNumber);
        assert_eq!(top("Đơn vị tính"), ColumnUse::Unknown);
        assert_eq!(top("Mức độ"), ColumnUse::Known);
    }

    #[test]
    fn every_field_is_a_label_or_a_measure_and_every_measure_a_field() {
        let uses = AGGREGATES.fields.iter().map(|field| (field, ColumnUse::of_field(field)));
        let mut measures = BTreeSet::new();
        for (field, column_use) in uses {
            assert_ne!(column_use, ColumnUse::Unknown, "{}", field.name);
            let ColumnUse::Measure(measure) = column_use else { continue };
            assert_eq!(measure.is_rate(), field.kind == FieldType::Number, "{}", field.name);
            measures.insert(measure.name());
        }
        assert_eq!(measures, Measure::ALL.iter().map(|measure| measure.name()).collect());
    }
}

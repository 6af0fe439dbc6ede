//! Tables of a score: points, shares that were declared, criteria without points.

use super::figures::{points, share};
use crate::answers::publication::columns::{count_column, text_column};
use crate::answers::publication::model::Section;
use crate::answers::table::{Cell, Column, ColumnKind, RateFormula, Table};
use crate::indicators::Sense;
use crate::words::Lang;

fn points_column(key: &str, name: &str) -> Column {
    Column::new(key, name, ColumnKind::Points)
}

pub fn groups(lang: Lang) -> Section {
    let text = |vi, en| Cell::Text(lang.of(vi, en).to_owned());
    let figure = |text| Cell::points(points(text));
    Section {
        id: "score_groups",
        title: lang.of("Bộ tiêu chí mẫu", "Sample index").to_owned(),
        sheet: lang.of("Chấm điểm", "Score").to_owned(),
        lead: lang.of("Điểm theo nhóm.", "Points by group.").to_owned(),
        table: Table::new(
            vec![
                text_column("group", lang.of("Nhóm", "Group")),
                points_column("points", lang.of("Điểm", "Points")),
                points_column("computable", lang.of("Tính được", "Computable")),
                points_column("lost", lang.of("Mất", "Lost")),
            ],
            vec![
                vec![
                    text("Tiến độ giải quyết", "Progress"),
                    figure("19.5642"),
                    figure("20"),
                    figure("0.4358"),
                ],
                vec![text("Số hóa", "Digital"), figure("41.8358"), figure("54"), figure("12.1642")],
            ],
            Some(vec![text("Tổng", "Total"), figure("61.4"), figure("74"), figure("12.6")]),
        ),
        working_notes: Vec::new(),
        charts: Vec::new(),
    }
}

pub fn criteria(lang: Lang) -> Section {
    let text = |vi, en| Cell::Text(lang.of(vi, en).to_owned());
    let figure = |text| Cell::points(points(text));
    let formula = RateFormula { numerator: vec![4], minus: Vec::new(), denominator: vec![5] };
    Section {
        id: "score_criteria",
        title: lang.of("Điểm từng tiêu chí", "Criteria").to_owned(),
        sheet: lang.of("Tiêu chí", "Criteria").to_owned(),
        lead: lang.of("Mỗi điểm kèm căn cứ.", "Every point with its evidence.").to_owned(),
        table: Table::new(
            vec![
                text_column("criterion", lang.of("Mã", "Id")),
                text_column("name", lang.of("Tiêu chí", "Criterion")),
                points_column("points", lang.of("Điểm", "Points")),
                points_column("max", lang.of("Tối đa", "Max")),
                count_column("numerator", lang.of("Tử số", "Numerator"), false),
                count_column("denominator", lang.of("Mẫu số", "Denominator"), false),
                Column::new(
                    "rate",
                    lang.of("Tỷ lệ", "Rate"),
                    ColumnKind::Rate { sense: Sense::Neutral, formula: Some(formula) },
                ),
                text_column("basis", lang.of("Cơ sở", "Basis")),
            ],
            vec![
                vec![
                    text("2.1", "2.1"),
                    text("Hồ sơ đúng hạn", "Dossiers on time"),
                    figure("19.5642"),
                    figure("20"),
                    Cell::Count(1_661),
                    Cell::Count(1_698),
                    Cell::Rate(share(1_661, 1_698)),
                    text("tính từ dữ liệu", "computed"),
                ],
                vec![
                    text("4.6", "4.6"),
                    text("Chứng thực bản sao điện tử", "Electronic certified copies"),
                    figure("1.9"),
                    figure("2"),
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Share(points("0.95")),
                    text("khai", "declared"),
                ],
                vec![
                    text("1.1", "1.1"),
                    text("Thủ tục công bố đúng hạn", "Procedures announced on time"),
                    Cell::Empty,
                    figure("6"),
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                    text("chưa có số", "no figure"),
                ],
            ],
            None,
        ),
        working_notes: Vec::new(),
        charts: Vec::new(),
    }
}

//! The form of the sample.

use crate::answers::phrase::Phrase;
use crate::answers::publication::{FilledForm, HeaderCell, heads_over};
use crate::answers::table::{Cell, Column, ColumnKind, RowKind, Table, TableRow};
use crate::words::Lang;

/// A form of five columns and two blocks, with a two-row header and a row of numbers.
pub fn form(lang: Lang) -> FilledForm {
    let cell = |row, column, row_span, column_span, text: &str| HeaderCell {
        row,
        column,
        row_span,
        column_span,
        text: text.to_owned(),
    };
    let mut header = vec![
        cell(0, 0, 2, 1, "STT"),
        cell(0, 1, 2, 1, lang.of("Lĩnh vực", "Field")),
        cell(0, 2, 1, 3, lang.of("Số hồ sơ đã giải quyết", "Dossiers resolved")),
        cell(1, 2, 1, 1, lang.of("Tổng số", "Total")),
        cell(1, 3, 1, 1, lang.of("Đúng hạn", "In time")),
        cell(1, 4, 1, 1, lang.of("Quá hạn", "Late")),
    ];
    header.extend((0..5).map(|column| cell(2, column, 1, 1, &format!("({})", column + 1))));
    let heads = heads_over(&header, 5);
    let column = |place: usize, width, kind, sum_of: &[usize]| Column {
        sum_of: sum_of.to_vec(),
        ..Column::new(format!("c{}", place + 1), &heads[place], kind).wide(width)
    };
    let row =
        |kind, number: &str, name: &str, in_time: u64, late: u64, sum_of: &[usize]| TableRow {
            kind,
            cells: vec![
                Cell::Text(number.to_owned()),
                Cell::Text(name.to_owned()),
                Cell::Count(in_time + late),
                Cell::Count(in_time),
                Cell::Count(late),
            ],
            sum_of: sum_of.to_vec(),
        };
    FilledForm {
        id: "06a".to_owned(),
        number: lang.of("Biểu số II.06a/VPCP/KSTT", "Form II.06a/VPCP/KSTT").to_owned(),
        title: vec!["TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH".to_owned()],
        legal_base: "Ban hành theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020".to_owned(),
        head: vec![
            (lang.of("Kỳ báo cáo", "Period").to_owned(), "tháng 6 năm 2024".to_owned()),
            (lang.of("Đơn vị báo cáo", "Reporting unit").to_owned(), String::new()),
        ],
        table: Table {
            columns: vec![
                column(0, 6, ColumnKind::Text, &[]),
                column(1, 40, ColumnKind::Text, &[]),
                column(2, 12, ColumnKind::Number, &[3, 4]),
                column(3, 12, ColumnKind::Number, &[]),
                column(4, 12, ColumnKind::Number, &[]),
            ],
            rows: vec![
                row(RowKind::Block, "A", lang.of("Cấp huyện", "District level"), 40, 2, &[1, 2]),
                row(RowKind::Body, "1", "Đất đai", 30, 2, &[]),
                row(RowKind::Body, "2", "Hộ tịch", 10, 0, &[]),
                row(RowKind::Block, "B", lang.of("Cấp xã", "Commune level"), 1_234, 5, &[4]),
                row(RowKind::Body, "1", "Chứng thực", 1_234, 5, &[]),
                row(RowKind::Total, "", lang.of("Tổng số", "Total"), 1_274, 7, &[0, 3]),
            ],
            notes: vec![Phrase::from("Chưa đối chiếu với văn bản gốc.")],
        },
        header,
        header_rows: 3,
        sheet: lang.of("Biểu 06a", "Form 06a").to_owned(),
    }
}

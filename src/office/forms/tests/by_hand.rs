//! Forms worked out by hand.

use std::collections::BTreeSet;

use super::{
    BY_FIELD, all_fields, cube, filled, kinds, notes_text, report, row_texts, tally, three_levels,
};
use crate::answers::RowKind::{Block, Body, Total};
use crate::domain::{CanonicalField, Dimension};
use crate::office::forms::{FillError, FormPlan};
use crate::tally::{Count, Cube};
use crate::words::Lang;

const OTHERS: [&str; 3] = [
    "B|Cấp huyện|7|0|7|0|7|0|7|0|0|0|0",
    "1|Hộ tịch|7|0|7|0|7|0|7|0|0|0|0",
    "C|Cấp xã|103|100|3|0|98|63|30|5|5|4|1",
];

fn rows(options: &[&str], cube: &Cube) -> Vec<String> {
    row_texts(&filled(Lang::Vi, "06a", options, cube, &all_fields()).expect("consistent"))
}

#[test]
fn three_levels_with_all_that_has_no_column() {
    let form = filled(Lang::Vi, "06a", &[], &three_levels(), &all_fields()).expect("consistent");
    assert_eq!(
        row_texts(&form),
        [
            // Land: 10 + 1 carried in; online 20 + 1; 5 + 2 at the desk and by post, 1 other and 2 unknown;
            // early 15 + 1; on time 6, undated 1, returned 3; within 8 + 1, undated 1, paused 2.
            "A|Cấp tỉnh|42|21|10|11|28|16|10|2|14|12|2",
            "1|Đất đai|42|21|10|11|28|16|10|2|14|12|2",
            OTHERS[0],
            OTHERS[1],
            OTHERS[2],
            "1|Chứng thực|100|100|0|0|95|60|30|5|5|4|1",
            "2|(để trống)|3|0|3|0|3|3|0|0|0|0|0",
            "|Tổng số|152|121|20|11|133|79|47|7|19|16|3",
        ]
    );
    assert_eq!(kinds(&form), [Block, Body, Block, Body, Block, Body, Body, Total]);
    assert_eq!(form.table.rows[4].sum_of, [5, 6]);
    assert_eq!(form.table.rows[7].sum_of, [0, 2, 4]);
    assert_eq!(form.table.columns[2].sum_of, [3, 4, 5]);
    assert_eq!(form.table.columns[6].sum_of, [7, 8, 9]);
    assert_eq!(form.table.columns[10].sum_of, [11, 12]);
    assert_eq!(report(Lang::Vi, vec![form]).check(), Ok(()));
}

#[test]
fn every_alternative_moves_its_dossiers_and_nothing_else() {
    let cube = three_levels();
    for (options, land, total, note) in [
        (
            &["returned=8"][..],
            "1|Đất đai|42|21|10|11|28|19|7|2|14|12|2",
            "|Tổng số|152|121|20|11|133|82|44|7|19|16|3",
            "trả lại, rút → cột 8 (đã chọn thay cột 9): 3",
        ),
        (
            &["closing_paused=13"],
            "1|Đất đai|42|21|10|11|28|16|10|2|14|10|4",
            "|Tổng số|152|121|20|11|133|79|47|7|19|14|5",
            "tạm dừng → cột 13 (đã chọn thay cột 12): 2",
        ),
        (
            &["closing_undated=c13"],
            "1|Đất đai|42|21|10|11|28|16|10|2|14|11|3",
            "|Tổng số|152|121|20|11|133|79|47|7|19|15|4",
            "tồn không hẹn trả → cột 13 (đã chọn thay cột 12): 1",
        ),
        (
            &["returned=8", "closing_paused=13", "closing_undated=13"],
            "1|Đất đai|42|21|10|11|28|19|7|2|14|9|5",
            "|Tổng số|152|121|20|11|133|82|44|7|19|13|6",
            "không có hẹn trả → cột 9 (mặc định): 1",
        ),
        (
            &["returned=9"],
            "1|Đất đai|42|21|10|11|28|16|10|2|14|12|2",
            "|Tổng số|152|121|20|11|133|79|47|7|19|16|3",
            "trả lại, rút → cột 9 (mặc định): 3; không có hẹn trả → cột 9 (mặc định): 1; \
             tạm dừng → cột 12 (mặc định): 2; tồn không hẹn trả → cột 12 (mặc định): 1; \
             hình thức khác → cột 5 (mặc định): 1; không rõ hình thức → cột 5 (mặc định): 2.",
        ),
    ] {
        let form = filled(Lang::Vi, "06a", options, &cube, &all_fields()).expect("consistent");
        let rows = row_texts(&form);
        assert_eq!(rows[1], land, "{options:?}");
        assert_eq!(rows[2..5], OTHERS, "{options:?}");
        assert_eq!(rows[7], total, "{options:?}");
        assert!(notes_text(&form).contains(note), "{options:?}: {}", notes_text(&form));
        assert_eq!(report(Lang::Vi, vec![form]).check(), Ok(()));
    }
}

#[test]
fn what_fits_no_block_stands_in_the_last_one() {
    let one = tally([0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    let cube = cube(
        &BY_FIELD,
        &[
            (&[Some("Bộ"), Some("Hộ tịch")], one),
            (&[Some("UBND  CẤP XÃ"), Some("Hộ tịch")], one),
            (&[None, Some("Đất đai")], one),
            (&[None, Some("Hộ tịch")], one),
        ],
    );
    let form = filled(Lang::Vi, "06a", &[], &cube, &all_fields()).expect("consistent");
    assert_eq!(
        row_texts(&form),
        [
            "C|Cấp xã|1|1|0|0|1|1|0|0|0|0|0",
            "1|Hộ tịch|1|1|0|0|1|1|0|0|0|0|0",
            "D|Không rõ cấp|3|3|0|0|3|3|0|0|0|0|0",
            "1|Đất đai|1|1|0|0|1|1|0|0|0|0|0",
            "2|Hộ tịch|2|2|0|0|2|2|0|0|0|0|0",
            "|Tổng số|4|4|0|0|4|4|0|0|0|0|0",
        ]
    );
    let notes = notes_text(&form);
    assert!(
        notes.contains("Khối “Không rõ cấp” có 3 hồ sơ; tên cấp không nhận ra: Bộ."),
        "{notes}"
    );
    // A province always shows its own block and that of its communes.
    let form = filled(Lang::En, "06d", &[], &cube, &all_fields()).expect("consistent");
    let rows = row_texts(&form);
    assert_eq!(rows[0], "A|Cấp tỉnh|0|0|0|0|0|0|0|0|0|0|0");
    assert_eq!(rows[3], "D|Level unknown|3|3|0|0|3|3|0|0|0|0|0");
    assert_eq!(report(Lang::En, vec![form]).check(), Ok(()));
}

#[test]
fn without_a_level_there_are_no_blocks() {
    let one = tally([0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    let expected = [
        "1|Đất đai|1|1|0|0|1|1|0|0|0|0|0",
        "2|Hộ tịch|1|1|0|0|1|1|0|0|0|0|0",
        "|Tổng số|2|2|0|0|2|2|0|0|0|0|0",
    ];
    let by_field: [(&[Option<&str>], _); 2] =
        [(&[Some("Đất đai")], one), (&[Some("Hộ tịch")], one)];
    let blank: [(&[Option<&str>], _); 2] =
        [(&[None, Some("Đất đai")], one), (&[None, Some("Hộ tịch")], one)];
    let strange: [(&[Option<&str>], _); 2] =
        [(&[Some("4"), Some("Đất đai")], one), (&[Some("4"), Some("Hộ tịch")], one)];
    for (cube, note) in [
        (cube(&[Dimension::Field], &by_field), "dữ liệu không cho biết cấp của hồ sơ"),
        (cube(&BY_FIELD, &blank), "dữ liệu không cho biết cấp của hồ sơ"),
        (cube(&BY_FIELD, &strange), "không nhận ra cấp nào trong 4"),
    ] {
        let form = filled(Lang::Vi, "06a", &[], &cube, &all_fields()).expect("consistent");
        assert_eq!(row_texts(&form), expected);
        let notes = notes_text(&form);
        assert!(notes.contains(&format!("Không chia khối theo cấp: {note}.")), "{notes}");
        // 07a has no blocks, so there is nothing to say.
        let form = filled(Lang::Vi, "07a", &[], &cube, &all_fields()).expect("consistent");
        assert_eq!(row_texts(&form), expected);
        assert!(!notes_text(&form).contains("theo cấp:"), "{}", notes_text(&form));
    }
}

#[test]
fn units_stand_under_headings_over_the_whole_width() {
    let one = tally([0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    let cube = cube(
        &[Dimension::Level, Dimension::Unit],
        &[
            (&[Some("Xã"), Some("UBND xã Bắc Sơn")], one),
            (&[Some("Xã"), Some("UBND xã Độc Lập")], one),
            (&[Some("Tỉnh"), Some("Sở Nội vụ")], one),
        ],
    );
    let form = filled(Lang::Vi, "06-cac-cap", &[], &cube, &all_fields()).expect("consistent");
    let row = |number, name: &str| format!("{number}|{name}|1|1|0|0|1|1|0|0|0|0|0");
    assert_eq!(
        row_texts(&form),
        [
            "|Sở, ban, ngành|||||||||||".to_owned(),
            row("1", "Sở Nội vụ"),
            "|Xã, phường, thị trấn|||||||||||".to_owned(),
            row("1", "UBND xã Bắc Sơn"),
            row("2", "UBND xã Độc Lập"),
            "|Tổng số|3|3|0|0|3|3|0|0|0|0|0".to_owned(),
        ]
    );
    assert_eq!(form.table.rows[5].sum_of, [1, 3, 4]);
    assert!(form.header.iter().any(|cell| cell.text == "Đơn vị" && cell.row_span == 3));
    assert_eq!(report(Lang::Vi, vec![form]).check(), Ok(()));
}

#[test]
fn what_no_export_can_tell_stays_open() {
    let fields: BTreeSet<_> =
        [CanonicalField::Level, CanonicalField::Channel, CanonicalField::FinishedAt].into();
    let undated = tally([2, 5, 0, 0, 0, 0, 0, 0, 0, 4, 1, 0, 0, 2, 0]);
    let cube = cube(&[Dimension::Level], &[(&[Some("Cấp xã")], undated)]);
    let form = filled(Lang::Vi, "06a", &[], &cube, &fields).expect("consistent");
    // Without a due date nobody knows who was in time; how many were resolved is known.
    let row = "7|5|0|2|5|…|…|…|2|…|…";
    assert_eq!(
        row_texts(&form),
        [format!("C|Cấp xã|{row}"), format!("1|(để trống)|{row}"), format!("|Tổng số|{row}")]
    );
    assert!(form.table.columns[6].sum_of.is_empty() && form.table.columns[2].sum_of == [3, 4, 5]);
    let notes = notes_text(&form);
    for note in [
        "Cột 8, 9, 10, 12, 13 để trống: không tệp dữ liệu nào có cột `due_at`.",
        "Không chia dòng theo lĩnh vực: không tệp dữ liệu nào có cột `field`.",
        "Hồ sơ mà biểu không có cột riêng: hình thức khác → cột 5",
    ] {
        assert!(notes.contains(note), "{note}: {notes}");
    }
    assert_eq!(report(Lang::Vi, vec![form]).check(), Ok(()));
}

#[test]
fn the_head_names_period_and_units() {
    let head = |lang| {
        let form = filled(lang, "06a", &[], &three_levels(), &all_fields()).expect("consistent");
        form.head.iter().map(|(label, value)| format!("{label}: {value}")).collect::<Vec<_>>()
    };
    assert_eq!(
        head(Lang::Vi),
        [
            "Kỳ báo cáo: Tháng 6 năm 2024 (Từ ngày 15/05/2024 đến ngày 14/06/2024)",
            "Đơn vị báo cáo: UBND huyện Hưng Hà",
            "Đơn vị nhận báo cáo: ………",
            "Đơn vị tính: Số hồ sơ TTHC",
        ]
    );
    assert_eq!(head(Lang::En)[0], "Kỳ báo cáo: June 2024 (2024-05-15 to 2024-06-14)");
}

#[test]
fn the_words_of_the_form_are_the_same_in_both_languages() {
    for id in FormPlan::ids() {
        let mut cube = three_levels();
        cube.by[1] = super::plan(id).rows.by;
        let [vi, en] = [Lang::Vi, Lang::En]
            .map(|lang| filled(lang, id, &[], &cube, &all_fields()).expect("consistent"));
        assert_eq!(
            (&vi.number, &vi.title, &vi.legal_base, &vi.header),
            (&en.number, &en.title, &en.legal_base, &en.header)
        );
        let notes = notes_text(&en);
        assert!(notes.contains("official and stay in Vietnamese"), "{notes}");
        assert!(notes.contains("13 open overdue"), "{notes}");
        assert_eq!(report(Lang::Vi, vec![vi]).check(), Ok(()), "{id}");
        assert_eq!(report(Lang::En, vec![en]).check(), Ok(()), "{id}");
    }
}

#[test]
fn nothing_counted_is_a_row_of_zeros() {
    let form = filled(Lang::Vi, "06a", &[], &Cube::empty(BY_FIELD.to_vec()), &all_fields());
    let form = form.expect("consistent");
    assert_eq!(row_texts(&form), ["|Tổng số|0|0|0|0|0|0|0|0|0|0|0"]);
    assert_eq!(report(Lang::Vi, vec![form]).check(), Ok(()));
}

#[test]
fn counts_that_contradict_each_other_end_the_run() {
    let mut broken = three_levels();
    broken.rows[0].tally[Count::OnTime] += 1;
    broken.total[Count::OnTime] += 1;
    let error = filled(Lang::Vi, "06a", &[], &broken, &all_fields()).expect_err("broken");
    assert_eq!(
        error.to_string(),
        "form 06a, row `Cấp huyện`: `c3 = c7 + c11` does not hold, 7 ≠ 8; please report this bug"
    );
    let mut lost = three_levels();
    lost.rows.pop();
    let error = filled(Lang::Vi, "06a", &[], &lost, &all_fields()).expect_err("lost");
    assert_eq!(error, FillError::Total { form: "06a".to_owned() });
    let error = filled(Lang::Vi, "06-cac-cap", &[], &three_levels(), &all_fields());
    assert!(matches!(error, Err(FillError::Grouping { dimension: "unit", .. })));
}

#[test]
fn hostile_names_are_names() {
    let one = tally([0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    let name = "=cmd|' /C calc'!A0<script>\u{202E}";
    let cube = cube(&BY_FIELD, &[(&[Some(name), Some(name)], one)]);
    let rows = rows(&[], &cube);
    assert_eq!(rows[0].matches(name).count(), 1);
}

//! The annex of indicators, worked out by hand.

use std::collections::BTreeSet;

use super::{all_fields, cube, june, letterhead, notes_text, report, row_texts, tally};
use crate::answers::publication::FilledForm;
use crate::domain::{CanonicalField, Dimension};
use crate::indicators::Definition;
use crate::office::forms::registry::ANNEXES;
use crate::office::forms::{
    AnnexContext, AnnexPlan, FillError, FormContext, PreviousPeriod, fill_annex,
};
use crate::tally::{Count, Cube};
use crate::words::Lang;

/// Two levels and the rest; 12 of 14 ratings satisfied, 30 of 33 results digitised.
fn june_counts() -> Cube {
    let mut province = tally([10, 30, 10, 0, 0, 0, 20, 10, 2, 1, 3, 8, 2, 1, 3]);
    for (count, number) in [
        (Count::Rated, 14),
        (Count::VerySatisfied, 10),
        (Count::Satisfied, 2),
        (Count::Dissatisfied, 2),
        (Count::ResultMarked, 33),
        (Count::ResultDigitised, 30),
        (Count::OverdueTold, 5),
        (Count::Apologised, 3),
        (Count::FeeTold, 12),
        (Count::PaidOnline, 4),
    ] {
        province[count] = number;
    }
    cube(
        &[Dimension::Level],
        &[
            (&[Some("Cấp tỉnh")], province),
            (&[Some("Cấp xã")], tally([0, 50, 0, 0, 0, 0, 30, 15, 0, 0, 0, 4, 1, 0, 0])),
            (&[None], tally([0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0])),
        ],
    )
}

fn annex(
    lang: Lang,
    cube: &Cube,
    previous: Option<&Cube>,
    fields: &BTreeSet<CanonicalField>,
    suppress_below: u64,
) -> Result<FilledForm, FillError> {
    let (period, letterhead) = (june(lang), letterhead());
    let context = AnnexContext {
        has_mixed_scales: false,
        form: FormContext { lang, period: &period, letterhead: &letterhead, fields },
        definition: Definition::Resolved,
        suppress_below,
        previous: previous.map(|cube| PreviousPeriod { cube, name: "tháng 5 năm 2024" }),
    };
    fill_annex(AnnexPlan::built_in("cchc").expect("built in"), cube, &context)
}

#[test]
fn what_can_be_told_is_told_and_the_rest_is_named() {
    let form = annex(Lang::Vi, &june_counts(), None, &all_fields(), 10).expect("consistent");
    let rows = row_texts(&form);
    let numbered: Vec<&str> =
        rows.iter().map(|row| row.split('|').next().expect("a cell")).collect();
    let whole: Vec<&str> =
        numbered.iter().copied().filter(|n| !n.is_empty() && !n.contains('.')).collect();
    assert_eq!(whole, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]);
    for row in [
        "1|Số TTHC thuộc thẩm quyền giải quyết|TTHC|…|cần danh mục thủ tục hành chính, không có trong dữ liệu hồ sơ",
        "|– cấp xã|TTHC|…|",
        // 10 + 30 + 10, 50, 2
        "3|Số hồ sơ phải giải quyết (mới tiếp nhận và từ kỳ trước chuyển sang)|hồ sơ|102|",
        "|– cấp tỉnh|hồ sơ|50|",
        "|– không rõ cấp|hồ sơ|2|",
        "3.1|Mới tiếp nhận trong kỳ|hồ sơ|92|",
        "3.2|Từ kỳ trước chuyển sang|hồ sơ|10|",
        "4|Số hồ sơ đã giải quyết|hồ sơ|78|không gồm hồ sơ trả lại, rút",
        // 20 + 10 + 30 + 15 of 2 more
        "4.1|Tỷ lệ giải quyết đúng hạn (gồm trước hạn)|%|75/77|",
        "|– cấp tỉnh|%|30/32|",
        "|– cấp xã|%|45/45|",
        "|– không rõ cấp|%|no_dossiers|",
        // 14 and 5 and 2
        "5|Số hồ sơ đang giải quyết|hồ sơ|21|",
        "5.1|Trong đó: quá hạn|hồ sơ|3|",
        "6|Hồ sơ quá hạn có thư xin lỗi|hồ sơ|3|giải quyết quá hạn hoặc đang giải quyết đã quá hạn",
        "6.1|Tỷ lệ hồ sơ quá hạn có thư xin lỗi|%|3/5|",
        "9|Tỷ lệ hồ sơ thanh toán trực tuyến|%|4/12|trên hồ sơ tiếp nhận trong kỳ có phí, lệ phí",
        "8|Tỷ lệ hồ sơ tiếp nhận trực tuyến|%|80/92|trên hồ sơ mới tiếp nhận trong kỳ",
        "10|Tỷ lệ số hóa kết quả giải quyết|%|30/33|",
        "12|Tỷ lệ hài lòng|%|12/14|đánh giá tại bộ phận một cửa",
    ] {
        assert!(rows.iter().any(|other| other == row), "{row}\n{rows:#?}");
    }
    assert!(!rows.iter().any(|row| row == "|– không rõ cấp|TTHC|…|"));
    let main = rows.iter().position(|row| row.starts_with("3|")).expect("a row");
    assert_eq!(form.table.rows[main].sum_of, [main + 1, main + 2, main + 3]);
    let notes = notes_text(&form);
    for note in [
        "Chưa xác nhận: 12 chỉ tiêu",
        "Chỉ tiêu 1 (số TTHC thuộc thẩm quyền giải quyết): để trống, cần danh mục",
        "Chỉ tiêu 11 (phản ánh, kiến nghị đã tiếp nhận; được trả lời đúng hạn): để trống, theo dõi",
        "Đúng hạn = (trước hạn + đúng hạn) / (trước hạn + đúng hạn + quá hạn).",
        "không phải chỉ số SIPAS",
        "– không có hồ sơ nào để tính tỷ lệ.",
    ] {
        assert!(notes.contains(note), "{note}: {notes}");
    }
    assert_eq!(report(Lang::Vi, vec![form]).check(), Ok(()));
}

#[test]
fn the_period_before_has_its_column() {
    let may = cube(
        &[Dimension::Level],
        &[(&[Some("Cấp huyện")], tally([5, 5, 0, 0, 0, 0, 4, 4, 2, 0, 0, 0, 0, 0, 0]))],
    );
    let form = annex(Lang::Vi, &june_counts(), Some(&may), &all_fields(), 10).expect("consistent");
    let rows = row_texts(&form);
    assert_eq!(form.header[4].text, "Kỳ trước (tháng 5 năm 2024)");
    for row in [
        "2|Số TTHC thực hiện theo cơ chế một cửa, một cửa liên thông|TTHC|…|…|cần danh mục thủ tục hành chính, không có trong dữ liệu hồ sơ",
        "|– cấp huyện|hồ sơ|0|10|",
        "|– cấp huyện|%|no_dossiers|8/10|",
        "4.1|Tỷ lệ giải quyết đúng hạn (gồm trước hạn)|%|75/77|8/10|",
    ] {
        assert!(rows.iter().any(|other| other == row), "{row}\n{rows:#?}");
    }
    assert_eq!(report(Lang::Vi, vec![form]).check(), Ok(()));
    // Counted without levels, the period before has figures for the whole only.
    let whole = may.roll_up(&[]).expect("rolled up");
    let form = annex(Lang::Vi, &june_counts(), Some(&whole), &all_fields(), 10);
    let form = form.expect("consistent");
    let rows = row_texts(&form);
    for row in ["|– cấp xã|hồ sơ|50||", "5|Số hồ sơ đang giải quyết|hồ sơ|21|0|"]
    {
        assert!(rows.iter().any(|other| other == row), "{row}\n{rows:#?}");
    }
    assert!(notes_text(&form).contains("Kỳ trước không chia theo cấp."));
    assert_eq!(report(Lang::Vi, vec![form]).check(), Ok(()));
}

#[test]
fn a_missing_column_is_a_reason_and_few_ratings_are_not_shown() {
    let mut fields = all_fields();
    fields.remove(&CanonicalField::DueAt);
    fields.remove(&CanonicalField::Apology);
    let mut counts = june_counts();
    let tallies = counts.rows.iter_mut().map(|row| &mut row.tally).chain([&mut counts.total]);
    for tally in tallies {
        for count in Count::ALL.into_iter().filter(|count| count.is_answer()) {
            tally[Count::RatedWithheld] += std::mem::take(&mut tally[count]);
        }
    }
    let form = annex(Lang::En, &counts, None, &fields, 15).expect("consistent");
    let rows = row_texts(&form);
    for row in [
        "4.1|Resolved on time (early included)|%|…|no export has the column it needs",
        "5.1|Of which: overdue|dossiers|…|no export has the column it needs",
        "6|Late dossiers with an apology letter|dossiers|…|no export has the column it needs",
        "12|Satisfied share|%|too_few|ratings at the one-stop desk",
        "5|Dossiers open|dossiers|21|",
    ] {
        assert!(rows.iter().any(|other| other == row), "{row}\n{rows:#?}");
    }
    let notes = notes_text(&form);
    assert!(notes.contains("<15 is not published"), "{notes}");
    // What is signed names no column of ours; the notes behind it do.
    assert!(rows.iter().all(|row| !row.contains('`')), "{rows:#?}");
    for note in [
        "Indicator 4.1 (resolved on time (early included)): open, no export has the column it needs (`due_at`).",
        "Indicator 6 (late dossiers with an apology letter): open, no export has the column it needs (`due_at`, `apology`).",
    ] {
        assert!(notes.contains(note), "{notes}");
    }
    assert_eq!(report(Lang::En, vec![form]).check(), Ok(()));
}

#[test]
fn without_levels_there_are_no_rows_by_level() {
    let mut all = june_counts();
    all.by.clear();
    all.rows.iter_mut().for_each(|row| row.group.clear());
    let form = annex(Lang::Vi, &all, None, &all_fields(), 10).expect("consistent");
    assert!(row_texts(&form).iter().all(|row| !row.contains("– ")));
    assert!(notes_text(&form).contains("Không chia theo cấp"));
    let mut lost = june_counts();
    lost.rows.pop();
    let error = annex(Lang::Vi, &lost, None, &all_fields(), 10).expect_err("lost");
    assert_eq!(error, FillError::Total { form: "cchc".to_owned() });
}

#[test]
fn everything_wrong_with_an_annex_is_named() {
    let (_, good) = ANNEXES[0];
    for (from, to, expected) in [
        ("levels_of = \"06a\"", "levels_of = \"06x\"", "`levels_of`: unknown built-in form `06x`"),
        (
            "indicator = \"online_rate\"",
            "indicator = \"online\"",
            "`rows[13].indicator`: unknown indicator",
        ),
        (
            "reason = \"services\"",
            "reason = \"service\"",
            "`rows[11].reason`: unknown reason `service`; did you mean `services`?",
        ),
        (
            "unit = \"cases\"",
            "unit = \"case\"",
            "`rows[16].unit`: unknown unit `case`; did you mean `cases`?",
        ),
        (
            "counts = [\"received\"]",
            "counts = [\"recieved\"]",
            "`rows[3].counts[0]`: unknown count",
        ),
        ("counts = [\"received\"]", "", "`rows[3].counts`: is required and not there"),
        (
            "counts = [\"received\"]",
            "counts = [\"received\"]\nreason = \"services\"",
            "`rows[3].reason`: does not belong",
        ),
        ("number = \"2\"", "number = \"1\"", "`rows[1]`: `1` stands twice"),
        ("no_column =", "no_colum =", "`reasons.no_column`: is required"),
        (
            "remark = { vi = \"Ghi chú\"",
            "remarks = { vi = \"Ghi chú\"",
            "`columns.remarks`: unknown key; did you mean `remark`?",
        ),
    ] {
        assert!(good.contains(from), "{from}");
        let error = AnnexPlan::parse("phu-luc.toml", &good.replacen(from, to, 1));
        let lines = error.expect_err(expected).lines(Lang::En);
        assert!(lines.iter().any(|line| line.contains(expected)), "{expected}: {lines:#?}");
    }
}

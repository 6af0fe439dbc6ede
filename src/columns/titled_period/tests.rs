//! Titles as reports write them, each beside the period that it names, or none.

use super::{TitledPeriod, counted_until, titled_days, titled_period};
use crate::domain::PeriodRule;

fn read(rows: &[&[&str]], rule: PeriodRule) -> Option<String> {
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.to_vec()).collect();
    match titled_period(&rows, rule) {
        TitledPeriod::Named(period) => Some(period.to_string()),
        TitledPeriod::Unclear(_) => Some("unclear".to_owned()),
        TitledPeriod::Unnamed => None,
    }
}

fn compare(rows: &[&[&str]], expected: Option<&str>, failed: &mut Vec<String>) {
    let found = read(rows, PeriodRule::Calendar);
    if found.as_deref() != expected {
        failed.push(format!("{rows:?}: {found:?}, not {expected:?}"));
    }
}

/// One title, one span.
const WRITTEN: &[(&str, &str)] = &[
    ("BÁO CÁO THÁNG 6 NĂM 2024", "2024-06-01..2024-06-30"),
    ("Tháng 06/2024", "2024-06-01..2024-06-30"),
    ("Tháng 6, năm 2024", "2024-06-01..2024-06-30"),
    ("tháng 06-2024", "2024-06-01..2024-06-30"),
    ("Tháng 6 - 2024", "2024-06-01..2024-06-30"),
    ("tháng 6/24", "2024-06-01..2024-06-30"),
    ("T6/2024", "2024-06-01..2024-06-30"),
    ("BC T06.2024", "2024-06-01..2024-06-30"),
    ("T4-T6/2024", "2024-04-01..2024-06-30"),
    ("Tháng sáu năm 2024", "2024-06-01..2024-06-30"),
    ("tháng năm năm 2024", "2024-05-01..2024-05-31"),
    ("Tháng mười hai năm 2024", "2024-12-01..2024-12-31"),
    ("Tháng mười năm 2024", "2024-10-01..2024-10-31"),
    ("Tháng VI năm 2024", "2024-06-01..2024-06-30"),
    ("Tháng 6 năm 2024 – Sở Nội vụ", "2024-06-01..2024-06-30"),
    ("Tháng 4, 5, 6 năm 2024", "2024-04-01..2024-06-30"),
    ("Tháng 4, tháng 5 và tháng 6 năm 2024", "2024-04-01..2024-06-30"),
    ("Các tháng 4+5+6/2024", "2024-04-01..2024-06-30"),
    ("Từ tháng 4 đến tháng 6 năm 2024", "2024-04-01..2024-06-30"),
    ("từ tháng 4 đến hết tháng 6/2024", "2024-04-01..2024-06-30"),
    ("Từ tháng 12/2023 đến tháng 5/2024", "2023-12-01..2024-05-31"),
    ("từ tháng 11 năm 2023 đến tháng 2 năm 2024", "2023-11-01..2024-02-29"),
    ("Tháng 4 - 6/2024", "2024-04-01..2024-06-30"),
    ("Tháng 11, 12 năm 2023, tháng 1 năm 2024", "2023-11-01..2024-01-31"),
    ("Quý II/2024", "2024-04-01..2024-06-30"),
    ("QUÝ 4 NĂM 2023", "2023-10-01..2023-12-31"),
    ("Quí II năm 2024", "2024-04-01..2024-06-30"),
    ("quý hai năm 2024", "2024-04-01..2024-06-30"),
    ("Quý I, II năm 2024", "2024-01-01..2024-06-30"),
    ("Quý I và II năm 2024", "2024-01-01..2024-06-30"),
    ("Quý I và quý II/2024", "2024-01-01..2024-06-30"),
    ("Quý I-III/2024", "2024-01-01..2024-09-30"),
    ("Quý I, II, III năm 2024", "2024-01-01..2024-09-30"),
    ("Từ quý I đến quý III năm 2024", "2024-01-01..2024-09-30"),
    ("Quý 2 - 2024", "2024-04-01..2024-06-30"),
    ("Q2/2024", "2024-04-01..2024-06-30"),
    ("QII/2024", "2024-04-01..2024-06-30"),
    ("Kỳ báo cáo: Quý II/2024", "2024-04-01..2024-06-30"),
    ("6 tháng đầu năm 2024", "2024-01-01..2024-06-30"),
    ("6 tháng cuối năm 2024", "2024-07-01..2024-12-31"),
    ("3 tháng cuối năm 2024", "2024-10-01..2024-12-31"),
    ("Kết quả 9 tháng đầu năm 2024", "2024-01-01..2024-09-30"),
    ("9 tháng năm 2024", "2024-01-01..2024-09-30"),
    ("10 tháng năm 2024", "2024-01-01..2024-10-31"),
    ("11 tháng đầu năm 2024", "2024-01-01..2024-11-30"),
    ("6 tháng/2024", "2024-01-01..2024-06-30"),
    ("6T/2024", "2024-01-01..2024-06-30"),
    ("Sáu tháng đầu năm 2024", "2024-01-01..2024-06-30"),
    ("năm tháng đầu năm 2024", "2024-01-01..2024-05-31"),
    ("Lũy kế 6 tháng đầu năm 2024", "2024-01-01..2024-06-30"),
    ("nửa đầu năm 2024", "2024-01-01..2024-06-30"),
    ("Báo cáo năm 2024", "2024-01-01..2024-12-31"),
    ("Cả năm 2024", "2024-01-01..2024-12-31"),
    ("Từ năm 2022 đến năm 2024", "2022-01-01..2024-12-31"),
    ("lũy kế từ đầu năm đến hết tháng 5/2024", "2024-01-01..2024-05-31"),
    ("Luỹ kế từ đầu năm 2024 đến tháng 5", "2024-01-01..2024-05-31"),
    ("Từ đầu năm đến ngày 31/5/2024", "2024-01-01..2024-05-31"),
    ("(Từ ngày 15/5/2024 đến ngày 14/6/2024)", "2024-05-15..2024-06-14"),
    ("từ 15/5 đến 14/6/2024", "2024-05-15..2024-06-14"),
    ("từ ngày 15/12/2023 đến 14/6/2024", "2023-12-15..2024-06-14"),
    ("từ ngày 15/12 đến ngày 14/6/2024", "2023-12-15..2024-06-14"),
    ("từ ngày 15 tháng 5 đến ngày 14 tháng 6 năm 2024", "2024-05-15..2024-06-14"),
    ("từ ngày 01 đến ngày 30/6/2024", "2024-06-01..2024-06-30"),
    ("Từ ngày 1 đến ngày 30 tháng 6 năm 2024", "2024-06-01..2024-06-30"),
    ("từ 01/6-30/6/2024", "2024-06-01..2024-06-30"),
    ("từ ngày 1/6 đến 30/6 năm 2024", "2024-06-01..2024-06-30"),
    ("Kỳ báo cáo: 01/07/2024 - 31/07/2024", "2024-07-01..2024-07-31"),
    ("TỪ NGÀY 01.07.2024 ĐẾN NGÀY 31.07.2024", "2024-07-01..2024-07-31"),
    ("Từ ngày: 01/06/2024 07:00 đến ngày: 30/06/2024 17:30", "2024-06-01..2024-06-30"),
    ("từ 01/6/24 đến 30/6/24", "2024-06-01..2024-06-30"),
    ("2024-06-01 – 2024-06-30", "2024-06-01..2024-06-30"),
    ("từ ngày 1 tháng 1 năm 2024 đến hết ngày 30 tháng 6 năm 2024", "2024-01-01..2024-06-30"),
    ("Tuần 23 (từ 03/6 đến 09/6/2024)", "2024-06-03..2024-06-09"),
    ("Kỳ báo cáo: Quý II/2024 (từ 15/03/2024 - 14/06/2024)", "2024-03-15..2024-06-14"),
    ("Tháng 6 năm 2024 (từ 25/5/2024 đến 24/6/2024)", "2024-05-25..2024-06-24"),
    ("Tháng 6/2024 so với cùng kỳ năm 2023", "2024-06-01..2024-06-30"),
    ("Quý II năm 2024 so với quý I năm 2024", "2024-04-01..2024-06-30"),
    ("Năm 2024 (đến ngày 31/5/2024)", "2024-01-01..2024-05-31"),
    ("Tháng 6 năm 2024 (số liệu tính đến ngày 05/7/2024)", "2024-06-01..2024-06-30"),
    ("Tháng 6 năm 2024 (từ ngày 15 đến ngày 14)", "2024-06-01..2024-06-30"),
    (
        "Tỉnh Thái Bình – tháng 6 năm 2024, từ 15/05/2024 đến 14/06/2024 (từ ngày 15 đến ngày 14), tính đến 14/06/2024",
        "2024-05-15..2024-06-14",
    ),
    ("Từ 15/3/2024 đến 14/6/2024 (Quý II)", "2024-03-15..2024-06-14"),
    ("5 tháng đầu năm (từ 01/01 đến 31/5/2024)", "2024-01-01..2024-05-31"),
    ("Quý II/2024 (quý II)", "2024-04-01..2024-06-30"),
    ("Quý 2 (tháng 4, 5, 6) năm 2024", "2024-04-01..2024-06-30"),
    ("Tháng 6/2024 - 06a/VPCP", "2024-06-01..2024-06-30"),
    ("Q1 năm 2024, quý II", "2024-04-01..2024-06-30"),
    ("Năm báo cáo: 2024", "2024-01-01..2024-12-31"),
    ("Từ 01-4-2024 đến 30-6-2024", "2024-04-01..2024-06-30"),
    ("Tổng hợp tháng 1 đến tháng 6 năm 2024", "2024-01-01..2024-06-30"),
    ("Kỳ báo cáo: 06/2024", "2024-06-01..2024-06-30"),
    ("(06/2024)", "2024-06-01..2024-06-30"),
    ("June 2024, 2024-06-01 to 2024-06-30 (calendar), as of 2024-06-30", "2024-06-01..2024-06-30"),
    ("Period: June 2024 (2024-06-01 to 2024-06-30)", "2024-06-01..2024-06-30"),
];

#[test]
fn every_way_to_write_a_period() {
    let mut failed = Vec::new();
    for (title, expected) in WRITTEN {
        compare(&[&[title]], Some(expected), &mut failed);
    }
    assert_eq!(failed, [""; 0], "{}", failed.join("\n"));
}

/// Without the marks of Vietnamese, with spaces too few or too many, with the year in front.
#[test]
fn titles_as_they_are_typed() {
    let june = Some("2024-06-01..2024-06-30");
    let half = Some("2024-01-01..2024-06-30");
    let decree = Some("2024-05-15..2024-06-14");
    let mut failed = Vec::new();
    for (title, expected) in [
        ("BAO CAO THANG 6 NAM 2024", june),
        ("THANG 6/2024", june),
        ("bao cao thang 06 nam 2024", june),
        ("QUY II NAM 2024", Some("2024-04-01..2024-06-30")),
        ("TU NGAY 15/5/2024 DEN NGAY 14/6/2024", decree),
        ("(Tu ngay 15/05/2024 den 14/06/2024)", decree),
        ("6 THANG DAU NAM 2024", half),
        ("LUY KE 6 THANG DAU NAM 2024", half),
        ("LUY KE DEN HET THANG 6 NAM 2024", Some("unclear")),
        ("Ban hanh kem theo Thong tu 01 nam 2020", None),
        ("CONG HOA XA HOI CHU NGHIA VIET NAM", None),
        ("9 THANG NAM 2024", Some("2024-01-01..2024-09-30")),
        ("9 tháng năm 2024", Some("2024-01-01..2024-09-30")),
        ("10 tháng năm 2024", Some("2024-01-01..2024-10-31")),
        ("09 tháng/2024", Some("2024-01-01..2024-09-30")),
        ("Chín tháng đầu năm 2024", Some("2024-01-01..2024-09-30")),
        ("Sáu tháng đầu năm 2024", half),
        ("6 tháng cuối năm 2024", Some("2024-07-01..2024-12-31")),
        ("Năm 2024, quý II", Some("2024-04-01..2024-06-30")),
        ("Năm 2024 - Tháng 6", june),
        ("Năm 2024: 6 tháng đầu năm", half),
        ("Tháng6năm2024", june),
        ("Tháng6/2024", june),
        ("tháng 6 năm2024", june),
        ("Tháng  6   năm  2024", june),
        ("Tháng 6 / 2024", june),
        ("Từ ngày15/5/2024đến ngày14/6/2024", decree),
        ("Từ 15/5 đến 14/6 năm 2024", decree),
        ("từ 15/5 đến 14/6", Some("unclear")),
        ("từ tháng 4 đến tháng 6", Some("unclear")),
        ("Tháng 4, 5, 6", Some("unclear")),
        ("Tháng 4; 5; 6 năm 2024", Some("2024-04-01..2024-06-30")),
        ("Tháng 4 và 5 năm 2024", Some("2024-04-01..2024-05-31")),
        ("Quý I + II/2024", half),
        ("Quý IV/2023 và quý I/2024", Some("2023-10-01..2024-03-31")),
        ("Từ T1 đến T6/2024", half),
        ("Tháng 01-6/2024", half),
        ("Lũy kế từ đầu năm đến ngày 14/6/2024", Some("2024-01-01..2024-06-14")),
        ("Quý III, 9 tháng năm 2024", Some("unclear")),
        ("Nửa đầu năm 2024", half),
        ("Từ 00h00 ngày 01/6/2024 đến 24h00 ngày 30/6/2024", june),
        ("Từ 01/06/24 đến 30/06/24", june),
        ("6T/2024", half),
        ("9T2024", Some("2024-01-01..2024-09-30")),
        ("Theo Kế hoạch số 12/KH-UBND năm 2024", None),
    ] {
        compare(&[&[title]], expected, &mut failed);
    }
    assert_eq!(failed, [""; 0], "{}", failed.join("\n"));
}

/// A wrong span is worse than none.
#[test]
fn words_that_are_not_understood_make_no_period() {
    let mut failed = Vec::new();
    for title in [
        "Tháng 6",
        "Tháng … năm 2024",
        "Tháng ..../2024",
        "Quý … năm 2024",
        "Quý ..../2024",
        "Tháng năm 2024",
        "Quý I, III năm 2024",
        "Tháng 4, 6 năm 2024",
        "Tháng 13 năm 2024",
        "Quý V năm 2024",
        "Tháng 5/6 năm 2024",
        "Tháng 6 năm 20...",
        "Tháng 6/20…",
        "Tháng 12 và năm 2024",
        "Tháng 12 và cả năm 2024",
        "Tháng 6 và 6 tháng đầu năm 2024",
        "Tháng 6, 6 tháng đầu năm 2024",
        "Quý II và 6 tháng đầu năm 2024",
        "Tháng 6 năm 2024 và lũy kế 6 tháng đầu năm 2024",
        "Kết quả tháng 6, nhiệm vụ tháng 7 năm 2024",
        "Tháng 6 năm 2024, lũy kế từ 01/01/2024 đến 30/6/2024",
        "Tháng 6 năm 2024 và lũy kế từ đầu năm",
        "Lũy kế đến tháng 6 năm 2024",
        "Lũy kế năm 2024",
        "Lũy kế đến ngày 31/5/2024",
        "đến ngày 31/5/2024",
        "Đến hết tháng 5 năm 2024",
        "Từ tháng 4 năm 2024",
        "Từ ngày 01/6/2024 đến nay",
        "Từ đầu năm 2024 đến nay",
        "Đầu năm 2024",
        "Từ ngày 31/07/2024 đến ngày 01/07/2024",
        "Từ ngày 31/02/2024 đến ngày 01/07/2024",
        "Tuần 23 năm 2024",
        "Năm 2023 - 2024",
        "Năm 2023 và năm 2024",
        "Năm 2023, 2024",
        "Năm học 2023-2024, năm 2023-2024",
        "18 tháng năm 2024",
        "6 tháng",
        "3 tháng gần nhất năm 2024, tháng 6",
        "Ngày 30/6/2024",
        "Tháng 6 năm 2024 (đến ngày 31/5/2024)",
        "Q1 năm 2024",
        "Nửa đầu tháng 6 năm 2024",
        "15 ngày đầu tháng 6/2024",
        "Tháng 6/2023 - tháng 6/2024",
        "Quý I/2024 và quý I/2023",
        "Từ 04/2024 đến 06/2024 và nay",
        "Tháng 6, 7 đơn vị năm 2024",
        "Trước năm 2024",
        "Nửa năm 2024",
        "Tháng 6 năm 2024 - Đợt 2",
        "Tháng 6 (từ 15/12/2023 đến 14/6/2024)",
        "Tháng 6 năm 2024 (từ ngày 15 đến ngày 20)",
    ] {
        compare(&[&[title]], Some("unclear"), &mut failed);
    }
    assert_eq!(failed, [""; 0], "{}", failed.join("\n"));
}

/// Days of papers, laws and names of places are no words of time.
#[test]
fn what_speaks_of_no_period() {
    let mut failed = Vec::new();
    for title in [
        "Thái Bình, ngày 30 tháng 6 năm 2024",
        "Thái Bình, 30 tháng 6 năm 2024",
        "Ban hành theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020",
        "Theo Quyết định 766/QĐ-TTg năm 2022",
        "Đơn vị tính: Số hồ sơ TTHC",
        "UBND HUYỆN PHÚ QUÝ",
        "UBND huyện Năm Căn",
        "UBND Q1",
        "Biểu số 06a",
        "(tính đến ngày 20/06/2024)",
        "Ngày in: 05/07/2024",
    ] {
        compare(&[&[title]], None, &mut failed);
    }
    assert_eq!(failed, [""; 0], "{}", failed.join("\n"));
}

#[test]
fn a_period_over_several_cells_and_rows() {
    let mut failed = Vec::new();
    let june: &[&[&[&str]]] = &[
        &[&["Tháng", "6", "năm", "2024"]],
        &[&["Tháng:", "06", "Năm:", "2024"]],
        &[&["Tháng 6"], &["Năm 2024"]],
        &[&["Tháng", "2024-06-01"]],
        &[&["Kỳ báo cáo", "06/2024"]],
        &[&["Từ ngày", "2024-06-01", "đến ngày", "2024-06-30"]],
        &[&["Từ ngày:", "01/06/2024", "Đến ngày:", "30/06/2024"]],
        &[&["Từ", "2024-06-01T07:30:00", "đến", "2024-06-30T17:00:00"]],
        &[&["Từ", "2024-06-01 00:00:00", "đến", "2024-06-30 23:59:59"]],
        &[&["UBND HUYỆN", "Tháng 6 năm 2024", "Biểu số 06a"]],
        &[&["Biểu số 06", "Tháng 6 năm 2024"]],
        &[&["Thái Bình, ngày 5 tháng 7 năm 2024"], &["Tháng 6 năm 2024"]],
        &[&["KẾ HOẠCH NĂM 2024"], &["Tháng 6/2024"]],
        &[&["Năm 2024"], &["(từ 01/6 đến 30/6)"]],
        &[&["Tháng 6 năm 2024"], &["(Từ ngày … đến ngày …)"]],
        &[&["Báo cáo định kỳ hàng tháng"], &["Tháng 6 năm 2024"]],
    ];
    for rows in june {
        compare(rows, Some("2024-06-01..2024-06-30"), &mut failed);
    }
    let unclear: &[&[&[&str]]] = &[
        &[&["Tháng 6 năm 2024"], &["Lũy kế 6 tháng đầu năm 2024"]],
        &[&["Tháng 1 năm 2025"], &["Kế hoạch năm 2024"]],
        &[&["Tháng", "năm", "2024"]],
        &[&["BÁO CÁO THÁNG"], &["Năm 2024"]],
        &[&["Tháng 6"], &["Năm 2023"], &["Năm 2024"]],
        &[&["Từ ngày", "2024-06-01", "đến ngày", ""]],
    ];
    for rows in unclear {
        compare(rows, Some("unclear"), &mut failed);
    }
    assert_eq!(failed, [""; 0], "{}", failed.join("\n"));
}

#[test]
fn the_days_of_a_named_month_are_those_of_the_rule() {
    for (title, expected) in [
        ("Tháng 6 năm 2024", "2024-05-15..2024-06-14"),
        ("Quý I, II năm 2024", "2023-12-15..2024-06-14"),
        ("6 tháng cuối năm 2024", "2024-06-15..2024-12-14"),
        ("Từ đầu năm đến ngày 31/5/2024", "2023-12-15..2024-05-31"),
        ("Từ ngày 01/6/2024 đến ngày 30/6/2024", "2024-06-01..2024-06-30"),
        ("Tháng 6 năm 2024 (từ 15/5/2024 đến 14/6/2024)", "2024-05-15..2024-06-14"),
    ] {
        assert_eq!(read(&[&[title]], PeriodRule::Decree).as_deref(), Some(expected), "{title}");
    }
}

#[test]
fn what_is_not_understood_is_said() {
    let rows = [vec!["UBND HUYỆN"], vec!["Tháng 6 năm 2024 và", "lũy kế từ đầu năm"]];
    let said = TitledPeriod::Unclear("Tháng 6 năm 2024 và lũy kế từ đầu năm".to_owned());
    assert_eq!(titled_period(&rows, PeriodRule::Calendar), said);
}

#[test]
fn days_of_a_log_are_those_that_are_written_out() {
    for (title, expected) in [
        ("(Từ ngày 15/5/2024 đến ngày 14/6/2024)", Some("2024-05-15..2024-06-14")),
        ("Báo cáo năm 2024, từ 15/5 đến 14/6/2024", Some("2024-05-15..2024-06-14")),
        ("Từ 01/07/2024 00:00 đến 31/07/2024 23:59", Some("2024-07-01..2024-07-31")),
        ("Thái Bình, ngày 30 tháng 6 năm 2024", None),
        ("Tháng 7 năm 2024", None),
        ("từ 15/5 đến 14/6", None),
    ] {
        let found = titled_days(title).map(|period| period.to_string());
        assert_eq!(found.as_deref(), expected, "{title}");
    }
}

#[test]
fn the_day_that_open_dossiers_are_told_of() {
    for (text, expected) in [
        ("Tính đến ngày 20/06/2024", Some("2024-06-20")),
        ("(số liệu tính đến hết ngày 20/6/2024)", Some("2024-06-20")),
        ("Số liệu tính đến 17 giờ 00 ngày 20 tháng 6 năm 2024", Some("2024-06-20")),
        ("từ ngày 01/6/2024 đến ngày 30/6/2024", None),
        ("Tính đến nay", None),
        ("2024-06-01 to 2024-06-30 (calendar), as of 2024-06-14", Some("2024-06-14")),
    ] {
        assert_eq!(counted_until(text).map(|day| day.to_string()).as_deref(), expected, "{text}");
    }
}

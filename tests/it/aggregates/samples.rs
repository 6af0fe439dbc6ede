//! One committed sample per family, with figures worked out by hand from its rows.

use cchc::aggregates::{Measure as M, RowKind, TableRates, check_sequence, check_table};
use cchc::domain::{Absence, Dimension};
use cchc::findings::{FindingCode, Severity};

use super::{read, row, sample};

/// What a person reads off one row of a sample.
struct Worked {
    file: &'static str,
    unit: &'static str,
    period: &'static str,
    by: Dimension,
    rows: usize,
    label: &'static str,
    counts: &'static [(M, u64)],
    on_time: (u64, u64),
    early: Result<(u64, u64), Absence>,
    online: Result<(u64, u64), Absence>,
    overdue_open: (u64, u64),
}

const NOT_IN_EXPORT: Result<(u64, u64), Absence> = Err(Absence::NotInExport);

const WORKED: [Worked; 9] = [
    Worked {
        file: "s1-tong-hop-quynh-phu-2024-h1.csv",
        unit: "UBND HUYỆN QUỲNH PHỤ",
        period: "2024-01-01..2024-06-30",
        by: Dimension::Unit,
        rows: 35,
        label: "UBND thị trấn Quỳnh Côi",
        counts: &[
            (M::ToResolve, 420),
            (M::Carried, 6),
            (M::Received, 414),
            (M::ReceivedOnline, 296),
            (M::ReceivedPostal, 16),
            (M::Early, 308),
            (M::OnTime, 97),
            (M::Late, 3),
            (M::PendingWithin, 7),
            (M::PendingOverdue, 1),
            (M::Supplement, 1),
            (M::ReturnedOrWithdrawn, 3),
        ],
        on_time: (308 + 97, 308 + 97 + 3),
        early: Ok((308, 408)),
        online: Ok((296, 414)),
        overdue_open: (1, 8),
    },
    Worked {
        file: "s1-766-hung-ha-2024-06.csv",
        unit: "UBND HUYỆN HƯNG HÀ",
        period: "2024-06-01..2024-06-30",
        by: Dimension::Field,
        rows: 7,
        label: "Đất đai",
        counts: &[
            (M::ToResolve, 122),
            (M::Carried, 33),
            (M::Received, 89),
            (M::ReceivedOnline, 75),
            (M::ReceivedInPerson, 13),
            (M::ReceivedPostal, 1),
            (M::Resolved, 88),
            (M::Early, 59),
            // "Trong hạn" under "Đã xử lý".
            (M::OnTime, 28),
            (M::Late, 1),
            (M::Pending, 34),
            // "Trong hạn" under "Đang xử lý".
            (M::PendingWithin, 33),
            (M::PendingOverdue, 1),
            (M::Paused, 0),
        ],
        on_time: (87, 88),
        early: Ok((59, 88)),
        online: Ok((75, 89)),
        overdue_open: (1, 34),
    },
    Worked {
        file: "s2-bao-cao-1-hung-ha-2024-06.csv",
        unit: "UBND huyện Hưng Hà",
        period: "2024-06-01..2024-06-30",
        by: Dimension::Field,
        rows: 7,
        label: "Đất đai",
        counts: &[
            (M::ReceivedUnclear, 89),
            (M::PendingWithin, 33),
            (M::PendingOverdue, 1),
            (M::AwaitingHandOver, 0),
            (M::Early, 59),
            (M::OnTime, 27),
            (M::Late, 1),
            (M::Supplement, 0),
            (M::FinancialObligation, 0),
            (M::Returned, 1),
            (M::Withdrawn, 0),
        ],
        on_time: (86, 87),
        early: Ok((59, 87)),
        online: NOT_IN_EXPORT,
        overdue_open: (1, 34),
    },
    Worked {
        file: "s3-linh-vuc-hung-ha-2024-06.csv",
        unit: "ỦY BAN NHÂN DÂN HUYỆN HƯNG HÀ",
        period: "2024-06-01..2024-06-30",
        by: Dimension::Field,
        rows: 7,
        label: "Đất đai",
        counts: &[
            (M::ToResolve, 122),
            (M::Carried, 33),
            (M::Received, 89),
            (M::Resolved, 87),
            (M::Early, 59),
            (M::OnTime, 27),
            (M::Late, 1),
            (M::Pending, 34),
            (M::PendingWithin, 33),
            (M::PendingOverdue, 1),
            (M::LateTotal, 2),
            (M::Returned, 1),
            (M::Withdrawn, 0),
        ],
        on_time: (86, 87),
        early: Ok((59, 87)),
        online: NOT_IN_EXPORT,
        overdue_open: (1, 34),
    },
    Worked {
        file: "s4-don-vi-hung-ha-2024-q2.csv",
        unit: "UBND HUYỆN HƯNG HÀ",
        period: "2024-04-01..2024-06-30",
        by: Dimension::Unit,
        rows: 33,
        label: "UBND thị trấn Hưng Nhân",
        counts: &[
            (M::Carried, 1),
            (M::ReceivedInPerson, 7),
            (M::ReceivedOnline, 45),
            (M::ToResolve, 53),
            (M::Resolved, 52),
            (M::EarlyOrOnTime, 51),
            (M::Late, 1),
            (M::Pending, 1),
            (M::PendingWithin, 1),
            (M::PendingOverdue, 0),
        ],
        on_time: (51, 52),
        early: NOT_IN_EXPORT,
        online: Ok((45, 52)),
        overdue_open: (0, 1),
    },
    Worked {
        file: "s5-a-hung-ha-2024-06.csv",
        unit: "UBND huyện Hưng Hà",
        period: "2024-06-01..2024-06-30",
        by: Dimension::Field,
        rows: 7,
        label: "Đất đai",
        counts: &[
            (M::ToResolve, 122),
            (M::ReceivedInPerson, 13),
            (M::ReceivedOnlineFull, 75),
            (M::ReceivedOnlinePartial, 0),
            (M::ReceivedOther, 0),
            (M::ReceivedOutsideBoundary, 0),
            (M::Carried, 33),
            (M::ReceivedPostal, 1),
            (M::Resolved, 87),
            (M::EarlyOrOnTime, 86),
            (M::LateWithApology, 0),
            (M::LateWithoutApology, 1),
            (M::Pending, 34),
            (M::PendingWithin, 33),
            (M::PendingOverdueWithApology, 0),
            (M::PendingOverdueWithoutApology, 1),
            (M::Paused, 0),
            (M::Withdrawn, 1),
        ],
        on_time: (86, 87),
        early: NOT_IN_EXPORT,
        online: Ok((75, 89)),
        overdue_open: (1, 34),
    },
    Worked {
        file: "06a-hung-ha-2024-06.csv",
        unit: "UBND huyện Hưng Hà",
        period: "2024-06-01..2024-06-30",
        by: Dimension::Field,
        rows: 11,
        label: "Đất đai",
        counts: &[
            (M::ToResolve, 122),
            (M::ReceivedOnline, 75),
            (M::ReceivedInPersonOrPostal, 14),
            (M::Carried, 33),
            (M::Resolved, 88),
            (M::Early, 59),
            (M::OnTime, 28),
            (M::Late, 1),
            (M::Pending, 34),
            (M::PendingWithin, 33),
            (M::PendingOverdue, 1),
        ],
        on_time: (87, 88),
        early: Ok((59, 88)),
        online: Ok((75, 89)),
        overdue_open: (1, 34),
    },
    Worked {
        file: "07a-hung-ha-2024-h1.csv",
        unit: "UBND huyện Hưng Hà",
        period: "2024-01-01..2024-06-30",
        by: Dimension::Field,
        rows: 7,
        // The total: "2 336" has a space between its thousands.
        label: "Cộng",
        counts: &[
            (M::ToResolve, 2_336),
            (M::ReceivedOnline, 1_789),
            (M::ReceivedInPersonOrPostal, 377),
            (M::Carried, 170),
            (M::Resolved, 2_262),
            (M::Early, 1_643),
            (M::OnTime, 584),
            (M::Late, 35),
            (M::Pending, 74),
            (M::PendingWithin, 73),
            (M::PendingOverdue, 1),
        ],
        on_time: (1_643 + 584, 2_262),
        early: Ok((1_643, 2_262)),
        online: Ok((1_789, 2_336 - 170)),
        overdue_open: (1, 74),
    },
    Worked {
        file: "s8-quynh-phu-2024-q1.csv",
        unit: "Ủy ban nhân dân huyện Quỳnh Phụ",
        period: "2024-01-01..2024-03-31",
        by: Dimension::Unit,
        rows: 35,
        label: "UBND thị trấn Quỳnh Côi",
        counts: &[
            (M::ToResolve, 201),
            (M::Received, 195),
            (M::Carried, 6),
            (M::Resolved, 198),
            (M::Early, 151),
            (M::OnTime, 46),
            (M::Late, 1),
            (M::Pending, 2),
            (M::PendingWithin, 2),
            (M::PendingOverdue, 0),
            (M::Withdrawn, 0),
            (M::Returned, 1),
            (M::ClosingStock, 2),
        ],
        on_time: (197, 198),
        early: Ok((151, 198)),
        online: NOT_IN_EXPORT,
        overdue_open: (0, 2),
    },
];

#[test]
fn every_family_is_read_as_a_person_reads_it() {
    for worked in WORKED {
        let table = read(sample(worked.file));
        let file = worked.file;
        assert_eq!(table.unit.as_deref(), Some(worked.unit), "{file}");
        let period = table.period.map(|period| period.to_string());
        assert_eq!(period.as_deref(), Some(worked.period), "{file}");
        assert_eq!(table.by, Some(worked.by), "{file}");
        let body = table.rows.iter().filter(|row| row.kind == RowKind::Body).count();
        assert_eq!(body, worked.rows, "{file}");
        let row = row(&table, worked.label);
        let counts: Vec<(M, u64)> = row.counts.iter().map(|(m, count)| (*m, *count)).collect();
        let mut expected = worked.counts.to_vec();
        expected.sort_unstable();
        assert_eq!(counts, expected, "{file}");
        let rates = TableRates::new(|measure| row.count(measure));
        let parts = |rate: Result<cchc::domain::Ratio, Absence>| {
            rate.map(|ratio| (ratio.numerator(), ratio.denominator()))
        };
        assert_eq!(parts(rates.on_time), Ok(worked.on_time), "{file}");
        assert_eq!(parts(rates.early), worked.early, "{file}");
        assert_eq!(parts(rates.online), worked.online, "{file}");
        assert_eq!(parts(rates.overdue_open), Ok(worked.overdue_open), "{file}");
    }
}

#[test]
fn nothing_is_wrong_with_the_samples_but_rates_without_dossiers() {
    for worked in WORKED {
        let findings = check_table(&read(sample(worked.file)));
        let wrong = findings.iter().filter(|finding| finding.code.severity() > Severity::Info);
        let codes: Vec<FindingCode> = wrong.map(|finding| finding.code).collect();
        // S4 prints 0 where nothing is open: five units in rows 8, 12, 19, 26 and 33.
        let expected = usize::from(worked.file.starts_with("s4")) * 5;
        assert_eq!(codes, vec![FindingCode::RateOfNothing; expected], "{}", worked.file);
    }
}

#[test]
fn the_formula_of_a_printed_rate_is_named() {
    for (file, formulas) in [
        ("s1-tong-hop-quynh-phu-2024-h1.csv", &["resolved: "][..]),
        ("s2-bao-cao-1-hung-ha-2024-06.csv", &["resolved: "]),
        (
            "s4-don-vi-hung-ha-2024-q2.csv",
            &["late / (early + on_time + late)", "pending_overdue / pending"],
        ),
    ] {
        let findings = check_table(&read(sample(file)));
        let named = findings.iter().filter(|finding| finding.code == FindingCode::RateFormula);
        let named: Vec<&str> = named.filter_map(|finding| finding.value.as_deref()).collect();
        assert_eq!(named.len(), formulas.len(), "{file}");
        for (named, formula) in named.iter().zip(formulas) {
            assert!(named.starts_with(formula), "{file}: {named}");
        }
    }
}

#[test]
fn columns_that_nobody_knows_are_said_and_enter_nothing() {
    let table = read(sample("s5-a-hung-ha-2024-06.csv"));
    let unknown = table.reading.iter().filter(|f| f.code == FindingCode::UnknownTableColumn);
    let unknown: Vec<&str> = unknown.filter_map(|finding| finding.column.as_deref()).collect();
    assert_eq!(
        unknown,
        [
            "Thanh toán > Tổng",
            "Thanh toán > Trực tuyến",
            "Thanh toán > Trực tiếp",
            "Chờ tiếp nhận > Đúng hạn",
            "Chờ tiếp nhận > Quá hạn",
            "Không được tiếp nhận",
        ]
    );
}

#[test]
fn sections_of_levels_are_told_from_their_rows() {
    let table = read(sample("06a-hung-ha-2024-06.csv"));
    let kinds: Vec<(RowKind, u8)> = table.rows.iter().map(|row| (row.kind, row.level)).collect();
    let expected =
        [&[(RowKind::Section, 1)][..], &[(RowKind::Body, 3); 7], &[(RowKind::Section, 1)]];
    let expected = [&expected.concat()[..], &[(RowKind::Body, 3); 4], &[(RowKind::Total, 3)]];
    assert_eq!(kinds, expected.concat());
    assert_eq!(row(&table, "Cấp xã").count(M::ToResolve), Some(683));
    assert_eq!(table.total().and_then(|row| row.count(M::ToResolve)), Some(443 + 683));
}

#[test]
fn what_may_leaves_open_june_carries_in() {
    let months = ["06a-hung-ha-2024-06.csv", "06a-hung-ha-2024-05.csv"].map(|f| read(sample(f)));
    assert_eq!(check_sequence(&months), []);
    let [june, mut may] = months;
    let land = may.rows.iter_mut().find(|row| row.label == "Đất đai").expect("a row");
    land.counts.insert(M::Pending, 30);
    let findings = check_sequence(&[june, may]);
    let said: Vec<_> = findings
        .iter()
        .map(|finding| (finding.code, finding.row, finding.value.as_deref()))
        .collect();
    let place = sample("06a-hung-ha-2024-05.csv").display().to_string();
    let value = format!("33 ≠ 30 ({place}, 11)");
    assert_eq!(said, [(FindingCode::CarriedDiffers, Some(11), Some(value.as_str()))]);
}

//! A log with every flag, counted by hand.

use std::collections::HashMap;

use cchc::columns::MarkCell;
use cchc::domain::{CanonicalField, Dimension, Rating};
use cchc::dossiers::LinkedFacts;
use cchc::findings::FindingCode;
use cchc::tally::Count as C;
use xxhash_rust::xxh3::xxh3_128;

use super::{counted, day, marked};

/// Headers of the national exchange format beside those of people.
const HEADER: &str = "Mã hồ sơ;Đơn vị giải quyết;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái;Hình thức nộp;Đánh giá;MucDo;TXL;HoSoCoThanhPhanSoHoa;Số hóa kết quả;DuongDanTepTinKetQua;DuocLayTuKhoDMQG;TaiKhoanDuocXacThucVoiVNeID;Đồng bộ DVCQG;Công khai tiến độ;DuocThanhToanTrucTuyen;Lệ phí;NgayYeuCauBoSung;NgayCongDanBoSung;Số lần bổ sung;Thời hạn theo quy định\n";

/// June 2024. What each row is for stands beside it in the tests below.
const ROWS: &str = "\
F-1;Sở Y tế;03/06/2024;17/06/2024;14/06/2024;Đã trả kết quả;Trực tuyến;Hài lòng;4;;1;Được số hóa;/kq/1.pdf;1;1;Có;Có;1;30.000;;;0;10
F-2;Sở Y tế;03/06/2024;14/06/2024;18/06/2024;Đã trả kết quả;Trực tuyến;;Toàn trình;Có;2;Chưa số hóa;/kq/2.pdf;0;0;Không;Có;0;30.000;06/06/2024;10/06/2024;1;10
F-3;Sở Y tế;03/06/2024;14/06/2024;19/06/2024;Đã trả kết quả;Trực tiếp;Không hài lòng;4;Không;0;Được số hóa;;;;;;2;0;;;;9
F-4;Sở Y tế;10/06/2024;20/06/2024;;Yêu cầu bổ sung giấy tờ;Bưu chính công ích;;3;Thư số 12;;;;;;;;;;12/06/2024;;1;
F-5;Sở Y tế;10/06/2024;20/06/2024;;Yêu cầu bổ sung giấy tờ;Trực tiếp;;2;;;;;;;;;;15.000;12/06/2024;;2;
F-6;Sở Y tế;20/05/2024;10/06/2024;;Đang xử lý;Trực tiếp;;;12/TXL;;;;;;;;;;;;;
F-7;Sở Y tế;11/06/2024;25/06/2024;13/06/2024;Công dân rút;Trực tuyến;;4;;;;;;;;;1;50000;;;;
";

/// A unit whose export has none of the columns.
const BARE: &str = "\
Mã hồ sơ;Đơn vị giải quyết;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý
B-1;UBND xã Bình Nguyên;03/06/2024;10/06/2024;07/06/2024
B-2;UBND xã Bình Nguyên;03/06/2024;;07/06/2024
";

pub(super) fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.csv"), format!("{HEADER}{ROWS}")).expect("written");
    std::fs::write(folder.path().join("b.csv"), BARE).expect("written");
    folder
}

const JUNE: (&str, &str) = ("2024-06-01", "2024-06-30");

#[test]
fn every_count_by_hand() {
    let folder = folder();
    let loaded = marked(folder.path(), HashMap::new(), 1);
    let june = (day(JUNE.0), day(JUNE.1));
    let table = counted(&loaded, june, &[Dimension::Unit]);
    let names: Vec<_> = table.rows.iter().map(|row| row.group[0].as_deref()).collect();
    assert_eq!(names, [Some("Sở Y tế"), Some("UBND xã Bình Nguyên")]);
    let [health, bare] = [0, 1].map(|row: usize| table.rows[row].tally);
    for (count, expected) in [
        (C::Opening, 1),
        // F-1; F-2 late by four days, of which four were the applicant's; F-4, asked for in time; F-7.
        (C::OnTime766, 4),
        // F-3 late and rated badly, once; F-5 asked again; F-6 open past due.
        (C::Displeasing, 3),
        (C::Judged766, 7),
        (C::Received, 6),
        (C::Resolved, 3),
        (C::Returned, 1),
        (C::Late, 2),
        (C::DaysLate, 4 + 5),
        // F-2, F-3, F-6; F-4 and F-5 wait for the applicant.
        (C::OverdueTold, 3),
        (C::Apologised, 2),
        (C::FeeTold, 4),
        (C::PaidOnline, 2),
        (C::DigitisedTold, 3),
        // F-1 by flag and link, F-2 by link; F-3 has a result and no papers.
        (C::Digitised, 2),
        (C::ResultTold, 3),
        (C::ResultElectronic, 2),
        // No column of its own, but F-2 has "2" among its digitised papers.
        (C::ReuseTold, 6),
        (C::Reused, 1),
        (C::StoreTold, 6),
        (C::PersonalStore, 1),
        (C::PopulationTold, 6),
        (C::PopulationData, 1),
        (C::PublishedTold, 6),
        (C::Published, 2),
        (C::SyncTold, 6),
        (C::Synced, 1),
        (C::ReceivedPostal, 1),
        (C::FullServiceTold, 4),
        (C::FullServiceOnline, 3),
        (C::OnlineDated, 2),
        (C::OnlineInTime, 1),
        (C::SupplementTold, 6),
        (C::SupplementAsked, 3),
        (C::RequestsCounted, 6),
        (C::AskedAgain, 1),
        (C::TermRated, 3),
        // F-1 nine of ten, 2; F-2 eleven less two of ten, 2; F-3 twelve of nine, 0.
        (C::TermPoints, 4),
        (C::ContactRated, 3),
        (C::ContactPoints, 2 + 1 + 2),
        (C::AttitudePoints, 2),
        (C::FeeUntold, 0),
        (C::ServiceUntold, 0),
        // Nine; eleven less two; twelve.
        (C::WorkingDays, 9 + 9 + 12),
        // The waits of F-2 are taken off: it took nine days, not eleven.
        (C::ResolvedWithin5, 0),
        (C::ResolvedWithin10, 2),
        (C::ResolvedWithin20, 3),
        (C::ResolvedWithin30, 3),
        (C::TermUsed, 9 + 9 + 12),
        (C::TermDays, 10 + 10 + 9),
        // F-4 and F-5 since 10 June, F-6 since 20 May.
        (C::Closing, 3),
        (C::OpenDays, 20 + 20 + 41),
    ] {
        assert_eq!(health[count], expected, "{}", count.name());
    }
    for count in C::ALL.into_iter().filter(|count| count.is_evidence()) {
        let expected = match count {
            // That nothing is told of fee and service it does say; four days are more than one.
            C::AttitudePoints
            | C::FeeUntold
            | C::ServiceUntold
            | C::ResolvedWithin5
            | C::ResolvedWithin10
            | C::ResolvedWithin20
            | C::ResolvedWithin30
            | C::Judged766 => 2,
            // Monday to Friday, twice.
            C::WorkingDays => 8,
            // Without a due date and a statutory time B-2 is late by the rule.
            C::OnTime766 | C::Displeasing => 1,
            _ => 0,
        };
        assert_eq!(
            bare[count],
            expected,
            "{}: a file without the column says nothing",
            count.name()
        );
    }
}

#[test]
fn reuse_is_told_by_the_digitised_column_that_says_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let header = "Mã hồ sơ,Đơn vị giải quyết,Ngày tiếp nhận,Số hóa thành phần hồ sơ\n";
    let rows = [
        "R-1,Sở A,03/06/2024,Tái sử dụng\nR-2,Sở A,03/06/2024,Được số hóa\nR-3,Sở A,03/06/2024,\n",
        "S-1,Sở B,03/06/2024,Được số hóa\n",
    ];
    for (name, rows) in ["a.csv", "b.csv"].iter().zip(rows) {
        std::fs::write(folder.path().join(name), format!("{header}{rows}")).expect("written");
    }
    let loaded = marked(folder.path(), HashMap::new(), 2);
    let table = counted(&loaded, (day(JUNE.0), day(JUNE.1)), &[Dimension::Unit]);
    let told = table.rows.iter().map(|row| (row.tally[C::Reused], row.tally[C::ReuseTold]));
    assert_eq!(told.collect::<Vec<_>>(), [(1, 3), (0, 0)]);
}

#[test]
fn other_logs_add_complaints_and_answers() {
    let folder = folder();
    let linked = |id: &str, complained: bool, rating| {
        let complained_on = complained.then(|| day(JUNE.1));
        (xxh3_128(id.as_bytes()), LinkedFacts { complained_on, rating, rated_on: None })
    };
    let linked = HashMap::from([
        linked("F-1", true, MarkCell::Says(Rating::VeryDissatisfied)),
        // Late and disliked before: still one.
        linked("F-3", true, MarkCell::Blank),
        linked("B-1", false, MarkCell::Says(Rating::Dissatisfied)),
        linked("Z-9", true, MarkCell::Blank),
    ]);
    let loaded = marked(folder.path(), linked, 1);
    assert!(loaded.fields.contains(&CanonicalField::Rating));
    let table = counted(&loaded, (day(JUNE.0), day(JUNE.1)), &[Dimension::Unit]);
    let [health, bare] = [0, 1].map(|row: usize| table.rows[row].tally);
    assert_eq!((health[C::Displeasing], bare[C::Displeasing]), (4, 2));
    assert_eq!((health[C::AttitudePoints], bare[C::AttitudePoints]), (0, 2));
    assert_eq!((health[C::Judged766], bare[C::Judged766]), (7, 2));
}

#[test]
fn a_flag_that_nothing_maps_is_a_finding_and_stands_outside() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "Mã hồ sơ,Ngày tiếp nhận,Đồng bộ DVCQG,Mức độ\nH-1,03/06/2024,chắc rồi,4\nH-2,03/06/2024,có,bốn\n";
    std::fs::write(folder.path().join("a.csv"), text).expect("written");
    let loaded = marked(folder.path(), HashMap::new(), 1);
    assert_eq!(loaded.findings.counts().get(&FindingCode::UnknownFlag), Some(&2));
    let total = counted(&loaded, (day(JUNE.0), day(JUNE.1)), &[]).total;
    assert_eq!((total[C::Synced], total[C::SyncTold]), (1, 1));
}

//! Each kind of log, by hand: what its records say, what supersedes, what is refused.

use cchc::columns::MarkCell::{Says, Unmapped};
use cchc::columns::plain_number;
use cchc::columns::{Term, TermUnit};
use cchc::domain::{Day, Rating};
use cchc::findings::{FindingCode, Rejection};
use cchc::records::declared::Figure;
use cchc::records::feedback::{Kind, State};
use cchc::records::procedures::ServiceLevel;
use cchc::records::targets::{Plan, ReachedValue, Relation};
use cchc::records::{declared, feedback, procedures, rankings, ratings, targets};

use super::{read_text, told};

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

#[test]
fn of_the_ratings_of_a_dossier_the_last_by_day_counts() {
    let log = read_text(
        ratings::read,
        "Mã hồ sơ;Đơn vị;Ngày đánh giá;Đánh giá;Người đánh giá\n\
         A-1;Xã A;03/06/2024;Hài lòng;x\n\
         A-1;Xã A;05/06/2024;Không hài lòng;x\n\
         A-1;Xã A;04/06/2024;Rất hài lòng;x\n\
         A-2;Xã B;04/06/2024;Bình thường;x\n\
         A-3;Xã B;13/06/2024;Tạm được;x\n\
         ;Xã B;13/06/2024;Hài lòng;x\n\
         A-4;Xã B;31/06/2024;Hài lòng;x\n\
         A-5;Xã B;14/06/2024;;x\n",
    );
    let records: Vec<_> =
        log.records.iter().map(|one| (one.record.dossier_id.as_str(), one.record.rating)).collect();
    let (bad, usual) = (Says(Rating::Dissatisfied), Says(Rating::Neutral));
    assert_eq!(records, [("A-1", bad), ("A-2", usual), ("A-3", Unmapped)]);
    assert_eq!(log.records[0].record.rated_at, Some(day("2024-06-05")));
    assert_eq!((log.ledger.read, log.ledger.counted, log.ledger.superseded), (8, 3, 2));
    let rejected: Vec<_> = log.ledger.rejected.into_iter().collect();
    assert_eq!(rejected, [(Rejection::BadDate, 1), (Rejection::MissingKey, 2)]);
    let codes: Vec<_> = log.findings.iter().map(|one| (one.code, one.row)).collect();
    assert_eq!(
        codes,
        [
            (FindingCode::BadDate, Some(8)),
            (FindingCode::PersonalColumn, None),
            (FindingCode::MissingKey, Some(7)),
            (FindingCode::MissingKey, Some(9)),
            (FindingCode::RepeatedRow, Some(2)),
            (FindingCode::RepeatedRow, Some(4)),
            (FindingCode::UnknownMark, Some(6)),
        ]
    );
    let unknown = &log.findings.of(FindingCode::UnknownMark)[0];
    assert_eq!(unknown.value.as_deref(), Some("Tạm được"));
    assert_eq!(unknown.column.as_deref(), Some("Đánh giá"));
}

#[test]
fn five_and_three_and_two_levels_are_mapped() {
    use Rating as R;
    for labels in [
        &[
            ("Rất hài lòng", R::VerySatisfied),
            ("HÀI LÒNG", R::Satisfied),
            ("Bình thường", R::Neutral),
            ("KHÔNG HÀI LÒNG", R::Dissatisfied),
            ("Rất không hài lòng", R::VeryDissatisfied),
        ][..],
        &[("veryGood", R::VerySatisfied), ("bad", R::Dissatisfied)],
        &[("like", R::Satisfied), ("dislike", R::Dissatisfied)],
        &[("very_satisfied", R::VerySatisfied), ("Hài lòng", R::Satisfied)],
    ] {
        let rows = labels.iter().enumerate().map(|(id, (label, _))| format!("D{id},{label}\n"));
        let text = format!("dossier_id,rating\n{}", rows.collect::<String>());
        let log = read_text(ratings::read, &text);
        let read: Vec<_> = log.records.iter().filter_map(|one| one.record.rating.said()).collect();
        assert_eq!(read, labels.iter().map(|(_, rating)| *rating).collect::<Vec<_>>());
        assert!(log.findings.counts().is_empty(), "{:?}", told(&log.findings));
    }
}

#[test]
fn feedback_knows_its_days_and_not_who_wrote_what() {
    let log = read_text(
        feedback::read,
        "Mã PAKN,Người phản ánh,Nội dung,Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Hạn xử lý,Ngày trả lời,Trạng thái,Phân loại,Hài lòng,Lượt thích,Lượt không thích,Phản ánh lại\n\
         P1,An,chậm,A-1,Xã A,01/06/2024,20/06/2024,13/06/2024,Đã trả lời,Thái độ,Không,,,Có\n\
         P2,An,chậm,,Xã A,02/06/2024,20/06/2024,,Đang xử lý,Việc khác,,1,3,\n\
         P3,An,chậm,,Xã A,03/06/2024,,01/06/2024,Đã trả lời,,,,,\n\
         P4,An,chậm,,Xã A,03/06/2024,,,Đã trả lời,,,,,\n\
         P5,An,chậm,,Xã A,,,,,,,,,\n\
         P6,An,chậm,,Xã A,14/06/2024,,15/06/2024,Từ chối,,,2,2,\n",
    );
    let [first, second, last] = &log.records[..] else { panic!("{:?}", log.records) };
    assert_eq!(first.record.state, State::Answered);
    assert_eq!(first.record.dossier_id.as_deref(), Some("A-1"));
    assert_eq!(first.record.due_at, Some(day("2024-06-20")));
    assert_eq!((first.record.kind, first.record.satisfied), (Says(Kind::Staff), Says(false)));
    assert_eq!(first.record.repeated, Says(true));
    assert_eq!((second.record.state, second.record.kind), (State::Open, Unmapped));
    assert_eq!(second.record.satisfied, Says(false), "more dislikes than likes");
    assert_eq!((last.record.state, last.record.satisfied), (State::Refused, Says(true)));
    let rejected: Vec<_> = log.ledger.rejected.iter().map(|(reason, n)| (*reason, *n)).collect();
    assert_eq!(
        rejected,
        [
            (Rejection::MissingReceived, 1),
            (Rejection::FinishedBeforeReceived, 1),
            (Rejection::ClosedWithoutDate, 1),
        ]
    );
    assert_eq!(log.findings.count(FindingCode::PersonalColumn), 2);
    assert_eq!(log.findings.count(FindingCode::UnknownMark), 1);
}

#[test]
fn a_catalogue_has_levels_flags_and_exact_days() {
    let log = read_text(
        procedures::read,
        "STT;Mã TTHC;Tên thủ tục hành chính;Lĩnh vực;Mức độ;Có phí, lệ phí;Thời hạn theo quy định;Thời hạn cam kết;Tại bộ phận một cửa\n\
         1;1.001;Đăng ký khai sinh;Hộ tịch;Toàn trình;Không;1;0,5;x\n\
         2;1.002;Đăng ký kết hôn;Hộ tịch;Một phần;Có;7,5;5;Có\n\
         3;;Chứng thực;Hộ tịch;Cung cấp thông tin;tùy;;;\n\
         4;1.004;Cấp phép;Xây dựng;Toàn trình;Có;15;20;x\n\
         5;1.005;Cấp phép;Xây dựng;Toàn trình;Có;0;0;x\n\
         6;1.006;Cấp phép;Xây dựng;Toàn trình;Có;1/3;0;x\n\
         7;1.001;Khai sinh;Hộ tịch;Toàn trình;Không;1;0,25;x\n\
         Tổng số;;3 thủ tục;;;;;;\n",
    );
    let codes: Vec<_> = log.records.iter().map(|one| one.record.code.as_deref()).collect();
    assert_eq!(codes, [Some("1.002"), None, Some("1.006"), Some("1.001")]);
    let record = &log.records[0].record;
    let days = |hundredths| Term { hundredths, unit: TermUnit::Days };
    assert_eq!((record.statutory, record.committed), (Says(days(750)), Says(days(500))));
    assert_eq!(record.service_level, Says(ServiceLevel::Partial));
    assert_eq!((record.has_fee, record.at_one_stop), (Says(true), Says(true)));
    assert_eq!(log.records[3].record.committed, Says(days(25)));
    assert_eq!(log.ledger.rejected.get(&Rejection::ValueOutOfRange), Some(&2));
    assert_eq!(log.findings.count(FindingCode::UnreadTerm), 1, "`1/3`, whose row is not lost");
    assert_eq!(log.ledger.superseded, 1);
    assert_eq!(log.findings.count(FindingCode::UnknownMark), 1);
    assert_eq!(log.ledger.excluded_total(), 1, "the total row");
}

#[test]
fn a_declared_row_has_exactly_one_figure() {
    let log = read_text(
        declared::read,
        "Đơn vị;Kỳ;Tiêu chí;Giá trị;Điểm;Tử số;Mẫu số;Minh chứng\n\
         ;2024-06;1.4;95,50;;;;báo cáo\n\
         *;06/2024;1.5;;1,5;;;\n\
         Xã A;2024;2.1;;;7;20;\n\
         Xã A;2024;2.2;98,6%;;;;\n\
         Xã A;2024;2.3;1;1;;;\n\
         Xã A;2024;2.4;;;;;\n\
         Xã A;2024;2.5;;;7;;\n\
         Xã A;2024;2.6;;;7;0;\n\
         Xã A;2024;2.7;2.465;;;;\n\
         Xã A;2024;2.8;nhiều;;;;\n\
         Xã A;last-month;2.9;1;;;;\n\
         Xã A;quý trước;2.9;1;;;;\n\
         Xã A;2024;2.9;;-1;;;\n\
         XÃ  A;2024;2.1;;;8;20;sửa\n\
         Xã A;2024;3.1;;;0;0;\n",
    );
    let figures: Vec<_> = log
        .records
        .iter()
        .map(|one| {
            let text = match &one.record.figure {
                Figure::Value(value) => plain_number(&value.value),
                Figure::Points(points) => format!("{} points", plain_number(points)),
                Figure::Parts { numerator, denominator } => format!("{numerator}/{denominator}"),
            };
            (one.record.unit.as_deref(), one.record.criterion.as_str(), text)
        })
        .collect();
    assert_eq!(
        figures,
        [
            (None, "1.4", "95.5".to_owned()),
            (None, "1.5", "1.5 points".to_owned()),
            (Some("Xã A"), "2.2", "0.986".to_owned()),
            (Some("XÃ A"), "2.1", "8/20".to_owned()),
            (Some("Xã A"), "3.1", "0/0".to_owned()),
        ]
    );
    assert_eq!(log.records[1].record.period, log.records[0].record.period);
    let rejected: Vec<_> = log.ledger.rejected.into_iter().collect();
    assert_eq!(
        rejected,
        [
            (Rejection::UnreadableNumber, 1),
            (Rejection::CountInDoubt, 1),
            (Rejection::ValueOutOfRange, 2),
            (Rejection::ValuesUnclear, 3),
            (Rejection::BadPeriod, 2),
        ]
    );
    let again = &log.findings.of(FindingCode::RepeatedRow)[0];
    assert_eq!(again.row, Some(4));
    assert!(again.value.as_deref().is_some_and(|by| by.ends_with("log.csv:15")), "{again:?}");
}

#[test]
fn targets_are_shares_amounts_or_parts() {
    let log = read_text(
        targets::read,
        "unit,indicator,period,numerator,denominator,value,plan,relation,unit_of_measure,sample,population\n\
         Tổng cục A,groups,2022,36,36,,,,xã,,\n\
         B,accounts,2023,,,2465,2500,,tài khoản,,\n\
         B,share,2023,,,\"0,8\",\"80 %\",at_least,tỷ lệ,,\n\
         B,percent,2023,,,80,75,Không quá,%,,\n\
         B,goals,2022,7,20,40 %,,,,,\n\
         B,rounded,2022,1,3,\"33,3 %\",,,,,\n\
         B,survey,2024,95,100,,0.9,,,có,120\n\
         B,survey2,2024,95,100,,0.9,,,có,90\n\
         B,survey3,2024,101,100,,0.9,,,có,\n\
         B,half,2024,7,,,1,,,,\n\
         B,plan,2024,,,,0.5,gần bằng,,,\n\
         B,plan,2024,30,40,,36,,hồ sơ,,\n",
    );
    let by = |name: &str| {
        let found = log.records.iter().find(|one| one.record.indicator == name);
        &found.expect(name).record
    };
    assert_eq!(by("groups").unit.as_deref(), Some("Tổng cục A"), "no total row");
    assert_eq!(by("groups").reached, ReachedValue::Parts { numerator: 36, denominator: 36 });
    let amount = |number: i64| num_rational::BigRational::from_integer(number.into());
    let share = |n: i64, d: i64| num_rational::BigRational::new(n.into(), d.into());
    assert_eq!(by("accounts").reached, ReachedValue::Amount(amount(2_465)));
    assert_eq!(by("accounts").plan, Some(Plan::Amount(amount(2_500))));
    assert_eq!(by("share").reached, ReachedValue::Share(share(4, 5)));
    assert_eq!(by("share").plan, Some(Plan::Share(share(4, 5))));
    assert_eq!(by("percent").reached, ReachedValue::Share(share(4, 5)));
    assert_eq!(by("percent").relation, Relation::AtMost);
    assert_eq!(by("goals").printed, Some(share(2, 5)));
    assert_eq!(by("rounded").printed, None, "33,3 % is a third, rounded");
    assert_eq!((by("survey").is_sample, by("survey").population), (true, Some(120)));
    assert_eq!(by("plan").plan, Some(Plan::Amount(amount(36))), "of parts, the numerator");
    let differs = log.findings.of(FindingCode::RateDiffers);
    assert_eq!((differs.len(), differs[0].row), (1, Some(6)));
    let rejected: Vec<_> = log.ledger.rejected.iter().map(|(reason, n)| (*reason, *n)).collect();
    assert_eq!(
        rejected,
        [
            (Rejection::UnknownValue, 1),
            (Rejection::ValueOutOfRange, 2),
            (Rejection::ValuesUnclear, 1)
        ]
    );
}

#[test]
fn rankings_that_differ_are_both_kept() {
    let log = read_text(
        rankings::read,
        "year,index,province,score,rank,of,confidence,source\n\
         2023,PAR,Hải Phòng,91.87,2,63,seen,a\n\
         2023,PAR,Hải Phòng,91.81,2,63,conflict,b\n\
         2023,PAR,Hải Phòng,91.87,2,63,seen,c\n\
         2023,PAR,VN-mean,86.98,,,seen,d\n\
         2023,PAR,Thái Bình,,64,63,seen,e\n\
         2023,PAR,Thái Bình,,0,63,seen,e\n\
         2023,PAR,Thái Bình,,,63,seen,e\n\
         23,PAR,Thái Bình,,38,63,seen,e\n\
         2023.0,PAR,Thái Bình,\"86,125\",38,63,seen,e\n",
    );
    let scores: Vec<_> = log
        .records
        .iter()
        .map(|one| one.record.score.as_ref().map(|score| plain_number(&score.value)))
        .collect();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(scores, [text("91.81"), text("91.87"), text("86.98"), text("86.125")]);
    assert!(log.records[2].record.is_mean() && !log.records[3].record.is_mean());
    assert_eq!(log.ledger.superseded, 1);
    assert_eq!(log.ledger.rejected.get(&Rejection::ValueOutOfRange), Some(&2));
    assert_eq!(log.ledger.rejected.get(&Rejection::MissingKey), Some(&1));
    assert_eq!(log.ledger.rejected.get(&Rejection::BadPeriod), Some(&1));
}

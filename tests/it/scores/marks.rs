//! Marks and values that nothing maps are in neither part of a figure, and are told with their number.

use serde_json::Value;

use super::{criterion, file};
use crate::support::run;

const DOSSIERS: &str = "Mã hồ sơ,Đơn vị giải quyết,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý
A-0,UBND xã An Bình,03/06/2024,20/06/2024,14/06/2024
A-1,UBND xã Bình Minh,03/06/2024,20/06/2024,14/06/2024
";

/// The score of a small log, and what was said on standard error.
fn scored(option: &str, text: &str) -> (Value, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let dossiers = file(folder.path(), "ho-so.csv", DOSSIERS);
    let log = file(folder.path(), "so.csv", text);
    let period = ["--period", "2024-06", "--index", "766-van-ban", "--format", "json"];
    let output = run(&[&["score", &dossiers, option, &log, "--lang", "en"], &period[..]].concat());
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{errors}");
    (serde_json::from_slice(&output.stdout).expect("JSON"), errors)
}

/// Numerator and denominator of a criterion, or why there is no figure.
fn figure(answer: &Value, id: &str) -> String {
    let one = criterion(&answer["whole"], id);
    match (one["numerator"]["exact"].as_str(), one["denominator"]["exact"].as_str()) {
        (Some(numerator), Some(denominator)) => format!("{numerator}/{denominator}"),
        _ => one["reason"].as_str().unwrap_or("none").to_owned(),
    }
}

/// How many findings of a code the account of the small log lists.
fn told(answer: &Value, code: &str) -> usize {
    let findings = answer["logs"][0]["findings"].as_array().expect("findings");
    findings.iter().filter(|one| one["code"] == code).count()
}

fn feedback(marks: &[&str]) -> String {
    let head = "Mã PAKN,Đơn vị,Ngày tiếp nhận,Hạn xử lý,Ngày trả lời,Trạng thái,Hài lòng\n";
    let row = |(number, mark): (usize, &&str)| {
        format!(
            "PA-{number},UBND xã An Bình,03/06/2024,24/06/2024,14/06/2024,Đã trả lời,\"{mark}\"\n"
        )
    };
    head.to_owned() + &marks.iter().enumerate().map(row).collect::<String>()
}

#[test]
fn a_satisfaction_that_nothing_maps_is_in_neither_part() {
    for (marks, expected, unmapped) in [
        (&["Có", "Không", "Có"][..], "2/3", 0),
        (&["1", "0", "1"], "2/3", 0),
        (&["1", "1", "1"], "not_understood", 3),
        (&["2", "2"], "not_understood", 2),
        (&["5", "1", "Không"], "0/1", 2),
        (&["1", "0", "3"], "not_understood", 3),
        (&["★★★☆☆", "1 sao", "Có"], "1/1", 2),
        (&["0%", "80%", "Có"], "1/1", 2),
        (&["Kém", "Khá", "Hài lòng", "Không hài lòng"], "1/2", 2),
        (&["Bình thường", "Rất hài lòng"], "1/1", 1),
        (&["Bình thường", "Trung bình"], "not_understood", 2),
        (&["4/5", ""], "1/1", 1),
    ] {
        let (answer, errors) = scored("--feedback-log", &feedback(marks));
        assert_eq!(figure(&answer, "5.3"), expected, "{marks:?}");
        assert_eq!(told(&answer, "C0608"), unmapped, "{marks:?}");
        assert_eq!(errors.contains("C0608"), unmapped > 0, "{marks:?}: {errors}");
        assert_eq!(answer["logs"][0]["ledger"]["counted"], marks.len());
        // The other figures of the log do not rest on it.
        assert_eq!(figure(&answer, "5.2"), format!("{0}/{0}", marks.len()));
    }
}

/// Ratings of the scored dossiers, one each, closed in time: in the log itself, or in one of ratings.
fn satisfaction(marks: &[&str], is_apart: bool) -> (String, u64, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let head =
        "Mã hồ sơ,Đơn vị giải quyết,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Đánh giá\n";
    let dossier = |(number, mark): (usize, &&str)| {
        let own = if is_apart { "" } else { mark };
        format!("A-{number},UBND xã An Bình,03/06/2024,20/06/2024,14/06/2024,{own}\n")
    };
    let rating = |(number, mark): (usize, &&str)| format!("A-{number},14/06/2024,{mark}\n");
    let dossiers = head.to_owned() + &marks.iter().enumerate().map(dossier).collect::<String>();
    let ratings = marks.iter().enumerate().map(rating).collect::<String>();
    let ratings = format!("Mã hồ sơ,Ngày,Đánh giá\n{ratings}");
    let dossiers = file(folder.path(), "ho-so.csv", &dossiers);
    let other = if is_apart { ratings } else { feedback(&[]) };
    let other = file(folder.path(), "so.csv", &other);
    let option = if is_apart { "--ratings-log" } else { "--feedback-log" };
    let feedback = file(folder.path(), "phan-anh.csv", &feedback(&[]));
    let mut arguments = vec!["score", &dossiers, option, &other, "--lang", "en"];
    if is_apart {
        arguments.extend(["--feedback-log", &feedback]);
    }
    arguments.extend(["--period", "2024-06", "--index", "766-van-ban", "--format", "json"]);
    let output = run(&arguments);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{errors}");
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let base = &criterion(&answer["whole"], "5.4")["base"];
    let left_out =
        base["of_dossiers"].as_u64().unwrap_or(0) - base["dossiers"].as_u64().unwrap_or(0);
    (figure(&answer, "5.4"), left_out, errors)
}

#[test]
fn a_rating_that_nothing_maps_neither_pleases_nor_displeases() {
    for (marks, expected, left_out) in [
        (&["Hài lòng", "Không hài lòng", ""][..], "2/3", 0),
        (&["Hài lòng", "Bình thường", "Không hài lòng"], "2/3", 0),
        (&["Rất hài lòng", "Trung lập", "Rất không hài lòng"], "2/3", 0),
        (&["Hài lòng", "Hài lòng", "Kém"], "2/2", 1),
        (&["Hài lòng", "3 sao", "Không hài lòng"], "1/2", 1),
        // No rule says what they mean, and which of its words one more scale has too.
        (&["Tốt", "Khá", "Bình thường", "Kém"], "not_understood", 0),
        (&["Tốt", "Bình thường", ""], "1/1", 2),
        (&["1", "5", ""], "1/1", 2),
        (&["100%", "Hài lòng", "0"], "1/1", 2),
        (&["like", "dislike", "Bình thường"], "2/3", 0),
        (&["veryGood", "good", "bad"], "2/3", 0),
        (&["Chưa đánh giá", "Hài lòng", "Không có ý kiến"], "3/3", 0),
    ] {
        for is_apart in [false, true] {
            let (score, out, errors) = satisfaction(marks, is_apart);
            assert_eq!((score.as_str(), out), (expected, left_out), "{marks:?} {is_apart}");
            let is_told = errors.contains(if is_apart { "C0608" } else { "C0205" });
            assert_eq!(
                is_told,
                left_out > 0 || expected == "not_understood",
                "{marks:?}: {errors}"
            );
        }
    }
}

#[test]
fn each_value_is_named_with_its_number_in_text_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let dossiers = file(folder.path(), "ho-so.csv", DOSSIERS);
    let log = file(folder.path(), "so.csv", &feedback(&["Kém", "Kém", "5", "Có"]));
    let arguments = ["score", &dossiers, "--feedback-log", &log, "--period", "2024-06"];
    let output = run(&arguments);
    let [text, errors] =
        [output.stdout, output.stderr].map(|o| String::from_utf8(o).expect("text"));
    assert!(errors.contains("`5` × 1, `Kém` × 2"), "{errors}");
    for part in ["Nhật ký phản ánh, kiến nghị", "C0608", "Kém"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn levels_of_service_are_read_or_left_out() {
    for (levels, expected, unmapped) in [
        (&["DVCTT toàn trình", "DVCTT một phần"][..], "2/2", 0),
        (&["Mức 4", "Mức độ 3", "Mức độ 2"], "2/3", 0),
        (&["Toàn trình", "Cung cấp thông tin", "Một phần"], "2/3", 0),
        (&["DVC trực tuyến một phần", "Trực tuyến toàn trình"], "2/2", 0),
        (&["Cao", "Thấp"], "not_understood", 2),
        (&["Toàn trình", "Mức 1", "01/07/2024", "Có"], "1/1", 3),
    ] {
        let row = |(number, level): (usize, &&str)| format!("1.00{number},TTHC {number},{level}\n");
        let rows: String = levels.iter().enumerate().map(row).collect();
        let text = format!("Mã TTHC,Tên thủ tục hành chính,Mức độ\n{rows}");
        let (answer, errors) = scored("--procedures", &text);
        assert_eq!(figure(&answer, "3.1"), expected, "{levels:?}");
        assert_eq!(told(&answer, "C0608"), unmapped, "{levels:?}");
        assert_eq!(errors.contains("C0608"), unmapped > 0, "{errors}");
    }
}

#[test]
fn a_fee_that_says_neither_yes_nor_no_is_in_neither_part() {
    let head = "Mã TTHC,Tên thủ tục hành chính,\"Phí, lệ phí\",Thanh toán trực tuyến\n";
    for (rows, expected, unmapped) in [
        ("1,A,Có,Có\n2,B,Có thu phí,Không\n3,C,Miễn phí,\n", "1/2", 0),
        ("1,A,Có,Có\n2,B,Có,tùy trường hợp\n3,C,Có,Chưa\n", "1/2", 1),
        ("1,A,50.000,Có\n2,B,30000,Có\n", "not_understood", 2),
        ("1,A,1,Có\n2,B,30000,Có\n", "not_understood", 2),
        ("1,A,01/07/2024,Có\n2,B,x,03/06/2024\n3,C,x,x\n", "1/1", 2),
        ("1,A,1,1\n2,B,0,0\n3,C,1,0\n", "1/2", 0),
    ] {
        let (answer, _) = scored("--procedures", &format!("{head}{rows}"));
        assert_eq!(figure(&answer, "3.5"), expected, "{rows}");
        assert_eq!(told(&answer, "C0608"), unmapped, "{rows}");
    }
}

#[test]
fn a_time_without_a_number_of_days_loses_no_row() {
    let head = "Mã TTHC,Tên thủ tục hành chính,Mức độ,Thời hạn theo quy định,Thời hạn cam kết\n";
    for (times, unread) in [
        (&["5 ngày làm việc,3 ngày làm việc", "03 ngày,2"][..], 0),
        (&["24 giờ,8 giờ", "Không quy định,", "Trong ngày,"], 4),
        (&["15 ngày (trong đó Sở: 10 ngày),10 ngày", "15 ngày,10 ngày làm việc"], 1),
        (&["5-7 ngày,5 ngày", "30 ngày,2 tháng"], 2),
    ] {
        let row = |(number, times): (usize, &&str)| {
            format!("{number},TTHC {number},Toàn trình,{times}\n")
        };
        let rows: String = times.iter().enumerate().map(row).collect();
        let (answer, errors) = scored("--procedures", &format!("{head}{rows}"));
        assert_eq!(figure(&answer, "3.1"), format!("{0}/{0}", times.len()), "{times:?}");
        assert_eq!(told(&answer, "C0610"), unread, "{times:?}");
        assert_eq!(errors.contains("C0610"), unread > 0, "{errors}");
    }
}

#[test]
fn a_rating_that_nothing_maps_is_told_and_its_row_accounted_for() {
    let text = "Mã hồ sơ,Đánh giá\nA-0,Hài lòng\nA-1,4 sao\nA-2,Kém\n";
    let (answer, errors) = scored("--ratings-log", text);
    assert_eq!(answer["logs"][0]["kind"], "ratings");
    assert_eq!(answer["logs"][0]["ledger"]["counted"], 3);
    assert_eq!(told(&answer, "C0608"), 2);
    assert!(errors.contains("`4 sao` × 1, `Kém` × 1"), "{errors}");
}

#[test]
fn only_words_that_mean_none_are_no_fee_of_a_dossier() {
    let head = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,\"Phí, lệ phí\",Thanh toán trực tuyến\n";
    for (fees, has_fee, unread) in [
        (&["50.000", "30000 đồng", "0", "0 đồng"][..], 2, 0),
        (&["Không", "Miễn phí", "không thu phí", ""], 0, 0),
        (&["Có thu phí", "Theo quy định", "Theo quy định"], 1, 2),
        (&["-", "Không có", "tùy trường hợp"], 0, 1),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let row = |(number, fee): (usize, &&str)| {
            format!("A-{number},UBND xã An Bình,13/06/2024,\"{fee}\",Có\n")
        };
        let rows: String = fees.iter().enumerate().map(row).collect();
        let log = file(folder.path(), "ho-so.csv", &format!("{head}{rows}"));
        let json = |arguments: &[&str]| -> Value {
            let output = run(&[arguments, &["--format", "json"]].concat());
            serde_json::from_slice(&output.stdout).expect("JSON")
        };
        let figure = json(&["explain", "fee_told", &log, "--period", "2024-06"]);
        assert_eq!(figure["figure"]["numerator"].as_u64(), Some(has_fee), "{fees:?}");
        let untold = json(&["explain", "fee_untold", &log, "--period", "2024-06"]);
        assert_eq!(untold["figure"]["numerator"].as_u64(), Some(unread), "{fees:?}");
        // Named with the figure that rests on it.
        assert_eq!(
            figure["figure"]["findings"].to_string().contains("C0206"),
            unread > 0,
            "{figure}"
        );
    }
}

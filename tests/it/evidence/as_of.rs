//! What the as-of day does not know yet is no part of a figure: ratings, complaints, papers brought later.

use std::fmt::Write;
use std::path::Path;

use serde_json::Value;

use crate::support::json;

fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("written");
    path.to_str().expect("a UTF-8 path").to_owned()
}

/// Numerator and denominator of an indicator in June.
fn share(log: &str, indicator: &str, more: &[&str]) -> (Option<u64>, Option<u64>) {
    let explain = ["explain", indicator, log, "--period", "2024-06", "--format", "json"];
    let figure = json(&[&explain[..], more].concat())["figure"].clone();
    (figure["numerator"].as_u64(), figure["denominator"].as_u64())
}

fn criterion(log: &str, more: &[&str]) -> Value {
    let score = ["score", log, "--index", "766-van-ban", "--format", "json", "--quiet"];
    let card = json(&[&score[..], more].concat())["whole"].clone();
    let criteria = card["criteria"].as_array().expect("criteria").clone();
    criteria.into_iter().find(|one| one["id"] == "5.4").expect("criterion 5.4")
}

const HEAD: &str =
    "Mã hồ sơ,Đơn vị xử lý,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái";

/// Criterion 5.4 of 766 knows neither ratings nor complaints of the days after the as-of day.
#[test]
fn ratings_and_complaints_of_later_days_are_not_known() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = format!(
        "{HEAD},Mức độ hài lòng\n\
         A1,Sở Tư pháp,05/06/2024,30/07/2024,10/07/2024,Đã trả kết quả,Không hài lòng\n\
         A2,Sở Tư pháp,05/06/2024,30/07/2024,28/06/2024,Đã trả kết quả,Hài lòng\n"
    );
    let log = file(folder.path(), "log.csv", &log);
    let feedback = |name: &str, rows: &str| {
        file(folder.path(), name, &format!("feedback_id,received_at,dossier_id\n{rows}"))
    };
    let other = feedback("khac.csv", "P1,20/06/2023,ZZ\n");
    let after = feedback("sau.csv", "P1,20/08/2024,A2\n");
    let within = feedback("trong.csv", "P1,20/08/2024,A2\nP2,29/06/2024,A2\n");
    let ratings = file(
        folder.path(),
        "danh-gia.csv",
        "dossier_id,rated_at,rating\nA2,05/07/2024,Không hài lòng\n",
    );
    let june: &[&str] = &["--period", "2024-06"];
    let july: &[&str] = &["--period", "2024-07"];
    let half: &[&str] = &["--period", "2024-H2", "--as-of", "2024-08-19"];
    for (name, more, (num, den)) in [
        ("none", [june, &["--feedback-log", &other]].concat(), (2.0, 2.0)),
        ("later", [june, &["--feedback-log", &after]].concat(), (2.0, 2.0)),
        ("in June", [june, &["--feedback-log", &within]].concat(), (1.0, 2.0)),
        (
            "rated in July",
            [june, &["--feedback-log", &other, "--ratings-log", &ratings]].concat(),
            (2.0, 2.0),
        ),
        // The scope of July is A1 alone, closed and disliked.
        ("July", [july, &["--feedback-log", &after]].concat(), (0.0, 1.0)),
        ("the day before", [half, &["--feedback-log", &after]].concat(), (0.0, 1.0)),
        // Without a period the as-of day is 10 July.
        ("everything", vec!["--feedback-log", &after, "--outside-validity"], (1.0, 2.0)),
    ] {
        let value = criterion(&log, &more);
        let number = |part: &str| value[part]["value"].as_f64();
        assert_eq!((number("numerator"), number("denominator")), (Some(num), Some(den)), "{name}");
    }
}

/// Rule 4 of indicator 2.1: a dossier whose papers were not there on the as-of day is judged on the day
/// they were asked for, whatever the status says today.
#[test]
fn papers_that_came_later_were_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = [
        // Not brought to this day.
        "A1,Sở Tư pháp,03/06/2024,10/06/2024,,Đang xử lý,05/06/2024,",
        "A2,Sở Tư pháp,03/06/2024,10/06/2024,,Yêu cầu bổ sung giấy tờ,05/06/2024,",
        // Brought in July, and finished then.
        "A3,Sở Tư pháp,03/06/2024,10/06/2024,20/07/2024,Đã trả kết quả,05/06/2024,15/07/2024",
        // Asked for after the due day: late all the same.
        "A4,Sở Tư pháp,03/06/2024,10/06/2024,,Đang xử lý,12/06/2024,",
        // Asked for after the as-of day, and never.
        "A5,Sở Tư pháp,03/06/2024,10/06/2024,,Đang xử lý,05/07/2024,",
        "A6,Sở Tư pháp,03/06/2024,10/06/2024,,Đang xử lý,,",
    ];
    let log = format!("{HEAD},Ngày yêu cầu bổ sung,Ngày công dân bổ sung\n{}\n", rows.join("\n"));
    let log = file(folder.path(), "co-cot.csv", &log);
    assert_eq!(share(&log, "on_time_rate_766", &[]), (Some(3), Some(6)));
    // Without a column for what was brought, a dossier that is worked on waits for nobody.
    let bare = rows.map(|row| row.rsplit_once(',').map_or(row, |(before, _)| before));
    let bare = format!("{HEAD},Ngày yêu cầu bổ sung\n{}\n", bare.join("\n"));
    let bare = file(folder.path(), "khong-cot.csv", &bare);
    assert_eq!(share(&bare, "on_time_rate_766", &[]), (Some(1), Some(6)));
}

/// What `--policy lenient` does with a finish before the receipt, as the README says it.
#[test]
fn lenient_rows_are_closed_when_received_and_judged_by_what_they_print() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = "A1,Sở Tư pháp,20/06/2024,18/06/2024,17/06/2024,\n\
                A2,Sở Tư pháp,20/06/2024,20/06/2024,20/05/2024,\n\
                A3,Sở Tư pháp,20/06/2024,18/06/2024,18/06/2024,\n\
                A4,Sở Tư pháp,20/06/2024,18/06/2024,19/06/2024,\n";
    let log = file(folder.path(), "log.csv", &format!("{HEAD}\n{rows}"));
    let stats = ["stats", &log, "--period", "2024-06", "--policy", "lenient", "--format", "json"];
    let counts = json(&stats)["total"]["counts"].clone();
    let count = |name: &str| counts[name].as_u64();
    let all = ["received", "resolved", "early", "on_time", "late", "closing"].map(count);
    assert_eq!(all, [4, 4, 2, 1, 1, 0].map(Some));
}

/// Dossiers that tell no channel stay in the denominators of the shares of channels.
#[test]
fn blank_channels_stay_in_the_denominators() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text =
        "Mã hồ sơ,Đơn vị xử lý,Ngày tiếp nhận,Ngày hẹn trả,Mức độ,Hình thức nộp\n".to_owned();
    let channels = ["Trực tuyến", "Bưu chính công ích", "Trực tiếp", "", "Ki-ốt"];
    for (number, channel) in channels.iter().enumerate() {
        writeln!(text, "K{number},Sở Tư pháp,03/06/2024,10/06/2024,Toàn trình,{channel}")
            .expect("memory");
    }
    let log = file(folder.path(), "log.csv", &text);
    for indicator in ["online_rate", "postal_rate", "online_full_rate"] {
        assert_eq!(share(&log, indicator, &[]), (Some(1), Some(5)), "{indicator}");
    }
}

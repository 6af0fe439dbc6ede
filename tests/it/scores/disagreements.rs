//! The nine points on which known implementations of the 766 index disagree: which side is taken here,
//! and why. 1, 6, 7 and 9 are rules of the index files; the others are how dossiers are counted.

use super::{criterion, file, points, score};

const HEAD: &str = "dossier_id,resolving_unit,channel,received_at,due_at,finished_at,returned_at,status,fee,paid_online,rating,procedure_code\n";

fn scored(rows: &str, more: &[&str], index: &str) -> serde_json::Value {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = file(
        folder.path(),
        "p.toml",
        "name = \"thử\"\ndate_formats = [\"%Y-%m-%d %H:%M\", \"%Y-%m-%d\"]\n[columns]\ndossier_id = \"dossier_id\"\nresolving_unit = \"resolving_unit\"\nchannel = \"channel\"\nreceived_at = \"received_at\"\ndue_at = \"due_at\"\nfinished_at = \"finished_at\"\nreturned_at = \"returned_at\"\nstatus = \"status\"\nfee = \"fee\"\npaid_online = \"paid_online\"\nrating = \"rating\"\nprocedure_code = \"procedure_code\"\n[values.channel]\nonline = \"2\"\nin_person = \"1\"\n[values.paid_online]\nyes = \"1\"\nno = \"0\"\n[values.rating]\nsatisfied = \"3\"\ndissatisfied = \"1\"\n",
    );
    let log = file(folder.path(), "log.csv", &format!("{HEAD}{rows}"));
    let base = [&log[..], "--profile", &profile, "--index", index, "--period", "2026-09"];
    score(&[&base[..], more].concat())
}

/// 1: below a cap the points grow with the rate (portal, fitted), where one vendor awards a constant.
#[test]
fn below_a_cap_points_grow_with_the_rate() {
    let rows = "a,X,2,2026-09-01,2026-09-10,2026-09-05,,,,,,P\nb,X,1,2026-09-01,2026-09-10,2026-09-05,,,,,,P\nc,X,1,2026-09-01,2026-09-10,2026-09-05,,,,,,P\nd,X,1,2026-09-01,2026-09-10,2026-09-05,,,,,,P\n";
    let answer = scored(rows, &[], "766-cong-2026");
    // 1 of 4 online is half of the cap of 50 %: 3 of 6 points by coincidence of the constant 6 × 0.5;
    assert_eq!(points(&answer["whole"], "3.3"), "3");
    let none = rows.replace("a,X,2", "a,X,1");
    // and none online is none, where the constant would still give 3.
    assert_eq!(points(&scored(&none, &[], "766-cong-2026")["whole"], "3.3"), "0");
}

/// 2 and 8: paid dossiers are divided by dossiers with a fee, not by procedures.
#[test]
fn payments_are_divided_by_dossiers() {
    let rows = "a,X,2,2026-09-01,2026-09-10,2026-09-05,,,8000,1,,P\nb,X,2,2026-09-01,2026-09-10,2026-09-05,,,8000,0,,P\nc,X,2,2026-09-01,2026-09-10,2026-09-05,,,0,0,,P\nd,X,2,2026-09-01,2026-09-10,2026-09-05,,,8000,1,,P\n";
    let answer = scored(rows, &[], "766-cong-2026");
    let payments = criterion(&answer["whole"], "3.6");
    assert_eq!(
        (&payments["numerator"]["exact"], &payments["denominator"]["exact"]),
        (&"2".into(), &"3".into())
    );
    assert_eq!(points(&answer["whole"], "3.6"), "4");
}

/// 3: one end date, the end of processing, compared by day. One vendor compares the day of handing over
/// with its time in one query, and the end of processing without in another.
#[test]
fn overdue_is_judged_by_the_end_of_processing_and_by_day() {
    // Processed on the due day after the due hour; handed over a week later.
    let rows = "a,X,2,2026-09-01 08:00,2026-09-10 11:00,2026-09-10 16:00,2026-09-17 09:00,,,,,P\n";
    let answer = scored(rows, &[], "766-cong-2026");
    assert_eq!(points(&answer["whole"], "2.1"), "20");
    let rows = "a,X,2,2026-09-01 08:00,2026-09-10 11:00,2026-09-11 08:00,,,,,,P\n";
    assert_eq!(points(&scored(rows, &[], "766-cong-2026")["whole"], "2.1"), "0");
}

/// 4: without an appointment a dossier is late unless it kept the statutory time, which nothing tells
/// here; one vendor counts it as within term in one query only.
#[test]
fn a_missing_appointment_is_late_without_a_statutory_time() {
    let rows =
        "a,X,2,2026-09-01,,2026-09-05,,,,,,P\nb,X,2,2026-09-01,2026-09-10,2026-09-05,,,,,,P\n";
    let answer = scored(rows, &[], "766-cong-2026");
    assert_eq!(points(&answer["whole"], "2.1"), "10");
}

/// 5: a dossier that is late, complained about and disliked displeases once: a union, not a sum.
#[test]
fn displeasing_dossiers_count_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let feedback = file(
        folder.path(),
        "pakn.csv",
        "Mã phản ánh,Mã hồ sơ,Ngày tiếp nhận,Hạn trả lời,Ngày trả lời,Hài lòng\nP1,a,2026-09-12,2026-09-30,2026-09-15,Không\n",
    );
    let rows = "a,X,2,2026-09-01,2026-09-10,2026-09-11,,,,,1,P\nb,X,2,2026-09-01,2026-09-10,2026-09-05,,,,,3,P\nc,X,2,2026-09-01,2026-09-10,2026-09-05,,,,,,P\nd,X,2,2026-09-01,2026-09-10,2026-09-05,,,,,,P\n";
    let answer = scored(rows, &["--feedback-log", &feedback], "766-cong-2026");
    // One of four displeases in three ways: 6 × 0.75/0.9 = 5.
    assert_eq!(points(&answer["whole"], "5.4"), "5");
}

/// 6: without any feedback the portal awards 6 and 6 points; the text shares them out.
#[test]
fn without_feedback_each_source_is_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let feedback = file(
        folder.path(),
        "pakn.csv",
        "Mã phản ánh,Mã hồ sơ,Ngày tiếp nhận,Hạn trả lời,Ngày trả lời,Hài lòng\nP1,z,2026-08-01,2026-08-20,2026-08-15,Có\n",
    );
    let rows = "a,X,2,2026-09-01,2026-09-10,2026-09-11,,,,,,P\nb,X,2,2026-09-01,2026-09-10,2026-09-05,,,,,,P\n";
    let with = ["--feedback-log", &feedback[..]];
    let portal = scored(rows, &with, "766-cong-2026");
    assert_eq!(criterion(&portal["whole"], "5.2")["basis"], "nothing_to_fail");
    assert_eq!(points(&portal["whole"], "5.3"), "6");
    let text = scored(rows, &with, "766-van-ban");
    assert_eq!(criterion(&text["whole"], "5.2")["outcome"], "shared_out");
    // 18 points on one criterion: 18 × 0.5/0.9 = 10.
    assert_eq!(points(&text["whole"], "5.4"), "10");
    // Where no feedback log was given nothing is known of it, and nothing is awarded.
    let unknown = scored(rows, &[], "766-cong-2026");
    assert_eq!(criterion(&unknown["whole"], "5.2")["outcome"], "not_computable");
}

/// 7: the text multiplies the online rate by the sync rate, the portal does not.
#[test]
fn the_sync_rate_counts_in_the_text_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let declared = file(
        folder.path(),
        "khai.csv",
        "period,criterion,numerator,denominator\n2026-09,1.4,50,100\n",
    );
    let rows = "a,X,2,2026-09-01,2026-09-10,2026-09-05,,,,,,P\nb,X,1,2026-09-01,2026-09-10,2026-09-05,,,,,,P\n";
    let with = ["--declared", &declared[..]];
    assert_eq!(points(&scored(rows, &with, "766-cong-2026")["whole"], "3.3"), "6");
    // 1/2 × 1/2 of a cap of 1/2.
    assert_eq!(points(&scored(rows, &with, "766-van-ban")["whole"], "3.3"), "3");
}

/// 9: transparency is never taken for granted: dossiers do not tell of it.
#[test]
fn transparency_is_not_computable_from_dossiers() {
    let rows = "a,X,2,2026-09-01,2026-09-10,2026-09-05,,,,,,P\n";
    let answer = scored(rows, &[], "766-cong-2026");
    let groups = answer["whole"]["groups"].as_array().expect("groups");
    let transparency = groups.iter().find(|group| group["id"] == "CKMB").expect("the group");
    assert_eq!(transparency["total"]["points"]["exact"], "0");
    assert_eq!(transparency["total"]["not_computable"]["exact"], "18");
}

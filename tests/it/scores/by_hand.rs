//! A log of twenty dossiers, scored by hand.

use super::{criterion, file, points, score};

/// Twenty dossiers of two communes in June 2024. Xã A: 10, of which 8 on time, 1 late, 1 open and
/// overdue on 30 June; 6 online. Xã B: 10, all on time, 4 online. The late one of A has no apology.
fn log() -> String {
    let mut text = "Mã hồ sơ,Đơn vị giải quyết,Cấp,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Thư xin lỗi,Thanh toán trực tuyến,Lệ phí\n".to_owned();
    for number in 1..=20 {
        let unit = if number <= 10 { "UBND xã A" } else { "UBND xã B" };
        let online = number <= 6 || (11..=14).contains(&number);
        let channel = if online { "Trực tuyến" } else { "Trực tiếp" };
        let finished = match number {
            9 => "21/06/2024",
            10 => "",
            _ => "18/06/2024",
        };
        // Half of the fees of xã B were paid online; xã A takes none.
        let (fee, paid) = match number {
            11..=15 => ("8000", "Có"),
            16..=20 => ("8000", "Không"),
            _ => ("0", "Không"),
        };
        let row = format!(
            "H-{number},{unit},Cấp xã,{channel},10/06/2024,20/06/2024,{finished},,{paid},{fee}\n"
        );
        text.push_str(&row);
    }
    text
}

#[test]
fn every_point_is_that_of_the_hand_worked_card() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = file(folder.path(), "log.csv", &log());
    let answer =
        score(&[&log, "--index", "766-cong-2026", "--period", "2024-06", "--outside-validity"]);
    assert_eq!(answer["outside_validity"], true);
    let whole = &answer["whole"];
    // 18 of 20 on time, by the rule of 766: 20 × 18/20.
    assert_eq!(points(whole, "2.1"), "18");
    // 10 of 20 online, full from 50 %.
    assert_eq!(points(whole, "3.3"), "6");
    // 5 of 10 dossiers with a fee paid online: 6 × 1/2. Dossiers over dossiers, never over procedures.
    assert_eq!(points(whole, "3.6"), "3");
    assert_eq!(criterion(whole, "3.6")["denominator"]["exact"], "10");
    // No file says anything of electronic results: not computable, never nothing.
    assert_eq!(criterion(whole, "4.1")["outcome"], "not_computable");
    assert_eq!(criterion(whole, "4.1")["reason"], "not_in_export");
    assert_eq!(criterion(whole, "1.1")["outcome"], "not_computable");
    let units = answer["units"].as_array().expect("units");
    assert_eq!(units.len(), 2);
    let of = |name: &str| units.iter().find(|unit| unit["unit"] == name).expect("the unit");
    assert_eq!(points(of("UBND xã A"), "2.1"), "16");
    assert_eq!(points(of("UBND xã B"), "2.1"), "20");
    // 4 of 10 online are 4/5 of the cap: 4.8 points, not the constant 3 of one program.
    assert_eq!(points(of("UBND xã B"), "3.3"), "24/5");
    // Criteria of the province are awarded to communes.
    assert_eq!(criterion(of("UBND xã A"), "4.5b")["basis"], "other_level");
    assert_eq!(criterion(whole, "4.5b")["outcome"], "not_computable");
    // Xã A took no fee: the portal gives nothing for a denominator of zero.
    assert_eq!(criterion(of("UBND xã A"), "3.6")["basis"], "nothing_done");
}

#[test]
fn what_if_and_gains_tell_the_same_points() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = file(folder.path(), "log.csv", &log());
    let base = [&log[..], "--index", "766-cong-2026", "--period", "2024-06", "--outside-validity"];
    let answer = score(&[&base[..], &["--what-if", "xa-a.2.1=+2"]].concat());
    // Two more of twenty on time: 20 × 2/20.
    assert_eq!(answer["what_if"]["change"]["exact"], "2");
    let gains = answer["whole"]["gains"].as_array().expect("gains");
    let progress = gains.iter().find(|gain| gain["criterion"] == "2.1").expect("a gain");
    assert_eq!((&progress["cases"], &progress["points"]["exact"]), (&2.into(), &"2".into()));
    let answer = score(&[&base[..], &["--unit", "xa-a", "--what-if", "xa-a.2.1=100%"]].concat());
    assert_eq!(answer["what_if"]["change"]["exact"], "4");
    // A rate is never moved above one.
    let answer = score(&[&base[..], &["--what-if", "2.1=+50pp"]].concat());
    assert_eq!(answer["what_if"]["change"]["exact"], "2");
}

/// An apology that nobody can see is not one that was sent.
#[test]
fn apologies_are_judged_only_where_the_log_tells_of_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let with = file(folder.path(), "log.csv", &log());
    let index = ["--index", "vi-du-dia-phuong", "--period", "2024-06"];
    let answer = score(&[&[&with[..]], &index[..]].concat());
    // Two late dossiers, no letter.
    assert_eq!(points(&answer["whole"], "1.3"), "0");
    let units = answer["units"].as_array().expect("units");
    let second = units.iter().find(|unit| unit["unit"] == "UBND xã B").expect("the unit");
    assert_eq!(criterion(second, "1.3")["basis"], "nothing_to_fail");
    // The same log without the column.
    let line = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        format!("{},{}", cells[..7].join(","), cells[8..].join(","))
    };
    let text = log().lines().map(line).collect::<Vec<_>>().join("\n");
    let without = file(folder.path(), "khong-co-cot.csv", &text);
    let answer = score(&[&[&without[..]], &index[..]].concat());
    assert_eq!(criterion(&answer["whole"], "1.3")["outcome"], "not_computable");
}

/// A unit that only declared figures name stands at the level that its name tells.
#[test]
fn declared_units_have_the_level_of_their_names() {
    const INDEX: &str = r#"
id = "x"
name = { vi = "x", en = "x" }
legal_base = "x"
criteria_set = "x"
level = "province"
valid_from = "2022-01-01"
total = 30
decimals = 2
other_levels = "leave_out"
groups = [{ id = "g", name = { vi = "g", en = "g" }, max = 30, confidence = "placeholder" }]
bands = [
  { name = { vi = "Tốt", en = "Good" }, from = 10 },
  { name = { vi = "Yếu", en = "Weak" }, from = 0 },
]
[criteria."A"]
group = "g"
name = { vi = "A", en = "A" }
max = 10
rule = { type = "declared" }
levels = ["commune"]
source = "e"
confidence = "placeholder"
[criteria."B"]
group = "g"
name = { vi = "B", en = "B" }
max = 10
rule = { type = "declared" }
levels = ["province"]
source = "e"
confidence = "placeholder"
[criteria."C"]
group = "g"
name = { vi = "C", en = "C" }
max = 10
rule = { type = "declared" }
levels = ["department", "district"]
source = "e"
confidence = "placeholder"
[sources.e]
name = "e"
confidence = "placeholder"
"#;
    let folder = tempfile::tempdir().expect("a folder");
    let index = file(folder.path(), "bo.toml", INDEX);
    let declared = "Đơn vị,Kỳ,Tiêu chí,Điểm\n\
        UBND xã Đông Thái,2025,A,9\nUBND tỉnh An Giang,2025,B,8\nSở Nội vụ,2025,C,7\n\
        Phường Rạch Giá,2025,A,6\nHuyện Quỳnh Phụ,2025,C,5\nTổ công tác,2025,A,4\n";
    let declared = file(folder.path(), "khai.csv", declared);
    let arguments = ["--index", &index, "--declared", &declared, "--period", "2025"];
    let answer = score(&arguments);
    let units = answer["units"].as_array().expect("units");
    let card = |name: &str| units.iter().find(|card| card["unit"] == name).expect("the unit");
    for (name, level, id, expected) in [
        ("UBND xã Đông Thái", "commune", "A", "9"),
        ("UBND tỉnh An Giang", "province", "B", "8"),
        ("Sở Nội vụ", "department", "C", "7"),
        ("Phường Rạch Giá", "commune", "A", "6"),
        ("Huyện Quỳnh Phụ", "district", "C", "5"),
        ("Tổ công tác", "province", "A", "none"),
    ] {
        assert_eq!(card(name)["level"], level, "{name}");
        assert_eq!(points(card(name), id), expected, "{name}");
    }
    // What counts for nothing is named.
    let output = crate::support::run(&[&["score", "--lang", "en"], &arguments[..]].concat());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("1 declared rows") && told.contains("khai.csv, row 7"), "{told}");
    // A name that tells none is at the level of the whole.
    let communes = score(&[&arguments[..], &["--level", "commune"]].concat());
    let units = communes["units"].as_array().expect("units");
    let group = units.iter().find(|card| card["unit"] == "Tổ công tác").expect("the unit");
    assert_eq!(points(group, "A"), "4");
}

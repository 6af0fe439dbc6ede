//! Text that was written as UTF-8 twice is undone where the whole file proves it; letters that are lost
//! are said to be, and never join two units.

use serde_json::Value;

use super::{Inputs, count_of};
use crate::support::{json, repository};

const SOUND: &str = "STT,Mã hồ sơ,Tên thủ tục hành chính,Đơn vị giải quyết,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái\n\
1,H54-240603-0001,Đăng ký khai sinh,UBND xã Quỳnh Mỹ,Trực tuyến,03/06/2024,10/06/2024,07/06/2024,Đã trả kết quả\n\
2,H54-240603-0002,Đăng ký khai sinh,UBND xã Quỳnh Hoa,Trực tiếp,03/06/2024,11/06/2024,,Đang xử lý\n";

/// UTF-8 taken for Windows-1252, or for Latin-1, and written as UTF-8 once more.
fn twice(text: &str, is_latin: bool) -> String {
    const SPECIALS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    let specials: Vec<char> = SPECIALS.chars().collect();
    let written = |byte: u8| match byte {
        0x80..=0x9F if !is_latin => specials[usize::from(byte - 0x80)],
        byte => char::from(byte),
    };
    text.bytes().map(written).collect()
}

/// Total counts, and the names of units with the number of dossiers received.
fn figures(path: &str) -> (Value, Vec<(Value, Value)>) {
    let answer = json(&[
        "stats", path, "--by", "unit", "--period", "2024-06", "--format", "json", "--quiet",
    ]);
    let rows = answer["rows"].as_array().expect("rows").clone();
    let of_row = |row: &Value| (row["group"]["unit"].clone(), row["counts"]["received"].clone());
    (answer["total"]["counts"].clone(), rows.iter().map(of_row).collect())
}

#[test]
fn what_was_written_twice_counts_like_the_sound_file() {
    let inputs = Inputs::new();
    let sound = figures(&inputs.write("sound.csv", SOUND));
    let long: String = (0..12_000)
        .map(|n| format!("{n},L-{n},Đăng ký khai sinh,UBND xã Quỳnh Mỹ,Trực tuyến,03/06/2024,10/06/2024,07/06/2024,Đã trả kết quả\n"))
        .collect();
    let long_sound = figures(&inputs.write("long-sound.csv", format!("{SOUND}{long}")));
    let page = |text: &str| {
        let rows = text
            .lines()
            .map(|line| format!("<tr><td>{}</td></tr>", line.replace(',', "</td><td>")));
        format!("<html><meta charset=\"utf-8\"><table>{}</table></html>", rows.collect::<String>())
    };
    for (name, content, expected) in [
        ("windows.csv", twice(SOUND, false), &sound),
        ("latin.csv", twice(SOUND, true), &sound),
        ("marked.csv", format!("\u{FEFF}{}", twice(SOUND, false)), &sound),
        ("mark-twice.csv", twice(&format!("\u{FEFF}{SOUND}"), false), &sound),
        ("semicolons.csv", twice(&SOUND.replace(',', ";"), false), &sound),
        ("page.xls", twice(&page(SOUND), false), &sound),
        ("long.csv", twice(&format!("{SOUND}{long}"), false), &long_sound),
    ] {
        let path = inputs.write(name, content);
        assert_eq!(figures(&path), *expected, "{name}");
        assert_eq!(count_of(&path, "C0028"), 1, "{name}");
    }
    assert_eq!(count_of(&inputs.write("sound.csv", SOUND), "C0028"), 0);
}

#[test]
fn what_was_written_twice_in_part_is_left_and_said() {
    let inputs = Inputs::new();
    let rows: String = (0..6_000)
        .map(|n| {
            format!(
                "{n},L-{n},Dang ky khai sinh,{},Online,03/06/2024,10/06/2024,07/06/2024,x\n",
                twice("UBND xã Quỳnh Mỹ", false)
            )
        })
        .collect();
    let last = "9,L-9999,Đăng ký,UBND xã Quỳnh Hoa,Online,03/06/2024,10/06/2024,07/06/2024,x\n";
    let head = "STT,MaHoSo,TenTTHC,DonViXuLy,KenhThucHien,NgayTiepNhan,NgayHenTra,NgayKetThucXuLy,TrangThaiHoSo\n";
    for (name, content) in [
        // The head alone would prove it.
        ("late.csv", format!("{head}{rows}{last}")),
        (
            "mixed.csv",
            format!(
                "{SOUND}3,H54-240603-0003,Đăng ký khai sinh,{},Trực tiếp,03/06/2024,11/06/2024,,Đang xử lý\n",
                twice("UBND xã Quỳnh Mỹ", false)
            ),
        ),
    ] {
        let path = inputs.write(name, content);
        let (_, units) = figures(&path);
        assert_eq!(units.len(), if name == "late.csv" { 2 } else { 3 }, "{units:?}");
        assert!(count_of(&path, "C0029") > 0, "{name}");
        assert_eq!(count_of(&path, "C0028"), 0, "{name}");
    }
}

#[test]
fn lost_letters_are_told_and_join_nothing() {
    let inputs = Inputs::new();
    let case = repository("tests/data/cases/c09-lost-letters/only-values-lost.csv");
    assert!(count_of(case.to_str().expect("UTF-8"), "C0030") > 0);
    let with = |units: [&str; 3]| {
        let row = |(n, unit): (usize, &&str)| {
            format!(
                "{n},H54-{n},Đăng ký khai sinh,{unit},Trực tuyến,03/06/2024,10/06/2024,07/06/2024,Đã trả kết quả\n"
            )
        };
        let rows: String = units.iter().enumerate().map(row).collect();
        format!("{}\n{rows}", SOUND.lines().next().expect("a header"))
    };
    for (name, units) in [
        ("beside.csv", ["UBND huyện Quỳnh Ph?", "UBND huyện Quỳnh Phụ", "Huyện Quỳnh Phụ"]),
        ("signs.csv", ["UBND huyện Quỳnh Ph\u{FFFD}", "Huyện Quỳnh Ph?", "UBND huyện Quỳnh Phụ"]),
        ("whole.csv", ["UBND huyện Hưng Hà?", "UBND huyện Hưng Hà", "Huyện Hưng Hà"]),
    ] {
        let path = inputs.write(name, with(units));
        let (_, groups) = figures(&path);
        let expected = if name == "signs.csv" { 3 } else { 2 };
        assert_eq!(groups.len(), expected, "{name}: {groups:?}");
        assert!(count_of(&path, "C0030") > 0, "{name}");
    }
    // A question is none.
    let path = inputs.write("question.csv", SOUND.replace("Đăng ký khai sinh", "Đã đăng ký chưa?"));
    assert_eq!(count_of(&path, "C0030"), 0);
}

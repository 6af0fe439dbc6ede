//! The rows above a table → the unit that sent it.
//!
//! In: their texts. Out: the last that is the name of a unit or office: above it stands the authority
//! it belongs to, below it the title of the list. Must not know: columns, rows.

use std::sync::OnceLock;

use super::mention::mentions;
use super::register::Register;
use super::tokens::tokens;

/// First words of the names of offices.
const OFFICES: [&str; 10] = [
    "sở",
    "ban quản lý",
    "ban dân tộc",
    "thanh tra",
    "phòng",
    "trung tâm",
    "chi nhánh",
    "văn phòng",
    "bộ phận",
    "công an",
];

fn offices() -> &'static [Vec<String>] {
    static OFFICES_FOLDED: OnceLock<Vec<Vec<String>>> = OnceLock::new();
    OFFICES_FOLDED.get_or_init(|| OFFICES.iter().map(|text| tokens(text)).collect())
}

/// The unit that the titles name, without a leading `Đơn vị:`.
pub fn unit_of_titles(titles: &[String]) -> Option<String> {
    let label = tokens("đơn vị");
    let names = titles.iter().rev().filter_map(|title| {
        // `Đơn vị tính: hồ sơ` is a measure, and no name stands behind its colon.
        let labelled = title.split_once(':').filter(|(before, _)| tokens(before) == label);
        let name = labelled.map_or(title.as_str(), |(_, name)| name).trim();
        is_unit(name).then(|| name.to_owned())
    });
    names.into_iter().next()
}

/// Whether a text begins as the names of offices do.
pub fn starts_like_office(name: &str) -> bool {
    let words = tokens(name);
    offices().iter().any(|office| words.starts_with(office))
}

fn is_unit(name: &str) -> bool {
    starts_like_office(name) || mentions(Register::built_in(), name, None).is_unit
}

#[cfg(test)]
mod tests {
    use super::unit_of_titles;

    #[test]
    fn the_unit_stands_last_and_before_the_title_of_the_list() {
        for (titles, unit) in [
            (
                &["UBND HUYỆN QUỲNH PHỤ", "UBND XÃ QUỲNH MỸ", "DANH SÁCH HỒ SƠ THÁNG 6"][..],
                Some("UBND XÃ QUỲNH MỸ"),
            ),
            (&["UBND TỈNH THÁI BÌNH", "SỞ TƯ PHÁP", "Từ ngày 01/06/2024"], Some("SỞ TƯ PHÁP")),
            (&["BÁO CÁO", "Đơn vị: Xã Quỳnh Mỹ", "Đơn vị tính: hồ sơ"], Some("Xã Quỳnh Mỹ")),
            (&["DANH SÁCH HỒ SƠ", "Đơn vị tính: hồ sơ"], None),
            (&["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"], None),
            (&[], None),
        ] {
            let titles: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
            assert_eq!(unit_of_titles(&titles).as_deref(), unit, "{titles:?}");
        }
    }
}

//! Why a figure has no value, in words.
//!
//! In: an [`Absence`]. Out: its text. Must not know: figures, counts.

use crate::domain::Absence;
use crate::words::Lang;

pub fn absence_text(lang: Lang, absence: Absence) -> &'static str {
    match absence {
        Absence::NotInExport => lang.of(
            "dữ liệu xuất thiếu cột hoặc nhật ký cần có",
            "a needed column or log was not read",
        ),
        Absence::NotCounted => lang.of(
            "số đếm đã lưu không có chỉ tiêu này, hoặc không cộng được qua nhiều tháng",
            "the counts that were kept do not have it, or it does not add up over months",
        ),
        Absence::NotCovered => lang.of(
            "dữ liệu của đơn vị dừng trước kỳ, không rõ tình trạng",
            "the data of the unit end before the period; nothing is known of it",
        ),
        Absence::LaterState => lang.of(
            "dữ liệu xuất sau ngày chốt, chỉ cho biết trạng thái của ngày xuất",
            "the data were exported after the as-of day and tell the status of the day of export only",
        ),
        Absence::NoDossiers => {
            lang.of("không có hồ sơ nào để chia", "there is nothing to divide by")
        }
        Absence::TooFew => {
            lang.of("quá ít lượt đánh giá nên không công bố", "too few ratings to be published")
        }
        Absence::TwoScales => lang.of(
            "đánh giá theo hai thang khác nhau, không gộp chung",
            "the ratings are on two scales, which are never put together",
        ),
    }
}

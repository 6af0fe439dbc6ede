//! What stands below an official form, in every format: where its figures come from, and who signs.
//!
//! In: period and letterhead of the report. Out: lines of text. Must not know: files, the form.

use chrono::Datelike;

use crate::answers::publication::{Letterhead, Report};
use crate::domain::Day;
use crate::words::Lang;

/// Who drew the form up stands left, who answers for it right, below place and day.
pub struct FormFoot {
    /// The one note of a page that is signed: how the figures were made stands in the working notes.
    pub source: String,
    pub place_and_day: String,
    /// Left and right.
    pub offices: [&'static str; 2],
    pub how: [&'static str; 2],
    /// The name on the right; empty where the office has not said it.
    pub signer: String,
}

impl FormFoot {
    pub fn new(report: &Report) -> Self {
        let (lang, letterhead, line) = (report.lang, &report.letterhead, &report.period.line);
        let source = match lang {
            Lang::Vi => format!(
                "Nguồn: dữ liệu hồ sơ xuất từ hệ thống thông tin giải quyết thủ tục hành chính, {line}."
            ),
            Lang::En => format!("Source: dossiers exported from the one-stop system, {line}."),
        };
        Self {
            source,
            place_and_day: place_and_day(lang, letterhead),
            offices: [
                lang.of("Người lập biểu", "Drawn up by"),
                lang.of("Thủ trưởng đơn vị", "Head of the unit"),
            ],
            how: [
                lang.of("(Ký, ghi rõ họ tên)", "(signature, full name)"),
                lang.of("(Ký, đóng dấu, ghi rõ họ tên)", "(signature, seal, full name)"),
            ],
            signer: letterhead.signer.clone().unwrap_or_default(),
        }
    }
}

/// `Thái Bình, ngày 30 tháng 6 năm 2024`, open where the office has not said it.
fn place_and_day(lang: Lang, letterhead: &Letterhead) -> String {
    let place = letterhead.place.as_deref().unwrap_or("……………");
    let date = letterhead.date.as_deref().and_then(Day::parse).map(Day::date);
    match (lang, date) {
        (Lang::Vi, Some(date)) => {
            // Days below 10 and the months 1 and 2 are written with a zero.
            let width = if date.month() < 3 { 2 } else { 1 };
            let (day, month, year) = (date.day(), date.month(), date.year());
            format!("{place}, ngày {day:02} tháng {month:0width$} năm {year}")
        }
        (Lang::Vi, None) => format!("{place}, ngày …… tháng …… năm ……"),
        (Lang::En, Some(date)) => format!("{place}, {date}"),
        (Lang::En, None) => format!("{place}, date ……………"),
    }
}

#[cfg(test)]
mod tests {
    use super::place_and_day;
    use crate::answers::publication::Letterhead;
    use crate::words::Lang;

    #[test]
    fn a_day_is_written_as_the_decree_says() {
        let of = |date: Option<&str>| {
            let place = Some("Thái Bình".to_owned());
            let letterhead =
                Letterhead { place, date: date.map(str::to_owned), ..Letterhead::default() };
            place_and_day(Lang::Vi, &letterhead)
        };
        assert_eq!(of(Some("2024-02-05")), "Thái Bình, ngày 05 tháng 02 năm 2024");
        assert_eq!(of(Some("2024-06-30")), "Thái Bình, ngày 30 tháng 6 năm 2024");
        assert_eq!(of(None), "Thái Bình, ngày …… tháng …… năm ……");
        assert_eq!(of(Some("hôm nay")), of(None));
    }
}

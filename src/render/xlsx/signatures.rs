//! The places for the signatures at the end of a form.
//!
//! In: the letterhead. Out: rows. Must not know: the form.

use chrono::Datelike;
use rust_xlsxwriter::XlsxError;

use super::page::Page;
use crate::answers::publication::Letterhead;
use crate::domain::Day;
use crate::words::Lang;

/// Room for a signature.
const ROOM: u32 = 4;

/// Who drew the form up stands left, who answers for it right, below place and day.
pub fn write(page: &mut Page<'_>, letterhead: &Letterhead, middle: u16) -> Result<(), XlsxError> {
    let (lang, looks) = (page.lang, page.looks);
    let lines = [
        ("", &*place_and_day(lang, letterhead), &looks.centred_italic),
        (
            lang.of("Người lập biểu", "Drawn up by"),
            lang.of("Thủ trưởng đơn vị", "Head of the unit"),
            &looks.centred_bold,
        ),
        (
            lang.of("(Ký, ghi rõ họ tên)", "(signature, full name)"),
            lang.of("(Ký, đóng dấu, ghi rõ họ tên)", "(signature, seal, full name)"),
            &looks.centred_italic,
        ),
    ];
    for (left, right, format) in lines {
        write_pair(page, middle, (left, right), format)?;
    }
    page.skip(ROOM);
    let signer = letterhead.signer.as_deref().unwrap_or_default();
    write_pair(page, middle, ("", signer), &looks.centred_bold)
}

fn write_pair(
    page: &mut Page<'_>,
    middle: u16,
    (left, right): (&str, &str),
    format: &rust_xlsxwriter::Format,
) -> Result<(), XlsxError> {
    let last = page.last_column;
    if middle < last {
        page.spread(0, middle, left, format)?;
        page.spread(middle + 1, last, right, format)?;
        page.row += 1;
        return Ok(());
    }
    // One column has no halves.
    page.paragraph(left, format)?;
    page.paragraph(right, format)
}

/// `Thái Bình, ngày 30 tháng 6 năm 2024`, open where the office has not said it.
pub fn place_and_day(lang: Lang, letterhead: &Letterhead) -> String {
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

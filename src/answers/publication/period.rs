//! A period and the names that reports give it.

use super::model::PeriodFacts;
use crate::answers::provenance::{day, period_line};
use crate::domain::{Period, PeriodRule, PeriodShape};
use crate::tally::TimeFrame;
use crate::words::Lang;

impl PeriodFacts {
    /// The names of a time frame.
    pub fn new(lang: Lang, frame: &TimeFrame) -> Self {
        let TimeFrame { period, as_of, rule } = frame.clone();
        Self {
            from: period.from,
            to: period.to,
            as_of,
            rule,
            name: name(lang, period, rule),
            adverb: adverb(lang, period, rule),
            slug: period.slug(rule),
            line: period_line(lang, frame),
        }
    }
}

/// `tháng 6 năm 2024`
pub fn name(lang: Lang, period: Period, rule: PeriodRule) -> String {
    match (lang, period.shape(rule)) {
        (Lang::Vi, PeriodShape::Month { year, month }) => format!("tháng {month} năm {year}"),
        (Lang::Vi, PeriodShape::Quarter { year, quarter }) => {
            format!("quý {} năm {year}", roman(quarter))
        }
        (Lang::Vi, PeriodShape::FirstHalf { year }) => format!("6 tháng đầu năm {year}"),
        (Lang::Vi, PeriodShape::SecondHalf { year }) => format!("6 tháng cuối năm {year}"),
        (Lang::Vi, PeriodShape::NineMonths { year }) => format!("9 tháng đầu năm {year}"),
        (Lang::Vi, PeriodShape::Year { year }) => format!("năm {year}"),
        (Lang::En, PeriodShape::Month { year, month }) => format!("{} {year}", english(month)),
        (Lang::En, PeriodShape::Quarter { year, quarter }) => format!("Q{quarter} {year}"),
        (Lang::En, PeriodShape::FirstHalf { year }) => format!("the first half of {year}"),
        (Lang::En, PeriodShape::SecondHalf { year }) => format!("the second half of {year}"),
        (Lang::En, PeriodShape::NineMonths { year }) => format!("the first nine months of {year}"),
        (Lang::En, PeriodShape::Year { year }) => format!("{year}"),
        (_, PeriodShape::Months | PeriodShape::Days) => {
            let (from, to) = (day(lang, period.from), day(lang, period.to));
            match lang {
                Lang::Vi => format!("từ ngày {from} đến ngày {to}"),
                Lang::En => format!("{from} to {to}"),
            }
        }
    }
}

fn adverb(lang: Lang, period: Period, rule: PeriodRule) -> String {
    match period.shape(rule) {
        PeriodShape::Month { .. } => lang.of("Trong tháng", "In the month"),
        PeriodShape::Quarter { .. } => lang.of("Trong quý", "In the quarter"),
        PeriodShape::FirstHalf { .. } => {
            lang.of("Trong 6 tháng đầu năm", "In the first half of the year")
        }
        PeriodShape::SecondHalf { .. } => {
            lang.of("Trong 6 tháng cuối năm", "In the second half of the year")
        }
        PeriodShape::NineMonths { .. } => {
            lang.of("Trong 9 tháng đầu năm", "In the first nine months of the year")
        }
        PeriodShape::Year { .. } => lang.of("Trong năm", "In the year"),
        PeriodShape::Months | PeriodShape::Days => lang.of("Trong kỳ báo cáo", "In the period"),
    }
    .to_owned()
}

const fn roman(quarter: u32) -> &'static str {
    match quarter {
        1 => "I",
        2 => "II",
        3 => "III",
        _ => "IV",
    }
}

fn english(month: u32) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let place = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
    place.and_then(|place| MONTHS.get(place)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::PeriodFacts;
    use crate::domain::{Day, Period, PeriodRule, PeriodSpan};
    use crate::tally::TimeFrame;
    use crate::words::Lang;

    #[test]
    fn periods_are_called_as_people_call_them() {
        for (text, vi, en, slug) in [
            ("2024-06", "tháng 6 năm 2024", "June 2024", "2024-06"),
            ("2024-Q2", "quý II năm 2024", "Q2 2024", "2024-Q2"),
            ("2024-H1", "6 tháng đầu năm 2024", "the first half of 2024", "2024-H1"),
            ("2024-9M", "9 tháng đầu năm 2024", "the first nine months of 2024", "2024-9M"),
            ("2024", "năm 2024", "2024", "2024"),
            (
                "2024-01-05..2024-03-20",
                "từ ngày 05/01/2024 đến ngày 20/03/2024",
                "2024-01-05 to 2024-03-20",
                "2024-01-05_2024-03-20",
            ),
        ] {
            for rule in [PeriodRule::Calendar, PeriodRule::Decree] {
                let period = Period::parse(text, rule, Day(0)).expect("a period");
                let seen = (period.from, period.to);
                let frame = TimeFrame::new(PeriodSpan::Fixed(period), None, seen, rule);
                let frame = frame.expect("a frame");
                let facts = PeriodFacts::new(Lang::Vi, &frame);
                assert_eq!((facts.name.as_str(), facts.slug.as_str()), (vi, slug));
                assert_eq!(PeriodFacts::new(Lang::En, &frame).name, en);
            }
        }
    }
}

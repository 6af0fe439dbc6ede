//! One invented report that every format is tested with: all kinds of figures, marks, charts and a
//! form, names that try to be something else, and numbers small enough to check by hand.

mod figures;
mod form;
mod over_time;
mod scores;
mod sections;
mod told;

use std::collections::BTreeMap;

use super::Letterhead;
use super::check::required_notes;
use super::evaluation::Evaluation;
use super::model::{
    Against, Change, Headline, InputFile, Note, PeriodFacts, Provenance, Report, Subject,
};
use crate::answers::phrase::Phrase;
use crate::answers::table::Cell;
use crate::domain::{Absence, Day, PeriodRule, Ratio};
use crate::findings::Ledger;
use crate::indicators::{Definition, Sense};
use crate::words::Lang;
use figures::{SUPPRESS_BELOW, share};
use form::form;
use over_time::{heat, months};
use sections::{channels, findings, ranking, satisfaction, units};
use told::facts;

/// The report about the whole.
pub fn sample(lang: Lang) -> Report {
    let mut sections = vec![
        units(lang),
        ranking(lang),
        months(lang),
        heat(lang),
        channels(lang),
        satisfaction(lang),
        scores::groups(lang),
        scores::criteria(lang),
        findings(lang),
    ];
    for section in &mut sections {
        section.table.notes = required_notes(&section.table, lang, SUPPRESS_BELOW);
    }
    Report {
        unit_pages: BTreeMap::new(),
        lang,
        title: lang
            .of(
                "Tình hình tiếp nhận, giải quyết hồ sơ thủ tục hành chính",
                "Dossiers of administrative procedures received and resolved",
            )
            .to_owned(),
        subject: Subject {
            unit: None,
            name: "Huyện Hưng Hà".to_owned(),
            in_sentence: lang.of("toàn huyện Hưng Hà", "Hưng Hà district").to_owned(),
        },
        period: period(lang),
        letterhead: Letterhead {
            parent_agency: Some("UBND HUYỆN HƯNG HÀ".to_owned()),
            agency: Some("PHÒNG NỘI VỤ".to_owned()),
            place: Some("Hưng Hà".to_owned()),
            symbol: Some("BC-NV".to_owned()),
            recipients: vec!["Sở Nội vụ".to_owned(), "Lưu: VT".to_owned()],
            ..Letterhead::default()
        },
        brief: told::brief(lang),
        headlines: headlines(lang),
        sections,
        maps: Vec::new(),
        forms: vec![form(lang)],
        facts: facts(lang),
        notes: vec![Note {
            subject: lang.of("Đúng hạn", "On time").to_owned(),
            text: Phrase::from(lang.of(
                "(trước hạn + đúng hạn) / (trước hạn + đúng hạn + quá hạn), so theo ngày.",
                "(early + on time) / (early + on time + late), compared by day.",
            )),
        }],
        provenance: provenance(lang),
        suppress_below: SUPPRESS_BELOW,
    }
}

fn period(lang: Lang) -> PeriodFacts {
    let day = |text| Day::parse(text).expect("a day");
    PeriodFacts {
        from: day("2024-06-01"),
        to: day("2024-06-30"),
        as_of: day("2024-06-30"),
        rule: PeriodRule::Calendar,
        name: lang.of("tháng 6 năm 2024", "June 2024").to_owned(),
        adverb: lang.of("Trong tháng", "In the month").to_owned(),
        slug: "2024-06".to_owned(),
        line: lang
            .of(
                "từ 01/06/2024 đến 30/06/2024 (theo lịch), tính đến 30/06/2024",
                "2024-06-01 to 2024-06-30 (calendar), as of 2024-06-30",
            )
            .to_owned(),
    }
}

fn headlines(lang: Lang) -> Vec<Headline> {
    let ratio = |numerator, denominator| Ratio::new(numerator, denominator).expect("a ratio");
    let may = lang.of("tháng 5 năm 2024", "May 2024").to_owned();
    vec![
        Headline {
            base: None,
            key: "received",
            label: lang.of("Hồ sơ tiếp nhận", "Dossiers received").to_owned(),
            figure: Cell::Count(1_733),
            sense: Sense::Neutral,
            changes: vec![Change {
                against: Against::Previous,
                period_name: may.clone(),
                before: Cell::Count(1_600),
                figure: Cell::CountChange { now: 1_733, before: 1_600 },
                evaluation: Evaluation::Neither,
            }],
        },
        Headline {
            base: None,
            key: "on_time_rate",
            label: lang.of("Tỷ lệ đúng hạn", "On-time rate").to_owned(),
            figure: Cell::Rate(share(1_661, 1_698)),
            sense: Sense::HigherIsBetter,
            changes: vec![Change {
                against: Against::Previous,
                period_name: may,
                before: Cell::Rate(share(980, 1_000)),
                figure: Cell::PointChange { now: ratio(1_661, 1_698), before: ratio(980, 1_000) },
                evaluation: Evaluation::Ordinary,
            }],
        },
        Headline {
            base: None,
            key: "result_digitised_rate",
            label: lang.of("Tỷ lệ số hóa kết quả", "Results digitised").to_owned(),
            figure: Cell::Rate(Err(Absence::NotInExport)),
            sense: Sense::HigherIsBetter,
            changes: Vec::new(),
        },
    ]
}

fn provenance(lang: Lang) -> Provenance {
    let ledger =
        Ledger { files: 1, read: 1_750, counted: 1_745, superseded: 5, ..Ledger::default() };
    Provenance {
        program: "cchc 0.0.0".to_owned(),
        options: vec![(
            lang.of("Công thức đúng hạn", "On-time definition").to_owned(),
            "resolved".to_owned(),
        )],
        editions: vec![(lang.of("Biểu mẫu", "Forms").to_owned(), "06a (2020)".to_owned())],
        calendar: "2026-11".to_owned(),
        local_calendar: None,
        inputs: vec![InputFile {
            name: "xuat/hung-ha-2024-06.csv".to_owned(),
            sha256: Some(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".to_owned(),
            ),
            bytes: 123_456,
            rows_read: 1_750,
            rows_counted: 1_745,
            rows_superseded: 5,
            rows_excluded: 0,
            rows_rejected: 0,
        }],
        ledger,
        failed_files: 0,
        definition: Definition::Resolved,
        grain: "day",
    }
}

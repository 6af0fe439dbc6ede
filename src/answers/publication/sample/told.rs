//! What the sentences of the sample are made of.

use super::figures::{points, share};
use crate::answers::phrase::Phrase;
use crate::answers::publication::Brief;
use crate::answers::publication::model::Against;
use crate::answers::publication::model::{
    ComparedFacts, Facts, LevelFacts, RankedUnit, ScaleFacts, ScoreFacts,
};
use crate::answers::table::{Cell, Column, Table};
use crate::domain::{Absence, Exact, Ratio, exact};
use crate::words::Lang;

pub fn facts(lang: Lang) -> Facts {
    let ratio = |numerator, denominator| Ratio::new(numerator, denominator).expect("a ratio");
    let ranked = |name: &str, numerator, denominator| RankedUnit {
        name: name.to_owned(),
        on_time: ratio(numerator, denominator),
    };
    Facts {
        counts: [
            ("opening", 40),
            ("received", 1_733),
            ("received_online", 1_456),
            ("received_in_person", 260),
            ("received_postal", 17),
            ("resolved", 1_698),
            ("early", 1_260),
            ("on_time", 401),
            ("late", 37),
            ("undated", 0),
            ("returned", 5),
            ("closing", 70),
            ("closing_within", 61),
            ("closing_overdue", 9),
            ("closing_undated", 0),
            ("closing_paused", 0),
            ("rated", 909),
            ("very_satisfied", 777),
            ("satisfied", 108),
        ]
        .into(),
        rates: [
            ("on_time_rate", share(1_661, 1_698)),
            ("early_rate", share(1_260, 1_698)),
            ("late_rate", share(37, 1_698)),
            ("online_rate", share(1_456, 1_733)),
            ("overdue_open_rate", share(9, 70)),
            ("satisfied_share", share(885, 909)),
            ("rated_share", share(909, 1_698)),
            ("result_digitised_rate", Err(Absence::NotInExport)),
        ]
        .into(),
        compared: vec![ComparedFacts {
            against: Against::Previous,
            period_name: lang.of("tháng 5 năm 2024", "May 2024").to_owned(),
            counts: [("received", 1_600), ("resolved", 1_500), ("late", 30)].into(),
            rates: [
                ("on_time_rate", share(980, 1_000)),
                ("early_rate", share(700, 1_000)),
                ("online_rate", share(1_300, 1_600)),
            ]
            .into(),
        }],
        compared_in_part: Vec::new(),
        units: 6,
        units_without_late: 1,
        best: vec![ranked("UBND xã Độc Lập", 90, 90)],
        worst: vec![ranked("UBND xã Thống Nhất (Huyện Hưng Hà)", 200, 206)],
        levels: vec![LevelFacts {
            name: lang.of("cấp xã", "commune").to_owned(),
            units: 5,
            ranked: 2,
            without_late: 1,
            lowest: vec![ranked("UBND xã Thống Nhất (Huyện Hưng Hà)", 200, 206)],
            overdue: vec![("UBND thị trấn Hưng Hà".to_owned(), 9)],
            overdue_units: 1,
        }],
        overdue: vec![("UBND thị trấn Hưng Hà".to_owned(), 9)],
        overdue_units: 1,
        scales: vec![ScaleFacts {
            levels: 3,
            resolved: 1_698,
            answers: [("very_satisfied", 777), ("satisfied", 108), ("dissatisfied", 24)].into(),
            rated: 909,
            withheld: 0,
            units: 5,
            of_units: 6,
            base: share(909, 1_698),
            satisfied: share(885, 909),
            response: share(909, 1_698),
        }],
        findings: [("error", 3), ("info", 21)].into(),
        silent_units: vec!["UBND xã Tân Lễ".to_owned()],
        silent_in_period: Vec::new(),
        not_covered: Vec::new(),
        coverage: None,
        expected_units: 35,
        score: Some(ScoreFacts {
            index: lang.of("Bộ tiêu chí mẫu", "Sample index").to_owned(),
            points: points("61.4"),
            computable: points("74"),
            not_computable: points("26"),
            lost: points("12.6"),
            band: None,
            bases: std::collections::BTreeMap::new(),
        }),
    }
}

/// The page for leaders.
pub fn brief(lang: Lang) -> Brief {
    let text = lang.of("Tỷ lệ đúng hạn đạt ", "The on-time rate is ");
    let sentence =
        Phrase::from(text).share(Exact::from(Ratio::new(1_661, 1_698).expect("a ratio")));
    let columns = vec![
        Column::text(lang, "indicator"),
        Column::number(lang, "plan"),
        Column::number(lang, "reached_in_period"),
        Column::number(lang, "period_before"),
        Column::text(lang, "evaluation"),
    ];
    let judged = Cell::Judged {
        text: lang.of("✗ chưa đạt kế hoạch", "✗ plan missed").to_owned(),
        is_good: Some(false),
    };
    let rows = vec![
        vec![
            Cell::Text(lang.of("Hồ sơ tiếp nhận", "Dossiers received").to_owned()),
            Cell::Text("–".to_owned()),
            Cell::Count(1_733),
            Cell::Count(1_600),
            Cell::Empty,
        ],
        vec![
            Cell::Text(lang.of("Tỷ lệ đúng hạn", "On-time rate").to_owned()),
            Cell::Phrase(Phrase::from(lang.of("từ ", "at least ")).share(exact::whole(1))),
            Cell::Rate(share(1_661, 1_698)),
            Cell::Rate(share(980, 1_000)),
            judged,
        ],
    ];
    let dotted = "=Đơn vị chưa gửi: <b>Sở Y tế</b>".into();
    Brief { sentences: vec![sentence.text("."), dotted], table: Table::new(columns, rows, None) }
}

//! What the sentences of the sample are made of.

use super::figures::{points, share};
use crate::answers::publication::model::Against;
use crate::answers::publication::model::{
    ComparedFacts, Facts, RankedUnit, ScaleFacts, ScoreFacts,
};
use crate::domain::{Absence, Ratio};
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

//! The registry of indicators: one constant each, one line in [`INDICATORS`].

use std::collections::BTreeSet;

use super::definition::{Definition, Terms};
use super::description::{Confidence, Target};
use crate::domain::{Absence, CanonicalField, Ratio};
use crate::findings::Bilingual;
use crate::tally::{Count, Tally};

/// A rate, or why there is none.
pub type Measure = Result<Ratio, Absence>;

/// Whether more is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    HigherIsBetter,
    LowerIsBetter,
    /// Says something, praises nothing.
    Neutral,
}

/// How numerator and denominator come from a tally.
#[derive(Debug, Clone, Copy)]
pub enum Formula {
    /// The on-time rate, by the definition asked for.
    OnTime,
    /// Sums of counts.
    Sums { numerator: &'static [Count], denominator: &'static [Count] },
}

/// One rate.
#[derive(Debug)]
pub struct Indicator {
    /// The name in JSON and CSV.
    pub id: &'static str,
    pub name: Bilingual,
    /// Short enough for the head of a column.
    pub short_name: Bilingual,
    pub formula: Formula,
    /// Columns without which the rate says nothing; of each list one is enough.
    pub needs: &'static [&'static [CanonicalField]],
    pub sense: Sense,
    /// What has to be known to read the figure; nothing where the formula says all.
    pub note: Option<Bilingual>,
    /// Where the formula comes from, and how sure that is.
    pub source: Bilingual,
    pub confidence: Confidence,
    pub target: Option<Target>,
}

const FINISH: &[CanonicalField] = &[CanonicalField::FinishedAt, CanonicalField::ReturnedAt];
const DUE: &[CanonicalField] = &[CanonicalField::DueAt];
const RATING: &[CanonicalField] = &[CanonicalField::Rating];
const CHANNEL: &[CanonicalField] = &[CanonicalField::Channel];
const DIGITISED: &[CanonicalField] = &[CanonicalField::ResultDigitised];
const TIMED: &[Count] = &[Count::Early, Count::OnTime, Count::Late];

const FORM_06A: Bilingual = Bilingual {
    vi: "Biểu II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP), đọc qua phần mềm in biểu; chưa đối chiếu văn bản gốc",
    en: "Form II.06a/VPCP/KSTT (Circular 01/2020/TT-VPCP), seen through software that prints it; not checked against the text",
};
const RATING_LAW: Bilingual = Bilingual {
    vi: "Đánh giá tại bộ phận một cửa (Nghị định 61/2018/NĐ-CP, từ 01/07/2025 là Nghị định 118/2025/NĐ-CP); chưa đối chiếu văn bản gốc",
    en: "Ratings at the one-stop desk (Decree 61/2018/NĐ-CP, since 01/07/2025 Decree 118/2025/NĐ-CP); not checked against the text",
};

/// What most of the constants have in common.
const BASE: Indicator = Indicator {
    id: "",
    name: Bilingual { vi: "", en: "" },
    short_name: Bilingual { vi: "", en: "" },
    formula: Formula::OnTime,
    needs: &[FINISH, DUE],
    sense: Sense::HigherIsBetter,
    note: None,
    source: FORM_06A,
    confidence: Confidence::Seen,
    target: None,
};

pub const ON_TIME_RATE: Indicator = Indicator {
    id: "on_time_rate",
    name: Bilingual {
        vi: "Tỷ lệ đúng hạn (gồm trước hạn)", en: "On-time rate (early included)"
    },
    short_name: Bilingual { vi: "Đúng hạn", en: "On time" },
    note: Some(Bilingual {
        vi: "Hồ sơ không có ngày hẹn đứng ngoài; bốn công thức chọn bằng --definition",
        en: "Dossiers without a due date stand outside; four formulas by --definition",
    }),
    target: Some(Target {
        text: Bilingual {
            vi: "từ 95% mới có điểm (Chỉ số CCHC); một huyện đặt 100%",
            en: "points from 95% on (PAR Index); one district asks for 100%",
        },
        confidence: Confidence::Memory,
    }),
    ..BASE
};

pub const EARLY_RATE: Indicator = Indicator {
    id: "early_rate",
    name: Bilingual { vi: "Tỷ lệ trước hạn", en: "Early rate" },
    short_name: Bilingual { vi: "Trước hạn", en: "Early" },
    formula: Formula::Sums { numerator: &[Count::Early], denominator: TIMED },
    ..BASE
};

pub const EXACTLY_ON_TIME_RATE: Indicator = Indicator {
    id: "exactly_on_time_rate",
    name: Bilingual {
        vi: "Tỷ lệ trả đúng ngày hẹn", en: "Rate finished on the due day"
    },
    short_name: Bilingual { vi: "Đúng ngày hẹn", en: "On the day" },
    formula: Formula::Sums { numerator: &[Count::OnTime], denominator: TIMED },
    sense: Sense::Neutral,
    ..BASE
};

pub const LATE_RATE: Indicator = Indicator {
    id: "late_rate",
    name: Bilingual { vi: "Tỷ lệ quá hạn", en: "Late rate" },
    short_name: Bilingual { vi: "Quá hạn", en: "Late" },
    formula: Formula::Sums { numerator: &[Count::Late], denominator: TIMED },
    sense: Sense::LowerIsBetter,
    ..BASE
};

pub const ONLINE_RATE: Indicator = Indicator {
    id: "online_rate",
    name: Bilingual { vi: "Tỷ lệ tiếp nhận trực tuyến", en: "Online rate" },
    short_name: Bilingual { vi: "Trực tuyến", en: "Online" },
    formula: Formula::Sums { numerator: &[Count::ReceivedOnline], denominator: &[Count::Received] },
    needs: &[CHANNEL],
    source: Bilingual {
        vi: "Chỉ số 3.3 của Quyết định 766/QĐ-TTg, chỉ tính hồ sơ tiếp nhận trong kỳ; đọc qua bản trích của bên thứ ba",
        en: "Indicator 3.3 of Decision 766/QĐ-TTg, dossiers received in the period only; seen in a third-party extract",
    },
    target: Some(Target {
        text: Bilingual { vi: "đạt điểm tối đa từ 50%", en: "full points from 50%" },
        confidence: Confidence::Seen,
    }),
    ..BASE
};

pub const OVERDUE_OPEN_RATE: Indicator = Indicator {
    id: "overdue_open_rate",
    name: Bilingual {
        vi: "Tỷ lệ quá hạn trong số đang giải quyết",
        en: "Overdue share of open dossiers",
    },
    short_name: Bilingual { vi: "Tồn quá hạn", en: "Open overdue" },
    formula: Formula::Sums {
        numerator: &[Count::ClosingOverdue],
        denominator: &[Count::ClosingWithin, Count::ClosingOverdue],
    },
    needs: &[DUE],
    sense: Sense::LowerIsBetter,
    ..BASE
};

pub const SATISFIED_SHARE: Indicator = Indicator {
    id: "satisfied_share",
    name: Bilingual { vi: "Tỷ lệ hài lòng", en: "Satisfied share" },
    short_name: Bilingual { vi: "Hài lòng", en: "Satisfied" },
    formula: Formula::Sums {
        numerator: &[Count::VerySatisfied, Count::Satisfied],
        denominator: &[Count::Rated],
    },
    needs: &[RATING],
    source: RATING_LAW,
    confidence: Confidence::Memory,
    target: Some(Target {
        text: Bilingual {
            vi: "90% vào năm 2025 (Nghị quyết 76/NQ-CP)",
            en: "90% by 2025 (Resolution 76/NQ-CP)",
        },
        confidence: Confidence::Seen,
    }),
    ..BASE
};

pub const VERY_SATISFIED_SHARE: Indicator = Indicator {
    id: "very_satisfied_share",
    name: Bilingual { vi: "Tỷ lệ rất hài lòng", en: "Very satisfied share" },
    short_name: Bilingual { vi: "Rất hài lòng", en: "Very satisfied" },
    formula: Formula::Sums { numerator: &[Count::VerySatisfied], denominator: &[Count::Rated] },
    needs: &[RATING],
    source: RATING_LAW,
    confidence: Confidence::Memory,
    ..BASE
};

pub const RATED_SHARE: Indicator = Indicator {
    id: "rated_share",
    name: Bilingual { vi: "Tỷ lệ hồ sơ được đánh giá", en: "Rated share" },
    short_name: Bilingual { vi: "Được đánh giá", en: "Rated" },
    formula: Formula::Sums { numerator: &[Count::Rated], denominator: &[Count::Resolved] },
    needs: &[RATING],
    sense: Sense::Neutral,
    source: RATING_LAW,
    confidence: Confidence::Memory,
    ..BASE
};

pub const RESULT_DIGITISED_RATE: Indicator = Indicator {
    id: "result_digitised_rate",
    name: Bilingual {
        vi: "Tỷ lệ số hóa kết quả giải quyết", en: "Result digitised rate"
    },
    short_name: Bilingual { vi: "Số hóa KQ", en: "Digitised" },
    formula: Formula::Sums {
        numerator: &[Count::ResultDigitised],
        denominator: &[Count::ResultMarked],
    },
    needs: &[DIGITISED],
    source: Bilingual {
        vi: "Chỉ tiêu số hóa kết quả của báo cáo cải cách hành chính; theo trí nhớ, chưa đối chiếu văn bản",
        en: "Digitised results as reform reports ask for them; from memory, not checked against a text",
    },
    confidence: Confidence::Memory,
    ..BASE
};

/// Every indicator, in the order of the output. All else reads this list.
pub const INDICATORS: [&Indicator; 10] = [
    &ON_TIME_RATE,
    &EARLY_RATE,
    &EXACTLY_ON_TIME_RATE,
    &LATE_RATE,
    &ONLINE_RATE,
    &OVERDUE_OPEN_RATE,
    &SATISFIED_SHARE,
    &VERY_SATISFIED_SHARE,
    &RATED_SHARE,
    &RESULT_DIGITISED_RATE,
];

impl Indicator {
    /// The indicator of an id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<&'static Self> {
        INDICATORS.into_iter().find(|indicator| indicator.id == id)
    }

    /// Whether the rate is about answers: those of different scales are never put together.
    #[must_use]
    pub fn is_of_ratings(&self) -> bool {
        self.needs.iter().any(|any| any.contains(&CanonicalField::Rating))
    }

    /// Whether the exports have what the rate needs.
    #[must_use]
    pub fn is_in_export(&self, fields: &BTreeSet<CanonicalField>) -> bool {
        self.needs.iter().all(|any| any.iter().any(|field| fields.contains(field)))
    }

    /// The counts that the rate is made of.
    #[must_use]
    pub const fn terms(&self, definition: Definition) -> Terms {
        match self.formula {
            Formula::OnTime => definition.terms(),
            Formula::Sums { numerator, denominator } => {
                Terms { plus: numerator, minus: &[], denominator }
            }
        }
    }

    /// The rate of a tally.
    ///
    /// # Errors
    /// When there is none: the reason, which is a figure's answer too.
    pub fn measure(
        &self,
        tally: &Tally,
        definition: Definition,
        fields: &BTreeSet<CanonicalField>,
    ) -> Measure {
        let (numerator, denominator) = self.terms(definition).parts(tally);
        if !self.is_in_export(fields) {
            return Err(Absence::NotInExport);
        }
        Ratio::new(numerator, denominator).ok_or(Absence::NoDossiers)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Definition, INDICATORS, Indicator};
    use crate::domain::{Absence, CanonicalField};
    use crate::tally::{Count, Tally};

    /// 7 carried in, 100 received (60 online, 30 at the desk, 10 by post); 90 resolved: 50 early,
    /// 20 on time, 15 late, 5 undated; 3 returned; 14 open: 8 within, 4 overdue, 1 undated, 1 paused;
    /// 40 rated: 30 very satisfied, 6 satisfied, 2 neutral, 1 and 1; 81 results digitised of 85 that say.
    fn worked_example() -> Tally {
        let mut tally = Tally::default();
        for (count, dossiers) in [
            (Count::Opening, 7),
            (Count::Received, 100),
            (Count::ReceivedOnline, 60),
            (Count::ReceivedInPerson, 30),
            (Count::ReceivedPostal, 10),
            (Count::Resolved, 90),
            (Count::Early, 50),
            (Count::OnTime, 20),
            (Count::Late, 15),
            (Count::Undated, 5),
            (Count::Returned, 3),
            (Count::Closing, 14),
            (Count::ClosingWithin, 8),
            (Count::ClosingOverdue, 4),
            (Count::ClosingUndated, 1),
            (Count::ClosingPaused, 1),
            (Count::Rated, 40),
            (Count::VerySatisfied, 30),
            (Count::Satisfied, 6),
            (Count::Neutral, 2),
            (Count::Dissatisfied, 1),
            (Count::VeryDissatisfied, 1),
            (Count::ResultMarked, 85),
            (Count::ResultDigitised, 81),
        ] {
            tally[count] = dossiers;
        }
        tally.check().expect("the example is consistent");
        tally
    }

    fn all_fields() -> BTreeSet<CanonicalField> {
        CanonicalField::ALL.into_iter().collect()
    }

    #[test]
    fn every_indicator_by_hand() {
        let by_hand = [
            ("on_time_rate", 70, 85),
            ("early_rate", 50, 85),
            ("exactly_on_time_rate", 20, 85),
            ("late_rate", 15, 85),
            ("online_rate", 60, 100),
            ("overdue_open_rate", 4, 12),
            ("satisfied_share", 36, 40),
            ("very_satisfied_share", 30, 40),
            ("rated_share", 40, 90),
            ("result_digitised_rate", 81, 85),
        ];
        assert_eq!(by_hand.len(), INDICATORS.len(), "every indicator has its hand-worked case");
        for (id, numerator, denominator) in by_hand {
            let indicator = Indicator::from_id(id).expect(id);
            let measure = indicator.measure(&worked_example(), Definition::Resolved, &all_fields());
            let ratio = measure.expect(id);
            assert_eq!((ratio.numerator(), ratio.denominator()), (numerator, denominator), "{id}");
        }
    }

    #[test]
    fn the_four_on_time_definitions_by_hand() {
        for (definition, numerator, denominator) in [
            (Definition::Resolved, 50 + 20, 50 + 20 + 15),
            (Definition::Index766, 50 + 20 + 8, 7 + 100),
            (Definition::Overall, 107 - 15 - 4, 107),
            (Definition::Form06a, 50 + 20 + 5 + 3, 90 + 3),
        ] {
            assert_eq!(definition.parts(&worked_example()), (numerator, denominator));
        }
    }

    #[test]
    fn nothing_to_divide_by_and_nothing_in_the_export_are_different_reasons() {
        for indicator in INDICATORS {
            let empty = indicator.measure(&Tally::default(), Definition::Resolved, &all_fields());
            assert_eq!(empty, Err(Absence::NoDossiers), "{}", indicator.id);
            let absent =
                indicator.measure(&worked_example(), Definition::Resolved, &BTreeSet::new());
            assert_eq!(absent, Err(Absence::NotInExport), "{}", indicator.id);
        }
        let mut fields = all_fields();
        fields.remove(&CanonicalField::FinishedAt);
        let handed_over = INDICATORS[0].measure(&worked_example(), Definition::Resolved, &fields);
        assert!(handed_over.is_ok(), "the hand-over day stands in for the finish day");
    }

    #[test]
    fn ids_are_unique_and_every_indicator_has_its_texts() {
        let ids: BTreeSet<_> = INDICATORS.iter().map(|indicator| indicator.id).collect();
        assert_eq!(ids.len(), INDICATORS.len());
        for indicator in INDICATORS {
            for text in [indicator.name, indicator.short_name, indicator.source] {
                assert!(!text.vi.is_empty() && !text.en.is_empty(), "{}", indicator.id);
            }
        }
    }
}

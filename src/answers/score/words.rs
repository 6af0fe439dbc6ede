//! Words of scores in both languages.

use crate::answers::absence_short;
use crate::answers::bases::{base_note, has_base_note};
use crate::answers::model::Block;
use crate::answers::phrase::Phrase;
use crate::domain::{Absence, Exact};
use crate::index::{
    Confidence, Criterion, CriterionScore, Index, IndexLevel, Outcome, RateReading, Rule,
    Scorecard, Share,
};
use crate::indicators::{Definition, Indicator};
use crate::words::Lang;

/// A level as people call it.
pub fn level_name(lang: Lang, level: IndexLevel) -> &'static str {
    lang.label("index_level", level.name())
}

/// How sure a rule is, in a word or two.
pub fn confidence_name(lang: Lang, confidence: Confidence) -> &'static str {
    lang.label("rule_confidence", confidence.name())
}

/// A share as a threshold is written: `95%`, `0,5%`.
fn percent(lang: Lang, share: &Exact) -> String {
    let hundred = Exact::from_integer(100.into());
    format!("{}%", number(lang, &(share * hundred)))
}

/// A short number without needless zeros.
fn number(lang: Lang, value: &Exact) -> String {
    let text = crate::domain::exact::to_float(value).to_string();
    match lang {
        Lang::Vi => text.replace('.', ","),
        Lang::En => text,
    }
}

/// How a rate becomes points, short enough for a column.
pub fn rule_text(lang: Lang, rule: &Rule) -> String {
    let share = |value: &Exact| percent(lang, value);
    match rule {
        Rule::Linear => lang.of("điểm × tỷ lệ", "max × rate").to_owned(),
        Rule::Cap { cap } => match lang {
            Lang::Vi => format!("đủ điểm từ {}", share(cap)),
            Lang::En => format!("full from {}", share(cap)),
        },
        Rule::LinearAbove { zero_below, full_at } => match lang {
            Lang::Vi => format!("dưới {}: 0; đủ ở {}", share(zero_below), share(full_at)),
            Lang::En => format!("0 below {}; full at {}", share(zero_below), share(full_at)),
        },
        Rule::Steps { steps } => {
            let step = |(at_least, points): &(Exact, Exact)| {
                format!("≥{}: {}", share(at_least), number(lang, points))
            };
            steps.iter().map(step).collect::<Vec<_>>().join("; ")
        }
        Rule::Bands { bands } => {
            let band = |band: &crate::index::BandRule| match &band.to {
                Some(to) => format!("<{}: {}", share(to), number(lang, &band.points)),
                None => format!("≥{}: {}", share(&band.from), number(lang, &band.points)),
            };
            bands.iter().map(band).collect::<Vec<_>>().join("; ")
        }
        Rule::YesNo { at_least } => match lang {
            Lang::Vi => format!("có/không, từ {}", share(at_least)),
            Lang::En => format!("yes/no, from {}", share(at_least)),
        },
        Rule::Declared => lang.of("điểm khai", "declared").to_owned(),
        Rule::Survey { scale } => match lang {
            Lang::Vi => format!("điều tra, thang {}", number(lang, scale)),
            Lang::En => format!("survey, of {}", number(lang, scale)),
        },
        Rule::Mean { of } => match lang {
            Lang::Vi => format!("điểm bình quân, thang {}", number(lang, of)),
            Lang::En => format!("mean points, of {}", number(lang, of)),
        },
        Rule::Monitor => lang.of("theo dõi", "watched").to_owned(),
    }
}

/// What the points rest on, or why there are none.
pub fn basis_text(lang: Lang, score: &CriterionScore) -> &'static str {
    match &score.outcome {
        Outcome::Scored { share, .. } => match share {
            Share::Computed => lang.of("tính từ dữ liệu", "computed"),
            Share::Declared => lang.of("khai", "declared"),
            Share::NothingToFail => lang.of("không phát sinh: đủ điểm", "nothing to fail: full"),
            Share::NothingDone => lang.of("không phát sinh: 0 điểm", "nothing done: none"),
            Share::OtherLevel => lang.of("không áp dụng cấp này: đủ điểm", "other level: full"),
        },
        Outcome::NotComputable(Some(
            absence @ (Absence::NotInExport
            | Absence::TwoScales
            | Absence::TooFew
            | Absence::NotUnderstood),
        )) => absence_short(lang, *absence),
        Outcome::NotComputable(_) => lang.of("chưa có số", "no figure"),
        Outcome::NotApplicable => lang.of("không áp dụng", "not applicable"),
        Outcome::SharedOut => lang.of("chia cho tiêu chí khác", "shared out"),
        Outcome::Monitored => lang.of("chỉ theo dõi", "watched only"),
    }
}

/// A reading of the on-time rate.
pub const fn reading_text(lang: Lang, reading: RateReading) -> &'static str {
    match reading {
        RateReading::Usual => lang.of("như bộ tiêu chí", "as the index has it"),
        RateReading::Definition(Definition::Resolved) => {
            lang.of("đúng hạn trên đã giải quyết [resolved]", "on time of resolved [resolved]")
        }
        RateReading::Definition(Definition::Index766) => {
            lang.of("cách tính 766, rút gọn [index766]", "766, short form [index766]")
        }
        RateReading::Definition(Definition::Overall) => {
            lang.of("trừ mọi hồ sơ quá hạn [overall]", "less all that is late [overall]")
        }
        RateReading::Definition(Definition::Form06a) => {
            lang.of("theo biểu 06a [form06a]", "as form 06a [form06a]")
        }
        RateReading::UndatedOnTime => {
            lang.of("hồ sơ không hẹn trả coi là đúng hạn", "undated dossiers taken for on time")
        }
        RateReading::UndatedLate => {
            lang.of("hồ sơ không hẹn trả coi là quá hạn", "undated dossiers taken for late")
        }
    }
}

/// `61,40 trên 74,00 điểm tính được; 26,00 điểm không tính được từ dữ liệu đã cho`.
pub fn total_line(lang: Lang, total: &crate::index::Total) -> Phrase {
    use num_traits::Zero;
    let mut line = Phrase::default()
        .points(total.points.clone())
        .text(lang.of(" trên ", " of "))
        .points(total.computable.clone())
        .text(lang.of(" điểm tính được", " computable points"));
    if !total.not_computable.is_zero() {
        line = line.text("; ").points(total.not_computable.clone()).text(lang.of(
            " điểm không tính được từ dữ liệu đã cho",
            " points not computable from these inputs",
        ));
    }
    if !total.not_applicable.is_zero() {
        line = line
            .text("; ")
            .points(total.not_applicable.clone())
            .text(lang.of(" điểm không áp dụng", " points not applicable"));
    }
    line
}

pub(super) fn heading(lang: Lang, vi: &'static str, en: &'static str) -> Block {
    Block::Heading(lang.of(vi, en).to_owned())
}

/// The band of a total, or the bands between which it can still lie.
pub(super) fn band(lang: Lang, index: &Index, card: &Scorecard) -> Option<String> {
    let name = |points: &Exact| index.band(points).map(|band| band.name.of(lang).to_owned());
    if let Some(points) = card.final_points(index) {
        return name(&points);
    }
    let (low, high) = (name(&card.total.points)?, name(&card.total.best())?);
    Some(match lang {
        Lang::Vi if low == high => format!("{low}, dù phần chưa tính được bao nhiêu điểm"),
        Lang::Vi => format!("chưa xếp được: từ {low} đến {high}, tùy phần chưa tính được"),
        Lang::En if low == high => format!("{low}, whatever the open part is worth"),
        Lang::En => format!("open: from {low} to {high}, by the part not computable"),
    })
}

/// On what the rates of criteria rest, where a share of part of the dossiers could be taken for all:
/// `4.1: Tỷ lệ hài lòng tính trên 12,00% hồ sơ đã giải quyết (12/100; 1/3 đơn vị).`
pub fn base_notes(lang: Lang, index: &Index, card: &Scorecard) -> Vec<Phrase> {
    let note = |(criterion, score): (&Criterion, &CriterionScore)| {
        let ask = criterion.ask.as_ref()?;
        let indicator = Indicator::from_id(&ask.indicator)?;
        // Answers and marks are the same by every definition.
        let has_note = has_base_note(indicator, Definition::Resolved);
        let base = score.base.filter(|_| has_note)?;
        Some(base_note(lang, indicator, base).before(format!("{}: ", criterion.id)))
    };
    index.criteria.iter().zip(&card.criteria).filter_map(note).collect()
}

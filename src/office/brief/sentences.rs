//! What a leader reads in a minute: what moved most and at whom, who is lowest, what is overdue, what citizens say.
//!
//! Sentences about what moved stand in the order of how far it moved beyond chance; what holds whatever moved follows.

use super::counts::{NAMED, counts, listed};
use super::input::BriefInput;
use super::moved::{Told, of_headline};
use crate::answers::Phrase;
use crate::answers::publication::{LevelFacts, RankedUnit};
use crate::domain::{Dimension, Exact, Ratio, exact};
use crate::indicators::ON_TIME_RATE;
use crate::office::levels::{RANKED_FROM, level_name};
use crate::office::peers::peers;
use crate::tally::Count;
use crate::words::Lang;

/// More than these are not read in a minute.
const MOST: usize = 6;
/// At most six sentences, and one on what the data do not cover.
pub fn sentences(input: &BriefInput<'_>) -> Vec<Phrase> {
    let mut moved: Vec<Told> =
        input.headlines.iter().filter_map(|one| of_headline(input, one)).collect();
    moved.sort_by(|left, right| right.moved.total_cmp(&left.moved));
    let place = place(input);
    let standing = [place, lowest(input), satisfaction(input), procedures(input), score(input)];
    let standing: Vec<Phrase> = standing.into_iter().flatten().collect();
    moved.truncate(MOST.saturating_sub(standing.len()).max(2));
    let moved = moved.into_iter().map(|told| told.text);
    not_covered(input).into_iter().chain(moved.chain(standing).take(MOST)).collect()
}

/// The lowest unit of each level, of those with enough dossiers and a late one among them.
fn lowest(input: &BriefInput<'_>) -> Option<Phrase> {
    let lang = input.sections.style.lang;
    let lowest = |level: &'_ LevelFacts| Some((level.name.clone(), level.lowest.first()?.clone()));
    let lowest: Vec<(String, RankedUnit)> = input.facts.levels.iter().filter_map(lowest).collect();
    if lowest.is_empty() {
        return None;
    }
    let mut text = Phrase::from(lang.of("Tỷ lệ đúng hạn thấp nhất: ", "Lowest on-time rates: "));
    for (place, (level, unit)) in lowest.into_iter().enumerate() {
        let start = if place > 0 { "; " } else { "" };
        text = text.text(format!("{start}{level} – {} (", unit.name));
        text = text.share(Exact::from(unit.on_time)).text(", ");
        text = text.count(unit.on_time.numerator()).text("/").count(unit.on_time.denominator());
        text = text.text(")");
    }
    Some(text.text("."))
}

/// Satisfaction on each scale, and how many answered.
fn satisfaction(input: &BriefInput<'_>) -> Option<Phrase> {
    let lang = input.sections.style.lang;
    let told = input
        .facts
        .scales
        .iter()
        .filter_map(|scale| Some((scale.levels, scale.satisfied.ok()?, scale.response.ok()?)));
    let told: Vec<(u8, Ratio, Ratio)> = told.collect();
    if told.is_empty() {
        return None;
    }
    let mut text = Phrase::from(lang.of("Mức độ hài lòng: ", "Satisfied: "));
    for (place, (levels, satisfied, response)) in told.into_iter().enumerate() {
        let start = if place > 0 { "; " } else { "" };
        text = text.text(match lang {
            Lang::Vi => format!("{start}thang {levels} mức "),
            Lang::En => format!("{start}on {levels} levels "),
        });
        text = text.share(Exact::from(satisfied)).text(" (").count(satisfied.numerator()).text("/");
        text = text.count(satisfied.denominator()).text(lang.of("), ", "), "));
        text = text.share(Exact::from(response));
        text = text.text(
            lang.of(" hồ sơ đã giải quyết có đánh giá", " of the dossiers resolved were rated"),
        );
    }
    Some(text.text("."))
}

/// The procedures with most late and overdue dossiers.
fn procedures(input: &BriefInput<'_>) -> Option<Phrase> {
    let lang = input.sections.style.lang;
    let cube = input.sections.study.cube(&[Dimension::Procedure], input.sections.unit)?;
    let behind = [Count::Late, Count::ClosingOverdue];
    let counts = counts(lang, Some(&cube), |row| row.tally.sum(&behind));
    let all: u64 = counts.iter().map(|(_, count)| count).sum();
    if counts.len() < 2 {
        return None;
    }
    let text = Phrase::from(lang.of(
        "Thủ tục có nhiều hồ sơ quá hạn nhất (kể cả đang giải quyết): ",
        "Procedures with most dossiers late or overdue: ",
    ));
    let text = listed(text, &counts);
    let sum: u64 = counts.iter().take(NAMED).map(|(_, count)| count).sum();
    let text = match exact::fraction(sum, all) {
        Some(share) if counts.len() > NAMED => {
            text.text(lang.of(", chiếm ", ", which is ")).share(share)
        }
        _ => text,
    };
    Some(text.text("."))
}

/// Points by an index: what was lost.
fn score(input: &BriefInput<'_>) -> Option<Phrase> {
    let lang = input.sections.style.lang;
    let score = input.facts.score.as_ref()?;
    let text = Phrase::from(match lang {
        Lang::Vi => format!("{}: đạt ", score.index),
        Lang::En => format!("{}: ", score.index),
    });
    let text = text.points(score.points.clone()).text("/").points(score.computable.clone());
    let text = text.text(lang.of(" điểm tính được, mất ", " points computable, lost "));
    Some(text.points(score.lost.clone()).text(lang.of(" điểm.", ".")))
}

/// Where a unit stands among those of its level with about as many dossiers.
fn place(input: &BriefInput<'_>) -> Option<Phrase> {
    let lang = input.sections.style.lang;
    let peers = peers(&input.sections, &ON_TIME_RATE, RANKED_FROM)?;
    let text =
        Phrase::from(lang.of("Tỷ lệ đúng hạn xếp thứ ", "By the on-time rate it is number "));
    let text = text.count(peers.place).text("/").count(peers.units);
    let level = level_name(lang, peers.level);
    let text = text.text(match lang {
        Lang::Vi => format!(" đơn vị {level} có số hồ sơ tương đương"),
        Lang::En => format!(" of the units ({level}) of like volume"),
    });
    let text = match peers.ties {
        0 => text,
        ties => {
            let text = text.text(lang.of(", bằng ", ", level with ")).count(ties);
            text.text(lang.of(" đơn vị khác", " more"))
        }
    };
    let text = text.text(lang.of(" (trung vị ", " (median "));
    let half = lang.of("; một nửa số đơn vị từ ", "; half of them from ");
    let text = text.share(peers.median).text(half).share(peers.low);
    Some(text.text(lang.of(" đến ", " to ")).share(peers.high).text(")."))
}

/// What the data do not tell comes before what they do.
fn not_covered(input: &BriefInput<'_>) -> Option<Phrase> {
    let lang = input.sections.style.lang;
    let missing = input.facts.not_covered.len() + input.facts.silent_units.len();
    if input.sections.unit.is_some() && missing > 0 {
        return Some(Phrase::from(lang.of(
            "Chưa đủ dữ liệu: dữ liệu của đơn vị chưa đến ngày chốt; các số dưới đây không gồm phần thiếu.",
            "Data are missing: those of the unit do not reach to the as-of day; the figures below lack the rest.",
        )));
    }
    (missing > 0).then(|| {
        let text = Phrase::from(lang.of("Chưa đủ dữ liệu: ", "Data are missing: "));
        text.count(missing as u64).text(lang.of(
            " đơn vị chưa có dữ liệu hoặc dữ liệu chưa đến ngày chốt; các số dưới đây không gồm phần thiếu.",
            " units sent none, or none up to the as-of day; the figures below lack them.",
        ))
    })
}

//! The encoding of a file and the evidence for it, for people and for machines.

use schemars::JsonSchema;
use serde::Serialize;

use super::phrase::Phrase;
use crate::read::{EncodingDecision, EncodingReason, Score};
use crate::words::Lang;

/// `tcvn3: 1.234 of 1.240 words are Vietnamese syllables; next: windows-1258, 12 of 1.240`.
pub fn described(lang: Lang, decision: &EncodingDecision) -> Phrase {
    let name = Phrase::from(decision.encoding.name());
    match &decision.reason {
        EncodingReason::ValidUtf8 | EncodingReason::ByteOrderMark => name,
        EncodingReason::Profile => name.text(lang.of(" (theo tệp ánh xạ)", " (by the profile)")),
        EncodingReason::NulPlaces => {
            name.text(lang.of(" (theo vị trí các byte NUL)", " (by the places of NUL bytes)"))
        }
        EncodingReason::WrittenTwice => name.text(
            lang.of(" (cả tệp dịch ngược được về UTF-8)", " (the whole text leads back to UTF-8)"),
        ),
        EncodingReason::WrittenTwiceInPart => name.text(lang.of(
            " (một phần bị mã hóa hai lần, giữ nguyên)",
            " (written twice in part, left as it stands)",
        )),
        EncodingReason::Syllables(scores) => syllables(lang, name, scores),
    }
}

fn syllables(lang: Lang, name: Phrase, scores: &[Score]) -> Phrase {
    let of = lang.of(" trên ", " of ");
    let Some((winner, others)) = scores.split_first() else { return name };
    let phrase = name.text(": ").count(winner.syllables).text(of).count(winner.words);
    let phrase = phrase.text(
        lang.of(" từ có dấu là âm tiết tiếng Việt", " words with marks are Vietnamese syllables"),
    );
    let Some(next) = others.first() else { return phrase };
    let phrase = phrase.text(lang.of("; kế tiếp: ", "; next best: ")).text(next.encoding.name());
    match next.impossible_at {
        None => phrase.text(" ").count(next.syllables).text(of).count(next.words),
        Some(at) => {
            let lacks = lang.of(" (không có byte ở vị trí ", " (lacks the byte at ");
            phrase.text(lacks).count(at).text(")")
        }
    }
}

/// How well one encoding fits.
#[derive(Serialize, JsonSchema)]
pub struct ScoreRecord {
    encoding: &'static str,
    words: u64,
    syllables: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    impossible_at: Option<u64>,
}

/// For machines; nothing where no words were asked.
pub fn records(reason: &EncodingReason) -> Vec<ScoreRecord> {
    let EncodingReason::Syllables(scores) = reason else { return Vec::new() };
    let record = |score: &Score| ScoreRecord {
        encoding: score.encoding.name(),
        words: score.words,
        syllables: score.syllables,
        impossible_at: score.impossible_at,
    };
    scores.iter().map(record).collect()
}

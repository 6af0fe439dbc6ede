//! What is to be seen in a map, in a sentence made from its figures.
//!
//! In: a picture with its values. Out: a sentence. Must not know: paper, how a number is rounded.

use super::model::{MapPicture, MappedCommune};
use crate::answers::phrase::Phrase;
use crate::answers::table::Cell;
use crate::answers::text::unit_name;
use crate::domain::{Exact, Ratio};
use crate::indicators::{Quantity, Sense};
use crate::words::Lang;

/// The sentence; nothing where all communes are alike, or none has a figure.
pub fn headline(
    lang: Lang,
    picture: &MapPicture,
    ratios: &[Option<Ratio>],
    (name, kinds, sense): (&str, &str, Sense),
) -> Option<Phrase> {
    let told: Vec<(Ratio, &MappedCommune)> = (ratios.iter().zip(&picture.communes))
        .filter_map(|(ratio, commune)| Some(((*ratio)?, commune)))
        .collect();
    let least = told.iter().min_by(|(left, _), (right, _)| left.cmp_value(*right))?;
    let most = told.iter().max_by(|(left, _), (right, _)| left.cmp_value(*right))?;
    if told.len() < 2 || least.0.cmp_value(most.0).is_eq() {
        return None;
    }
    if matches!(most.1.value, Cell::Count(_)) {
        return concentrated(lang, &told, kinds);
    }
    if sense == Sense::Neutral || picture.classes.len() < 2 {
        return Some(from_to(lang, least.1, most.1));
    }
    let (label, communes) = picture.classes.last()?;
    let start = Phrase::default().count(*communes as u64);
    let start = start.text(lang.of(" trong ", " of ")).count(told.len() as u64);
    let sentence = start.text(match lang {
        Lang::Vi => format!(" {kinds} có {name} {label}"),
        Lang::En => format!(" {kinds} have {name} {label}"),
    });
    let first = picture.communes.iter().find(|commune| commune.number == Some(1));
    let Some(first) = first else { return Some(sentence) };
    let is = lang.of("là", "is");
    let extreme = picture.numbered.to_lowercase();
    let sentence = sentence.text(format!("; {extreme} {is} {} (", first.name));
    Some(valued(lang, sentence, &first.value).text(")"))
}

/// The fewest communes that have half of all, where those are few.
fn concentrated(lang: Lang, told: &[(Ratio, &MappedCommune)], kinds: &str) -> Option<Phrase> {
    let mut counts: Vec<(u64, &MappedCommune)> =
        told.iter().map(|(ratio, commune)| (ratio.numerator(), *commune)).collect();
    counts.sort_by_key(|(count, commune)| (std::cmp::Reverse(*count), commune.code));
    let total: u64 = counts.iter().map(|(count, _)| count).sum();
    let mut sum = 0;
    let reached = counts.iter().position(|(count, _)| {
        sum += count;
        sum * 2 >= total
    })?;
    let share = Ratio::new(sum, total)?;
    let (most, first) = counts.first()?;
    let start = Phrase::default().count(reached as u64 + 1);
    let start = start.text(lang.of(" trong ", " of ")).count(told.len() as u64);
    let start = start.text(match lang {
        Lang::Vi => format!(" {kinds} chiếm "),
        Lang::En => format!(" {kinds} have "),
    });
    let start = start
        .share(Exact::from(share))
        .text(lang.of(" tổng số; nhiều nhất là ", " of all; most are in "));
    Some(start.text(format!("{} (", first.name)).count(*most).text(")"))
}

fn from_to(lang: Lang, least: &MappedCommune, most: &MappedCommune) -> Phrase {
    let start = Phrase::default().text(lang.of("Từ ", "From "));
    let start = valued(lang, start, &least.value).text(format!(" ({})", least.name));
    let start = start.text(lang.of(" đến ", " to "));
    valued(lang, start, &most.value).text(format!(" ({})", most.name))
}

fn valued(lang: Lang, phrase: Phrase, value: &Cell) -> Phrase {
    match value {
        Cell::Rate(Ok(ratio)) => phrase.share(Exact::from(*ratio)),
        Cell::Mean { mean, quantity } => {
            let unit = unit_name(lang, *quantity);
            let phrase = phrase.points(Exact::from(*mean));
            if *quantity == Quantity::Share { phrase } else { phrase.text(format!(" {unit}")) }
        }
        Cell::Count(count) => phrase.count(*count),
        _ => phrase,
    }
}

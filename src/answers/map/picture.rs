//! A figure of the communes of a province → what a picture of it shows: classes, names, the communes to look at.
//!
//! In: [`Communes`], a figure. Out: a [`MapPicture`]. Must not know: paper, colours, how a number is rounded.

use std::cmp::Ordering;
use std::sync::Arc;

use super::classes::{Classes, Scale};
use super::communes::Communes;
use super::headline::headline;
use super::model::{MapPicture, MappedCommune, Tone};
use super::notes::notes;
use crate::answers::phrase::Phrase;
use crate::answers::publication::columns::rate_name;
use crate::answers::table::Cell;
use crate::answers::text::unit_name;
use crate::domain::{Absence, Ratio};
use crate::indicators::{Available, Definition, Figure, FigureValue, Quantity, Sense};
use crate::units::Outline;
use crate::words::{Lang, lower_first, pick};

/// So many communes are named beside the picture.
const NAMED: usize = 5;

/// A figure of some communes, and how it is to be read.
#[derive(Debug, Clone, Copy)]
pub struct MappedFigure<'a> {
    pub figure: Figure,
    pub definition: Definition,
    pub available: Available<'a>,
}

impl MappedFigure<'_> {
    /// What it is of every commune; of one without dossiers that there are none.
    pub fn values(&self, communes: &Communes) -> Vec<FigureValue> {
        let value = |tally| self.figure.value(tally, self.definition, self.available);
        let tallies = communes.all.iter().map(|commune| commune.tally.as_ref());
        let none = FigureValue::Measure(Err(Absence::NoDossiers));
        tallies.map(|tally| tally.map_or(none, value)).collect()
    }

    /// A value as a table has it.
    pub fn cell(&self, value: FigureValue) -> Cell {
        match (value, self.figure.quantity()) {
            (FigureValue::Count(number), _) => Cell::Count(number),
            (FigureValue::Measure(Err(absence)), None) => Cell::Missing(absence),
            (FigureValue::Measure(measure), None | Some(Quantity::Share)) => Cell::Rate(measure),
            (FigureValue::Measure(Ok(mean)), Some(quantity)) => Cell::Mean { mean, quantity },
            (FigureValue::Measure(Err(absence)), Some(_)) => Cell::Missing(absence),
        }
    }
}

/// The picture of a figure.
pub fn picture(
    lang: Lang,
    communes: &Communes,
    figure: &MappedFigure<'_>,
    period: &str,
) -> Option<MapPicture> {
    let outline = Arc::new(Outline::of_province(communes.province)?);
    let values = figure.values(communes);
    let ratios: Vec<Option<Ratio>> = values.iter().map(|value| ratio(*value)).collect();
    let told: Vec<Ratio> = ratios.iter().copied().flatten().collect();
    let (quantity, sense) = (figure.figure.quantity(), figure.figure.sense());
    let unit = quantity.map_or("", |quantity| unit_name(lang, quantity));
    let classes = Classes::new(&told, Scale::new(quantity, unit), sense);
    let most = classes.len() - 1;
    let shade = |ratio: Ratio| match sense {
        Sense::HigherIsBetter => most - classes.of(ratio),
        Sense::LowerIsBetter | Sense::Neutral => classes.of(ratio),
    };
    let class_of = |shade: usize| if sense == Sense::HigherIsBetter { most - shade } else { shade };
    let mut mapped: Vec<MappedCommune> = (communes.all.iter().zip(&values).zip(&ratios))
        .map(|((commune, value), ratio)| MappedCommune {
            code: commune.code,
            name: commune.name,
            value: figure.cell(*value),
            shade: ratio.map(shade),
            number: None,
        })
        .collect();
    number(&mut mapped, &ratios, sense);
    let counted = |shade: usize| mapped.iter().filter(|one| one.shade == Some(shade)).count();
    let classes = (0..=most)
        .map(|shade| (classes.label(lang, class_of(shade)), counted(shade)))
        .collect::<Vec<_>>();
    let name = pick(lang, figure.figure.title());
    let kinds = kinds(lang, communes);
    let title = match lang {
        Lang::Vi => format!("{name} theo {kinds}, {}, {period}", communes.place),
        Lang::En => format!("{name} by commune, {}, {period}", communes.place),
    };
    let mut picture = MapPicture {
        id: figure.figure.name(),
        headline: None,
        title,
        description: Phrase::default(),
        tone: if sense == Sense::Neutral { Tone::Plain } else { Tone::Judged },
        classes: if told.is_empty() { Vec::new() } else { classes },
        communes: mapped,
        numbered: extreme(lang, sense),
        notes: notes(lang, communes, &outline),
        outline,
    };
    let name = match figure.figure {
        Figure::Rate(indicator) => rate_name(lang, indicator),
        Figure::Count(_) | Figure::Column(_) => name.to_owned(),
    };
    let name = lower_first(&name);
    picture.headline = headline(lang, &picture, &ratios, (&name, &kinds, sense));
    picture.description = described(lang, &picture, &kinds);
    Some(picture)
}

/// The share, the mean or the count itself.
fn ratio(value: FigureValue) -> Option<Ratio> {
    match value {
        FigureValue::Count(number) => Ratio::new(number, 1),
        FigureValue::Measure(measure) => measure.ok(),
    }
}

/// Numbers the communes to look at: the darkest, the most extreme first; none of few dossiers, none of the palest
/// class.
fn number(communes: &mut [MappedCommune], ratios: &[Option<Ratio>], sense: Sense) {
    let is_named = |commune: &MappedCommune| commune.shade > Some(0) && !commune.is_small();
    let mut extreme: Vec<(Ratio, usize)> = (0..)
        .zip(communes.iter().zip(ratios))
        .filter(|(_, (commune, _))| is_named(commune))
        .filter_map(|(place, (_, ratio))| Some(((*ratio)?, place)))
        .collect();
    extreme.sort_by(|(left, _), (right, _)| worst_first(sense, *left, *right));
    for (number, (_, place)) in (1..=NAMED).zip(extreme) {
        communes[place].number = Some(number);
    }
}

/// Of equal ones that of more dossiers.
fn worst_first(sense: Sense, left: Ratio, right: Ratio) -> Ordering {
    let by_value = match sense {
        Sense::HigherIsBetter => left.cmp_value(right),
        Sense::LowerIsBetter | Sense::Neutral => right.cmp_value(left),
    };
    by_value.then(right.denominator().cmp(&left.denominator()))
}

const fn extreme(lang: Lang, sense: Sense) -> &'static str {
    match sense {
        Sense::HigherIsBetter => lang.of("Thấp nhất", "Lowest"),
        Sense::LowerIsBetter | Sense::Neutral => lang.of("Cao nhất", "Highest"),
    }
}

/// `xã, phường`, with `đặc khu` where there is one.
fn kinds(lang: Lang, communes: &Communes) -> String {
    let begins = |kind: &str| communes.all.iter().any(|commune| commune.name.starts_with(kind));
    let kinds = [("Xã", "xã"), ("Phường", "phường"), ("Đặc khu", "đặc khu")];
    match lang {
        Lang::Vi => {
            let found = kinds.iter().filter(|(start, _)| begins(start)).map(|(_, kind)| *kind);
            found.collect::<Vec<_>>().join(", ")
        }
        Lang::En => "communes".to_owned(),
    }
}

/// Every class with the number of its communes, then those without a figure.
fn described(lang: Lang, picture: &MapPicture, kinds: &str) -> Phrase {
    let all = picture.communes.len() as u64;
    let mut text = Phrase::default()
        .text(lang.of("Bản đồ ", "A map of "))
        .count(all)
        .text(format!(" {kinds}"));
    let mut start = ": ";
    for (label, communes) in picture.classes.iter().rev() {
        text = text.text(format!("{start}{label} ")).count(*communes as u64);
        start = "; ";
    }
    let missing = picture.communes.iter().filter(|one| one.shade.is_none()).count();
    if missing > 0 {
        let none = lang.of("không có dữ liệu ", "no data ");
        text = text.text(format!("{start}{none}")).count(missing as u64);
    }
    text.text(".")
}

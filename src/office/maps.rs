//! The units of a report → maps of their communes, or why there are none.
//!
//! In: what sections are made from. Out: a section with its pictures, or a note. Must not know: how a map is drawn.

use super::sections::SectionInput;
use crate::answers::Phrase;
use crate::answers::map::{Communes, MapPicture, MappedFigure, NoMap, picture, section};
use crate::answers::publication::{Note, PeriodFacts, Section};
use crate::domain::Dimension;
use crate::indicators::{Available, Figure, ON_TIME_RATE, ONLINE_RATE};
use crate::tally::Count;
use crate::words::Lang;

/// What is drawn: in time, online, overdue.
const FIGURES: [Figure; 3] =
    [Figure::Rate(&ON_TIME_RATE), Figure::Rate(&ONLINE_RATE), Figure::Count(Count::ClosingOverdue)];

/// Maps of a report.
pub enum Maps {
    Drawn(Box<Section>, Vec<MapPicture>),
    /// Why there are none.
    Undrawn(Note),
    /// The report is about one unit: nobody looks for a map.
    Nothing,
}

/// The maps of the period.
pub fn maps(input: &SectionInput<'_>) -> Maps {
    let (study, lang) = (input.study, input.style.lang);
    let cube = study.cube(&[Dimension::Unit], None).filter(|cube| cube.rows.len() > 1);
    let Some(cube) = cube.filter(|_| input.unit.is_none()) else { return Maps::Nothing };
    let groups = study.loaded.dossiers.groups(Dimension::Unit);
    let communes = match Communes::new(&cube, &groups, study.frame.period.to, None) {
        Ok(communes) if communes.with_dossiers() > 1 => communes,
        Ok(_) => return Maps::Nothing,
        Err(none) => return Maps::Undrawn(note(lang, &none)),
    };
    let available = Available::from(input.style.fields);
    let period = PeriodFacts::new(lang, &study.frame).name;
    let mapped = FIGURES.map(|figure| MappedFigure {
        figure,
        definition: input.style.definition,
        available,
    });
    let drawn: Vec<(MappedFigure<'_>, MapPicture)> = mapped
        .into_iter()
        .filter_map(|mapped| Some((mapped, picture(lang, &communes, &mapped, &period)?)))
        .filter(|(_, picture)| !picture.classes.is_empty())
        .collect();
    if drawn.is_empty() {
        return Maps::Nothing;
    }
    let figures: Vec<_> = drawn.iter().map(|(mapped, picture)| (*mapped, picture)).collect();
    let section = section(input.style, &communes, &figures);
    Maps::Drawn(Box::new(section), drawn.into_iter().map(|(_, picture)| picture).collect())
}

fn note(lang: Lang, none: &NoMap) -> Note {
    let text = match none {
        NoMap::NoCommune | NoMap::NotThere(_) => lang.of(
            "Không có bản đồ: không đơn vị nào trong dữ liệu là xã, phường.",
            "No map: no unit of the data is a commune.",
        ),
        NoMap::Former => lang.of(
            "Không có bản đồ: các đơn vị là của trước ngày 01/7/2025, ranh giới chỉ có từ ngày này; lập với --units 2025 thì có bản đồ theo xã, phường hiện nay.",
            "No map: the units are those of before 1 July 2025, and borders are known since; made with --units 2025, the report has a map of the communes of today.",
        ),
        NoMap::Several(_) => lang.of(
            "Không có bản đồ: dữ liệu có xã, phường của nhiều tỉnh, thành phố; `cchc map … --province` vẽ từng tỉnh.",
            "No map: the data have communes of several provinces; `cchc map … --province` draws each.",
        ),
    };
    Note { subject: lang.of("Bản đồ", "Map").to_owned(), text: Phrase::from(text) }
}

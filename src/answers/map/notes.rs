//! What has to be known to read a map: what is not on it, where its borders come from.
//!
//! In: [`Communes`]. Out: sentences. Must not know: figures, paper.

use super::communes::Communes;
use crate::answers::phrase::Phrase;
use crate::units::Outline;
use crate::words::Lang;

/// The sentences under a map.
pub fn notes(lang: Lang, communes: &Communes, outline: &Outline) -> Vec<Phrase> {
    let mut notes = Vec::new();
    let off = communes.off_map;
    let lists = [
        (
            off.no_commune,
            lang.of(
                "Không có trên bản đồ: hồ sơ của sở, ban, ngành và của đơn vị không thuộc xã, phường nào: ",
                "Not on the map: dossiers of departments and of units in no commune: ",
            ),
        ),
        (
            off.former,
            lang.of(
                "Không có trên bản đồ: hồ sơ của huyện, xã trước ngày 01/7/2025: ",
                "Not on the map: dossiers of districts and communes of before 1 July 2025: ",
            ),
        ),
        (
            off.elsewhere,
            lang.of(
                "Không có trên bản đồ: hồ sơ của xã, phường thuộc tỉnh, thành phố khác: ",
                "Not on the map: dossiers of communes of other provinces: ",
            ),
        ),
    ];
    for (dossiers, text) in lists.into_iter().filter(|(dossiers, _)| *dossiers > 0) {
        notes.push(Phrase::from(text).count(dossiers).text("."));
    }
    let islands: Vec<&str> = communes
        .all
        .iter()
        .filter(|commune| outline.insets.iter().any(|code| code == commune.code))
        .map(|commune| commune.name)
        .collect();
    if !islands.is_empty() {
        let islands = islands.join(", ");
        notes.push(Phrase::from(match lang {
            Lang::Vi => format!("{islands}: vẽ trong khung riêng, theo tỷ lệ riêng."),
            Lang::En => format!("{islands}: drawn in a box of its own, at a scale of its own."),
        }));
    }
    notes.push(source(lang));
    notes
}

/// Where the borders come from.
fn source(lang: Lang) -> Phrase {
    lang.of(
        "Ranh giới từ ngày 01/7/2025, đã giản lược, chỉ để minh họa số liệu, không dùng để xác định địa giới; nguồn: thanglequoc/vietnamese-provinces-database (MIT).",
        "Borders since 1 July 2025, simplified, only to show figures, not to tell where a border runs; source: thanglequoc/vietnamese-provinces-database (MIT).",
    )
    .into()
}

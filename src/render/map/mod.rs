//! A map of communes → a picture: SVG, PNG, the drawing of a page.
//!
//! In: a [`MapPicture`]. Out: bytes and markup, the same for the same picture. Must not know: figures, where it goes. One
//! scene is laid out, whatever file it becomes; PNG brings its font, SVG takes that of its reader.

mod colours;
mod figures;
mod font;
mod ground;
mod layout;
mod page;
mod png;
mod scene;
mod svg;
#[cfg(test)]
mod tests;

use crate::answers::map::MapPicture;
use crate::render::number;
use crate::words::Lang;
pub use colours::style;
use font::Font;
pub use page::figure;

/// Width over height, and the bytes of a PNG.
pub struct Png {
    pub bytes: Vec<u8>,
    pub width: f64,
    pub height: f64,
}

/// The picture as an SVG file.
pub fn svg(lang: Lang, picture: &MapPicture) -> Option<String> {
    let scene = layout::scene(lang, picture, &Font::built_in()?);
    let description = number::phrase(lang, &picture.description);
    let told =
        svg::Told { id: "m", lang: lang.name(), title: &picture.title, description: &description };
    Some(svg::file(&scene, picture.tone, &told))
}

/// The picture as a PNG file.
pub fn png(lang: Lang, picture: &MapPicture) -> Option<Png> {
    let font = Font::built_in()?;
    let scene = layout::scene(lang, picture, &font);
    let bytes = png::write(&scene, picture.tone, &font)?;
    Some(Png { bytes, width: scene.width, height: scene.height })
}

//! A map on a page: the drawing, with legend and names as text of the page, which a phone does not shrink.
//!
//! In: a [`MapPicture`]. Out: a figure. Must not know: the rest of the page.

use super::colours::class;
use super::figures::draw;
use super::layout::{WIDTH, classes, legend_title, mark, names};
use super::scene::{Ink, Scene};
use super::svg::{Told, inline};
use crate::answers::map::MapPicture;
use crate::render::html::markup::Markup;
use crate::render::number;
use crate::words::Lang;

/// The drawing is no higher.
const HIGHEST: f64 = 800.0;
/// Marks and numbers are so much larger: a phone shows the drawing at less than half of its size.
const LARGER: f64 = 1.5;
/// Edges of the drawing, which areas at the rim have.
const EDGE: f64 = 4.0;

/// The figure of a map; `table` is the id of the table with its figures.
pub fn figure(lang: Lang, picture: &MapPicture, id: &str, table: &str) -> Markup {
    let frame = [EDGE, EDGE, EDGE.mul_add(-2.0, WIDTH), HIGHEST];
    let (shapes, lower) = draw(lang, picture, frame, LARGER);
    let scene = Scene { width: WIDTH, height: lower + EDGE, shapes };
    let description = number::phrase(lang, &picture.description);
    let told = Told { id, lang: lang.name(), title: &picture.title, description: &description };
    let mut markup = Markup::default();
    markup.open("figure", &[("id", id)]).open("figcaption", &[]);
    let headline = picture.headline.as_ref().map(|words| number::phrase(lang, words));
    markup.element("h3", &[], headline.as_ref().unwrap_or(&picture.title)).open("p", &[]);
    if headline.is_some() {
        markup.text(&picture.title).text(". ");
    }
    let data = lang.of("Số liệu ở bảng", "Figures in the table");
    markup.element("a", &[("href", &format!("#{table}"))], data).text(".").close("p");
    markup.element("p", &[], &format!("{}:", legend_title(lang)));
    markup.open("ul", &[("class", "lg")]);
    for (ink, words) in classes(lang, picture) {
        let class = if ink == Ink::NoData {
            "k mx".to_owned()
        } else {
            format!("k {}", class(picture.tone, ink))
        };
        markup.open("li", &[]).element("i", &[("class", &class)], "").text(&words).close("li");
    }
    if let Some(words) = mark(lang, picture) {
        markup.open("li", &[]).element("b", &[], "* ").text(words).close("li");
    }
    markup.close("ul").close("figcaption");
    markup.append(&inline(&scene, picture.tone, &told));
    let names = names(lang, picture);
    if !names.is_empty() {
        markup.element("p", &[], &format!("{}:", picture.numbered)).open("ol", &[("class", "mn")]);
        for (_, words) in names {
            markup.element("li", &[], &words);
        }
        markup.close("ol");
    }
    markup.close("figure");
    markup
}

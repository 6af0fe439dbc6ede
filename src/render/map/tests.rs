//! Maps of every province: whole, well-formed, with every commune once and every text within the picture.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::font::Font;
use super::layout::{WIDTH, scene};
use super::scene::Shape;
use crate::answers::map::{MapPicture, MappedCommune, Outline, Tone};
use crate::answers::{Cell, Phrase};
use crate::domain::Ratio;
use crate::words::Lang;

/// Every province since 1 July 2025.
const PROVINCES: [&str; 34] = [
    "01", "04", "08", "11", "12", "14", "15", "19", "20", "22", "24", "25", "31", "33", "37", "38",
    "40", "42", "44", "46", "48", "51", "52", "56", "66", "68", "75", "79", "80", "82", "86", "91",
    "92", "96",
];

/// A map with a commune of each kind: with a share, on few dossiers, numbered, without a figure.
fn sample(province: &str) -> MapPicture {
    let outline = Outline::of_province(province).expect(province);
    // Outlines are named by what they are: this program's own text, read once.
    let codes: Vec<&'static str> =
        outline.communes.keys().map(|code| &*Box::leak(code.clone().into_boxed_str())).collect();
    let commune = |(place, code): (usize, &&'static str)| MappedCommune {
        code,
        name: if outline.insets.iter().any(|inset| inset == code) {
            "Đặc khu Đảo"
        } else {
            "Xã <Ẩn & \"Lặng\">"
        },
        value: match place % 7 {
            0 => Cell::Rate(Err(crate::domain::Absence::NoDossiers)),
            1 => Cell::Rate(Ok(Ratio::new(20, 21).expect("a ratio"))),
            _ => Cell::Rate(Ok(Ratio::new(200 - place as u64 % 60, 200).expect("a ratio"))),
        },
        shade: (place % 7 > 0).then_some(place % 5),
        number: (1..=5).contains(&place).then_some(place),
    };
    MapPicture {
        id: "on_time_rate",
        headline: Some(Phrase::from(
            "12 trong 99 xã, phường, đặc khu có tỷ lệ đúng hạn dưới 80%; thấp nhất là Xã <Ẩn> (71%)",
        )),
        title: "Tỷ lệ đúng hạn theo xã, phường & đặc khu".to_owned(),
        description: "Bản đồ <mô tả>".into(),
        tone: if province < "40" { Tone::Judged } else { Tone::Plain },
        classes: (0..5)
            .map(|shade| (format!("từ {shade}0% đến dưới {}0%", shade + 1), 9))
            .collect(),
        communes: codes.iter().enumerate().map(commune).collect(),
        numbered: "Thấp nhất",
        outline: Arc::new(outline),
        notes: vec!["Ranh giới chỉ để minh họa.".into()],
    }
}

/// How often each commune is drawn, and the ids of the file.
fn drawn(svg: &str) -> (BTreeMap<String, usize>, Vec<String>) {
    let mut reader = Reader::from_str(svg);
    let (mut codes, mut ids) = (BTreeMap::new(), Vec::new());
    let mut depth = 0_i32;
    loop {
        let event = reader.read_event().expect("well-formed");
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                depth += i32::from(matches!(event, Event::Start(_)));
                for attribute in start.attributes() {
                    let attribute = attribute.expect("an attribute");
                    let value = attribute.value.to_string();
                    match attribute.key.as_ref() {
                        "data-code" => *codes.entry(value).or_default() += 1,
                        "id" => ids.push(value),
                        "d" => assert!(value.starts_with('M') && !value.contains("NaN")),
                        _ => {}
                    }
                }
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "an element is open");
    (codes, ids)
}

#[test]
fn every_commune_of_every_province_is_drawn_once() {
    for province in PROVINCES {
        let picture = sample(province);
        let svg = super::svg(Lang::Vi, &picture).expect("drawn");
        let (codes, ids) = drawn(&svg);
        let wanted: BTreeMap<String, usize> =
            picture.communes.iter().map(|commune| (commune.code.to_owned(), 1)).collect();
        assert_eq!(codes, wanted, "{province}");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
        assert!(svg.contains("<title id=\"m-t\">") && svg.contains("<desc id=\"m-d\">"));
        assert!(svg.contains("Xã &lt;Ẩn &amp; &quot;Lặng&quot;&gt;: ") && !svg.contains("<Ẩn"));
        let named = svg.matches(">Đảo</text>").count();
        assert_eq!(named, picture.outline.insets.len(), "{province}: a box without a name");
        assert!(svg.len() < 150_000, "{province}: {} bytes", svg.len());
    }
}

#[test]
fn every_text_lies_within_the_picture() {
    let font = Font::built_in().expect("a font");
    for province in PROVINCES {
        let scene = scene(Lang::Vi, &sample(province), &font);
        let mut texts = 0;
        for shape in &scene.shapes {
            let Shape::Text(label) = shape else { continue };
            let wide = font.width(&label.text, label.size);
            let left = if label.is_centred { label.at.0 - wide / 2.0 } else { label.at.0 };
            let inside = left >= 0.0 && left + wide <= WIDTH && label.at.1 <= scene.height;
            assert!(inside, "{province}: {label:?} is {wide} wide");
            texts += 1;
        }
        assert!(texts > 15, "{province}");
    }
}

#[test]
fn a_png_is_the_same_every_time_and_small() {
    for province in ["01", "56"] {
        let picture = sample(province);
        let [one, other] = [(); 2].map(|()| super::png(Lang::Vi, &picture).expect("drawn"));
        assert_eq!(one.bytes, other.bytes);
        let reader =
            png::Decoder::new(std::io::Cursor::new(&one.bytes)).read_info().expect("a PNG");
        let (width, height) = (f64::from(reader.info().width), f64::from(reader.info().height));
        assert!((width / height - one.width / one.height).abs() < 0.01);
        assert!(one.bytes.len() < 300_000, "{province}: {} bytes", one.bytes.len());
    }
}

#[test]
fn the_figure_of_a_page_brings_legend_and_names_as_text() {
    let picture = sample("48");
    let figure =
        super::figure(Lang::Vi, &picture, "c-communes-on_time_rate", "t-communes").into_text();
    assert!(figure.contains("href=\"#t-communes\"") && figure.contains("<ol class=\"mn\">"));
    assert_eq!(figure.matches("data-code=").count(), picture.communes.len());
    assert!(!figure.contains(" style="), "the policy of a page forbids it");
}

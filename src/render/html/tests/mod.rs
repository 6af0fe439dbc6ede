//! What must hold of every page, tried with the shared sample and with a province.

mod charts;

use crate::answers::publication::sample::sample;
use crate::answers::publication::{ChartKind, Report, Role, Series};
use crate::answers::{Cell, Column, ColumnKind};
use crate::domain::Ratio;
use crate::render::html::markup::escape;
use crate::render::html::page::SCRIPT;
use crate::render::html::write;
use crate::render::number;
use crate::render::rendering::RenderOptions;
use crate::words::Lang;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use quick_xml::events::{BytesStart, Event};
use sha2::{Digest, Sha256};

/// A province's page stays below so many bytes.
const LARGEST: usize = 1_000_000;

fn page(report: &Report) -> String {
    let bytes = write(report, &RenderOptions::default()).expect("a page");
    String::from_utf8(bytes).expect("UTF-8")
}

/// Every start of a tag, in order; fails where the page is no well-formed XML.
fn starts(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = quick_xml::Reader::from_str(page);
    reader.config_mut().check_end_names = true;
    reader.config_mut().allow_unmatched_ends = false;
    let read = |start: &BytesStart| {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("a well-formed attribute");
            (attribute.key.as_ref().to_owned(), attribute.value.into_owned())
        });
        (start.name().as_ref().to_owned(), attributes.collect())
    };
    let mut starts = Vec::new();
    let mut depth = 0_usize;
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => {
                // HTML ends these by itself; an end tag would be wrong.
                assert!(!matches!(start.name().as_ref(), "meta" | "link" | "col"));
                depth += 1;
                starts.push(read(&start));
            }
            Event::Empty(start) => starts.push(read(&start)),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "everything is closed");
    starts
}

fn values<'a>(starts: &'a [(String, Vec<(String, String)>)], name: &str) -> Vec<&'a str> {
    let attributes = starts.iter().flat_map(|(_, attributes)| attributes);
    attributes.filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
}

#[test]
fn both_languages_are_well_formed_and_the_same_twice() {
    for (lang, code) in [(Lang::Vi, "vi"), (Lang::En, "en")] {
        let report = sample(lang);
        let page = page(&report);
        assert_eq!(page, self::page(&report));
        let starts = starts(&page);
        assert!(page.starts_with("<!DOCTYPE html>\n"));
        assert_eq!(values(&starts[..1], "lang"), [code]);
        for tag in ["header", "nav", "main", "footer", "h1", "title"] {
            let found = starts.iter().filter(|(name, _)| name == tag).count();
            // Every chart has a title, too.
            assert!(found == 1 || tag == "title", "{tag}: {found}");
        }
    }
}

#[test]
fn ids_are_unique_and_every_reference_is_answered() {
    let page = page(&sample(Lang::Vi));
    let starts = starts(&page);
    let mut ids = values(&starts, "id");
    ids.sort_unstable();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id stands twice");
    let mut references: Vec<&str> = Vec::new();
    for name in ["aria-labelledby", "aria-describedby"] {
        references.extend(values(&starts, name).iter().flat_map(|value| value.split(' ')));
    }
    references.extend(values(&starts, "href").iter().filter_map(|value| value.strip_prefix('#')));
    assert!(references.len() > 30, "{}", references.len());
    for reference in references {
        assert!(ids.contains(&reference), "nothing is called {reference}");
    }
}

#[test]
fn headings_do_not_skip_a_level() {
    let page = page(&sample(Lang::En));
    let levels: Vec<u32> =
        starts(&page).iter().filter_map(|(name, _)| name.strip_prefix('h')?.parse().ok()).collect();
    assert_eq!(levels.first(), Some(&1));
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}

#[test]
fn every_figure_of_every_table_and_form_is_there() {
    for lang in [Lang::Vi, Lang::En] {
        let report = sample(lang);
        let page = page(&report);
        let holds = |text: &str, what: &str| {
            assert!(page.contains(&format!(">{}</t", escape(text))), "{what}: {text}");
        };
        for section in &report.sections {
            let table = &section.table;
            for column in &table.columns {
                holds(&column.name, section.id);
            }
            for figure in table.lines().flatten() {
                holds(&number::cell(lang, figure, report.suppress_below), section.id);
            }
            for note in section.notes() {
                let text = escape(&number::phrase(lang, note));
                assert!(page.contains(&format!("<li>{text}</li>")), "{text}");
            }
        }
        for form in &report.forms {
            for cell in &form.header {
                holds(&cell.text, &form.id);
            }
            for cell in form.table.rows.iter().flat_map(|row| &row.cells) {
                holds(&number::cell(lang, cell, report.suppress_below), &form.id);
            }
        }
        let headline = number::cell(lang, &report.headlines[0].figure, 0);
        assert!(page.contains(&format!("<p class=\"fi\">{headline}</p>")));
    }
}

#[test]
fn the_policy_allows_what_stands_in_the_page_and_nothing_else() {
    let page = page(&sample(Lang::Vi));
    let between = |start: &str, end: &str| {
        let mut parts = page.split(start);
        let rest = parts.nth(1).expect(start);
        assert!(parts.next().is_none(), "{start} stands once");
        rest.split(end).next().expect(end)
    };
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    let (script, style) = (between("<script>", "</script>"), between("<style>", "</style>"));
    assert_eq!(script, SCRIPT);
    let policy = format!(
        "default-src &#39;none&#39;; style-src &#39;sha256-{}&#39;; script-src &#39;sha256-{}&#39;; \
         img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;",
        hash(style),
        hash(script)
    );
    assert!(page.contains(&format!("content=\"{policy}\"")), "{policy}");
}

/// Names that try to be something else, everywhere a name can stand.
fn hostile(lang: Lang) -> Report {
    const NAME: &str = "</title></style></script><script>alert(1)</script><img src=x onerror=alert(2)>\
                        \" onload=\"alert(3)\u{202e}\u{2066}\u{0}\u{1b}[31m{{ 7*7 }}{% for %}]]>";
    let mut report = sample(lang);
    let put = |text: &mut String| NAME.clone_into(text);
    put(&mut report.title);
    put(&mut report.subject.name);
    put(&mut report.period.name);
    report.letterhead.agency = Some(NAME.to_owned());
    for headline in &mut report.headlines {
        put(&mut headline.label);
    }
    for section in &mut report.sections {
        put(&mut section.title);
        put(&mut section.lead);
        for column in &mut section.table.columns {
            put(&mut column.name);
        }
        for figure in section.table.body_mut().flatten() {
            if let Cell::Text(text) = figure {
                put(text);
            }
        }
        for chart in &mut section.charts {
            put(&mut chart.title);
            put(&mut chart.description);
            chart.series.iter_mut().for_each(|series| put(&mut series.name));
        }
    }
    for form in &mut report.forms {
        put(&mut form.number);
        put(&mut form.legal_base);
        form.title.iter_mut().for_each(put);
        form.head.iter_mut().for_each(|(label, value)| {
            put(label);
            put(value);
        });
        form.header.iter_mut().for_each(|cell| put(&mut cell.text));
    }
    for note in &mut report.notes {
        put(&mut note.subject);
    }
    for input in &mut report.provenance.inputs {
        put(&mut input.name);
        input.sha256 = Some(NAME.to_owned());
    }
    report.provenance.program = NAME.to_owned();
    report
}

#[test]
fn hostile_names_do_nothing() {
    let page = page(&hostile(Lang::Vi));
    let starts = starts(&page);
    let tags = |tag: &str| starts.iter().filter(|(name, _)| name == tag).count();
    assert_eq!((tags("script"), tags("style"), tags("img")), (1, 1, 0));
    let attributes = starts.iter().flat_map(|(_, attributes)| attributes);
    assert_eq!(attributes.filter(|(name, _)| name.starts_with("on")).count(), 0);
    for character in ['\u{202e}', '\u{2066}', '\0', '\u{1b}'] {
        assert!(!page.contains(character), "{character:?}");
    }
    assert!(page.contains("{{ 7*7 }}{% for %}"), "text is no template");
    // An HTML tokenizer sees what the XML reader saw.
    let html = html5gum::Tokenizer::new(page.as_str());
    let scripts = html
        .flatten()
        .filter(|token| matches!(token, html5gum::Token::StartTag(tag) if *tag.name == *b"script"));
    assert_eq!(scripts.count(), 1);
}

/// Three hundred units with everything a province has.
fn province() -> Report {
    let mut report = sample(Lang::Vi);
    let name = |unit: usize| format!("Ủy ban nhân dân xã thứ {unit} (Huyện Quỳnh Phụ)");
    let ratio = |unit: u64, column: u64| {
        Cell::Rate(Ok(Ratio::new(9_000 + unit, 9_400 + unit + column).expect("a ratio")))
    };
    let rate = |place: usize| {
        Column::new(
            format!("rate{place}"),
            format!("Tỷ lệ thứ {place}"),
            ColumnKind::Rate { sense: crate::indicators::Sense::HigherIsBetter, formula: None },
        )
    };
    for section in &mut report.sections {
        let extra = match section.id {
            "units" => 16,
            "unit_months" => 6,
            _ => 0,
        };
        let start = section.table.columns.len();
        section.table.columns.extend((start..start + extra).map(rate));
        if let Some(total) = section.table.total_mut() {
            total.extend((0..extra).map(|_| Cell::Empty));
        }
        if matches!(section.id, "units" | "unit_months" | "ranking" | "satisfaction_3") {
            let pattern = section.table.rows[0].cells.clone();
            let lines = (0..300_usize)
                .map(|unit| {
                    let mut line = pattern.clone();
                    line.extend((0..extra as u64).map(|column| ratio(unit as u64, column)));
                    for figure in &mut line {
                        match figure {
                            Cell::Text(text) => *text = name(unit),
                            Cell::Count(count) => *count += 1_000 + unit as u64,
                            _ => {}
                        }
                    }
                    line
                })
                .collect();
            section.table.set_body(lines);
        }
        for chart in &mut section.charts {
            chart.lines = section.table.body().len();
            if chart.kind == ChartKind::Heat {
                chart.series = (1..=12)
                    .map(|column| Series {
                        column,
                        name: format!("{column:02}/2024"),
                        role: Role::Rate,
                    })
                    .collect();
            }
        }
    }
    let input = report.provenance.inputs[0].clone();
    report.provenance.inputs = (0..300)
        .map(|file| {
            let mut input = input.clone();
            input.name = format!("xuat/2024/quynh-phu/don-vi-{file:03}.xlsx");
            input
        })
        .collect();
    report
}

#[test]
fn a_province_stays_below_a_megabyte() {
    let page = page(&province());
    starts(&page);
    assert!(page.len() < LARGEST, "{} bytes", page.len());
    assert!(page.len() > LARGEST / 4, "it is a large report: {} bytes", page.len());
    assert!(page.contains("<details><summary>300 tệp"));
    for words in
        ["Chỉ vẽ 60 dòng đầu và cuối trong 300 dòng; 240 dòng còn lại", "⋮ 240 dòng không vẽ"]
    {
        assert!(page.contains(words), "{words}");
    }
    assert_eq!(page.matches("Chỉ vẽ 60 dòng đầu trong 300 dòng").count(), 2, "stack and heat");
}

#[test]
fn nothing_is_loaded() {
    let page = page(&province());
    for (_, attributes) in starts(&page) {
        for (name, value) in attributes {
            assert!(name != "src" && name != "style", "{name}");
            if name == "href" {
                assert!(value.starts_with('#') || value == "data:,", "{value}");
            }
        }
    }
    assert!(!SCRIPT.contains('<') && !page.contains("url("), "no address in it");
}

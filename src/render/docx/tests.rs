//! Documents read back: what is in them, and that nothing can break out of them.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::tables::{MOST_LINES, NO_BREAK};
use super::{columns, write};
use crate::answers::Cell;
use crate::answers::publication::Report;
use crate::answers::publication::sample::sample;
use crate::render::formats::FileFormat;
use crate::render::narrative::{NarrativeBlock, Span, narrative};
use crate::render::number;
use crate::render::rendering::{RenderError, RenderOptions};
use crate::words::Lang;

/// A document read back.
struct Written {
    parts: Vec<(String, String)>,
    /// One per paragraph of the document.
    paragraphs: Vec<String>,
}

impl Written {
    fn part(&self, name: &str) -> &str {
        let part = self.parts.iter().find(|(part, _)| part == name);
        part.map_or_else(|| panic!("no part {name}"), |(_, text)| text)
    }

    fn has(&self, text: &str) -> bool {
        self.paragraphs.iter().any(|paragraph| paragraph.contains(text))
    }
}

fn bytes(report: &Report) -> Vec<u8> {
    write(report, &RenderOptions::default()).expect("written")
}

/// Opens a document; every part has to be well-formed.
fn read(bytes: Vec<u8>) -> Written {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut parts = Vec::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).expect("a part");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("text");
        parts.push((file.name().expect("a name").into_owned(), text));
    }
    for (name, text) in &parts {
        texts(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let document = parts.iter().find(|(name, _)| name == "word/document.xml");
    let paragraphs = texts(&document.expect("a document").1).expect("well-formed");
    Written { parts, paragraphs }
}

/// The text of every paragraph of a part.
fn texts(xml: &str) -> Result<Vec<String>, String> {
    let mut reader = Reader::from_str(xml);
    let (mut paragraphs, mut is_text) = (Vec::new(), false);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) if tag.name().as_ref() == "w:p" => paragraphs.push(String::new()),
            Event::Start(tag) if tag.name().as_ref() == "w:t" => is_text = true,
            Event::End(tag) if tag.name().as_ref() == "w:t" => is_text = false,
            Event::Text(text) if is_text => {
                if let Some(last) = paragraphs.last_mut() {
                    last.push_str(&text);
                }
            }
            Event::GeneralRef(name) if is_text => {
                let letter = match &*name {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    other => return Err(format!("the reference {other:?}")),
                };
                if let Some(last) = paragraphs.last_mut() {
                    last.push(letter);
                }
            }
            Event::Eof => return Ok(paragraphs),
            _ => {}
        }
    }
}

#[test]
fn the_registry_has_it() {
    let format = FileFormat::from_name("docx").expect("registered");
    assert_eq!(format.file_name(), "bao-cao.docx");
    let report = sample(Lang::Vi);
    let rendered = (format.render)(&report, &RenderOptions::default()).expect("written");
    assert_eq!(rendered, bytes(&report));
}

#[test]
fn head_sentences_and_signature_are_in_it() {
    for (lang, motto, hint) in [
        (Lang::Vi, "Độc lập - Tự do - Hạnh phúc", "[Họ và tên]"),
        (Lang::En, "Independence - Freedom - Happiness", "[Name]"),
    ] {
        let report = sample(lang);
        let written = read(bytes(&report));
        for text in [motto, hint, "UBND HUYỆN HƯNG HÀ", "PHÒNG NỘI VỤ", "……/BC-NV", "- Sở Nội vụ;"]
        {
            assert!(written.has(text), "{text}");
        }
        let blocks = narrative(&report, None).expect("told");
        let mut sentences = 0;
        for block in &blocks {
            let NarrativeBlock::Paragraph(spans) = block else { continue };
            for span in spans {
                let Span::Text(text) = span else { continue };
                assert!(written.has(text), "{text}");
                sentences += 1;
            }
        }
        assert!(sentences > 10, "{sentences}");
    }
}

#[test]
fn every_figure_of_a_table_is_the_text_of_the_number_module() {
    let report = sample(Lang::Vi);
    let written = read(bytes(&report));
    for section in &report.sections {
        for line in section.table.lines() {
            for column in columns::chosen(section) {
                let text = number::cell(report.lang, &line[column], report.suppress_below);
                let is_text = matches!(line[column], Cell::Text(_));
                let text = if is_text { text } else { text.replace(' ', NO_BREAK) };
                assert!(written.paragraphs.contains(&text), "{}: {text}", section.id);
            }
        }
        for note in &section.table.notes {
            assert!(written.has(&number::phrase(report.lang, note)));
        }
    }
    for cell in report.forms[0].header.iter().map(|cell| &cell.text) {
        assert!(written.paragraphs.contains(cell), "{cell}");
    }
}

#[test]
fn header_rows_are_repeated_merged_cells_are_merged_and_forms_lie_across() {
    let report = sample(Lang::Vi);
    let written = read(bytes(&report));
    let document = written.part("word/document.xml").replace(" />", "/>");
    // With the page for leaders.
    let rows = 1 + report.sections.len() + report.forms[0].header_rows;
    assert_eq!(document.matches("<w:tblHeader/>").count(), rows);
    assert_eq!(document.matches(r#"<w:gridSpan w:val="3"/>"#).count(), 1);
    assert_eq!(document.matches(r#"<w:vMerge w:val="restart"/>"#).count(), 2);
    assert_eq!(document.matches(r#"<w:vMerge w:val="continue"/>"#).count(), 2);
    assert_eq!(document.matches(r#"w:orient="landscape""#).count(), 2, "all units, form");
    assert_eq!(
        document.matches("<w:sectPr>").count(),
        6,
        "brief, report, units, annex, form, working notes"
    );
    // The first page shows no number, the others do.
    assert_eq!(document.matches("<w:titlePg/>").count(), 6);
    assert!(written.part("word/header1.xml").contains("PAGE"));
    assert!(written.part("word/styles.xml").contains(r#"w:lang w:val="vi-VN""#));
    assert!(written.part("word/styles.xml").contains("Times New Roman"));
}

#[test]
fn a_report_without_annex_ends_with_its_signature() {
    let mut report = sample(Lang::Vi);
    report.forms.clear();
    let options = RenderOptions { template: Some("Hết: {{ counts.late }}.".to_owned()) };
    let written = read(write(&report, &options).expect("written"));
    assert_eq!(
        written.part("word/document.xml").matches("<w:sectPr>").count(),
        2,
        "brief and report: nothing has working notes"
    );
    assert!(written.has("Hết: 37.") && written.has("Nơi nhận:") && !written.has("PHỤ LỤC"));
    assert!(written.has(&report.title), "a template without title has the report's");
}

/// Whatever the text is: its own place for them, or none.
#[test]
fn how_figures_were_made_stands_behind_everything_that_is_issued() {
    let report = sample(Lang::Vi);
    let templates = [None, Some("[[bảng channels]]\n\n[[biểu 06a]]".to_owned())];
    for template in templates {
        let written = read(write(&report, &RenderOptions { template }).expect("written"));
        let is_title = |paragraph: &&String| *paragraph == "GHI CHÚ LẬP BIỂU";
        assert_eq!(written.paragraphs.iter().filter(is_title).count(), 1);
        let title = written.paragraphs.iter().position(|paragraph| is_title(&paragraph));
        let (issued, notes) = written.paragraphs.split_at(title.expect("there"));
        for note in ["Hình thức ghi theo hệ thống.", "Chưa đối chiếu với văn bản gốc."]
        {
            assert!(!issued.iter().any(|paragraph| paragraph.contains(note)), "{note}");
            let line = notes.iter().find(|paragraph| paragraph.contains(note)).expect(note);
            assert!(line.starts_with("Bảng ") || line.starts_with("Biểu số "), "{line}");
        }
        assert!(issued.iter().any(|paragraph| paragraph == "Thủ trưởng đơn vị"), "signatures");
        assert!(issued.iter().any(|paragraph| paragraph.starts_with("Nguồn: ")), "source");
    }
}

#[test]
fn the_letterhead_is_filled_as_far_as_it_is_known() {
    let mut report = sample(Lang::Vi);
    let head = &mut report.letterhead;
    head.number = Some("12".to_owned());
    head.date = Some("2024-02-05".to_owned());
    head.signer_title = Some("Trưởng phòng".to_owned());
    head.signer = Some("Nguyễn Văn A".to_owned());
    head.addressee = Some("Kính gửi: Sở Nội vụ".to_owned());
    head.recipients = vec!["- UBND huyện;".to_owned(), "Lưu: VT.".to_owned()];
    let written = read(bytes(&report));
    for text in [
        "Số: 12/BC-NV",
        "Hưng Hà, ngày 05 tháng 02 năm 2024",
        "(Kèm theo Báo cáo số 12/BC-NV ngày 05 tháng 02 năm 2024)",
        "TRƯỞNG PHÒNG",
        "Nguyễn Văn A",
        "Kính gửi: Sở Nội vụ",
        "- UBND huyện;",
        "- Lưu: VT.",
    ] {
        assert!(written.paragraphs.iter().any(|paragraph| paragraph == text), "{text}");
    }
    assert!(!written.has("[Họ và tên]"));
    report.letterhead = crate::answers::publication::Letterhead::default();
    let written = read(bytes(&report));
    for text in ["[TÊN CƠ QUAN]", "Số: ……/BC-……", "ngày …… tháng …… năm ………", "- ………………;"]
    {
        assert!(written.has(text), "{text}");
    }
}

#[test]
fn a_long_table_is_cut_and_says_so_but_not_that_of_all_units() {
    for (id, is_cut) in [("channels", true), ("units", false)] {
        let mut report = sample(Lang::Vi);
        let section = report.sections.iter_mut().find(|section| section.id == id);
        let table = &mut section.expect("a section").table;
        let line = table.rows[0].cells.clone();
        let lines = (0..1_200)
            .map(|place| {
                let mut line = line.clone();
                line[0] = Cell::Text(format!("Đơn vị thứ {place}."));
                line
            })
            .collect();
        table.set_body(lines);
        let written = read(bytes(&report));
        assert!(written.has(&format!("Đơn vị thứ {}.", MOST_LINES - 1)));
        assert_eq!(!written.has(&format!("Đơn vị thứ {MOST_LINES}.")), is_cut, "{id}");
        assert_eq!(written.has("Bảng nêu 40 dòng đầu trong tổng số 1.200 dòng"), is_cut, "{id}");
    }
}

#[test]
fn hostile_text_is_only_text() {
    let hostile = [
        "=cmd|'/c calc'!A1",
        "</w:t></w:r><script>alert(1)</script>",
        "]]> & \u{202E}gnol\u{0}\u{1F} \u{FFFF}\u{FFFE}",
        "a\r\nb\tc",
    ];
    let mut report = sample(Lang::Vi);
    for (line, text) in report.sections[0].table.body_mut().zip(hostile) {
        line[0] = Cell::Text(text.to_owned());
    }
    let long = "ư".repeat(32_767);
    report.sections[0].table.rows[4].cells[0] = Cell::Text(long.clone());
    report.facts.silent_units = hostile.map(ToOwned::to_owned).to_vec();
    report.facts.silent_units.push(long);
    report.subject.name = hostile[1].to_owned();
    report.letterhead.agency = Some(hostile[1].to_owned());
    report.forms[0].title = vec![hostile[2].to_owned()];
    let written = read(bytes(&report));
    assert!(written.has("=cmd|'/c calc'!A1"));
    assert!(written.has("</w:t></w:r><script>alert(1)</script>"));
    assert!(written.has("]]> & ⟦U+202E⟧gnol⟦U+0000⟧⟦U+001F⟧"));
    for (name, text) in &written.parts {
        assert!(!text.contains("<script>"), "{name}");
        let is_hidden =
            |letter: char| letter.is_control() || matches!(letter, '\u{202E}' | '\u{FFFF}');
        assert!(!text.trim_end().contains(is_hidden), "{name}");
    }
    let longest = written.paragraphs.iter().map(|text| text.chars().count()).max();
    assert!(longest < Some(3_000), "{longest:?}");
}

#[test]
fn the_same_report_gives_the_same_bytes_and_names_its_day() {
    let report = sample(Lang::En);
    let first = bytes(&report);
    // Another document in between moves the counters of the library.
    let other = bytes(&sample(Lang::Vi));
    assert_ne!(first, other);
    assert_eq!(first, bytes(&report));
    let elsewhere = std::thread::scope(|scope| {
        scope.spawn(|| bytes(&report)).join().expect("written elsewhere")
    });
    assert_eq!(first, elsewhere);
    let written = read(first);
    let properties = written.part("docProps/core.xml");
    assert!(properties.contains("2024-06-30T00:00:00Z") && properties.contains("PHÒNG NỘI VỤ"));
}

#[test]
fn a_wrong_template_is_no_bug() {
    let options = RenderOptions { template: Some("{{ counts.laat }}".to_owned()) };
    let error = write(&sample(Lang::Vi), &options).expect_err("refused");
    assert!(matches!(&error, RenderError::Template(what) if what.contains("`late`")), "{error}");
}

//! Parts of a document → the bytes of the file, the same for the same report.
//!
//! docx-rs builds the parts; here they get the order of their schema, see [`order`](super::order), and
//! what the library has no words for: language, author and title.

use std::io::{Cursor, Write};

use docx_rs::{Docx, XMLDocx};
use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::order::ordered;
use super::pictures::described;
use crate::answers::publication::Report;
use crate::render::inert;

/// Packs the document.
///
/// # Errors
/// When a part is not what docx-rs is known to build, or the archive cannot be written.
pub fn pack(report: &Report, docx: Docx) -> Result<Vec<u8>, String> {
    let parts = docx.build();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // A fixed time: the clock is not asked.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in files(report, parts)? {
        zip.start_file(name, options).map_err(|error| error.to_string())?;
        zip.write_all(&bytes).map_err(|error| error.to_string())?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
}

fn files(report: &Report, parts: XMLDocx) -> Result<Vec<(String, Vec<u8>)>, String> {
    let document = ordered(&described(report, &text(parts.document)?))?;
    let styles = ordered(&styles(report, &text(parts.styles)?)?)?;
    let settings = ordered(&text(parts.settings)?)?;
    let mut files = vec![
        ("[Content_Types].xml", parts.content_type),
        ("_rels/.rels", parts.rels),
        ("docProps/app.xml", parts.doc_props.app),
        ("docProps/core.xml", properties(report).into_bytes()),
        ("docProps/custom.xml", parts.doc_props.custom),
        ("word/_rels/document.xml.rels", parts.document_rels),
        ("word/document.xml", document.into_bytes()),
        ("word/styles.xml", styles.into_bytes()),
        ("word/settings.xml", settings.into_bytes()),
        ("word/fontTable.xml", parts.font_table),
        ("word/comments.xml", parts.comments),
        ("word/numbering.xml", parts.numberings),
        ("word/commentsExtended.xml", parts.comments_extended),
        ("word/footnotes.xml", parts.footnotes),
    ]
    .into_iter()
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .collect::<Vec<_>>();
    for (header, place) in parts.headers.into_iter().zip(1..) {
        let header = ordered(&text(header)?)?;
        files.push((format!("word/header{place}.xml"), header.into_bytes()));
    }
    files
        .extend(parts.media.into_iter().map(|(id, bytes)| (format!("word/media/{id}.png"), bytes)));
    Ok(files)
}

fn text(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// The language of the text, for spelling and for those who have it read aloud.
fn styles(report: &Report, xml: &str) -> Result<String, String> {
    const END: &str = "</w:rPr></w:rPrDefault>";
    if !xml.contains(END) {
        return Err("styles without defaults".to_owned());
    }
    let language = report.lang.of("vi-VN", "en-GB");
    Ok(xml.replace(END, &format!(r#"<w:lang w:val="{language}" w:eastAsia="{language}" />{END}"#)))
}

/// Title, author, and the as-of day as the day of making.
fn properties(report: &Report) -> String {
    let title = format!("{} {}", report.title, report.period.name);
    let author = report.letterhead.agency.as_deref().unwrap_or(&report.provenance.program);
    let [title, author, subject] = [title.as_str(), author, report.subject.name.as_str()]
        .map(|text| escape(inert::line(text)).into_owned());
    let day = format!("{}T00:00:00Z", report.period.as_of);
    let language = report.lang.of("vi-VN", "en-GB");
    [
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties""#,
        r#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/""#,
        r#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"#,
        &format!("<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>"),
        &format!("<dc:creator>{author}</dc:creator><dc:language>{language}</dc:language>"),
        &format!("<cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision>"),
        &format!(r#"<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>"#),
        &format!(r#"<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>"#),
        "</cp:coreProperties>",
    ]
    .concat()
}

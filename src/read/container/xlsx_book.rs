//! What the parts of an XLSX workbook hold for all its sheets: texts, styles, and where the sheets stand.

use std::io::{self, Read, Seek};

use quick_xml::events::Event;

use super::archive::Archive;
use super::damage::Damage;
use super::limits::{AbsurdExpansion, HELD, LimitedReader};
use super::number::NumberFormat;
use super::raised::Raised;
use super::xml::{Xml, attribute, is_true, push_reference};
use crate::read::FileFailure;

/// Where a workbook says what is in it.
pub const ROOT: &str = "_rels/.rels";
const BOOK: &str = "xl/workbook.xml";

/// The texts that cells share, one behind the other.
#[derive(Debug, Default)]
pub struct SharedTexts {
    text: String,
    ends: Vec<usize>,
}

impl SharedTexts {
    /// A text by its number.
    pub fn get(&self, place: usize) -> Option<&str> {
        let start = match place {
            0 => 0,
            _ => *self.ends.get(place - 1)?,
        };
        self.text.get(start..*self.ends.get(place)?)
    }
}

/// What the cells of a workbook refer to.
#[derive(Debug, Default)]
pub struct Book {
    pub texts: SharedTexts,
    /// By number of a cell's style: whether it shows a date.
    pub number_formats: Vec<NumberFormat>,
    pub is_1904: bool,
    /// Whether Excel is asked to work out all formulas when it opens the workbook.
    pub recalculates: bool,
}

/// A relation of a part: id, kind, target.
pub struct Relation {
    pub id: String,
    pub kind: String,
    pub target: String,
}

/// Reads what the cells refer to.
///
/// # Errors
/// When the workbook is broken, or its texts are more than memory should hold.
pub fn book<H: Read + Seek>(archive: &mut Archive<H>) -> Result<Book, FileFailure> {
    let book = book_part(archive)?;
    let relations = relations(archive, &book)?;
    let target = |kind: &str| {
        let relation = relations.iter().find(|relation| relation.kind.ends_with(kind));
        relation.map(|relation| relation.target.clone())
    };
    let (is_1904, recalculates) = book_facts(&mut part(archive, &book)?)?;
    let number_formats = match target("/styles") {
        Some(styles) if archive.find(&styles).is_some() => {
            number_formats(&mut part(archive, &styles)?)?
        }
        _ => Vec::new(),
    };
    let texts = match target("/sharedStrings") {
        Some(texts) if archive.find(&texts).is_some() => shared_texts(&mut part(archive, &texts)?)?,
        _ => SharedTexts::default(),
    };
    Ok(Book { texts, number_formats, is_1904, recalculates })
}

pub fn missing(name: &str) -> FileFailure {
    Damage::inside(format!("XLSX: − {name}")).into()
}

pub fn part<'a, H: Read + Seek>(
    archive: &'a mut Archive<H>,
    name: &str,
) -> Result<Xml<impl Read + 'a>, FileFailure> {
    let entry = archive.find(name).ok_or_else(|| missing(name))?;
    let packed = entry.packed;
    let stream = LimitedReader::new(archive.stream(&entry)?, packed, HELD);
    Ok(Xml::new(stream, format!("XLSX: {name}")))
}

pub fn book_part<H: Read + Seek>(archive: &mut Archive<H>) -> Result<String, FileFailure> {
    if archive.find(BOOK).is_some() {
        return Ok(BOOK.to_owned());
    }
    let relations = relations_of(archive, ROOT, "")?;
    let book = relations.into_iter().find(|relation| relation.kind.ends_with("/officeDocument"));
    book.map(|book| book.target).ok_or_else(|| missing(BOOK))
}

/// The relations of a part stand beside it in a folder of their own.
pub fn relations<H: Read + Seek>(
    archive: &mut Archive<H>,
    book: &str,
) -> Result<Vec<Relation>, FileFailure> {
    let (folder, name) = book.rsplit_once('/').unwrap_or(("", book));
    relations_of(archive, &format!("{folder}/_rels/{name}.rels"), folder)
}

pub fn relations_of<H: Read + Seek>(
    archive: &mut Archive<H>,
    name: &str,
    folder: &str,
) -> Result<Vec<Relation>, FileFailure> {
    let mut relations = Vec::new();
    let mut xml = part(archive, name.trim_start_matches('/'))?;
    loop {
        match xml.next()? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == "Relationship" =>
            {
                let text = |name| attribute(&element, name).unwrap_or_default().into_owned();
                let target = resolved(folder, &text("Target"));
                relations.push(Relation { id: text("Id"), kind: text("Type"), target });
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// A target as a name in the archive.
pub fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in target.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

/// Whether days count from 1904, and whether all formulas are to be worked out anew.
pub fn book_facts<R: Read>(xml: &mut Xml<R>) -> io::Result<(bool, bool)> {
    let (mut is_1904, mut recalculates) = (false, false);
    loop {
        match xml.next()? {
            Event::Start(element) | Event::Empty(element) => {
                let says = |name| attribute(&element, name).is_some_and(|value| is_true(&value));
                match element.local_name().as_ref() {
                    "workbookPr" => is_1904 = says("date1904"),
                    "calcPr" => recalculates = says("fullCalcOnLoad"),
                    _ => {}
                }
            }
            Event::Eof => return Ok((is_1904, recalculates)),
            _ => {}
        }
    }
}

/// How each style shows numbers: by the formats of the workbook, and the styles that use them.
pub fn number_formats<R: Read>(xml: &mut Xml<R>) -> io::Result<Vec<NumberFormat>> {
    let mut formats: Vec<(u32, NumberFormat)> = Vec::new();
    let mut styles = Vec::new();
    let mut is_in_cells = false;
    loop {
        match xml.next()? {
            Event::Start(element) | Event::Empty(element) => {
                let number = || attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
                match element.local_name().as_ref() {
                    "numFmt" => {
                        let code = attribute(&element, "formatCode").unwrap_or_default();
                        let format = NumberFormat::of_code(&code);
                        formats.extend(number().map(|id: u32| (id, format)));
                    }
                    "cellXfs" => is_in_cells = true,
                    "xf" if is_in_cells => {
                        let id = number().unwrap_or(0);
                        let own = formats.iter().find(|(other, _)| *other == id);
                        styles
                            .push(own.map_or_else(|| NumberFormat::built_in(id), |(_, own)| *own));
                    }
                    _ => {}
                }
            }
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => {
                is_in_cells = false;
            }
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

pub fn shared_texts<R: Read>(xml: &mut Xml<R>) -> io::Result<SharedTexts> {
    let mut texts = SharedTexts::default();
    let mut piece = String::new();
    // Pronunciations stand between the texts and belong to none.
    let (mut is_text, mut is_phonetic) = (false, false);
    let mut raised = Raised::default();
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "t" => is_text = !is_phonetic,
                "rPh" => is_phonetic = true,
                _ => {}
            },
            Event::Empty(element) => match element.local_name().as_ref() {
                "si" => texts.ends.push(texts.text.len()),
                "vertAlign" => raised.see(&element),
                _ => {}
            },
            Event::Text(text) if is_text => raised.push(&text, &mut piece),
            Event::CData(text) if is_text => raised.push(&text, &mut piece),
            Event::GeneralRef(reference) if is_text => push_reference(&reference, &mut piece),
            Event::End(element) => match element.local_name().as_ref() {
                "t" => is_text = false,
                "r" => raised = Raised::default(),
                "rPh" => is_phonetic = false,
                "si" => {
                    push_escaped(&piece, &mut texts.text);
                    piece.clear();
                    texts.ends.push(texts.text.len());
                    if texts.text.len() as u64 > HELD {
                        return Err(AbsurdExpansion::of_bytes(0, HELD).into());
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(texts),
            _ => {}
        }
    }
}

/// `_x000D_` is how a workbook writes a character that XML does not take.
pub fn push_escaped(text: &str, out: &mut String) {
    // Hardly any text has the sign at all.
    let mut rest = text;
    while memchr::memchr(b'_', rest.as_bytes()).is_some()
        && let Some(at) = rest.find("_x")
    {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        let behind = if let Some(character) = code.and_then(char::from_u32) {
            out.push_str(&rest[..at]);
            out.push(character);
            at + 7
        } else {
            out.push_str(&rest[..at + 2]);
            at + 2
        };
        rest = &rest[behind..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::{Xml, book_facts, number_formats, resolved, shared_texts};

    #[test]
    fn texts_of_several_pieces_without_their_pronunciation() {
        let xml = "<sst><si><t>a &amp; b</t></si><si><r><t>Xã </t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>1</t></r><r><t>A</t></r>\
                   <rPh><t>x</t></rPh></si><si/><si><t xml:space=\"preserve\">c_x000A_d</t></si></sst>";
        let texts = shared_texts(&mut Xml::new(xml.as_bytes(), "")).expect("XML");
        let all: Vec<_> = (0..5).map(|place| texts.get(place)).collect();
        assert_eq!(all, [Some("a & b"), Some("Xã ¹A"), Some(""), Some("c\nd"), None]);
    }

    #[test]
    fn styles_that_show_dates_and_shares() {
        use crate::read::container::number::NumberFormat::{Date, Percent, Plain};
        let xml = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts>\
                   <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
                   <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"><a/></xf><xf numFmtId=\"10\"/></cellXfs></styleSheet>";
        let styles = number_formats(&mut Xml::new(xml.as_bytes(), "")).expect("XML");
        assert_eq!(styles, [Plain, Date, Date, Percent]);
    }

    #[test]
    fn the_epoch_and_the_targets() {
        let facts = |xml: &str| book_facts(&mut Xml::new(xml.as_bytes(), "")).expect("XML");
        assert_eq!(facts("<workbook><workbookPr date1904=\"1\"/></workbook>"), (true, false));
        let xml = "<workbook><workbookPr/><calcPr fullCalcOnLoad=\"1\"/></workbook>";
        assert_eq!(facts(xml), (false, true));
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "/xl/sheet1.xml"), "xl/sheet1.xml");
        assert_eq!(resolved("xl/a", "../sheet1.xml"), "xl/sheet1.xml");
    }
}

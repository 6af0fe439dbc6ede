//! A part as docx-rs builds it → the same part as its schema wants it (ECMA-376, part 1, annex A).
//!
//! docx-rs writes properties in an order of its own, which Word forgives and stricter readers do
//! not. What it has no words for is put in here as well: rows that are repeated on every page.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

/// Elements whose children have an order, with that order; other children stand behind these.
const ORDERS: [(&str, &[&str]); 10] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:widowControl",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:sz", "w:szCs",
            "w:u", "w:lang",
        ],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
        ],
    ),
    ("w:tblBorders", &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:vMerge", "w:tcBorders", "w:shd", "w:tcMar", "w:vAlign"]),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:pgNumType",
            "w:cols",
            "w:titlePg",
            "w:docGrid",
        ],
    ),
    ("w:style", &["w:name", "w:basedOn", "w:next", "w:qFormat", "w:pPr", "w:rPr"]),
    ("w:docDefaults", &["w:rPrDefault", "w:pPrDefault"]),
    ("w:settings", &["w:zoom", "w:defaultTabStop", "w:compat"]),
];

/// An element with what is in it, or anything else of a part.
enum Node<'a> {
    Element { start: BytesStart<'a>, children: Vec<Node<'a>> },
    Other(Event<'a>),
}

/// Puts a part in order.
///
/// # Errors
/// When the part is not well-formed.
pub fn ordered(xml: &str) -> Result<String, String> {
    let mut reader = Reader::from_str(xml);
    let nodes = read(&mut reader)?;
    let mut writer = Writer::new(Vec::with_capacity(xml.len()));
    write(&mut writer, nodes).map_err(|error| error.to_string())?;
    String::from_utf8(writer.into_inner()).map_err(|error| error.to_string())
}

/// Reads up to the end of the element that was begun, or of the part.
fn read<'a>(reader: &mut Reader<&'a [u8]>) -> Result<Vec<Node<'a>>, String> {
    let mut nodes = Vec::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => {
                let start = named(start);
                let mut children = read(reader)?;
                flatten_section_break(start.name().as_ref(), &mut children);
                sort(start.name().as_ref(), &mut children);
                nodes.push(Node::Element { start, children });
            }
            Event::Empty(start) => {
                let start = named(start);
                nodes.push(Node::Element { start, children: Vec::new() });
            }
            Event::End(_) | Event::Eof => return Ok(nodes),
            other => nodes.push(Node::Other(other)),
        }
    }
}

/// The element as it should have been begun.
fn named(start: BytesStart<'_>) -> BytesStart<'_> {
    match start.name().as_ref() {
        // Ids of paragraphs count per thread, so two runs would differ.
        "w:p" => BytesStart::new("w:p"),
        // The only rows with a height are those of headers: docx-rs has no word for them.
        "w:trHeight" => BytesStart::new("w:tblHeader"),
        // Columns of a grid have no unit in the schema.
        "w:gridCol" => {
            let width = start.try_get_attribute("w:w").ok().flatten();
            let width = width.map(|width| width.value.into_owned()).unwrap_or_default();
            BytesStart::new("w:gridCol").with_attributes([("w:w", width.as_str())])
        }
        _ => start,
    }
}

/// A section ends with a paragraph of nothing; as high as a line it would fill a page of its own
/// below a full one.
fn flatten_section_break(name: &str, children: &mut Vec<Node<'_>>) {
    let is_break = children.iter().any(
        |child| matches!(child, Node::Element { start, .. } if start.name().as_ref() == "w:sectPr"),
    );
    if name == "w:pPr" && is_break {
        let flat = [("w:before", "0"), ("w:after", "0"), ("w:line", "20"), ("w:lineRule", "exact")];
        let start = BytesStart::new("w:spacing").with_attributes(flat);
        children.push(Node::Element { start, children: Vec::new() });
    }
}

fn sort(name: &str, children: &mut [Node<'_>]) {
    let Some((_, order)) = ORDERS.iter().find(|(parent, _)| *parent == name) else { return };
    children.sort_by_key(|child| match child {
        Node::Element { start, .. } => {
            order.iter().position(|known| *known == start.name().as_ref()).unwrap_or(order.len())
        }
        Node::Other(_) => order.len(),
    });
}

fn write(writer: &mut Writer<Vec<u8>>, nodes: Vec<Node<'_>>) -> std::io::Result<()> {
    for node in nodes {
        match node {
            Node::Element { start, children } if children.is_empty() => {
                writer.write_event(Event::Empty(start))?;
            }
            Node::Element { start, children } => {
                writer.write_event(Event::Start(start.borrow()))?;
                write(writer, children)?;
                writer.write_event(Event::End(start.to_end()))?;
            }
            Node::Other(event) => writer.write_event(event)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::ordered;

    #[test]
    fn properties_stand_in_the_order_of_the_schema_and_text_stays() {
        let built = r#"<?xml version="1.0"?><w:p w14:paraId="00000001"><w:pPr><w:rPr><w:sz w:val="2" /><w:b /></w:rPr><w:jc w:val="left" /><w:keepNext /></w:pPr><w:r><w:t xml:space="preserve"> a &lt; b </w:t></w:r></w:p>"#;
        let wanted = r#"<?xml version="1.0"?><w:p><w:pPr><w:keepNext /><w:jc w:val="left" /><w:rPr><w:b/><w:sz w:val="2" /></w:rPr></w:pPr><w:r><w:t xml:space="preserve"> a &lt; b </w:t></w:r></w:p>"#;
        let plain = |xml: &str| xml.replace(" />", "/>");
        assert_eq!(ordered(built).map(|xml| plain(&xml)), Ok(plain(wanted)));
    }

    #[test]
    fn the_end_of_a_section_takes_no_line() {
        let built = "<w:p><w:pPr><w:sectPr></w:sectPr></w:pPr></w:p>";
        let wanted = r#"<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:sectPr/></w:pPr></w:p>"#;
        assert_eq!(ordered(built).as_deref(), Ok(wanted));
    }

    #[test]
    fn header_rows_and_grids_get_their_names() {
        let built = r#"<w:tr><w:trPr><w:trHeight w:val="17" /></w:trPr></w:tr><w:gridCol w:w="9" w:type="dxa" />"#;
        let wanted = r#"<w:tr><w:trPr><w:tblHeader/></w:trPr></w:tr><w:gridCol w:w="9"/>"#;
        assert_eq!(ordered(built).as_deref(), Ok(wanted));
    }
}

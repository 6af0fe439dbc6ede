//! Sheets of hand-written ODS packages: what is shown, what is hidden, what a cell says.

use std::io::Read;
use std::sync::Arc;

use super::TableRows;
use crate::read::container::notes::SheetNotes;
use crate::read::container::sheet::SheetText;

#[test]
fn repeated_and_hidden_rows_and_every_kind_of_cell() {
    let xml = "<office><table:table table:name=\"Bìa\"><table:table-row/></table:table>\
        <table:table table:name=\"B\"><table:table-column/><table:table-column table:visibility=\"collapse\"/>\
        <table:table-column table:visibility=\"filter\" table:number-columns-repeated=\"1022\"/><table:table-header-rows><table:table-row>\
        <table:table-cell table:number-columns-repeated=\"2\"/>\
        <table:table-cell office:value-type=\"string\"><office:annotation><text:p>note</text:p></office:annotation>\
        <text:p>a<text:s/>b</text:p><text:p>c</text:p></table:table-cell></table:table-row></table:table-header-rows>\
        <table:table-row table:number-rows-repeated=\"2\"/>\
        <table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"2\">\
        <table:table-cell office:value-type=\"float\" office:value=\"19899345\"><text:p>1,99E+07</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"2024-06-05T07:30:15\"><text:p>05/06/24</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
        </table:table></office>";
    let notes = Arc::<SheetNotes>::default();
    let rows = TableRows::new(xml.as_bytes(), 1);
    let mut text = String::new();
    SheetText::new(Box::new(rows), Arc::clone(&notes)).read_to_string(&mut text).expect("a sheet");
    let row = "19899345,2024-06-05T07:30:15,TRUE\n";
    let expected = format!(",,\"a b\nc\"\n\n\n{row}{row}").replace(',', "\u{1f}");
    assert_eq!(text, expected);
    assert_eq!(notes.hidden(false).as_deref(), Some("dòng (rows) × 2, cột (columns) × 2"));
}

#[test]
fn raised_text_and_shares() {
    let style = |name: &str, place: &str| {
        format!(
            "<style:style style:name=\"{name}\"><style:text-properties style:text-position=\"{place}\"/></style:style>"
        )
    };
    let xml = format!(
        "<office>{}{}<table:table table:name=\"B\"><table:table-row>\
         <table:table-cell office:value-type=\"string\"><text:p>125<text:span text:style-name=\"T1\">1</text:span></text:p></table:table-cell>\
         <table:table-cell office:value-type=\"string\"><text:p>H<text:span text:style-name=\"T2\">2</text:span>O</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"percentage\" office:value=\"0.985\"><text:p>98,50%</text:p></table:table-cell>\
         </table:table-row></table:table></office>",
        style("T1", "33% 58%"),
        style("T2", "sub 58%"),
    );
    let mut text = String::new();
    let rows = TableRows::new(std::io::Cursor::new(xml.into_bytes()), 0);
    SheetText::new(Box::new(rows), Arc::default()).read_to_string(&mut text).expect("a sheet");
    assert_eq!(text, "125¹,H2O,98.5%\n".replace(',', "\u{1f}"));
}

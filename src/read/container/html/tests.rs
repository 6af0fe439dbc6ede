//! Pages as rows: what is shown, and where.

use std::io::Read;
use std::sync::Arc;

use super::{PageRows, leading_number};
use crate::read::container::notes::{FillDown, SheetNotes};
use crate::read::container::sheet::SheetText;

fn text(page: &str) -> (String, u64) {
    let notes = Arc::<SheetNotes>::default();
    (read(page, &notes), notes.hidden_rows())
}

fn read(page: &str, notes: &Arc<SheetNotes>) -> String {
    let page = Box::new(std::io::Cursor::new(page.to_owned()));
    let rows = PageRows::new(page, Arc::default());
    let mut text = String::new();
    SheetText::new(Box::new(rows), Arc::clone(notes)).read_to_string(&mut text).expect("a page");
    text.replace('\u{1f}', ",")
}

#[test]
fn tables_of_a_page_with_spans_entities_and_loose_text() {
    let page = "<html><head><style>td{x}</style><title>no</title></head><body><h3>SỞ Y TẾ</h3>\
        <table><tr><th rowspan=2>STT</th><th colspan=\"2\">Ngày</th></tr>\
        <tr><th>Nhận</th><th>H&#7865;n</th></tr>\
        <tr style=\"Display: none\"><td>1<td>a&nbsp;b\n<br>c<td>d &amp; e</tr>\
        <tr><td>2</td><td>&nbsp;</td><td style='mso-number-format:\"\\@\"'>007</td></tr></table>\
        <p>Người lập</p><table><tr><td>x</td></tr></table>";
    let (text, hidden) = text(page);
    let expected =
        "SỞ Y TẾ,,\nSTT,Ngày,\n,Nhận,Hẹn\n1,a\u{a0}b c,d & e\n2,,007\nNgười lập,,\nx,,\n";
    assert_eq!(text, expected);
    assert_eq!(hidden, 1);
}

#[test]
fn a_number_that_is_shown_shortened_is_taken_from_beside_it() {
    let page = "<table><tr><td x:num=\"4012345678901\">4.01E+12</td><td x:num=\"45000\">a</td></tr></table>";
    assert_eq!(text(page).0, "4012345678901,a\n");
}

#[test]
fn a_span_without_end_does_no_harm() {
    let page = "<table><tr><td rowspan=999999999 colspan=999999999>a<tr><td>b";
    let (text, _) = text(page);
    assert!(text.starts_with("a,") && text.trim_end().ends_with(",b"));
}

#[test]
fn what_is_not_displayed_is_no_text() {
    let page = "<style>.an{display:none} .mo{visibility:hidden}</style><div hidden>no</div><table>\
        <tr><td><span style='display:none'>9<b>8</b></span>a<td class=an>b</td><td class=mo>c</td><td>d</tr>\
        <tr><td hidden>x<td>e<td><i hidden>f<td>g</table>\
        <div style='display:none'><table><tr><td>h</table></div><p>i</p>";
    let (text, hidden) = text(page);
    assert_eq!(text, "a,,d\ne,,g\nh,,\ni,,\n");
    assert_eq!(hidden, 1);
}

#[test]
fn fields_of_a_form_show_what_is_in_them() {
    let page = "<table><tr><td><input value='H-1'><input type=hidden value=2></td>\
        <td><select><option>a<option selected>b</select></td><td><select><option>c</option><option>d</option></select></td>\
        <td><textarea>e\nf</textarea></td><td><input type=checkbox checked></td><td><input type=checkbox></td>\
        <td><input type=checkbox>g</td><td><input type=radio>h <input type=radio checked>i <input type=radio>k</td>\
        <td><select multiple><option>l</select></td><td><button>m</button></td></tr></table>";
    assert_eq!(text(page).0, "H-1,b,c,e f,TRUE,FALSE,g,i,,m\n");
}

#[test]
fn spans_as_browsers_take_them() {
    for (text, number) in
        [("2;", Some(2)), (" +3px", Some(3)), ("0", Some(0)), ("-2", None), ("x", None), ("", None)]
    {
        assert_eq!(leading_number(text), number, "{text}");
    }
    let page = "<table><thead><tr><th rowspan=9>a<th colspan='2;'>b</thead>\
        <tbody><tr><td rowspan=0>c<td>d<td>e<tr><td>f<tr><td>g<td>h</tbody><tbody><tr><td>i</table>";
    assert_eq!(text(page).0, "a,b,\nc,d,e\n,f,\n,g,h\ni,,\n");
    let notes = Arc::<SheetNotes>::default();
    notes.fill_down(FillDown { first_row: 1, ..FillDown::default() });
    assert_eq!(read(page, &notes), "a,b,\nc,d,e\nc,f,\nc,g,h\ni,,\n");
}

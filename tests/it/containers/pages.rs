//! Pages as a browser shows them: what is hidden, typed in and spanned.

use super::{Folder, html, stats, table};
use crate::containers::LOG;

fn page() -> String {
    html(&table(LOG, b';'))
}

/// Early, late and open dossiers, and those that came in online.
fn counts(page: String) -> [u64; 4] {
    let folder = Folder::new();
    let answer = stats(&folder.write("so.xls", page), &["--period", "2024-01"]);
    let counts = &answer["total"]["counts"];
    ["early", "late", "closing", "received_online"].map(|name| counts[name].as_u64().expect(name))
}

const RIGHT: [u64; 4] = [1, 1, 1, 1];

#[test]
fn what_is_not_displayed_is_no_part_of_a_cell() {
    assert_eq!(counts(page()), RIGHT);
    let style =
        "<style>.sort, td.phu { display:none } @media print { td { display:none } }</style>";
    for (hidden, before) in [
        ("<span style='display:none'>20240115</span>", ""),
        ("<span class=\"sort\">20240115</span>", style),
        ("<i hidden>20240115</i>", ""),
        ("<b style=\"visibility:hidden\">1<u>2</u></b>", ""),
        ("<input type='hidden' value='7'>", ""),
        ("<script>document.write('9')</script>", ""),
    ] {
        let page = page().replace("<td>15/01/2024", &format!("<td>{hidden}15/01/2024"));
        assert_eq!(counts(page.replace("<table", &format!("{before}<table"))), RIGHT, "{hidden}");
    }
    for cell in ["<td style='display:none'>x</td>", "<td hidden>x</td>", "<td class=phu>x"] {
        let page = page().replace("<td>UBND", &format!("{cell}<td>UBND"));
        assert_eq!(counts(page.replace("<table", &format!("{style}<table"))), RIGHT, "{cell}");
    }
}

#[test]
fn fields_of_a_form_give_what_stands_in_them() {
    let fields = page()
        .replace("<td>15/01/2024</td>", "<td><input value=\"15/01/2024\"></td>")
        .replace("<td>25/01/2024</td>", "<td><textarea>25/01/2024</textarea></td>")
        .replace(
            "<td>Trực tuyến</td>",
            "<td><select><option>Trực tiếp<option selected>Trực tuyến</select></td>",
        )
        .replace(
            "<td>Trực tiếp</td>",
            "<td><input type=radio>Trực tuyến <input type=radio checked>Trực tiếp</td>",
        );
    assert_eq!(counts(fields), RIGHT);
}

#[test]
fn spans_are_read_by_their_leading_digits() {
    for span in ["2;", "2px", " 2", "+2", "2.7"] {
        let page = page()
            .replacen("<tr><td>STT<", "<tr><td colspan=\"{}\">STT<", 1)
            .replace("<tr><td>1<", "<tr><td>1<td><")
            .replace("<tr><td>2<", "<tr><td>2<td><")
            .replace("<tr><td>3<", "<tr><td>3<td><")
            .replace("{}", span);
        assert_eq!(counts(page), RIGHT, "{span}");
    }
    // No number, none or a negative one: one column.
    for span in ["", "x", "-3", "0"] {
        let page = page().replacen("<td>STT<", &format!("<td colspan=\"{span}\">STT<"), 1);
        assert_eq!(counts(page), RIGHT, "{span}");
    }
}

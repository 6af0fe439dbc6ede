//! Plans read from files: the built-in ones, and everything that can be wrong with one.

use super::plan;
use crate::domain::{Confidence, Dimension};
use crate::office::forms::placement::Placements;
use crate::office::forms::registry::FORMS;
use crate::office::forms::{AnnexPlan, FormPlan};
use crate::words::Lang;

fn text(id: &str) -> &'static str {
    FORMS.iter().find(|(other, _)| *other == id).expect(id).1
}

/// The lines of the error of a plan.
fn wrong(text: &str) -> Vec<String> {
    FormPlan::parse("bieu.toml", text).expect_err("refused").lines(Lang::En)
}

#[test]
fn every_built_in_plan_is_read() {
    assert_eq!(FormPlan::ids(), ["06a", "06b", "06c", "06d", "06-cac-cap", "07a"]);
    for id in FormPlan::ids() {
        let plan = plan(id);
        assert_eq!(plan.id, id);
        assert_eq!((plan.columns.len(), plan.header_rows, plan.identities.len()), (13, 4, 4));
        assert!(!plan.title_en.is_empty() && !plan.sources.is_empty());
    }
    assert_eq!(plan("06a").dimensions(), [Dimension::Level, Dimension::Field]);
    assert_eq!(plan("06-cac-cap").dimensions(), [Dimension::Level, Dimension::Unit]);
    assert_eq!(plan("07a").dimensions(), [Dimension::Field]);
    assert_eq!(
        plan("06a").breakdowns(),
        [
            vec![Dimension::Level, Dimension::Field],
            vec![Dimension::Field],
            vec![Dimension::Level],
            vec![]
        ]
    );
    assert_eq!(plan("07a").breakdowns(), [vec![Dimension::Field], vec![]]);
    assert!(FormPlan::built_in("06z").is_none());
    assert_eq!(AnnexPlan::ids(), ["cchc"]);
    let is_unsure = |id| {
        let mut sources = plan(id).sources.iter();
        sources.any(|s| s.part == "title" && s.confidence == Confidence::Memory && s.note.is_some())
    };
    assert!(["06b", "06c", "06d", "06-cac-cap"].into_iter().all(is_unsure));
}

#[test]
fn the_header_of_06a_is_the_printed_one() {
    let header = &plan("06a").header;
    let cells: Vec<(usize, usize, usize, usize, &str)> = header
        .iter()
        .filter(|cell| cell.row < 3)
        .map(|cell| (cell.row, cell.column, cell.row_span, cell.column_span, cell.text.as_str()))
        .collect();
    assert_eq!(
        cells,
        [
            (0, 0, 3, 1, "STT"),
            (0, 1, 3, 1, "Lĩnh vực, công việc giải quyết theo cấp"),
            (0, 2, 1, 4, "Số hồ sơ nhận giải quyết"),
            (0, 6, 1, 4, "Số hồ sơ đã giải quyết"),
            (0, 10, 1, 3, "Số hồ sơ đang giải quyết"),
            (1, 2, 2, 1, "Tổng số"),
            (1, 3, 1, 2, "Trong đó"),
            (1, 5, 2, 1, "Từ kỳ trước"),
            (1, 6, 2, 1, "Tổng số"),
            (1, 7, 2, 1, "Trước hạn"),
            (1, 8, 2, 1, "Đúng hạn"),
            (1, 9, 2, 1, "Quá hạn"),
            (1, 10, 2, 1, "Tổng số"),
            (1, 11, 2, 1, "Trong hạn"),
            (1, 12, 2, 1, "Quá hạn"),
            (2, 3, 1, 1, "Trực tuyến"),
            (2, 4, 1, 1, "Trực tiếp, dịch vụ bưu chính"),
        ]
    );
    let numbers: Vec<&str> =
        header.iter().filter(|cell| cell.row == 3).map(|cell| cell.text.as_str()).collect();
    let expected: Vec<String> = (1..=13).map(|number: u8| number.to_string()).collect();
    assert_eq!(numbers, expected);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one line per mistake")]
fn everything_wrong_is_named_with_file_and_key() {
    for (from, to, expected) in [
        ("measure =", "measur =", "`measur`: unknown key; did you mean `measure`?"),
        ("en = \"to resolve\"", "eng = \"x\"", "`columns[2].eng`: unknown key; did you mean `en`?"),
        ("width = 42", "", "`columns[1].width`: is required and not there"),
        ("width = 42", "width = 0", "`columns[1].width`: is 1 to 200"),
        ("width = 42", "width = \"wide\"", "`columns[1].width`: invalid type"),
        ("kind = \"ordinal\"", "kind = \"number\"", "`columns[0].kind`: unknown variant"),
        ("kind = \"ordinal\"", "kind = \"label\"", "`columns`: need exactly one column `label`"),
        (
            "\"received_online\"",
            "\"recieved_online\"",
            "`columns[3].counts[0]`: unknown count `recieved_online`; did you mean `received_online`?",
        ),
        ("counts = [\"early\"]\n", "", "`columns[7].counts`: is required and not there"),
        ("counts = [\"early\"]", "counts = []", "`columns[7].counts`: names nothing"),
        (
            "counts = [\"early\"]",
            "counts = [\"early\"]\nof = [\"c3\"]",
            "`columns[7].of`: does not belong to a column of this kind",
        ),
        (
            "of = [\"c12\", \"c13\"]",
            "of = [\"c12\", \"c14\"]",
            "`columns[10].of[1]`: unknown column `c14`; did you mean",
        ),
        ("of = [\"c12\", \"c13\"]", "of = [\"c12\", \"c2\"]", "`columns[10]`: a sum is of columns"),
        ("number = \"13\"", "number = \"12\"", "`columns[12]`: `12` stands twice"),
        ("number = \"13\"", "number = \"(13)\"", "`columns[12].key`: has small letters"),
        (
            "column = 13",
            "column = 14",
            "`header[14]`: the header cell leaves the table in row 3, column 14",
        ),
        (
            "column = 7\ncolumns = 4",
            "column = 6\ncolumns = 5",
            "`header[3]`: two header cells lie over each other in row 1, column 6",
        ),
        (
            "column = 11\ncolumns = 3",
            "column = 12\ncolumns = 2",
            "`header`: no header cell covers row 1, column 11",
        ),
        ("columns = 3", "columns = 0", "`header[4]`: rows, columns and spans are counted from 1"),
        (
            "\"c3 = c7 + c11\"",
            "\"c3 = c7\"",
            "`identities[3]`: `c3 = c7` does not always hold: `closing_within`",
        ),
        ("\"c3 = c7 + c11\"", "\"c3\"", "`identities[3]`: has to be written like"),
        ("\"c3 = c7 + c11\"", "\"c3 = c7 + c99\"", "`identities[3]`: unknown column `c99`"),
        ("\"c3 = c7 + c11\"", "\"c3 = c2 + c11\"", "`identities[3]`: is about columns of kind"),
        (
            "count = \"undated\"\n",
            "count = \"rated\"\n",
            "`identities[3]`: `c3 = c7 + c11` does not always hold: `undated`",
        ),
        (
            "alternatives = [\"c8\"]",
            "alternatives = [\"c12\"]",
            "`columns[6].counts`: `c7 = resolved + returned` does not always hold: `returned`",
        ),
        (
            "alternatives = [\"c8\"]",
            "alternatives = [\"c7\"]",
            "`placements[0]`: goes into a column of kind",
        ),
        (
            "alternatives = [\"c8\"]",
            "alternatives = [\"c9\"]",
            "`placements[0]`: the default column",
        ),
        ("count = \"undated\"", "count = \"late\"", "`placements[1]`: `late` stands twice"),
        (
            "by = \"field\"",
            "by = \"fields\"",
            "`rows.by`: unknown dimension `fields`; did you mean `field`?",
        ),
        ("by = \"field\"", "by = \"month\"", "`rows.by`: unknown dimension `month`"),
        (
            "level = \"district\"",
            "level = \"distric\"",
            "`rows.blocks[1].level`: unknown level `distric`; did you mean `district`?",
        ),
        (
            "level = \"district\"",
            "level = \"province\"",
            "`rows.blocks[1].level`: `province` stands twice",
        ),
        ("demanded = []", "demanded = [\"ward\"]", "`rows.demanded[0]`: unknown level `ward`"),
        (
            "\"Huyện\", ",
            "\"Huyện\", \"TỈNH\", ",
            "`levels.province.spellings[1]`: `Tỉnh` stands twice",
        ),
        ("value = \"period\"", "value = \"month\"", "`head[0].value`: unknown variant"),
        (
            "confidence = \"memory\"\nnote",
            "confidence = \"memory\"\n# note",
            "`sources.blocks.note`: is required",
        ),
        ("id = \"06a\"", "id = \"Biểu 06a\"", "`id`: has 1 to 24 small letters"),
        (
            "id = \"06a\"",
            "base = \"06x\"\nid = \"06a\"",
            "`base`: unknown built-in file `06x`; did you mean",
        ),
        ("id = \"06a\"", "id = ", "line 8, column"),
        ("[title]", "[tittle]", "`title`: is required and not there"),
    ] {
        let good = text("06a");
        assert!(good.contains(from), "{from}");
        let lines = wrong(&good.replacen(from, to, 1));
        assert!(lines.iter().all(|line| line.starts_with("form `bieu.toml`: ")), "{lines:?}");
        assert!(lines.iter().any(|line| line.contains(expected)), "{expected}: {lines:#?}");
    }
}

#[test]
fn all_errors_are_said_at_once_and_in_both_languages() {
    let text = text("06a")
        .replacen("measure =", "measur =", 1)
        .replacen("\"received_online\"", "\"online\"", 1)
        .replacen("column = 7\ncolumns = 4", "column = 6\ncolumns = 5", 1)
        .replacen("level = \"commune\"", "level = \"village\"", 1)
        .replacen("en = \"late\"", "", 1);
    let error = FormPlan::parse("bieu.toml", &text).expect_err("refused");
    let keys: Vec<&str> = error.problems.iter().map(|problem| problem.key.as_str()).collect();
    for key in
        ["measur", "columns[3].counts[0]", "header[3]", "rows.blocks[2].level", "columns[9].en"]
    {
        assert!(keys.contains(&key), "{key}: {keys:?}");
    }
    assert_eq!(error.to_string().lines().count(), error.problems.len());
    let vi = error.lines(Lang::Vi);
    assert_eq!(vi.len(), error.problems.len());
    assert!(vi.iter().any(|line| line.contains("không có số đếm `online`")), "{vi:#?}");
}

#[test]
fn a_form_of_ones_own_is_a_few_lines_over_a_built_in_one() {
    let text = r#"
base = "06a"
id = "cua-toi"
[rows]
label = "Lĩnh vực"
demanded = ["province"]
[[notes]]
vi = "Ghi chú của sở."
en = "A note of ours."
"#;
    let mine = FormPlan::parse("cua-toi.toml", text).expect("read");
    let base = plan("06a");
    assert_eq!((mine.id.as_str(), &mine.columns), ("cua-toi", &base.columns));
    assert_eq!(mine.notes.len(), base.notes.len() + 1);
    assert!(mine.rows.blocks[0].is_demanded && !mine.rows.blocks[2].is_demanded);
    assert_eq!(mine.header[1].text, "Lĩnh vực");
}

#[test]
fn options_that_a_form_does_not_allow_are_refused_together() {
    let parse = |options: &[&str]| {
        let options: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
        Placements::parse(&options, plan("06a"))
    };
    assert_eq!(parse(&[]), Ok(Placements::default()));
    assert_eq!(
        plan("06a").placement_options(),
        ["returned=8", "closing_paused=13", "closing_undated=13"]
    );
    let options =
        ["returned", "returned=10", "retuned=8", "late=9", "returned=8", "returned=9", "undated=8"];
    let error = parse(&options).expect_err("refused");
    assert_eq!(
        error.lines(Lang::En),
        [
            "form 06a: `returned`: has to be written like `returned=8`",
            "form 06a: `returned=10`: goes into column 9 or 8",
            "form 06a: `retuned=8`: the form places returned, undated, closing_paused, closing_undated, received_other, received_unknown only; did you mean `returned`?",
            "form 06a: `late=9`: the form places returned, undated, closing_paused, closing_undated, received_other, received_unknown only",
            "form 06a: `returned=9`: there is a choice already",
            "form 06a: `undated=8`: goes into column 9",
        ]
    );
    assert_eq!(error.lines(Lang::Vi)[1], "biểu 06a: `returned=10`: chỉ được xếp vào cột 9 hoặc 8");
}

//! Where the figures come from: what was asked, which files of facts, the account of rows, the inputs.

use minijinja::{Value, context};

use super::markup::Markup;
use crate::answers::Phrase;
use crate::answers::check::ledger_facts;
use crate::answers::publication::{InputFile, Report};
use crate::render::number;
use crate::words::Lang;

/// More inputs than this are folded away on the screen.
const MOST_UNFOLDED: usize = 12;

/// Options, editions, and the account of rows, each with its name.
pub fn parts(report: &Report) -> Vec<Value> {
    let lang = report.lang;
    let provenance = &report.provenance;
    let plain = |pairs: &[(String, String)]| -> Vec<Value> {
        pairs.iter().map(|(label, value)| context! { label => label, value => value }).collect()
    };
    let program = lang.of("Chương trình", "Program").to_owned();
    let mut options = plain(&[(program, provenance.program.clone())]);
    options.extend(plain(&provenance.options));
    let ledger = ledger_facts(lang, &provenance.ledger, provenance.failed_files);
    [
        (lang.of("Lựa chọn", "Options"), options),
        (
            lang.of("Căn cứ kèm theo chương trình", "Facts the program carries"),
            plain(&provenance.editions),
        ),
        (
            lang.of("Đối chiếu số dòng", "Account of rows"),
            facts(lang, ledger.iter().map(|(label, value)| (label, value))),
        ),
    ]
    .into_iter()
    .filter(|(_, facts)| !facts.is_empty())
    .map(|(name, facts)| context! { name => name, facts => facts })
    .collect()
}

/// The list of inputs, folded when it is long; its summary says what it holds.
pub fn inputs(report: &Report) -> Markup {
    let (lang, inputs) = (report.lang, &report.provenance.inputs);
    let mut markup = Markup::default();
    if inputs.is_empty() {
        return markup;
    }
    let title = lang.of("Tệp đầu vào", "Input files");
    markup.element("h3", &[("id", "s-inputs")], title);
    let table = table(report);
    if inputs.len() > MOST_UNFOLDED {
        let files = number::count(lang, inputs.len() as u64);
        let rows = number::count(lang, report.provenance.ledger.read);
        let words = match lang {
            Lang::Vi => format!("{files} tệp, {rows} dòng; mã SHA-256 của từng tệp"),
            Lang::En => format!("{files} files, {rows} rows; SHA-256 of each file"),
        };
        markup.open("details", &[]).element("summary", &[], &words);
        markup.append(&table).close("details");
    } else {
        markup.append(&table);
    }
    markup
}

fn table(report: &Report) -> Markup {
    let lang = report.lang;
    let mut markup = Markup::default();
    markup.open(
        "div",
        &[
            ("class", "sc in"),
            ("role", "region"),
            ("aria-labelledby", "s-inputs"),
            ("tabindex", "0"),
        ],
    );
    markup.open("table", &[("aria-labelledby", "s-inputs")]).open("thead", &[]).open("tr", &[]);
    for (head, is_text) in [
        (lang.of("Tệp", "File"), true),
        (lang.of("Byte", "Bytes"), false),
        (lang.label("account", "read"), false),
        (lang.label("account", "counted"), false),
        (lang.label("account", "superseded"), false),
        (lang.label("account", "excluded"), false),
        (lang.label("account", "rejected"), false),
        ("SHA-256", true),
    ] {
        let attributes: &[_] =
            if is_text { &[("scope", "col"), ("class", "t")] } else { &[("scope", "col")] };
        markup.element("th", attributes, head);
    }
    markup.close("tr").close("thead").open("tbody", &[]);
    for input in &report.provenance.inputs {
        row(report, input, &mut markup);
    }
    markup.close("tbody").close("table").close("div");
    markup
}

fn row(report: &Report, input: &InputFile, markup: &mut Markup) {
    let lang = report.lang;
    markup.open("tr", &[]).element("th", &[("scope", "row")], &input.name);
    for count in [
        input.bytes,
        input.rows_read,
        input.rows_counted,
        input.rows_superseded,
        input.rows_excluded,
        input.rows_rejected,
    ] {
        markup.element("td", &[], &number::count(lang, count));
    }
    markup.open("td", &[("class", "t")]);
    match &input.sha256 {
        Some(hash) => markup.element("code", &[], hash),
        None => markup.text(lang.of("không đọc lại được tệp", "could not be read again")),
    };
    markup.close("td").close("tr");
}

/// Labels with their sentences.
pub fn facts<'a>(lang: Lang, facts: impl Iterator<Item = (&'a String, &'a Phrase)>) -> Vec<Value> {
    facts
        .map(|(label, value)| context! { label => label, value => number::phrase(lang, value) })
        .collect()
}

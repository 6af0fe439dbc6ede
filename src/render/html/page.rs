//! The skeleton of the page: the template, what it is filled with, and the policy that forbids it to
//! load or run anything else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Error, UndefinedBehavior, Value, context};
use sha2::{Digest, Sha256};

use super::markup::{Markup, escape};
use super::provenance::facts;
use super::{brief, cards, colours, form, provenance, svg, table};
use crate::answers::coverage::sentence;
use crate::answers::map::COMMUNES;
use crate::answers::publication::{FilledForm, Report, Section};
use crate::render::{map, number};
use crate::words::Lang;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
/// Sorts tables; the page reads as well without it.
pub const SCRIPT: &str = include_str!("page.js");

/// The page as text.
pub fn render(report: &Report) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).build()?);
    // One function escapes for the template and for what is made without it.
    environment.set_formatter(|out, _, value| {
        let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
        let text = if value.is_safe() { text } else { escape(&text) };
        out.write_str(&text).map_err(Error::from)
    });
    environment.add_template("page.html", TEMPLATE)?;
    environment.get_template("page.html")?.render(contents(report))
}

fn contents(report: &Report) -> Value {
    let lang = report.lang;
    let maps = if report.maps.is_empty() { String::new() } else { map::style() };
    let style = format!("{}{STYLE}{}{maps}", colours::style(), form::style(report));
    let sections: Vec<Value> =
        report.sections.iter().map(|section| section_value(report, section)).collect();
    let forms: Vec<Value> = report
        .forms
        .iter()
        .zip(1_usize..)
        .map(|(form, number)| form_value(report, form, &format!("f-{number}")))
        .collect();
    let letterhead = &report.letterhead;
    context! {
        lang => lang.of("vi", "en"),
        policy => policy(&style),
        program => &report.provenance.program,
        title => &report.title,
        subject => &report.subject.name,
        period => context! { name => &report.period.name, line => &report.period.line },
        parent_agency => letterhead.parent_agency.as_deref().unwrap_or_default(),
        agency => letterhead.agency.as_deref().unwrap_or_default(),
        words => words(lang),
        contents => table_of_contents(report),
        brief => brief::value(report),
        missing => sentence(lang, &report.facts.not_covered).unwrap_or_default(),
        cards => cards::values(report),
        sections => sections,
        forms => forms,
        notes => facts(lang, report.notes.iter().map(|note| (&note.subject, &note.text))),
        provenance => provenance::parts(report),
        inputs => provenance::inputs(report).into_value(),
        // Both are this program's own text.
        style => Value::from_safe_string(style),
        script => Value::from_safe_string(SCRIPT.to_owned()),
    }
}

/// What the page may do: show its own style, run its own script, and nothing else.
fn policy(style: &str) -> String {
    let hash =
        |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
    format!(
        "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(SCRIPT)
    )
}

fn words(lang: Lang) -> Value {
    context! {
        brief => lang.of("Tóm tắt", "In brief"),
        skip => lang.of("Đến nội dung chính", "Skip to the content"),
        contents => lang.of("Các phần của báo cáo", "Parts of the report"),
        period => lang.of("Kỳ báo cáo:", "Period:"),
        headlines => lang.of("Số liệu chính", "Key figures"),
        notes => lang.of("Ghi chú", "Notes"),
        provenance => lang.of("Nguồn gốc số liệu", "Where the figures come from"),
        again => lang.of(
            "Với đúng các tệp và lựa chọn dưới đây, chương trình cho ra đúng các số liệu này.",
            "The files and options below give these figures again.",
        ),
        made => lang.of("Lập bằng", "Made with"),
    }
}

/// Anchor and name of every part.
fn table_of_contents(report: &Report) -> Vec<Value> {
    let lang = report.lang;
    let entry = |id: &str, name: &str| context! { id => id, name => name };
    let mut entries = Vec::new();
    if !report.brief.is_empty() {
        entries.push(entry("s-brief", lang.of("Tóm tắt", "In brief")));
    }
    if !report.headlines.is_empty() {
        entries.push(entry("s-head", lang.of("Số liệu chính", "Key figures")));
    }
    for section in &report.sections {
        entries.push(entry(&format!("s-{}", section.id), &section.title));
    }
    for (form, number) in report.forms.iter().zip(1_usize..) {
        entries.push(entry(&format!("f-{number}"), &form.number));
    }
    if !report.notes.is_empty() {
        entries.push(entry("s-notes", lang.of("Ghi chú", "Notes")));
    }
    let source = lang.of("Nguồn gốc số liệu", "Where the figures come from");
    entries.push(entry("s-source", source));
    entries
}

fn section_value(report: &Report, section: &Section) -> Value {
    let table_id = format!("t-{}", section.id);
    let mut charts = Markup::default();
    for chart in &section.charts {
        let figure = format!("c-{}-{}", section.id, chart.id);
        let ids = svg::Ids { figure, table: table_id.clone() };
        charts.append(&svg::figure(report, section, chart, &ids));
    }
    for picture in report.maps.iter().filter(|_| section.id == COMMUNES) {
        let id = format!("c-{}-{}", section.id, picture.id);
        charts.append(&map::figure(report.lang, picture, &id, &table_id));
    }
    context! {
        id => format!("s-{}", section.id),
        layout => table::layout(section),
        title => &section.title,
        lead => &section.lead,
        charts => charts.into_value(),
        table => table::table(report, section, &table_id).into_value(),
    }
}

fn form_value(report: &Report, form: &FilledForm, id: &str) -> Value {
    let phrase = |note| number::phrase(report.lang, note);
    context! {
        id => id,
        number => &form.number,
        legal_base => &form.legal_base,
        title => form.title.clone(),
        head => form
            .head
            .iter()
            .map(|(label, value)| context! { label => label, value => value })
            .collect::<Vec<_>>(),
        table => form::table(report, form, id).into_value(),
        notes => form.table.notes.iter().map(phrase).collect::<Vec<_>>(),
    }
}

//! A published report → Markdown: the text of the Word report, then the same tables as everywhere, for
//! mail and wikis.

use super::narrative::{NarrativeBlock, Span, narrative};
use super::rendering::{RenderError, RenderOptions};
use super::{markdown, number};
use crate::answers::publication::{FilledForm, Headline, Report};
use crate::answers::{Block, Cell, Column, Document, Phrase, Table, TableRow};
use crate::words::Lang;

/// Writes the report.
///
/// # Errors
/// When the user's template of the text is wrong.
pub fn write(report: &Report, options: &RenderOptions) -> Result<Vec<u8>, RenderError> {
    let lang = report.lang;
    let mut blocks = vec![
        Block::Heading(format!("{}: {}", report.title, report.subject.name)),
        Block::Paragraph(report.period.line.as_str().into()),
    ];
    if report.brief.is_empty() {
        blocks.push(Block::Table(headlines(report)));
    } else {
        blocks.push(Block::Heading(lang.of("Tóm tắt", "In brief").to_owned()));
        let sentences = report.brief.sentences.iter();
        blocks.extend(sentences.map(|one| Block::Paragraph(one.clone().before("– "))));
        blocks.push(Block::Table(report.brief.shown().1));
        blocks.push(Block::Heading(lang.of("Số liệu chính", "Key figures").to_owned()));
        blocks.push(Block::Table(headlines(report)));
    }
    let text = narrative(report, options.template.as_deref())?;
    // Behind the signature stand the tables, which follow in any case.
    let is_end = |block: &NarrativeBlock| {
        matches!(block, NarrativeBlock::Annex | NarrativeBlock::WorkingNotes)
    };
    let text = text.into_iter().take_while(|block| !is_end(block));
    blocks.extend(text.filter_map(told));
    for section in &report.sections {
        blocks.push(Block::Heading(section.title.clone()));
        blocks.push(Block::Paragraph(section.lead.as_str().into()));
        let notes = section.notes().cloned().collect();
        blocks.push(Block::Table(section.table.clone().with_notes(notes)));
    }
    for form in &report.forms {
        let heading = format!("{} – {}", form.number, form.title.join(" "));
        blocks.push(Block::Heading(heading));
        blocks.push(Block::Table(form_table(form)));
    }
    blocks.push(Block::Heading(lang.of("Ghi chú", "Notes").to_owned()));
    let notes = report.notes.iter().map(|note| (note.subject.clone(), note.text.clone()));
    blocks.push(Block::Facts(notes.collect()));
    blocks.push(Block::Heading(lang.of("Nguồn số liệu", "Where the figures come from").to_owned()));
    blocks.push(Block::Facts(provenance(report)));
    Ok(markdown::write(&Document { blocks }, lang, report.suppress_below).into_bytes())
}

/// A block of the text; tables and forms follow in their own order.
fn told(block: NarrativeBlock) -> Option<Block> {
    let joined = |spans: Vec<Span>| -> String {
        let text = spans.into_iter().map(|span| match span {
            Span::Text(text) => text,
            Span::Open(what) => format!("[{what} ………]"),
        });
        text.collect()
    };
    Some(match block {
        NarrativeBlock::Heading { number, text, .. } => {
            Block::Heading(format!("{number} {text}").trim_start().to_owned())
        }
        NarrativeBlock::Paragraph(spans) => Block::Paragraph(joined(spans).into()),
        NarrativeBlock::Bullet(spans) => Block::Paragraph(format!("– {}", joined(spans)).into()),
        NarrativeBlock::Open(what) => Block::Paragraph(format!("[{what} ………]").into()),
        NarrativeBlock::Title(_)
        | NarrativeBlock::Table { .. }
        | NarrativeBlock::Form { .. }
        | NarrativeBlock::Annex
        | NarrativeBlock::WorkingNotes
        | NarrativeBlock::PageBreak => return None,
    })
}

fn headlines(report: &Report) -> Table {
    let lang = report.lang;
    let text = |figure: &Cell| number::cell(lang, figure, report.suppress_below);
    let row = |headline: &Headline| {
        let changes = headline.changes.iter().map(|change| match lang {
            Lang::Vi => format!("{} so với {}", text(&change.figure), change.period_name),
            Lang::En => format!("{} against {}", text(&change.figure), change.period_name),
        });
        TableRow::body(vec![
            Cell::Text(number::label(lang, headline)),
            headline.figure.clone(),
            Cell::Text(changes.collect::<Vec<_>>().join("; ")),
        ])
    };
    Table {
        columns: vec![
            Column::text(lang, "figure"),
            Column::number(lang, "value"),
            Column::text(lang, "change"),
        ],
        rows: report.headlines.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

/// The rows of a form, with what stands above and below it as notes.
fn form_table(form: &FilledForm) -> Table {
    let above = form.head.iter().map(|(label, value)| Phrase::from(format!("{label}: {value}")));
    let above = above.chain([form.legal_base.as_str().into()]);
    let notes = above.chain(form.table.notes.iter().cloned()).collect();
    form.table.clone().with_notes(notes)
}

fn provenance(report: &Report) -> Vec<(String, Phrase)> {
    let lang = report.lang;
    let facts = &report.provenance;
    let pairs = facts.options.iter().chain(&facts.editions);
    let mut lines =
        vec![(lang.of("Chương trình", "Program").to_owned(), facts.program.as_str().into())];
    lines.extend(pairs.map(|(label, value)| (label.clone(), value.as_str().into())));
    let ledger = &facts.ledger;
    lines.push((
        lang.label("account", "read").to_owned(),
        Phrase::default()
            .count(ledger.read)
            .text(lang.of(" = hồ sơ được tính ", " = dossiers counted "))
            .count(ledger.counted)
            .text(lang.of(" + có bản mới hơn ", " + superseded "))
            .count(ledger.superseded)
            .text(lang.of(" + không tính ", " + excluded "))
            .count(ledger.excluded_total())
            .text(lang.of(" + bị loại vì lỗi ", " + rejected "))
            .count(ledger.rejected_total()),
    ));
    lines.extend(facts.inputs.iter().map(|input| {
        let sum = input.sha256.as_deref().unwrap_or("?");
        (
            input.name.clone(),
            Phrase::default()
                .count(input.rows_read)
                .text(lang.of(" dòng; SHA-256 ", " rows; SHA-256 "))
                .text(sum),
        )
    }));
    lines
}

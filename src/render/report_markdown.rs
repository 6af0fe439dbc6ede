//! A published report → Markdown: the text of the Word report, then the same tables as everywhere, for
//! mail and wikis.

use super::narrative::{NarrativeBlock, Span, narrative};
use super::rendering::{RenderError, RenderOptions};
use super::{markdown, number};
use crate::answers::publication::{
    ColumnKind, Figure, FilledForm, FormCell, Headline, Report, Section,
};
use crate::answers::{Block, Cell, ColumnHead, Document, Phrase, Table, TableRow};
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
        Block::Table(headlines(report)),
    ];
    let text = narrative(report, options.template.as_deref())?;
    // Behind the signature stand the tables, which follow in any case.
    let text = text.into_iter().take_while(|block| *block != NarrativeBlock::Annex);
    blocks.extend(text.filter_map(told));
    for section in &report.sections {
        blocks.push(Block::Heading(section.title.clone()));
        blocks.push(Block::Paragraph(section.lead.as_str().into()));
        blocks.push(Block::Table(table(report, section)));
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
    Ok(markdown::write(&Document { blocks }, lang).into_bytes())
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
        | NarrativeBlock::PageBreak => return None,
    })
}

fn headlines(report: &Report) -> Table {
    let lang = report.lang;
    let text = |figure: &Figure| number::figure(lang, figure, report.suppress_below);
    let row = |headline: &Headline| {
        let changes = headline.changes.iter().map(|change| match lang {
            Lang::Vi => format!("{} so với {}", text(&change.figure), change.period_name),
            Lang::En => format!("{} against {}", text(&change.figure), change.period_name),
        });
        TableRow::body(vec![
            Cell::Text(number::label(lang, headline)),
            cell(report, &headline.figure),
            Cell::Text(changes.collect::<Vec<_>>().join("; ")),
        ])
    };
    Table {
        columns: vec![
            ColumnHead::text(lang.head("figure")),
            ColumnHead::number(lang.head("value")),
            ColumnHead::text(lang.head("change")),
        ],
        rows: report.headlines.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn table(report: &Report, section: &Section) -> Table {
    let table = &section.table;
    let columns = table.columns.iter().map(|column| match column.kind {
        ColumnKind::Text | ColumnKind::Severity => ColumnHead::text(&column.name),
        _ => ColumnHead::number(&column.name),
    });
    let cells = |line: &Vec<Figure>| line.iter().map(|figure| cell(report, figure)).collect();
    let body = table.lines.iter().map(|line| TableRow::body(cells(line)));
    let total = table.total.iter().map(|line| TableRow::total(cells(line)));
    Table {
        columns: columns.collect(),
        rows: body.chain(total).collect(),
        notes: table.notes.clone(),
    }
}

fn cell(report: &Report, figure: &Figure) -> Cell {
    match figure {
        Figure::Empty => Cell::Empty,
        Figure::Text(text) => Cell::Text(text.clone()),
        Figure::Count(count) => Cell::Count(*count),
        Figure::Rate(Ok(ratio)) => Cell::Rate(Ok(*ratio)),
        Figure::Points(points) => Cell::points(points.clone()),
        Figure::Share(share) => Cell::Percent(share.clone()),
        Figure::Severity(severity) => Cell::Severity(*severity),
        other => Cell::Text(number::figure(report.lang, other, report.suppress_below)),
    }
}

fn form_table(form: &FilledForm) -> Table {
    let head = |place: usize| -> String {
        let over = |cell: &&crate::answers::publication::HeaderCell| {
            (cell.column..cell.column + cell.column_span).contains(&place)
        };
        let mut texts: Vec<&str> = Vec::new();
        for cell in form.header.iter().filter(over) {
            if texts.last() != Some(&cell.text.as_str()) {
                texts.push(&cell.text);
            }
        }
        texts.join(" / ")
    };
    let columns = form.columns.iter().enumerate().map(|(place, column)| {
        if column.is_number {
            ColumnHead::number(head(place))
        } else {
            ColumnHead::text(head(place))
        }
    });
    let cell = |cell: &FormCell| match cell {
        FormCell::Empty => Cell::Empty,
        FormCell::Text(text) => Cell::Text(text.clone()),
        FormCell::Count(count) => Cell::Count(*count),
        FormCell::Rate(measure) => Cell::Rate(*measure),
        FormCell::Open => Cell::Text("………".to_owned()),
    };
    let rows = form.rows.iter().map(|row| TableRow {
        cells: row.cells.iter().map(cell).collect(),
        is_total: row.kind != crate::answers::publication::FormRowKind::Body,
    });
    let mut notes: Vec<Phrase> =
        form.head.iter().map(|(label, value)| Phrase::from(format!("{label}: {value}"))).collect();
    notes.push(form.legal_base.as_str().into());
    notes.extend(form.notes.iter().cloned());
    Table { columns: columns.collect(), rows: rows.collect(), notes }
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

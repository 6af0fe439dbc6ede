//! A report → the records that are written, figure by figure.

use super::{
    BriefFigureRecord, BriefRecord, ChangeRecord, ColumnRecord, FigureRecord, FormRecord,
    FormRowRecord, FormulaRecord, HeadlineRecord, InputRecord, LedgerRecord, LineRecord,
    NoteRecord, PeriodRecord, ProvenanceRecord, ReportRecord, SubjectRecord, TableRecord,
};
use crate::answers::provenance::CalendarRecord;
use crate::answers::publication::{FilledForm, Headline, Provenance, Report, Section, base_of};
use crate::answers::records::{BaseRecord, ExactRecord, RateRecord};
use crate::answers::{Cell, Column, ColumnKind, Phrase};
use crate::domain::exact::to_float;
use crate::indicators::Sense;
use crate::render::number;

pub fn record(report: &Report) -> ReportRecord<'_> {
    let period = &report.period;
    ReportRecord {
        schema: "cchc/report/1",
        calendar: CalendarRecord {
            edition: &report.provenance.calendar,
            local: report.provenance.local_calendar.as_deref(),
        },
        program: &report.provenance.program,
        lang: report.lang.of("vi", "en"),
        title: &report.title,
        subject: SubjectRecord { unit: report.subject.unit.as_deref(), name: &report.subject.name },
        period: PeriodRecord {
            from: period.from.to_string(),
            to: period.to.to_string(),
            as_of: period.as_of.to_string(),
            rule: period.rule.name(),
            name: &period.name,
        },
        definition: report.provenance.definition.name(),
        grain: report.provenance.grain,
        suppress_below: report.suppress_below,
        headlines: report.headlines.iter().map(headline).collect(),
        tables: report.sections.iter().map(|section| table(report, section)).collect(),
        forms: report.forms.iter().map(|one| form(report, one)).collect(),
        notes: report
            .notes
            .iter()
            .map(|note| NoteRecord { subject: &note.subject, text: text(report, &note.text) })
            .collect(),
        coverage: report.facts.coverage.as_ref(),
        provenance: provenance(&report.provenance),
        brief: (!report.brief.is_empty()).then(|| brief(report)),
    }
}

fn text(report: &Report, phrase: &Phrase) -> String {
    number::phrase(report.lang, phrase)
}

fn headline(headline: &Headline) -> HeadlineRecord<'_> {
    let changes = headline.changes.iter().map(|change| ChangeRecord {
        against: change.against.name(),
        period: &change.period_name,
        before: figure(&change.before),
        change: figure(&change.figure),
        evaluation: change.evaluation.name(),
    });
    HeadlineRecord {
        key: headline.key,
        label: &headline.label,
        figure: figure(&headline.figure),
        base: headline.base.map(BaseRecord::new),
        better: match headline.sense {
            Sense::HigherIsBetter => "higher",
            Sense::LowerIsBetter => "lower",
            Sense::Neutral => "neutral",
        },
        changes: changes.collect(),
    }
}

/// The page for leaders.
fn brief(report: &Report) -> BriefRecord {
    let words = |cell: &Cell| match cell {
        Cell::Empty => None,
        cell => Some(number::cell(report.lang, cell, report.suppress_below)),
    };
    let line = |cells: &'_ [Cell]| match cells {
        [indicator, plan, reached, before, evaluation] => Some(BriefFigureRecord {
            indicator: words(indicator).unwrap_or_default(),
            plan: words(plan),
            reached: words(reached),
            before: words(before),
            evaluation: words(evaluation),
        }),
        _ => None,
    };
    BriefRecord {
        sentences: report.brief.sentences.iter().map(|one| text(report, one)).collect(),
        figures: report.brief.table.lines().filter_map(line).collect(),
    }
}

fn figure(figure: &Cell) -> FigureRecord<'_> {
    match figure {
        // What is drawn or said around figures is none.
        Cell::Empty | Cell::Bar(..) | Cell::Phrase(_) => FigureRecord::Nothing(()),
        Cell::Day(day) => FigureRecord::Day(day.to_string()),
        Cell::Open => FigureRecord::Missing { reason: "open" },
        Cell::Text(text) | Cell::Month(text) | Cell::Judged { text, .. } => {
            FigureRecord::Text(text)
        }
        Cell::Count(count) => FigureRecord::Count(*count),
        Cell::Rate(measure) | Cell::Parts(measure) => FigureRecord::Rate(RateRecord::new(*measure)),
        Cell::Interval(Ok(interval)) => {
            FigureRecord::Interval { low: interval.low, high: interval.high }
        }
        Cell::Interval(Err(absence)) | Cell::Missing(absence) => {
            FigureRecord::Missing { reason: absence.name() }
        }
        Cell::CountChange { now, before } => FigureRecord::CountChange {
            now: *now,
            before: *before,
            difference: now.cast_signed() - before.cast_signed(),
        },
        Cell::PointChange { now, before } => FigureRecord::PointChange {
            now: RateRecord::new(Ok(*now)),
            before: RateRecord::new(Ok(*before)),
            difference: now.value() - before.value(),
        },
        Cell::Effect(share) | Cell::Change { value: share, .. } => {
            FigureRecord::Effect { difference: to_float(share) }
        }
        Cell::Mean { mean, quantity } => {
            FigureRecord::Mean { mean: RateRecord::new(Ok(*mean)), unit: quantity.name() }
        }
        Cell::MeanChange { difference, quantity } => {
            FigureRecord::MeanChange { difference: to_float(difference), unit: quantity.name() }
        }
        Cell::Number { value, .. } | Cell::Share(value) => {
            FigureRecord::Exact(ExactRecord::new(value))
        }
        Cell::Severity(severity) => FigureRecord::Text(severity.name()),
    }
}

fn table<'a>(report: &'a Report, section: &'a Section) -> TableRecord<'a> {
    let columns = &section.table.columns;
    let line = |line: &'a [Cell]| {
        let figures = columns.iter().zip(line).map(|(column, one)| {
            let record = match one {
                Cell::Rate(measure) => {
                    let base = base_of(report, section, line, column);
                    FigureRecord::Rate(RateRecord::new(*measure).resting_on(base))
                }
                other => figure(other),
            };
            (column.key.as_str(), record)
        });
        LineRecord(figures.collect())
    };
    TableRecord {
        id: section.id,
        title: &section.title,
        columns: columns.iter().map(|one| column(one, columns)).collect(),
        lines: section.table.body().map(line).collect(),
        total: section.table.total().map(line),
        notes: section.notes().map(|note| text(report, note)).collect(),
    }
}

fn column<'a>(column: &'a Column, columns: &'a [Column]) -> ColumnRecord<'a> {
    let keys = |places: &[usize]| -> Vec<&'a str> {
        places.iter().filter_map(|place| columns.get(*place)).map(|one| one.key.as_str()).collect()
    };
    let (kind, formula) = match &column.kind {
        ColumnKind::Text => ("text", None),
        ColumnKind::Number => ("number", None),
        ColumnKind::Count { .. } => ("count", None),
        ColumnKind::Rate { formula, .. } => ("rate", formula.as_ref()),
        ColumnKind::Interval => ("interval", None),
        ColumnKind::Change { .. } => ("change", None),
        ColumnKind::Points => ("points", None),
        ColumnKind::Severity => ("severity", None),
    };
    let formula = formula.map(|formula| FormulaRecord {
        numerator: keys(&formula.numerator),
        minus: keys(&formula.minus),
        denominator: keys(&formula.denominator),
    });
    ColumnRecord { key: &column.key, name: &column.name, kind, formula }
}

fn form<'a>(report: &'a Report, form: &'a FilledForm) -> FormRecord<'a> {
    let rows = form.table.rows.iter().map(|row| {
        let cells = form.table.columns.iter().zip(&row.cells);
        let cells = cells.map(|(column, cell)| (column.key.as_str(), figure(cell)));
        FormRowRecord { kind: row.kind.name(), cells: LineRecord(cells.collect()) }
    });
    FormRecord {
        id: &form.id,
        number: &form.number,
        title: &form.title,
        legal_base: &form.legal_base,
        head: form.head.iter().map(|(label, value)| (label.as_str(), value.as_str())).collect(),
        columns: form.table.columns.iter().map(|column| column.key.as_str()).collect(),
        rows: rows.collect(),
        notes: form.table.notes.iter().map(|note| text(report, note)).collect(),
    }
}

fn provenance(provenance: &Provenance) -> ProvenanceRecord<'_> {
    fn pairs(pairs: &[(String, String)]) -> Vec<[&str; 2]> {
        pairs.iter().map(|(label, value)| [label.as_str(), value.as_str()]).collect()
    }
    let inputs = provenance.inputs.iter().map(|input| InputRecord {
        file: &input.name,
        sha256: input.sha256.as_deref(),
        bytes: input.bytes,
        read: input.rows_read,
        counted: input.rows_counted,
        superseded: input.rows_superseded,
        excluded: input.rows_excluded,
        rejected: input.rows_rejected,
    });
    let ledger = &provenance.ledger;
    ProvenanceRecord {
        options: pairs(&provenance.options),
        editions: pairs(&provenance.editions),
        inputs: inputs.collect(),
        ledger: LedgerRecord {
            files: ledger.files,
            read: ledger.read,
            counted: ledger.counted,
            superseded: ledger.superseded,
            excluded: ledger.excluded.iter().map(|(why, rows)| (why.name(), *rows)).collect(),
            rejected: ledger.rejected.iter().map(|(why, rows)| (why.name(), *rows)).collect(),
        },
        failed_files: provenance.failed_files,
    }
}

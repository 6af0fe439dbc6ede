//! A figure with the dossiers behind it → what `cchc explain` shows and writes.
//!
//! In: a [`FigureOutcome`]. Out: a [`Document`], a record, flat rows, sheets; of a figure without data
//! its page. Must not know: file
//! formats, how a number is rounded.

mod page;
mod record;

use super::absence::absence_text;
use super::bases::{base_note, has_base_note};
use super::calendar::unconfirmed_years;
use super::check::{counts_of_codes, ledger_facts};
use super::coverage;
use super::feedback::Sheet;
use super::indicators;
use super::model::{Block, Document};
use super::phrase::Phrase;
use super::provenance::{calendar_line, day, definition_line, period_line};
use super::stats::small_group_note;
use super::table::{Cell, Column, Table, TableRow};
use super::text::{count_name, count_rule, dimension_name};
use crate::domain::{CanonicalField, Day, Dimension};
use crate::dossiers::{DossierIds, Grain, Loaded};
use crate::findings::{FindingCode, Severity};
use crate::indicators::{Base, Definition, Figure, Measure, ON_TIME_RATE, Quantity};
use crate::tally::membership::{Member, Membership};
use crate::tally::{Count, Terms, TimeFrame};
use crate::words::{Lang, pick};
pub use page::{PageRecord, document as page, flat as page_flat, record as page_record};
pub use record::FigureRecord;
use std::collections::{BTreeMap, BTreeSet};

/// Counts that working days decide or add up to.
const IN_WORKING_DAYS: [Count; 10] = [
    Count::OnTime766,
    Count::Displeasing,
    Count::WorkingDays,
    Count::TermUsed,
    Count::TermPoints,
    Count::ResolvedWithin1,
    Count::ResolvedWithin5,
    Count::ResolvedWithin10,
    Count::ResolvedWithin20,
    Count::ResolvedWithin30,
];

/// So many dossiers stand on the screen and in JSON.
pub const SHOWN: usize = 20;

/// A figure, its dossiers and what they were read from.
#[derive(Debug)]
pub struct FigureOutcome {
    pub loaded: Loaded,
    pub frame: TimeFrame,
    pub days_seen: (Day, Day),
    pub figure: Figure,
    pub definition: Definition,
    pub grain: Grain,
    /// Dimension and name, as typed.
    pub filters: Vec<(Dimension, String)>,
    /// Members that speak against the figure first, then in reading order.
    pub membership: Membership,
    /// Nothing for a bare count.
    pub measure: Option<Measure>,
    /// On what a share rests, where that is not all.
    pub base: Option<Base>,
    /// Of the first members, or of all.
    pub ids: DossierIds,
}

/// Name and title of a figure.
#[must_use]
pub fn title(lang: Lang, figure: Figure) -> String {
    let name = match figure {
        // The name of a count of the evidence says little without its rule.
        Figure::Count(count) if count.is_evidence() => count_rule(lang, count),
        figure => pick(lang, figure.title()),
    };
    format!("{}: {name}", figure.name())
}

impl FigureOutcome {
    fn terms(&self) -> Terms {
        self.figure.terms(self.definition)
    }

    /// Days and points are no share, and are not shown in per cent.
    fn is_share(&self) -> bool {
        self.figure.quantity().is_none_or(|quantity| quantity == Quantity::Share)
    }

    /// For people.
    #[must_use]
    pub fn document(&self, lang: Lang) -> Document {
        let mut blocks = vec![
            Block::Heading(title(lang, self.figure)),
            Block::Paragraph(self.scope(lang).into()),
            Block::Table(self.value(lang)),
        ];
        let covered = coverage::notes(lang, &self.loaded);
        blocks.splice(2..2, covered.into_iter().map(Block::Paragraph));
        if self.figure.name() == ON_TIME_RATE.id {
            let line = definition_line(lang, self.definition, self.grain);
            blocks.push(Block::Paragraph(line.into()));
        }
        if let Some(description) = self.figure.description() {
            blocks.push(Block::Facts(indicators::facts(lang, &description)));
        }
        blocks.push(Block::Heading(lang.of("Các số đếm", "Its counts").to_owned()));
        blocks.push(Block::Table(self.counts(lang)));
        blocks.extend(self.calendar(lang).map(|line| Block::Paragraph(line.into())));
        blocks.push(Block::Heading(
            lang.of("Nằm ngoài con số này", "Outside this figure").to_owned(),
        ));
        blocks.push(Block::Facts(self.outside(lang)));
        let findings = self.findings();
        if !findings.is_empty() {
            let heading = lang.of("Phát hiện liên quan", "Findings that touch it");
            blocks.push(Block::Heading(heading.to_owned()));
            let mut table = counts_of_codes(lang, findings);
            let note = lang.of("Số lượng trong mọi tệp đã đọc.", "Counted in all files read.");
            table.notes.push(note.into());
            blocks.push(Block::Table(table));
        }
        blocks.push(Block::Heading(lang.of("Hồ sơ", "Dossiers").to_owned()));
        blocks.push(Block::Table(self.dossiers(lang)));
        blocks.extend(coverage::blocks(lang, &self.loaded, None));
        Document { blocks }
    }

    /// Which calendar stands behind the counts, if any is made from working days.
    fn calendar(&self, lang: Lang) -> Option<String> {
        let counts = self.terms().counts();
        if !counts.iter().any(|count| IN_WORKING_DAYS.contains(count)) {
            return None;
        }
        let calendar = &self.loaded.calendar;
        let years = unconfirmed_years(calendar, self.days_seen.0, self.days_seen.1);
        Some(calendar_line(lang, (calendar.edition(), calendar.local()), &years))
    }

    fn scope(&self, lang: Lang) -> String {
        let mut text = period_line(lang, &self.frame);
        for (dimension, name) in &self.filters {
            text.push_str("; ");
            text.push_str(dimension_name(lang, *dimension));
            text.push_str(": ");
            text.push_str(name);
        }
        text
    }

    fn value(&self, lang: Lang) -> Table {
        let Some(measure) = self.measure else {
            return Table {
                columns: vec![Column::number(lang, "dossiers_counted")],
                rows: vec![TableRow::body(vec![Cell::Count(self.membership.numerator)])],
                notes: Vec::new(),
            };
        };
        let rate = Cell::Rate(measure);
        let mut notes = Vec::new();
        if self.is_share() && rate.is_small() {
            notes.push(small_group_note(lang).into());
        }
        if let Err(absence) = measure {
            notes.push(format!("– {}.", absence_text(lang, absence)).into());
        }
        if let (Figure::Rate(indicator), Some(base)) = (self.figure, self.base)
            && has_base_note(indicator, self.definition)
        {
            notes.push(base_note(lang, indicator, base));
        }
        let mut columns = vec![Column::number(lang, "of")];
        let mut cells = vec![Cell::Parts(measure)];
        if self.is_share() {
            columns.insert(0, Column::number(lang, "rate"));
            cells.insert(0, rate);
        }
        Table { columns, rows: vec![TableRow::body(cells)], notes }
    }

    fn counts(&self, lang: Lang) -> Table {
        let terms = self.terms();
        let part = |count: &Count| {
            let mut parts = Vec::new();
            if terms.plus.contains(count) {
                parts.push(lang.of("tử +", "numerator +"));
            }
            if terms.minus.contains(count) {
                parts.push(lang.of("tử −", "numerator −"));
            }
            if terms.denominator.contains(count) {
                parts.push(lang.of("mẫu", "denominator"));
            }
            parts.join(", ")
        };
        let rows = self.membership.counts.iter().map(|(count, number)| {
            TableRow::body(vec![
                Cell::Text(count.name().to_owned()),
                Cell::Count(*number),
                Cell::Text(part(count)),
                Cell::Text(count_rule(lang, *count).to_owned()),
            ])
        });
        Table {
            columns: vec![
                Column::text(lang, "count_of_figure"),
                Column::number(lang, "dossiers"),
                Column::text(lang, "where"),
                Column::text(lang, "way_of_counting"),
            ],
            rows: rows.collect(),
            notes: Vec::new(),
        }
    }

    /// What stands in no count of the figure, and what of the files is no dossier at all.
    fn outside(&self, lang: Lang) -> Vec<(String, Phrase)> {
        let number = |count: u64| Phrase::default().count(count);
        let outside = &self.membership.outside;
        let mut facts: Vec<(String, Phrase)> = Vec::new();
        for (count, dossiers) in &outside.by_outcome {
            let name = match lang {
                Lang::Vi => format!("trong kỳ: {}", count_name(lang, *count)),
                Lang::En => format!("in the period: {}", count_name(lang, *count)),
            };
            facts.push((name, number(*dossiers)));
        }
        let name = lang.of("ngoài kỳ", "out of the period").to_owned();
        facts.push((name, number(outside.out_of_period)));
        if !self.filters.is_empty() {
            let name = lang.of("thuộc nhóm khác", "of other groups").to_owned();
            facts.push((name, number(outside.filtered)));
        }
        facts.extend(ledger_facts(lang, &self.loaded.ledger, self.loaded.failed_files));
        facts
    }

    /// Codes of findings about columns that the figure is made of, in files that it comes from.
    fn findings(&self) -> BTreeMap<FindingCode, u64> {
        let mut fields = self.figure.fields();
        fields.extend(CanonicalField::REQUIRED);
        let names = &self.loaded.source_names;
        let numbers: BTreeSet<u32> = self.membership.members.iter().map(|one| one.file).collect();
        let name = |number: &u32| names.get(usize::try_from(*number).ok()?).map(String::as_str);
        let files: BTreeSet<&str> = numbers.iter().filter_map(name).collect();
        let labels: BTreeSet<(&str, String)> = self
            .loaded
            .files
            .iter()
            .flat_map(|facts| {
                let mapped = facts.mapping.fields();
                let made_of = mapped.filter(|(field, _)| fields.contains(field));
                made_of.map(|(_, column)| (facts.name.as_str(), facts.mapping.label(column)))
            })
            .collect();
        let findings = self.loaded.findings.iter();
        let findings = findings.filter(|one| one.code.severity() >= Severity::Warning);
        let touching = findings.filter(|one| match &one.column {
            Some(column) => labels.contains(&(one.file.as_str(), column.clone())),
            None => files.contains(one.file.as_str()),
        });
        let codes: BTreeSet<FindingCode> = touching.map(|one| one.code).collect();
        codes.into_iter().map(|code| (code, self.loaded.findings.count(code))).collect()
    }

    fn dossiers(&self, lang: Lang) -> Table {
        let (columns, width) = (self.columns(lang), self.membership.members.len());
        let shown = self.membership.members.iter().take(SHOWN);
        let rows = shown.map(|member| {
            let cells = self.cells(lang, member).into_iter();
            TableRow::body(cells.map(Cell::Text).collect())
        });
        let rows: Vec<TableRow> = rows.collect();
        let count = Phrase::default().count(rows.len() as u64);
        let note = count
            .text(lang.of(" trên ", " of "))
            .count(width as u64)
            .text(lang.of(" hồ sơ", " dossiers"))
            .text(if width > SHOWN {
                lang.of("; --dossiers TỆP ghi đủ.", "; --dossiers FILE writes all.")
            } else {
                "."
            });
        Table { columns, rows, notes: vec![note] }
    }

    /// The columns of the list for people.
    fn columns(&self, lang: Lang) -> Vec<Column> {
        let mut columns = vec![
            Column::text(lang, "file").wide(40),
            Column::text(lang, "row").wide(8),
            Column::text(lang, "dossier_id").wide(30),
            Column::text(lang, "received").wide(12),
            Column::text(lang, "due").wide(12),
            Column::text(lang, "finished").wide(12),
            Column::text(lang, "class").wide(18),
        ];
        if self.measure.is_some() {
            columns.push(Column::text(lang, "in_numerator").wide(12));
            columns.push(Column::text(lang, "in_denominator").wide(14));
        }
        columns
    }

    /// One dossier as people read it, in the order of [`FigureOutcome::columns`].
    fn cells(&self, lang: Lang, member: &Member) -> Vec<String> {
        let text = |date: Option<Day>| date.map_or_else(String::new, |date| day(lang, date));
        let yes = |is: bool| if is { lang.of("có", "yes") } else { lang.of("không", "no") };
        let mut cells = vec![
            self.file(member).to_owned(),
            member.row.to_string(),
            self.id(member).to_owned(),
            day(lang, member.received),
            text(member.due),
            text(member.closed),
            count_name(lang, member.outcome).to_owned(),
        ];
        if self.measure.is_some() {
            cells.push(yes(member.in_numerator).to_owned());
            cells.push(yes(member.in_denominator).to_owned());
        }
        cells
    }

    fn file(&self, member: &Member) -> &str {
        let place = usize::try_from(member.file).ok();
        place.and_then(|place| self.loaded.source_names.get(place)).map_or("", String::as_str)
    }

    fn id(&self, member: &Member) -> &str {
        self.ids.get(&(member.file, member.row)).map_or("", String::as_str)
    }

    /// Every dossier as sheets of a workbook.
    #[must_use]
    pub fn sheets(&self, lang: Lang) -> Vec<Sheet> {
        let cells =
            |member: &Member| self.cells(lang, member).into_iter().map(Cell::Text).collect();
        Sheet::split(&self.membership.members, |_, members| Sheet {
            name: lang.of("Hồ sơ", "Dossiers").to_owned(),
            title: vec![title(lang, self.figure), self.scope(lang)],
            table: Table::new(self.columns(lang), members.iter().map(cells).collect(), None),
        })
    }
}

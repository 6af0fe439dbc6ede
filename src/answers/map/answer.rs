//! The answer of `cchc map`: a picture, the table behind it, its records, and both as a published report.
//!
//! In: an outcome counted by unit, a figure. Out: a document, records, rows, a report. Must not know: file formats.

use super::communes::{Communes, NoMap};
use super::model::MapPicture;
use super::picture::{MappedFigure, picture};
use super::record::{
    ClassRecord, CommuneRecord, MapRecord, OffMapRecord, ProvinceRecord, ValueRecord,
};
use super::table::{section, table};
use crate::answers::flat::{FlatRow, FlatTable};
use crate::answers::model::{Block, Document, Outcome};
use crate::answers::phrase::Phrase;
use crate::answers::provenance::{CalendarRecord, PeriodRecord, definition_line};
use crate::answers::publication::columns::Style;
use crate::answers::publication::{
    Brief, Facts, Letterhead, Note, PeriodFacts, Provenance, Report, ReportError, Subject,
};
use crate::answers::{coverage, units};
use crate::dossiers::Grain;
use crate::indicators::{Available, Definition, Figure, FigureValue};
use crate::tally::TimeFrame;
use crate::words::Lang;

/// A map with what it stands on.
pub struct MapAnswer<'a> {
    outcome: &'a Outcome,
    communes: Communes,
    mapped: MappedFigure<'a>,
    picture: MapPicture,
    lang: Lang,
    grain: Grain,
}

impl<'a> MapAnswer<'a> {
    /// The map of a figure of a cube by unit.
    ///
    /// # Errors
    /// When no commune can be drawn, or it is not clear of which province.
    pub fn new(
        outcome: &'a Outcome,
        figure: Figure,
        (definition, grain): (Definition, Grain),
        province: Option<&str>,
        lang: Lang,
    ) -> Result<Self, NoMap> {
        let Outcome { loaded, frame, cube, .. } = outcome;
        let groups: Vec<_> =
            cube.by.iter().flat_map(|dimension| loaded.dossiers.groups(*dimension)).collect();
        let communes = Communes::new(cube, &groups, frame.period.to, province)?;
        let evidence = cube.evidence;
        let available = Available { evidence, ..Available::from(&loaded.fields) };
        let mapped = MappedFigure { figure, definition, available };
        let period = PeriodFacts::new(lang, frame).name;
        let picture = picture(lang, &communes, &mapped, &period).ok_or(NoMap::NoCommune)?;
        Ok(Self { outcome, communes, mapped, picture, lang, grain })
    }

    pub const fn picture(&self) -> &MapPicture {
        &self.picture
    }

    const fn frame(&self) -> &TimeFrame {
        &self.outcome.frame
    }

    fn style(&self) -> Style<'a> {
        Style {
            lang: self.lang,
            definition: self.mapped.definition,
            fields: &self.outcome.loaded.fields,
            suppress_below: 0,
            satisfaction_target: None,
        }
    }

    /// What is known of units and sources before any figure, and behind.
    fn unit_notes(&self) -> Vec<Phrase> {
        units::notes(self.lang, &self.outcome.loaded, &self.outcome.cube.by)
    }

    /// For people, without the picture.
    pub fn document(&self) -> Document {
        let (lang, loaded) = (self.lang, &self.outcome.loaded);
        let missing = units::missing_notes(lang, loaded).into_iter();
        let mut blocks: Vec<Block> = missing.map(Block::Paragraph).collect();
        blocks.push(Block::Heading(self.picture.title.clone()));
        blocks.extend(self.picture.headline.clone().map(Block::Paragraph));
        let mut table = table(self.style(), &self.communes, &[(self.mapped, &self.picture)]);
        table.notes.extend(self.picture.notes.clone());
        table.notes.extend(self.unit_notes());
        table.notes.push(definition_line(lang, self.mapped.definition, self.grain).into());
        blocks.push(Block::Table(table));
        blocks.extend(coverage::blocks(lang, loaded, None));
        Document { blocks }
    }

    fn commune_records(&self) -> Vec<CommuneRecord> {
        let values = self.mapped.values(&self.communes);
        let communes = self.picture.communes.iter().zip(values);
        let record = |(commune, value): (&super::MappedCommune, FigureValue)| CommuneRecord {
            code: commune.code,
            name: commune.name,
            value: ValueRecord::new(value),
            class: commune.shade,
            is_small: commune.is_small(),
        };
        communes.map(record).collect()
    }

    /// For other programs.
    pub fn record(&self) -> MapRecord<'_> {
        let loaded = &self.outcome.loaded;
        let off = self.communes.off_map;
        let classes = self.picture.classes.iter();
        let class = |(label, communes): &(String, usize)| ClassRecord {
            label: label.clone(),
            communes: *communes,
        };
        MapRecord {
            schema: "cchc/map/1",
            calendar: CalendarRecord::new(&loaded.calendar),
            period: PeriodRecord::new(self.frame()),
            definition: self.mapped.definition.name(),
            grain: self.grain.name(),
            figure: self.mapped.figure.name(),
            province: ProvinceRecord { code: self.communes.province, name: self.communes.place },
            classes: classes.map(class).collect(),
            communes: self.commune_records(),
            off_map: OffMapRecord {
                no_commune: off.no_commune,
                former: off.former,
                elsewhere: off.elsewhere,
            },
            ledger: &loaded.ledger,
        }
    }

    /// A row per commune.
    pub fn flat(&self) -> FlatTable {
        let name = self.mapped.figure.name();
        let values = self.mapped.values(&self.communes);
        let row = |(commune, value): (&super::MappedCommune, FigureValue)| {
            let mut row = FlatRow::default();
            row.put("code", commune.code);
            row.put("commune", commune.name);
            match value {
                FigureValue::Count(number) => row.put(name, number),
                FigureValue::Measure(_) if self.mapped.figure.is_sum() => row.put(name, ()),
                FigureValue::Measure(measure) => row.rate(name, Some(measure)),
            }
            let class = commune.shade.and_then(|shade| self.picture.classes.get(shade));
            row.put("class", class.map(|(label, _)| label));
            row.put("period_from", self.frame().period.from);
            row.put("period_to", self.frame().period.to);
            row.put("as_of", self.frame().as_of);
            row.put("definition", self.mapped.definition.name());
            row
        };
        let rows: Vec<FlatRow> = self.picture.communes.iter().zip(values).map(row).collect();
        FlatTable::new(rows.first().cloned().unwrap_or_default(), rows)
    }

    /// A report of nothing but the map.
    ///
    /// # Errors
    /// When the report contradicts itself: a bug.
    pub fn publication(&self, provenance: Provenance) -> Result<Report, ReportError> {
        let lang = self.lang;
        let place = self.communes.place.to_owned();
        let missing = units::missing_notes(lang, &self.outcome.loaded).into_iter();
        let scope = lang.of("Phạm vi", "Scope");
        let scope = |text| Note { subject: scope.to_owned(), text };
        let mut notes: Vec<Note> = missing.chain(self.unit_notes()).map(scope).collect();
        notes.push(Note {
            subject: lang.of("Đúng hạn", "On time").to_owned(),
            text: definition_line(lang, self.mapped.definition, self.grain).into(),
        });
        let report = Report {
            unit_pages: std::collections::BTreeMap::new(),
            lang,
            title: lang.of("Bản đồ số liệu theo xã, phường", "A map of communes").to_owned(),
            subject: Subject { unit: None, name: place.clone(), in_sentence: place },
            period: PeriodFacts::new(lang, self.frame()),
            letterhead: Letterhead::default(),
            brief: Brief::default(),
            headlines: Vec::new(),
            sections: vec![section(self.style(), &self.communes, &[(self.mapped, &self.picture)])],
            maps: vec![self.picture.clone()],
            forms: Vec::new(),
            facts: Facts::default(),
            notes,
            provenance,
            suppress_below: 0,
        };
        report.check()?;
        Ok(report)
    }
}

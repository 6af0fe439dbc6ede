//! Where the names of units lead: from any table to the line of the unit, and from there to the page of its package.
//!
//! In: a report. Out: anchors and addresses. Must not know: how a table is laid out.

use std::collections::BTreeMap;

use crate::answers::Cell;
use crate::answers::publication::{Report, Section};

/// The table that has a line for every unit.
const OF_UNITS: &str = "units";

/// The lines of the units by their names.
pub struct UnitLinks<'a> {
    report: &'a Report,
    lines: BTreeMap<&'a str, usize>,
}

impl<'a> UnitLinks<'a> {
    pub fn new(report: &'a Report) -> Self {
        let units = report.sections.iter().find(|section| section.id == OF_UNITS);
        let name = |line: &'a [Cell]| line.iter().find_map(text);
        let lines = units.into_iter().flat_map(|section| section.table.body().map(name).zip(1..));
        let lines = lines.filter_map(|(name, number)| Some((name?, number)));
        Self { report, lines: lines.collect() }
    }

    /// The anchor of the line, in the table of the units.
    pub fn anchor(&self, section: &Section, line: &[Cell]) -> Option<String> {
        let name = line.iter().find_map(text).filter(|_| section.id == OF_UNITS)?;
        self.lines.get(name).map(|number| format!("u-{number}"))
    }

    /// Where the name in a cell leads.
    pub fn address(&self, section: &Section, figure: &Cell) -> Option<String> {
        let name = text(figure)?;
        if section.id == OF_UNITS {
            return self.report.unit_pages.get(name).cloned();
        }
        self.lines.get(name).map(|number| format!("#u-{number}"))
    }
}

fn text(figure: &Cell) -> Option<&str> {
    match figure {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::UnitLinks;
    use crate::answers::Cell;
    use crate::answers::publication::Report;
    use crate::answers::publication::sample::sample;
    use crate::words::Lang;

    #[test]
    fn a_name_leads_to_its_line_and_from_there_to_its_page() {
        let mut report: Report = sample(Lang::Vi);
        let units = report.sections.iter().find(|section| section.id == "units");
        let line = units.and_then(|section| section.table.body().next()).expect("a line").to_vec();
        let Some(Cell::Text(name)) = line.first().cloned() else { panic!("a name") };
        report.unit_pages.insert(name.clone(), "don-vi/a/xem.html".to_owned());
        let links = UnitLinks::new(&report);
        let section = |is_of_units: bool| {
            let mut sections = report.sections.iter();
            sections.find(|section| (section.id == "units") == is_of_units).expect("a section")
        };
        assert_eq!(links.anchor(section(true), &line).as_deref(), Some("u-1"));
        assert_eq!(links.anchor(section(false), &line), None);
        let figure = Cell::Text(name);
        assert_eq!(links.address(section(true), &figure).as_deref(), Some("don-vi/a/xem.html"));
        assert_eq!(links.address(section(false), &figure).as_deref(), Some("#u-1"));
        assert_eq!(links.address(section(false), &Cell::Text("x".to_owned())), None);
    }
}

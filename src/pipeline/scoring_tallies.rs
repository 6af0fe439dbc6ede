//! A score from tallies that were handed in or archived: the same questions, answered from their cubes.
//!
//! In: [`Tallies`], the questions, small logs. Out: [`Answers`], and the units with their levels. Must
//! not know: dossiers, files.

use std::collections::BTreeSet;

use super::other_logs::OtherLogs;
use super::scoring::{add_active, answer, answer_from_logs, is_of_logs, level_of, levels_of};
use crate::archive::Tallies;
use crate::columns::canonical_name;
use crate::domain::fold;
use crate::domain::{Absence, Dimension};
use crate::index::{Answers, Ask, IndexLevel};
use crate::indicators::procedures::Active;
use crate::indicators::{Available, Definition};
use crate::tally::{Cube, EvidenceScope, Tally};

/// Answers every question, for the whole and each unit; and the units.
pub fn scoring_of_tallies(
    tallies: &Tallies,
    definition: Definition,
    asks: &[Ask],
    logs: &OtherLogs,
) -> (Answers, Vec<(String, IndexLevel)>) {
    let mut answers = Answers::default();
    let by_level = tallies.cube(&[Dimension::Unit, Dimension::Level]);
    let units = by_level.or_else(|| tallies.cube(&[Dimension::Unit]));
    let units = units.as_ref().map(levels_of).unwrap_or_default();
    let (of_logs, asks): (Vec<&Ask>, Vec<&Ask>) =
        asks.iter().partition(|ask| is_of_logs(&ask.indicator));
    let mut active = Active::default();
    if let Some(procedures) = tallies.cube(&[Dimension::Procedure]) {
        add_active(&mut active, &procedures);
    }
    answer_from_logs(
        &of_logs,
        (logs, tallies.frame.period, tallies.counting.suppress_below),
        &active,
        &units,
        &mut answers,
    );
    let kinds = logs.kinds();
    let available = Available {
        logs: &kinds,
        evidence: EvidenceScope::ALL,
        ..Available::from(&tallies.fields)
    };
    for ask in asks {
        match filtered(tallies, &ask.filters) {
            Some(cube) => answer(ask, &cube, (definition, available), &mut answers),
            // No tally tells the groups apart.
            None => answers.insert(ask.clone(), None, Err(Absence::NotCounted)),
        }
    }
    (answers, units)
}

/// The counts by unit of some groups only; nothing where they were not counted by all of these.
fn filtered(tallies: &Tallies, filters: &[(Dimension, Vec<String>)]) -> Option<Cube> {
    let unit = [Dimension::Unit].into_iter().filter(|unit| tallies.cube(&[*unit]).is_some());
    let unit: Vec<Dimension> = unit.collect();
    let more = filters.iter().map(|(dimension, _)| *dimension);
    let more = more.filter(|dimension| !unit.contains(dimension));
    let by: Vec<Dimension> = unit.iter().copied().chain(more).collect();
    let mut cube = tallies.cube(&by)?;
    for (dimension, names) in filters {
        let place = cube.by.iter().position(|other| other == dimension)?;
        cube.rows.retain(|row| {
            let name = row.group.get(place).and_then(Option::as_deref);
            name.is_some_and(|name| is_meant(*dimension, name, names))
        });
    }
    cube.total = Tally::ZERO;
    for row in &cube.rows {
        cube.total += &row.tally;
    }
    cube.roll_up(&unit)
}

/// Whether a group is one of those that names stand for. A level goes by all its spellings.
fn is_meant(dimension: Dimension, group: &str, names: &[String]) -> bool {
    if dimension == Dimension::Level {
        let level = level_of(group);
        return names.iter().filter_map(|name| IndexLevel::from_name(name)).any(|wanted| {
            // Dossiers of the province are with its departments.
            let is_province = wanted == IndexLevel::Province;
            level == Some(if is_province { IndexLevel::Department } else { wanted })
        });
    }
    let key = |name: &String| {
        canonical_name(dimension, name, None).map_or_else(|| fold(name), str::to_owned)
    };
    names.iter().map(key).collect::<BTreeSet<_>>().contains(&fold(group))
}

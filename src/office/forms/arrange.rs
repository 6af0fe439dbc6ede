//! A cube → the rows of a form under the headings of their levels. Nothing is dropped: what fits no
//! heading stands under the last one.

use std::collections::BTreeSet;

use super::plan::{Block, FormPlan, Level};
use crate::domain::fold;
use crate::domain::{Dimension, vietnamese_order};
use crate::tally::{Cube, Row, Tally};

/// One row of the form before it is filled; the name is absent where the cell of the export was blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedTally {
    pub name: Option<String>,
    pub tally: Tally,
}

/// Rows under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub heading: Heading,
    pub rows: Vec<NamedTally>,
}

/// What stands over rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    /// Nothing.
    None,
    /// The block of the plan at this place.
    Block(usize),
    Unknown,
}

/// What became of the levels.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct LevelFacts {
    /// Whether the form asks for levels and not one dossier has a level that is known.
    pub are_unknown: bool,
    /// Names of levels in the exports that fit no heading.
    pub strange: BTreeSet<String>,
    /// Dossiers under the last heading.
    pub without: Tally,
}

/// The rows in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Arrangement {
    pub groups: Vec<Group>,
    pub levels: LevelFacts,
}

/// The level that an export's spelling means.
pub(super) fn level_of<'a>(
    levels: impl Iterator<Item = &'a Level>,
    spelling: &str,
) -> Option<usize> {
    let key = fold(spelling);
    let mut levels = levels.enumerate();
    levels.find(|(_, level)| level.spellings.contains(&key)).map(|(place, _)| place)
}

/// Groups the rows of a cube; all are nameless when it is not grouped by what the rows are.
pub(super) fn arrange(plan: &FormPlan, cube: &Cube) -> Arrangement {
    let place = |dimension: Dimension| cube.by.iter().position(|other| *other == dimension);
    let name = place(plan.rows.by);
    let level = place(Dimension::Level);
    let at = |row: &Row, place: usize| row.group.get(place).cloned().flatten();
    let blocks = &plan.rows.blocks;
    // One list per block, and one for the rest.
    let mut lists: Vec<Vec<NamedTally>> = vec![Vec::new(); blocks.len() + 1];
    let mut levels = LevelFacts::default();
    for row in &cube.rows {
        let spelling = level.and_then(|place| at(row, place)).filter(|_| !blocks.is_empty());
        let block = spelling.as_deref().and_then(|spelling| {
            level_of(blocks.iter().map(|block: &Block| &block.level), spelling)
        });
        if block.is_none() {
            levels.strange.extend(spelling);
            levels.without += &row.tally;
        }
        if let Some(list) = lists.get_mut(block.unwrap_or(blocks.len())) {
            let name = name.and_then(|place| at(row, place));
            list.push(NamedTally { name, tally: row.tally });
        }
    }
    let rest = lists.pop().map(joined).unwrap_or_default();
    levels.are_unknown = !blocks.is_empty() && lists.iter().all(Vec::is_empty);
    if blocks.is_empty() || levels.are_unknown {
        let groups = vec![Group { heading: Heading::None, rows: rest }];
        return Arrangement { groups, levels };
    }
    let mut groups: Vec<Group> = lists
        .into_iter()
        .enumerate()
        .map(|(place, rows)| Group { heading: Heading::Block(place), rows: joined(rows) })
        .collect();
    groups.push(Group { heading: Heading::Unknown, rows: rest });
    Arrangement { groups, levels }
}

/// Rows in Vietnamese order, nameless ones last; those of one name, from several spellings of a level,
/// added up.
pub(super) fn joined(mut rows: Vec<NamedTally>) -> Vec<NamedTally> {
    rows.sort_by(|left, right| match (&left.name, &right.name) {
        (Some(left), Some(right)) => vietnamese_order(left, right),
        (left, right) => left.is_none().cmp(&right.is_none()),
    });
    rows.dedup_by(|later, earlier| {
        let is_same = later.name == earlier.name;
        if is_same {
            earlier.tally += &later.tally;
        }
        is_same
    });
    rows
}

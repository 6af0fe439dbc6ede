//! The column plan of a form: what stands where, checked and ready to be filled.

use crate::domain::fold;
pub use crate::settings::Words;
use serde::Deserialize;

use crate::answers::publication::HeaderCell;
use crate::domain::{Confidence, Dimension};
use crate::tally::Count;

/// One form. Words of the official paper are Vietnamese; places count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormPlan {
    /// `06a`
    pub id: String,
    /// `Biểu số II.06a/VPCP/KSTT`
    pub number: String,
    /// Line by line.
    pub title: Vec<String>,
    /// What the title says, for readers of English.
    pub title_en: String,
    pub legal_base: String,
    /// `Số hồ sơ TTHC`
    pub measure: String,
    pub head: Vec<HeadItem>,
    pub columns: Vec<PlannedColumn>,
    /// Covers the header once; the row of numbers is among them.
    pub header: Vec<HeaderCell>,
    pub header_rows: usize,
    pub rows: RowsPlan,
    /// Hold for every tally and every placement.
    pub identities: Vec<Identity>,
    pub placements: Vec<PlacementRule>,
    pub sources: Vec<Source>,
    pub notes: Vec<Words>,
}

/// One line of the head block.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadItem {
    pub label: String,
    pub value: HeadValue,
}

/// What a line of the head block says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadValue {
    Period,
    ReportingUnit,
    ReceivingUnit,
    Measure,
    /// Filled in by hand.
    Open,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedColumn {
    /// As it is printed: `3`, `(3)`.
    pub number: String,
    /// The name in equations, options, JSON and CSV: `c3`.
    pub key: String,
    /// In characters.
    pub width: u16,
    /// What it holds, for readers of English; empty for the names of the rows.
    pub english: String,
    pub kind: PlannedKind,
}

/// What a column holds. Columns are meant by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlannedKind {
    Ordinal,
    Label,
    /// The sum of counts, and of those that a placement puts here.
    Count(Vec<Count>),
    /// The sum of columns, which amounts to `counts`, if any are given.
    Sum {
        of: Vec<usize>,
        counts: Vec<Count>,
    },
    Rate {
        numerator: Vec<usize>,
        denominator: Vec<usize>,
    },
}

/// What the rows are, and how they are grouped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsPlan {
    pub by: Dimension,
    /// Heads the column of names.
    pub label: String,
    /// What the label says, for readers of English.
    pub english: String,
    /// Headings by level, in their order; none when the form has no blocks.
    pub blocks: Vec<Block>,
    /// Takes what fits no block; there is one if there are blocks.
    pub unknown: Option<UnknownBlock>,
    /// Whether headings carry the sums of their rows.
    pub block_totals: bool,
    /// `Tổng số`; nothing when the form has no total row.
    pub total: Option<String>,
}

/// A heading over the rows of one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// `A`, or nothing.
    pub ordinal: String,
    pub heading: String,
    pub level: Level,
    /// Printed even without dossiers.
    pub is_demanded: bool,
}

/// A level of government, and how exports spell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    pub id: String,
    pub name: Words,
    /// Folded.
    pub spellings: Vec<String>,
}

/// The last heading, ours: dossiers without a level that is known.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnknownBlock {
    #[serde(default)]
    pub ordinal: String,
    pub heading: Words,
}

/// Two sums of columns that are equal in every row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// `c3 = c7 + c11`
    pub text: String,
    pub left: Vec<usize>,
    pub right: Vec<usize>,
}

/// Where a count without a column of its own stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacementRule {
    pub count: Count,
    pub default: usize,
    pub alternatives: Vec<usize>,
}

/// Where a part of the plan comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The part: `layout`, `title`; `blocks` concerns headings only.
    pub part: String,
    pub name: String,
    pub confidence: Confidence,
    /// What the form has to say of it; never absent for what is from memory.
    pub note: Option<Words>,
}

impl FormPlan {
    /// Whether a column asks for marks or working days.
    pub fn has_evidence(&self) -> bool {
        self.columns.iter().any(|column| match &column.kind {
            PlannedKind::Count(counts) | PlannedKind::Sum { counts, .. } => {
                counts.iter().any(|count| count.is_evidence())
            }
            PlannedKind::Ordinal | PlannedKind::Label | PlannedKind::Rate { .. } => false,
        })
    }

    /// The id of the level that a spelling stands for: `province`, `district`, `commune`.
    pub fn level_id(&self, spelling: &str) -> Option<&str> {
        let key = fold(spelling);
        let levels = self.rows.blocks.iter().map(|block| &block.level);
        let level = levels.into_iter().find(|level| level.spellings.contains(&key));
        level.map(|level| level.id.as_str())
    }

    /// What the counts are grouped by where the exports can tell all of it.
    pub fn dimensions(&self) -> Vec<Dimension> {
        let level = (!self.rows.blocks.is_empty()).then_some(Dimension::Level);
        level.into_iter().chain([self.rows.by]).collect()
    }

    /// The groupings that the form can be filled from, best first: the first one that the exports can
    /// tell is to be taken. The last one groups by nothing, which every export can tell.
    pub fn breakdowns(&self) -> Vec<Vec<Dimension>> {
        let best = self.dimensions();
        let singles = [self.rows.by, Dimension::Level].map(|dimension| vec![dimension]);
        let poorer = singles.into_iter().filter(|by| best.len() > 1 && best.contains(&by[0]));
        let poorer: Vec<Vec<Dimension>> = poorer.collect();
        std::iter::once(best).chain(poorer).chain([Vec::new()]).collect()
    }

    /// The columns whose numbers can be changed by `count=number`, for messages and help:
    /// `returned=8`.
    pub fn placement_options(&self) -> Vec<String> {
        let of_rule = |rule: &PlacementRule| {
            let columns = rule.alternatives.iter().filter_map(|place| self.columns.get(*place));
            let name = rule.count.name();
            columns.map(|column| format!("{name}={}", column.number)).collect::<Vec<_>>()
        };
        self.placements.iter().flat_map(of_rule).collect()
    }
}

//! Measures × criteria file → scorecards: points for every criterion, what they rest on, and what would
//! win the next ones.
//!
//! In: an [`Index`] (a file of `data/indices/`, or a user's own), the [`Answers`] that the logs give to
//! its criteria, and what was [declared](Declarations). Out: [`Scorecard`]s with a trace for every point.
//! Must not know: where measures come from, file formats, languages beyond the names in the file.
//!
//! Nothing legal is written in this code: maxima, thresholds, groups and bands stand in the files, each
//! with its source and how sure it is. Points are exact fractions ([`Exact`](crate::domain::Exact));
//! thresholds are compared before anything is rounded.

mod answers;
mod assessment;
mod card;
mod check;
mod criteria;
mod distance;
mod file;
mod order;
mod raw;
mod registry;
mod rules;
mod score;
mod what_if;
#[cfg(test)]
mod tests;

pub use answers::{Answers, Ask, Declaration, Declarations, DeclaredValue, RateReading};
pub use assessment::{Assessment, Case, Sensitivity};
pub use card::{CriterionScore, GroupScore, Outcome, Scorecard, Share, Total, Value};
pub use check::{DeclarationProblem, check_declarations};
pub use criteria::{
    Band, Confidence, Criterion, Group, Index, IndexLevel, OtherLevels, Source, Validity, View,
    ViewGroup, Words, ZeroDenominator,
};
pub use distance::{Gain, gains};
pub use order::{Rank, RankedPoints, places};
pub use raw::IndexFile;
pub use registry::{index, names, texts};
pub use rules::{BandRule, Rule};
pub use score::{Subject, score};
pub use what_if::{Change, ChangeError, Move, parse_change};

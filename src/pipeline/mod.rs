//! The whole flow on one screen: sources → dossiers → cube.
//!
//! In: a checked [`Plan`]. Out: what every command shows a part of. Must not know: command lines,
//! terminals, the clock.

mod answers;
mod comparing;
mod covered;
mod figure;
mod listing;
mod month_comparison;
mod month_record;
mod other_logs;
mod procedure_names;
mod scoring;
mod scoring_tallies;
mod series;
mod study;
mod tallies;
mod times;
mod unit_lists;

use crate::answers::Outcome;
use crate::columns::canonical_name;
use crate::comparison::With;
use crate::domain::fold;
use crate::domain::{
    CanonicalField, Day, Dimension, DimensionKind, Period, PeriodRule, PeriodSpan,
};
use crate::dossiers::{DossiersError, LoadRequest, Loaded, load};
use crate::findings::Finding;
use crate::indicators::{Available, Definition};
use crate::tally::{
    Counter, Cube, CubeError, CubeRequest, EvidenceScope, Filter, Judge, Tally, TimeFrame,
    TimeFrameError,
};
pub use comparing::{Comparing, compare};
pub use figure::{IdLimit, figure};
pub use listing::{ListOutcome, left_out, left_out_request, list};
pub use month_comparison::{Manner, month_comparison};
pub use month_record::{counted_month, month_record, recorded_settings};
pub use other_logs::OtherLogs;
pub use scoring::{Scoring, scoring};
pub use scoring_tallies::scoring_of_tallies;
pub use series::{Monthly, monthly};
use std::borrow::Cow;
use std::collections::BTreeSet;
pub use study::study;
pub use tallies::{TalliesOutcome, kept_breakdowns, tallies, tallies_of};
pub use times::times;

/// Everything that was asked, checked.
#[derive(Debug, Clone)]
pub struct Plan {
    pub load: LoadRequest,
    pub span: PeriodSpan,
    pub as_of: Option<Day>,
    pub rule: PeriodRule,
    pub by: Vec<Dimension>,
    /// Whether a dimension of `by` that no export has is left out instead of refused.
    pub by_is_optional: bool,
    /// Dimension and name, as typed.
    pub filters: Vec<(Dimension, String)>,
    /// Names of a dimension of which one at least has to be there: the spellings of a level.
    pub any_of: Vec<(Dimension, Vec<String>)>,
    pub definition: Definition,
    /// Answers of a unit that has fewer of them in a month are told by nothing; 0 tells all.
    pub suppress_below: u64,
}

/// Why there is nothing to show. The findings, if any were made, go with it.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    #[error("nothing can be counted: no row of any file is a dossier")]
    NothingCountable(Box<Loaded>),
    #[error("no dossier falls into the period {from}..{to}; the data run from {first} to {last}")]
    EmptyPeriod {
        from: Day,
        to: Day,
        first: Day,
        last: Day,
        /// Files that could not be counted: the dossiers may stand there.
        not_counted: Vec<Finding>,
    },
    #[error(
        "the data tell of none of the periods to compare with; they run from {first} to {last}"
    )]
    NothingToCompare {
        first: Day,
        last: Day,
        /// What was asked for; nothing where there is no such period.
        others: Vec<(With, Option<Period>)>,
    },
    #[error("no export has a column for `{}`", .0.name())]
    NoColumn(Dimension),
    #[error("no dossier has `{}={name}`", .dimension.name())]
    NoSuchGroup { dimension: Dimension, name: String, known: Vec<String> },
    #[error(transparent)]
    TimeFrame(#[from] TimeFrameError),
    #[error(transparent)]
    Cube(#[from] CubeError),
    #[error(transparent)]
    Dossiers(#[from] DossiersError),
}

impl Plan {
    /// Text dimensions that have to be loaded for the groups and filters.
    fn dimensions(&self) -> Vec<Dimension> {
        let filtered = self.filters.iter().map(|(dimension, _)| dimension);
        let filtered = filtered.chain(self.any_of.iter().map(|(dimension, _)| dimension));
        let asked = self.by.iter().chain(filtered);
        let text = asked.filter(|dimension| matches!(dimension.kind(), DimensionKind::Text(_)));
        // Who is silent shows only among the units.
        let of_roster = [Dimension::Unit, Dimension::Commune];
        let of_roster = of_roster.iter().filter(|_| !self.load.roster.is_empty());
        // Whose answers they are.
        let of_answers = [Dimension::Unit].iter().filter(|_| self.suppress_below > 0);
        text.chain(of_roster)
            .chain(of_answers)
            .copied()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    }
}

/// Dossiers, and how they are going to be counted.
struct Prepared {
    loaded: Loaded,
    seen: (Day, Day),
    frame: TimeFrame,
    filters: Vec<Filter>,
}

/// Loads.
fn prepare(plan: &Plan, request: &LoadRequest) -> Result<Prepared, PipelineError> {
    prepare_span(plan, request, |_| plan.span)
}

/// Where there are several files, whose they are tells how far the data of each unit reach.
fn with_units(request: &LoadRequest) -> Cow<'_, LoadRequest> {
    if request.sources.len() < 2 || request.dimensions.contains(&Dimension::Unit) {
        return Cow::Borrowed(request);
    }
    let mut request = request.clone();
    request.dimensions.push(Dimension::Unit);
    Cow::Owned(request)
}

/// Loads; which days count may depend on the first and last that the data have.
fn prepare_span(
    plan: &Plan,
    request: &LoadRequest,
    span: impl FnOnce((Day, Day)) -> PeriodSpan,
) -> Result<Prepared, PipelineError> {
    let request = with_units(request);
    let moves_of = match plan.span {
        PeriodSpan::Fixed(period) => Some(period),
        PeriodSpan::Everything => None,
    };
    let request = LoadRequest { keep_sources_of_ratings: true, moves_of, ..request.into_owned() };
    let mut loaded = load(&request)?;
    let seen = loaded.dossiers.days_seen()?.or_else(|| days_without_dossiers(plan, &loaded));
    let Some(seen) = seen else {
        return Err(PipelineError::NothingCountable(Box::new(loaded)));
    };
    required(plan, &loaded)?;
    let frame = TimeFrame::new(span(seen), plan.as_of, seen, plan.rule)?;
    loaded.hold_against(frame.period, frame.as_of)?;
    let filters = filters(plan, &loaded)?;
    let mut prepared = Prepared { loaded, seen, frame, filters };
    prepared.mark_answers(plan)?;
    Ok(prepared)
}

/// The days of which titles say that the files are for them, where no row is a dossier or wants to be one: who
/// asks for such a period gets zeros.
fn days_without_dossiers(plan: &Plan, loaded: &Loaded) -> Option<(Day, Day)> {
    let is_asked = matches!(plan.span, PeriodSpan::Fixed(_));
    let first = loaded.coverage.iter().find_map(|file| file.titled)?;
    let is_empty = loaded.ledger.rejected_total() == 0 && loaded.failed_files == 0;
    (is_asked && is_empty).then(|| loaded.covered_days((first.from, first.to)))
}

impl Prepared {
    /// What counts the dossiers; several questions asked of one counter share what they can.
    fn counter(&self) -> Result<Counter<'_>, PipelineError> {
        Ok(Counter::new(&self.loaded.dossiers)?)
    }

    /// By what the evidence is judged.
    fn judge(&self, plan: &Plan) -> Judge<'_> {
        Judge { grain: plan.load.grain, calendar: &self.loaded.calendar }
    }

    /// What was read of dossiers, their evidence with it.
    fn available(&self) -> Available<'_> {
        Available { evidence: EvidenceScope::ALL, ..Available::from(&self.loaded.fields) }
    }

    fn tally(
        &self,
        counter: &Counter<'_>,
        frame: &TimeFrame,
        by: Vec<Dimension>,
    ) -> Result<Cube, PipelineError> {
        let request = CubeRequest { frame: frame.clone(), by, filters: self.filters.clone() };
        Ok(counter.tally(&request)?)
    }

    /// The same, with the evidence where there is a judge of it.
    fn judged(
        &self,
        counter: &Counter<'_>,
        frame: &TimeFrame,
        by: Vec<Dimension>,
        judge: Option<&Judge<'_>>,
    ) -> Result<Cube, PipelineError> {
        let request = CubeRequest { frame: frame.clone(), by, filters: self.filters.clone() };
        Ok(match judge {
            Some(judge) => counter.tally_with_evidence(&request, judge)?,
            None => counter.tally(&request)?,
        })
    }

    /// The months that the inputs cover, whatever is filtered.
    fn covered_months(&self) -> Result<BTreeSet<String>, PipelineError> {
        Ok(self.loaded.covered_months(self.seen, self.frame.rule)?)
    }

    /// The counts of all dossiers that the filters leave.
    fn total(&self, frame: &TimeFrame) -> Result<Tally, PipelineError> {
        Ok(self.tally(&self.counter()?, frame, Vec::new())?.total)
    }

    /// A period without a dossier is one of zeros where the inputs cover it, and else an error.
    fn refuse_if_empty(&self, total: &Tally) -> Result<(), PipelineError> {
        let (frame, loaded) = (&self.frame, &self.loaded);
        let days = Period { from: frame.period.from, to: frame.as_of };
        if !total.is_empty() || loaded.covers(days, self.seen, frame.rule)? {
            return Ok(());
        }
        let (from, to) = (frame.period.from, frame.period.to);
        let (first, last) = self.seen;
        let findings = loaded.findings.iter();
        let not_counted =
            findings.filter(|finding| finding.code.is_file_failure()).cloned().collect();
        Err(PipelineError::EmptyPeriod { from, to, first, last, not_counted })
    }
}

/// Loads and counts.
///
/// # Errors
/// When nothing is countable, the period is empty, or a group is asked for that no export has.
pub fn run(plan: &Plan) -> Result<Outcome, PipelineError> {
    let mut request = plan.load.clone();
    request.dimensions = plan.dimensions();
    let prepared = prepare(plan, &request)?;
    let by = dimensions(plan, &prepared.loaded);
    let judge = plan.load.keep_marks.then(|| prepared.judge(plan));
    let cube = prepared.judged(&prepared.counter()?, &prepared.frame, by, judge.as_ref())?;
    prepared.refuse_if_empty(&cube.total)?;
    let Prepared { loaded, seen, frame, .. } = prepared;
    Ok(Outcome { loaded, frame, cube, days_seen: seen })
}

/// Whether the groups of a dimension can be told. Districts, provinces and levels can be told from
/// the names of units, too.
fn is_there(loaded: &Loaded, dimension: Dimension) -> bool {
    let fields = &loaded.fields;
    match dimension.kind() {
        DimensionKind::Text(any) => {
            any.iter().any(|field| fields.contains(field))
                || loaded.dossiers.groups(dimension).iter().any(|group| group.name.is_some())
        }
        DimensionKind::Value => match dimension {
            Dimension::Channel => fields.contains(&CanonicalField::Channel),
            Dimension::Rating => fields.contains(&CanonicalField::Rating),
            _ => true,
        },
        DimensionKind::Time(_) => true,
    }
}

/// Refuses groups that no export can tell: one nameless row would look like an answer.
fn required(plan: &Plan, loaded: &Loaded) -> Result<(), PipelineError> {
    let filters = plan.filters.iter().map(|(dimension, _)| dimension);
    let filters = filters.chain(plan.any_of.iter().map(|(dimension, _)| dimension));
    let mut required = plan.by.iter().filter(|_| !plan.by_is_optional).chain(filters);
    match required.find(|dimension| !is_there(loaded, **dimension)) {
        Some(absent) => Err(PipelineError::NoColumn(*absent)),
        None => Ok(()),
    }
}

/// The dimensions to group by.
fn dimensions(plan: &Plan, loaded: &Loaded) -> Vec<Dimension> {
    plan.by.iter().copied().filter(|dimension| is_there(loaded, *dimension)).collect()
}

/// Filters by folded names; several names of one dimension are alternatives.
fn filters(plan: &Plan, loaded: &Loaded) -> Result<Vec<Filter>, PipelineError> {
    let mut filters: Vec<Filter> = Vec::new();
    for (dimension, name) in &plan.filters {
        let key = canonical_name(*dimension, name, plan.load.profile.as_ref())
            .map_or_else(|| fold(name), str::to_owned);
        let meant = loaded.dossiers.keys_of(*dimension, &key);
        if meant.is_empty() {
            return Err(PipelineError::NoSuchGroup {
                dimension: *dimension,
                name: name.clone(),
                known: {
                    let groups = loaded.dossiers.groups(*dimension);
                    groups.into_iter().filter_map(|group| group.name).collect()
                },
            });
        }
        match filters.iter_mut().find(|filter| filter.dimension == *dimension) {
            Some(filter) => filter.keys.extend(meant),
            None => filters.push(Filter { dimension: *dimension, keys: meant }),
        }
    }
    for (dimension, names) in &plan.any_of {
        let keys: Vec<String> = names
            .iter()
            .flat_map(|name| loaded.dossiers.keys_of(*dimension, &fold(name)))
            .collect();
        if keys.is_empty() {
            let name = names.first().cloned().unwrap_or_default();
            return Err(PipelineError::NoSuchGroup {
                dimension: *dimension,
                name,
                known: Vec::new(),
            });
        }
        filters.push(Filter { dimension: *dimension, keys });
    }
    Ok(filters)
}

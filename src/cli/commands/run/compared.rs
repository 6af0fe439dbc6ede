//! The month beside those of the archive: what changed, over procedures and channels, and whether it is more
//! than the months before move.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::archive::{Archive, COMPARISON_FILES};
use super::project::Project;
use crate::answers::comparison::{
    ComparisonView, HEADLINE_RATES, PublishedBefore, document, record,
};
use crate::answers::publication::columns::Style;
use crate::answers::publication::period_slug;
use crate::archive::join::{JoinError, Part, difference, harmonise, join};
use crate::archive::month::{UsedFor, UsedPeriod};
use crate::archive::{Tallies, tally_file};
use crate::cli::commands::compare::others;
use crate::cli::commands::report::{Made, PackageFile};
use crate::cli::failure::{Exit, Failure};
use crate::comparison::{Comparison, MonthsBefore, Question, With, compare, is_across};
use crate::domain::{Dimension, Period, PeriodRule, Ratio, Span, Step};
use crate::dossiers::Grain;
use crate::indicators::{Definition, ON_TIME_RATE, ONLINE_RATE};
use crate::office::BuildRequest;
use crate::render;
use crate::tally::{Cube, Row};
use crate::words::Lang;

/// So many months before the period set the limits within which a rate moves anyway.
const MONTHS_OF_LIMITS: usize = 12;
/// So many procedures are named.
const PROCEDURES_NAMED: usize = 5;

/// How the month is compared.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    pub definition: Definition,
    pub grain: Grain,
    pub suppress_below: u64,
}

impl Manner {
    pub const fn of(made: &Made) -> Self {
        let BuildRequest { definition, grain, suppress_below, .. } = made.request;
        Self { definition, grain, suppress_below }
    }
}

/// The comparison, and what it was made with.
#[derive(Debug, Default)]
pub struct Compared {
    pub files: Vec<PackageFile>,
    pub stands_on: Vec<UsedPeriod>,
    /// Why months were not added up.
    pub refused: Vec<JoinError>,
}

/// What changed since the periods that the project asks for, as far as the archive has them. `langs`: of the report, and
/// of errors.
///
/// # Errors
/// Never for what this program made.
pub fn compared(
    project: &Project,
    manner: Manner,
    tallies: &Tallies,
    langs: (Lang, Lang),
) -> Result<Compared, Failure> {
    let (used, refused) = (RefCell::default(), RefCell::default());
    let files = files((project, (&used, &refused)), manner, tallies, langs)?;
    inside(project, &used);
    let stands_on = used.into_inner().into_iter();
    let stands_on = stands_on.map(|((period, used_for), counts_sha256)| UsedPeriod {
        period,
        used_for,
        counts_sha256,
    });
    Ok(Compared { files, stands_on: stands_on.collect(), refused: refused.into_inner() })
}

/// What a period is used for, and what stood for its counts; nothing where it is not there.
type Used = RefCell<BTreeMap<(String, UsedFor), Option<String>>>;
/// Why months were not added up.
type Refused = RefCell<Vec<JoinError>>;

/// The archived months that a longer period holds.
fn inside(project: &Project, used: &Used) {
    let months = project.period.steps(Span::Month, project.rule);
    if months.len() < 2 {
        return;
    }
    for Step { period, .. } in months {
        let slug = period_slug(period, project.rule);
        if let Some(tallies) = project.archive.tallies(&slug) {
            let sum = tally_file::counts_sha256(&tallies);
            used.borrow_mut().insert((slug, UsedFor::Part), Some(sum));
        }
    }
}

fn files(
    (project, noted): (&Project, (&Used, &Refused)),
    manner: Manner,
    tallies: &Tallies,
    (lang, talk): (Lang, Lang),
) -> Result<Vec<PackageFile>, Failure> {
    let question = Question {
        by: vec![Dimension::Unit],
        indicators: HEADLINE_RATES.to_vec(),
        definition: manner.definition,
        expected: BTreeSet::new(),
    };
    let others = others(&project.compared_with, project.rule, talk)?;
    let comparisons: Vec<(With, Comparison)> = others
        .into_iter()
        .filter_map(|with| Some((with, comparison((project, noted), tallies, with, &question)?)))
        .collect();
    if comparisons.is_empty() {
        return Ok(Vec::new());
    }
    let style = Style {
        lang,
        definition: question.definition,
        fields: &tallies.fields,
        suppress_below: manner.suppress_below,
        satisfaction_target: None,
    };
    let published: Vec<PublishedBefore> =
        comparisons.iter().filter_map(|(_, one)| published(project, one, manner)).collect();
    let shown = ComparisonView {
        comparisons: &comparisons,
        details: &[&ON_TIME_RATE, &ONLINE_RATE],
        top: PROCEDURES_NAMED,
        grain: manner.grain,
        runs: None,
        loaded: None,
        published: &published,
    };
    let text = render::markdown::write(&document(style, &shown), lang, 0);
    let record = record(&shown, question.definition.name());
    let json = render::json::write(&record).map_err(|error| Failure::new(Exit::Output, error))?;
    let [json_file, text_file] = COMPARISON_FILES.map(str::to_owned);
    Ok(vec![(json_file, json.into_bytes()), (text_file, text.into_bytes())])
}

/// The earlier period as it was published, where that was by another definition.
fn published(project: &Project, one: &Comparison, manner: Manner) -> Option<PublishedBefore> {
    let period = one.earlier.period;
    let record = project.archive.record(&period_slug(period, project.rule))?;
    let definition = record.options.get("definition")?.first()?.clone();
    let rate = record.figures.get(ON_TIME_RATE.id).copied().flatten()?;
    let rate = Ratio::new(rate.num, rate.den)?;
    (definition != manner.definition.name()).then_some(PublishedBefore { period, definition, rate })
}

fn comparison(
    (project, (used, refused)): (&Project, (&Used, &Refused)),
    tallies: &Tallies,
    with: With,
    question: &Question,
) -> Option<Comparison> {
    let (later, earlier) = with.frames(&tallies.frame)?;
    let months =
        Months { archive: &project.archive, rule: project.rule, now: tallies, used, refused };
    let mut parts = vec![months.of(later.period)?, months.of(earlier.period)?];
    if parts.iter().any(|part| difference(&part.tallies, tallies).is_some()) {
        return None;
    }
    parts.extend(months.before(later.period));
    harmonise(&mut parts);
    let limits = by_month(parts.get(2..)?, project.rule);
    let [later, earlier, ..] = parts.as_slice() else { return None };
    let (later, earlier) = (later.tallies.side(), earlier.tallies.side());
    let has_unit = later.cube(&question.by).is_some() && earlier.cube(&question.by).is_some();
    let limits = MonthsBefore { groups: &limits, units: &limits };
    has_unit.then(|| compare(&later, &earlier, Some(limits), question))
}

/// The months that are known: those of the archive, and the one that was just counted.
struct Months<'a> {
    archive: &'a Archive,
    rule: PeriodRule,
    now: &'a Tallies,
    used: &'a Used,
    refused: &'a Refused,
}

impl Months<'_> {
    /// The tallies of a period: kept as they are, or added up from its months.
    fn of(&self, period: Period) -> Option<Part> {
        if let Some(tallies) = self.known(period, UsedFor::Comparison) {
            return Some(part(tallies));
        }
        let steps = period.steps(Span::Month, self.rule);
        let months: Option<Vec<Part>> = steps
            .iter()
            .map(|step| {
                let label = period_slug(step.period, self.rule);
                let tallies = self.known(step.period, UsedFor::Comparison)?;
                Some(Part { label, tallies })
            })
            .collect();
        match join(months?) {
            Ok(joined) => Some(part(joined.tallies)),
            // Months of other ways of counting are told where they are.
            Err(error) => {
                if matches!(error, JoinError::Carried { .. }) {
                    let mut refused = self.refused.borrow_mut();
                    if !refused.contains(&error) {
                        refused.push(error);
                    }
                }
                None
            }
        }
    }

    fn known(&self, period: Period, used_for: UsedFor) -> Option<Tallies> {
        if period == self.now.frame.period {
            return Some(self.now.clone());
        }
        let slug = period_slug(period, self.rule);
        let tallies = self.archive.tallies(&slug);
        let is_that =
            |tallies: &Tallies| tallies.frame.period == period && tallies.frame.as_of == period.to;
        let tallies = tallies.filter(is_that);
        let sum = tallies.as_ref().map(tally_file::counts_sha256);
        // Months before the first one of the archive set no limits: only those that are there count.
        if sum.is_some() || used_for == UsedFor::Comparison {
            self.used.borrow_mut().insert((slug, used_for), sum);
        }
        tallies
    }

    /// The months before a period, as far back as the archive goes without a gap and without a break.
    fn before(&self, period: Period) -> Vec<Part> {
        let mut months = Vec::new();
        let first = period.steps(Span::Month, self.rule).into_iter().next();
        let mut at = first.map(|step| step.period);
        while months.len() < MONTHS_OF_LIMITS {
            at = at.and_then(|at| at.before(self.rule));
            let Some(tallies) = at.and_then(|at| self.known(at, UsedFor::Limits)) else { break };
            let is_broken = difference(&tallies, self.now).is_some();
            if is_broken || is_across(tallies.frame.period, period) {
                break;
            }
            months.push(part(tallies));
        }
        months
    }
}

fn part(tallies: Tallies) -> Part {
    Part { label: String::new(), tallies }
}

/// The counts of months by unit and month.
fn by_month(months: &[Part], rule: PeriodRule) -> Cube {
    let mut cube = Cube::empty(vec![Dimension::Unit, Dimension::Month]);
    for month in months {
        let Some(units) = month.tallies.cube(&[Dimension::Unit]) else { continue };
        let name = period_slug(month.tallies.frame.period, rule);
        cube.rows.extend(units.rows.into_iter().map(|Row { mut group, tally }| {
            group.push(Some(name.clone()));
            Row { group, tally }
        }));
    }
    cube
}

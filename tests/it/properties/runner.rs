//! Runs a property over many cases, and asks the library a question about a log.

use std::path::Path;

use cchc::answers::Outcome;
use cchc::domain::{Day, Dimension, Period, PeriodRule, PeriodSpan};
use cchc::dossiers::{Grain, LoadRequest, Policy};
use cchc::indicators::Definition;
use cchc::pipeline::{self, PipelineError, Plan};
use cchc::read::discover;
use cchc::tally::{Count, Cube};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;

use super::log::{FIRST_DAY, Log};
use crate::support;

/// Fails with the smallest case that `test` refuses; of so many cases, where they are all tried.
pub fn property<S: Strategy>(
    cases: u32,
    strategy: &S,
    test: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let cases = support::cases(cases);
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    if let Err(error) = TestRunner::new(config).run(strategy, test) {
        panic!("{error}");
    }
}

/// What is asked of a log.
#[derive(Debug, Clone)]
pub struct Question {
    /// Nothing: everything counts.
    pub period: Option<Period>,
    pub as_of: Option<Day>,
    pub rule: PeriodRule,
    pub policy: Policy,
    pub grain: Grain,
    pub by: Vec<Dimension>,
    pub threads: usize,
}

impl Question {
    /// Everything, strictly, by these dimensions.
    pub fn everything(by: &[Dimension]) -> Self {
        Self {
            period: None,
            as_of: None,
            rule: PeriodRule::Calendar,
            policy: Policy::Strict,
            grain: Grain::Day,
            by: by.to_vec(),
            threads: 2,
        }
    }
}

/// Any question about the days that the logs are of.
pub fn question() -> impl Strategy<Value = Question> {
    let all = (-20_i32..160, 0_i32..120).prop_map(|(from, length)| {
        let from = Day(FIRST_DAY + from);
        Period { from, to: Day(from.0 + length) }
    });
    let period = prop_oneof![3 => all.prop_map(Some), 1 => Just(None)];
    let by = select(vec![
        vec![],
        vec![Dimension::Unit],
        vec![Dimension::Channel],
        vec![Dimension::Month],
        vec![Dimension::Quarter],
        vec![Dimension::Unit, Dimension::Month],
        vec![Dimension::Quarter, Dimension::Procedure],
        vec![Dimension::Procedure, Dimension::Unit, Dimension::Channel],
    ]);
    let as_of = proptest::option::weighted(0.3, 0_i32..120);
    let policy = select(vec![Policy::Strict, Policy::Lenient]);
    let rule = select(vec![PeriodRule::Calendar, PeriodRule::Calendar, PeriodRule::Decree]);
    let grain = select(vec![Grain::Day, Grain::Day, Grain::Time]);
    (period, as_of, rule, policy, grain, by, 1_usize..4).prop_map(
        |(period, as_of, rule, policy, grain, by, threads)| {
            // Within the period, where there is one: any other day is refused.
            let as_of = as_of.map(|place| match period {
                None => Day(FIRST_DAY + place),
                Some(period) => Day(period.from.0 + place % (period.to.0 - period.from.0 + 1)),
            });
            Question { period, as_of, rule, policy, grain, by, threads }
        },
    )
}

/// The question, put to the exports of a folder.
pub fn plan(folder: &Path, question: &Question) -> Plan {
    let paths = [folder.display().to_string()];
    let discovery = discover(&paths).expect("the folder holds exports");
    let load = LoadRequest {
        sources: discovery.sources,
        policy: question.policy,
        grain: question.grain,
        keep_rejects: true,
        threads: question.threads,
        // What random dates are silent about means nothing.
        is_complete: true,
        ..LoadRequest::default()
    };
    Plan {
        suppress_below: 0,
        load,
        span: question.period.map_or(PeriodSpan::Everything, PeriodSpan::Fixed),
        as_of: question.as_of,
        rule: question.rule,
        by: question.by.clone(),
        by_is_optional: false,
        filters: Vec::new(),
        any_of: Vec::new(),
        definition: Definition::default(),
    }
}

/// What the library answers about the exports of a folder.
pub fn ask_folder(folder: &Path, question: &Question) -> Result<Outcome, PipelineError> {
    let mut outcome = pipeline::run(&plan(folder, question))?;
    forget_scales(&mut outcome.cube);
    Ok(outcome)
}

/// On which scale an answer was given is told by all answers of the files of one layout: it is no count of
/// single dossiers, as all others are.
pub fn forget_scales(cube: &mut Cube) {
    for tally in cube.rows.iter_mut().map(|row| &mut row.tally).chain([&mut cube.total]) {
        tally[Count::RatedOnFive] = 0;
    }
}

/// What the library answers about a log.
pub fn ask(log: &Log, question: &Question) -> Result<Outcome, PipelineError> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    super::export::write(log, folder.path());
    ask_folder(folder.path(), question)
}

//! The flow of a score: one reading of the data, and every question of an index answered for the whole and
//! for each unit.
//!
//! In: a checked [`Plan`] and the questions. Out: [`Answers`], and the units with their levels. Must not
//! know: rules, points, how anything is shown.

use std::collections::{BTreeMap, BTreeSet};

use super::other_logs::OtherLogs;
use super::{PipelineError, Plan, Prepared, is_there, prepare};
use crate::columns::canonical_name;
use crate::domain::fold;
use crate::domain::{Absence, Day, Dimension, DimensionKind, Period, Ratio};
use crate::dossiers::{LoadRequest, Loaded};
use crate::index::{Answers, Ask, IndexLevel, RateReading};
use crate::indicators::procedures::{Active, procedure_measure};
use crate::indicators::{
    Available, Base, Definition, Description, FormulaText, Indicator, Measure, ON_TIME_RATE,
    PAY_TTHC_ACTIVE,
};
use crate::office::forms::FormPlan;
use crate::read::{Fingerprint, fingerprints};
use crate::tally::{Count, Counter, Cube, CubeRequest, Filter, Tally, TimeFrame};

/// What a score is made from.
#[derive(Debug)]
pub struct Scoring {
    pub loaded: Loaded,
    pub frame: TimeFrame,
    pub days_seen: (Day, Day),
    pub answers: Answers,
    /// Units that have dossiers in the period, in the order of tables, each at its level.
    pub units: Vec<(String, IndexLevel)>,
    pub inputs: Vec<Fingerprint>,
}

/// Loads once and answers every question.
///
/// # Errors
/// As for [`run`](super::run).
pub fn scoring(plan: &Plan, asks: &[Ask], logs: &OtherLogs) -> Result<Scoring, PipelineError> {
    let mut request = plan.load.clone();
    let text = dimensions(asks).into_iter().chain(plan.dimensions());
    request.dimensions = text.collect::<BTreeSet<_>>().into_iter().collect();
    prepare_marks(&mut request, asks, logs);
    // Files are summed from the bytes that are counted.
    request.opener.is_summing = true;
    let prepared = prepare(plan, &request)?;
    let (answers, units) = prepared.answers(plan, asks, logs)?;
    let inputs = fingerprints(&request.opener, &request.sources);
    let Prepared { loaded, seen, frame, .. } = prepared;
    Ok(Scoring { loaded, frame, days_seen: seen, answers, units, inputs })
}

/// Keeps what the questions need of dossiers beside their dates.
pub(super) fn prepare_marks(request: &mut LoadRequest, asks: &[Ask], logs: &OtherLogs) {
    let is_made_of_marks =
        |ask: &Ask| needs_evidence(&ask.indicator) || ask.indicator == PAY_TTHC_ACTIVE.about.id;
    if asks.iter().any(is_made_of_marks) {
        request.keep_evidence();
    }
    request.linked = logs.linked();
}

/// Text dimensions that the questions need.
pub(super) fn dimensions(asks: &[Ask]) -> BTreeSet<Dimension> {
    let filters = asks.iter().flat_map(|ask| &ask.filters).map(|(dimension, _)| *dimension);
    // Which services were used is a question to the catalogue and to the dossiers.
    let of_procedures = [Dimension::ProcedureCode, Dimension::Procedure];
    let asks_procedures = asks.iter().any(|ask| procedure_measure(&ask.indicator).is_some());
    let of_procedures = of_procedures.into_iter().filter(|_| asks_procedures);
    let all = filters.chain([Dimension::Unit, Dimension::Level]).chain(of_procedures);
    all.filter(|dimension| matches!(dimension.kind(), DimensionKind::Text(_))).collect()
}

impl Prepared {
    /// The answers to all questions, for the whole and each unit; and the units.
    pub(super) fn answers(
        &self,
        plan: &Plan,
        asks: &[Ask],
        logs: &OtherLogs,
    ) -> Result<(Answers, Vec<(String, IndexLevel)>), PipelineError> {
        let mut answers = Answers::default();
        let counter = self.counter()?;
        let units = self.units_at_levels(&counter)?;
        let (asked_of_logs, asks): (Vec<&Ask>, Vec<&Ask>) =
            asks.iter().partition(|ask| is_of_logs(&ask.indicator));
        if !asked_of_logs.is_empty() {
            let active = self.active_procedures(&counter, plan)?;
            let logs = (logs, self.frame.period, plan.suppress_below);
            answer_from_logs(&asked_of_logs, logs, &active, &units, &mut answers);
        }
        let kinds = logs.kinds();
        let mut by_filters: BTreeMap<&Vec<(Dimension, Vec<String>)>, Vec<&Ask>> = BTreeMap::new();
        for ask in asks {
            by_filters.entry(&ask.filters).or_default().push(ask);
        }
        for (filters, asks) in by_filters {
            let Some(request) = self.filtered(plan, filters) else {
                // No export tells the groups apart: the rate is of a column that is not there.
                for ask in asks {
                    answers.insert(ask.clone(), None, Err(Absence::NotInExport));
                }
                continue;
            };
            let cube = if asks.iter().any(|ask| needs_evidence(&ask.indicator)) {
                counter.tally_with_evidence(&request, &self.judge(plan))?
            } else {
                counter.tally(&request)?
            };
            for ask in asks {
                let available = Available { logs: &kinds, ..self.available() };
                answer(ask, &cube, (plan.definition, available), &mut answers);
            }
        }
        Ok((answers, units))
    }

    /// What to count by unit with some filters; nothing when no export has what they filter by.
    fn filtered(&self, plan: &Plan, asked: &[(Dimension, Vec<String>)]) -> Option<CubeRequest> {
        let mut filters = self.filters.clone();
        for (dimension, names) in asked {
            if !is_there(&self.loaded, *dimension) {
                return None;
            }
            filters
                .push(Filter { dimension: *dimension, keys: self.keys(plan, *dimension, names) });
        }
        let by = [Dimension::Unit].into_iter().filter(|unit| is_there(&self.loaded, *unit));
        Some(CubeRequest { frame: self.frame.clone(), by: by.collect(), filters })
    }

    /// The procedures with a dossier online, and with one paid online, by code and by name.
    fn active_procedures(
        &self,
        counter: &Counter<'_>,
        plan: &Plan,
    ) -> Result<Active, PipelineError> {
        let mut active = Active::default();
        for dimension in [Dimension::ProcedureCode, Dimension::Procedure] {
            if !is_there(&self.loaded, dimension) {
                continue;
            }
            let request = CubeRequest {
                frame: self.frame.clone(),
                by: vec![dimension],
                filters: self.filters.clone(),
            };
            add_active(&mut active, &counter.tally_with_evidence(&request, &self.judge(plan))?);
        }
        Ok(active)
    }

    /// The keys of the groups that names stand for. A level goes by all its spellings.
    fn keys(&self, plan: &Plan, dimension: Dimension, names: &[String]) -> Vec<String> {
        if dimension == Dimension::Level {
            let is_meant = |spelling: &str| {
                let level = level_of(spelling);
                names.iter().filter_map(|name| IndexLevel::from_name(name)).any(|wanted| {
                    // A log knows one level of the province, and its dossiers are with departments.
                    let wanted = match wanted {
                        IndexLevel::Province => IndexLevel::Department,
                        other => other,
                    };
                    level == Some(wanted)
                })
            };
            let groups = self.loaded.dossiers.groups(dimension).into_iter();
            let meant = groups.filter(|group| group.name.as_deref().is_some_and(is_meant));
            return meant.map(|group| group.key).collect();
        }
        let key = |name: &String| {
            canonical_name(dimension, name, plan.load.profile.as_ref())
                .map_or_else(|| fold(name), str::to_owned)
        };
        names.iter().flat_map(|name| self.loaded.dossiers.keys_of(dimension, &key(name))).collect()
    }

    /// The units of the period, each at the level that most of its dossiers bear.
    fn units_at_levels(
        &self,
        counter: &Counter<'_>,
    ) -> Result<Vec<(String, IndexLevel)>, PipelineError> {
        if !is_there(&self.loaded, Dimension::Unit) {
            return Ok(Vec::new());
        }
        let level = [Dimension::Level].into_iter().filter(|level| is_there(&self.loaded, *level));
        let by = [Dimension::Unit].into_iter().chain(level).collect();
        let cube = self.tally(counter, &self.frame, by)?;
        Ok(levels_of(&cube))
    }
}

/// The units of a cube by unit and level, each at the level that most of its dossiers bear.
pub(super) fn levels_of(cube: &Cube) -> Vec<(String, IndexLevel)> {
    let mut units: Vec<(String, BTreeMap<IndexLevel, u64>)> = Vec::new();
    for row in &cube.rows {
        let Some(unit) = row.group.first().cloned().flatten() else { continue };
        if units.last().is_none_or(|(known, _)| *known != unit) {
            units.push((unit, BTreeMap::new()));
        }
        let level = row.group.get(1).cloned().flatten().and_then(|name| level_of(&name));
        if let (Some((_, levels)), Some(level)) = (units.last_mut(), level) {
            let dossiers = row.tally.sum(&[Count::Opening, Count::Received]);
            *levels.entry(level).or_default() += dossiers;
        }
    }
    let most = |levels: BTreeMap<IndexLevel, u64>| {
        let most = levels.into_iter().max_by_key(|(_, dossiers)| *dossiers);
        most.map_or(IndexLevel::Department, |(level, _)| level)
    };
    units.into_iter().map(|(unit, levels)| (unit, most(levels))).collect()
}

/// Answers a question from a cube by unit, for the whole and each unit.
pub(super) fn answer(
    ask: &Ask,
    cube: &Cube,
    (usual, available): (Definition, Available<'_>),
    answers: &mut Answers,
) {
    let Some(indicator) = Indicator::from_id(&ask.indicator) else { return };
    let available = Available { evidence: cube.evidence, ..available };
    let measure = |tally: &Tally, reading| measure(indicator, tally, usual, reading, available);
    let mut readings = vec![RateReading::Usual];
    if indicator.id == ON_TIME_RATE.id {
        readings.extend(RateReading::OTHERS);
    }
    for reading in readings {
        let asked = ask.read_as(reading);
        let definition = reading.definition(usual);
        answers.insert(asked.clone(), None, measure(&cube.total, reading));
        let base = definition.and_then(|one| Base::of_whole(indicator, one, cube));
        if let Some(base) = base {
            answers.insert_base(asked.clone(), None, base);
        }
        for row in &cube.rows {
            let Some(unit) = row.group.first().cloned().flatten() else { continue };
            answers.insert(asked.clone(), Some(unit.clone()), measure(&row.tally, reading));
            let base = definition.and_then(|one| Base::new(indicator, one, &row.tally));
            if let Some(base) = base {
                answers.insert_base(asked.clone(), Some(unit), base);
            }
        }
    }
}

/// What the small logs answer. They know no levels and channels: a question with a filter has no answer
/// from them.
pub(super) fn answer_from_logs(
    asks: &[&Ask],
    (logs, period, below): (&OtherLogs, Period, u64),
    active: &Active,
    units: &[(String, IndexLevel)],
    answers: &mut Answers,
) {
    for ask in asks.iter().filter(|ask| ask.filters.is_empty()) {
        let Some(measures) = logs.measures(&ask.indicator, (period, below), active) else {
            continue;
        };
        answers.insert((*ask).clone(), None, measures.whole);
        for (unit, _) in units {
            // A log that does not name a unit has nothing about it.
            let measure = measures.by_unit.get(&fold(unit)).copied();
            let measure = measure.unwrap_or(Err(Absence::NoDossiers));
            answers.insert((*ask).clone(), Some(unit.clone()), measure);
        }
    }
}

/// Adds the procedures of a cube by procedure that have a dossier online, or one paid online.
pub(super) fn add_active(active: &mut Active, cube: &Cube) {
    let key = |group: &[Option<String>]| group.first().cloned().flatten().map(|name| fold(&name));
    let with = |count: Count| cube.rows.iter().filter(move |row| row.tally[count] > 0);
    active.online.extend(with(Count::ReceivedOnline).filter_map(|row| key(&row.group)));
    active.paid.extend(with(Count::PaidOnline).filter_map(|row| key(&row.group)));
}

fn measure(
    indicator: &Indicator,
    tally: &Tally,
    usual: Definition,
    reading: RateReading,
    available: Available<'_>,
) -> Measure {
    let undated = |numerator: &[Count]| {
        if !indicator.is_in_export(available.fields) {
            return Err(Absence::NotInExport);
        }
        Ratio::new(tally.sum(numerator), tally[Count::Resolved]).ok_or(Absence::NoDossiers)
    };
    match reading {
        RateReading::Usual => indicator.measure(tally, usual, available),
        RateReading::Definition(definition) => indicator.measure(tally, definition, available),
        RateReading::UndatedOnTime => undated(&[Count::Early, Count::OnTime, Count::Undated]),
        RateReading::UndatedLate => undated(&[Count::Early, Count::OnTime]),
    }
}

/// Whether an indicator is made of marks or working days.
fn needs_evidence(id: &str) -> bool {
    Indicator::from_id(id).is_some_and(Indicator::has_evidence)
}

/// Whether an indicator is one of the small logs.
pub(super) fn is_of_logs(id: &str) -> bool {
    let description = Description::find(id);
    description.is_some_and(|about| matches!(about.formula, FormulaText::Words(_)))
}

/// The level of a spelling, as the built-in forms know them.
pub(super) fn level_of(spelling: &str) -> Option<IndexLevel> {
    match FormPlan::built_in("06a")?.level_id(spelling)? {
        "province" => Some(IndexLevel::Department),
        "district" => Some(IndexLevel::District),
        "commune" => Some(IndexLevel::Commune),
        _ => None,
    }
}

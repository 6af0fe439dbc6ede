//! Targets → what each figure is against its plan: an exact share of the plan, an interval where the
//! figure is a sample, and a verdict, or why there is none.

use num_rational::BigRational;
use num_traits::Zero;

use super::interval::Interval;
use super::verdict::{Verdict, exact};
use crate::domain::{Absence, Ratio};
use crate::records::targets::{Plan, ReachedValue, Relation, Target};

/// What is to be compared with the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    Parts(Ratio),
    Share(BigRational),
    Amount(BigRational),
}

impl Figure {
    /// The share that it is, if it is one.
    #[must_use]
    pub fn share(&self) -> Option<BigRational> {
        match self {
            Self::Parts(ratio) => Some(exact(*ratio)),
            Self::Share(share) => Some(share.clone()),
            Self::Amount(_) => None,
        }
    }

    /// The number that a plan of this kind is about.
    fn against(&self, plan: &Plan) -> Option<BigRational> {
        match (self, plan) {
            (figure, Plan::Share(_)) => figure.share(),
            (Self::Parts(ratio), Plan::Amount(_)) => {
                Some(BigRational::from_integer(ratio.numerator().into()))
            }
            (Self::Amount(amount), Plan::Amount(_)) => Some(amount.clone()),
            (Self::Share(_), Plan::Amount(_)) => None,
        }
    }
}

/// What can be said of one target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    Verdict(Verdict),
    /// Nobody set a plan.
    NoPlan,
    /// Nobody told what was reached.
    NoFigure,
    /// A share beside a plan in units, or the other way round.
    NotComparable,
}

impl Judgement {
    /// The name in JSON and CSV.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verdict(verdict) => verdict.name(),
            Self::NoPlan => "no_plan",
            Self::NoFigure => "no_figure",
            Self::NotComparable => "not_comparable",
        }
    }
}

/// A target, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    pub figure: Result<Figure, Absence>,
    /// Figure over plan, where more is better and a plan above 0 is set.
    pub of_plan: Option<BigRational>,
    /// At 95 %; of samples only, and none of a sample of everything.
    pub interval: Option<Interval>,
    pub judgement: Judgement,
}

impl Assessment {
    #[must_use]
    pub fn new(target: &Target) -> Self {
        let figure = match &target.reached {
            ReachedValue::Parts { numerator, denominator } => {
                Ratio::new(*numerator, *denominator).map(Figure::Parts).ok_or(Absence::NoDossiers)
            }
            ReachedValue::Share(share) => Ok(Figure::Share(share.clone())),
            ReachedValue::Amount(amount) => Ok(Figure::Amount(amount.clone())),
            ReachedValue::Nothing => Err(Absence::NotInExport),
        };
        let interval = match &figure {
            Ok(Figure::Parts(ratio)) if target.is_sample => match target.population {
                Some(population) => Interval::wilson_of(*ratio, population),
                None => Some(Interval::wilson(*ratio)),
            },
            _ => None,
        };
        let of_plan = match (&figure, &target.plan) {
            (Ok(figure), Some(plan)) if target.relation == Relation::AtLeast => {
                let (Plan::Share(number) | Plan::Amount(number)) = plan;
                let against = figure.against(plan).filter(|_| !number.is_zero());
                against.map(|against| against / number)
            }
            _ => None,
        };
        let judgement = judge(target, figure.as_ref().ok());
        Self { figure, of_plan, interval, judgement }
    }
}

fn judge(target: &Target, figure: Option<&Figure>) -> Judgement {
    let Some(plan) = &target.plan else { return Judgement::NoPlan };
    let Some(figure) = figure else { return Judgement::NoFigure };
    let Some(against) = figure.against(plan) else { return Judgement::NotComparable };
    Judgement::Verdict(match (plan, figure) {
        (Plan::Share(share), Figure::Parts(ratio)) if target.is_sample => {
            Verdict::of_sample(*ratio, target.population, share, target.relation)
        }
        (Plan::Share(number) | Plan::Amount(number), _) => {
            Verdict::of_census(&against, number, target.relation)
        }
    })
}

/// How many targets were reached. A target without a plan is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TargetCounts {
    pub planned: u64,
    pub met: u64,
    pub missed: u64,
    pub inconclusive: u64,
    /// Without a figure, or with one that does not fit the plan.
    pub untold: u64,
    pub without_plan: u64,
}

impl TargetCounts {
    #[must_use]
    pub fn of<'a>(assessments: impl Iterator<Item = &'a Assessment>) -> Self {
        let mut goals = Self::default();
        for assessment in assessments {
            let slot = match assessment.judgement {
                Judgement::Verdict(Verdict::Met) => &mut goals.met,
                Judgement::Verdict(Verdict::Missed) => &mut goals.missed,
                Judgement::Verdict(Verdict::Inconclusive) => &mut goals.inconclusive,
                Judgement::NoFigure | Judgement::NotComparable => &mut goals.untold,
                Judgement::NoPlan => &mut goals.without_plan,
            };
            *slot += 1;
            goals.planned += u64::from(assessment.judgement != Judgement::NoPlan);
        }
        goals
    }
}

#[cfg(test)]
mod tests {
    use num_rational::BigRational;

    use super::{
        Assessment, Judgement, Plan, ReachedValue, Relation, Target, TargetCounts, Verdict,
    };
    use crate::domain::{Absence, Day, Period};

    fn number(numerator: i64, denominator: i64) -> BigRational {
        BigRational::new(numerator.into(), denominator.into())
    }

    fn target(reached: ReachedValue, plan: Option<Plan>) -> Target {
        Target {
            unit: None,
            indicator: "x".to_owned(),
            period_text: "2024".to_owned(),
            period: Period::new(Day(0), Day(1)).expect("a period"),
            reached,
            printed: None,
            plan,
            relation: Relation::AtLeast,
            unit_of_measure: None,
            is_sample: false,
            population: None,
            note: None,
        }
    }

    #[test]
    fn targets_by_hand() {
        let met = Judgement::Verdict(Verdict::Met);
        let missed = Judgement::Verdict(Verdict::Missed);
        let parts = |numerator, denominator| ReachedValue::Parts { numerator, denominator };
        let share = |n, d| Some(Plan::Share(number(n, d)));
        let amount = |n| Some(Plan::Amount(number(n, 1)));
        for (reached, plan, of_plan, judgement) in [
            (
                ReachedValue::Amount(number(2_465, 1)),
                amount(2_500),
                Some(number(986, 1_000)),
                missed,
            ),
            (parts(244, 254), share(96, 100), Some(number(24_400, 24_384)), met),
            (parts(244, 254), amount(254), Some(number(244, 254)), missed),
            (ReachedValue::Share(number(4, 5)), share(80, 100), Some(number(1, 1)), met),
            (ReachedValue::Share(number(4, 5)), amount(80), None, Judgement::NotComparable),
            (ReachedValue::Amount(number(80, 1)), share(80, 100), None, Judgement::NotComparable),
            (ReachedValue::Nothing, share(80, 100), None, Judgement::NoFigure),
            (parts(0, 0), share(80, 100), None, Judgement::NoFigure),
            (parts(36, 36), None, None, Judgement::NoPlan),
            (parts(1, 3), share(0, 1), None, met),
        ] {
            let assessment = Assessment::new(&target(reached.clone(), plan.clone()));
            assert_eq!(assessment.of_plan, of_plan, "{reached:?} {plan:?}");
            assert_eq!(assessment.judgement, judgement, "{reached:?} {plan:?}");
            assert_eq!(assessment.interval, None, "counted, not sampled");
        }
        let nothing = Assessment::new(&target(parts(0, 0), None));
        assert_eq!(nothing.figure, Err(Absence::NoDossiers));
    }

    #[test]
    fn a_sample_has_an_interval_and_three_verdicts() {
        let mut sample = target(
            ReachedValue::Parts { numerator: 95, denominator: 100 },
            Some(Plan::Share(number(9, 10))),
        );
        sample.is_sample = true;
        let assessment = Assessment::new(&sample);
        assert_eq!(assessment.judgement, Judgement::Verdict(Verdict::Inconclusive));
        assert!(assessment.interval.is_some_and(|interval| interval.low < 0.9));
        sample.population = Some(120);
        assert_eq!(Assessment::new(&sample).judgement, Judgement::Verdict(Verdict::Met));
        sample.population = Some(100);
        let all = Assessment::new(&sample);
        assert_eq!((all.interval, all.judgement), (None, Judgement::Verdict(Verdict::Met)));
    }

    #[test]
    fn goals_are_those_with_a_plan() {
        let targets = [
            target(ReachedValue::Amount(number(1, 1)), Some(Plan::Amount(number(1, 1)))),
            target(ReachedValue::Amount(number(1, 1)), Some(Plan::Amount(number(2, 1)))),
            target(ReachedValue::Nothing, Some(Plan::Amount(number(2, 1)))),
            target(ReachedValue::Amount(number(1, 1)), None),
        ];
        let assessments = targets.map(|target| Assessment::new(&target));
        let goals = TargetCounts::of(assessments.iter());
        let expected = TargetCounts {
            planned: 3,
            met: 1,
            missed: 1,
            untold: 1,
            without_plan: 1,
            inconclusive: 0,
        };
        assert_eq!(goals, expected);
    }
}

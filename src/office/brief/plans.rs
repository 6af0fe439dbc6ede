//! The plans of an office → the one for a figure of a unit in a period, and what the figure is against it.

use std::collections::BTreeSet;

use num_rational::BigRational;

use super::input::BriefInput;
use crate::answers::publication::Headline;
use crate::answers::publication::columns::rate_name;
use crate::answers::{Cell, Phrase};
use crate::domain::fold;
use crate::indicators::targets::{Assessment, Judgement};
use crate::indicators::{Indicator, Verdict};
use crate::records::targets::{Plan, ReachedValue, Relation, Target};
use crate::tally::Count;
use crate::words::Lang;

/// A plan with what was reached of it.
pub struct Planned<'a> {
    pub target: &'a Target,
    pub verdict: Option<Verdict>,
}

/// The plan for a figure: of the unit, or of everybody; of the shortest period that holds this one.
pub fn planned<'a>(input: &BriefInput<'a>, headline: &Headline) -> Option<Planned<'a>> {
    let frame = &input.sections.study.frame;
    let unit = input.sections.unit.map(fold);
    let is_of_unit = |target: &&Target| match (&target.unit, &unit) {
        (None, _) => true,
        (Some(name), Some(unit)) => fold(name) == *unit,
        (Some(name), None) => fold(name) == fold(input.subject),
    };
    let names = names(headline);
    let mut plans: Vec<&Target> = input
        .plans
        .iter()
        .filter(|target| target.plan.is_some() && names.contains(&fold(&target.indicator)))
        .filter(|target| {
            target.period.from <= frame.period.from && frame.period.to <= target.period.to
        })
        .filter(is_of_unit)
        .collect();
    plans.sort_by_key(|target| (target.unit.is_none(), target.period.to.0 - target.period.from.0));
    let target = *plans.first()?;
    // So many in a year are not so many in a month; what is open on a day is of that day.
    let is_amount = matches!(target.plan, Some(Plan::Amount(_)));
    let is_of_a_day = headline.key == Count::ClosingOverdue.name();
    let may_be_judged = !is_amount || is_of_a_day || target.period == frame.period;
    let verdict = may_be_judged.then(|| verdict(target, &headline.figure)).flatten();
    Some(Planned { target, verdict })
}

/// What a plan may call a figure.
fn names(headline: &Headline) -> Vec<String> {
    let mut names = vec![fold(headline.key), fold(&headline.label)];
    names.extend(Indicator::from_id(headline.key).into_iter().flat_map(names_of_rate));
    names
}

fn names_of_rate(indicator: &'static Indicator) -> impl Iterator<Item = String> {
    let texts = [indicator.name(), indicator.short_name()];
    let texts = texts.into_iter().flat_map(|text| [text.vi, text.en]).map(fold);
    texts.chain(Lang::ALL.map(|lang| fold(&rate_name(lang, indicator))))
}

/// The targets with a plan that no figure of the page bears the name of.
pub fn without_figure<'a>(plans: &'a [Target], headlines: &[Headline]) -> BTreeSet<&'a str> {
    let known: Vec<String> = headlines.iter().flat_map(names).collect();
    let is_unknown = |target: &&Target| !known.contains(&fold(&target.indicator));
    let planned = plans.iter().filter(|target| target.plan.is_some()).filter(is_unknown);
    planned.map(|target| target.indicator.as_str()).collect()
}

fn verdict(target: &Target, figure: &Cell) -> Option<Verdict> {
    let reached = match figure {
        Cell::Rate(Ok(ratio)) => {
            ReachedValue::Parts { numerator: ratio.numerator(), denominator: ratio.denominator() }
        }
        Cell::Count(count) => ReachedValue::Amount(BigRational::from_integer((*count).into())),
        _ => return None,
    };
    match Assessment::new(&Target { reached, is_sample: false, ..target.clone() }).judgement {
        Judgement::Verdict(verdict) => Some(verdict),
        Judgement::NoPlan | Judgement::NoFigure | Judgement::NotComparable => None,
    }
}

/// `ít nhất 95,00%`
pub fn words(lang: Lang, target: &Target) -> Option<Phrase> {
    let relation = match target.relation {
        Relation::AtLeast => lang.of("từ ", "at least "),
        Relation::AtMost => lang.of("không quá ", "at most "),
        Relation::Equals => "",
    };
    let phrase = Phrase::from(relation);
    Some(match target.plan.as_ref()? {
        Plan::Share(share) => phrase.share(share.clone()),
        Plan::Amount(amount) if amount.is_integer() => {
            phrase.count(amount.to_integer().try_into().ok()?)
        }
        Plan::Amount(amount) => phrase.points(amount.clone()),
    })
}

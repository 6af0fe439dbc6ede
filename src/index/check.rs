//! What the parts of an index have to keep to among themselves, and declared inputs to the index.

use std::collections::BTreeSet;

use num_traits::{One, Signed, Zero};

use super::answers::{Declaration, Declarations, DeclaredValue};
use super::criteria::{Criterion, Index};
use super::rules::{BandRule, Rule};
use crate::domain::Exact;
use crate::domain::exact::to_float;
use crate::indicators::{Description, Quantity, Sense};
use crate::settings::{Problems, SettingsProblem, at};
use crate::words::Bilingual;

const GROUP: Bilingual = Bilingual { vi: "nhóm", en: "group" };
const CRITERION: Bilingual =
    Bilingual { vi: "tiêu chí có tỷ lệ", en: "criterion with a rate" };
const SOURCE: Bilingual = Bilingual { vi: "nguồn", en: "source" };

/// Every part by itself and the names it uses of others.
pub(super) fn parts(index: &Index, problems: &mut Problems) {
    names(index, problems);
    for criterion in &index.criteria {
        rule(criterion, problems);
    }
    bands(index, problems);
    views(index, problems);
}

/// Names that one part uses of another.
fn names(index: &Index, problems: &mut Problems) {
    let groups = || index.groups.iter().map(|group| group.id.as_str());
    let sources = || index.sources.iter().map(|source| source.id.as_str());
    for criterion in &index.criteria {
        let path = format!("criteria.{}", criterion.id);
        if !groups().any(|group| group == criterion.group) {
            problems.unknown(format!("{path}.group"), GROUP, &criterion.group, groups());
        }
        let rates = || {
            let others = index.criteria.iter().filter(|other| other.id != criterion.id);
            others.filter(|other| other.rule.takes_rates()).map(|other| other.id.as_str())
        };
        if let Some(times) =
            criterion.times.as_ref().filter(|times| !rates().any(|id| id == *times))
        {
            problems.unknown(format!("{path}.times"), CRITERION, times, rates());
        }
        if !sources().any(|source| source == criterion.source) {
            problems.unknown(format!("{path}.source"), SOURCE, &criterion.source, sources());
        }
    }
    let mut known = BTreeSet::new();
    for (place, group) in index.groups.iter().enumerate() {
        if !known.insert(&group.id) {
            problems.add(at("groups", place), SettingsProblem::Twice(group.id.clone()));
        }
    }
    for (list, is_empty) in
        [("groups", index.groups.is_empty()), ("criteria", index.criteria.is_empty())]
    {
        if is_empty {
            problems.add(list, SettingsProblem::Missing);
        }
    }
}

fn is_share(value: &Exact) -> bool {
    value.is_positive() && *value <= Exact::one()
}

fn rule(criterion: &Criterion, problems: &mut Problems) {
    let key = format!("criteria.{}.rule", criterion.id);
    if criterion.max.is_negative() {
        let key = format!("criteria.{}.max", criterion.id);
        problems.rule(key, "không được âm", "must not be negative");
    }
    let is_monitor = criterion.rule == Rule::Monitor;
    if is_monitor != criterion.max.is_zero() {
        let key = format!("criteria.{}.max", criterion.id);
        problems.rule(
            key,
            "bằng 0 khi và chỉ khi tiêu chí chỉ để theo dõi (`monitor`)",
            "is 0 for criteria that are only monitored, and for no others",
        );
    }
    let must = |holds: bool, problems: &mut Problems, vi, en| {
        if !holds {
            problems.rule(&key, vi, en);
        }
    };
    match &criterion.rule {
        Rule::Cap { cap } => {
            must(is_share(cap), problems, "`cap` từ trên 0 đến 1", "`cap` is above 0, at most 1");
        }
        Rule::LinearAbove { zero_below, full_at } => must(
            is_share(full_at) && !zero_below.is_negative() && zero_below <= full_at,
            problems,
            "cần 0 ≤ `zero_below` ≤ `full_at` ≤ 1",
            "takes 0 ≤ `zero_below` ≤ `full_at` ≤ 1",
        ),
        Rule::YesNo { at_least } => must(
            is_share(at_least),
            problems,
            "`at_least` từ trên 0 đến 1",
            "`at_least` is above 0, at most 1",
        ),
        Rule::Survey { scale } => {
            must(scale.is_positive(), problems, "`scale` phải dương", "`scale` is positive");
        }
        Rule::Mean { of } => {
            must(of.is_positive(), problems, "`of` phải dương", "`of` is positive");
        }
        Rule::Steps { steps } => steps_rule(criterion, steps, problems),
        Rule::Bands { bands } => bands_rule(criterion, bands, problems),
        Rule::Linear | Rule::Declared | Rule::Monitor => {}
    }
    asked(criterion, problems);
}

/// Whether the rule and what it asks go together.
fn asked(criterion: &Criterion, problems: &mut Problems) {
    let path = format!("criteria.{}", criterion.id);
    let Some(ask) = &criterion.ask else {
        if criterion.times.is_some() {
            problems.rule(
                format!("{path}.times"),
                "cần `indicator` đi kèm",
                "goes with an `indicator` only",
            );
        }
        return;
    };
    if matches!(criterion.rule, Rule::Declared | Rule::Survey { .. }) {
        problems.rule(
            format!("{path}.indicator"),
            "quy tắc `declared` và `survey` không lấy số từ dữ liệu",
            "the rules `declared` and `survey` take nothing from logs",
        );
    }
    let quantity = Description::find(&ask.indicator).map(|indicator| indicator.quantity);
    let is_mean = matches!(criterion.rule, Rule::Mean { .. });
    let fits = match quantity {
        Some(Quantity::Points) => is_mean,
        Some(Quantity::Share) | None => !is_mean,
        Some(Quantity::Days) => false,
    };
    if !fits && criterion.rule != Rule::Monitor {
        problems.rule(
            format!("{path}.rule"),
            "không hợp với chỉ tiêu: điểm bình quân dùng `mean`, tỷ lệ dùng quy tắc khác, số ngày chỉ theo dõi",
            "does not fit the indicator: means of points take `mean`, shares another rule, days are only monitored",
        );
    }
    let falls = Description::find(&ask.indicator)
        .is_some_and(|indicator| indicator.sense == Sense::LowerIsBetter);
    let rises = !matches!(criterion.rule, Rule::Bands { .. } | Rule::Monitor);
    if falls && rises {
        problems.rule(
            format!("{path}.rule"),
            "chỉ tiêu này càng thấp càng tốt: chỉ dùng được quy tắc `bands`",
            "less of this indicator is better: only the rule `bands` fits",
        );
    }
}

fn steps_rule(criterion: &Criterion, steps: &[(Exact, Exact)], problems: &mut Problems) {
    let key = format!("criteria.{}.rule.steps", criterion.id);
    let descend = steps.windows(2).all(|pair| match pair {
        [(high, more), (low, less)] => high > low && more > less,
        _ => true,
    });
    if steps.is_empty() || !descend {
        problems.rule(
            &key,
            "các bậc phải giảm dần, cả `at_least` lẫn `points`",
            "the steps descend, in `at_least` and in `points`",
        );
    }
    points_within(criterion, &key, steps.iter().map(|(_, points)| points), problems);
}

fn bands_rule(criterion: &Criterion, bands: &[BandRule], problems: &mut Problems) {
    let key = format!("criteria.{}.rule.bands", criterion.id);
    for (place, pair) in bands.windows(2).enumerate() {
        let [below, above] = pair else { continue };
        let key = at(&key, place + 1);
        match &below.to {
            Some(to) if *to > above.from => {
                problems.rule(key, "chồng lên khoảng trước", "overlaps the band before it");
            }
            Some(to) if *to < above.from => {
                problems.rule(key, "hở với khoảng trước", "leaves a gap behind the band before it");
            }
            Some(_) => {}
            None => problems.rule(
                at(&format!("criteria.{}.rule.bands", criterion.id), place),
                "chỉ khoảng cuối cùng không có `to`",
                "only the last band has no `to`",
            ),
        }
    }
    let begins = bands.first().is_some_and(|band| band.from.is_zero());
    let ends = bands.last().is_some_and(|band| band.to.is_none());
    if !begins || !ends {
        problems.rule(
            &key,
            "khoảng đầu bắt đầu từ 0, khoảng cuối không có `to`",
            "the first band begins at 0, the last one has no `to`",
        );
    }
    points_within(criterion, &key, bands.iter().map(|band| &band.points), problems);
}

/// The best step or band is worth the maximum, none is worth more or less than nothing.
fn points_within<'a>(
    criterion: &Criterion,
    key: &str,
    points: impl Iterator<Item = &'a Exact> + Clone,
    problems: &mut Problems,
) {
    if points.clone().any(Signed::is_negative) || points.max() != Some(&criterion.max) {
        problems.rule(
            key,
            "mức cao nhất phải bằng điểm tối đa của tiêu chí, không mức nào âm",
            "the best is worth the maximum of the criterion, none is negative",
        );
    }
}

/// Maxima of criteria against those of their groups, and of groups against the total.
pub(super) fn sums(index: &Index, problems: &mut Problems) {
    let say = |key: String, whole: &Exact, parts: &Exact, problems: &mut Problems| {
        if whole != parts {
            let (whole, parts) = (to_float(whole), to_float(parts));
            problems.say(
                key,
                format!("là {whole}, nhưng các phần cộng lại là {parts}"),
                format!("is {whole}, but its parts add up to {parts}"),
            );
        }
    };
    for (place, group) in index.groups.iter().enumerate() {
        let parts = index.criteria.iter().filter(|criterion| criterion.group == group.id);
        let sum = parts.fold(Exact::zero(), |sum, criterion| sum + &criterion.max);
        say(format!("{}.max", at("groups", place)), &group.max, &sum, problems);
    }
    let sum = index.groups.iter().fold(Exact::zero(), |sum, group| sum + &group.max);
    say("total".to_owned(), &index.total, &sum, problems);
}

fn bands(index: &Index, problems: &mut Problems) {
    let descend = index.bands.windows(2).all(|pair| match pair {
        [high, low] => high.from > low.from,
        _ => true,
    });
    if !descend {
        problems.rule(
            "bands",
            "các mức xếp loại chồng lên nhau: `from` phải giảm dần",
            "the bands overlap: `from` has to descend",
        );
    }
    let within = index.bands.iter().all(|band| !band.from.is_negative() && band.from < index.total);
    let reaches_zero = index.bands.last().is_none_or(|band| band.from.is_zero());
    if !within || !reaches_zero {
        problems.rule(
            "bands",
            "các mức nằm dưới tổng điểm, mức cuối bắt đầu từ 0",
            "the bands lie below the total, the last one begins at 0",
        );
    }
}

/// Every group stands in a view once.
fn views(index: &Index, problems: &mut Problems) {
    for (place, view) in index.views.iter().enumerate() {
        let key = format!("{}.groups", at("views", place));
        let mut left: BTreeSet<&str> = index.groups.iter().map(|group| group.id.as_str()).collect();
        for id in view.groups.iter().flat_map(|group| &group.of) {
            let is_known = index.groups.iter().any(|group| group.id == *id);
            if !is_known {
                problems.unknown(&key, GROUP, id, index.groups.iter().map(|g| g.id.as_str()));
            } else if !left.remove(id.as_str()) {
                problems.add(&key, SettingsProblem::Twice(id.clone()));
            }
        }
        if !left.is_empty() {
            let left: Vec<&str> = left.into_iter().collect();
            let left = left.join(", ");
            problems.say(&key, format!("thiếu nhóm {left}"), format!("lacks the group {left}"));
        }
    }
}

/// What is wrong with a declared input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclarationProblem {
    pub declaration: Declaration,
    /// Vietnamese and English.
    pub vi: String,
    pub en: String,
}

/// Everything that declared inputs get wrong about an index: unknown criteria, values outside of what
/// their rule takes, points above the maximum.
pub fn check_declarations(index: &Index, declarations: &Declarations) -> Vec<DeclarationProblem> {
    let problem = |declaration: &Declaration| {
        let said = match index.criterion(&declaration.criterion) {
            None => Some((
                format!("bộ tiêu chí {} không có tiêu chí `{}`", index.id, declaration.criterion),
                format!("the index {} has no criterion `{}`", index.id, declaration.criterion),
            )),
            Some(criterion) => misfit(criterion, &declaration.value),
        };
        said.map(|(vi, en)| DeclarationProblem { declaration: declaration.clone(), vi, en })
    };
    declarations.0.iter().filter_map(problem).collect()
}

fn misfit(criterion: &Criterion, value: &DeclaredValue) -> Option<(String, String)> {
    let say = |vi: &str, en: &str| Some((vi.to_owned(), en.to_owned()));
    let above = |points: &Exact| {
        let (points, max) = (to_float(points), to_float(&criterion.max));
        let id = &criterion.id;
        Some((
            format!("{points} điểm, ngoài khoảng từ 0 đến điểm tối đa {max} của tiêu chí {id}"),
            format!("{points} points, not within 0 and {max}, the maximum of criterion {id}"),
        ))
    };
    match (value, &criterion.rule) {
        (_, Rule::Monitor) => say(
            "tiêu chí chỉ để theo dõi, không có điểm để khai",
            "the criterion is only monitored and has no points to declare",
        ),
        (DeclaredValue::Points(points), _) | (DeclaredValue::Value(points), Rule::Declared) => {
            let is_within = !points.is_negative() && *points <= criterion.max;
            if is_within { None } else { above(points) }
        }
        (DeclaredValue::Value(value), Rule::Survey { scale }) => {
            if !value.is_negative() && value <= scale {
                return None;
            }
            let (value, scale) = (to_float(value), to_float(scale));
            Some((
                format!("giá trị điều tra {value} ngoài thang từ 0 đến {scale}"),
                format!("the survey's value {value} is not within 0 and {scale}"),
            ))
        }
        (DeclaredValue::Parts { .. }, Rule::Declared | Rule::Survey { .. }) => say(
            "tiêu chí này cần điểm hoặc giá trị, không nhận tử số và mẫu số",
            "the criterion takes points or a value, no numerator and denominator",
        ),
        (DeclaredValue::Value(rate), _) => {
            let is_share = !rate.is_negative() && *rate <= Exact::one();
            if is_share {
                None
            } else {
                say(
                    "tỷ lệ ghi từ 0 đến 1 (95% ghi là 0,95)",
                    "a rate is written from 0 to 1 (95% as 0.95)",
                )
            }
        }
        (DeclaredValue::Parts { numerator, denominator }, _) => {
            let fits = !numerator.is_negative() && numerator <= denominator;
            if fits {
                None
            } else {
                say(
                    "tử số lớn hơn mẫu số, hoặc âm",
                    "the numerator exceeds the denominator, or is negative",
                )
            }
        }
    }
}

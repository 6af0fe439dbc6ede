//! Where counts without a column of their own go: the plan's defaults, and what the user chose instead.

use std::collections::BTreeMap;
use std::fmt;

use super::plan::{FormPlan, PlacementRule};
use crate::tally::Count;
use crate::words::Lang;

/// The choices for one plan; empty means its defaults.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Placements {
    /// Places of columns in the plan.
    chosen: BTreeMap<Count, usize>,
}

/// Everything that is wrong with the options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacementError {
    pub form: String,
    pub problems: Vec<(String, PlacementProblem)>,
}

/// What is wrong with one option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlacementProblem {
    /// Not `count=column`.
    NotAPair,
    /// No count that this form places, with those that it does.
    UnknownCount {
        known: Vec<&'static str>,
        nearest: Option<String>,
    },
    /// No column that the count may stand in, with those that it may.
    UnknownColumn {
        allowed: Vec<String>,
    },
    Twice,
}

impl Placements {
    /// Reads options such as `returned=8`: the name of a count and the number or key of a column.
    ///
    /// # Errors
    /// With every option that the plan does not allow.
    pub fn parse(options: &[String], plan: &FormPlan) -> Result<Self, PlacementError> {
        let mut placements = Self::default();
        let mut problems = Vec::new();
        for option in options {
            match read(option, plan) {
                Ok((count, _)) if placements.chosen.contains_key(&count) => {
                    problems.push((option.clone(), PlacementProblem::Twice));
                }
                Ok((count, column)) => {
                    placements.chosen.insert(count, column);
                }
                Err(problem) => problems.push((option.clone(), problem)),
            }
        }
        if problems.is_empty() {
            Ok(placements)
        } else {
            Err(PlacementError { form: plan.id.clone(), problems })
        }
    }

    /// The column of a rule: chosen, if the plan allows the choice, else its default.
    pub fn column(&self, rule: &PlacementRule) -> usize {
        let chosen = self.chosen.get(&rule.count).copied();
        chosen.filter(|place| rule.alternatives.contains(place)).unwrap_or(rule.default)
    }
}

/// One option.
fn read(option: &str, plan: &FormPlan) -> Result<(Count, usize), PlacementProblem> {
    let (name, column) = option.split_once('=').ok_or(PlacementProblem::NotAPair)?;
    let (name, column) = (name.trim(), column.trim());
    let rule = plan.placements.iter().find(|rule| rule.count.name() == name);
    let rule = rule.ok_or_else(|| {
        let known: Vec<&str> = plan.placements.iter().map(|rule| rule.count.name()).collect();
        let nearest = crate::domain::nearest(name, known.iter().copied());
        PlacementProblem::UnknownCount { known, nearest }
    })?;
    let is_meant = |place: &&usize| {
        let named = plan.columns.get(**place);
        named.is_some_and(|other| other.number == column || other.key == column)
    };
    let place = std::iter::once(&rule.default).chain(&rule.alternatives).find(is_meant);
    let place = place.ok_or_else(|| {
        let places = std::iter::once(&rule.default).chain(&rule.alternatives);
        let columns = places.filter_map(|place| plan.columns.get(*place));
        let allowed = columns.map(|column| column.number.clone()).collect();
        PlacementProblem::UnknownColumn { allowed }
    })?;
    Ok((rule.count, *place))
}

impl std::error::Error for PlacementError {}

impl fmt::Display for PlacementError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.lines(Lang::En).join("\n"))
    }
}

impl PlacementError {
    /// One line per option, for people.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let start = lang.of("biểu", "form");
        let line = |(option, problem): &(String, PlacementProblem)| {
            format!("{start} {}: `{option}`: {}", self.form, problem.text(lang))
        };
        self.problems.iter().map(line).collect()
    }
}

impl PlacementProblem {
    /// The problem in words, without the option.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::NotAPair => lang
                .of("phải có dạng `returned=8`", "has to be written like `returned=8`")
                .to_owned(),
            Self::UnknownCount { known, nearest } => {
                let known = known.join(", ");
                let mut text = match lang {
                    Lang::Vi => format!("biểu chỉ xếp {known}"),
                    Lang::En => format!("the form places {known} only"),
                };
                if let Some(nearest) = nearest {
                    text.push_str(lang.of("; có phải `", "; did you mean `"));
                    text.push_str(nearest);
                    text.push_str("`?");
                }
                text
            }
            Self::UnknownColumn { allowed } => {
                let start = lang.of("chỉ được xếp vào cột ", "goes into column ");
                format!("{start}{}", allowed.join(lang.of(" hoặc ", " or ")))
            }
            Self::Twice => {
                lang.of("đã có một lựa chọn khác", "there is a choice already").to_owned()
            }
        }
    }
}

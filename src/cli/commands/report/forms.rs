//! The official forms and annexes that were asked for: read before the data are, filled for the whole
//! and for each unit.

use std::borrow::Cow;
use std::path::Path;

use crate::answers::publication::{Against, FilledForm, PeriodFacts, period_name};
use crate::answers::system_messages;
use crate::cli::commands::report::Arguments;
use crate::cli::failure::{Exit, Failure};
use crate::domain::Dimension;
use crate::domain::nearest;
use crate::office::BuildRequest;
use crate::office::forms::{
    AnnexContext, AnnexPlan, FormContext, FormPlan, Placements, PreviousPeriod, fill, fill_annex,
};
use crate::office::study::Study;
use crate::tally::Cube;
use crate::words::Lang;

/// Forms with their choices, each once, in the order in which they were asked for.
#[derive(Default)]
pub struct Forms {
    plans: Vec<(FormPlan, Placements)>,
    annex: Option<&'static AnnexPlan>,
}

impl Forms {
    /// Reads what was asked for.
    ///
    /// # Errors
    /// When there is no such form, its file is wrong, or a placement is none of any form.
    pub fn read(arguments: &Arguments, lang: Lang) -> Result<Self, Failure> {
        let mut plans: Vec<FormPlan> = Vec::new();
        for name in &arguments.forms {
            let plan = form_plan(name, lang)?;
            match plans.iter().find(|other| other.id == plan.id) {
                None => plans.push(plan),
                Some(other) if *other == plan => {}
                Some(_) => return Err(twice(&plan.id, name, lang)),
            }
        }
        let with_choices = plans.into_iter().map(|plan| {
            let placements = Placements::parse(&arguments.placements, &plan)
                .map_err(|error| Failure::message(Exit::Usage, error.lines(lang).join("\n")))?;
            Ok((plan, placements))
        });
        let annex = arguments.annex.and_then(|_| AnnexPlan::built_in("cchc"));
        Ok(Self { plans: with_choices.collect::<Result<_, Failure>>()?, annex })
    }

    /// What the forms need dossiers to be counted by.
    pub fn breakdowns(&self) -> Vec<Vec<Dimension>> {
        let of_forms = self.plans.iter().flat_map(|(plan, _)| plan.breakdowns());
        of_forms.chain(self.annex.into_iter().flat_map(AnnexPlan::breakdowns)).collect()
    }

    /// Whether one of them asks for marks or working days, which are counted only when they are asked for.
    pub fn has_evidence(&self) -> bool {
        let of_forms = self.plans.iter().any(|(plan, _)| plan.has_evidence());
        of_forms || self.annex.is_some_and(AnnexPlan::has_evidence)
    }

    /// Fills the forms about the whole or about one unit.
    ///
    /// # Errors
    /// When an equation of a form is broken: a bug.
    pub fn fill(
        &self,
        study: &Study,
        request: &BuildRequest,
        unit: Option<&str>,
    ) -> Result<Vec<FilledForm>, Failure> {
        let period = PeriodFacts::new(request.lang, &study.frame);
        let context = FormContext {
            lang: request.lang,
            period: &period,
            letterhead: &request.letterhead,
            fields: &study.loaded.fields,
        };
        let bug = |error| Failure::new(Exit::Output, error);
        let mut filled = Vec::new();
        for (plan, placements) in &self.plans {
            let cube = first_counted(study, &plan.breakdowns(), unit);
            filled.push(fill(plan, placements, &cube, &context).map_err(bug)?);
        }
        if let Some(plan) = self.annex {
            let cube = first_counted(study, &plan.breakdowns(), unit);
            let before = before(study, &cube.by, unit);
            let name = before
                .as_ref()
                .map(|(_, frame)| period_name(request.lang, frame.period, frame.rule));
            let previous = before.as_ref().zip(name.as_deref());
            let context = AnnexContext {
                form: context,
                definition: request.definition,
                suppress_below: request.suppress_below,
                has_mixed_scales: study.has_mixed_scales(unit),
                previous: previous.map(|((cube, _), name)| PreviousPeriod { cube, name }),
            };
            filled.push(fill_annex(plan, &cube, &context).map_err(bug)?);
        }
        Ok(filled)
    }
}

/// Two different forms of one id: their sheets would be one.
fn twice(id: &str, name: &str, lang: Lang) -> Failure {
    Failure::message(
        Exit::Config,
        match lang {
            Lang::Vi => {
                format!("`{name}`: đã có biểu khác mang id `{id}`; hãy đặt id khác trong tệp")
            }
            Lang::En => format!("`{name}`: another form has the id `{id}`; give it one of its own"),
        },
    )
}

/// A built-in form, or the file of a user's own.
///
/// # Errors
/// When there is no such form, or everything that is wrong with its file.
pub fn form_plan(name: &str, lang: Lang) -> Result<FormPlan, Failure> {
    if let Some(plan) = FormPlan::built_in(name) {
        return Ok(plan.clone());
    }
    if !Path::new(name).is_file() {
        let what = lang.of("không có biểu mẫu", "there is no form");
        let mut failure = Failure::message(Exit::Usage, format!("{what} `{name}`"));
        if let Some(nearest) = nearest(name, FormPlan::ids().into_iter()) {
            failure = failure.hint(match lang {
                Lang::Vi => format!("có phải ý bạn là `{nearest}`?"),
                Lang::En => format!("did you mean `{nearest}`?"),
            });
        }
        let known = FormPlan::ids().join(", ");
        return Err(failure.hint(match lang {
            Lang::Vi => format!("các biểu có sẵn: {known}; hoặc đường dẫn tới một tệp TOML"),
            Lang::En => format!("built in are {known}; or give the path of a TOML file"),
        }));
    }
    let text = std::fs::read_to_string(name).map_err(|error| {
        let what = lang.of("không đọc được biểu mẫu", "cannot read the form");
        let why = system_messages::unreadable(&error, lang);
        Failure::message(Exit::Config, format!("{what} `{name}`: {why}"))
    })?;
    FormPlan::parse(name, &text)
        .map_err(|error| Failure::message(Exit::Config, error.lines(lang).join("\n")))
}

/// The counts by the first of these groupings that the exports can tell.
fn first_counted(study: &Study, breakdowns: &[Vec<Dimension>], unit: Option<&str>) -> Cube {
    let counted = breakdowns.iter().find_map(|by| study.cube(by, unit));
    counted.map_or_else(|| Cube::empty(Vec::new()), Cow::into_owned)
}

/// The same counts of the period before, where the data cover it.
fn before<'a>(
    study: &'a Study,
    by: &[Dimension],
    unit: Option<&str>,
) -> Option<(Cube, &'a crate::tally::TimeFrame)> {
    let other = study.compared.iter().find(|other| other.against == Against::Previous)?;
    if other.of_both.is_some() {
        // A period without some of its units is no column beside one with all that are there.
        return None;
    }
    let cube = match unit {
        None => other.cube.roll_up(by)?,
        Some(unit) => study.of_unit(&other.cube, unit)?.roll_up(by)?,
    };
    Some((cube, &other.frame))
}

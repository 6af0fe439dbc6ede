//! From arguments to counts that a report is made from: everything that the office gives is read before
//! the data are, and the data are read once. `report` and `run` share it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::forms::Forms;
use super::package::Maker;
use super::scored;
use crate::answers::publication::{Letterhead, figures_named};
use crate::answers::system_messages;
use crate::archive::PROGRAM;
use crate::cli::commands::report::Arguments;
use crate::cli::commands::score::{declared, logs};
use crate::cli::counting::{CountedInput, Parts, Watch};
use crate::cli::failure::{Exit, Failure};
use crate::cli::publish::{self, MoreOptions};
use crate::cli::{plan, small_logs};
use crate::columns::TARGETS;
use crate::domain::{Dimension, Exact, exact};
use crate::index::Index;
use crate::office::BuildRequest;
use crate::office::study::Study;
use crate::pipeline;
use crate::read::Source;
use crate::records::targets::{self, Target};
use crate::render::formats::{FORMATS, FileFormat};
use crate::render::rendering::RenderOptions;
use crate::words::Lang;

/// What does not come from the data.
pub struct ReportSetup {
    /// What the report is written in; errors are told in the language of whoever waits for them.
    lang: Lang,
    formats: Vec<&'static FileFormat>,
    letterhead: Letterhead,
    plans: Vec<Target>,
    render: RenderOptions,
    forms: Forms,
    satisfaction_target: Option<Exact>,
}

/// What a run wants besides a report.
#[derive(Debug, Clone, Default)]
pub struct Extras {
    /// Whether what the archive keeps is asked for, too: hashes of dossier ids, and terms.
    pub is_kept: bool,
    /// What else dossiers are counted by.
    pub breakdowns: Vec<Vec<Dimension>>,
    /// Of the files behind the paths these alone; nothing for all.
    pub only: Option<BTreeSet<PathBuf>>,
}

/// What the data gave.
pub struct CountedReport {
    pub study: Study,
    pub request: BuildRequest,
    pub plan: pipeline::Plan,
}

impl ReportSetup {
    /// Reads what the office gives.
    ///
    /// # Errors
    /// When a file is missing or wrong.
    pub fn new(arguments: &Arguments, lang: Lang) -> Result<Self, Failure> {
        let template = arguments.template.as_deref().map(|path| template(path, lang));
        Ok(Self {
            lang,
            formats: formats(arguments),
            letterhead: letterhead(arguments.letterhead.as_deref(), lang)?,
            plans: plans(arguments.targets.as_deref(), lang)?,
            render: RenderOptions { template: template.transpose()? },
            forms: Forms::read(arguments, lang)?,
            satisfaction_target: satisfaction_target(arguments, lang)?,
        })
    }

    /// The same for a report in this language.
    #[must_use]
    pub fn in_language(self, lang: Lang) -> Self {
        Self { lang, ..self }
    }

    /// Reads and counts the data.
    ///
    /// # Errors
    /// When there is nothing to count, or what is declared does not fit.
    pub fn make(
        &self,
        arguments: &Arguments,
        extras: Extras,
        lang: Lang,
    ) -> Result<CountedReport, Failure> {
        let data = &arguments.data;
        let mut input = plan::input(&arguments.paths, data.profile.as_deref(), Some(data), lang)?;
        if let Some(only) = &extras.only {
            let is_asked = |source: &Source| source.path().is_some_and(|path| only.contains(path));
            input.load.sources.retain(is_asked);
        }
        let (size, discovery) = (input.size, input.discovery);
        let mut plan = plan::plan(input.load, &arguments.count, Vec::new(), lang)?;
        plan.load.keep_digests = extras.is_kept;
        if arguments.each.is_some() {
            plan.load.list_findings = Some(LISTED_ROWS);
        }
        plan.suppress_below = arguments.count.suppress_below.unwrap_or(SUPPRESS_BELOW).into();
        let figures = self.render.template.as_deref().map(figures_named).unwrap_or_default();
        if extras.is_kept || self.forms.has_evidence() || !figures.is_empty() {
            plan.load.keep_evidence();
        }
        let log = declared::log(&arguments.scored, lang)?;
        let logs = logs::read(&arguments.scored, lang)?;
        let index = scored::before(&arguments.scored, &plan, log.as_ref(), lang)?;
        let asks = index.as_ref().map(Index::asks).unwrap_or_default();
        let breakdowns = self.forms.breakdowns().into_iter().chain(extras.breakdowns);
        let breakdowns: Vec<_> = breakdowns.collect();
        let watch = Watch { size, discovery: &discovery, talk: &arguments.talk, lang };
        let study = watch.run(
            &plan,
            |plan| pipeline::study(plan, &breakdowns, &asks, &logs),
            |study: &mut Study| Parts {
                loaded: &mut study.loaded,
                frame: &study.frame,
                days_seen: study.days_seen,
            },
        )?;
        let CountedInput::Dossiers(study) = study else { return Err(only_tables(lang)) };
        let mut study = *study;
        if let Some(index) = index {
            study.assessment =
                Some(scored::after(&arguments.scored, index, &mut study, log.as_ref(), lang)?);
        }
        let request = BuildRequest {
            lang: self.lang,
            definition: plan.definition,
            grain: data.grain,
            suppress_below: plan.suppress_below,
            satisfaction_target: self.satisfaction_target.clone(),
            letterhead: self.letterhead.clone(),
            plans: self.plans.clone(),
            options: options(arguments, &plan, self.lang),
            figures,
            program: PROGRAM.to_owned(),
        };
        Ok(CountedReport { study, request, plan })
    }

    /// What makes the files.
    pub fn maker<'a>(&'a self, made: &'a CountedReport) -> Maker<'a> {
        Maker {
            study: &made.study,
            request: &made.request,
            forms: &self.forms,
            formats: &self.formats,
            render: &self.render,
        }
    }
}

/// In a report, answers of a unit with fewer ratings in a month are not told, if nothing else is said.
const SUPPRESS_BELOW: u32 = 10;

/// From there on the first rows of each finding and unit stand for the others, which are counted.
const LISTED_ROWS: usize = 200_000;

/// The formats asked for, each once, in the order of the registry.
fn formats(arguments: &Arguments) -> Vec<&'static FileFormat> {
    let is_asked = |format: &&FileFormat| {
        arguments.formats.is_empty() || arguments.formats.iter().any(|name| name == format.name)
    };
    FORMATS.iter().filter(is_asked).collect()
}

fn read(path: &Path, what: &str, lang: Lang) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| {
        let why = system_messages::unreadable(&error, lang);
        Failure::message(Exit::Config, format!("{what} `{}`: {why}", path.display()))
    })
}

/// The names of the office; none where no file is given.
///
/// # Errors
/// When the file cannot be read, or is wrong.
pub fn letterhead(path: Option<&Path>, lang: Lang) -> Result<Letterhead, Failure> {
    let Some(path) = path else { return Ok(Letterhead::default()) };
    let what = lang.of("không đọc được tệp tiêu đề", "cannot read the letterhead");
    let text = read(path, what, lang)?;
    Letterhead::parse(&text).map_err(|error| {
        let what = lang.of("tệp tiêu đề sai", "the letterhead is wrong");
        Failure::message(Exit::Config, format!("{what} `{}`: {error}", path.display()))
    })
}

/// The plans of the office; none where no table is given.
///
/// # Errors
/// When nothing in the table is a target.
pub fn plans(path: Option<&Path>, lang: Lang) -> Result<Vec<Target>, Failure> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let log = small_logs::read_from(path, &TARGETS, targets::read, lang)?;
    Ok(log.records.into_iter().map(|placed| placed.record).collect())
}

fn template(path: &Path, lang: Lang) -> Result<String, Failure> {
    read(path, lang.of("không đọc được mẫu lời văn", "cannot read the template"), lang)
}

fn satisfaction_target(arguments: &Arguments, lang: Lang) -> Result<Option<Exact>, Failure> {
    let Some(text) = &arguments.satisfaction_target else { return Ok(None) };
    exact::share(text).map(Some).ok_or_else(|| {
        let what = lang.of(
            "--satisfaction-target cần một tỷ lệ như 90% hoặc 0,9, không phải",
            "--satisfaction-target takes a share such as 90% or 0.9, not",
        );
        Failure::message(Exit::Usage, format!("{what} `{text}`"))
    })
}

fn only_tables(lang: Lang) -> Failure {
    let what = lang.of(
        "báo cáo cần dữ liệu hồ sơ; các tệp này là bảng tổng hợp",
        "a report needs dossier logs; these files are tables of counts",
    );
    Failure::message(Exit::Input, what)
}

/// Every option that shapes the figures, for the page that says where they come from.
fn options(arguments: &Arguments, plan: &pipeline::Plan, lang: Lang) -> Vec<(String, String)> {
    let pair = |vi, en, value: String| (lang.of(vi, en).to_owned(), value);
    let suppressed = plan.suppress_below.to_string();
    let target = arguments.satisfaction_target.clone().map(|target| {
        pair(
            "Mục tiêu hài lòng (--satisfaction-target)",
            "Satisfaction target (--satisfaction-target)",
            target,
        )
    });
    let index = arguments.scored.index.clone();
    let index = index.map(|index| pair("Bộ tiêu chí (--index)", "Index (--index)", index));
    let placed = arguments.placements.iter();
    let placed = placed.map(|one| {
        pair("Cột của biểu (--placement)", "Column of a form (--placement)", one.clone())
    });
    let more = MoreOptions {
        always: vec![pair(
            "Không công bố dưới (--suppress-below)",
            "Suppressed below (--suppress-below)",
            suppressed,
        )],
        typed: target.into_iter().chain(index).chain(placed).collect(),
    };
    publish::options(&arguments.data, &arguments.count, plan, more, lang)
}

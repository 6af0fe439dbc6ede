//! The reviewed file of the project → what one run reads, how it counts, where it writes.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};

use crate::archive::Archive;
use crate::archive::checks::Tolerance;
use crate::archive::month::MonthRecord;
use crate::cli::command::{self, Entry};
use crate::cli::commands::report;
use crate::cli::config::{self, Config, Settings};
use crate::cli::failure::{Exit, Failure};
use crate::cli::{messages, plan};
use crate::domain::{Day, Period, PeriodRule, Span};
use crate::words::Lang;

/// One run, planned.
pub struct Project {
    pub report: report::Arguments,
    /// Every option that shapes the figures or the report, by its name on the command line.
    pub options: BTreeMap<String, Vec<String>>,
    pub period: Period,
    pub rule: PeriodRule,
    /// The short name of the period: `2024-06`.
    pub slug: String,
    pub archive: Archive,
    /// What hides the ids of dossiers in the archive.
    pub key: PathBuf,
    /// Where the report goes for its readers.
    pub report_folder: PathBuf,
    pub compared_with: Vec<String>,
    pub months_kept: Option<u32>,
    /// What is done about units that are missing.
    pub missing_units: Tolerance,
    /// What is done about dossiers that the period before left open and that are in no export any more.
    pub lost_dossiers: Tolerance,
    config: Config,
    pub lang: Lang,
}

/// Options that say where and how to write and talk, and what to do about it: not what the month is.
const ASIDE: [&str; 9] =
    ["output", "force", "quiet", "verbose", "color", "config", "help", "fail-on", "print-template"];

impl Project {
    /// Plans the run of a period, in the folder of the project file.
    ///
    /// # Errors
    /// When something in it is wrong.
    pub fn new(
        config: Config,
        (period, rule): (Period, PeriodRule),
        (quiet, lang): (bool, Lang),
    ) -> Result<Self, Failure> {
        let archive = Archive::new(config.archive_folder().to_path_buf());
        // A report does not change its language with the machine that makes it.
        let report_lang = config.lang().unwrap_or(Lang::Vi);
        let slug = period.slug(rule);
        let inputs = config.inputs(&slug, &months_of(period));
        if inputs.is_empty() {
            let what = lang.of(
                "cchc.toml chưa nêu dữ liệu đầu vào ([inputs] paths)",
                "cchc.toml names no input ([inputs] paths)",
            );
            return Err(Failure::message(Exit::Config, what));
        }
        let span = format!("{}..{}", period.from, period.to);
        let (mut report, matches) = parse(&config, &inputs, &span)?;
        report.talk.quiet = quiet;
        let mut options = options(&matches);
        options.insert("lang".to_owned(), vec![report_lang.name().to_owned()]);
        Ok(Self {
            report,
            options,
            period,
            rule,
            archive,
            key: config.archive_key().to_path_buf(),
            report_folder: config.report_folder(&slug),
            compared_with: config.compared_with().to_vec(),
            months_kept: config.months_kept(),
            missing_units: Tolerance::parse(config.missing_units()).unwrap_or(Tolerance::Stop),
            lost_dossiers: Tolerance::parse(config.lost_dossiers()).unwrap_or(Tolerance::Stop),
            config,
            slug,
            lang: report_lang,
        })
    }
}

impl Project {
    /// Plans the run of a period by its name.
    ///
    /// # Errors
    /// When it is none, or something in the settings is wrong.
    pub fn named(config: &Config, period: &str, talk: (bool, Lang)) -> Result<Self, Failure> {
        let (periods, rule) = periods(config, (period, None), talk.1)?;
        let whole = plan::period(period, rule, talk.1)?;
        Self::new(config.clone(), (periods.first().copied().unwrap_or(whole), rule), talk)
    }

    /// What a run of another period reads.
    pub fn inputs_of(&self, period: Period) -> Vec<String> {
        self.config.inputs(&period.slug(self.rule), &months_of(period))
    }

    /// Folders that others than the office get to see.
    pub fn folders_in_view(&self) -> [&Path; 2] {
        [&self.archive.folder, &self.report_folder]
    }
}

/// The settings of the project, read in its folder: the same run from any folder.
///
/// # Errors
/// When there is no project file, or it is wrong.
pub fn enter(settings: &Settings<'_>, lang: Lang) -> Result<Config, Failure> {
    let config = settings.config;
    let Some(folder) = config.project_folder() else {
        let what = lang.of("không thấy tệp cchc.toml", "there is no cchc.toml");
        return Err(Failure::message(Exit::Config, what).hint(lang.of(
            "tạo một tệp bằng `cchc init`, hoặc chỉ đường dẫn bằng --config",
            "make one by `cchc init`, or name it by --config",
        )));
    };
    if folder.as_os_str().is_empty() {
        return Ok(config.clone());
    }
    let file = config.project_file().and_then(Path::file_name).map(PathBuf::from);
    std::env::set_current_dir(folder).map_err(|error| {
        let what = lang.of("không vào được thư mục", "cannot enter the folder");
        Failure::message(Exit::Config, format!("{what} `{}`: {error}", folder.display()))
    })?;
    let file = file.as_deref().and_then(Path::to_str);
    config.reload(file, settings.environment).map_err(|errors| messages::settings(&errors, lang))
}

/// `cchc report`, whose options a run takes from the settings.
fn report_command() -> Command {
    Entry::of::<report::Arguments>("report").described(Lang::En).bin_name("cchc report")
}

/// `cchc report` over the inputs, as the settings would have it.
fn parse(
    config: &Config,
    inputs: &[String],
    span: &str,
) -> Result<(report::Arguments, ArgMatches), Failure> {
    let mut line: Vec<OsString> = ["report", "--period", span, "--"].map(Into::into).to_vec();
    line.extend(inputs.iter().map(Into::into));
    let wrong = |error: clap::Error| Failure::message(Exit::Config, error.to_string());
    let matches = config::parse(report_command(), line, config).map_err(wrong)?;
    Ok((command::arguments(&matches)?, matches))
}

/// The periods that are asked for: the whole, or each of its steps, with the rule that they are read by.
///
/// # Errors
/// When the period is none.
pub fn periods(
    config: &Config,
    (period, every): (&str, Option<Span>),
    lang: Lang,
) -> Result<(Vec<Period>, PeriodRule), Failure> {
    let rule = rule(config)?;
    let whole = plan::period(period, rule, lang)?;
    let steps = every.map(|span| whole.steps(span, rule).into_iter().map(|step| step.period));
    Ok((steps.map_or_else(|| vec![whole], Iterator::collect), rule))
}

/// The months of the calendar that an archived period touches.
pub fn months_of_record(record: &MonthRecord) -> Vec<String> {
    let days = Day::parse(&record.period.from).zip(Day::parse(&record.period.to));
    let period = days.and_then(|(from, to)| Period::new(from, to));
    period.map(months_of).unwrap_or_default()
}

/// The months of the calendar that a period touches: `2026-03`.
fn months_of(period: Period) -> Vec<String> {
    let steps = period.steps(Span::Month, PeriodRule::Calendar);
    steps.into_iter().filter_map(|step| step.month).collect()
}

fn rule(config: &Config) -> Result<PeriodRule, Failure> {
    // The period is read by the rule, which the settings may say.
    let (report, _) = parse(config, &["-".to_owned()], "2000")?;
    Ok(report.count.period_rule)
}

fn options(matches: &ArgMatches) -> BTreeMap<String, Vec<String>> {
    let report = report_command();
    let arguments = report.get_arguments();
    let said = arguments.filter_map(|argument| {
        let name = argument.get_long().filter(|name| !ASIDE.contains(name))?;
        let values = matches.get_raw(argument.get_id().as_str())?;
        let values: Vec<String> =
            values.map(|value| value.to_string_lossy().into_owned()).collect();
        let is_off = !argument.get_action().takes_values() && values == ["false"];
        (!is_off && !values.is_empty()).then(|| (name.to_owned(), values))
    });
    said.collect()
}

/// `cchc report` over the inputs with exactly these options: as a month was made.
///
/// # Errors
/// When this version of the program does not know an option any more.
pub fn recorded(
    paths: &[String],
    options: &BTreeMap<String, Vec<String>>,
) -> Result<report::Arguments, Failure> {
    let command = report_command();
    let is_switch = |name: &str| {
        let mut arguments = command.get_arguments();
        arguments.any(|one| one.get_long() == Some(name) && !one.get_action().takes_values())
    };
    let mut line: Vec<OsString> = vec!["report".into()];
    for (name, values) in options {
        for value in values {
            line.push(if value == "true" && is_switch(name) {
                format!("--{name}").into()
            } else {
                format!("--{name}={value}").into()
            });
        }
    }
    line.push("--".into());
    line.extend(paths.iter().map(Into::into));
    let wrong = |error: clap::Error| Failure::message(Exit::Config, error.to_string());
    command::arguments(&command.try_get_matches_from(line).map_err(wrong)?)
}

//! `cchc list`: the dossiers of a state or behind a figure, by unit; rows that are no dossiers, too.

use clap::Args;

use crate::answers::listing::{ListState, Listing, SHOWN, Subject};
use crate::cli::answering::{exit, rendered};
use crate::cli::arguments::{DossierLogArgs, Format, PathArgs};
use crate::cli::choice::choice;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::commands::check::load_watched;
use crate::cli::commands::explain::unknown_figure;
use crate::cli::commands::score::logs;
use crate::cli::config::Settings;
use crate::cli::counting::{CountedInput, Parts, Watch, refuse_changed};
use crate::cli::dossier_file::{DossierFile, FileKind};
use crate::cli::failure::{Exit, Failure};
use crate::cli::telling::{tell_failed_files, tell_files, tell_ledger};
use crate::cli::{messages, plan, terminal};
use crate::domain::Absence;
use crate::indicators::Figure;
use crate::pipeline::{self, IdLimit, ListOutcome};
use crate::records::procedures::{self, Procedure};
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    pub inputs: PathArgs,
    /// Dossiers of this state; `rejected` and `superseded` are rows, whatever the period
    #[arg(long, value_name = "STATE", default_value = "overdue", conflicts_with = "figure",
          value_parser = choice(ListState::ALL, ListState::name))]
    pub state: ListState,
    /// Dossiers behind a count or an indicator: `late_rate`
    #[arg(long, value_name = "FIGURE")]
    pub figure: Option<String>,
    /// With `--state due`: due within so many working days; default 5
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=1000))]
    pub within: Option<u32>,
    /// Only dossiers of this unit; the same as `--where unit=NAME`
    #[arg(long, value_name = "NAME")]
    pub unit: Option<String>,
    /// Catalogue of procedures; may be repeated
    #[arg(long, value_name = "FILE")]
    pub procedures: Vec<String>,
    #[command(flatten)]
    pub log: DossierLogArgs,
}

/// Working days where nobody says how many.
const USUAL_DAYS: u32 = 5;

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "danh-sách",
        about: Bilingual {
            vi: "Danh sách hồ sơ theo đơn vị: quá hạn, sắp đến hạn, tạm dừng…, hoặc đứng sau một con số",
            en: "The dossiers of a state or behind a figure, by unit: overdue, due soon, paused, rejected rows",
        },
        examples: &[
            Example::new("cchc list EXPORTS", "hồ sơ quá hạn", "overdue dossiers"),
            Example::new(
                "cchc list EXPORTS --state due --within 3",
                "đến hạn trong 3 ngày làm việc",
                "due within 3 working days",
            ),
            Example::new(
                "cchc list EXPORTS --figure late_rate --format csv",
                "đứng sau một con số, thành CSV",
                "behind a figure, as CSV",
            ),
        ],
    };

    fn run(&self, _settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let subject = subject(self, lang)?;
        let kind = file_kind(self, lang)?;
        let catalogue = logs::one(&self.procedures, procedures::read, lang)?;
        let catalogue = catalogue.iter().flat_map(|log| &log.records).map(|placed| &placed.record);
        let catalogue: Vec<&Procedure> = catalogue.collect();
        let listing = match subject {
            Subject::State(state) if state.counts().is_empty() => {
                rows(self, state, &catalogue, lang)?
            }
            subject => dossiers(self, subject, (kind, &catalogue), lang)?,
        };
        let output = &self.log.output;
        match (&output.output, kind) {
            (Some(path), Some(kind)) => {
                let file = DossierFile {
                    title: lang.of("Danh sách hồ sơ", "List of dossiers"),
                    count: listing.rows.len(),
                    flat: &|| listing.flat(),
                    sheets: &|| listing.sheets(lang),
                };
                file.write(path, kind, output.talk.quiet, lang)?;
            }
            (target, _) => {
                let most = if target.is_some() { usize::MAX } else { SHOWN };
                let document = || listing.document(lang, most);
                let answer =
                    rendered(output, lang, document, &listing.record(), || listing.flat())?;
                terminal::deliver(&answer, output, lang)?;
            }
        }
        if !output.talk.quiet {
            tell_ledger(&listing.loaded, lang);
        }
        Ok(exit(&listing.loaded, self.log.data.fail_on.0))
    }
}

fn subject(arguments: &Arguments, lang: Lang) -> Result<Subject, Failure> {
    if let Some(word) = &arguments.figure {
        let figure = Figure::find(word).ok_or_else(|| unknown_figure(word, lang))?;
        refuse_within(arguments, lang)?;
        return Ok(Subject::Figure(figure));
    }
    let state = arguments.state;
    if state != ListState::Due {
        refuse_within(arguments, lang)?;
    }
    Ok(Subject::State(state))
}

fn refuse_within(arguments: &Arguments, lang: Lang) -> Result<(), Failure> {
    if arguments.within.is_none() {
        return Ok(());
    }
    let what = lang.of("--within chỉ dùng với --state due", "--within goes with --state due only");
    Err(Failure::message(Exit::Usage, what))
}

/// The kind of file that the name of the output asks for; told before a gigabyte is read.
fn file_kind(arguments: &Arguments, lang: Lang) -> Result<Option<FileKind>, Failure> {
    let output = &arguments.log.output;
    let kind = output.output.as_deref().and_then(FileKind::of);
    let agrees = match kind {
        None => true,
        Some(FileKind::Csv) => matches!(output.format, Format::Table | Format::Csv),
        Some(FileKind::Xlsx) => output.format == Format::Table,
    };
    if agrees {
        return Ok(kind);
    }
    let what = lang.of(
        "tên tệp ở --output và --format không khớp nhau",
        "the name of the --output file and --format contradict each other",
    );
    Err(Failure::message(Exit::Usage, what))
}

/// Dossiers that are counted.
fn dossiers(
    arguments: &Arguments,
    subject: Subject,
    (kind, catalogue): (Option<FileKind>, &[&Procedure]),
    lang: Lang,
) -> Result<Listing, Failure> {
    let (data, output) = (&arguments.log.data, &arguments.log.output);
    let input = plan::input(&arguments.inputs.paths, data.profile.as_deref(), Some(data), lang)?;
    let mut plan = plan::plan(input.load, &arguments.log.count, Vec::new(), lang)?;
    let unit = arguments.unit.iter().map(|unit| format!("unit={unit}"));
    let filters: Vec<String> = arguments.log.count.filters.iter().cloned().chain(unit).collect();
    plan.filters = plan::filters(&filters, lang)?;
    let is_due = matches!(subject, Subject::State(ListState::Due));
    let within = is_due.then(|| arguments.within.unwrap_or(USUAL_DAYS));
    let is_screen = kind.is_none() && matches!(output.format, Format::Table | Format::Md);
    let is_short = is_screen && output.output.is_none();
    let wanted = if is_short { IdLimit::First(SHOWN) } else { IdLimit::All };
    let watch = Watch { size: input.size, discovery: &input.discovery, talk: &output.talk, lang };
    let count = |plan: &pipeline::Plan| pipeline::list(plan, subject, within, (wanted, catalogue));
    let counted = watch.run(&plan, count, |outcome: &mut ListOutcome| Parts {
        loaded: &mut outcome.listing.loaded,
        frame: &outcome.frame,
        days_seen: outcome.days_seen,
    })?;
    let CountedInput::Dossiers(outcome) = counted else {
        let what = lang.of(
            "bảng tổng hợp không có hồ sơ nào; cần dữ liệu hồ sơ",
            "a table of counts has no dossiers; a dossier log is needed",
        );
        return Err(Failure::message(Exit::Input, what));
    };
    let name = subject.name();
    let what = match (outcome.absence, lang) {
        (None, _) => return Ok(outcome.listing),
        (Some(Absence::LaterState), _) => {
            let what = lang.of(
                "dữ liệu xuất sau ngày chốt, chỉ cho biết hồ sơ nào tạm dừng vào ngày xuất",
                "the data were exported after the as-of day and tell who was paused on the day of export only",
            );
            let how = lang.of(
                "bỏ --period và --as-of, hoặc dùng tệp xuất ngay sau kỳ",
                "leave out --period and --as-of, or use an export made just after the period",
            );
            return Err(Failure::message(Exit::Input, what).hint(how));
        }
        (_, Lang::Vi) => format!("thiếu cột hoặc dữ liệu kèm theo cần cho `{name}`"),
        (_, Lang::En) => format!("a column or log that `{name}` needs was not read"),
    };
    Err(Failure::message(Exit::Input, what).hint(format!("cchc indicators {name}")))
}

/// Rows that are rejected or superseded.
fn rows(
    arguments: &Arguments,
    state: ListState,
    catalogue: &[&Procedure],
    lang: Lang,
) -> Result<Listing, Failure> {
    let (data, output) = (&arguments.log.data, &arguments.log.output);
    let mut unit = arguments.unit.clone();
    for text in &arguments.log.count.filters {
        // Nothing but its unit can be told of a row that is no dossier.
        match text.split_once('=').map(|(name, value)| (name.trim(), value.trim())) {
            Some(("unit", name)) if unit.is_none() => unit = Some(name.to_owned()),
            _ => return Err(refused_filter(text, lang)),
        }
    }
    if arguments.log.count.period.is_some() {
        let what = lang.of(
            "dòng bị loại hoặc đã có bản mới hơn không thuộc kỳ nào; bỏ --period",
            "rejected and superseded rows belong to no period; leave out --period",
        );
        return Err(Failure::message(Exit::Usage, what));
    }
    let mut input =
        plan::input(&arguments.inputs.paths, data.profile.as_deref(), Some(data), lang)?;
    input.load = pipeline::left_out_request(input.load, state);
    let loaded = load_watched(&input, output)?;
    tell_failed_files(&loaded.findings, lang);
    if loaded.files.is_empty() {
        return Err(messages::pipeline(
            pipeline::PipelineError::NothingCountable(Box::new(loaded)),
            lang,
        ));
    }
    if output.talk.verbose {
        tell_files(&loaded, lang);
    }
    let listing = pipeline::left_out(&input.load, loaded, state, (unit.as_deref(), catalogue));
    refuse_changed(&input.load.opener, lang)?;
    Ok(listing)
}

fn refused_filter(text: &str, lang: Lang) -> Failure {
    let what = lang.of(
        "dòng bị loại hoặc đã có bản mới hơn chỉ lọc được theo một đơn vị, không theo",
        "rejected and superseded rows can be filtered by one unit only, not by",
    );
    Failure::message(Exit::Usage, format!("{what} `{text}`"))
}

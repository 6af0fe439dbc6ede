//! `cchc series`: rates over months, quarters and years, from archived months or from logs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::answers::publication::Provenance;
use crate::answers::publication::columns::Style;
use crate::answers::series::{document, flat, publication, record};
use crate::archive::Tallies;
use crate::archive::disk::counts_file;
use crate::archive::disk::run_facts::{RunFacts, facts_of_run};
use crate::archive::disk::tally_paths::tallies_behind;
use crate::archive::join::{JoinedTallies, Part, join};
use crate::cli::answering::{exit, rendered};
use crate::cli::archive_messages::OrFailure;
use crate::cli::archived;
use crate::cli::arguments::{CountArgs, DataArgs, EachArg, OutputArgs};
use crate::cli::choice::choice;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::counting::{CountedInput, Parts, Watch};
use crate::cli::failure::{Exit, Failure};
use crate::cli::publish::{self, FileEnding, MoreOptions};
use crate::cli::telling::tell_ledger;
use crate::cli::{plan, terminal};
use crate::domain::{CanonicalField, Dimension, Period};
use crate::dossiers::{Grain, Loaded};
use crate::indicators::Indicator;
use crate::pipeline::{self, Monthly, Plan};
use crate::render::narrative::series_template;
use crate::series::{
    CountedStep, Point, PublishedRate, Series, SeriesError, SeriesQuestion, StepLength, series,
};
use crate::tally::{Count, Cube};
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
    /// Archives of months, files of tallies, or dossier logs
    #[arg(id = "months", value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    /// Which rates and means, comma-separated
    #[arg(long = "indicator", value_name = "ID", value_delimiter = ',',
          default_value = "on_time_rate,online_rate,overdue_open_rate,satisfied_share",
          value_parser = PossibleValuesParser::new(crate::indicators::INDICATORS.map(|indicator| indicator.id)),
          hide_possible_values = true)]
    pub series_indicators: Vec<String>,
    /// Length of a step; months add up if they follow each other
    #[arg(long, value_parser = choice(StepLength::ALL, StepLength::name),
          default_value = StepLength::Month.name())]
    pub every: StepLength,
    /// Besides the whole, a line for each unit
    #[arg(long = "by", value_enum)]
    pub lines: Option<EachArg>,
    /// Let calendar months and months from the 15th to the 14th stand in one series, marked
    #[arg(long)]
    pub allow_mixed: bool,
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub count: CountArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "chuỗi-số-liệu",
        about: Bilingual {
            vi: "Chuỗi tỷ lệ qua các tháng, quý, năm, nêu rõ chỗ số liệu không liền mạch",
            en: "Rates over months, quarters and years, with the breaks of the series",
        },
        examples: &[
            Example::new(
                "cchc series EXPORTS --period 2024-H1",
                "từng tháng của nửa năm",
                "each month of half a year",
            ),
            Example::new(
                "cchc series luu-tru --indicator late_rate --by unit",
                "từ kho lưu trữ, từng đơn vị",
                "from the archive, by unit",
            ),
        ],
    };

    fn run(&self, _settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        match tallies_behind(&self.paths) {
            Some(files) => of_archive(self, &files, lang),
            None => of_logs(self, lang),
        }
    }
}

fn of_archive(arguments: &Arguments, files: &[PathBuf], lang: Lang) -> Result<Exit, Failure> {
    archived::refuse_counting(&arguments.count, lang)?;
    let mut parts = Vec::new();
    let mut unreadable: Vec<(String, Failure)> = Vec::new();
    for file in files {
        let name = || counts_file::period(file).unwrap_or_else(|| file.display().to_string());
        match archived::read(file, lang) {
            Ok(part) => match facts_of_run(file).or_failure(lang) {
                Ok(facts) => parts.push((part, facts)),
                Err(failure) => {
                    unreadable.push((name(), failure));
                    parts.push((part, RunFacts::default()));
                }
            },
            Err(failure) => unreadable.push((name(), failure)),
        }
    }
    if parts.is_empty() {
        return Err(unreadable.pop().map_or_else(|| no_months(lang), |(_, failure)| failure));
    }
    for (_, failure) in &unreadable {
        terminal::complain(failure, lang);
    }
    let all: Vec<Part> = parts.iter().map(|(part, _)| part.clone()).collect();
    let grain = all.first().map_or(Grain::Day, |part| part.tallies.counting.grain);
    let points = points(parts, arguments, lang)?;
    let fields = points.iter().flat_map(|point| point.fields.iter().copied()).collect();
    let mut made = made(points, &[], arguments, lang)?;
    made.unreadable = unreadable.iter().map(|(name, _)| name.clone()).collect();
    answer(arguments, &made, (&fields, grain, None), lang, || {
        let parts: Vec<&Part> = all.iter().collect();
        publish::archived_provenance(&parts, made.definition, lang)
    })?;
    Ok(if unreadable.is_empty() { Exit::Fine } else { Exit::Input })
}

fn no_months(lang: Lang) -> Failure {
    refusal(&SeriesError::Nothing, lang)
}

fn of_logs(arguments: &Arguments, lang: Lang) -> Result<Exit, Failure> {
    let (data, count) = (&arguments.data, &arguments.count);
    let input = plan::input(&arguments.paths, data.profile.as_deref(), Some(data), lang)?;
    let (size, discovery) = (input.size, input.discovery);
    let mut plan = plan::plan(input.load, count, Vec::new(), lang)?;
    if indicators(arguments).any(Indicator::has_evidence) {
        plan.load.keep_evidence();
    }
    // Of dossiers in the scope of a period, those of its months are no sum.
    let is_of_scope = |indicator: &'static Indicator| {
        let counts = indicator.terms(count.definition).counts();
        counts.into_iter().any(Count::is_of_scope)
    };
    let counted_whole = indicators(arguments).any(is_of_scope).then_some(arguments.every);
    let monthly = |plan: &Plan| pipeline::monthly(plan, counted_whole);
    let watch = Watch { size, discovery: &discovery, talk: &arguments.output.talk, lang };
    let monthly = watch.run(&plan, monthly, |monthly: &mut Monthly| Parts {
        loaded: &mut monthly.loaded,
        frame: &monthly.frame,
        days_seen: monthly.days_seen,
    })?;
    let monthly = match monthly {
        CountedInput::Dossiers(monthly) => *monthly,
        CountedInput::Tables(_) => return Err(only_tables(lang)),
    };
    let made = made(monthly.points.clone(), &monthly.wholes, arguments, lang)?;
    let facts = (&monthly.loaded.fields, data.grain, Some(&monthly.loaded));
    answer(arguments, &made, facts, lang, || {
        let options = publish::options(data, count, &plan, MoreOptions::default(), lang);
        publish::provenance(&monthly.loaded, &monthly.inputs, &plan, options)
    })?;
    if !arguments.output.talk.quiet {
        tell_ledger(&monthly.loaded, lang);
    }
    Ok(exit(&monthly.loaded, data.fail_on.0))
}

fn indicators(arguments: &Arguments) -> impl Iterator<Item = &'static Indicator> {
    arguments.series_indicators.iter().filter_map(|id| Indicator::from_id(id))
}

fn made(
    points: Vec<Point>,
    wholes: &[CountedStep],
    arguments: &Arguments,
    lang: Lang,
) -> Result<Series, Failure> {
    let question = SeriesQuestion {
        every: arguments.every,
        indicators: indicators(arguments).collect(),
        definition: arguments.count.definition,
        by_unit: arguments.lines.is_some(),
        allow_mixed: arguments.allow_mixed,
    };
    series(points, wholes, &question).map_err(|error| refusal(&error, lang))
}

/// Tells the series, or writes the file that `--output` names.
fn answer(
    arguments: &Arguments,
    series: &Series,
    (fields, grain, loaded): (&BTreeSet<CanonicalField>, Grain, Option<&Loaded>),
    lang: Lang,
    provenance: impl FnOnce() -> Provenance,
) -> Result<(), Failure> {
    let output = &arguments.output;
    let style = Style {
        lang,
        definition: series.definition,
        fields,
        suppress_below: 0,
        satisfaction_target: None,
    };
    let ending = output.output.as_deref().and_then(FileEnding::of);
    let (Some(ending), Some(path)) = (ending, &output.output) else {
        let document = || document(style, series, grain, loaded);
        let answer = rendered(output, lang, document, &record(series, loaded), || flat(series))?;
        return terminal::deliver(&answer, output, lang);
    };
    let report = publication(style, series, grain, (provenance(), loaded))
        .map_err(|error| Failure::new(Exit::Output, error))?;
    match report {
        Some(report) => publish::write(&report, ending, series_template(lang), path, &output.talk),
        None => Ok(()),
    }
}

/// A point per period; the tallies of several places are added up.
fn points(
    parts: Vec<(Part, RunFacts)>,
    arguments: &Arguments,
    lang: Lang,
) -> Result<Vec<Point>, Failure> {
    let mut of_period: BTreeMap<Key, Vec<(Part, RunFacts)>> = BTreeMap::new();
    for (part, facts) in parts {
        of_period.entry(key(&part.tallies)).or_default().push((part, facts));
    }
    let mut points = Vec::new();
    for parts in of_period.into_values() {
        let restatements = parts.iter().map(|(_, facts)| facts.restatements).sum();
        // What several places published is no figure of their sum.
        let facts = parts.first().filter(|_| parts.len() == 1).map(|(_, facts)| facts.clone());
        let facts = facts.unwrap_or_default();
        let parts: Vec<Part> = parts.into_iter().map(|(part, _)| part).collect();
        let labels: Vec<String> = parts.iter().map(|part| part.label.clone()).collect();
        let JoinedTallies { tallies, .. } =
            join(parts).map_err(|error| archived::refusal(&error, lang))?;
        let month = tallies.frame.period;
        let published = facts.published.map(|(definition, rate)| PublishedRate {
            month: month.slug(tallies.frame.rule),
            definition,
            rate,
        });
        let cube = cube(&tallies, arguments, lang)?;
        points.push(Point {
            published,
            profile: facts.profile,
            silent: silent(&cube),
            cube,
            label: labels.join(", "),
            frame: tallies.frame,
            counting: Some(tallies.counting),
            fields: tallies.fields,
            restatements,
        });
    }
    Ok(points)
}

/// The units that hand in nothing but what was open before their data ended.
fn silent(cube: &Cube) -> BTreeSet<String> {
    let rows = cube.rows.iter().filter(|row| row.tally[Count::NotCovered] > 0);
    rows.filter_map(|row| row.group.first().cloned().flatten()).collect()
}

type Key = (i32, i32, bool);

fn key(tallies: &Tallies) -> Key {
    let Period { from, to } = tallies.frame.period;
    (from.0, to.0, tallies.frame.rule == crate::domain::PeriodRule::Decree)
}

fn cube(tallies: &Tallies, arguments: &Arguments, lang: Lang) -> Result<Cube, Failure> {
    let by_unit = tallies.cube(&[Dimension::Unit]);
    if arguments.lines.is_some() {
        return by_unit.ok_or_else(|| archived::no_breakdown(Dimension::Unit, lang));
    }
    by_unit
        .or_else(|| tallies.cube(&[]))
        .ok_or_else(|| archived::no_breakdown(Dimension::Unit, lang))
}

fn only_tables(lang: Lang) -> Failure {
    let what = lang.of(
        "chuỗi số liệu cần dữ liệu hồ sơ hoặc tệp số đếm; các tệp này là bảng tổng hợp",
        "a series needs dossier logs or tallies; these files are tables of counts",
    );
    Failure::message(Exit::Input, what)
}

fn refusal(error: &SeriesError, lang: Lang) -> Failure {
    let text = match (lang, error) {
        (Lang::En, error) => error.to_string(),
        (Lang::Vi, SeriesError::Nothing) => "không có tháng nào có số liệu".to_owned(),
        (Lang::Vi, SeriesError::Mixed { left, right }) => {
            format!("`{left}` tính theo tháng dương lịch, `{right}` tính từ ngày 15 đến ngày 14")
        }
        (Lang::Vi, SeriesError::Overlap { left, right }) => {
            format!("kỳ của `{left}` và `{right}` chồng lên nhau")
        }
        (Lang::Vi, SeriesError::TooLong { label, .. }) => {
            format!("`{label}` dài hơn một bước của chuỗi (--every)")
        }
    };
    let exit = if *error == SeriesError::Nothing { Exit::Input } else { Exit::Usage };
    let failure = Failure::message(exit, text);
    match error {
        SeriesError::Mixed { .. } => failure.hint(lang.of(
            "không so trực tiếp được; vẫn muốn đặt chung một chuỗi thì thêm --allow-mixed, chỗ đổi sẽ được đánh dấu",
            "they cannot be compared directly; --allow-mixed puts them in one series and marks the change",
        )),
        SeriesError::TooLong { .. } => failure.hint(lang.of(
            "chọn --every quarter hoặc year",
            "choose --every quarter or year",
        )),
        SeriesError::Nothing | SeriesError::Overlap { .. } => failure,
    }
}

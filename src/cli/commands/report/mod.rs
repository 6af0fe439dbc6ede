//! `cchc report`: one reading of the data, one model, every file that an office hands in.
//!
//! Everything that the office gives (letterhead, template, forms) is checked before the data are read,
//! and every file is made before the first is written.

mod forms;
mod scored;
mod target;

use std::path::Path;

use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use forms::Forms;
use target::Target;

use super::super::args::ReportArgs;
use super::super::failure::{Exit, Failure};
use super::super::{plan, terminal};
use super::score::{declared, logs};
use super::{Parts, Watch, Watched, exit, tell_ledger};
use crate::archive::PROGRAM;
use crate::domain::Exact;
use crate::domain::exact::{decimal, whole};
use crate::index::Index;
use crate::output::folder_names;
use crate::pipeline;
use crate::render::formats::{FORMATS, FileFormat, RenderError, RenderOptions};
use crate::render::narrative::built_in_template;
use crate::report::publication::study::Study;
use crate::report::publication::{BuildRequest, Letterhead, build};
use crate::report::{Lang, definition_name};

/// A file of the package: its path in it, and its bytes.
type PackageFile = (String, Vec<u8>);

/// Runs the command.
///
/// # Errors
/// When there is nothing to count, or the report cannot be made or written.
pub fn run(arguments: &ReportArgs, lang: Lang) -> Result<Exit, Failure> {
    if arguments.print_template {
        return terminal::print_answer(built_in_template(lang), lang);
    }
    let formats = formats(arguments);
    let letterhead = letterhead(arguments.letterhead.as_deref(), lang)?;
    let render = RenderOptions {
        template: arguments.template.as_deref().map(|path| template(path, lang)).transpose()?,
    };
    let forms = Forms::read(arguments, lang)?;
    let satisfaction_target = satisfaction_target(arguments, lang)?;
    // What must not be replaced is told before a gigabyte is read.
    let target = Target::new(arguments, lang)?;
    let data = &arguments.data;
    let input = plan::input(&arguments.paths, data.profile.as_deref(), Some(data), lang)?;
    let (size, discovery) = (input.size, input.discovery);
    let plan = plan::plan(input.load, &arguments.count, Vec::new(), lang)?;
    let log = declared::log(&arguments.scored, lang)?;
    let logs = logs::read(&arguments.scored, lang)?;
    let index = scored::before(&arguments.scored, &plan, log.as_ref(), lang)?;
    let asks = index.as_ref().map(Index::asks).unwrap_or_default();
    let watch = Watch { size, discovery: &discovery, talk: &arguments.talk, lang };
    let study = watch.run(
        &plan,
        |plan| pipeline::study(plan, &forms.breakdowns(), &asks, &logs),
        |study: &mut Study| Parts {
            loaded: &mut study.loaded,
            frame: &study.frame,
            days_seen: study.days_seen,
        },
    )?;
    let mut study = match study {
        Watched::Done(study) => study,
        Watched::Tables(_) => return Err(only_tables(lang)),
    };
    if let Some(index) = index {
        study.assessment =
            Some(scored::after(&arguments.scored, index, &mut study, log.as_ref(), lang)?);
    }
    let request = BuildRequest {
        lang,
        definition: plan.definition,
        grain: data.grain.into(),
        suppress_below: u64::from(arguments.suppress_below),
        satisfaction_target,
        letterhead,
        options: options(arguments, &plan, lang),
        program: PROGRAM.to_owned(),
    };
    let maker = Maker {
        study: &study,
        request: &request,
        forms: &forms,
        formats: &formats,
        render: &render,
    };
    let told = target.write(&maker, arguments.each.is_some())?;
    if let Some(told) = told.filter(|_| !arguments.talk.quiet) {
        terminal::say(&told);
        tell_ledger(&study.loaded, lang);
    }
    Ok(exit(&study.loaded, plan::threshold(data.fail_on)))
}

/// Makes reports and their files.
struct Maker<'a> {
    study: &'a Study,
    request: &'a BuildRequest,
    forms: &'a Forms,
    formats: &'a [&'static FileFormat],
    render: &'a RenderOptions,
}

/// The folder of the packages of units.
const UNITS: &str = "don-vi";

impl Maker<'_> {
    /// The files of the report about the whole, or about one unit.
    fn files(&self, unit: Option<&str>) -> Result<Vec<PackageFile>, Failure> {
        let forms = self.forms.fill(self.study, self.request, unit)?;
        let report = build(self.study, self.request, unit, forms)
            .map_err(|error| Failure::new(Exit::Output, error))?;
        let file = |format: &&FileFormat| {
            let bytes = (format.render)(&report, self.render).map_err(|error| {
                let exit = match &error {
                    RenderError::Template(_) => Exit::Config,
                    RenderError::Format { .. } => Exit::Output,
                };
                Failure::new(exit, error)
            })?;
            Ok((format.file_name(), bytes))
        };
        self.formats.iter().map(file).collect()
    }

    /// The files about the whole, and for each unit a folder of its own.
    fn package(&self, each_unit: bool) -> Result<Vec<PackageFile>, Failure> {
        let mut files = self.files(None)?;
        if each_unit {
            let units = self.study.units();
            let folders = folder_names(units.iter().map(String::as_str));
            let of_unit = |(unit, folder): (&String, &String)| {
                let files = self.files(Some(unit))?.into_iter();
                Ok(files.map(|(name, bytes)| (format!("{UNITS}/{folder}/{name}"), bytes)).collect())
            };
            let made = units.par_iter().zip(&folders).map(of_unit);
            let made: Vec<Vec<PackageFile>> = made.collect::<Result<_, Failure>>()?;
            files.extend(made.into_iter().flatten());
        }
        Ok(files)
    }
}

/// The formats asked for, each once, in the order of the registry.
fn formats(arguments: &ReportArgs) -> Vec<&'static FileFormat> {
    let is_asked = |format: &&FileFormat| {
        arguments.formats.is_empty() || arguments.formats.iter().any(|name| name == format.name)
    };
    FORMATS.iter().filter(is_asked).collect()
}

fn read(path: &Path, what: &str) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| {
        Failure::message(Exit::Config, format!("{what} `{}`: {error}", path.display()))
    })
}

fn letterhead(path: Option<&Path>, lang: Lang) -> Result<Letterhead, Failure> {
    let Some(path) = path else { return Ok(Letterhead::default()) };
    let text = read(path, lang.of("không đọc được tệp tiêu đề", "cannot read the letterhead"))?;
    Letterhead::parse(&text).map_err(|error| {
        let what = lang.of("tệp tiêu đề sai", "the letterhead is wrong");
        Failure::message(Exit::Config, format!("{what} `{}`: {error}", path.display()))
    })
}

fn template(path: &Path, lang: Lang) -> Result<String, Failure> {
    read(path, lang.of("không đọc được mẫu lời văn", "cannot read the template"))
}

/// `90%` or `0,9`.
fn satisfaction_target(arguments: &ReportArgs, lang: Lang) -> Result<Option<Exact>, Failure> {
    let Some(text) = &arguments.satisfaction_target else { return Ok(None) };
    let percent = text.trim().strip_suffix('%');
    let share = match percent {
        Some(percent) => decimal(percent).map(|value| value / whole(100)),
        None => decimal(text),
    };
    let share = share.filter(|share| *share > Exact::default() && *share <= whole(1));
    share.map(Some).ok_or_else(|| {
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
fn options(arguments: &ReportArgs, plan: &pipeline::Plan, lang: Lang) -> Vec<(String, String)> {
    let pair = |vi, en, value: String| (lang.of(vi, en).to_owned(), value);
    let data = &arguments.data;
    let definition = plan.definition;
    let formula = definition_name(lang, definition);
    let mut options = vec![
        pair(
            "Công thức đúng hạn (--definition)",
            "On-time definition (--definition)",
            format!("{}: {formula}", definition.name()),
        ),
        pair("So hạn theo (--grain)", "Compared by (--grain)", name_of(&data.grain)),
        pair("Dòng mâu thuẫn (--policy)", "Contradictory rows (--policy)", name_of(&data.policy)),
        pair(
            "Quy tắc kỳ (--period-rule)",
            "Period rule (--period-rule)",
            plan.rule.name().to_owned(),
        ),
        pair(
            "Không công bố dưới (--suppress-below)",
            "Suppressed below (--suppress-below)",
            arguments.suppress_below.to_string(),
        ),
    ];
    let typed = [
        ("Kỳ (--period)", "Period (--period)", arguments.count.period.clone()),
        ("Ngày chốt (--as-of)", "As of (--as-of)", arguments.count.as_of.clone()),
        ("Đơn vị theo (--units)", "Units as of (--units)", data.units.clone()),
        ("Danh sách đơn vị (--roster)", "Roster (--roster)", path_text(data.roster.as_deref())),
        ("Tệp ánh xạ (--profile)", "Profile (--profile)", path_text(data.profile.as_deref())),
        (
            "Mục tiêu hài lòng (--satisfaction-target)",
            "Satisfaction target (--satisfaction-target)",
            arguments.satisfaction_target.clone(),
        ),
        ("Bộ tiêu chí (--index)", "Index (--index)", arguments.scored.index.clone()),
    ];
    let typed =
        typed.into_iter().filter_map(|(vi, en, value)| value.map(|value| pair(vi, en, value)));
    options.extend(typed);
    options.extend(
        arguments
            .count
            .filters
            .iter()
            .map(|filter| pair("Lọc (--where)", "Filter (--where)", filter.clone())),
    );
    options
}

fn name_of(value: &impl clap::ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn path_text(path: Option<&Path>) -> Option<String> {
    path.map(|path| path.display().to_string())
}

//! `cchc report`: one reading of the data, one model, every file that an office hands in.
//!
//! Everything that the office gives (letterhead, template, forms) is checked before the data are read,
//! and every file is made before the first is written.

use std::path::{Path, PathBuf};

use super::super::args::ReportArgs;
use super::super::failure::{Exit, Failure};
use super::super::{messages, plan, terminal};
use super::{Parts, Watch, Watched, exit, tell_ledger};
use crate::output::Batch;
use crate::pipeline;
use crate::render::formats::{FORMATS, FileFormat, RenderError, RenderOptions};
use crate::report::publication::study::Study;
use crate::report::publication::{BuildRequest, Letterhead, Report, build};
use crate::report::{Lang, definition_name};

/// A file of the package: its path in it, and its bytes.
type PackageFile = (PathBuf, Vec<u8>);

/// Runs the command.
///
/// # Errors
/// When there is nothing to count, or the report cannot be made or written.
pub fn run(arguments: &ReportArgs, lang: Lang) -> Result<Exit, Failure> {
    let formats = formats(arguments);
    let letterhead = letterhead(arguments.letterhead.as_deref(), lang)?;
    let render = RenderOptions {
        template: arguments.template.as_deref().map(|path| template(path, lang)).transpose()?,
    };
    let data = &arguments.data;
    let input = plan::input(&arguments.paths, data.profile.as_deref(), Some(data), lang)?;
    let (size, discovery) = (input.size, input.discovery);
    let plan = plan::plan(input.load, &arguments.count, Vec::new(), lang)?;
    let watch = Watch { size, discovery: &discovery, talk: &arguments.talk, lang };
    let study = watch.run(
        &plan,
        |plan| pipeline::study(plan, &[]),
        |study: &mut Study| Parts {
            loaded: &mut study.loaded,
            frame: &study.frame,
            days_seen: study.days_seen,
        },
    )?;
    let study = match study {
        Watched::Done(study) => study,
        Watched::Tables(_) => return Err(only_tables(lang)),
    };
    let request = BuildRequest {
        lang,
        definition: plan.definition,
        grain: data.grain.into(),
        suppress_below: u64::from(arguments.suppress_below),
        letterhead,
        options: options(arguments, &plan, lang),
        program: concat!("cchc ", env!("CARGO_PKG_VERSION")).to_owned(),
    };
    let report = build(&study, &request, None, Vec::new())
        .map_err(|error| Failure::new(Exit::Output, error))?;
    let files = files(&report, &formats, &render, Path::new(""))?;
    write(arguments, &report, &files, lang)?;
    if !arguments.talk.quiet {
        tell_ledger(&study.loaded, lang);
    }
    Ok(exit(&study.loaded, plan::threshold(data.fail_on)))
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

/// Makes the files of one report.
fn files(
    report: &Report,
    formats: &[&FileFormat],
    options: &RenderOptions,
    folder: &Path,
) -> Result<Vec<PackageFile>, Failure> {
    let file = |format: &&FileFormat| {
        let bytes = (format.render)(report, options).map_err(|error| {
            let exit = match &error {
                RenderError::Template(_) => Exit::Config,
                RenderError::Format { .. } => Exit::Output,
            };
            Failure::new(exit, error)
        })?;
        Ok((folder.join(format.file_name()), bytes))
    };
    formats.iter().map(file).collect()
}

fn write(
    arguments: &ReportArgs,
    report: &Report,
    files: &[PackageFile],
    lang: Lang,
) -> Result<(), Failure> {
    let default = || PathBuf::from(format!("bao-cao-{}", report.period.slug));
    let target = arguments.output.clone().unwrap_or_else(default);
    std::fs::create_dir_all(&target).map_err(|source| {
        messages::output(&crate::output::OutputError::failed(&target, source), lang)
    })?;
    let mut batch = Batch::default();
    for (name, bytes) in files {
        batch.add(target.join(name), bytes).map_err(|error| messages::output(&error, lang))?;
    }
    batch.commit().map_err(|error| messages::output(&error, lang))?;
    if !arguments.talk.quiet {
        terminal::say(&format!("{}: {}", lang.of("Đã ghi", "Written"), target.display()));
    }
    Ok(())
}

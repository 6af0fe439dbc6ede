//! `cchc init`: a `cchc.toml` to begin with, and on request the list of units that the exports name.

use std::path::{Path, PathBuf};

use super::super::args::InitArgs;
use super::super::config::{PROJECT_FILE, sample};
use super::super::failure::{Exit, Failure};
use super::super::{messages, plan, terminal};
use super::init_paths::{Fitting, fitting};
use super::run::key::{self, KeyFile};
use super::{refuse_changed, roster_of, tell_failed_files};
use crate::domain::{Dimension, PeriodRule, PeriodSpan};
use crate::indicators::Definition;
use crate::output::{OutputError, Replace, write_new_file};
use crate::pipeline::{self, Plan};
use crate::render::csv;
use crate::tally::Row;
use crate::words::Lang;

/// The name of the list of units.
const ROSTER: &str = "don-vi.csv";
/// The key where the file that this command writes names it.
const KEY_FILE: &str = "cchc.key";

/// Runs the command.
///
/// # Errors
/// When a file is there already, cannot be written, or the exports name no unit.
pub fn run(arguments: &InitArgs, lang: Lang) -> Result<Exit, Failure> {
    let folder = arguments.folder.as_deref().unwrap_or_else(|| Path::new(""));
    let replace = if arguments.force { Replace::Force } else { Replace::Never };
    let has_roster = !arguments.roster_from.is_empty() || arguments.roster_of.is_some();
    let names = [Some(PROJECT_FILE), has_roster.then_some(ROSTER)];
    let targets: Vec<PathBuf> = names.into_iter().flatten().map(|name| folder.join(name)).collect();
    // Neither is written where one must stay.
    if let Some(path) = targets.iter().find(|path| !arguments.force && path.exists()) {
        let taken = OutputError::FileExists { path: path.clone() };
        return Err(messages::output(&taken, lang));
    }
    let profile = arguments.profile.as_deref();
    let fitting: Vec<Fitting> =
        arguments.inputs.iter().map(|path| fitting(path, profile, lang)).collect();
    let inputs = fitting.iter().map(|fits| seen_from(folder, &fits.path)).collect();
    // What a reviewed month should not go out with.
    let safe = ("thresholds.fail_on", vec!["error".to_owned()]);
    let mut known = vec![("inputs.paths", inputs), safe];
    if let Some(profile) = &arguments.profile {
        known.push(("inputs.profile", vec![seen_from(folder, &profile.to_string_lossy())]));
    }
    let mut files = Vec::new();
    if has_roster {
        known.push(("units.roster", vec![ROSTER.to_owned()]));
        let list = match &arguments.roster_of {
            Some(place) => roster_of::list(place, arguments.list_day.as_deref(), lang)?,
            None => roster(arguments, lang)?,
        };
        files.push((ROSTER, list));
    }
    files.push((PROJECT_FILE, sample(&known, lang)));
    std::fs::create_dir_all(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
        .map_err(|error| messages::output(&OutputError::failed(folder, error), lang))?;
    for (name, text) in files {
        let path = folder.join(name);
        write_new_file(&path, text, replace).map_err(|error| messages::output(&error, lang))?;
        if !arguments.talk.quiet {
            terminal::say(&format!("{}: {}", lang.of("Đã ghi", "Written"), path.display()));
        }
    }
    let key = KeyFile::read(&folder.join(KEY_FILE), &[], lang)?;
    let path = key.path.clone();
    if let (_, true) = key.or_new(lang)?
        && !arguments.talk.quiet
    {
        terminal::say(&key::made(&path, lang));
    }
    if !arguments.talk.quiet {
        fitting.iter().filter_map(|fits| fits.said.as_deref()).for_each(terminal::say);
        tell_next_steps(arguments, folder, lang);
    }
    Ok(Exit::Fine)
}

/// A path as the file in the folder names it. What stands at the working folder does so from any other
/// only with its whole name.
fn seen_from(folder: &Path, path: &str) -> String {
    if folder.as_os_str().is_empty() || folder == Path::new(".") {
        return path.to_owned();
    }
    let whole = std::path::absolute(path).map(|whole| whole.to_string_lossy().into_owned());
    whole.unwrap_or_else(|_| path.to_owned())
}

/// The units that the exports name, each with the district that tells it from others of its name.
fn roster(arguments: &InitArgs, lang: Lang) -> Result<String, Failure> {
    let input = plan::input(&arguments.roster_from, arguments.profile.as_deref(), None, lang)?;
    let plan = Plan {
        suppress_below: 0,
        load: input.load,
        span: PeriodSpan::Everything,
        as_of: None,
        rule: PeriodRule::Calendar,
        by: vec![Dimension::Unit, Dimension::District],
        by_is_optional: true,
        filters: Vec::new(),
        definition: Definition::default(),
    };
    let counted = pipeline::run(&plan).map_err(|error| messages::pipeline(error, lang))?;
    refuse_changed(&plan.load.opener, lang)?;
    tell_failed_files(&counted.loaded.findings, lang);
    if counted.loaded.failed_files > 0 {
        let what = lang.of(
            "danh sách sẽ thiếu đơn vị của các tệp không đọc được",
            "the list would lack the units of files that cannot be read",
        );
        return Err(Failure::message(Exit::Input, what));
    }
    let cube = &counted.cube;
    let place = |dimension| cube.by.iter().position(|by| *by == dimension);
    let (unit, district) = (place(Dimension::Unit), place(Dimension::District));
    let name = |row: &Row, place: Option<usize>| row.group.get(place?).cloned().flatten();
    let row = |row: &Row| {
        let district = name(row, district).unwrap_or_default();
        // What tells two names apart stands in the column of its own.
        let unit = name(row, unit)?;
        let short = unit.strip_suffix(&format!(" ({district})")).unwrap_or(&unit).to_owned();
        Some(vec![short, district])
    };
    let rows: Vec<Vec<String>> = cube.rows.iter().filter_map(row).collect();
    if rows.is_empty() {
        let what = lang.of("dữ liệu không nêu đơn vị nào", "the exports name no unit");
        return Err(Failure::message(Exit::Input, what));
    }
    let head = ["Tên đơn vị", "Quận/Huyện"].map(str::to_owned);
    csv::write(&head, &rows).map_err(|error| Failure::new(Exit::Output, error))
}

fn tell_next_steps(arguments: &InitArgs, folder: &Path, lang: Lang) {
    let exports = lang.of("THƯ-MỤC-XUẤT", "EXPORTS").to_owned();
    let exports = arguments.inputs.first().unwrap_or(&exports);
    let mut steps = vec![
        lang.of("sửa cchc.toml cho đúng cơ quan", "edit cchc.toml for the office").to_owned(),
        "cchc config check".to_owned(),
        format!("cchc inspect {exports}"),
        "cchc run --dry-run".to_owned(),
        "cchc run".to_owned(),
    ];
    if !folder.as_os_str().is_empty() {
        steps.insert(0, format!("cd {}", folder.display()));
    }
    terminal::say(lang.of("Việc tiếp theo:", "Next steps:"));
    for (number, step) in (1..).zip(steps) {
        terminal::say(&format!("  {number}. {step}"));
    }
}

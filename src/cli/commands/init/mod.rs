//! `cchc init`: a `cchc.toml` to begin with, and on request the list of units that the exports name.

mod paths;
mod roster_of;

use std::path::{Path, PathBuf};

use clap::Args;

use crate::answers::run::steps::key_made;
use crate::cli::archive_messages::OrFailure;
use crate::cli::arguments::TalkArgs;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::commands::init::paths::{FittingPath, fitting};
use crate::cli::config::Settings;
use crate::cli::config::{PROJECT_FILE, sample};
use crate::cli::counting::refuse_changed;
use crate::cli::failure::{Exit, Failure};
use crate::cli::telling::tell_failed_files;
use crate::cli::{messages, office_key, plan, terminal};
use crate::domain::{Dimension, PeriodRule, PeriodSpan};
use crate::indicators::Definition;
use crate::output::{OutputError, Replace, write_new_file};
use crate::pipeline::{self, Plan};
use crate::render::csv;
use crate::tally::Row;
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
    /// Folder to write into; default: the working folder
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Exports that a run will read: `xuat/{period}`; may be repeated
    #[arg(long, value_name = "PATH")]
    pub inputs: Vec<String>,
    /// Write the list of the units in these exports, to edit; may be repeated
    #[arg(long, value_name = "PATH")]
    pub roster_from: Vec<String>,
    /// Write the full list of the units of a province or district, by the register: `Tỉnh Hưng Yên`
    #[arg(long, value_name = "PLACE", conflicts_with = "roster_from")]
    pub roster_of: Option<String>,
    /// With `--roster-of`: the units of this day, or of the last day of this year; default: the last
    /// known
    #[arg(long = "units", value_name = "YEAR|DATE", requires = "roster_of")]
    pub list_day: Option<String>,
    /// TOML file that maps one system's export to canonical fields and values
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// Replace files that are there
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub talk: TalkArgs,
}

/// The name of the list of units.
const ROSTER: &str = "don-vi.csv";
/// The key where the file that this command writes names it.
const KEY_FILE: &str = "cchc.key";

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "khởi-tạo",
        about: Bilingual {
            vi: "Tệp `cchc.toml` để bắt đầu, mỗi khóa kèm giải thích",
            en: "A `cchc.toml` to begin with, every key with its meaning",
        },
        examples: &[
            Example::new(
                "cchc init co-quan --inputs EXPORTS",
                "thư mục có cchc.toml",
                "a folder with a cchc.toml",
            ),
            Example::new(
                "cchc init don-vi --roster-from EXPORTS",
                "kèm danh sách đơn vị",
                "with the list of units",
            ),
        ],
    };
    const READS_SETTINGS: bool = false;

    fn run(&self, settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let folder = self.folder.as_deref().unwrap_or_else(|| Path::new(""));
        let replace = if self.force { Replace::Force } else { Replace::Never };
        let has_roster = !self.roster_from.is_empty() || self.roster_of.is_some();
        let names = [Some(PROJECT_FILE), has_roster.then_some(ROSTER)];
        let targets: Vec<PathBuf> =
            names.into_iter().flatten().map(|name| folder.join(name)).collect();
        // Neither is written where one must stay.
        if let Some(path) = targets.iter().find(|path| !self.force && path.exists()) {
            let taken = OutputError::FileExists { path: path.clone() };
            return Err(messages::output(&taken, lang));
        }
        let profile = self.profile.as_deref();
        let fitting: Vec<FittingPath> =
            self.inputs.iter().map(|path| fitting(path, profile, lang)).collect();
        let inputs = fitting.iter().map(|fits| seen_from(folder, &fits.path)).collect();
        // What a reviewed month should not go out with.
        let safe = ("thresholds.fail_on", vec!["error".to_owned()]);
        let mut known = vec![("inputs.paths", inputs), safe];
        if let Some(profile) = &self.profile {
            known.push(("inputs.profile", vec![seen_from(folder, &profile.to_string_lossy())]));
        }
        let mut files = Vec::new();
        if has_roster {
            known.push(("units.roster", vec![ROSTER.to_owned()]));
            let list = match &self.roster_of {
                Some(place) => roster_of::list(place, self.list_day.as_deref(), lang)?,
                None => roster(self, lang)?,
            };
            files.push((ROSTER, list));
        }
        files.push((PROJECT_FILE, sample(settings.config, &known, lang)));
        std::fs::create_dir_all(if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        })
        .map_err(|error| messages::output(&OutputError::failed(folder, error), lang))?;
        for (name, text) in files {
            let path = folder.join(name);
            write_new_file(&path, text, replace).map_err(|error| messages::output(&error, lang))?;
            if !self.talk.quiet {
                terminal::say(&format!("{}: {}", lang.of("Đã ghi", "Written"), path.display()));
            }
        }
        let key = office_key::read(&folder.join(KEY_FILE), &[], lang)?;
        let path = key.path.clone();
        if let (_, true) = key.or_new().or_failure(lang)?
            && !self.talk.quiet
        {
            terminal::say(&key_made(&path, lang));
        }
        if !self.talk.quiet {
            fitting.iter().filter_map(|fits| fits.note.as_deref()).for_each(terminal::say);
            tell_next_steps(self, folder, lang);
        }
        Ok(Exit::Fine)
    }
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
fn roster(arguments: &Arguments, lang: Lang) -> Result<String, Failure> {
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
        any_of: Vec::new(),
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

fn tell_next_steps(arguments: &Arguments, folder: &Path, lang: Lang) {
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

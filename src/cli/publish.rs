//! Answers of commands as files that an office keeps: a workbook, a Word file, a web page.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::answers::definition_name;
use crate::answers::provenance::{grain_words, rule_words};
use crate::answers::publication::{Provenance, Report};
use crate::archive::PROGRAM;
use crate::archive::join::Part;
use crate::cli::arguments::{CountArgs, DataArgs, TalkArgs};
use crate::cli::failure::{Exit, Failure};
use crate::cli::{clock, messages, terminal};
use crate::dossiers::{Grain, Loaded, Policy};
use crate::findings::Ledger;
use crate::indicators::Definition;
use crate::office::input_files;
use crate::output::write_file;
use crate::pipeline::Plan;
use crate::read::{Fingerprint, Opener, Source, fingerprints};
use crate::render::formats::FileFormat;
use crate::render::rendering::RenderOptions;
use crate::words::Lang;

/// A kind of file that `--output` names by its ending.
#[derive(Clone, Copy)]
pub struct FileEnding(&'static FileFormat);

const ENDINGS: [&str; 3] = ["xlsx", "docx", "html"];

impl FileEnding {
    /// The kind of a path; nothing for text.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        let known = ENDINGS.into_iter().find(|known| *known == ending)?;
        FileFormat::from_name(known).map(Self)
    }
}

/// Writes a report as one file; an old file stays until the new one is complete.
///
/// # Errors
/// When it cannot be made or written.
pub fn write(
    report: &Report,
    ending: FileEnding,
    template: &str,
    path: &Path,
    talk: &TalkArgs,
) -> Result<(), Failure> {
    if ending.0.name == "xlsx" {
        clock::refuse_for_workbooks(report.lang)?;
    }
    let options = RenderOptions { template: Some(template.to_owned()) };
    let bytes =
        (ending.0.render)(report, &options).map_err(|error| Failure::new(Exit::Output, error))?;
    write_file(path, bytes).map_err(|error| messages::output(&error, report.lang))?;
    if !talk.quiet {
        let written = report.lang.of("Đã ghi", "Written");
        terminal::say(&format!("{written}: {}", path.display()));
    }
    Ok(())
}

/// Where the figures of dossiers come from.
pub fn provenance(
    loaded: &Loaded,
    inputs: &[Fingerprint],
    plan: &Plan,
    options: Vec<(String, String)>,
) -> Provenance {
    Provenance {
        program: PROGRAM.to_owned(),
        options,
        editions: Vec::new(),
        calendar: loaded.calendar.edition().to_owned(),
        local_calendar: loaded.calendar.local().map(str::to_owned),
        inputs: input_files(inputs, &loaded.ledger_by_file, &[]),
        ledger: loaded.ledger.clone(),
        failed_files: loaded.failed_files,
        definition: plan.definition,
        grain: plan.load.grain.name(),
    }
}

/// Where the figures of archived tallies come from.
pub fn archived_provenance(parts: &[&Part], definition: Definition, lang: Lang) -> Provenance {
    // Months counted from the same files have read the same rows.
    let mut ledger = Ledger::default();
    let mut known: BTreeSet<Vec<Option<&str>>> = BTreeSet::new();
    for part in parts {
        let sources = part.tallies.sources.iter().map(|source| source.sha256.as_deref());
        if known.insert(sources.collect()) {
            ledger.add(&part.tallies.ledger);
        }
    }
    let files = parts.iter().map(|part| Source::File(PathBuf::from(&part.label)));
    let files: Vec<Source> = files.collect();
    let ledgers: Vec<(String, Ledger)> = files
        .iter()
        .zip(parts)
        .map(|(file, part)| (file.name(), part.tallies.ledger.clone()))
        .collect();
    let inputs = input_files(&fingerprints(&Opener::default(), &files), &ledgers, &[]);
    let files: Vec<&str> = parts.iter().map(|part| part.label.as_str()).collect();
    let counting = parts.first().map(|part| &part.tallies.counting);
    let grain = counting.map_or(Grain::Day, |counting| counting.grain);
    Provenance {
        program: PROGRAM.to_owned(),
        options: vec![
            (lang.of("Tệp số đếm", "Tallies").to_owned(), files.join(", ")),
            (
                lang.of("Công thức đúng hạn (--definition)", "On-time definition (--definition)")
                    .to_owned(),
                format!("{}: {}", definition.name(), definition_name(lang, definition)),
            ),
        ],
        editions: Vec::new(),
        calendar: counting.map(|counting| counting.calendar.clone()).unwrap_or_default(),
        local_calendar: counting.and_then(|counting| counting.local_calendar.clone()),
        inputs,
        ledger,
        failed_files: 0,
        definition,
        grain: grain.name(),
    }
}

/// Options of one command beside those that all have, with their values.
#[derive(Debug, Default)]
pub struct MoreOptions {
    /// Those that always have a value.
    pub always: Vec<(String, String)>,
    /// Those that were typed.
    pub typed: Vec<(String, String)>,
}

/// The options that shape the figures, for the page that says where they come from.
pub fn options(
    data: &DataArgs,
    count: &CountArgs,
    plan: &Plan,
    more: MoreOptions,
    lang: Lang,
) -> Vec<(String, String)> {
    let pair = |vi, en, value: String| (lang.of(vi, en).to_owned(), value);
    let definition = plan.definition;
    let formula = definition_name(lang, definition);
    // What people read first, then what they type.
    let said = |words: &str, name: &str| format!("{words} ({name})");
    let rule = said(rule_words(lang, plan.rule), plan.rule.name());
    let grain = said(grain_words(lang, plan.load.grain), plan.load.grain.name());
    let policy = match plan.load.policy {
        Policy::Strict => lang.of("loại", "rejected"),
        Policy::Lenient => lang.of("giữ lại", "kept"),
    };
    let policy = said(policy, plan.load.policy.name());
    let mut options = vec![
        pair(
            "Công thức đúng hạn (--definition)",
            "On-time definition (--definition)",
            format!("{}: {formula}", definition.name()),
        ),
        pair("So hạn theo (--grain)", "Compared by (--grain)", grain),
        pair("Dòng mâu thuẫn (--policy)", "Contradictory rows (--policy)", policy),
        pair("Quy tắc kỳ (--period-rule)", "Period rule (--period-rule)", rule),
    ];
    options.extend(more.always);
    let path = |path: &Option<PathBuf>| path.as_deref().map(|path| path.display().to_string());
    let typed = [
        ("Kỳ (--period)", "Period (--period)", count.period.clone()),
        ("Ngày chốt (--as-of)", "As of (--as-of)", count.as_of.clone()),
        ("Đơn vị theo (--units)", "Units as of (--units)", data.units.clone()),
        ("Danh sách đơn vị (--roster)", "Roster (--roster)", path(&data.roster)),
        ("Tệp ánh xạ (--profile)", "Profile (--profile)", path(&data.profile)),
    ];
    options.extend(typed.into_iter().filter_map(|(vi, en, value)| Some(pair(vi, en, value?))));
    options.extend(more.typed);
    let filters = count.filters.iter();
    options.extend(filters.map(|one| pair("Lọc (--where)", "Filter (--where)", one.clone())));
    options
}

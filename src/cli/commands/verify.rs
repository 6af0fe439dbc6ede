//! `cchc verify`: an archived month counted again from its inputs, compared to the last digit.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::args::VerifyArgs;
use super::super::config::Settings;
use super::super::failure::{Exit, Failure};
use super::super::terminal;
use super::rendered;
use super::report::{Extras, Made, Prepared};
use super::run::archive::{Archive, Kept};
use super::run::key::KeyFile;
use super::run::states_file::KeptStates;
use super::run::{project, record};
use crate::archive::key::KeyId;
use crate::archive::month::{MonthRecord, RecordedFile, RecordedFinding};
use crate::archive::restatement::moved;
use crate::findings::FindingCode;
use crate::output::{PackageState, state_of};
use crate::pipeline;
use crate::report::{Block, Cell, ColumnHead, Document, Lang, Phrase, Table, TableRow, count_name};

/// What became of one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Verdict {
    /// Counted again, every figure is the same.
    Same,
    /// The figures come out otherwise.
    Differs { figures: Vec<String> },
    /// Inputs are gone or others, so nothing can be said.
    InputsChanged { files: Vec<String> },
    /// The files of the archive were changed by hand.
    Edited { files: Vec<String> },
    /// The files of the archive cannot be read.
    Unreadable { error: String },
}

/// One month, for machines.
#[derive(Debug, Serialize)]
struct MonthVerdict {
    period: String,
    program: String,
    restatements: usize,
    /// What hides the ids of its dossiers.
    dossiers: &'static str,
    #[serde(flatten)]
    verdict: Verdict,
}

/// `cchc/verify/1`
#[derive(Debug, Serialize)]
struct VerifyRecord<'a> {
    schema: &'static str,
    months: &'a [MonthVerdict],
}

/// Runs the command. Exit 3 when inputs are gone, else 1 when a figure differs or a file was changed.
///
/// # Errors
/// When there is no project, or no such month.
pub fn run(arguments: &VerifyArgs, settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
    let config = project::enter(settings, lang)?;
    let archive = Archive { folder: config.archive_folder().to_path_buf() };
    let asked = asked(&archive, &arguments.periods, lang)?;
    // Whatever is wrong with the key, the figures can be counted again.
    let file = KeyFile::read(config.archive_key(), &[&archive.folder], lang).ok();
    let key = file.and_then(|file| file.key).map(|key| key.id());
    let months: Vec<MonthVerdict> =
        asked.iter().map(|slug| verify(&archive, slug, key.as_ref(), arguments, lang)).collect();
    let record = VerifyRecord { schema: "cchc/verify/1", months: &months };
    let output = &arguments.output;
    let document = || document(&months, lang);
    let answer = rendered(output, lang, document, &record, || flat(&months))?;
    terminal::deliver(&answer, output, lang)?;
    Ok(exit(&months))
}

/// The periods asked for: all that are archived where none is named.
///
/// # Errors
/// When one of them is not archived, or none is.
pub fn asked(archive: &Archive, periods: &[String], lang: Lang) -> Result<Vec<String>, Failure> {
    let known = archive.slugs();
    if let Some(unknown) = periods.iter().find(|period| !known.contains(period)) {
        let what = lang.of("kho lưu trữ không có kỳ", "the archive has no period");
        let failure = Failure::message(Exit::Usage, format!("{what} `{unknown}`"));
        return Err(failure.hint(format!("{}: {}", lang.of("có", "it has"), known.join(", "))));
    }
    let asked = if periods.is_empty() { known } else { periods.to_vec() };
    if asked.is_empty() {
        let folder = archive.folder.display();
        let what = lang.of("kho lưu trữ trống", "the archive is empty");
        return Err(Failure::message(Exit::Input, format!("{what}: {folder}")));
    }
    Ok(asked)
}

fn exit(months: &[MonthVerdict]) -> Exit {
    let of = |month: &MonthVerdict| match month.verdict {
        Verdict::Same => Exit::Fine,
        Verdict::Differs { .. } | Verdict::Edited { .. } => Exit::Findings,
        Verdict::InputsChanged { .. } | Verdict::Unreadable { .. } => Exit::Input,
    };
    months.iter().map(of).max().unwrap_or(Exit::Fine)
}

fn verify(
    archive: &Archive,
    slug: &str,
    key: Option<&KeyId>,
    arguments: &VerifyArgs,
    lang: Lang,
) -> MonthVerdict {
    let folder = archive.month_folder(slug);
    let verdict = |(program, restatements, states): (String, usize, KeptStates), verdict| {
        let period = slug.to_owned();
        MonthVerdict { period, program, restatements, dossiers: states.name(), verdict }
    };
    let unreadable = |error: String| Verdict::Unreadable { error };
    let nothing = (String::new(), 0, KeptStates::Missing);
    let kept = match Kept::read(&folder, lang) {
        Ok(kept) => kept,
        Err(failure) => return verdict(nothing, unreadable(format!("{:#}", failure.error))),
    };
    let states = kept.states_for(key);
    let about = (kept.record.program.clone(), kept.record.restatements.len(), states);
    match state_of(&folder) {
        Ok(PackageState::Whole | PackageState::Incomplete | PackageState::Absent) => {}
        Ok(PackageState::Strange(names) | PackageState::Edited(names)) => {
            return verdict(about, Verdict::Edited { files: names.first });
        }
        Err(error) => return verdict(about, unreadable(error.to_string())),
    }
    let compared = recount(&kept, arguments, lang).map(|(verdict, _)| verdict);
    verdict(about, compared.unwrap_or_else(|failure| unreadable(format!("{:#}", failure.error))))
}

/// Counts from the inputs of the record, with its options; what was made, where it could be counted.
///
/// # Errors
/// When the inputs cannot be counted.
pub fn recount(
    kept: &Kept,
    arguments: &VerifyArgs,
    lang: Lang,
) -> Result<(Verdict, Option<Made>), Failure> {
    let MonthRecord { paths, options, .. } = &kept.record;
    if kept.record.inputs.iter().any(has_another_size) {
        return Ok((Verdict::InputsChanged { files: gone(&kept.record, fingerprint_now) }, None));
    }
    // Inputs of the recorded size are summed while they are counted, not before.
    let counted = counted(paths, options, arguments, lang);
    let inputs = counted.as_ref().map(|(_, now)| now.inputs.as_slice()).unwrap_or_default();
    let of_count = |file: &str| {
        let input = inputs.iter().find(|input| input.file == file);
        input.map_or_else(|| fingerprint_now(file), |input| input.sha256.clone())
    };
    let gone = gone(&kept.record, of_count);
    if !gone.is_empty() {
        return Ok((Verdict::InputsChanged { files: gone }, None));
    }
    let (made, now) = counted?;
    let tallies = pipeline::tallies_of(&made.plan, &made.study)
        .map_err(|error| Failure::new(Exit::Output, error))?;
    let archived = kept.tallies(lang)?;
    let files = kept.record.changed_files(&now);
    if !files.is_empty() {
        let files = files.into_iter().map(|file| file.file).collect();
        return Ok((Verdict::InputsChanged { files }, None));
    }
    let mut figures: Vec<String> = moved(&archived, &tallies)
        .into_iter()
        .map(|moved| {
            let unit = moved.unit.unwrap_or_default();
            format!("{unit} {}: {} → {}", moved.count.name(), moved.before, moved.after)
        })
        .collect();
    if figures.is_empty() && archived.cubes != tallies.cubes {
        figures.push("breakdowns".to_owned());
    }
    let pairs = [
        ("times", archived.times == tallies.times),
        ("figures", kept.record.figures == now.figures),
        ("ledger", kept.record.ledger == now.ledger),
        ("findings", findings(&kept.record) == findings(&now)),
        ("scores", kept.record.scores == now.scores),
        ("editions", kept.record.editions == now.editions),
    ];
    let differing = pairs.into_iter().filter(|(_, is_same)| !is_same);
    figures.extend(differing.map(|(name, _)| name.to_owned()));
    let verdict = if figures.is_empty() { Verdict::Same } else { Verdict::Differs { figures } };
    Ok((verdict, Some(made)))
}

/// The findings that the inputs themselves tell: those of a month beside the archive are no part of a recount.
fn findings(record: &MonthRecord) -> Vec<&RecordedFinding> {
    let of_archive = |finding: &&RecordedFinding| {
        let code = FindingCode::ALL.iter().find(|code| code.name() == finding.code);
        code.is_some_and(|code| code.is_of_archive())
    };
    record.findings.iter().filter(|finding| !of_archive(finding)).collect()
}

/// What a month is counted as now, from the inputs and with the options of its record.
fn counted(
    paths: &[String],
    options: &BTreeMap<String, Vec<String>>,
    arguments: &VerifyArgs,
    lang: Lang,
) -> Result<(Made, MonthRecord), Failure> {
    let mut report = project::recorded(paths, options, lang)?;
    report.talk.quiet = arguments.output.talk.quiet;
    let prepared = Prepared::new(&report, lang)?;
    let extras = Extras { is_kept: true, breakdowns: pipeline::kept() };
    let made = prepared.make(&report, extras, lang)?;
    let now = record::from_parts(paths, options, &made);
    Ok((made, now))
}

/// A name that is no text is written with a sign in its place: only the count finds the file.
fn is_text(file: &RecordedFile) -> bool {
    !file.file.contains(char::REPLACEMENT_CHARACTER)
}

fn has_another_size(file: &RecordedFile) -> bool {
    let bytes = std::fs::metadata(&file.file).map(|facts| facts.len());
    is_text(file) && bytes.ok() != file.sha256.as_ref().map(|_| file.bytes)
}

fn fingerprint_now(file: &str) -> Option<String> {
    crate::read::fingerprint(std::path::Path::new(file)).sha256
}

/// The files of a record that are others by now, or gone.
fn gone(record: &MonthRecord, sha256: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let files = record.inputs.iter().chain(&record.settings).filter(|file| is_text(file));
    let others = files.filter(|file| sha256(&file.file) != file.sha256);
    others.map(|file| file.file.clone()).collect()
}

fn document(months: &[MonthVerdict], lang: Lang) -> Document {
    let columns = vec![
        ColumnHead::text(lang.of("Kỳ", "Period")),
        ColumnHead::text(lang.of("Kết quả", "Result")),
        ColumnHead::text(lang.of("Chi tiết", "Details")),
        ColumnHead::number(lang.of("Lần công bố lại", "Restated")),
        ColumnHead::text(lang.of("Chương trình", "Program")),
    ];
    let row = |month: &MonthVerdict| {
        let (state, details) = told(&month.verdict, lang);
        TableRow::body(vec![
            Cell::Text(month.period.clone()),
            Cell::Text(state.to_owned()),
            Cell::Text(details),
            Cell::Count(u64::try_from(month.restatements).unwrap_or(u64::MAX)),
            Cell::Text(month.program.clone()),
        ])
    };
    let rows = months.iter().map(row).collect();
    let heading = lang.of("Đối chiếu kho lưu trữ", "The archive, counted again").to_owned();
    let table = Table { columns, rows, notes: notes(months, lang) };
    Document { blocks: vec![Block::Heading(heading), Block::Table(table)] }
}

/// The verdict in words, with its details.
pub fn told(verdict: &Verdict, lang: Lang) -> (&'static str, String) {
    const TOLD: usize = 5;
    let listed = |names: &[String]| {
        let more = names.len().saturating_sub(TOLD);
        let told = names.iter().take(TOLD).map(|name| worded(name, lang));
        let more = (more > 0).then(|| format!("… +{more}"));
        told.chain(more).collect::<Vec<_>>().join("; ")
    };
    match verdict {
        Verdict::Same => (lang.of("khớp", "same"), String::new()),
        Verdict::Differs { figures } => (lang.of("khác", "differs"), listed(figures)),
        Verdict::InputsChanged { files } => {
            (lang.of("đầu vào đã đổi", "inputs changed"), listed(files))
        }
        Verdict::Edited { files } => (lang.of("tệp lưu bị sửa", "edited"), listed(files)),
        Verdict::Unreadable { error } => (lang.of("không đọc được", "unreadable"), error.clone()),
    }
}

/// The name of a count in a sentence of figures, as people call it.
fn worded(text: &str, lang: Lang) -> String {
    let mut words = text.to_owned();
    for count in crate::tally::Count::STANDARD {
        let name = format!(" {}:", count.name());
        if let Some((unit, rest)) = text.split_once(&name) {
            words = format!("{unit} {}:{rest}", count_name(lang, count).to_lowercase());
        }
    }
    words
}

fn notes(months: &[MonthVerdict], lang: Lang) -> Vec<Phrase> {
    let is_lost = |month: &MonthVerdict| matches!(month.verdict, Verdict::InputsChanged { .. });
    let mut notes = Vec::new();
    if months.iter().any(is_lost) {
        notes.push(Phrase::from(lang.of(
            "Đầu vào không còn như khi đếm: số liệu đã lưu vẫn nguyên, nhưng không đếm lại được.",
            "The inputs are not what they were: the archived figures stand, but cannot be counted again.",
        )));
    }
    let of = |states: KeptStates| {
        let name = states.name();
        let slugs = months.iter().filter(|month| month.dossiers == name);
        slugs.map(|month| month.period.as_str()).collect::<Vec<_>>().join(", ")
    };
    let (unkeyed, other) = (of(KeptStates::Unkeyed), of(KeptStates::OtherKey));
    if !unkeyed.is_empty() {
        notes.push(Phrase::from(match lang {
            Lang::Vi => format!("Mã hồ sơ chưa được che bằng khóa, người có tệp lưu dò ra được: {unkeyed}. Chạy `cchc verify --rekey`."),
            Lang::En => format!("No key hides the ids of dossiers, so whoever has the files can find them out: {unkeyed}. Run `cchc verify --rekey`."),
        }));
    }
    if !other.is_empty() {
        notes.push(Phrase::from(match lang {
            Lang::Vi => format!("Được lưu với khóa không có ở đây: {other}. Số liệu vẫn đối chiếu được; nếu tháng đổi thì không nói được vì hồ sơ nào. Đặt lại tệp khóa cũ, hoặc chạy `cchc verify --rekey`."),
            Lang::En => format!("Kept with a key that is not here: {other}. The figures can be checked; should they change, not by which dossiers. Put the old key back, or run `cchc verify --rekey`."),
        }));
    }
    notes
}

fn flat(months: &[MonthVerdict]) -> (Vec<String>, Vec<Vec<String>>) {
    let head =
        ["period", "state", "details", "restatements", "program", "dossiers"].map(str::to_owned);
    let rows = months.iter().map(|month| {
        let (state, details) = match &month.verdict {
            Verdict::Same => ("same", String::new()),
            Verdict::Differs { figures } => ("differs", figures.join("; ")),
            Verdict::InputsChanged { files } => ("inputs_changed", files.join("; ")),
            Verdict::Edited { files } => ("edited", files.join("; ")),
            Verdict::Unreadable { error } => ("unreadable", error.clone()),
        };
        vec![
            month.period.clone(),
            state.to_owned(),
            details,
            month.restatements.to_string(),
            month.program.clone(),
            month.dossiers.to_owned(),
        ]
    });
    (head.to_vec(), rows.collect())
}

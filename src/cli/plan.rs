//! Arguments → checked values. Nothing behind this sees a clap type, the environment or the clock.

use std::path::Path;
use std::sync::Arc;

use super::failure::{Exit, Failure};
use super::{clock, messages};
use crate::aggregates::{table_of_counts, unclear_table};
use crate::answers::system_messages;
use crate::cli::arguments::{CountArgs, DataArgs, filterable};
use crate::columns::Profile;
use crate::domain::nearest;
use crate::domain::{Day, Dimension, Period, PeriodRule, PeriodSpan, UnitsBasis, WorkingCalendar};
use crate::dossiers::{Grain, LoadRequest, Policy, read_local_calendar};
use crate::pipeline::Plan;
use crate::read::{Discovery, Encoding, FileFailure, Opener, Source, discover};
use crate::records::{nearly_other_log, other_log};
use crate::units::{RosterEntry, read_roster};
use crate::words::{Lang, pick};

/// A load, and what the folders held besides exports.
pub struct Input {
    pub load: LoadRequest,
    pub discovery: Discovery,
    /// Bytes on disk, for the progress bar.
    pub size: u64,
}

/// Finds the files, reads the profile, keeps standard input and pipes.
///
/// # Errors
/// When a path stands for nothing, the profile is wrong, or a stream cannot be kept.
pub fn input(
    paths: &[String],
    profile: Option<&Path>,
    data: Option<&DataArgs>,
    lang: Lang,
) -> Result<Input, Failure> {
    // A wrong profile is told before a gigabyte is read.
    let profile = profile.map(|path| self::profile(path, lang)).transpose()?;
    let asked = data.and_then(|data| data.units.as_deref());
    let usual = Ok((UnitsBasis::AsWritten, None));
    let (units, units_day) = asked.map_or(usual, |text| units_of(text, lang))?;
    let roster = data.and_then(|data| data.roster.as_deref());
    let roster = roster.map(|path| self::roster(path, lang)).transpose()?.unwrap_or_default();
    let calendar = calendar(data.and_then(|data| data.calendar.as_deref()), lang)?;
    let encoding = profile.as_ref().and_then(|profile| profile.encoding);
    let InputFiles { opener, discovery, size } = find(paths, encoding, lang)?;
    Ok(Input {
        size,
        load: LoadRequest {
            sources: discovery.sources.clone(),
            opener: opener.clone(),
            profile,
            policy: data.map_or(Policy::Strict, |data| data.policy),
            grain: data.map_or(Grain::Day, |data| data.grain),
            units,
            units_day,
            roster,
            calendar: Arc::new(calendar),
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            instead_of_log: Some(instead_of_log),
            ..LoadRequest::default()
        },
        discovery,
    })
}

/// What a source without the header of a dossier log is instead: a table of counts, a log of another kind, or
/// either with columns that are missing or not understood.
fn instead_of_log(opener: &Opener, source: &Source) -> Option<FileFailure> {
    let tried = [table_of_counts, other_log, unclear_table, nearly_other_log];
    tried.into_iter().find_map(|instead| instead(opener, source))
}

/// What `--units` says: a year tells the structure alone, a day also the names and districts of that day.
///
/// # Errors
/// When it is neither.
pub fn units_of(text: &str, lang: Lang) -> Result<(UnitsBasis, Option<Day>), Failure> {
    Ok((units_basis(text, lang)?, Day::parse(text)))
}

/// Files, and what opens them.
pub struct InputFiles {
    pub opener: Opener,
    pub discovery: Discovery,
    /// Bytes on disk.
    pub size: u64,
}

/// Finds the files and keeps standard input and pipes.
///
/// # Errors
/// When a path stands for nothing, or a stream cannot be kept.
pub fn find(
    paths: &[String],
    encoding: Option<Encoding>,
    lang: Lang,
) -> Result<InputFiles, Failure> {
    let discovery = discover(paths).map_err(|error| messages::source(&error, lang))?;
    let mut opener = Opener::default();
    opener.keep_streams(&discovery.sources).map_err(|error| messages::source(&error, lang))?;
    opener.encoding = encoding;
    let size = discovery.sources.iter().map(|source| opener.size(source)).sum();
    let discovery = opener.expand(discovery).map_err(|error| messages::source(&error, lang))?;
    Ok(InputFiles { opener, discovery, size })
}

/// The name and the text of a profile.
///
/// # Errors
/// When it cannot be read.
pub fn profile_text(path: &Path, lang: Lang) -> Result<(String, String), Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        let what = lang.of("không đọc được tệp ánh xạ", "cannot read the profile");
        let why = system_messages::unreadable(&error, lang);
        Failure::message(Exit::Config, format!("{what} `{name}`: {why}"))
    })?;
    Ok((name, text))
}

/// A profile of a dossier log.
///
/// # Errors
/// When it cannot be read, or is wrong.
pub fn profile(path: &Path, lang: Lang) -> Result<Profile, Failure> {
    let (name, text) = profile_text(path, lang)?;
    Profile::parse(&name, &text).map_err(|error| messages::profile(&error, lang))
}

fn units_basis(text: &str, lang: Lang) -> Result<UnitsBasis, Failure> {
    UnitsBasis::parse(text).ok_or_else(|| wrong_units(text, lang))
}

/// What is said of a text that `--units` cannot read.
pub fn wrong_units(text: &str, lang: Lang) -> Failure {
    let what = lang.of(
        "--units cần một năm hoặc một ngày, ví dụ 2024, 2025, 2025-06-30, không phải",
        "--units takes a year or a day such as 2024, 2025, 2025-06-30, not",
    );
    Failure::message(Exit::Usage, format!("{what}: `{text}`"))
}

/// The units of a list.
///
/// # Errors
/// When it cannot be read, or names no unit.
pub fn roster(path: &Path, lang: Lang) -> Result<Vec<RosterEntry>, Failure> {
    let name = path.display().to_string();
    let refuse = |why: &str| {
        let what = lang.of("không đọc được danh sách đơn vị", "cannot read the roster");
        Failure::message(Exit::Config, format!("{what} `{name}`: {why}"))
    };
    std::fs::metadata(path).map_err(|error| refuse(system_messages::unreadable(&error, lang)))?;
    let InputFiles { opener, discovery, .. } = find(std::slice::from_ref(&name), None, lang)?;
    let mut units: Vec<RosterEntry> = Vec::new();
    for source in &discovery.sources {
        let text = opener.open(source).and_then(|open| open.whole_text(LARGEST_ROSTER));
        let (text, delimiter) = text.map_err(|failure| {
            let title = pick(lang, failure.code.title());
            refuse(&format!("{} {title} ({})", failure.code.number(), failure.value))
        })?;
        // A sheet beside the list may hold anything else.
        let read = read_roster(&String::from_utf8_lossy(&text), delimiter).unwrap_or_default();
        units.extend(read.into_iter().filter(|unit| !units.contains(unit)).collect::<Vec<_>>());
    }
    if units.is_empty() {
        let what = lang.of("danh sách đơn vị không có đơn vị nào", "the roster names no unit");
        return Err(Failure::message(Exit::Config, format!("{what}: `{name}`")));
    }
    Ok(units)
}

/// No list of units is larger, in bytes.
const LARGEST_ROSTER: u64 = 64 * 1024 * 1024;

/// The calendar of the country, with the days of a place if there is a file of them.
///
/// # Errors
/// When the file cannot be read, or with everything that is wrong with it.
pub fn calendar(path: Option<&Path>, lang: Lang) -> Result<WorkingCalendar, Failure> {
    let Some(path) = path else { return Ok(WorkingCalendar::default()) };
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        let what = lang.of("không đọc được tệp lịch làm việc", "cannot read the calendar file");
        let why = system_messages::unreadable(&error, lang);
        Failure::message(Exit::Config, format!("{what} `{name}`: {why}"))
    })?;
    let local = read_local_calendar(&name, &text)
        .map_err(|error| Failure::message(Exit::Config, error.lines(lang).join("\n")))?;
    Ok(WorkingCalendar::built_in().with_local(&local))
}

/// The whole plan of a count.
///
/// # Errors
/// When a period, day or filter cannot be read.
pub fn plan(
    mut load: LoadRequest,
    count: &CountArgs,
    by: Vec<Dimension>,
    lang: Lang,
) -> Result<Plan, Failure> {
    let rule = count.period_rule;
    let span = match &count.period {
        None => PeriodSpan::Everything,
        Some(text) => PeriodSpan::Fixed(period(text, rule, lang)?),
    };
    let as_of = count.as_of.as_deref().map(|text| as_of(text, lang)).transpose()?;
    if let PeriodSpan::Fixed(period) = span {
        load.units_day.get_or_insert(period.to);
    }
    Ok(Plan {
        load,
        span,
        as_of,
        rule,
        by,
        by_is_optional: false,
        filters: filters(&count.filters, lang)?,
        any_of: Vec::new(),
        definition: count.definition,
        suppress_below: count.suppress_below.unwrap_or(0).into(),
    })
}

/// The period of `--period`.
///
/// # Errors
/// When the text is none.
pub fn period(text: &str, rule: PeriodRule, lang: Lang) -> Result<Period, Failure> {
    // The only look at the clock: `last-month` means the month before today.
    Period::parse(text, rule, clock::today()).map_err(|error| messages::period(&error, lang))
}

fn as_of(text: &str, lang: Lang) -> Result<Day, Failure> {
    Day::parse(text).ok_or_else(|| {
        let what = lang.of(
            "--as-of cần một ngày dạng 2024-06-30, không phải",
            "--as-of takes a day such as 2024-06-30, not",
        );
        Failure::message(Exit::Usage, format!("{what}: `{text}`"))
    })
}

/// The filters of `--where`.
///
/// # Errors
/// When one cannot be read.
pub fn filters(texts: &[String], lang: Lang) -> Result<Vec<(Dimension, String)>, Failure> {
    texts.iter().map(|text| filter(text, lang)).collect()
}

fn filter(text: &str, lang: Lang) -> Result<(Dimension, String), Failure> {
    let Some((name, value)) = text.split_once('=') else {
        let what = lang
            .of("--where cần dạng TRƯỜNG=GIÁ TRỊ, không phải", "--where takes FIELD=VALUE, not");
        return Err(Failure::message(Exit::Usage, format!("{what}: `{text}`")));
    };
    if let Some(dimension) =
        Dimension::from_name(name.trim()).filter(|dimension| !dimension.is_time())
    {
        Ok((dimension, value.trim().to_owned()))
    } else {
        let what = lang.of("--where không lọc theo", "--where cannot filter by");
        let mut failure = Failure::message(Exit::Usage, format!("{what}: `{name}`"));
        if let Some(nearest) = nearest(name, filterable().map(Dimension::name)) {
            failure = failure.hint(match lang {
                Lang::Vi => format!("có phải ý bạn là `{nearest}`?"),
                Lang::En => format!("did you mean `{nearest}`?"),
            });
        }
        let known: Vec<_> = filterable().map(Dimension::name).collect();
        let known = known.join(", ");
        Err(failure.hint(match lang {
            Lang::Vi => format!("các trường lọc được: {known}; thời gian thì dùng --period"),
            Lang::En => format!("fields to filter by: {known}; for time use --period"),
        }))
    }
}

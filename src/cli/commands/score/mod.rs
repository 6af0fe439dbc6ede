//! `cchc score`: an index's scorecard.
//!
//! The index and what was declared are checked before the data are read; nothing is scored while
//! anything is wrong with them.

pub mod chosen;
pub mod declared;
pub mod logs;
mod arguments;

use std::path::PathBuf;

use crate::answers::score::{
    ScoreAnswer, View, document, flat, index_document, index_flat, index_record, record,
};
use crate::archive::disk::tally_paths::tallies_behind;
use crate::archive::join::join;
use crate::cli::answering::{exit, rendered};
use crate::cli::archived;
use crate::cli::archived::refusal;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::counting::{CountedInput, Parts, Watch};
use crate::cli::failure::{Exit, Failure};
use crate::cli::telling::tell_ledger;
use crate::cli::{plan, terminal};
use crate::domain::slug;
use crate::domain::{Period, PeriodSpan};
use crate::domain::{fold, nearest};
use crate::index::{
    Answers, Assessment, Case, Change, ChangeError, Declarations, Index, IndexLevel, index, names,
    parse_change, texts,
};
use crate::pipeline::{self, OtherLogs, Scoring};
use crate::records::Log;
use crate::records::declared::Declared;
use crate::units::{OfficeLevel, office_level};
use crate::words::{Bilingual, Lang};

pub use arguments::{Arguments, ScoredArgs};

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "chấm-điểm",
        about: Bilingual {
            vi: "Chấm điểm theo bộ tiêu chí: điểm và căn cứ, tiêu chí bị trừ điểm, cách lấy lại điểm",
            en: "An index's scorecard: points with their evidence, where they are lost, what would win them",
        },
        examples: &[
            Example::new(
                "cchc score EXPORTS --period 2024-06",
                "theo bộ tiêu chí của kỳ",
                "by the index of the period",
            ),
            Example::new(
                "cchc score EXPORTS --period 2024-06 --what-if 2.1=+1",
                "thêm được bao nhiêu điểm",
                "points to be won",
            ),
            Example::new(
                "cchc score --list-indices",
                "các bộ tiêu chí có sẵn",
                "the built-in indices",
            ),
        ],
    };

    fn run(&self, _settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        if self.list_indices {
            return list(self, lang);
        }
        if let Some(name) = &self.print_index {
            return print(name, lang);
        }
        let scored = if self.paths.is_empty() {
            declared_only(self, lang)?
        } else if let Some(files) = tallies_behind(&self.paths) {
            from_tallies(self, &files, lang)?
        } else {
            from_logs(self, lang)?
        };
        show(self, scored, lang)
    }
}

/// A case, and the logs it is made from.
struct Scored {
    case: Case,
    is_outside_validity: bool,
    scoring: Option<Box<Scoring>>,
    logs: OtherLogs,
    declared: Option<Log<Declared>>,
}

fn list(arguments: &Arguments, lang: Lang) -> Result<Exit, Failure> {
    let indices: Vec<Index> = names().filter_map(index).collect();
    let document = || index_document(lang, &indices);
    let record = index_record(&indices);
    let flat = || index_flat(&indices);
    let answer = rendered(&arguments.output, lang, document, &record, flat)?;
    terminal::deliver(&answer, &arguments.output, lang)?;
    Ok(Exit::Fine)
}

fn print(name: &str, lang: Lang) -> Result<Exit, Failure> {
    match texts().find(|(id, _)| *id == name) {
        Some((_, text)) => terminal::print_answer(text, lang),
        None => Err(chosen::unknown(name, lang)),
    }
}

/// Scores what was declared, without any log.
fn declared_only(arguments: &Arguments, lang: Lang) -> Result<Scored, Failure> {
    let Some(text) = &arguments.count.period else {
        let what = lang.of(
            "chỉ chấm số khai thì cần --period",
            "scoring declared inputs alone takes a --period",
        );
        return Err(Failure::message(Exit::Usage, what));
    };
    let period = plan::period(text, arguments.count.period_rule, lang)?;
    let index = chosen::for_period(&arguments.scored, period, lang)?;
    let log = declared::log(&arguments.scored, lang)?;
    let declarations = declared::of_period(log.as_ref(), &index, period, lang)?;
    let units = all_units(&[], &declarations, (level(&arguments.scored, &index), period));
    let has_whole = declarations.0.iter().any(|declaration| declaration.unit.is_none());
    let is_outside_validity = !index.validity.covers(&period);
    let whole = has_whole.then(|| level(&arguments.scored, &index));
    let answers = Answers::default();
    let case = Case { index, period, answers, declarations, whole, units };
    let logs = OtherLogs::default();
    Ok(Scored { case, is_outside_validity, scoring: None, logs, declared: log })
}

/// Scores tallies that were handed in or archived, put together, and what was declared beside them.
fn from_tallies(arguments: &Arguments, files: &[PathBuf], lang: Lang) -> Result<Scored, Failure> {
    archived::refuse_counting(&arguments.count, lang)?;
    let log = declared::log(&arguments.scored, lang)?;
    let logs = logs::read(&arguments.scored, lang)?;
    let parts = files.iter().map(|file| archived::read(file, lang));
    let parts = parts.collect::<Result<Vec<_>, _>>()?;
    let tallies = join(parts).map_err(|error| refusal(&error, lang))?.tallies;
    let period = tallies.frame.period;
    let index = chosen::for_period(&arguments.scored, period, lang)?;
    let declarations = declared::of_period(log.as_ref(), &index, period, lang)?;
    let definition = arguments.count.definition;
    let (answers, units) = pipeline::scoring_of_tallies(&tallies, definition, &index.asks(), &logs);
    let units = all_units(&units, &declarations, (level(&arguments.scored, &index), period));
    let whole = Some(level(&arguments.scored, &index));
    let is_outside_validity = !index.validity.covers(&period);
    let case = Case { index, period, answers, declarations, whole, units };
    Ok(Scored { case, is_outside_validity, scoring: None, logs, declared: log })
}

/// Scores logs, and what was declared beside them.
fn from_logs(arguments: &Arguments, lang: Lang) -> Result<Scored, Failure> {
    // What is wrong with the files is told before a gigabyte is read.
    let log = declared::log(&arguments.scored, lang)?;
    let logs = logs::read(&arguments.scored, lang)?;
    let fixed = arguments
        .scored
        .index
        .as_deref()
        .map(|name| chosen::index_named(name, lang))
        .transpose()?;
    let data = &arguments.data;
    let input = plan::input(&arguments.paths, data.profile.as_deref(), Some(data), lang)?;
    let (size, discovery) = (input.size, input.discovery);
    let plan = plan::plan(input.load, &arguments.count, Vec::new(), lang)?;
    let asked = match (&plan.span, &fixed) {
        (&PeriodSpan::Fixed(period), _) => {
            let index = chosen::for_period(&arguments.scored, period, lang)?;
            declared::of_period(log.as_ref(), &index, period, lang)?;
            index.asks()
        }
        (_, Some(index)) => index.asks(),
        // Which index fits shows once the period is known; the two of 766 ask the same.
        (_, None) => chosen::usual(None).asks(),
    };
    let watch = Watch { size, discovery: &discovery, talk: &arguments.output.talk, lang };
    let scoring = watch.run(
        &plan,
        |plan| pipeline::scoring(plan, &asked, &logs),
        |scoring: &mut Scoring| Parts {
            loaded: &mut scoring.loaded,
            frame: &scoring.frame,
            days_seen: scoring.days_seen,
        },
    )?;
    let CountedInput::Dossiers(mut scoring) = scoring else {
        let what = lang.of(
            "chấm điểm cần dữ liệu hồ sơ; các tệp này là bảng tổng hợp",
            "a score needs dossier logs; these files are tables of counts",
        );
        return Err(Failure::message(Exit::Input, what));
    };
    let period = scoring.frame.period;
    let index = chosen::for_period(&arguments.scored, period, lang)?;
    let declarations = declared::of_period(log.as_ref(), &index, period, lang)?;
    let units =
        all_units(&scoring.units, &declarations, (level(&arguments.scored, &index), period));
    let whole = Some(level(&arguments.scored, &index));
    let is_outside_validity = !index.validity.covers(&period);
    let answers = std::mem::take(&mut scoring.answers);
    let case = Case { index, period, answers, declarations, whole, units };
    Ok(Scored { case, is_outside_validity, scoring: Some(scoring), logs, declared: log })
}

pub fn level(arguments: &ScoredArgs, index: &Index) -> IndexLevel {
    arguments.level.unwrap_or(index.level)
}

/// The units of the logs, then those that only declared inputs name, each at the level that its own name
/// tells; one that tells none is at the level of the whole.
pub fn all_units(
    logged: &[(String, IndexLevel)],
    declarations: &Declarations,
    (level, period): (IndexLevel, Period),
) -> Vec<(String, IndexLevel)> {
    let is_logged = |unit: &String| logged.iter().any(|(known, _)| fold(known) == fold(unit));
    let others = declarations.units().into_iter().filter(|unit| !is_logged(unit));
    let at_level = |unit: String| {
        let own = office_level(&unit, period.to).map(|own| match own {
            OfficeLevel::Province => IndexLevel::Province,
            OfficeLevel::Department => IndexLevel::Department,
            OfficeLevel::District => IndexLevel::District,
            OfficeLevel::Commune => IndexLevel::Commune,
        });
        (unit, own.unwrap_or(level))
    };
    logged.iter().cloned().chain(others.map(at_level)).collect()
}

fn show(arguments: &Arguments, scored: Scored, lang: Lang) -> Result<Exit, Failure> {
    let Scored { case, is_outside_validity, scoring, logs, declared } = scored;
    let mut accounts = logs.accounts();
    accounts.extend(declared.iter().map(Log::account));
    let unit = arguments.unit.as_deref().map(|name| unit(&case, name, lang)).transpose()?;
    let changes = arguments.what_if.iter().map(|text| change(&case, text, lang));
    let changes: Vec<Change> = changes.collect::<Result<_, _>>()?;
    let view = view(&case.index, arguments.view.as_deref(), lang)?;
    let assessment = Assessment::new(case);
    declared::tell_unused(&assessment, lang);
    let shown = ScoreAnswer {
        assessment: &assessment,
        unit: unit.as_deref(),
        changes: &changes,
        is_outside_validity,
        loaded: scoring.as_ref().map(|counted| &counted.loaded),
        counted: scoring.as_ref().map(|counted| (&*counted.loaded.calendar, counted.days_seen)),
        logs: &accounts,
    };
    let output = &arguments.output;
    let document = || document(lang, shown, view);
    let answer = rendered(output, lang, document, &record(lang, shown), || flat(shown))?;
    terminal::deliver(&answer, output, lang)?;
    let Some(scoring) = scoring else { return Ok(Exit::Fine) };
    if !output.talk.quiet {
        logs::tell_unread(&scoring.loaded.findings, lang);
        tell_ledger(&scoring.loaded, lang);
    }
    Ok(exit(&scoring.loaded, arguments.data.fail_on.0))
}

/// The full name of a unit that a user means: by its name, or by its name in small ASCII letters.
fn full_name(case: &Case, name: &str) -> Option<String> {
    let (key, short) = (fold(name), slug(name));
    let units = || case.units.iter().map(|(unit, _)| unit);
    let exact = units().find(|unit| fold(unit) == key);
    let by_slug = || units().find(|unit| slug(unit) == short);
    // `xa-minh-khai` for `UBND xã Minh Khai`, where only one unit ends so.
    let by_end = || {
        let ending = format!("-{short}");
        let mut meant = units().filter(|unit| slug(unit).ends_with(&ending));
        meant.next().filter(|_| meant.next().is_none())
    };
    exact.or_else(by_slug).or_else(by_end).cloned()
}

fn unit(case: &Case, name: &str, lang: Lang) -> Result<String, Failure> {
    full_name(case, name).ok_or_else(|| no_unit(case, name, lang))
}

fn no_unit(case: &Case, name: &str, lang: Lang) -> Failure {
    let what = lang.of("không có đơn vị", "there is no unit");
    let failure = Failure::message(Exit::Usage, format!("{what} `{name}`"));
    let slugs: Vec<String> = case.units.iter().map(|(unit, _)| slug(unit)).collect();
    match nearest(&slug(name), slugs.iter().map(String::as_str)) {
        Some(nearest) => {
            let hint = lang.of("có phải ý bạn là", "did you mean");
            failure.hint(format!("{hint} `{nearest}`?"))
        }
        None => failure,
    }
}

fn change(case: &Case, text: &str, lang: Lang) -> Result<Change, Failure> {
    let targets = || {
        let asks = case.index.criteria.iter().filter_map(|criterion| criterion.ask.as_ref());
        let ids = case.index.criteria.iter().map(|criterion| criterion.id.as_str());
        ids.chain(asks.map(|ask| ask.indicator.as_str()))
    };
    let is_target = |name: &str| targets().any(|known| known == name);
    parse_change(text, is_target, |name| full_name(case, name)).map_err(|error| {
        let start = lang.of("--what-if không đọc được", "--what-if cannot be read");
        let failure =
            |what: &str| Failure::message(Exit::Usage, format!("{start}: `{text}`: {what}"));
        match error {
            ChangeError::Unit(name) => no_unit(case, &name, lang),
            ChangeError::Shape => failure(
                lang.of("cần dạng [ĐƠN VỊ.]TIÊU CHÍ=THAY ĐỔI", "takes [UNIT.]CRITERION=CHANGE"),
            ),
            ChangeError::Amount(amount) => failure(&match lang {
                Lang::Vi => format!("`{amount}` không phải +2pp, -1,5pp, +3 hoặc 97,5%"),
                Lang::En => format!("`{amount}` is none of +2pp, -1.5pp, +3 or 97.5%"),
            }),
            ChangeError::Target(name) => {
                let last = name.rsplit('.').next().unwrap_or(&name);
                let failure = failure(lang.of(
                    "bộ tiêu chí không có tiêu chí hay chỉ tiêu này",
                    "the index has no such criterion or indicator",
                ));
                let near = nearest(&name, targets()).or_else(|| nearest(last, targets()));
                match near {
                    Some(near) => failure
                        .hint(format!("{} `{near}`?", lang.of("có phải ý bạn là", "did you mean"))),
                    None => failure,
                }
            }
        }
    })
}

fn view<'a>(index: &Index, name: Option<&'a str>, lang: Lang) -> Result<View<'a>, Failure> {
    let Some(name) = name else { return Ok(View::Own) };
    if index.views.iter().any(|view| view.id == name) {
        return Ok(View::Named(name));
    }
    let what = lang.of("bộ tiêu chí không có cách nhìn", "the index has no view");
    let failure = Failure::message(Exit::Usage, format!("{what} `{name}`"));
    let known: Vec<&str> = index.views.iter().map(|view| view.id.as_str()).collect();
    if known.is_empty() {
        return Err(failure);
    }
    let start = lang.of("các cách nhìn", "views");
    Err(failure.hint(format!("{start}: {}", known.join(", "))))
}

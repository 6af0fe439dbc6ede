//! `cchc explain`: the help page of a finding code or signal, or a figure: its definition and the
//! dossiers behind it.

mod arguments;
mod cell;

use std::path::Path;

use clap::ArgMatches;

use crate::answers::figure::{FigureOutcome, SHOWN};
use crate::answers::{Block, explain, figure, signals};
use crate::cli::answering::{exit, rendered};
use crate::cli::arguments::Format;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::{Settings, is_typed};
use crate::cli::counting::{CountedInput, Parts, Watch};
use crate::cli::dossier_file::{DossierFile, FileKind};
use crate::cli::failure::{Exit, Failure};
use crate::cli::telling::tell_ledger;
use crate::cli::{plan, terminal};
use crate::domain::{Dimension, nearest};
use crate::findings::FindingCode;
use crate::indicators::Figure;
use crate::pipeline::{self, IdLimit};
use crate::words::{Bilingual, Lang};
use cell::{FigureRequest, ReportOptions};

pub use arguments::Arguments;

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "giải-thích",
        about: Bilingual {
            vi: "Một con số gồm những gì, những hồ sơ nào; một mã phát hiện nghĩa là gì",
            en: "What a figure is made of and the dossiers behind it; what a finding code means",
        },
        examples: &[
            Example::new(
                "cchc explain C0103",
                "một mã phát hiện nghĩa là gì",
                "what a finding code means",
            ),
            Example::new(
                "cchc explain late_rate",
                "một con số gồm những gì",
                "what a figure is made of",
            ),
            Example::new(
                "cchc explain late_rate EXPORTS --period 2024-06",
                "những hồ sơ đứng sau con số",
                "the dossiers behind it",
            ),
        ],
    };

    fn settle(&mut self, matches: &ArgMatches) {
        // Without data there is nothing to filter.
        if self.paths.is_empty() && self.report.is_none() && !is_typed(matches, "filters") {
            self.count.filters.clear();
        }
    }

    fn run(&self, _settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let kind = self.dossiers.as_deref().map(|path| file_kind(path, lang)).transpose()?;
        if let (Some(report), Some(cell)) = (&self.report, &self.cell) {
            let request = cell::request(report, cell, self, lang)?;
            return explain_figure(&request, kind, lang);
        }
        let Some(word) = self.word.as_deref() else {
            return codes(FindingCode::ALL, None, self, lang);
        };
        let named = Figure::find(word);
        match named {
            Some(figure) if !self.paths.is_empty() => {
                let mut filters = self.count.filters.clone();
                filters.extend(self.unit.iter().map(|unit| format!("unit={unit}")));
                let request = FigureRequest {
                    figure,
                    paths: self.paths.clone(),
                    filters,
                    arguments: self,
                    period: None,
                    options: ReportOptions::default(),
                    cell: None,
                };
                explain_figure(&request, kind, lang)
            }
            Some(figure) => {
                refuse_options(self, lang)?;
                let output = &self.output;
                let record = figure::page_record(lang, figure);
                let flat = || figure::page_flat(lang, figure);
                let answer = rendered(output, lang, || figure::page(lang, figure), &record, flat)?;
                terminal::deliver(&answer, output, lang)?;
                Ok(Exit::Fine)
            }
            None => code(word, self, lang),
        }
    }
}

/// Told before a gigabyte is read.
fn file_kind(path: &Path, lang: Lang) -> Result<FileKind, Failure> {
    FileKind::of(path).ok_or_else(|| {
        let what = lang.of(
            "--dossiers cần một tệp .csv hoặc .xlsx, không phải",
            "--dossiers takes a .csv or .xlsx file, not",
        );
        Failure::message(Exit::Usage, format!("{what} `{}`", path.display()))
    })
}

/// Without data there are no dossiers to write or filter.
fn refuse_options(arguments: &Arguments, lang: Lang) -> Result<(), Failure> {
    let count = &arguments.count;
    let needs_data = arguments.dossiers.is_some()
        || arguments.unit.is_some()
        || count.period.is_some()
        || !count.filters.is_empty();
    if !needs_data {
        return Ok(());
    }
    let what = lang.of(
        "cần đường dẫn dữ liệu: cchc explain CON-SỐ ĐƯỜNG-DẪN…",
        "paths of the data are needed: cchc explain FIGURE PATH…",
    );
    Err(Failure::message(Exit::Usage, what))
}

fn explain_figure(
    request: &FigureRequest<'_>,
    kind: Option<FileKind>,
    lang: Lang,
) -> Result<Exit, Failure> {
    let (arguments, data) = (request.arguments, &request.arguments.data);
    let output = &arguments.output;
    let options = &request.options;
    let mut input = plan::input(&request.paths, data.profile.as_deref(), Some(data), lang)?;
    input.load.grain = options.grain.unwrap_or(data.grain);
    input.load.policy = options.policy.unwrap_or(data.policy);
    if let Some(units) = options.units.as_deref().filter(|_| data.units.is_none()) {
        (input.load.units, input.load.units_day) = plan::units_of(units, lang)?;
    }
    let mut plan = plan::plan(input.load, &arguments.count, Vec::new(), lang)?;
    plan.filters = plan::filters(&request.filters, lang)?;
    let level = request.cell.as_ref().map(|cell| cell.level.clone()).unwrap_or_default();
    plan.any_of.extend((!level.is_empty()).then_some((Dimension::Level, level)));
    if let Some(period) = request.period.filter(|_| arguments.count.period.is_none()) {
        plan.span = crate::domain::PeriodSpan::Fixed(period.period);
        plan.as_of = plan.as_of.or(period.as_of);
    }
    plan.definition = options.definition.unwrap_or(plan.definition);
    if arguments.count.suppress_below.is_none() {
        plan.suppress_below = options.suppress_below.unwrap_or(plan.suppress_below);
    }
    let is_flat = output.format == Format::Csv;
    let wanted = if kind.is_some() || is_flat { IdLimit::All } else { IdLimit::First(SHOWN) };
    let watch = Watch { size: input.size, discovery: &input.discovery, talk: &output.talk, lang };
    let count = |plan: &pipeline::Plan| pipeline::figure(plan, request.figure, wanted);
    let counted = watch.run(&plan, count, |outcome: &mut FigureOutcome| Parts {
        loaded: &mut outcome.loaded,
        frame: &outcome.frame,
        days_seen: outcome.days_seen,
    })?;
    let outcome = match counted {
        CountedInput::Dossiers(outcome) => *outcome,
        CountedInput::Tables(_) => {
            let what = lang.of(
                "bảng tổng hợp không có hồ sơ nào; cần dữ liệu hồ sơ",
                "a table of counts has no dossiers; a dossier log is needed",
            );
            return Err(Failure::message(Exit::Input, what));
        }
    };
    let document = || {
        let mut document = outcome.document(lang);
        if let Some(cell) = &request.cell {
            let place = Block::Paragraph(cell.line(lang, &outcome).into());
            document.blocks.insert(1.min(document.blocks.len()), place);
        }
        document
    };
    let answer = rendered(output, lang, document, &outcome.record(lang), || outcome.flat())?;
    if let (Some(path), Some(kind)) = (&arguments.dossiers, kind) {
        let file = DossierFile {
            title: lang.of("Hồ sơ đứng sau con số", "Dossiers behind a figure"),
            count: outcome.membership.members.len(),
            flat: &|| outcome.flat(),
            sheets: &|| outcome.sheets(lang),
        };
        file.write(path, kind, output.talk.quiet, lang)?;
    }
    terminal::deliver(&answer, output, lang)?;
    if !output.talk.quiet {
        tell_ledger(&outcome.loaded, lang);
    }
    Ok(exit(&outcome.loaded, data.fail_on.0))
}

/// The page of a finding code or signal.
fn code(word: &str, arguments: &Arguments, lang: Lang) -> Result<Exit, Failure> {
    let signal = signals::find(word);
    let code = explain::find(word);
    if signal.is_none() && code.is_none() {
        return Err(unknown(word, lang));
    }
    if !arguments.paths.is_empty() {
        let what = lang.of(
            "mã phát hiện không cần đường dẫn dữ liệu",
            "a finding code takes no paths of data",
        );
        return Err(Failure::message(Exit::Usage, format!("{what}: `{word}`")));
    }
    refuse_options(arguments, lang)?;
    if let Some(signal) = signal {
        let output = &arguments.output;
        let record = signals::page_record(lang, signal);
        let document = || signals::page(lang, signal);
        let answer =
            rendered(output, lang, document, &record, || signals::page_flat(lang, signal))?;
        terminal::deliver(&answer, output, lang)?;
        return Ok(Exit::Fine);
    }
    let found: Vec<FindingCode> = code.into_iter().collect();
    codes(&found, code, arguments, lang)
}

/// Pages of finding codes: of one, or the list of all.
fn codes(
    codes: &[FindingCode],
    one: Option<FindingCode>,
    arguments: &Arguments,
    lang: Lang,
) -> Result<Exit, Failure> {
    let output = &arguments.output;
    let record = explain::record(lang, codes);
    let document = || one.map_or_else(|| explain::list(lang), |code| explain::document(lang, code));
    let answer = rendered(output, lang, document, &record, || explain::flat(lang, codes))?;
    terminal::deliver(&answer, output, lang)?;
    Ok(Exit::Fine)
}

/// A word that is no figure.
pub fn unknown_figure(word: &str, lang: Lang) -> Failure {
    let what = lang.of("không có con số nào tên là", "there is no figure");
    let failure = Failure::message(Exit::Usage, format!("{what} `{word}`"));
    let lower = word.to_lowercase().replace('-', "_");
    let near = nearest(&lower, Figure::names());
    did_you_mean(failure, near, lang).hint(
        lang.of("`cchc indicators` liệt kê mọi chỉ tiêu", "`cchc indicators` lists all indicators"),
    )
}

fn did_you_mean(failure: Failure, near: Option<String>, lang: Lang) -> Failure {
    match near {
        Some(near) => failure.hint(match lang {
            Lang::Vi => format!("có phải ý bạn là `{near}`?"),
            Lang::En => format!("did you mean `{near}`?"),
        }),
        None => failure,
    }
}

fn unknown(word: &str, lang: Lang) -> Failure {
    let what = lang.of(
        "không có con số hay mã phát hiện nào tên là",
        "there is no figure and no finding code",
    );
    let failure = Failure::message(Exit::Usage, format!("{what} `{word}`"));
    did_you_mean(failure, suggestion(word), lang).hint(lang.of(
        "`cchc explain` liệt kê mọi mã phát hiện, `cchc indicators` mọi chỉ tiêu",
        "`cchc explain` lists all finding codes, `cchc indicators` all indicators",
    ))
}

fn suggestion(word: &str) -> Option<String> {
    let (lower, upper) = (word.to_lowercase().replace('-', "_"), word.to_uppercase());
    nearest(&upper, explain::words())
        .or_else(|| nearest(&lower, explain::words().chain(Figure::names())))
}

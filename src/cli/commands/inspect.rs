//! `cchc inspect`: how each file is understood.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;

use crate::aggregates::{AggregateTable, read_tables};
use crate::answers::proposal::propose;
use crate::answers::{export_style, inspect, inspect_record, table_checks};
use crate::cli::answering::rendered;
use crate::cli::arguments::{OutputArgs, PathArgs};
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::counting::refuse_changed;
use crate::cli::failure::{Exit, Failure};
use crate::cli::{messages, plan, terminal};
use crate::domain::PeriodRule;
use crate::dossiers::{
    FolderStyle, LoadRequest, folder_style, load, look, look_anyway, passed_over,
};
use crate::findings::FindingCode;
use crate::output::write_file;
use crate::records::known_file;
use crate::render;
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    pub inputs: PathArgs,
    /// TOML file that maps one system's export to canonical fields and values
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// Write a profile for these files, to review; a file that is there is never overwritten
    #[arg(long, value_name = "FILE")]
    pub write_profile: Option<PathBuf>,
    #[command(flatten)]
    pub output: OutputArgs,
}

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "xem",
        about: Bilingual {
            vi: "Xem tệp được hiểu thế nào: mã hóa, dòng tiêu đề, cột, ngày, đơn vị",
            en: "How each file is understood: encoding, header row, columns, dates, units",
        },
        examples: &[
            Example::new("cchc inspect EXPORTS", "cách đọc từng tệp", "how each file is read"),
            Example::new(
                "cchc inspect EXPORTS --write-profile anh-xa.toml",
                "tệp ánh xạ để xem lại",
                "a profile to review",
            ),
        ],
    };

    fn run(&self, _settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let input = plan::input(&self.inputs.paths, self.profile.as_deref(), None, lang)?;
        let sources = input.load.sources.iter().enumerate();
        let mut looks: Vec<inspect::InspectedFile> = sources
            .map(|(place, source)| inspect::InspectedFile {
                name: source.name(),
                result: look(&input.load, place),
                other: None,
            })
            .collect();
        let failure = |place: usize| looks.get(place).and_then(|look| look.result.as_ref().err());
        let passed_over = passed_over(&input.load.sources, failure);
        for place in passed_over {
            if let Some(Err(failure)) = looks.get_mut(place).map(|look| &mut look.result) {
                failure.code = FindingCode::SheetPassedOver;
            }
        }
        for (source, look) in input.load.sources.iter().zip(&mut looks) {
            let is_other =
                matches!(&look.result, Err(failure) if failure.code == FindingCode::OtherLog);
            if is_other {
                look.other = known_file(&input.load.opener, source);
            }
        }
        let tables = tables(&input.load, &looks);
        refuse_changed(&input.load.opener, lang)?;
        if let Some(path) = &self.write_profile {
            write_profile(path, self, &input, &looks, lang)?;
        }
        let output = &self.output;
        let style = style(self, &input)?;
        let record = inspect_record::record(&looks, style.as_ref());
        let document = || {
            let mut document = inspect::document(lang, &looks);
            document
                .blocks
                .extend(style.iter().flat_map(|style| export_style::blocks(lang, style)));
            document.blocks.extend(table_checks::inspect_blocks(lang, &tables));
            document
        };
        let answer = rendered(output, lang, document, &record, || inspect_record::flat(&looks))?;
        terminal::deliver(&answer, output, lang)?;
        let is_understood = looks.iter().all(|look| {
            look.result.as_ref().err().is_none_or(|failure| !failure.code.is_file_failure())
        });
        Ok(if is_understood { Exit::Fine } else { Exit::Input })
    }
}

/// The style of the exports of a folder: for that, all of their rows are read.
fn style(arguments: &Arguments, input: &plan::Input) -> Result<Option<FolderStyle>, Failure> {
    let is_folder = arguments.inputs.paths.iter().any(|path| Path::new(path).is_dir());
    if !is_folder && input.load.sources.len() < 2 {
        return Ok(None);
    }
    let loaded = load(&input.load).map_err(|error| Failure::new(Exit::Input, error))?;
    Ok(folder_style(&loaded.coverage, &loaded.overlaps))
}

/// Writes the proposed profile. Somebody may have worked on a file that is there, so it is left alone
/// unless it says the very same.
fn write_profile(
    path: &Path,
    arguments: &Arguments,
    input: &plan::Input,
    looks: &[inspect::InspectedFile],
    lang: Lang,
) -> Result<(), Failure> {
    let guessed: Vec<_> = looks
        .iter()
        .enumerate()
        .filter(|(_, look)| look.result.is_err())
        .filter_map(|(place, _)| look_anyway(&input.load, place))
        .collect();
    if guessed.is_empty() && looks.iter().all(|look| look.result.is_err()) {
        let what = lang
            .of("không tệp nào có dòng tiêu đề để đề xuất", "no file has a header to propose from");
        return Err(Failure::message(Exit::Input, what));
    }
    // The spellings of all rows, not only of the first ones.
    let loaded = load(&input.load).map_err(|error| Failure::new(Exit::Input, error))?;
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let profile = input.load.profile.as_ref();
    let proposal = propose(lang, name, profile, looks, &guessed, &loaded.spellings);
    let text = render::profile::write(&proposal, lang);
    match std::fs::read(path) {
        Ok(old) if old == text.as_bytes() => return Ok(()),
        Ok(_) => {
            let what = lang.of(
                "đã có tệp khác nội dung, không ghi đè",
                "there is another file, not overwritten",
            );
            let failure = Failure::message(Exit::Output, format!("{what}: `{}`", path.display()));
            return Err(failure.hint(lang.of(
                "đặt tên khác cho --write-profile, hoặc tự xóa tệp cũ",
                "choose another name for --write-profile, or remove the old file yourself",
            )));
        }
        Err(_) => {}
    }
    write_file(path, &text).map_err(|error| messages::output(&error, lang))?;
    if !arguments.output.talk.quiet {
        let written = lang.of("Đã ghi", "Written");
        terminal::say(&format!("{written}: {}", path.display()));
    }
    Ok(())
}

/// The tables of counts among the files.
fn tables(load: &LoadRequest, looks: &[inspect::InspectedFile]) -> Vec<AggregateTable> {
    let is_table = |look: &inspect::InspectedFile| matches!(&look.result, Err(failure) if failure.code == FindingCode::AggregateTable);
    let tables = load.sources.iter().zip(looks).filter(|(_, look)| is_table(look));
    tables
        .filter_map(|(source, _)| read_tables(&load.opener, source, PeriodRule::Calendar).ok())
        .flatten()
        .collect()
}

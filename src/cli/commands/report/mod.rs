//! `cchc report`: one reading of the data, one model, every file that an office hands in.
//!
//! Everything that the office gives (letterhead, template, forms) is checked before the data are read,
//! and every file is made before the first is written.

mod arguments;
mod forms;
mod making;
mod package;
mod scored;
mod target;

use std::path::Path;

use clap::ArgMatches;

use crate::cli::answering::exit;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::{Settings, is_typed};
use crate::cli::failure::{Exit, Failure};
use crate::cli::telling::tell_ledger;
use crate::cli::terminal;
use crate::render::formats::FileFormat;
use crate::render::narrative::built_in_template;
use crate::words::{Bilingual, Lang};
use target::Target;

pub use arguments::Arguments;
pub use forms::form_plan;
pub use making::{CountedReport, Extras, ReportSetup, letterhead, plans};

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "báo-cáo",
        about: Bilingual {
            vi: "Báo cáo để gửi: Excel, Word, trang web, biểu mẫu, tệp cho máy đọc",
            en: "What an office hands in: workbook, Word report, web page, official forms, files for machines",
        },
        examples: &[
            Example::new(
                "cchc report EXPORTS --period 2024-06",
                "mọi tệp, vào bao-cao-2024-06",
                "every file, in bao-cao-2024-06",
            ),
            Example::new(
                "cchc report EXPORTS --output cchc.docx",
                "chỉ tệp Word",
                "the Word report only",
            ),
            Example::new(
                "cchc report EXPORTS --form 06a --output bieu-06a",
                "kèm biểu 06a",
                "with form 06a",
            ),
        ],
    };

    fn settle(&mut self, matches: &ArgMatches) {
        // Columns are those of the forms that stand beside them.
        if is_typed(matches, "forms") && !is_typed(matches, "placements") {
            self.placements.clear();
        }
        // The name of a file says which one is wanted.
        if is_typed(matches, "output")
            && !is_typed(matches, "formats")
            && !is_typed(matches, "each")
            && let Some(ending) = ending(self).filter(|it| FileFormat::from_name(it).is_some())
        {
            self.formats = vec![ending];
        }
        // Who asks for one file does not want a folder of many.
        if is_typed(matches, "output") && !is_typed(matches, "each") && is_one_file(self) {
            self.each = None;
        }
    }

    fn run(&self, _settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        if self.print_template {
            return terminal::print_answer(built_in_template(lang), lang);
        }
        let prepared = ReportSetup::new(self, lang)?;
        // What must not be replaced is told before a gigabyte is read.
        let target = Target::new(self, lang)?;
        let made = prepared.make(self, Extras::default(), lang)?;
        let told = target.write(&prepared.maker(&made), self.each.is_some())?;
        if let Some(told) = told.filter(|_| !self.talk.quiet) {
            terminal::say(&told);
            tell_ledger(&made.study.loaded, lang);
        }
        Ok(exit(&made.study.loaded, self.data.fail_on.0))
    }
}

fn is_one_file(report: &Arguments) -> bool {
    let Some(output) = report.output.as_deref() else { return false };
    report.formats.len() == 1
        && (output == Path::new("-") || ending(report).as_ref() == report.formats.first())
}

/// What the name of the output ends in.
fn ending(report: &Arguments) -> Option<String> {
    let ending = report.output.as_deref()?.extension()?;
    Some(ending.to_str()?.to_lowercase())
}

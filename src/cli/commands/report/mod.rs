//! `cchc report`: one reading of the data, one model, every file that an office hands in.
//!
//! Everything that the office gives (letterhead, template, forms) is checked before the data are read,
//! and every file is made before the first is written.

mod forms;
mod making;
mod package;
mod scored;
mod target;

use super::super::args::ReportArgs;
use super::super::failure::{Exit, Failure};
use super::super::{plan, terminal};
use super::{exit, tell_ledger};
use crate::render::narrative::built_in_template;
use crate::words::Lang;
pub use forms::form_plan;
pub use making::{Extras, Made, Prepared, letterhead};
pub use package::PackageFile;
use target::Target;

/// Runs the command.
///
/// # Errors
/// When there is nothing to count, or the report cannot be made or written.
pub fn run(arguments: &ReportArgs, lang: Lang) -> Result<Exit, Failure> {
    if arguments.print_template {
        return terminal::print_answer(built_in_template(lang), lang);
    }
    let prepared = Prepared::new(arguments, lang)?;
    // What must not be replaced is told before a gigabyte is read.
    let target = Target::new(arguments, lang)?;
    let made = prepared.make(arguments, Extras::default(), lang)?;
    let told = target.write(&prepared.maker(&made), arguments.each.is_some())?;
    if let Some(told) = told.filter(|_| !arguments.talk.quiet) {
        terminal::say(&told);
        tell_ledger(&made.study.loaded, lang);
    }
    Ok(exit(&made.study.loaded, plan::threshold(arguments.data.fail_on)))
}

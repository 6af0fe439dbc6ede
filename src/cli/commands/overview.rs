//! `cchc PATH…`: the account, the headline rates, the worst units, and what to do next.

use clap::CommandFactory;

use super::super::args::{Cli, OverviewArgs};
use super::super::failure::{Exit, Failure};
use super::super::{plan, terminal};
use super::{By, CountedInput, count, exit, rendered, tables};
use crate::answers::overview::Overview;
use crate::answers::stats::{Selection, Stats};
use crate::answers::{Block, Phrase};
use crate::domain::Dimension;
use crate::words::Lang;

/// Runs the command.
///
/// # Errors
/// When there is nothing to count or the answer cannot be written.
pub fn run(arguments: &OverviewArgs, lang: Lang) -> Result<Exit, Failure> {
    if arguments.paths.is_empty() {
        let what =
            lang.of("cần ít nhất một tệp hoặc thư mục", "at least one file or folder is needed");
        let usage = Cli::command().render_usage().to_string();
        return Err(Failure::message(Exit::Usage, what).hint(usage));
    }
    let data = &arguments.data;
    let input = plan::input(&arguments.paths, data.profile.as_deref(), Some(data), lang)?;
    let output = &arguments.output;
    let by = By::Optional(Dimension::Unit);
    let opener = input.load.opener.clone();
    let (outcome, plan) = match count(input, &arguments.count, by, output, lang)? {
        CountedInput::Dossiers(counted) => *counted,
        CountedInput::Tables(loaded) => {
            return tables::show(*loaded, &opener, &arguments.count, data, output, lang);
        }
    };
    let overview = Overview::new(&outcome, plan.definition, data.grain.into());
    let document = || {
        let mut document = overview.document(lang);
        let heading = lang.of("Lệnh tiếp theo", "Next commands").to_owned();
        document.blocks.push(Block::Heading(heading));
        document.blocks.push(Block::Facts(next_commands(arguments, lang)));
        document
    };
    let selection = Selection::default();
    let stats = Stats::new(&outcome, plan.definition, data.grain.into(), selection);
    let answer = rendered(output, lang, document, &overview.record(), || stats.flat())?;
    terminal::deliver(&answer, output, lang)?;
    Ok(exit(&outcome.loaded, plan::threshold(data.fail_on)))
}

fn next_commands(arguments: &OverviewArgs, lang: Lang) -> Vec<(String, Phrase)> {
    let mut words: Vec<String> = arguments.paths.iter().map(|path| quoted(path)).collect();
    if let Some(profile) = &arguments.data.profile {
        words.push(format!("--profile {}", quoted(&profile.display().to_string())));
    }
    let paths = words.join(" ");
    let mut asked = Vec::new();
    if let Some(period) = &arguments.count.period {
        asked.push(format!("--period {}", quoted(period)));
    }
    asked
        .extend(arguments.count.filters.iter().map(|filter| format!("--where {}", quoted(filter))));
    let asked = asked.join(" ");
    [
        ("stats", "--by unit", "số liệu từng đơn vị", "figures per unit"),
        ("stats", "--by month", "số liệu từng tháng", "figures per month"),
        ("report", "", "báo cáo Excel, Word, trang web", "workbook, Word report, web page"),
        ("check", "", "các dòng cần sửa", "rows to mend"),
        ("inspect", "", "cách đọc từng tệp", "how each file was read"),
    ]
    .map(|(command, option, vi, en)| {
        // The others look at the rows themselves, whatever the period.
        let counts_a_period = ["stats", "report"].contains(&command);
        let asked = if counts_a_period { asked.as_str() } else { "" };
        let words = ["cchc", command, &paths, option, asked];
        let line = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>();
        (line.join(" "), lang.of(vi, en).into())
    })
    .to_vec()
}

/// As a shell takes it.
fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+=:@%".contains(c);
    if !path.is_empty() && path.chars().all(is_plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

//! One file, or one folder, per command: arguments, help, examples, run.
//!
//! The list below is all that anything else knows of them: dispatch, help, completions, manual page,
//! "did you mean" and the reference page are made from it and from the description of the command line.

mod stats;
mod times;
mod inspect;
mod check;
mod report;
mod compare;
mod series;
mod map;
mod score;
mod targets;
mod ranks;
mod explain;
mod indicators;
mod list;
mod init;
mod run;
mod verify;
mod tally;
mod merge;
mod config;
mod calendar;
mod schema;
mod words;
mod help;
mod completions;
mod man;
mod overview;

use super::command::Entry;

macro_rules! entries {
    ($($name:ident),+ $(,)?) => {
        &[$(Entry::of::<$name::Arguments>(stringify!($name))),+]
    };
}

/// Every command by the name of its module, in the order of the help.
pub static COMMANDS: &[Entry] = entries![
    stats,
    times,
    inspect,
    check,
    report,
    compare,
    series,
    map,
    score,
    targets,
    ranks,
    explain,
    indicators,
    list,
    init,
    run,
    verify,
    tally,
    merge,
    config,
    calendar,
    schema,
    words,
    help,
    completions,
    man,
];

/// What the program does without a command.
pub static OVERVIEW: Entry = Entry::of::<overview::Arguments>("cchc");

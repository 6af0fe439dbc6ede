//! What a run says of itself on standard error: sentences for people, or a JSON object a line for what
//! watches it.

use serde_json::{Map, Value};

use crate::cli::commands::run::LogFormat;
use crate::cli::terminal;
use crate::words::Lang;

/// The talk of one run.
#[derive(Debug, Clone, Copy)]
pub struct Log {
    pub format: LogFormat,
    pub is_quiet: bool,
    pub is_verbose: bool,
    pub lang: Lang,
}

/// A step of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Plan,
    Count,
    Check,
    Compare,
    Report,
    Archive,
    Deliver,
    Retain,
}

impl Step {
    /// The name in JSON.
    const fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Count => "count",
            Self::Check => "check",
            Self::Compare => "compare",
            Self::Report => "report",
            Self::Archive => "archive",
            Self::Deliver => "deliver",
            Self::Retain => "retain",
        }
    }
}

impl Log {
    /// A sentence that belongs to the summary.
    pub fn say(self, step: Step, text: &str, facts: Value) {
        if self.is_quiet {
            return;
        }
        match self.format {
            LogFormat::Text => text.lines().for_each(terminal::say),
            LogFormat::Json => {
                let mut all = Map::new();
                all.insert("step".to_owned(), step.name().into());
                if let Value::Object(facts) = facts {
                    all.extend(facts);
                }
                terminal::event("info", text, all);
            }
        }
    }

    /// A sentence that nobody should miss: said also where the run is told to be quiet.
    pub fn warn(self, step: Step, text: &str, facts: Value) {
        match self.format {
            LogFormat::Text => {
                let what = self.lang.of("cảnh báo", "warning");
                terminal::say(&format!("{what}: {text}"));
            }
            LogFormat::Json => {
                let mut all = Map::new();
                all.insert("step".to_owned(), step.name().into());
                if let Value::Object(facts) = facts {
                    all.extend(facts);
                }
                terminal::event("warning", text, all);
            }
        }
    }

    /// A sentence for who wants to see every step.
    pub fn detail(self, step: Step, text: &str, facts: Value) {
        match self.format {
            LogFormat::Text if self.is_verbose => self.say(step, text, facts),
            LogFormat::Text => {}
            LogFormat::Json => self.say(step, text, facts),
        }
    }
}

//! What a run says of itself on standard error: sentences for people, or a JSON object a line for what
//! watches it.

use serde_json::{Map, Value, json};

use crate::cli::failure::Failure;
use crate::cli::month_args::LogFormat;
use crate::cli::terminal;
use crate::report::Lang;

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
            LogFormat::Json => self.event(step, "info", text, facts),
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

    /// Why the run ended without its work done; text is told by who called.
    pub fn failed(self, failure: &Failure) {
        if self.format == LogFormat::Json {
            let text = format!("{:#}", failure.error);
            let facts = json!({ "exit": failure.exit as u8, "hints": failure.hints });
            self.event(Step::Plan, "error", &text, facts);
        }
    }

    fn event(self, step: Step, level: &str, text: &str, facts: Value) {
        let mut event = Map::new();
        // When it was said, not what: nothing of the clock goes into a file of the month.
        let now = chrono::Local::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
        event.insert("at".to_owned(), json!(now));
        event.insert("level".to_owned(), json!(level));
        event.insert("step".to_owned(), json!(step.name()));
        event.insert("message".to_owned(), json!(text));
        if let Value::Object(facts) = facts {
            event.extend(facts);
        }
        terminal::say(&Value::Object(event).to_string());
    }
}

//! Why a command could not do its work, and the exit code that says so.

/// Exit codes of the outer contract, section 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Exit {
    Fine = 0,
    /// Ran, with findings at or above `--fail-on`.
    Findings = 1,
    Usage = 2,
    /// Input unreadable, or nothing countable.
    Input = 3,
    /// Profile, config or criteria invalid.
    Config = 4,
    /// Output not written.
    Output = 5,
}

/// A message with hints, and the exit code.
#[derive(Debug)]
pub struct Failure {
    pub exit: Exit,
    pub error: anyhow::Error,
    pub hints: Vec<String>,
}

impl Failure {
    pub fn new(exit: Exit, error: impl Into<anyhow::Error>) -> Self {
        Self { exit, error: error.into(), hints: Vec::new() }
    }

    pub fn message(exit: Exit, message: impl Into<String>) -> Self {
        Self::new(exit, anyhow::Error::msg(message.into()))
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

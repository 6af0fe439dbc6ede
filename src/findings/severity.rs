//! How grave a finding is.
//!
//! In and out: a level and its name. Must not know: which code has which.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How grave a finding is; ordered.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// A figure may mislead.
    Warning,
    /// A row or file is left out.
    Error,
    /// A file that should count does not.
    Critical,
}

impl Severity {
    pub const ALL: [Self; 4] = [Self::Info, Self::Warning, Self::Error, Self::Critical];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
            Self::Critical => "critical",
        }
    }
}

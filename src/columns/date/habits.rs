//! What a profile says of the dates of a system.
//!
//! In: the settings of a profile. Out: the same, and the lines of a profile that say so. Must not know: cells.

use super::no_date::NoDates;
use crate::settings::toml_list;

/// What becomes of moments in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Utc {
    /// They become Vietnamese time.
    #[default]
    Convert,
    AsWritten,
    /// They and the moments without a zone become Vietnamese time.
    Bare,
}

impl Utc {
    pub const ALL: [Self; 3] = [Self::Convert, Self::AsWritten, Self::Bare];

    /// The name in profiles.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Convert => "convert",
            Self::AsWritten => "as-written",
            Self::Bare => "bare",
        }
    }
}

/// What a profile says of the dates of a system.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DateHabits {
    pub utc: Utc,
    /// Added to every time of day.
    pub add_seconds: i32,
    /// More ways to say "no date".
    pub no_dates: NoDates,
}

impl DateHabits {
    /// The lines of a profile that say so; none for what needs no saying.
    pub fn profile_lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.utc != Utc::default() {
            lines.push(format!("utc = \"{}\"", self.utc.name()));
        }
        if self.add_seconds != 0 {
            lines.push(format!("add_seconds = {}", self.add_seconds));
        }
        if !self.no_dates.texts().is_empty() {
            lines.push(format!("blank_dates = {}", toml_list(self.no_dates.texts())));
        }
        lines
    }

    /// Whether usual dates can be taken as they are written.
    pub fn is_plain(&self) -> bool {
        self.utc != Utc::Bare && self.add_seconds == 0 && !self.no_dates.has_days()
    }
}

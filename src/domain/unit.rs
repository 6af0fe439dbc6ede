//! Administrative units: their levels, and the two structures before and after 1 July 2025.

use super::day::Day;

/// Where a unit stands; ordered from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitLevel {
    Province,
    /// Until 30 June 2025.
    District,
    Commune,
}

impl UnitLevel {
    /// The name in `data/units`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::District => "district",
            Self::Commune => "commune",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Province, Self::District, Self::Commune]
            .into_iter()
            .find(|level| level.name() == name)
    }
}

/// The day the districts ended and the communes were rearranged (Decision 19/2025/QĐ-TTg).
pub const REORGANISATION: Day = Day(20_270);

/// Whose units a series is told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UnitsBasis {
    /// As each export names them.
    #[default]
    AsWritten,
    /// Provinces, districts and communes, as until 30 June 2025.
    Before,
    /// Provinces and communes, from 1 July 2025.
    Since,
}

impl UnitsBasis {
    pub const ALL: [Self; 3] = [Self::AsWritten, Self::Before, Self::Since];

    /// The structure that was in force on a day.
    pub fn on(day: Day) -> Self {
        if day < REORGANISATION { Self::Before } else { Self::Since }
    }

    /// Reads `2024` (any year before the reorganisation), `2025` (its own or a later one), or a day.
    pub fn parse(text: &str) -> Option<Self> {
        let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        let day = if is_year { format!("{text}-12-31") } else { text.to_owned() };
        Day::parse(&day).map(Self::on)
    }

    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AsWritten => "as_written",
            Self::Before => "before_2025_07_01",
            Self::Since => "since_2025_07_01",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{REORGANISATION, UnitsBasis};

    #[test]
    fn the_reorganisation_is_the_first_of_july_2025() {
        assert_eq!(REORGANISATION.to_string(), "2025-07-01");
        assert_eq!(UnitsBasis::on(REORGANISATION), UnitsBasis::Since);
        assert_eq!(UnitsBasis::on(REORGANISATION.previous()), UnitsBasis::Before);
        for (text, basis) in [
            ("2024", Some(UnitsBasis::Before)),
            ("2025", Some(UnitsBasis::Since)),
            ("2025-06-30", Some(UnitsBasis::Before)),
            ("2026", Some(UnitsBasis::Since)),
            ("25", None),
            ("2025-02-30", None),
        ] {
            assert_eq!(UnitsBasis::parse(text), basis, "{text}");
        }
    }
}

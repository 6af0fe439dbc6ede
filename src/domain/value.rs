//! The canonical values of channel, status, rating, flags and service level. Every spelling of a system is mapped to one
//! of these or stays unknown; nothing is guessed from a bare number.

/// A closed list of canonical values, as profiles and dictionaries name them.
pub trait CanonicalValue: Copy + Eq + Sized + 'static {
    /// Every value that a profile may name.
    const NAMED: &'static [Self];
    /// Stands for a blank cell or a spelling nobody has mapped.
    const UNKNOWN: Self;
    /// The name in profiles, JSON and CSV.
    fn name(self) -> &'static str;
    /// The number stored per dossier: small, dense, stable within a run.
    fn code(self) -> u8;

    /// The value of a code written by [`CanonicalValue::code`].
    fn from_code(code: u8) -> Self {
        Self::NAMED.iter().copied().find(|value| value.code() == code).unwrap_or(Self::UNKNOWN)
    }

    /// The value of a name in a profile.
    fn from_name(name: &str) -> Option<Self> {
        Self::NAMED.iter().copied().find(|value| value.name() == name)
    }
}

/// How the dossier came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    Unknown,
    Online,
    InPerson,
    Postal,
    Other,
}

impl CanonicalValue for Channel {
    const NAMED: &'static [Self] = &[Self::Online, Self::InPerson, Self::Postal, Self::Other];
    const UNKNOWN: Self = Self::Unknown;

    fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Online => "online",
            Self::InPerson => "in_person",
            Self::Postal => "postal",
            Self::Other => "other",
        }
    }

    fn code(self) -> u8 {
        self as u8
    }
}

/// What the system says of the dossier. Dates win over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    Unknown,
    /// Never became a dossier: refused at intake, or not yet looked at.
    NotAccepted,
    Pending,
    /// Waits for papers or payment of the applicant.
    Paused,
    /// Refused after acceptance, handed back, or withdrawn.
    Returned,
    Resolved,
}

impl CanonicalValue for Status {
    const NAMED: &'static [Self] =
        &[Self::NotAccepted, Self::Pending, Self::Paused, Self::Returned, Self::Resolved];
    const UNKNOWN: Self = Self::Unknown;

    fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::NotAccepted => "not_accepted",
            Self::Pending => "pending",
            Self::Paused => "paused",
            Self::Returned => "returned",
            Self::Resolved => "resolved",
        }
    }

    fn code(self) -> u8 {
        self as u8
    }
}

/// What the applicant said of the service; three-level systems fill three of the five.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// Not rated, or a spelling nobody has mapped.
    Unknown,
    VerySatisfied,
    Satisfied,
    Neutral,
    Dissatisfied,
    VeryDissatisfied,
}

impl CanonicalValue for Rating {
    const NAMED: &'static [Self] = &[
        Self::VerySatisfied,
        Self::Satisfied,
        Self::Neutral,
        Self::Dissatisfied,
        Self::VeryDissatisfied,
    ];
    const UNKNOWN: Self = Self::Unknown;

    fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::VerySatisfied => "very_satisfied",
            Self::Satisfied => "satisfied",
            Self::Neutral => "neutral",
            Self::Dissatisfied => "dissatisfied",
            Self::VeryDissatisfied => "very_dissatisfied",
        }
    }

    fn code(self) -> u8 {
        self as u8
    }
}

/// A yes/no column such as "result digitised".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    Unknown,
    Yes,
    No,
}

impl CanonicalValue for Flag {
    const NAMED: &'static [Self] = &[Self::Yes, Self::No];
    const UNKNOWN: Self = Self::Unknown;

    fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Yes => "yes",
            Self::No => "no",
        }
    }

    fn code(self) -> u8 {
        self as u8
    }
}

/// How far a service can be used online (two levels since Decree 42/2022/NĐ-CP; from memory).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServiceLevel {
    Unknown,
    /// Toàn trình: from submission to result.
    Full,
    /// Một phần.
    Partial,
    /// Information only.
    Information,
}

impl CanonicalValue for ServiceLevel {
    const NAMED: &'static [Self] = &[Self::Full, Self::Partial, Self::Information];
    const UNKNOWN: Self = Self::Unknown;

    fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Full => "full",
            Self::Partial => "partial",
            Self::Information => "information",
        }
    }

    fn code(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
mod tests {
    use super::{CanonicalValue, Channel, Flag, Rating, ServiceLevel, Status};

    fn names_and_codes_round_trip<V: CanonicalValue + std::fmt::Debug>() {
        for value in V::NAMED {
            assert_eq!(V::from_name(value.name()), Some(*value));
            assert_eq!(V::from_code(value.code()), *value);
        }
        assert_eq!(V::from_code(V::UNKNOWN.code()), V::UNKNOWN);
        assert_eq!(V::from_name("unknown"), None, "a profile cannot map a spelling to `unknown`");
    }

    #[test]
    fn every_value_list_round_trips() {
        names_and_codes_round_trip::<Channel>();
        names_and_codes_round_trip::<Status>();
        names_and_codes_round_trip::<Rating>();
        names_and_codes_round_trip::<Flag>();
        names_and_codes_round_trip::<ServiceLevel>();
    }
}

//! What a table can be broken down by, and what `--where` can filter.

use super::field::CanonicalField;
use super::period::Span;

/// One way to group dossiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// The unit that answers for the dossier: the resolving one, else the receiving one.
    Unit,
    ReceivingUnit,
    ResolvingUnit,
    UnitCode,
    /// Rolled up from districts and communes by the register of units; else its own column.
    Province,
    District,
    Commune,
    Level,
    Procedure,
    ProcedureCode,
    Field,
    ServiceLevel,
    ApplicantKind,
    Channel,
    Status,
    Rating,
    Month,
    Quarter,
}

/// Where the groups of a dimension come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DimensionKind {
    /// A text column: the first of these that the file has.
    Text(&'static [CanonicalField]),
    /// A column of canonical values.
    Value,
    /// The steps of the period.
    Time(Span),
}

impl Dimension {
    pub const ALL: [Self; 18] = [
        Self::Unit,
        Self::ReceivingUnit,
        Self::ResolvingUnit,
        Self::UnitCode,
        Self::Province,
        Self::District,
        Self::Commune,
        Self::Level,
        Self::Procedure,
        Self::ProcedureCode,
        Self::Field,
        Self::ServiceLevel,
        Self::ApplicantKind,
        Self::Channel,
        Self::Status,
        Self::Rating,
        Self::Month,
        Self::Quarter,
    ];

    /// The name on the command line, in JSON and CSV.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::ReceivingUnit => "receiving_unit",
            Self::ResolvingUnit => "resolving_unit",
            Self::UnitCode => "unit_code",
            Self::Province => "province",
            Self::District => "district",
            Self::Commune => "commune",
            Self::Level => "level",
            Self::Procedure => "procedure",
            Self::ProcedureCode => "procedure_code",
            Self::Field => "field",
            Self::ServiceLevel => "service_level",
            Self::ApplicantKind => "applicant_kind",
            Self::Channel => "channel",
            Self::Status => "status",
            Self::Rating => "rating",
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.name() == name)
    }

    pub const fn kind(self) -> DimensionKind {
        use CanonicalField as Field;
        match self {
            Self::Unit => {
                DimensionKind::Text(&[Field::ResolvingUnit, Field::ReceivingUnit, Field::UnitCode])
            }
            Self::ReceivingUnit => DimensionKind::Text(&[Field::ReceivingUnit]),
            Self::ResolvingUnit => DimensionKind::Text(&[Field::ResolvingUnit]),
            Self::UnitCode => DimensionKind::Text(&[Field::UnitCode]),
            Self::Province => DimensionKind::Text(&[Field::Province]),
            Self::District => DimensionKind::Text(&[Field::District]),
            Self::Commune => DimensionKind::Text(&[Field::Commune]),
            Self::Level => DimensionKind::Text(&[Field::Level]),
            Self::Procedure => DimensionKind::Text(&[Field::ProcedureName, Field::ProcedureCode]),
            Self::ProcedureCode => DimensionKind::Text(&[Field::ProcedureCode]),
            Self::Field => DimensionKind::Text(&[Field::Field]),
            Self::ServiceLevel => DimensionKind::Text(&[Field::ServiceLevel]),
            Self::ApplicantKind => DimensionKind::Text(&[Field::ApplicantKind]),
            Self::Channel | Self::Status | Self::Rating => DimensionKind::Value,
            Self::Month => DimensionKind::Time(Span::Month),
            Self::Quarter => DimensionKind::Time(Span::Quarter),
        }
    }

    /// Whether the groups are steps of the period.
    pub const fn is_time(self) -> bool {
        matches!(self.kind(), DimensionKind::Time(_))
    }
}

#[cfg(test)]
mod tests {
    use super::Dimension;

    #[test]
    fn names_round_trip() {
        for dimension in Dimension::ALL {
            assert_eq!(Dimension::from_name(dimension.name()), Some(dimension));
        }
    }
}

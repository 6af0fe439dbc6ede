//! The canonical fields of a dossier log (outer contract, section 2).

/// One thing a dossier log can say about a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CanonicalField {
    DossierId,
    ProcedureCode,
    ProcedureName,
    /// Lĩnh vực: the sector a procedure belongs to.
    Field,
    ReceivingUnit,
    ResolvingUnit,
    UnitCode,
    Commune,
    District,
    Level,
    Channel,
    ServiceLevel,
    ReceivedAt,
    DueAt,
    NewDueAt,
    FinishedAt,
    ReturnedAt,
    Status,
    Rating,
    Apology,
    InputDigitised,
    ResultDigitised,
    Fee,
    PaidOnline,
    ResultByPost,
    OnTheSpot,
    ApplicantKind,
    StatutoryDays,
    CommittedDays,
    /// Extension of the contract, as all below: the day papers were asked for (the last time).
    SupplementRequestedAt,
    /// The day the applicant handed them in.
    SupplementDoneAt,
    /// How many times papers were asked for.
    SupplementRequests,
    /// Tái sử dụng: digitised data of an earlier dossier were used.
    Reused,
    /// Kho quản lý dữ liệu điện tử: a paper came from the applicant's store, or the result went there.
    PersonalStore,
    /// `VNeID` account or population data used.
    PopulationData,
    /// Sent on to the National Public Service Portal.
    Synced,
    /// Progress published for the applicant.
    Published,
    /// Where the electronic result lies; any text is a yes.
    ResultLink,
    /// The province of the unit, in a log of several: tells units of one name apart.
    Province,
}

impl CanonicalField {
    /// Every field, in the order of the contract, extensions last.
    pub const ALL: [Self; 39] = [
        Self::DossierId,
        Self::ProcedureCode,
        Self::ProcedureName,
        Self::Field,
        Self::ReceivingUnit,
        Self::ResolvingUnit,
        Self::UnitCode,
        Self::Commune,
        Self::District,
        Self::Level,
        Self::Channel,
        Self::ServiceLevel,
        Self::ReceivedAt,
        Self::DueAt,
        Self::NewDueAt,
        Self::FinishedAt,
        Self::ReturnedAt,
        Self::Status,
        Self::Rating,
        Self::Apology,
        Self::InputDigitised,
        Self::ResultDigitised,
        Self::Fee,
        Self::PaidOnline,
        Self::ResultByPost,
        Self::OnTheSpot,
        Self::ApplicantKind,
        Self::StatutoryDays,
        Self::CommittedDays,
        Self::SupplementRequestedAt,
        Self::SupplementDoneAt,
        Self::SupplementRequests,
        Self::Reused,
        Self::PersonalStore,
        Self::PopulationData,
        Self::Synced,
        Self::Published,
        Self::ResultLink,
        Self::Province,
    ];

    /// Without these there is nothing to count.
    pub const REQUIRED: [Self; 2] = [Self::DossierId, Self::ReceivedAt];

    /// The name in profiles, JSON and CSV.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DossierId => "dossier_id",
            Self::ProcedureCode => "procedure_code",
            Self::ProcedureName => "procedure_name",
            Self::Field => "field",
            Self::ReceivingUnit => "receiving_unit",
            Self::ResolvingUnit => "resolving_unit",
            Self::UnitCode => "unit_code",
            Self::Commune => "commune",
            Self::District => "district",
            Self::Level => "level",
            Self::Channel => "channel",
            Self::ServiceLevel => "service_level",
            Self::ReceivedAt => "received_at",
            Self::DueAt => "due_at",
            Self::NewDueAt => "new_due_at",
            Self::FinishedAt => "finished_at",
            Self::ReturnedAt => "returned_at",
            Self::Status => "status",
            Self::Rating => "rating",
            Self::Apology => "apology",
            Self::InputDigitised => "input_digitised",
            Self::ResultDigitised => "result_digitised",
            Self::Fee => "fee",
            Self::PaidOnline => "paid_online",
            Self::ResultByPost => "result_by_post",
            Self::OnTheSpot => "on_the_spot",
            Self::ApplicantKind => "applicant_kind",
            Self::StatutoryDays => "statutory_days",
            Self::CommittedDays => "committed_days",
            Self::SupplementRequestedAt => "supplement_requested_at",
            Self::SupplementDoneAt => "supplement_done_at",
            Self::SupplementRequests => "supplement_requests",
            Self::Reused => "reused",
            Self::PersonalStore => "personal_store",
            Self::PopulationData => "population_data",
            Self::Synced => "synced",
            Self::Published => "published",
            Self::ResultLink => "result_link",
            Self::Province => "province",
        }
    }

    /// The field of a name in a profile.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::CanonicalField;

    #[test]
    fn names_are_unique_and_round_trip() {
        for field in CanonicalField::ALL {
            assert_eq!(CanonicalField::from_name(field.name()), Some(field));
        }
    }
}

//! Which counts of marks and working days a file of tallies has.
//!
//! In: an [`EvidenceScope`], or what a file says of it. Out: the other. A file that does not say what it lacks
//! was written before there were counts of dossiers by working days. Must not know: the counts themselves.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::{TallyFileError, find};
use crate::tally::{Count, EvidenceScope};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum EvidencePart {
    #[default]
    None,
    /// Of months that were added up: without what stands in the scope of several.
    AddedUp,
    All,
}

impl EvidencePart {
    /// All that the word stands for.
    fn whole(self) -> EvidenceScope {
        match self {
            Self::None => EvidenceScope::NONE,
            Self::AddedUp => EvidenceScope::ALL.added_up(),
            Self::All => EvidenceScope::ALL,
        }
    }
}

/// The word for a scope.
pub(super) fn part(scope: EvidenceScope) -> EvidencePart {
    if scope == EvidenceScope::NONE {
        EvidencePart::None
    } else if scope == scope.added_up() {
        EvidencePart::AddedUp
    } else {
        EvidencePart::All
    }
}

/// What a scope lacks of what its word stands for; nothing to say where nothing was counted.
pub(super) fn without(scope: EvidenceScope) -> Option<Vec<String>> {
    let part = part(scope);
    let is_lacking = |count: &Count| part.whole().has(*count) && !scope.has(*count);
    let lacking = Count::ALL.into_iter().filter(is_lacking).map(|count| count.name().to_owned());
    (part != EvidencePart::None).then(|| lacking.collect())
}

/// The scope that a file tells.
pub(super) fn scope(
    part: EvidencePart,
    without: Option<&[String]>,
) -> Result<EvidenceScope, TallyFileError> {
    let Some(names) = without else {
        // Every dossier was judged for satisfaction by 766 then: [`super::cubes`] fills it in.
        let is_lacking = |count: Count| count.is_later_than_files() && count != Count::Judged766;
        return Ok(part.whole().without(is_lacking));
    };
    let counts = names.iter().map(|name| find("evidence_without", name, Count::ALL, Count::name));
    let counts = counts.collect::<Result<Vec<_>, _>>()?;
    Ok(part.whole().without(|count| counts.contains(&count)))
}

#[cfg(test)]
mod tests {
    use super::{EvidencePart, part, scope, without};
    use crate::tally::{Count, EvidenceScope};

    #[test]
    fn what_is_written_is_read() {
        let all = EvidenceScope::ALL;
        let without_fees = |scope: EvidenceScope| scope.without(|count| count == Count::FeeTold);
        for counted in [
            EvidenceScope::NONE,
            all,
            all.added_up(),
            without_fees(all),
            without_fees(all.added_up()),
            all.without(Count::is_later_than_files),
        ] {
            let names = without(counted);
            assert_eq!(scope(part(counted), names.as_deref()).expect("known names"), counted);
        }
        assert_eq!(without(EvidenceScope::NONE), None);
        assert_eq!(without(all), Some(Vec::new()));
        assert_eq!(without(without_fees(all)), Some(vec!["fee_told".to_owned()]));
        assert!(scope(EvidencePart::All, Some(&["fees".to_owned()])).is_err());
    }

    #[test]
    fn a_file_of_before_has_no_counts_by_days() {
        let before = scope(EvidencePart::All, None).expect("nothing to find");
        assert!(before.has(Count::WorkingDays) && before.has(Count::OnTime766));
        assert!(before.has(Count::Judged766));
        assert!(Count::WITHIN.iter().all(|(count, _)| !before.has(*count)));
        let months = scope(EvidencePart::AddedUp, None).expect("nothing to find");
        assert!(months.has(Count::WorkingDays) && !months.has(Count::OnTime766));
    }
}

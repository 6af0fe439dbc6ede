//! The words for the things of the program: which section of `data/words/labels.toml` names what.

use crate::columns::LogKind;
use crate::domain::{CanonicalValue, Channel, Dimension, Rating, Status};
use crate::findings::{Exclusion, Rejection, Severity};
use crate::indicators::{Definition, OtherLog, Quantity, Verdict, of_count};
use crate::tally::Count;
pub use crate::words::{Lang, pick};

/// The head of a group column.
pub fn dimension_name(lang: Lang, dimension: Dimension) -> &'static str {
    lang.label("dimension", dimension.name())
}

/// The head of a count column.
#[must_use]
pub fn count_name(lang: Lang, count: Count) -> &'static str {
    pick(lang, of_count(count).name)
}

/// What a dossier has to be to stand in a count.
#[must_use]
pub fn count_rule(lang: Lang, count: Count) -> &'static str {
    pick(lang, of_count(count).rule)
}

/// In what a figure is told: per cent, days or points.
pub const fn unit_name(lang: Lang, quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Share => "%",
        Quantity::Days => lang.of("ngày", "days"),
        Quantity::Points => lang.of("điểm", "points"),
    }
}

/// In what its changes are told: percentage points, days or points.
pub const fn unit_of_change(lang: Lang, quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Share => lang.of("điểm %", "pp"),
        Quantity::Days | Quantity::Points => unit_name(lang, quantity),
    }
}

/// A channel as people call it.
pub fn channel_name(lang: Lang, channel: Channel) -> &'static str {
    lang.label("channel", channel.name())
}

/// A status as people call it.
pub fn status_name(lang: Lang, status: Status) -> &'static str {
    lang.label("status", status.name())
}

/// A rating as people call it.
pub fn rating_name(lang: Lang, rating: Rating) -> &'static str {
    lang.label("rating", rating.name())
}

/// A group whose cell is blank.
pub const fn nameless(lang: Lang) -> &'static str {
    lang.of("(để trống)", "(blank)")
}

pub fn severity_name(lang: Lang, severity: Severity) -> &'static str {
    lang.label("severity", severity.name())
}

pub fn exclusion_name(lang: Lang, exclusion: Exclusion) -> &'static str {
    lang.label("exclusion", exclusion.name())
}

pub fn rejection_name(lang: Lang, rejection: Rejection) -> &'static str {
    lang.label("rejection", rejection.name())
}

/// The on-time definition, in words: no rate is shown without it.
pub fn definition_name(lang: Lang, definition: Definition) -> &'static str {
    lang.label("definition", definition.name())
}

/// What can be said of a target.
pub fn verdict_name(lang: Lang, verdict: Verdict) -> &'static str {
    lang.label("verdict", verdict.name())
}

/// Another log than that of dossiers.
pub fn other_log_name(lang: Lang, log: OtherLog) -> &'static str {
    lang.label("log_kind", log.name())
}

/// The kind of a log, by its name.
pub fn log_kind_name(lang: Lang, kind: &LogKind) -> &'static str {
    lang.label("log_kind", &kind.name)
}

/// What a log of a kind is used with.
pub fn log_use(lang: Lang, kind: &LogKind) -> &'static str {
    lang.label("log_use", &kind.name)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use crate::answers::feedback::State;
    use crate::answers::publication::Evaluation;
    use crate::columns::kinds;
    use crate::domain::calendar::DayKind;
    use crate::domain::{Absence, CanonicalValue, Channel, Dimension, Rating, Status, UnitsBasis};
    use crate::findings::{Exclusion, Rejection, Severity};
    use crate::index::{Confidence, IndexLevel};
    use crate::indicators::{Definition, Verdict};
    use crate::words::LABELS;

    fn values<V: CanonicalValue>() -> Vec<&'static str> {
        V::NAMED.iter().copied().chain([V::UNKNOWN]).map(V::name).collect()
    }

    /// Every section with what it has to name.
    fn things() -> BTreeMap<&'static str, Vec<&'static str>> {
        let absences = Absence::ALL.map(Absence::name).to_vec();
        let week =
            vec!["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        let verdicts = [Verdict::Met, Verdict::Missed, Verdict::Inconclusive];
        BTreeMap::from([
            ("dimension", Dimension::ALL.map(Dimension::name).to_vec()),
            ("channel", values::<Channel>()),
            ("status", values::<Status>()),
            ("rating", values::<Rating>()),
            ("severity", Severity::ALL.map(Severity::name).to_vec()),
            ("exclusion", Exclusion::ALL.map(Exclusion::name).to_vec()),
            ("rejection", Rejection::ALL.map(Rejection::name).to_vec()),
            ("definition", Definition::ALL.map(Definition::name).to_vec()),
            ("verdict", verdicts.map(Verdict::name).to_vec()),
            ("evaluation", Evaluation::ALL.map(Evaluation::name).to_vec()),
            ("judgement", vec!["no_plan", "no_figure", "not_comparable"]),
            ("account", vec!["read", "counted", "superseded", "excluded", "rejected"]),
            ("absence", absences.clone()),
            ("absence_short", absences),
            ("mending", State::ALL.map(State::name).to_vec()),
            ("index_level", IndexLevel::ALL.map(IndexLevel::name).to_vec()),
            ("rule_confidence", Confidence::ALL.map(Confidence::name).to_vec()),
            ("units_basis", UnitsBasis::ALL.map(UnitsBasis::name).to_vec()),
            ("log_kind", kinds().iter().map(|kind| kind.name.as_str()).collect()),
            ("log_use", kinds().iter().map(|kind| kind.name.as_str()).collect()),
            (
                "ground",
                vec![
                    "profile",
                    "dictionary_seen",
                    "dictionary_memory",
                    "repeated",
                    "personal",
                    "not_needed",
                    "unknown",
                ],
            ),
            ("weekday", week),
            ("day_kind", DayKind::ALL.map(DayKind::name).to_vec()),
        ])
    }

    #[test]
    fn every_thing_has_its_words_and_no_words_are_left_over() {
        let (_, sections) = &LABELS[0];
        let things = things();
        let known: Vec<&str> = sections.keys().map(String::as_str).collect();
        assert_eq!(known, things.keys().copied().collect::<Vec<_>>());
        for (section, names) in things {
            let keys: BTreeSet<&str> = sections[section].keys().map(String::as_str).collect();
            assert_eq!(keys, names.into_iter().collect::<BTreeSet<_>>(), "{section}");
        }
    }
}

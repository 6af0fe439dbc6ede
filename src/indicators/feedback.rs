//! Feedback of citizens → counts and measures (indicators 5.1 to 5.3 of Decision 766/QĐ-TTg).
//!
//! A feedback counts at most once per period. In scope is what was open when the period began or came
//! in during it, the same reading as of dossiers (`index766`).

use std::collections::BTreeSet;

use super::by_unit::{UnitCounts, by_unit};
use super::counts::counts;
use super::description::Sense;
use super::descriptor::Descriptor;
use super::indicator::Measure;
use crate::columns::MarkCell;
use crate::domain::{Absence, Confidence, Day, Period, Ratio};
use crate::records::Log;
use crate::records::feedback::{Feedback, Kind};
use crate::words::Bilingual;

const INDEX_766: Bilingual = Bilingual {
    vi: "Bộ chỉ số theo Quyết định 766/QĐ-TTg, đọc qua bản trích của bên thứ ba; chưa đối chiếu văn bản gốc",
    en: "Index of Decision 766/QĐ-TTg, seen in a third-party extract; not checked against the text",
};

pub const PAKN_ONTIME: Descriptor = Descriptor {
    id: "pakn_ontime",
    name: Bilingual {
        vi: "Phản ánh, kiến nghị xử lý đúng hạn", en: "Feedback handled on time"
    },
    formula: Bilingual {
        vi: "(trả lời đúng hạn + chưa đến hạn) / phản ánh, kiến nghị có hạn của kỳ",
        en: "(answered by the due day + open within term) / feedback of the period with a due day",
    },
    source: INDEX_766,
    sense: Sense::HigherIsBetter,
    confidence: Confidence::Seen,
};

pub const PAKN_SATISFIED: Descriptor = Descriptor {
    id: "pakn_satisfied",
    name: Bilingual {
        vi: "Hài lòng về xử lý phản ánh, kiến nghị",
        en: "Satisfaction with the handling of feedback",
    },
    formula: Bilingual {
        vi: "(tiếp nhận trong kỳ − không hài lòng, phản ánh lại hoặc quá hạn) / tiếp nhận trong kỳ",
        en: "(received − disliked, repeated or overdue) / received in the period",
    },
    source: INDEX_766,
    sense: Sense::HigherIsBetter,
    confidence: Confidence::Seen,
};

pub const PAKN_STAFF: Descriptor = Descriptor {
    id: "pakn_staff",
    name: Bilingual { vi: "Phản ánh về cán bộ, công chức", en: "Feedback on staff" },
    formula: Bilingual {
        vi: "phản ánh về cán bộ, công chức / tiếp nhận trong kỳ",
        en: "feedback on staff / received in the period",
    },
    source: INDEX_766,
    sense: Sense::LowerIsBetter,
    confidence: Confidence::Seen,
};

/// All of them.
pub const FEEDBACK_INDICATORS: [Descriptor; 3] = [PAKN_ONTIME, PAKN_SATISFIED, PAKN_STAFF];

counts! {
    /// The feedback of a period, as it stands at the end of it.
    FeedbackCounts {
        /// Received before the period and open when it began.
        opening,
        /// Received in the period.
        received,
        /// Answered or refused in the period, by the due day.
        on_time,
        /// Answered or refused in the period, after the due day.
        late,
        /// Answered or refused in the period, without a due day.
        undated,
        /// Open at the end, due then or later.
        open_within,
        /// Open at the end, due before.
        open_overdue,
        /// Open at the end, without a due day.
        open_undated,
        /// Of those received: whoever sent it is not satisfied.
        disliked,
        /// Of those received: sent again.
        repeated,
        /// Of those received: answered late, or open and overdue.
        overdue,
        /// Of those received: whether it was disliked or repeated is told in a way that nothing maps.
        unread,
        /// Of those received, without the unread: disliked, repeated or overdue, each once.
        unsatisfying,
        /// Of those received: what it is about is told in a way that nothing maps.
        unread_kind,
        /// Of those received: about staff.
        staff,
        /// Of those received: found to be right.
        upheld,
    }
}

impl FeedbackCounts {
    /// The counts of one feedback; all zero when it is out of scope.
    #[must_use]
    pub fn of(feedback: &Feedback, period: Period) -> Self {
        let mut counts = Self::ZERO;
        let answered = feedback.answered_at.filter(|day| *day <= period.to);
        let is_over = answered.is_some_and(|day| day < period.from);
        if is_over || feedback.received_at > period.to {
            return counts;
        }
        let is_received = period.contains(feedback.received_at);
        counts.opening = u64::from(!is_received);
        counts.received = u64::from(is_received);
        let is_overdue = match (answered, feedback.due_at) {
            (Some(day), Some(due)) => {
                counts.on_time = u64::from(day <= due);
                counts.late = u64::from(day > due);
                day > due
            }
            (None, Some(due)) => {
                counts.open_within = u64::from(due >= period.to);
                counts.open_overdue = u64::from(due < period.to);
                due < period.to
            }
            (answered, None) => {
                counts.undated = u64::from(answered.is_some());
                counts.open_undated = u64::from(answered.is_none());
                false
            }
        };
        if is_received {
            let is_disliked = feedback.satisfied == MarkCell::Says(false);
            let is_repeated = feedback.repeated == MarkCell::Says(true);
            counts.disliked = u64::from(is_disliked);
            counts.repeated = u64::from(is_repeated);
            counts.overdue = u64::from(is_overdue);
            let is_unread = feedback.satisfied.is_unmapped() || feedback.repeated.is_unmapped();
            let is_unsatisfying = is_disliked || is_repeated || is_overdue;
            counts.unread = u64::from(is_unread);
            counts.unsatisfying = u64::from(is_unsatisfying && !is_unread);
            counts.unread_kind = u64::from(feedback.kind.is_unmapped());
            counts.staff = u64::from(feedback.kind == MarkCell::Says(Kind::Staff));
            counts.upheld = u64::from(feedback.upheld == MarkCell::Says(true));
        }
        counts
    }

    /// [`PAKN_ONTIME`]. `fields`: those that the log has.
    ///
    /// # Errors
    /// When the log has no due days, or nothing with one.
    pub fn on_time_share(&self, fields: &BTreeSet<&str>) -> Measure {
        if !fields.contains("due_at") {
            return Err(Absence::NotInExport);
        }
        let good = self.on_time + self.open_within;
        Ratio::new(good, good + self.late + self.open_overdue).ok_or(Absence::NoDossiers)
    }

    /// [`PAKN_SATISFIED`]. `fields`: those that the log has.
    ///
    /// # Errors
    /// When the log does not say who is satisfied, or not in a way that anything maps, or nothing was received.
    pub fn satisfied_share(&self, fields: &BTreeSet<&str>) -> Measure {
        if !fields.contains("satisfied") && !fields.contains("dislikes") {
            return Err(Absence::NotInExport);
        }
        let read = self.received.saturating_sub(self.unread);
        Ratio::new(read.saturating_sub(self.unsatisfying), read).ok_or(nothing_in(self.unread))
    }

    /// [`PAKN_STAFF`]. `fields`: those that the log has.
    ///
    /// # Errors
    /// When the log does not say what the feedback is about, or nothing was received.
    pub fn staff_share(&self, fields: &BTreeSet<&str>) -> Measure {
        if !fields.contains("kind") {
            return Err(Absence::NotInExport);
        }
        let read = self.received.saturating_sub(self.unread_kind);
        Ratio::new(self.staff, read).ok_or(nothing_in(self.unread_kind))
    }
}

/// Why a share has nothing to divide by: what there is cannot be read, or there is nothing.
pub(super) const fn nothing_in(unread: u64) -> Absence {
    if unread > 0 { Absence::NotUnderstood } else { Absence::NoDossiers }
}

/// Counts by unit, in Vietnamese order.
#[must_use]
pub fn feedback_by_unit(log: &Log<Feedback>, period: Period) -> Vec<UnitCounts<FeedbackCounts>> {
    by_unit(
        log.records.iter().map(|placed| {
            (placed.record.unit.as_deref(), FeedbackCounts::of(&placed.record, period))
        }),
    )
}

/// The dossiers that feedback complains about, each time with the day it was received.
pub fn dossiers_complained_about(log: &Log<Feedback>) -> impl Iterator<Item = (&str, Day)> {
    let records = log.records.iter().map(|placed| &placed.record);
    records.filter_map(|feedback| Some((feedback.dossier_id.as_deref()?, feedback.received_at)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Absence, Feedback, FeedbackCounts, Kind, MarkCell, Period};
    use crate::domain::Day;
    use crate::records::feedback::State;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn feedback(received: &str, due: Option<&str>, answered: Option<&str>) -> Feedback {
        Feedback {
            feedback_id: "P".to_owned(),
            dossier_id: None,
            unit: None,
            received_at: day(received),
            due_at: due.map(day),
            answered_at: answered.map(day),
            state: if answered.is_some() { State::Answered } else { State::Open },
            kind: MarkCell::Blank,
            satisfied: MarkCell::Blank,
            repeated: MarkCell::Blank,
            upheld: MarkCell::Blank,
        }
    }

    #[test]
    fn june_by_hand() {
        let june = Period::new(day("2024-06-01"), day("2024-06-30")).expect("a period");
        let records = [
            // Out of scope: answered before, and received after.
            feedback("2024-05-01", Some("2024-05-20"), Some("2024-05-31")),
            feedback("2024-07-01", Some("2024-07-20"), None),
            // Carried in: answered late; still open and overdue.
            feedback("2024-05-10", Some("2024-05-30"), Some("2024-06-01")),
            feedback("2024-05-11", Some("2024-06-29"), None),
            // Received: on the due day; answered after June is open at its end, due on the last day.
            feedback("2024-06-03", Some("2024-06-20"), Some("2024-06-20")),
            feedback("2024-06-10", Some("2024-06-30"), Some("2024-07-02")),
            feedback("2024-06-11", None, Some("2024-06-12")),
            Feedback {
                kind: MarkCell::Says(Kind::Staff),
                satisfied: MarkCell::Says(false),
                repeated: MarkCell::Says(true),
                ..feedback("2024-06-12", Some("2024-06-14"), Some("2024-06-15"))
            },
        ];
        let mut sum = FeedbackCounts::ZERO;
        for record in &records {
            sum += FeedbackCounts::of(record, june);
        }
        let expected = FeedbackCounts {
            opening: 2,
            received: 4,
            on_time: 1,
            late: 2,
            undated: 1,
            open_within: 1,
            open_overdue: 1,
            disliked: 1,
            repeated: 1,
            overdue: 1,
            unsatisfying: 1,
            staff: 1,
            ..FeedbackCounts::ZERO
        };
        assert_eq!(sum, expected);
        let fields = BTreeSet::from(["due_at", "satisfied", "kind"]);
        let parts =
            |measure: super::Measure| measure.map(|ratio| (ratio.numerator(), ratio.denominator()));
        assert_eq!(parts(sum.on_time_share(&fields)), Ok((2, 5)));
        assert_eq!(parts(sum.satisfied_share(&fields)), Ok((3, 4)));
        assert_eq!(parts(sum.staff_share(&fields)), Ok((1, 4)));
        assert_eq!(sum.on_time_share(&BTreeSet::new()), Err(Absence::NotInExport));
        assert_eq!(FeedbackCounts::ZERO.satisfied_share(&fields), Err(Absence::NoDossiers));
    }

    #[test]
    fn what_nothing_maps_is_in_neither_part() {
        let june = Period::new(day("2024-06-01"), day("2024-06-30")).expect("a period");
        let one = |satisfied, kind| {
            let feedback = feedback("2024-06-03", Some("2024-06-20"), Some("2024-06-14"));
            FeedbackCounts::of(&Feedback { kind, satisfied, ..feedback }, june)
        };
        let fields = BTreeSet::from(["satisfied", "kind"]);
        let parts =
            |measure: super::Measure| measure.map(|ratio| (ratio.numerator(), ratio.denominator()));
        let mut sum = one(MarkCell::Unmapped, MarkCell::Unmapped);
        assert_eq!(sum.satisfied_share(&fields), Err(Absence::NotUnderstood));
        assert_eq!(sum.staff_share(&fields), Err(Absence::NotUnderstood));
        sum += one(MarkCell::Says(false), MarkCell::Says(Kind::Other));
        sum += one(MarkCell::Blank, MarkCell::Says(Kind::Staff));
        assert_eq!(parts(sum.satisfied_share(&fields)), Ok((1, 2)));
        assert_eq!(parts(sum.staff_share(&fields)), Ok((1, 2)));
    }
}

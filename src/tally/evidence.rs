//! What marks and working days say of one dossier at one step: digitisation, payment, supplements,
//! apologies, the 766 rule, the time used. The rule of every count of the evidence, once.
//!
//! In: a [`Dossier`], the counts of its case at a step, the last day of that. Out: the counts of the
//! evidence that it adds to. Must not know: groups, rates, languages. Without marks only what dates and
//! channel tell is counted.

use std::cmp::Ordering;

use super::case::CountSet;
use super::count::Count as C;
use super::dossier::Dossier;
use super::on_time_766::Handling;
use crate::domain::{CanonicalValue, Channel, Day, Flag, Rating, ServiceLevel, WorkingCalendar};
use crate::dossiers::{Answer, Grain, Mark, Requests};

/// By what dossiers are judged.
#[derive(Debug, Clone, Copy)]
pub struct Judge<'a> {
    /// Times of day decide with [`Grain::Time`], where the load kept traces.
    pub grain: Grain,
    pub calendar: &'a WorkingCalendar,
}

/// Marks whose share is taken among the dossiers received: with the counts of all that are told, and of
/// those with a yes.
const OF_RECEIVED: [(Mark, [C; 2]); 5] = [
    (Mark::Reused, [C::ReuseTold, C::Reused]),
    (Mark::PersonalStore, [C::StoreTold, C::PersonalStore]),
    (Mark::PopulationData, [C::PopulationTold, C::PopulationData]),
    (Mark::Published, [C::PublishedTold, C::Published]),
    (Mark::Synced, [C::SyncTold, C::Synced]),
];

impl Judge<'_> {
    /// Names what a dossier adds to the evidence of a step, given the counts that it stands in at that
    /// step and the last day of it.
    pub fn each_count(
        &self,
        dossier: &Dossier,
        counts: CountSet,
        last_day: Day,
        mut name: impl FnMut(C, u64),
    ) {
        let handling = dossier.handling(last_day, self.grain);
        let mut evidence = Evidence { dossier, counts, last_day, name: &mut name };
        // Whether what nobody knows the end of was in time, nobody knows either.
        let is_uncovered = counts.contains(C::ClosingUncovered);
        if !is_uncovered && (counts.contains(C::Opening) || counts.contains(C::Received)) {
            evidence.on_766(handling.verdict(self.calendar).is_on_time());
        }
        if counts.contains(C::Received) {
            evidence.received();
        }
        if counts.contains(C::Closing) && !is_uncovered {
            let age = last_day.0 - dossier.received.0;
            evidence.sum(C::OpenDays, u32::try_from(age).unwrap_or(0));
        }
        if counts.contains(C::Resolved) {
            evidence.resolved();
            if let Some(closed) = dossier.closed {
                evidence.time_used(&handling, closed, self.calendar);
            }
        }
        if counts.contains(C::Late) || counts.contains(C::ClosingOverdue) {
            evidence.told(Mark::Apology, [C::OverdueTold, C::Apologised]);
        }
    }
}

/// One dossier at one step, and who takes down what it adds.
struct Evidence<'a, N> {
    dossier: &'a Dossier,
    counts: CountSet,
    last_day: Day,
    name: &'a mut N,
}

impl<N: FnMut(C, u64)> Evidence<'_, N> {
    fn add_if(&mut self, count: C, holds: bool) {
        if holds {
            (self.name)(count, 1);
        }
    }

    fn sum(&mut self, count: C, number: u32) {
        (self.name)(count, number.into());
    }

    /// Where the file tells a mark: the dossier to the first count, and with a yes to the second.
    fn told(&mut self, mark: Mark, [all, yes]: [C; 2]) {
        let told = self.dossier.marks.told(mark);
        self.add_if(all, told != Answer::Nothing);
        self.add_if(yes, told == Answer::Yes);
    }

    /// What is rated is known when it is closed, not before.
    fn on_766(&mut self, is_on_time: bool) {
        let is_closed = self.counts.contains(C::Resolved) || self.counts.contains(C::Returned);
        let is_rated = is_closed && self.dossier.is_rated(self.last_day);
        let is_disliked = is_rated && is_disliked(self.dossier);
        let is_complained = self.dossier.is_complained(self.last_day);
        let is_judged = !(is_rated && self.dossier.traits.is_unread());
        self.add_if(C::OnTime766, is_on_time);
        self.add_if(C::Judged766, is_judged);
        self.add_if(C::Displeasing, is_judged && (!is_on_time || is_complained || is_disliked));
    }

    fn received(&mut self) {
        for (mark, counts) in OF_RECEIVED {
            self.told(mark, counts);
        }
        let marks = self.dossier.marks;
        let (fee, payment) = (marks.told(Mark::HasFee), marks.told(Mark::PaidOnline));
        let (has_fee, is_free) = (fee == Answer::Yes, fee == Answer::No);
        self.add_if(C::FeeTold, has_fee && payment != Answer::Nothing);
        self.add_if(C::PaidOnline, has_fee && payment == Answer::Yes);
        let is_untold = !is_free && (fee == Answer::Nothing || payment == Answer::Nothing);
        self.add_if(C::FeeUntold, is_untold);
        let level = marks.service_level();
        self.add_if(C::ServiceUntold, level == ServiceLevel::Unknown);
        let is_full = level == ServiceLevel::Full;
        self.add_if(C::FullServiceTold, is_full);
        self.add_if(C::FullServiceOnline, is_full && self.counts.contains(C::ReceivedOnline));
        let requests = marks.requests();
        let is_told = requests != Requests::Unknown;
        self.add_if(C::SupplementTold, is_told);
        self.add_if(C::SupplementAsked, is_told && requests != Requests::None);
        let is_counted = marks.are_requests_counted();
        self.add_if(C::RequestsCounted, is_counted);
        self.add_if(C::AskedAgain, is_counted && requests == Requests::Several);
    }

    fn resolved(&mut self) {
        self.told(Mark::ResultLink, [C::ResultTold, C::ResultElectronic]);
        self.digitised();
        let dossier = self.dossier;
        let is_early = self.counts.contains(C::Early);
        let in_time = is_early || self.counts.contains(C::OnTime);
        let is_late = self.counts.contains(C::Late);
        if let (true, Some((closed, due))) = (is_late, dossier.closed.zip(dossier.due)) {
            self.sum(C::DaysLate, u32::try_from(closed.0 - due.0).unwrap_or(0));
        }
        let is_online = dossier.traits.channel() == u32::from(Channel::Online.code());
        self.add_if(C::OnlineDated, is_online && (in_time || is_late));
        self.add_if(C::OnlineInTime, is_online && in_time);
        if in_time && !dossier.is_complained(self.last_day) {
            self.sum(C::AttitudePoints, if is_early { 2 } else { 1 });
        }
    }

    /// Papers and result: the result by its own flag or by its link, whichever the file has.
    fn digitised(&mut self) {
        let papers = self.dossier.marks.told(Mark::InputDigitised);
        let flag = self.dossier.traits.digitised();
        let link = self.dossier.marks.told(Mark::ResultLink);
        let result_is_told = flag != u32::from(Flag::Unknown.code()) || link != Answer::Nothing;
        let is_told = papers != Answer::Nothing && result_is_told;
        self.add_if(C::DigitisedTold, is_told);
        let has_result = flag == u32::from(Flag::Yes.code()) || link == Answer::Yes;
        self.add_if(C::Digitised, is_told && papers == Answer::Yes && has_result);
    }

    /// The time used, and indicators 1 and 3 of the nine of Circular 01/2018/TT-VPCP.
    fn time_used(&mut self, handling: &Handling, closed: Day, calendar: &WorkingCalendar) {
        let used = handling.working_days(closed, calendar);
        self.sum(C::WorkingDays, used);
        for (count, days) in C::WITHIN {
            self.add_if(count, used <= days);
        }
        if let Some(term) = self.dossier.statutory_days {
            self.add_if(C::TermRated, true);
            self.sum(C::TermUsed, used);
            self.sum(C::TermDays, term);
            let points = match used.cmp(&term) {
                Ordering::Less => 2,
                Ordering::Equal => 1,
                Ordering::Greater => 0,
            };
            self.sum(C::TermPoints, points);
        }
        if self.dossier.marks.are_requests_counted() {
            self.add_if(C::ContactRated, true);
            let points = match self.dossier.marks.requests() {
                Requests::None | Requests::Unknown => 2,
                Requests::One => 1,
                Requests::Several => 0,
            };
            self.sum(C::ContactPoints, points);
        }
    }
}

fn is_disliked(dossier: &Dossier) -> bool {
    let rating = dossier.traits.rating();
    [Rating::Dissatisfied, Rating::VeryDissatisfied]
        .into_iter()
        .any(|bad| rating == u32::from(bad.code()))
}

impl C {
    /// Of a count of what is told: the dossiers that show it was not told, where the count is empty.
    /// Without them nothing happened; with them no file has the column.
    #[must_use]
    pub const fn untold(self) -> &'static [Self] {
        match self {
            Self::ReuseTold
            | Self::StoreTold
            | Self::PopulationTold
            | Self::PublishedTold
            | Self::SyncTold
            | Self::SupplementTold
            | Self::RequestsCounted => &[Self::Received],
            Self::DigitisedTold | Self::ResultTold | Self::TermRated | Self::ContactRated => {
                &[Self::Resolved, Self::Returned]
            }
            Self::OverdueTold => &[Self::Late, Self::ClosingOverdue],
            Self::FeeTold => &[Self::FeeUntold],
            Self::FullServiceTold => &[Self::ServiceUntold],
            _ => &[],
        }
    }
}

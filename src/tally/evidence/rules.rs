//! What one dossier adds to the evidence of a period: the rules of the counts.

use super::count::{Contribution, EvidenceCount as C};
use crate::domain::{CanonicalValue, Channel, Flag, Rating, ServiceLevel, Status, WorkingCalendar};
use crate::normalise::{Answer, Grain, Mark, Requests, Timing};
use crate::tally::dossier::{Dossier, Standing};
use crate::tally::request::TimeFrame;

/// By what dossiers are judged.
#[derive(Debug, Clone, Copy)]
pub struct Judge<'a> {
    pub frame: &'a TimeFrame,
    pub grain: Grain,
    pub calendar: &'a WorkingCalendar,
}

impl Judge<'_> {
    /// What a dossier adds; nothing when it is out of scope.
    #[must_use]
    pub fn contribution(&self, dossier: &Dossier) -> Contribution {
        let mut adds = Contribution::default();
        let standing = dossier.standing(self.frame);
        if standing == Standing::OutOfScope {
            return adds;
        }
        self.on_766(dossier, &mut adds);
        if dossier.is_received_in(self.frame) {
            received(dossier, &mut adds);
        }
        let is_overdue = match standing {
            Standing::Closed if dossier.has_status(Status::Returned) => {
                adds.insert(C::Closed);
                adds.insert(C::Returned);
                false
            }
            Standing::Closed => {
                adds.insert(C::Closed);
                self.resolved(dossier, &mut adds);
                dossier.timing() == Timing::Late
            }
            Standing::Open | Standing::OutOfScope => {
                adds.insert(C::Open);
                let age = self.frame.as_of.0 - dossier.received.0;
                adds.add(C::OpenDays, u32::try_from(age).unwrap_or(0));
                let is_paused = dossier.has_status(Status::Paused);
                !is_paused && dossier.due.is_some_and(|due| due < self.frame.as_of)
            }
        };
        if is_overdue {
            adds.insert(C::Overdue);
            told(dossier, Mark::Apology, [C::OverdueTold, C::Apologised], &mut adds);
        }
        adds
    }

    fn on_766(&self, dossier: &Dossier, adds: &mut Contribution) {
        let handling = dossier.handling(self.frame, self.grain);
        let is_on_time = handling.verdict(self.calendar).is_on_time();
        adds.insert(C::InScope);
        adds.insert_if(C::OnTime766, is_on_time);
        let displeases = !is_on_time || dossier.marks.is_complained() || is_disliked(dossier);
        adds.insert_if(C::Displeasing, displeases);
    }

    fn resolved(&self, dossier: &Dossier, adds: &mut Contribution) {
        told(dossier, Mark::ResultLink, [C::ResultTold, C::ResultElectronic], adds);
        digitised(dossier, adds);
        let timing = dossier.timing();
        if timing == Timing::Late {
            adds.insert(C::Late);
            let days = dossier.closed.zip(dossier.due).map_or(0, |(closed, due)| closed.0 - due.0);
            adds.add(C::DaysLate, u32::try_from(days).unwrap_or(0));
        }
        let in_time = matches!(timing, Timing::Early | Timing::OnTime);
        let is_dated = in_time || timing == Timing::Late;
        if is_dated && has_channel(dossier, Channel::Online) {
            adds.insert(C::OnlineDated);
            adds.insert_if(C::OnlineInTime, in_time);
        }
        if is_dated {
            adds.insert(C::AttitudeRated);
            let points = match timing {
                _ if dossier.marks.is_complained() => 0,
                Timing::Early => 2,
                Timing::OnTime => 1,
                Timing::Late | Timing::Undated | Timing::Open => 0,
            };
            adds.add(C::AttitudePoints, points);
        }
        self.one_stop(dossier, adds);
    }

    /// The time used, and indicators 1 and 3 of the nine of Circular 01/2018/TT-VPCP.
    fn one_stop(&self, dossier: &Dossier, adds: &mut Contribution) {
        let Some(closed) = dossier.closed else { return };
        let handling = dossier.handling(self.frame, self.grain);
        let used = handling.working_days(closed, self.calendar);
        adds.insert(C::Processed);
        adds.add(C::WorkingDays, used);
        if let Some(term) = dossier.statutory_days {
            adds.insert(C::TermRated);
            adds.add(C::TermUsed, used);
            adds.add(C::TermDays, term);
            adds.add(
                C::TermPoints,
                match used.cmp(&term) {
                    std::cmp::Ordering::Less => 2,
                    std::cmp::Ordering::Equal => 1,
                    std::cmp::Ordering::Greater => 0,
                },
            );
        }
        if dossier.marks.are_requests_counted() {
            adds.insert(C::ContactRated);
            let points = match dossier.marks.requests() {
                Requests::None | Requests::Unknown => 2,
                Requests::One => 1,
                Requests::Several => 0,
            };
            adds.add(C::ContactPoints, points);
        }
    }
}

fn received(dossier: &Dossier, adds: &mut Contribution) {
    adds.insert(C::Received);
    for (mark, counts) in [
        (Mark::Reused, [C::ReuseTold, C::Reused]),
        (Mark::PersonalStore, [C::StoreTold, C::PersonalStore]),
        (Mark::PopulationData, [C::PopulationTold, C::PopulationData]),
        (Mark::Published, [C::PublishedTold, C::Published]),
        (Mark::Synced, [C::SyncTold, C::Synced]),
    ] {
        told(dossier, mark, counts, adds);
    }
    let fee = dossier.marks.told(Mark::HasFee);
    let payment = dossier.marks.told(Mark::PaidOnline);
    let has_fee = fee == Answer::Yes;
    adds.insert_if(C::FeeTold, has_fee && payment != Answer::Nothing);
    adds.insert_if(C::PaidOnline, has_fee && payment == Answer::Yes);
    let is_free = fee == Answer::No;
    adds.insert_if(
        C::FeeUntold,
        !is_free && (fee == Answer::Nothing || payment == Answer::Nothing),
    );
    let has_level = dossier.marks.service_level() != ServiceLevel::Unknown;
    let is_channel_told = !has_channel(dossier, Channel::Unknown);
    adds.insert_if(C::ServiceUntold, !has_level || !is_channel_told);
    if is_channel_told {
        adds.insert(C::ChannelTold);
        adds.insert_if(C::Postal, has_channel(dossier, Channel::Postal));
        if dossier.marks.service_level() == ServiceLevel::Full {
            adds.insert(C::FullServiceTold);
            adds.insert_if(C::FullServiceOnline, has_channel(dossier, Channel::Online));
        }
    }
    let requests = dossier.marks.requests();
    if requests != Requests::Unknown {
        adds.insert(C::SupplementTold);
        adds.insert_if(C::SupplementAsked, requests != Requests::None);
    }
    if dossier.marks.are_requests_counted() {
        adds.insert(C::RequestsCounted);
        adds.insert_if(C::AskedAgain, requests == Requests::Several);
    }
}

/// Papers and result: the result by its own flag or by its link, whichever the file has.
fn digitised(dossier: &Dossier, adds: &mut Contribution) {
    let papers = dossier.marks.told(Mark::InputDigitised);
    let flag = dossier.traits.digitised();
    let link = dossier.marks.told(Mark::ResultLink);
    let result_is_told = flag != u32::from(Flag::Unknown.code()) || link != Answer::Nothing;
    if papers != Answer::Nothing && result_is_told {
        adds.insert(C::DigitisedTold);
        let has_result = flag == u32::from(Flag::Yes.code()) || link == Answer::Yes;
        adds.insert_if(C::Digitised, papers == Answer::Yes && has_result);
    }
}

/// Where the file tells a mark: the dossier to the first count, and with a yes to the second.
fn told(dossier: &Dossier, mark: Mark, [all, yes]: [C; 2], adds: &mut Contribution) {
    let told = dossier.marks.told(mark);
    adds.insert_if(all, told != Answer::Nothing);
    adds.insert_if(yes, told == Answer::Yes);
}

fn has_channel(dossier: &Dossier, channel: Channel) -> bool {
    dossier.traits.channel() == u32::from(channel.code())
}

fn is_disliked(dossier: &Dossier) -> bool {
    let rating = dossier.traits.rating();
    [Rating::Dissatisfied, Rating::VeryDissatisfied]
        .into_iter()
        .any(|bad| rating == u32::from(bad.code()))
}

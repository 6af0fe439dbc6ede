//! One row → accepted, excluded or rejected, with what is odd about it.
//!
//! In: the cells of a row and the plan of its table. Out: a dossier in the worker's columns, or an entry in
//! its account. The reasons are tried in the order of the outer contract, section 3. Must not know: chunks,
//! files, other threads.

use super::columns::{RowFacts, Traits};
use super::dossier_code::DossierCode;
use super::file_plan::FilePlan;
use super::inner::{Inner, inner_row};
use super::key_source::KeySource;
use super::load_request::{Grain, Policy};
use super::loaded::RejectedPlace;
use super::near_ids::NearId;
use super::people::RowKind;
use super::sections::may_be_header;
use super::shown::{row_kind, shown_cell};
use super::timing::timing;
use super::walk::one;
use super::worker::Worker;
use crate::columns::{DateCell, MarkCell, Moment, NO_TIME, ScaleSet};
use crate::columns::{Id, has_lost_digits, id_of};
use crate::columns::{furniture, is_numbering, text_of_group};
use crate::domain::NO_DAY;
use crate::domain::{Channel, Flag, Rating, Status};
use crate::findings::{Exclusion, FindingCode, Rejection};
use crate::read::{Position, Record};

/// Places in [`super::file_facts::DATE_FIELDS`].
const RECEIVED: usize = 0;
const DUE: usize = 1;
const FINISHED: usize = 2;
const RETURNED: usize = 3;

/// The three days a row is judged by.
struct Dates {
    received: Moment,
    due: Option<Moment>,
    finished: Option<Moment>,
}

/// What a closer look brings.
enum Closer {
    Dossier,
    /// The row is accounted for.
    Done,
}

/// Why a row stops here, and the cell to blame.
struct Refusal {
    reason: Rejection,
    column: Option<usize>,
}

impl Worker<'_> {
    /// Decides one row. Inlined where the rows of a plain file are walked, and there only: a call
    /// per row costs what reading one of its dates does.
    #[inline(always)]
    pub fn row(&mut self, plan: &FilePlan, record: &Record<'_>, at: Position) {
        self.ledger.read += 1;
        if !plan.skip.is_empty() && plan.skips(record) {
            return self.exclude(Exclusion::SkippedByProfile);
        }
        self.decide(plan, record, at);
    }

    /// The same for rows that are not walked one by one.
    pub fn row_apart(&mut self, plan: &FilePlan, record: &Record<'_>, at: Position) {
        self.ledger.read += 1;
        if plan.skips(record) {
            return self.exclude(Exclusion::SkippedByProfile);
        }
        self.decide_apart(plan, record, at);
    }

    #[inline(never)]
    fn decide_apart(&mut self, plan: &FilePlan, record: &Record<'_>, at: Position) {
        self.decide(plan, record, at);
    }

    #[inline(always)]
    fn decide(&mut self, plan: &FilePlan, record: &Record<'_>, at: Position) {
        let id = id_of(record, plan.id);
        let received = self.date(plan, record, plan.received, RECEIVED);
        let has_width = plan.furniture.fits(record.width());
        if !(has_width && !id.is_empty() && matches!(received, DateCell::At(_))) {
            match self.look_closer(plan, record, at) {
                Closer::Dossier => {}
                Closer::Done => return,
            }
        }
        let dates = match self.dates(plan, record, (has_width, &id), received) {
            Ok(dates) => dates,
            Err(refusal) => return self.reject(plan, record, at, &refusal),
        };
        match self.accept(plan, record, at, &id, &dates) {
            Ok(()) => self.restored += u64::from(id.is_restored),
            Err(refusal) => self.reject(plan, record, at, &refusal),
        }
    }

    /// A row that does not look like a dossier at first sight: a line in quotes, a header, furniture, or
    /// a dossier after all.
    #[cold]
    fn look_closer(&mut self, plan: &FilePlan, record: &Record<'_>, at: Position) -> Closer {
        match inner_row(record, plan) {
            Inner::Row(text, dialect) => {
                one(&text, dialect, |inner| self.decide_apart(plan, inner, at));
                return Closer::Done;
            }
            Inner::Broken => {
                let refusal = Refusal { reason: Rejection::RaggedRow, column: None };
                self.reject(plan, record, at, &refusal);
                return Closer::Done;
            }
            Inner::Nothing => {}
        }
        let kind = furniture(record, &plan.furniture, plan.dates(), self.after_signature);
        if kind == Some(Exclusion::HeaderRow)
            || (kind != Some(Exclusion::BlankRow)
                && may_be_header(record, self.vocabulary, &mut self.header_tests))
        {
            self.may_be_headers.push(at.row());
        }
        let is_numbered = || self.header_above == Some(at) && is_numbering(record);
        let Some(kind) = kind.or_else(|| is_numbered().then_some(Exclusion::HeaderRow)) else {
            return Closer::Dossier;
        };
        match kind {
            Exclusion::SignatureRow => self.after_signature = true,
            Exclusion::HeaderRow => {
                self.after_signature = false;
                self.header_above = Some(at.next());
            }
            _ => {}
        }
        if matches!(kind, Exclusion::GroupRow | Exclusion::SignatureRow) && plan.lacks_unit() {
            self.group_rows.extend(text_of_group(record).map(|text| (at, text)));
        }
        self.exclude(kind);
        Closer::Done
    }

    /// The first four reasons of the contract: ragged, no id, bad date, no received date.
    #[inline(always)]
    fn dates(
        &mut self,
        plan: &FilePlan,
        record: &Record<'_>,
        (has_width, id): (bool, &Id<'_>),
        received: DateCell,
    ) -> Result<Dates, Refusal> {
        let refuse = |reason, column| Err(Refusal { reason, column });
        if !has_width {
            return refuse(Rejection::RaggedRow, None);
        }
        if id.is_empty() {
            return refuse(Rejection::MissingId, Some(plan.id));
        }
        let due = self.optional_date(plan, record, plan.due, DUE);
        let mut finished_column = plan.finished;
        let mut finished = self.optional_date(plan, record, plan.finished, FINISHED);
        if finished == DateCell::Blank {
            finished_column = plan.returned;
            finished = self.optional_date(plan, record, plan.returned, RETURNED);
        }
        for (cell, column) in
            [(received, Some(plan.received)), (due, plan.due), (finished, finished_column)]
        {
            if cell == DateCell::Bad {
                return refuse(Rejection::BadDate, column);
            }
        }
        let DateCell::At(received) = received else {
            return refuse(Rejection::MissingReceived, Some(plan.received));
        };
        let moment = |cell| {
            if let DateCell::At(moment) = cell { Some(moment) } else { None }
        };
        Ok(Dates { received, due: moment(due), finished: moment(finished) })
    }

    /// The other reasons, and the row itself if none applies.
    #[inline(always)]
    fn accept(
        &mut self,
        plan: &FilePlan,
        record: &Record<'_>,
        at: Position,
        id: &Id<'_>,
        dates: &Dates,
    ) -> Result<(), Refusal> {
        let finished_too_early =
            dates.finished.is_some_and(|finished| finished.day() < dates.received.day());
        let finished_column = plan.finished.or(plan.returned);
        if finished_too_early && self.request.policy == Policy::Strict {
            let reason = Rejection::FinishedBeforeReceived;
            return Err(Refusal { reason, column: finished_column });
        }
        let written = match plan.status {
            Some(column) => self.status.read(&record.cell(column), at),
            None => Status::Unknown,
        };
        let status = match (dates.finished, written) {
            (None, Status::Resolved | Status::Returned) => {
                let reason = Rejection::ClosedWithoutDate;
                return Err(Refusal { reason, column: finished_column.or(plan.status) });
            }
            (Some(_), Status::Returned) => Status::Returned,
            (Some(_), _) => Status::Resolved,
            (None, _) => written,
        };
        if status == Status::NotAccepted {
            *self.ledger.excluded.entry(Exclusion::NotAccepted).or_default() += 1;
        } else {
            self.observe(plan, record, at, dates, written, finished_too_early);
        }
        let facts = self.facts(plan, record, at, id, dates, status);
        self.columns.push(&facts);
        if id.may_nearly_meet {
            self.note_near_id(id, facts.id, at);
        }
        if let Some(traces) = &mut self.columns.traces {
            // A finish that counts on the received day says nothing of a time.
            let finished = dates.finished.filter(|_| !finished_too_early);
            let second = |moment: Option<Moment>| moment.and_then(Moment::second);
            traces.received_second.push(dates.received.second().unwrap_or(NO_TIME));
            traces.due_second.push(second(dates.due).unwrap_or(NO_TIME));
            traces.closed_second.push(second(finished).unwrap_or(NO_TIME));
            let code = DossierCode::packed(&id.text);
            for (column, part) in traces.code.iter_mut().zip(code) {
                column.push(part);
            }
        }
        if let (Some(reader), Some(of_file), Some(columns)) =
            (&mut self.marks, &plan.marks, &mut self.columns.marks)
        {
            let linked = self.request.linked(facts.id);
            reader.read((plan, of_file), record, at, linked, columns);
        }
        for ((interner, codes), source) in
            self.keys.iter_mut().zip(&mut self.columns.keys).zip(&plan.keys)
        {
            codes.push(match source {
                KeySource::Column(column) => interner.code(&record.cell(*column), at),
                KeySource::Fixed(text) => interner.code(text, at),
                KeySource::Group(what, besides) => {
                    let text = plan.of_group(*what, at).map_or(besides.as_slice(), str::as_bytes);
                    interner.code(text, at)
                }
                KeySource::Absent => interner.code(&[], at),
            });
        }
        Ok(())
    }

    #[inline(always)]
    fn facts(
        &mut self,
        plan: &FilePlan,
        record: &Record<'_>,
        position: Position,
        id: &Id<'_>,
        dates: &Dates,
        status: Status,
    ) -> RowFacts {
        // Closures here would be calls for every row.
        let channel = match plan.channel {
            Some(column) => self.channel.read(&record.cell(column), position),
            None => Channel::Unknown,
        };
        let (rating, scales) = match plan.rating {
            Some(column) => self.ratings.read(&record.cell(column), position),
            None => (MarkCell::Blank, ScaleSet::NONE),
        };
        let id = id.digest();
        let (rating, scales) = match self.request.linked(id).rating {
            MarkCell::Blank => (rating, scales),
            linked => (linked, ScaleSet::NONE),
        };
        // Where there is such a column, what is not marked as digitised is not digitised.
        let digitised = match plan.digitised {
            Some(column) => match self.digitised.read(&record.cell(column), position) {
                Flag::Yes => Flag::Yes,
                Flag::No | Flag::Unknown => Flag::No,
            },
            None => Flag::Unknown,
        };
        RowFacts {
            id,
            position,
            received: dates.received.day().0,
            due: dates.due.map_or(NO_DAY, |due| due.day().0),
            // Kept by the lenient policy, a finish before the receipt counts on the received day.
            closed: dates.finished.map_or(NO_DAY, |end| end.day().max(dates.received.day()).0),
            traits: Traits::new(
                timing(dates.finished, dates.due, self.request.grain),
                status,
                channel,
                rating.said().unwrap_or(Rating::Unknown),
                digitised,
            )
            .rated(rating, scales),
        }
    }

    /// Oddities of a row that is kept.
    #[inline(always)]
    fn observe(
        &mut self,
        plan: &FilePlan,
        record: &Record<'_>,
        at: Position,
        dates: &Dates,
        written: Status,
        finished_too_early: bool,
    ) {
        if finished_too_early {
            let code = FindingCode::KeptFinishedBeforeReceived;
            self.find(code, at, record, (plan, plan.finished.or(plan.returned)));
        }
        let says_open = matches!(written, Status::Pending | Status::Paused | Status::NotAccepted);
        if dates.finished.is_some() && says_open {
            self.find(FindingCode::StatusDisagrees, at, record, (plan, plan.status));
        }
        let Some(due) = dates.due else { return };
        if due.day() < dates.received.day() {
            self.find(FindingCode::DueBeforeReceived, at, record, (plan, plan.due));
        }
        if self.request.grain == Grain::Time && due.second().is_some_and(|second| second < 60) {
            self.find(FindingCode::DueAtMidnight, at, record, (plan, plan.due));
        }
    }

    #[inline(never)]
    fn note_near_id(&mut self, id: &Id<'_>, digest: u128, at: Position) {
        self.near_ids.push(NearId::new(id, digest, at));
    }

    #[cold]
    #[inline(never)]
    fn find(
        &mut self,
        code: FindingCode,
        at: Position,
        record: &Record<'_>,
        (plan, column): (&FilePlan, Option<usize>),
    ) {
        let text = |column| shown_cell(plan, record, column, RowKind::Usual);
        self.findings.push(code, at, column, || column.map(text));
    }

    #[cold]
    #[inline(never)]
    pub fn exclude(&mut self, reason: Exclusion) {
        *self.ledger.excluded.entry(reason).or_default() += 1;
    }

    #[cold]
    #[inline(never)]
    fn reject(&mut self, plan: &FilePlan, record: &Record<'_>, at: Position, refusal: &Refusal) {
        *self.ledger.rejected.entry(refusal.reason).or_default() += 1;
        let text = |column| shown_cell(plan, record, column, row_kind(plan, record));
        let value = || match refusal.reason {
            Rejection::RaggedRow => Some(format!("{} ≠ {}", record.width(), plan.furniture.width)),
            _ => refusal.column.map(text),
        };
        let code = match refusal.reason {
            Rejection::MissingId if has_lost_digits(&record.cell(plan.id)) => {
                FindingCode::IdDigitsLost
            }
            reason => reason.finding(),
        };
        self.findings.push(code, at, refusal.column, value);
        if self.request.keep_rejects {
            self.rejects.push(RejectedPlace { position: at, reason: refusal.reason });
        }
    }

    #[inline]
    fn optional_date(
        &mut self,
        plan: &FilePlan,
        record: &Record<'_>,
        column: Option<usize>,
        place: usize,
    ) -> DateCell {
        column.map_or(DateCell::Blank, |column| self.date(plan, record, column, place))
    }

    #[inline]
    fn date(
        &mut self,
        plan: &FilePlan,
        record: &Record<'_>,
        column: usize,
        place: usize,
    ) -> DateCell {
        plan.date(&record.cell(column), &mut self.dates[place])
    }
}

//! Dossiers of a state or behind a figure, listed by unit; rows that are no dossiers, too.
//!
//! In: a checked [`Plan`] and a [`Subject`], or what was loaded with the rows asked for. Out: a
//! [`Listing`]. Must not know: how it is shown.

use std::convert::Infallible;

use super::figure::IdLimit;
use super::procedure_names::ProcedureNames;
use super::{PipelineError, Plan, Prepared, dimensions, prepare};
use crate::answers::listing::{
    DateCell, DaysToDue, ListRow, ListState, Listing, RowOutcome, Subject,
};
use crate::domain::{Absence, CanonicalField, Day, Dimension, WorkingCalendar};
use crate::dossiers::{
    KnownNames, LoadRequest, Loaded, RejectedRow, RowTexts, SupersededRow, dossier_ids,
    each_rejected_row, row_texts,
};
use crate::records::procedures::Procedure;
use crate::tally::membership::{Member, membership};
use crate::tally::{Count, Counter, CubeRequest, Terms, TimeFrame};

/// What the rows of a list are told by.
pub(super) const TOLD_BY: [Dimension; 4] =
    [Dimension::Unit, Dimension::ProcedureCode, Dimension::Procedure, Dimension::Field];

/// Which dossiers are listed.
pub(super) struct ListQuestion<'a> {
    pub terms: Terms,
    /// Only those due within so many working days.
    pub within: Option<u32>,
    /// Of how many the ids are looked up.
    pub wanted: IdLimit,
    pub catalogue: &'a [&'a Procedure],
}

/// A list of dossiers, with the days it was made for.
#[derive(Debug)]
pub struct ListOutcome {
    pub listing: Listing,
    pub frame: TimeFrame,
    pub days_seen: (Day, Day),
    /// Why nothing is listed, where the exports do not tell what was asked for.
    pub absence: Option<Absence>,
}

/// Loads and lists dossiers.
///
/// # Errors
/// As for [`run`](super::run), and when list and counts differ (a bug).
pub fn list(
    plan: &Plan,
    subject: Subject,
    within: Option<u32>,
    (wanted, catalogue): (IdLimit, &[&Procedure]),
) -> Result<ListOutcome, PipelineError> {
    let plan = Plan { by: TOLD_BY.to_vec(), by_is_optional: true, ..plan.clone() };
    let mut request = plan.load.clone();
    request.dimensions = plan.dimensions();
    request.keep_traces = true;
    if let Subject::Figure(_) = subject {
        request.keep_evidence();
    }
    let prepared = prepare(&plan, &request)?;
    let frame = prepared.frame.clone();
    let total = prepared.total(&frame)?;
    prepared.refuse_if_empty(&total)?;
    let terms = match subject {
        Subject::State(state) => Terms::sum(state.counts()),
        Subject::Figure(figure) => figure.terms(plan.definition),
    };
    let absence = match subject {
        Subject::Figure(figure) if !figure.is_available(prepared.available()) => {
            Some(Absence::NotInExport)
        }
        _ if terms.plus == [Count::ClosingPaused] => total.known(Count::ClosingPaused).err(),
        _ => None,
    };
    let question = ListQuestion { terms, within, wanted, catalogue };
    let rows = if absence.is_none() {
        rows_of(&plan, &request, (&prepared, &prepared.counter()?), &question)?
    } else {
        Vec::new()
    };
    let Prepared { loaded, seen, .. } = prepared;
    let filters = plan.filters;
    let listing = Listing { loaded, frame: Some(frame.clone()), subject, within, filters, rows };
    Ok(ListOutcome { listing, frame, days_seen: seen, absence })
}

/// The dossiers behind a figure in the order of lists. The load kept their places.
pub(super) fn rows_of(
    plan: &Plan,
    request: &LoadRequest,
    (prepared, counter): (&Prepared, &Counter<'_>),
    question: &ListQuestion<'_>,
) -> Result<Vec<ListRow>, PipelineError> {
    let (loaded, frame) = (&prepared.loaded, &prepared.frame);
    let told_by = Plan { by: TOLD_BY.to_vec(), ..plan.clone() };
    let by = dimensions(&told_by, loaded);
    let filters = prepared.filters.clone();
    let asked = CubeRequest { frame: frame.clone(), by: by.clone(), filters };
    let membership = membership(counter, &asked, question.terms, &prepared.judge(plan))?;
    let place_of = |dimension| by.iter().position(|other| *other == dimension);
    let name_in = |names: &[Option<String>], dimension| {
        names.get(place_of(dimension)?).cloned().flatten().filter(|name| !name.is_empty())
    };
    let mut names = ProcedureNames::of_catalogue(question.catalogue);
    for group in &membership.groups {
        let [code, name] = [Dimension::ProcedureCode, Dimension::Procedure]
            .map(|dimension| name_in(group, dimension));
        names.learn(code.as_deref(), name.as_deref());
    }
    let calendar = &loaded.calendar;
    let mut members = membership.members;
    if let Some(days) = question.within {
        let is_near = |due: Day| calendar.working_days_after(frame.as_of, due) <= days;
        members.retain(|member| member.due.is_some_and(is_near));
    }
    members.sort_unstable_by_key(|member| (member.file, member.row));
    let listed = |member: Member| {
        let group = usize::try_from(member.group).ok().and_then(|at| membership.groups.get(at));
        let name = |dimension| group.and_then(|names| name_in(names, dimension));
        let code = name(Dimension::ProcedureCode);
        let procedure = names.name(code.as_deref(), name(Dimension::Procedure).as_deref());
        ListRow {
            unit: name(Dimension::Unit),
            dossier_id: String::new(),
            procedure: procedure.unwrap_or_default(),
            procedure_code: code.unwrap_or_default(),
            field: name(Dimension::Field).unwrap_or_default(),
            received: DateCell::Day(member.received),
            due: DateCell::of(member.due),
            finished: DateCell::of(member.closed),
            standing: RowOutcome::Counted(member.outcome),
            days: days_to_due(&member, frame, calendar),
            file: file_name(loaded, member.file),
            row: u64::from(member.row),
        }
    };
    let mut rows: Vec<((u32, u32), ListRow)> =
        members.into_iter().map(|member| ((member.file, member.row), listed(member))).collect();
    rows.sort_by(|(_, left), (_, right)| left.order(right));
    let looked_up = match question.wanted {
        IdLimit::First(count) => count.min(rows.len()),
        IdLimit::All => rows.len(),
    };
    let places = rows.iter().take(looked_up).map(|(place, _)| *place);
    let mut ids = dossier_ids(request, loaded, places);
    let rows = rows
        .into_iter()
        .map(|(place, row)| ListRow { dossier_id: ids.remove(&place).unwrap_or_default(), ..row });
    Ok(rows.collect())
}

/// Working days that an open dossier has left, or that its term is over; of a closed one only those
/// that it came late.
fn days_to_due(
    member: &Member,
    frame: &TimeFrame,
    calendar: &WorkingCalendar,
) -> Option<DaysToDue> {
    let due = member.due?;
    match member.outcome {
        Count::ClosingWithin => {
            Some(DaysToDue::Left(calendar.working_days_after(frame.as_of, due)))
        }
        Count::ClosingOverdue => {
            Some(DaysToDue::Over(calendar.working_days_after(due, frame.as_of)))
        }
        Count::Late => Some(DaysToDue::Over(calendar.working_days_after(due, member.closed?))),
        _ => None,
    }
}

fn file_name(loaded: &Loaded, number: u32) -> String {
    let place = usize::try_from(number).ok();
    place.and_then(|place| loaded.source_names.get(place)).cloned().unwrap_or_default()
}

/// Asks a load for the rows of a state that are no dossiers.
#[must_use]
pub fn left_out_request(request: LoadRequest, state: ListState) -> LoadRequest {
    LoadRequest {
        dimensions: vec![Dimension::Unit, Dimension::Procedure, Dimension::Field],
        keep_rejects: state == ListState::Rejected,
        keep_superseded: state == ListState::Superseded,
        ..request
    }
}

/// Lists the rows that were loaded with such a request and are no dossiers, of one unit or of all.
#[must_use]
pub fn left_out(
    request: &LoadRequest,
    loaded: Loaded,
    state: ListState,
    (unit, catalogue): (Option<&str>, &[&Procedure]),
) -> Listing {
    let names = Names::new(&loaded, catalogue);
    let mut rows: Vec<ListRow> = if state == ListState::Rejected {
        let mut rows = Vec::with_capacity(loaded.rejects.len());
        let listed = each_rejected_row(request, &loaded, |row| {
            rows.push(rejected(&row, &names));
            Ok::<(), Infallible>(())
        });
        match listed {
            Ok(()) => rows,
        }
    } else {
        let places = loaded.superseded.iter().map(|row| row.place);
        let texts = row_texts(request, &loaded, places);
        let of_row = |row: &SupersededRow| superseded(row, texts.get(&row.place), &loaded, &names);
        loaded.superseded.iter().map(of_row).collect()
    };
    if let Some(asked) = unit {
        let asked = names.units.name_or_written(asked);
        rows.retain(|row| row.unit == asked);
    }
    rows.sort_by(ListRow::order);
    let filters = unit.map(|name| (Dimension::Unit, name.to_owned())).into_iter().collect();
    let subject = Subject::State(state);
    Listing { loaded, frame: None, subject, within: None, filters, rows }
}

/// The names that rows which are no dossiers are told by.
struct Names {
    units: KnownNames,
    procedures: KnownNames,
    fields: KnownNames,
    by_code: ProcedureNames,
}

impl Names {
    fn new(loaded: &Loaded, catalogue: &[&Procedure]) -> Self {
        let known = |dimension| KnownNames::new(&loaded.dossiers, dimension);
        Self {
            units: known(Dimension::Unit),
            procedures: known(Dimension::Procedure),
            fields: known(Dimension::Field),
            by_code: ProcedureNames::of_catalogue(catalogue),
        }
    }

    /// The name of a procedure that dossiers have, else that of the catalogue: anything else may be what somebody
    /// wrote.
    fn procedure(&self, code: &str, written: &str) -> String {
        let known = self.procedures.name(written);
        self.by_code.name(Some(code), known.as_deref()).unwrap_or_default()
    }

    fn field(&self, written: &str) -> String {
        self.fields.name(written).unwrap_or_default()
    }
}

fn rejected(row: &RejectedRow, names: &Names) -> ListRow {
    use CanonicalField as Field;
    let text = |field: Field| {
        let cell = row.cells.iter().find(|(other, text)| *other == field && !text.is_empty());
        cell.map(|(_, text)| text.clone())
    };
    let said = |field: Field| text(field).map_or(DateCell::Nothing, DateCell::Text);
    let finished = match said(Field::FinishedAt) {
        DateCell::Nothing => said(Field::ReturnedAt),
        finished => finished,
    };
    let unit = text(Field::ResolvingUnit).or_else(|| text(Field::ReceivingUnit));
    let written = |field: Field| text(field).unwrap_or_default();
    let code = written(Field::ProcedureCode);
    ListRow {
        unit: unit.and_then(|unit| names.units.name_or_written(&unit)),
        dossier_id: text(Field::DossierId).unwrap_or_default(),
        procedure: names.procedure(&code, &written(Field::ProcedureName)),
        procedure_code: code,
        field: names.field(&written(Field::Field)),
        received: said(Field::ReceivedAt),
        due: said(Field::DueAt),
        finished,
        standing: RowOutcome::Rejected(row.reason),
        days: None,
        file: row.file.clone(),
        row: row.row,
    }
}

fn superseded(
    row: &SupersededRow,
    texts: Option<&RowTexts>,
    loaded: &Loaded,
    names: &Names,
) -> ListRow {
    let texts = texts.cloned().unwrap_or_default();
    let (file, number) = row.place;
    let (by_file, by_row) = row.by;
    ListRow {
        unit: names.units.name_or_written(&texts.unit),
        dossier_id: texts.dossier_id,
        procedure: names.procedure(&texts.procedure_code, &texts.procedure),
        procedure_code: texts.procedure_code,
        field: names.field(&texts.field),
        received: DateCell::Day(row.received),
        due: DateCell::of(row.due),
        finished: DateCell::of(row.closed),
        standing: RowOutcome::Superseded {
            file: file_name(loaded, by_file),
            row: u64::from(by_row),
        },
        days: None,
        file: file_name(loaded, file),
        row: u64::from(number),
    }
}

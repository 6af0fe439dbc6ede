//! A second look at rejected rows, one after the other, so that a log of millions of them is written
//! out without being held.
//!
//! In: the places that a load kept. Out: each row with its mapped cells, in reading order. Must not
//! know: what becomes of them.

use super::file_plan::FilePlan;
use super::fill_down::FillDown;
use super::load_request::LoadRequest;
use super::loaded::{Loaded, RejectedPlace};
use super::open::open_file;
use super::shown::{row_kind, shown_cell};
use super::walk::each_row;
use crate::columns::Vocabulary;
use crate::domain::CanonicalField;
use crate::findings::Rejection;
use crate::read::{Chunk, FileFailure, Record};

/// A rejected row as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedRow {
    pub file: String,
    pub row: u64,
    pub reason: Rejection,
    /// Mapped columns only; nothing of a ragged row, for its cells may stand in the wrong columns.
    pub cells: Vec<(CanonicalField, String)>,
}

/// Gives `take` every rejected row in reading order. `loaded` is what the request brought before. A
/// row that can no longer be read is given with its place and reason alone.
///
/// # Errors
/// The first of `take`.
pub fn each_rejected_row<E>(
    request: &LoadRequest,
    loaded: &Loaded,
    mut take: impl FnMut(RejectedRow) -> Result<(), E>,
) -> Result<(), E> {
    let request = LoadRequest { learnt: loaded.learnt.clone(), ..request.clone() };
    let vocabulary = Vocabulary::new(request.profile.as_ref());
    let of_one_file =
        |left: &RejectedPlace, right: &RejectedPlace| left.position.file() == right.position.file();
    for places in loaded.rejects.chunk_by(of_one_file) {
        let mut rows = Rows { loaded, places, take: &mut take };
        // A file that changed or is gone says nothing more; what is known of its rows is given.
        let _unread = rows.read(&request, &vocabulary)?;
        rows.give_unread()?;
    }
    Ok(())
}

/// The rejected rows of one file that are still to be given.
struct Rows<'a, T> {
    loaded: &'a Loaded,
    places: &'a [RejectedPlace],
    take: &'a mut T,
}

impl<E, T: FnMut(RejectedRow) -> Result<(), E>> Rows<'_, T> {
    fn read(
        &mut self,
        request: &LoadRequest,
        vocabulary: &Vocabulary,
    ) -> Result<Result<(), FileFailure>, E> {
        let Some(first) = self.places.first() else { return Ok(Ok(())) };
        let mut open = match open_file(request, vocabulary, first.position.file()) {
            Ok(open) => open,
            Err(failure) => return Ok(Err(failure)),
        };
        let mut chunk = Chunk::default();
        let mut filling = FillDown::default();
        loop {
            match open.chunks.fill(&mut chunk) {
                Ok(true) => self.give_chunk(&open.plan, &chunk, &mut filling)?,
                Ok(false) => return Ok(Ok(())),
                Err(failure) => return Ok(Err(failure)),
            }
        }
    }

    fn give_chunk(
        &mut self,
        plan: &FilePlan,
        chunk: &Chunk,
        filling: &mut FillDown,
    ) -> Result<(), E> {
        let mut given = Ok(());
        each_row(plan, chunk, filling, |plan, record, position| {
            if let (Some((place, rest)), Some(plan)) = (self.places.split_first(), plan)
                && place.position == position
                && given.is_ok()
            {
                self.places = rest;
                given = self.give(*place, cells(plan, record, place.reason));
            }
        });
        given
    }

    fn give_unread(&mut self) -> Result<(), E> {
        for place in std::mem::take(&mut self.places) {
            self.give(*place, Vec::new())?;
        }
        Ok(())
    }

    fn give(
        &mut self,
        place: RejectedPlace,
        cells: Vec<(CanonicalField, String)>,
    ) -> Result<(), E> {
        let RejectedPlace { position, reason } = place;
        let names = &self.loaded.source_names;
        let file = names.get(position.file().0 as usize).cloned().unwrap_or_default();
        let row = self.loaded.row_numbers.row(position);
        (self.take)(RejectedRow { file, row, reason, cells })
    }
}

fn cells(plan: &FilePlan, record: &Record<'_>, reason: Rejection) -> Vec<(CanonicalField, String)> {
    let kind = row_kind(plan, record);
    let text = |column| shown_cell(plan, record, column, kind);
    let mapped = plan.mapped.iter().filter(|_| reason != Rejection::RaggedRow);
    mapped.map(|(field, column)| (*field, text(*column))).collect()
}

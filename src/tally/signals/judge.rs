//! What a signal is made of: a ground to look at first, and a judgement of each dossier.

use super::dossier::{Dossier, dossiers};
use crate::domain::{Day, WorkingCalendar};
use crate::dossiers::{Segment, TraceSegment};

/// What a signal says of a dossier: nothing when it is not among those asked about; otherwise
/// whether it shows the pattern.
pub type Judge<'a> = Box<dyn Fn(&Dossier) -> Option<bool> + Send + Sync + 'a>;

/// All dossiers, and what they are judged by.
pub struct SignalContext<'a> {
    pub segments: Vec<(Segment<'a>, TraceSegment<'a>)>,
    pub calendar: &'a WorkingCalendar,
    /// How many units there are; one where no export names them.
    pub units: usize,
    /// The number of rows that name no unit.
    pub nameless: Option<u32>,
    /// First and last closing day.
    pub closings: Option<(Day, Day)>,
}

impl<'a> SignalContext<'a> {
    /// Over all segments.
    #[must_use]
    pub fn new(
        segments: Vec<(Segment<'a>, TraceSegment<'a>)>,
        calendar: &'a WorkingCalendar,
        units: usize,
    ) -> Self {
        let mut ground =
            Self { segments, calendar, units: units.max(1), nameless: None, closings: None };
        let days = || ground.dossiers().filter_map(|dossier| Some(dossier.closed?.day()));
        ground.closings = days().min().zip(days().max());
        ground
    }

    /// Every dossier, in no fixed order.
    pub fn dossiers(&self) -> impl Iterator<Item = Dossier> {
        self.segments.iter().flat_map(|(segment, traces)| dossiers(segment, *traces))
    }

    /// One number per unit, made from its dossiers.
    pub fn by_unit<T: Clone + Default>(&self, mut add: impl FnMut(&mut T, &Dossier)) -> Vec<T> {
        let mut all = vec![T::default(); self.units];
        for dossier in self.dossiers() {
            if let Some(of_unit) = all.get_mut(dossier.unit as usize) {
                add(of_unit, &dossier);
            }
        }
        all
    }
}

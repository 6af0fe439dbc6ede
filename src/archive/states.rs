//! What became of each dossier of a period, without saying which dossier: enough to tell, a year later,
//! why a figure changed.
//!
//! In: dossiers whose load kept digests, a period, and the key of the office. Out: [`States`], and their text as
//! CSV: a keyed hash of the dossier id, the unit, three days, and codes. Pseudonyms, not anonymous: who has the
//! key and an id finds its line, and so does who knows unit and days of a dossier. Must not know: folders,
//! compression.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::{IntoParallelIterator, ParallelExtend, ParallelIterator, ParallelSliceMut};

use super::key::{KeyId, OfficeKey};
use crate::domain::NO_DAY;
use crate::domain::{CanonicalValue, Channel, Day, Dimension, Flag, Rating, Status};
use crate::dossiers::{Dossiers, DossiersError, Segment, Timing, Traits};
use crate::tally::{Case, Dossier, Steps, TimeFrame};

/// The dossiers of a period by the hash of their ids, and those that stand near it: closed, or received, so
/// many days before or behind. A finish that moves over the edge of a month is no new row, nor one that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct States {
    pub hidden: IdHiding,
    pub dossiers: BTreeMap<u64, State>,
}

/// What the hashes of ids can be computed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdHiding {
    /// Nothing but the id: whoever tries all ids of an office has them. As version 0.1.0 wrote them at first.
    Not,
    /// The key of this name.
    With(KeyId),
    /// No key any more: another one hid them, and the office's own hides what that made of them.
    Twice,
}

/// What is known of one dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The unit that answers for it.
    pub unit: Option<Arc<str>>,
    pub received: Day,
    pub due: Option<Day>,
    pub closed: Option<Day>,
    pub traits: Traits,
}

/// A line that is no state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is no state of a dossier: `{text}`")]
pub struct StatesError {
    pub line: usize,
    pub text: String,
}

/// The first column of states that no key hides, and of those that one does, before its name.
const PLAIN: &str = "id_hash";
const KEYED: &str = "id_hmac_sha256:";
const TWICE: &str = "id_unknown";
const COLUMNS: &str = "received,due,closed,timing,status,channel,rating,result_digitised,unit";

impl IdHiding {
    /// The first line of the file.
    fn header(&self) -> String {
        match self {
            Self::Not => format!("{PLAIN},{COLUMNS}"),
            Self::With(key) => format!("{KEYED}{key},{COLUMNS}"),
            Self::Twice => format!("{TWICE},{COLUMNS}"),
        }
    }

    fn of_header(line: &str) -> Option<Self> {
        let first = line.strip_suffix(COLUMNS)?.strip_suffix(',')?;
        match first {
            PLAIN => Some(Self::Not),
            TWICE => Some(Self::Twice),
            _ => first.strip_prefix(KEYED).and_then(KeyId::parse).map(Self::With),
        }
    }
}

impl State {
    /// The dossier as the rules of counting see it.
    pub fn dossier(&self) -> Dossier {
        Dossier::of_days(self.received, self.due, self.closed, self.traits)
    }
}

impl States {
    /// The dossiers in scope and near it; none when the load kept no digests.
    ///
    /// # Errors
    /// When the frame lost a column: a bug.
    pub fn new(
        dossiers: &Dossiers,
        frame: &TimeFrame,
        key: &OfficeKey,
    ) -> Result<Self, DossiersError> {
        let units = dossiers.groups(Dimension::Unit).into_iter();
        let units: Vec<Option<Arc<str>>> = units.map(|group| group.name.map(Arc::from)).collect();
        let steps = Steps::new(&frame.steps(&[]));
        let mut states: Vec<(u64, State)> = Vec::new();
        for segment in dossiers.segments()? {
            let rows = (0..segment.received.len()).into_par_iter();
            let hidden = rows.filter_map(|row| {
                let (digest, state) = state(&segment, row, &units, &steps)?;
                Some((key.hide(digest), state))
            });
            states.par_extend(hidden);
        }
        states.par_sort_by_key(|(hidden, _)| *hidden);
        // All at once: a tree grown one by one takes several times as long.
        Ok(Self { hidden: IdHiding::With(key.id()), dossiers: states.into_iter().collect() })
    }

    /// The same dossiers as a key hides them; nothing where another key hides them already.
    pub fn with_key(self, key: &OfficeKey) -> Option<Self> {
        match &self.hidden {
            IdHiding::With(id) if *id == key.id() => Some(self),
            IdHiding::With(_) | IdHiding::Twice => None,
            IdHiding::Not => Some(self.hidden_by(key, IdHiding::With(key.id()))),
        }
    }

    /// The same dossiers with nothing in them that a former key could find: under this key where none hid
    /// them, beyond any comparison where another one did.
    #[must_use]
    pub fn without_former_key(self, key: &OfficeKey) -> Self {
        match &self.hidden {
            IdHiding::Not => self.hidden_by(key, IdHiding::With(key.id())),
            IdHiding::With(id) if *id != key.id() => self.hidden_by(key, IdHiding::Twice),
            IdHiding::With(_) | IdHiding::Twice => self,
        }
    }

    fn hidden_by(self, key: &OfficeKey, hidden: IdHiding) -> Self {
        let all = self.dossiers.into_iter();
        Self { hidden, dossiers: all.map(|(digest, state)| (key.hide(digest), state)).collect() }
    }

    /// Writes the text of the file, the same for the same states.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{}", self.hidden.header())?;
        let mut line = Vec::new();
        for (digest, state) in &self.dossiers {
            let State { unit, received, due, closed, traits } = state;
            line.clear();
            write!(line, "{digest:016x},{received}")?;
            for day in [due, closed] {
                line.push(b',');
                if let Some(day) = day {
                    write!(line, "{day}")?;
                }
            }
            for name in names(*traits) {
                line.push(b',');
                line.extend_from_slice(name.as_bytes());
            }
            line.push(b',');
            // The unit stands last, as it is: a name may hold commas, no line break.
            let unit = unit.as_deref().unwrap_or_default().bytes();
            line.extend(unit.map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { byte }));
            line.push(b'\n');
            out.write_all(&line)?;
        }
        Ok(())
    }

    /// Reads a text line by line, and keeps nothing of it but what hides its ids.
    ///
    /// # Errors
    /// When a line is no state, or cannot be read.
    pub fn check(mut lines: impl BufRead) -> io::Result<IdHiding> {
        let mut known = Known::default();
        let mut line = String::new();
        let mut hidden = None;
        for number in 1.. {
            line.clear();
            // Without a first line there is nothing to read either.
            if lines.read_line(&mut line)? == 0 && number > 1 {
                break;
            }
            let text = line.strip_suffix('\n').unwrap_or(&line);
            let text = text.strip_suffix('\r').unwrap_or(text);
            let is_state = if number == 1 {
                hidden = IdHiding::of_header(text);
                hidden.is_some()
            } else {
                read(text, &mut known).is_some()
            };
            if !is_state {
                let error = StatesError { line: number, text: text.to_owned() };
                return Err(io::Error::new(io::ErrorKind::InvalidData, error));
            }
        }
        hidden.ok_or_else(|| io::ErrorKind::InvalidData.into())
    }

    /// Reads the text of the file.
    ///
    /// # Errors
    /// When a line is no state.
    pub fn parse(text: &str) -> Result<Self, StatesError> {
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let error = |line: usize, text: &str| StatesError { line, text: text.to_owned() };
        let hidden =
            IdHiding::of_header(first.trim_end_matches('\r')).ok_or_else(|| error(1, first))?;
        let mut dossiers = BTreeMap::new();
        let mut known = Known::default();
        for (number, line) in (2..).zip(rest.lines()) {
            let (digest, state) = read(line, &mut known).ok_or_else(|| error(number, line))?;
            dossiers.insert(digest, state);
        }
        Ok(Self { hidden, dossiers })
    }
}

fn state(
    segment: &Segment<'_>,
    row: usize,
    units: &[Option<Arc<str>>],
    steps: &Steps,
) -> Option<(u64, State)> {
    let digest = segment.digest(row)?;
    let dossier = Dossier::new(segment, row)?;
    let is_kept = Case::of(&dossier, steps).is_some()
        || steps.is_near(dossier.received.0, dossier.closed.map_or(NO_DAY, |day| day.0));
    if !is_kept {
        return None;
    }
    let unit = segment.keys(Dimension::Unit).and_then(|keys| keys.get(row));
    let unit = unit.and_then(|code| units.get(*code as usize)).cloned().flatten();
    let Dossier { received, due, closed, traits, .. } = dossier;
    Some((digest, State { unit, received, due, closed, traits: traits.as_read() }))
}

/// Names of timing, status, channel, rating and the result flag.
fn names(traits: Traits) -> [&'static str; 5] {
    [
        timing(traits).map_or("", Timing::name),
        value::<Status>(traits.status()).name(),
        value::<Channel>(traits.channel()).name(),
        value::<Rating>(traits.rating_as_read()).name(),
        value::<Flag>(traits.digitised()).name(),
    ]
}

fn timing(traits: Traits) -> Option<Timing> {
    Timing::ALL.into_iter().find(|timing| u32::from(timing.code()) == traits.timing())
}

fn value<V: CanonicalValue>(code: u32) -> V {
    u8::try_from(code).map_or(V::UNKNOWN, V::from_code)
}

/// What lines said so far: few units, and few ways to be timed, received and rated.
#[derive(Default)]
struct Known {
    units: HashSet<Arc<str>>,
    traits: HashMap<String, Traits>,
}

impl Known {
    /// Each name once.
    fn unit(&mut self, name: &str) -> Option<Arc<str>> {
        if name.is_empty() {
            return None;
        }
        Some(Arc::clone(self.units.get_or_insert_with(name, |name| Arc::from(name))))
    }

    /// The five cells that [`names`] writes.
    fn traits(&mut self, cells: &str) -> Option<Traits> {
        if let Some(known) = self.traits.get(cells) {
            return Some(*known);
        }
        let mut names = cells.split(',');
        let name = names.next()?;
        let timing = Timing::ALL.into_iter().find(|timing| timing.name() == name)?;
        let traits = Traits::new(
            timing,
            named::<Status>(names.next()?)?,
            named::<Channel>(names.next()?)?,
            named::<Rating>(names.next()?)?,
            named::<Flag>(names.next()?)?,
        );
        self.traits.insert(cells.to_owned(), traits);
        Some(traits)
    }
}

fn read(line: &str, known: &mut Known) -> Option<(u64, State)> {
    let mut cells = line.splitn(5, ',');
    let digest = u64::from_str_radix(cells.next().filter(|text| text.len() == 16)?, 16).ok()?;
    let received = Day::parse(cells.next()?)?;
    let mut day = || -> Option<Option<Day>> {
        let text = cells.next()?;
        if text.is_empty() { Some(None) } else { Day::parse(text).map(Some) }
    };
    let (due, closed) = (day()?, day()?);
    let rest = cells.next()?;
    let (end, _) = rest.match_indices(',').nth(4)?;
    let (traits, unit) = rest.split_at_checked(end)?;
    let traits = known.traits(traits)?;
    Some((digest, State { unit: known.unit(unit.get(1..)?), received, due, closed, traits }))
}

fn named<V: CanonicalValue>(name: &str) -> Option<V> {
    V::NAMED.iter().copied().chain([V::UNKNOWN]).find(|value| value.name() == name)
}

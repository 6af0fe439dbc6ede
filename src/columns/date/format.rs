//! The date formats of a profile: `strftime`, and the two ways computers count seconds.
//!
//! In: what `date_formats` of a profile lists, then the text of a cell. Out: a day, perhaps with a time,
//! and whether it says that it is UTC. Must not know: which column or file the cell is from.

use chrono::format::{Item, Parsed, StrftimeItems};

use super::moment::{Moment, VIETNAMESE_TIME, Zone, ZonedMoment};
use crate::domain::Day;

/// Seconds and milliseconds since the beginning of 1970 in UTC, as profiles write them.
const EPOCHS: [(&str, i64); 4] =
    [("epoch-seconds", 1), ("%s", 1), ("epoch-milliseconds", 1_000), ("%s%3f", 1_000)];

/// A format of a profile, taken apart once.
#[derive(Debug, Clone)]
pub struct DateFormat {
    text: String,
    kind: Kind,
}

#[derive(Debug, Clone)]
enum Kind {
    Items {
        items: Vec<Item<'static>>,
        /// Whether the format itself ends in `Z`, `UTC` or `GMT`.
        is_utc: bool,
    },
    /// A count since 1970, so many to a second.
    Epoch(i64),
}

/// Why a format is no format.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateFormatError {
    #[error("`{0}` is no strftime format")]
    NotAFormat(String),
    #[error("`{0}` has no year")]
    NoYear(String),
}

impl DateFormat {
    /// Takes a `strftime` format apart. `%z` also reads `Z`, `+07` and `+07:00`; `epoch-seconds` (`%s`)
    /// and `epoch-milliseconds` (`%s%3f`) are counts since 1970.
    ///
    /// # Errors
    /// When a specifier is unknown, or the format has no full date.
    pub fn parse(text: &str) -> Result<Self, DateFormatError> {
        if let Some((_, per_second)) = EPOCHS.iter().find(|(name, _)| *name == text) {
            return Ok(Self { kind: Kind::Epoch(*per_second), text: text.to_owned() });
        }
        let lenient = text.replace("%z", "%#z").replace("%:z", "%#z");
        let items = StrftimeItems::new(&lenient)
            .parse_to_owned()
            .map_err(|_| DateFormatError::NotAFormat(text.to_owned()))?;
        let is_utc = ["Z", "UTC", "GMT"].iter().any(|zone| text.ends_with(zone));
        let is_utc = is_utc && !text.ends_with("%Z");
        let format = Self { kind: Kind::Items { items, is_utc }, text: text.to_owned() };
        let has_date = ["%Y", "%y", "%D", "%F", "%s", "%x", "%c", "%+", "%v"];
        if !has_date.iter().any(|specifier| text.contains(specifier)) {
            return Err(DateFormatError::NoYear(text.to_owned()));
        }
        Ok(format)
    }

    /// As the profile writes it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Reads a text.
    pub fn read(&self, text: &str) -> Option<ZonedMoment> {
        let (items, is_utc) = match &self.kind {
            Kind::Epoch(per_second) => return epoch(text, *per_second),
            Kind::Items { items, is_utc } => (items, *is_utc),
        };
        let mut parsed = Parsed::new();
        chrono::format::parse(&mut parsed, text, items.iter()).ok()?;
        if parsed.timestamp().is_some() {
            let moment = parsed.to_naive_datetime_with_offset(VIETNAMESE_TIME).ok()?;
            let second = chrono::Timelike::num_seconds_from_midnight(&moment.time());
            return Some(ZonedMoment::bare(Moment::new(
                Day::from_date(moment.date()),
                Some(second),
            )));
        }
        let date = parsed.to_naive_date().ok()?;
        let time = parsed.to_naive_time().ok();
        let second = time.map(|time| chrono::Timelike::num_seconds_from_midnight(&time));
        let zone = match parsed.offset() {
            Some(0) => Zone::Utc,
            Some(_) => Zone::Other,
            None if is_utc => Zone::Utc,
            None => Zone::None,
        };
        Some(ZonedMoment { moment: Moment::new(Day::from_date(date), second), zone })
    }
}

/// A count since 1970 as a moment in Vietnam; a fraction of nothing (`.0`) may stand behind it.
fn epoch(text: &str, per_second: i64) -> Option<ZonedMoment> {
    const SECONDS_PER_DAY: i64 = 86_400;
    let whole = match text.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|byte| byte.is_ascii_digit()) => whole,
        Some(_) => return None,
        None => text,
    };
    let count: i64 = whole.parse().ok()?;
    let seconds = count.div_euclid(per_second) + i64::from(VIETNAMESE_TIME);
    let day = i32::try_from(seconds.div_euclid(SECONDS_PER_DAY)).ok()?;
    let second = u32::try_from(seconds.rem_euclid(SECONDS_PER_DAY)).ok()?;
    // Zone: told already.
    Some(ZonedMoment { moment: Moment::new(Day(day), Some(second)), zone: Zone::Other })
}

//! The working calendar → what `cchc calendar` shows: its days, the days between two days, and what a
//! check found.
//!
//! In: a [`WorkingCalendar`]. Out: documents, flat rows and `cchc/calendar/1`. Must not know: dossiers.

mod between;
mod checked;
mod document;
mod days;

pub use between::DaysBetween;
pub use checked::CalendarCheck;
pub use days::CalendarDays;
pub use document::{CalendarDocument, unconfirmed_years};

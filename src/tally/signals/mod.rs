//! Dossiers → integrity signals: patterns that deserve a look, each with count, share and rows.
//!
//! In: [`Dossiers`](crate::dossiers::Dossiers) loaded with traces, and a working calendar. Out:
//! [`Signals`]. A signal is no verdict: every one may have an ordinary reason, which stands in its
//! entry. Must not know: rates of the reports, languages, how anything is shown.
//!
//! A signal judges dossiers one by one ([`Judge`](judge::Judge)), after a look at all of them where it
//! needs one. So counts add over units, and every count has its rows.

mod closing;
mod code_signals;
mod codes;
mod days;
mod dossier;
mod judge;
mod measure;
mod ratings;
mod recoded;
mod registry;
mod signal;
mod spikes;
mod texts;

pub use dossier::RowAddress;
pub use measure::{KEPT_ROWS, SignalFigures, Signals, UnitShare, measure};
pub use registry::SIGNALS;
pub use signal::{Signal, Threshold};
pub use texts::{FILE, SignalTexts};

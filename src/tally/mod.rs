//! Dossiers → cube: which dossiers a period counts, in which group, as what.
//!
//! In: [`Dossiers`](crate::dossiers::Dossiers) and a [`CubeRequest`]. Out: a [`Cube`] of
//! [`Tally`]s whose identities hold; or the processing times, which have none. Must not know: rates, languages, files.

pub mod membership;
mod case;
mod cases;
mod count;
mod counter;
mod cube;
mod dossier;
mod evidence;
mod group_tally;
mod grouping;
pub mod on_time_766;
mod radix;
mod request;
mod scales;
mod sets;
pub mod signals;
mod steps;
mod terms;
pub mod times;
mod walk;
mod withhold;

pub use case::{Case, CountSet};
pub use count::Count;
pub use counter::{Counter, tally};
pub use cube::{Cube, CubeError, EvidenceScope, Row, order_of_rows};
pub use dossier::Dossier;
pub use evidence::Judge;
pub use group_tally::{IdentityError, Tally};
pub use request::{CubeRequest, Filter, TimeFrame, TimeFrameError};
pub use scales::{OnFive, Scale, ScaleRow, on_five, rating_scales};
pub use steps::Steps;
pub use terms::Terms;
pub use withhold::{PublishedCells, withheld};

//! Dossiers → cube: which dossiers a period counts, in which group, as what.
//!
//! In: [`Dossiers`](crate::normalise::Dossiers) and a [`CubeRequest`]. Out: a [`Cube`] of
//! [`Tally`]s whose identities hold. Must not know: rates, languages, files.

mod classify;
mod count;
mod cube;
mod grouping;
mod request;
mod scales;
pub mod signals;

pub use count::{Count, IdentityError, Tally};
pub use cube::{Cube, CubeError, Row, tally};
pub use request::{CubeRequest, Filter, TimeFrame, TimeFrameError};
pub use scales::{Scale, ScaleRow, rating_scales};

//! What a report is made of, besides what was counted.

use crate::answers::publication::Letterhead;
use crate::domain::Exact;
use crate::dossiers::Grain;
use crate::indicators::{Definition, Figure};
use crate::records::targets::Target;
use crate::words::Lang;

/// How a report is written.
#[derive(Debug, Clone)]
pub struct BuildRequest {
    pub lang: Lang,
    pub definition: Definition,
    pub grain: Grain,
    pub suppress_below: u64,
    /// A share of 1 that satisfaction is held against, if any.
    pub satisfaction_target: Option<Exact>,
    pub letterhead: Letterhead,
    /// The plans that figures are held against.
    pub plans: Vec<Target>,
    /// Label and value of every option that shapes the figures, in the reader's language.
    pub options: Vec<(String, String)>,
    /// Figures that the template names besides the usual ones.
    pub figures: Vec<Figure>,
    /// `cchc 0.1.0`
    pub program: String,
}

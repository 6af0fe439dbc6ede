//! What the rows talk about: places, offices, procedures.
//!
//! Names of places are those of Thái Bình in 2022 to 2024. Procedure codes have the shape of the
//! national list (`1.xxxxxx`, `2.xxxxxx`) and are samples only: neither the pairing of code and
//! name nor the number of days is a legal statement.

pub mod departments;
pub mod places;
pub mod procedures;

/// A kind of dossier.
#[derive(Debug, PartialEq, Eq)]
pub struct Procedure {
    /// Code in the shape of the national list.
    pub code: &'static str,
    /// Name as shown in exports.
    pub name: &'static str,
    /// Field (lĩnh vực).
    pub field: &'static str,
    /// Working days promised.
    pub days: usize,
}

//! The shape of a plan: which offices export, how many dossiers of which outcome they have, and
//! which files they wrote.
//!
//! Out: the types that `figures_2022` and `figures_2024` fill in, and the list of all systems.

use anyhow::Result;
use chrono::NaiveDate;

use super::layout::Layout;
use super::{figures_2022, figures_2024};
use crate::words::Procedure;

/// Counts that the dossiers of a part must meet exactly, by the tool's counting rules.
#[derive(Clone, Copy, Default)]
pub struct Quota {
    /// Received before the period, open at its start.
    pub opening: usize,
    /// Received in the period.
    pub received: usize,
    /// Received in the period online.
    pub online: usize,
    /// Finished in the period with a result.
    pub resolved: usize,
    /// Of `resolved`: on the due day.
    pub on_time: usize,
    /// Of `resolved`: after the due day. The rest are early.
    pub late: usize,
    /// Closed in the period without a result.
    pub returned: usize,
    /// Open at the end and due before it.
    pub overdue: usize,
    /// Of `resolved`: with a digitised result.
    pub digitised: usize,
    /// Of `resolved`: rated by the applicant.
    pub rated: usize,
    /// Of `rated`: very satisfied.
    pub very_satisfied: usize,
    /// Applications that were never accepted; not dossiers.
    pub refused: usize,
}

/// A counter that hands out dossier codes.
pub struct Desk {
    /// First part of the code. H54 for Thái Bình is from memory; the rest is invented.
    pub identifier: String,
    /// Đơn vị tiếp nhận.
    pub receiving: String,
    /// Đơn vị giải quyết.
    pub resolving: String,
    /// Quận/Huyện; empty for the province.
    pub district: &'static str,
    /// Xã/Phường; empty above commune level.
    pub commune: &'static str,
    /// Cấp.
    pub level: &'static str,
    /// What it handles.
    pub procedures: &'static [Procedure],
    /// Share of the part's dossiers.
    pub weight: usize,
}

/// Desks that share one set of counts.
pub struct Part {
    /// Who receives.
    pub desks: Vec<Desk>,
    /// What must come out.
    pub quota: Quota,
}

/// One file: what the system showed at the end of a stretch of time.
pub struct Window {
    /// File name.
    pub file: String,
    /// First day of the stretch.
    pub from: NaiveDate,
    /// Last day of the stretch.
    pub to: NaiveDate,
}

/// One office's system and the files it exported.
pub struct System {
    /// Name for error messages.
    pub name: &'static str,
    /// Folder below the output folder.
    pub folder: String,
    /// Files in order of time.
    pub windows: Vec<Window>,
    /// True when the last file was exported weeks after its last day, so that it already shows
    /// how the dossiers open on that day ended.
    pub exported_later: bool,
    /// Who and how many.
    pub parts: Vec<Part>,
    /// What the files look like.
    pub layout: &'static Layout,
    /// Dossiers whose due date moved between two files.
    pub moved_due: usize,
    /// True for the one file that has some bad rows.
    pub troubled: bool,
}

/// Every system of the sample folder.
pub fn systems() -> Result<Vec<System>> {
    let mut systems = figures_2022::systems()?;
    systems.extend(figures_2024::systems()?);
    Ok(systems)
}

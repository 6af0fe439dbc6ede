//! The sample exports of Thái Bình.
//!
//! In: the plan (how many dossiers of which outcome, per office and period). Out: one folder a
//! year with the files of five offices' systems, each in its own layout.
//!
//! figures, offices → plan → cases (dossiers that meet the plan exactly) → sheet (one file of one window in time).

mod cases;
mod figures_2022;
mod figures_2024;
mod layout;
mod layouts_2022;
mod layouts_2024;
mod offices;
mod plan;
mod sheet;
mod trouble;

use std::path::Path;

use anyhow::{Context, Result};

use crate::calendar::WorkingDays;
use crate::output::Target;
use crate::random::Random;

/// Writes every sample file below `folder`.
pub fn write(folder: &Path) -> Result<()> {
    let calendar = WorkingDays::new()?;
    for (number, system) in plan::systems()?.iter().enumerate() {
        // Each system has its own stream of chance: a change to one leaves the others alone.
        let mut random = Random::new(20_240_630 + u64::try_from(number)?);
        let dossiers = cases::make(system, &calendar, &mut random)
            .with_context(|| format!("cannot meet the plan of {}", system.name))?;
        for window in &system.windows {
            let bytes = sheet::render(system, window, &dossiers, &calendar)?;
            let path = folder.join(&system.folder).join(&window.file);
            let compress = path.extension().is_some_and(|ending| ending == "gz");
            let mut target = Target::create(&path, compress.then_some(9))?;
            target.write(bytes.as_bytes())?;
            target.finish()?;
        }
    }
    Ok(())
}

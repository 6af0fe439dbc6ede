//! A published report → files for other programs: JSON with a published schema, and a tidy table.

mod record;
mod tidy;

pub use record::{schema, write as write_json};
pub use tidy::write as write_csv;

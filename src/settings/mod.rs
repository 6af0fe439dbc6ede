//! Settings in TOML, read with the path of every key: profiles, the configuration, forms, indices.
//!
//! In: a text. Out: sections and words, or every problem with its place. Must not know: what a setting is for.

mod problem;
mod reader;
mod toml_text;

pub use problem::{LocatedProblem, Problems, SettingsError, SettingsProblem};
pub use reader::{Sections, Words, at};
pub use toml_text::{toml_list, toml_text};

//! The one integration-test binary: each extra one would link polars again.

#![allow(
    clippy::expect_used,
    clippy::format_collect,
    clippy::single_match_else,
    clippy::struct_excessive_bools,
    clippy::large_enum_variant,
    clippy::type_complexity,
    reason = "a test says what it expects, and is read more often than run"
)]

mod json_schema;
mod support;

mod aggregates;
mod architecture;
mod bad_input;
mod bases;
mod browser;
mod cells;
mod config;
mod drift;
mod endings;
mod evidence;
mod explain;
mod feedback;
mod encodings;
mod changing_inputs;
mod compare;
mod containers;
mod coverage;
mod layout;
mod listing;
mod logs;
mod map;
mod month;
mod narrow_terminal;
mod no_dossiers;
mod past_states;
mod privacy;
mod properties;
mod guide;
mod real_log;
mod safe_writing;
mod scores;
mod report;
mod seed_figures;
mod signals;
mod times;
mod snapshots;
mod schemas;
mod sources;
mod sources_told;
mod tokenizer;
mod units;
mod withheld;
mod words;
mod year;
mod torture;

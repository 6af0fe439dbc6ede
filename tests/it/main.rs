//! The one integration-test binary: each extra one would link polars again.

mod support;

mod architecture;
mod bad_input;
mod properties;
mod readme;
mod real_log;
mod seed_figures;
mod snapshots;
mod tokenizer;

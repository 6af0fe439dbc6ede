//! What stands for "no day" in a column of days.

/// Below any day.
pub const NO_DAY: i32 = i32::MIN;

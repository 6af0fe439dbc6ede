//! Legacy Vietnamese encodings: told by the words of the whole file, read right or refused, and never
//! as mojibake.

mod confusion;
mod exports;
mod written;

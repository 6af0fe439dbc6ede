//! A cube by unit → maps of the communes of a province: pictures, a table with their figures, a record.
//!
//! In: counts, the register's communes, their outlines. Out: [`MapPicture`]s, a document, a section of a report, records.
//! Must not know: file formats, colours, how a number is rounded.

mod answer;
mod classes;
mod communes;
mod headline;
mod model;
mod notes;
mod picture;
mod record;
mod table;

pub use answer::MapAnswer;
pub use communes::{Communes, NoMap};
pub use model::{MapPicture, MappedCommune, Outline, Tone};
pub use picture::{MappedFigure, picture};
pub use record::MapRecord;
pub use table::{COMMUNES, section};

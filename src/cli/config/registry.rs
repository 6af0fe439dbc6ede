//! Every key of `cchc.toml`: the one list that reading, `config show`, `init`, the JSON Schema and the
//! defaults of options are made from.
//!
//! Keys of options take their choices and their built-in values from the option itself.

mod answers;
mod counting;

use super::setting::Setting;
use answers::ANSWERS;
use counting::COUNTING;

/// Every key, section by section.
pub const SETTINGS: [Setting; COUNTING.len() + ANSWERS.len()] = {
    let mut all = [Setting::PLAIN; COUNTING.len() + ANSWERS.len()];
    let (counting, answers) = all.split_at_mut(COUNTING.len());
    counting.copy_from_slice(&COUNTING);
    answers.copy_from_slice(&ANSWERS);
    all
};

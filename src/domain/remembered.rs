//! Answers that are found out once and asked for again and again, by any thread.
//!
//! In: a key, and how its answer is found out. Out: the answer. Must not know: what is asked.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{PoisonError, RwLock};

/// Answers by key.
#[derive(Debug)]
pub struct Remembered<K, V> {
    known: RwLock<HashMap<K, V>>,
}

/// So many answers are kept: the headings of all files of a folder, and not every cell of them.
const MOST: usize = 10_000;

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self { known: RwLock::default() }
    }
}

impl<K: Eq + Hash, V: Clone> Remembered<K, V> {
    /// The answer for a key, found out at the first time. The same key always has the same answer.
    pub fn answer<Q>(&self, key: &Q, find_out: impl FnOnce(&Q) -> V) -> V
    where
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
        K: Borrow<Q>,
    {
        // What another thread had not finished when it died is not in the map.
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known.get(key) {
            return answer.clone();
        }
        drop(known);
        let answer = find_out(key);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() < MOST {
            known.insert(key.to_owned(), answer.clone());
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Remembered};

    #[test]
    fn an_answer_is_found_out_once_while_there_is_room() {
        let remembered = Remembered::<String, usize>::default();
        assert_eq!(remembered.answer("mã hồ sơ", str::len), "mã hồ sơ".len());
        assert_eq!(remembered.answer("mã hồ sơ", |_| 0), "mã hồ sơ".len());
        for number in 0..2 * MOST {
            remembered.answer(number.to_string().as_str(), str::len);
        }
        assert_eq!(remembered.known.read().expect("a lock").len(), MOST);
        assert_eq!(remembered.answer("a new one", |_| 7), 7);
        assert_eq!(remembered.answer("a new one", |_| 8), 8);
    }
}

//! What the ids of a file look like: tells an id from a count or a name that stands in its column.
//!
//! In: ids of rows that are dossiers beyond doubt. Out: whether another text is like them.

/// What is usual is known; only what some ids of the file have beside it is remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct IdShape {
    /// Some are numbers shorter than a code.
    has_short_numbers: bool,
    has_spaces: bool,
    /// Some have no digit.
    has_words: bool,
}

/// Shorter numbers are ordinals and counts, unless the ids of the file are such numbers.
const SHORTEST_NUMBER: usize = 6;

impl IdShape {
    /// Takes in the id of a dossier.
    pub fn add(&mut self, id: &str) {
        self.has_short_numbers |= is_number(id) && id.len() < SHORTEST_NUMBER;
        let has_space = id.contains(char::is_whitespace);
        self.has_spaces |= has_space;
        self.has_words |= !has_space && !id.contains(|c: char| c.is_ascii_digit());
    }

    /// Whether a text may be an id of this file.
    pub fn is_like(self, text: &str) -> bool {
        let has_digit = text.contains(|c: char| c.is_ascii_digit());
        let has_space = text.contains(char::is_whitespace);
        let is_short = is_number(text) && text.len() < SHORTEST_NUMBER;
        (has_digit || (self.has_words && !has_space && !text.is_empty()))
            && (!has_space || self.has_spaces)
            && (!is_short || self.has_short_numbers)
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::IdShape;

    #[test]
    fn an_id_is_like_those_of_its_file() {
        let shape = |ids: &[&str]| {
            let mut shape = IdShape::default();
            for id in ids {
                shape.add(id);
            }
            shape
        };
        let codes = shape(&["000.12.34.H54-240603-0001"]);
        assert!(codes.is_like("T-1") && codes.is_like("123456"));
        assert!(!codes.is_like("120") && !codes.is_like("Phường 5") && !codes.is_like("Hộ tịch"));
        assert!(shape(&["17"]).is_like("120"));
        assert!(shape(&["H54 240603 1"]).is_like("H54 240603 2"));
        assert!(shape(&["ABC"]).is_like("ABD") && !shape(&["ABC"]).is_like(""));
    }
}

//! A column of marks in which most logs say nothing: it takes no room before a row says something.
//!
//! In: one value per row, in order. Out: the values, or none at all. Must not know: what they mean.

/// One value per row.
#[derive(Debug, Clone)]
pub struct RareColumn<T> {
    /// What a row says that says nothing.
    blank: T,
    rows: usize,
    /// Empty as long as every row says nothing; then one per row.
    values: Vec<T>,
}

impl<T: Copy + PartialEq> RareColumn<T> {
    pub const fn new(blank: T) -> Self {
        Self { blank, rows: 0, values: Vec::new() }
    }

    #[inline]
    pub fn push(&mut self, value: T) {
        if !self.values.is_empty() || value != self.blank {
            self.fill();
            self.values.push(value);
        }
        self.rows += 1;
    }

    fn fill(&mut self) {
        if self.values.len() < self.rows {
            self.values.resize(self.rows, self.blank);
        }
    }

    /// Every value, to be changed.
    pub fn all_mut(&mut self) -> &mut [T] {
        self.fill();
        &mut self.values
    }

    /// Drops every row whose mark is false.
    pub fn retain(&mut self, kept: &[bool]) {
        let mut marks = kept.iter().copied();
        self.values.retain(|_| marks.next().unwrap_or(false));
        self.rows = kept.iter().filter(|is_kept| **is_kept).count();
    }

    /// Whether no row says anything.
    pub const fn is_blank(&self) -> bool {
        self.values.is_empty()
    }

    /// One value per row.
    pub fn into_values(mut self) -> Vec<T> {
        self.fill();
        self.values
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::RareColumn;

    proptest! {
        /// Whatever is left out, the rows say what they said.
        #[test]
        fn a_rare_column_says_what_a_full_one_does(
            rows in prop::collection::vec((prop_oneof![4 => Just(0_u32), 1 => 0_u32..4], any::<bool>()), 0..40),
            is_changed in any::<bool>(),
        ) {
            let mut rare = RareColumn::new(0);
            let mut full: Vec<u32> = rows.iter().map(|(value, _)| *value).collect();
            for value in &full {
                rare.push(*value);
            }
            prop_assert_eq!(rare.is_blank(), full.iter().all(|value| *value == 0));
            if is_changed {
                for value in rare.all_mut() {
                    *value += 1;
                }
                for value in &mut full {
                    *value += 1;
                }
            }
            let kept: Vec<bool> = rows.iter().map(|(_, is_kept)| *is_kept).collect();
            rare.retain(&kept);
            let mut marks = kept.iter().copied();
            full.retain(|_| marks.next().unwrap_or(false));
            prop_assert_eq!(rare.into_values(), full);
        }
    }

    #[test]
    fn nothing_said_takes_no_room() {
        let mut column = RareColumn::new(7);
        for _ in 0..100 {
            column.push(7);
        }
        assert!(column.is_blank());
        column.push(8);
        assert!(!column.is_blank());
        assert_eq!(column.into_values().iter().filter(|value| **value == 7).count(), 100);
    }
}

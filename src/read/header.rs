//! Rows of a header, one to three with merged cells → the name of each column.

/// The name of a column: the cell over it, and the merged cell over that, if there are two rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeaderCell {
    pub group: Option<String>,
    pub name: String,
}

impl HeaderCell {
    /// As people write it: `Trả kết quả > Ngày nhận kết quả`.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.group {
            Some(group) if *group != self.name => format!("{group} > {}", self.name),
            _ => self.name.clone(),
        }
    }
}

/// Two header rows: a name below stands under the nearest group to its left; a group with nothing
/// below it is a name that spans both rows.
pub fn merge(groups: &[String], names: &[String]) -> Vec<HeaderCell> {
    let mut group = None;
    (0..groups.len().max(names.len()))
        .map(|column| {
            let above = groups.get(column).filter(|text| !text.is_empty());
            let below = names.get(column).filter(|text| !text.is_empty());
            if above.is_some() {
                group = above.cloned();
            }
            match (below, above) {
                (Some(name), _) => HeaderCell { group: group.clone(), name: name.clone() },
                (None, Some(name)) => HeaderCell { group: None, name: name.clone() },
                (None, None) => HeaderCell::default(),
            }
        })
        .collect()
}

/// Three header rows: the two lower ones as above, and where the middle one says nothing, the upper
/// one is the group, or the name of a column that spans all three.
pub fn merge_three(groups: &[String], middle: &[String], names: &[String]) -> Vec<HeaderCell> {
    let upper = merge(groups, middle);
    let lower: Vec<String> = upper.iter().map(|header| header.name.clone()).collect();
    let mut merged = merge(&lower, names);
    for (header, above) in merged.iter_mut().zip(&upper) {
        if header.group.is_none() && header.name == above.name {
            // Spans the two lower rows.
            header.group.clone_from(&above.group);
        }
    }
    merged
}

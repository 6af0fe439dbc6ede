//! The indices that the program carries: one line each, everything else reads this list.

use super::criteria::Index;

/// Id and text of every index, in the order in which they are named.
pub(super) const INDICES: [(&str, &str); 6] = [
    ("766-cong-2026", include_str!("../../data/indices/766-cong-2026.toml")),
    ("766-van-ban", include_str!("../../data/indices/766-van-ban.toml")),
    ("766-nhom", include_str!("../../data/indices/766-nhom.toml")),
    ("par-index-876", include_str!("../../data/indices/par-index-876.toml")),
    ("mot-cua-9", include_str!("../../data/indices/mot-cua-9.toml")),
    ("vi-du-dia-phuong", include_str!("../../data/indices/vi-du-dia-phuong.toml")),
];

/// The ids of the built-in indices.
pub fn names() -> impl Iterator<Item = &'static str> {
    INDICES.iter().map(|(id, _)| *id)
}

/// Id and text of the built-in indices.
pub fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    INDICES.into_iter()
}

/// A built-in index.
pub fn index(id: &str) -> Option<Index> {
    INDICES.iter().find(|(known, _)| *known == id).map(|(id, text)| parse(id, text))
}

#[expect(clippy::expect_used, reason = "the files are compiled in and parsed by every test run")]
fn parse(id: &str, text: &str) -> Index {
    Index::parse(&format!("{id}.toml"), text).expect("the built-in indices are valid")
}

//! The forms that the program carries: one line each, everything else reads these lists.

use crate::words::Bilingual;

/// What such a file is called in messages.
pub(super) const KIND: Bilingual = Bilingual { vi: "biểu mẫu", en: "form" };

/// Id and text of every form, in the order in which they are named.
pub const FORMS: [(&str, &str); 6] = [
    ("06a", include_str!("../../../data/forms/06a.toml")),
    ("06b", include_str!("../../../data/forms/06b.toml")),
    ("06c", include_str!("../../../data/forms/06c.toml")),
    ("06d", include_str!("../../../data/forms/06d.toml")),
    ("06-cac-cap", include_str!("../../../data/forms/06-cac-cap.toml")),
    ("07a", include_str!("../../../data/forms/07a.toml")),
];

/// Id and text of every annex of indicators.
pub const ANNEXES: [(&str, &str); 1] =
    [("cchc", include_str!("../../../data/forms/annex-cchc.toml"))];

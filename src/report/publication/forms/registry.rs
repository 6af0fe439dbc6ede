//! The forms that the program carries: one line each, everything else reads these lists.

use crate::normalise::SettingsError;
use std::sync::LazyLock;

use super::annex_plan::AnnexPlan;
use super::plan::FormPlan;
use crate::findings::Bilingual;

/// What such a file is called in messages.
pub(super) const KIND: Bilingual = Bilingual { vi: "biểu mẫu", en: "form" };

/// Id and text of every form, in the order in which they are named.
pub(super) const FORMS: [(&str, &str); 6] = [
    ("06a", include_str!("../../../../data/forms/06a.toml")),
    ("06b", include_str!("../../../../data/forms/06b.toml")),
    ("06c", include_str!("../../../../data/forms/06c.toml")),
    ("06d", include_str!("../../../../data/forms/06d.toml")),
    ("06-cac-cap", include_str!("../../../../data/forms/06-cac-cap.toml")),
    ("07a", include_str!("../../../../data/forms/07a.toml")),
];

/// Id and text of every annex of indicators.
pub(super) const ANNEXES: [(&str, &str); 1] =
    [("cchc", include_str!("../../../../data/forms/annex-cchc.toml"))];

static FORM_PLANS: LazyLock<Vec<FormPlan>> = LazyLock::new(|| parse(&FORMS, FormPlan::parse));
static ANNEX_PLANS: LazyLock<Vec<AnnexPlan>> = LazyLock::new(|| parse(&ANNEXES, AnnexPlan::parse));

pub(super) fn forms() -> &'static [FormPlan] {
    &FORM_PLANS
}

pub(super) fn annexes() -> &'static [AnnexPlan] {
    &ANNEX_PLANS
}

#[expect(clippy::expect_used, reason = "the files are compiled in and parsed by every test run")]
fn parse<T>(files: &[(&str, &str)], parse: fn(&str, &str) -> Result<T, SettingsError>) -> Vec<T> {
    let plans: Result<Vec<T>, SettingsError> =
        files.iter().map(|(id, text)| parse(&format!("{id}.toml"), text)).collect();
    plans.expect("the built-in forms are valid")
}

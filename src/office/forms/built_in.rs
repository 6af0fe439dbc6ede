//! The forms that the program carries, parsed once.

use std::sync::LazyLock;

use super::annex_plan::AnnexPlan;
use super::plan::FormPlan;
use super::registry::{ANNEXES, FORMS};
use crate::settings::SettingsError;

static FORM_PLANS: LazyLock<Vec<FormPlan>> = LazyLock::new(|| parse(&FORMS, FormPlan::parse));
static ANNEX_PLANS: LazyLock<Vec<AnnexPlan>> = LazyLock::new(|| parse(&ANNEXES, AnnexPlan::parse));

#[expect(clippy::expect_used, reason = "the files are compiled in and parsed by every test run")]
fn parse<T>(files: &[(&str, &str)], parse: fn(&str, &str) -> Result<T, SettingsError>) -> Vec<T> {
    let plans: Result<Vec<T>, SettingsError> =
        files.iter().map(|(id, text)| parse(&format!("{id}.toml"), text)).collect();
    plans.expect("the built-in forms are valid")
}

impl FormPlan {
    /// The built-in form of an id.
    pub fn built_in(id: &str) -> Option<&'static Self> {
        FORM_PLANS.iter().find(|plan| plan.id == id)
    }

    /// The ids of the built-in forms.
    pub fn ids() -> Vec<&'static str> {
        FORMS.iter().map(|(id, _)| *id).collect()
    }
}

impl AnnexPlan {
    /// The built-in annex of an id.
    pub fn built_in(id: &str) -> Option<&'static Self> {
        ANNEX_PLANS.iter().find(|plan| plan.id == id)
    }

    /// The ids of the built-in annexes.
    pub fn ids() -> Vec<&'static str> {
        ANNEXES.iter().map(|(id, _)| *id).collect()
    }
}

//! What a rendering of a report can be asked for, and why it fails.

/// What a rendering can be asked for besides the report.
#[derive(Debug, Clone, Default)]
pub struct RenderOptions {
    /// The text of the user's template of the narrative; nothing means the built-in one.
    pub template: Option<String>,
}

/// A report that could not be laid out.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The user's template is wrong: what, and where.
    #[error("{0}")]
    Template(String),
    /// A bug of this program.
    #[error("the report cannot be written as {format}: {why}; please report this bug")]
    Format { format: &'static str, why: String },
}

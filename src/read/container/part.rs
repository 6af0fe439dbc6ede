//! The kinds of containers, and what is known of a sheet before its rows are read.

/// What the rows of an export came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Container {
    /// Delimited text.
    #[default]
    Text,
    /// A page with tables.
    Html,
    Xlsx,
    Xls,
    Ods,
    /// The XML of Excel 2003.
    SpreadsheetMl,
}

impl Container {
    /// The name shown by `inspect`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::SpreadsheetMl => "xml-2003",
        }
    }
}

/// Where the cells of a sheet stand in its workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetPart {
    /// The part of the archive; nothing for a sheet without cells, such as a chart.
    Xlsx(Option<String>),
    /// The place among the sheets.
    Xls(usize),
    Ods(usize),
    FlatOds(usize),
    SpreadsheetMl(usize),
}

impl SheetPart {
    pub const fn container(&self) -> Container {
        match self {
            Self::Xlsx(_) => Container::Xlsx,
            Self::Xls(_) => Container::Xls,
            Self::Ods(_) | Self::FlatOds(_) => Container::Ods,
            Self::SpreadsheetMl(_) => Container::SpreadsheetMl,
        }
    }
}

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub name: String,
    pub is_hidden: bool,
    pub part: SheetPart,
}

//! The lines of the calendar's data → days.
//!
//! In: `data/calendar/vietnam.csv`. Out: each day with its kind, source and confidence. Must not know:
//! what is counted.

use super::{CalendarDay, Confidence, DayKind};
use crate::domain::Day;

/// A line that is no day of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the calendar is no day: `{text}`")]
pub struct CalendarError {
    pub line: usize,
    pub text: String,
}

const EDITION: &str = "# edition: ";
const HEADER: &str = "date,kind,confidence,name_vi,source";

/// Edition and days of lines of date, kind, confidence, name and source; `#` begins a remark.
///
/// # Errors
/// When a line is no day.
pub fn parse(text: &str) -> Result<(String, Vec<CalendarDay>), CalendarError> {
    let (mut edition, mut days) = (String::new(), Vec::new());
    for (number, line) in text.lines().enumerate() {
        if let Some(found) = line.strip_prefix(EDITION) {
            found.clone_into(&mut edition);
        }
        if line.is_empty() || line.starts_with('#') || line == HEADER {
            continue;
        }
        let day = read_day(line)
            .ok_or_else(|| CalendarError { line: number + 1, text: line.to_owned() })?;
        days.push(day);
    }
    Ok((edition, days))
}

fn read_day(line: &str) -> Option<CalendarDay> {
    let mut cells = line.splitn(5, ',');
    let day = Day::parse(cells.next()?)?;
    let name = cells.next()?;
    let kind = DayKind::ALL.into_iter().find(|kind| !kind.is_local() && kind.name() == name)?;
    let name = cells.next()?;
    let confidence = Confidence::ALL.into_iter().find(|sure| sure.name() == name)?;
    let name = cells.next()?.to_owned();
    // Only the source holds commas, and then it stands in quotation marks.
    let source = cells.next()?.trim_matches('"').to_owned();
    Some(CalendarDay { day, kind, confidence, name, source })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_line_that_is_no_day_is_refused() {
        for line in [
            "2024-02-30,holiday,verified,a,b",
            "2024-02-02,feast,verified,a,b",
            "2024-02-02,day_off,verified,a,b",
            "x",
        ] {
            let error = parse(&format!("# remark\n{line}\n")).expect_err(line);
            assert_eq!(error.line, 2);
        }
    }
}

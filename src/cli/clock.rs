//! The clock of the machine: the one place that looks at it. It may say anything, days before 1970 too.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Local, SecondsFormat};

use super::failure::{Exit, Failure};
use crate::domain::Day;
use crate::words::Lang;

/// `Local::now` panics before 1970; this does not.
fn local(now: SystemTime) -> DateTime<Local> {
    DateTime::from(now)
}

/// Today, where the machine stands.
pub fn today() -> Day {
    Day::from_date(local(SystemTime::now()).date_naive())
}

/// This moment, as a log writes it.
pub fn moment() -> String {
    local(SystemTime::now()).to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// Refuses to make a workbook by a clock that the library of workbooks cannot bear; what a workbook says
/// never depends on it.
///
/// # Errors
/// When the clock says a day before 1970.
pub fn refuse_for_workbooks(lang: Lang) -> Result<(), Failure> {
    refuse(SystemTime::now(), lang)
}

fn refuse(now: SystemTime, lang: Lang) -> Result<(), Failure> {
    if now >= UNIX_EPOCH {
        return Ok(());
    }
    let today = Day::from_date(local(now).date_naive());
    let what = match lang {
        Lang::Vi => {
            format!("đồng hồ của máy chỉ ngày {today}, trước năm 1970: không lập được tệp Excel")
        }
        Lang::En => {
            format!("the clock of this machine says {today}, before 1970: no workbook can be made")
        }
    };
    Err(Failure::message(Exit::Output, what)
        .hint(lang.of("chỉnh lại ngày giờ của máy rồi chạy lại", "set the clock and run again")))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::{local, refuse};
    use crate::cli::failure::Exit;
    use crate::words::Lang;

    #[test]
    fn a_clock_before_1970_is_read_and_no_panic() {
        let day = Duration::from_hours(24);
        let long_before = UNIX_EPOCH - 40 * 365 * day;
        assert!(local(long_before).to_rfc3339().starts_with("1930-"));
        let failure = refuse(UNIX_EPOCH - 2 * day, Lang::En).expect_err("no workbooks");
        assert_eq!(failure.exit, Exit::Output);
        let text = format!("{:#}", failure.error);
        assert!(text.contains("1969-12-3"), "{text}");
        assert!(refuse(UNIX_EPOCH, Lang::Vi).is_ok());
    }
}

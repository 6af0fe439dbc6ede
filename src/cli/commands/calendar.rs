//! `cchc calendar`: days off and worked Saturdays, days between two days, what does not agree.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::answers::calendar::{CalendarCheck, CalendarDays, DaysBetween};
use crate::cli::answering::rendered;
use crate::cli::arguments::OutputArgs;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::failure::{Exit, Failure};
use crate::cli::{plan, terminal};
use crate::domain::{Day, WorkingCalendar};
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
    /// What to do: `show` (days off and worked Saturdays), `days` (between two days), `check`
    #[arg(id = "calendar_action", value_name = "ACTION", value_enum,
          default_value_t = CalendarAction::Show, hide_possible_values = true)]
    pub action: CalendarAction,
    /// With `show`: a year. With `days`: FROM and TO, or FROM and `+N` working days
    #[arg(value_name = "VALUE")]
    pub values: Vec<String>,
    /// TOML file with days off and days worked of a place, beside the calendar of the country
    #[arg(long, value_name = "FILE")]
    pub calendar: Option<PathBuf>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CalendarAction {
    Show,
    Days,
    Check,
}

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "lịch",
        about: Bilingual {
            vi: "Lịch làm việc: ngày nghỉ, làm bù; số ngày giữa hai ngày; đối chiếu dữ liệu lịch",
            en: "Working calendar: days off and worked Saturdays, days between two days, cross-check",
        },
        examples: &[
            Example::new(
                "cchc calendar show 2024",
                "ngày nghỉ, làm bù của một năm",
                "days off of a year",
            ),
            Example::new(
                "cchc calendar days 2024-04-25 2024-05-06",
                "số ngày làm việc giữa hai ngày",
                "working days between two days",
            ),
            Example::new(
                "cchc calendar days 2024-04-25 +15",
                "sau 15 ngày làm việc",
                "15 working days later",
            ),
        ],
    };

    fn run(&self, _settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let calendar = plan::calendar(self.calendar.as_deref(), lang)?;
        let output = &self.output;
        let values: Vec<&str> = self.values.iter().map(String::as_str).collect();
        let (answer, exit) = match self.action {
            CalendarAction::Show => {
                let shown = CalendarDays::new(&calendar, year(&values, lang)?);
                let document = || shown.document(lang);
                (rendered(output, lang, document, &shown.record(), || shown.flat())?, Exit::Fine)
            }
            CalendarAction::Days => {
                let (from, to) = days(&calendar, &values, lang)?;
                let between = DaysBetween::new(&calendar, from, to);
                let document = || between.document(lang);
                (
                    rendered(output, lang, document, &between.record(), || between.flat())?,
                    Exit::Fine,
                )
            }
            CalendarAction::Check => {
                nothing(&values, lang)?;
                let checked = CalendarCheck::new(&calendar);
                let exit = if checked.has_problems() { Exit::Findings } else { Exit::Fine };
                let document = || checked.document(lang);
                let flat = || checked.flat(lang);
                (rendered(output, lang, document, &checked.record(lang), flat)?, exit)
            }
        };
        terminal::deliver(&answer, output, lang)?;
        Ok(exit)
    }
}

fn usage(lang: Lang, vi: &str, en: &str, value: &str) -> Failure {
    let text = match lang {
        Lang::Vi => vi,
        Lang::En => en,
    };
    Failure::message(Exit::Usage, format!("{text}: `{value}`"))
}

/// The year to show, if one is asked for.
fn year(values: &[&str], lang: Lang) -> Result<Option<i32>, Failure> {
    let [value] = values else {
        return nothing(values, lang).map(|()| None);
    };
    let year = value.parse().ok().filter(|year| (1..=9999).contains(year));
    let vi = "`show` cần một năm, ví dụ 2024, không phải";
    year.map(Some).ok_or_else(|| usage(lang, vi, "`show` takes a year such as 2024, not", value))
}

fn nothing(values: &[&str], lang: Lang) -> Result<(), Failure> {
    match values.last() {
        None => Ok(()),
        Some(value) => Err(usage(lang, "thừa tham số", "one value too many", value)),
    }
}

/// Two days; the second one may be so many working days after the first.
fn days(calendar: &WorkingCalendar, values: &[&str], lang: Lang) -> Result<(Day, Day), Failure> {
    let [from, to] = values else {
        let vi = "`days` cần hai giá trị: TỪ và ĐẾN, hoặc TỪ và +N, không phải";
        let en = "`days` takes two values, FROM and TO, or FROM and +N, not";
        return Err(usage(lang, vi, en, &values.join(" ")));
    };
    let day = |text: &str| {
        let vi = "cần một ngày dạng 2024-06-30, không phải";
        Day::parse(text).ok_or_else(|| usage(lang, vi, "takes a day such as 2024-06-30, not", text))
    };
    let from = day(from)?;
    let to = match to.strip_prefix('+') {
        Some(number) => {
            let days = number.parse().ok().filter(|days| *days <= MOST_DAYS);
            let vi = "cần số ngày làm việc từ +0 đến +9999, không phải";
            let en = "takes a number of working days from +0 to +9999, not";
            calendar.after_working_days(from, days.ok_or_else(|| usage(lang, vi, en, to))?)
        }
        None => day(to)?,
    };
    if to < from {
        let vi = "ngày sau nằm trước ngày đầu";
        return Err(usage(lang, vi, "the second day lies before the first", &to.to_string()));
    }
    Ok((from, to))
}

/// More working days than this are no time of a dossier.
const MOST_DAYS: u32 = 9_999;

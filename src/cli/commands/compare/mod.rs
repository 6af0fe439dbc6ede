//! `cchc compare`: a period beside others, or one run beside another, and why the rates moved.

mod arguments;
mod answer;
mod runs;

use crate::answers::comparison::{ComparisonView, SECTION_PLACES};
use crate::answers::publication::columns::Style;
use crate::answers::publication::period_name;
use crate::cli::answering::exit;
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::counting::{CountedInput, Parts, Watch};
use crate::cli::failure::{Exit, Failure};
use crate::cli::publish::{self, MoreOptions};
use crate::cli::telling::tell_ledger;
use crate::cli::{plan, terminal};
use crate::comparison::With;
use crate::domain::PeriodRule;
use crate::indicators::Indicator;
use crate::pipeline::{self, Comparing};
use crate::words::{Bilingual, Lang};
use answer::{answer, ending, question, top};

pub use arguments::Arguments;

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "so-sánh",
        about: Bilingual {
            vi: "So sánh với kỳ khác: tăng giảm bao nhiêu điểm, do kết quả hay do cơ cấu hồ sơ",
            en: "A period beside others: change in points, what comes from results and what from the mix",
        },
        examples: &[
            Example::new(
                "cchc compare EXPORTS --period 2024-06",
                "so với tháng trước",
                "with the month before",
            ),
            Example::new(
                "cchc compare EXPORTS --period 2024-Q2 --by district",
                "so với quý trước, theo huyện",
                "with the quarter before, by district",
            ),
        ],
    };

    fn run(&self, _settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        let rule = self.log.count.period_rule;
        let others = others(&self.with, rule, lang)?;
        let details = details(&self.indicators);
        if ending(self).is_some() && others.len() * details.len() > SECTION_PLACES {
            return Err(too_many(lang));
        }
        if let Some(runs) = runs::read(self, lang)? {
            return runs::run(self, runs, &details, lang);
        }
        let data = &self.log.data;
        let input = plan::input(&self.inputs.paths, data.profile.as_deref(), Some(data), lang)?;
        let (size, discovery) = (input.size, input.discovery);
        let question = question(self, &details);
        let mut plan = plan::plan(input.load, &self.log.count, question.by.clone(), lang)?;
        if details.iter().any(|indicator| indicator.has_evidence()) {
            plan.load.keep_evidence();
        }
        let watch = Watch { size, discovery: &discovery, talk: &self.log.output.talk, lang };
        let compared = watch.run(
            &plan,
            |plan| pipeline::compare(plan, &others, &question),
            |compared: &mut Comparing| Parts {
                loaded: &mut compared.loaded,
                frame: &compared.frame,
                days_seen: compared.days_seen,
            },
        )?;
        let compared = match compared {
            CountedInput::Dossiers(compared) => *compared,
            CountedInput::Tables(_) => return Err(only_tables(lang)),
        };
        tell_left_out(&compared, rule, lang);
        let style = Style {
            lang,
            definition: plan.definition,
            fields: &compared.loaded.fields,
            suppress_below: 0,
            satisfaction_target: None,
        };
        let shown = ComparisonView {
            comparisons: &compared.comparisons,
            details: &details,
            top: top(self),
            grain: data.grain,
            runs: None,
            loaded: Some(&compared.loaded),
            published: &[],
        };
        answer(self, style, &shown, || {
            let options =
                publish::options(data, &self.log.count, &plan, MoreOptions::default(), lang);
            publish::provenance(&compared.loaded, &compared.inputs, &plan, options)
        })?;
        if !self.log.output.talk.quiet {
            tell_ledger(&compared.loaded, lang);
        }
        Ok(exit(&compared.loaded, data.fail_on.0))
    }
}

fn details(ids: &[String]) -> Vec<&'static Indicator> {
    let mut details: Vec<&'static Indicator> = Vec::new();
    for indicator in ids.iter().filter_map(|id| Indicator::from_id(id)) {
        if !details.iter().any(|known| known.id == indicator.id) {
            details.push(indicator);
        }
    }
    details
}

/// The other periods, each once.
/// What texts ask to compare with, each once.
///
/// # Errors
/// When a text is none of the words, and no period.
pub fn others(texts: &[String], rule: PeriodRule, lang: Lang) -> Result<Vec<With>, Failure> {
    let mut others = Vec::new();
    for text in texts {
        let with = match text.trim() {
            "previous" => With::Previous,
            "last-year" => With::LastYear,
            "ytd" => With::YearToDate,
            text => With::Period(plan::period(text, rule, lang).map_err(|failure| {
                failure.hint(lang.of(
                    "--with nhận previous, last-year, ytd hoặc một kỳ",
                    "--with takes previous, last-year, ytd or a period",
                ))
            })?),
        };
        if !others.contains(&with) {
            others.push(with);
        }
    }
    Ok(others)
}

/// Other periods that were asked for and are not compared.
fn tell_left_out(compared: &Comparing, rule: PeriodRule, lang: Lang) {
    for (with, period) in &compared.left_out {
        terminal::say(&match (lang, period) {
            (Lang::Vi, Some(period)) => format!(
                "Không so sánh với {}: dữ liệu không có đủ các tháng của kỳ này",
                period_name(lang, *period, rule)
            ),
            (Lang::En, Some(period)) => format!(
                "Not compared with {}: the data do not tell of all its months",
                period_name(lang, *period, rule)
            ),
            (Lang::Vi, None) => format!("Kỳ này không có kỳ `{}` để so sánh", with.name()),
            (Lang::En, None) => format!("This period has no `{}` to compare with", with.name()),
        });
    }
}

fn only_tables(lang: Lang) -> Failure {
    let what = lang.of(
        "so sánh cần dữ liệu hồ sơ; các tệp này là bảng tổng hợp",
        "a comparison needs dossier logs; these files are tables of counts",
    );
    Failure::message(Exit::Input, what)
}

fn too_many(lang: Lang) -> Failure {
    let what = match lang {
        Lang::Vi => format!("một tệp chứa được {SECTION_PLACES} lần so sánh (số kỳ × số chỉ tiêu)"),
        Lang::En => format!("a file takes {SECTION_PLACES} comparisons (periods × rates)"),
    };
    Failure::message(Exit::Usage, what)
}

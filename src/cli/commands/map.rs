//! `cchc map`: a map of the communes of a province, coloured by one figure.

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::answers::map::{MapAnswer, NoMap};
use crate::cli::answering::{exit, rendered};
use crate::cli::arguments::{DossierLogArgs, Format, OutputArgs, PathArgs};
use crate::cli::command::{CommandLine, Example, Help};
use crate::cli::config::Settings;
use crate::cli::counting::{Breakdown, CountedInput, count};
use crate::cli::failure::{Exit, Failure};
use crate::cli::publish::{self, FileEnding, MoreOptions};
use crate::cli::telling::tell_ledger;
use crate::cli::{plan, terminal};
use crate::domain::Dimension;
use crate::indicators::{Figure, ON_TIME_RATE};
use crate::read::fingerprints;
use crate::render::map as picture;
use crate::render::narrative::map_template;
use crate::units::province_code;
use crate::words::{Bilingual, Lang};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    pub inputs: PathArgs,
    /// The figure that colours the communes: a count or an indicator by its name in `cchc indicators`
    #[arg(long, value_name = "FIGURE", default_value = ON_TIME_RATE.id, hide_possible_values = true,
          value_parser = PossibleValuesParser::new(Figure::names().collect::<Vec<_>>()))]
    pub figure: String,
    /// Province to draw, by name or code; needed where the data have communes of several
    #[arg(long, value_name = "PROVINCE")]
    pub province: Option<String>,
    #[command(flatten)]
    pub log: DossierLogArgs,
}

impl CommandLine for Arguments {
    const HELP: Help = Help {
        vietnamese: "bản-đồ",
        about: Bilingual {
            vi: "Bản đồ xã, phường của một tỉnh, tô màu theo một chỉ tiêu: SVG, PNG, trang web, Excel",
            en: "A map of the communes of a province, coloured by a figure: SVG, PNG, web page, workbook",
        },
        examples: &[
            Example::new(
                "cchc map EXPORTS --units 2025 --output ban-do.svg",
                "tỷ lệ đúng hạn từng xã",
                "the on-time rate by commune",
            ),
            Example::new(
                "cchc map EXPORTS --units 2025 --figure late --output ban-do.png",
                "hồ sơ trễ, thành ảnh",
                "late dossiers, a picture",
            ),
        ],
    };

    fn run(&self, _settings: &Settings<'_>, lang: Lang) -> Result<Exit, Failure> {
        refuse_ending(&self.log.output, lang)?;
        let province = self.province.as_deref().map(|text| province(text, lang)).transpose()?;
        let figure = Figure::find(&self.figure).unwrap_or(Figure::Rate(&ON_TIME_RATE));
        let data = &self.log.data;
        let mut input = plan::input(&self.inputs.paths, data.profile.as_deref(), Some(data), lang)?;
        if figure.has_evidence() {
            input.load.keep_evidence();
        }
        // A page names its inputs with the sums of the bytes that are counted.
        input.load.opener.is_summing = true;
        let (opener, sources) = (input.load.opener.clone(), input.load.sources.clone());
        let by = Breakdown::Required(vec![Dimension::Unit]);
        let output = &self.log.output;
        let (outcome, plan) = match count(input, &self.log.count, by, output, lang)? {
            CountedInput::Dossiers(counted) => *counted,
            CountedInput::Tables(_) => return Err(only_tables(lang)),
        };
        let how = (plan.definition, data.grain);
        let answer = MapAnswer::new(&outcome, figure, how, province, lang)
            .map_err(|none| no_map(&none, lang))?;
        let path = output.output.as_deref();
        let ending = path.and_then(|path| Some(path.extension()?.to_str()?.to_lowercase()));
        match (ending.as_deref(), path.and_then(FileEnding::of), path) {
            (Some("svg"), ..) => {
                let svg = picture::svg(lang, answer.picture()).ok_or_else(|| undrawn(lang))?;
                terminal::deliver(svg, output, lang)?;
            }
            (Some("png"), ..) => {
                let png = picture::png(lang, answer.picture()).ok_or_else(|| undrawn(lang))?;
                terminal::deliver(png.bytes, output, lang)?;
            }
            (_, Some(ending), Some(path)) => {
                let options =
                    publish::options(data, &self.log.count, &plan, MoreOptions::default(), lang);
                let inputs = fingerprints(&opener, &sources);
                let provenance = publish::provenance(&outcome.loaded, &inputs, &plan, options);
                let report = answer
                    .publication(provenance)
                    .map_err(|error| Failure::new(Exit::Output, error))?;
                publish::write(&report, ending, map_template(lang), path, &output.talk)?;
            }
            _ => {
                let text = || answer.document();
                let text = rendered(output, lang, text, &answer.record(), || answer.flat())?;
                terminal::deliver(&text, output, lang)?;
            }
        }
        if !output.talk.quiet {
            tell_ledger(&outcome.loaded, lang);
        }
        Ok(exit(&outcome.loaded, data.fail_on.0))
    }
}

/// What a map can be written as.
const ENDINGS: [&str; 9] = ["svg", "png", "html", "xlsx", "docx", "csv", "json", "md", "txt"];

/// Refuses a file of another kind before anything is read; a format that was asked for holds for any ending.
fn refuse_ending(output: &OutputArgs, lang: Lang) -> Result<(), Failure> {
    let ending = output.output.as_deref().and_then(|path| path.extension());
    let ending = ending.map(|ending| ending.to_string_lossy().to_lowercase());
    let is_known = |ending: &String| ENDINGS.contains(&ending.as_str());
    let Some(ending) = ending.filter(|ending| !is_known(ending)) else { return Ok(()) };
    if output.format != Format::Table {
        return Ok(());
    }
    let endings = ENDINGS.map(|ending| format!(".{ending}")).join(" ");
    let (what, hint) = match lang {
        Lang::Vi => (
            format!("bản đồ không ghi được vào tệp `.{ending}`"),
            format!("các đuôi tệp ghi được: {endings}"),
        ),
        Lang::En => (
            format!("a map cannot be written to a `.{ending}` file"),
            format!("endings it can have: {endings}"),
        ),
    };
    Err(Failure::message(Exit::Usage, what).hint(hint))
}

/// The code of a province that was typed.
fn province(text: &str, lang: Lang) -> Result<&'static str, Failure> {
    province_code(text).ok_or_else(|| {
        let what = lang.of(
            "--province cần tên hoặc mã của một tỉnh, thành phố từ ngày 01/7/2025, không phải",
            "--province takes the name or code of a province since 1 July 2025, not",
        );
        Failure::message(Exit::Usage, format!("{what}: `{text}`"))
    })
}

fn only_tables(lang: Lang) -> Failure {
    let what = lang.of(
        "bản đồ cần dữ liệu hồ sơ; các tệp này là bảng tổng hợp",
        "a map needs dossier logs; these files are tables of counts",
    );
    Failure::message(Exit::Input, what)
}

/// A picture that cannot be held: a bug.
fn undrawn(lang: Lang) -> Failure {
    let what = lang.of("không vẽ được bản đồ", "the map cannot be drawn");
    Failure::message(Exit::Output, what)
}

/// Why there is no map, and what to do.
fn no_map(none: &NoMap, lang: Lang) -> Failure {
    let listed = |provinces: &[(&'static str, &'static str, usize)]| {
        let name = |(code, name, communes): &(&str, &str, usize)| match lang {
            Lang::Vi => format!("{name} ({code}, {communes} xã, phường)"),
            Lang::En => format!("{name} ({code}, {communes} communes)"),
        };
        provinces.iter().map(name).collect::<Vec<_>>().join("; ")
    };
    let failure = |vi, en| Failure::message(Exit::Input, lang.of(vi, en));
    match none {
        NoMap::NoCommune => failure(
            "không vẽ được bản đồ: không đơn vị nào trong dữ liệu là xã, phường",
            "no map: no unit of the data is a commune",
        )
        .hint(lang.of(
            "`cchc stats … --by unit` cho biết dữ liệu nêu những đơn vị nào; xem `cchc help don-vi`",
            "`cchc stats … --by unit` tells which units the data name; see `cchc help units`",
        )),
        NoMap::Former => failure(
            "không vẽ được bản đồ: các xã, huyện trong dữ liệu là của trước ngày 01/7/2025, bản đồ chỉ có ranh giới từ ngày này",
            "no map: the communes and districts of the data are those of before 1 July 2025, and the map has the borders since",
        )
        .hint(lang.of(
            "thêm --units 2025 để quy về xã, phường hiện nay",
            "add --units 2025 to tell them in the communes of today",
        )),
        NoMap::Several(provinces) => failure(
            "dữ liệu có xã, phường của nhiều tỉnh, thành phố; mỗi bản đồ vẽ một",
            "the data have communes of several provinces; a map draws one",
        )
        .hint(match (lang, provinces.first()) {
            (Lang::Vi, Some((_, name, _))) => {
                format!("chọn bằng --province, ví dụ --province \"{name}\"; có: {}", listed(provinces))
            }
            (_, first) => {
                let name = first.map_or("", |(_, name, _)| name);
                format!("choose with --province, say --province \"{name}\"; there are: {}", listed(provinces))
            }
        }),
        NoMap::NotThere(provinces) => {
            let failure = failure(
                "tỉnh, thành phố này không có xã, phường nào trong dữ liệu",
                "no commune of this province is in the data",
            );
            if provinces.is_empty() {
                return failure;
            }
            let list = listed(provinces);
            failure.hint(match lang {
                Lang::Vi => format!("dữ liệu có: {list}"),
                Lang::En => format!("the data have: {list}"),
            })
        }
    }
}

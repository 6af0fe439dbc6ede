//! A study → the report about the whole of it, or about one unit.

use std::collections::{BTreeMap, BTreeSet};

use super::brief::{BriefInput, brief, without_figure};
use super::maps::Maps;
use super::notes;
use super::request::BuildRequest;
use super::sections::{self, SectionInput};
use super::study::Study;
use super::totals::{Totals, compared, facts, headlines};
use crate::answers::publication::columns::Style;
use crate::answers::publication::{
    Facts, FilledForm, InputFile, Note, PeriodFacts, Provenance, Report, ReportError, Subject,
};
use crate::answers::{Phrase, units};
use crate::domain::Dimension;
use crate::dossiers::SourceReach;
use crate::findings::Ledger;
use crate::read::Fingerprint;
use crate::tally::Cube;
use crate::words::Lang;

/// Builds and checks a report, with forms that are filled already.
///
/// # Errors
/// When the report contradicts itself: a bug.
pub fn build(
    study: &Study,
    request: &BuildRequest,
    unit: Option<&str>,
    forms: Vec<FilledForm>,
) -> Result<Report, ReportError> {
    let lang = request.lang;
    let fields = &study.loaded.fields;
    let style = Style {
        lang,
        definition: request.definition,
        fields,
        suppress_below: request.suppress_below,
        satisfaction_target: request.satisfaction_target.as_ref(),
    };
    let alone = SectionInput { study, unit, style, comparisons: &[] };
    let comparisons = sections::comparisons(&alone);
    let input = SectionInput { comparisons: &comparisons, ..alone };
    let now = Totals::new(&input, &study.total(unit), &request.figures);
    let others = compared(&input, &request.figures);
    let mut facts: Facts = facts(&input, &now, &others);
    if unit.is_some() {
        facts.findings = sections::by_severity(&input);
    }
    let is_one_scale = facts.scales.len() < 2;
    let headlines = headlines(&input, &now, &others, is_one_scale);
    let subject = subject(study, request, unit);
    let brief = brief(&BriefInput {
        sections: input,
        headlines: &headlines,
        facts: &facts,
        subject: &subject.name,
        plans: &request.plans,
    });
    let mut notes = notes::notes(&input, request);
    notes.extend(unplanned(lang, &without_figure(&request.plans, &headlines)));
    let mut sections = sections::all(&input);
    let mut maps = Vec::new();
    match super::maps::maps(&input) {
        Maps::Drawn(section, pictures) => {
            let units = sections.iter().position(|section| section.id == "units");
            sections.insert(units.map_or(0, |place| place + 1), *section);
            maps = pictures;
        }
        Maps::Undrawn(note) => notes.push(note),
        Maps::Nothing => {}
    }
    let report = Report {
        unit_pages: BTreeMap::new(),
        lang,
        title: lang
            .of(
                "Tình hình tiếp nhận, giải quyết hồ sơ thủ tục hành chính",
                "Dossiers of administrative procedures received and resolved",
            )
            .to_owned(),
        subject,
        period: PeriodFacts::new(lang, &study.frame),
        letterhead: request.letterhead.clone(),
        brief,
        headlines,
        sections,
        maps,
        forms,
        facts,
        notes,
        provenance: provenance(study, request, unit),
        suppress_below: request.suppress_below,
    };
    report.check()?;
    Ok(report)
}

/// Nobody shall take a plan for met that was held against nothing.
fn unplanned(lang: Lang, names: &BTreeSet<&str>) -> Option<Note> {
    let list: Vec<&str> = names.iter().copied().collect();
    let text = lang.of(
        "Tệp chỉ tiêu có kế hoạch mà trang tóm tắt không có số liệu cùng tên: ",
        "The table of targets has plans for which the page in brief has no figure of that name: ",
    );
    (!list.is_empty()).then(|| Note {
        subject: lang.of("Kế hoạch", "Plans").to_owned(),
        text: Phrase::from(format!("{text}{}.", list.join("; "))),
    })
}

/// What the report is about: the unit, else the one district or province that all units lie in.
fn subject(study: &Study, request: &BuildRequest, unit: Option<&str>) -> Subject {
    let lang = request.lang;
    let scope = |place: &str| units::in_sentence(lang, &study.loaded, place);
    let only = |dimension| only_group(&*study.cube(&[dimension], None)?);
    let place = || only(Dimension::District).or_else(|| only(Dimension::Province));
    let units = if unit.is_some() { Vec::new() } else { study.units() };
    let (name, in_sentence) = match (unit, units.as_slice()) {
        (Some(unit), _) => (unit.to_owned(), unit.to_owned()),
        (None, [unit]) => (unit.clone(), unit.clone()),
        (None, _) => match place() {
            Some(place) => (place.clone(), scope(&place)),
            None => (
                lang.of("Các đơn vị trong dữ liệu", "The units in the data").to_owned(),
                lang.of("các đơn vị", "the units").to_owned(),
            ),
        },
    };
    let in_sentence = match (&request.letterhead.scope, unit) {
        // The office may call the place as it likes, but part of it not the whole.
        (Some(scope), None) if study.loaded.is_whole() || !units::says_whole(scope) => {
            scope.clone()
        }
        _ => in_sentence,
    };
    Subject { unit: unit.map(str::to_owned), name, in_sentence }
}

/// The name that all dossiers of a breakdown share.
fn only_group(cube: &Cube) -> Option<String> {
    match cube.rows.as_slice() {
        [row] => row.group.first().cloned().flatten(),
        _ => None,
    }
}

/// The files behind a report, with the account of their rows.
pub fn input_files(
    files: &[Fingerprint],
    by_file: &[(String, Ledger)],
    others: &[(String, Ledger)],
) -> Vec<InputFile> {
    let of_source = |name: &String| {
        let mut ledgers = by_file.iter().chain(others);
        ledgers.find(|(file, _)| file == name).map(|(_, ledger)| ledger)
    };
    let inputs = files.iter().map(|file| {
        let mut rows = Ledger::default();
        file.sources.iter().filter_map(of_source).for_each(|ledger| rows.add(ledger));
        InputFile {
            name: file.name.clone(),
            sha256: file.sha256.clone(),
            bytes: file.bytes,
            rows_read: rows.read,
            rows_counted: rows.counted,
            rows_superseded: rows.superseded,
            rows_excluded: rows.excluded_total(),
            rows_rejected: rows.rejected_total(),
        }
    });
    inputs.collect()
}

fn provenance(study: &Study, request: &BuildRequest, unit: Option<&str>) -> Provenance {
    let loaded = &study.loaded;
    let (inputs, ledger) = match unit {
        Some(unit) => of_unit(study, unit),
        None => (study.inputs.clone(), loaded.ledger.clone()),
    };
    Provenance {
        program: request.program.clone(),
        options: request.options.clone(),
        editions: notes::editions(request.lang, study, unit),
        calendar: loaded.calendar.edition().to_owned(),
        local_calendar: loaded.calendar.local().map(str::to_owned),
        inputs: input_files(&inputs, &loaded.ledger_by_file, &study.other_ledgers),
        ledger,
        failed_files: if unit.is_some() { 0 } else { loaded.failed_files },
        definition: request.definition,
        grain: request.grain.name(),
    }
}

/// The files that tell of a unit, and the account of their rows: names of files name units.
fn of_unit(study: &Study, unit: &str) -> (Vec<Fingerprint>, Ledger) {
    let loaded = &study.loaded;
    // A source alone need not say whose it is.
    let is_of_unit = |source: &&SourceReach| {
        source.units.is_empty() || source.units.iter().any(|own| own == unit)
    };
    let files = loaded.reach.sources.iter().filter(is_of_unit).flat_map(|source| &source.files);
    let files: BTreeSet<&str> = files.map(String::as_str).collect();
    let is_other = |name: &str| !loaded.ledger_by_file.iter().any(|(file, _)| file == name);
    let is_own = |name: &String| files.contains(name.as_str()) || is_other(name);
    let inputs = study.inputs.iter().filter(|file| file.sources.iter().any(is_own));
    let mut ledger = Ledger::default();
    let own = loaded.ledger_by_file.iter().filter(|(file, _)| files.contains(file.as_str()));
    own.for_each(|(_, rows)| ledger.add(rows));
    (inputs.cloned().collect(), ledger)
}

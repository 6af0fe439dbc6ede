//! Report → everything a template can name.
//!
//! The names are fixed: those of counts, rates and rating levels are complete in every report, with
//! or without a value.

use std::collections::BTreeMap;

use minijinja::value::Value;

use super::known::{Missing, Names, RateOrMean, as_data, as_prose};
use crate::answers::publication::{
    Against, ComparedFacts, Facts, Headline, Letterhead, LevelFacts, RankedUnit, Report,
    ScaleFacts, ScoreFacts, count_names, level_names, quantity_of, rate_names,
};
use crate::answers::{Cell, POINT_DECIMALS};
use crate::domain::{Day, Exact, Ratio};
use crate::indicators::{Measure, Quantity, Sense};
use crate::render::number;
use crate::words::Lang;

/// Severities, gravest first.
const SEVERITIES: [&str; 4] = ["critical", "error", "warning", "info"];

/// The outermost names.
pub fn names(report: &Report) -> Names {
    let (lang, facts) = (report.lang, &report.facts);
    let ranked = |units: &[RankedUnit]| list(units.iter().map(|unit| ranked_unit(lang, unit)));
    let mut names = Names::new(lang, "")
        .with_text("title", &report.title)
        .with("subject", subject(report))
        .with("period", period(report))
        .with("letterhead", letterhead(lang, &report.letterhead))
        .with("counts", counts(lang, "counts", count_names(), &facts.counts))
        .with("rates", rates(lang, "rates", &facts.rates))
        .with("compared_in_part", texts(&facts.compared_in_part))
        .with("units", facts.units)
        .with("units_without_late", facts.units_without_late)
        .with("best", ranked(&facts.best))
        .with("worst", ranked(&facts.worst))
        .with("levels", list(facts.levels.iter().map(|facts| level(lang, facts))))
        .with("overdue", list(facts.overdue.iter().map(|unit| overdue_unit(lang, unit))))
        .with("overdue_units", facts.overdue_units)
        .with("scales", list(facts.scales.iter().map(|facts| scale(lang, facts))))
        .with("score", score(lang, facts.score.as_ref()))
        .with("findings", findings(lang, facts))
        .with("silent_units", texts(&facts.silent_units))
        .with("silent_in_period", texts(&facts.silent_in_period))
        .with("not_covered", texts(&facts.not_covered))
        .with("expected_units", facts.expected_units)
        .with("suppress_below", report.suppress_below)
        .with("data", data(report))
        .with("brief", brief(report))
        .with("headlines", list(report.headlines.iter().map(|facts| headline(report, facts))))
        .with("sections", sections(report))
        .with("forms", forms(report))
        .with("notes", notes(report));
    for against in [Against::Previous, Against::LastYear] {
        let facts = facts.compared.iter().find(|facts| facts.against == against);
        names = names.with(against.name(), compared(lang, against, facts));
    }
    names
}

fn list<T: Into<Value>>(items: impl Iterator<Item = T>) -> Value {
    items.map(Into::into).collect::<Vec<Value>>().into()
}

fn texts(names: &[String]) -> Value {
    list(names.iter().map(|name| as_data(name)))
}

fn subject(report: &Report) -> Names {
    Names::new(report.lang, "subject")
        .with_optional_text("unit", report.subject.unit.as_deref())
        .with_text("name", &report.subject.name)
        .with_text("in_sentence", &report.subject.in_sentence)
}

/// A day as people write it.
pub fn day(lang: Lang, day: Day) -> String {
    match lang {
        Lang::Vi => day.date().format("%d/%m/%Y").to_string(),
        Lang::En => day.to_string(),
    }
}

fn period(report: &Report) -> Names {
    let facts = &report.period;
    Names::new(report.lang, "period")
        .with("from", day(report.lang, facts.from))
        .with("to", day(report.lang, facts.to))
        .with("as_of", day(report.lang, facts.as_of))
        .with_text("name", &facts.name)
        .with_text("adverb", &facts.adverb)
        .with_text("slug", &facts.slug)
        .with_text("line", &facts.line)
}

fn letterhead(lang: Lang, facts: &Letterhead) -> Names {
    let optional = [
        ("parent_agency", &facts.parent_agency),
        ("agency", &facts.agency),
        ("symbol", &facts.symbol),
        ("letter_symbol", &facts.letter_symbol),
        ("number", &facts.number),
        ("place", &facts.place),
        ("date", &facts.date),
        ("addressee", &facts.addressee),
        ("basis", &facts.basis),
        ("signer_title", &facts.signer_title),
        ("signer", &facts.signer),
        ("scope", &facts.scope),
        ("reporting_unit", &facts.reporting_unit),
        ("receiving_unit", &facts.receiving_unit),
    ];
    let names = Names::new(lang, "letterhead").with("recipients", texts(&facts.recipients));
    optional
        .into_iter()
        .fold(names, |names, (name, text)| names.with_optional_text(name, text.as_deref()))
}

fn counts(
    lang: Lang,
    path: &str,
    known: impl Iterator<Item = &'static str>,
    counts: &BTreeMap<&'static str, u64>,
) -> Names {
    known.fold(Names::new(lang, path), |names, name| match counts.get(name) {
        Some(count) => names.with(name, *count),
        None => names.with(name, Missing::Count),
    })
}

fn rates(lang: Lang, path: &str, rates: &BTreeMap<&'static str, Measure>) -> Names {
    rate_names().fold(Names::new(lang, path), |names, name| match rates.get(name) {
        Some(Ok(ratio)) => {
            let quantity = quantity_of(name);
            names.with(name, Value::from_object(RateOrMean { lang, ratio: *ratio, quantity }))
        }
        Some(Err(_)) | None => names.with(name, Missing::Value),
    })
}

fn share(lang: Lang, measure: Measure) -> Value {
    measure.map_or_else(|_| Missing::Value.into(), |ratio| known_share(lang, ratio))
}

fn known_share(lang: Lang, ratio: Ratio) -> Value {
    Value::from_object(RateOrMean { lang, ratio, quantity: Quantity::Share })
}

fn compared(lang: Lang, against: Against, facts: Option<&ComparedFacts>) -> Names {
    let path = against.name();
    let nothing = (BTreeMap::new(), BTreeMap::new());
    let (all_counts, all_rates) =
        facts.map_or((&nothing.0, &nothing.1), |facts| (&facts.counts, &facts.rates));
    let names = Names::new(lang, path)
        .with_optional_text("period_name", facts.map(|facts| facts.period_name.as_str()))
        .with("counts", counts(lang, &format!("{path}.counts"), count_names(), all_counts))
        .with("rates", rates(lang, &format!("{path}.rates"), all_rates));
    if facts.is_some() { names } else { names.absent() }
}

fn ranked_unit(lang: Lang, unit: &RankedUnit) -> Names {
    Names::new(lang, "unit")
        .with_text("name", &unit.name)
        .with("on_time", known_share(lang, unit.on_time))
}

fn overdue_unit(lang: Lang, (name, count): &(String, u64)) -> Names {
    Names::new(lang, "unit").with_text("name", name).with("count", *count)
}

fn level(lang: Lang, facts: &LevelFacts) -> Names {
    Names::new(lang, "level")
        .with_text("name", &facts.name)
        .with("units", facts.units)
        .with("ranked", facts.ranked)
        .with("without_late", facts.without_late)
        .with("lowest", list(facts.lowest.iter().map(|unit| ranked_unit(lang, unit))))
        .with("overdue", list(facts.overdue.iter().map(|unit| overdue_unit(lang, unit))))
        .with("overdue_units", facts.overdue_units)
}

fn scale(lang: Lang, facts: &ScaleFacts) -> Names {
    Names::new(lang, "scale")
        .with("levels", u64::from(facts.levels))
        .with("resolved", facts.resolved)
        .with("rated", facts.rated)
        .with("withheld", facts.withheld)
        .with("units", facts.units)
        .with("of_units", facts.of_units)
        .with("base", share(lang, facts.base))
        .with("answers", counts(lang, "scale.answers", level_names(), &facts.answers))
        .with("satisfied", share(lang, facts.satisfied))
        .with("response", share(lang, facts.response))
}

/// Points as people read them.
fn score(lang: Lang, facts: Option<&ScoreFacts>) -> Names {
    let points = |points: &Exact| number::decimal(lang, points, POINT_DECIMALS);
    let of = |value: fn(&ScoreFacts) -> &Exact| facts.map(|facts| points(value(facts)));
    // A part that is nothing is not spoken of.
    let open = facts.filter(|facts| facts.not_computable != Exact::default());
    let names = Names::new(lang, "score")
        .with_optional_text("index", facts.map(|facts| facts.index.as_str()))
        .with_optional_text("points", of(|facts| &facts.points).as_deref())
        .with_optional_text("computable", of(|facts| &facts.computable).as_deref())
        .with_optional_text("lost", of(|facts| &facts.lost).as_deref())
        .with_optional_text(
            "not_computable",
            open.map(|facts| points(&facts.not_computable)).as_deref(),
        )
        .with_optional_text("band", facts.and_then(|facts| facts.band.as_deref()));
    if facts.is_some() { names } else { names.absent() }
}

/// What was looked for and not found is none, not missing.
fn findings(lang: Lang, facts: &Facts) -> Names {
    SEVERITIES.into_iter().fold(Names::new(lang, "findings"), |names, severity| {
        names.with(severity, facts.findings.get(severity).copied().unwrap_or(0))
    })
}

fn data(report: &Report) -> Names {
    let facts = &report.provenance;
    let ledger = &facts.ledger;
    Names::new(report.lang, "data")
        .with("files", ledger.files)
        .with("failed_files", facts.failed_files as u64)
        .with("rows", ledger.read)
        .with("counted", ledger.counted)
        .with("superseded", ledger.superseded)
        .with("excluded", ledger.excluded_total())
        .with("rejected", ledger.rejected_total())
        .with_text("definition", facts.definition.name())
        .with_text("grain", facts.grain)
        .with_text("program", &facts.program)
}

fn headline(report: &Report, facts: &Headline) -> Names {
    let value = |figure: &Cell| match figure {
        Cell::Count(count) => Value::from(*count),
        Cell::Rate(measure) => share(report.lang, *measure),
        other if other.absence().is_some() => Missing::Count.into(),
        other => Value::from(as_data(&number::cell(report.lang, other, report.suppress_below))),
    };
    let changes = facts.changes.iter().map(|change| {
        Names::new(report.lang, "change")
            .with("against", change.against.name())
            .with_text("period_name", &change.period_name)
            .with("before", value(&change.before))
            .with("figure", value(&change.figure))
    });
    Names::new(report.lang, "headline")
        .with("key", facts.key)
        .with_text("label", &facts.label)
        .with("figure", value(&facts.figure))
        .with("is_good_when_high", facts.sense == Sense::HigherIsBetter)
        .with("changes", list(changes))
}

fn sections(report: &Report) -> Value {
    list(report.sections.iter().map(|section| {
        Names::new(report.lang, "section")
            .with("id", section.id)
            .with_text("title", &section.title)
            .with_text("lead", &section.lead)
    }))
}

fn brief(report: &Report) -> Value {
    let sentences = report.brief.sentences.iter();
    list(sentences.map(|one| as_prose(&number::phrase(report.lang, one))))
}

fn forms(report: &Report) -> Value {
    list(report.forms.iter().map(|form| {
        Names::new(report.lang, "form")
            .with_text("id", &form.id)
            .with_text("number", &form.number)
            .with_text("title", &form.title.join(" "))
    }))
}

fn notes(report: &Report) -> Value {
    list(report.notes.iter().map(|note| {
        Names::new(report.lang, "note")
            .with_text("subject", &note.subject)
            .with("text", as_prose(&number::phrase(report.lang, &note.text)))
    }))
}

//! Declared inputs → what an index can take; everything wrong with them is told at once.

use super::logs;
use crate::cli::commands::score::ScoredArgs;
use crate::cli::failure::{Exit, Failure};
use crate::cli::terminal;
use crate::domain::Period;
use crate::index::{
    Assessment, Declaration, DeclarationProblem, Declarations, DeclaredValue, Index,
    check_declarations,
};
use crate::records::declared::{self, Declared, Figure};
use crate::records::{Log, PlacedRecord};
use crate::words::Lang;

/// The log of what was declared, read once.
///
/// # Errors
/// When a file cannot be read, or a row of it: a figure that was declared and does not count would be
/// missed by nobody.
pub fn log(arguments: &ScoredArgs, lang: Lang) -> Result<Option<Log<Declared>>, Failure> {
    let Some(log) = logs::one(&arguments.declared, declared::read, lang)? else {
        return Ok(None);
    };
    let rejected = log.ledger.rejected_total();
    if rejected > 0 {
        let what = match lang {
            Lang::Vi => format!("{rejected} dòng số khai không dùng được, xem ở trên"),
            Lang::En => format!("{rejected} declared rows cannot be used, see above"),
        };
        return Err(Failure::message(Exit::Config, what));
    }
    Ok(Some(log))
}

/// What counts for a period: what was declared for it, or for a longer one that holds it.
///
/// # Errors
/// When anything does not fit the index; every error at once.
pub fn of_period(
    log: Option<&Log<Declared>>,
    index: &Index,
    period: Period,
    lang: Lang,
) -> Result<Declarations, Failure> {
    let Some(log) = log else { return Ok(Declarations::default()) };
    let mut rows: Vec<&PlacedRecord<Declared>> = log.records.iter().collect();
    // Of two that hold the period the one that is nearer to it stands last, and counts.
    rows.sort_by_key(|placed| std::cmp::Reverse(days(placed.record.period)));
    let all = Declarations(rows.iter().map(|placed| declaration(placed)).collect());
    let problems = check_declarations(index, &all);
    if !problems.is_empty() {
        let lines: Vec<String> = problems.iter().map(|problem| line(problem, lang)).collect();
        return Err(Failure::message(Exit::Config, lines.join("\n")));
    }
    let holds = |placed: &&&PlacedRecord<Declared>| {
        let declared = placed.record.period;
        declared.from <= period.from && period.to <= declared.to
    };
    let (held, others): (Vec<&PlacedRecord<Declared>>, Vec<&PlacedRecord<Declared>>) =
        rows.iter().partition(holds);
    let places: Vec<Place<'_>> = others.iter().map(|row| (&*row.file, row.row)).collect();
    name(
        &places,
        lang,
        lang.of(
            "dòng số khai cho kỳ khác, không dùng",
            "declared rows are for other periods and not used",
        ),
    );
    Ok(Declarations(held.into_iter().map(declaration).collect()))
}

/// Names what was declared and counts for nothing: the criterion is not for the level of the unit, or
/// not in force.
pub fn tell_unused(assessment: &Assessment, lang: Lang) {
    let unused = assessment.unused();
    let mut places: Vec<Place<'_>> = unused.map(|one| (one.file.as_str(), one.row)).collect();
    places.sort_unstable();
    places.dedup();
    name(
        &places,
        lang,
        lang.of(
            "dòng số khai cho tiêu chí không dành cho cấp của đơn vị, không dùng",
            "declared rows are for criteria that are not for the level of their unit, and not used",
        ),
    );
}

/// A row of a file.
type Place<'a> = (&'a str, u64);

/// Says how many rows are not used, and names the first.
fn name(places: &[Place<'_>], lang: Lang, what: &str) {
    const MOST: usize = 10;
    if places.is_empty() {
        return;
    }
    let row = lang.of("dòng", "row");
    let named: Vec<String> =
        places.iter().take(MOST).map(|(file, number)| format!("{file}, {row} {number}")).collect();
    let more = if places.len() > MOST { "; …" } else { "" };
    terminal::say(&format!("{} {what}: {}{more}", places.len(), named.join("; ")));
}

fn days(period: Period) -> i32 {
    period.to.0 - period.from.0
}

fn declaration(placed: &PlacedRecord<Declared>) -> Declaration {
    let Declared { unit, criterion, figure, evidence, source, .. } = &placed.record;
    let texts = [evidence, source].into_iter().flatten();
    Declaration {
        unit: unit.clone(),
        criterion: criterion.clone(),
        value: match figure {
            Figure::Value(value) => DeclaredValue::Value(value.value.clone()),
            Figure::Points(points) => DeclaredValue::Points(points.clone()),
            Figure::Parts { numerator, denominator } => DeclaredValue::Parts {
                numerator: crate::domain::exact::whole(*numerator),
                denominator: crate::domain::exact::whole(*denominator),
            },
        },
        evidence: texts.cloned().collect::<Vec<_>>().join("; "),
        file: placed.file.to_string(),
        row: placed.row,
    }
}

fn line(problem: &DeclarationProblem, lang: Lang) -> String {
    let DeclarationProblem { declaration, vi, en } = problem;
    let (file, row) = (&declaration.file, declaration.row);
    match lang {
        Lang::Vi => format!("{file}, dòng {row}: {vi}"),
        Lang::En => format!("{file}, row {row}: {en}"),
    }
}

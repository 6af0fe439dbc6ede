//! Targets → their table for people, and records for machines.

use num_rational::BigRational;
use num_traits::ToPrimitive;
use schemars::JsonSchema;
use serde::Serialize;

use super::flat::FlatTable;
use super::model::{Block, Document};
use super::phrase::Phrase;
use super::small_log::{LogRecord, findings};
use super::table::{Cell, Column, Table, TableRow};
use super::text::verdict_name;
use crate::columns::plain_number;
use crate::findings::FindingCode;
use crate::indicators::targets::{Assessment, Figure, Judgement, TargetCounts};
use crate::records::targets::{Plan, Relation, Target};
use crate::records::{Log, PlacedRecord};
use crate::words::Lang;

/// A log of targets, each judged.
pub struct Targets<'a> {
    log: &'a Log<Target>,
    rows: Vec<(&'a PlacedRecord<Target>, Assessment)>,
    goals: TargetCounts,
}

impl<'a> Targets<'a> {
    pub fn new(log: &'a Log<Target>) -> Self {
        let judged = |placed: &'a PlacedRecord<Target>| (placed, Assessment::new(&placed.record));
        let rows: Vec<_> = log.records.iter().map(judged).collect();
        let goals = TargetCounts::of(rows.iter().map(|(_, assessment)| assessment));
        Self { log, rows, goals }
    }

    /// For people.
    pub fn document(&self, lang: Lang) -> Document {
        let mut blocks = vec![
            Block::Heading(lang.of("Kết quả thực hiện chỉ tiêu", "Targets").to_owned()),
            Block::Table(self.table(lang)),
            Block::Facts(self.goal_facts(lang)),
        ];
        blocks.extend(findings(lang, &self.log.findings));
        Document { blocks }
    }

    fn table(&self, lang: Lang) -> Table {
        let has_samples = self.rows.iter().any(|(placed, _)| placed.record.is_sample);
        let mut columns = vec![
            Column::text(lang, "unit"),
            Column::text(lang, "indicator"),
            Column::text(lang, "period"),
            Column::number(lang, "reached"),
            Column::number(lang, "share"),
            Column::text(lang, "of_what"),
            Column::text_named("relation", ""),
            Column::number(lang, "plan"),
            Column::number(lang, "of_plan"),
        ];
        if has_samples {
            let name = lang.of("Khoảng tin cậy 95%", "95% interval");
            columns.push(Column::number_named("interval", name));
        }
        columns.push(Column::text(lang, "verdict"));
        let rows = self.rows.iter().map(|(placed, assessment)| {
            TableRow::body(cells(lang, &placed.record, assessment, has_samples))
        });
        Table { columns, rows: rows.collect(), notes: self.notes(lang, has_samples) }
    }

    fn notes(&self, lang: Lang, has_samples: bool) -> Vec<Phrase> {
        let mut notes = Vec::new();
        if has_samples {
            notes.push(Phrase::from(lang.of(
                "Số liệu lấy mẫu: khoảng Wilson 95%, chỉ đúng khi người không trả lời là ngẫu nhiên; đạt khi cả khoảng đạt, không đạt khi cả khoảng không đạt, còn lại là chưa kết luận được.",
                "Samples: Wilson interval at 95%, valid only if who did not answer is random; met when the whole interval is, missed when the whole interval is, inconclusive otherwise.",
            )));
        }
        let differing = self.log.findings.count(FindingCode::RateDiffers);
        if differing > 0 {
            let code = FindingCode::RateDiffers.number();
            let note = Phrase::from(match lang {
                Lang::Vi => format!(
                    "Bảng dùng tỷ lệ tính từ tử số và mẫu số; số dòng ghi tỷ lệ khác ({code}): "
                ),
                Lang::En => format!(
                    "Shares are those of numerator and denominator; rows that print another ({code}): "
                ),
            });
            let note = note.count(differing);
            notes.push(note);
        }
        notes
    }

    fn goal_facts(&self, lang: Lang) -> Vec<(String, Phrase)> {
        let TargetCounts { planned, met, missed, inconclusive, untold, without_plan } = self.goals;
        let reached = Phrase::default().count(met).text("/").count(planned);
        let mut facts = vec![(lang.of("Chỉ tiêu đạt", "Goals reached").to_owned(), reached)];
        for (name, count) in [
            (lang.of("Không đạt", "Missed"), missed),
            (lang.of("Chưa kết luận được", "Inconclusive"), inconclusive),
            (lang.of("Chưa có số liệu", "No figure yet"), untold),
            (lang.of("Không có kế hoạch để so", "Without a plan"), without_plan),
        ] {
            if count > 0 {
                facts.push((name.to_owned(), Phrase::default().count(count)));
            }
        }
        facts
    }

    /// `cchc/targets/1`
    pub fn record(&self, lang: Lang) -> TargetsRecord<'_> {
        TargetsRecord {
            schema: "cchc/targets/1",
            targets: self.rows.iter().map(|(placed, one)| TargetRecord::new(placed, one)).collect(),
            goals: GoalsRecord::from(self.goals),
            log: LogRecord::new(lang, self.log),
        }
    }

    /// Flat rows for CSV.
    pub fn flat(&self) -> FlatTable {
        FlatTable::of(self.rows.iter().map(|(placed, one)| FlatRecord::new(placed, one)))
    }
}

fn cells(lang: Lang, target: &Target, assessment: &Assessment, has_samples: bool) -> Vec<Cell> {
    let text = |text: &Option<String>| text.clone().map_or(Cell::Empty, Cell::Text);
    let (reached, share) = match &assessment.figure {
        Ok(figure @ Figure::Parts(ratio)) => (Cell::Parts(Ok(*ratio)), figure.share()),
        Ok(figure @ Figure::Share(_)) => (Cell::Empty, figure.share()),
        Ok(Figure::Amount(amount)) => (number(amount), None),
        Err(absence) => (Cell::Parts(Err(*absence)), None),
    };
    let plan = match &target.plan {
        Some(Plan::Share(share)) => Cell::Share(share.clone()),
        Some(Plan::Amount(amount)) => number(amount),
        None => Cell::Empty,
    };
    let relation = match target.relation {
        _ if target.plan.is_none() => "",
        Relation::AtLeast => "≥",
        Relation::AtMost => "≤",
        Relation::Equals => "=",
    };
    let percent = |share: Option<BigRational>| share.map_or(Cell::Empty, Cell::Share);
    let mut cells = vec![
        text(&target.unit),
        Cell::Text(target.indicator.clone()),
        Cell::Text(target.period_text.clone()),
        reached,
        percent(share),
        text(&target.unit_of_measure),
        Cell::Text(relation.to_owned()),
        plan,
        percent(assessment.of_plan.clone()),
    ];
    if has_samples {
        cells.push(assessment.interval.map_or(Cell::Empty, |bounds| Cell::Interval(Ok(bounds))));
    }
    cells.push(Cell::Text(judgement_name(lang, assessment.judgement).to_owned()));
    cells
}

/// An amount: whole, or with two decimals.
fn number(amount: &BigRational) -> Cell {
    let decimals = if amount.is_integer() { 0 } else { 2 };
    Cell::Number { value: amount.clone(), decimals }
}

fn judgement_name(lang: Lang, judgement: Judgement) -> &'static str {
    let key = match judgement {
        Judgement::Verdict(verdict) => return verdict_name(lang, verdict),
        Judgement::NoPlan => "no_plan",
        Judgement::NoFigure => "no_figure",
        Judgement::NotComparable => "not_comparable",
    };
    lang.label("judgement", key)
}

/// `cchc/targets/1`
#[derive(Serialize, JsonSchema)]
pub struct TargetsRecord<'a> {
    schema: &'static str,
    targets: Vec<TargetRecord<'a>>,
    goals: GoalsRecord,
    #[serde(flatten)]
    log: LogRecord<'a>,
}

#[derive(Serialize, JsonSchema)]
struct GoalsRecord {
    planned: u64,
    met: u64,
    missed: u64,
    inconclusive: u64,
    untold: u64,
    without_plan: u64,
}

impl From<TargetCounts> for GoalsRecord {
    fn from(goals: TargetCounts) -> Self {
        let TargetCounts { planned, met, missed, inconclusive, untold, without_plan } = goals;
        Self { planned, met, missed, inconclusive, untold, without_plan }
    }
}

#[derive(Serialize, JsonSchema)]
struct TargetRecord<'a> {
    unit: Option<&'a str>,
    indicator: &'a str,
    period: &'a str,
    num: Option<u64>,
    den: Option<u64>,
    share: Option<f64>,
    amount: Option<f64>,
    /// Why there is no figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// A share the source prints beside parts that give another.
    #[serde(skip_serializing_if = "Option::is_none")]
    printed_share: Option<f64>,
    unit_of_measure: Option<&'a str>,
    relation: &'static str,
    plan_share: Option<f64>,
    plan_amount: Option<f64>,
    of_plan: Option<f64>,
    is_sample: bool,
    population: Option<u64>,
    interval: Option<[f64; 2]>,
    verdict: &'static str,
    note: Option<&'a str>,
    file: &'a str,
    row: u64,
}

impl<'a> TargetRecord<'a> {
    fn new(placed: &'a PlacedRecord<Target>, assessment: &Assessment) -> Self {
        let target = &placed.record;
        let parts = parts_of(assessment);
        let value = |number: Option<&BigRational>| number.and_then(ToPrimitive::to_f64);
        Self {
            unit: target.unit.as_deref(),
            indicator: &target.indicator,
            period: &target.period_text,
            num: parts.map(|(numerator, _)| numerator),
            den: parts.map(|(_, denominator)| denominator),
            share: value(share_of(assessment).as_ref()),
            amount: value(amount_of(assessment)),
            reason: assessment.figure.as_ref().err().map(|absence| absence.name()),
            printed_share: value(target.printed.as_ref()),
            unit_of_measure: target.unit_of_measure.as_deref(),
            relation: target.relation.name(),
            plan_share: value(plan_share(target)),
            plan_amount: value(plan_amount(target)),
            of_plan: value(assessment.of_plan.as_ref()),
            is_sample: target.is_sample,
            population: target.population,
            interval: assessment.interval.map(|interval| [interval.low, interval.high]),
            verdict: assessment.judgement.name(),
            note: target.note.as_deref(),
            file: &placed.file,
            row: placed.row,
        }
    }
}

fn parts_of(assessment: &Assessment) -> Option<(u64, u64)> {
    match &assessment.figure {
        Ok(Figure::Parts(ratio)) => Some((ratio.numerator(), ratio.denominator())),
        _ => None,
    }
}

fn share_of(assessment: &Assessment) -> Option<BigRational> {
    assessment.figure.as_ref().ok().and_then(Figure::share)
}

const fn amount_of(assessment: &Assessment) -> Option<&BigRational> {
    match &assessment.figure {
        Ok(Figure::Amount(amount)) => Some(amount),
        _ => None,
    }
}

const fn plan_share(target: &Target) -> Option<&BigRational> {
    match &target.plan {
        Some(Plan::Share(share)) => Some(share),
        _ => None,
    }
}

const fn plan_amount(target: &Target) -> Option<&BigRational> {
    match &target.plan {
        Some(Plan::Amount(amount)) => Some(amount),
        _ => None,
    }
}

/// A target as a row: amounts with every digit, and of the record what fits a cell each.
#[derive(Serialize, Default)]
struct FlatRecord<'a> {
    unit: Option<&'a str>,
    indicator: &'a str,
    period: &'a str,
    numerator: Option<u64>,
    denominator: Option<u64>,
    share: Option<f64>,
    amount: Option<String>,
    unit_of_measure: Option<&'a str>,
    relation: &'static str,
    plan_share: Option<String>,
    plan_amount: Option<String>,
    of_plan: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    verdict: &'static str,
    file: &'a str,
    row: u64,
}

impl<'a> FlatRecord<'a> {
    fn new(placed: &'a PlacedRecord<Target>, assessment: &Assessment) -> Self {
        let target = &placed.record;
        let record = TargetRecord::new(placed, assessment);
        Self {
            unit: record.unit,
            indicator: record.indicator,
            period: record.period,
            numerator: record.num,
            denominator: record.den,
            share: record.share,
            amount: amount_of(assessment).map(plain_number),
            unit_of_measure: record.unit_of_measure,
            relation: record.relation,
            plan_share: plan_share(target).map(plain_number),
            plan_amount: plan_amount(target).map(plain_number),
            of_plan: record.of_plan,
            low: record.interval.map(|[low, _]| low),
            high: record.interval.map(|[_, high]| high),
            verdict: record.verdict,
            file: record.file,
            row: record.row,
        }
    }
}

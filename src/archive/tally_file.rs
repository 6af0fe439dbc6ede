//! Tallies ⇄ JSON, `cchc/tally/2`: columns of numbers, groups by their place in a list, no dossier.
//!
//! In: [`Tallies`], or the text of a file. Out: the other. A file that contradicts itself is refused: what
//! was edited by hand must not be added up. Must not know: folders, languages.

mod cubes;
mod error;
mod evidence;

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use cubes::{CubePart, cube_part, cubes};
use evidence::EvidencePart;

use super::tallies::{Counting, GroupFacts, Tallies, TallySource, names_in};
use crate::domain::{CanonicalField, Day, Dimension, Period, PeriodRule, UnitsBasis, visible_json};
use crate::dossiers::{Grain, Policy};
use crate::findings::Ledger;
use crate::read::hexadecimal;
use crate::tally::times::{TimesCube, TimesCubeRecord};
use crate::tally::{Count, EvidenceScope, Row, TimeFrame};
use crate::units::lasting_key;

pub use error::TallyFileError;
use error::{bad, dimension, find};

/// How all files of tallies begin to call themselves.
pub const TALLY_FAMILY: &str = "cchc/tally/";
/// What the file calls itself; another text is another format.
pub const TALLY_SCHEMA: &str = "cchc/tally/2";
/// Without the evidence; still read.
const WITHOUT_EVIDENCE: &str = "cchc/tally/1";

/// `cchc/tally/2`: the counts of one period, without any dossier. Version 1 had no evidence.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TallyFile {
    schema: String,
    period: PeriodPart,
    counting: CountingPart,
    /// Canonical fields that at least one file has.
    fields: Vec<String>,
    sources: Vec<SourcePart>,
    ledger: Ledger,
    /// By dimension; cubes name a group by its place here.
    groups: BTreeMap<String, Vec<GroupPart>>,
    cubes: Vec<CubePart>,
    /// Which counts of marks and working days are among those of the cubes.
    #[serde(default)]
    evidence: EvidencePart,
    /// Counts that are not among them all the same; files written before there were counts of dossiers by working
    /// days do not say it, and have none of those.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    evidence_without: Option<Vec<String>>,
    /// How long dossiers took, in working and calendar days, by unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    times: Option<TimesCubeRecord>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PeriodPart {
    from: String,
    to: String,
    as_of: String,
    /// `calendar` or `decree`
    rule: String,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CountingPart {
    program: String,
    /// `day` or `time`
    grain: String,
    /// `strict` or `lenient`
    policy: String,
    /// `as_written`, `before_2025_07_01` or `since_2025_07_01`
    units: String,
    /// Dossiers of these groups only.
    #[serde(rename = "where")]
    filters: Vec<FilterPart>,
    /// Edition of the working calendar.
    calendar: String,
    /// Edition of the days of a place.
    local_calendar: Option<String>,
    /// Answers of a unit that has fewer of them in a month are not told.
    #[serde(default, skip_serializing_if = "is_zero")]
    suppress_below: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_zero(number: &u64) -> bool {
    *number == 0
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct FilterPart {
    dimension: String,
    name: String,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SourcePart {
    file: String,
    sha256: Option<String>,
    bytes: u64,
    from: String,
    to: String,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct GroupPart {
    name: String,
    /// What all spellings share, in any log.
    key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    within: Option<String>,
    /// Spellings, with how many dossiers have each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    written: Vec<(String, u64)>,
}

/// The text of a file, the same for the same tallies.
///
/// # Errors
/// Never for tallies of this program.
pub fn write(tallies: &Tallies) -> serde_json::Result<String> {
    let names = names_in(&tallies.cubes);
    let places: BTreeMap<Dimension, BTreeMap<&str, usize>> = names
        .iter()
        .map(|(dimension, names)| (*dimension, names.iter().copied().zip(0..).collect()))
        .collect();
    let group_part = |dimension: Dimension, name: &str| {
        let known = tallies.group(dimension, name);
        GroupPart {
            name: name.to_owned(),
            key: known.map_or_else(|| name.to_owned(), |known| known.key.clone()),
            within: known.and_then(|known| known.within.clone()),
            written: known.map(|known| known.written.clone()).unwrap_or_default(),
        }
    };
    let groups = names.iter().map(|(dimension, names)| {
        let parts = names.iter().map(|name| group_part(*dimension, name));
        (dimension.name().to_owned(), parts.collect())
    });
    let Tallies { frame, counting, sources, ledger, .. } = tallies;
    let scope = EvidenceScope::of_each(tallies.cubes.values().map(|cube| cube.evidence));
    let file = TallyFile {
        schema: TALLY_SCHEMA.to_owned(),
        period: PeriodPart {
            from: frame.period.from.to_string(),
            to: frame.period.to.to_string(),
            as_of: frame.as_of.to_string(),
            rule: frame.rule.name().to_owned(),
        },
        counting: counting_part(counting),
        fields: tallies.fields.iter().map(|field| field.name().to_owned()).collect(),
        sources: sources.iter().map(source_part).collect(),
        ledger: ledger.clone(),
        groups: groups.collect(),
        cubes: tallies.cubes.values().map(|cube| cube_part(cube, &places)).collect(),
        evidence: evidence::part(scope),
        evidence_without: evidence::without(scope),
        times: tallies.times.clone().map(Into::into),
    };
    Ok(visible_json(&serde_json::to_string(&file)?).into_owned() + "\n")
}

/// Stands for the counts of tallies: the same for the same counts, whatever they were counted from and by.
pub fn counts_sha256(tallies: &Tallies) -> String {
    let mut hash = Sha256::new();
    let TimeFrame { period, as_of, rule } = &tallies.frame;
    // Counts that came later would make months of older programs other months.
    let counts: Vec<Count> =
        Count::ALL.into_iter().filter(|count| !count.is_later_than_files()).collect();
    let frame = format!("{}..{} {as_of} {}\0", period.from, period.to, rule.name());
    hash.update(frame.as_bytes());
    let mut text = String::new();
    for cube in tallies.cubes.values() {
        for by in &cube.by {
            text.extend([by.name(), "\0"]);
        }
        for Row { group, tally } in &cube.rows {
            // A group without a name is not one whose name is empty.
            text.extend(group.iter().flat_map(|name| [name.as_deref().unwrap_or("\u{1}"), "\0"]));
            for count in counts.iter().filter(|count| tally[**count] > 0) {
                text.extend([count.name(), " ", &tally[*count].to_string(), "\0"]);
            }
        }
        hash.update(text.as_bytes());
        text.clear();
    }
    hexadecimal(&hash.finalize())
}

fn counting_part(counting: &Counting) -> CountingPart {
    let filter = |(dimension, name): &(Dimension, String)| FilterPart {
        dimension: dimension.name().to_owned(),
        name: name.clone(),
    };
    CountingPart {
        program: counting.program.clone(),
        grain: counting.grain.name().to_owned(),
        policy: counting.policy.name().to_owned(),
        units: counting.units.name().to_owned(),
        filters: counting.filters.iter().map(filter).collect(),
        calendar: counting.calendar.clone(),
        local_calendar: counting.local_calendar.clone(),
        suppress_below: counting.suppress_below,
    }
}

fn source_part(source: &TallySource) -> SourcePart {
    SourcePart {
        file: source.file.clone(),
        sha256: source.sha256.clone(),
        bytes: source.bytes,
        from: source.period.from.to_string(),
        to: source.period.to.to_string(),
    }
}

/// Reads a file.
///
/// # Errors
/// When the text is no such file, of another version, or contradicts itself.
pub fn read(text: &[u8]) -> Result<Tallies, TallyFileError> {
    #[derive(Deserialize)]
    struct SchemaLine {
        schema: String,
    }
    let SchemaLine { schema } = serde_json::from_slice(text)?;
    if ![TALLY_SCHEMA, WITHOUT_EVIDENCE].contains(&schema.as_str()) {
        return Err(TallyFileError::OtherSchema(schema));
    }
    let file: TallyFile = serde_json::from_slice(text)?;
    file.ledger.check()?;
    let period = period("period", &file.period.from, &file.period.to)?;
    let as_of = day("period.as_of", &file.period.as_of)?;
    if !period.contains(as_of) {
        return Err(bad("period.as_of", &file.period.as_of));
    }
    let rule = find("period.rule", &file.period.rule, PeriodRule::ALL, PeriodRule::name)?;
    let groups = file.groups.into_iter().map(|(name, parts)| {
        Ok((dimension("groups", &name)?, parts.into_iter().map(group_facts).collect()))
    });
    let groups = groups.collect::<Result<BTreeMap<_, Vec<_>>, TallyFileError>>()?;
    let evidence = evidence::scope(file.evidence, file.evidence_without.as_deref())?;
    let field = |name: &String| CanonicalField::from_name(name).ok_or_else(|| bad("fields", name));
    Ok(Tallies {
        frame: TimeFrame { period, as_of, rule },
        counting: counting(file.counting)?,
        fields: file.fields.iter().map(field).collect::<Result<BTreeSet<_>, _>>()?,
        sources: file.sources.into_iter().map(source).collect::<Result<_, _>>()?,
        ledger: file.ledger,
        cubes: cubes(file.cubes, &groups, evidence)?,
        times: file.times.map(times).transpose()?,
        groups,
    })
}

fn day(key: &'static str, text: &str) -> Result<Day, TallyFileError> {
    Day::parse(text).ok_or_else(|| bad(key, text))
}

fn period(key: &'static str, from: &str, to: &str) -> Result<Period, TallyFileError> {
    Period::new(day(key, from)?, day(key, to)?).ok_or_else(|| bad(key, &format!("{from}..{to}")))
}

fn counting(part: CountingPart) -> Result<Counting, TallyFileError> {
    let filter = |part: FilterPart| {
        Ok::<_, TallyFileError>((dimension("counting.where", &part.dimension)?, part.name))
    };
    Ok(Counting {
        grain: find("counting.grain", &part.grain, Grain::ALL, Grain::name)?,
        policy: find("counting.policy", &part.policy, Policy::ALL, Policy::name)?,
        units: find("counting.units", &part.units, UnitsBasis::ALL, UnitsBasis::name)?,
        filters: part.filters.into_iter().map(filter).collect::<Result<_, _>>()?,
        program: part.program,
        calendar: part.calendar,
        local_calendar: part.local_calendar,
        suppress_below: part.suppress_below,
    })
}

fn source(part: SourcePart) -> Result<TallySource, TallyFileError> {
    let period = period("sources", &part.from, &part.to)?;
    Ok(TallySource { file: part.file, sha256: part.sha256, bytes: part.bytes, period })
}

fn group_facts(part: GroupPart) -> GroupFacts {
    let GroupPart { name, key, within, written } = part;
    GroupFacts { name, key: lasting_key(&key), within, written }
}

/// Times by unit, or of the whole.
fn times(record: TimesCubeRecord) -> Result<TimesCube, TallyFileError> {
    let times = TimesCube::try_from(record)?;
    if times.by.iter().any(|by| *by != Dimension::Unit) {
        return Err(bad("times.by", times.by.first().map_or("", |by| by.name())));
    }
    Ok(times)
}

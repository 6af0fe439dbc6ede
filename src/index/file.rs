//! The file of an index → a checked [`Index`]. Everything that is wrong is said at once, by key path.

use std::collections::BTreeMap;

use super::answers::Ask;
use super::check;
use super::criteria::{
    Band, Criterion, Group, Index, IndexLevel, OtherLevels, Source, Validity, View, ViewGroup,
};
use super::raw::{OneOrMany, RawBand, RawCriterion, RawGroup, RawSource, RawView, RawViewGroup};
use super::registry;
use crate::domain::{Day, Dimension, Exact, WrittenNumber};
use crate::indicators::{CATALOGUE, Description};
use crate::settings::Words;
use crate::settings::{Problems, Sections, SettingsError, SettingsProblem, at};
use crate::words::Bilingual;

/// What such a file is called in messages.
pub const KIND: Bilingual = Bilingual { vi: "tệp bộ tiêu chí", en: "index file" };

impl Index {
    /// Reads and checks an index. `file` is its name for messages.
    ///
    /// # Errors
    /// With everything that is wrong with it.
    pub fn parse(file: &str, text: &str) -> Result<Self, SettingsError> {
        let mut sections = Sections::open(KIND, file, text, &registry::INDICES)?;
        let head = Head::take(&mut sections);
        let bands = sections.take_list::<RawBand>("bands");
        let groups = sections.take_list::<RawGroup>("groups");
        let views = sections.take_list::<RawView>("views");
        let criteria = sections.take_table::<RawCriterion>("criteria");
        let sources = sections.take_table::<RawSource>("sources");
        let notes = sections.take_list::<Words>("notes");
        sections.finish();
        let problems = &mut sections.problems;
        // Sums over what could be read would mislead where something could not.
        let are_all_read = problems.0.is_empty();
        let listed = criteria.len();
        let mut criteria: Vec<Criterion> =
            criteria.into_iter().filter_map(|(id, raw)| criterion(id, raw, problems)).collect();
        let are_all_read = are_all_read && criteria.len() == listed;
        criteria.sort_by_key(|criterion| natural(&criterion.id));
        let index = head.map(|head| Self {
            bands: bands
                .into_iter()
                .map(|(_, raw)| Band { name: raw.name, from: raw.from.0 })
                .collect(),
            groups: groups
                .into_iter()
                .map(|(_, raw)| Group {
                    id: raw.id,
                    name: raw.name,
                    max: raw.max.0,
                    confidence: raw.confidence,
                })
                .collect(),
            views: views.into_iter().map(|(_, raw)| view(raw)).collect(),
            criteria,
            sources: sources.into_iter().map(|(id, raw)| source(id, raw)).collect(),
            notes: notes.into_iter().map(|(_, note)| note).collect(),
            ..head
        });
        if let Some(index) = &index {
            check::parts(index, problems);
            if are_all_read {
                check::sums(index, problems);
            }
        }
        sections.conclude(index)
    }
}

/// The keys that stand on their own.
struct Head;

impl Head {
    /// An index without lists; nothing when a key that has to be there is not.
    fn take(sections: &mut Sections) -> Option<Index> {
        let id = sections.take::<String>("id");
        let name = sections.take::<Words>("name");
        let legal_base = sections.take::<String>("legal_base");
        let criteria_set = sections.take::<String>("criteria_set");
        let level = sections.take::<IndexLevel>("level");
        let days = ["valid_from", "valid_to"].map(|key| {
            let text = sections.take_or_default::<Option<String>>(key);
            (key, text)
        });
        let total = sections.take::<WrittenNumber>("total");
        let decimals = sections.take_or_default::<Option<u32>>("decimals");
        let tolerance = sections.take_or_default::<Option<WrittenNumber>>("tolerance");
        let other_levels = sections.take_or_default::<OtherLevels>("other_levels");
        let rescale = sections.take_or_default::<bool>("rescale");
        let [from, to] = days.map(|(key, text)| day(key, text, &mut sections.problems));
        Some(Index {
            id: id?,
            name: name?,
            legal_base: legal_base?,
            criteria_set: criteria_set?,
            level: level?,
            validity: validity(from, to, "valid_to", &mut sections.problems),
            total: total?.0,
            decimals: decimals.unwrap_or(2),
            tolerance: tolerance.map_or_else(Exact::default, |tolerance| tolerance.0),
            other_levels,
            rescale,
            bands: Vec::new(),
            groups: Vec::new(),
            views: Vec::new(),
            criteria: Vec::new(),
            sources: Vec::new(),
            notes: Vec::new(),
        })
    }
}

fn day(key: &str, text: Option<String>, problems: &mut Problems) -> Option<Day> {
    let text = text?;
    let day = Day::parse(&text);
    if day.is_none() {
        problems.rule(key, "cần một ngày dạng 2024-12-31", "takes a day such as 2024-12-31");
    }
    day
}

fn validity(from: Option<Day>, to: Option<Day>, key: &str, problems: &mut Problems) -> Validity {
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        problems.rule(key, "nằm trước `valid_from`", "lies before `valid_from`");
    }
    Validity { from, to }
}

fn criterion(id: String, raw: RawCriterion, problems: &mut Problems) -> Option<Criterion> {
    let path = format!("criteria.{id}");
    let rule = raw.rule.into_rule();
    let filters = filters(&path, raw.filter, problems);
    let ask = raw.indicator.map(|name| {
        known_indicator(format!("{path}.indicator"), &name, problems);
        Ask { filters: filters.clone().unwrap_or_default(), ..Ask::new(&name) }
    });
    let from = day(&format!("{path}.valid_from"), raw.valid_from, problems);
    let to = day(&format!("{path}.valid_to"), raw.valid_to, problems);
    let validity = validity(from, to, &format!("{path}.valid_to"), problems);
    filters?;
    Some(Criterion {
        id,
        group: raw.group,
        name: raw.name,
        code: raw.code,
        max: raw.max.0,
        ask,
        times: raw.times,
        rule,
        zero_denominator: raw.zero_denominator,
        levels: raw.levels,
        validity,
        needs: raw.needs,
        source: raw.source,
        confidence: raw.confidence,
        note: raw.note,
    })
}

fn known_indicator(key: String, name: &str, problems: &mut Problems) {
    const INDICATOR: Bilingual = Bilingual { vi: "chỉ tiêu", en: "indicator" };
    if Description::find(name).is_none() {
        problems.unknown(key, INDICATOR, name, CATALOGUE.iter().map(|known| known.id));
    }
}

type Filters = Vec<(Dimension, Vec<String>)>;

fn filters(
    path: &str,
    raw: BTreeMap<String, OneOrMany>,
    problems: &mut Problems,
) -> Option<Filters> {
    const DIMENSION: Bilingual = Bilingual { vi: "chiều", en: "dimension" };
    let mut filters = Filters::new();
    for (name, values) in raw {
        let key = format!("{path}.filter.{name}");
        let dimension = Dimension::from_name(&name).filter(|dimension| !dimension.is_time());
        let Some(dimension) = dimension else {
            let known = Dimension::ALL.into_iter().filter(|dimension| !dimension.is_time());
            problems.unknown(key, DIMENSION, &name, known.map(Dimension::name));
            return None;
        };
        let values = match values {
            OneOrMany::One(value) => vec![value],
            OneOrMany::Many(values) => values,
        };
        if dimension == Dimension::Level {
            const LEVEL: Bilingual = Bilingual { vi: "cấp", en: "level" };
            for (place, value) in values.iter().enumerate() {
                if IndexLevel::from_name(value).is_none() {
                    let known = IndexLevel::ALL.into_iter().map(IndexLevel::name);
                    problems.unknown(at(&key, place), LEVEL, value, known);
                }
            }
        }
        if values.is_empty() {
            problems.add(key, SettingsProblem::Missing);
        }
        filters.push((dimension, values));
    }
    Some(filters)
}

fn view(raw: RawView) -> View {
    let group = |raw: RawViewGroup| ViewGroup { id: raw.id, name: raw.name, of: raw.of };
    View { id: raw.id, name: raw.name, groups: raw.groups.into_iter().map(group).collect() }
}

fn source(id: String, raw: RawSource) -> Source {
    Source { id, name: raw.name, confidence: raw.confidence, note: raw.note }
}

/// Ids in the order in which people count: 3.2 before 3.10, 4.5a before 4.5b.
fn natural(id: &str) -> Vec<(u64, String)> {
    let part = |part: &str| {
        let letters = part.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let digits = part.strip_suffix(letters).unwrap_or(part);
        (digits.parse().unwrap_or(u64::MAX), letters.to_owned())
    };
    id.split('.').map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn ids_are_ordered_as_people_count() {
        let mut ids = ["3.10", "3.x", "4.5b", "3.2", "10.1", "4.5a", "3.4.2", "3.4.10"];
        ids.sort_by_key(|id| natural(id));
        assert_eq!(ids, ["3.2", "3.4.2", "3.4.10", "3.10", "3.x", "4.5a", "4.5b", "10.1"]);
    }
}

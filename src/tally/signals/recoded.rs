//! The signal about dossiers that stand under two forms of code: a new system that took over what was open and gave it
//! codes of its own, so that each such dossier counts twice.
//!
//! Two dossiers may agree by chance, all the more where a unit has many of a kind. So a pair of forms is judged by what
//! agrees on the same days beside what agrees when one of them is moved by a week.

use hashbrown::{HashMap, HashSet};

use super::dossier::Dossier;
use super::judge::{Judge, SignalContext};

/// With fewer dossiers of a form nothing is said of it.
const FEWEST: u64 = 10;
/// So many days of receipts both forms share at least: within a week chance cannot be told from a pattern.
const FEWEST_DAYS: i32 = 8;
/// Days between what is compared and what chance would give; a week keeps the days of the week.
const WEEK: i32 = 7;
/// So many times as many as chance gives.
const TIMES: u64 = 3;
/// Forms of a unit that are compared, those with most dossiers.
const FORMS: usize = 4;

/// What two rows of one dossier share, whatever it is called: procedure, received day, due day.
type Key = (u32, i32, Option<i32>);

fn key(dossier: &Dossier) -> Key {
    let due = dossier.due.map(|due| due.day().0);
    (dossier.procedure, dossier.received.day().0, due)
}

/// The dossiers of a unit by the form of their code.
type Forms = HashMap<u32, HashMap<Key, u64>>;

/// With a dossier of another form beside it, of those in units with two forms that can be compared.
pub fn two_forms<'a>(ground: &'a SignalContext<'_>) -> Judge<'a> {
    // Most units have one form: nothing more is kept of their dossiers.
    let sizes = ground.by_unit(|sizes: &mut HashMap<u32, u64>, dossier| {
        if let Some(form) = dossier.form {
            *sizes.entry(form).or_default() += 1;
        }
    });
    let is_large = |sizes: &HashMap<u32, u64>, form: u32| {
        sizes.get(&form).is_some_and(|dossiers| *dossiers >= FEWEST)
    };
    let has_two = |sizes: &HashMap<u32, u64>| {
        sizes.values().filter(|dossiers| **dossiers >= FEWEST).count() > 1
    };
    let units = ground.by_unit(|forms: &mut Forms, dossier| {
        let sizes = sizes.get(dossier.unit as usize).filter(|sizes| has_two(sizes));
        let form = dossier.form.filter(|form| sizes.is_some_and(|sizes| is_large(sizes, *form)));
        if let Some(form) = form {
            *forms.entry(form).or_default().entry(key(dossier)).or_default() += 1;
        }
    });
    let judged: Vec<Option<HashSet<(u32, Key)>>> = units.iter().map(recoded).collect();
    Box::new(move |dossier| {
        let of_unit = judged.get(dossier.unit as usize)?.as_ref()?;
        Some(of_unit.contains(&(dossier.form?, key(dossier))))
    })
}

/// Forms and keys that stand under two forms; nothing where no two forms can be compared.
fn recoded(forms: &Forms) -> Option<HashSet<(u32, Key)>> {
    let size = |keys: &HashMap<Key, u64>| keys.values().sum::<u64>();
    let mut largest: Vec<(u64, u32)> =
        forms.iter().map(|(form, keys)| (size(keys), *form)).collect();
    largest.retain(|(dossiers, _)| *dossiers >= FEWEST);
    largest.sort_unstable_by(|left, right| right.cmp(left));
    largest.truncate(FORMS);
    let mut found = None;
    for (place, (_, one)) in largest.iter().enumerate() {
        for (_, other) in largest.iter().skip(place + 1) {
            let (Some(left), Some(right)) = (forms.get(one), forms.get(other)) else { continue };
            let Some(range) = shared_days(left, right) else { continue };
            let found: &mut HashSet<_> = found.get_or_insert_with(HashSet::new);
            if is_pattern(left, right, range) {
                let both = left.keys().filter(|key| right.contains_key(*key));
                found.extend(both.flat_map(|key| [(*one, *key), (*other, *key)]));
            }
        }
    }
    found
}

/// The days on which both receive.
fn shared_days(left: &HashMap<Key, u64>, right: &HashMap<Key, u64>) -> Option<(i32, i32)> {
    let days = |keys: &HashMap<Key, u64>| {
        let days = || keys.keys().map(|key| key.1);
        days().min().zip(days().max())
    };
    let ((a, b), (c, d)) = (days(left)?, days(right)?);
    let (first, last) = (a.max(c), b.min(d));
    (last - first + 1 >= FEWEST_DAYS).then_some((first, last))
}

/// Whether far more agrees than chance would give, and at least half of what could.
fn is_pattern(
    left: &HashMap<Key, u64>,
    right: &HashMap<Key, u64>,
    (first, last): (i32, i32),
) -> bool {
    let agreeing = |moved: i32| -> u64 {
        let of_key = |(key, dossiers): (&Key, &u64)| {
            let (procedure, received, due) = *key;
            let other = right.get(&(procedure, received + moved, due.map(|due| due + moved)));
            other.map_or(0, |other| (*other).min(*dossiers))
        };
        left.iter().map(of_key).sum()
    };
    let within = |keys: &HashMap<Key, u64>| -> u64 {
        let is_within = |(key, _): &(&Key, &u64)| (first..=last).contains(&key.1);
        keys.iter().filter(is_within).map(|(_, dossiers)| *dossiers).sum()
    };
    let same = agreeing(0);
    let chance = agreeing(WEEK).max(agreeing(-WEEK));
    let most = within(left).min(within(right));
    same >= FEWEST && same * 2 >= most && same >= TIMES * chance
}

#[cfg(test)]
mod tests {
    use hashbrown::HashMap;

    use super::{Forms, Key, recoded};

    fn keys(all: &[Key]) -> HashMap<Key, u64> {
        let mut keys = HashMap::new();
        for key in all {
            *keys.entry(*key).or_default() += 1;
        }
        keys
    }

    /// Thirty days of a unit, three procedures on changing days.
    fn days(shift: i32) -> Vec<Key> {
        (0..30)
            .map(|day| {
                ((day * 7 % 3 + shift).cast_unsigned(), day + shift, Some(day + 5 + day % 4))
            })
            .collect()
    }

    #[test]
    fn what_a_new_system_took_over_stands_under_two_forms() {
        let old = days(0);
        let taken_over: Vec<Key> = old.iter().skip(15).copied().collect();
        let forms: Forms = HashMap::from([(1, keys(&old)), (2, keys(&taken_over))]);
        let found = recoded(&forms).expect("two forms");
        assert_eq!(found.len(), 2 * 15);
        assert!(
            taken_over.iter().all(|key| found.contains(&(1, *key)) && found.contains(&(2, *key)))
        );
    }

    #[test]
    fn two_systems_side_by_side_are_no_pattern() {
        // Dossiers of their own; and the same crowd of copies on every day, as a busy desk has it.
        let copies: Vec<Key> = (0..30).flat_map(|day| vec![(9, day, Some(day)); 5]).collect();
        for (one, other) in [(days(0), days(2)), (copies.clone(), copies)] {
            let forms: Forms = HashMap::from([(1, keys(&one)), (2, keys(&other))]);
            assert_eq!(recoded(&forms).expect("two forms").len(), 0);
        }
    }

    #[test]
    fn one_form_few_dossiers_or_few_days_say_nothing() {
        let all = days(0);
        for forms in [
            HashMap::from([(1, keys(&all))]),
            HashMap::from([(1, keys(&all)), (2, keys(&all[..9]))]),
            HashMap::from([(1, keys(&all[..15])), (2, keys(&all[9..]))]),
        ] {
            assert_eq!(recoded(&forms), None);
        }
    }
}

//! `cchc check --feedback DIR`: one workbook per unit with its rows to mend, and the index that the
//! next run is compared with.
//!
//! The folder changes in one step: workbooks and index are all old or all new, and whatever else lies in it
//! stays. A workbook that somebody has worked in is set aside, never overwritten or removed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use crate::answers::feedback::{
    Feedback, INDEX_FILE, Index, Run, State, UnitFeedback, WorkbookEntry, compare, sheets,
};
use crate::answers::system_messages;
use crate::cli::failure::{Exit, Failure};
use crate::cli::plan::Input;
use crate::cli::{clock, messages, terminal};
use crate::domain::fold;
use crate::dossiers::{LoadRequest, Loaded, row_contexts};
use crate::output::{Committed, FolderUpdate, OutputError, recover};
use crate::read::Source;
use crate::render;
use crate::words::Lang;

/// More rows are no list to be mended by hand: from there on the first of each code and unit stand for
/// the others, which are counted.
const LISTED_ROWS: usize = 200_000;

/// Reads the index of the last run; none is no error, a broken one is: overwritten, it would be lost.
///
/// # Errors
/// When there is an index that cannot be read.
pub fn last_index(folder: &Path, lang: Lang) -> Result<Option<Index>, Failure> {
    // Where a killed run left the folder aside, on a disk without exchange.
    recover(folder);
    let path = folder.join(INDEX_FILE);
    let refuse = |why: String| {
        let what =
            lang.of("không đọc được chỉ mục lần trước", "cannot read the index of the last run");
        let failure = Failure::message(Exit::Output, format!("{what} `{}`: {why}", path.display()));
        failure.hint(lang.of(
            "chuyển tệp đó đi chỗ khác để bắt đầu lại từ đầu",
            "move that file away to start anew",
        ))
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(refuse(system_messages::unreadable(&error, lang).to_owned())),
    };
    Index::parse(&text).map(Some).map_err(|error| refuse(error.to_string()))
}

/// What a load needs for it; workbooks of an earlier run below the folder of exports are no exports.
pub fn prepare(folder: &Path, input: &mut Input) {
    input.load.list_findings = Some(LISTED_ROWS);
    let Ok(folder) = folder.canonicalize() else { return };
    let is_ours = |path: &Path| path.canonicalize().is_ok_and(|path| path.starts_with(&folder));
    input.load.sources.retain(|source| !source.path().is_some_and(is_ours));
    // What lies in a workbook of ours stands behind its name.
    let file = |name: &str| name.split(" » ").next().map(|path| is_ours(Path::new(path)));
    input.discovery.passed_over.retain(|name| file(name) != Some(true));
}

/// Compares with the last run.
///
/// # Errors
/// When the columns do not hold together: a bug.
pub fn feedback(
    request: &LoadRequest,
    loaded: &Loaded,
    before: Option<&Index>,
) -> Result<Feedback, Failure> {
    let days = loaded.dossiers.days_seen().map_err(|error| Failure::new(Exit::Input, error))?;
    let dossiers: BTreeSet<String> =
        before.into_iter().flat_map(Index::dossiers).map(str::to_owned).collect();
    let contexts = row_contexts(request, loaded, &dossiers);
    Ok(compare(&Run { loaded, contexts: &contexts, days }, before))
}

/// Writes the workbooks and the index, then takes away workbooks that have nothing to say any more.
///
/// # Errors
/// When the folder or a file cannot be written.
pub fn write(
    folder: &Path,
    request: &LoadRequest,
    feedback: &Feedback,
    before: Option<&Index>,
    is_quiet: bool,
    lang: Lang,
) -> Result<(), Failure> {
    let refuse = |error: &OutputError| messages::output(error, lang);
    let written: BTreeMap<&str, &str> = before
        .into_iter()
        .flat_map(|index| &index.workbooks)
        .map(|entry| (entry.file.as_str(), entry.hash.as_str()))
        .collect();
    let names: Vec<String> = request.sources.iter().map(Source::name).collect();
    let common = common_folder(&names);
    let mut index = Index::new(feedback);
    let mut update = FolderUpdate::begin(folder).map_err(|error| refuse(&error))?;
    let mut talk = Vec::new();
    for unit in &feedback.units {
        let Some(file) = &unit.workbook else { continue };
        let bytes = workbook(feedback, unit, common, lang)?;
        let hash = hash(&bytes);
        let path = folder.join(file);
        let known = [written.get(file.as_str()).copied(), Some(hash.as_str())];
        if let Some(old) = changed_by_hand(&path, &known) {
            let aside = format!("{}.{:.8}.xlsx", file.trim_end_matches(".xlsx"), old.hash);
            update.write(&aside, &old.bytes).map_err(|error| refuse(&error))?;
            talk.push(match lang {
                Lang::Vi => format!("{file} đã có người ghi vào: giữ lại thành {aside}"),
                Lang::En => format!("somebody worked in {file}: kept as {aside}"),
            });
        }
        update.write(file, &bytes).map_err(|error| refuse(&error))?;
        index.workbooks.push(WorkbookEntry { unit: unit.name.clone(), file: file.clone(), hash });
    }
    let workbooks = index.workbooks.len();
    let clean = clean_workbooks(feedback, &mut index, before);
    let text = render::json::write(&index);
    let text = text.map_err(|error| Failure::new(Exit::Output, error))?;
    update.write(INDEX_FILE, text.as_bytes()).map_err(|error| refuse(&error))?;
    talk.extend(clean.iter().filter_map(|entry| take_away(&mut update, folder, entry, lang)));
    let done = match update.commit().map_err(|error| refuse(&error))? {
        Committed::Unchanged => lang.of("Giữ nguyên", "Left as it is"),
        Committed::Written | Committed::Replaced => lang.of("Đã ghi", "Written"),
    };
    talk.push(format!("{done}: {} ({workbooks} xlsx)", folder.display()));
    talk.iter().filter(|_| !is_quiet).for_each(|line| terminal::say(line));
    Ok(())
}

/// The bytes of the workbook of one unit.
fn workbook(
    feedback: &Feedback,
    unit: &UnitFeedback,
    common_folder: &str,
    lang: Lang,
) -> Result<Vec<u8>, Failure> {
    clock::refuse_for_workbooks(lang)?;
    let title = unit.name.as_deref().unwrap_or_default();
    let sheets = sheets(lang, feedback, unit, common_folder);
    render::workbook::write(lang, title, &sheets).map_err(|error| Failure::new(Exit::Output, error))
}

/// The workbooks of units whose rows are all fixed. Those of units that this run says nothing about
/// stay, and stay listed.
fn clean_workbooks<'a>(
    feedback: &Feedback,
    index: &mut Index,
    before: Option<&'a Index>,
) -> Vec<&'a WorkbookEntry> {
    let written: BTreeSet<String> =
        index.workbooks.iter().map(|entry| entry.file.clone()).collect();
    let old = before.into_iter().flat_map(|index| &index.workbooks);
    let old = old.filter(|entry| !written.contains(&entry.file));
    let is_clean = |entry: &&WorkbookEntry| {
        let unit = feedback
            .units
            .iter()
            .find(|unit| unit.name.as_deref().map(fold) == entry.unit.as_deref().map(fold));
        unit.is_some_and(|unit| unit.count(State::Fixed) == unit.rows.len())
    };
    let (clean, silent): (Vec<_>, Vec<_>) = old.partition(is_clean);
    index.workbooks.extend(silent.into_iter().cloned());
    clean
}

/// Removes a workbook of the last run whose unit has nothing to mend, unless somebody worked in it.
fn take_away(
    update: &mut FolderUpdate,
    folder: &Path,
    entry: &WorkbookEntry,
    lang: Lang,
) -> Option<String> {
    let WorkbookEntry { file, hash, .. } = entry;
    let path = folder.join(file);
    if changed_by_hand(&path, &[Some(hash)]).is_some() {
        return Some(match lang {
            Lang::Vi => format!("{file}: không còn gì phải sửa; giữ lại vì đã có người ghi vào"),
            Lang::En => format!("{file}: nothing to mend; kept, for somebody worked in it"),
        });
    }
    // Gone already is as good as removed.
    update.remove(file).then(|| match lang {
        Lang::Vi => format!("{file}: không còn gì phải sửa, đã xóa"),
        Lang::En => format!("{file}: nothing to mend, removed"),
    })
}

struct Old {
    bytes: Vec<u8>,
    hash: String,
}

/// What stands in a file that is there and is none of the contents we know.
fn changed_by_hand(path: &Path, known: &[Option<&str>]) -> Option<Old> {
    let bytes = std::fs::read(path).ok()?;
    let hash = hash(&bytes);
    (!known.contains(&Some(hash.as_str()))).then_some(Old { bytes, hash })
}

fn hash(bytes: &[u8]) -> String {
    format!("{:016x}", xxh3_64(bytes))
}

/// The folder that all inputs share, with its last separator.
fn common_folder(names: &[String]) -> &str {
    let folder = |name: &str| name.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let Some(first) = names.first() else { return "" };
    let mut common = first.get(..folder(first)).unwrap_or("");
    while !names.iter().all(|name| name.starts_with(common)) {
        let shorter = common.trim_end_matches(['/', '\\']);
        common = common.get(..folder(shorter)).unwrap_or("");
    }
    common
}

#[cfg(test)]
mod tests {
    use super::common_folder;

    #[test]
    fn the_folder_that_all_inputs_share_is_left_out() {
        let names =
            |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        for (given, common) in [
            (&["x/2022/a.csv", "x/2024/a.csv"][..], "x/"),
            (&["x/2022/a.csv"], "x/2022/"),
            (&["a.csv", "x/b.csv"], ""),
            (&["x/a.csv", "xy/b.csv"], ""),
            (&[], ""),
        ] {
            assert_eq!(common_folder(&names(given)), common);
        }
    }
}

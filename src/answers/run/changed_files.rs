//! Input files that are new, gone or changed → a few lines: many of one folder are one line.
//!
//! In: their paths with what became of them. Out: sentences. Must not know: figures.

use std::collections::BTreeMap;

use crate::archive::month::ChangedFile;
use crate::words::Lang;

/// So many files of one folder are named one by one.
const NAMED: usize = 3;

/// One line for each file, or for each folder with many.
pub fn lines(files: &[ChangedFile], lang: Lang) -> Vec<String> {
    let kinds = [
        lang.of("Tệp mới", "New file"),
        lang.of("Tệp không còn", "File gone"),
        lang.of("Tệp đổi nội dung", "File changed"),
    ];
    let mut by_folder: BTreeMap<(usize, &str), Vec<&str>> = BTreeMap::new();
    for change in files {
        let kind = match (&change.before, &change.after) {
            (None, _) => 0,
            (_, None) => 1,
            _ => 2,
        };
        let folder = change.file.rfind(['/', '\\']).map_or("", |end| &change.file[..end]);
        by_folder.entry((kind, folder)).or_default().push(&change.file);
    }
    let of_folder = |((kind, folder), files): ((usize, &str), Vec<&str>)| {
        let what = kinds.get(kind).copied().unwrap_or_default();
        match files.as_slice() {
            [first, .., last] if files.len() > NAMED => {
                let name = |path: &str| path.rsplit(['/', '\\']).next().map(str::to_owned);
                let ends = [first, last].map(|path| name(path).unwrap_or_default());
                let [first, last] = ends;
                let folder = if folder.is_empty() { "." } else { folder };
                let count = files.len();
                vec![match lang {
                    Lang::Vi => format!("{what}: {folder}: {count} tệp ({first} … {last})"),
                    Lang::En => format!("{what}: {folder}: {count} files ({first} … {last})"),
                }]
            }
            _ => files.iter().map(|file| format!("{what}: {file}")).collect(),
        }
    };
    by_folder.into_iter().flat_map(of_folder).collect()
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::archive::month::ChangedFile;
    use crate::words::Lang;

    fn change(file: &str, before: bool, after: bool) -> ChangedFile {
        let sum = |is_there: bool| is_there.then(|| "00".to_owned());
        ChangedFile { file: file.to_owned(), before: sum(before), after: sum(after) }
    }

    #[test]
    fn many_files_of_a_folder_are_one_line() {
        let mut files: Vec<ChangedFile> =
            (1..=12).map(|n| change(&format!("xuat/2026-03/xa-{n:02}.csv"), false, true)).collect();
        files.push(change("xuat/2026-04/a.csv", false, true));
        files.push(change("xuat/2026-03/cu.csv", true, false));
        files.push(change("don-vi.csv", true, true));
        let told = [
            "New file: xuat/2026-03: 12 files (xa-01.csv … xa-12.csv)",
            "New file: xuat/2026-04/a.csv",
            "File gone: xuat/2026-03/cu.csv",
            "File changed: don-vi.csv",
        ];
        assert_eq!(lines(&files, Lang::En), told);
        assert_eq!(lines(&files[..3], Lang::Vi).len(), 3, "few are named");
        assert_eq!(
            lines(&files[..4], Lang::Vi),
            ["Tệp mới: xuat/2026-03: 4 tệp (xa-01.csv … xa-04.csv)"]
        );
        assert_eq!(lines(&[], Lang::Vi), Vec::<String>::new());
    }
}

//! Which file imports which, names that a module hands on followed to the file that defines them;
//! and the pairs of files that import each other.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Code, Path};

/// Every file with its paths, by the module that it is.
struct Tree {
    files: BTreeMap<Vec<String>, (String, Vec<Path>)>,
}

/// The pairs of files that import each other, each with its smaller name first.
pub fn circles(sources: &[(String, String)]) -> BTreeSet<(String, String)> {
    let imports = Tree::new(sources).imports();
    let is_mutual =
        |(from, to): &&(String, String)| from < to && imports.contains(&(to.clone(), from.clone()));
    imports.iter().filter(is_mutual).cloned().collect()
}

impl Tree {
    fn new(sources: &[(String, String)]) -> Self {
        let code = sources.iter().map(|(name, text)| (name, Code::new(name, text)));
        let files = code.map(|(name, code)| {
            let paths = code.paths();
            (code.module, (name.clone(), paths))
        });
        Self { files: files.collect() }
    }

    /// Which file takes something from which other.
    fn imports(&self) -> BTreeSet<(String, String)> {
        let mut imports = BTreeSet::new();
        for (module, (file, paths)) in &self.files {
            for path in paths.iter().filter(|path| !path.is_handed_on) {
                let target = self.absolute(module, path).and_then(|path| self.file(&path, 0));
                if let Some(target) = target.filter(|target| target != file) {
                    imports.insert((file.clone(), target));
                }
            }
        }
        imports
    }

    /// A path from the root of the crate: names that the file imports are taken back to where they
    /// come from, and its own modules to where they stand.
    fn absolute(&self, module: &[String], path: &Path) -> Option<Vec<String>> {
        let (first, rest) = path.segments.split_first()?;
        if first == "crate" {
            return Some(path.segments.clone());
        }
        let child = [module, std::slice::from_ref(first)].concat();
        if self.files.contains_key(&child) {
            return Some([child.as_slice(), rest].concat());
        }
        let is_meant = |other: &&Path| path.name.is_none() && other.name.as_ref() == Some(first);
        let imported = self.files[module].1.iter().find(is_meant)?;
        let origin = self.absolute(module, &Path { name: Some(String::new()), ..imported.clone() });
        Some([origin?.as_slice(), rest].concat())
    }

    /// The file that defines what `path` names; none where it names a module as a whole.
    fn file(&self, path: &[String], depth: usize) -> Option<String> {
        let length = (1..=path.len()).rev().find(|end| self.files.contains_key(&path[..*end]))?;
        let (module, rest) = path.split_at(length);
        let item = rest.first()?;
        let (file, paths) = &self.files[module];
        let handed_on =
            paths.iter().find(|path| path.is_handed_on && path.name.as_ref() == Some(item));
        let origin = handed_on.filter(|_| depth < 8).and_then(|path| self.absolute(module, path));
        let followed =
            origin.and_then(|origin| self.file(&[&origin, &rest[1..]].concat(), depth + 1));
        Some(followed.unwrap_or_else(|| file.clone()))
    }
}

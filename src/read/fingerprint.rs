//! Sources → the files behind them, with size and SHA-256, as `sha256sum` would print it.
//!
//! In: sources, and where standard input was kept. Out: one [`Fingerprint`] per file on disk, in the
//! order of the sources. Must not know: what is in the files.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use sha2::{Digest, Sha256};

use super::export::Opener;
use super::source::Source;

/// What a file was when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// As the user named it.
    pub name: String,
    pub bytes: u64,
    /// In hexadecimal; nothing when the file could not be read.
    pub sha256: Option<String>,
    /// Names of the sources that lie in it.
    pub sources: Vec<String>,
}

/// Fingerprints every file that the sources are, or lie in, each once.
pub fn fingerprints(opener: &Opener, sources: &[Source]) -> Vec<Fingerprint> {
    let mut files: Vec<(&Source, Vec<String>)> = Vec::new();
    let place =
        |source: &Source| (source.path().map(Path::to_owned), source.stream().map(str::to_owned));
    for source in sources {
        match files.iter_mut().rev().find(|(other, _)| place(other) == place(source)) {
            Some((_, names)) => names.push(source.name()),
            None => files.push((source, vec![source.name()])),
        }
    }
    let taken = files.par_iter().map(|(source, names)| {
        let read = match source.path() {
            // What was read from its beginning to its end was summed then; the rest is read now.
            Some(path) => opener
                .watch
                .sum(path)
                .map_or_else(|| opener.watch.open(path).and_then(|mut file| digest(&mut file)), Ok),
            None => opener.kept(source).and_then(|mut kept| digest(&mut kept)),
        };
        let path = source.path().map(|path| path.display().to_string());
        let name = path.or_else(|| source.stream().map(str::to_owned)).unwrap_or_default();
        let (bytes, sha256) = read.map_or((0, None), |(bytes, sha256)| (bytes, Some(sha256)));
        Fingerprint { name, bytes, sha256, sources: names.clone() }
    });
    taken.collect()
}

/// Fingerprints one file.
pub fn fingerprint(path: &Path) -> Fingerprint {
    let read = File::open(path).and_then(|mut file| digest(&mut file));
    let (bytes, sha256) = read.map_or((0, None), |(bytes, sha256)| (bytes, Some(sha256)));
    Fingerprint { name: path.display().to_string(), bytes, sha256, sources: Vec::new() }
}

fn digest(reader: &mut impl Read) -> io::Result<(u64, String)> {
    const AT_ONCE: usize = 256 * 1024;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; AT_ONCE];
    let mut bytes = 0;
    loop {
        let length = match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hasher.update(buffer.get(..length).unwrap_or_default());
        bytes += length as u64;
    }
    Ok((bytes, hexadecimal(&hasher.finalize())))
}

/// As `sha256sum` prints it.
pub fn hexadecimal(digest: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| DIGITS.get(usize::from(digit))).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::{Opener, Source, fingerprints};

    #[test]
    fn a_file_has_the_sum_that_everybody_else_computes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("abc.csv");
        std::fs::File::create(&path).and_then(|mut file| file.write_all(b"abc")).expect("written");
        let gone = Source::File(folder.path().join("gone.csv"));
        let sources = [Source::File(path.clone()), gone, Source::File(path)];
        let prints = fingerprints(&Opener::default(), &sources);
        assert_eq!(prints.len(), 2, "each file once");
        assert_eq!((prints[0].bytes, prints[0].sources.len()), (3, 2));
        // FIPS 180-4, appendix B.1.
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(prints[0].sha256.as_deref(), Some(expected));
        assert_eq!(prints[1].sha256, None);
    }
}

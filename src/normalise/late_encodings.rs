//! Files that begin as ASCII and go on as something that is no UTF-8: the whole file is asked for its
//! encoding, after the pass that met the first such byte. What it decides is read in another pass. So is
//! a file whose beginning was written as UTF-8 twice and whose rest was not.

use std::collections::{BTreeMap, BTreeSet};

use super::load::LoadRequest;
use super::worker::Worker;
use crate::findings::FindingCode;
use crate::read::{Encoding, EncodingDecision, EncodingReason, FileId, Verdict};

/// The scores of files that began as UTF-8, went on as something else and fit no encoding.
#[derive(Debug, Default)]
pub struct RefusedEncodings(BTreeMap<FileId, String>);

/// The encodings of files that a pass found not to be the UTF-8 they seemed.
pub fn late_encodings(
    request: &LoadRequest,
    workers: &[Worker<'_>],
    refused: &mut RefusedEncodings,
) -> BTreeMap<FileId, EncodingDecision> {
    let mut decided = BTreeMap::new();
    if request.opener.encoding.is_some() {
        return decided;
    }
    let opened = || workers.iter().flat_map(|worker| &worker.plans);
    let of_encoding = |encoding| -> BTreeSet<FileId> {
        let files = opened().filter(|(_, facts)| facts.encoding.encoding == encoding);
        files.map(|(file, _)| *file).collect()
    };
    let unmarked = of_encoding(Encoding::Utf8);
    let failures = workers.iter().flat_map(|worker| &worker.failures);
    let undecodable: BTreeSet<FileId> = failures
        .filter(|(_, failure)| failure.code == FindingCode::UndecodableBytes)
        .map(|(file, _)| *file)
        .collect();
    for file in undecodable.intersection(&of_encoding(Encoding::Utf8Twice)) {
        // The beginning was written twice and the rest was not: as it stands.
        let reason = EncodingReason::WrittenTwiceInPart;
        decided.insert(*file, EncodingDecision { encoding: Encoding::Utf8, reason });
    }
    for file in undecodable.intersection(&unmarked) {
        let Some(source) = request.sources.get(file.0 as usize) else { continue };
        match request.opener.settle(source, false) {
            Ok(Verdict::Decided(decision)) => {
                decided.insert(*file, decision);
            }
            Ok(Verdict::Refused { scores, .. }) => {
                refused.0.insert(*file, scores);
            }
            // It has changed or gone since; the failure found stands as it is.
            Ok(Verdict::Utf8) | Err(_) => {}
        }
    }
    decided
}

impl RefusedEncodings {
    /// Adds the scores to the failures.
    pub fn explain(&self, workers: &mut [Worker<'_>]) {
        for (file, failure) in workers.iter_mut().flat_map(|worker| &mut worker.failures) {
            if let Some(scores) = self.0.get(file) {
                *failure = failure.clone().because(scores);
            }
        }
    }
}

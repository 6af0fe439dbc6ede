//! Sources → dossiers, findings and ledger: runs the threads over all files, merges what they bring,
//! and reads again what a whole file proves to have been misunderstood.

use super::learn::{RefusedEncodings, learn};
use super::load_request::LoadRequest;
use super::loaded::Loaded;
use super::merge::merge;
use super::worker::Worker;
use crate::columns::Vocabulary;
use crate::read::{Position, run_queue};

/// A file that is learnt of again after so many passes says two things; it is read as it was last.
const MOST_PASSES: usize = 4;

/// Loads the sources: pass by pass, until no file says as a whole that its head was misunderstood.
/// That is so rare that everything is simply read again, knowing better.
///
/// # Errors
/// When the merged columns do not fit a frame or the ledger does not add up: bugs, not data.
pub fn load(request: &LoadRequest) -> Result<Loaded, super::table::DossiersError> {
    let vocabulary = Vocabulary::new(request.profile.as_ref());
    let mut request = request.clone();
    let mut refused = RefusedEncodings::default();
    let mut passes = 1;
    loop {
        let mut workers = pass(&request, &vocabulary);
        let learnt = learn(&request, &workers, &mut refused);
        if learnt.is_empty() || passes == MOST_PASSES {
            refused.explain(&mut workers);
            return merge(&request, workers);
        }
        drop(workers);
        request.learnt.add(learnt);
        passes += 1;
    }
}

fn pass<'a>(request: &'a LoadRequest, vocabulary: &'a Vocabulary) -> Vec<Worker<'a>> {
    let files = u32::try_from(request.sources.len()).unwrap_or(u32::MAX).min(Position::MAX_FILES);
    run_queue(files, request.threads.max(1), || Worker::new(request, vocabulary))
}

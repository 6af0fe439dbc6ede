//! Several threads over several files: each takes the next file, and all share a large one.
//!
//! In: how many files, and how to make a worker. Out: the workers, each having seen some chunks in
//! rising order of position. Which worker saw which chunk varies from run to run; positions do not,
//! so whoever merges the workers by position gets the same result every time.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::FileFailure;
use super::chunk::{Chunk, ChunkReader};
use super::position::FileId;

/// A file ready to be read.
pub struct OpenFile<P> {
    /// What the workers need to know of the file.
    pub plan: P,
    pub chunks: ChunkReader,
    /// Whether other threads may take chunks of it: large, and cheap to read in order.
    pub is_shared: bool,
}

/// What one thread does with files and chunks.
pub trait ChunkWorker: Send {
    /// What is known of a file after its head was read.
    type Plan: Send + Sync;

    /// Opens a file.
    ///
    /// # Errors
    /// When the file cannot be counted.
    fn open(&mut self, file: FileId) -> Result<OpenFile<Self::Plan>, FileFailure>;

    /// Takes in one chunk.
    ///
    /// # Errors
    /// When the file cannot be counted after all.
    fn take(&mut self, plan: &Self::Plan, chunk: &Chunk) -> Result<(), FileFailure>;

    /// Remembers that a file cannot be counted.
    fn fail(&mut self, file: FileId, failure: FileFailure);
}

struct Shared<P> {
    file: FileId,
    plan: P,
    /// `None` once the file is read or has failed.
    chunks: Mutex<Option<ChunkReader>>,
}

struct State<P> {
    next: u32,
    files: u32,
    /// Threads that are opening a file, which may turn out to be a shared one.
    opening: usize,
    shared: Vec<Arc<Shared<P>>>,
}

struct Queue<P> {
    state: Mutex<State<P>>,
    changed: Condvar,
}

enum Task<P> {
    Open(FileId),
    Help(Arc<Shared<P>>),
    Done,
}

/// Runs workers, one thread each, until every file is read, and gives them back.
///
/// Each thread makes its own worker: made side by side by one thread, two workers get neighbouring
/// pieces of memory, and cores that write to one cache line wait for each other.
pub fn run_queue<W: ChunkWorker>(
    files: u32,
    threads: usize,
    worker: impl Fn() -> W + Sync,
) -> Vec<W> {
    let state = State { next: 0, files, opening: 0, shared: Vec::new() };
    let queue = Queue { state: Mutex::new(state), changed: Condvar::new() };
    let run = || {
        let mut worker = worker();
        work(&queue, &mut worker);
        worker
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        let joined = threads.into_iter().map(std::thread::ScopedJoinHandle::join);
        joined
            .map(|worker| worker.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// A worker that panics ends the run through the scope; the others need not panic over its lock.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn work<W: ChunkWorker>(queue: &Queue<W::Plan>, worker: &mut W) {
    let mut chunk = Chunk::default();
    loop {
        match queue.next_task() {
            Task::Done => return,
            Task::Help(shared) => {
                help(&shared, worker, &mut chunk);
                queue.forget(&shared);
            }
            Task::Open(file) => {
                let opened = worker.open(file);
                let shared = match opened {
                    Err(failure) => {
                        worker.fail(file, failure);
                        None
                    }
                    Ok(open) => {
                        let is_shared = open.is_shared;
                        let chunks = Mutex::new(Some(open.chunks));
                        let shared = Arc::new(Shared { file, plan: open.plan, chunks });
                        queue.opened(is_shared.then(|| Arc::clone(&shared)));
                        Some(shared)
                    }
                };
                match shared {
                    Some(shared) => {
                        help(&shared, worker, &mut chunk);
                        queue.forget(&shared);
                    }
                    None => queue.opened(None),
                }
            }
        }
    }
}

/// Takes chunks of a file until there are no more.
fn help<W: ChunkWorker>(shared: &Shared<W::Plan>, worker: &mut W, chunk: &mut Chunk) {
    loop {
        let filled = {
            let mut chunks = lock(&shared.chunks);
            let filled = match chunks.as_mut() {
                None => return,
                Some(reader) => reader.fill(chunk),
            };
            if !matches!(filled, Ok(true)) {
                *chunks = None;
            }
            filled
        };
        let taken = match filled {
            Ok(true) => worker.take(&shared.plan, chunk),
            Ok(false) => return,
            Err(failure) => Err(failure),
        };
        if let Err(failure) = taken {
            *lock(&shared.chunks) = None;
            worker.fail(shared.file, failure);
            return;
        }
    }
}

impl<P> Queue<P> {
    fn next_task(&self) -> Task<P> {
        let mut state = lock(&self.state);
        loop {
            if let Some(shared) = state.shared.last() {
                return Task::Help(Arc::clone(shared));
            }
            if state.next < state.files {
                let file = FileId(state.next);
                state.next += 1;
                state.opening += 1;
                return Task::Open(file);
            }
            if state.opening == 0 {
                return Task::Done;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// A thread has finished opening a file, and may share it.
    fn opened(&self, shared: Option<Arc<Shared<P>>>) {
        let mut state = lock(&self.state);
        state.opening -= 1;
        state.shared.extend(shared);
        self.changed.notify_all();
    }

    /// A shared file has no more chunks.
    fn forget(&self, shared: &Arc<Shared<P>>) {
        lock(&self.state).shared.retain(|other| !Arc::ptr_eq(other, shared));
    }
}

//! A bar of bytes on standard error, for a person who has waited for a second.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);

/// Shows how much has been read until it is dropped.
pub struct Progress {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Watches a counter; nothing is shown unless `is_watched`.
    pub fn start(bytes_read: Arc<AtomicU64>, total: u64, is_watched: bool) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let thread = is_watched.then(|| {
            let stop = Arc::clone(&stop);
            std::thread::spawn(move || watch(&stop, &bytes_read, total))
        });
        Self { stop, thread }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // A bar that failed to draw is no reason to fail.
            let _drawn = thread.join();
        }
    }
}

fn watch(stop: &AtomicBool, bytes_read: &AtomicU64, total: u64) {
    let mut waited = Duration::ZERO;
    while waited < PATIENCE {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        std::thread::sleep(TICK);
        waited += TICK;
    }
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {eta}") {
        bar.set_style(style);
    }
    while !stop.load(Ordering::Relaxed) {
        bar.set_position(bytes_read.load(Ordering::Relaxed).min(total));
        std::thread::sleep(TICK);
    }
    bar.finish_and_clear();
}

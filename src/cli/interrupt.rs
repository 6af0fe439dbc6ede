//! Ctrl-C and its kin: unfinished files are removed, and the program ends with the code that shells give
//! to a signal, 128 and its number. A swap of reports is never cut in two: the sweep waits for it.

use std::sync::Arc;
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use signal_hook::{consts, flag, low_level};

use crate::output::Litter;

/// How long a signal may go unnoticed. A thread that sleeps until a signal comes would be neater, but
/// Windows has none of its means, and one way for all systems is one that is tested.
const PAUSE: Duration = Duration::from_millis(20);

/// Begins to listen, once for the process. Where that fails a signal ends the program as it does any
/// other, and the next run removes what it left.
pub fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let heard = Arc::new(AtomicUsize::new(0));
        let listener = Arc::clone(&heard);
        // First somebody who acts on a signal, then the signals: never heard and not acted on.
        let started =
            thread::Builder::new().name("signals".to_owned()).spawn(move || listen(&listener));
        if started.is_err() {
            return;
        }
        hear_of_limits();
        for signal in signals() {
            if let Ok(number) = usize::try_from(signal) {
                let _default_action = flag::register_usize(signal, Arc::clone(&heard), number);
            }
        }
    });
}

fn listen(heard: &AtomicUsize) {
    loop {
        thread::sleep(PAUSE);
        if let Ok(signal @ 1..) = i32::try_from(heard.load(Ordering::SeqCst)) {
            let _nothing_is_made_any_more = Litter::of_process().sweep();
            // Without the farewells of other threads, which may be waiting for the litter.
            low_level::exit(128 + signal);
        }
    }
}

/// A limit on the size of files is an error of the write, as a full disk is, and not the end of the program
/// with half a file left.
#[cfg(unix)]
fn hear_of_limits() {
    let _default_action = flag::register(consts::SIGXFSZ, Arc::default());
}

#[cfg(not(unix))]
const fn hear_of_limits() {}

#[cfg(unix)]
fn signals() -> Vec<i32> {
    let asked_to_end = [consts::SIGINT, consts::SIGTERM, consts::SIGHUP];
    asked_to_end.into_iter().filter(|signal| !is_ignored(*signal)).collect()
}

#[cfg(not(unix))]
fn signals() -> Vec<i32> {
    vec![consts::SIGINT, consts::SIGTERM]
}

/// Whether whoever started the program had it ignore a signal, as `nohup` does: then it goes on doing so.
#[cfg(target_os = "linux")]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask & (1 << (signal - 1)) != 0)
}

/// Nothing safe tells it here. A lost terminal ends the program as ever, or not, after `nohup`; what it
/// leaves, the next run removes.
#[cfg(all(unix, not(target_os = "linux")))]
fn is_ignored(signal: i32) -> bool {
    signal == consts::SIGHUP
}

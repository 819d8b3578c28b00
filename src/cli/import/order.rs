//! Work on many items at once, with the results in the order of the items.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How many results may wait for the one before them, for each worker.
const WAITING: usize = 8;

/// A result that is not there after this time takes longer.
const PAUSE: Duration = Duration::from_millis(30);

/// What is handed over.
#[derive(Debug, PartialEq, Eq)]
pub enum Step<R> {
    /// The next result.
    Done(R),
    /// The next result takes longer: time for what can be done meanwhile.
    Waiting,
}

/// How far the work has come.
struct Progress<I> {
    items: I,
    /// Items given out.
    given: usize,
    /// Results taken.
    taken: usize,
    /// No more is wanted.
    over: bool,
}

/// Does `work` on the items with `jobs` threads and hands each result to `take` in the order of the items, until it
/// breaks; in a longer wait for a result it hears of it once. Items are fetched one at a time, no further ahead than the
/// workers need.
pub fn in_order<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(Step<R>) -> ControlFlow<()>,
) {
    let jobs = jobs.max(1);
    let progress = Mutex::new(Progress {
        items,
        given: 0,
        taken: 0,
        over: false,
    });
    let moved = Condvar::new();
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            let sender = sender.clone();
            let (progress, moved, work) = (&progress, &moved, &work);
            scope.spawn(move || {
                while let Some((number, item)) = next(progress, moved, jobs * WAITING) {
                    if sender.send((number, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut wanted = 0;
        let mut hand_over = |step, taken| {
            let stop = take(step).is_break();
            let mut progress = lock(&progress);
            progress.taken = taken;
            progress.over |= stop;
            moved.notify_all();
            stop
        };
        loop {
            let arrived = match receiver.recv_timeout(PAUSE) {
                Err(RecvTimeoutError::Timeout) if hand_over(Step::Waiting, wanted) => return,
                Err(RecvTimeoutError::Timeout) => receiver.recv().ok(),
                arrived => arrived.ok(),
            };
            let Some((number, result)) = arrived else { return };
            early.insert(number, result);
            while let Some(result) = early.remove(&wanted) {
                wanted += 1;
                if hand_over(Step::Done(result), wanted) {
                    return;
                }
            }
        }
    });
}

/// The next item with its number, once it is not too far ahead.
fn next<T, I: Iterator<Item = T>>(progress: &Mutex<Progress<I>>, moved: &Condvar, ahead: usize) -> Option<(usize, T)> {
    let mut progress = lock(progress);
    while !progress.over && progress.given >= progress.taken + ahead {
        progress = moved.wait(progress).unwrap_or_else(PoisonError::into_inner);
    }
    if progress.over {
        return None;
    }
    let item = progress.items.next()?;
    progress.given += 1;
    Some((progress.given - 1, item))
}

/// A worker that panicked leaves numbers that are still right.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(step: Step<u64>) -> Option<u64> {
        match step {
            Step::Done(n) => Some(n),
            Step::Waiting => None,
        }
    }

    #[test]
    fn results_come_in_order_whatever_takes_longer() {
        for jobs in [1, 2, 5] {
            let mut got = Vec::new();
            let slow = |n: u64| {
                std::thread::sleep(std::time::Duration::from_micros((n % 7) * 50));
                n * 2
            };
            in_order(0..200, jobs, slow, |step| {
                got.extend(done(step));
                ControlFlow::Continue(())
            });
            assert_eq!(got, (0..200).map(|n| n * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn nothing_is_taken_behind_a_break() {
        let mut got = 0;
        in_order(
            0..,
            3,
            |n: u64| n,
            |step| {
                got = done(step).unwrap_or(got);
                if got == 9 {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        assert_eq!(got, 9);
    }

    #[test]
    fn a_long_wait_is_told_once() {
        let mut steps = Vec::new();
        let slow = |n: u64| {
            std::thread::sleep(PAUSE * 4 * n as u32);
            n
        };
        in_order(0..2, 1, slow, |step| {
            steps.push(done(step));
            ControlFlow::Continue(())
        });
        assert_eq!(steps, [Some(0), None, Some(1)]);
    }
}

//! Work on many items at once, with the results in the order of the items.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};

/// How many results may wait for the one before them, for each worker.
const WAITING: usize = 4;

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
/// breaks. Items are fetched one at a time, no further ahead than the workers need.
pub fn in_order<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> ControlFlow<()>,
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
        for (number, result) in receiver {
            early.insert(number, result);
            while let Some(result) = early.remove(&wanted) {
                wanted += 1;
                let stop = take(result).is_break();
                let mut progress = lock(&progress);
                progress.taken = wanted;
                progress.over |= stop;
                moved.notify_all();
                if stop {
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

    #[test]
    fn results_come_in_order_whatever_takes_longer() {
        for jobs in [1, 2, 5] {
            let mut got = Vec::new();
            let slow = |n: u64| {
                std::thread::sleep(std::time::Duration::from_micros((n % 7) * 50));
                n * 2
            };
            in_order(0..200, jobs, slow, |n| {
                got.push(n);
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
            |n: u32| n,
            |n| {
                got = n;
                if n == 9 {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        assert_eq!(got, 9);
    }
}

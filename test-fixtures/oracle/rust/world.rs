//! What a random program finds around it: a connection with an awaitable end, and answers that are chosen.
//!
//! `explore` runs a program again and again until each choice had each answer; a path is the list of answers, and the
//! next one differs in the last answer that has an alternative left.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// What goes wrong where the choice says so.
#[derive(Debug)]
pub struct Error;

/// A connection; dropping one closes nothing.
#[derive(Debug)]
pub struct Link {
    number: usize,
    _seen: Seen,
}

/// Notes where its connection is lost.
#[derive(Debug)]
struct Seen(usize);

impl Drop for Seen {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            with(|it| it.dropped.insert(self.0));
        }
    }
}

impl Link {
    /// Opens a connection at a place of the program.
    pub async fn connect(place: usize) -> Result<Link, Error> {
        work()?;
        let number = with(|it| it.open(place));
        Ok(Link { number, _seen: Seen(number) })
    }

    pub async fn ask(&self) -> Result<u64, Error> {
        work()?;
        Ok(self.number as u64)
    }

    /// Whatever it answers, the connection is closed.
    pub async fn close(self) -> Result<(), Error> {
        with(|it| it.closed.insert(self.number));
        work()
    }
}

/// Fails if the choice says so.
pub fn work() -> Result<(), Error> {
    if choose(2) == 1 { Err(Error) } else { Ok(()) }
}

pub fn flag() -> bool {
    choose(2) == 1
}

pub fn kind() -> usize {
    choose(3)
}

/// None, one or two.
pub fn items() -> std::ops::Range<usize> {
    0..choose(3)
}

#[derive(Default)]
struct Path {
    script: Vec<usize>,
    taken: Vec<usize>,
    sizes: Vec<usize>,
    /// The places at which connections were opened, by their numbers.
    opened: Vec<usize>,
    closed: BTreeSet<usize>,
    /// Those that were gone before the program panicked, if it did.
    dropped: BTreeSet<usize>,
}

impl Path {
    fn open(&mut self, place: usize) -> usize {
        self.opened.push(place);
        self.opened.len() - 1
    }

    fn next_script(&self) -> Option<Vec<usize>> {
        let at = (0..self.taken.len()).rev().find(|at| self.taken[*at] + 1 < self.sizes[*at])?;
        Some([&self.taken[..at], &[self.taken[at] + 1]].concat())
    }
}

thread_local! {
    static PATH: RefCell<Path> = RefCell::default();
}

fn with<T>(action: impl FnOnce(&mut Path) -> T) -> T {
    PATH.with(|it| action(&mut it.borrow_mut()))
}

/// A path that became too long; what it would do further on is not looked at.
struct CutOff;

const MAX_CHOICES: usize = 40;
const MAX_PATHS: usize = 6000;

fn choose(n_answers: usize) -> usize {
    let answer = with(|it| {
        let at = it.taken.len();
        if at >= MAX_CHOICES {
            return None;
        }
        let answer = it.script.get(at).copied().unwrap_or(0);
        it.taken.push(answer);
        it.sizes.push(n_answers);
        Some(answer)
    });
    answer.unwrap_or_else(|| std::panic::panic_any(CutOff))
}

/// Runs all paths of a program and prints what they left open, as places: on paths without a panic, before a panic, and
/// on any path.
pub fn explore<F: Future>(name: &str, program: impl Fn() -> F) {
    let [mut opened, mut written, mut lost, mut raised] = [const { BTreeSet::new() }; 4];
    let mut script = Some(vec![]);
    let mut n_paths = 0;
    while n_paths < MAX_PATHS
        && let Some(next) = script.take()
    {
        PATH.set(Path { script: next, ..Path::default() });
        n_paths += 1;
        let run = std::panic::AssertUnwindSafe(|| run(program()));
        let ended = std::panic::catch_unwind(run);
        let path = PATH.take();
        script = path.next_script();
        opened.extend(path.opened.iter().copied());
        let open: Vec<usize> = (0..path.opened.len()).filter(|it| !path.closed.contains(it)).collect();
        let places = |number: &usize| path.opened[*number];
        match ended {
            Ok(()) => written.extend(open.iter().map(places)),
            Err(what) if what.is::<CutOff>() => lost.extend(open.iter().map(places)),
            Err(_) => {
                lost.extend(open.iter().filter(|it| path.dropped.contains(it)).map(places));
                raised.extend(open.iter().map(places));
            }
        }
    }
    raised.extend(written.iter().copied());
    let complete = script.is_none();
    let [opened, written, lost, raised] = [opened, written, lost, raised].map(Vec::from_iter);
    println!(
        "{{\"name\": {name:?}, \"paths\": {n_paths}, \"complete\": {complete}, \"opened\": {opened:?}, \
         \"written\": {written:?}, \"lost\": {lost:?}, \"raised\": {raised:?}}}"
    );
}

/// Nothing here ever waits.
fn run(program: impl Future) {
    let mut program = pin!(program);
    let polled = program.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    assert!(matches!(polled, Poll::Ready(_)), "nothing waits");
}

//! Runs a target for a while: a worker process tries texts, its keeper sees to it that it lives.
//!
//! A case is a pure function of target, seed number and case number, so that the keeper can make again the text
//! that a worker died of or has been at for too long. What is found is written to a folder, made smaller where
//! the worker has survived it, and each kind of fault only once.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::spoil::{Recipe, recipes};
use crate::{Target, seeds};

/// A text that takes longer than this hangs; generous, since the machine has other things to do.
const LIMIT: Duration = Duration::from_secs(60);
/// The slowest of the texts that take longer than this is kept.
const SLOW: Duration = Duration::from_secs(5);
/// So many smaller texts are tried for each fault.
const MAX_SHRINKS: usize = 400;

/// What a campaign is asked for.
#[derive(Debug, Clone)]
pub struct Plan {
    pub minutes: f64,
    /// Another number means other texts.
    pub seed: u64,
    /// Where faults are written to.
    pub folder: PathBuf,
}

/// How far a campaign came.
#[derive(Debug, Default, Clone, Copy)]
pub struct Tally {
    pub cases: u64,
    pub faults: usize,
    pub slowest: Duration,
}

/// All texts of a target, made on demand.
struct Texts {
    seeds: Vec<String>,
    seed: u64,
}

impl Texts {
    fn new(target: &Target, seed: u64) -> Texts {
        let kept = seeds::regressions(target.name).into_iter().map(|it| it.1);
        Texts { seeds: (target.seeds)().into_iter().chain(kept).collect(), seed }
    }

    fn tree(&self, case: u64) -> impl ValueTree<Value = Recipe> + use<> {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&self.seed.to_le_bytes());
        bytes[8..16].copy_from_slice(&case.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        recipes().new_tree(&mut runner).expect("no strategy here rejects anything")
    }

    fn text(&self, case: u64) -> String {
        self.tree(case).current().text(&self.seeds)
    }
}

/// Tries `n_cases` texts in this process.
///
/// # Errors
///
/// The first fault, with its text.
pub fn try_some(target: &Target, seed: u64, n_cases: u64) -> Result<(), String> {
    let texts = Texts::new(target, seed);
    for case in 0..n_cases {
        let text = texts.text(case);
        target.try_on(&text).map_err(|it| format!("{} case {case}: {it}\n{text}", target.name))?;
    }
    Ok(())
}

/// Keeps workers running on a target until the time is up; `program` is this program.
///
/// # Errors
///
/// A worker cannot be started, or a file cannot be written.
pub fn keep(target: &Target, plan: &Plan, program: &Path) -> io::Result<Tally> {
    let start = Instant::now();
    let end = start + Duration::from_secs_f64(plan.minutes * 60.0);
    fs::create_dir_all(&plan.folder)?;
    let state = plan.folder.join(format!(".{}-{}", target.name, plan.seed));
    write_state(&state, &Tally::default())?;
    let mut n_lost = 0;
    loop {
        let left = end.saturating_duration_since(Instant::now());
        let mut worker = start_worker(target, plan, program, left)?;
        let Some(cause) = watch(&mut worker, &state)? else { break };
        let tally = read_state(&state)?;
        let case = tally.cases;
        n_lost += 1;
        report(target, plan, case, cause, &Texts::new(target, plan.seed).text(case))?;
        write_state(&state, &Tally { cases: case + 1, ..tally })?;
        if Instant::now() >= end {
            break;
        }
    }
    let tally = read_state(&state)?;
    fs::remove_file(&state)?;
    Ok(Tally { faults: tally.faults + n_lost, ..tally })
}

fn start_worker(target: &Target, plan: &Plan, program: &Path, left: Duration) -> io::Result<Child> {
    let mut command = Command::new(program);
    command.args(["--worker", target.name, "--seed", &plan.seed.to_string()]);
    command.args(["--minutes", &(left.as_secs_f64() / 60.0).to_string(), "--found"]).arg(&plan.folder);
    command.spawn()
}

/// Waits for a worker; says what became of it, unless it ended as it should.
fn watch(worker: &mut Child, state: &Path) -> io::Result<Option<&'static str>> {
    // Until the first text is done the worker also reads its seeds.
    let (mut case, mut since, mut limit) = (read_state(state)?.cases, Instant::now(), LIMIT * 10);
    loop {
        if let Some(status) = worker.try_wait()? {
            return Ok((!status.success()).then_some("the process died"));
        }
        let now = read_state(state)?.cases;
        if now != case {
            (case, since, limit) = (now, Instant::now(), LIMIT);
        } else if since.elapsed() > limit {
            worker.kill()?;
            worker.wait()?;
            return Ok(Some("takes too long"));
        }
        std::thread::sleep(Duration::from_millis(300));
    }
}

/// Tries texts until the time is up, beginning where the state says.
///
/// # Errors
///
/// A file cannot be read or written.
pub fn work(target: &Target, plan: &Plan) -> io::Result<()> {
    let end = Instant::now() + Duration::from_secs_f64(plan.minutes * 60.0);
    let state = plan.folder.join(format!(".{}-{}", target.name, plan.seed));
    let texts = Texts::new(target, plan.seed);
    let mut tally = read_state(&state)?;
    let mut known = BTreeSet::new();
    while Instant::now() < end {
        write_state(&state, &tally)?;
        let text = texts.text(tally.cases);
        let before = Instant::now();
        let outcome = target.try_on(&text);
        let elapsed = before.elapsed();
        if elapsed > SLOW && elapsed > tally.slowest {
            fs::write(plan.folder.join(format!("{}-{}-slowest", target.name, plan.seed)), &text)?;
        }
        tally.slowest = tally.slowest.max(elapsed);
        if let Err(fault) = outcome
            && known.insert(kind(&fault))
        {
            tally.faults += 1;
            let (text, fault) = smaller(target, &texts, tally.cases, text, fault);
            report(target, plan, tally.cases, &fault, &text)?;
        }
        tally.cases += 1;
    }
    write_state(&state, &tally)
}

/// A text with fewer changes that has the same fault.
fn smaller(target: &Target, texts: &Texts, case: u64, text: String, fault: String) -> (String, String) {
    let mut tree = texts.tree(case);
    let mut best = (text, fault);
    let mut go_on = tree.simplify();
    for _ in 0..MAX_SHRINKS {
        if !go_on {
            break;
        }
        let text = tree.current().text(&texts.seeds);
        go_on = match target.try_on(&text) {
            Err(fault) if kind(&fault) == kind(&best.1) => {
                best = (text, fault);
                tree.simplify()
            }
            Ok(()) | Err(_) => tree.complicate(),
        };
    }
    fewer_lines(target, best)
}

/// Leaves out lines, many at first, as long as the fault stays.
fn fewer_lines(target: &Target, (text, fault): (String, String)) -> (String, String) {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let (mut size, mut n_tries, mut fault) = (lines.len() / 2, 0, fault);
    while size > 0 && n_tries < MAX_SHRINKS {
        let mut at = 0;
        while at + size <= lines.len() && n_tries < MAX_SHRINKS {
            n_tries += 1;
            let rest = [&lines[..at], &lines[at + size..]].concat();
            match target.try_on(&rest.concat()) {
                Err(it) if kind(&it) == kind(&fault) => (lines, fault) = (rest, it),
                Ok(()) | Err(_) => at += size,
            }
        }
        size /= 2;
    }
    (lines.concat(), fault)
}

/// What a fault is called without the numbers and names of its text.
fn kind(fault: &str) -> String {
    let head = fault.split(['`', '"', '[']).next().unwrap_or_default();
    head.chars().filter(|it| !it.is_ascii_digit()).take(80).collect()
}

fn report(target: &Target, plan: &Plan, case: u64, fault: &str, text: &str) -> io::Result<()> {
    let path = plan.folder.join(format!("{}-{}-{case}", target.name, plan.seed));
    fs::write(&path, text)?;
    fs::write(path.with_extension("why"), format!("{fault}\n"))
}

/// The number of the case at hand, faults, and the longest time: in a file, so that it outlives a worker.
fn write_state(path: &Path, tally: &Tally) -> io::Result<()> {
    fs::write(path, format!("{:20} {:10} {:20}", tally.cases, tally.faults, tally.slowest.as_micros()))
}

fn read_state(path: &Path) -> io::Result<Tally> {
    loop {
        let text = fs::read_to_string(path)?;
        let numbers: Vec<u64> = text.split_whitespace().filter_map(|it| it.parse().ok()).collect();
        // The file may be read in the moment in which it is written.
        if let [cases, faults, slowest] = numbers[..] {
            let faults = usize::try_from(faults).unwrap_or(usize::MAX);
            return Ok(Tally { cases, faults, slowest: Duration::from_micros(slowest) });
        }
    }
}

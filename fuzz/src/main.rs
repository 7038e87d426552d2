//! `lint-fuzz --minutes N [--target NAME] [--seed N] [--found DIR]`: see CONTRIBUTING.md.

use std::env;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use lint_fuzz::campaign::{self, Plan};
use lint_fuzz::{Target, targets};

/// What was typed.
struct Args {
    plan: Plan,
    targets: Vec<&'static Target>,
    is_worker: bool,
}

fn main() -> ExitCode {
    match parse(env::args().skip(1)).and_then(|it| run(&it).map_err(|it| it.to_string())) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(message) => {
            // There is nobody left to tell if this fails too.
            let _ = writeln!(io::stderr(), "error: {message}");
            ExitCode::from(2)
        }
    }
}

fn parse(mut args: impl Iterator<Item = String>) -> Result<Args, String> {
    let plan = Plan { minutes: 1.0, seed: 1, folder: PathBuf::from("target/fuzz-found") };
    let mut res = Args { plan, targets: targets::ALL.to_vec(), is_worker: false };
    while let Some(name) = args.next() {
        let value = args.next().ok_or_else(|| format!("{name} needs a value"))?;
        let number = || value.parse::<f64>().map_err(|_| format!("{name}: `{value}` is no number"));
        match name.as_str() {
            "--minutes" => res.plan.minutes = number()?.max(0.0),
            "--seed" => {
                res.plan.seed = value.parse().map_err(|_| format!("{name}: `{value}` is no number"))?;
            }
            "--found" => res.plan.folder = PathBuf::from(value),
            "--target" | "--worker" => {
                res.is_worker = name == "--worker";
                res.targets.retain(|it| it.name == value);
            }
            _ => return Err(format!("there is no option `{name}`")),
        }
    }
    if res.targets.is_empty() {
        let names: Vec<&str> = targets::ALL.iter().map(|it| it.name).collect();
        return Err(format!("there is no such target; there are {}", names.join(", ")));
    }
    Ok(res)
}

/// The number of faults.
fn run(args: &Args) -> io::Result<usize> {
    if args.is_worker {
        // What panics is told with its text, later.
        std::panic::set_hook(Box::new(|_| {}));
        campaign::work(args.targets[0], &args.plan)?;
        return Ok(0);
    }
    let program = env::current_exe()?;
    let mut n_faults = 0;
    for target in &args.targets {
        let plan = Plan { minutes: args.plan.minutes / args.targets.len() as f64, ..args.plan.clone() };
        let tally = campaign::keep(target, &plan, &program)?;
        n_faults += tally.faults;
        let (name, cases, faults, slowest) =
            (target.name, tally.cases, tally.faults, tally.slowest.as_secs_f64());
        let minutes = plan.minutes;
        writeln!(
            io::stdout(),
            "{name}: {cases} texts in {minutes:.1} minutes, {faults} faults, slowest {slowest:.1} s"
        )?;
    }
    if n_faults > 0 {
        writeln!(io::stdout(), "what was found lies in {}", args.plan.folder.display())?;
    }
    Ok(n_faults)
}

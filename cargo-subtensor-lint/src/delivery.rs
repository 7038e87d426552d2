//! Brings the output to where it is wanted: standard output or a file, behind what `--pass-stdin` passes on.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::thread::JoinHandle;
use std::{env, thread};

use anyhow::{Context, Error, anyhow, bail};

use crate::args::{CheckArgs, Colour, Format};
use crate::output::{self, Look, Run, statistics};
use crate::read::reason;
use crate::{agent, colour, write};

/// Where a run's output goes and how it looks.
#[derive(Debug)]
pub(crate) struct Delivery {
    pub(crate) format: Format,
    file: Option<PathBuf>,
    colour: Colour,
    quiet: bool,
    content: Content,
    /// Copies standard input to standard output meanwhile.
    passing: Option<JoinHandle<io::Result<()>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Findings,
    Statistics,
}

impl Delivery {
    /// # Errors
    ///
    /// The options contradict each other.
    pub(crate) fn new(args: &CheckArgs) -> Result<Delivery, Error> {
        let format = args.format.unwrap_or_else(|| default_format(args));
        if args.pass_stdin && format != Format::Rustc {
            bail!("--pass-stdin goes with --format rustc");
        }
        if args.pass_stdin && args.paths.iter().any(|it| it.as_os_str() == "-") {
            bail!("--pass-stdin and the path `-` cannot both read standard input");
        }
        let content = if args.statistics { Content::Statistics } else { Content::Findings };
        if args.statistics && !matches!(format, Format::Text | Format::Concise | Format::Json) {
            bail!("--statistics goes with --format text, concise or json");
        }
        let passing = args.pass_stdin.then(|| thread::spawn(pass_stdin));
        Ok(Delivery {
            format,
            file: args.output_file.clone(),
            colour: args.color,
            quiet: args.quiet,
            content,
            passing,
        })
    }

    pub(crate) fn deliver(mut self, run: &Run, skipped: &[String]) -> Result<(), Error> {
        self.print(run)?;
        self.complain(run, skipped)?;
        match output::note(self.format, run).filter(|_| !self.quiet && self.file.is_none()) {
            Some(note) => Ok(writeln!(io::stderr(), "note: {note}")?),
            None => Ok(()),
        }
    }

    /// The same on stderr, where standard output is taken by a fixed text.
    pub(crate) fn deliver_aside(self, run: &Run, skipped: &[String]) -> Result<(), Error> {
        let look =
            Look { coloured: false, links: false, width: colour::width(&io::stderr()), quiet: self.quiet };
        let text = self.render(run, &look);
        io::stderr().lock().write_all(text.as_bytes()).context("writing to standard error")?;
        self.complain(run, skipped)
    }

    /// Says on stderr what could not be checked.
    pub(crate) fn complain(&self, run: &Run, skipped: &[String]) -> Result<(), Error> {
        let mut err = io::stderr().lock();
        for error in &run.errors {
            let word = if error.stops() { "error" } else { "warning" };
            writeln!(err, "{word}: {}: {}", output::escape(&error.path), output::escape(&error.message))?;
        }
        for path in skipped.iter().filter(|_| !self.quiet) {
            writeln!(
                err,
                "warning: {}: not a Python or Rust file, Markdown or notebook, skipped",
                output::escape(path)
            )?;
        }
        Ok(())
    }

    fn render(&self, run: &Run, look: &Look) -> String {
        match (self.content, self.format) {
            (Content::Findings, _) => output::render(self.format, run, look),
            (Content::Statistics, Format::Json) => statistics::json(run),
            (Content::Statistics, _) => statistics::text(run, look),
        }
    }

    fn print(&mut self, run: &Run) -> Result<(), Error> {
        if let Some(passing) = self.passing.take() {
            passing.join().expect("copying does not panic").context("passing standard input on")?;
        }
        let width = colour::width(&io::stdout());
        let (mut out, coloured) = colour::stream(io::stdout().lock(), self.colour);
        let links = coloured && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout);
        let look = Look { coloured, links, width, quiet: self.quiet };
        let text = match &self.file {
            None => self.render(run, &look),
            Some(path) => {
                let plain = Look { coloured: false, links: false, width: colour::FIXED_WIDTH, ..look };
                let text = self.render(run, &plain);
                write::atomically(path, text.as_bytes())
                    .map_err(|it| anyhow!("writing {}: {}", path.display(), reason(&it)))?;
                if self.quiet { String::new() } else { output::render_summary(run, &look) }
            }
        };
        out.write_all(text.as_bytes()).context("writing to standard output")?;
        out.flush().context("writing to standard output")
    }
}

/// A run that fails passes the messages of the other checker on all the same.
impl Drop for Delivery {
    fn drop(&mut self) {
        if let Some(passing) = self.passing.take() {
            // The failure of the run is what is told.
            let _ = passing.join();
        }
    }
}

/// The format that is printed if none is asked for.
fn default_format(args: &CheckArgs) -> Format {
    let to_pipe = args.output_file.is_none() && !io::stdout().is_terminal();
    if to_pipe && agent::reads(|it| env::var_os(it)) { Format::Concise } else { Format::Text }
}

/// Copies what another checker prints, as it comes, so that an editor need not wait for it.
fn pass_stdin() -> io::Result<()> {
    let (mut input, mut last) = (io::stdin().lock(), b'\n');
    loop {
        let buffer = io::BufRead::fill_buf(&mut input)?;
        let n_read = buffer.len();
        let mut out = io::stdout().lock();
        if n_read == 0 {
            // The findings must begin on a line of their own.
            return if last == b'\n' { Ok(()) } else { out.write_all(b"\n") };
        }
        out.write_all(buffer)?;
        out.flush()?;
        last = buffer[n_read - 1];
        io::BufRead::consume(&mut input, n_read);
    }
}

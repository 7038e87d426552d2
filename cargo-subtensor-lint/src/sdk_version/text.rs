//! Manifests that are read line by line, because they are code, shell or need no more.
//!
//! Nothing here executes or parses a language: a requirement in a string or in a list item is enough.

use super::requirement::{Package, Requirement, Trust, parse};

/// Lines with their continuations (`\` at the end) joined.
pub(super) fn logical_lines<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut res = Vec::new();
    let mut logical = String::new();
    for line in lines.map(str::trim_end) {
        match line.strip_suffix('\\') {
            Some(line) => {
                logical.push_str(line);
                logical.push(' ');
            }
            None => {
                logical.push_str(line);
                res.push(std::mem::take(&mut logical));
            }
        }
    }
    res.push(logical);
    res
}

/// `setup.py`: every string in it that is a requirement.
pub(super) fn setup_py(text: &str) -> Vec<Requirement> {
    string_literals(text).into_iter().flat_map(str::lines).flat_map(parse).collect()
}

/// `setup.cfg`: the lists in `[options]` and `[options.extras_require]`.
pub(super) fn setup_cfg(text: &str) -> Vec<Requirement> {
    let mut res = Vec::new();
    let mut in_options = false;
    for line in text.lines().map(str::trim) {
        match line.strip_prefix('[') {
            Some(section) => in_options = section.starts_with("options"),
            None if in_options => res.extend(parse(after_key(line))),
            None => {}
        }
    }
    res
}

/// `environment.yml`: list items, those below `pip:` as well as conda's own.
pub(super) fn conda(text: &str) -> Vec<Requirement> {
    let item = |line: &str| {
        let item = line.trim().strip_prefix("- ")?.split(" #").next()?;
        Some(parse(item.trim().trim_matches(['"', '\''])))
    };
    text.lines().filter_map(item).flatten().collect()
}

/// Dockerfiles, shell scripts and CI workflows: the arguments of installers.
pub(super) fn script(text: &str) -> Vec<Requirement> {
    let mut res = Vec::new();
    // Comments may stand between continued lines of a Dockerfile.
    let code = text.lines().filter(|it| !it.trim_start().starts_with('#'));
    for line in logical_lines(code) {
        let mut is_installing = false;
        for word in shell_words(&line) {
            let command = word.rsplit(['/', '(', '`']).next().unwrap_or(&word);
            if ["&&", "||", "|", ";"].contains(&word.as_str()) {
                is_installing = false;
            } else if is_installing {
                let word = word.strip_prefix("--with=").unwrap_or(&word);
                res.extend(parse(word.trim_end_matches([';', ')', '`'])));
                is_installing = !word.ends_with(';');
            } else {
                is_installing =
                    command.starts_with("pip") || ["uv", "uvx", "poetry", "pdm", "rye"].contains(&command);
            }
        }
    }
    res
}

/// `METADATA` and `PKG-INFO`: what the distribution is, and what it requires.
pub(super) fn metadata(text: &str) -> Vec<Requirement> {
    let mut res = Vec::new();
    let (mut name, mut version) = (None, None);
    // A line of blanks does not end the header: folded licences have them.
    for line in text.lines().take_while(|it| !it.is_empty()) {
        match line.split_once(':') {
            Some(("Name", value)) => name = Package::named(value),
            Some(("Version", value)) => version = Some(value),
            Some(("Requires-Dist", value)) => res.extend(parse(value)),
            _ => {}
        }
    }
    // It lies there unpacked, so nothing can be surer.
    res.extend(name.zip(version).and_then(|(it, version)| Requirement::fixed(it, Trust::Lock, version)));
    res
}

/// Drops `install_requires =` from a line that begins with a key; `bittensor==9` has none.
fn after_key(line: &str) -> &str {
    let is_key = |it: &str| it.trim_end().chars().all(|it| it.is_ascii_alphanumeric() || "_-.".contains(it));
    match line.split_once('=') {
        Some((key, value)) if is_key(key) && !value.starts_with('=') => value,
        _ => line,
    }
}

/// The insides of Python strings, escapes left alone; comments are skipped.
fn string_literals(text: &str) -> Vec<&str> {
    let mut res = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['"', '\'', '#']) {
        rest = &rest[start..];
        if rest.starts_with('#') {
            rest = rest.split_once('\n').map_or("", |(_comment, after)| after);
            continue;
        }
        let is_triple = rest.starts_with("\"\"\"") || rest.starts_with("'''");
        let (quote, inside) = rest.split_at(if is_triple { 3 } else { 1 });
        let end = end_of_string(inside, quote);
        res.push(&inside[..end]);
        rest = inside.get(end + quote.len()..).unwrap_or_default();
    }
    res
}

fn end_of_string(inside: &str, quote: &str) -> usize {
    let mut is_escaped = false;
    for (at, it) in inside.char_indices() {
        let ends = inside[at..].starts_with(quote) || (quote.len() == 1 && it == '\n');
        if ends && !is_escaped {
            return at;
        }
        is_escaped = it == '\\' && !is_escaped;
    }
    inside.len()
}

/// Splits as a shell does, as far as quotes and comments go.
fn shell_words(line: &str) -> Vec<String> {
    let mut res = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    for it in line.chars() {
        match quote {
            Some(open) if it == open => quote = None,
            Some(_) => word.push(it),
            None if it == '"' || it == '\'' => quote = Some(it),
            None if it == '#' && word.is_empty() => break,
            None if it.is_whitespace() => res.push(std::mem::take(&mut word)),
            None => word.push(it),
        }
    }
    res.push(word);
    res.retain(|it| !it.is_empty());
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sdk_version::requirement::show;

    #[test]
    fn setup_files() {
        let py = r#"
'''Needs bittensor.'''
# 'bittensor==1.0.0'
setup(name="x", install_requires=["numpy", "bittensor>=8.0.0"],  # 'bittensor==2.0.0'
    extras_require={'asi': ['async-substrate-interface==1.5.0']}, keywords='bittensor',
    f=f'bittensor=={version}', read=read_requirements('requirements.txt'))
x = '''
numpy
bittensor<10
'''
"#;
        assert_eq!(show(&setup_py(py)), "range >=8.0.0; asi exact 1.5.0; range <10");
        let cfg = "\
[metadata]
description = bittensor==1.0.0
[options]
install_requires =
    numpy
    bittensor==9.8.*  # why
[options.extras_require]
dev = bittensor==9.9.0; python_version > '3.9'
    bittensor==9.9.1
";
        assert_eq!(show(&setup_cfg(cfg)), "range ==9.8.*; exact 9.9.0; exact 9.9.1");
    }

    #[test]
    fn conda_environments() {
        let text = r#"
name: bittensor
dependencies:
  - python=3.10
  - bittensor=9.0
  - pip:
      - numpy==2.0
      - "bittensor>=9,<10"  # why
#     - bittensor==1.0
"#;
        assert_eq!(show(&conda(text)), "exact 9.0; range >=9, <10");
    }

    #[test]
    fn scripts() {
        let check = |text: &str, expected: &str| assert_eq!(show(&script(text)), expected, "{text}");
        check("FROM x\nRUN apt-get install y && \\\n  pip install -U bittensor==6.4.2 && ls", "exact 6.4.2");
        check("RUN pip install \\\n  # why\n  bittensor==6.4.2 x\nRUN pip install y", "exact 6.4.2");
        check("RUN uv pip install --system 'bittensor>=9.8,<10'", "range >=9.8, <10");
        check("RUN .venv/bin/pip3 install bittensor[torch]==7.4.0;", "exact 7.4.0");
        check("python -m pip install \"bittensor~=10.5\" # bittensor==1.0", "range ~=10.5");
        check("uv run --with \"bittensor>=11,<12\" python x.py", "range >=11, <12");
        check("uvx --with='bittensor==11.3.0' x", "exact 11.3.0");
        check("(pip install bittensor==9.0.0)", "exact 9.0.0");
        check("pip install git+https://github.com/opentensor/bittensor.git@v7.3.0", "tag 7.3.0");
        check("      - run: pip install bittensor==9.4.0", "exact 9.4.0");
        check("# pip install bittensor==1.0", "");
        check("echo bittensor==1.0; pip install x; echo bittensor==1.0", "");
        check("pip install bittensor==$VERSION", "");
    }

    #[test]
    fn distributions() {
        let text = "\
Metadata-Version: 2.1
Name: bt-tool
Version: 1.0
License: MIT\n  \n  Copyright: x
Requires-Dist: bittensor (<7,>=6.0)
Requires-Dist: bittensor>=6.9.0; extra == 'bittensor'
Requires-Dist: bittensor-wallet==3.0

Requires-Dist: bittensor==1.0
";
        assert_eq!(show(&metadata(text)), "range >=6.0, <7; range >=6.9.0");
        let own = "Name: bittensor\nVersion: 10.3.0\nRequires-Dist: async-substrate-interface==2.0.2\n";
        assert_eq!(show(&metadata(own)), "asi exact 2.0.2; lock 10.3.0");
        assert_eq!(show(&metadata("Name: async_substrate_interface\nVersion: 2.2.1")), "asi lock 2.2.1");
        assert_eq!(show(&metadata("Version: 10.3.0")), "");
    }

    #[test]
    fn strings_of_python() {
        let text = "a = ['x', \"it's\", r'\\'q'] # 'no'\nb = '''m\nn''' + 'open\nc = 'end'";
        assert_eq!(string_literals(text), ["x", "it's", "\\'q", "m\nn", "open", "end"]);
        assert_eq!(string_literals("'"), [""]);
        assert_eq!(string_literals("'''ä"), ["ä"]);
    }

    #[test]
    fn words_of_a_shell() {
        assert_eq!(shell_words(r#"pip  install "a>=1" 'b'c #no"#), ["pip", "install", "a>=1", "bc"]);
        assert_eq!(shell_words("x#y \"open"), ["x#y", "open"]);
    }
}

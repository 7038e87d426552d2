//! Lock files, requirements and manifests, as far as they say which versions a project uses.
//!
//! The first line of a text is the name of the file that the rest is.

use std::fs;

use cargo_subtensor_lint::fuzzing;

use crate::Target;

pub(super) static TARGET: Target = Target { name: "manifests", seeds, run };

const NAMES: &[&str] = &[
    "uv.lock",
    "poetry.lock",
    "pdm.lock",
    "Pipfile.lock",
    "requirements.txt",
    "constraints.txt",
    "pyproject.toml",
    "setup.py",
    "setup.cfg",
    "Pipfile",
    "environment.yml",
    "Dockerfile",
    "Cargo.toml",
    "Cargo.lock",
];

fn seeds() -> Vec<String> {
    [
        "uv.lock\nversion = 1\n[[package]]\nname = \"bittensor\"\nversion = \"9.12.2\"\n[[package]]\nname = \"async-substrate-interface\"\nversion = \"1.5.1\"\n",
        "Pipfile.lock\n{\"default\": {\"bittensor\": {\"version\": \"==9.12.2\"}}, \"develop\": {}}\n",
        "requirements.txt\n-r other.txt\n-c constraints.txt\nbittensor[torch] >=9.8,<10 ; python_version >= '3.9'  # x\nbittensor @ git+https://github.com/opentensor/bittensor@v9.1.0#egg=bittensor\nasync-substrate-interface==1.5.1 \\\n  --hash=sha256:00\n",
        "pyproject.toml\n[project]\nname = 'a'\ndependencies = ['bittensor~=9.0']\n[project.optional-dependencies]\nb = ['bittensor>=9']\n[dependency-groups]\ndev = [{ include-group = 'x' }, 'bittensor==9.1']\n[tool.poetry.dependencies]\nbittensor = { version = '^9.1', extras = ['x'] }\n[tool.uv.sources]\nbittensor = { git = 'https://x', tag = 'v9.2.0' }\n",
        "setup.py\nfrom setuptools import setup\nREQUIRED = ['bittensor==8.5.1']\nsetup(name='a', install_requires=REQUIRED + [\"x\"])\n",
        "setup.cfg\n[options]\ninstall_requires =\n    bittensor==8.5.1\n    other\n",
        "Pipfile\n[packages]\nbittensor = \"==9.0.0\"\n",
        "environment.yml\nname: a\ndependencies:\n  - python=3.10\n  - pip:\n    - bittensor==9.1.0\n",
        "Dockerfile\nFROM python:3.11\nRUN pip install \\\n  'bittensor==9.1.0' && echo\n",
        "Cargo.toml\n[package]\nname = 'bot'\n[dependencies]\nsub = { package = 'subxt', version = '^0.50' }\n[target.'cfg(unix)'.dev-dependencies]\njsonrpsee = '=0.26.1'\n[[bin]]\npath = 'a.rs'\n[workspace]\n",
        "Cargo.lock\n[[package]]\nname = 'bot'\nversion = '0.1.0'\ndependencies = ['subxt 0.44.0']\n[[package]]\nname = 'subxt'\nversion = '0.44.0'\n",
    ]
    .map(str::to_owned)
    .to_vec()
}

fn run(text: &str) -> Result<(), String> {
    let (name, rest) = text.split_once('\n').unwrap_or((text, ""));
    let named = NAMES.iter().find(|it| **it == name.trim());
    // With a spoilt name any of them will do.
    let name = named.unwrap_or(&NAMES[text.len() % NAMES.len()]);
    let failed = |error: std::io::Error| format!("the folder of the test: {error}");
    let folder = tempfile::tempdir().map_err(failed)?;
    fs::write(folder.path().join(name), rest).map_err(failed)?;
    fuzzing::versions(folder.path());
    Ok(())
}

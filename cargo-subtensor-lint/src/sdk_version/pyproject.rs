//! `pyproject.toml` and `Pipfile`: the package's own name, every list of requirements wherever a tool
//! keeps it, and every table of dependencies.
//!
//! Tools invent new places all the time, so nothing is looked up by its full path: a string in a list that
//! reads as a requirement is one, and so is a key of a table called `…dependencies` or `…packages`.

use toml::{Table, Value};

use super::requirement::{Package, Requirement, Trust, git_ref, parse, specifier, url};

pub(super) fn pyproject(text: &str) -> Vec<Requirement> {
    let Ok(mut manifest) = text.parse::<Table>() else { return Vec::new() };
    let mut res = Vec::new();
    // `[project]` is what users of the package get, so it speaks before the groups.
    if let Some(project) = manifest.remove("project") {
        res.extend(own_version(&project));
        toml_value(&project, "project", &mut res);
    }
    res.extend(manifest.get("tool").and_then(|it| own_version(it.get("poetry")?)));
    toml_value(&Value::Table(manifest), "", &mut res);
    res
}

fn own_version(project: &Value) -> Option<Requirement> {
    let text = |key: &str| project.get(key)?.as_str();
    Requirement::fixed(Package::named(text("name")?)?, Trust::Exact, text("version")?)
}

fn toml_value(value: &Value, key: &str, res: &mut Vec<Requirement>) {
    match value {
        Value::Table(table) => {
            let is_dependencies =
                key.ends_with("dependencies") || key.ends_with("packages") || key == "sources";
            for (name, value) in table {
                match Package::named(name) {
                    Some(package) if is_dependencies => toml_dependency(package, value, key, res),
                    _ => toml_value(value, name, res),
                }
            }
        }
        Value::Array(array) => {
            for item in array {
                match item {
                    Value::String(text) => res.extend(parse(text)),
                    _ => toml_value(item, key, res),
                }
            }
        }
        Value::String(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

/// `bittensor = "^10.5.0"`, `{ version = "…" }`, `{ git = "…", tag = "…" }` or a list of such.
fn toml_dependency(package: Package, value: &Value, key: &str, res: &mut Vec<Requirement>) {
    match value {
        Value::String(text) => res.extend(specifier(package, text)),
        Value::Array(array) => {
            for item in array {
                match item {
                    // A group of extras that has the package's name.
                    Value::String(text) => res.extend(parse(text)),
                    _ => toml_dependency(package, item, key, res),
                }
            }
        }
        Value::Table(table) => {
            let text = |key: &str| table.get(key).and_then(Value::as_str);
            res.extend(text("version").into_iter().flat_map(|it| specifier(package, it)));
            let mut source = ["tag", "rev", "ref", "branch"]
                .iter()
                .find_map(|key| git_ref(package, text(key)?))
                .or_else(|| url(Some(package), text("url")?));
            // `[tool.uv.sources]` replaces the index: the range beside it decides nothing any more.
            if let Some(it) = &mut source
                && key == "sources"
            {
                it.trust = Trust::Exact;
            }
            res.extend(source);
        }
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sdk_version::requirement::show;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(show(&pyproject(text)), expected, "{text}");
    }

    #[test]
    fn lists_of_requirements() {
        check("[project]\nversion = '1.0'\ndependencies = ['x', 'bittensor>=9.8,<10']", "range >=9.8, <10");
        let extra = "[project]\nkeywords = ['bittensor']\n[project.optional-dependencies]\n";
        check(&format!("{extra}bittensor = ['bittensor==9.1.0']"), "exact 9.1.0");
        let groups = "[dependency-groups]\ndev = [{ include-group = 'x' }, 'bittensor~=10.5']";
        check(groups, "range ~=10.5");
        let project = "[project]\ndependencies = ['bittensor==10.5.*']";
        check(&format!("{groups}\n{project}"), "range ==10.5.*; range ~=10.5");
        check("[tool.pdm.dev-dependencies]\ntest = ['bittensor==9.2.0']", "exact 9.2.0");
        let asi = "[tool.uv]\nconstraint-dependencies = ['async-substrate-interface<2']";
        check(asi, "asi range <2");
    }

    #[test]
    fn the_package_itself() {
        check("[project]\nname = 'Bittensor'\nversion = '10.5.0'", "exact 10.5.0");
        check("[tool.poetry]\nname = 'async_substrate_interface'\nversion = '1.5.0'", "asi exact 1.5.0");
        check("[project]\nname = 'bittensor-cli'\nversion = '9.0.1'", "");
        check("[project]\nname = 'bittensor'\ndynamic = ['version']", "");
    }

    #[test]
    fn tables_of_dependencies() {
        let check = |entry: &str, expected: &str| {
            for table in ["tool.poetry.dependencies", "tool.poetry.group.dev.dependencies", "dev-packages"] {
                check(&format!("[{table}]\npython = '^3.10'\nbittensor = {entry}"), expected);
            }
        };
        check("'^10.5.0'", "range >=10.5.0, <11");
        check("'10.5.0'", "exact 10.5.0");
        check("'==10.5.0'", "exact 10.5.0");
        check("'*'", "");
        check("{ version = '~9.1', extras = ['torch'] }", "range >=9.1, <9.2");
        check("[{ version = '^8' }, { version = '^9' }]", "range >=8, <9; range >=9, <10");
        check("{ git = 'https://github.com/x/bittensor', tag = 'v7.3.0' }", "tag 7.3.0");
        check("{ git = 'https://github.com/x/bittensor', branch = 'release/6.9.4' }", "tag 6.9.4");
        check("{ git = 'https://github.com/x/bittensor', rev = '0123456' }", "");
        check("{ git = 'https://github.com/x/bittensor' }", "");
        check("{ path = '../bittensor' }", "");
        check("{ url = 'https://x/bittensor-9.1.0.tar.gz' }", "exact 9.1.0");
        check("1", "");
    }

    #[test]
    fn a_source_of_uv_beats_the_range_beside_it() {
        let check = |source: &str, expected: &str| {
            let project = "[project]\ndependencies = ['bittensor>=9']\n[tool.uv.sources]\n";
            check(&format!("{project}bittensor = {source}"), expected);
        };
        check("{ git = 'https://github.com/x/bittensor', tag = 'v9.5.0' }", "range >=9; exact 9.5.0");
        check("[{ git = 'https://github.com/x/bittensor', rev = 'v9.5.0' }]", "range >=9; exact 9.5.0");
        check("{ git = 'https://github.com/x/bittensor', branch = 'staging' }", "range >=9");
        check("{ workspace = true }", "range >=9");
    }
}

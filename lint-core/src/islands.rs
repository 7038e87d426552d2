//! Which files have something to do with each other, and which may matter at all, found before any is parsed.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use crate::groups::Groups;
use crate::lang::python::imports::{Import, imports};
use crate::layout::{Layout, Place};
use crate::source::{Language, Origin, SourceFile};
use crate::suppress::Ignores;
use crate::versions::Known;

/// Files between which values may travel; no value leaves them.
#[derive(Debug)]
pub(crate) struct Island {
    /// In ascending order.
    pub files: Vec<u32>,
    /// Where each of them is: its package may have files elsewhere.
    pub places: Vec<Place>,
    /// Whether anything may be opened here. Where nothing is, only the texts themselves are looked at.
    pub matters: bool,
}

/// What one look at a text tells.
struct Glance {
    imports: Vec<Import>,
    mentions: bool,
}

/// Finds the islands, in the order of their first files; files of which nothing is wanted are on none.
pub(crate) fn find(files: &[SourceFile], known: &Known, everything: bool) -> Vec<Island> {
    let roots = known.roots();
    let words = AhoCorasick::new(&roots).ok();
    let glance = |file: &SourceFile| match file.language {
        Language::Python => Glance {
            imports: imports(&file.text),
            mentions: words.as_ref().is_none_or(|it| it.is_match(&file.text)),
        },
        Language::Rust | Language::Document(_) => Glance { imports: vec![], mentions: true },
    };
    let glances: Vec<Glance> = files.par_iter().map(glance).collect();
    let layout = Layout::of(files.iter());
    let mut islands: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (file, group) in groups(files, &glances, &layout).into_iter().enumerate() {
        islands.entry(group).or_default().push(file as u32);
    }
    let places = |files: &[u32]| files.iter().map(|it| layout.modules()[*it as usize].clone()).collect();
    let mut found = vec![];
    for files_here in islands.into_values() {
        let is_root =
            |it: &u32| layout.modules()[*it as usize].dotted.first().is_some_and(|it| roots.contains(&**it));
        if everything || files_here.iter().any(|it| glances[*it as usize].mentions || is_root(it)) {
            found.push(Island { places: places(&files_here), files: files_here, matters: true });
            continue;
        }
        let wanted = |it: &u32| {
            let file = &files[*it as usize];
            file.origin == Origin::Named || Ignores::may_be_in(&file.text)
        };
        found.extend(files_here.into_iter().filter(wanted).map(|it| Island {
            places: places(&[it]),
            files: vec![it],
            matters: false,
        }));
    }
    found
}

/// The number of each file's group: imports connect, and so does a package that somebody has as a whole, from where
/// all its modules can be reached.
fn groups(files: &[SourceFile], glances: &[Glance], layout: &Layout) -> Vec<u32> {
    let mut groups = Groups::new(files.len());
    let mut rust = None;
    let mut whole = vec![false; files.len()];
    for (at, (file, glance)) in files.iter().zip(glances).enumerate() {
        let at = at as u32;
        // Crates are linked by what their sources say.
        if file.language == Language::Rust {
            groups.join(at, *rust.get_or_insert(at));
            continue;
        }
        for it in &glance.imports {
            let target = layout.import(at, &it.path).and_then(|it| it.module());
            if let Some(target) = target {
                groups.join(at, target);
                whole[target as usize] |= it.whole;
            }
            if let Some(part) = it.name.as_ref().and_then(|name| layout.part(at, &it.path, target, name)) {
                groups.join(at, part);
                whole[part as usize] = true;
            }
        }
        layout.conftests(at).for_each(|it| groups.join(at, it));
    }
    for at in 0..files.len() as u32 {
        layout.package_of(at).filter(|it| whole[*it as usize]).into_iter().for_each(|it| groups.join(at, it));
    }
    groups.numbers()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{self, Parsed};
    use crate::source::SdkPin;
    use crate::{Options, versions};

    /// Everything that ships as a Python fixture, as one program.
    fn sources() -> Vec<SourceFile> {
        let fixtures = test_fixtures::load(&test_fixtures::folder());
        let source = |fixture: &str, it: test_fixtures::FixtureFile| SourceFile {
            path: format!("{fixture}/{}", it.path),
            text: it.text,
            language: Language::Python,
            pin: SdkPin::default(),
            root: fixture.to_owned(),
            origin: Origin::Walked,
        };
        let of = |it: test_fixtures::Fixture| {
            let files = it.files.into_iter().filter(|it| it.path.ends_with(".py"));
            files.map(move |file| source(&it.name, file))
        };
        fixtures.into_iter().flat_map(of).collect()
    }

    #[test]
    fn islands_cover_every_import_of_the_syntax_trees() {
        let (files, options) = (sources(), Options::default());
        let known = Known::new(&versions::judge(&files, &options), &options.profiles);
        let mut island_of = vec![0; files.len()];
        for (at, island) in find(&files, &known, true).iter().enumerate() {
            island.files.iter().for_each(|it| island_of[*it as usize] = at);
        }
        let all: Vec<&SourceFile> = files.iter().collect();
        let parse = |(at, it): (usize, &&SourceFile)| lang::parse(at as u32, it);
        let mut units: Vec<Parsed> = all.iter().enumerate().map(parse).collect();
        let names = units.iter_mut().map(Parsed::take_module).collect();
        let linked = known.project(names, &all, Layout::of(files.iter()).modules()).islands();
        for (at, first) in linked.iter().enumerate() {
            assert_eq!(island_of[at], island_of[*first as usize], "{} is cut off", files[at].path);
        }
        let n_linked = linked.iter().enumerate().filter(|(at, it)| *at != **it as usize).count();
        assert!(n_linked > 100, "only {n_linked} files are linked to others");
    }

    #[test]
    fn only_what_may_matter_is_looked_at() {
        let file = |path: &str, text: &str, origin| SourceFile {
            path: path.to_owned(),
            text: text.to_owned(),
            language: Language::Python,
            pin: SdkPin::default(),
            root: String::new(),
            origin,
        };
        let files = [
            file("a.py", "import bittensor", Origin::Walked),
            file("b.py", "from a import connect", Origin::Walked),
            file("c.py", "import os", Origin::Walked),
            file("d.py", "x = (", Origin::Named),
            file("e.py", "x = 1  # subtensor-lint: ignore[SUB001]", Origin::Walked),
        ];
        let options = Options::default();
        let known = Known::new(&versions::judge(&files, &options), &options.profiles);
        let found = |everything| -> Vec<(Vec<u32>, bool)> {
            find(&files, &known, everything).into_iter().map(|it| (it.files, it.matters)).collect()
        };
        assert_eq!(found(false), [(vec![0, 1], true), (vec![3], false), (vec![4], false)]);
        let all = [(vec![0, 1], true), (vec![2], true), (vec![3], true), (vec![4], true)];
        assert_eq!(found(true), all);
    }
}

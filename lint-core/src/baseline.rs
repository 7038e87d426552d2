//! What a baseline knows a finding by: its rule, the function around it and the text of its line.
//!
//! Neither line numbers nor indentation are part of it, so that a finding stays known when code moves.
//! Findings with equal keys are told apart by counting them. The path and the file are the caller's business.

use std::collections::BTreeMap;

use crate::documents::{part_around, source_of};
use crate::finding::{FileId, Finding};
use crate::lang::{self, Contents, Parsed};
use crate::source::SourceFile;
use crate::{hash, line_of};

/// A finding as a baseline remembers it, but for its path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub rule: &'static str,
    /// The functions and classes around it: `Miner.run`; empty at the level of the module.
    pub function: String,
    /// Of the line's text, its blanks made equal. 16 hexadecimal digits.
    pub hash: String,
}

/// The key of each of `findings`, in their order.
pub fn keys(files: &[SourceFile], findings: &[Finding]) -> Vec<Key> {
    let mut read: BTreeMap<FileId, (Contents, Modules)> = BTreeMap::new();
    let key = |finding: &Finding| {
        let FileId(id) = finding.location.file;
        let file = &files[id as usize];
        let (contents, modules) =
            read.entry(FileId(id)).or_insert_with(|| (lang::contents(file), Modules::new()));
        let part = part_around(contents, finding.location.span);
        let (part, place) = part.map_or((None, finding.location.span), |it| (Some(it.0), it.1));
        let (text, parsed) = modules.entry(part).or_insert_with(|| {
            let source = part.map_or(file.clone(), |it| source_of(file, &contents.parts[it], 0));
            let parsed = lang::parse(id, &source);
            (source.text, parsed)
        });
        let words: Vec<&str> = line_of(place, text).split_whitespace().collect();
        Key {
            rule: finding.rule.id,
            function: parsed.function_around(text, place),
            hash: hash(&[&words.join(" ")]),
        }
    };
    findings.iter().map(key).collect()
}

/// The texts of a file, or of each part of a document, and what they are read as.
type Modules = BTreeMap<Option<usize>, (String, Parsed)>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Language, Origin, SdkPin};

    fn keys_of(text: &str) -> Vec<Key> {
        let file = SourceFile {
            path: "a.py".to_owned(),
            text: text.to_owned(),
            language: Language::Python,
            pin: SdkPin::default(),
            root: String::new(),
            origin: Origin::Named,
        };
        let files = [file];
        let report = crate::check(&files, &crate::Options::default());
        keys(&files, &report.findings)
    }

    #[test]
    fn keys_survive_what_moves_and_reformats_a_line() {
        let before = keys_of("import bittensor as bt\ndef f():\n    sub = bt.Subtensor()\n    sub.block\n");
        let after = keys_of(
            "import bittensor as bt\n\n# moved\ndef f():\n  if True:\n    sub  =  bt.Subtensor()\n    sub.block\n",
        );
        assert_eq!(before.len(), 1);
        assert_eq!(before, after);
        assert_eq!((before[0].rule, before[0].function.as_str()), ("SUB001", "f"));
    }

    #[test]
    fn keys_tell_functions_and_texts_apart() {
        let keys = keys_of(
            "import bittensor as bt\nclass A:\n    def f(self):\n        sub = bt.Subtensor()\n\
             def f():\n    sub = bt.Subtensor()\n    sub = bt.Subtensor('test')\nbt.Subtensor()\n",
        );
        let functions: Vec<&str> = keys.iter().map(|it| it.function.as_str()).collect();
        assert_eq!(functions, ["A.f", "f", "f", ""]);
        assert_eq!(keys[0].hash, keys[1].hash);
        assert_ne!(keys[1].hash, keys[2].hash);
    }
}

//! The README quotes the twin programs, word for word.

use std::fs;
use std::path::Path;

#[test]
fn the_readme_quotes_the_twin_programs() {
    let client = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(client.join("../README.md")).unwrap();
    for name in ["what_not_to_do", "what_to_do"] {
        let program = fs::read_to_string(client.join(format!("examples/{name}.rs"))).unwrap();
        let start = program.find("use std::env").expect("the prelude of a program is not quoted");
        let quote = format!("```rust\n{}```", &program[start..]);
        assert!(readme.contains(&quote), "README.md does not quote {name}.rs");
    }
}

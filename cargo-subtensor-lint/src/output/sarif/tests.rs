//! What code scanning reads, held against the standard's own schema.

use super::*;
use crate::output::samples;

fn document(run: &Run) -> Value {
    serde_json::from_str(&render(run)).unwrap()
}

#[test]
fn every_sample_is_valid() {
    // One pattern of the published schema is no regular expression: it has a bracket too many.
    let schema = include_str!("../../../tests/schemas/sarif-2.1.0.json").replace("{2}]?$", "{2}$");
    let schema = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft7::new(&schema).unwrap();
    let large = samples::large(50);
    for run in [samples::run(), samples::hostile(), samples::single("", ""), large, Run::default()] {
        let document = document(&run);
        let faults: Vec<String> =
            validator.iter_errors(&document).map(|it| format!("{}: {it}", it.instance_path())).collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

#[test]
fn what_readers_refuse_is_not_there() {
    fn walk(value: &Value) {
        match value {
            Value::Object(fields) => {
                for (key, value) in fields {
                    let empty = value.as_array().is_some_and(Vec::is_empty);
                    assert!(!(empty && ["locations", "codeFlows", "fixes"].contains(&key.as_str())), "{key}");
                    if key == "uri" {
                        let uri = value.as_str().unwrap();
                        assert!(uri.bytes().all(|it| it.is_ascii_graphic()), "{uri}");
                        assert!(!uri.starts_with('/') && !uri.contains(':'), "{uri}");
                    }
                    if key.ends_with("Column") || key.ends_with("Line") {
                        assert!(value.as_u64().unwrap() > 0, "{key}");
                    }
                    walk(value);
                }
            }
            Value::Array(items) => items.iter().for_each(walk),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    for run in [samples::run(), samples::hostile(), samples::single("", "")] {
        walk(&document(&run));
    }
}

#[test]
fn a_flow_ends_where_the_connection_is_lost() {
    let document = document(&samples::run());
    let flow = &document["runs"][0]["results"][0]["codeFlows"][0]["threadFlows"][0]["locations"];
    let said: Vec<_> =
        flow.as_array().unwrap().iter().map(|it| it["location"]["message"]["text"].as_str()).collect();
    assert_eq!(said, [Some("opened here"), Some("when this is false"), Some("this `return` leaves it open")]);
}

#[test]
fn every_weakness_that_a_rule_names_is_in_the_taxonomy() {
    for number in rules::ALL.iter().flat_map(|it| weaknesses(it)) {
        assert!(CWE.iter().any(|it| it.0 == number), "CWE-{number}");
    }
    let leak = rules::find("SUB002").unwrap();
    assert_eq!(weaknesses(leak).collect::<Vec<_>>(), [459, 772]);
}

#[test]
fn paths_are_uris() {
    assert_eq!(uri("src/a b%.py"), "src/a%20b%25.py");
    assert_eq!(uri("../größe.py"), "../gr%C3%B6%C3%9Fe.py");
    assert_eq!(uri("/tmp/a:b.py"), "file:///tmp/a%3Ab.py");
}

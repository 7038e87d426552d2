//! SARIF 2.1.0, for code scanning: rules with their pages, traces as code flows, fixes as replacements.
//!
//! Made with what readers refuse in mind: paths are relative, columns start at 1 and count characters, and
//! no list of locations is empty. `partialFingerprints` has a key of our own, so that GitHub adds its own.

use lint_core::finding::{Confidence, Finding, Fix, Label, Location, Severity};
use lint_core::rules::{self, Level, Rule};
use serde_json::{Map, Value, json};

use super::places::Places;
use super::{Run, RunError, full_message, json_text, steps};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(crate) fn render(run: &Run) -> String {
    let mut places = Places::new(run);
    let results: Vec<Value> = run.findings.iter().map(|it| result(it, &mut places)).collect();
    json_text(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "subtensor-lint",
                    "version": env!("CARGO_PKG_VERSION"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "informationUri": env!("CARGO_PKG_REPOSITORY"),
                    "rules": rules::ALL.iter().map(|it| descriptor(it)).collect::<Vec<_>>(),
                    "supportedTaxonomies": [{ "name": "CWE", "index": 0 }],
                }
            },
            "taxonomies": [taxonomy()],
            "invocations": [{
                "executionSuccessful": !run.errors.iter().any(RunError::stops),
                "toolExecutionNotifications": run.errors.iter().map(notification).collect::<Vec<_>>(),
            }],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn descriptor(rule: &Rule) -> Value {
    let page = rule.page();
    let numbers: Vec<u16> = weaknesses(rule).collect();
    let tags = numbers.iter().map(|it| format!("external/cwe/cwe-{it}"));
    let tags: Vec<String> = ["correctness".to_owned()].into_iter().chain(tags).collect();
    let relation = |it: &u16| json!({ "target": { "id": it.to_string(), "toolComponent": { "name": "CWE", "index": 0 } }, "kinds": ["superset"] });
    json!({
        "id": rule.id,
        "name": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": page.lines().next().unwrap_or(rule.summary) },
        "help": { "text": page, "markdown": page },
        "helpUri": rule.url(),
        "defaultConfiguration": {
            "level": level(rule.level.severity()),
            "enabled": matches!(rule.level, Level::Error | Level::Warning),
        },
        "relationships": numbers.iter().map(relation).collect::<Vec<_>>(),
        "properties": { "tags": tags, "precision": "high", "problem.severity": problem(rule) },
    })
}

/// The words that GitHub sorts by.
fn problem(rule: &Rule) -> &'static str {
    match rule.level.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    }
}

/// The entries of the Common Weakness Enumeration that findings belong to.
const CWE: &[(u16, &str)] = &[
    (459, "Incomplete Cleanup"),
    (662, "Improper Synchronization"),
    (672, "Operation on a Resource after Expiration or Release"),
    (772, "Missing Release of Resource after Effective Lifetime"),
    (908, "Use of Uninitialized Resource"),
    (1341, "Multiple Releases of Same Resource or Handle"),
];

/// Which of them a rule finds: a resource that stays open, unless the rule is about something else.
fn weaknesses(rule: &Rule) -> impl Iterator<Item = u16> {
    let numbers: &[u16] = match rule.id {
        "SUB002" | "SUB003" | "SUB010" => &[459, 772],
        "SUB012" => &[908],
        "SUB013" => &[672],
        "SUB014" => &[1341],
        "SUB015" => &[662],
        "SUB016" | "SUB900" | "SUB901" => &[],
        _ => &[772],
    };
    numbers.iter().copied()
}

fn taxonomy() -> Value {
    let taxon = |(number, name): &(u16, &str)| {
        json!({
            "id": number.to_string(),
            "name": name,
            "shortDescription": { "text": name },
            "helpUri": format!("https://cwe.mitre.org/data/definitions/{number}.html"),
        })
    };
    json!({
        "name": "CWE",
        "organization": "MITRE",
        "shortDescription": { "text": "The MITRE Common Weakness Enumeration" },
        "informationUri": "https://cwe.mitre.org/",
        "taxa": CWE.iter().map(taxon).collect::<Vec<_>>(),
    })
}

fn result(finding: &Finding, places: &mut Places) -> Value {
    let index = rules::ALL.iter().position(|it| *it == finding.rule);
    let mut fields = vec![
        ("ruleId", json!(finding.rule.id)),
        ("level", json!(level(finding.severity))),
        ("message", json!({ "text": full_message(finding) })),
        ("locations", json!([{ "physicalLocation": physical(finding.location, places) }])),
        ("partialFingerprints", json!({ "subtensorLint/v1": finding.fingerprint })),
        ("properties", properties(finding)),
    ];
    fields.extend(index.map(|it| ("ruleIndex", json!(it))));
    let related: Vec<Value> = finding.related.iter().map(|it| location(it, places)).collect();
    if !related.is_empty() {
        fields.push(("relatedLocations", json!(related)));
    }
    let steps: Vec<Value> = steps(finding).map(|it| json!({ "location": location(it, places) })).collect();
    if !steps.is_empty() {
        fields.push(("codeFlows", json!([{ "threadFlows": [{ "locations": steps }] }])));
    }
    if let Some(it) = &finding.fix {
        fields.push(("fixes", json!([fix(finding, it, places)])));
    }
    Value::Object(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}

fn properties(finding: &Finding) -> Value {
    let confidence = match finding.confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    };
    json!({ "confidence": confidence, "resource": finding.resource, "sdk": finding.sdk })
}

fn fix(finding: &Finding, fix: &Fix, places: &mut Places) -> Value {
    let file = finding.location.file;
    let replacement = |edit: &lint_core::finding::Edit, places: &mut Places| {
        json!({
            "deletedRegion": region(Location { file, span: edit.span }, places),
            "insertedContent": { "text": edit.content },
        })
    };
    let replacements: Vec<Value> = fix.edits.iter().map(|it| replacement(it, places)).collect();
    json!({
        "description": { "text": fix.description },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(places.path(finding.location)) },
            "replacements": replacements,
        }],
    })
}

fn location(label: &Label, places: &mut Places) -> Value {
    json!({
        "physicalLocation": physical(label.location, places),
        "message": { "text": label.message },
    })
}

fn physical(location: Location, places: &mut Places) -> Value {
    json!({
        "artifactLocation": { "uri": uri(places.path(location)) },
        "region": region(location, places),
    })
}

fn region(location: Location, places: &mut Places) -> Value {
    let range = places.range(location);
    json!({
        "startLine": range.start.line,
        "startColumn": range.start.column,
        "endLine": range.end.line,
        "endColumn": range.end.column,
    })
}

fn notification(error: &RunError) -> Value {
    json!({
        "level": "warning",
        "message": { "text": error.message },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(&error.path) } } }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a URI: relative, as the paths are, unless the file lies on another branch of the tree.
fn uri(path: &str) -> String {
    let encoded: String = path.bytes().map(encoded).collect();
    if path.starts_with('/') { format!("file://{encoded}") } else { encoded }
}

fn encoded(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    }
}

#[cfg(test)]
mod tests;

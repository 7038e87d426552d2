//! A report for people who would rather look than read: one HTML file that loads nothing.
//!
//! Every connection is a card with its life beside the source: opened, mentioned, handed on, lost.
//! Style and script are part of the file; without the script only the filters are missing.
//! All foreign text goes through [`markup`](super::markup).

mod timeline;

use std::collections::BTreeMap;
use std::fmt::Write;

use lint_core::finding::{Confidence, Finding};

use super::places::Places;
use super::{Look, Run, markup as html, render_summary, severity_name};

const STYLE: &str = include_str!("html/report.css");
const SCRIPT: &str = include_str!("html/report.js");
/// The browser is told to load nothing, whatever is in the file.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
                      base-uri 'none'; form-action 'none'";

pub(crate) fn render(run: &Run) -> String {
    let mut places = Places::new(run);
    let cards: String = run.findings.iter().map(|it| card(it, &mut places)).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>subtensor-lint</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>subtensor-lint</h1>\n{summary}{filters}{LEGEND}</header>\n\
         <main>\n{cards}{errors}</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n",
        summary = summary(run),
        filters = filters(run),
        errors = errors(run),
    )
}

const LEGEND: &str = "<p class=\"legend\"><span class=\"mark opened\"></span> opened \
    <span class=\"mark mentioned\"></span> mentioned <span class=\"mark step\"></span> on the way \
    <span class=\"mark handed\"></span> handed on <span class=\"mark lost\"></span> lost</p>\n";

fn summary(run: &Run) -> String {
    let look = Look { coloured: false, links: false, width: 0, quiet: false };
    let lines = render_summary(run, &look);
    lines.lines().map(|it| format!("<p>{}</p>\n", prose(it))).collect()
}

/// What the script shows and obeys.
fn filters(run: &Run) -> String {
    let rule = |it: &Finding| format!("{} {}", it.rule.id, it.rule.name);
    let file = |it: &Finding| run.file(it.location.file).path.clone();
    let severity = |it: &Finding| severity_name(it.severity).to_owned();
    format!(
        "<form id=\"filters\" hidden>\n{}{}{}<button type=\"button\" id=\"theme\">light / dark</button>\n\
         <output id=\"shown\"></output>\n</form>\n",
        choice("rule", run, rule),
        choice("file", run, file),
        choice("severity", run, severity),
    )
}

fn choice(name: &str, run: &Run, key: impl Fn(&Finding) -> String) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for finding in &run.findings {
        *counts.entry(key(finding)).or_default() += 1;
    }
    let option = |(key, n): (&String, &usize)| {
        format!("<option value=\"{key}\">{key} ({n})</option>\n", key = html(key))
    };
    let options: String = counts.iter().map(option).collect();
    format!(
        "<label>{name} <select name=\"{name}\">\n<option value=\"\">all</option>\n{options}</select></label>\n"
    )
}

fn card(finding: &Finding, places: &mut Places) -> String {
    let at = places.range(finding.location).start;
    let (id, name) = (finding.rule.id, finding.rule.name);
    let (path, severity) = (html(places.path(finding.location)), severity_name(finding.severity));
    let mut out = format!(
        "<article class=\"{severity}\" id=\"f-{}\" data-rule=\"{id} {name}\" data-file=\"{path}\" \
         data-severity=\"{severity}\">\n<h2><span class=\"severity\">{severity}</span> \
         <a href=\"{}\">{id} {name}</a> <span class=\"place\">{path}:{}:{}</span></h2>\n\
         <p class=\"message\">{}</p>\n",
        html(&finding.fingerprint),
        html(&finding.rule.url()),
        at.line,
        at.column,
        prose(&finding.message),
    );
    timeline::render(finding, places, &mut out);
    if !finding.help.is_empty() {
        line(&mut out, &format!("<p class=\"help\">{}</p>", prose(&finding.help)));
    }
    for it in &finding.notes {
        line(&mut out, &format!("<p class=\"note\">{}</p>", prose(it)));
    }
    line(&mut out, &format!("<p class=\"facts\">{}</p>\n</article>", facts(finding)));
    out
}

/// What else is known, separated by dots.
fn facts(finding: &Finding) -> String {
    let confidence = match finding.confidence {
        Confidence::High => "",
        Confidence::Medium => "medium confidence: a value on the path is not known",
        Confidence::Low => "low confidence: something unseen might close it",
    };
    let fix = finding.fix.as_ref().map_or("", |it| it.description.as_str());
    let fix = if fix.is_empty() { String::new() } else { format!("can be fixed: {fix}") };
    let all = [finding.resource.as_str(), finding.sdk.as_str(), confidence, &fix];
    all.iter().filter(|it| !it.is_empty()).map(|it| prose(it)).collect::<Vec<_>>().join(" · ")
}

fn errors(run: &Run) -> String {
    if run.errors.is_empty() {
        return String::new();
    }
    let item =
        |path: &str, message: &str| format!("<li><code>{}</code>: {}</li>\n", html(path), html(message));
    let items: String = run.errors.iter().map(|it| item(&it.path, &it.message)).collect();
    format!("<section>\n<h2>Not checked</h2>\n<ul>\n{items}</ul>\n</section>\n")
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("a string takes everything");
}

/// A sentence whose parts in backticks are code.
fn prose(text: &str) -> String {
    let part = |(at, it): (usize, &str)| match at % 2 {
        1 => format!("<code>{}</code>", html(it)),
        _ => html(it),
    };
    text.split('`').enumerate().map(part).collect()
}

#[cfg(test)]
mod tests;

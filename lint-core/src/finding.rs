//! What the linter says: plain data, free of severities that a user configured, of formats and of colours.

use serde::{Deserialize, Serialize};

use crate::rules::Rule;
use crate::source::Span;

/// Index of a file in the slice that was handed to [`crate::check`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileId(pub u32);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    Info,
    Warning,
    Error,
}

/// How sure the analysis is that the path exists and that nobody closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Confidence {
    /// An unknown callee or a `__del__` might close.
    Low,
    /// A merged or unknown value lies on the path.
    Medium,
    /// The path is fully known.
    High,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Location {
    pub file: FileId,
    pub span: Span,
}

/// A place with a few words about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    pub message: String,
    pub location: Location,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Finding {
    #[serde(with = "by_id")]
    pub rule: &'static Rule,
    pub severity: Severity,
    pub confidence: Confidence,
    /// What is wrong and why: lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// What else has to be known: "with bittensor 10.5.0 `bt.subtensor` is gone: use `bt.Subtensor`".
    pub notes: Vec<String>,
    /// The opening call, for every rule that is about a connection left open.
    pub location: Location,
    /// Other places worth seeing: the way out, the rebinding, the class that owns.
    pub related: Vec<Label>,
    /// The path from the opening to the leaking exit, in the order it is walked.
    pub trace: Vec<Label>,
    pub fix: Option<Fix>,
    /// The kind of connection, as its profile calls it: "Subtensor".
    pub resource: String,
    /// The SDK version judged by, for people: "bittensor 10.5.0".
    pub sdk: String,
    /// What else leaks wherever it is used: the factory or the class behind this finding.
    pub cause: Option<Cause>,
    /// Identifies the finding by content: it survives moved lines. 16 hexadecimal digits.
    pub fingerprint: String,
}

impl Finding {
    /// Puts other numbers of files in place of its own.
    pub(crate) fn renumber(&mut self, number: impl Fn(FileId) -> FileId) {
        self.location.file = number(self.location.file);
        for it in self.related.iter_mut().chain(&mut self.trace) {
            it.location.file = number(it.location.file);
        }
        if let Some(it) = &mut self.cause {
            it.file = number(it.file);
        }
    }

    /// A finding about the text itself, not about a connection.
    pub(crate) fn about_text(
        rule: &'static Rule,
        location: Location,
        message: String,
        help: &str,
    ) -> Finding {
        Finding {
            rule,
            severity: rule.level.severity(),
            confidence: Confidence::High,
            message,
            help: help.to_owned(),
            notes: vec![],
            location,
            related: vec![],
            trace: vec![],
            fix: None,
            resource: String::new(),
            sdk: String::new(),
            cause: None,
            fingerprint: String::new(),
        }
    }
}

/// A factory or a class whose connections several callers may leave open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// What it is called, in backticks: "`connect()`".
    pub name: String,
    pub file: FileId,
    /// What would help all its callers: "give it a context manager".
    pub advice: String,
}

/// Whether a fix keeps the program's meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Applicability {
    Safe,
    Unsafe,
}

/// A set of edits to the original text of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    pub applicability: Applicability,
    pub description: String,
    pub edits: Vec<Edit>,
}

/// Replaces the text under `span`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    pub span: Span,
    pub content: String,
}

/// Something that kept a file from being judged as it should: never a reason to stop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InternalError {
    pub file: FileId,
    pub message: String,
}

/// A rule as its id.
mod by_id {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::rules::{self, Rule};

    pub fn serialize<S: Serializer>(rule: &Rule, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(rule.id)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static Rule, D::Error> {
        let id = String::deserialize(deserializer)?;
        rules::find(&id).ok_or_else(|| Error::custom(format!("there is no rule `{id}`")))
    }
}

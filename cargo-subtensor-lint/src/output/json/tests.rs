//! What programs read, on hand-made findings.

use snapbox::{assert_data_eq, str};

use super::*;
use crate::output::samples;

#[test]
fn every_field_is_there() {
    assert_data_eq!(
        render(&samples::run()),
        str![[r#"
{
  "version": 1,
  "tool": {
    "name": "subtensor-lint",
    "version": "0.1.0"
  },
  "findings": [
    {
      "rule": "SUB001",
      "name": "never-closed",
      "severity": "error",
      "confidence": "high",
      "message": "`sub` is never closed; with bittensor 10.5.0 a dropped connection is closed only when the cyclic collector runs",
      "help": "scope it: `with bt.Subtensor(network) as sub:`",
      "notes": [
        "with bittensor 10.5.0 `bt.subtensor` is gone: use `bt.Subtensor`"
      ],
      "location": {
        "path": "client.py",
        "start": {
          "line": 5,
          "column": 21,
          "offset": 77
        },
        "end": {
          "line": 5,
          "column": 42,
          "offset": 98
        }
      },
      "related": [
        {
          "label": "this `return` leaves it open",
          "location": {
            "path": "client.py",
            "start": {
              "line": 8,
              "column": 5,
              "offset": 156
            },
            "end": {
              "line": 8,
              "column": 21,
              "offset": 172
            }
          }
        }
      ],
      "trace": [
        {
          "label": "opened here",
          "location": {
            "path": "client.py",
            "start": {
              "line": 5,
              "column": 21,
              "offset": 77
            },
            "end": {
              "line": 5,
              "column": 42,
              "offset": 98
            }
          }
        },
        {
          "label": "when this is false",
          "location": {
            "path": "client.py",
            "start": {
              "line": 6,
              "column": 8,
              "offset": 106
            },
            "end": {
              "line": 6,
              "column": 32,
              "offset": 130
            }
          }
        },
        {
          "label": "this `return` leaves it open",
          "location": {
            "path": "client.py",
            "start": {
              "line": 8,
              "column": 5,
              "offset": 156
            },
            "end": {
              "line": 8,
              "column": 21,
              "offset": 172
            }
          }
        }
      ],
      "fix": {
        "applicability": "unsafe",
        "description": "scope it with `with`",
        "edits": [
          {
            "start": 77,
            "end": 98,
            "content": "…"
          }
        ]
      },
      "resource": "Subtensor",
      "sdk": "bittensor 10.5.0",
      "fingerprint": "00c0ffee00c0ffee"
    },
    {
      "rule": "SUB008",
      "name": "process-lifetime-connection",
      "severity": "warning",
      "confidence": "medium",
      "message": "`SUB` lives as long as the process",
      "help": "",
      "notes": [],
      "location": {
        "path": "client.py",
        "start": {
          "line": 10,
          "column": 7,
          "offset": 180
        },
        "end": {
          "line": 10,
          "column": 21,
          "offset": 194
        }
      },
      "related": [
        {
          "label": "used here",
          "location": {
            "path": "app/shutdown.py",
            "start": {
              "line": 1,
              "column": 20,
              "offset": 19
            },
            "end": {
              "line": 1,
              "column": 23,
              "offset": 22
            }
          }
        },
        {
          "label": "and here",
          "location": {
            "path": "app/shutdown.py",
            "start": {
              "line": 4,
              "column": 10,
              "offset": 49
            },
            "end": {
              "line": 4,
              "column": 20,
              "offset": 59
            }
          }
        }
      ],
      "trace": [],
      "fix": null,
      "resource": "Subtensor",
      "sdk": "bittensor 10.5.0",
      "fingerprint": "00c0ffee00c0ffee"
    },
    {
      "rule": "SUB014",
      "name": "redundant-close",
      "severity": "info",
      "confidence": "high",
      "message": "the `with` block closes it already",
      "help": "drop this `close()`",
      "notes": [],
      "location": {
        "path": "app/shutdown.py",
        "start": {
          "line": 6,
          "column": 9,
          "offset": 87
        },
        "end": {
          "line": 6,
          "column": 20,
          "offset": 98
        }
      },
      "related": [],
      "trace": [],
      "fix": null,
      "resource": "Subtensor",
      "sdk": "bittensor 10.5.0",
      "fingerprint": "00c0ffee00c0ffee"
    }
  ],
  "summary": {
    "files": 2,
    "findings": 3,
    "errors": 1,
    "warnings": 1,
    "infos": 1,
    "fixable": 1,
    "strict_only": 2,
    "suppressed": 1,
    "baselined": 0,
    "baseline_gone": 0,
    "unchanged": 0
  },
  "errors": [
    {
      "path": "latin1.py",
      "message": "not UTF-8",
      "kind": "io"
    }
  ]
}

"#]]
    );
}

#[test]
fn an_empty_run_is_an_object_too() {
    assert_data_eq!(
        render(&Run::default()),
        str![[r#"
{
  "version": 1,
  "tool": {
    "name": "subtensor-lint",
    "version": "0.1.0"
  },
  "findings": [],
  "summary": {
    "files": 0,
    "findings": 0,
    "errors": 0,
    "warnings": 0,
    "infos": 0,
    "fixable": 0,
    "strict_only": 0,
    "suppressed": 0,
    "baselined": 0,
    "baseline_gone": 0,
    "unchanged": 0
  },
  "errors": []
}

"#]]
    );
}

#[test]
fn nothing_in_it_moves_a_terminal() {
    let text = render(&samples::hostile());
    assert!(text.chars().all(|it| it == '\n' || !it.is_control()), "{text}");
    assert!(text.contains("\\u009b2J"));
    assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
}

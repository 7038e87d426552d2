//! Rust, from text to findings.

use lint_core::source::Language;

use super::checked;
use crate::{Target, seeds};

pub(super) static TARGET: Target =
    Target { name: "rust", seeds: || seeds::sources("rs"), run: |text| checked(Language::Rust, text) };

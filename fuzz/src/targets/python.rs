//! Python, from text to findings.

use lint_core::source::Language;

use super::checked;
use crate::{Target, seeds};

pub(super) static TARGET: Target =
    Target { name: "python", seeds: || seeds::sources("py"), run: |text| checked(Language::Python, text) };

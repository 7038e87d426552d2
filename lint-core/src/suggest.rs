//! "Did you mean …": the nearest of the names that would have been right.

/// The candidate that `typed` most likely stands for, if any is near enough; the first of equals.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_ascii_lowercase().replace('_', "-");
    let allowed = (typed.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|it| (strsim::damerau_levenshtein(&typed, &it.to_ascii_lowercase()), it))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The end of an error message: "; did you mean `x`?", or nothing.
pub fn did_you_mean<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(typed, candidates).map(|it| format!("; did you mean `{it}`?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood_and_nonsense_is_not() {
        let names = ["never-closed", "SUB001", "SUB010"];
        assert_eq!(nearest("never_close", names), Some("never-closed"));
        assert_eq!(nearest("SBU001", names), Some("SUB001"));
        assert_eq!(nearest("sub01", names), Some("SUB001"));
        assert_eq!(nearest("flake8", names), None);
        assert_eq!(did_you_mean("nverclosed", names), "; did you mean `never-closed`?");
    }
}

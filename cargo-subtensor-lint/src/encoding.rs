//! From bytes to text: UTF-8, or what Python's coding cookie says.
//!
//! A file that is valid UTF-8 is taken as such, whatever it says of itself, so that offsets count its own bytes.

use std::str;

use encoding_rs::Encoding;
use lint_core::source::{Language, LineIndex};

/// A decoded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decoded {
    /// A byte order mark stays in it, since offsets count from the first byte.
    pub(crate) text: String,
    /// What it was decoded from, if that was not UTF-8: the text is then not what the file holds.
    pub(crate) foreign: Option<&'static str>,
}

/// Decodes a file.
///
/// # Errors
///
/// Why it cannot be read as text, for people.
pub(crate) fn decode(bytes: Vec<u8>, language: Language) -> Result<Decoded, String> {
    if u32::try_from(bytes.len()).is_err() {
        return Err("larger than 4 GiB".to_owned());
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err("UTF-16, which neither Python nor Rust reads; save it as UTF-8".to_owned());
    }
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text, foreign: None }),
        Err(error) => error,
    };
    let at = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let cookie = if language == Language::Python { cookie(bytes) } else { None };
    let known = cookie.as_deref().and_then(encoding);
    if let Some(encoding) = known {
        let (text, _, had_errors) = encoding.decode(bytes);
        if !had_errors {
            return Ok(Decoded { text: text.into_owned(), foreign: Some(encoding.name()) });
        }
    }
    let before = str::from_utf8(&bytes[..at]).expect("valid up to there");
    let line = LineIndex::new(before).n_lines();
    let place = format!("byte 0x{:02x} at offset {at} (line {line})", bytes[at]);
    Err(match (cookie, known) {
        (Some(name), None) if !is_utf8(&name) => {
            format!("not UTF-8: {place}, and its coding `{name}` is not known")
        }
        (Some(name), Some(_)) => format!("not UTF-8: {place}, and not `{name}` as it says"),
        (Some(_), None) | (None, _) => format!("not UTF-8: {place}"),
    })
}

/// The encoding that one of the first two lines names (PEP 263).
fn cookie(bytes: &[u8]) -> Option<String> {
    let lines = bytes.split(|it| matches!(it, b'\n' | b'\r')).take(2);
    for line in lines {
        let line = String::from_utf8_lossy(line);
        let line = line.trim_start_matches([' ', '\t', '\u{c}']);
        if let Some(comment) = line.strip_prefix('#') {
            let mut rest = comment.split("coding").skip(1).filter_map(|it| it.strip_prefix([':', '=']));
            let named = |it: &str| -> String {
                let is_part = |it: &char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '.');
                it.trim_start_matches([' ', '\t']).chars().take_while(is_part).collect()
            };
            if let Some(name) = rest.next().map(named).filter(|it| !it.is_empty()) {
                return Some(name);
            }
        } else if !line.is_empty() {
            return None;
        }
    }
    None
}

fn is_utf8(name: &str) -> bool {
    Encoding::for_label(name.replace('_', "-").as_bytes()) == Some(encoding_rs::UTF_8)
}

/// Python spells `latin-1` and `iso8859_15` what others call `latin1` and `iso-8859-15`.
fn encoding(name: &str) -> Option<&'static Encoding> {
    let name = name.to_ascii_lowercase().replace('_', "-");
    let spellings = [name.clone(), name.replace('-', ""), name.replacen("iso8859", "iso-8859", 1)];
    let found = spellings.iter().find_map(|it| Encoding::for_label(it.as_bytes()));
    found.filter(|it| it.is_ascii_compatible() && *it != encoding_rs::UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<(&str, Option<&'static str>), &str>) {
        let expected =
            expected.map(|(text, foreign)| Decoded { text: text.to_owned(), foreign }).map_err(str::to_owned);
        assert_eq!(decode(bytes.to_vec(), Language::Python), expected, "{}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn the_coding_cookie_is_obeyed_where_the_bytes_are_not_utf8() {
        check(b"x = 1\n", Ok(("x = 1\n", None)));
        check("\u{feff}é\n".as_bytes(), Ok(("\u{feff}é\n", None)));
        check("# coding: latin-1\né\n".as_bytes(), Ok(("# coding: latin-1\né\n", None)));
        let decoded = |cookie: &str, name| {
            let bytes = [cookie.as_bytes(), b"\n# caf\xe9\n"].concat();
            check(&bytes, Ok((&format!("{cookie}\n# café\n"), Some(name))));
        };
        decoded("# -*- coding: latin-1 -*-", "windows-1252");
        decoded("# vim: set fileencoding=iso8859_15 :", "ISO-8859-15");
        decoded("#!/usr/bin/python\n# coding=cp1252", "windows-1252");
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        check(b"x\n# caf\xe9\n", Err("not UTF-8: byte 0xe9 at offset 7 (line 2)"));
        check(
            b"# coding: klingon\n# \xe9",
            Err("not UTF-8: byte 0xe9 at offset 20 (line 2), and its coding `klingon` is not known"),
        );
        check(b"# coding: utf-8\n# \xe9", Err("not UTF-8: byte 0xe9 at offset 18 (line 2)"));
        check(
            b"# coding: euc-jp\n# \xff",
            Err("not UTF-8: byte 0xff at offset 19 (line 2), and not `euc-jp` as it says"),
        );
        // The third line is too late, and so is the second behind code.
        check(b"\n\n# coding: latin-1 \xe9", Err("not UTF-8: byte 0xe9 at offset 20 (line 3)"));
        check(b"x = 1\n# coding: latin-1 \xe9", Err("not UTF-8: byte 0xe9 at offset 24 (line 2)"));
        let utf16 = "UTF-16, which neither Python nor Rust reads; save it as UTF-8";
        check(b"\xff\xfex\0", Err(utf16));
        check(b"\xfe\xff\0x", Err(utf16));
    }
}

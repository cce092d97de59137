//! What was signed: how it is written into a draft, and how it is printed.

use std::ops::Range;

use crate::cli::printable::printable;
use crate::text::line_index::LineIndex;

/// The field of a signature, as it is written.
const FIELD: &str = "checked:";

/// A claim that was signed, as people see it.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedClaim {
    pub path: String,
    /// The line of the signature, from 1.
    line: usize,
    /// Its name, if that may be printed.
    called: String,
    pub signature: String,
}

/// The text with the signatures, each a replacement and what its claim is called; and the claims with their lines in
/// that text.
pub fn with_signatures(
    old: &str,
    mut signatures: Vec<(Range<usize>, String, String)>,
) -> (String, Vec<SignedClaim>) {
    signatures.sort_by_key(|(range, ..)| range.start);
    let mut new = String::new();
    let mut starts = Vec::new();
    let mut copied = 0;
    for (range, text, _) in &signatures {
        new += &old[copied..range.start];
        copied = range.end;
        starts.push(new.len() + text.len() - text.trim_start().len());
        new += text;
    }
    new += &old[copied..];
    let lines = LineIndex::new(&new);
    let claims = signatures.into_iter().zip(starts);
    let claims = claims.map(|((_, text, called), start)| SignedClaim {
        path: String::new(),
        line: lines.line(start) + 1,
        called,
        signature: text
            .trim()
            .trim_start_matches(FIELD)
            .trim_start()
            .to_owned(),
    });
    let claims = claims.collect();
    (new, claims)
}

/// Each signature with its place, and their number.
pub fn summary(claims: &[SignedClaim]) -> String {
    let lines = claims.iter().map(|claim| {
        let SignedClaim {
            path,
            line,
            called,
            signature,
        } = claim;
        let signed = [
            format!("{path}:{line}: {called}"),
            format!("{FIELD} {signature}"),
        ];
        let [place, signature] = signed.each_ref().map(|line| printable(line));
        format!("{place}\n  {signature}\n")
    });
    let lines: String = lines.collect();
    match claims.len() {
        0 => "there are no claims left to sign\n".to_owned(),
        1 => format!("{lines}1 claim signed\n"),
        many => format!("{lines}{many} claims signed\n"),
    }
}

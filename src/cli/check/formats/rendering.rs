//! What several formats need to write many findings.

use rayon::prelude::*;
use serde::Serialize;

use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::Reported;
use crate::cli::printable::printable_json;

/// The maximum number of findings that are written for people to read. From the next one on, the output
/// for people shows no excerpts, and JSON has neither line breaks nor indentation.
pub const READABLE_FINDINGS: usize = 1_000;

/// What `write` writes for each finding, in order. `write` gets the position of the finding among all.
pub fn each_finding(
    findings: &[Reported],
    write: impl Fn(&mut String, usize, &Reported) + Sync,
) -> String {
    /// Enough findings to be worth the work of another core.
    const CHUNK: usize = 256;
    let written = findings.par_chunks(CHUNK).enumerate();
    let written = written.map(|(chunk, findings)| {
        let mut out = String::new();
        for (at, finding) in findings.iter().enumerate() {
            write(&mut out, chunk * CHUNK + at, finding);
        }
        out
    });
    written.collect::<Vec<String>>().concat()
}

/// The whole output as one JSON value.
pub fn to_json(outcome: &Outcome, output: &impl Serialize) -> serde_json::Result<String> {
    let json = match outcome.findings.len() <= READABLE_FINDINGS {
        true => serde_json::to_string_pretty(output)?,
        false => serde_json::to_string(output)?,
    };
    Ok(printable_json(json + "\n"))
}

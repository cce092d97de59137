//! What several formats need to write many findings.

use std::cmp::Reverse;
use std::io::{self, Write};

use anyhow::Result;
use rayon::prelude::*;
use serde::{Serialize, Serializer};
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use super::format::WriteOptions;
use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::{Fixable, Reported};
use crate::cli::printable::printable_json;

/// The maximum number of findings that are written for people to read. Of more, the output for people
/// contains the most severe ones; with `--all` it contains all, but no excerpts from the next one on. JSON
/// has neither line breaks nor indentation then.
pub const READABLE_FINDINGS: usize = 1_000;

/// What comes before the message of a finding that `--fix` fixes, in output for people.
pub fn fix_mark(finding: &Reported) -> &'static str {
    match finding.fixable {
        Some(Fixable::Safe) => "[*] ",
        Some(Fixable::Unsafe) | None => "",
    }
}

/// The first `most` of the most severe findings, sorted by severity; all of them in their order if there
/// are not more.
pub fn most_severe(findings: &[Reported], most: usize) -> Vec<&Reported> {
    let mut severe: Vec<&Reported> = findings.iter().collect();
    if severe.len() > most {
        severe.sort_by_key(|finding| Reverse(finding.severity));
        severe.truncate(most);
    }
    severe
}

/// The findings in output for people, in their order.
pub fn shown(outcome: &Outcome, options: WriteOptions) -> Vec<&Reported> {
    if options.all {
        return outcome.findings.iter().collect();
    }
    let mut shown = most_severe(&outcome.findings, READABLE_FINDINGS);
    // Back to their order in memory, which is the order of all findings.
    shown.sort_by_key(|finding| std::ptr::from_ref(*finding));
    shown
}

/// Writes what `write` writes for each finding, in order. `write` gets the position of the finding among all.
pub fn each_finding(
    out: &mut dyn Write,
    findings: &[&Reported],
    write: impl Fn(&mut String, usize, &Reported) + Sync,
) -> io::Result<()> {
    /// Enough findings to be worth the work of another core.
    const CHUNK: usize = 256;
    /// The number of findings whose output is in memory at once.
    const BATCH: usize = 64 * CHUNK;
    for (batch, findings) in findings.chunks(BATCH).enumerate() {
        let chunks = findings.par_chunks(CHUNK).enumerate();
        let written = chunks.map(|(chunk, findings)| {
            let mut out = String::new();
            for (at, finding) in findings.iter().enumerate() {
                write(&mut out, batch * BATCH + chunk * CHUNK + at, finding);
            }
            out
        });
        for text in written.collect::<Vec<String>>() {
            out.write_all(text.as_bytes())?;
        }
    }
    Ok(())
}

/// Findings that are converted one by one while they are written: there may be hundreds of thousands.
pub struct EachFinding<'a, Convert> {
    pub findings: &'a [Reported],
    pub convert: Convert,
}

impl<'a, Written, Convert> Serialize for EachFinding<'a, Convert>
where
    Written: Serialize,
    Convert: Fn(&'a Reported) -> Written,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.findings.iter().map(&self.convert))
    }
}

/// Writes the whole output as one JSON value.
pub fn write_json(out: &mut dyn Write, outcome: &Outcome, output: &impl Serialize) -> Result<()> {
    match outcome.findings.len() <= READABLE_FINDINGS {
        true => write_value(out, output, PrettyFormatter::new()),
        false => write_json_line(out, output),
    }
}

/// Writes a JSON value on one line.
pub fn write_json_line(out: &mut dyn Write, value: &impl Serialize) -> Result<()> {
    write_value(out, value, CompactFormatter)
}

fn write_value(
    out: &mut dyn Write,
    value: &impl Serialize,
    formatter: impl Formatter,
) -> Result<()> {
    let formatter = PrintableFormatter(formatter);
    value.serialize(&mut serde_json::Serializer::with_formatter(
        &mut *out, formatter,
    ))?;
    out.write_all(b"\n")?;
    Ok(())
}

/// Writes strings as [`printable_json`], and everything else as another formatter does.
struct PrintableFormatter<F>(F);

macro_rules! delegated {
    ($($method:ident($($argument:ident: $type:ty),*));* $(;)?) => {
        $(fn $method<W: ?Sized + Write>(&mut self, writer: &mut W $(, $argument: $type)*) -> io::Result<()> {
            self.0.$method(writer $(, $argument)*)
        })*
    };
}

impl<F: Formatter> Formatter for PrintableFormatter<F> {
    /// A command to a CI server never spans two fragments: what is between them is escaped.
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        writer.write_all(printable_json(fragment).as_bytes())
    }

    delegated! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_printable_wherever_they_are_cut() {
        let texts = ["a \"##[x]\u{85}", "\n##vso[y]", "##\"[", "\u{2028}"];
        for formatter in [true, false] {
            let mut out = Vec::new();
            match formatter {
                true => write_value(&mut out, &texts, PrettyFormatter::new()),
                false => write_json_line(&mut out, &texts),
            }
            .unwrap();
            let json = String::from_utf8(out).unwrap();
            assert_eq!(printable_json(&json), json);
            let read: Vec<String> = serde_json::from_str(&json).unwrap();
            assert_eq!(read, texts);
        }
    }
}

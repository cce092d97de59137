//! `--statistics`: how often each rule found something.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use serde::Serialize;

use super::closing_lines::summary_lines;
use super::format::WriteOptions;
use super::rendering::write_json;
use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::Fixable;
use crate::cli::check::summary::Summary;

/// What one rule found.
#[derive(Serialize)]
struct RuleCount {
    rule: &'static str,
    count: usize,
    /// How many of them `--fix` fixes, and how many more `--fix --unsafe`.
    fixable: usize,
    fixable_unsafe: usize,
}

/// The shape of the JSON output. Fields may be added, but those that exist keep their meaning.
#[derive(Serialize)]
struct JsonStatistics {
    version: u32,
    statistics: Vec<RuleCount>,
    summary: Summary,
}

/// The rules that found something, those that found most first.
fn counts(outcome: &Outcome) -> Vec<RuleCount> {
    let mut counts: BTreeMap<&str, RuleCount> = BTreeMap::new();
    for finding in &outcome.findings {
        let count = counts.entry(finding.rule).or_insert(RuleCount {
            rule: finding.rule,
            count: 0,
            fixable: 0,
            fixable_unsafe: 0,
        });
        count.count += 1;
        match finding.fixable {
            Some(Fixable::Safe) => count.fixable += 1,
            Some(Fixable::Unsafe) => count.fixable_unsafe += 1,
            None => {}
        }
    }
    let mut counts: Vec<RuleCount> = counts.into_values().collect();
    counts.sort_by_key(|count| Reverse(count.count));
    counts
}

/// A line for each rule: "12  [*] unknown-field". The mark means that `--fix` fixes some of them.
pub fn table(out: &mut dyn Write, outcome: &Outcome, options: WriteOptions) -> Result<()> {
    let counts = counts(outcome);
    let digits = counts.first().map_or(0, |it| it.count.to_string().len());
    for RuleCount {
        rule,
        count,
        fixable,
        ..
    } in counts
    {
        let mark = if fixable > 0 { "[*]" } else { "   " };
        writeln!(out, "{count:>digits$}  {mark} {rule}")?;
    }
    if !options.quiet {
        out.write_all(summary_lines(outcome, options).as_bytes())?;
    }
    Ok(())
}

pub fn json(out: &mut dyn Write, outcome: &Outcome, _: WriteOptions) -> Result<()> {
    let statistics = JsonStatistics {
        version: 1,
        statistics: counts(outcome),
        summary: outcome.summary,
    };
    write_json(out, outcome, &statistics)
}

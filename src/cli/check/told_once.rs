//! What several drafts report about the same words of their article is told once for all of them.

use std::collections::hash_map::Entry;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHasher};

use super::reported::Reported;

/// Sorts the findings, and leaves one of those that differ in their draft only: that of the first draft.
pub fn sort_and_tell_once(findings: &mut Vec<Reported>) {
    findings.sort_by(|a, b| {
        let by_place = sameness(a).cmp(&sameness(b));
        by_place.then_with(|| a.draft.cmp(&b.draft).then_with(|| a.cmp(b)))
    });
    findings.dedup_by(|next, first| {
        let is_repeated = sameness(next) == sameness(first) && next.draft != first.draft;
        if is_repeated {
            // What one draft must not show, no other one shows.
            first.spot.confidential |= next.spot.confidential;
            first.severity = first.severity.max(next.severity);
        }
        is_repeated
    });
}

/// The place, the rule and the message.
fn sameness(finding: &Reported) -> impl Ord + '_ {
    let spot = &finding.spot;
    (
        (&spot.path, spot.start, spot.end),
        finding.rule,
        &finding.message,
    )
}

/// Leaves out repeated findings already while drafts are checked: those of a thousand drafts of one long article
/// would not fit into memory.
#[derive(Default)]
pub struct RepeatedFindings {
    found: AtomicUsize,
    /// By a hash of each finding without its draft, the first draft that reports it.
    drafts: Mutex<FxHashMap<(u32, u32, u64), Arc<Path>>>,
}

impl RepeatedFindings {
    /// Leaves out what an earlier draft reports as well, once more than `few` were found.
    pub fn leave_out(&self, findings: &mut Vec<Reported>, few: usize) {
        let before = self.found.fetch_add(findings.len(), Ordering::Relaxed);
        if before + findings.len() <= few {
            return;
        }
        let mut drafts = self.drafts.lock().unwrap_or_else(PoisonError::into_inner);
        findings.retain(|finding| {
            finding.spot.path == finding.draft
                || match drafts.entry(key(finding)) {
                    Entry::Vacant(entry) => {
                        entry.insert(finding.draft.clone());
                        true
                    }
                    Entry::Occupied(mut entry) => {
                        let is_earlier = finding.draft < *entry.get();
                        if is_earlier {
                            entry.insert(finding.draft.clone());
                        }
                        is_earlier
                    }
                }
        });
        findings.shrink_to_fit();
    }

    /// The number of all findings, with those that were left out.
    pub fn found(&self) -> usize {
        self.found.load(Ordering::Relaxed)
    }
}

fn key(finding: &Reported) -> (u32, u32, u64) {
    let mut hasher = FxHasher::default();
    let spot = &finding.spot;
    (&spot.path, spot.confidential, finding.rule).hash(&mut hasher);
    (&finding.message, finding.severity.word()).hash(&mut hasher);
    (spot.start.byte, spot.end.byte, hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::check::fingerprint::Fingerprint;
    use crate::cli::check::reported::{Point, Spot};
    use crate::rules::Severity;

    fn finding(draft: &str, path: &str, message: &str) -> Reported {
        Reported {
            spot: Spot {
                path: Path::new(path).into(),
                start: Point::default(),
                end: Point::default(),
                confidential: false,
            },
            rule: "uncovered-sentence",
            message: message.into(),
            severity: Severity::Hint,
            related: Box::default(),
            fix: None,
            fixable: None,
            fingerprint: Fingerprint::of(&[message]),
            draft: Path::new(draft).into(),
        }
    }

    fn drafts(findings: &[Reported]) -> Vec<String> {
        let shown = |it: &Reported| format!("{}: {}", it.draft.display(), it.message);
        findings.iter().map(shown).collect()
    }

    #[test]
    fn findings_in_one_article_are_told_once() {
        let mut hushed = finding("c.sayso", "a.md", "x");
        hushed.spot.confidential = true;
        hushed.severity = Severity::Error;
        let mut findings = vec![
            finding("b.sayso", "a.md", "x"),
            hushed,
            finding("b.sayso", "a.md", "y"),
            finding("a.sayso", "a.md", "x"),
            finding("a.sayso", "a.sayso", "x"),
            finding("a.sayso", "a.sayso", "x"),
        ];
        sort_and_tell_once(&mut findings);
        let expected = ["a.sayso: x", "b.sayso: y", "a.sayso: x", "a.sayso: x"];
        assert_eq!(drafts(&findings), expected);
        assert!(findings[0].spot.confidential);
        assert_eq!(findings[0].severity, Severity::Error);
        assert_eq!(findings[1].severity, Severity::Hint);
    }

    #[test]
    fn the_order_of_threads_makes_no_difference() {
        let of = |draft: &str| vec![finding(draft, "a.md", "x"), finding(draft, draft, "x")];
        let mut results = Vec::new();
        for order in [["a.sayso", "b.sayso"], ["b.sayso", "a.sayso"]] {
            let repeated = RepeatedFindings::default();
            let found = order.map(|draft| {
                let mut findings = of(draft);
                repeated.leave_out(&mut findings, 0);
                findings
            });
            assert_eq!(repeated.found(), 4);
            let mut findings = found.concat();
            sort_and_tell_once(&mut findings);
            results.push(drafts(&findings));
        }
        assert_eq!(results[0], ["a.sayso: x", "a.sayso: x", "b.sayso: x"]);
        assert_eq!(results[0], results[1]);
        let repeated = RepeatedFindings::default();
        for _ in 0..2 {
            let mut few = of("b.sayso");
            repeated.leave_out(&mut few, 4);
            assert_eq!(few.len(), 2);
        }
    }
}

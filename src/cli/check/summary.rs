//! The numbers of claims and findings.

use serde::{Deserialize, Serialize};

use super::reported::Reported;
use crate::model::schema::UNSOURCED_CLAIM_KINDS;
use crate::rules::Severity;
use crate::workspace::File;

/// The numbers in the closing line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub files: usize,
    pub files_with_findings: usize,
    pub claims: usize,
    pub sourced: usize,
    pub unsourced: usize,
    /// Claims without a source whose kind needs none.
    pub needing_no_source: usize,
    pub errors: usize,
    pub warnings: usize,
    pub information: usize,
    pub hints: usize,
}

impl Summary {
    /// Counts the claims of a file.
    pub fn count(&mut self, file: &File) {
        self.files += 1;
        for (_, _, item) in file.items() {
            let Some(claim) = item.claim() else { continue };
            self.claims += 1;
            if claim.sources().next().is_some() {
                self.sourced += 1;
            } else if UNSOURCED_CLAIM_KINDS.contains(&item.kind().unwrap_or("fact")) {
                self.needing_no_source += 1;
            } else {
                self.unsourced += 1;
            }
        }
    }

    /// Adds the claims of other files.
    pub fn add(&mut self, other: &Summary) {
        self.files += other.files;
        self.claims += other.claims;
        self.sourced += other.sourced;
        self.unsourced += other.unsourced;
        self.needing_no_source += other.needing_no_source;
    }

    /// Replaces the numbers of findings by those of these findings, which are in order.
    pub fn take(&mut self, findings: &[Reported]) {
        [self.errors, self.warnings, self.information, self.hints] = [0; 4];
        let of_one_file = findings.chunk_by(|one, next| one.spot.path == next.spot.path);
        self.files_with_findings = of_one_file.count();
        for finding in findings {
            *match finding.severity {
                Severity::Error => &mut self.errors,
                Severity::Warning => &mut self.warnings,
                Severity::Information => &mut self.information,
                Severity::Hint => &mut self.hints,
            } += 1;
        }
    }
}

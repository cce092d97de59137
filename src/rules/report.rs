//! How a rule reports what it found.

use crate::rules::finding::Finding;
use crate::rules::rule::Rule;
use crate::text::message::Message;
use crate::workspace::Place;

/// Collects the findings of one rule.
pub struct Report<'a> {
    rule: &'static Rule,
    findings: &'a mut Vec<Finding>,
    /// How many findings there may be.
    most: usize,
}

impl<'a> Report<'a> {
    /// How many findings of one rule are told of one declaration: more than anybody reads, and a
    /// line of a megabyte may hold hundreds of thousands.
    pub const MOST: usize = 100;

    pub fn new(rule: &'static Rule, findings: &'a mut Vec<Finding>) -> Report<'a> {
        let most = findings.len() + Report::MOST;
        Report {
            rule,
            findings,
            most,
        }
    }

    /// Adds a finding; what is returned can be told more of.
    pub fn add(&mut self, place: Place, message: impl Into<Message>) -> &mut Finding {
        // One more is kept, so that there is something to return.
        self.findings.truncate(self.most);
        self.findings.push(Finding {
            rule: self.rule,
            severity: self.rule.severity,
            place,
            message: message.into(),
            related: Vec::new(),
            unnecessary: false,
            fixes: Vec::new(),
        });
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }
}

impl Drop for Report<'_> {
    fn drop(&mut self) {
        self.findings.truncate(self.most);
    }
}

//! Collects what a rule finds.

use crate::rules::finding::Finding;
use crate::rules::rule::Rule;
use crate::text::message::Message;
use crate::workspace::Place;

/// Collects the findings of one rule.
pub struct Report<'a> {
    rule: &'static Rule,
    findings: &'a mut Vec<Finding>,
    /// The maximum length of `findings`, including those of other rules.
    most: usize,
}

impl<'a> Report<'a> {
    /// The maximum number of findings that one rule reports for one declaration. Nobody reads more, and a line of 1 MB
    /// can contain 300,000 mistakes.
    pub const MOST: usize = 100;

    pub fn new(rule: &'static Rule, findings: &'a mut Vec<Finding>) -> Report<'a> {
        let most = findings.len() + Report::MOST;
        Report {
            rule,
            findings,
            most,
        }
    }

    /// Adds a finding, and returns it so that the rule can add details.
    pub fn add(&mut self, place: Place, message: impl Into<Message>) -> &mut Finding {
        // Beyond the maximum, one more stays until the next call, so that there is a finding to return.
        self.findings.truncate(self.most);
        self.findings.push(Finding {
            rule: self.rule,
            severity: self.rule.severity,
            place,
            in_article: None,
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

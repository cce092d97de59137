//! `--fail-on`: from which severity on a finding makes the check fail.

use clap::ValueEnum;

use crate::rules::Severity;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Error,
    Warning,
    Information,
    Hint,
    /// Never fail because of findings
    Never,
}

impl FailOn {
    /// Whether a finding of this severity makes the check fail.
    pub fn covers(self, severity: Severity) -> bool {
        match self {
            FailOn::Error => severity >= Severity::Error,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Information => severity >= Severity::Information,
            FailOn::Hint => true,
            FailOn::Never => false,
        }
    }
}

//! What a rule is.

use super::context::{Context, Report, SentenceContext};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Hint,
    Information,
    Warning,
    Error,
}

impl Severity {
    pub fn word(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Information => "information",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// The chapters of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    Syntax,
    Names,
    Anchors,
    Sourcing,
    Independence,
    Attribution,
    Protection,
}

impl Group {
    pub fn word(self) -> &'static str {
        match self {
            Group::Syntax => "syntax",
            Group::Names => "names",
            Group::Anchors => "anchors",
            Group::Sourcing => "sourcing",
            Group::Independence => "independence",
            Group::Attribution => "attribution",
            Group::Protection => "protection",
        }
    }
}

/// What a rule looks at.
pub enum Check {
    /// Each segment of a file, whether it could be read or not.
    Declaration(fn(&Context, &mut Report)),
    /// Each sentence of the article that no claim touches.
    Sentence(fn(&SentenceContext, &mut Report)),
}

pub struct Rule {
    /// Kebab-case; says what is wrong.
    pub name: &'static str,
    pub group: Group,
    pub severity: Severity,
    /// What it finds, in one sentence without its full stop.
    pub summary: &'static str,
    /// Markdown with the headings "What it finds", "Why it matters", "Example", "Instead" and
    /// "Settings", for a journalist.
    pub documentation: &'static str,
    pub check: Check,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.name == other.name
    }
}

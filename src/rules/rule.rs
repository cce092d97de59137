//! What a rule is.

use serde::{Deserialize, Serialize};

use crate::workspace::{Level, Settings};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

impl From<Severity> for Level {
    fn from(severity: Severity) -> Level {
        match severity {
            Severity::Hint => Level::Hint,
            Severity::Information => Level::Information,
            Severity::Warning => Level::Warning,
            Severity::Error => Level::Error,
        }
    }
}

/// Who decides how loud a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// The desk, in `sayso.toml`; a writer, with `allow:`.
    Adjustable,
    /// The same, and until the desk asks for it the rule is silent.
    OptIn,
    /// Nobody: what it protects is not the newsroom's to give away.
    Fixed,
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
    Facts,
    Protection,
    SignOff,
    Suppression,
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
            Group::Facts => "names and numbers",
            Group::Protection => "protection",
            Group::SignOff => "sign-off",
            Group::Suppression => "suppression",
        }
    }
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Each claim.
    Claim,
    /// Each source.
    Source,
    /// Each segment of a file, whether it could be read or not.
    Declaration,
    /// Each sentence of the article that no claim covers.
    Sentence,
    /// Each place in the article that exposes a confidential source.
    Exposure,
    /// Each segment of a file, after all other rules: what it allows, and what that suppressed.
    Allow,
}

pub struct Rule {
    /// Kebab-case; says what is wrong.
    pub name: &'static str,
    pub group: Group,
    pub severity: Severity,
    pub policy: Policy,
    /// What it finds, in one sentence without its full stop.
    pub summary: &'static str,
    /// Markdown with the headings "What it finds", "Why it matters", "Example", "Instead" and
    /// "Settings", for a journalist.
    pub documentation: &'static str,
    pub subject: Subject,
}

impl Rule {
    /// Whether an `allow` silences it. What watches over that cannot be silenced itself.
    pub fn can_be_allowed(&self) -> bool {
        self.policy != Policy::Fixed && self.group != Group::Suppression
    }

    /// Whether what it finds stands in the article, not in a declaration.
    pub fn is_about_text(&self) -> bool {
        matches!(self.subject, Subject::Sentence | Subject::Exposure)
    }

    /// How loud the rule is where those settings hold: none where it is off, else the severity
    /// that the desk gave all its findings, if it gave one.
    pub fn set_by(&self, settings: &Settings) -> Option<Option<Severity>> {
        let level = match (self.policy, settings.level(self.name)) {
            (Policy::Fixed, _) | (Policy::Adjustable, None) => return Some(None),
            (Policy::OptIn, None) => Level::Off,
            (_, Some(level)) => level,
        };
        match level {
            Level::Off => None,
            Level::Hint => Some(Some(Severity::Hint)),
            Level::Information => Some(Some(Severity::Information)),
            Level::Warning => Some(Some(Severity::Warning)),
            Level::Error => Some(Some(Severity::Error)),
        }
    }
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

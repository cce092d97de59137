//! The properties of a rule, without its check.

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

/// Who can change the severity of a rule or suppress its findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// The newsroom in `sayso.toml`, and writers with `allow:`.
    Adjustable,
    /// The same, but the rule is off by default.
    OptIn,
    /// Nobody: the rule protects other people, such as confidential sources.
    Fixed,
}

/// The groups of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    Syntax,
    Names,
    Anchors,
    Sourcing,
    Evidence,
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
            Group::Evidence => "evidence",
            Group::Independence => "independence",
            Group::Attribution => "attribution",
            Group::Facts => "names and numbers",
            Group::Protection => "protection",
            Group::SignOff => "sign-off",
            Group::Suppression => "suppression",
        }
    }

    /// The name as one word, for options.
    pub fn name(self) -> &'static str {
        match self {
            Group::Facts => "names-and-numbers",
            group => group.word(),
        }
    }
}

/// What a rule checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Each claim.
    Claim,
    /// Each source.
    Source,
    /// Each segment of a file, even if it could not be read.
    Declaration,
    /// The whole article, with its headline.
    Text,
    /// Each sentence of the article that claims should cover.
    Sentence,
    /// Each place in the article that exposes a confidential source.
    Exposure,
    /// What each segment of a file allows, and what that suppressed. Runs after all other rules.
    Allow,
    /// Each file of an article. No analysis of a draft runs the rule.
    ArticleFile,
}

pub struct Rule {
    /// Says what is wrong, in kebab-case.
    pub name: &'static str,
    pub group: Group,
    pub severity: Severity,
    pub policy: Policy,
    /// One sentence about what the rule finds, without the full stop.
    pub summary: &'static str,
    /// Markdown with the headings "What it finds", "Why it matters", "Example", "Instead" and
    /// "Settings", for a journalist.
    pub documentation: &'static str,
    pub subject: Subject,
    /// Whether it finds nothing in an article whose language has no word list.
    pub reads_prose: bool,
}

impl Rule {
    /// Whether it checks drafts and their articles, and not files that no draft names.
    pub fn is_about_drafts(&self) -> bool {
        self.subject != Subject::ArticleFile
    }

    /// Whether an `allow` suppresses its findings. The rules that check `allow` cannot be suppressed themselves, and in
    /// a file without a draft nobody can write one.
    pub fn can_be_allowed(&self) -> bool {
        self.policy != Policy::Fixed && self.group != Group::Suppression && self.is_about_drafts()
    }

    /// Whether its findings are in the article, not in a declaration.
    pub fn is_about_text(&self) -> bool {
        matches!(
            self.subject,
            Subject::Text | Subject::Sentence | Subject::Exposure
        )
    }

    /// The severity of all findings of the rule that the settings give: `None` if the rule is off, `Some(None)` if each
    /// finding has the severity that the rule gives it.
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

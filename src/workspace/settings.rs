//! The settings of a newsroom for its files. Does not know the syntax of `sayso.toml`.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// The severity of a rule's findings, or that the rule is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Off,
    Hint,
    Information,
    Warning,
    Error,
}

/// The settings of one file; by default, those of all files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// By the rule's name; contains only what the newsroom has set.
    pub levels: FxHashMap<SmolStr, Level>,
    /// By the claim's kind; contains only what the newsroom has set.
    pub min_origins: FxHashMap<SmolStr, usize>,
    /// By the word after `terms:`; contains only what the newsroom has set.
    pub terms: FxHashMap<SmolStr, Terms>,
    /// Whether the configuration names the file as a registry: nothing in it has to be used.
    pub is_registry: bool,
}

/// What was agreed with a source: how an article may use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Whether a claim may rest on it.
    pub supports: bool,
    /// Whether its words may be quoted.
    pub quoted: bool,
    /// Whether the article may name it.
    pub named: bool,
}

impl Settings {
    /// Overwrites settings with those that `other` contains.
    pub fn take(&mut self, other: &Settings) {
        let levels = other.levels.iter();
        self.levels
            .extend(levels.map(|(rule, level)| (rule.clone(), *level)));
        let origins = other.min_origins.iter();
        self.min_origins
            .extend(origins.map(|(kind, count)| (kind.clone(), *count)));
        let terms = other.terms.iter();
        self.terms
            .extend(terms.map(|(word, terms)| (word.clone(), *terms)));
    }

    /// The level that the newsroom has set for the rule, if any.
    pub fn level(&self, rule: &str) -> Option<Level> {
        // Most workspaces set no levels, and this is called for each rule on each claim.
        if self.levels.is_empty() {
            return None;
        }
        self.levels.get(rule).copied()
    }

    /// The minimum number of independent origins for a claim of this kind.
    pub fn min_origins(&self, kind: &str) -> usize {
        let usual = if kind == "allegation" { 2 } else { 1 };
        self.min_origins.get(kind).copied().unwrap_or(usual)
    }

    /// What these terms mean in this newsroom; `None` for an unknown word.
    pub fn terms(&self, word: &str) -> Option<Terms> {
        let usual = Terms::usual(word)?;
        Some(self.terms.get(word).copied().unwrap_or(usual))
    }
}

impl Terms {
    /// What the word means in most newsrooms.
    pub fn usual(word: &str) -> Option<Terms> {
        let (supports, quoted, named) = match word {
            "on-record" => (true, true, true),
            "background" => (true, true, false),
            "deep-background" => (true, false, false),
            "off-record" => (false, false, false),
            _ => return None,
        };
        Some(Terms {
            supports,
            quoted,
            named,
        })
    }
}

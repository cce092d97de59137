//! What a desk has decided for its files. The language of `sayso.toml` is not known here.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// How loud a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Off,
    Hint,
    Information,
    Warning,
    Error,
}

/// What holds for one file. Unless told otherwise, what holds everywhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// By the rule's name; only those that the desk has set.
    pub levels: FxHashMap<SmolStr, Level>,
    /// By the claim's kind; only those that the desk has set.
    pub min_origins: FxHashMap<SmolStr, usize>,
    /// By the word after `terms:`; only those that the desk has set.
    pub terms: FxHashMap<SmolStr, Terms>,
    /// Whether the file was named as a registry: nothing in it has to be used.
    pub is_registry: bool,
}

/// What was agreed with a source, and so what an article may do with it.
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
    /// Lets what is set in `other` win.
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

    /// How loud the desk wants the rule; none where it has said nothing.
    pub fn level(&self, rule: &str) -> Option<Level> {
        // Nearly all workspaces set few levels, and this is asked for each rule on each claim.
        if self.levels.is_empty() {
            return None;
        }
        self.levels.get(rule).copied()
    }

    /// How many independent origins a claim of that kind needs.
    pub fn min_origins(&self, kind: &str) -> usize {
        let usual = if kind == "allegation" { 2 } else { 1 };
        self.min_origins.get(kind).copied().unwrap_or(usual)
    }

    /// What those terms mean in this house; none for a word that is none of them.
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

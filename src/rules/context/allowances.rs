//! What a draft allows, and what that suppressed.
//!
//! An `allow` in the `article` declaration also applies to the text. Sentences belong to no
//! declaration, and the `article` declaration is the closest. See `docs/decisions/0012-suppress-with-a-reason.md`.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Allow, Item};
use crate::rules::finding::Finding;
use crate::text::Slice;
use crate::workspace::{DeclarationId, File};

/// What one file allows outside of single declarations: its comments apply to the whole file, its `article` declaration
/// to the text. Remembers the rules that they suppressed, to check whether each `allow` is used. Rules are identified
/// by name here, so that this file does not depend on the catalogue.
#[derive(Clone, Debug, Default)]
pub struct Allowances {
    in_file: Vec<Slice>,
    in_text: Vec<Slice>,
    /// The rules that comments suppressed, by the declaration that the findings were about.
    suppressed: FxHashMap<DeclarationId, Vec<&'static str>>,
    /// The rules that comments and the `article` suppressed, by the index of the sentence.
    suppressed_in_text: FxHashMap<usize, Vec<&'static str>>,
    /// The same for the rules about the whole article.
    suppressed_in_whole_text: Vec<&'static str>,
    /// All rules that comments suppressed in declarations, and all rules that were suppressed in the text: see
    /// [`Allowances::sum_up`].
    sums: [FxHashSet<&'static str>; 2],
    /// The declarations that could not be checked completely: they may hide findings that comments would suppress.
    unclear: FxHashSet<DeclarationId>,
}

/// What a file's comments suppressed in one declaration.
pub struct Suppressed {
    rules: Vec<&'static str>,
    is_unclear: bool,
}

impl Allowances {
    /// What the file allows; nothing is suppressed yet.
    pub fn of(file: &File) -> Allowances {
        let remarks = file.remarks().iter().flat_map(|remark| &remark.allows);
        let article = file.article().and_then(|(id, _)| file.get(id));
        let article = article.and_then(|(_, slot)| slot.segment.item.as_ref());
        let in_article = article.into_iter().flat_map(Item::allows);
        let in_file: Vec<Slice> = names_of(remarks).collect();
        Allowances {
            in_text: names_of(in_article)
                .chain(in_file.iter().cloned())
                .collect(),
            in_file,
            ..Allowances::default()
        }
    }

    /// Whether `file` now allows something different.
    pub fn changed_in(&self, file: &File) -> bool {
        let nothing = self.in_text.is_empty() && file.remarks().is_empty();
        !nothing && {
            let now = Allowances::of(file);
            now.in_file != self.in_file || now.in_text != self.in_text
        }
    }

    /// Removes the findings about a sentence that the file allows. Returns the suppressed rules.
    pub fn suppress_in_text(&self, findings: &mut Vec<Finding>) -> Vec<&'static str> {
        suppress(findings, |rule| contains(&self.in_text, rule))
    }

    /// Removes the findings about a declaration that its own `allows` or the file allow. Returns the suppressed rules.
    pub fn suppress_in_declaration(
        &self,
        allows: &[Allow],
        findings: &mut Vec<Finding>,
    ) -> Vec<&'static str> {
        if findings.is_empty() || allows.is_empty() && self.in_file.is_empty() {
            return Vec::new();
        }
        suppress(findings, |rule| {
            allows.iter().any(|allow| allow.rule.text == *rule) || contains(&self.in_file, rule)
        })
    }

    /// What to remember about a declaration in which these rules were suppressed. Calls `is_clear` only if the result
    /// depends on it.
    pub fn suppressed_by_file(
        &self,
        suppressed: &[&'static str],
        is_clear: impl FnOnce() -> bool,
    ) -> Suppressed {
        let suppressed = suppressed.iter().copied();
        Suppressed {
            rules: suppressed
                .filter(|rule| contains(&self.in_file, rule))
                .collect(),
            is_unclear: !self.in_file.is_empty() && !is_clear(),
        }
    }

    /// Remembers what the file's comments suppressed in the declaration.
    pub fn note(&mut self, id: DeclarationId, suppressed: Suppressed) {
        self.forget(id);
        if !suppressed.rules.is_empty() {
            self.suppressed.insert(id, suppressed.rules);
        }
        if suppressed.is_unclear {
            self.unclear.insert(id);
        }
    }

    /// Remembers what was suppressed in the sentence with that index.
    pub fn note_in_text(&mut self, at: usize, suppressed: Vec<&'static str>) {
        match suppressed.is_empty() {
            true => self.suppressed_in_text.remove(&at),
            false => self.suppressed_in_text.insert(at, suppressed),
        };
    }

    /// Forgets what was suppressed in the sentences from that index on.
    pub fn forget_text_from(&mut self, at: usize) {
        self.suppressed_in_text.retain(|sentence, _| *sentence < at);
    }

    /// Remembers what was suppressed of the rules about the whole article.
    pub fn note_in_whole_text(&mut self, suppressed: Vec<&'static str>) {
        self.suppressed_in_whole_text = suppressed;
    }

    /// Forgets a declaration that was removed.
    pub fn forget(&mut self, id: DeclarationId) {
        self.suppressed.remove(&id);
        self.unclear.remove(&id);
    }

    /// Sums up what was suppressed, so that checking many `allow`s is fast.
    pub fn sum_up(&mut self) {
        let sum = |rules: &mut dyn Iterator<Item = &Vec<&'static str>>| {
            rules.flatten().copied().collect()
        };
        self.sums = [
            sum(&mut self.suppressed.values()),
            sum(&mut self
                .suppressed_in_text
                .values()
                .chain([&self.suppressed_in_whole_text])),
        ];
    }

    /// Whether a comment in this file suppressed the rule in a declaration.
    pub fn suppressed_in_file(&self, rule: &str) -> bool {
        self.sums[0].contains(rule)
    }

    /// Whether a comment in this file or its `article` declaration suppressed the rule in the text.
    pub fn suppressed_in_sentences(&self, rule: &str) -> bool {
        self.sums[1].contains(rule)
    }

    /// Whether all declarations could be checked completely.
    pub fn are_clear(&self) -> bool {
        self.unclear.is_empty()
    }
}

fn names_of<'a>(allows: impl Iterator<Item = &'a Allow>) -> impl Iterator<Item = Slice> {
    allows.map(|allow| allow.rule.text.clone())
}

fn contains(names: &[Slice], rule: &str) -> bool {
    names.iter().any(|name| **name == *rule)
}

fn suppress(
    findings: &mut Vec<Finding>,
    is_allowed: impl Fn(&'static str) -> bool,
) -> Vec<&'static str> {
    let mut suppressed = Vec::new();
    findings.retain(|finding| {
        let rule = finding.rule;
        let is_suppressed = rule.can_be_allowed() && is_allowed(rule.name);
        if is_suppressed && !suppressed.contains(&rule.name) {
            suppressed.push(rule.name);
        }
        !is_suppressed
    });
    suppressed
}

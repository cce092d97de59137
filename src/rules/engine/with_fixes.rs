//! Findings with their quick fixes, which are computed only on request.

use std::cell::OnceCell;

use crate::article::Article;
use crate::rules::catalogue::names::unresolved_reference;
use crate::rules::context::Context;
use crate::rules::context::in_article::SentenceContext;
use crate::rules::context::passage_memo::PassageMemo;
use crate::rules::engine::analysis::{Analysis, is_in_check};
use crate::rules::engine::run_rules::{findings_of, sentence_findings_of};
use crate::rules::engine::shared::SharedAnalysis;
use crate::rules::finding::Finding;
use crate::signoff::Signing;
use crate::workspace::{File, Slot, Workspace};

impl Analysis {
    /// The maximum number of names compared when fixing a whole draft; this many take about a second. A draft from
    /// elsewhere may have 100,000 names, and as many references that nearly match one.
    pub const MOST_COMPARED: usize = 10_000_000;

    /// The same when fixes are only counted: a check of ten thousand drafts must not take longer because each of them
    /// names something that is not declared.
    pub const MOST_COMPARED_TO_COUNT: usize = 100_000;

    /// The findings in the declaration with all their quick fixes, including those to choose from, and sign-offs if
    /// `signing` says who signs.
    pub fn findings_with_choices(
        &self,
        workspace: &Workspace,
        file: &File,
        slot: &Slot,
        signing: Option<&Signing>,
    ) -> Vec<Finding> {
        let (shared, memo) = <(SharedAnalysis, PassageMemo)>::default();
        let resolved = workspace.resolutions(self.file, &slot.segment);
        let context = Context {
            wants_fixes: true,
            wants_choices: true,
            signing,
            ..self.context(workspace, file, slot, &resolved, &shared, &memo)
        };
        let (findings, _) = findings_of(&context, &self.rules);
        findings
    }

    /// The findings in the declaration with their quick fixes, except those that are only there to choose from.
    pub fn findings_with_fixes(
        &self,
        workspace: &Workspace,
        file: &File,
        slot: &Slot,
    ) -> Vec<Finding> {
        let (shared, memo) = <(SharedAnalysis, PassageMemo)>::default();
        let resolved = workspace.resolutions(self.file, &slot.segment);
        let context = Context {
            wants_fixes: true,
            ..self.context(workspace, file, slot, &resolved, &shared, &memo)
        };
        let (findings, _) = findings_of(&context, &self.rules);
        findings
    }

    /// The findings in all declarations in order and in the article, with their fixes; not those in sentences that no
    /// claim covers, which only the writer can fix. `budget` is the maximum number of names that are compared to find
    /// another name: none for safe fixes.
    pub fn all_findings_with_fixes<'a>(
        &'a self,
        workspace: &'a Workspace,
        file: &'a File,
        shared: &'a SharedAnalysis,
        mut budget: usize,
    ) -> impl Iterator<Item = Finding> + 'a {
        let memo = PassageMemo::default();
        // Beyond the budget, the exact number does not matter.
        let (names, most) = (OnceCell::new(), budget.saturating_add(1));
        let found = |slot: &&Slot| !self.of_declaration(slot.id).is_empty();
        let in_declarations = file.slots().iter().filter(found).flat_map(move |slot| {
            let known = self.of_declaration(slot.id);
            let unresolved = known
                .iter()
                .filter(|finding| finding.rule == &unresolved_reference::RULE);
            let unresolved = unresolved.count();
            let cost = match unresolved {
                0 => 0,
                _ => unresolved * names.get_or_init(|| workspace.names().take(most).count()),
            };
            let wants_names = cost <= budget;
            if wants_names {
                budget -= cost;
            }
            let resolved = workspace.resolutions(self.file, &slot.segment);
            let context = Context {
                wants_fixes: true,
                wants_names,
                ..self.context(workspace, file, slot, &resolved, shared, &memo)
            };
            let (findings, _) = findings_of(&context, &self.rules);
            findings
        });
        in_declarations.chain(self.findings_with_fixes_in_text(workspace, file, |_| true))
    }

    /// The findings in the sentence with that index, with their fixes. While nobody checks the article, only its first
    /// uncovered sentence is reported, but the others can be fixed, too.
    pub fn findings_with_fixes_in_sentence(
        &self,
        workspace: &Workspace,
        file: &File,
        article: &Article,
        at: usize,
    ) -> Vec<Finding> {
        let is_unfinished = !is_in_check(file);
        let is_reported = !self.of_sentence(at).is_empty();
        let is_open = self.to_cover.contains(at) && self.passages.claims_of(at) == 0;
        let has_fixes = is_reported || is_unfinished && is_open;
        if !has_fixes {
            return Vec::new();
        }
        let uncovered = || self.to_cover.uncovered(&self.passages);
        let unfinished = (is_unfinished && is_reported).then(uncovered);
        let context = SentenceContext {
            unfinished: unfinished.flatten(),
            wants_fixes: true,
            ..self.sentence_context(workspace, file, article, at)
        };
        let (findings, _) = sentence_findings_of(&context, &self.rules);
        findings
    }
}

//! Findings with their quick fixes, which are computed only on request.

use std::cell::OnceCell;

use crate::article::{Article, Sentence};
use crate::rules::catalogue::names::unresolved_reference;
use crate::rules::context::Context;
use crate::rules::context::in_article::SentenceContext;
use crate::rules::context::passage_memo::PassageMemo;
use crate::rules::engine::analysis::Analysis;
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

    /// The findings in all declarations in order, with their fixes. `budget` is the maximum number of names that are
    /// compared to find another name: none for safe fixes.
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
        file.slots().iter().filter(found).flat_map(move |slot| {
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
        })
    }

    /// The findings in a sentence that no claim covers, with their fixes.
    pub fn findings_with_fixes_in_sentence(
        &self,
        workspace: &Workspace,
        file: &File,
        article: &Article,
        sentence: &Sentence,
    ) -> Vec<Finding> {
        let names = workspace.known_names();
        let context = SentenceContext {
            wants_fixes: true,
            ..self.sentence_context(workspace, file, article, sentence, names)
        };
        let (findings, _) = sentence_findings_of(&context, &self.rules);
        findings
    }
}

//! The quick fixes of what was found at a place.

use std::ops::Range;
use std::path::Path;

use crate::article::{Article, Sentence};
use crate::rules::{Analysis, FileEdits, Finding, Fix, keeping, located};
use crate::workspace::{ArticlePlace, ArticleText, DeclarationId, File, Workspace};

/// One way to mend one finding.
#[derive(Clone, Debug)]
pub struct CodeAction {
    /// An order: "Add `said-by:`".
    pub title: String,
    pub finding: Finding,
    /// Whether most would take it.
    pub preferred: bool,
    /// What is replaced, file by file, in order.
    pub edits: Vec<FileEdits>,
}

/// The fixes of what was found in `range` of the file at `path`: the draft of `analysis` itself,
/// or its article.
pub fn code_actions(
    workspace: &Workspace,
    path: &Path,
    range: Range<usize>,
    analysis: &Analysis,
) -> Vec<CodeAction> {
    let Some(file) = workspace.file(analysis.file()) else {
        return Vec::new();
    };
    let place = At {
        workspace,
        file,
        analysis,
        path,
        range,
    };
    let mut findings = place.findings();
    findings.retain(|finding| place.touches(finding));
    let mending = findings.iter().flat_map(|finding| place.mending(finding));
    let mut actions: Vec<CodeAction> = mending.collect();
    for keeping in findings.iter().filter_map(|finding| place.keeping(finding)) {
        if !actions.iter().any(|known| known.edits == keeping.edits) {
            actions.push(keeping);
        }
    }
    actions
}

/// A stretch of a draft or of its article.
struct At<'a> {
    workspace: &'a Workspace,
    file: &'a File,
    analysis: &'a Analysis,
    path: &'a Path,
    range: Range<usize>,
}

impl At<'_> {
    /// What is found again, with its fixes, in all declarations and sentences around the place.
    fn findings(&self) -> Vec<Finding> {
        let mut declarations = self.declarations();
        let mut findings = Vec::new();
        if let Some((article, range)) = self.in_article() {
            let quoting = self.analysis.passages().overlapping(range.clone());
            declarations.extend(quoting.map(|(id, _)| id));
            declarations.sort();
            declarations.dedup();
            findings.extend(self.sentences(article, range));
        }
        findings.extend(declarations.into_iter().flat_map(|id| self.found_in(id)));
        findings
    }

    fn declarations(&self) -> Vec<DeclarationId> {
        if *self.path != *self.file.path {
            return Vec::new();
        }
        let placed = self.file.placed();
        let near = placed
            .skip_while(|(start, slot)| start.byte + (slot.bytes as usize) < self.range.start)
            .take_while(|(start, _)| start.byte <= self.range.end);
        near.map(|(_, slot)| slot.id).collect()
    }

    /// The article, and the place as bytes of its source; none where the place is not in it.
    fn in_article(&self) -> Option<(&Article, Range<usize>)> {
        let text = self.analysis.article()?;
        let origin = match text.place.as_ref()? {
            ArticlePlace::File(path) => (**path == *self.path).then_some(0)?,
            ArticlePlace::Embedded(id) => {
                let (start, slot) = self.file.get(*id)?;
                let is_near = self.declarations().contains(&slot.id);
                is_near.then_some(start.byte)?
            }
        };
        let from = |offset: usize| offset.saturating_sub(origin);
        // A cursor between two letters touches both.
        let range = from(self.range.start)..from(self.range.end) + 1;
        Some((text.article()?, range))
    }

    fn found_in(&self, id: DeclarationId) -> Vec<Finding> {
        let slot = self.file.get(id).map(|(_, slot)| slot);
        let Some(slot) = slot.filter(|_| !self.analysis.of_declaration(id).is_empty()) else {
            return Vec::new();
        };
        self.analysis.fixable(self.workspace, self.file, slot)
    }

    fn text(&self) -> Option<&ArticleText> {
        self.analysis.article().map(|text| &**text)
    }

    fn sentences(&self, article: &Article, range: Range<usize>) -> Vec<Finding> {
        let touched = self.analysis.passages().touched();
        let sentences = article.sentences().iter().enumerate();
        let near = sentences
            .filter(|(_, sentence)| sentence.range.start < range.end)
            .filter(|(_, sentence)| range.start <= sentence.range.end);
        near.filter(|(at, _)| touched.get(*at) == Some(&0))
            .flat_map(|(_, sentence)| self.found_in_sentence(article, sentence))
            .collect()
    }

    fn found_in_sentence(&self, article: &Article, sentence: &Sentence) -> Vec<Finding> {
        self.analysis
            .fixable_in_sentence(self.workspace, self.file, article, sentence)
    }

    fn touches(&self, finding: &Finding) -> bool {
        let location = finding.place.location(self.workspace, self.text());
        location.is_some_and(|location| {
            *location.path == *self.path
                && location.range.start <= self.range.end
                && self.range.start <= location.range.end
        })
    }

    fn mending(&self, finding: &Finding) -> Vec<CodeAction> {
        let fixes = finding.fixes.iter();
        fixes.filter_map(|fix| self.action(finding, fix)).collect()
    }

    /// The last resort: the finding is right, and the draft stays as it is.
    fn keeping(&self, finding: &Finding) -> Option<CodeAction> {
        self.action(finding, &keeping(self.workspace, finding)?)
    }

    fn action(&self, finding: &Finding, fix: &Fix) -> Option<CodeAction> {
        Some(CodeAction {
            edits: located(self.workspace, self.text(), &fix.edits)?,
            title: fix.title.clone(),
            finding: Finding {
                fixes: Vec::new(),
                ..finding.clone()
            },
            preferred: fix.preferred,
        })
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::ide::testing::Fixture;
    use crate::rules::analyse;

    /// The actions at the cursor, and what they write where.
    #[track_caller]
    fn check(fixture: &str, expect: Expect) {
        let fixture = Fixture::of(fixture);
        let workspace = &fixture.workspace;
        let (path, offset) = &fixture.cursors[0];
        let drafts = workspace.files().filter(|(_, file)| !file.is_registry());
        let mut out = String::new();
        for (draft, _) in drafts {
            let analysis = analyse(workspace, draft, workspace.article(draft).cloned());
            for action in code_actions(workspace, path, *offset..*offset, &analysis) {
                out += &format!("{}: {}\n", action.finding.rule.name, action.title);
                for file in action.edits {
                    for (range, text) in file.edits {
                        let path = file.path.clone();
                        let place = fixture.shown(&crate::workspace::Location { path, range });
                        out += &format!("    {place} → {text:?}\n");
                    }
                }
            }
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn in_a_draft() {
        check(
            "source s: email \"S\"\narticle \"A\"\ntext\n  One was freed.\n\nclaim: \"On<|>e was freed.\"\n\nclaim: \"One was fred.\"\n",
            expect![[r#"
                unsourced-claim: Add `source: @s`
                    draft.sayso:6 "" → "\n  source: @s"
                unsourced-claim: Create a source
                    draft.sayso:6 "" → "\n  source: @new-source"
                    draft.sayso:9 "" → "\nsource new-source: document \"Title of the source\"\n"
                unsourced-claim: Keep this: allow `unsourced-claim` here…
                    draft.sayso:6 "" → "\n  allow: unsourced-claim \"\""
            "#]],
        );
        check(
            "article \"A\"\ntext\n  One was<|> free.\n",
            expect![[r#"
                uncovered-sentence: Add a claim for this sentence
                    draft.sayso:4 "" → "\nclaim: fact \"One was free.\"\n"
                uncovered-sentence: Keep this: allow `uncovered-sentence` in the whole article…
                    draft.sayso:1 "" → "\n  allow: uncovered-sentence \"\""
            "#]],
        );
    }

    #[test]
    fn what_is_meant_can_be_kept() {
        // Without an article there is the file.
        check(
            "# top\ntext\n  One wa<|>s free.\n",
            expect![[r##"
            uncovered-sentence: Add a claim for this sentence
                draft.sayso:4 "" → "\nclaim: fact \"One was free.\"\n"
            uncovered-sentence: Keep this: allow `uncovered-sentence` in the whole file…
                draft.sayso:1 "" → "# sayso: allow uncovered-sentence \"\"\n"
        "##]],
        );
        // The comment stays where it is.
        check(
            "article \"A\"\nclaim: \"x<|>\" # end\n  # more\n",
            expect![[r#"
                unsourced-claim: Create a source
                    draft.sayso:2 "" → "\n  source: @new-source"
                    draft.sayso:4 "" → "\nsource new-source: document \"Title of the source\"\n"
                unsourced-claim: Keep this: allow `unsourced-claim` here…
                    draft.sayso:2 "" → "\n  allow: unsourced-claim \"\""
            "#]],
        );
        // What could not be read is meant by nobody.
        check(
            "article \"A\"\n  text: <|>3\n",
            expect![[r#"
            invalid-value: Change to `"3"`
                draft.sayso:2 "3" → "\"3\""
        "#]],
        );
        // What protects a source is not to be kept.
        check(
            "article \"A\"\nsource s: email \"S\"\n  confidential: yes\n  by: \"A<|>na\"\n",
            expect![""],
        );
    }

    #[test]
    fn in_the_article() {
        check(
            "article \"A\"\n  text: \"a.md\"\nclaim: opinion \"Two.\"\n//- a.md\nOne. Tw<|>o.\n",
            expect![""],
        );
        check(
            "article \"A\"\n  text: \"a.md\"\nclaim: opinion \"Two.\"\n//- a.md\nO<|>ne. Two.\n",
            expect![[r#"
                uncovered-sentence: Add a claim for this sentence
                    draft.sayso:4 "" → "\nclaim: fact \"One.\"\n"
                uncovered-sentence: Keep this: allow `uncovered-sentence` in the whole article…
                    draft.sayso:2 "" → "\n  allow: uncovered-sentence \"\""
            "#]],
        );
    }
}

//! The findings of one file, updated after each change: only what the change can affect is checked again. A property
//! test compares the result with a fresh analysis.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::rules::claim::likely_sources::SourceId;
use crate::rules::context::allow::is_clear;
use crate::rules::context::allowances::Allowances;
use crate::rules::context::in_article::{SentenceContext, UncoveredSentences};
use crate::rules::context::passage_memo::PassageMemo;
use crate::rules::context::passages::Passages;
use crate::rules::context::same_quantities::SameQuantities;
use crate::rules::context::{Context, FileContext};
use crate::rules::engine::active_rules::ActiveRules;
use crate::rules::engine::exposures::Exposures;
use crate::rules::engine::run_rules::{findings_of, sentence_findings_of};
use crate::rules::engine::sentences_to_cover::SentencesToCover;
use crate::rules::engine::shared::SharedAnalysis;
use crate::rules::finding::Finding;
use crate::workspace::{
    ArticleText, DeclarationId, File, FileId, Place, Resolution, Settings, Slot, Workspace,
    anchors_of,
};

/// A fresh analysis of `file`.
pub fn analyse(workspace: &Workspace, file: FileId, article: Option<Arc<ArticleText>>) -> Analysis {
    Analysis::of(workspace, file, article, &SharedAnalysis::default())
}

/// A fresh analysis of `file` that shares results with the analyses of other files in the same state of the workspace.
pub fn analyse_shared(
    workspace: &Workspace,
    file: FileId,
    article: Option<Arc<ArticleText>>,
    shared: &SharedAnalysis,
) -> Analysis {
    Analysis::of(workspace, file, article, shared)
}

/// The maximum number of findings in the sentences of one article. Nobody reads more, and an article of 2 MB can have
/// half a million sentences.
const MOST_IN_SENTENCES: usize = 2_000;

/// The findings in each sentence of an article; `None` for a sentence that was not checked.
pub type SentenceFindings = Vec<Option<Arc<Vec<Finding>>>>;

#[derive(Clone, Debug)]
pub struct Analysis {
    pub(super) file: FileId,
    pub(super) article: Option<Arc<ArticleText>>,
    pub(super) settings: Arc<Settings>,
    pub(super) rules: Arc<ActiveRules>,
    pub(super) passages: Passages,
    pub(super) same_quantities: SameQuantities,
    pub(super) findings: FxHashMap<DeclarationId, Arc<[Finding]>>,
    pub(super) to_cover: SentencesToCover,
    /// Whether somebody checks the article, or has.
    in_check: bool,
    /// For each sentence up to the last one that was checked, its findings.
    pub(super) sentences: SentenceFindings,
    /// The findings in the whole article and its headline.
    pub(super) in_text: Vec<Finding>,
    pub(super) exposures: Exposures,
    pub(super) allowances: Allowances,
}

impl Analysis {
    pub(super) fn of(
        workspace: &Workspace,
        file_id: FileId,
        article: Option<Arc<ArticleText>>,
        shared: &SharedAnalysis,
    ) -> Analysis {
        let mut analysis = Analysis {
            file: file_id,
            article,
            settings: Arc::default(),
            rules: Arc::default(),
            passages: Passages::default(),
            same_quantities: SameQuantities::default(),
            findings: FxHashMap::default(),
            to_cover: SentencesToCover::default(),
            in_check: false,
            sentences: Vec::new(),
            in_text: Vec::new(),
            exposures: Exposures::default(),
            allowances: Allowances::default(),
        };
        let Some(file) = workspace.file(file_id) else {
            return analysis;
        };
        analysis.settings = workspace.settings(&file.path);
        analysis.rules = shared.rules(&analysis.settings);
        let text = analysis.article.clone();
        let article = text.as_deref().and_then(ArticleText::article);
        let anchors = file
            .items()
            .filter_map(|(id, _, item)| Some((id, anchors_of(article?, item)?)));
        analysis.passages = Passages::of(article, anchors);
        analysis.to_cover = article.map(SentencesToCover::of).unwrap_or_default();
        for slot in file.slots() {
            analysis.note_quantity(slot);
        }
        analysis.allowances = Allowances::of(file);
        analysis.check(workspace, file, file.slots().iter(), shared);
        analysis.check_sentences(workspace, file);
        analysis.check_text(workspace, file);
        analysis.check_allows(workspace, file);
        analysis.check_exposures(workspace, file, true);
        analysis
    }

    /// Remembers the quantity that the claim's passage states.
    pub(super) fn note_quantity(&mut self, slot: &Slot) {
        let item = slot.segment.item.as_ref();
        if let (Some(text), Some(item)) = (self.article.as_deref(), item)
            && let Some(passage) = self.passages.found(slot.id)
        {
            self.same_quantities.insert(slot.id, text, item, passage);
        }
    }

    /// Checks these declarations, and replaces their findings.
    pub(super) fn check<'a>(
        &mut self,
        workspace: &Workspace,
        file: &File,
        slots: impl Iterator<Item = &'a Slot>,
        shared: &SharedAnalysis,
    ) {
        let memo = PassageMemo::default();
        for slot in slots {
            let resolved = workspace.resolutions(self.file, &slot.segment);
            let context = self.context(workspace, file, slot, &resolved, shared, &memo);
            let (findings, suppressed) = findings_of(&context, &self.rules);
            let allowances = &self.allowances;
            let by_file = allowances.suppressed_by_file(&suppressed, || is_clear(&context));
            self.allowances.note(slot.id, by_file);
            match findings.is_empty() {
                true => self.findings.remove(&slot.id),
                false => self.findings.insert(slot.id, findings.into()),
            };
        }
    }

    /// Checks the `allow`s that apply beyond their own segment. Runs last, when it is known what they suppressed.
    pub(super) fn check_allows(&mut self, workspace: &Workspace, file: &File) {
        let allows = |slot: &&Slot| {
            let item = slot.segment.item.as_ref();
            item.is_some_and(|item| !item.allows().is_empty())
        };
        let slot = |id| Some(file.get(id)?.1);
        let article = file.article().and_then(|(id, _)| slot(id)).filter(allows);
        let remarks = file.remarks().iter();
        let remarks = remarks.filter_map(|remark| slot(remark.id));
        self.allowances.sum_up();
        let allowing = remarks.chain(article);
        self.check(workspace, file, allowing, &SharedAnalysis::default());
    }

    /// Checks the sentences that were not checked before, until there are enough findings. While nobody checks the
    /// article, coverage is a number, not an alarm: one finding says how much is uncovered.
    pub(super) fn check_sentences(&mut self, workspace: &Workspace, file: &File) {
        let text = self.article.clone();
        let Some(article) = text.as_deref().and_then(ArticleText::article) else {
            return;
        };
        self.in_check = is_in_check(file);
        if !self.in_check {
            self.forget_sentences_from(0);
            let uncovered = self.to_cover.uncovered(&self.passages);
            if let Some(UncoveredSentences { first, .. }) = uncovered {
                self.check_sentence(workspace, file, article, first, uncovered);
            }
            return;
        }
        let to_cover = self.to_cover.clone();
        let mut found = 0;
        for at in to_cover.all() {
            if found >= MOST_IN_SENTENCES {
                self.forget_sentences_from(at);
                break;
            }
            let is_known = self.sentences.get(at).is_some_and(Option::is_some);
            if !is_known {
                self.check_sentence(workspace, file, article, at, None);
            }
            found += self.of_sentence(at).len();
        }
    }

    fn check_sentence(
        &mut self,
        workspace: &Workspace,
        file: &File,
        article: &Article,
        at: usize,
        unfinished: Option<UncoveredSentences>,
    ) {
        let context = SentenceContext {
            unfinished,
            ..self.sentence_context(workspace, file, article, at)
        };
        let (findings, suppressed) = sentence_findings_of(&context, &self.rules);
        if self.sentences.len() <= at {
            self.sentences.resize(at + 1, None);
        }
        self.sentences[at] = Some(Arc::new(findings));
        self.allowances.note_in_text(at, suppressed);
    }

    fn forget_sentences_from(&mut self, at: usize) {
        if self.sentences.len() > at {
            self.sentences.truncate(at);
            self.allowances.forget_text_from(at);
        }
    }

    /// Finds the confidential sources that the article exposes. Searches the article again if `confidential_changed`.
    /// Returns whether any finding changed.
    pub(super) fn check_exposures(
        &mut self,
        workspace: &Workspace,
        file: &File,
        confidential_changed: bool,
    ) -> bool {
        if confidential_changed {
            let article = self.article.as_deref().and_then(ArticleText::article);
            self.exposures.search(workspace, self.file, file, article);
        }
        self.exposures
            .update(workspace, &self.rules, self.file, file)
    }

    /// The context of one declaration, for the rules.
    pub(super) fn context<'a>(
        &'a self,
        workspace: &'a Workspace,
        file: &'a File,
        slot: &'a Slot,
        resolved: &'a [Resolution<'a>],
        shared: &'a SharedAnalysis,
        memo: &'a PassageMemo,
    ) -> Context<'a> {
        let around = FileContext {
            workspace,
            settings: &self.settings,
            file_id: self.file,
            file,
            article_text: self.article.as_deref(),
            passages: &self.passages,
            same_quantities: &self.same_quantities,
            allowances: &self.allowances,
            prose_rules: &self.rules.prose,
            known: &shared.known,
            memo,
        };
        Context::new(around, slot, resolved)
    }

    /// The context of the sentence with that index, for the rules.
    pub(super) fn sentence_context<'a>(
        &'a self,
        workspace: &'a Workspace,
        file: &'a File,
        article: &'a Article,
        at: usize,
    ) -> SentenceContext<'a> {
        SentenceContext {
            workspace,
            file_id: self.file,
            file,
            text: self.article.as_deref(),
            article,
            language: self.article.as_deref().map_or("en", |text| &text.language),
            sentence: &article.sentences()[at],
            names: workspace.known_names(),
            passages: &self.passages,
            claims: self.passages.claims_of(at),
            unfinished: None,
            allowances: &self.allowances,
            wants_fixes: false,
        }
    }

    pub fn file(&self) -> FileId {
        self.file
    }

    pub fn article(&self) -> Option<&Arc<ArticleText>> {
        self.article.as_ref()
    }

    /// The claims that may state the same quantity.
    pub fn same_quantities(&self) -> &SameQuantities {
        &self.same_quantities
    }

    pub fn passages(&self) -> &Passages {
        &self.passages
    }

    /// The findings in the declaration.
    pub fn of_declaration(&self, id: DeclarationId) -> &[Finding] {
        self.findings.get(&id).map_or(&[], |findings| findings)
    }

    /// The findings in each declaration that has some.
    pub fn of_declarations(&self) -> &FxHashMap<DeclarationId, Arc<[Finding]>> {
        &self.findings
    }

    /// The findings in the sentence with that index.
    pub fn of_sentence(&self, at: usize) -> &[Finding] {
        let findings = self.sentences.get(at).and_then(Option::as_ref);
        findings.map_or(&[], |findings| findings)
    }

    /// The findings in the article itself: those in its sentences in order, then those of the rules about all of the text
    /// and the headline, and its exposures.
    pub fn of_article(&self) -> impl Iterator<Item = &Finding> {
        let in_sentences = in_sentences(&self.sentences);
        in_sentences.chain(&self.in_text).chain(self.of_exposures())
    }

    pub fn sentence_findings(&self) -> &SentenceFindings {
        &self.sentences
    }

    /// The findings of the rules about all of the text and the headline.
    pub fn in_text(&self) -> &[Finding] {
        &self.in_text
    }

    /// The findings about places that expose a confidential source.
    pub fn of_exposures(&self) -> &[Finding] {
        self.exposures.findings()
    }

    /// Whether somebody checks the article, or has.
    pub fn is_in_check(&self) -> bool {
        self.in_check
    }

    /// The places that expose a confidential source of the draft, with that source.
    pub fn exposed(&self) -> &[(Place, SourceId)] {
        self.exposures.exposed()
    }
}

/// The findings in sentences, in order; at most [`MOST_IN_SENTENCES`].
pub fn in_sentences(sentences: &SentenceFindings) -> impl Iterator<Item = &Finding> {
    let findings = sentences.iter().flatten();
    findings
        .flat_map(|findings| findings.iter())
        .take(MOST_IN_SENTENCES)
}

pub(super) fn is_in_check(file: &File) -> bool {
    file.article()
        .is_some_and(|(_, article)| article.is_in_check())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn findings_in_sentences_are_limited_and_follow_edits() {
        let sentences: String = (0..MOST_IN_SENTENCES + 9)
            .map(|n| format!("Part {n} is so.\n\n"))
            .collect();
        let draft = "article \"A\"\n  text: \"a.md\"\n  status: ready\nclaim: \"Part 7\"\n";
        let mut workspace = Workspace::new(["/w".into()]);
        let change = workspace.insert(File::new(Path::new("/w/a.sayso"), draft));
        let file = change.file.expect("a file");
        let read = |_: &Path| Ok(sentences.as_str().into());
        workspace.refresh_article(file, &read);
        let article = workspace.article(file).cloned();
        let mut analysis = analyse(&workspace, file, article.clone());
        let quotation = draft.len() - "\"\n".len();
        for text in [" is so. … Part 9 is so", ""] {
            let end = workspace.file(file).expect("a file").text().len() - "\"\n".len();
            let change = workspace.edit(file, quotation..end, text);
            analysis.update(&workspace, article.clone(), &change);
            let fresh = analyse(&workspace, file, article.clone());
            assert_eq!(analysis.of_article().count(), MOST_IN_SENTENCES);
            assert!(analysis.of_article().eq(fresh.of_article()));
        }
    }
}

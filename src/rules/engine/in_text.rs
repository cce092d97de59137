//! The findings of the rules about the whole article: worked out once, and again when the article, its headline or a
//! known name in them changes.

use crate::article::TextWords;
use crate::model::Item;
use crate::rules::context::in_article::{Annotated, TextContext};
use crate::rules::context::names_in_text::NamesInText;
use crate::rules::engine::analysis::Analysis;
use crate::rules::engine::run_rules::text_findings_of;
use crate::rules::finding::Finding;
use crate::workspace::{ArticleText, Change, File, Place, Workspace};

impl Analysis {
    /// Checks the whole article, and replaces its findings.
    pub(super) fn check_text(&mut self, workspace: &Workspace, file: &File) {
        let (findings, suppressed) = self.findings_in_text(workspace, file, false);
        self.in_text = findings;
        self.allowances.note_in_whole_text(suppressed);
    }

    /// The findings in the whole article and its headline with their fixes, if `choose` accepts any of those that are
    /// known.
    pub fn findings_with_fixes_in_text(
        &self,
        workspace: &Workspace,
        file: &File,
        choose: impl Fn(&Finding) -> bool,
    ) -> Vec<Finding> {
        match self.in_text.iter().any(&choose) {
            true => {
                let (mut findings, _) = self.findings_in_text(workspace, file, true);
                findings.retain(choose);
                findings
            }
            false => Vec::new(),
        }
    }

    fn findings_in_text(
        &self,
        workspace: &Workspace,
        file: &File,
        wants_fixes: bool,
    ) -> (Vec<Finding>, Vec<&'static str>) {
        let text = self.article.as_deref();
        let article = text.and_then(ArticleText::article);
        let (Some(text), Some(article), false) = (text, article, self.rules.texts.is_empty())
        else {
            return Default::default();
        };
        let names = NamesInText::of(workspace, self.file, file, text, article);
        let context = TextContext {
            workspace,
            annotated: Annotated {
                file_id: self.file,
                file,
                text,
                passages: &self.passages,
            },
            names: &names,
            wants_fixes,
        };
        text_findings_of(&context, &self.rules, &self.allowances)
    }

    /// Whether the findings in the whole article may change with an entity: its declaration moved, or the headline may
    /// name it.
    pub(super) fn text_depends_on(&self, file: &File, change: &Change) -> bool {
        let is_gone = |place: Place| match place {
            Place::Declaration { file, id, .. } => {
                Some(file) == change.file && change.removed.contains(&id)
            }
            Place::Article { .. } => false,
        };
        let mut related = self.in_text.iter().flat_map(|finding| &finding.related);
        related.any(|it| is_gone(it.place)) || self.headline_has_word_of(file, change)
    }

    /// Whether a word of a changed name is in the headline.
    fn headline_has_word_of(&self, file: &File, change: &Change) -> bool {
        if change.names.is_empty() || self.article.is_none() {
            return false;
        }
        let slot = file.article().and_then(|(id, _)| file.slot(id));
        let headline = slot.and_then(|slot| slot.segment.item.as_ref());
        let Some(headline) = headline.map(Item::label) else {
            return false;
        };
        let headline = TextWords::of(headline);
        let mut names = change.names.iter();
        names.any(|name| {
            let words = TextWords::of(name);
            let mut hashes = words.all().hashes.iter();
            hashes.any(|hash| headline.all().hashes.contains(hash))
        })
    }
}
